//! Characters without a picture: what they are called when shown, and the text that is really laid out.

use std::borrow::Cow;

/// The short name of a character that is invisible or turns the direction of what follows, `None` for any other.
pub fn name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{202A}' => "LRE",
        '\u{202B}' => "RLE",
        '\u{202C}' => "PDF",
        '\u{202D}' => "LRO",
        '\u{202E}' => "RLO",
        '\u{2066}' => "LRI",
        '\u{2067}' => "RLI",
        '\u{2068}' => "FSI",
        '\u{2069}' => "PDI",
        '\u{200B}' => "ZWSP",
        '\u{200E}' => "LRM",
        '\u{200F}' => "RLM",
        '\u{061C}' => "ALM",
        '\u{FEFF}' => "BOM",
        '\u{2060}' => "WJ",
        '\u{00AD}' => "SHY",
        '\u{00A0}' => "NBSP",
        '\u{202F}' => "NNBSP",
        '\u{2028}' => "LS",
        '\u{2029}' => "PS",
        '\u{0085}' => "NEL",
        '\u{3164}' | '\u{115F}' | '\u{1160}' | '\u{FFA0}' => "FILL",
        '\u{E0000}'..='\u{E007F}' => "TAG",
        '\u{0000}'..='\u{0008}' | '\u{000B}'..='\u{001F}' | '\u{007F}'..='\u{0084}' | '\u{0086}'..='\u{009F}' => "CTRL",
        _ => return None,
    })
}

/// The text as it is laid out, with the way back to the bytes of the source.
pub(super) struct Shown<'t> {
    pub text: Cow<'t, str>,
    /// (first byte in `text`, first byte in the source), one entry for each stretch; empty when both are the same.
    map: Vec<(u32, u32)>,
    /// Stretches of `text` that are tokens, in bytes.
    pub tokens: Vec<std::ops::Range<usize>>,
}

impl<'t> Shown<'t> {
    /// Tabs become four spaces, control characters nothing, and with `invisibles` every nameless character its token.
    pub fn of(source: &'t str, invisibles: bool) -> Self {
        let replaced = |c: char| c == '\t' || is_control(c) || (invisibles && name(c).is_some());
        if !source.contains(replaced) {
            return Self { text: Cow::Borrowed(source), map: Vec::new(), tokens: Vec::new() };
        }
        let mut text = String::with_capacity(source.len() + 16);
        let (mut map, mut tokens) = (Vec::new(), Vec::new());
        let mut plain = false;
        for (at, c) in source.char_indices() {
            if !replaced(c) {
                if !plain {
                    map.push((small(text.len()), small(at)));
                }
                plain = true;
                text.push(c);
                continue;
            }
            plain = false;
            map.push((small(text.len()), small(at)));
            match name(c) {
                Some(token) if invisibles => {
                    let start = text.len();
                    // Narrow brackets the embedded fonts have; a token is a word to the bidi algorithm, not a command.
                    text.extend(['‹', '\u{2060}']);
                    text.push_str(token);
                    text.extend(['\u{2060}', '›']);
                    tokens.push(start..text.len());
                }
                _ if c == '\t' => text.push_str("    "),
                _ => {}
            }
        }
        // A last entry, so that the end of a token at the end of the text is known.
        map.push((small(text.len()), small(source.len())));
        Self { text: Cow::Owned(text), map, tokens }
    }

    /// True when the byte of `text` belongs to a token.
    pub fn is_token(&self, at: usize) -> bool {
        let before = self.tokens.partition_point(|token| token.start <= at);
        before.checked_sub(1).and_then(|i| self.tokens.get(i)).is_some_and(|token| at < token.end)
    }

    /// Bytes of the source that a cluster of the laid-out text stands for.
    pub fn source(&self, shown: std::ops::Range<usize>, plain: impl Fn(u32, u32) -> (u32, u32)) -> (u32, u32) {
        let (start, end) = (small(shown.start), small(shown.end));
        if self.map.is_empty() {
            return plain(start, end);
        }
        let i = self.map.partition_point(|&(at, _)| at <= start).saturating_sub(1);
        let Some(&(shown_start, source_start)) = self.map.get(i) else { return (start, end) };
        let (next_shown, next_source) = self.map.get(i + 1).copied().unwrap_or((u32::MAX, u32::MAX));
        // A stretch that is as long in both is copied text, unless it is a token or a tab of equal length.
        let copied = next_shown.wrapping_sub(shown_start) == next_source.wrapping_sub(source_start)
            && !self.is_token(shown.start);
        if copied {
            plain(source_start + (start - shown_start), source_start + (end.min(next_shown) - shown_start))
        } else {
            (source_start, next_source)
        }
    }
}

fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t' | '\u{0085}')
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_and_tabs_lead_back_to_the_bytes_they_stand_for() {
        let source = "a\t\u{202E}ab\u{1}c";
        let shown = Shown::of(source, true);
        assert_eq!(shown.text, "a    ‹\u{2060}RLO\u{2060}›ab‹\u{2060}CTRL\u{2060}›c");
        let find = |needle: &str| {
            let at = shown.text.find(needle).unwrap();
            shown.source(at..at + 1, |a, b| (a, b))
        };
        assert_eq!(find("a    "), (0, 1));
        assert_eq!(find("    "), (1, 2));
        assert_eq!(find("RLO"), (2, 5));
        assert_eq!(find("b"), (6, 7));
        assert_eq!(find("CTRL"), (7, 8));
        assert_eq!(find("c"), (8, 9));
        assert_eq!(Shown::of(source, false).text, "a    \u{202E}abc");
        assert!(matches!(Shown::of("plain\u{200E}", false).text, Cow::Borrowed(_)));
    }
}
