//! One decoding's places in another: a span of the one text goes through the original bytes to the span of the other that
//! stands on the same bytes. And what the first lines would be in every encoding that is offered.

use super::{Coding, labelled};
use crate::domain::Span;
use crate::import::ImportError;
use encoding_rs::{Decoder, DecoderResult};

/// The encodings offered when one was detected wrongly: name and what is written in it.
pub const ENCODINGS: &[(&str, &str)] = &[
    ("UTF-8", "any script"),
    ("UTF-16LE", "any script, two bytes"),
    ("UTF-16BE", "any script, two bytes"),
    ("UTF-32LE", "any script, four bytes"),
    ("UTF-32BE", "any script, four bytes"),
    ("windows-1251", "Cyrillic"),
    ("KOI8-R", "Cyrillic, Russian"),
    ("KOI8-U", "Cyrillic, Ukrainian"),
    ("IBM866", "Cyrillic, DOS"),
    ("ISO-8859-5", "Cyrillic"),
    ("x-mac-cyrillic", "Cyrillic, Macintosh"),
    ("windows-1252", "Western European"),
    ("macintosh", "Western European, Macintosh"),
    ("ISO-8859-15", "Western European"),
    ("windows-1250", "Central European"),
    ("ISO-8859-2", "Central European"),
    ("windows-1257", "Baltic"),
    ("windows-1256", "Arabic, Persian"),
    ("ISO-8859-6", "Arabic"),
    ("windows-1255", "Hebrew"),
    ("ISO-8859-8", "Hebrew, visual order"),
    ("windows-1253", "Greek"),
    ("ISO-8859-7", "Greek"),
    ("windows-1254", "Turkish"),
    ("windows-1258", "Vietnamese"),
    ("windows-874", "Thai"),
    ("Shift_JIS", "Japanese"),
    ("EUC-JP", "Japanese"),
    ("ISO-2022-JP", "Japanese"),
    ("GBK", "Chinese, simplified"),
    ("gb18030", "Chinese"),
    ("Big5", "Chinese, traditional"),
    ("EUC-KR", "Korean"),
];

/// How many bytes of a document a preview is made of.
const PREVIEW: usize = 2048;
/// Most lines of a preview.
const LINES: usize = 6;

/// What the first telling lines of a document are in one encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The encoding's name.
    pub encoding: &'static str,
    /// What is written in it.
    pub about: &'static str,
    /// The lines, from the first that has bytes beyond ASCII.
    pub text: String,
    /// How many places of them cannot be decoded.
    pub replaced: u32,
}

/// The first telling lines of these bytes in every encoding offered.
pub fn previews(bytes: &[u8]) -> Vec<Preview> {
    let first = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    // A whole number of four-byte units before it, so that wide characters stay whole.
    let line = bytes.get(..first).and_then(|head| head.iter().rposition(|b| *b == b'\n')).map_or(0, |at| at + 1);
    let from = line.max(first.saturating_sub(200)) / 4 * 4;
    let sample = bytes.get(from..bytes.len().min(from + PREVIEW)).unwrap_or_default();
    let preview = |&(encoding, about): &(&'static str, &'static str)| {
        let coding = labelled(encoding).ok()?;
        let (text, mut replaced) = super::decoded(coding, sample);
        // Where the sample was cut, a character may have been.
        let cut = from + PREVIEW < bytes.len() && text.ends_with('\u{FFFD}');
        replaced -= u32::from(cut && replaced > 0);
        let text = if cut { text.trim_end_matches('\u{FFFD}') } else { text.as_str() };
        let lines = text.trim_start_matches('\u{FEFF}').lines().map(str::trim).filter(|line| !line.is_empty());
        let text: Vec<&str> = lines.take(LINES).collect();
        Some(Preview { encoding, about, text: text.join("\n"), replaced })
    };
    ENCODINGS.iter().filter_map(preview).collect()
}

/// A span in the other decoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carried {
    /// Its bytes in the canonical text of the other decoding.
    pub span: Span,
    /// True when it stands on exactly the same original bytes; false when the other decoding has a character across one
    /// of its ends, and it was widened to hold that character whole.
    pub exact: bool,
}

/// Carries spans of the canonical text these bytes have in encoding `from` to the text they have in encoding `to`, in
/// their order. `None` for a span that does not lie in the text.
///
/// Errors: an encoding nobody knows.
pub fn carry(bytes: &[u8], from: &str, to: &str, spans: &[Span]) -> Result<Vec<Option<Carried>>, ImportError> {
    let (from, to) = (labelled(from)?, labelled(to)?);
    let ends = |span: &Span| (span.start() as usize, span.end() as usize);
    let mut originals = Search::new(spans.iter().map(ends));
    walk(from, bytes, |text, original| originals.cut(text, original));
    let originals: Vec<_> = originals.found();
    let known: Vec<(usize, usize)> = originals.iter().flatten().map(|found| (found.start, found.end)).collect();
    let mut carried = Search::new(known.into_iter());
    walk(to, bytes, |text, original| carried.cut(original, text));
    let mut carried = carried.found().into_iter();
    let place = |original: Option<Found>| {
        let original = original?;
        let found = carried.next()??;
        let span = Span::new(u32::try_from(found.start).ok()?, u32::try_from(found.end).ok()?).ok()?;
        Some(Carried { span, exact: original.exact && found.exact })
    };
    Ok(originals.into_iter().map(place).collect())
}

#[derive(Clone, Copy, Debug)]
struct Found {
    start: usize,
    end: usize,
    exact: bool,
}

/// A byte in the other count, and whether it is the very place.
type Place = Option<(usize, bool)>;

/// Finds for stretches of one count the tightest stretches of another that hold them, while the places where both can be
/// cut go by in order.
struct Search {
    stretches: Vec<(usize, usize)>,
    /// The stretches by their starts and by their ends, and how many of each are settled.
    starts: Vec<usize>,
    ends: Vec<usize>,
    next_start: usize,
    next_end: usize,
    /// Where each begins and ends in the other count, and whether that is the very place.
    begun: Vec<Place>,
    ended: Vec<Place>,
    last: Option<(usize, usize)>,
}

impl Search {
    fn new(stretches: impl Iterator<Item = (usize, usize)>) -> Self {
        let stretches: Vec<(usize, usize)> = stretches.collect();
        let by = |key: fn(&(usize, usize)) -> usize| {
            let mut order: Vec<usize> = (0..stretches.len()).collect();
            order.sort_by_key(|at| stretches.get(*at).map(key));
            order
        };
        let (starts, ends) = (by(|s| s.0), by(|s| s.1));
        let none = vec![None; stretches.len()];
        Self { stretches, starts, ends, next_start: 0, next_end: 0, begun: none.clone(), ended: none, last: None }
    }

    fn cut(&mut self, here: usize, there: usize) {
        // A stretch begins at the last cut that is not after its start; at the first of all where none is before it.
        while let Some(&at) = self.starts.get(self.next_start)
            && let Some(&(start, _)) = self.stretches.get(at)
            && start < here
        {
            let (cut, place) = self.last.unwrap_or((here, there));
            if let Some(begun) = self.begun.get_mut(at) {
                *begun = Some((place, cut == start));
            }
            self.next_start += 1;
        }
        self.last = Some((here, there));
        // It ends at the first cut that is not before its end; one later if it would be empty, as before a byte order mark.
        while let Some(&at) = self.ends.get(self.next_end)
            && let Some(&(_, end)) = self.stretches.get(at)
            && end <= here
            && self.begun.get(at).copied().flatten().is_some_and(|(begun, _)| begun < there)
        {
            if let Some(ended) = self.ended.get_mut(at) {
                *ended = Some((there, end == here));
            }
            self.next_end += 1;
        }
    }

    /// What was found, in the order asked; `None` for what lies outside.
    fn found(self) -> Vec<Option<Found>> {
        let pair = |(begun, ended): (Place, Place)| {
            let ((start, one), (end, other)) = (begun?, ended?);
            Some(Found { start, end, exact: one && other })
        };
        self.begun.into_iter().zip(self.ended).map(pair).collect()
    }
}

/// Tells every place where the canonical text and the original bytes can both be cut: (bytes of text, bytes of the
/// original), ascending in both.
fn walk(coding: Coding, bytes: &[u8], cut: impl FnMut(usize, usize)) {
    let mut along = Along { text: 0, after_cr: false, waits: None, cut };
    match coding {
        Coding::Utf32 { big_endian } => {
            for (unit, at) in bytes.chunks(4).zip((0_usize..).step_by(4)) {
                let (text, _) = super::decode_utf32(unit, big_endian);
                along.take(&text, (at + 4).min(bytes.len()));
            }
        }
        Coding::Known(encoding) => by_bytes(encoding.new_decoder_without_bom_handling(), bytes, &mut along),
    }
    along.end(bytes.len());
}

/// Decodes one byte at a time, so that it shows which bytes each character is made of.
fn by_bytes<F: FnMut(usize, usize)>(mut decoder: Decoder, bytes: &[u8], along: &mut Along<F>) {
    // More than any encoding makes of one byte and what it held back before.
    let mut text = String::with_capacity(64);
    let mut at = 0;
    while at <= bytes.len() {
        let step = bytes.get(at..(at + 1).min(bytes.len())).unwrap_or_default();
        text.clear();
        let (result, read) = decoder.decode_to_string_without_replacement(step, &mut text, step.is_empty());
        at += read;
        let ahead = match result {
            DecoderResult::Malformed(_, ahead) => {
                text.push('\u{FFFD}');
                Some(usize::from(ahead))
            }
            DecoderResult::InputEmpty | DecoderResult::OutputFull => None,
        };
        along.take(&text, at.saturating_sub(ahead.unwrap_or(0)));
        if step.is_empty() && ahead.is_none() {
            return;
        }
    }
}

/// Counts canonical text, and holds each cut back until it is clear that nothing joins it.
struct Along<F> {
    text: usize,
    after_cr: bool,
    waits: Option<(usize, usize)>,
    cut: F,
}

impl<F: FnMut(usize, usize)> Along<F> {
    /// Takes what was decoded up to a byte of the original.
    fn take(&mut self, decoded: &str, original: usize) {
        if decoded.is_empty() {
            return;
        }
        let first = self.waits.is_none();
        let (text, bytes) = *self.waits.get_or_insert((0, 0));
        for (i, c) in decoded.chars().enumerate() {
            match c {
                '\u{FEFF}' if first && i == 0 => {}
                '\n' if self.after_cr => {}
                c => self.text += if c == '\r' { 1 } else { c.len_utf8() },
            }
            self.after_cr = c == '\r';
        }
        // No text between two places is one place: the later. No bytes between them is one character of several parts.
        if text != self.text && bytes != original {
            (self.cut)(text, bytes);
        }
        self.waits = Some((self.text, original));
    }

    fn end(&mut self, original: usize) {
        if self.waits.is_some() {
            (self.cut)(self.text, original);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::decode;
    use proptest::prelude::*;

    /// The bytes of the original a piece of canonical text was made of, found by decoding everything before it.
    fn words_of(text: &str, span: Span) -> &str {
        &text[span.index()]
    }

    fn span(start: usize, end: usize) -> Span {
        Span::new(u32::try_from(start).unwrap(), u32::try_from(end).unwrap()).unwrap()
    }

    #[test]
    fn a_word_read_in_the_wrong_encoding_keeps_its_bytes() {
        let right = "Беседа со старшим\r\nвице-адмиралом флота";
        let (bytes, _, _) = encoding_rs::KOI8_R.encode(right);
        let wrong = decode(&bytes, Some("windows-1251")).unwrap().text;
        let good = decode(&bytes, Some("koi8-r")).unwrap().text;
        // Every letter is two bytes of text in both, so the word stands at the same place.
        let at = good.find("вице-адмиралом").unwrap();
        let end = at + "вице-адмиралом".len();
        let carried = carry(&bytes, "windows-1251", "koi8-r", &[span(at, end), span(0, wrong.len())]).unwrap();
        let [Some(word), Some(all)] = carried[..] else { panic!("{carried:?}") };
        assert_eq!((words_of(&good, word.span), word.exact), ("вице-адмиралом", true));
        assert_eq!((words_of(&good, all.span), all.exact), (good.as_str(), true));
    }

    #[test]
    fn a_character_over_the_edge_is_taken_whole_and_said() {
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode("ab日本");
        // In windows-1252 the second letter of the four is half of 日.
        let wrong = decode(&bytes, Some("windows-1252")).unwrap().text;
        let half = wrong.char_indices().nth(3).unwrap().0;
        let carried = carry(&bytes, "windows-1252", "shift_jis", &[span(half, wrong.len())]).unwrap();
        let Some(found) = carried[0] else { panic!("it is there") };
        assert_eq!((found.span, found.exact), (span(2, 8), false));
    }

    #[test]
    fn a_byte_order_mark_is_no_text_and_outside_is_nowhere() {
        let bytes = b"\xEF\xBB\xBFone\r\ntwo";
        let carried = carry(bytes, "windows-1252", "utf-8", &[span(0, 6), span(6, 9), span(10, 13), span(14, 20)]);
        let spans: Vec<_> = carried.unwrap().into_iter().map(|c| c.map(|c| (c.span, c.exact))).collect();
        assert_eq!(spans[0], Some((span(0, 1), false)), "three marks of the wrong text are none of the right one");
        assert_eq!(spans[1], Some((span(0, 3), true)));
        assert_eq!(spans[2], Some((span(4, 7), true)));
        assert_eq!(spans[3], None);
        let back = carry(bytes, "utf-8", "windows-1252", &[span(0, 7)]).unwrap();
        assert_eq!(back[0].map(|c| c.span), Some(span(6, 13)), "and back without the mark");
    }

    #[test]
    fn previews_begin_where_encodings_differ() {
        let mut bytes = b"From: somebody\n".repeat(400);
        bytes.extend(encoding_rs::WINDOWS_1256.encode("التعاون بيننا ليس موجها ضد أحد").0.iter());
        let all = previews(&bytes);
        assert_eq!(all.len(), ENCODINGS.len(), "every encoding offered is known");
        let of = |name: &str| all.iter().find(|p| p.encoding == name).unwrap();
        assert!(of("windows-1256").text.contains("التعاون"), "{:?}", of("windows-1256"));
        assert_eq!(of("windows-1256").replaced, 0);
        assert!(of("UTF-8").replaced > 5);
    }

    proptest! {
        /// Whatever bytes, whatever two encodings: a stretch of characters goes to the tightest stretch that has all its
        /// bytes, and when it fits, back to where it was.
        #[test]
        fn every_span_keeps_its_bytes(
            text in "[ -~\\r\\né-яА-Яا-ی日本語ァ-ヴ]{1,60}",
            written in 0_usize..5, from in 0_usize..5, to in 0_usize..5, a in 0_usize..400, b in 1_usize..400,
        ) {
            const NAMES: [&str; 5] = ["windows-1251", "koi8-r", "windows-1256", "utf-16le", "shift_jis"];
            let bytes: Vec<u8> = if NAMES[written] == "utf-16le" {
                text.encode_utf16().flat_map(u16::to_le_bytes).collect()
            } else {
                encoding_rs::Encoding::for_label(NAMES[written].as_bytes()).unwrap().encode(&text).0.into_owned()
            };
            let (Ok(one), Ok(other)) = (decode(&bytes, Some(NAMES[from])), decode(&bytes, Some(NAMES[to]))) else {
                return Ok(());
            };
            let edges: Vec<usize> = one.text.char_indices().map(|(i, _)| i).chain([one.text.len()]).collect();
            let first = a % (edges.len() - 1);
            let last = first + 1 + b % (edges.len() - 1 - first);
            let asked = span(edges[first], edges[last]);
            let Some(found) = carry(&bytes, NAMES[from], NAMES[to], &[asked]).unwrap()[0] else {
                return Err(TestCaseError::fail("a span of the text was lost"));
            };
            prop_assert!(other.text.get(found.span.index()).is_some(), "on characters");
            let back = carry(&bytes, NAMES[to], NAMES[from], &[found.span]).unwrap()[0].unwrap();
            prop_assert!(back.span.start() <= asked.start() && asked.end() <= back.span.end(), "no byte is lost");
            if found.exact {
                prop_assert_eq!(back.span, asked);
                prop_assert!(back.exact);
            }
            // The same encoding is the same place.
            let same = carry(&bytes, NAMES[from], NAMES[from], &[asked]).unwrap()[0].unwrap();
            prop_assert!(same.exact && same.span == asked || one.replaced > 0);
        }
    }
}
