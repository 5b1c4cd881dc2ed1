//! Citations, endnotes and the table of sources: what says where the words are from.

use super::ExportError;
use super::model::{Lang, Line, Paper, Part, Piece, Prose, Quote, SourceRow, Translated, ours};
use super::place::{Place, Places};
use super::visible::{foreign, foreign_in, prose};
use crate::domain::document::{Document, Revision};
use crate::domain::name::{Name, SourceGrade, Spelling};
use crate::domain::passage::{Passage, Translation};
use crate::domain::{Id, ProjectRead, Words};
use std::collections::HashMap;

/// Gathers what the parts of a product cite while they are put together in order.
pub(super) struct Citer<'a> {
    /// The project.
    pub project: &'a dyn ProjectRead,
    /// How many quotations were compared with their text.
    pub quotes: u32,
    places: Places<'a>,
    names: HashMap<Id, Option<Name>>,
    notes: Vec<Line>,
    sources: Vec<SourceRow>,
    cited: Vec<Id>,
}

impl<'a> Citer<'a> {
    /// Nothing cited yet.
    pub(super) fn of(project: &'a dyn ProjectRead) -> Self {
        Self {
            project,
            quotes: 0,
            places: Places::of(project),
            names: HashMap::new(),
            notes: Vec::new(),
            sources: Vec::new(),
            cited: Vec::new(),
        }
    }

    /// The whole product, once its parts are there.
    pub(super) fn paper(
        self,
        kind: &'static str,
        title: Prose,
        parts: Vec<Part>,
        version: &str,
    ) -> Result<Paper, ExportError> {
        let facts = self.project.facts()?;
        let edits = if facts.edits == 1 { "1 edit".to_owned() } else { format!("{} edits", facts.edits) };
        let close = vec![
            ours(format!("Assay {version}, history head ")),
            Piece::Code(facts.head.to_string()),
            ours(format!(" ({edits}), verify with ")),
            Piece::Code("assay check PROJECT".to_owned()),
        ];
        Ok(Paper { kind, title, parts, notes: self.notes, sources: self.sources, close, quotes: self.quotes })
    }

    /// A name, looked up once.
    pub(super) fn name(&mut self, id: Option<Id>) -> Result<Option<Name>, ExportError> {
        let Some(id) = id else { return Ok(None) };
        if let Some(name) = self.names.get(&id) {
            return Ok(name.clone());
        }
        let name: Option<Name> = self.project.get(id)?;
        self.names.insert(id, name.clone());
        Ok(name)
    }

    /// The grade in force of a source: the latest.
    pub(super) fn grade(&self, name: Option<Id>) -> Result<Option<SourceGrade>, ExportError> {
        let Some(name) = name else { return Ok(None) };
        let grades: Vec<SourceGrade> = self.project.of("name", name)?;
        Ok(grades.into_iter().max_by_key(|g| (g.at_ms, g.id)))
    }

    /// The citation of a document: `“Title (Translated),” Outlet (Translated), 17 October 2023, url, accessed ….`
    pub(super) fn citation(&mut self, document: &Document) -> Result<Line, ExportError> {
        let lang = Lang::of(document.language.as_ref());
        let mut line = vec![ours("“")];
        line.push(document.title.as_ref().map_or_else(
            || ours("[untitled]"),
            |title| foreign_in(&Words::new(inner_quotes(title.raw())), lang.clone()),
        ));
        if let Some(translated) = &document.title_translated {
            line.extend([ours(" ("), foreign(&Words::new(inner_quotes(translated.raw()))), ours(")")]);
        }
        line.push(ours(",” "));
        line.extend(self.outlet(document)?);
        let date = document.published.as_ref().map_or_else(|| "n.d.".to_owned(), crate::domain::Date::shown);
        line.push(ours(format!(", {date}")));
        let mut last = date;
        if let Some(url) = &document.url {
            line.extend([ours(", "), foreign(url)]);
            last = String::new();
        }
        if let Some(accessed) = &document.accessed {
            last = accessed.shown();
            line.push(ours(format!(", accessed {last}")));
        }
        if !last.ends_with('.') {
            line.push(ours("."));
        }
        Ok(line)
    }

    /// The outlet as the document's readers know it, then the spelling we use, when the two are in different scripts.
    fn outlet(&mut self, document: &Document) -> Result<Line, ExportError> {
        let Some(name) = self.name(document.outlet)? else { return Ok(vec![ours("[publisher unknown]")]) };
        let spellings: Vec<Spelling> = self.project.of("name", name.id)?;
        let script = document.title.as_ref().map_or(Script::Latin, |t| Script::of(t.raw()));
        let original = std::iter::once(&name.words)
            .chain(spellings.iter().map(|s| &s.words))
            .find(|words| Script::of(words.raw()) == script);
        let Some(original) = original else { return Ok(vec![foreign(&name.words)]) };
        let lang = Lang::of(document.language.as_ref());
        let translated = std::iter::once(&name.words)
            .chain(spellings.iter().filter(|s| s.scheme.is_none()).map(|s| &s.words))
            .find(|words| script != Script::Latin && Script::of(words.raw()) == Script::Latin);
        let mut line = vec![foreign_in(original, lang)];
        if let Some(translated) = translated {
            line.extend([ours(" ("), foreign(translated), ours(")")]);
        }
        Ok(line)
    }

    /// Puts a document into the table of sources, once, with the encoding the quoted text was read in.
    pub(super) fn cite(&mut self, document: &Document, revision: Option<&Revision>) -> Result<Line, ExportError> {
        let citation = self.citation(document)?;
        if self.cited.contains(&document.id) {
            return Ok(citation);
        }
        let current = match (revision, document.revision) {
            (None, Some(id)) => self.project.get::<Revision>(id)?,
            _ => None,
        };
        let encoding = revision.or(current.as_ref()).map_or_else(|| ours("no text"), |r| foreign(&r.encoding));
        self.cited.push(document.id);
        self.sources.push(SourceRow {
            citation: citation.clone(),
            file: vec![foreign(&document.file_name)],
            sha256: document.sha256.to_string(),
            encoding: vec![encoding],
        });
        Ok(citation)
    }

    /// An endnote of our own words.
    pub(super) fn note(&mut self, line: Line) -> Piece {
        self.notes.push(line);
        Piece::Mark(u32::try_from(self.notes.len()).unwrap_or(u32::MAX))
    }

    /// An endnote to the exact place.
    pub(super) fn note_place(&mut self, place: &Place) -> Result<Piece, ExportError> {
        let mut line = self.cite(&place.document, Some(&place.revision))?;
        let mut text = format!(" ¶ {}, bytes {}–{}", place.paragraph, place.start, place.end);
        if place.document.revision != Some(place.revision.id) {
            text.push_str(&format!(" of revision {}", place.revision.ordinal));
        }
        text.push_str("; SHA-256 ");
        line.extend([ours(text), Piece::Code(place.document.sha256.to_string()), ours("; ")]);
        match self.grade(place.document.outlet)? {
            Some(grade) => {
                line.push(ours(format!("source {}, {}", grade.reliability.as_str(), grade.reliability.label())));
                if let Some(scope) = &grade.scope {
                    line.extend([ours(" ("), foreign(scope), ours(")")]);
                }
                line.push(ours("."));
            }
            None => line.push(ours("source not graded.")),
        }
        Ok(self.note(line))
    }

    /// Proves a passage's place; `None` when it lost its place.
    pub(super) fn place(&mut self, passage: &Passage) -> Result<Option<Place>, ExportError> {
        self.places.find(passage)
    }

    /// Quotes a proved place, with its endnote and translations.
    pub(super) fn quote(&mut self, passage: &Passage, place: &Place) -> Result<Quote, ExportError> {
        self.quotes = self.quotes.saturating_add(1);
        let mark = self.note_place(place)?;
        let lang = Lang::of(place.document.language.as_ref());
        let mut from = match &place.document.title {
            Some(title) => {
                let title = Words::new(inner_quotes(title.brief(90).raw()));
                vec![ours("“"), foreign_in(&title, lang.clone()), ours(",”")]
            }
            None => vec![foreign(&place.document.file_name), ours(",")],
        };
        from.extend([ours(format!(" ¶ {}.", place.paragraph)), mark]);
        let translations: Vec<Translation> = self.project.of("passage", passage.id)?;
        let translations = translations.iter().map(translated).collect();
        Ok(Quote { pull: false, words: place.words.clone(), lang, from, translations, memo: Vec::new() })
    }
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

/// Outer quotation marks are ours, so those of the title become single ones.
fn inner_quotes(title: &str) -> String {
    title.replace('“', "‘").replace('”', "’")
}

/// The script most letters of some words are in, as far as it decides what is original and what translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
    Hebrew,
    Arabic,
    Other,
}

impl Script {
    fn of(words: &str) -> Self {
        let mut counts = [0_usize; 6];
        const ALL: [Script; 6] =
            [Script::Latin, Script::Cyrillic, Script::Greek, Script::Hebrew, Script::Arabic, Script::Other];
        for c in words.chars().filter(|c| c.is_alphabetic()) {
            let script = match u32::from(c) {
                0..=0x024F | 0x1E00..=0x1EFF => Self::Latin,
                0x0370..=0x03FF | 0x1F00..=0x1FFF => Self::Greek,
                0x0400..=0x052F => Self::Cyrillic,
                0x0590..=0x05FF => Self::Hebrew,
                0x0600..=0x08FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFE => Self::Arabic,
                _ => Self::Other,
            };
            for (count, member) in counts.iter_mut().zip(ALL) {
                *count += usize::from(member == script);
            }
        }
        // The first of the most frequent, so that words without letters count as Latin.
        let most = counts.iter().max().copied().unwrap_or(0);
        ALL.into_iter().zip(counts).find(|(_, n)| *n == most).map_or(Self::Latin, |(script, _)| script)
    }
}
