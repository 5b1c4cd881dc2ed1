//! The words of a text as search sees them: folded, made of letters and digits alone, each with its place. Scripts that set
//! no space between words (Chinese, Japanese, Thai …) give one word a character; pairs of neighbours stand beside them
//! as the second form, as the stem does for other scripts.

use super::Folded;
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::HashMap;
use std::ops::Range;
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

    /// The word it is stored as.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Latin => "latin",
            Self::Cyrillic => "cyrillic",
            Self::Arabic => "arabic",
            Self::Han => "han",
            Self::Unspaced => "unspaced",
            Self::Other => "other",
        }
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

/// The words of a text in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let folded = Folded::of(text);
    let mut out: Vec<Token> = Vec::new();
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
                out.push(Token { word: cut.to_owned(), script, bytes: folded.canonical(from..end), joined });
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
    out
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

/// The second form of each word: the pair with the next character where no space parts them, else the stem. One for each
/// word, so that both forms stand at the same place.
pub fn second_forms(tokens: &[Token], language: Option<&str>) -> Vec<String> {
    // Most words of a text come again.
    let mut stems: HashMap<&str, String> = HashMap::new();
    let next = tokens.iter().skip(1).map(Some).chain(std::iter::once(None));
    let mut out = Vec::with_capacity(tokens.len());
    for (token, next) in tokens.iter().zip(next) {
        out.push(if token.script.is_unspaced() {
            format!("{}{}", token.word, next.filter(|next| next.joined).map_or("", |next| &next.word))
        } else if let Some(stem) = stems.get(token.word.as_str()) {
            stem.clone()
        } else {
            let stem = stem(&token.word, token.script, language);
            stems.insert(&token.word, stem.clone());
            stem
        });
    }
    out
}

/// The stem of a folded word. What language it is in says the document, else the script: Cyrillic is taken for Russian,
/// Latin for English. A word with a digit, or of another language, is its own stem.
pub fn stem(word: &str, script: Script, language: Option<&str>) -> String {
    let Some(algorithm) = algorithm(script, language).filter(|_| !word.contains(|c: char| c.is_numeric())) else {
        return word.to_owned();
    };
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

    fn seconds(text: &str, language: Option<&str>) -> Vec<String> {
        second_forms(&tokens(text), language)
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
        assert_eq!(seconds(text, Some("zh")), ["公开", "开信", "信", "nato", "北约", "约", "会"]);
        assert_eq!(seconds("カタカナ", None), ["カタ", "タカ", "カナ", "ナ"]);
    }

    #[test]
    fn stems_follow_the_language_of_the_document_else_the_script() {
        assert_eq!(seconds("running treaties", None), ["run", "treati"]);
        assert_eq!(seconds("договора договором", None), ["договор", "договор"]);
        assert_eq!(seconds("Verträge running", Some("de")), ["vertrag", "running"]);
        assert_eq!(seconds("договора", Some("uk-UA")), ["договора"]);
        assert_eq!(seconds("running", Some("fa")), ["run"]);
        assert_eq!(seconds("الحرب", Some("ar")), seconds("حرب", Some("ar")));
        assert_eq!(seconds("b52s", None), ["b52s"]);
    }
}
