//! Laying a quotation against a stretch of text, word by word and sign by sign, so that as little as can be differs.

use super::{Kind, Sign, Token};
use std::ops::Range;

/// What it costs that a word stands in the quotation only, or in the text only, which is less, so that words that were
/// changed near an end are not taken to lie beyond it; that a sign does; and that the dots of a quotation stand for a word.
const WORD: u32 = 100;
const WORD_THERE: u32 = 60;
const SIGN: u32 = 25;
const HIDDEN: u32 = 2;
/// That a token stands between two parts of a speech.
const ASIDE: u32 = 1;

/// Most pairs that are weighed.
const MOST: usize = 8_000_000;

/// A quotation against a stretch of text.
pub(super) struct Pairing {
    /// The tokens of the text the quotation covers.
    pub window: Range<usize>,
    /// A sign for each token of the quotation.
    pub quote: Vec<Sign>,
    /// A sign for each token of `window`.
    pub held: Vec<Sign>,
}

/// How a pair was come to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Start,
    /// Both have it.
    Both,
    /// Only the quotation has it; dots are passed in this way too.
    Quote,
    /// Only the text has it.
    Text,
}

impl Pairing {
    /// `None` when the stretch is far too long, or nothing of the quotation is in it.
    pub(super) fn of(quote: &[Token<'_>], text: &[Token<'_>]) -> Option<Self> {
        let wide = text.len() + 1;
        if quote.len().checked_mul(wide)? > MOST {
            return None;
        }
        let mut steps = vec![Step::Start; (quote.len() + 1) * wide];
        // The quotation may begin anywhere in the text.
        let mut above = vec![0_u32; wide];
        for (q, token) in quote.iter().enumerate() {
            let mut row = Vec::with_capacity(wide);
            let passing = if token.kind == Kind::Dots { 0 } else { cost(token, WORD) };
            let mut cell = |t: usize, left: Option<u32>| {
                let mut best = (above.get(t).copied().unwrap_or(u32::MAX / 2) + passing, Step::Quote);
                if let Some((left, held)) = left.zip(t.checked_sub(1).and_then(|i| text.get(i))) {
                    let before = above.get(t - 1).copied().unwrap_or(u32::MAX / 2);
                    if token.kind == held.kind && token.text == held.text && before <= best.0 {
                        best = (before, Step::Both);
                    }
                    let extra = match token.kind {
                        Kind::Dots if held.kind == Kind::Word => HIDDEN,
                        Kind::Dots => 0,
                        _ => cost(held, WORD_THERE),
                    };
                    if left + extra < best.0 {
                        best = (left + extra, Step::Text);
                    }
                }
                if let Some(step) = steps.get_mut((q + 1) * wide + t) {
                    *step = best.1;
                }
                best.0
            };
            let mut left = None;
            for t in 0..wide {
                let value = cell(t, left);
                row.push(value);
                left = Some(value);
            }
            above = row;
        }
        // And end anywhere; where several ends are equal, at the first.
        let end = above.iter().enumerate().min_by_key(|(_, cost)| **cost)?.0;
        Self::walk(quote, text, &steps, end)
    }

    fn walk(quote: &[Token<'_>], text: &[Token<'_>], steps: &[Step], end: usize) -> Option<Self> {
        let wide = text.len() + 1;
        let (mut q, mut t) = (quote.len(), end);
        let mut own = vec![Sign::Differs; quote.len()];
        let mut held = Vec::new();
        while q > 0 {
            match steps.get(q * wide + t)? {
                Step::Both => {
                    *own.get_mut(q - 1)? = Sign::Same;
                    held.push(Sign::Same);
                    (q, t) = (q - 1, t - 1);
                }
                Step::Quote => {
                    if quote.get(q - 1)?.kind == Kind::Dots {
                        *own.get_mut(q - 1)? = Sign::Hidden;
                    }
                    q -= 1;
                }
                Step::Text => {
                    let dots = quote.get(q - 1)?.kind == Kind::Dots;
                    held.push(if dots { Sign::Hidden } else { Sign::Differs });
                    t -= 1;
                }
                Step::Start => return None,
            }
        }
        held.reverse();
        (!held.is_empty()).then_some(Self { window: t..end, quote: own, held })
    }
}

fn cost(token: &Token<'_>, word: u32) -> u32 {
    match token.kind {
        _ if token.aside => ASIDE,
        Kind::Word => word,
        Kind::Sign | Kind::Dots => SIGN,
    }
}
