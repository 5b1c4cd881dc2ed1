//! Groups of documents: folders, sets, filters.

use super::shared::documents;

/// Heading over the groups.
pub const GROUPS: &str = "Groups";
/// Over filters.
pub const FILTERS: &str = "Filters";
/// Over sets.
pub const SETS: &str = "Sets";
/// Over folders.
pub const FOLDERS: &str = "Folders";
/// Shows the groups.
pub const SHOW: &str = "Show groups";
/// Hides them.
pub const HIDE: &str = "Hide groups";
/// Shows what lies below a folder.
pub const UNFOLD: &str = "Unfold";
/// Hides it.
pub const FOLD: &str = "Fold";
/// Lists all documents again.
pub const LIST_ALL: &str = "List all documents again";
/// What a row does.
pub const ROW: &str = "Click to list only these documents";
/// What a row of a set or a filter does.
pub const ROW_NAMED: &str = "Click to list only these documents; F2 renames, Delete deletes";
/// Over a group whose documents are not to be found.
pub const NONE_HERE: &str = "No document of this group is listed.";
/// Another name.
pub const RENAME: &str = "Rename…";
/// Out.
pub const DELETE: &str = "Delete";
/// The picker’s field.
pub const FIELD: &str = "Group";
/// What stands in it.
pub const FIELD_HINT: &str = "the name of a set";
/// What stands in it where any group is meant.
pub const ANY_HINT: &str = "a folder, a set or a filter";
/// Puts documents into a set.
pub const WHICH_SET: &str = "Into which set? A new name makes a new set.";
/// Takes them out of one.
pub const OUT_OF_WHICH: &str = "Out of which set?";
/// Lists a group alone.
pub const WHICH_GROUP: &str = "List only the documents of which group?";
/// Heading of the form for a name.
pub const NAME_OF_SET: &str = "Rename the set";
/// Heading of the form for a name.
pub const NAME_OF_FILTER: &str = "Rename the filter";
/// Heading of the form for a new filter.
pub const NEW_FILTER: &str = "Keep this filter";
/// Its field.
pub const NAME: &str = "Name";
/// What stands in it.
pub const NAME_HINT: &str = "what it is called";
/// Its button.
pub const SAVE: &str = "Save";
/// A name that is none.
pub const WRONG_NAME: &str = "A set or a filter has a name of one line, of at most 300 characters.";
/// A name that is another’s.
pub const NAME_TAKEN: &str = "Another one has this name already.";
/// Nothing to take out.
pub const NOT_IN_IT: &str = "None of these documents is in the set.";
/// Nothing to put in.
pub const ALREADY_IN: &str = "They are in it already:";
/// In the picker.
pub const A_SET: &str = "set";
/// In the picker.
pub const A_NEW_SET: &str = "new set";
/// In the picker.
pub const A_FILTER: &str = "filter";
/// In the picker.
pub const A_FOLDER: &str = "folder";

/// Label of the edit that puts documents into a set.
pub fn put_in(count: usize, set: &str) -> String {
    format!("Put {} into the set {set}", documents(count))
}

/// Label of the edit that takes documents out of a set.
pub fn take_out(count: usize, set: &str) -> String {
    format!("Take {} out of the set {set}", documents(count))
}

/// Label of the edit that renames a set or a filter.
pub fn rename(from: &str, to: &str) -> String {
    format!("Rename {from} to {to}")
}

/// Label of the edit that deletes a set or a filter.
pub fn delete(set: bool, name: &str) -> String {
    format!("Delete the {} {name}", if set { "set" } else { "filter" })
}

/// Label of the edit that keeps a filter.
pub fn keep_filter(name: &str) -> String {
    format!("Keep the filter {name}")
}

/// Accessible name of a row.
pub fn row(name: &str, count: usize) -> String {
    format!("{name}, {}", documents(count))
}
