//! A claim as a product gives it: who says what, how firmly, with what grade, and the words it rests on. A claim without
//! a passage is never given as fact.

use super::ExportError;
use super::cite::Citer;
use super::model::{Given, Line, Piece, Quote, ours};
use super::place::Place;
use super::visible::{foreign, is_ended, joined, one_line, prose};
use crate::domain::claim::{Claim, ClaimStatus, Evidence, EvidenceRole, Firmness, Hop, Stance};
use crate::domain::link::{ClaimLink, LinkKind, LinkStatus};
use crate::domain::passage::{Passage, Translation};
use crate::domain::{Date, Id, Table, Words};

/// What a claim rests on, looked up.
pub(super) struct Basis {
    /// The passages whose places were proved, with the role each plays.
    pub places: Vec<(Passage, Place, EvidenceRole)>,
    /// The documents of passages that lost their place.
    pub lost: Vec<Passage>,
    /// Bases without a passage.
    pub heard: Vec<Words>,
}

impl Basis {
    /// Looks a claim's evidence up.
    pub(super) fn of(citer: &mut Citer<'_>, claim: &Claim) -> Result<Self, ExportError> {
        let evidence: Vec<Evidence> = citer.project.of("claim", claim.id)?;
        let mut out = Self { places: Vec::new(), lost: Vec::new(), heard: Vec::new() };
        for piece in evidence {
            if let Some(id) = piece.passage {
                let passage: Passage =
                    citer.project.get(id)?.ok_or_else(|| ExportError::missing(Table::Passage, id))?;
                match citer.place(&passage)? {
                    Some(place) => out.places.push((passage, place, piece.role)),
                    None => out.lost.push(passage),
                }
            }
            out.heard.extend(piece.basis);
        }
        Ok(out)
    }

    /// True when there is no passage at all.
    pub(super) fn unsupported(&self) -> bool {
        self.places.is_empty() && self.lost.is_empty()
    }

    /// Which places hold the claim's words exactly, in the text or in a translation; only then may they stand in quotation marks.
    fn holding(&self, citer: &Citer<'_>, claim: &Claim) -> Result<Vec<bool>, ExportError> {
        let words = claim.words.raw();
        let quotable = !claim.reworded && !words.is_empty() && one_line(words) == words;
        let mut out = Vec::with_capacity(self.places.len());
        for (passage, place, _) in &self.places {
            let holds = quotable
                && (place.words.raw().contains(words) || {
                    let translations: Vec<Translation> = citer.project.of("passage", passage.id)?;
                    translations.iter().any(|t| t.words.raw().contains(words))
                });
            out.push(holds);
        }
        Ok(out)
    }
}

/// How much of a claim is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// As a brief gives it: evidence that says just the claim's words is not quoted again.
    Brief,
    /// As a report gives it: everything.
    Report,
}

/// Gives a claim.
pub(super) fn given(citer: &mut Citer<'_>, claim: &Claim, basis: &Basis, depth: Depth) -> Result<Given, ExportError> {
    let holding = basis.holding(citer, claim)?;
    let mut who = who(citer, claim)?;
    told_by(citer, claim, basis, &holding, &mut who)?;
    let (mut words, mut marks) = (quoted_words(claim, &holding), Line::new());
    citer.quotes = citer.quotes.saturating_add(u32::from(holding.contains(&true)));
    let mut evidence = Vec::new();
    for ((passage, place, role), holds) in basis.places.iter().zip(&holding) {
        if *holds && depth == Depth::Brief {
            marks.push(citer.note_place(place)?);
        } else {
            evidence.push(quoted_evidence(citer, passage, place, *role)?);
        }
    }
    marks.extend(note_unsupported(citer, basis));
    words.append(&mut marks);
    let mut out = Given {
        unsupported: basis.unsupported(),
        who,
        words,
        facts: facts(citer, claim, basis)?,
        evidence,
        links: Vec::new(),
        memo: Vec::new(),
    };
    if depth == Depth::Report {
        out.links = links(citer, claim)?;
        out.facts.extend(chain(citer, claim)?);
        out.memo = claim.memo.iter().flat_map(|memo| prose(memo, None)).collect();
    }
    Ok(out)
}

/// A claim on one line, as a judgement names it: with its marks, or, inside an endnote, followed by its citations.
pub(super) fn short(citer: &mut Citer<'_>, claim: &Claim, basis: &Basis, inside: bool) -> Result<Line, ExportError> {
    let holding = basis.holding(citer, claim)?;
    citer.quotes = citer.quotes.saturating_add(u32::from(holding.contains(&true)));
    let mut line = who(citer, claim)?;
    told_by(citer, claim, basis, &holding, &mut line)?;
    line.push(ours(" "));
    line.extend(quoted_words(claim, &holding));
    if basis.unsupported() {
        line.push(ours(" Unsupported: no passage held."));
        if inside {
            line.extend(heard(basis));
        }
    }
    for (_, place, _) in &basis.places {
        if inside {
            line.push(ours(" "));
            line.extend(citer.cite_place(place)?);
        } else {
            line.push(citer.note_place(place)?);
        }
    }
    if !inside {
        line.extend(note_unsupported(citer, basis));
    }
    Ok(line)
}

/// What a claim without a passage rests on.
fn heard(basis: &Basis) -> Line {
    let mut line = Line::new();
    for heard in &basis.heard {
        line.extend([ours(" Basis: "), foreign(heard)]);
        if !is_ended(heard.raw()) {
            line.push(ours("."));
        }
    }
    line
}

/// The endnote of a claim without a passage.
fn note_unsupported(citer: &mut Citer<'_>, basis: &Basis) -> Option<Piece> {
    let mut line = vec![ours("No passage held.")];
    line.extend(heard(basis));
    basis.unsupported().then(|| citer.note(line))
}

/// The proposition as a sentence, in quotation marks when some place holds it exactly.
fn quoted_words(claim: &Claim, holding: &[bool]) -> Line {
    let (open, close) = if holding.contains(&true) { claim.words.marks() } else { ("", "") };
    let mut line = match open {
        "" => vec![foreign(&claim.words)],
        _ => vec![ours(open), foreign(&claim.words), ours(close)],
    };
    if !is_ended(claim.words.raw()) {
        line.push(ours("."));
    }
    line
}

fn quoted_evidence(
    citer: &mut Citer<'_>,
    passage: &Passage,
    place: &Place,
    role: EvidenceRole,
) -> Result<Quote, ExportError> {
    let mut quote = citer.quote(passage, place, None)?;
    match role {
        EvidenceRole::States => {}
        EvidenceRole::Implies => quote.from.insert(0, ours("Implies it: ")),
        EvidenceRole::Context => quote.from.insert(0, ours("Context only: ")),
    }
    Ok(quote)
}

/// Who says it, and what they do with it: “Tim Orr, Minister of Ports · a denial”.
fn who(citer: &mut Citer<'_>, claim: &Claim) -> Result<Line, ExportError> {
    let mut line = match citer.name(claim.speaker)? {
        Some(name) => vec![foreign(&name.words)],
        None => vec![ours("Speaker not recorded")],
    };
    if let Some(role) = &claim.role {
        line.extend([ours(", "), foreign(role)]);
    }
    if let Some(stance) = claim.stance {
        line.push(ours(" · "));
        line.push(Piece::Label(match stance {
            Stance::Unclear => "stance unclear",
            // The document's words of a denial say no themselves; behind “denies” they would read as their opposite.
            Stance::Denies if !claim.reworded => "a denial",
            clear => clear.label(),
        }));
    }
    line.push(ours(":"));
    Ok(line)
}

/// Says behind the speaker whose the quoted words are where they are not known to be the speaker's own: indirect speech and
/// narration are the outlet's.
fn told_by(
    citer: &mut Citer<'_>,
    claim: &Claim,
    basis: &Basis,
    holding: &[bool],
    who: &mut Line,
) -> Result<(), ExportError> {
    let held = basis.places.iter().zip(holding).find(|(_, holds)| **holds).map(|((_, place, _), _)| place);
    let Some(place) = held.filter(|_| claim.is_told()) else { return Ok(()) };
    let outlet = citer.name(place.document.outlet)?;
    if outlet.as_ref().is_some_and(|outlet| Some(outlet.id) == claim.speaker) {
        return Ok(());
    }
    who.pop();
    who.extend(match outlet {
        Some(outlet) => vec![ours(", in the words of "), foreign(&outlet.words), ours(":")],
        None => vec![ours(", in the document’s words:")],
    });
    Ok(())
}

fn facts(citer: &mut Citer<'_>, claim: &Claim, basis: &Basis) -> Result<Vec<Line>, ExportError> {
    let mut out: Vec<Line> = Vec::new();
    out.extend(claim.kind.map(|kind| vec![ours(kind.label())]));
    out.extend(claim.form.map(|form| vec![ours(form.label())]));
    let flags = [
        (claim.reworded, "our wording"),
        (claim.translated, "in translation"),
        (claim.headline, "in a headline"),
        (claim.pull_quote, "in a pull quote"),
    ];
    out.extend(flags.into_iter().filter(|(set, _)| *set).map(|(_, words)| vec![ours(words)]));
    if let Some(firmness) = claim.firmness {
        let mut line = match firmness {
            Firmness::Unknown => vec![ours("firmness not known")],
            known => vec![ours(format!("firmness: {}", known.label()))],
        };
        if let Some(hedge) = &claim.hedge {
            line.extend([ours(" (“"), foreign(hedge), ours("”)")]);
        }
        out.push(line);
    }
    out.extend(time("said", claim.said_at.as_ref(), claim.said_at_words.as_ref()));
    out.extend(time("happens", claim.happens_at.as_ref(), claim.happens_at_words.as_ref()));
    out.extend(claim.place.as_ref().map(|place| vec![ours("place: "), foreign(place)]));
    out.push(vec![ours(grade(citer, claim, basis)?)]);
    if claim.status != ClaimStatus::Open {
        out.push(vec![ours(claim.status.label())]);
    }
    if !basis.lost.is_empty() {
        out.push(vec![ours("a passage it rests on lost its place and is not quoted")]);
    }
    Ok(out)
}

fn time(verb: &str, date: Option<&Date>, words: Option<&Words>) -> Option<Line> {
    let mut line = match (date, words) {
        (None, None) => return None,
        (Some(date), _) => vec![ours(format!("{verb} {}", date.shown()))],
        (None, Some(_)) => vec![ours(verb)],
    };
    if let Some(words) = words {
        line.extend([ours(" ("), foreign(words), ours(")")]);
    }
    Some(line)
}

/// The two grades side by side, never averaged: `C2 (fairly reliable; probably true)`.
fn grade(citer: &mut Citer<'_>, claim: &Claim, basis: &Basis) -> Result<String, ExportError> {
    let outlet = basis.places.first().and_then(|(_, place, _)| place.document.outlet);
    let letter = citer.grade(outlet)?.map(|g| g.reliability);
    let mut told = match (letter, claim.content_grade) {
        (Some(l), Some(n)) => format!("{}{} ({}; {})", l.as_str(), n.number(), l.label(), n.label()),
        (Some(l), None) => format!("source {} ({}), content not graded", l.as_str(), l.label()),
        (None, Some(n)) => format!("content {} ({}), source not graded", n.number(), n.label()),
        (None, None) => "not graded".to_owned(),
    };
    // The letter above is that of the outlet; who speaks may be graded apart.
    let speaker = citer.name(claim.speaker)?.map(|name| name.id);
    let outlet = citer.name(outlet)?.map(|name| name.id);
    if let Some(grade) = citer.grade(speaker.filter(|id| Some(*id) != outlet))? {
        told.push_str(&format!("; speaker {} ({})", grade.reliability.as_str(), grade.reliability.label()));
    }
    Ok(told)
}

/// Through whom it reached us, nearest to what is claimed first.
fn chain(citer: &mut Citer<'_>, claim: &Claim) -> Result<Option<Line>, ExportError> {
    let mut hops: Vec<Hop> = citer.project.of("claim", claim.id)?;
    hops.sort_by_key(|hop| (hop.ordinal, hop.id));
    let mut lines = Vec::new();
    for hop in hops {
        let actor = citer.name(hop.actor)?.map_or_else(|| ours("somebody not named"), |name| foreign(&name.words));
        let mut line = vec![actor, ours(format!(" ({}", hop.medium.label()))];
        line.extend(hop.at.map(|at| ours(format!(", {}", at.shown()))));
        if let Some(note) = &hop.note {
            line.extend([ours("; "), foreign(note)]);
        }
        line.push(ours(")"));
        lines.push(line);
    }
    Ok((!lines.is_empty()).then(|| joined(vec![vec![ours("reached us through ")], joined(lines, ", then ")], "")))
}

/// Links to other claims, rejected ones left out.
fn links(citer: &mut Citer<'_>, claim: &Claim) -> Result<Vec<Line>, ExportError> {
    let out: Vec<ClaimLink> = citer.project.of("from_claim", claim.id)?;
    let back: Vec<ClaimLink> = citer.project.of("to_claim", claim.id)?;
    let mut lines = Vec::new();
    for (link, outward) in out.iter().map(|l| (l, true)).chain(back.iter().map(|l| (l, false))) {
        if link.status == LinkStatus::Rejected {
            continue;
        }
        let other = if outward { link.to_claim } else { link.from_claim };
        let other: Claim = citer.project.get(other)?.ok_or_else(|| ExportError::missing(Table::Claim, other))?;
        lines.push(linked(citer, link, &other, outward)?);
    }
    Ok(lines)
}

fn linked(citer: &mut Citer<'_>, link: &ClaimLink, other: &Claim, outward: bool) -> Result<Line, ExportError> {
    let mutual = matches!(
        link.kind,
        LinkKind::PullsAgainst
            | LinkKind::Contradicts
            | LinkKind::SameAs
            | LinkKind::SameOrigin
            | LinkKind::DifferentThing
    );
    let mut line = vec![Piece::Label(link.kind.label())];
    line.push(ours(if outward || mutual { ": " } else { " this claim: " }));
    line.extend(who(citer, other)?);
    line.push(ours(" "));
    line.push(foreign(&other.words.brief(200)));
    if let Some(note) = &link.note {
        line.extend([ours(" ("), foreign(note), ours(")")]);
    }
    if link.status == LinkStatus::Proposed {
        line.push(ours("; only proposed"));
        if let Some(rule) = &link.rule {
            line.extend([ours(" by the rule "), foreign(rule)]);
        }
    }
    Ok(line)
}

/// The speaker of a claim, where there is one.
pub(super) fn speakers(claims: &[Claim]) -> Vec<Id> {
    let mut out = Vec::new();
    for id in claims.iter().filter_map(|c| c.speaker) {
        if !out.contains(&id) {
            out.push(id);
        }
    }
    out
}
