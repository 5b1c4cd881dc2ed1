#!/usr/bin/env bash
# An import in a real window: a mixed folder comes in, is held, stopped, gone on with after the program was killed, and
# looked at again for changes; what is found in it is tagged, and a rule tags what comes later. After each act a look into
# the project file with the command line. Pictures of each stage go to $ASSAY_SHOTS (else target/window). Takes the program
# at $ASSAY, else builds it.

# shellcheck source=tests/window/window.sh
. "$(dirname "$0")/window.sh"

project=$scratch/Notes.assay
corpus=$scratch/notes
notes=9000

# Where these buttons are at 1366 × 768.
pause() { xdotool mousemove --window "$window" 1138 76 click 1; }
stop() { xdotool mousemove --window "$window" 1204 76 click 1; }
go_on() { xdotool mousemove --window "$window" 280 64 click 1; }
take() { xdotool mousemove --window "$window" 1069 76 click 1; }
# ask WORDS: gives the command the palette finds for them.
ask() {
    key ctrl+k
    sleep 0.5
    xdotool type --delay 12 -- "$1"
    sleep 0.5
    key Return
}
documents() { list documents | jq length; }

say "A mixed folder: $notes notes, a page, a broken file, a program."
mkdir -p "$corpus/more"
for n in $(seq "$notes"); do printf 'Note %d.\nNobody read it.\n' "$n" >"$corpus/note $n.txt"; done
# Sixty of them are in Russian, about one matter.
for n in $(seq 150 150 "$notes"); do
    printf 'Заметка %d. В ответ на санкции порт закрыли. Больше ничего.\n' "$n" >"$corpus/note $n.txt"
done
printf '<title>A page</title><p>The words of a page.</p>' >"$corpus/more/page.html"
printf '%%PDF-1.4\nnothing more' >"$corpus/more/cut.pdf"
printf '\177ELF\002\001\001 and so on' >"$corpus/more/program"

start_display
"$ASSAY" new "$project" --author Ana
start_window "$project"

say "It is imported, held, and stopped."
key ctrl+i
until_so "a still window" is_still
key ctrl+a
write "$corpus"
key Return
wait_for documents 'length > 0'
ask 'files of the import'
sleep 0.5
pause
until_so "a still window" is_still
shot imports-01-held
held=$(documents)
[ "$held" -gt 0 ] && [ "$held" -lt "$notes" ] || fail "$held documents while it is held"
stop
until_so "a still window" is_still
shot imports-02-stopped
[ "$(documents)" = "$held" ] || fail "what was held went on"

say "Going on is broken off by a kill, offered again at the next start, and comes to its end."
go_on
wait_for documents "length > $held"
kill -9 "$app"
reached_nothing
wait "$app" 2>/dev/null || true
open_window "$project"
shot imports-03-offered
go_on
wait_for documents "length == $((notes + 2))"
until_so "a still window" is_still
shot imports-04-done
must documents '[.[] | .sha256] | unique | length == '"$((notes + 2))"

say "What is found in Russian is tagged in one edit, untagged in one, and kept as a rule."
key ctrl+shift+f
sleep 0.5
setxkbmap ru
xdotool type --delay 40 -- 'санкции'
setxkbmap us
until_so "the answer" is_still
shot imports-07-found
tag_found() { # tag_found [RULE]: tags every place that was found, as a rule when that is wanted.
    key t
    sleep 1
    until_so "the sheet" is_still
    if [ -n "${1:-}" ]; then
        xdotool mousemove --window "$window" 420 149 click 1
        until_so "the tick" is_still
    fi
    xdotool type --delay 12 -- 'measures'
    until_so "what will be tagged" is_still
    shot "imports-08-sheet${1:+-$1}"
    key Return
}
key Return
until_so "the lines" is_still
tag_found
wait_for passages 'length == 60 and all(.tags | length == 1)'
must edits '[.[] | select(.label | startswith("Tag 60 sentences"))] | length == 1'
shot imports-09-tagged
key ctrl+z
wait_for passages 'length == 0'
tag_found rule
wait_for searches 'length == 1 and .[0].query == "санкции"'
must passages 'length == 60'
shot imports-10-rule
key Escape

say "The folder changes; what is otherwise is shown, and taken; the rule tags what is new."
printf 'Corrected.\nNote 1.\nNobody read it.\n' >"$corpus/note 1.txt"
mv "$corpus/note 2.txt" "$corpus/more/moved.txt"
rm "$corpus/note 3.txt"
printf 'A note that is new: новые санкции.\n' >"$corpus/new.txt"
ask 'look for changes'
sleep 1
until_so "a still window" is_still
shot imports-05-seen
[ "$(documents)" = $((notes + 2)) ] || fail "something was taken before it was wanted"
take
wait_for documents 'any(.name == "new.txt") and any(.name == "moved.txt" and .paths == ["more/moved.txt"])'
wait_for documents 'any(.name == "note 3.txt" and .gone == ["note 3.txt"])'
wait_for passages 'length == 61'
until_so "a still window" is_still
shot imports-06-taken
# The rule's tagging first, then what was taken.
key ctrl+z
wait_for passages 'length == 60'
key ctrl+z
wait_for documents "length == $((notes + 2)) and all(.gone == [])"
close_window
"$ASSAY" check "$project" >/dev/null || fail "the project is not sound"
say "Done. Pictures are in $shots."
