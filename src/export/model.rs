//! The product as a tree, before it has a format: what is ours and what is foreign is told apart here, once, so that a
//! writer only has to escape and lay out.

use crate::domain::{Id, Sha256, Words, roman};

/// A BCP 47 language tag of letters, digits and hyphens, fit for an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lang(String);

impl Lang {
    /// `None` unless the words have the form of a tag.
    pub(super) fn of(words: Option<&Words>) -> Option<Self> {
        let tag = words?.raw();
        let fit = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
        let first = tag.split('-').next()?;
        (tag.len() <= 35 && tag.split('-').all(fit) && (2..=3).contains(&first.len())).then(|| Self(tag.to_owned()))
    }

    /// The tag.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// Our words.
    Ours(String),
    /// Foreign words on one line, made visible (see `visible`), set apart from ours in direction.
    Foreign(String, Option<Lang>),
    /// Our words, set apart as what a line is about.
    Label(&'static str),
    /// Hashes and commands, in ASCII.
    Code(String),
    /// The mark of an endnote.
    Mark(u32),
}

impl Piece {
    /// The words of the piece; none for a mark.
    pub(super) fn words(&self) -> &str {
        match self {
            Self::Ours(words) | Self::Foreign(words, _) | Self::Code(words) => words,
            Self::Label(words) => words,
            Self::Mark(_) => "",
        }
    }
}

/// Pieces that stand on one line of thought.
pub(super) type Line = Vec<Piece>;

/// Our words.
pub(super) fn ours(words: impl Into<String>) -> Piece {
    Piece::Ours(words.into())
}

/// A paragraph of a person's own prose: lines, made visible. It has a direction of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Prose {
    /// Its lines: the person's words as [`Piece::Ours`], and marks among them.
    pub lines: Vec<Line>,
    /// The language, where it is known.
    pub lang: Option<Lang>,
}

impl Prose {
    /// Its words on one line, without marks.
    pub(super) fn plain(&self) -> String {
        let lines = self.lines.iter().map(|line| line.iter().map(Piece::words).collect::<String>());
        lines.collect::<Vec<_>>().join(" ")
    }
}

/// A translation of a quotation.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Translated {
    /// By whom and when.
    pub by: Line,
    /// The words.
    pub words: Vec<Prose>,
}

/// A quotation that was compared with its text; its words are written exactly.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quote {
    /// The passage as exports name it; `None` when it was quoted before, for a name stands once.
    pub passage: Option<Id>,
    /// Set large, as a pull quote.
    pub pull: bool,
    /// The words, as they stand in the canonical text but for what is left out.
    pub words: Words,
    /// The document's language, where it is known.
    pub lang: Option<Lang>,
    /// Where it is from, with the endnote's mark.
    pub from: Line,
    /// Its translations.
    pub translations: Vec<Translated>,
    /// A note on the passage.
    pub memo: Vec<Prose>,
}

/// A claim as it is given.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Given {
    /// It rests on no passage, and is not given as fact.
    pub unsupported: bool,
    /// Who says it, and what they do with it.
    pub who: Line,
    /// The proposition, with marks.
    pub words: Line,
    /// Form, firmness, times, place, grades.
    pub facts: Vec<Line>,
    /// The evidence.
    pub evidence: Vec<Quote>,
    /// Links to other claims.
    pub links: Vec<Line>,
    /// A note.
    pub memo: Vec<Prose>,
}

/// A judgement of ours.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Judged {
    /// Its words.
    pub words: Vec<Prose>,
    /// The likelihood and the confidence, a sentence each: they answer different questions.
    pub sentences: Vec<Line>,
    /// The claims it rests on, and what was looked for.
    pub rests_on: Vec<Line>,
}

impl Judged {
    /// What stands over it.
    pub(super) const CALLED: &'static str = "Our judgement";

    /// What stands before what it rests on.
    pub(super) fn rests(&self) -> &'static str {
        if self.rests_on.is_empty() { "It rests on nothing recorded." } else { "It rests on:" }
    }
}

/// A part of the product, in its order.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    /// A headline below the first.
    Headline(Prose),
    /// A title of ours: 2 for a section, 3 and 4 below it.
    Section(u8, Line),
    /// A person's prose.
    Prose(Prose),
    /// A paragraph of ours.
    Say(Line),
    /// A small line of facts.
    Facts(Line),
    /// A list.
    List(Vec<Line>),
    /// A quotation.
    Quote(Quote),
    /// A claim.
    Claim(Given),
    /// A citation on a line of its own.
    Citation(Line),
    /// A judgement.
    Judgement(Judged),
}

/// A row of the table of sources.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SourceRow {
    /// The citation.
    pub citation: Line,
    /// The grade of the source.
    pub grade: Line,
    /// The file's name, and the encoding its text was read in.
    pub file: Line,
    /// SHA-256 of the file.
    pub sha256: Sha256,
}

/// A whole product.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Paper {
    /// What it is, in a word or two of ours.
    pub kind: Option<&'static str>,
    /// The headline.
    pub title: Prose,
    /// The body.
    pub parts: Vec<Part>,
    /// The endnotes; the first has number 1.
    pub notes: Vec<Line>,
    /// The documents cited.
    pub sources: Vec<SourceRow>,
    /// How the whole can be verified.
    pub close: Line,
    /// How many quotations were compared with their text.
    pub quotes: u32,
}

/// The mark of an endnote: `[iv]`.
pub(super) fn mark(number: u32) -> String {
    format!("[{}]", roman(number))
}
