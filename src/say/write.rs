//! Write: the brief, its outline, and what a sentence or a block rests on.

/// Heading over the list of blocks.
pub const OUTLINE: &str = "Outline";
/// Under it, while there is none.
pub const OUTLINE_EMPTY: &str = "Blocks of the brief are listed here.";
/// Heading over what can be added.
pub const ADD: &str = "Add";
/// Heading over what can be done with the block in hand.
pub const THIS_BLOCK: &str = "This block";
/// Heading over what the sentence under the caret rests on.
pub const THIS_SENTENCE: &str = "This sentence";
/// Heading over the endnotes.
pub const ENDNOTES: &str = "Endnotes";
/// Heading over what has to be mended before the brief goes out.
pub const TO_MEND: &str = "To mend";

/// Heading of an empty brief.
pub const EMPTY: &str = "Nothing is in the brief yet";
/// What to do.
pub const EMPTY_HINT: &str = "Quotations and claims come from Read and Weigh: put one in hand and press B. Headlines and \
                              text are written here. Every sentence shows what it rests on.";
/// Button: begin with a headline.
pub const WRITE_HEADLINE: &str = "Write a headline";
/// Button: begin with text.
pub const WRITE_TEXT: &str = "Write text";
/// Button: go where quotations come from.
pub const GO_TO_READ: &str = "Go to Read";
/// Button: begin from a template.
pub const FROM_TEMPLATE: &str = "Begin from a template…";
/// Hint in an empty headline.
pub const HINT_HEADLINE: &str = "Write the headline";
/// Hint in an empty text.
pub const HINT_TEXT: &str = "Write in your own words";

/// What it rests on: words that are held.
pub const SUPPORTED: &str = "supported";
/// Our own words.
pub const OURS: &str = "ours";
/// Nothing.
pub const UNSUPPORTED: &str = "unsupported";
/// What the sign of supported words says.
pub const SUPPORTED_MEANS: &str = "Supported: the words of a document that is held";
/// What the sign of our words says.
pub const OURS_MEANS: &str = "Ours: our own words, and said to be";
/// What the sign of unsupported words says.
pub const UNSUPPORTED_MEANS: &str = "Unsupported: nothing held says so";
/// Under “Ours”, for a block.
pub const OURS_WHY: &str = "Our own words. They need no passage, and are never given as another’s.";
/// Under “Ours”, for a sentence.
pub const OURS_SENTENCE: &str = "You said that this is ours. It stands as our assessment.";
/// Why a sentence without marks is unsupported.
pub const NOTHING_SAYS_SO: &str = "No passage or claim says so yet. Find support, or mark it as ours.";
/// A claim has no passage.
pub const CLAIM_UNSUPPORTED: &str = "No passage held supports it. It may stand in a brief only as what was claimed.";
/// A passage of a claim lost its place.
pub const EVIDENCE_LOST: &str = "A passage it rests on lost its place in the document.";
/// The passage lost its place.
pub const PASSAGE_LOST: &str = "Its passage lost its place in the document.";
/// The passage is gone.
pub const PASSAGE_GONE: &str = "The passage it quoted is gone.";
/// The claim is gone.
pub const CLAIM_GONE: &str = "The claim it gave is gone.";
/// The document is gone.
pub const DOCUMENT_GONE: &str = "The document it cited is gone.";
/// Words of an endnote without a passage.
pub const NO_PASSAGE: &str = "No passage held";
/// The place of an endnote whose document is gone.
pub const DOCUMENT_NOT_HELD: &str = "a document that is gone";
/// The place of an endnote of ours.
pub const OUR_NOTE: &str = "our note";
/// A claim without a speaker.
pub const NO_SPEAKER: &str = "Speaker not known";
/// A document without an outlet.
pub const NO_OUTLET: &str = "[publisher unknown]";
/// A document without a title, in its citation.
pub const UNTITLED: &str = "[untitled]";
/// A document without a date.
pub const NO_DATE: &str = "n.d.";

/// The quoted words stand in the source.
pub const VERBATIM: &str = "verbatim ✓";
/// They do when what the dots leave out is passed over.
pub const SHORTENED: &str = "shortened ✓";
/// They do not.
pub const DIFFERS: &str = "not its words";
/// The source gives them as indirect speech.
pub const INDIRECT: &str = "indirect in source";
/// What is left out of a quotation.
pub fn elided(hidden: &[&str]) -> String {
    let hidden: Vec<String> = hidden.iter().map(|words| format!("“{words}”")).collect();
    format!("elided: hides {}", hidden.join(", "))
}

/// The outline's line for a block without words.
pub fn empty_block(kind: &str) -> String {
    format!("empty {kind}")
}
/// How many sentences a text has.
pub fn sentences(count: usize) -> String {
    if count == 1 { "1 sentence".to_owned() } else { format!("{count} sentences") }
}

/// Beside the first thing to mend.
pub fn and_more(count: usize) -> String {
    format!("and {count} more")
}

/// Button: look for a claim or passage.
pub const FIND_SUPPORT: &str = "Find support";
/// Button: say that a sentence is ours.
pub const MARK_OURS: &str = "Mark as ours";
/// Button: link with a judgement.
pub const LINK_JUDGEMENT: &str = "Link a judgement";
/// Button: take a mark out.
pub const REMOVE: &str = "Remove";
/// Button: a note of ours beside a mark.
pub const NOTE: &str = "Note…";
/// Heading of the form for it.
pub const NOTE_TITLE: &str = "Endnote, in our words";
/// Its field.
pub const NOTE_FIELD: &str = "Words of the endnote";
/// Its hint.
pub const NOTE_HINT: &str = "stands before the citation";
/// Button: show a passage in its document.
pub const OPEN_IN_READ: &str = "Open in Read";
/// Button: show a claim in Weigh.
pub const OPEN_IN_WEIGH: &str = "Open in Weigh";
/// Question of the picker for support.
pub const WHAT_SUPPORTS: &str = "What supports the sentence?";
/// Question of the picker for judgements.
pub const WHICH_JUDGEMENT: &str = "Which judgement does the sentence give?";
/// Field of the picker.
pub const SUPPORT_FIELD: &str = "Support";
/// Its hint.
pub const SUPPORT_HINT: &str = "words or the speaker of a claim, words of a passage, a document";
/// Said when the picker has nothing to offer.
pub const NO_SUPPORT: &str = "No claim or passage is recorded yet. Make them in Read: C on a sentence, or a tag.";
/// The same for judgements.
pub const NO_JUDGEMENT: &str = "No judgement is recorded yet.";
/// Label of what a sentence rests on.
pub const RESTS_ON: &str = "Rests on";
/// A sentence as ours that leads to nothing.
pub const OUR_WORD: &str = "our own word";
/// Hint of the side panel.
pub const CLICK_A_BLOCK: &str = "Click a sentence or a block to see what it rests on.";
/// The side panel of an empty brief.
pub const SHOWN_HERE: &str = "What the block in hand rests on is shown here.";
/// Said when B made a mark.
pub const MARK_PUT: &str = "The sentence in the brief has a mark for it. Ctrl+3 shows the brief.";
/// Said after what B put in.
pub const SHOWS_BRIEF: &str = "Ctrl+3 shows the brief.";
/// Said when a sentence that is supported, or ours already, was to be marked as ours.
pub const RESTS_ALREADY: &str = "The sentence is not without support; take its marks off first to make it ours.";

/// Behind a claim's date and form, before the outlet whose words are quoted.
pub const IN_THE_WORDS_OF: &str = ", in the words of ";

/// In how many documents something was looked for.
pub fn looked_in(documents: usize) -> String {
    format!("looked for in {documents} documents")
}

/// Said when a brief goes out with so many things that nothing supports: before the number, the number, after it.
pub fn goes_out(n: usize) -> (&'static str, String, &'static str) {
    (
        "The brief goes out with",
        format!("{n} unsupported."),
        "Write shows where, with a red ring; the brief’s last line says how many.",
    )
}

/// Said when there is no sentence to mark.
pub const NO_SENTENCE: &str = "There is no sentence here to mark. Write one first.";

/// Only quotations can be shortened.
pub const ONLY_QUOTATIONS: &str = "Words are left out of quotations alone; a pull quote is an exact excerpt.";
/// Not all of a quotation can go.
pub const SOMETHING_STAYS: &str = "Something of a quotation has to stay. Delete the block to take all of it out.";
/// Label of what is hidden.
pub const HIDDEN: &str = "Left out";
/// Button: leave the chosen words out.
pub const LEAVE_OUT: &str = "Leave out the chosen words";
/// Button: put words back.
pub const PUT_BACK: &str = "Put back";
/// How words are left out.
pub const ELIDE_HINT: &str = "Drag over words and press Del to leave them out. They are shown as … and stay known.";
/// Button: a quotation as the pull quote.
pub const AS_PULL_QUOTE: &str = "As pull quote";
/// Button: a pull quote as a quotation.
pub const AS_QUOTATION: &str = "As quotation";
/// Button: a text as headline.
pub const AS_HEADLINE: &str = "As headline";
/// Button: a headline as text.
pub const AS_TEXT: &str = "As text";

/// Menu of briefs: a new one.
pub const NEW_BRIEF: &str = "New brief…";
/// Another title.
pub const RENAME: &str = "Rename…";
/// Once more.
pub const DUPLICATE: &str = "Duplicate";
/// Out.
pub const DELETE_BRIEF: &str = "Delete this brief";
/// Accessible name of the menu.
pub const BRIEFS: &str = "Briefs";
/// While there is none.
pub const NO_BRIEF: &str = "No brief yet";
/// Heading of the form for a title.
pub const BRIEF_TITLE: &str = "Title of the brief";
/// Its field.
pub const TITLE_FIELD: &str = "Title";
/// Its hint.
pub const TITLE_HINT: &str = "what it is called in lists";
/// Said when it is empty.
pub const NEEDS_TITLE: &str = "A brief needs a title.";
/// Said when one was deleted.
pub const BRIEF_DELETED: &str = "The brief is deleted. Ctrl+Z brings it back.";
/// Button of a form.
pub const TAKE: &str = "Take";

/// Over the preview.
pub const PREVIEW: &str = "As it goes out, from the same tree as every export.";
/// Button: leave the preview.
pub const BACK_TO_WRITING: &str = "Back to writing";
/// While it is made.
pub const PREVIEW_COMES: &str = "The brief is being put together…";
/// Heading when an export would be refused.
pub const CANNOT_GO_OUT: &str = "The brief cannot go out as it is";
/// Heading of the chooser of templates.
pub const WHICH_TEMPLATE: &str = "New brief from a template";
/// The choice of a file.
pub const OWN_TEMPLATE: &str = "A template of your own";
/// What it is.
pub const OWN_TEMPLATE_WHAT: &str = "a text file in Jinja’s language";
/// Field for its path.
pub const TEMPLATE_FILE: &str = "Template file";
/// Its hint.
pub const TEMPLATE_HINT: &str = "the path of the file";
/// Over what the brief is for.
pub const ABOUT_WHAT: &str = "For what?";
/// All of the project.
pub const ABOUT_ALL: &str = "everything";
/// What has a tag.
pub const ABOUT_TAG: &str = "a tag…";
/// The open document.
pub const ABOUT_DOCUMENT: &str = "the open document";
/// Button: make it.
pub const MAKE: &str = "Make the brief";

/// A block of our words that heads others: its name and the button that adds one.
pub const HEADLINE: &str = "Headline";
/// What the button does.
pub const ADD_HEADLINE: &str = "Add a headline after the block in hand";
/// A block of our words.
pub const TEXT: &str = "Text";
/// What the button does.
pub const ADD_TEXT: &str = "Add text after the block in hand";
/// Button: adds a citation.
pub const CITATION: &str = "Citation";
/// What it cites.
pub const CITE_OPEN: &str = "Cite the document that is open in Read";
/// Button: the block before the one above it.
pub const UP: &str = "Up";
/// Its accessible name.
pub const MOVE_UP: &str = "Move up";
/// Button: the block after the one below it.
pub const DOWN: &str = "Down";
/// Its accessible name.
pub const MOVE_DOWN: &str = "Move down";
/// Button: takes the block out.
pub const DELETE: &str = "Delete";

/// A paragraph’s number.
pub fn paragraph(n: u32) -> String {
    format!("¶ {n}")
}

/// Accessible name of an endnote: its number, its words, where they stand.
pub fn endnote(number: usize, words: &str, place: &str) -> String {
    format!("endnote {number}: {words}, {place}")
}

/// How many sentences of a brief rest on what: “3 supported”.
pub fn count_of(count: usize, what: &str) -> String {
    format!("{count} {what}")
}

/// “confidence high”, beside a likelihood.
pub fn confidence(label: &str) -> String {
    format!("confidence {label}")
}

/// Who says a claim and what they do with it, such as “Dana Velt denies”.
pub fn who_says(speaker: Option<&str>, stance: Option<&str>) -> String {
    let parts: Vec<&str> = [Some(speaker.unwrap_or(super::forms::A_CLAIM)), stance].into_iter().flatten().collect();
    parts.join(" · ")
}

/// Under what supports a sentence, when its speaker denies it.
pub const IS_DENIED: &str = "Its speaker denies this: the sentence must say so.";
