//! The tag tree, and tags picked for something.

/// Heading over the tree.
pub const TAGS: &str = "Tags";
/// What to do while there is none.
pub const NONE: &str = "Put the cursor on a sentence and press T to tag it; a new name makes a new tag.";
/// The number beside a tag, as it is called.
pub fn passages_of(tag: &str) -> String {
    format!("List the passages of {tag}")
}

/// What a row of the tree does.
pub const ROW: &str = "Click to show only what has it, or the number to list its passages; \
                       drag it onto words to tag them, or here to move it; right click for more";
/// Why a tag stays where it is.
pub const BELOW_ITSELF: &str = "A tag cannot lie below itself, nor below a tag of its own branch.";
/// Why two tags are not merged.
pub const MERGE_ITSELF: &str = "A tag cannot be merged with itself: choose another one.";
/// A tag that went in the meantime.
pub const GONE: &str = "This tag is not there any more.";
/// Takes the filter off.
pub const SHOW_ALL: &str = "Show all again";
/// Where a tag is unfolded.
pub const UNFOLD: &str = "Unfold";
/// Where it is folded.
pub const FOLD: &str = "Fold";

/// Entries of a tag's menu.
pub mod menu {
    /// Filter by it.
    pub const ONLY_THIS: &str = "Show only this";
    /// On what is in hand.
    pub const TAG_HERE: &str = "Tag what is in hand, or take it off";
    /// Searches for its passages.
    pub const PASSAGES: &str = "List its passages";
    /// Its form.
    pub const CHANGE: &str = "Change…";
    /// A child.
    pub const BELOW: &str = "New tag below…";
    /// Another place.
    pub const MOVE: &str = "Move below…";
    /// Out of its branch.
    pub const TO_TOP: &str = "Move to the top";
    /// One place up.
    pub const UP: &str = "Move up";
    /// One place down.
    pub const DOWN: &str = "Move down";
    /// With another.
    pub const MERGE: &str = "Merge into…";
    /// Out.
    pub const DELETE: &str = "Delete…";
    /// Over the digits.
    pub const DIGIT: &str = "Digit";
    /// Accessible name of one of them.
    pub fn digit(n: u8) -> String {
        format!("{DIGIT} {n}")
    }
}

/// Questions of the picker.
pub mod pick {
    /// Filter.
    pub const FILTER: &str = "Show only what has which tag?";
    /// Change.
    pub const CHANGE: &str = "Which tag is to be changed?";
    /// First of a merger.
    pub const MERGE_WHICH: &str = "Which tag is merged into another and goes?";
    /// Second of a merger.
    pub const MERGE_INTO: &str = "Into which tag? What has either has this one then.";
    /// First of a move.
    pub const MOVE_WHICH: &str = "Which tag is to be put below another?";
    /// Second of a move.
    pub const MOVE_BELOW: &str = "Below which tag?";
    /// The field's hint.
    pub const HINT: &str = "letters of its name";
}

/// Names of the eight hues a tag can have.
pub mod hue {
    /// A hue.
    pub const RUST: &str = "rust";
    /// A hue.
    pub const SEA_GREEN: &str = "sea green";
    /// A hue.
    pub const OCHRE: &str = "ochre";
    /// A hue.
    pub const VIOLET: &str = "violet";
    /// A hue.
    pub const PLUM: &str = "plum";
    /// A hue.
    pub const MOSS: &str = "moss";
    /// A hue.
    pub const STEEL: &str = "steel";
    /// A hue.
    pub const UMBER: &str = "umber";
}

/// Why a tag is not saved: another of the name is at the same place.
pub const TAKEN: &str = "there is a tag of this name here already";
