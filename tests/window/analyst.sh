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
# claim WORDS [SPEAKER]: the clause that holds the words, as it is proposed, and who says it.
claims=0
claim() {
    press ctrl+f
    write "$1"
    press Return
    press Escape
    press c
    if [ -n "${2:-}" ]; then
        press s
        write "$2"
        press Return
    fi
    shot "analyst-claim-$claims"
    press Return
    claims=$((claims + 1))
    wait_for claims "length >= $claims"
}

# command NAME: gives it by its name.
command() {
    press ctrl+k
    write "$1"
    press Return
}
# list_of NAME: opens a list of Weigh by its name.

start_display
"$ASSAY" new "$project" --corpus seeds --author Ana
open_window "$project"

say "The news article: seven claims of its sentences, one sentence makes two."
document "$news"
claim 'signing a formal plan'
claim 'finalized during a meeting' 'Valery Revenko'
claim 'identified as the centerpiece'
claim 'expected to take place'
claim 'a high-profile visit'
claim 'there are no closed topics' 'Alexander Lukashenko'
claims=$((claims + 1))
claim 'not directed against any third party'
must claims 'length == 8'

say "The digest: headline, pull quote, commentary and what it cites, seven more."
document "$watch"
claim 'Form Alliance Against' 'OE Watch'
claim 'work closely with one another and cooperate together to resist these' 'Alexander Lukashenko'
claim 'earlier this year the two nations signed' 'OE Watch'
claim 'actively preparing for a military engagement' 'OE Watch'
claim 'constantly directing this conflict' 'Alexander Lukashenko'
claim 'built on the principles of mutual respect' 'Viktor Khrenin'
claim 'bilateral cooperation in field training' 'Ministry of Defense of Belarus'
must claims 'length >= 15'
