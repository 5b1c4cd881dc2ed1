//! `analyse anatomy`: the parts of the texts, what a reader should look at in them, and what they rest on that is not held.

use super::wordings::Own;
use super::{End, complain, one_line, print, print_json, read};
use crate::analysis::anatomy::{
    Anatomy, Citation, Dated, ExcerptBlock, Given, Kind, Lexicon, Part, Proposal, What, anatomy, key_of,
    keys_of_heading,
};
use crate::analysis::quotation::{Standing, Verdict};
use crate::analysis::sentences::Layout;
use crate::domain::document::Document;
use crate::domain::paragraphs::Paragraphs;
use crate::domain::{Id, ProjectRead};
use crate::store::{HasText, Reader};
use serde_json::{Value, json};
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::path::Path;

/// How much of a part is shown to people, in characters.
const SHOWN: usize = 120;
/// How much of a text may hold its headline, in bytes.
const HEAD: u32 = 600;

pub(super) fn parts(path: &Path, document: Option<Id>, own: &Own, json: bool) -> Result<(), End> {
    let own = own.lists("lists of wordings", Lexicon::LONGEST, Lexicon::read)?;
    let lexicon = own.as_ref().unwrap_or_else(|| Lexicon::built_in());
    let reader = read(path)?;
    let all = reader.texts()?;
    let held = Held { reader: &reader, texts: &all, by_heading: OnceCell::new() };
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    let (mut checks, mut wanted, mut documents) = (0, 0, 0);
    for text in all.iter().filter(|text| document.is_none_or(|document| document == text.document)) {
        let whole = reader.chunk(text.revision, 0..text.bytes)?.text;
        let structure = reader.structure(text.revision, text.bytes)?;
        let given = Given::of(&whole, text.language.as_deref(), structure.as_ref());
        let mut found = anatomy(&given, lexicon);
        let originals: Vec<Option<Id>> = found
            .citations
            .iter()
            .map(|citation| held.original(&whole, citation, text.document))
            .collect::<Result<_, _>>()?;
        let is_held = |n: usize| originals.get(n).is_some_and(Option::is_some);
        found.wanted.retain(|proposal| !proposal.citation.is_some_and(is_held));
        *kinds.entry(found.kind).or_default() += 1;
        (checks, wanted, documents) = (checks + found.checks.len(), wanted + found.wanted.len(), documents + 1);
        let telling = Telling { text: &whole, found: &found, originals: &originals };
        if json {
            print_json(&telling.as_json(text));
        } else {
            let project: &dyn ProjectRead = &reader;
            let called =
                project.get::<Document>(text.document)?.map(|d| d.heading().raw().to_owned()).unwrap_or_default();
            print(&one_line(&format!("{}  {called}", text.document)));
            telling.show();
        }
    }
    if documents == 0 {
        return match document {
            Some(document) => Err(super::not_here(document)),
            None => {
                complain("There are no texts.");
                Err(End::No)
            }
        };
    }
    let kinds: Vec<String> = kinds.iter().map(|(kind, count)| format!("{count} {}", said(*kind))).collect();
    complain(&format!("{documents} documents ({}), {checks} checks, {wanted} wanted.", kinds.join(", ")));
    Ok(())
}

/// What is held, by the headings of documents; looked at once something is cited.
struct Held<'a> {
    reader: &'a Reader,
    texts: &'a [HasText],
    by_heading: OnceCell<HashMap<String, Id>>,
}

impl Held<'_> {
    /// The document that is headed by a citation's title.
    fn original(&self, text: &str, citation: &Citation, own: Id) -> Result<Option<Id>, End> {
        let by_heading = match self.by_heading.get() {
            Some(known) => known,
            None => {
                let read = self.headings()?;
                self.by_heading.get_or_init(|| read)
            }
        };
        let title = key_of(text.get(citation.title.clone()).unwrap_or_default());
        Ok(by_heading.get(&title).copied().filter(|document| *document != own))
    }

    /// Headings by the keys they are cited by; of a text without a title its first line.
    fn headings(&self) -> Result<HashMap<String, Id>, End> {
        let project: &dyn ProjectRead = self.reader;
        let mut out = HashMap::new();
        for text in self.texts {
            let title = project.get::<Document>(text.document)?.and_then(|document| document.title);
            let beginning = self.reader.chunk(text.revision, 0..HEAD.min(text.bytes))?.text;
            let first = beginning.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
            for heading in [title.as_ref().map_or("", |title| title.raw()), first] {
                for key in keys_of_heading(heading) {
                    out.entry(key).or_insert(text.document);
                }
            }
        }
        Ok(out)
    }
}

/// What was found in a text, to be told.
struct Telling<'a> {
    text: &'a str,
    found: &'a Anatomy,
    /// The documents that hold the originals of its citations.
    originals: &'a [Option<Id>],
}

impl Telling<'_> {
    fn of(&self, bytes: &Range<usize>) -> &str {
        self.text.get(bytes.clone()).unwrap_or_default()
    }

    fn place(&self, bytes: &Range<usize>) -> Value {
        json!({ "start_byte": bytes.start, "end_byte": bytes.end, "quote": self.of(bytes) })
    }

    fn places(&self, all: &[Range<usize>]) -> Vec<Value> {
        all.iter().map(|bytes| self.place(bytes)).collect()
    }

    fn perhaps(&self, bytes: Option<&Range<usize>>) -> Value {
        bytes.map_or(Value::Null, |bytes| self.place(bytes))
    }

    fn dated(&self, dated: &Dated) -> Value {
        let mut out = self.place(&dated.bytes);
        if let Some(out) = out.as_object_mut() {
            out.insert("edtf".to_owned(), json!(dated.date));
        }
        out
    }

    fn as_json(&self, text: &HasText) -> Value {
        let found = self.found;
        let mut in_note: HashMap<usize, Vec<usize>> = HashMap::new();
        for (c, citation) in found.citations.iter().enumerate() {
            if let Some(note) = citation.note {
                in_note.entry(note).or_default().push(c);
            }
        }
        json!({
            "document": text.document,
            "revision": text.revision,
            "kind": found.kind.as_str(),
            "layout": if found.layout == Layout::SentencePerLine { "sentence_per_line" } else { "prose" },
            "parts": found.parts.iter().map(|part| self.part(part)).collect::<Vec<_>>(),
            "cut_short": found.cut_short,
            "citations": found.citations.iter().enumerate().map(|(n, c)| self.citation(n, c)).collect::<Vec<_>>(),
            "notes": found.notes.iter().enumerate().map(|(n, note)| {
                json!({
                    "label": note.label,
                    "marks": self.places(&note.marks),
                    "body": self.perhaps(note.body.as_ref()),
                    "citations": in_note.remove(&n).unwrap_or_default(),
                })
            }).collect::<Vec<_>>(),
            "checks": found.checks.iter().map(|check| json!({
                "check": check.kind.as_str(),
                "says": check.says,
                "places": self.places(&check.places),
            })).collect::<Vec<_>>(),
            "wanted": found.wanted.iter().map(|proposal| self.proposal(proposal)).collect::<Vec<_>>(),
        })
    }

    fn part(&self, part: &Part) -> Value {
        let mut out = self.place(&part.bytes);
        let more = match &part.what {
            What::Byline(author) => json!({ "author": self.place(author) }),
            What::Dateline(line) => json!({
                "place": self.perhaps(line.place.as_ref()),
                "date": line.date.as_ref().map_or(Value::Null, |dated| self.dated(dated)),
                "agency": self.perhaps(line.agency.as_ref()),
            }),
            What::PullQuote(pull) => json!({
                "citation": pull.citation,
                "place": self.place(&pull.place),
                "verdict": verdict(pull.verdict),
                "here": self.places(&pull.here),
                "there": self.places(&pull.there),
            }),
            What::Commentary(blocks) => json!({ "blocks": self.places(blocks) }),
            What::Citation(n) => json!({ "citation": n }),
            What::Excerpt { citation, blocks } => {
                let speech = |(bytes, standing): &(Range<usize>, Standing)| {
                    let mut out = self.place(bytes);
                    out["speech"] = json!(match standing {
                        Standing::Direct => "direct",
                        Standing::Reported => "reported",
                        Standing::Narrated => "narrated",
                    });
                    out
                };
                let block = |block: &ExcerptBlock| {
                    let mut out = self.place(&block.bytes);
                    out["speech"] = json!(block.speech.iter().map(speech).collect::<Vec<_>>());
                    out
                };
                json!({ "citation": citation, "blocks": blocks.iter().map(block).collect::<Vec<_>>() })
            }
            What::EndnoteMark(n) | What::Endnote(n) => json!({ "note": n }),
            What::Issuer(name) => json!({ "issuer": self.place(name) }),
            What::Turn { speaker, words } => json!({ "speaker": self.place(speaker), "words": self.place(words) }),
            _ => json!({}),
        };
        if let (Some(out), Value::Object(more)) = (out.as_object_mut(), more) {
            out.insert("kind".to_owned(), json!(part.what.as_str()));
            out.extend(more);
        }
        out
    }

    fn citation(&self, n: usize, citation: &Citation) -> Value {
        let mut out = self.place(&citation.bytes);
        let more = json!({
            "author": self.perhaps(citation.author.as_ref()),
            "title": self.place(&citation.title),
            "title_translated": self.perhaps(citation.title_translated.as_ref()),
            "outlet": self.place(&citation.outlet),
            "outlet_translated": self.perhaps(citation.outlet_translated.as_ref()),
            "descriptor": self.perhaps(citation.descriptor.as_ref()),
            "date": self.dated(&citation.date),
            "url": self.perhaps(citation.url.as_ref()),
            "accessed": citation.accessed.as_ref().map_or(Value::Null, |dated| self.dated(dated)),
            "note": citation.note,
            "original": self.originals.get(n),
        });
        if let (Some(out), Value::Object(more)) = (out.as_object_mut(), more) {
            out.extend(more);
        }
        out
    }

    fn proposal(&self, proposal: &Proposal) -> Value {
        let mut out = self.place(&proposal.words);
        let more = json!({
            "key": proposal.key,
            "text": proposal.text,
            "citation": proposal.citation,
            "author": self.perhaps(proposal.author.as_ref()),
        });
        if let (Some(out), Value::Object(more)) = (out.as_object_mut(), more) {
            out.extend(more);
        }
        out
    }

    /// For people: the parts but for paragraphs, which are counted, then checks and what is wanted.
    fn show(&self) {
        let found = self.found;
        let paragraphs = Paragraphs::of(self.text);
        let line = |what: &str, bytes: &Range<usize>, more: &str| {
            let at = u32::try_from(bytes.start).map_or(0, |byte| paragraphs.at(byte)) + 1;
            print(&one_line(&format!("  {what:<14}  ¶{at}  {}{more}", brief(self.of(bytes)))));
        };
        let lines = if found.layout == Layout::SentencePerLine { ", one sentence a line" } else { "" };
        print(&format!("  {}{lines}", said(found.kind)));
        let mut plain = 0;
        for part in &found.parts {
            let name = part.what.as_str().replace('_', " ");
            match &part.what {
                What::Paragraph | What::Sentence => plain += 1,
                What::Citation(n) => line(&format!("{name} {}", n + 1), &part.bytes, ""),
                What::Excerpt { citation, .. } => line(&format!("{name} of {}", citation + 1), &part.bytes, ""),
                What::PullQuote(pull) => {
                    let there: Vec<String> = pull.there.iter().map(|b| format!("“{}”", self.of(b))).collect();
                    let here: Vec<String> = pull.here.iter().map(|b| format!("“{}”", self.of(b))).collect();
                    line(&name, &part.bytes, "");
                    line("  there", &pull.place, &format!("  ({})", pull.verdict.label()));
                    for (whose, words) in [("only there", there), ("only here", here)] {
                        if !words.is_empty() {
                            print(&one_line(&format!("    {whose:<12}  {}", words.join(", "))));
                        }
                    }
                }
                _ => line(&name, &part.bytes, ""),
            }
        }
        if plain > 0 {
            let name = if found.layout == Layout::SentencePerLine { "sentences" } else { "paragraphs" };
            print(&format!("  {name:<14}  {plain}"));
        }
        if found.cut_short {
            print("  There are more parts than are told.");
        }
        for (n, citation) in found.citations.iter().enumerate() {
            let with = |one: &Range<usize>, other: Option<&Range<usize>>, sign: &str| match other {
                Some(other) => format!("{} {sign} {}", brief(self.of(one)), brief(self.of(other))),
                None => brief(self.of(one)),
            };
            let title = with(&citation.title, citation.title_translated.as_ref(), "=");
            let outlet = match &citation.descriptor {
                Some(told) => with(&citation.outlet, Some(told), "described as"),
                None => with(&citation.outlet, citation.outlet_translated.as_ref(), "="),
            };
            let held = match self.originals.get(n).copied().flatten() {
                Some(original) => format!("; the original is {original}"),
                None => "; the original is not held".to_owned(),
            };
            let date = citation.date.date.shown();
            print(&one_line(&format!("  cited {:<8}  {title}; {outlet}; {date}{held}", n + 1)));
        }
        for check in &found.checks {
            print(&one_line(&format!("  look at         {}", brief(&check.says))));
            check.places.iter().for_each(|place| line("", place, ""));
        }
        for proposal in &found.wanted {
            print(&one_line(&format!("  wanted          {}", proposal.text)));
            if proposal.citation.is_none() {
                line("", &proposal.words, "");
            }
        }
    }
}

/// The beginning of some words, on one line.
fn brief(words: &str) -> String {
    let plain: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).take(SHOWN + 1).collect();
    match plain.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", plain.get(..at).unwrap_or_default()),
        None => plain,
    }
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Verbatim => "verbatim",
        Verdict::Typography => "typography",
        Verdict::Punctuation => "punctuation",
        Verdict::Shortened => "elided",
        Verdict::Differs => "altered",
    }
}

/// A kind in words.
fn said(kind: Kind) -> &'static str {
    match kind {
        Kind::OeWatchItem => "commentary with excerpts",
        Kind::NewsArticle => "article",
        Kind::WireStory => "wire story",
        Kind::PressRelease => "press release",
        Kind::Transcript => "transcript",
        Kind::Other => "of no kind that is known",
    }
}
