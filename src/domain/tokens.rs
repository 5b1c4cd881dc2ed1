//! The words of a text as search sees them: folded, made of letters and digits alone, each with its place. Scripts that set
//! no space between words (Chinese, Japanese, Thai …) give one word a character, beside which stand pairs of neighbours.

use super::Folded;
use super::fold::{Fate, fate};
use super::paragraphs::lines;
use rust_stemmers::{Algorithm, Stemmer};
use std::ops::Range;
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation as _;

/// Longest word, in bytes; what is longer is cut, alike in texts and in questions.
const LONGEST: usize = 96;

/// A kind of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Script {
    /// Latin letters.
    Latin,
    /// Cyrillic letters.
    Cyrillic,
    /// Arabic letters, those of Persian, Urdu and others among them.
    Arabic,
    /// Chinese characters.
    Han,
    /// Kana, Thai, Lao, Khmer, Burmese: no space between words.
    Unspaced,
    /// Any other, and numbers.
    Other,
}

impl Script {
    /// The script of a character.
    pub fn of(c: char) -> Self {
        match c {
            'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Self::Latin,
            '\u{400}'..='\u{52F}' => Self::Cyrillic,
            '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{8A0}'..='\u{8FF}' => Self::Arabic,
            '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' => Self::Arabic,
            '\u{3005}' | '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' => Self::Han,
            '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => Self::Han,
            '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9F}' => Self::Unspaced,
            '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' => Self::Unspaced,
            _ => Self::Other,
        }
    }

    /// The number it is stored as.
    pub const fn number(self) -> u8 {
        match self {
            Self::Latin => 0,
            Self::Cyrillic => 1,
            Self::Arabic => 2,
            Self::Han => 3,
            Self::Unspaced => 4,
            Self::Other => 5,
        }
    }

    /// The script that is stored as a number.
    pub fn of_number(number: u8) -> Self {
        let known = [Self::Latin, Self::Cyrillic, Self::Arabic, Self::Han, Self::Unspaced];
        known.into_iter().find(|script| script.number() == number).unwrap_or(Self::Other)
    }

    /// True when its words have no spaces between them.
    pub fn is_unspaced(self) -> bool {
        matches!(self, Self::Han | Self::Unspaced)
    }
}

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The folded word.
    pub word: String,
    /// Its script: that of its first letter.
    pub script: Script,
    /// Where it stands, in bytes of the text that was given.
    pub bytes: Range<usize>,
    /// True when nothing stands between it and the word before, both of scripts without spaces.
    pub joined: bool,
}

/// A word where it stands in a text that is gone through; as [`Token`], but lent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lent<'a> {
    /// The folded word.
    pub word: &'a str,
    /// Its script: that of its first letter.
    pub script: Script,
    /// Where it stands, in bytes of the text that was given.
    pub bytes: Range<usize>,
    /// True when nothing stands between it and the word before, both of scripts without spaces.
    pub joined: bool,
}

/// A word of at most eight bytes as a number, which is compared in one step.
pub fn as_number(word: &str) -> Option<u64> {
    let with = |number: u64, byte: u8| number << 8 | u64::from(byte);
    (word.len() <= size_of::<u64>()).then(|| word.bytes().fold(0, with))
}

/// The words of a text in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 8);
    each_word(text, |lent| {
        out.push(Token { word: lent.word.to_owned(), script: lent.script, bytes: lent.bytes, joined: lent.joined });
    });
    out
}

/// Goes through the words of a text in order. No word reaches over a line end.
pub fn each_word(text: &str, mut take: impl FnMut(Lent<'_>)) {
    let mut word = String::new();
    let mut start = 0;
    for line in lines(text) {
        if line.is_ascii() || line.chars().all(|c| !matches!(plain(c), Plain::Not)) {
            each_plain_word(line, start, &mut word, &mut take);
        } else {
            each_word_by_unicode(line, start, &mut take);
        }
        start += line.len();
    }
}

/// What a character is where words can be told without the rules of Unicode.
#[derive(Clone, Copy)]
enum Plain {
    /// A letter or digit, folded.
    Letter(char),
    /// A letter that is folded to several.
    Letters(&'static str),
    /// Stands between words.
    Between,
    /// It takes the rules of Unicode to tell.
    Not,
}

/// Latin and Cyrillic letters as most texts have them, digits, and the signs that stand between words there. The rules of
/// Unicode join any of these letters and digits, and none of these signs stays inside a word (see [`parts`]).
fn plain(c: char) -> Plain {
    static TABLE: LazyLock<Vec<Plain>> = LazyLock::new(|| {
        let letters = |c: char| match c {
            'ª' | 'µ' | 'º' | '×' | '÷' => false,
            '0'..='9' | 'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{17F}' | '\u{400}'..='\u{481}' => true,
            '\u{48A}'..='\u{52F}' => true,
            _ => false,
        };
        let between = |c: char| {
            c.is_ascii()
                || matches!(c, '\u{A0}'..='©' | '«' | '¬' | '®'..='±' | '´' | '¶' | '·')
                || matches!(c, '»' | '¿' | '×' | '÷')
        };
        let of = |c: char| match fate(c) {
            Fate::Letter(folded) if letters(c) => Plain::Letter(folded),
            Fate::Letters(folded) if letters(c) => Plain::Letters(folded),
            _ if between(c) => Plain::Between,
            _ => Plain::Not,
        };
        ('\0'..'\u{530}').map(of).collect()
    });
    match c {
        '\0'..'\u{530}' => {
            usize::try_from(u32::from(c)).ok().and_then(|at| TABLE.get(at)).copied().unwrap_or(Plain::Not)
        }
        '\u{2010}'..='\u{2015}' | '\u{2018}'..='\u{201F}' | '\u{2020}'..='\u{2022}' | '…' | '‹' | '›' | '№' => {
            Plain::Between
        }
        _ => Plain::Not,
    }
}

/// The words of a line that has plain characters alone.
fn each_plain_word(line: &str, start: usize, word: &mut String, take: &mut impl FnMut(Lent<'_>)) {
    let mut end_of = |word: &mut String, bytes: Range<usize>| {
        let cut = word.get(..word.floor_char_boundary(LONGEST)).unwrap_or(word);
        let script = cut.chars().next().map_or(Script::Other, Script::of);
        take(Lent { word: cut, script, bytes, joined: false });
        word.clear();
    };
    let mut from = start;
    let mut at = start;
    let mut rest = line;
    word.clear();
    while !rest.is_empty() {
        let letters = run(rest, Ascii::Letter);
        if !letters.is_empty() {
            if word.is_empty() {
                from = at;
            }
            let before = word.len();
            word.push_str(letters);
            if let Some(new) = word.get_mut(before..) {
                new.make_ascii_lowercase();
            }
            at += letters.len();
            rest = rest.get(letters.len()..).unwrap_or_default();
            continue;
        }
        let between = run(rest, Ascii::Between);
        if !between.is_empty() {
            if !word.is_empty() {
                end_of(word, from..at);
            }
            at += between.len();
            rest = rest.get(between.len()..).unwrap_or_default();
            continue;
        }
        let c = rest.chars().next().unwrap_or_default();
        if word.is_empty() {
            from = at;
        }
        match plain(c) {
            Plain::Letter(folded) => word.push(folded),
            Plain::Letters(folded) => word.push_str(folded),
            Plain::Between | Plain::Not if !word.is_empty() => end_of(word, from..at),
            Plain::Between | Plain::Not => {}
        }
        at += c.len_utf8();
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    if !word.is_empty() {
        end_of(word, from..at);
    }
}

/// What a byte is by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ascii {
    /// A letter or digit.
    Letter,
    /// Stands between words.
    Between,
    /// A part of another character.
    Part,
}

/// By their bytes. What of ASCII is no letter or digit stands between words, see [`plain`].
const ASCII: [Ascii; 256] = {
    let mut of = [Ascii::Part; 256];
    let mut byte = 0;
    while byte < 128 {
        of[byte] = if (byte as u8).is_ascii_alphanumeric() { Ascii::Letter } else { Ascii::Between };
        byte += 1;
    }
    of
};

/// The characters of one kind that a text begins with.
fn run(text: &str, kind: Ascii) -> &str {
    let length = text.bytes().take_while(|byte| ASCII[usize::from(*byte)] == kind).count();
    text.get(..length).unwrap_or_default()
}

/// The words of any text, by Unicode's rules.
fn each_word_by_unicode(text: &str, start_of_text: usize, take: &mut impl FnMut(Lent<'_>)) {
    let folded = Folded::of(text);
    // Where the last word of a script without spaces ended, in bytes of the folded text.
    let mut run_end = None;
    for (start, segment) in folded.text().unicode_word_indices() {
        for (at, word) in parts(segment) {
            let script = word.chars().next().map_or(Script::Other, Script::of);
            let mut push = |from: usize, word: &str| {
                let end = from + word.len();
                let joined = script.is_unspaced() && run_end == Some(from);
                run_end = script.is_unspaced().then_some(end);
                let cut = word.get(..word.floor_char_boundary(LONGEST)).unwrap_or(word);
                let bytes = folded.canonical(from..end);
                let bytes = bytes.start + start_of_text..bytes.end + start_of_text;
                take(Lent { word: cut, script, bytes, joined });
            };
            if script.is_unspaced() {
                for (inner, character) in word.grapheme_indices(true) {
                    push(start + at + inner, character);
                }
            } else {
                push(start + at, word);
            }
        }
    }
}

/// The stretches of a segment that are letters, digits and marks. What else joins a word for Unicode (apostrophes, points,
/// commas) parts it here, in texts and in questions alike, so that it need not be escaped.
fn parts(segment: &str) -> impl Iterator<Item = (usize, &str)> {
    let parts = |c: char| if c.is_ascii() { !c.is_ascii_alphanumeric() } else { is_between(c) };
    segment.split(parts).filter(|part| part.chars().any(char::is_alphanumeric)).map(move |part| {
        // The part is a slice of the segment, so the distance of their starts is its place.
        (part.as_ptr().addr().saturating_sub(segment.as_ptr().addr()), part)
    })
}

/// The characters outside ASCII that Unicode lets stand inside a word without being of it.
fn is_between(c: char) -> bool {
    matches!(
        c,
        '·' | '\u{387}'
            | '\u{37E}'
            | '\u{55F}'
            | '\u{589}'
            | '\u{5F3}'
            | '\u{5F4}'
            | '\u{60C}'
            | '\u{60D}'
            | '\u{66B}'
            | '\u{66C}'
            | '\u{7F8}'
            | '\u{2018}'
            | '\u{2019}'
            | '\u{2024}'
            | '\u{2027}'
            | '\u{202F}'
            | '\u{203F}'
            | '\u{2040}'
            | '\u{2044}'
            | '\u{2054}'
            | '\u{FE10}'..='\u{FE19}'
            | '\u{FE33}'
            | '\u{FE34}'
            | '\u{FE4D}'..='\u{FE5E}'
            | '\u{FF07}'
            | '\u{FF0C}'..='\u{FF0F}'
            | '\u{FF1A}'
            | '\u{FF1B}'
            | '\u{FF3F}'
    )
}

/// Pairs of neighbours of scripts that set no space between words, with a space between them. Each run of characters ends
/// with its last one alone, so that what is made of two runs never stands together.
pub fn pairs<'a>(words: impl Iterator<Item = Lent<'a>> + Clone) -> String {
    let mut out = String::new();
    let next = words.clone().skip(1).map(Some).chain(std::iter::once(None));
    for (word, next) in words.zip(next).filter(|(word, _)| word.script.is_unspaced()) {
        out.push_str(word.word);
        out.push_str(next.filter(|next| next.joined).map_or("", |next| next.word));
        out.push(' ');
    }
    out
}

/// The forms of a word: what has the same stem in one of some languages, or has the word itself for its stem, since a
/// stemmer takes the ends of some words for endings: it makes “экра” of “экран”, but “экран” of “экране”.
pub struct Forms {
    word: String,
    ways: Vec<Stemmed>,
}

/// A word as one stemmer has it.
struct Stemmed {
    by: Algorithm,
    stem: String,
    /// What every word of this stem begins with, but for what the Arabic stemmer takes off.
    start: String,
}

/// The letters a stem may end with where the word has another: “happi” is the stem of “happy”, “hope” of “hoping”. Some
/// stemmers only take endings off. Found by stemming the 190,000 words of a project in many languages.
fn may_be_others(by: Algorithm) -> Option<&'static [char]> {
    match by {
        Algorithm::German | Algorithm::Portuguese | Algorithm::Swedish | Algorithm::Danish | Algorithm::Norwegian => {
            Some(&[])
        }
        Algorithm::English => Some(&['e', 'i', 'l']),
        Algorithm::French => Some(&['i', 'l', 't', 'x']),
        Algorithm::Spanish | Algorithm::Italian | Algorithm::Romanian => Some(&['t']),
        _ => None,
    }
}

impl Stemmed {
    fn of(by: Algorithm, word: &str) -> Self {
        let stem = stem_by(by, word);
        let may_be_another = may_be_others(by).is_none_or(|letters| stem.ends_with(letters));
        // What has the word itself for its stem begins with the word, and so with its stem or all but its last letter.
        let kept = stem.chars().count().saturating_sub(usize::from(may_be_another)).max(2);
        let start = stem.chars().take(kept).collect();
        Self { by, stem, start }
    }
}

impl Forms {
    /// Of a folded word, in the languages of documents (tags; an empty one where the language is not known).
    pub fn of<'a>(word: &str, script: Script, languages: impl Iterator<Item = &'a str>) -> Self {
        let mut ways: Vec<Stemmed> = Vec::new();
        for algorithm in languages.filter_map(|language| algorithm(script, Some(language))) {
            if !ways.iter().any(|known| known.by == algorithm) && !has_digit(word) {
                ways.push(Stemmed::of(algorithm, word));
            }
        }
        Self { word: word.to_owned(), ways }
    }

    /// What every form begins with; one of these, each once.
    pub fn starts(&self) -> Vec<String> {
        let mut out = Vec::new();
        for Stemmed { by, start, .. } in &self.ways {
            let before: &[&str] = if *by == Algorithm::Arabic { &BEFORE_ARABIC } else { &[""] };
            out.extend(before.iter().map(|before| format!("{before}{start}")));
        }
        // What begins with one that is shorter is found by that.
        out.sort();
        out.dedup_by(|next, start| next.starts_with(start.as_str()));
        out
    }

    /// True when a folded word of the same script is one of them.
    pub fn hold(&self, word: &str) -> bool {
        let is_one = |way: &Stemmed| {
            // To stem is what costs.
            (way.by == Algorithm::Arabic || word.starts_with(&way.start)) && {
                let other = stem_by(way.by, word);
                other == way.stem || other == self.word
            }
        };
        !has_digit(word) && self.ways.iter().any(is_one)
    }
}

/// What the Arabic stemmer takes off the beginning of a word, folded: articles, “and”, and prepositions.
const BEFORE_ARABIC: [&str; 16] =
    ["", "ال", "بال", "کال", "وال", "فال", "لل", "ولل", "و", "ف", "ب", "ک", "ل", "ا", "ی", "ت"];

fn has_digit(word: &str) -> bool {
    word.contains(|c: char| c.is_numeric())
}

/// The stem of a folded word. What language it is in says the document, else the script: Cyrillic is taken for Russian,
/// Latin for English. A word with a digit, or of another language, is its own stem.
pub fn stem(word: &str, script: Script, language: Option<&str>) -> String {
    match algorithm(script, language) {
        Some(algorithm) if !has_digit(word) => stem_by(algorithm, word),
        _ => word.to_owned(),
    }
}

fn stem_by(algorithm: Algorithm, word: &str) -> String {
    let stemmer = Stemmer::create(algorithm);
    if algorithm == Algorithm::Arabic {
        // It knows the letters of Arabic alone, which folding has made those of Persian.
        let arabic: String = word.chars().map(|c| if c == 'ی' { 'ي' } else { same_or_kaf(c) }).collect();
        return super::fold(&stemmer.stem(&arabic));
    }
    let stem = stemmer.stem(word);
    if stem.is_empty() { word.to_owned() } else { stem.into_owned() }
}

fn same_or_kaf(c: char) -> char {
    if c == 'ک' { 'ك' } else { c }
}

/// The primary part of a language tag, in small letters.
pub fn primary_language(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().trim().to_lowercase()
}

/// The stemmer for a word of a script in a document of a language. A language of another script says nothing of the word.
fn algorithm(script: Script, language: Option<&str>) -> Option<Algorithm> {
    let language = language.map(primary_language).unwrap_or_default();
    if language.is_empty() || script_of(&language) != script {
        return match script {
            Script::Latin => Some(Algorithm::English),
            Script::Cyrillic => Some(Algorithm::Russian),
            _ => None,
        };
    }
    Some(match language.as_str() {
        "en" => Algorithm::English,
        "de" => Algorithm::German,
        "fr" => Algorithm::French,
        "es" => Algorithm::Spanish,
        "it" => Algorithm::Italian,
        "pt" => Algorithm::Portuguese,
        "nl" => Algorithm::Dutch,
        "tr" => Algorithm::Turkish,
        "sv" => Algorithm::Swedish,
        "da" => Algorithm::Danish,
        "no" | "nb" | "nn" => Algorithm::Norwegian,
        "fi" => Algorithm::Finnish,
        "hu" => Algorithm::Hungarian,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "ar" => Algorithm::Arabic,
        _ => return None,
    })
}

/// The script a language is written in, by the primary part of its tag; Latin where nothing else is known.
pub fn script_of(language: &str) -> Script {
    match language {
        "ru" | "uk" | "be" | "bg" | "sr" | "mk" | "kk" | "ky" | "tg" | "mn" => Script::Cyrillic,
        "ar" | "fa" | "prs" | "ur" | "ps" | "ckb" | "ug" => Script::Arabic,
        "zh" | "ja" => Script::Han,
        "th" | "lo" | "km" | "my" => Script::Unspaced,
        "ko" | "he" | "yi" | "el" | "hy" | "ka" | "hi" | "bn" | "ta" | "am" => Script::Other,
        _ => Script::Latin,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|t| t.word).collect()
    }

    fn stems(text: &str, language: Option<&str>) -> Vec<String> {
        tokens(text).into_iter().map(|t| stem(&t.word, t.script, language)).collect()
    }

    #[test]
    fn words_are_folded_letters_and_digits_with_their_places() {
        let text = "“Don’t”, U.S. Muḥammad’s می\u{200C}رود 3,5 Ёлка…x_y";
        assert_eq!(words(text), ["don", "t", "u", "s", "muhammad", "s", "میرود", "3", "5", "елка", "x", "y"]);
        let places: Vec<&str> = tokens(text).into_iter().map(|t| &text[t.bytes]).collect();
        assert_eq!(places[4], "Muḥammad");
        assert_eq!(places[6], "می\u{200C}رود");
        assert!(words("… — «»").is_empty());
        assert_eq!(words(&"a".repeat(5_000)), ["a".repeat(LONGEST)]);
    }

    #[test]
    fn chinese_gives_characters_and_pairs_at_the_same_places() {
        let text = "公开信, NATO北约。会";
        assert_eq!(words(text), ["公", "开", "信", "nato", "北", "约", "会"]);
        let pairs = |text| {
            let tokens = tokens(text);
            pairs(tokens.iter().map(|token| Lent {
                word: &token.word,
                script: token.script,
                bytes: token.bytes.clone(),
                joined: token.joined,
            }))
        };
        assert_eq!(pairs(text), "公开 开信 信 北约 约 会 ");
        assert_eq!(pairs("カタカナ"), "カタ タカ カナ ナ ");
    }

    #[test]
    fn stems_follow_the_language_of_the_document_else_the_script() {
        assert_eq!(stems("running treaties", None), ["run", "treati"]);
        assert_eq!(stems("договора договором", None), ["договор", "договор"]);
        assert_eq!(stems("Verträge running", Some("de")), ["vertrag", "running"]);
        assert_eq!(stems("договора", Some("uk-UA")), ["договора"]);
        assert_eq!(stems("running", Some("fa")), ["run"]);
        assert_eq!(stems("الحرب", Some("ar")), stems("حرب", Some("ar")));
        assert_eq!(stems("b52s", None), ["b52s"]);
    }

    #[test]
    fn forms_are_the_words_of_one_stem_and_begin_alike() {
        let of = |word: &str, language: &'static str| {
            Forms::of(&crate::domain::fold(word), tokens(word)[0].script, [language].into_iter())
        };
        for (language, word, forms) in [
            ("", "treaty", "treaty treaties"),
            ("", "happy", "happy happiness"),
            ("en", "sanction", "sanction sanctions sanctioned sanctioning"),
            ("", "экран", "экран экрана экране экранов экранами"),
            ("", "санкции", "санкция санкции санкциям санкциями"),
            ("de", "Häuser", "Haus Häuser Hauses Häusern"),
            ("fr", "cheval", "cheval chevaux"),
            ("tr", "kitap", "kitap kitabı kitaplar"),
            ("ar", "حرب", "حرب الحرب بالحرب للحرب"),
        ] {
            let all = of(word, language);
            for form in words(forms) {
                assert!(all.hold(&form), "{form} is a form of {word}");
                assert!(all.starts().iter().any(|start| form.starts_with(start)), "{form} in {:?}", all.starts());
            }
        }
        assert!(!of("treaty", "en").hold("treatise"));
        assert!(of("treaty", "fa").starts().len() == 1, "a language of other letters says nothing of it");
        assert!(of("договор", "uk").starts().is_empty() && of("b52s", "en").starts().is_empty());
    }

    /// The words by the rules of Unicode alone.
    fn by_unicode(text: &str) -> Vec<Token> {
        let mut out = Vec::new();
        each_word_by_unicode(text, 0, &mut |lent: Lent<'_>| {
            out.push(Token { word: lent.word.to_owned(), script: lent.script, bytes: lent.bytes, joined: lent.joined });
        });
        out
    }

    #[test]
    fn every_plain_sign_parts_words_as_the_rules_of_unicode_do() {
        for c in ('\0'..'\u{2200}').filter(|c| !matches!(c, '\n' | '\r') && !matches!(plain(*c), Plain::Not)) {
            for text in [format!("a{c}"), format!("{c}a"), format!("a{c}b"), format!("я{c}1")] {
                assert_eq!(tokens(&text), by_unicode(&text), "{text:?} U+{:04X}", u32::from(c));
            }
        }
    }

    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn plain_lines_have_the_words_that_unicode_finds(
            text in "([a-zA-Z0-9'_.,:;’ -]|[ÀÉßæĳŁıİŉſ×÷ªµºё́Ё҃ѣҐєї]|[«»“”„…–—·¨\u{A0}\u{AD}\u{200C}]|[公开カ]|\\PC){0,24}(\n[a-zЁ́ß.'’]{0,9}){0,2}",
        ) {
            prop_assert_eq!(tokens(&text), by_unicode(&text));
        }
    }
}
