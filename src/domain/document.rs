//! A document: one thing read. Its bytes, its decodings (revisions), the paths it was found at, its bibliographic record
//! and its triage state.

use super::vocabulary::vocabulary;
use super::{Date, Id, Sha256, Words};
use serde::{Deserialize, Serialize};

vocabulary! {
    /// What the analyst decided about reading on.
    Triage {
        Inbox = "inbox", "inbox";
        Kept = "kept", "kept";
        Parked = "parked", "parked";
        Dropped = "dropped", "dropped";
    }
}

vocabulary! {
    /// Whether the document has text.
    Readiness {
        Ready = "ready", "ready";
        NoText = "no_text", "no text";
    }
}

vocabulary! {
    /// How the encoding of a revision was decided.
    DecidedBy {
        Mark = "mark", "byte order mark";
        Valid = "valid", "valid as it is";
        Detected = "detected", "detected";
        Chosen = "chosen", "chosen";
        Parsed = "parsed", "as its format says";
    }
}

vocabulary! {
    /// The line ends the original bytes have. The canonical text has LF alone.
    Newlines {
        None = "none", "one line";
        Lf = "lf", "LF";
        CrLf = "crlf", "CRLF";
        Cr = "cr", "CR";
        Mixed = "mixed", "mixed";
    }
}

/// One thing read, with its bibliographic record. Empty fields are not known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Identity.
    pub id: Id,
    /// The import that brought it; a document whose batch was undone is not shown.
    pub batch: Id,
    /// SHA-256 of the original bytes.
    pub sha256: Sha256,
    /// Length of the original, in bytes.
    pub bytes: u64,
    /// True when the original bytes are kept in the project, false when they are only referenced by path.
    pub kept: bool,
    /// The file's own name.
    pub file_name: Words,
    /// Whether the text is there.
    pub readiness: Readiness,
    /// The decoding that is read now.
    pub revision: Option<Id>,
    /// The title as the document gives it.
    pub title: Option<Words>,
    /// The title in the analyst's language.
    pub title_translated: Option<Words>,
    /// Who wrote it, as the document gives it.
    pub author: Option<Words>,
    /// The outlet: a name.
    pub outlet: Option<Id>,
    /// When it was published.
    pub published: Option<Date>,
    /// Where it was found.
    pub url: Option<Words>,
    /// When it was fetched.
    pub accessed: Option<Date>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<Words>,
    /// Triage state.
    pub triage: Triage,
    /// Why it was parked or dropped.
    pub triage_reason: Option<Words>,
    /// A note on the document.
    pub memo: Option<Words>,
    /// What its bytes are, where they are not plain text: “PDF”, “HTML”.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<Words>,
    /// Why it has no text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trouble: Option<Words>,
    /// The document it lies in, as an attachment does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<Id>,
    /// Which fields are proposed from the file and were neither corrected nor accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed: Option<Proposed>,
}

/// Fields of a bibliographic record that a file filled in: proposals until the analyst corrects or accepts them. Written
/// as their names, with spaces between.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Proposed(Vec<&'static str>);

impl Proposed {
    /// What a file may fill in.
    pub const FIELDS: [&'static str; 5] = ["title", "author", "published", "url", "language"];

    /// The fields that `is` says are proposed; `None` where there are none.
    pub fn of(is: impl Fn(&str) -> bool) -> Option<Self> {
        let fields: Vec<&'static str> = Self::FIELDS.into_iter().filter(|field| is(field)).collect();
        (!fields.is_empty()).then_some(Self(fields))
    }

    /// True when a field is a proposal.
    pub fn has(&self, field: &str) -> bool {
        self.0.contains(&field)
    }

    /// The same without a field that was corrected or accepted; `None` when that was the last.
    pub fn without(&self, field: &str) -> Option<Self> {
        Self::of(|other| other != field && self.has(other))
    }

    /// The fields.
    pub fn fields(&self) -> &[&'static str] {
        &self.0
    }
}

impl TryFrom<String> for Proposed {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let named: Vec<&str> = text.split_whitespace().collect();
        if let Some(odd) = named.iter().find(|name| !Self::FIELDS.contains(name)) {
            return Err(format!("a file does not propose “{odd}”"));
        }
        Self::of(|field| named.contains(&field)).ok_or_else(|| "no field is named".to_owned())
    }
}

impl From<Proposed> for String {
    fn from(proposed: Proposed) -> Self {
        proposed.0.join(" ")
    }
}

impl Document {
    /// A document as it comes in: in the inbox, its original kept, and nothing known but its file.
    pub fn new(id: Id, batch: Id, file_name: Words, sha256: Sha256, bytes: u64, revision: Option<Id>) -> Self {
        Self {
            id,
            batch,
            sha256,
            bytes,
            kept: true,
            file_name,
            readiness: if revision.is_some() { Readiness::Ready } else { Readiness::NoText },
            revision,
            title: None,
            title_translated: None,
            author: None,
            outlet: None,
            published: None,
            url: None,
            accessed: None,
            language: None,
            triage: Triage::Inbox,
            triage_reason: None,
            memo: None,
            format: None,
            trouble: None,
            part_of: None,
            proposed: None,
        }
    }

    /// True when a field is proposed from the file and was neither corrected nor accepted.
    pub fn is_proposed(&self, field: &str) -> bool {
        self.proposed.as_ref().is_some_and(|proposed| proposed.has(field))
    }

    /// True when its language is the one of a tag, whatever country and script that says.
    pub fn is_in(&self, tag: &str) -> bool {
        let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        self.language.as_ref().is_some_and(|own| primary(own.raw()) == primary(tag))
    }

    /// What to call it: its title, else its file name.
    pub fn heading(&self) -> &Words {
        self.title.as_ref().unwrap_or(&self.file_name)
    }
}

/// A place a document's bytes were found at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentPath {
    /// Identity.
    pub id: Id,
    /// The document.
    pub document: Id,
    /// The import that saw it.
    pub batch: Id,
    /// The path below the folder that was imported, or as it was given.
    pub path: Words,
    /// When the file was last changed, in milliseconds since 1970 UTC.
    pub modified_ms: Option<i64>,
    /// Below which of the files and folders the import was given, counted from 0; not known of imports of early versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub root: Option<u32>,
    /// When the file was found to be no longer there, in milliseconds since 1970 UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gone_ms: Option<i64>,
}

/// One decoding of a document's bytes into canonical text. Never changed once made, but for being told apart by its bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// Identity.
    pub id: Id,
    /// The document.
    pub document: Id,
    /// 1 for the first decoding.
    pub ordinal: u32,
    /// The encoding's WHATWG name.
    pub encoding: Words,
    /// How it was decided.
    pub decided_by: DecidedBy,
    /// True when a byte order mark was removed.
    pub had_bom: bool,
    /// The original's line ends.
    pub newlines: Newlines,
    /// How many replacement characters decoding put in.
    pub replaced: u32,
    /// SHA-256 of the canonical text.
    pub text_sha256: Sha256,
    /// Length of the canonical text, in bytes.
    pub text_bytes: u32,
    /// Its length in code points.
    pub chars: u32,
    /// Its paragraphs: lines that are not blank.
    pub paragraphs: u32,
    /// SHA-256 of the bytes it was made of, once its document had other bytes too; else they are the document's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<Sha256>,
}

/// One import: what undoing it hides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportBatch {
    /// Identity.
    pub id: Id,
    /// What was imported, in words.
    pub label: Words,
    /// When it began, in milliseconds since 1970 UTC.
    pub started_ms: i64,
    /// When it was undone, if it was.
    pub removed_at: Option<i64>,
}
