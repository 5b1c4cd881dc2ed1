//! Endnotes, quotations and the table of sources: what says where the words are from.

use super::ExportError;
use super::citation::inner_quotes;
use super::model::{Lang, Line, Paper, Part, Piece, Prose, Quote, SourceRow, Translated, ours};
use super::place::{Place, Places};
use super::since::{proof, remark};
use super::visible::{foreign, foreign_in, one_line, prose};
use crate::analysis::marks;
use crate::domain::document::{Document, Revision};
use crate::domain::name::{Name, SourceGrade, Spelling};
use crate::domain::passage::{Passage, Translation};
use crate::domain::struck::Struck;
use crate::domain::{Id, ProjectRead, Row, Sha256, Words};
use std::collections::{HashMap, HashSet};

/// Gathers what the parts of a product cite while they are put together in order.
pub(super) struct Citer<'a> {
    /// The project.
    pub project: &'a dyn ProjectRead,
    /// How many quotations were compared with their text.
    pub quotes: u32,
    /// How many sentences nothing supports, and nobody says are ours.
    pub unsupported: usize,
    /// The documents that have a citation line of their own in the product.
    pub announced: HashSet<Id>,
    /// The document whose citation line stands right above.
    pub under: Option<Id>,
    secret: Id,
    quoted: HashSet<Id>,
    places: Places<'a>,
    names: HashMap<Id, Option<Name>>,
    notes: Vec<Line>,
    sources: Vec<SourceRow>,
    /// Each document with the hash of the file cited.
    cited: Vec<(Id, Sha256)>,
}

impl<'a> Citer<'a> {
    /// Nothing cited yet.
    ///
    /// # Errors
    /// When the project cannot be read.
    pub(super) fn of(project: &'a dyn ProjectRead) -> Result<Self, ExportError> {
        Ok(Self {
            project,
            quotes: 0,
            unsupported: 0,
            announced: HashSet::new(),
            under: None,
            secret: project.facts()?.secret,
            quoted: HashSet::new(),
            places: Places::of(project),
            names: HashMap::new(),
            notes: Vec::new(),
            sources: Vec::new(),
            cited: Vec::new(),
        })
    }

    /// The whole product, once its parts are there.
    pub(super) fn paper(
        self,
        kind: Option<&'static str>,
        title: Prose,
        parts: Vec<Part>,
        version: &str,
    ) -> Result<Paper, ExportError> {
        let facts = self.project.facts()?;
        let edits = if facts.edits == 1 { "1 edit".to_owned() } else { format!("{} edits", facts.edits) };
        let mut close = match self.unsupported {
            0 => Line::new(),
            1 => vec![ours("One sentence of the text rests on nothing that is cited. ")],
            n => vec![ours(format!("{n} sentences of the text rest on nothing that is cited. "))],
        };
        close.extend([
            ours(format!("Assay {version}, history head ")),
            Piece::Code(facts.head.to_string()),
            ours(format!(" ({edits}), verify with ")),
            Piece::Code("assay check PROJECT".to_owned()),
        ]);
        Ok(Paper { kind, title, parts, notes: self.notes, sources: self.sources, close, quotes: self.quotes })
    }

    /// A name, looked up once; one that was merged is the name it was merged into.
    pub(super) fn name(&mut self, id: Option<Id>) -> Result<Option<Name>, ExportError> {
        let Some(id) = id else { return Ok(None) };
        if let Some(name) = self.names.get(&id) {
            return Ok(name.clone());
        }
        let mut name: Option<Name> = self.project.get(id)?;
        // The writer refuses circles; the bound is for a file of another's making.
        for _ in 0..1_000 {
            let Some(into) = name.as_ref().and_then(|name| name.merged_into) else { break };
            name = self.project.get(into)?;
        }
        self.names.insert(id, name.clone());
        Ok(name)
    }

    /// A name and every name that was merged into it.
    pub(super) fn merged(&self, name: &Name) -> Result<Vec<Name>, ExportError> {
        let mut all = vec![name.clone()];
        let mut at = 0;
        while let Some(id) = all.get(at).map(|name| name.id) {
            let more: Vec<Name> = self.project.of("merged_into", id)?;
            all.extend(more.into_iter().filter(|m| m.id != name.id));
            at += 1;
            if at > 1_000 {
                break;
            }
        }
        Ok(all)
    }

    /// What is recorded of a name in some table, that of the names merged into it included.
    pub(super) fn of_name<R: Row>(&self, name: &Name) -> Result<Vec<R>, ExportError> {
        let mut out = Vec::new();
        for name in self.merged(name)? {
            out.extend(self.project.of("name", name.id)?);
        }
        Ok(out)
    }

    /// How else a name is written: its spellings, and the names that were merged into it with theirs.
    pub(super) fn spellings(&self, name: &Name) -> Result<Vec<Spelling>, ExportError> {
        let mut out: Vec<Spelling> = Vec::new();
        for merged in self.merged(name)? {
            if merged.id != name.id {
                out.push(Spelling { id: merged.id, name: name.id, words: merged.words, scheme: None, note: None });
            }
            out.extend(self.project.of("name", merged.id)?);
        }
        out.dedup_by(|b, a| a.words == b.words && b.note.is_none());
        Ok(out)
    }

    /// The grade in force of a source: the latest.
    pub(super) fn grade(&mut self, name: Option<Id>) -> Result<Option<SourceGrade>, ExportError> {
        let Some(name) = self.name(name)? else { return Ok(None) };
        let grades: Vec<SourceGrade> = self.of_name(&name)?;
        Ok(grades.into_iter().max_by_key(|g| (g.at_ms, g.id)))
    }

    /// Puts a document into the table of sources, once for each of its files that is cited, with the encoding the quoted
    /// text was read in.
    pub(super) fn cite(&mut self, document: &Document, revision: Option<&Revision>) -> Result<Line, ExportError> {
        let citation = self.citation(document)?;
        // Of the bytes whose text is cited, which the document may have had before.
        let sha256 = revision.and_then(|r| r.original).unwrap_or(document.sha256);
        if self.cited.contains(&(document.id, sha256)) {
            return Ok(citation);
        }
        let current = match (revision, document.revision) {
            (None, Some(id)) => self.project.get::<Revision>(id)?,
            _ => None,
        };
        let encoding = revision.or(current.as_ref()).map_or_else(|| ours("no text"), |r| foreign(&r.encoding));
        let grade = self.graded(document.outlet)?;
        self.cited.push((document.id, sha256));
        let mut file = vec![foreign(&document.file_name), ours(", "), encoding];
        if let Some(earlier) = revision.filter(|_| sha256 != document.sha256) {
            file.push(ours(format!(", revision {}, not the present version", earlier.ordinal)));
        }
        self.sources.push(SourceRow { citation: citation.clone(), grade, file, sha256 });
        Ok(citation)
    }

    /// An endnote of our own words.
    pub(super) fn note(&mut self, line: Line) -> Piece {
        self.notes.push(line);
        Piece::Mark(u32::try_from(self.notes.len()).unwrap_or(u32::MAX))
    }

    /// The grade of a source in words: `C, fairly reliable (on sport)`.
    fn graded(&mut self, outlet: Option<Id>) -> Result<Line, ExportError> {
        let Some(grade) = self.grade(outlet)? else { return Ok(vec![ours("not graded")]) };
        let mut line = vec![ours(format!("{}, {}", grade.reliability.as_str(), grade.reliability.label()))];
        if let Some(scope) = &grade.scope {
            line.extend([ours(" ("), foreign(scope), ours(")")]);
        }
        Ok(line)
    }

    /// An endnote to the exact place.
    pub(super) fn note_place(&mut self, place: &Place) -> Result<Piece, ExportError> {
        let line = self.cite_place(place)?;
        Ok(self.note(line))
    }

    /// The citation of a document with the exact place in it.
    pub(super) fn cite_place(&mut self, place: &Place) -> Result<Line, ExportError> {
        let mut line = self.cite(&place.document, Some(&place.revision))?;
        line.push(ours(" "));
        line.extend(exact_place(place));
        line.push(ours("; source "));
        line.extend(self.graded(place.document.outlet)?);
        line.push(ours("."));
        Ok(line)
    }

    /// Proves a passage's place; `None` when it lost its place.
    pub(super) fn place(&mut self, passage: &Passage) -> Result<Option<Place>, ExportError> {
        self.places.find(passage)
    }

    /// Quotes a proved place, with its translations. Where the document has a citation line of its own in the product, the
    /// place stands under the quotation; elsewhere it stands in an endnote.
    pub(super) fn quote(
        &mut self,
        passage: &Passage,
        place: &Place,
        struck: Option<&Struck>,
    ) -> Result<Quote, ExportError> {
        let words = shown(place, struck)?;
        self.quotes = self.quotes.saturating_add(1);
        let lang = Lang::of(place.language.as_ref());
        let own = Lang::of(place.document.language.as_ref());
        let mut from = Line::new();
        if self.under != Some(place.document.id) {
            match &place.document.title {
                Some(title) => {
                    let title = Words::new(inner_quotes(title.brief(90).raw()));
                    from.extend([ours("“"), foreign_in(&title, own), ours(",” ")]);
                }
                None => from.extend([foreign(&place.document.file_name), ours(", ")]),
            }
        }
        if self.announced.contains(&place.document.id) {
            self.cite(&place.document, Some(&place.revision))?;
            from.extend(exact_place(place));
            from.push(ours("."));
        } else {
            let mark = self.note_place(place)?;
            from.extend(numbered(place.pages.as_ref(), place.paragraph));
            from.extend(remark(place));
            from.extend([ours("."), mark]);
        }
        let translations: Vec<Translation> = self.project.of("passage", passage.id)?;
        let translations = translations.iter().map(translated).collect();
        let name = self.quoted.insert(passage.id).then(|| passage.id.exported(self.secret));
        Ok(Quote { passage: name, pull: false, words, lang, from, translations, memo: Vec::new() })
    }
}

/// The words of a place, less what is struck. When that does not fit the words nobody knows what should be shown.
fn shown(place: &Place, struck: Option<&Struck>) -> Result<Words, ExportError> {
    match struck {
        None => Ok(place.words.clone()),
        Some(struck) if struck.fits(&place.words) => Ok(Words::new(marks::elided(place.words.raw(), Some(struck)))),
        Some(_) => Err(ExportError::LeftOut { heading: one_line(place.document.heading().brief(80).raw()) }),
    }
}

/// The pages words stand on, where there are any, and the paragraph: `p. 12, ¶ 2`.
pub(super) fn numbered(pages: Option<&Words>, paragraph: u32) -> Line {
    let mut line = Line::new();
    if let Some(pages) = pages {
        line.extend([foreign(pages), ours(", ")]);
    }
    line.push(ours(format!("¶ {paragraph}")));
    line
}

/// Where words stand, and their hash, so that it can be proved later that they are the same:
/// `p. 12, ¶ 2, bytes 49–153; SHA-256 of the passage 0a1b2c3d4e5f6071`.
fn exact_place(place: &Place) -> Line {
    let mut line = numbered(place.pages.as_ref(), place.paragraph);
    let mut text = format!(", bytes {}–{}", place.start, place.end);
    if place.document.revision != Some(place.revision.id) {
        text.push_str(&format!(" of revision {}", place.revision.ordinal));
    }
    text.push_str("; SHA-256 of the passage ");
    line.extend([ours(text), Piece::Code(Sha256::of(place.words.raw().as_bytes()).short())]);
    line.extend(proof(place));
    line
}

fn translated(translation: &Translation) -> Translated {
    let by = translation.made_by.as_ref().map_or_else(|| ours("[translator unknown]"), foreign);
    let mut line = vec![ours("Translated by "), by];
    if let Some(on) = &translation.made_on {
        line.push(ours(format!(", {}", on.shown())));
    }
    let lang = Lang::of(translation.language.as_ref());
    Translated { by: line, words: prose(&translation.words, lang.as_ref()) }
}
