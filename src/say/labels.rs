//! Labels of fields on the cards of the inspector, and the names their fields have for assistive technology.

/// Field of a document or heading of what was written.
pub const TITLE: &str = "Title";
/// A document's title in English.
pub const IN_ENGLISH: &str = "In English";
/// Its field.
pub const TITLE_IN_ENGLISH: &str = "Title in English";
/// Who wrote a document.
pub const AUTHOR: &str = "Author";
/// Who published it.
pub const OUTLET: &str = "Outlet";
/// When it was published, or what somebody published.
pub const PUBLISHED: &str = "Published";
/// Where it is on the web.
pub const ADDRESS: &str = "Address";
/// When it was fetched.
pub const ACCESSED: &str = "Accessed";
/// Its language.
pub const LANGUAGE: &str = "Language";
/// The languages its paragraphs are in.
pub const PARAGRAPHS: &str = "Written in";
/// A note of ours.
pub const MEMO: &str = "Memo";
/// Heading over what is known of a file.
pub const FILE: &str = "File";
/// Where a file lies.
pub const PATH: &str = "Path";
/// The archive a file came out of.
pub const FROM: &str = "From";
/// Where a file was that is no longer there.
pub const GONE_FROM: &str = "Gone from";
/// A file's name.
pub const FILE_NAME: &str = "Name";
/// Where a document stands in triage.
pub const STATE: &str = "State";
/// How much is marked in it.
pub const MARKED: &str = "Marked";
/// How long it is.
pub const TEXT: &str = "Text";
/// What its bytes are.
pub const FORMAT: &str = "Format";
/// The document it came with.
pub const CAME_WITH: &str = "Came with";
/// The documents that came with it.
pub const HOLDS: &str = "Holds";
/// What a reader should know of it.
pub const NOTED: &str = "Noted";

/// What a field that a file may fill in is called.
pub fn of_field(field: &str) -> &'static str {
    match field {
        "title" => TITLE,
        "author" => AUTHOR,
        "published" => "Date",
        "url" => ADDRESS,
        _ => LANGUAGE,
    }
}

/// How its bytes are read.
pub const ENCODING: &str = "Encoding";
/// How its lines end.
pub const LINES_END: &str = "Lines end";
/// What of it could not be decoded.
pub const DAMAGE: &str = "Damage";
/// How large its file is.
pub const SIZE: &str = "Size";
/// The hash of its bytes; the name of the method is the same everywhere.
pub const SHA_256: &str = "SHA-256";

/// Heading over the fields of a claim that are seldom wanted.
pub const MORE_OF_IT: &str = "More of it";
/// A claim's words.
pub const WORDS: &str = "Words";
/// The role somebody speaks in, or has.
pub const ROLE: &str = "Role";
/// The words that hedge a claim.
pub const HEDGED_BY: &str = "Hedged by";
/// A date in the text's own words.
pub const AS_WRITTEN: &str = "As written";
/// Its field.
pub const SAID_AS_WRITTEN: &str = "Said, as written";
/// When it happens in the text's own words, below when it was said in them.
pub const TIME_AS_WRITTEN: &str = "Time written";
/// Its field.
pub const HAPPENS_AS_WRITTEN: &str = "Happens, as written";
/// When what is claimed happens.
pub const HAPPENS: &str = "Happens";
/// Where it happens.
pub const PLACE: &str = "Place";
/// What kind of thing is claimed.
pub const KIND: &str = "Kind";
/// What sort of source a name is.
pub const SORT_OF_SOURCE: &str = "Sort";
/// The country a source is at home in.
pub const COUNTRY: &str = "Country";
/// Where a claim stands with us.
pub const STATUS: &str = "Status";
/// What is true of a claim or not.
pub const FLAGS: &str = "Flags";
/// By whom or by what medium.
pub const BY: &str = "By";
/// When a hop was made.
pub const PASSED_ON: &str = "When passed on";
/// A note of ours on something.
pub const NOTE: &str = "Note";
/// Its field, on a hop.
pub const HOP_NOTE: &str = "Note on the hop";
/// Flag: the words are a translation.
pub const TRANSLATED: &str = "translated";
/// Flag: they stand in a headline.
pub const IN_HEADLINE: &str = "in a headline";
/// Flag: they stand in a pull quote.
pub const IN_PULL_QUOTE: &str = "in a pull quote";

/// How a name is spelled.
pub const SPELLING: &str = "Spelling";
/// Its field.
pub const SPELLING_WE_USE: &str = "Spelling we use";
/// What a name said.
pub const SAID: &str = "Said";
/// Another spelling.
pub const ALSO: &str = "Also";
/// The romanisation it follows.
pub const SCHEME: &str = "Scheme of the spelling";
/// One more.
pub const ADD: &str = "Add";
/// Field for one more spelling.
pub const ANOTHER_SPELLING: &str = "Another spelling";
/// Its hint.
pub const ANOTHER_SPELLING_HINT: &str = "another spelling, in any script";
/// Field for one more role.
pub const ANOTHER_ROLE: &str = "Another role";
/// Its hint.
pub const ANOTHER_ROLE_HINT: &str = "a role, such as defence minister";
/// When a role began.
pub const SINCE: &str = "Since";
/// When it ended.
pub const UNTIL: &str = "Until";
/// Button: grades a source.
pub const GRADE: &str = "Grade…";

/// The words of a translation.
pub const TRANSLATION: &str = "Translation";
/// Who or what made it.
pub const TRANSLATED_BY: &str = "Translated by";
/// When it was made.
pub const TRANSLATED_ON: &str = "Translated on";

/// A document in which something stands.
pub const WHERE: &str = "Where";
/// Who gives it to us.
pub const SOURCE: &str = "Source";
/// How far it can be trusted.
pub const TRUST: &str = "Trust";

/// A chip that opens a menu of a vocabulary: what it says while nothing is chosen, and what it does.
pub type Choice = (&'static str, &'static str);

/// How a claim stands to what it says.
pub const CHOOSE_STANCE: Choice = ("no stance", "Choose the stance");
/// How firmly it is said.
pub const CHOOSE_FIRMNESS: Choice = ("no firmness", "Choose the firmness");
/// In what form it is said.
pub const CHOOSE_FORM: Choice = ("no form", "Choose the form");
/// Where it stands with us.
pub const CHOOSE_STATUS: Choice = ("no status", "Choose the status");
/// What came of looking for something.
pub const CHOOSE_OUTCOME: Choice = ("not said", "Choose what came of it");
/// What kind it is of.
pub const CHOOSE_KIND: Choice = ("no kind", "Choose the kind");
/// Chip of the sort of a source.
pub const CHOOSE_SORT: Choice = ("not said", "Choose what sort of source it is");
/// What a passage does for a claim.
pub const CHOOSE_ROLE: Choice = ("no role", "Choose the role");
/// By what it was passed on.
pub const CHOOSE_MEDIUM: Choice = ("no medium", "Choose the medium");
/// How sure we are.
pub const CHOOSE_CONFIDENCE: Choice = ("confidence not given", "Choose the confidence");
