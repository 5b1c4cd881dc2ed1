#!/usr/bin/env bash
# Makes the pictures of the guide anew, from the window itself: the sample in a window of its own size, driven by keys.
# Takes the program at $ASSAY, else builds it. Needs what the scripts in tests/window need.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export ASSAY_SHOTS=${ASSAY_SHOTS:-$(mktemp -d)}
# shellcheck source=../../tests/window/window.sh
. "$here/../../tests/window/window.sh"

# cut NAME GEOMETRY: a part of what is shown, in few colors, so that all of them stay small.
cut() {
    picture "$scratch/$1.png"
    convert "$scratch/$1.png" -crop "$2" +repage +dither -colors 20 -strip -define png:compression-level=9 "PNG8:$here/$1.png"
    say "$1.png: $(stat -c %s "$here/$1.png") bytes"
}

# part NAME GEOMETRY: a part that is wider than a page, made smaller.
part() {
    picture "$scratch/$1.png"
    convert "$scratch/$1.png" -crop "$2" +repage -resize 760x +dither -colors 16 -strip -define png:compression-level=9 "PNG8:$here/$1.png"
    say "$1.png: $(stat -c %s "$here/$1.png") bytes"
}

# whole NAME: the whole window, made smaller.
whole() {
    picture "$scratch/$1.png"
    convert "$scratch/$1.png" -resize 760x +dither -colors 28 -strip -define png:compression-level=9 "PNG8:$here/$1.png"
    say "$1.png: $(stat -c %s "$here/$1.png") bytes"
}

project=$scratch/Sample.assay
"$ASSAY" new "$project" --corpus seeds --author Ana
"$ASSAY" apply "$project" assets/sample/sample.jsonl >/dev/null
start_display
open_window "$project"
xdotool mousemove --window "$window" 700 753
until_so "a still window" is_still

press Down Down
whole read
cut sentence 700x330+300+110
press t
write in
cut tag 640x330+363+40
press Escape c
cut claim 640x250+363+40
press Escape y
cut translation 640x330+363+40
press Escape
# Into the quotation whose marks were moved.
press Down Down q
part quotation 900x340+233+40
press Escape g
cut grade 500x400+433+40
press Escape ctrl+d
part table 1366x300+0+40
press ctrl+2 l
write west
cut link 660x420+353+40
press Escape
click 60 250
click 600 165
part name 1366x600+0+40
click 60 461
click 600 150
part judge 1366x480+0+40
click 60 514
part wanted 1366x480+0+40
press ctrl+3
part write 1366x736+0+0
# A sentence that nothing supports.
click 560 230
part support 1120x400+246+40
press ctrl+e
cut export 780x420+293+40
press Escape ctrl+k
write "west bel"
cut palette 620x260+373+40
press Escape ctrl+k
write "snapshot now"
press Return
until_so "a snapshot" test -n "$(ls "$project-backups" 2>/dev/null)"
press ctrl+k
write snapshots
press Return
until_so "the snapshots" is_still
cut snapshots 700x290+333+40
press Escape ctrl+shift+o
cut folder 780x420+293+40
press Escape ctrl+w
cut start 640x470+363+150
close_window

# As a failing disk leaves it.
dd if=/dev/zero of="$project" bs=4096 seek=3 count=20 conv=notrunc status=none
"$ASSAY" "$project" >"$scratch/assay.log" 2>&1 &
app=$!
until_so "the window" find_window
until_so "the focus" give_focus
until_so "the page of damage" shows_text
until_so "a still window" is_still
cut damaged 680x470+343+60
close_window
