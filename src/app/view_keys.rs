//! The keys under which the project file keeps how it is looked at, and what was half-typed: no edits, no words for people.

use crate::domain::{Id, Table, position};

/// The document read last, and where.
pub(super) const LAST: &str = position::LAST;
/// Before a document: where it was left.
pub(super) const POSITION: &str = position::OF;
/// Before a document: its bookmarks.
pub(super) const BOOKMARKS: &str = "bookmarks ";
/// Whether sentences stand apart.
pub(super) const SPACED: &str = "sentences apart";
/// The sorts of quiet marks that are on.
pub(super) const REMARKS: &str = "quiet marks";
/// The tags whose branches are folded.
pub(super) const FOLDED: &str = "folded tags";
/// The folders whose branches are shown.
pub(super) const UNFOLDED: &str = "unfolded folders";
/// Whether the groups stand beside the list of documents.
pub(super) const GROUPS_SHOWN: &str = "groups shown";
/// The brief written last.
pub(super) const BRIEF: &str = "brief";
/// Before an empty block made by a template: what belongs into it.
pub(super) const GUIDE: &str = "guide ";
/// A hypothesis that is half-typed.
pub(super) const HYPOTHESIS: &str = "new hypothesis";
const NOT_WANTED: &str = "not wanted ";

/// Nobody wants what is missing of a claim or a document.
pub(super) fn not_wanted(missing: impl std::fmt::Debug, of: Option<Id>) -> String {
    format!("{NOT_WANTED}{missing:?} {}", of.map(|id| id.to_string()).unwrap_or_default())
}

/// True for a proposal that was dismissed.
pub(super) fn is_dismissed(key: &str) -> bool {
    key.starts_with(NOT_WANTED)
}

/// The words of a block of a brief being typed.
pub(super) fn block(id: Id) -> String {
    format!("{id} words")
}

const THROUGH: &str = "rule through ";

/// The newest text a rule has been run over, a revision.
pub(super) fn rule_through(rule: Id) -> String {
    format!("{THROUGH}{rule}")
}

/// The rule such a key is of.
pub(super) fn rule_of(key: &str) -> Option<Id> {
    key.strip_prefix(THROUGH)?.parse().ok()
}

/// A judgement being typed.
pub(super) const JUDGEMENT: &str = "judgement";

/// A translation being typed, of a passage or from a byte of a document on.
pub(super) fn translation(of: Id, from: u32) -> String {
    format!("translation {of} {from}")
}

/// A memo being typed.
pub(super) fn memo(table: Table, id: Id) -> String {
    format!("memo {} {id}", table.as_str())
}
