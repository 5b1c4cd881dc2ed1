//! Copies of one text: on the card of a document, in the list, and beside each other.

/// Heading over the copies of a document.
pub const COPIES: &str = "Copies";
/// The copy that is taken for the original.
pub const ORIGINAL: &str = "likely original";
/// A copy with the same words.
pub const SAME_WORDS: &str = "same words";
/// A copy of another copy.
pub const BY_ANOTHER: &str = "through another copy";
/// The button that lays the document beside its nearest copy.
pub const COMPARE: &str = "Compare";
/// What it does; also hover over how alike two are.
pub const COMPARE_HELP: &str = "Lay the two beside each other, to see in what they differ";
/// The button that lists the copies alone.
pub const LIST: &str = "List them";
/// What it does.
pub const LIST_HELP: &str = "Hold the list to these documents";
/// Heading of two copies beside each other.
pub const BESIDE: &str = "Two copies of one text";
/// The button that opens the right one.
pub const OPEN_RIGHT: &str = "Open the right one";
/// While they are laid beside each other.
pub const BEING_COMPARED: &str = "Being compared…";
/// They differ in no word.
pub const NO_DIFFERENCE: &str =
    "They have the same words in the same order. Capitals, punctuation and spaces may differ.";
/// What is washed without a line under it.
pub const MOVED_WHY: &str = "What is shaded and not underlined stands in another place on the other side.";
/// Heading over the other copies.
pub const OTHERS: &str = "The other copies";
/// Hover over a paragraph’s number.
pub const OPEN_HERE: &str = "Open the document here";
/// The list while only copies are shown.
pub const ONLY_COPIES: &str = "Only copies";
/// The list while the copies of one document are shown, before its name.
pub const COPIES_OF: &str = "Copies of";
/// Shows all documents again.
pub const LIST_ALL: &str = "List all documents again";
/// In the menu over the list.
pub const ONLY_COPIES_MENU: &str = "Only copies of one text";
/// The list when there are no copies in it.
pub const NONE: &str = "None of these documents has a copy.";

/// How many copies a document has, itself not counted; `same` when all have one and the same text.
pub fn count(copies: usize, same: bool) -> String {
    match (copies, same) {
        (1, true) => "1 exact copy".to_owned(),
        (1, false) => "1 near copy".to_owned(),
        (n, true) => format!("{n} exact copies"),
        (n, false) => format!("{n} near copies"),
    }
}

/// Why the document on the card is taken for the original.
pub fn this_is_original(why: &str) -> String {
    format!("This is likely the original: {why}.")
}

/// Why another is.
pub fn why_original(why: &str) -> String {
    format!("The likely original was {why}.")
}

/// It was published first.
pub fn published_first(date: &str) -> String {
    format!("published first, {date}")
}

/// The date at its head is the first.
pub fn dated_first(date: &str) -> String {
    format!("dated first at its head, {date}")
}

/// No date decides.
pub const IMPORTED_FIRST: &str = "imported first; no date decides";

/// How alike two copies are.
pub fn percent(percent: u8) -> String {
    format!("{percent} %")
}

/// In what two copies differ, in words.
pub fn in_words(left: usize, right: usize, moved: usize) -> String {
    let words = |n: usize| if n == 1 { "1 word".to_owned() } else { format!("{n} words") };
    let mut said = match (left, right) {
        (0, 0) => "No word stands on one side only".to_owned(),
        (left, 0) => format!("{} only at the left", words(left)),
        (0, right) => format!("{} only at the right", words(right)),
        (left, right) => format!("{} only at the left, {} only at the right", words(left), words(right)),
    };
    if moved > 0 {
        said.push_str(&format!(", {} in another place", words(moved)));
    }
    said.push('.');
    said
}

/// There are more passages than are shown.
pub fn more(shown: usize) -> String {
    format!("The first {shown} passages are shown; there are more.")
}
