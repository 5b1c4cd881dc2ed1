//! Claims being recorded: what the sentence or the words in hand claim, clause by clause, with all that its words propose.

use super::edits::{self};
use super::find::{self, Found};
use super::model::{By, Model};
use super::overlay::Overlay;
use super::reading::Reading;
use super::{App, Hand};
use crate::analysis::capture::{BEFORE, Context, Proposal, When, Who, chosen, named_kind, proposals};
use crate::analysis::register::Register;
use crate::domain::claim::{Claim, Firmness, Form, Stance};
use crate::domain::name::NameKind;
use crate::domain::parts::PartKind;
use crate::domain::passage::Anchor;
use crate::domain::{Date, Id, Span, Words};
use crate::jobs::Parts;
use crate::say::{forms as say, labels};

/// Somebody who becomes a name with the claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Called {
    /// By these words.
    pub words: Words,
    /// What they name, as far as they tell.
    pub kind: NameKind,
}

/// The time that is proposed for a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Happens {
    /// The date, as fine as the words tell it.
    pub date: Date,
    /// The words it was taken from.
    pub words: Words,
    /// Why they are read so, where they do not say it alone.
    pub reason: Option<String>,
    /// False once it was left out.
    pub taken: bool,
}

impl Happens {
    /// What is kept beside the date: the words, and why they are read so.
    pub fn as_written(&self) -> Words {
        match &self.reason {
            Some(reason) => Words::new(say::read_so(self.words.raw(), reason)),
            None => self.words.clone(),
        }
    }
}

/// A claim being made: one line, with what is proposed for it.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimDraft {
    /// Where its words stand.
    pub span: Span,
    /// The words of a claim that is recorded of nearly the same words already.
    pub recorded: Option<Words>,
    /// The parts of the text they stand in, as far as a claim says so.
    pub stands_in: StandsIn,
    /// Its words, as they stand there.
    pub words: Words,
    /// The same in words of ours, while and after they are typed.
    pub own: Option<String>,
    /// Who says it.
    pub speaker: Option<Id>,
    /// Who says it, where that is no name yet.
    pub called: Option<Called>,
    /// The pronoun by which the words before were taken to say who it is.
    pub inferred: Option<Words>,
    /// The role the words give.
    pub role: Option<Words>,
    /// What the speaker does with it.
    pub stance: Stance,
    /// How firmly.
    pub firmness: Firmness,
    /// The words that hedge it.
    pub hedge: Option<Words>,
    /// The form it has in the document.
    pub form: Form,
    /// When it happens, as far as its words tell.
    pub happens: Option<Happens>,
}

/// In which part of a text words stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StandsIn {
    /// In its headline.
    pub headline: bool,
    /// In words that are set apart above.
    pub pull_quote: bool,
    /// In an excerpt of something in another language.
    pub translation: bool,
}

impl StandsIn {
    fn of(parts: Option<&Parts>, span: Span) -> Self {
        let mut out = Self::default();
        for kind in parts.into_iter().flat_map(|parts| parts.around(span)) {
            match kind {
                PartKind::Headline => out.headline = true,
                PartKind::PullQuote => out.pull_quote = true,
                PartKind::Excerpt { translated: true } => out.translation = true,
                _ => {}
            }
        }
        out
    }
}

impl ClaimDraft {
    /// What was taken from which words, to be shown below it.
    pub fn why(&self) -> Option<Words> {
        let StandsIn { headline, pull_quote, translation } = self.stands_in;
        let why = [
            headline.then(|| labels::IN_HEADLINE.to_owned()),
            pull_quote.then(|| labels::IN_PULL_QUOTE.to_owned()),
            translation.then(|| say::IN_TRANSLATED_EXCERPT.to_owned()),
            self.inferred.as_ref().map(|pronoun| say::taken_for(pronoun.raw())),
            self.role.as_ref().map(|role| say::given_as(role.raw())),
            self.hedge.as_ref().map(|hedge| say::hedged_by(hedge.raw())),
            self.happens
                .as_ref()
                .filter(|happens| happens.taken)
                .map(|happens| say::dated_by(happens.as_written().raw())),
            self.called.as_ref().filter(|_| self.speaker.is_none()).map(|_| say::NEW_SPEAKER.to_owned()),
        ];
        let why: Vec<String> = why.into_iter().flatten().collect();
        Words::filled(&why.join(" · "))
    }
}

/// The claims that are recorded together, in the order of their words.
#[derive(Clone, Debug, PartialEq)]
pub struct Capture {
    /// The claims; at least one.
    pub drafts: Vec<ClaimDraft>,
    /// The one whose chips the keys change.
    pub at: usize,
}

impl Capture {
    /// The one in hand.
    pub fn draft(&self) -> Option<&ClaimDraft> {
        self.drafts.get(self.at)
    }
}

/// The names of a project by their spellings.
fn register(model: &Model) -> Register {
    let mut register = Register::default();
    for (id, name) in &model.names {
        let who = model.who(*id);
        let person = name.kind == NameKind::Person;
        register.add(name.words.raw(), who, person);
        for spelling in model.ids(By::Spellings, *id).filter_map(|id| model.spellings.get(&id)) {
            register.add(spelling.words.raw(), who, person);
        }
    }
    register
}

/// The text around a span that may say who speaks, and the byte it begins at: its paragraph and what stands before.
fn around(reading: &Reading, span: Span) -> Option<(u32, String)> {
    let paragraphs = reading.paragraphs.as_ref().filter(|p| !p.is_empty())?;
    let own = paragraphs.range(paragraphs.at(span.start()));
    let before = u32::try_from(BEFORE).unwrap_or(u32::MAX);
    let near = |byte: u32| reading.boundary(own.start.max(byte));
    // Of a paragraph that is very long only what is near; and without what stands before it, where that is not in memory.
    let end = reading.boundary(own.end.min(span.end().saturating_add(before))).unwrap_or(span.end()).max(span.end());
    let starts = [
        reading.boundary(own.start.min(span.start()).saturating_sub(before)),
        near(span.start().saturating_sub(before)),
    ];
    starts.into_iter().flatten().find_map(|start| Some((start, reading.text(start..end)?.into_owned())))
}

/// What is proposed for a span: for a whole sentence its clauses, for chosen words themselves.
fn capture(model: &Model, reading: &Reading, parts: Option<&Parts>, span: Span, last: Option<Id>) -> Option<Capture> {
    let (start, text) = around(reading, span)?;
    let document = model.documents.get(&reading.document);
    let register = register(model);
    let context = Context {
        text: &text,
        language: document.and_then(|document| document.language.as_ref()).map(Words::raw),
        register: &register,
        written: document.and_then(|document| document.published.as_ref()),
    };
    let local = |byte: u32| byte.saturating_sub(start) as usize;
    let words = local(span.start())..local(span.end());
    let sentence = reading.sentence_at(span.start()).filter(|sentence| sentence.contains(span.start()));
    let found = match (reading.selection, sentence) {
        (Some(_), sentence) => {
            let sentence = sentence.map_or(words.clone(), |s| local(s.start())..local(s.end()).max(words.end));
            vec![chosen(&context, sentence, words)]
        }
        (None, _) => proposals(&context, words),
    };
    let outlet = document.and_then(|document| document.outlet).map(|outlet| model.who(outlet));
    let drafts = found.into_iter().filter_map(|proposal| draft(&text, start, proposal, outlet, last));
    let drafts = drafts.map(|draft| ClaimDraft {
        recorded: recorded(model, reading.document, draft.span),
        stands_in: StandsIn::of(parts, draft.span),
        ..draft
    });
    Some(Capture { drafts: drafts.collect(), at: 0 }).filter(|capture| !capture.drafts.is_empty())
}

/// The claim that rests on nearly the same words of a document: most of the shorter stretch stands in the other.
fn recorded(model: &Model, document: Id, span: Span) -> Option<Words> {
    let is_same = |other: Span| {
        let both = span.end().min(other.end()).saturating_sub(span.start().max(other.start()));
        let shorter = (span.end() - span.start()).min(other.end() - other.start());
        u64::from(both) * 10 >= u64::from(shorter) * 8
    };
    let passages = model.ids(By::Passages, document);
    let same = passages.filter(|id| model.place(*id).and_then(Anchor::span).is_some_and(is_same));
    let mut gives = same.flat_map(|passage| model.ids(By::Gives, passage)).filter_map(|id| model.evidence.get(&id));
    gives.find_map(|evidence| model.claims.get(&evidence.claim)).map(|claim| claim.words.brief(80))
}

fn draft(text: &str, start: u32, proposal: Proposal, outlet: Option<Id>, last: Option<Id>) -> Option<ClaimDraft> {
    let byte = |at: usize| u32::try_from(at).ok().and_then(|at| start.checked_add(at));
    let words = text.get(proposal.bytes.clone())?;
    // Without the white space and the end of line around them.
    let from = proposal.bytes.start + words.len() - words.trim_start().len();
    let words = words.trim();
    let piece = |bytes: Option<std::ops::Range<usize>>| bytes.and_then(|bytes| Words::filled(text.get(bytes)?));
    let (speaker, called, unnamed) = match proposal.who {
        Some(Who::Known(id)) => (Some(id), None, None),
        Some(Who::Called(bytes)) => {
            let kind = named_kind(text.get(bytes.clone()).unwrap_or_default(), proposal.role.is_some());
            (None, piece(Some(bytes)).map(|words| Called { words, kind }), None)
        }
        Some(Who::Unnamed(bytes)) => (None, None, piece(Some(bytes))),
        Some(Who::Writer) => (outlet, None, None),
        // Who spoke last in this document goes on.
        None => (last.filter(|_| proposal.form != Form::Narration).or(outlet), None, None),
    };
    Some(ClaimDraft {
        span: Span::new(byte(from)?, byte(from + words.len())?).ok()?,
        recorded: None,
        stands_in: StandsIn::default(),
        words: Words::new(words),
        own: None,
        speaker,
        called,
        inferred: piece(proposal.inferred),
        role: piece(proposal.role).or(unnamed),
        stance: proposal.stance,
        firmness: proposal.firmness,
        hedge: piece(proposal.hedge),
        form: proposal.form,
        happens: proposal.happens.and_then(|When { bytes, date, reason }| {
            Some(Happens { date, words: piece(Some(bytes))?, reason, taken: true })
        }),
    })
}

impl App {
    /// Proposes the claims of the sentence or the words in hand.
    pub(super) fn draft_claim(&mut self) {
        let Some((model, reading, span)) = self.target() else { return self.still_loading() };
        let last = self.last_speakers.get(&reading.document).filter(|name| model.names.contains_key(name));
        let last = last.map(|name| model.who(*name));
        let Some(capture) = capture(model, reading, self.parts(), span, last) else { return self.still_loading() };
        self.overlay = Some(Overlay::Claim(capture));
    }

    /// Records the claims, in one step.
    pub(super) fn claim(&mut self, capture: &Capture) {
        let Some(reading) = &self.reading else { return };
        let document = reading.document;
        let Some(model) = self.model() else { return };
        let Some((claims, edit)) = edits::claims(model, reading, &capture.drafts) else { return self.still_loading() };
        let Some((first, span)) = claims.first().zip(capture.drafts.first().map(|draft| draft.span)) else { return };
        let first = first.id;
        // Whoever spoke last, and not who told of it.
        let told = |claim: &&Claim| matches!(claim.form, Some(Form::Narration | Form::Gloss));
        let spoke = claims.iter().rev().find(|claim| !told(claim)).and_then(|claim| claim.speaker);
        let _ticket = self.edit_marking(edit, document, span, Vec::new());
        self.hand = Hand::Claim(first);
        self.last_claim = Some(first);
        if let Some(speaker) = spoke {
            self.last_speakers.insert(document, speaker);
        }
    }

    /// Takes who says the claim in hand from what was typed.
    pub(super) fn pick_speaker(&mut self, mut capture: Capture, query: &str, at: usize) {
        let Some(model) = self.model() else { return };
        let found = find::names(model, query).into_iter().nth(at);
        let who = match found {
            Some(Found::Name(id, _)) => Some((Some(id), None)),
            // Made with the claim, in one step.
            Some(Found::NewName(words)) => Some((None, Some(Called { words, kind: NameKind::Person }))),
            _ => None,
        };
        if let Some(((speaker, called), draft)) = who.zip(capture.drafts.get_mut(capture.at)) {
            let before = draft.called.take().filter(|_| draft.speaker.is_none());
            (draft.speaker, draft.called, draft.inferred) = (speaker, called.clone(), None);
            // Where the words beside it call somebody the same, that is the same person.
            for other in capture.drafts.iter_mut().filter(|other| before.is_some() && other.called == before) {
                (other.speaker, other.called) = (speaker, called.clone());
            }
        }
        self.overlay = Some(Overlay::Claim(capture));
    }
}
