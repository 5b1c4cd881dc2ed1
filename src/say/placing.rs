//! Passages that do not stand where they were marked.

/// Heading of the list.
pub const TITLE: &str = "Passages that moved, changed or lost their place";
/// What it is for.
pub const WHY: &str = "A later version of a text has their words elsewhere, otherwise, or no longer. Enter opens one.";
/// There are none.
pub const NONE: &str = "Every passage stands exactly where it was marked.";
/// The list as a whole.
pub const LIST: &str = "Passages and their places";
/// Begins to set one anew.
pub const ANEW: &str = "Place anew";
/// What the bar over the text asks for, before the words.
pub const WHERE: &str = "Select where this stands now:";
/// Sets it where the selection is.
pub const HERE: &str = "It stands here";
/// Leaves it.
pub const LEAVE: &str = "Leave it";
/// Beside it, for the keys.
pub const KEYS_HERE: &str = "it stands here";
/// Said once it is done.
pub const PLACED: &str = "The passage has its place again. Undo takes it back.";
