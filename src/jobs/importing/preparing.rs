//! One file made ready to be written: what it is is told by its bytes, plain text is decoded here and everything else parsed
//! by a worker; what lies in it is prepared with it.

use super::known::{self, Known};
use super::{Listed, Remark, decoding};
use crate::analysis::near::dateline::dateline;
use crate::domain::document::{DecidedBy, Newlines};
use crate::domain::structure::LanguageRun;
use crate::domain::{Date, Fault, Sha256, Words, sentence, structure};
use crate::import::limits::MAX_NESTING;
use crate::import::{self, BinaryKind, Format, ImportError, Meta, Parsed};
use crate::jobs::worker::{Clocks, WorkerError, Workers};
use crate::store::{About, Decoding, FoundAt, KnownPath, NewDocument, Root};
use std::collections::HashMap;
use std::sync::atomic::AtomicBool;

/// Longest title, name or address that is taken from a file, in code points.
const LONGEST_FIELD: usize = 500;

/// What came of one file.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    /// True when it was a file that was read.
    pub read: bool,
    /// Its documents: itself and what lies in it, the whole before its parts.
    pub documents: Vec<NewDocument>,
    /// What was not taken.
    pub not_taken: Vec<Remark>,
    /// What a reader should know.
    pub warnings: Vec<Remark>,
    /// Texts of documents that are here with other bytes: where passages stand in them is yet to be found.
    pub texts: Vec<(Words, String)>,
}

impl Prepared {
    /// Nothing but that something was not taken.
    pub(super) fn not_taken(path: Words, what: String) -> Self {
        Self { not_taken: vec![Remark { path, what }], ..Self::default() }
    }
}

/// How files are prepared.
#[derive(Clone)]
pub(super) struct Preparing<'a> {
    /// Originals up to this many bytes are kept.
    pub keep_limit: usize,
    /// Set when somebody cancels.
    pub cancel: &'a AtomicBool,
    /// The files and folders the import was given.
    pub roots: &'a [Root],
    /// What is here already.
    pub known: &'a Known,
    /// Bytes that ended their parser before, and what was said of them.
    pub ended: &'a HashMap<Sha256, Words>,
    /// Which documents that are here get a new text.
    pub renews: Renews,
    /// How long a file may take.
    pub clocks: Clocks,
}

/// Which documents that are here get a new text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Renews {
    /// None.
    None,
    /// Those whose file has other bytes.
    Changed,
    /// All that are read.
    All,
}

/// Where bytes come from.
struct Place {
    relative: Words,
    root: u32,
    modified_ms: Option<i64>,
    /// In how many files it lies.
    depth: usize,
    part_of: Option<Sha256>,
}

impl Place {
    fn file_name(&self) -> &str {
        self.relative.raw().rsplit('/').next().unwrap_or_default()
    }

    fn found(&self) -> FoundAt {
        let file_name = Words::new(self.file_name());
        FoundAt { file_name, path: self.relative.clone(), modified_ms: self.modified_ms }
    }

    /// Of a file that lies in this one.
    fn of(&self, name: &str, part_of: Option<Sha256>) -> Self {
        let relative = Words::new(format!("{}/{name}", self.relative.raw()));
        Self { relative, root: self.root, modified_ms: self.modified_ms, depth: self.depth + 1, part_of }
    }
}

impl Preparing<'_> {
    /// Reads and prepares a file.
    pub(super) fn file(&self, file: &Listed) -> Prepared {
        let mut out = Prepared::default();
        let relative = file.relative.clone();
        match import::read_file(&file.path, import::MAX_TEXT_BYTES) {
            Ok(read) => {
                out.read = true;
                let (root, modified_ms) = (file.root, read.modified_ms);
                let place = Place { relative, root, modified_ms, depth: 0, part_of: None };
                self.bytes(read.bytes, &place, &mut out);
            }
            Err(error) => out.not_taken.push(Remark { path: relative, what: Fault::from(error).what }),
        }
        out
    }

    /// Prepares bytes that were found in a file.
    pub(super) fn again(&self, bytes: Vec<u8>, known: &KnownPath) -> Prepared {
        let mut out = Prepared { read: true, ..Prepared::default() };
        let (relative, modified_ms) = (known.path.clone(), known.modified_ms);
        let place = Place { relative, root: 0, modified_ms, depth: 0, part_of: None };
        self.bytes(bytes, &place, &mut out);
        out
    }

    /// Keeps the text of a document that is here and gets it.
    fn keep_text(&self, new: &NewDocument, text: &str, place: &Place, out: &mut Prepared) {
        let is_other = || {
            let root = usize::try_from(place.root).ok().and_then(|root| self.roots.get(root));
            let known = root.and_then(|root| self.known.at(&known::place(root, place.relative.raw())).last());
            known.is_some_and(|known| known.sha256 != new.sha256())
        };
        let keeps = match self.renews {
            Renews::None => false,
            Renews::Changed => is_other(),
            Renews::All => true,
        };
        if keeps {
            out.texts.push((place.relative.clone(), text.to_owned()));
        }
    }

    fn bytes(&self, bytes: Vec<u8>, place: &Place, out: &mut Prepared) {
        let done = match import::format_of(&bytes, place.file_name()) {
            Format::Text => self.text(bytes, place, out),
            Format::Binary(kind) => Err(ImportError::Binary(BinaryKind::Known(kind)).into()),
            format => self.parsed(bytes, format, place, out),
        };
        if let Err(fault) = done {
            out.not_taken.push(Remark { path: place.relative.clone(), what: fault.what });
        }
    }

    fn text(&self, bytes: Vec<u8>, place: &Place, out: &mut Prepared) -> Result<(), Fault> {
        let extraction = import::decode(&bytes, None)?;
        for warning in &extraction.warnings {
            out.warnings.push(Remark { path: place.relative.clone(), what: warning.to_string() });
        }
        let decoding = decoding(&extraction);
        let keep = bytes.len() <= self.keep_limit;
        let new = NewDocument::prepare(place.found(), bytes, keep, &extraction.text, decoding)?.below(place.root);
        self.keep_text(&new, &extraction.text, place, out);
        let language = import::language(&extraction.text).map(str::to_owned);
        let languages = import::languages(&extraction.text, language.as_deref());
        let about = About {
            part_of: place.part_of,
            language: main(language, &languages),
            published: at_its_head(&extraction.text),
            ..About::default()
        };
        // A text that is nothing but lines needs a layer beside it only for this.
        let layer = (!languages.is_empty()).then(|| structure::to_json(&[], &Meta::default(), &[], &languages, &[]));
        out.documents.push(new.described(about, layer.as_deref())?);
        Ok(())
    }

    fn parsed(&self, bytes: Vec<u8>, format: Format, place: &Place, out: &mut Prepared) -> Result<(), Fault> {
        if let Some(trouble) = self.ended_before(&bytes) {
            let what = format!("{} It was not tried again.", trouble.raw());
            out.warnings.push(Remark { path: place.relative.clone(), what });
            return self.without_text(bytes, format, trouble.clone(), place, out);
        }
        let parsed = match Workers::own().parse_within(place.file_name(), &bytes, self.clocks, self.cancel) {
            Ok(parsed) => parsed,
            // What comes after it is not taken either; the report says that it was cancelled.
            Err(WorkerError::Cancelled) => return Ok(()),
            Err(error @ WorkerError::NotStarted(_)) => return Err(error.into()),
            // What cannot be read is a document without a text that says why, an archive too: the analyst has it, and sees
            // that something is in it.
            Err(error) => {
                let what = sentence(&error.to_string());
                out.warnings.push(Remark { path: place.relative.clone(), what: what.clone() });
                return self.without_text(bytes, format, Words::new(what), place, out);
            }
        };
        let whole = if format.is_folder() {
            told_of_a_folder(&parsed, place, out);
            None
        } else {
            Some(self.document(bytes, format, &parsed, place, out)?)
        };
        for part in parsed.parts {
            let place = place.of(&part.name, whole);
            if place.depth > MAX_NESTING {
                let what = format!("it lies in more than {MAX_NESTING} files, one in the other");
                out.not_taken.push(Remark { path: place.relative, what });
            } else {
                self.bytes(part.bytes, &place, out);
            }
        }
        Ok(())
    }

    /// What was said of these bytes when they ended their parser, if they ever did.
    fn ended_before(&self, bytes: &[u8]) -> Option<&Words> {
        // Nothing is hashed for nothing.
        (!self.ended.is_empty()).then(|| self.ended.get(&Sha256::of(bytes)))?
    }

    /// A file whose text cannot be had is a document all the same.
    fn without_text(
        &self,
        bytes: Vec<u8>,
        format: Format,
        trouble: Words,
        place: &Place,
        out: &mut Prepared,
    ) -> Result<(), Fault> {
        let about = About { trouble: Some(trouble), ..about(format, place, &Meta::default()) };
        let keep = bytes.len() <= self.keep_limit;
        let new = NewDocument::without_text(place.found(), bytes, keep).below(place.root);
        out.documents.push(new.described(about, None)?);
        Ok(())
    }

    /// The document a parsed file is; gives the hash of its bytes.
    fn document(
        &self,
        bytes: Vec<u8>,
        format: Format,
        parsed: &Parsed,
        place: &Place,
        out: &mut Prepared,
    ) -> Result<Sha256, Fault> {
        for remark in &parsed.remarks {
            out.warnings.push(Remark { path: place.relative.clone(), what: remark.to_string() });
        }
        if let Some(unseen) = import::Warning::direction_marks(&parsed.text) {
            out.warnings.push(Remark { path: place.relative.clone(), what: unseen.to_string() });
        }
        let keep = bytes.len() <= self.keep_limit;
        let mut about = about(format, place, &parsed.meta);
        let head = at_its_head(&parsed.text);
        // What a page or a mail says of its date goes first; what an office file or a PDF says is when it was made.
        about.published =
            if format.says_when_it_was_made() { head.or(about.published) } else { about.published.or(head) };
        let said = about.language.take().map(Words::into_raw);
        let language = import::language_said(said, &parsed.text);
        let languages = import::languages(&parsed.text, language.as_deref());
        about.language = main(language, &languages);
        let new = if parsed.text.trim().is_empty() {
            about.trouble = Some(Words::new(import::Remark::NoText.to_string()));
            NewDocument::without_text(place.found(), bytes, keep).described(about, None)?
        } else {
            let decoding = Decoding {
                encoding: Words::new(format.label()),
                decided_by: DecidedBy::Parsed,
                had_bom: false,
                newlines: Newlines::Lf,
                replaced: 0,
            };
            let structure =
                structure::to_json(&parsed.blocks, &parsed.meta, &parsed.remarks, &languages, &parsed.elsewhere);
            NewDocument::prepare(place.found(), bytes, keep, &parsed.text, decoding)?
                .described(about, Some(&structure))?
        };
        let new = new.below(place.root);
        self.keep_text(&new, &parsed.text, place, out);
        let sha256 = new.sha256();
        out.documents.push(new);
        Ok(sha256)
    }
}

/// The language of a text: the one it is in as a whole, else the one half of it is in.
fn main(language: Option<String>, runs: &[LanguageRun]) -> Option<Words> {
    let shares = || {
        let languages: std::collections::BTreeSet<&str> = runs.iter().map(|run| run.language.as_str()).collect();
        let of = |language: &&str| {
            runs.iter().filter(|run| run.language == *language).map(|run| u64::from(run.chars)).sum::<u64>()
        };
        let all: u64 = runs.iter().map(|run| u64::from(run.chars)).sum();
        languages.into_iter().find(|language| of(language) * 2 >= all.max(1)).map(str::to_owned)
    };
    language.or_else(shares).map(Words::new)
}

/// What is to be said of a file that only holds others: what was not taken out of it, what is wrong with it, or that it
/// holds nothing. How many files it holds shows in the documents they become.
fn told_of_a_folder(parsed: &Parsed, place: &Place, out: &mut Prepared) {
    let mut told = false;
    for remark in &parsed.remarks {
        let list = match remark {
            import::Remark::Attached(_) | import::Remark::NoText => continue,
            import::Remark::LeftOut(_) => &mut out.not_taken,
            _ => &mut out.warnings,
        };
        list.push(Remark { path: place.relative.clone(), what: remark.to_string() });
        told = true;
    }
    if parsed.parts.is_empty() && !told {
        let what = "there are no files in it".to_owned();
        out.not_taken.push(Remark { path: place.relative.clone(), what: sentence(&what) });
    }
}

/// The date that stands at the head of a text, as a report from somewhere has it.
fn at_its_head(text: &str) -> Option<Date> {
    dateline(text).map(|(date, _)| date)
}

/// What a file says of itself, as the project keeps it: proposals the analyst corrects.
fn about(format: Format, place: &Place, meta: &Meta) -> About {
    let words = |field: &Option<String>| {
        let words = field.as_deref()?.split_whitespace().collect::<Vec<_>>().join(" ");
        Words::filled(&words).map(|words| words.brief(LONGEST_FIELD))
    };
    // A time counts by its day.
    let day = |text: &String| text.get(..10).unwrap_or(text).parse::<Date>().ok().or_else(|| Date::read(text).ok());
    About {
        format: Some(Words::new(format.label())),
        trouble: None,
        part_of: place.part_of,
        title: words(&meta.title),
        author: words(&meta.author),
        published: meta.published.as_ref().and_then(day),
        url: words(&meta.url),
        language: words(&meta.language),
    }
}
