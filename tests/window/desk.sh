#!/usr/bin/env bash
# From nothing to a finished brief, in a real window: the first start, a folder of 200 texts in eight languages, triage,
# tags, claims, a link, a grade, a judgement, the OE Watch template, Word and HTML, reopening, a snapshot restored. What
# each act did is looked up in the project file with the command line. Pictures go to $ASSAY_SHOTS (else target/window).
# Takes the program at $ASSAY, else builds it.

# shellcheck source=tests/window/window.sh
. "$(dirname "$0")/window.sh"

corpus=$HOME/harbour
project=$HOME/harbour.assay
tests/window/corpus.sh "$corpus"

start_display

say "First start: a name, then a folder of one's own."
start_window
shot desk-01-name
write 'Ana'
press Return
shot desk-02-choose
press ctrl+shift+o
shot desk-03-folder
write 'harbour'
press Return
shot desk-04-where
press Return
until_so "the project" test -s "$project"
wait_for documents 'length == 200'
until_so "the text of a document" shows_text
until_so "a still window" is_still
shot desk-05-imported

deny='“The harbour will not be leased to anyone,” the minister of transport, Dana Velt, told reporters in Aldan on 4 March 2025.'
sign='The lease of Aldan harbour was signed on 2 March 2025, according to a notice of the Port Authority seen by this newspaper.'

say "The denial: a tag, a claim, a grade for its outlet."
press Down t
write 'lease'
press Return
wait_for passages "length == 1 and .[0].quote == \"$deny\""
press c s
write 'Dana Velt'
press Return
shot desk-06-claim
press Return
wait_for claims 'length == 1 and .[0].stance == "denies" and .[0].speaker_name == "Dana Velt"'
press g
shot desk-07-grade
write 'Aldan Herald'
press Tab c Return
wait_for sources 'any(.name == "Aldan Herald" and .reliability == "C")'

say "Triage: a stroke a document, and the next one opens."
press k
wait_for documents '[.[] | select(.triage == "kept")] | length == 1'
for _ in 1 2 3; do press x; done
for _ in 1 2; do press p; done
wait_for documents '([.[] | select(.triage == "dropped")] | length == 3) and ([.[] | select(.triage == "parked")] | length == 2)'
shot desk-08-triage

say "The signing, found by name: tag, claim, link."
press ctrl+k
write '01-en-026'
press Return
press Down 1
wait_for passages "length == 2 and any(.quote == \"$sign\" and .tags == [\"lease\"])"
press c s
write 'Port Authority'
press Return Return
wait_for claims 'length == 2 and any(.speaker_name == "Port Authority")'
press l
write 'leased'
press Return
wait_for links 'length == 1 and .[0].kind == "pulls_against"'
press k
for name in 03-ru-051 04-fa-076; do
    press ctrl+k
    write "$name"
    press Return
    press Down 1
    shot "desk-09-$name"
    press k
done
wait_for passages '[.[] | select(.tags == ["lease"])] | length == 4'

say "A judgement that rests on a claim."
press ctrl+2
shot desk-10-weigh
press ctrl+j
shot desk-11-judgement
write 'One of the two is wrong about the lease, most likely the denial.'
press ctrl+Return
wait_for judgements 'length == 1 and (.[0].rests_on | length == 1)'

say "The brief, from the OE Watch template."
press ctrl+k
write 'template'
press Return
shot desk-12-template
press Return
shot desk-13-made
wait_for briefs 'length == 1 and (.[0].blocks | any(.kind == "headline") and any(.kind == "pull_quote") and any(.kind == "citation"))'
first='The minister of transport denies a lease of Aldan harbour that a notice says was signed.'
second='We assess that the notice is the better evidence.'
click 420 88
write 'A Lease Denied and Signed'
key ctrl+Return
wait_for briefs '.[0].blocks | any(.kind == "headline" and .words == "A Lease Denied and Signed")'
click 450 188
write "$first"
press ctrl+period
shot desk-14-support
write 'leased'
press Return
wait_for briefs ".[0].blocks | any(.words == \"$first[1]\")"
shot desk-15-supported
click 450 363
write "$second"
press ctrl+shift+m
key ctrl+Return
wait_for briefs ".[0].blocks | any(.words == \"$second[1]\")"
shot desk-16-ours
press ctrl+shift+p
shot desk-17-preview
press ctrl+shift+p

say "Out, for Word and as a page."
for ending in docx html; do
    press ctrl+e ctrl+a
    write "$scratch/brief.$ending"
    key Return
    until_so "the exported $ending" test -s "$scratch/brief.$ending"
    until_so "a still window" is_still
done
mkdir "$scratch/word"
(cd "$scratch/word" && jar xf "$scratch/brief.docx" 2>/dev/null || unzip -q "$scratch/brief.docx")
for words in 'A Lease Denied and Signed' 'that a notice says was signed.' "$second" 'قرارداد اجارهٔ بندر آلدان' 'Порт не будет сдан'; do
    tr -d '\n' <"$scratch/brief.html" | grep -qF "$words" || fail "the page does not hold: $words"
    sed 's/<[^>]*>//g' "$scratch/word/word/document.xml" | tr -d '\n' | grep -qF "$words" || fail "the Word file does not hold: $words"
done

say "Closed and opened again: all there, and a snapshot of it."
for kind in documents tags passages claims links names judgements briefs; do list "$kind" >"$scratch/$kind.before"; done
close_window
open_window "$project"
for kind in documents tags passages claims links names judgements briefs; do
    list "$kind" | cmp -s - "$scratch/$kind.before" || fail "$kind changed by closing and opening"
done
press ctrl+k
write '01-en-030'
press Return
press Down 1
wait_for passages 'length == 5'
press ctrl+k
write 'snapshots'
press Return
shot desk-18-snapshots
# “Restore”, at 1366 × 768.
click 957 223
shot desk-19-restore
restored="$HOME/harbour restored.assay"
until_so "the restored project" test -s "$restored"
before=$project
project=$restored
for kind in documents tags passages claims links names judgements briefs; do
    list "$kind" | cmp -s - "$scratch/$kind.before" || fail "$kind of the restored project are not those of the snapshot"
done

say "Pictures, light and dark, at both sizes."
for size in 1366x768 1920x1080; do
    xdotool windowsize "$window" "${size%x*}" "${size#*x}"
    until_so "the size $size" has_size "$size"
    for theme in light dark; do
        xdotool mousemove --window "$window" $((${size%x*} / 2)) $((${size#*x} - 12))
        for view in "ctrl+1 read" "ctrl+d documents" "ctrl+d read-again" "ctrl+2 weigh" "ctrl+3 write" "ctrl+shift+p preview"; do
            press_quietly "${view% *}"
            shot "desk-${view#* }-$theme-$size"
        done
        press_quietly ctrl+shift+p
        press_quietly ctrl+1
        for sheet in "F1 guide" "ctrl+comma settings" "ctrl+k palette" "ctrl+j judgement" "ctrl+shift+d describe" "ctrl+o open"; do
            press_quietly "${sheet% *}"
            shot "desk-${sheet#* }-$theme-$size"
            press_quietly Escape
        done
        press ctrl+shift+l
    done
done

close_window
for project in "$before" "$restored"; do "$ASSAY" check "$project" || fail "check of $project"; done
must passages 'length == 4'
say "From nothing to a brief, and a snapshot restored, in a real window."
