#!/usr/bin/env bash
# An analyst's day on the two raw sample documents, in a real window: fifteen claims, the ways they came, grades, six pairs
# decided, three judgements, hypotheses rated against the claims, time, sources against each other and the graph. What each
# act did is looked up in the project file with the command line. Pictures of every view, light and dark, go to
# $ASSAY_SHOTS (else target/window). Takes the program at $ASSAY, else builds it.

# shellcheck source=tests/window/window.sh
. "$(dirname "$0")/window.sh"

project=$scratch/Minsk.assay
watch=000_84839096dc77e6c1.txt
news=002_288d556eec8bee92.txt

# document NAME: opens it by its name.
document() {
    press ctrl+k
    write "$1"
    press Return
}
# claim COUNT WORDS [SPEAKER]: the clauses of the sentence that has the words, as they are proposed; how many there are then.
claim() {
    press ctrl+f
    write "$2"
    press Return
    press Escape
    press c
    if [ -n "${3:-}" ]; then
        press s
        write "$3"
        press Return
    fi
    shot "analyst-claim-$1"
    press Return
    wait_for claims "length == $1"
}
# command NAME: gives it by its name.
command() {
    press ctrl+k
    write "$1"
    press Return
}

start_display
"$ASSAY" new "$project" --corpus seeds --author Ana
open_window "$project"

say "The news article: eight claims of its sentences; one sentence makes two."
document "$news"
claim 1 'signing a formal plan'
claim 2 'finalized during a meeting' 'Valery Revenko'
claim 3 'identified as the centerpiece'
claim 4 'a high-profile visit'
claim 6 'there are no closed topics'
claim 8 'not directed against any third party'

say "The digest: headline, pull quote, commentary and what it cites, seven more."
document "$watch"
claim 9 'Form Alliance Against' 'OE Watch'
claim 10 'work closely with one another and cooperate together to resist these' 'Alexander Lukashenko'
claim 11 'earlier this year the two nations signed' 'OE Watch'
claim 12 'actively preparing for a military engagement' 'OE Watch'
claim 13 'constantly directing this conflict'
claim 14 'built on the principles of mutual respect'
claim 15 'bilateral cooperation in field training' 'Ministry of Defense of Belarus'

say "Grades: the digest, and the news site nobody knows."
press g
shot analyst-grade
write 'OE Watch'
press Tab b Return
wait_for sources 'any(.name == "OE Watch" and .reliability == "B")'
document "$news"
press g
write 'Global Wire Review'
press Tab d Return
wait_for sources 'any(.name == "Global Wire Review" and .reliability == "D")'

say "Chains: the post on X behind the announcement, the press service behind what the president said."
press ctrl+2
command 'finalized during'
command 'Add a hop'
shot analyst-hop
write 'Valery Revenko'
press Return
# The chip that says by what, on the card of a hop at 1366 × 768, and “social post” in its menu.
click 1274 353
click 1190 513
wait_for claims 'any(.via | any(.actor != null and .medium == "social_post"))'
shot analyst-chain
command 'constantly directing'
command 'Add a hop'
write 'Press Service of the President of Belarus'
press Return
wait_for claims '[.[] | select(.via | length == 1)] | length == 2'
shot analyst-hop-2

say "Six pairs are decided, each after its reasons."
click 110 90
for n in 1 2 3 4 5 6; do
    shot "analyst-pair-$n"
    press Return
    wait_for links "[.[] | select(.status == \"accepted\")] | length == $n"
done

say "Three judgements."
judge() {
    command "$1"
    press ctrl+j
    write "$2"
    press ctrl+Return
}
judge 'not directed against' 'The partnership is meant against the West, whatever is said of it.'
shot analyst-judgement-1
judge 'identified as the centerpiece' 'A joint exercise will be held within a year.'
judge 'a high-profile visit' 'The president named in the news article is Masoud Pezeshkian.'
wait_for judgements 'length == 3 and all(.rests_on | length == 1)'

say "What was looked for and is not there."
press ctrl+shift+f
write 'mobilization order'
shot analyst-not-found
press ctrl+shift+n
shot analyst-looked
write 'an order to call up reserves'
press Return
wait_for looked 'length == 1 and .[0].outcome == "nothing" and (.[0].documents | length == 2)'
press Escape

say "Hypotheses, and four claims held against both."
press ctrl+shift+h
shot analyst-hypothesis
write 'The two prepare for war together.'
press Return
press ctrl+shift+h
write 'The two show closeness, and nothing follows.'
press Return
shot analyst-hypotheses
for words in 'not directed against' 'identified as the centerpiece' 'actively preparing' 'constantly directing'; do
    command "$words"
    press a
done
command 'Hypotheses'
# A key rates the cell in hand, the first when the view opens; the arrows go on to the next.
for row in '4 2' '2 2' '1 4' '2 3'; do
    press "${row% *}" Right "${row#* }"
    [ "$row" = '2 3' ] || press Down Left
done
shot analyst-rated
"$ASSAY" analyse "$project" ach --json >"$scratch/ach.json"
jq -e '(.items | length == 4 and all(.cells | all(. != null))) and (.hypotheses | length == 2)' "$scratch/ach.json" >/dev/null ||
    fail "the matrix of hypotheses is not as it was rated: $(cat "$scratch/ach.json")"

say "What has a date stands in time, and who is silent shows."
# “Published”, on the card of a document at 1366 × 768.
document "$watch"
click 1240 203
write '2024-01'
key ctrl+Return
wait_for documents 'any(.published == "2024-01")'
document "$news"
click 1240 203
write '2025-09'
key ctrl+Return
wait_for documents 'any(.published == "2025-09")'

say "Every view, light and dark, at both sizes."
press ctrl+2
views=('To decide' Claims Sources Names Timeline 'Who says what' Graph Judgements Hypotheses Wanted)
for size in 1366x768 1920x1080; do
    xdotool windowsize "$window" "${size%x*}" "${size#*x}"
    until_so "the size $size" has_size "$size"
    for theme in light dark; do
        for n in "${!views[@]}"; do
            # The rail names them one below the other.
            xdotool mousemove --window "$window" 110 $((96 + 53 * n)) click 1
            until_so "a still window" is_still
            shot "analyst-view-$((n + 1))-$theme-$size"
        done
        press ctrl+shift+l
    done
done

say "What the file holds, exactly."
must claims 'length == 15'
must links '[.[] | select(.status == "accepted")] | length == 6'
must judgements 'length == 3'
must sources '[.[] | select(.graded)] | length == 2'
for what in timeline matrix graph; do
    for format in svg png csv; do
        "$ASSAY" export "$project" "$format" "--$what" -o "$scratch/$what.$format" || fail "export $format --$what"
        [ -s "$scratch/$what.$format" ] || fail "$what.$format is empty"
    done
done
close_window
"$ASSAY" check "$project" || fail "check after closing"
say "Two raw documents weighed in a real window."
