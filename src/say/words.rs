//! The page of words: lists, collocates, where a word stands.

use super::documents::number;
use super::shared;
use crate::domain::Words;

/// Heading of the page.
pub const TITLE: &str = "Words";
/// The field.
pub const FIELD: &str = "Only words with these letters";
/// What stands in it.
pub const FIELD_HINT: &str = "letters";
/// The list as a whole.
pub const LIST: &str = "Words by how often they are used";
/// The collocates as a whole.
pub const COLLOCATES_LIST: &str = "Collocates";
/// Before anything is counted.
pub const COUNTING: &str = "Counting words…";
/// Beside what is shown while it is counted anew.
pub const AGAIN: &str = "Counting…";
/// No word is listed.
pub const NONE: &str = "No word is listed.";
/// What can be done then.
pub const NONE_TODO: &str = "Take letters out of the field, count other documents, or let words stand that are rare.";
/// Writes the table.
pub const EXPORT: &str = "Export…";
/// Writes the list.
pub const EXPORT_LIST: &str = "Write every word of this list as a table for spreadsheets";
/// Writes the collocates.
pub const EXPORT_COLLOCATES: &str = "Write every collocate as a table for spreadsheets";

/// Over the documents that can be counted.
pub const DOCUMENTS: &str = "IN WHICH DOCUMENTS";
/// All of them.
pub const ALL: &str = "All documents";
/// Those of the search.
pub const FOUND: &str = "What the search finds";
/// Those of the list.
pub const LISTED: &str = "The list as it is narrowed";
/// Those that are chosen.
pub const CHOSEN: &str = "Chosen in the list";
/// Over the tags.
pub const TAGS: &str = "WITH A TAG";
/// What parts are for, while there is nothing to choose.
pub const PARTS: &str = "Search, narrow or choose documents, or tag passages: what sets those documents apart from the rest is listed then.";
/// Over what is left out.
pub const LEFT_OUT: &str = "LEFT OUT";
/// Lists stop words too.
pub const STOP_WORDS: &str = "Stop words";
/// What stop words are.
pub const STOP_WORDS_WHY: &str = "Articles, prepositions, pronouns and the like, by the language of each document; single letters and numbers of up to three digits too";
/// Over how often a word is used at least.
pub const LEAST: &str = "Words used less often than";

/// Searches all documents for the word.
pub const SEARCH: &str = "Search this";
/// What that does.
pub const SEARCH_WHY: &str = "Every place of the word in all documents, under each other";
/// Over the collocates.
pub const COLLOCATES: &str = "WHAT STANDS BESIDE IT";
/// Nothing stands beside it.
pub const NO_COLLOCATES: &str = "Nothing stands beside it more often than by chance.";
/// How far is looked before the word.
pub const BEFORE: &str = "words before";
/// How far is looked after it.
pub const AFTER: &str = "words after";
/// One fewer.
pub const FEWER: &str = "Fewer";
/// One more.
pub const MORE: &str = "More";
/// Over the documents with its places.
pub const PLACES: &str = "WHERE IT STANDS";
/// The word does not stand anywhere.
pub const NO_PLACES: &str = "It does not stand in these documents.";
/// At the left of the places.
pub const BEGINNING: &str = "beginning";
/// At their right.
pub const END: &str = "end";
/// Before anything is told of a word.
pub const NO_WORD: &str = "Click a word to see what stands beside it and where it stands.";

/// Column of the collocates: together.
pub const TOGETHER: &str = "together";
/// Before the word.
pub const LEFT: &str = "before";
/// After it.
pub const RIGHT: &str = "after";
/// Mutual information.
pub const INFORMATION: &str = "MI";
/// Log-likelihood.
pub const LIKELIHOOD: &str = "G²";

/// What keys do: searches the word.
pub const KEYS_SEARCH: &str = "search this";
/// Leaves the page.
pub const KEYS_LEAVE: &str = "back to the document";

/// What figures mean.
pub mod meaning {
    /// Of a list's word.
    pub const COUNT: &str = "How often the word is used";
    /// The same in a million words.
    pub const MILLION: &str = "How often in a million words";
    /// Documents.
    pub const DOCUMENTS: &str = "In how many documents";
    /// The deviation of proportions.
    pub const DEVIATION: &str = "How unevenly it is spread (deviation of proportions): 0 where it stands in every document alike, 1 where it keeps to one";
    /// In the rest.
    pub const REST: &str = "How often the word is used in all other documents";
    /// The log ratio.
    pub const RATIO: &str =
        "How much more it is used than in the rest, in doublings: 1 is twice as often, 2 four times, −1 half as often";
    /// The log-likelihood.
    pub const LIKELIHOOD: &str = "How surely this is no chance (log-likelihood): above 3.8 one in 20, above 6.6 one in 100, above 15.1 one in 10,000";
    /// Mutual information.
    pub const INFORMATION: &str =
        "How much more often they stand together than by chance, in doublings (mutual information); above 3 is much";
}

/// How many texts are counted.
pub fn counting(done: usize, of: usize) -> String {
    format!("Counting words: {} of {} texts", number(done), number(of))
}

/// What the list is of.
pub fn said(different: usize, words: u64, documents: u64) -> String {
    let words = number(usize::try_from(words).unwrap_or(usize::MAX));
    let documents = in_documents(documents);
    format!("{} listed · {words} words in {documents}", number(different))
}

/// What the documents are held against.
pub fn against(words: u64, documents: u64) -> String {
    let words = number(usize::try_from(words).unwrap_or(usize::MAX));
    format!("against {words} words in {}", in_documents(documents))
}

fn in_documents(n: u64) -> String {
    if n == 1 {
        shared::documents(1)
    } else {
        format!("{} documents", number(usize::try_from(n).unwrap_or(usize::MAX)))
    }
}

/// Under a list that is cut short.
pub fn first_of(shown: usize, of: usize) -> String {
    format!("The first {} of {} words", number(shown), number(of))
}

/// How a word is used.
pub fn used(count: u64, per_million: f64, documents: usize, of: u64, deviation: f64) -> String {
    let times = if count == 1 { "once".to_owned() } else { format!("{} times", number(count as usize)) };
    let of = number(usize::try_from(of).unwrap_or(usize::MAX));
    format!(
        "{times} · {} per million · in {} of {of} documents · spread DP {deviation:.2}",
        figure(per_million),
        number(documents)
    )
}

/// How often a word stands in a document.
pub fn places(n: u64) -> String {
    if n == 1 { "1 place".to_owned() } else { format!("{} places", number(usize::try_from(n).unwrap_or(usize::MAX))) }
}

/// Documents with fewer places than those that are shown.
pub fn more_documents(n: usize) -> String {
    format!("and in {} more", number(n))
}

/// A figure with as many places as are worth it.
pub fn figure(value: f64) -> String {
    match value.abs() {
        size if size >= 1_000.0 => number(size.round() as usize),
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
    .replace('-', "−")
}

/// Shows what stands beside a word.
pub fn collocates_of(word: &Words) -> Words {
    Words::new("Words: collocates of “").joined(&word.with("”"))
}

/// How often a word is used at least.
pub fn least(n: u32) -> String {
    n.to_string()
}
