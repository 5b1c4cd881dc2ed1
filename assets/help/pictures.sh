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
press Escape
# Into the quotation whose marks were moved.
press Down Down q
cut quotation 796x330+285+40
press Escape g
cut grade 500x400+433+40
press Escape ctrl+2
whole weigh
press l
write west
cut link 660x420+353+40
press Escape ctrl+3
whole write
press ctrl+e
cut export 780x420+293+40
press Escape ctrl+k
write "west bel"
cut palette 620x260+373+40
press Escape ctrl+h
cut history 680x240+343+40
press Escape ctrl+shift+o
cut folder 780x420+293+40
press Escape
close_window
