//! Words left out of a quotation: stretches of its own bytes. The words that stay are never typed, so they cannot drift,
//! and what is hidden is always known.

use super::{Span, Words};
use serde::{Deserialize, Serialize};

/// Stretches of a quotation that are left out, in UTF-8 bytes from its start: in order, apart from each other, at least
/// one. Written `3-10 20-25`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Struck(Vec<Span>);

/// A piece of a quotation with words left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words that stay.
    Kept(&'a str),
    /// Words that are left out.
    Hidden(&'a str),
}

impl Struck {
    /// From stretches in any order; those that touch or overlap become one. `None` when there are none.
    pub fn new(stretches: impl IntoIterator<Item = Span>) -> Option<Self> {
        let mut spans: Vec<Span> = stretches.into_iter().collect();
        spans.sort();
        let mut joined: Vec<Span> = Vec::new();
        for span in spans {
            match joined.last_mut() {
                Some(last) if span.start() <= last.end() => {
                    if let Ok(longer) = Span::new(last.start(), last.end().max(span.end())) {
                        *last = longer;
                    }
                }
                _ => joined.push(span),
            }
        }
        (!joined.is_empty()).then_some(Self(joined))
    }

    /// The stretches, in order.
    pub fn spans(&self) -> &[Span] {
        &self.0
    }

    /// True when the stretches lie in the quotation at characters' edges and leave words standing.
    pub fn fits(&self, quote: &Words) -> bool {
        let quote = quote.raw();
        let inside = self.0.iter().all(|span| quote.get(span.index()).is_some());
        inside && self.pieces(quote).iter().any(|p| matches!(p, Piece::Kept(words) if !words.trim().is_empty()))
    }

    /// The quotation in pieces, in order. A stretch that does not fit is passed over.
    pub fn pieces<'a>(&self, quote: &'a str) -> Vec<Piece<'a>> {
        let mut out = Vec::new();
        let mut at = 0;
        for span in &self.0 {
            let index = span.index();
            let (Some(before), Some(hidden)) = (quote.get(at..index.start), quote.get(index.clone())) else { continue };
            if !before.is_empty() {
                out.push(Piece::Kept(before));
            }
            out.push(Piece::Hidden(hidden));
            at = index.end;
        }
        match quote.get(at..) {
            Some(rest) if !rest.is_empty() => out.push(Piece::Kept(rest)),
            _ => {}
        }
        out
    }
}

impl TryFrom<String> for Struck {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let bad = || format!("“{text}” does not say which bytes are left out; write such as 3-10 20-25");
        let span = |part: &str| {
            let (start, end) = part.split_once('-')?;
            Span::new(start.parse().ok()?, end.parse().ok()?).ok()
        };
        let spans: Vec<Span> = text.split(' ').map(span).collect::<Option<_>>().ok_or_else(bad)?;
        let struck = Self::new(spans.clone()).ok_or_else(bad)?;
        // One way to write it, so that equal is equal in the history too.
        if struck.0 == spans { Ok(struck) } else { Err(bad()) }
    }
}

impl From<Struck> for String {
    fn from(struck: Struck) -> String {
        struck.0.iter().map(|span| format!("{}-{}", span.start(), span.end())).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: u32, end: u32) -> Span {
        Span::new(start, end).unwrap()
    }

    #[test]
    fn what_is_left_out_is_known_and_what_stays_is_verbatim() {
        let quote = "agree at last to repair those bridges";
        let at = quote.find("those ").unwrap() as u32;
        let struck = Struck::new([span(at, at + 6)]).unwrap();
        assert_eq!(
            struck.pieces(quote),
            [Piece::Kept("agree at last to repair "), Piece::Hidden("those "), Piece::Kept("bridges")]
        );
        assert!(struck.fits(&quote.into()));
        let whole = Struck::new([span(0, quote.len() as u32)]).unwrap();
        assert!(!whole.fits(&quote.into()), "something must stay");
        assert!(!Struck::new([span(1, 3)]).unwrap().fits(&"Да, нет".into()), "a letter is not split");
        assert!(!Struck::new([span(2, 90)]).unwrap().fits(&quote.into()));
    }

    #[test]
    fn it_is_written_in_one_way() {
        let struck = Struck::new([span(20, 25), span(3, 8), span(8, 10)]).unwrap();
        assert_eq!(String::from(struck.clone()), "3-10 20-25");
        assert_eq!(Struck::try_from("3-10 20-25".to_owned()), Ok(struck));
        for bad in ["", "3", "3-3", "9-4", "20-25 3-10", "3-8 8-10", "3-10  20-25", "a-b", "-4-5"] {
            assert!(Struck::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }
}
