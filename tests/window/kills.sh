#!/usr/bin/env bash
# The window killed in the middle of work, ten times, each time a little later: whatever the project file showed before
# the kill is there afterwards, in the same order with the same hashes, and the file is sound. (That the window calls
# nothing saved before it is in the file is tried where its words can be read: tests/it/ui_kills.rs.)
# Takes the program at $ASSAY, else builds it.

# shellcheck source=tests/window/window.sh
. "$(dirname "$0")/window.sh"

points=10
lost=0

start_display
"$ASSAY" new "$scratch/origin.assay" --corpus seeds --author Ana 2>/dev/null
printf '{"op":"add_tag","name":"denial","digit":1}\n' | "$ASSAY" apply "$scratch/origin.assay" - >/dev/null

for ((point = 0; point < points; point++)); do
    project=$scratch/kill$point.assay
    cp "$scratch/origin.assay" "$project"
    open_window "$project"
    press Down 1
    wait_for passages 'length == 1'
    # Tags sentence after sentence; the kill falls somewhere into that.
    (while kill -0 "$app" 2>/dev/null; do xdotool key --delay 4 Down 1 Down 1 Down 1 2>/dev/null || break; done) &
    hand=$!
    sleep "$(printf "0.%03d" $((point * 70 + 15)))"
    list edits >"$scratch/shown"
    kill -9 "$app"
    reached_nothing
    wait "$app" 2>/dev/null || true
    app=''
    wait "$hand" 2>/dev/null || true
    "$ASSAY" check "$project" >"$scratch/checked" || fail "point $point: $(cat "$scratch/checked")"
    list edits >"$scratch/kept"
    shown=$(jq length "$scratch/shown")
    missing=$(jq -n --slurpfile shown "$scratch/shown" --slurpfile kept "$scratch/kept" \
        '[$shown[0][] | select(. as $edit | $kept[0] | any(.seq == $edit.seq and .hash == $edit.hash) | not)] | length')
    say "point $point: $shown edits shown before the kill, $(jq length "$scratch/kept") after it, $missing lost"
    [ "$shown" -ge 4 ] || fail "point $point: no edit of the window was acknowledged before the kill"
    lost=$((lost + missing))
done

# A project that was killed opens in the window again.
open_window "$project"
press Up
close_window
"$ASSAY" check "$project" >/dev/null || fail "check after reopening in the window"

say "window kill points: $points, lost: $lost"
[ "$lost" = 0 ]
