//! The pages over the window: the history, and what an import did.

use crate::domain::snapshot::counted;

/// Heading of the steps of work.
pub const HISTORY: &str = "History";
/// There is none.
pub const NOTHING_DONE: &str = "Nothing was done yet.";
/// Button: takes the last step back.
pub const UNDO_LAST: &str = "Undo the last";
/// Button: brings it back.
pub const REDO: &str = "Redo";

/// Heading of the report of an import.
pub const IMPORTED: &str = "Imported";
/// The same, when a person stopped it.
pub const STOPPED: &str = "The import was stopped";
/// Heading over files that were not taken.
pub const NOT_TAKEN: &str = "Not taken";
/// Heading over files whose bytes the project has already.
pub const OTHER_PATH: &str = "Here under another path";
/// What is said of each.
pub const SAME_BYTES: &str = "the same bytes are here: one document, two paths";
/// Heading over files that were taken although something is odd.
pub const WITH_A_REMARK: &str = "Taken, with a remark";

/// How many documents are new, and how many of them have no text.
pub fn new_documents(count: usize, without_text: u64) -> String {
    let new = counted(count as u64, "new document", "new documents");
    match (without_text, count) {
        (0, _) => new,
        (1, 1) => format!("{new}, without text"),
        (n, _) => format!("{new}, {n} of them without text"),
    }
}

/// How many that had been removed were brought back.
pub fn are_back(count: u64) -> String {
    counted(count, "that had been removed is back", "that had been removed are back")
}

/// How many had been imported before.
pub fn here_already(count: u64) -> String {
    counted(count, "was here already", "were here already")
}

/// How many files have the bytes of another.
pub fn second_paths(count: u64) -> String {
    counted(count, "file has the bytes of another", "files have the bytes of others")
}

/// How many files were not taken.
pub fn not_taken(count: u64) -> String {
    counted(count, "file was not taken", "files were not taken")
}

/// How many hidden entries an import leaves alone.
pub fn passed_over(count: u64) -> String {
    counted(count, "hidden file or folder was passed over", "hidden files and folders were passed over")
}
