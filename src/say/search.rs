//! The page that searches the whole corpus.

use super::documents::number;
use super::shared;
use crate::domain::query::Reason;
use crate::domain::saved::Around;

/// The field.
pub const FIELD: &str = "Search all documents";
/// What stands in it.
pub const FIELD_HINT: &str =
    "words, \"a phrase\", AND OR NOT, NEAR/5, prefix*, word~1, source: lang: tag: set: date:2023..2024";
/// Heading of the page.
pub const SEARCH: &str = "Search";
/// Back to the document.
pub const BACK: &str = "Back to the document";
/// The lines as a whole.
pub const LINES: &str = "Places found";
/// While nothing is asked.
pub const NOTHING_ASKED: &str = "Search every document at once";
/// What can be asked.
pub const HOW: &str = "Words are found in all their forms, and names in Latin, Cyrillic, Arabic and Chinese characters alike: Pezeshkian finds پزشکیان and Пезешкиан.";
/// Ways to ask, each with what it finds.
pub const WAYS: [(&str, &str); 10] = [
    ("sanctions Minsk", "documents with both words, in any of their forms"),
    ("\"joint exercise\"", "these words one after the other"),
    ("=treaty", "this word as it is written, no other form"),
    ("treaty OR pact NOT Moscow", "either word, where the third does not stand"),
    ("Minsk NEAR/5 Tehran", "both, with at most five words between them"),
    ("санкци* OR wom?n", "what begins so · any one letter"),
    ("Lukashenko~1", "also with one letter different"),
    ("source:\"OE Watch\" lang:ru", "documents by outlet and language"),
    ("date:2023-10..2024 tag:denial set:\"to read\" has:claim", "by date, tag, set, by what rests on them"),
    (r"/signed (in|on) \w+/i", "a regular expression within a paragraph, here in any case"),
];
/// While the answer is awaited.
pub const BUSY: &str = "Searching…";
/// Before the sentence about a question that is not understood.
pub const WRONG: &str = "Not understood:";
/// Nothing was found.
pub const NOTHING: &str = "Nothing was found.";
/// By outlet.
pub const OUTLETS: &str = "OUTLETS";
/// By language.
pub const LANGUAGES: &str = "LANGUAGES";
/// By set.
pub const SETS: &str = "SETS";
/// By year.
pub const YEARS: &str = "YEARS";
/// Documents without the value.
pub const NOT_KNOWN: &str = "not known";
/// Another script.
pub const TRANSLITERATED: &str = "transliterated";
/// Another spelling of a name of the register.
pub const SPELLING: &str = "another spelling";
/// A spelling of a name that is proposed to be the same.
pub const PROPOSED: &str = "proposed";
/// Before what is marked around a place.
pub const MARK: &str = "Mark";
/// Tags what is chosen.
pub const TAG: &str = "Tag…";
/// Marks it as a name.
pub const NAME: &str = "Name…";
/// What keys do among the lines.
pub const KEYS_OPEN: &str = "open";
/// Chooses the line.
pub const KEYS_CHOOSE: &str = "choose";
/// Chooses every line.
pub const KEYS_ALL: &str = "all";
/// Marks a name.
pub const KEYS_NAME: &str = "name";
/// Goes to the next hit while a document is read.
pub const KEYS_NEXT: &str = "next hit in the text";

/// The best documents first.
pub const BEST_FIRST: &str = "best first";
/// By what stands before.
pub const BY_BEFORE: &str = "by the words before";
/// By what stands after.
pub const BY_AFTER: &str = "by the words after";
/// By the date of the document.
pub const BY_DATE: &str = "by date";

/// Writes what was found into a table.
pub const EXPORT: &str = "Export…";

/// Where all that was found is of other scripts, and something else may have been meant.
pub const OTHER_SCRIPTS_ALONE: &str =
    "No document has this word as it is typed; what is shown may be the same name in other scripts.";
/// Before a word that may have been meant.
pub const DID_YOU_MEAN: &str = "Did you mean";
/// What figures count.
pub const DOCUMENTS: &str = "documents";

/// How many documents there are with what may have been meant.
pub fn in_documents(n: usize) -> String {
    format!("in {}?", shared::documents(n))
}

/// A line with the tags its place has, as it is read aloud.
pub fn with_tags(line: &str, tags: &str) -> String {
    if tags.is_empty() { line.to_owned() } else { format!("{line}; tagged {tags}") }
}

/// More tags on a place than the one that is named.
pub fn and_tags(n: usize) -> String {
    format!("+{n}")
}

/// Which place of all that were found one stands on, from 1.
pub fn hit_on_the_way(at: usize, of: usize, more: bool) -> String {
    let or_more = if more { " or more" } else { "" };
    format!("hit {} of {}{or_more}", number(at), number(of))
}

/// What several stretches are.
pub fn stretches(around: Around, n: usize) -> String {
    let one = n == 1;
    let what = match around {
        Around::Words if one => "place",
        Around::Words => "places",
        Around::Sentence if one => "sentence",
        Around::Sentence => "sentences",
        Around::Paragraph if one => "paragraph",
        Around::Paragraph => "paragraphs",
    };
    format!("{} {what}", number(n))
}

/// How much was found.
pub fn found(places: usize, more: bool, documents: usize, shown: usize) -> String {
    let or_more = if more { " or more" } else { "" };
    if places == 0 && shown == documents {
        return shared::documents(documents);
    }
    let places = match places {
        1 => format!("1 place{or_more}"),
        n => format!("{} places{or_more}", number(n)),
    };
    if shown < documents {
        format!("{places} in the best {} of {} documents", number(shown), number(documents))
    } else {
        format!("{places} in {}", shared::documents(documents))
    }
}

/// How far every text is looked through.
pub fn looked_through(looked: usize, of: usize, goes_on: bool, broken_off: bool) -> String {
    match (goes_on, broken_off) {
        (true, _) if of == 0 => BUSY.to_owned(),
        (true, _) => format!("Looked through {} of {} texts", number(looked), number(of)),
        (false, true) => format!("Broken off after {} of {} texts", number(looked), number(of)),
        (false, false) if of == 1 => "Looked through 1 text".to_owned(),
        (false, false) => format!("Looked through {} texts", number(of)),
    }
}

/// How long it took, in seconds, and how long it may take still.
pub fn time(took: u64, left: Option<u64>) -> String {
    let took = match took {
        0 => "less than a second".to_owned(),
        1..90 => format!("{took} s"),
        _ => format!("{} min {} s", took / 60, took % 60),
    };
    left.map_or_else(|| took.clone(), |left| format!("{took}, {}", super::imports::left(left)))
}

/// Breaks it off.
pub const STOP: &str = "Stop";
/// Begins it anew.
pub const LOOK_AGAIN: &str = "Look again";

/// What the line of a document says in which there is no place: what is known of it was asked for.
pub fn found_by(reasons: &[Reason]) -> String {
    let one = |reason: &Reason| match reason {
        Reason::Title => "its title",
        Reason::TranslatedTitle => "its translated title",
        Reason::FileName => "the name of its file",
        Reason::Outlet => "its outlet",
        Reason::Language => "its language",
        Reason::Tag => "a tag on words that are not in this text any more",
        Reason::Set => "a set it is in",
        Reason::Date => "its date",
        Reason::Claim => "a claim that rests on it",
    };
    let all: Vec<&str> = reasons.iter().map(one).collect();
    match all.split_last() {
        None => "has nothing of what the search leaves out".to_owned(),
        Some((last, [])) => format!("found by {last}"),
        Some((last, before)) => format!("found by {} and {last}", before.join(", ")),
    }
}

/// Texts that are not in the index.
pub fn waiting(n: u64) -> String {
    match n {
        1 => "1 text is not indexed yet.".to_owned(),
        n => format!("{} texts are not indexed yet.", number(usize::try_from(n).unwrap_or(usize::MAX))),
    }
}

/// Lines that are chosen, or more than those.
pub fn chosen(n: usize, more: bool) -> String {
    match n {
        0 => "all places".to_owned(),
        n if more => format!("{} or more chosen", number(n)),
        n => format!("{} chosen", number(n)),
    }
}

/// The places of a document that are not lines yet; how many is not always counted.
pub fn rest(n: Option<usize>) -> String {
    match n {
        Some(n) => format!("{} more in this document", number(n)),
        None => "more in this document".to_owned(),
    }
}

/// The sentence about a question that is not understood.
pub fn wrong(what: &str) -> String {
    let mut letters = what.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A language by the primary part of its tag; the tag where it has no name here.
pub fn language(tag: &str) -> &str {
    match tag {
        "ar" => "Arabic",
        "az" => "Azerbaijani",
        "be" => "Belarusian",
        "bg" => "Bulgarian",
        "ckb" => "Sorani Kurdish",
        "cs" => "Czech",
        "da" => "Danish",
        "de" => "German",
        "el" => "Greek",
        "en" => "English",
        "es" => "Spanish",
        "et" => "Estonian",
        "fa" => "Persian",
        "fi" => "Finnish",
        "fr" => "French",
        "he" => "Hebrew",
        "hi" => "Hindi",
        "hr" => "Croatian",
        "hu" => "Hungarian",
        "hy" => "Armenian",
        "id" => "Indonesian",
        "it" => "Italian",
        "ja" => "Japanese",
        "ka" => "Georgian",
        "kk" => "Kazakh",
        "ko" => "Korean",
        "ky" => "Kyrgyz",
        "lt" => "Lithuanian",
        "lv" => "Latvian",
        "mk" => "Macedonian",
        "nb" => "Norwegian",
        "nl" => "Dutch",
        "pl" => "Polish",
        "ps" => "Pashto",
        "pt" => "Portuguese",
        "ro" => "Romanian",
        "ru" => "Russian",
        "sk" => "Slovak",
        "sr" => "Serbian",
        "sv" => "Swedish",
        "tg" => "Tajik",
        "th" => "Thai",
        "tr" => "Turkish",
        "uk" => "Ukrainian",
        "ur" => "Urdu",
        "uz" => "Uzbek",
        "zh" => "Chinese",
        other => other,
    }
}

/// A tag's name that is none.
pub const NO_TAG_NAME: &str = "A tag’s name is one line of at most 300 characters.";
/// Nothing is left to mark.
pub const ALREADY: &str = "All of them are marked already as";
/// Before what was marked, and as what.
pub const MARKED_AS: &str = "Marked as";
/// Before the tag a rule has set.
pub const RULE_TAGGED: &str = "By rule, tagged as";
/// While what would be marked is gathered.
pub const GATHERING: &str = "Gathering what will be marked…";
/// More than is marked at once.
pub const FIRST: &str = "More was found; the first are marked.";
/// Keeps the search as a rule.
pub const RULE: &str = "Keep as a rule: tag what comes later too";
/// Why it cannot be one.
pub const NO_RULE: &str = "Only chosen places are tagged. To keep the search as a rule, choose all places or none.";
/// The picker of the tag.
pub const WHICH_TAG: &str = "With which tag?";
/// The picker of the name.
pub const WHICH_NAME: &str = "As which name?";
/// Kept searches.
pub const KEPT: &str = "SAVED SEARCHES";
/// Rules.
pub const RULES: &str = "RULES";
/// Lets a kept search go.
pub const FORGET: &str = "Forget it";
/// Keeps the question.
pub const KEEP: &str = "Save search";
/// Lets it go.
pub const UNKEEP: &str = "Saved ✓";
/// On a tag that a rule set.
pub const BY_RULE: &str = "by rule";
/// Takes that sign off.
pub const CONFIRM: &str = "A rule set this tag; click to confirm it";

/// The edit that marks.
pub fn marked(what: &str, called: &str, name: bool) -> String {
    if name { format!("Mark {what} as {called}") } else { format!("Tag {what} as {called}") }
}

/// What was marked.
pub fn marked_count(what: &str) -> String {
    format!("{what}. {}", super::notices::UNDO_TAKES_BACK)
}

/// The edit of a rule.
pub fn by_rule(what: &str, called: &str) -> String {
    format!("Rule: tag {what} as {called}")
}

/// What a rule tagged.
pub fn in_new_documents(what: &str, documents: usize) -> String {
    let new = match documents {
        1 => "1 new or changed document".to_owned(),
        n => format!("{} new or changed documents", number(n)),
    };
    format!("{what} in {new}.")
}

/// The edit that keeps a search.
pub fn saved(query: &str) -> String {
    format!("Save the search {query}")
}

/// The edit that confirms.
pub fn confirmed(n: usize) -> String {
    if n == 1 { "Confirm a tag".to_owned() } else { format!("Confirm {} tags", number(n)) }
}

/// Heading of the sheet that marks.
pub fn will_mark(what: &str, documents: usize, name: bool) -> String {
    let act = if name { "Mark" } else { "Tag" };
    format!("{act} {what} in {}", shared::documents(documents))
}

/// Confirms all a rule tagged.
pub fn confirm_all(n: usize) -> String {
    if n == 1 { "Confirm the tag it set".to_owned() } else { format!("Confirm the {} tags it set", number(n)) }
}

/// Beside the page, before anything is found.
pub const SPREAD: &str = "What is found is counted here by outlet, language and year; a click narrows the search. Searches you save and rules stand above.";

/// Heading of what was found among the analyst's own words.
pub const OWN: &str = "IN YOUR OWN WORDS";

/// More of them.
pub fn more_own(n: usize, or_more: bool) -> String {
    let and = if or_more { " or more" } else { "" };
    format!("and {}{and} of your own words", number(n))
}
