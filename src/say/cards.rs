//! The cards of the inspector, and what is asked and said around them: translations, names in the text, encodings.

/// Heading of a claim's card.
pub const CLAIM: &str = "Claim";
/// Heading of a passage's card.
pub const PASSAGE: &str = "Passage";
/// Heading of a document's card.
pub const DOCUMENT: &str = "Document";
/// Heading of a name's card, when it publishes, speaks or was graded.
pub const SOURCE: &str = "Source";
/// Heading of a name's card, and the field that asks for one.
pub const NAME: &str = "Name";
/// While an edit is on its way.
pub const BEING_SAVED: &str = "Being saved…";
/// Over the cards of the claims on a passage.
pub const CLAIMS_ON_IT: &str = "Claims on it";
/// Over the card that stays.
pub const PINNED: &str = "pinned";
/// The strip over it: before what it is of.
pub const PINNED_OF: &str = "Pinned:";
/// Under that: it is of another document than the one that is open.
pub const READING_ANOTHER: &str = "You are reading another document.";
/// Its words stand in another document than the one that is open.
pub const STANDS_IN_ANOTHER: &str = "It stands in another document than the one you are reading.";
/// Something else is in hand.
pub const IN_HAND_BELOW: &str = "What is in hand now stands below.";
/// The button of the strip that lets go.
pub const UNPIN_BUTTON: &str = "Unpin";
/// Heading of the card below it, when that is of the open document.
pub const DOCUMENT_READ: &str = "The document you are reading";
/// The button that pins.
pub const PIN: &str = "Pin this card";
/// The button that lets go.
pub const UNPIN: &str = "Let the pinned card go";
/// What was pinned is gone.
pub const PINNED_GONE: &str = "What was pinned here is no longer in the project.";

/// Who says or wrote it.
pub const WHO: &str = "Who";
/// When it was said or published.
pub const WHEN: &str = "When";
/// How far it is to be trusted.
pub const TRUST: &str = "Trust";
/// Through whom it reached us.
pub const VIA: &str = "Via";
/// Its tags.
pub const TAGS: &str = "Tags";
/// Where it stands.
pub const WHERE: &str = "Where";
/// Over what the open document cites.
pub const CITES: &str = "Cites";
/// The title of a citation leads to where it stands.
pub const SHOW_CITATION: &str = "Go to this citation";
/// The document a citation is of is held.
pub const OPEN_ORIGINAL: &str = "Open the original";
/// It is not: button that notes it as wanted.
pub const WANT_ORIGINAL: &str = "Want the original…";
/// Said where it is noted already.
pub const ORIGINAL_WANTED: &str = "the original is wanted";
/// Button that makes the outlet of a citation a source.
pub const AS_SOURCE: &str = "Make it a source";
/// The briefs that use it.
pub const USED: &str = "Used in";
/// The names marked in it.
pub const NAMES: &str = "Names";
/// Opens the rest of a claim.
pub const MORE_CLAIM: &str = "more: kind, place, memo, history";
/// Opens the rest of a passage.
pub const MORE_PASSAGE: &str = "more: translation, memo, history";
/// Opens the rest of a name.
pub const MORE_NAME: &str = "more: spelling, history";
/// Opens the history of a document.
pub const HISTORY_FOLDED: &str = "more: history";
/// The history of one thing.
pub const HISTORY: &str = "History";
/// While it is fetched.
pub const FETCHING: &str = "Being fetched…";
/// Before the words of a judgement that rests on it.
pub const JUDGEMENT: &str = "judgement";
/// What leads to such a judgement.
pub const SHOW_JUDGEMENT: &str = "Show this judgement";
/// It is in no brief.
pub const NOT_USED: &str = "in no brief";
/// Nobody said who.
pub const NOT_SAID: &str = "not said";
/// Nobody knows when.
pub const NOT_KNOWN: &str = "not known";
/// A note of ours that is not there.
pub const NOTHING_WRITTEN: &str = "none yet";
/// Why two claims are linked.
pub const WHY: &str = "Why";
/// Where a claim's way ends.
pub const THIS_DOCUMENT: &str = "this document";
/// Hover over a claim that leads to its card.
pub const SHOW_CLAIM: &str = "Show this claim";
/// Hover over a document that can be opened.
pub const OPEN_DOCUMENT: &str = "Open this document";
/// There is none.
pub const NONE: &str = "none";
/// It reached us directly.
pub const NO_HOPS: &str = "not recorded";
/// A claim without evidence in a text.
pub const UNSUPPORTED: &str = "Unsupported: it rests on no passage.";
/// A claim without a passage.
pub const NO_PASSAGE: &str = "no passage";
/// A passage that has no place in the text that is read.
pub const LOST: &str = "It has lost its place: its words are not in the text that is read now.";
/// Hover over words that lead to their place.
pub const SHOW_PLACE: &str = "Show where it stands";
/// Hover over a name that leads to its card.
pub const SHOW_NAME: &str = "Show who that is";
/// Hover over a brief that uses it.
pub const SHOW_BRIEF: &str = "Show it in the brief";
/// The button that changes who says it.
pub const CHANGE_SPEAKER: &str = "Change who says it";
/// The button that changes the outlet.
pub const CHANGE_OUTLET: &str = "Change the outlet";
/// The button that puts a tag on.
pub const ADD_TAG: &str = "tag";
/// What it does.
pub const ADD_TAG_HELP: &str = "Put a tag on this, or take one off";
/// Hover over a tag of a card.
pub const TAKE_TAG_OFF: &str = "Take this tag off";
/// The button that adds a hop.
pub const ADD_HOP_BUTTON: &str = "hop";
/// What it does.
pub const ADD_HOP_HELP: &str = "One more hop on its way to us";
/// A hop of which nobody is known.
pub const SOMEBODY: &str = "somebody";
/// Moves a hop.
pub const HOP_EARLIER: &str = "Move this hop nearer to the speaker";
/// Moves a hop.
pub const HOP_LATER: &str = "Move this hop nearer to us";
/// Removes a hop.
pub const HOP_AWAY: &str = "Remove this hop";
/// Changes who a hop is.
pub const HOP_WHO: &str = "Change who passed it on";
/// Evidence taken away.
pub const EVIDENCE_AWAY: &str = "Take this evidence away";
/// Heading of the evidence.
pub const EVIDENCE: &str = "Evidence";
/// Heading of translations.
pub const TRANSLATION: &str = "Translation";
/// Removes a translation.
pub const TRANSLATION_AWAY: &str = "Remove this translation";
/// Unmarks a name.
pub const UNMARK: &str = "Unmark this name here";
/// Marks every place of a name's spelling in the open document.
pub const MARK_HERE: &str = "Mark it all over this text";
/// No document is open.
pub const NO_DOCUMENT: &str = "Open a document to see what is known of it.";
/// What it means that a file is gone.
pub const GONE_MEANS: &str = "The file is no longer there; its text and all work on it are in the project";
/// Opens the encodings.
pub const CHANGE_ENCODING: &str = "Read it in another encoding";
/// While it is decoded.
pub const DECODING: &str = "Being decoded…";
/// Deletes.
pub const DELETE_CLAIM: &str = "Delete this claim";
/// Deletes.
pub const DELETE_PASSAGE: &str = "Delete this passage";
/// Takes a link away.
pub const UNLINK: &str = "unlink";

/// What is safe when a tag was refused.
pub const TAG_UNCHANGED: &str = "Nothing was changed.";
/// What to do.
pub const TAG_TODO: &str = "A tag’s name is one line of at most 300 characters.";

/// What a date looks like.
pub fn mend_date() -> String {
    format!("Write {}.", crate::domain::Date::FORMS)
}

/// What was typed is no date.
pub fn no_date(typed: &str) -> String {
    format!("“{typed}” is not a date that can be read.")
}

/// Title of the sheet for a translation.
pub const TRANSLATE: &str = "Translation of";
/// Name of its field.
pub const TRANSLATION_WORDS: &str = "Words of the translation";
/// What stands in its field while it is empty.
pub const TRANSLATE_HINT: &str = "the words in another language";
/// A translation without words.
pub const TRANSLATION_WITHOUT_WORDS: &str = "A translation needs words.";
/// A translation with an odd date.
pub const TRANSLATION_DATE: &str = "The day of a translation is written 2024-03-01, 2024-03 or 2024.";
/// A translation of nothing.
pub const TRANSLATION_NOWHERE: &str = "The words to translate are still being read.";
/// What is safe.
pub const NOTHING_CHANGED: &str = "Nothing was changed; what you typed is still there.";
/// What to do.
pub const MEND_TRANSLATION: &str = "Write it and press Ctrl+Enter again, or leave with Esc.";

/// Question of the picker of names.
pub const WHICH_NAME: &str = "Which name is this?";
/// Question of the picker for a speaker.
pub const WHO_SAYS: &str = "Who says it?";
/// Question of the picker for an outlet.
pub const WHICH_OUTLET: &str = "Who published it?";
/// Question of the picker for a hop.
pub const WHO_PASSED: &str = "Who passed it on?";
/// Which words of the sentence.
pub const WHICH_WORDS: &str = "Which words?";
/// What stands in the field of the picker.
pub const NAME_HINT: &str = "a name in any spelling; one nobody has makes a new one";
/// What a new name is.
pub const NEW_KIND: &str = "A new one is";
/// These words are marked so already.
pub const NAMED_ALREADY: &str = "These words are marked as that name already.";
/// All places are marked already.
pub const MARKED_ALL_ALREADY: &str = "Every place of these words in this document is marked already.";

/// Title of the sheet of encodings.
pub const ENCODINGS: &str = "Read the document in another encoding";
/// What it does.
pub const ENCODINGS_HELP: &str = "Choose the one in which the words below read right. Passages stay on the same bytes; undo brings the old reading back.";
/// What stands in its field.
pub const ENCODINGS_HINT: &str = "an encoding or a script";
/// How many places of the preview cannot be decoded.
pub const DAMAGED: &str = "does not fit";
/// Before an encoding.
pub const READ_AS: &str = "Read as";
/// What is safe after a decoding that did not carry all as it was.
pub const CARRIED_SAFE: &str = "No words were lost; undo brings everything back as it was.";
/// What to do.
pub const CARRIED_TODO: &str = "Look at the passages marked as moved, and at these quotations in the brief.";

/// Label of the edit that adds a hop.
pub const ADD_HOP: &str = "Add a hop to a claim’s way";
/// Label of the edit that moves one.
pub const MOVE_HOP: &str = "Move a hop of a claim’s way";

/// Every passage was carried.
pub fn all_carried(passages: usize) -> String {
    match passages {
        0 => ".".to_owned(),
        1 => ": one passage keeps its words.".to_owned(),
        n => format!(": {n} passages keep their words."),
    }
}

/// Said when a document is read in another encoding and something has to be looked at.
pub fn read_as_now(encoding: &str, widened: usize, whole_again: usize) -> String {
    format!("The document is read as {encoding} now. {}", not_all(widened, whole_again))
}

/// Not every passage and quotation could be carried as it was.
fn not_all(widened: usize, whole_again: usize) -> String {
    let mut out = String::new();
    match widened {
        0 => {}
        1 => out.push_str("One passage is a character longer, because the new text has one across its edge. "),
        n => out.push_str(&format!(
            "{n} passages are a character longer, because the new text has one across their edge. "
        )),
    }
    match whole_again {
        0 => {}
        1 => {
            out.push_str(
                "One quotation of a brief is whole again: what was left out of it is no part of the new text.",
            );
        }
        n => out.push_str(&format!(
            "{n} quotations of briefs are whole again: what was left out of them is no part of the new text."
        )),
    }
    out.trim_end().to_owned()
}

/// Label of the edit that takes a tag off: off what.
pub fn tag_off(name: &str, of: &str) -> String {
    format!("Take the tag {name} off “{of}”")
}

/// Label of the edit that tags a claim.
pub fn tag_claim(name: &str) -> String {
    format!("Tag a claim as {name}")
}

/// Label of the edit that tags a passage.
pub fn tag_passage(name: &str) -> String {
    format!("Tag a passage as {name}")
}

/// Label of the edit that marks a name.
pub fn mark_name(words: &str) -> String {
    format!("Mark “{words}” as a name")
}

/// Label of the edit that marks every place.
pub fn mark_everywhere(words: &str, count: usize) -> String {
    match count {
        1 => format!("Mark “{words}” as a name"),
        n => format!("Mark “{words}” as a name in {n} places"),
    }
}

/// Label of the edit that unmarks a name.
pub fn unmark_name(words: &str) -> String {
    format!("Unmark “{words}”")
}

/// After every place was marked.
pub fn marked(count: usize, more: bool) -> String {
    let places = if count == 1 { "one more place".to_owned() } else { format!("{count} more places") };
    if more { format!("is marked in {places}; there are more.") } else { format!("is marked in {places}.") }
}

/// Label of the edit that translates.
pub fn translate(words: &str) -> String {
    format!("Translate “{words}”")
}

/// Label of the edit that sets a field.
pub fn set_field(field: &str, what: &str) -> String {
    format!("Set the {field} of a {what}")
}

/// A paragraph's number.
pub fn paragraph(n: u32) -> String {
    // Never broken between the sign and the number.
    format!("¶\u{A0}{n}")
}

/// A block of a brief, by its place among them.
pub fn block(n: usize) -> String {
    format!("block {n}")
}

/// The sign that accepts what is proposed for a field.
pub const ACCEPT_SIGN: &str = "✓";
/// What it does to which field.
pub fn accept_field(field: &str) -> String {
    format!("Accept the {} proposed from the file", field.to_lowercase())
}
/// The step that accepted one field.
pub fn accepted(field: &str) -> String {
    format!("Accept the {} proposed from the file", field.to_lowercase())
}
/// The step that accepted all.
pub const ACCEPTED: &str = "Accept what is proposed from the file";
/// Hover over what is only proposed.
pub const AS_FILE_SAYS: &str = "Proposed from the file or its text; nobody has accepted it yet";
/// The button that accepts all.
pub const ACCEPT_ALL: &str = "accept all";
/// Hover over the outlet a page proposes.
pub const OUTLET_PROPOSED: &str = "The page or its address says so; a click takes it as the outlet";
/// Which fields are only proposed, by what the file says of itself or by its text.
pub fn proposed(fields: &[&str]) -> String {
    let lower: Vec<String> = fields.iter().map(|field| field.to_lowercase()).collect();
    let named = match lower.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    };
    let verb = if fields.len() == 1 { "is" } else { "are" };
    format!("{} {verb} proposed from the file.", crate::say::shared::sentence(&named))
}
/// The language is not given by the file.
pub const GUESSED: &str = "Language is guessed from the text.";
/// A text that lacks words its file shows.
pub const NOT_ALL: &str = "not all of what the file shows";
/// Under why a structure is not used.
pub const WITHOUT_STRUCTURE: &str = "The text is whole; it is shown without headings, tables and pages.";
/// How many links there are.
pub fn links(count: usize) -> String {
    if count == 1 { "more: 1 link".to_owned() } else { format!("more: {count} links") }
}
/// Hover over a link.
pub const SHOW_LINK: &str = "Show where it stands; a link is never followed";

/// The languages of a document’s paragraphs, the most first, each with its share in thousandths of the text.
pub fn in_languages(shares: &[(String, u32)]) -> String {
    let percent = |share: u32| match (share + 5) / 10 {
        0 => "less than 1 %".to_owned(),
        n => format!("{n} %"),
    };
    let mut said = String::new();
    for (n, (language, share)) in shares.iter().enumerate() {
        said.push_str(match n {
            0 => "",
            1 => ", with ",
            _ => ", ",
        });
        said.push_str(&format!("{language} ({})", percent(*share)));
    }
    said
}
