//! The reader: finding words, edges of passages, checking a quotation, copying.

use crate::domain::Words;
use crate::domain::parts::PartKind;

/// Name of the field for words to find.
pub const FIND: &str = "Find in document";
/// What stands in it while it is empty.
pub const FIND_HINT: &str = "words in this document";
/// Nothing was found.
pub const NO_HIT: &str = "none";
/// Still looking, and nothing yet.
pub const LOOKING: &str = "looking…";
/// Closes the field.
pub const CLOSE_FIND: &str = "Close find";

/// The sign on its button.
pub const CLOSE_FIND_SIGN: &str = "×";

/// Which hit of how many: “3 of 17”; “3 of 17…” while it is still looked for, “3 of 100000+” when there are more.
pub fn hit_of(at: Option<usize>, count: usize, done: bool, cut_short: bool) -> String {
    let more = match (cut_short, done) {
        (true, _) => "+",
        (false, true) => "",
        (false, false) => "…",
    };
    match (at, count, done) {
        (_, 0, true) => NO_HIT.to_owned(),
        (_, 0, false) => LOOKING.to_owned(),
        (Some(at), ..) => format!("{} of {count}{more}", at + 1),
        (None, ..) => format!("{count}{more}"),
    }
}

/// Said when no passage lies around the words in hand.
pub const NO_PASSAGE_HERE: &str = "No passage lies here yet. Tag the sentence to make one.";
/// Name of the knob at the beginning of what is held.
pub const START_EDGE: &str = "Beginning of the passage";
/// Name of the knob at its end.
pub const END_EDGE: &str = "End of the passage";
/// What the arrows do while edges are moved.
pub const BY_WORD: &str = "by a word";
/// What they do with Shift.
pub const BY_LETTER: &str = "by a letter";
/// What Tab does.
pub const OTHER_EDGE: &str = "the other edge";
/// What Enter does.
pub const KEEP_EDGES: &str = "keep";
/// What Esc does.
pub const LEAVE_EDGES: &str = "leave as it was";
/// What Q does.
pub const QUOTATION_KEY: &str = "quotation";
/// Said after copying.
pub const COPIED: &str = "Copied.";
/// Said after copying with citation.
pub const COPIED_CITED: &str = "Copied with its citation.";
/// Said when a quotation cannot be checked.
pub const CANNOT_CHECK: &str = "There are no words to check here, or more than a thousand. Select the part you mean.";

/// Heading of the check of a quotation.
pub const QUOTATION: &str = "Quotation check";
/// Heading over the quotation itself.
pub const AS_QUOTED: &str = "As quoted";
/// Says that no quotation marks stand around the words.
pub const NO_MARKS: &str = "No quotation marks here; the sentence itself was looked for.";
/// What the words of a document are headed by, before its name.
pub const IN: &str = "In";
/// The verdict when no place has the words.
pub const NOT_HELD: &str = "Original not held";
/// What that means.
pub const NOT_HELD_WHY: &str = "No document of this project has these words. That does not say whether they were said: only that we cannot show it.";
/// Says that the words were spoken in another language, by its name where that is known.
pub fn only_in_translation(from: Option<&str>) -> String {
    match from {
        Some(from) => format!("Held only in translation from {from}."),
        None => "Held only in translation.".to_owned(),
    }
}

/// Heading over all places.
pub const ALL_PLACES: &str = "Where these words stand";
/// Opens the place.
pub const OPEN_PLACE: &str = "Open this place";
/// What stands before the words that dots stand for.
pub const HIDES: &str = "The dots stand for:";

/// How far the check is.
pub fn looking_through((looked, of): (usize, usize)) -> String {
    format!("Looking through {looked} of {of} documents…")
}

/// All were looked through.
pub fn looked_through(of: usize) -> String {
    if of == 1 { "1 document was looked through.".to_owned() } else { format!("{of} documents were looked through.") }
}

/// The paragraph a place is in.
pub fn paragraph(n: usize) -> String {
    format!("¶ {n}")
}

/// Said when punctuation differs beside something else.
pub const PUNCTUATION_TOO: &str = "Punctuation differs too.";

/// How much of a quotation stands at a place, when not all of it does; the share is in thousandths.
pub fn share(share: u32) -> String {
    format!("{} % of the words stand here.", share / 10)
}

/// Accessible name of the scrollbar.
pub const PLACE: &str = "Place in the document";

/// A mark while its edit is on its way.
pub const BEING_SAVED: &str = "being saved";
/// A mark of a passage without tags.
pub const PASSAGE: &str = "passage";

/// A mark of a name.
pub fn name(name: &str) -> String {
    format!("name: {name}")
}

/// A mark of a passage: its tags.
pub fn passage(tags: &str) -> String {
    format!("passage: {tags}")
}

/// A mark of a claim: who says it, else its words.
pub fn claim(who: &str) -> String {
    format!("claim: {who}")
}

/// Accessible name of the bar that moves a wide table.
pub const ASIDE: &str = "Place across the table";

/// There is no page of the label that was typed.
pub fn last_page(label: &Words) -> Words {
    Words::new("No page has this number. The last one is ").joined(&page(label)).with(".")
}

/// A page's label in the margin, such as “p. 12”.
pub fn page(label: &Words) -> Words {
    Words::new("p. ").joined(label)
}

/// What a part of a text is, beside its words in the outline.
pub fn part(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Headline => "headline",
        PartKind::Heading => "heading",
        PartKind::PullQuote => "pull quote",
        PartKind::Commentary => "commentary",
        PartKind::Citation => "citation",
        PartKind::Excerpt { translated: true } => "translated excerpt",
        PartKind::Excerpt { translated: false } => "excerpt",
        PartKind::Endnotes => "endnotes",
    }
}

/// Stands for what is folded away around the article of a web page.
pub fn folded(paragraphs: usize) -> String {
    match paragraphs {
        1 => "1 paragraph of the page around it: show".to_owned(),
        n => format!("{n} paragraphs of the page around it: show"),
    }
}

/// The chip that shows all of a web page.
pub const ARTICLE_ALONE: &str = "article alone";
/// What it does.
pub const ARTICLE_ALONE_HELP: &str = "The article of the page is shown; what stands around it is folded away";
/// The chip that folds away what stands around the article.
pub const WHOLE_PAGE: &str = "whole page";
/// What it does.
pub const WHOLE_PAGE_HELP: &str = "All of the page is shown; what stands around its article can be folded away";

/// The chip that says a text lacks words its file shows.
pub const NOT_ALL: &str = "not all of the text";
/// What is behind it.
pub const NOT_ALL_HELP: &str = "Words the file shows are not in this text; the card of the document says which";

/// Name of the field over the headings and pages of a document.
pub const OUTLINE: &str = "Go to";
/// What stands in it while it is empty.
pub const OUTLINE_HINT: &str = "a heading, a section, or a page: p. 12";
/// The same where only pages are offered.
pub const PAGE_HINT: &str = "a page by its number or label";

/// What the chip of a sort of quiet marks does.
pub const MARKED_QUIETLY: &str = "Marked in the text with this line; click to turn it off";
