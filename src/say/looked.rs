//! Words about what was looked for: the sheet that notes it, its card, and where a judgement rests on it.

use super::documents::number;
use super::shared;

/// Title of the sheet, of the card, and over the list.
pub const LOOKED: &str = "Looked for";
/// Field for what was looked for.
pub const WORDS: &str = "What was looked for";
/// Hint in it; what was searched stands for it while nothing is typed.
pub const WORDS_HINT: &str = "what you looked for: a signed order, a second witness…";
/// Over the search by which it was looked for.
pub const BY_SEARCH: &str = "Search";
/// Said where no search was made.
pub const BY_READING: &str = "by reading";
/// Over the documents it was looked for in.
pub const LOOKED_IN: &str = "Looked in";
/// Over what came of it.
pub const OUTCOME: &str = "Outcome";
/// Over the day.
pub const WHEN: &str = "When";
/// Field for a note.
pub const NOTE: &str = "Note";
/// On the sheet: what it is good for.
pub const GOOD_FOR: &str =
    "That something is not there is evidence too: a judgement can rest on it, and a brief says where it was sought.";
/// Said when it was noted elsewhere than in Weigh, behind what was done.
pub const WHERE_IT_IS: &str = "It stands in Weigh, under Judgements.";
/// Said when nothing is typed.
pub const EMPTY: &str = "Say what was looked for.";
/// Said where no document has a text.
pub const NO_DOCUMENTS: &str = "No document has a text yet that could have been looked in.";
/// Button under a search that found nothing.
pub const NOTE_IT: &str = "Note that nothing was found…";
/// Button over the list.
pub const NEW: &str = "Note what was looked for…";
/// Button on a judgement's card.
pub const ADD: &str = "Add what was looked for…";
/// Question of the picker.
pub const WHICH: &str = "On what that was looked for does it rest?";
/// Hint in the picker's field.
pub const WHICH_HINT: &str = "words of it";
/// Said in the picker while there is none.
pub const NONE: &str = "Nothing was noted yet. Ctrl+Shift+N notes what was looked for, where, and what came of it.";
/// Said when a judgement rests on it already.
pub const RESTS_ALREADY: &str = "The judgement rests on that already.";
/// Over the judgements that rest on it.
pub const CARRIES: &str = "Carries";
/// Said where none does.
pub const CARRIES_NOTHING: &str = "No judgement rests on it yet.";
/// Assistive name of a judgement that leads to its card.
pub const SHOW: &str = "Show what was looked for";
/// Button that deletes the record.
pub const DELETE: &str = "Delete this record";

/// Every document that has a text.
pub fn all(documents: usize) -> String {
    match documents {
        1 => "the one document there is".to_owned(),
        n => format!("all {} documents", number(n)),
    }
}

/// The documents that are listed.
pub fn listed(documents: usize) -> String {
    format!("the {} listed", number(documents))
}

/// The chosen documents, or the one that is read.
pub fn in_hand(documents: usize) -> String {
    match documents {
        1 => "the one in hand".to_owned(),
        n => format!("the {} chosen", number(n)),
    }
}

/// What came of it, where and when: “nothing found · in 14 documents · 30 November 2026”.
pub fn about(outcome: &str, documents: usize, day: &str) -> String {
    format!("{outcome} · in {} · {day}", shared::documents(documents))
}

/// How many documents were not looked in.
pub fn not_in(rest: usize, all: usize) -> String {
    format!("{} of {} documents were not looked in.", number(rest), number(all))
}

/// How many of them have another text since.
pub fn changed(documents: usize) -> String {
    match documents {
        1 => "One of them has another text since; in that it was not looked for.".to_owned(),
        n => format!("{} of them have another text since; in that it was not looked for.", number(n)),
    }
}
