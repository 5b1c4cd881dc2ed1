//! What the structure beside the text is good for: its headings and pages lead to their places, and what is marked around
//! the article of a web page is shown with it.

use super::model::By;
use super::overlay::Overlay;
use super::{Action, App, Command};
use crate::domain::{Id, Span, Words, fold};
use crate::jobs::{LineKind, OutlineLine, Outlined, Part, Read};

/// A line that is offered, and the page its place is on, where that says more.
#[derive(Clone, Debug, PartialEq)]
pub struct Offered {
    /// The line.
    pub line: OutlineLine,
    /// The label of its page.
    pub page: Option<Words>,
}

impl App {
    /// True when the open document has what the command leads to.
    pub(super) fn offers(&self, command: Command) -> bool {
        let Some(reading) = &self.reading else { return false };
        let layer = reading.layer();
        match command {
            Command::WholePage => reading.article().is_some(),
            Command::GoToPage => layer.is_some_and(|structure| !structure.pages.is_empty()),
            _ => {
                layer.is_some_and(|structure| !(structure.pages.is_empty() && structure.places.is_empty()))
                    || self.part_lines().len() > 1
            }
        }
    }

    /// Shows the outline, or of it the pages.
    pub(super) fn show_outline(&mut self, pages: bool) {
        let Some(reading) = &self.reading else { return };
        let Some(paragraphs) = &reading.paragraphs else { return };
        let (revision, text_bytes) = (reading.revision, paragraphs.text_len());
        if self.outline.as_ref().is_some_and(|outline| outline.revision == revision) {
            let at = self.line_here(pages);
            self.overlay = Some(Overlay::Outline { pages, query: String::new(), at });
        } else {
            self.overlay = Some(Overlay::Outline { pages, query: String::new(), at: 0 });
            self.waiting += 1;
            self.read(Read::Outline { revision, text_bytes });
        }
    }

    /// Takes the outline; the line one is at is chosen while nothing was typed.
    pub(super) fn outlined(&mut self, outlined: Outlined) {
        self.waiting = self.waiting.saturating_sub(1);
        self.outline = Some(outlined);
        if let Some(Overlay::Outline { pages, query, at: 0 }) = &self.overlay
            && query.is_empty()
        {
            let pages = *pages;
            self.overlay = Some(Overlay::Outline { pages, query: String::new(), at: self.line_here(pages) });
        }
    }

    /// The parts of the open text as lines; a text of one part has no outline.
    fn part_lines(&self) -> Vec<OutlineLine> {
        let parts = self.parts().map_or(&[][..], |parts| &parts.parts);
        let line = |part: &Part| OutlineLine {
            byte: part.span.start(),
            words: part.words.clone(),
            kind: LineKind::Part(part.kind),
        };
        parts.iter().map(line).collect()
    }

    fn line_here(&self, pages: bool) -> usize {
        let byte = self.reading.as_ref().and_then(|reading| reading.cursor).map_or(0, Span::start);
        self.outline_offered(pages, "").iter().rposition(|offered| offered.line.byte <= byte).unwrap_or(0)
    }

    /// The lines for what is typed: headings and sections with these words, and pages with this label. Without words the
    /// headings and sections; the pages where there is nothing else, or `pages` asks for them.
    pub fn outline_offered(&self, pages: bool, query: &str) -> Vec<Offered> {
        let open = self.reading.as_ref().map(|reading| reading.revision);
        let Some(outline) = self.outline.as_ref().filter(|outline| Some(outline.revision) == open) else {
            return Vec::new();
        };
        let typed = query.trim().to_lowercase();
        let number = typed.strip_prefix("pp.").or(typed.strip_prefix("p.")).map(str::trim);
        let (words, label) = (fold(&typed), number.unwrap_or(&typed).to_owned());
        // What the import knows of headings and pages says more than what the text looks like.
        let lines = if outline.lines.is_empty() { self.part_lines() } else { outline.lines.clone() };
        let headings = lines.iter().any(|line| line.kind != LineKind::Page);
        let fits = |line: &&OutlineLine| match line.kind {
            LineKind::Page if typed.is_empty() => pages || !headings,
            LineKind::Page => {
                let own = line.words.raw().to_lowercase();
                own.starts_with(&label) && (number.is_some() || !label.is_empty())
            }
            _ => !pages && number.is_none() && fold(line.words.raw()).contains(&words),
        };
        let mut found: Vec<&OutlineLine> = lines.iter().filter(fits).collect();
        if !label.is_empty() {
            // The page of exactly this label comes before those it begins, and both before headings.
            let rank = |line: &&OutlineLine| match line.kind {
                LineKind::Page if line.words.raw().to_lowercase() == label => 0,
                LineKind::Page => 1,
                _ => 2,
            };
            found.sort_by_key(rank);
        }
        let structure = self.reading.as_ref().and_then(|reading| reading.layer());
        let page = |line: &OutlineLine| {
            let page = structure?.page(line.byte).filter(|_| line.kind != LineKind::Page)?;
            Some(page.label.clone())
        };
        found.into_iter().map(|line| Offered { page: page(line), line: line.clone() }).collect()
    }

    /// Goes to the line that was chosen.
    pub(super) fn go_to_line(&mut self, pages: bool, query: &str, at: usize) {
        let byte = self.outline_offered(pages, query).get(at).map(|offered| offered.line.byte);
        let document = self.reading.as_ref().map(|reading| reading.document);
        if let (Some(byte), Some(document)) = (byte, document) {
            self.jump(document, byte);
        }
    }

    /// Sets the outlet of a document as its page proposes it.
    pub(super) fn take_outlet(&mut self, document: Id) {
        let revision = self.model().and_then(|m| m.documents.get(&document)).and_then(|d| d.revision);
        let structure = revision.and_then(|id| self.beside(id).ok()??.as_ref().ok()?.clone());
        if let Some(guess) = structure.and_then(|of| of.meta.outlet_guess()) {
            self.update(Action::Outlet(document, guess.into_raw()));
        }
    }

    /// What is marked around the article of the open page is not folded away.
    pub(super) fn show_marked(&mut self) {
        let (Some(model), Some(reading)) = (self.model(), &self.reading) else { return };
        let Some(article) = reading.article().filter(|_| !reading.whole) else { return };
        let anchors = model.ids(By::Passages, reading.document).filter_map(|passage| model.anchor(passage));
        let outside = anchors
            .filter(|anchor| anchor.revision == reading.revision)
            .any(|anchor| anchor.start < article.start || article.end < anchor.end);
        if let (true, Some(reading)) = (outside, &mut self.reading) {
            reading.whole = true;
        }
    }
}
