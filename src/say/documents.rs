//! The list of documents and the table of them.

pub use crate::domain::snapshot::number;

/// What the list says while nothing is in the chosen state.
pub const NONE_IN_STATE: &str = "No document is in this state.";
/// What it says when no document has the words typed.
pub const NONE_WITH_WORDS: &str = "No title, file name, path or outlet has these words.";
/// What it says when words, a state or a tag together leave nothing.
pub const NONE_WITH_ALL: &str =
    "No document has these words, in the state, with the tag and in the group that are chosen.";
/// What it says without documents.
pub const NONE: &str = "No documents yet.";
/// What it says while a project is read and the rows wanted are not here yet.
pub const READING: &str = "The documents are being read…";
/// The button beside that.
pub const IMPORT: &str = "Import…";
/// What the column of texts shows.
pub fn text(readiness: crate::domain::document::Readiness) -> &'static str {
    match readiness {
        crate::domain::document::Readiness::Ready => "text",
        crate::domain::document::Readiness::NoText => super::shared::NO_TEXT,
    }
}
/// On a state that is not listed alone.
pub const SHOW_STATE: &str = "Show only these documents";
/// On the state that is listed alone.
pub const SHOW_ALL: &str = "Show all documents";
/// Name of the field that filters.
pub const FILTER: &str = "Filter documents";
/// What stands in it.
pub const FILTER_HINT: &str = "title, file, path, outlet";
/// Name of the menu of orders.
pub const SORT: &str = "Sort documents";
/// Head of that menu.
pub const SORT_BY: &str = "SORT BY";
/// The other direction.
pub const GREATEST_FIRST: &str = "Greatest first";
/// Name of the list.
pub const LIST: &str = "List of documents";
/// Heading of the table.
pub const TABLE: &str = "Documents";
/// Name of the table's rows as a whole.
pub const TABLE_ROWS: &str = "Table of documents";
/// The menu of columns.
pub const COLUMNS: &str = "Columns";
/// Back from the table.
pub const BACK: &str = "Back to the document";
/// What is set on the chosen documents.
pub const DESCRIBE_THEM: &str = "Describe…";
/// Into which set they are put.
pub const ADD_TO_SET: &str = "To set…";
/// Why they were decided so.
pub const GIVE_REASON: &str = "Reason…";
/// Lets go of the chosen documents.
pub const LET_GO: &str = "Let go";
/// What keys do in the table.
pub const TABLE_KEYS: &str =
    "Enter opens · Ctrl and Shift choose several · K P X decide · S puts into a set · Esc lets go";

/// Heading of the form for a reason.
pub const REASON: &str = "Why";
/// Its field.
pub const REASON_FIELD: &str = "Reason";
/// What stands in it.
pub const REASON_HINT: &str = "why it is parked or dropped";
/// Its button.
pub const REASON_SAVE: &str = "Save the reason";
/// A reason that is not given, in the header.
pub const NO_REASON: &str = "no reason";
/// Heading of the form for many documents.
pub const DESCRIBE: &str = "Describe documents";
/// Heading of the form for one.
pub const DESCRIBE_ONE: &str = "Describe the document";
/// What stands in a field no document has.
pub const NOT_SET: &str = "not known";
/// What stands in a field in which they differ.
pub const DIFFERENT: &str = "different values";
/// A touched field that is empty.
pub const EMPTIED: &str = "will be emptied";
/// Gives a field up.
pub const UNTOUCH: &str = "Leave as it is";
/// Its button.
pub const SET: &str = "Set";
/// What the form says while nothing is typed.
pub const NOTHING_TOUCHED: &str = "Only the fields you change are set; the others stay as they are.";

/// How many are chosen.
pub fn chosen(count: usize) -> String {
    format!("{count} chosen")
}

/// How many are listed.
pub fn listed(shown: usize, all: usize) -> String {
    if shown == all { number(all) } else { format!("{} of {}", number(shown), number(all)) }
}

/// What the form would do.
pub fn preview(changed: usize, of: usize) -> String {
    match (changed, of) {
        (0, _) => "Nothing changes: they have these values already.".to_owned(),
        (1, 1) => "Changes this document.".to_owned(),
        (n, of) => format!("Changes {} of {} documents.", number(n), number(of)),
    }
}

/// How many documents are meant.
pub fn for_documents(count: usize) -> String {
    format!("for {} documents", number(count))
}

/// Why the encoding is shown over a text.
pub const DETECTED: &str = "The encoding was detected, not declared";

/// Where in a text the cursor is.
pub fn paragraph_of(n: usize, of: usize) -> String {
    format!("¶ {n} of {of}")
}

/// Between the last two of several fields.
pub fn and(first: &str, last: &str) -> String {
    format!("{first} and {last}")
}

/// No field at all.
pub const NOTHING: &str = "nothing";

/// Label of the edit that describes one document.
pub fn set_of_one(fields: &str, heading: &str) -> String {
    format!("Set the {fields} of {heading}")
}

/// Label of the edit that describes several.
pub fn set_of_many(fields: &str, count: usize) -> String {
    format!("Set the {fields} of {}", super::shared::documents(count))
}
