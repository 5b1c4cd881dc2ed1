//! Runs: words of one direction, one language and one character style.

use super::super::model::{Lang, Piece};
use super::super::visible::{code, hidden, turns};
use super::direction::{is_base_rtl, stretches};
use super::element::{Element, el, val};
use super::languages;

/// How the words of a run are to be taken.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Taken<'a> {
    /// The character style.
    pub style: Option<&'static str>,
    /// They are somebody else's.
    pub foreign: bool,
    /// Their language, where it is known.
    pub lang: Option<&'a Lang>,
}

/// The runs of words whose paragraph has the direction `base`. A line end is a line break.
pub(super) fn runs(words: &str, base: bool, taken: Taken<'_>) -> Vec<Element> {
    stretches(words, base).into_iter().flat_map(|s| pieces(s.words, s.rtl, taken)).collect()
}

/// One stretch: characters without a picture, and those that turn directions, become runs of their own that name them.
fn pieces(words: &str, rtl: bool, taken: Taken<'_>) -> Vec<Element> {
    let mut out = Vec::new();
    let mut plain = String::new();
    for c in words.chars() {
        if turns(c) || hidden(c) {
            flush(&mut out, &mut plain, rtl, taken);
            let named = Taken { style: Some("HiddenCharacter"), ..Taken::default() };
            out.push(run(&format!("⟨{}⟩", code(c)), false, named));
        } else {
            plain.push(c);
        }
    }
    flush(&mut out, &mut plain, rtl, taken);
    out
}

fn flush(out: &mut Vec<Element>, plain: &mut String, rtl: bool, taken: Taken<'_>) {
    if !plain.is_empty() {
        out.push(run(plain, rtl, taken));
        plain.clear();
    }
}

fn run(words: &str, rtl: bool, taken: Taken<'_>) -> Element {
    let mut element = styled(taken, rtl);
    let mut text = String::new();
    let flush = |element: Element, text: &mut String| {
        if text.is_empty() { element } else { element.with(literal(&std::mem::take(text))) }
    };
    for c in words.chars() {
        match c {
            '\n' => element = flush(element, &mut text).with(el("w:br")),
            '\t' => element = flush(element, &mut text).with(el("w:tab")),
            c => text.push(c),
        }
    }
    flush(element, &mut text)
}

/// A run with its properties and nothing in it yet.
pub(super) fn styled(taken: Taken<'_>, rtl: bool) -> Element {
    let mut properties = el("w:rPr");
    if let Some(style) = taken.style {
        properties = properties.with(val("w:rStyle", style));
    }
    if taken.foreign && taken.lang.is_none() {
        // Nobody can say in which language these words would be misspelt.
        properties = properties.with(el("w:noProof"));
    }
    if rtl {
        properties = properties.with(el("w:rtl"));
    }
    if let Some(lang) = taken.lang {
        properties = properties.with(languages::element(lang, rtl));
    }
    let run = el("w:r");
    if properties.is_empty() { run } else { run.with(properties) }
}

fn literal(words: &str) -> Element {
    el("w:t").set("xml:space", "preserve").text(words)
}

/// The runs of a line of ours, which runs from left to right.
pub(super) fn line(pieces: &[Piece]) -> Vec<Element> {
    pieces.iter().flat_map(piece).collect()
}

fn piece(piece: &Piece) -> Vec<Element> {
    let styled = |style| Taken { style: Some(style), ..Taken::default() };
    match piece {
        Piece::Ours(words) => runs(words, false, Taken::default()),
        Piece::Label(words) => runs(words, false, styled("Strong")),
        Piece::Code(words) => runs(words, false, styled("Code")),
        Piece::Foreign(words, lang) => foreign(words, lang.as_ref()),
        Piece::Mark(number) => mark(el("w:endnoteReference").set("w:id", number.to_string())),
    }
}

/// Foreign words set apart from ours: they have a direction of their own, which ends with them.
fn foreign(words: &str, lang: Option<&Lang>) -> Vec<Element> {
    let base = is_base_rtl(words);
    let inner = runs(words, base, Taken { style: None, foreign: true, lang });
    if !base {
        return inner;
    }
    let mut out = if inner.len() == 1 { inner } else { vec![val("w:dir", "rtl").with_all(inner)] };
    // A left-to-right mark keeps punctuation of ours between two such pieces where it is.
    out.push(run("\u{200E}", false, Taken::default()));
    out
}

/// The mark of an endnote in its brackets: `reference` is the number, which Word counts itself.
pub(super) fn mark(reference: Element) -> Vec<Element> {
    let taken = Taken { style: Some("EndnoteReference"), ..Taken::default() };
    vec![run("[", false, taken), styled(taken, false).with(reference), run("]", false, taken)]
}
