//! What stands at the head of a text: its headline, who wrote it, and where and when it was written.

use super::blocks::Block;
use super::dates::{Dated, dates};
use super::lexicon::{Class, Lexicon};
use crate::analysis::sentences::{Layout, sentences};
use crate::domain::tokens::{Token, tokens};
use std::ops::Range;

/// How many blocks are looked at for what stands at the head.
pub(super) const BLOCKS: usize = 10;
/// Among how many of them a place in capitals alone is taken for a dateline.
pub(super) const OWN: usize = 4;
/// How much of a block may be a dateline, in characters.
const REACH: usize = 160;
/// Most words of a headline, of a byline, of a place and of an agency.
const HEADLINE: Range<usize> = 2..31;
const BYLINE: usize = 14;
const PLACE: usize = 4;
const AGENCY: usize = 5;

/// Where and when a text was written, and for whom. All places are bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// All of it, with the dash or the stop that ends it.
    pub bytes: Range<usize>,
    /// Where.
    pub place: Option<Range<usize>>,
    /// When; with `XXXX` for a year that is not told.
    pub date: Option<Dated>,
    /// The agency.
    pub agency: Option<Range<usize>>,
}

/// True for a block that may be a headline: a few words with no full stop, set apart from what follows or with capitals.
pub(super) fn is_headline(text: &str, block: &Block, next: Option<&Block>, layout: Layout) -> bool {
    let Some(next) = next else { return false };
    let words = block.of(text);
    let count = words.split_whitespace().take(HEADLINE.end).count();
    let unspaced = words.chars().next().is_some_and(|c| crate::domain::tokens::Script::of(c).is_unspaced());
    let short = words.len() < 600 && (HEADLINE.contains(&count) || (unspaced && words.chars().count() > 3));
    let bare = words.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '”' | '“' | '’' | '»' | '"'));
    // A turn of a dialogue, a question somebody is said to ask, a greeting.
    let spoken =
        words.starts_with(is_dash) || (bare.ends_with('?') && bare.contains(':')) || (bare.ends_with('!') && count < 6);
    let stops = |c: char| matches!(c, '.' | '…' | ',' | ':' | ';' | '。' | '۔' | '،' | '|' | '{' | '}');
    if !short || spoken || bare.ends_with(stops) || block.bytes.end >= next.bytes.start || sentences(words).len() > 1 {
        return false;
    }
    let letters = words.chars().filter(|c| c.is_alphabetic() || c.is_whitespace()).count();
    let plain = letters * 10 >= words.chars().count() * 8;
    // Long words with a capital, where there are capitals.
    let long: Vec<&str> = words.split_whitespace().filter(|word| word.chars().count() > 3).collect();
    let capitals = long.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    let titled = !long.is_empty() && capitals * 10 >= long.len() * 6;
    let begins = words.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    plain && begins && (layout == Layout::SentencePerLine || next.apart || titled)
}

/// Who wrote a text, where a block says so and no more.
pub(super) fn byline(text: &str, block: &Block, lexicon: &Lexicon) -> Option<Range<usize>> {
    let words = block.of(text);
    if words.len() > 300 || words.trim_end().ends_with('.') {
        return None;
    }
    let tokens = tokens(words);
    let said = lexicon.begins(&tokens, Class::Byline);
    let (before, first) = (tokens.get(said.checked_sub(1)?)?, tokens.get(said)?);
    let between = words.get(before.bytes.end..first.bytes.start)?;
    let names = tokens.get(said..)?;
    let fits = names.len() <= BYLINE && between.trim_matches([' ', ':', '\u{A0}', '\n']).is_empty();
    // Without a colon it takes capitals to tell a name.
    let colon = between.contains(':');
    let capital = |token: &Token| {
        let first = words.get(token.bytes.clone()).and_then(|word| word.chars().next());
        first.is_some_and(char::is_uppercase)
    };
    const SMALL: &str = "and und et и de la van von der al el bin for of the y";
    let named = |token: &Token| capital(token) || SMALL.split(' ').any(|small| small == token.word);
    let called = capital(first) && names.iter().filter(|t| capital(t)).count() > 1 && names.iter().all(named);
    let is = fits
        && (called || (colon && names.len() <= 6))
        && !names.iter().any(|t| t.word.starts_with(|c: char| c.is_ascii_digit()));
    is.then(|| block.bytes.start + first.bytes.start..block.bytes.end)
}

/// The date a block consists of, but for words that say what it is the date of, and a time.
pub(super) fn dated(text: &str, block: &Block, lexicon: &Lexicon) -> Option<Dated> {
    let words = block.of(text);
    if words.len() > 120 || !words.contains(char::is_numeric) {
        return None;
    }
    let found = dates(words, false).into_iter().find(|dated| dated.date.year().is_some())?;
    let before = tokens(words.get(..found.bytes.start)?);
    let behind = tokens(words.get(found.bytes.end..)?);
    let told = lexicon.begins(&before, Class::Dated);
    let left = before.get(told..)?;
    let weekday = lexicon.begins(left, Class::Weekday);
    // A time, and its zone.
    const ZONES: &str = "am pm utc gmt msk cet est edt h uhr at в";
    let time = |token: &Token| {
        token.word.bytes().all(|b| b.is_ascii_digit()) || ZONES.split(' ').any(|zone| zone == token.word)
    };
    let is = weekday == left.len() && behind.len() <= 5 && behind.iter().all(time);
    let moved = |range: Range<usize>| block.bytes.start + range.start..block.bytes.start + range.end;
    is.then(|| Dated { bytes: moved(found.bytes.clone()), ..found })
}

/// A piece of the beginning of a block.
#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Words(Range<usize>),
    Date(Dated),
    /// `,` `.` `(` `)` `/`, and `—` for any dash.
    Sign(char, Range<usize>),
}

/// A place in capitals with a dash behind it, before a sentence, at the very head of a text: what a newspaper begins a report
/// with that is its own.
pub(super) fn own_dateline(text: &str, block: &Block, lexicon: &Lexicon) -> Option<Dateline> {
    const LETTERS: usize = 3;
    const WORDS: usize = 8;
    let words = block.of(text);
    let near = words.get(..words.floor_char_boundary(REACH))?;
    let (place, behind) =
        near.split_once(" — ").or_else(|| near.split_once(" -- ")).or_else(|| near.split_once(" – "))?;
    let (head, _) = place.split_once(',').unwrap_or((place, ""));
    let tokens = tokens(place);
    let capitals = |word: &str| word.chars().count() >= LETTERS && word.chars().all(char::is_uppercase);
    let is = head.split_whitespace().count() <= PLACE
        && head.split_whitespace().all(|word| capitals(word.trim_end_matches('.')) || word.len() <= LETTERS)
        && head.chars().any(char::is_uppercase)
        && !head.contains(char::is_lowercase)
        && !(0..tokens.len()).any(|at| lexicon.begins(tokens.get(at..).unwrap_or_default(), Class::NoSpeaker) > 0)
        && behind.trim_start_matches(['“', '«', '"']).starts_with(char::is_uppercase)
        && words.split_whitespace().take(WORDS + PLACE).count() == WORDS + PLACE
        && words.trim_end().ends_with(['.', '!', '?', '”', '»', '"']);
    let end = words.len() - words.get(place.len()..)?.trim_start_matches([' ', '—', '–', '-']).len();
    is.then(|| Dateline {
        bytes: block.bytes.start..block.bytes.start + words.get(..end).unwrap_or_default().trim_end().len(),
        place: Some(block.bytes.start..block.bytes.start + place.len()),
        date: None,
        agency: None,
    })
}

/// The dateline a block begins with: “MINSK, Oct 17 (Reuters) —”, «МИНСК, 17 октября. /ТАСС/», «تهران – ایرنا –».
pub(super) fn dateline(text: &str, block: &Block, lexicon: &Lexicon) -> Option<Dateline> {
    let words = block.of(text);
    let end = words.char_indices().nth(REACH).map_or(words.len(), |(at, _)| at);
    let near = words.get(..end)?;
    if !near.contains(|c: char| is_dash(c) || matches!(c, '/' | ')')) {
        return None;
    }
    let pieces = pieces(near);
    let found = Reading { near, lexicon, pieces: &pieces, at: 0 }.dateline()?;
    // Something is reported behind it.
    words.get(found.bytes.end..).filter(|rest| rest.contains(char::is_alphabetic))?;
    let moved = |range: Range<usize>| block.bytes.start + range.start..block.bytes.start + range.end;
    Some(Dateline {
        bytes: moved(found.bytes),
        place: found.place.map(moved),
        date: found.date.map(|dated| Dated { bytes: moved(dated.bytes.clone()), ..dated }),
        agency: found.agency.map(moved),
    })
}

fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '―' | '-')
}

fn pieces(near: &str) -> Vec<Piece> {
    let mut all = dates(near, false).into_iter().peekable();
    let mut out: Vec<Piece> = Vec::new();
    let mut word: Option<usize> = None;
    let mut at = 0;
    let close = |word: &mut Option<usize>, at: usize, out: &mut Vec<Piece>| {
        let Some(start) = word.take() else { return };
        let words = near.get(start..at).unwrap_or_default();
        if words.chars().any(char::is_alphanumeric) {
            out.push(Piece::Words(start..start + words.trim_end().len()));
        }
    };
    while let Some(c) = near.get(at..).and_then(|rest| rest.chars().next()) {
        if let Some(dated) = all.next_if(|dated| dated.bytes.start <= at) {
            close(&mut word, dated.bytes.start, &mut out);
            at = dated.bytes.end.max(at + 1);
            out.push(Piece::Date(dated));
            continue;
        }
        let next = at + c.len_utf8();
        let behind = near.get(next..).unwrap_or_default();
        let spaced = behind.is_empty() || behind.starts_with(char::is_whitespace);
        let before = near.get(..at).unwrap_or_default();
        let sign = match c {
            ',' | '،' => Some(','),
            '(' | ')' | '/' => Some(c),
            '—' | '–' | '―' => Some('—'),
            '-' if behind.starts_with('-') || before.ends_with(['-', ')']) || spaced => Some('—'),
            // A short form goes on: “St. Petersburg”, “D.C.”.
            '.' => {
                let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
                let short = !last.is_empty() && last.chars().count() <= 2 && last.chars().all(char::is_alphabetic);
                (!short && !behind.starts_with(char::is_alphanumeric)).then_some('.')
            }
            _ => None,
        };
        match sign {
            Some(sign) => {
                close(&mut word, at, &mut out);
                match out.last_mut() {
                    Some(Piece::Sign('—', bytes)) if sign == '—' && bytes.end == at => bytes.end = next,
                    _ => out.push(Piece::Sign(sign, at..next)),
                }
            }
            None if word.is_none() && !c.is_whitespace() => word = Some(at),
            None => {}
        }
        at = next;
    }
    close(&mut word, near.len(), &mut out);
    out
}

/// An agency in a dateline.
struct Agency {
    bytes: Range<usize>,
    known: bool,
    /// In brackets or between strokes.
    set_off: bool,
    /// The dateline may end with it.
    closes: bool,
}

/// Going through the pieces of the beginning of a block.
struct Reading<'a> {
    near: &'a str,
    lexicon: &'a Lexicon,
    pieces: &'a [Piece],
    at: usize,
}

impl Reading<'_> {
    fn sign(&mut self, is: &[char]) -> Option<Range<usize>> {
        match self.pieces.get(self.at) {
            Some(Piece::Sign(sign, bytes)) if is.contains(sign) => {
                self.at += 1;
                Some(bytes.clone())
            }
            _ => None,
        }
    }

    fn words(&mut self, is: impl Fn(&str) -> bool) -> Option<Range<usize>> {
        match self.pieces.get(self.at) {
            Some(Piece::Words(bytes)) if self.near.get(bytes.clone()).is_some_and(is) => {
                self.at += 1;
                Some(bytes.clone())
            }
            _ => None,
        }
    }

    fn date(&mut self) -> Option<Dated> {
        match self.pieces.get(self.at) {
            Some(Piece::Date(dated)) => {
                self.at += 1;
                Some(dated.clone())
            }
            _ => None,
        }
    }

    /// What of two ways there is, or neither and nothing is passed.
    fn attempt<T>(&mut self, way: impl Fn(&mut Self) -> Option<T>) -> Option<T> {
        let at = self.at;
        let found = way(self);
        if found.is_none() {
            self.at = at;
        }
        found
    }

    fn dateline(mut self) -> Option<Dateline> {
        let lexicon = self.lexicon;
        let early = self.date();
        if early.is_some() {
            self.sign(&[',', '.']);
        }
        let place = self.place();
        let mut date = early.clone();
        if date.is_none() {
            date = self.attempt(|this| {
                this.sign(&[',', '.', '(', '—']);
                this.attempt(|this| this.words(|words| is_weekday(lexicon, words)));
                this.sign(&[',']);
                this.date()
            });
            if date.is_some() {
                self.sign(&[')']);
            }
        }
        let agency = self.agency(date.is_some() && place.is_some());
        let mut end = self.at.checked_sub(1).and_then(|at| self.pieces.get(at)).map(|piece| match piece {
            Piece::Words(bytes) | Piece::Sign(_, bytes) => bytes.end,
            Piece::Date(dated) => dated.bytes.end,
        })?;
        let dash = self.attempt(|this| {
            this.sign(&['.']);
            this.sign(&['—'])
        });
        let stop = if dash.is_none() && agency.is_some() { self.sign(&['.']) } else { None };
        if let Some(sign) = dash.as_ref().or(stop.as_ref()) {
            end = sign.end;
        }
        let sure = |range: &Range<usize>| {
            let words = self.near.get(range.clone()).unwrap_or_default();
            let capitals = !words.contains(char::is_lowercase) && words.contains(char::is_uppercase);
            let tokens = tokens(words);
            capitals && self.lexicon.begins(&tokens, Class::Place) == tokens.len()
        };
        let closes = agency.as_ref().is_some_and(|agency| agency.closes);
        let closed = dash.is_some() || closes || (stop.is_some() && date.is_some());
        let is = match (&place, &date, &agency) {
            (_, _, Some(agency)) if agency.known => place.is_some() || date.is_some() || agency.set_off,
            (Some(_), Some(_), Some(_)) => true,
            (Some(_), Some(_), None) => dash.is_some(),
            (Some(place), None, None) => dash.is_some() && sure(place),
            _ => false,
        };
        let agency = agency.map(|agency| agency.bytes);
        (is && closed).then_some(Dateline { bytes: self.start()..end, place, date, agency })
    }

    fn start(&self) -> usize {
        match self.pieces.first() {
            Some(Piece::Words(bytes) | Piece::Sign(_, bytes)) => bytes.start,
            Some(Piece::Date(dated)) => dated.bytes.start,
            None => 0,
        }
    }

    /// A few words with capitals, and a region behind a comma.
    fn place(&mut self) -> Option<Range<usize>> {
        let lexicon = self.lexicon;
        let is_place = |words: &str| {
            let tokens = tokens(words);
            let capital = |word: &str| word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
            const SMALL: &str = "of the de la le el al on upon am an der sur na";
            let named =
                words.split_whitespace().all(|word| capital(word) || SMALL.split(' ').any(|small| small == word));
            let figures = words.chars().any(char::is_numeric);
            named
                && capital(words)
                && !figures
                && words.split_whitespace().count() <= PLACE
                && lexicon.begins(&tokens, Class::Dated) == 0
                && lexicon.begins(&tokens, Class::Agency) != tokens.len()
        };
        let first = self.words(is_place)?;
        let mut end = first.end;
        for _ in 0..2 {
            let region = self.attempt(|this| {
                this.sign(&[','])?;
                this.words(|words| is_place(words) && !is_weekday(lexicon, words))
            });
            match region {
                Some(region) => end = region.end,
                None => break,
            }
        }
        Some(first.start..end)
    }

    /// The agency; one that is not known only where `any` may be.
    fn agency(&mut self, any: bool) -> Option<Agency> {
        let lexicon = self.lexicon;
        let known = |words: &str| {
            let tokens = tokens(words);
            let is = |class| lexicon.has(&tokens, class);
            tokens.len() <= AGENCY && (is(Class::Agency) || is(Class::Distributor))
        };
        let named = |words: &str| {
            any && words.split_whitespace().count() <= AGENCY
                && words.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
        };
        let near = self.near;
        let is_known = |bytes: &Range<usize>| near.get(bytes.clone()).is_some_and(known);
        for (open, close) in [('(', ')'), ('/', '/')] {
            let found = self.attempt(|this| {
                this.sign(&['.', ',']);
                this.sign(&[open])?;
                let first = this.words(|_| true)?;
                // “Corr. BELTA”
                let more = this.attempt(|this| {
                    this.sign(&['.'])?;
                    this.words(|_| true)
                });
                let agency = first.start..more.map_or(first.end, |more| more.end);
                near.get(agency.clone()).filter(|words| known(words) || named(words))?;
                // “(Reuters, 17 October)”
                this.attempt(|this| {
                    this.sign(&[','])?;
                    this.date()
                });
                this.sign(&[close])?;
                Some(agency)
            });
            if let Some(bytes) = found {
                return Some(Agency { known: is_known(&bytes), set_off: true, closes: open == '/', bytes });
            }
        }
        let between = self.attempt(|this| {
            this.sign(&['—', ',', '.'])?;
            let agency = this.words(known)?;
            let ends = matches!(this.pieces.get(this.at), Some(Piece::Sign('—' | '.', _)));
            ends.then_some(agency)
        });
        between.map(|bytes| Agency { bytes, known: true, set_off: false, closes: true })
    }
}

fn is_weekday(lexicon: &Lexicon, words: &str) -> bool {
    let tokens = tokens(words);
    tokens.len() == 1 && lexicon.begins(&tokens, Class::Weekday) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEHIND: &str = " Residents are used to it by now, and have been for a long time.";

    #[test]
    fn datelines_are_read_in_many_forms_and_what_only_looks_like_one_is_none() {
        for (line, place, date, agency, rest) in [
            ("MINSK, Oct 17 (Reuters) — Belarus", "MINSK", "XXXX-10-17", "Reuters", " Belarus"),
            ("МИНСК, 17 октября. /ТАСС/. Президент", "МИНСК", "XXXX-10-17", "ТАСС", " Президент"),
            ("МИНСК, 17 октября. /ТАСС/ Президент", "МИНСК", "XXXX-10-17", "ТАСС", " Президент"),
            ("МИНСК, 17 окт — РИА Новости. Президент", "МИНСК", "XXXX-10-17", "РИА Новости", " Президент"),
            ("تهران – ایرنا – رئیس جمهور", "تهران", "", "ایرنا", " رئیس جمهور"),
            ("تهران- ایرنا- رئیس جمهور", "تهران", "", "ایرنا", " رئیس جمهور"),
            ("Berlin, 17. Oktober (dpa) - Der", "Berlin", "XXXX-10-17", "dpa", " Der"),
            ("PARIS, 17 oct 2023 (AFP) - Le", "PARIS", "2023-10-17", "AFP", " Le"),
            ("ST. PETERSBURG, Russia, Oct. 17, 2023 (AP) -- The", "ST. PETERSBURG, Russia", "2023-10-17", "AP", " The"),
            ("WASHINGTON (AP) — The", "WASHINGTON", "", "AP", " The"),
            ("WASHINGTON, D.C. (AP) — The", "WASHINGTON, D.C.", "", "AP", " The"),
            ("KYIV. October 17 (Interfax-Ukraine) - The", "KYIV", "XXXX-10-17", "Interfax-Ukraine", " The"),
            ("17 October, Minsk /Corr. BELTA/. The", "Minsk", "XXXX-10-17", "Corr. BELTA", " The"),
            ("BREST, Oct 17 (Zaria) — The", "BREST", "XXXX-10-17", "Zaria", " The"),
            ("(Reuters) - The", "", "", "Reuters", " The"),
            ("TEHRAN, Oct.22 (ISNA)-Iran", "TEHRAN", "XXXX-10-22", "ISNA", "Iran"),
            ("MOSCOW — The", "MOSCOW", "", "", " The"),
            ("NEWTOWN, Ohio – 8 March 2024 – Acme", "NEWTOWN, Ohio", "2024-03-08", "", " Acme"),
            ("NEWTOWN, March 8, 2024 /PRNewswire/ -- Acme", "NEWTOWN", "2024-03-08", "PRNewswire", " Acme"),
            ("Москва. 19 августа. INTERFAX.RU - Президент", "Москва", "XXXX-08-19", "INTERFAX.RU", " Президент"),
            ("Minsk, 18 October 2023 – The", "Minsk", "2023-10-18", "", " The"),
        ] {
            let block = Block { bytes: 0..line.len(), apart: true };
            let found = dateline(line, &block, Lexicon::built_in()).unwrap_or_else(|| panic!("none in {line}"));
            let part = |range: &Option<Range<usize>>| range.clone().map_or("", |range| &line[range]);
            let told = found.date.as_ref().map_or("", |dated| dated.date.as_str());
            let read = (part(&found.place), told, part(&found.agency), &line[found.bytes.end..]);
            assert_eq!(read, (place, date, agency, rest), "{line}");
        }
        for line in [
            "WARNING — The disk is full",
            "NAME - the thing",
            "In October 2023 (see there) - no",
            "The ministry (AP) said so",
            "read/write/execute",
            "Updated, 18 October 2023 - by us",
            "Smith (AP) did not come",
            "He said on 17 October – and so on",
            "KELDA BRIDGE — Residents are used to it by now, and have been for a long time.",
        ] {
            let block = Block { bytes: 0..line.len(), apart: true };
            assert_eq!(dateline(line, &block, Lexicon::built_in()), None, "{line}");
            let own = own_dateline(line, &block, Lexicon::built_in());
            assert_eq!(own.map(|found| &line[found.bytes]), line.strip_suffix(BEHIND), "{line}");
        }
    }
}
