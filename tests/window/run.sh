#!/usr/bin/env bash
# The main job in a real window: a person's keys and mouse under a display of its own, and after each act a look into
# the project file with the command line. Pictures of each stage go to $ASSAY_SHOTS (else target/window).
# Takes the program at $ASSAY, else builds it.

# shellcheck source=tests/window/window.sh
. "$(dirname "$0")/window.sh"

project=$scratch/Minsk.assay
plan='The plan outlines a series of collaborative initiatives, with a joint military exercise identified as the centerpiece of the partnership.'
place='The exercise is expected to take place on the territory of one of the two nations, though the specific location remains undisclosed at this time.'
denied='He further clarified that the partnership between Belarus and Iran is not directed against any third party'
answer='Our answer is one: we must work closely with one another and cooperate together to resist these attacks.'
title='Minsk and Tehran plan a joint exercise'
three='the centerpiece of'
# Where these words stand at 1366 × 768: left edge, right edge, middle of the line.
three_from=511 three_to=655 three_line=302
# “Text”, which adds a block of our own words, in Write.
add_text_x=113 add_text_y=650
sentence='Two ministries announced one plan, and only one of them said where.'

start_display
"$ASSAY" new "$project" --corpus seeds --author Ana
open_window "$project"
shot 01-open

say "Keep the first document with K; the second opens."
press k
wait_for documents '[.[] | select(.triage == "kept")] | length == 1 and .[0].name == "000_84839096dc77e6c1.txt"'
shot 02-kept

say "Its title, in the form at the right."
click 1240 101
write "$title"
key ctrl+Return
wait_for documents "any(.title == \"$title\")"
until_so "a still window" is_still

say "A new tag on a sentence with T, the next sentence with its digit."
press Down Down Down t
write 'joint exercise'
shot 03-tag-picker
press Return
wait_for passages "length == 1 and .[0].quote == \"$plan\" and .[0].tags == [\"joint exercise\"]"
wait_for tags 'length == 1 and .[0].digit == 1'
press Down 1
wait_for passages "length == 2 and any(.quote == \"$place\")"

say "The first of the two claims of the ninth sentence: C, the speaker, the other left out, Enter."
press Down Down Down Down c s
write 'Alexander Lukashenko'
press Return
shot 04-claim
press Down x Return
wait_for claims "length == 1 and .[0].words == \"$denied\" and .[0].stance == \"denies\" and .[0].speaker_name == \"Alexander Lukashenko\""
shot 05-claimed

say "A claim in the other document, opened with the mouse, and a link between the two."
click 120 104
press Down c Return
wait_for claims "length == 2 and any(.words == \"$answer\")"
press l
write 'further'
shot 06-link
press Return
wait_for links 'length == 1 and .[0].kind == "pulls_against"'
shot 07-linked

say "Three words inside the tagged sentence, with the mouse, and a tag of their own."
click 120 157
drag "$three_from" "$three_to" "$three_line"
shot 08-dragged
press t
write 'centre'
press Return
wait_for passages "length == 5 and any(.quote == \"$three\" and .tags == [\"centre\"])"
shot 09-tagged-within

say "Undo, redo."
press ctrl+z
wait_for passages "length == 4 and all(.quote != \"$three\")"
press ctrl+shift+z
wait_for passages "length == 5 and any(.quote == \"$three\" and .tags == [\"centre\"])"

say "To the brief with B; a sentence of our own around it."
press b
wait_for briefs "length == 1 and (.[0].blocks | length == 1 and .[0].kind == \"quotation\")"
press ctrl+3
shot 10-write
click "$add_text_x" "$add_text_y"
wait_for briefs '.[0].blocks | length == 2 and any(.kind == "text")'
write "$sentence"
# The caret blinks: taken while it is off, the words look as before, and the file is what answers.
key ctrl+Return
wait_for briefs ".[0].blocks | any(.kind == \"text\" and .words == \"$sentence\")"
until_so "a still window" is_still
shot 11-written

say "Close, reopen: all there."
for kind in documents tags passages claims links names briefs edits; do list "$kind" >"$scratch/$kind.before"; done
close_window
[ ! -e "$project.lock" ] || fail "the lock is left behind after closing"
open_window "$project"
for kind in documents tags passages claims links names briefs edits; do
    list "$kind" | cmp -s - "$scratch/$kind.before" || fail "$kind changed by closing and opening"
done
shot 12-reopened

say "Undo and redo reach back before the restart."
key ctrl+z
wait_for briefs ".[0].blocks | all(.words != \"$sentence\")"
key ctrl+shift+z
wait_for briefs ".[0].blocks | any(.words == \"$sentence\")"

say "The claim in hand, by a click on its bar; what it is linked with stands below it."
press Down Down Down Down Down
click 994 640
xdotool mousemove --window "$window" 700 753
until_so "a still window" is_still
shot 13-claim-in-hand

say "Export to a path that is typed."
press ctrl+e ctrl+a
write "$scratch/brief.html"
shot 14-export
key Return
until_so "the exported brief" test -s "$scratch/brief.html"
# The page escapes little; what it escapes does not stand in these words.
for words in "$three" "$sentence"; do
    tr '\n' ' ' <"$scratch/brief.html" | grep -qF "$words" || fail "the brief does not hold: $words"
done
press ctrl+shift+e ctrl+a
write "$scratch/report.html"
key Return
until_so "the exported report" test -s "$scratch/report.html"
for words in "$three" "$plan" "$place" "$denied" "$answer"; do
    tr '\n' ' ' <"$scratch/report.html" | grep -qF "$words" || fail "the report does not hold: $words"
done

say "A Russian keyboard: letters count by their place."
press ctrl+1
setxkbmap ru
press 54
shot 15-claim-by-place
press Escape 28
xdotool key 41 32 57 # what f, o, n are elsewhere
until_so "a still window" is_still
shot 16-tag-by-place
press Escape
setxkbmap us
until_so "a still window" is_still

say "What the file holds, exactly."
must documents 'length == 2 and ([.[] | select(.triage == "kept")] | length == 1)'
must tags '[.[].name] | sort == ["centre", "joint exercise"]'
must passages "([.[].quote] | sort) == ([\"$plan\", \"$place\", \"$denied\", \"$answer\", \"$three\"] | sort)"
must passages "[.[] | select(.tags | length > 0)] | length == 3"
must claims '[.[].stance] | sort == ["affirms", "denies"]'
must links 'length == 1'
must briefs "length == 1 and (.[0].blocks | length == 2)"
"$ASSAY" check "$project" || fail "check"

say "Pictures, light and dark, at both sizes."
for size in 1366x768 1920x1080; do
    xdotool windowsize "$window" "${size%x*}" "${size#*x}"
    until_so "the size $size" has_size "$size"
    for theme in light dark; do
        xdotool mousemove --window "$window" $((${size%x*} / 2)) $((${size#*x} - 12))
        number=1
        for place in read weigh write; do
            press_quietly ctrl+$number
            shot "look-$place-$theme-$size"
            number=$((number + 1))
        done
        press_quietly ctrl+1
        for sheet in "F1 keys" "ctrl+h history" "ctrl+k anything" "g grade" "m memo" "ctrl+t tag"; do
            press_quietly "${sheet% *}"
            shot "look-${sheet#* }-$theme-$size"
            press_quietly Escape
        done
        press ctrl+shift+l
    done
done

close_window
"$ASSAY" check "$project" || fail "check after closing"
say "The main job passes in a real window."
