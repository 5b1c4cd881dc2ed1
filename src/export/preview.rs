//! A brief as lines to look at: the same tree every format is written from, so that what the window shows is what goes
//! out, refusals included.

use super::model::{Judged, Line, Paper, Part, Piece, Prose, Quote, mark};
use super::visible::joined;
use super::{ExportError, brief};
use crate::domain::{Id, ProjectRead, Words};

/// How a line is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// The title of the whole.
    Title,
    /// A headline or section below it.
    Heading,
    /// Running text.
    Body,
    /// A pull quote.
    Pull,
    /// A quotation, set in.
    Quote,
    /// Where a quotation is from, and other small lines, set in.
    From,
    /// A small line.
    Small,
    /// An item of a list.
    Item,
}

/// A line of a brief as it goes out.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetLine {
    /// How it is set.
    pub set: Set,
    /// Its words, with the marks of endnotes.
    pub words: Words,
}

/// A brief, line by line.
///
/// # Errors
/// What refuses an export refuses this too.
pub fn preview(project: &dyn ProjectRead, id: Id, version: &str) -> Result<Vec<SheetLine>, ExportError> {
    Ok(lines(&brief::paper(project, id, version)?))
}

fn lines(paper: &Paper) -> Vec<SheetLine> {
    let mut out = Sheet(Vec::new());
    out.prose(Set::Title, &paper.title);
    for part in &paper.parts {
        out.part(part);
    }
    if !paper.notes.is_empty() {
        out.say(Set::Heading, "Endnotes");
        for (number, note) in (1..).zip(&paper.notes) {
            out.say(Set::Item, &format!("{} {}", mark(number), text(note)));
        }
    }
    if !paper.sources.is_empty() {
        out.say(Set::Heading, "Sources");
        for source in &paper.sources {
            out.line(Set::Item, &source.citation);
            let (grade, file) = (text(&source.grade), text(&source.file));
            out.say(Set::Small, &format!("{grade} · {file} · SHA-256 {}", source.sha256.short()));
        }
    }
    out.line(Set::Small, &paper.close);
    out.0
}

struct Sheet(Vec<SheetLine>);

impl Sheet {
    fn say(&mut self, set: Set, words: &str) {
        if !words.trim().is_empty() {
            self.0.push(SheetLine { set, words: Words::new(words) });
        }
    }

    fn line(&mut self, set: Set, line: &Line) {
        self.say(set, &text(line));
    }

    fn prose(&mut self, set: Set, prose: &Prose) {
        let lines: Vec<String> = prose.lines.iter().map(text).collect();
        self.say(set, &lines.join("\n"));
    }

    fn all(&mut self, set: Set, prose: &[Prose]) {
        prose.iter().for_each(|one| self.prose(set, one));
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Headline(prose) => self.prose(Set::Heading, prose),
            Part::Section(_, line) => self.line(Set::Heading, line),
            Part::Prose(prose) => self.prose(Set::Body, prose),
            Part::Say(line) => self.line(Set::Body, line),
            Part::Facts(line) => self.line(Set::Small, line),
            Part::List(lines) => lines.iter().for_each(|line| self.line(Set::Item, line)),
            Part::Quote(quote) => self.quote(quote),
            Part::Claim(given) => {
                self.line(Set::Small, &given.who);
                self.line(Set::Body, &given.words);
                self.line(Set::Small, &joined(given.facts.clone(), " · "));
                given.evidence.iter().for_each(|quote| self.quote(quote));
                given.links.iter().for_each(|line| self.line(Set::Item, line));
                self.all(Set::Small, &given.memo);
            }
            Part::Citation(line) => self.line(Set::Body, line),
            Part::Judgement(judged) => {
                self.say(Set::Small, Judged::CALLED);
                self.all(Set::Body, &judged.words);
                judged.sentences.iter().for_each(|line| self.line(Set::Body, line));
                self.say(Set::Small, judged.rests());
                judged.rests_on.iter().for_each(|line| self.line(Set::Item, line));
            }
        }
    }

    fn quote(&mut self, quote: &Quote) {
        self.say(if quote.pull { Set::Pull } else { Set::Quote }, quote.words.raw());
        for translation in &quote.translations {
            self.all(Set::Quote, &translation.words);
            self.line(Set::From, &translation.by);
        }
        self.line(Set::From, &quote.from);
        self.all(Set::From, &quote.memo);
    }
}

fn text(line: &Line) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Mark(number) => mark(*number),
        other => other.words().to_owned(),
    };
    line.iter().map(piece).collect()
}
