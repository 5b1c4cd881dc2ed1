#!/usr/bin/env bash
# An import in a real window: a mixed folder comes in, is held, stopped, gone on with after the program was killed, and
# looked at again for changes; after each act a look into the project file with the command line. Pictures of each stage
# go to $ASSAY_SHOTS (else target/window). Takes the program at $ASSAY, else builds it.

# shellcheck source=tests/window/window.sh
. "$(dirname "$0")/window.sh"

project=$scratch/Notes.assay
corpus=$scratch/notes
notes=3000

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
wait "$app" 2>/dev/null || true
open_window "$project"
shot imports-03-offered
go_on
wait_for documents "length == $((notes + 2))"
until_so "a still window" is_still
shot imports-04-done
must documents '[.[] | .sha256] | unique | length == '"$((notes + 2))"

say "The folder changes; what is otherwise is shown, and taken."
printf 'Corrected.\nNote 1.\nNobody read it.\n' >"$corpus/note 1.txt"
mv "$corpus/note 2.txt" "$corpus/more/moved.txt"
rm "$corpus/note 3.txt"
printf 'A note that is new.\n' >"$corpus/new.txt"
ask 'look for changes'
sleep 1
until_so "a still window" is_still
shot imports-05-seen
[ "$(documents)" = $((notes + 2)) ] || fail "something was taken before it was wanted"
take
wait_for documents 'any(.name == "new.txt") and any(.name == "note 2.txt" and .paths == ["more/moved.txt"])'
wait_for documents 'any(.name == "note 3.txt" and .gone == ["note 3.txt"])'
until_so "a still window" is_still
shot imports-06-taken
key ctrl+z
wait_for documents "length == $((notes + 2)) and all(.gone == [])"
close_window
"$ASSAY" check "$project" >/dev/null || fail "the project is not sound"
say "Done. Pictures are in $shots."
