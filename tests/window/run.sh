#!/usr/bin/env bash
# The main job in a real window: a person's keys and mouse under a display of its own, and after each act a look into
# the project file with the command line. Pictures of each stage go to $ASSAY_SHOTS (else target/window).
# Takes the program at $ASSAY, else builds it.

# shellcheck source=tests/window/window.sh
. "$(dirname "$0")/window.sh"

project=$scratch/Minsk.assay
plan='The plan outlines a series of collaborative initiatives, with a joint military exercise identified as the centerpiece of the partnership.'
place='The exercise is expected to take place on the territory of one of the two nations, though the specific location remains undisclosed at this time.'
denied='He further clarified that the partnership between Belarus and Iran is not directed against any third party, underscoring the non-confrontational nature of their collaboration.'
answer='Our answer is one: we must work closely with one another and cooperate together to resist these attacks.'
three='the centerpiece of'
# Where these words stand at 1366 × 768: left edge, right edge, middle of the line.
three_from=511 three_to=655 three_line=487
sentence='Two ministries announced one plan, and only one of them said where.'

start_display
"$ASSAY" new "$project" --corpus seeds --author Ana
open_window "$project"
shot 01-open

say "Keep the first document with K; the second opens."
press k
wait_for documents '[.[] | select(.triage == "kept")] | length == 1 and .[0].name == "000_84839096dc77e6c1.txt"'
shot 02-kept

say "A new tag on a sentence with T, the next sentence with its digit."
press Down Down Down t
write 'joint exercise'
shot 03-tag-picker
press Return
wait_for passages "length == 1 and .[0].quote == \"$plan\" and .[0].tags == [\"joint exercise\"]"
wait_for tags 'length == 1 and .[0].digit == 1'
press Down 1
wait_for passages "length == 2 and any(.quote == \"$place\")"

say "A claim of the ninth sentence: C, the speaker, the stance, Enter."
press Down Down Down Down c s
write 'Alexander Lukashenko'
press Return d
shot 04-claim
press Return
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
wait_for passages "length == 3 and any(.quote == \"$three\" and .tags == [\"centre\"])"
shot 09-tagged-within

say "Undo, redo."
press ctrl+z
wait_for passages "length == 2 and all(.quote != \"$three\")"
press ctrl+shift+z
wait_for passages "length == 3 and any(.quote == \"$three\" and .tags == [\"centre\"])"

say "To the brief with B."
key b
wait_for briefs 'length == 1 and (.[0].blocks | length == 1 and .[0].kind == "quotation")'
