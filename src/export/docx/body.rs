//! The text of the document: a paper's parts as paragraphs and tables.

use super::super::model::{Given, Judged, Line, Paper, Part, Piece, Prose, Quote, SourceRow, ours};
use super::direction::is_base_rtl;
use super::element::{Element, el, val};
use super::run::{Taken, line, runs};
use crate::domain::Id;

/// The name space of WordprocessingML.
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The width of the text on A4 with margins of 25 mm, in twentieths of a point.
const WIDTH: u32 = 9070;

/// The main part.
pub(super) fn document(paper: &Paper) -> Element {
    let mut body = Body::default();
    if let Some(kind) = paper.kind {
        body.say("Kind", &[ours(kind)]);
    }
    body.prose("Title", &paper.title);
    paper.parts.iter().for_each(|p| body.part(p));
    body.sources(&paper.sources);
    body.say("Verification", &paper.close);
    body.blocks.push(section());
    el("w:document").set("xmlns:w", MAIN).with(el("w:body").with_all(body.blocks))
}

/// The page: A4, and where the endnotes stand.
fn section() -> Element {
    el("w:sectPr")
        .with(el("w:endnotePr").with(val("w:numFmt", "lowerRoman")))
        .with(el("w:pgSz").set("w:w", "11906").set("w:h", "16838"))
        .with(
            el("w:pgMar")
                .set("w:top", "1418")
                .set("w:right", "1418")
                .set("w:bottom", "1418")
                .set("w:left", "1418")
                .set("w:header", "709")
                .set("w:footer", "709")
                .set("w:gutter", "0"),
        )
}

/// A paragraph in a style; `rtl` when it runs from right to left. The bar beside an excerpt stands where its lines begin.
pub(super) fn paragraph(style: &'static str, rtl: bool, runs: Vec<Element>) -> Element {
    let mut properties = el("w:pPr").with(val("w:pStyle", style));
    if rtl && matches!(style, "Excerpt" | "Evidence" | "Translation") {
        properties = properties.with(el("w:pBdr").with(val("w:left", "nil")).with(border("w:right", 12, 10)));
    }
    if rtl {
        properties = properties.with(el("w:bidi"));
    }
    el("w:p").with(properties).with_all(runs)
}

/// A thin line: its width in eighths of a point, its distance in points.
fn border(side: &'static str, width: u32, space: u32) -> Element {
    val(side, "single").set("w:sz", width.to_string()).set("w:space", space.to_string()).set("w:color", "C9C4B8")
}

fn prose(style: &'static str, words: &Prose) -> Element {
    let rtl = is_base_rtl(&words.plain());
    let taken = Taken { style: None, foreign: false, lang: words.lang.as_ref() };
    let mut out = Vec::new();
    for (n, pieces) in words.lines.iter().enumerate() {
        if n > 0 {
            out.push(el("w:r").with(el("w:br")));
        }
        for piece in pieces {
            match piece {
                Piece::Ours(words) => out.extend(runs(words, rtl, taken)),
                other => out.extend(line(std::slice::from_ref(other))),
            }
        }
    }
    paragraph(style, rtl, out)
}

/// The words of a quotation as paragraphs: an empty line parts two, other line ends are line breaks. Joined the same way
/// again, they are the words.
fn excerpt(style: &'static str, quote: &Quote) -> Vec<Element> {
    let taken = Taken { style: None, foreign: true, lang: quote.lang.as_ref() };
    let words = quote.words.raw();
    words
        .split("\n\n")
        .map(|text| {
            let rtl = is_base_rtl(text);
            paragraph(style, rtl, runs(text, rtl, taken))
        })
        .collect()
}

/// The blocks of the body so far.
#[derive(Default)]
struct Body {
    blocks: Vec<Element>,
    bookmarks: u32,
}

impl Body {
    fn say(&mut self, style: &'static str, words: &[Piece]) {
        self.blocks.push(paragraph(style, false, line(words)));
    }

    fn prose(&mut self, style: &'static str, words: &Prose) {
        self.blocks.push(prose(style, words));
    }

    fn list(&mut self, style: &'static str, lines: &[Line]) {
        lines.iter().for_each(|words| self.say(style, words));
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Headline(words) => self.prose("Heading1", words),
            Part::Section(level, words) => {
                let style = match level {
                    0..=2 => "Heading2",
                    3 => "Heading3",
                    _ => "Heading4",
                };
                self.say(style, words);
            }
            Part::Prose(words) => self.prose("Commentary", words),
            Part::Say(words) => self.say("Commentary", words),
            Part::Facts(words) => self.say("Facts", words),
            Part::List(lines) => self.list("ListBullet", lines),
            Part::Quote(words) => self.quote(words, false),
            Part::Claim(words) => self.claim(words),
            Part::Citation(words) => self.say("Citation", words),
            Part::Judgement(words) => self.judgement(words),
        }
    }

    /// A quotation; beside it its translations, where it has any.
    fn quote(&mut self, quote: &Quote, evidence: bool) {
        let (style, from) = match (quote.pull, evidence) {
            (true, _) => ("PullQuote", "PullQuoteSource"),
            (false, true) => ("Evidence", "EvidenceSource"),
            (false, false) => ("Excerpt", "ExcerptSource"),
        };
        let mut words = excerpt(style, quote);
        if let Some(passage) = quote.passage {
            self.bookmark(&mut words, passage);
        }
        words.push(paragraph(from, false, line(&quote.from)));
        if quote.translations.is_empty() {
            self.blocks.append(&mut words);
        } else {
            let mut beside = Vec::new();
            for translation in &quote.translations {
                beside.extend(translation.words.iter().map(|p| prose("Translation", p)));
                beside.push(paragraph("ExcerptSource", false, line(&translation.by)));
            }
            let half = [WIDTH / 2, WIDTH - WIDTH / 2];
            let row = el("w:tr").with(el("w:trPr").with(el("w:cantSplit")));
            self.table(None, &half, vec![row.with(cell(half[0], words)).with(cell(half[1], beside))]);
        }
        self.memo(&quote.memo);
    }

    /// Names the place of a quotation, so that a tool can find it again. Word shows nothing of it.
    fn bookmark(&mut self, paragraphs: &mut [Element], passage: Id) {
        self.bookmarks = self.bookmarks.saturating_add(1);
        let id = self.bookmarks.to_string();
        let name: String = std::iter::once('p').chain(passage.to_string().chars().filter(|c| *c != '-')).collect();
        if let Some(first) = paragraphs.first_mut() {
            first.insert(1, el("w:bookmarkStart").set("w:id", id.clone()).set("w:name", name));
        }
        if let Some(last) = paragraphs.last_mut() {
            last.push(el("w:bookmarkEnd").set("w:id", id));
        }
    }

    fn memo(&mut self, words: &[Prose]) {
        if !words.is_empty() {
            self.say("Label", &[ours("Memo")]);
            words.iter().for_each(|p| self.prose("Memo", p));
        }
    }

    fn claim(&mut self, claim: &Given) {
        if claim.unsupported {
            self.say("UnsupportedLabel", &[ours("Unsupported: not given as fact")]);
        }
        let styles = match claim.unsupported {
            false => ["ClaimSpeaker", "Claim", "ClaimFacts"],
            true => ["UnsupportedSpeaker", "Unsupported", "UnsupportedFacts"],
        };
        self.say(styles[0], &claim.who);
        self.say(styles[1], &claim.words);
        let mut facts = Line::new();
        for fact in &claim.facts {
            if !facts.is_empty() {
                facts.push(ours(" · "));
            }
            facts.extend(fact.iter().cloned());
        }
        self.say(styles[2], &facts);
        claim.evidence.iter().for_each(|q| self.quote(q, true));
        self.list("ListBullet", &claim.links);
        self.memo(&claim.memo);
        self.gap();
    }

    fn judgement(&mut self, judgement: &Judged) {
        self.say("JudgementLabel", &[ours(Judged::CALLED)]);
        judgement.words.iter().for_each(|p| self.prose("Judgement", p));
        judgement.sentences.iter().for_each(|s| self.say("Judgement", s));
        self.say("JudgementFacts", &[ours(judgement.rests())]);
        if !judgement.rests_on.is_empty() {
            self.list("JudgementList", &judgement.rests_on);
        }
    }

    fn sources(&mut self, rows: &[SourceRow]) {
        if rows.is_empty() {
            return;
        }
        self.say("Heading2", &[ours("Sources")]);
        let widths = [3950, 1450, 1900, 1770];
        let heads = ["Document", "Source", "File", "SHA-256"];
        let mut head = el("w:tr").with(el("w:trPr").with(el("w:cantSplit")).with(el("w:tblHeader")));
        for (width, words) in widths.iter().zip(heads) {
            head = head.with(cell(*width, vec![paragraph("TableHead", false, line(&[ours(words)]))]));
        }
        let mut out = vec![head];
        for row in rows {
            let hash = vec![Piece::Code(row.sha256.short())];
            let mut tr = el("w:tr").with(el("w:trPr").with(el("w:cantSplit")));
            for (width, words) in widths.iter().zip([&row.citation, &row.grade, &row.file, &hash]) {
                tr = tr.with(cell(*width, vec![paragraph("TableText", false, line(words))]));
            }
            out.push(tr);
        }
        let ruled = el("w:tblBorders").with(border("w:bottom", 4, 0)).with(border("w:insideH", 4, 0));
        self.table(Some(ruled), &widths, out);
    }

    /// A table, with a paragraph of no height below: Word makes one table of two that touch.
    fn table(&mut self, borders: Option<Element>, widths: &[u32], rows: Vec<Element>) {
        let total: u32 = widths.iter().sum();
        let measure = |name, width: u32| el(name).set("w:w", width.to_string()).set("w:type", "dxa");
        // The columns stay where they are, whatever the direction of the words in the first: LibreOffice would turn them.
        let properties = el("w:tblPr")
            .with(val("w:bidiVisual", "0"))
            .with(measure("w:tblW", total))
            .with_all(borders)
            .with(el("w:tblLayout").set("w:type", "fixed"))
            .with(el("w:tblCellMar").with(measure("w:left", 0)).with(measure("w:right", 160)));
        let columns = widths.iter().map(|w| el("w:gridCol").set("w:w", w.to_string()));
        self.blocks.push(el("w:tbl").with(properties).with(el("w:tblGrid").with_all(columns)).with_all(rows));
        self.gap();
    }

    /// Parts what would grow together: two tables, or the bars of two claims.
    fn gap(&mut self) {
        self.blocks.push(paragraph("Gap", false, Vec::new()));
    }
}

/// A cell of a table; a cell holds one paragraph at least.
fn cell(width: u32, mut blocks: Vec<Element>) -> Element {
    if blocks.is_empty() {
        blocks.push(paragraph("TableText", false, Vec::new()));
    }
    let width = el("w:tcW").set("w:w", width.to_string()).set("w:type", "dxa");
    el("w:tc").with(el("w:tcPr").with(width)).with_all(blocks)
}
