//! The palette.

/// The field’s accessible name.
pub const FIELD: &str = "Find anything";
/// What stands in it while it is empty.
pub const HINT: &str = "a command, a document, a tag, a claim, a name";
/// When nothing answers.
pub const NOTHING: &str = "Nothing answers to that.";
/// Over what was chosen lately.
pub const USED: &str = "Used lately";
/// Over commands.
pub const COMMANDS: &str = "Commands";
/// Over documents.
pub const DOCUMENTS: &str = "Documents";
/// Over bookmarks.
pub const BOOKMARKS: &str = "Bookmarks";
/// Over tags.
pub const TAGS: &str = "Tags";
/// Over claims.
pub const CLAIMS: &str = "Claims";
/// Over names.
pub const NAMES: &str = "Names";
/// Over judgements.
pub const JUDGEMENTS: &str = "Judgements";
/// Over kept searches and rules.
pub const SEARCHES: &str = "Saved searches and rules";
/// Over briefs.
pub const BRIEFS: &str = "Briefs";

/// Beside a bookmark: the document it lies in.
pub fn bookmark(heading: &str) -> String {
    format!("bookmark {heading}")
}
