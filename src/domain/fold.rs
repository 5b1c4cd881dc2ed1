//! Folding: the form in which words are compared. Case, kinds of quotation marks and dashes, runs of white space, accents
//! of Latin letters, vowel signs and letter variants of Arabic and Hebrew, and characters nobody sees are levelled out,
//! and an index map leads every hit back to the text as it was written. A folded text is never stored as the text.
//!
//! What stays apart although it looks alike: letters of different scripts, `й` and `и`, single and double quotes.

use std::ops::Range;
use std::sync::LazyLock;

/// A folded text with the way back to where its words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// Ordered by both offsets. A piece reaches to where the next one begins.
    pieces: Vec<Piece>,
    canonical_len: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    folded: usize,
    canonical: usize,
    /// Byte for byte the same length on both sides; otherwise the piece is one character, or something dropped.
    exact: bool,
}

/// The folded form of a text, without the way back.
pub fn fold(text: &str) -> String {
    Folded::of(text).text
}

impl Folded {
    /// Folds a text. White space of any kind and length, line ends included, becomes one space, and none stands at
    /// either end; `...`, `. . .` and `[…]` become `…`.
    pub fn of(canonical: &str) -> Self {
        let mut folding = Folding {
            out: Folded {
                text: String::with_capacity(canonical.len()),
                pieces: Vec::new(),
                canonical_len: canonical.len(),
            },
            space: None,
        };
        let mut at = 0;
        while let Some(c) = canonical[at..].chars().next() {
            let plain = folding.push_plain(&canonical[at..], at);
            if plain > 0 {
                at += plain;
                continue;
            }
            at += match ellipsis(&canonical[at..]) {
                Some(len) => {
                    folding.push("…", at, len == '…'.len_utf8());
                    len
                }
                None => {
                    folding.take(c, at);
                    c.len_utf8()
                }
            };
        }
        if let Some(space) = folding.space.take() {
            folding.drop_apart(space);
        }
        folding.out
    }

    /// The folded words.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the words at these bytes of the folded text stand in the canonical text, in bytes. Accents and vowel signs
    /// belong to the letter they sit on; dropped characters between two words belong to neither. A range that cuts a
    /// folded character is widened to it; one past the end is cut to the end.
    pub fn canonical(&self, folded: Range<usize>) -> Range<usize> {
        let start = self.text.floor_char_boundary(folded.start);
        let end = self.text.ceil_char_boundary(folded.end);
        let from = match self.piece_at(start) {
            Some((p, _)) if p.exact => p.canonical + (start - p.folded),
            Some((p, _)) => p.canonical,
            None => 0,
        };
        let to = match end.checked_sub(1).filter(|_| end > start).and_then(|last| self.piece_at(last)) {
            Some((p, _)) if p.exact => p.canonical + (end - p.folded),
            Some((_, next)) => next,
            None => from,
        };
        from..to
    }

    /// The piece a folded byte lies in, and where in the canonical text it ends.
    fn piece_at(&self, byte: usize) -> Option<(Piece, usize)> {
        let next = self.pieces.partition_point(|p| p.folded <= byte);
        let piece = *self.pieces.get(next.checked_sub(1)?)?;
        Some((piece, self.pieces.get(next).map_or(self.canonical_len, |p| p.canonical)))
    }
}

/// A folding under way: what is out so far and where white space began that is not out yet.
struct Folding {
    out: Folded,
    space: Option<usize>,
}

impl Folding {
    fn take(&mut self, c: char, at: usize) {
        if c == ' ' {
            self.space = self.space.or(Some(at));
            return;
        }
        match fate(c) {
            Fate::Space => self.space = self.space.or(Some(at)),
            Fate::Apart => self.drop_apart(at),
            Fate::Mark => self.attach(c, at),
            Fate::Letters(letters) => self.push(letters, at, false),
            Fate::Letter(out) => self.push(out.encode_utf8(&mut [0; 4]), at, out.len_utf8() == c.len_utf8()),
        }
    }

    /// Adds what one character, or one token, became.
    fn push(&mut self, folded: &str, at: usize, exact: bool) {
        if let Some(space) = self.space.take() {
            if self.out.text.is_empty() {
                self.gap(space);
            } else {
                self.piece(space, at - space == 1);
                self.out.text.push(' ');
            }
        }
        self.piece(at, exact);
        self.out.text.push_str(folded);
    }

    /// Adds the run of characters a text begins with that become one character of their own length, which is most of most
    /// texts. How many bytes there are.
    fn push_plain(&mut self, text: &str, at: usize) -> usize {
        let ascii = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if let Some(run) = text.get(..ascii).filter(|run| !run.is_empty()) {
            self.push(run, at, true);
            let start = self.out.text.len() - ascii;
            if let Some(run) = self.out.text.get_mut(start..) {
                run.make_ascii_lowercase();
            }
        }
        let Some(rest) = text.get(ascii..) else { return ascii };
        let mut letters = rest.chars().map_while(plain);
        let Some(first) = letters.next() else { return ascii };
        self.push(first.encode_utf8(&mut [0; 4]), at + ascii, true);
        let start = self.out.text.len() - first.len_utf8();
        self.out.text.extend(letters);
        ascii + self.out.text.len() - start
    }

    fn piece(&mut self, canonical: usize, exact: bool) {
        if !(exact && self.out.pieces.last().is_some_and(|p| p.exact)) {
            self.out.pieces.push(Piece { folded: self.out.text.len(), canonical, exact });
        }
    }

    /// Drops a character that belongs to no neighbour.
    fn drop_apart(&mut self, at: usize) {
        // Inside a run of white space it goes with the run.
        if self.space.is_none() {
            self.gap(at);
        }
    }

    fn gap(&mut self, at: usize) {
        if !self.after_gap() {
            self.out.pieces.push(Piece { folded: self.out.text.len(), canonical: at, exact: false });
        }
    }

    /// True when what was last read was dropped and belongs to nothing.
    fn after_gap(&self) -> bool {
        self.out.pieces.last().is_some_and(|p| p.folded == self.out.text.len())
    }

    /// Drops a mark, which belongs to the letter before it.
    fn attach(&mut self, mark: char, at: usize) {
        let last = match self.out.text.chars().next_back() {
            Some(last) if self.space.is_none() && !self.after_gap() => last,
            _ => return self.drop_apart(at),
        };
        let start = self.out.text.len() - last.len_utf8();
        if let Some(p) = self.out.pieces.last().filter(|p| p.exact) {
            let canonical = p.canonical + (start - p.folded);
            self.out.pieces.push(Piece { folded: start, canonical, exact: false });
        }
        // Letters of their own that may be written in two code points.
        let whole = match (last, mark) {
            ('и', '\u{306}') => 'й',
            ('у', '\u{306}') => 'ў',
            ('і', '\u{308}') => 'ї',
            _ => return,
        };
        self.out.text.truncate(start);
        self.out.text.push(whole);
    }
}

/// The bytes an omission takes at the start of this text: `…`, three dots or more, three spaced dots, any of them in
/// square brackets.
fn ellipsis(text: &str) -> Option<usize> {
    let bare = |t: &str| {
        let dots = t.len() - t.trim_start_matches(['…', '.']).len();
        let run = t.get(..dots).unwrap_or_default();
        if run.contains('…') || dots >= 3 { Some(dots) } else { t.starts_with(". . .").then_some(5) }
    };
    match text.as_bytes().first()? {
        b'[' => {
            let inner = bare(&text[1..])?;
            text.get(1 + inner..)?.starts_with(']').then_some(inner + 2)
        }
        b'.' | 0xE2 => bare(text),
        _ => None,
    }
}

/// What becomes of one character.
pub(super) enum Fate {
    /// It, or the one it is folded to.
    Letter(char),
    /// What it is written out as.
    Letters(&'static str),
    /// White space.
    Space,
    /// Dropped, and belongs to the letter before it.
    Mark,
    /// Dropped, and belongs to nothing.
    Apart,
}

/// The character a character becomes, where that takes as many bytes and nothing beside it matters; else `None`.
fn plain(c: char) -> Option<char> {
    /// Characters below this are looked up; above it, those of two large blocks stay as they are.
    const END: u32 = 0x3000;
    static TABLE: LazyLock<Vec<Option<char>>> =
        LazyLock::new(|| (0..END).map(|n| same_length(char::from_u32(n)?)).collect());
    match c {
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' => Some(c),
        c => TABLE.get(usize::try_from(u32::from(c)).ok()?).copied().flatten(),
    }
}

/// The same, worked out.
fn same_length(c: char) -> Option<char> {
    match fate(c) {
        Fate::Letter(out) if out.len_utf8() == c.len_utf8() && !matches!(c, '.' | '[' | '…') => Some(out),
        _ => None,
    }
}

/// What becomes of a character, where what stands beside it does not matter.
pub(super) fn fate(c: char) -> Fate {
    // Full-width forms of ASCII.
    let c = match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    let c = match c {
        // Small letters already, and scripts that have none: not worth asking.
        'а'..='я' | '\u{591}'..='\u{109F}' => c,
        // Only İ has two characters for its lower case, and the second is a mark.
        _ => c.to_lowercase().next().unwrap_or(c),
    };
    let digit = |zero: u32| u8::try_from(u32::from(c) - zero).map_or(c, |d| char::from(b'0' + d));
    Fate::Letter(match c {
        c if c.is_whitespace() => return Fate::Space,
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | 'ʺ' | '〝' | '〞' | '〟' | '「' | '」' | '『' | '』' => {
            '"'
        }
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '´' | '`' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʾ' | 'ʿ' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2E3A}' | '\u{2E3B}' | '\u{FE58}' | '\u{FE63}' => '-',
        // Soft hyphen, zero-width space, joiner of words, byte order mark, and all that steers direction.
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}' => return Fate::Apart,
        '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => return Fate::Apart,
        // Marks above and below any letter; Hebrew points; Arabic vowel signs and tatweel; joiners inside words.
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{487}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' => {
            return Fate::Mark;
        }
        '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}' | '\u{5C7}' => {
            return Fate::Mark;
        }
        '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' => {
            return Fate::Mark;
        }
        '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}' | '\u{200C}' | '\u{200D}' => return Fate::Mark,
        '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}' => return Fate::Mark,
        'ё' | 'ѐ' => 'е',
        'ѝ' => 'и',
        'ς' => 'σ',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ؤ' => 'و',
        'ي' | 'ى' | 'ئ' => 'ی',
        'ك' => 'ک',
        'ة' | 'ۀ' | 'ە' => 'ه',
        '٠'..='٩' => digit(0x660),
        '۰'..='۹' => digit(0x6F0),
        'ß' => return Fate::Letters("ss"),
        'æ' | 'ǽ' | 'ǣ' => return Fate::Letters("ae"),
        'œ' => return Fate::Letters("oe"),
        'þ' => return Fate::Letters("th"),
        'ĳ' => return Fate::Letters("ij"),
        'ﬀ' => return Fate::Letters("ff"),
        'ﬁ' => return Fate::Letters("fi"),
        'ﬂ' => return Fate::Letters("fl"),
        'ﬃ' => return Fate::Letters("ffi"),
        'ﬄ' => return Fate::Letters("ffl"),
        'ﬅ' | 'ﬆ' => return Fate::Letters("st"),
        c => bare_latin(c),
    })
}

/// The lower-case Latin letter without what stands on, under or through it.
fn bare_latin(c: char) -> char {
    static TABLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let mut table = vec![0; 0x1F00];
        for (bare, accented) in ACCENTED {
            for slot in accented.chars().filter_map(|c| usize::try_from(u32::from(c)).ok()) {
                if let Some(entry) = table.get_mut(slot) {
                    *entry = *bare;
                }
            }
        }
        table
    });
    let slot = usize::try_from(u32::from(c)).unwrap_or(usize::MAX);
    TABLE.get(slot).filter(|bare| **bare != 0).map_or(c, |bare| char::from(*bare))
}

/// Lower-case letters that Unicode composes of an ASCII letter and marks, and those with a stroke.
const ACCENTED: &[(u8, &str)] = &[
    (b'a', "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"),
    (b'b', "ƀḃḅḇ"),
    (b'c', "çćĉċčḉ"),
    (b'd', "ðďđḋḍḏḑḓ"),
    (b'e', "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"),
    (b'f', "ḟ"),
    (b'g', "ĝğġģǥǧǵḡ"),
    (b'h', "ĥħȟḣḥḧḩḫẖ"),
    (b'i', "ìíîïĩīĭįıǐȉȋḭḯỉị"),
    (b'j', "ĵǰ"),
    (b'k', "ķǩḱḳḵ"),
    (b'l', "ĺļľłḷḹḻḽ"),
    (b'm', "ḿṁṃ"),
    (b'n', "ñńņňǹṅṇṉṋ"),
    (b'o', "òóôõöøōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"),
    (b'p', "ṕṗ"),
    (b'r', "ŕŗřȑȓṙṛṝṟ"),
    (b's', "śŝşšſșṡṣṥṧṩẛ"),
    (b't', "ţťŧțṫṭṯṱẗ"),
    (b'u', "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
    (b'v', "ṽṿ"),
    (b'w', "ŵẁẃẅẇẉẘ"),
    (b'x', "ẋẍ"),
    (b'y', "ýÿŷȳẏẙỳỵỷỹ"),
    (b'z', "źżžƶẑẓẕ"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_that_mean_the_same_fold_to_the_same() {
        for (written, folded) in [
            ("“Our answer is ONE”", "\"our answer is one\""),
            ("«Встречёный» — ЁЛКА", "\"встреченый\" - елка"),
            ("policies—Belarus’s ‘closed topics’", "policies-belarus's 'closed topics'"),
            ("  a\u{A0}\u{A0}b \r\n\t c\u{3000} ", "a b c"),
            ("repair…bridges", "repair…bridges"),
            ("repair...bridges [...] more . . . and […] 。。", "repair…bridges … more … and … 。。"),
            ("می\u{200C}رود كتابي قطعاً مدرسة ۱۴۰۲ ٢٥", "میرود کتابی قطعا مدرسه 1402 25"),
            ("أإآ مـــحمد مُحَمَّد", "ااا محمد محمد"),
            ("Muḥammad Pezeshkīān Łódź Ørsted Çağlayan", "muhammad pezeshkian lodz orsted caglayan"),
            ("I\u{307}stanbul İstanbul Straße Æsir ﬁnal", "istanbul istanbul strasse aesir final"),
            ("и\u{306}од йод у\u{306}сё за\u{301}мок", "йод йод ўсе замок"),
            ("\u{202E}abc\u{202C} d\u{200F}e\u{AD}f", "abc def"),
            ("ＡＢＣ１２３（x）", "abc123(x)"),
            ("שָׁלוֹם", "שלום"),
        ] {
            assert_eq!(fold(written), folded, "{written}");
        }
    }

    #[test]
    fn what_is_looked_up_is_what_would_be_worked_out() {
        let odd: Vec<char> =
            ('\0'..=char::MAX).filter(|c| plain(*c).is_some_and(|out| Some(out) != same_length(*c))).collect();
        assert!(odd.is_empty(), "{odd:?}");
        assert!(('\0'..'\u{3000}').chain('一'..='龠').all(|c| plain(c) == same_length(c)));
        assert!(['.', '[', '…', ' ', '\u{301}', '\u{202A}', 'ß'].into_iter().all(|c| plain(c).is_none()));
    }

    #[test]
    fn what_differs_in_meaning_stays_apart() {
        assert_ne!(fold("мой"), fold("мои"));
        assert_ne!(fold("its"), fold("it's"));
        assert_ne!(fold("раз"), fold("pa3"));
        assert_ne!(fold("कि"), fold("क"));
    }

    fn place<'a>(text: &'a str, words: &str) -> &'a str {
        let folded = Folded::of(text);
        let at = folded.text().find(&fold(words)).unwrap();
        &text[folded.canonical(at..at + fold(words).len())]
    }

    #[test]
    fn a_hit_leads_back_to_the_words_as_written() {
        assert_eq!(place("He said: “Do   not\u{A0}worry”…Then left.", "\"do not worry\""), "“Do   not\u{A0}worry”");
        assert_eq!(place("Cafe\u{301} noir", "cafe"), "Cafe\u{301}");
        assert_eq!(place("Cafe\u{301} noir", "noir"), "noir");
        assert_eq!(place("x مُحَمَّد y", "محمد"), "مُحَمَّد");
        assert_eq!(place("a \u{202A}secret\u{202C} word", "secret"), "secret");
        assert_eq!(place("Die Straße war lang", "strasse"), "Straße");
        assert_eq!(place("to mend [...] bridges", "mend … bri"), "mend [...] bri");
        assert_eq!(place("Он\u{306} и\u{306}од", "йод"), "и\u{306}од");
        // A mark that something unseen keeps from its letter is not the letter's.
        assert_eq!(place("И\u{202C}\u{306}", "и"), "И");
        // Half of a character that became two letters is still that character.
        let folded = Folded::of("Straße");
        assert_eq!(folded.canonical(5..6), 4..6);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        #[test]
        fn mapped_ranges_are_cut_at_characters_and_lie_inside(
            text in "([a-zA-Z .«»“”…ёЁйß]|[\u{300}-\u{308}\u{200C}\u{202A}-\u{202E}\u{640}-\u{652}]|\\PC|\\s){0,40}",
            a in 0_usize..90, b in 0_usize..90,
        ) {
            let folded = Folded::of(&text);
            let range = folded.canonical(a.min(b)..a.max(b));
            prop_assert!(range.start <= range.end && range.end <= text.len());
            prop_assert!(text.get(range).is_some());
        }

        #[test]
        fn every_folded_character_comes_from_where_the_map_says(text in "[a-zA-Zё́йЙßمُحَ «»…\u{A0}\u{200C}\u{202C}]{0,30}") {
            let folded = Folded::of(&text);
            let mut last = 0;
            for (at, c) in folded.text().char_indices() {
                let range = folded.canonical(at..at + c.len_utf8());
                prop_assert!(range.start >= last, "in order");
                let source = &text[range.clone()];
                prop_assert!(c == ' ' || fold(source).contains(c), "{source:?} gave {c:?}");
                prop_assert!(!source.is_empty());
                last = if fold(source).chars().count() > 1 { range.start } else { range.end };
            }
        }
    }
}
