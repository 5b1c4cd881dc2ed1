//! Forms and pickers over the window: claims, memos, grades, tags, translations, encodings.

use super::paths::Hint;
use crate::domain::snapshot::counted;

/// On a claim that is about to be recorded a second time, before the words of the first.
pub const RECORDED_ALREADY: &str = "Recorded already: ";
/// Where the words of a claim stand in words somebody translated.
pub const IN_TRANSLATED_EXCERPT: &str = "in a translated excerpt";
/// The cap of the key that takes a form.
pub const ENTER: &str = "Enter";
/// The same where Enter begins a line.
pub const CTRL_ENTER: &str = "Ctrl Enter";
/// The cap of the key that leaves it.
pub const ESC: &str = "Esc";
/// What Enter does in a form.
pub const TAKE_IT: &str = "take it";
/// What Esc does in every form.
pub const LEAVE: &str = "leave";
/// Keys of a form that takes something.
pub const TAKE_KEYS: &[Hint] = &[("Enter", TAKE_IT), ("Esc", LEAVE)];
/// Keys of a form that keeps what was written.
pub const SAVE_KEYS: &[Hint] = &[("Enter", "save"), ("Esc", LEAVE)];
/// Keys of one in which Enter begins a line.
pub const LONG_SAVE_KEYS: &[Hint] = &[("Ctrl Enter", "save"), ("Esc", LEAVE)];
/// Keys of a memo.
pub const MEMO_KEYS: &[Hint] = &[("Ctrl+Enter", "save"), ("Esc", LEAVE)];
/// Keys of the form that describes documents.
pub const SET_KEYS: &[Hint] = &[("Enter", "set"), ("Esc", LEAVE)];
/// Keys of the list of encodings.
pub const ENCODING_KEYS: &[Hint] = &[("↓ ↑", "choose"), ("Enter", "read it so"), ("Esc", LEAVE)];
/// Keys of the question whose name it is.
pub const MENTION_KEYS: &[Hint] =
    &[("Enter", "mark it here"), ("Ctrl Enter", "everywhere in this document"), ("Esc", LEAVE)];
/// Keys of a grade.
pub const GRADE_KEYS: &[Hint] = &[("A–F", "choose"), ("Tab", "why"), ("Enter", "grade"), ("Esc", LEAVE)];
/// The key that leaves out the time of a claim.
pub const TIME_KEY: &str = "H";
/// Keys of a claim.
pub const CLAIM_KEYS: &[Hint] = &[
    ("Enter", TAKE_IT),
    ("S", "speaker"),
    ("D", "stance"),
    ("A", "firmness"),
    ("F", "form"),
    (TIME_KEY, "time"),
    ("W", "words"),
    ("Esc", LEAVE),
];
/// Keys of claims that are recorded together.
pub const CLAIMS_KEYS: &[Hint] = &[
    ("Enter", "take all of them"),
    ("↓ ↑", "choose"),
    ("S", "speaker"),
    ("D", "stance"),
    ("A", "firmness"),
    ("F", "form"),
    (TIME_KEY, "time"),
    ("W", "words"),
    ("X", "leave out"),
    ("Esc", LEAVE),
];

/// Heading of the claims that are recorded.
pub fn claims(count: usize) -> String {
    if count == 1 { "Claim".to_owned() } else { format!("{count} claims") }
}

/// The button that records them.
pub fn record(count: usize) -> &'static str {
    if count == 1 { "Record claim" } else { "Record claims" }
}

/// The pronoun by which the speaker was told.
pub fn taken_for(pronoun: &str) -> String {
    format!("“{pronoun}” taken for the one named before")
}

/// The role the words give.
pub fn given_as(role: &str) -> String {
    format!("given as “{role}”")
}

/// The words that hedge it.
pub fn hedged_by(hedge: &str) -> String {
    format!("hedged by “{hedge}”")
}

/// Words for a time, and why they are read so.
pub fn read_so(words: &str, reason: &str) -> String {
    format!("{words} ({reason})")
}

/// The words by which the time was told.
pub fn dated_by(words: &str) -> String {
    format!("when: {words}")
}

/// The chip with the time.
pub fn happens(date: &str) -> String {
    format!("happens {date}")
}

/// What that chip asks for.
pub const LEAVE_TIME_OUT: &str = "When it happens, by its words; click to leave the time out";
/// The chip of a time that was left out.
pub const TIME_LEFT_OUT: &str = "time left out";
/// What it asks for.
pub const TAKE_TIME: &str = "Click to take the time of the words after all";

/// Says that the speaker is no name yet.
pub const NEW_SPEAKER: &str = "a new name, made with the claim";
/// What the chip with the speaker is.
pub const WHO_SAYS_IT: &str = "Who says it";
/// The chip without one.
pub const NO_SPEAKER: &str = "no speaker";
/// What it asks for.
pub const SAY_WHO: &str = "Say who says it";

/// The chip of a claim whose words are those of the text.
pub const VERBATIM: &str = "verbatim";
/// What it asks for.
pub const SAY_IN_OWN_WORDS: &str = "Say it in words of ours";
/// The hint of the field for them.
pub const OWN_WORDS_HINT: &str = "what is claimed, in words of ours";
/// Heading of the form for a claim’s words.
pub const REWORD: &str = "Reword the claim";
/// Button: keeps them.
pub const SAVE_WORDS: &str = "Save words";

/// The field of a memo.
pub const MEMO: &str = "Memo";
/// Its hint.
pub const MEMO_HINT: &str = "what is to be remembered";
/// Button: keeps it.
pub const SAVE_MEMO: &str = "Save memo";

/// Heading of a grade.
pub const GRADE_SOURCE: &str = "Grade the source";
/// Field for the outlet’s name.
pub const OUTLET: &str = "Outlet";
/// Its hint.
pub const OUTLET_HINT: &str = "the name of the outlet";
/// Field for why.
pub const REASON: &str = "Reason";
/// Its hint.
pub const REASON_HINT: &str = "why (may be left empty)";
/// Behind the grade that is in force.
pub const IN_FORCE: &str = " · in force";
/// Button: gives the grade.
pub const GRADE: &str = "Grade";

/// Heading of a tag that is changed.
pub const CHANGE_TAG: &str = "Change the tag";
/// Heading of a new one.
pub const NEW_TAG: &str = "New tag";
/// Field for its name.
pub const TAG_NAME: &str = "Name of the tag";
/// Its hint.
pub const TAG_NAME_HINT: &str = "its name";
/// Field for what it means.
pub const DEFINITION: &str = "Definition";
/// Its hint.
pub const DEFINITION_HINT: &str = "what it means and when to use it";
/// Label of the digit it is pinned to.
pub const DIGIT: &str = "Digit";
/// No digit.
pub const NO_DIGIT: &str = "none";
/// Button: keeps it.
pub const SAVE_TAG: &str = "Save tag";
/// Whether a tag is to go.
pub const DELETE_TAG_ASKED: &str = "Delete this tag?";
/// Button: it is.
pub const DELETE_TAG: &str = "Delete the tag";
/// Button: it is not.
pub const LEAVE_IT: &str = "Leave it";

/// The language of a translation: label and name of its field.
pub const TRANSLATED_INTO: (&str, &str) = ("Language", "Language of the translation");
/// Its hint.
pub const TRANSLATED_INTO_HINT: &str = "such as en";
/// Who made it: label and name of the field.
pub const TRANSLATED_BY: (&str, &str) = ("By whom or what", "Who or what translated");
/// Its hint.
pub const TRANSLATED_BY_HINT: &str = "a person, a program";
/// When it was made: label and name of the field.
pub const TRANSLATED_ON: (&str, &str) = ("When", "Day of the translation");
/// Its hint.
pub const DAY_HINT: &str = "2024-03-01";
/// Button: keeps it.
pub const SAVE_TRANSLATION: &str = "Save translation";

/// Field in which encodings are looked for.
pub const ENCODING: &str = "Encoding";
/// The encoding in force.
pub const READ_NOW: &str = "as it is read now";

/// Field of the picker of tags.
pub const TAG: &str = "Tag";
/// Its hint.
pub const TAG_HINT: &str = "a tag; a name nobody has makes a new one";
/// Its question.
pub const WHICH_TAG: &str = "Which tag?";
/// Field of the picker of speakers.
pub const SPEAKER: &str = "Speaker";
/// Its hint.
pub const SPEAKER_HINT: &str = "a name; a spelling nobody has makes a new one";
/// Field of the picker of claims to link with.
pub const LINK_WITH: &str = "Link with";
/// Its hint.
pub const LINK_WITH_HINT: &str = "words or the speaker of the other claim";
/// Its question.
pub const WHICH_CLAIM: &str = "Which claim?";
/// There is none.
pub const NO_OTHER_CLAIM: &str = "There is no other claim yet. Make one with C on a sentence, then link the two.";

/// What a line of a picker is.
pub const A_TAG: &str = "tag";
/// What would be made.
pub const A_NEW_TAG: &str = "new tag";
/// What a line of a picker is.
pub const A_CLAIM: &str = "claim";
/// What a line of a picker is.
pub const A_PASSAGE: &str = "passage";
/// What a line of a picker is.
pub const A_JUDGEMENT: &str = "judgement";
/// What a line of a picker is.
pub const A_DOCUMENT: &str = "document";
/// What a line of a picker is.
pub const A_NAME: &str = "name";
/// What would be made.
pub const A_NEW_NAME: &str = "new name";

/// Heading of a memo: on what it is.
pub fn memo_on(what: &str) -> String {
    format!("Memo on this {what}")
}

/// Button: reads the document in that encoding.
pub fn read_it_as(encoding: &str) -> String {
    format!("Read it as {encoding}")
}

/// What becomes of that which has a tag, when the tag goes.
pub fn tag_goes(passages: usize, claims: usize, below: usize) -> String {
    let [passages, claims] = [super::shared::passages(passages), super::shared::claims(claims)];
    let below = match below {
        0 => String::new(),
        1 => " The tag below it moves up.".to_owned(),
        n => format!(" The {} below it move up.", counted(n as u64, "tag", "tags")),
    };
    format!("It is taken off {passages} and {claims}; they stay as they are.{below} Undo brings it back.")
}
