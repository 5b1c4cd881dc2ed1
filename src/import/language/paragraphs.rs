//! The languages of a text paragraph by paragraph, where it has several: a quoted original, a translation beside it. A
//! paragraph that says too little has the language of the one before it.

use super::{ALL, FEWEST, Script, TAGS, arabic, cyrillic, language};
use crate::domain::paragraphs::lines;
use crate::domain::structure::LanguageRun;
use crate::domain::tokens::as_number;
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::sync::LazyLock;

/// How much of a paragraph is looked at, in characters.
const SAMPLE: usize = 240;
/// Fewest letters by which a paragraph is of another language of the same script, other than Latin.
const FEWEST_OF_ANOTHER: usize = 100;
/// Most paragraphs looked at; of a text with more every second, third and so on is.
const MOST: usize = 2_000;
/// After so many words it is clear enough that a paragraph is of the language of the text.
const CLEAR: u32 = 12;

/// Little words of each language of [`TAGS`], in its order: few sentences do without.
const LITTLE: [&str; 24] = [
    "the of and to in is that for on with was by as it at from are be has were",
    "der die und das den von zu mit ist des dem nicht ein eine auch auf für sich im",
    "le la les des et du une dans que est pour par sur qui au pas avec ce aux",
    "el la los las del que en por con una para se su al como más fue y de",
    "o os as da do dos das que em não uma para com por ao se foi e",
    "il di che della per una con del non sono nel gli dei alla è e la",
    "de het een van en dat niet op te met voor zijn aan ook is in",
    "w na z się nie że do jest to przez od jak przy oraz i po",
    "se na že je v s do pro jako by ale ve podle a i",
    "sa na že je v s do pre ako by ale vo podľa a i",
    "a az és hogy nem egy is meg volt de ez szerint",
    "și în de la cu nu din pe care este să că un o al",
    "ve bir bu için ile da de olarak olan daha göre çok",
    "və bu bir ilə üçün olan da də görə",
    "va bu bilan uchun ham bir edi deb",
    "och att det som är på en av för den inte med i",
    "og at det er på en af til den ikke med som i",
    "og at det er på en av til den ikke med som i",
    "ja on että ei se oli hän mutta myös kun",
    "ja on et ei see oli ka kui mis ning",
    "un ir ar ka no par uz kas arī",
    "ir kad yra su tai iš bet kaip apie",
    "je u i da se na za od su nije koji",
    "yang dan di dengan untuk dari ini itu pada tidak",
];

/// Which languages each little word is of, a bit each. None is longer than eight bytes.
static WORDS: LazyLock<HashMap<u64, u32, FixedState>> = LazyLock::new(|| {
    let mut all: HashMap<u64, u32, FixedState> = HashMap::default();
    for (n, words) in LITTLE.iter().enumerate() {
        for word in words.split(' ') {
            if let Some(word) = as_number(word) {
                *all.entry(word).or_default() |= 1 << n;
            }
        }
    }
    all
});

/// How often each language's little words stand in a text, and how many words there are.
#[derive(Default)]
struct Hits {
    of: [u32; TAGS.len()],
    words: u32,
    letters: usize,
}

impl Hits {
    /// Those of a text, up to where it is `enough`.
    fn of(text: &str, enough: impl Fn(&Self) -> bool) -> Self {
        let mut hits = Self::default();
        let mut small = String::new();
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            hits.words += 1;
            hits.letters += word.len();
            small.clear();
            if word.is_ascii() {
                small.push_str(word);
                small.make_ascii_lowercase();
            } else {
                small.extend(word.chars().flat_map(char::to_lowercase));
            }
            hits.add(as_number(&small).and_then(|word| WORDS.get(&word)).copied().unwrap_or(0));
            if enough(&hits) {
                break;
            }
        }
        hits
    }

    fn add(&mut self, mut languages: u32) {
        while languages != 0 {
            if let Some(hit) = usize::try_from(languages.trailing_zeros()).ok().and_then(|n| self.of.get_mut(n)) {
                *hit += 1;
            }
            languages &= languages - 1;
        }
    }
}

/// The language of Latin letters whose little words are a fifth of all and three times those of any other language; `None`
/// where it takes more to tell.
pub(super) fn by_little_words(text: &str) -> Option<&'static str> {
    const ENOUGH: u32 = 400;
    let Hits { of, words, .. } = Hits::of(text, |hits| hits.words >= ENOUGH);
    let (best, most) = of.iter().enumerate().max_by_key(|(_, hits)| **hits)?;
    let clear = of.iter().enumerate().all(|(n, hits)| n == best || hits * 3 < *most);
    (words >= ENOUGH && most * 5 >= words && clear).then(|| TAGS.get(best).map(|(_, tag)| *tag))?
}

/// The runs of paragraphs of a text in each of its languages; none where it has but one. `main` is the language of the text
/// as a whole, as a BCP 47 tag, where it is known.
pub fn languages(text: &str, main: Option<&str>) -> Vec<LanguageRun> {
    let main = main.map(|tag| tag.split(['-', '_']).next().unwrap_or(tag).to_lowercase());
    let count = lines(text).filter(|line| !line.trim().is_empty()).count();
    let every = count / MOST + 1;
    let main = main.as_deref().unwrap_or_default();
    let own = TAGS.iter().position(|(_, tag)| *tag == main);
    let telling = Telling { main, own };
    // Where a paragraph of another language than the one before begins.
    let mut turns: Vec<(usize, &'static str)> = Vec::new();
    let (mut at, mut paragraph) = (0, 0);
    for line in lines(text) {
        let start = at;
        at += line.len();
        if line.trim().is_empty() {
            continue;
        }
        paragraph += 1;
        if (paragraph - 1) % every != 0 {
            continue;
        }
        let told = telling.paragraph(line);
        if let Some(told) = told.filter(|told| turns.last().is_none_or(|(_, last)| last != told)) {
            turns.push((start, told));
        }
    }
    if turns.len() < 2 {
        return Vec::new();
    }
    // What stands before the first that can be told goes with it.
    if let Some((start, _)) = turns.first_mut() {
        *start = 0;
    }
    let ends = turns.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let run = |((start, language), end): (&(usize, &'static str), usize)| LanguageRun {
        start: small(*start),
        end: small(end),
        language: (*language).to_owned(),
        chars: small(text.get(*start..end).unwrap_or_default().chars().count()),
    };
    turns.iter().zip(ends).map(run).collect()
}

struct Telling<'a> {
    /// The language of the text as a whole; empty when it is not known.
    main: &'a str,
    /// Its place among [`TAGS`].
    own: Option<usize>,
}

impl Telling<'_> {
    /// The language of a paragraph; `None` where it cannot be told.
    fn paragraph(&self, text: &str) -> Option<&'static str> {
        if let Some(sample) = text.get(..SAMPLE.min(text.len())).filter(|sample| sample.is_ascii()) {
            return self.latin(sample);
        }
        let sample = text.char_indices().nth(SAMPLE).map_or(text, |(end, _)| text.get(..end).unwrap_or(text));
        let mut counts = [0_usize; ALL.len()];
        let mut rare = Vec::new();
        for c in sample.chars() {
            let Some(script) = Script::of(c) else { continue };
            if let Some(count) = counts.get_mut(script as usize) {
                *count += 1;
            }
            if is_rare(c) {
                rare.push(c);
            }
        }
        let letters: usize = counts.iter().sum();
        let (most, script) = counts.iter().zip(ALL).max_by_key(|(count, _)| **count)?;
        if *most * 10 < letters * 6 && script != Script::Han && script != Script::Kana {
            return None;
        }
        let has = |set: &str| rare.iter().filter(|c| set.contains(**c)).count();
        let told = match script {
            Script::Latin => return self.latin(sample),
            Script::Cyrillic if *most >= FEWEST => cyrillic(*most, has),
            Script::Arabic if *most >= FEWEST => arabic(*most, has),
            Script::Cyrillic | Script::Arabic => return None,
            _ => return language(sample),
        };
        let same_script = match script {
            Script::Cyrillic => ["ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg"].as_slice(),
            _ => ["fa", "ar", "ur", "ps", "ckb"].as_slice(),
        };
        // A letter or two make no other language.
        let own = same_script.iter().find(|tag| **tag == self.main);
        Some(own.filter(|_| *most < FEWEST_OF_ANOTHER).copied().unwrap_or(told))
    }

    /// The language of Latin letters, by little words.
    fn latin(&self, text: &str) -> Option<&'static str> {
        let own = self.own;
        let Hits { of: hits, words, letters } =
            Hits::of(text, |hits| hits.words >= CLEAR && own.is_some_and(|own| is_clear(&hits.of, own)));
        let own_hits = own.and_then(|own| hits.get(own)).copied().unwrap_or(0);
        let (best, most) = hits.iter().enumerate().max_by_key(|(_, hits)| **hits)?;
        let (_, tag) = TAGS.get(best)?;
        let told = *most >= 4 && *most > own_hits * 2 && *most * 8 >= words;
        match own.and_then(|own| TAGS.get(own)) {
            // Names and figures alone are of no language: they go with what is around them.
            Some((_, own)) => (told || own_hits > 0).then_some(if told { tag } else { *own }),
            None if told => Some(tag),
            None => (letters >= SAMPLE / 2).then(|| language(text)).flatten(),
        }
    }
}

/// True when so many little words are of one language that it can be no other.
fn is_clear(hits: &[u32], own: usize) -> bool {
    let own_hits = hits.get(own).copied().unwrap_or(0);
    own_hits >= 3 && hits.iter().all(|hits| *hits <= own_hits)
}

/// Letters that tell alphabets of one script apart.
fn is_rare(c: char) -> bool {
    match Script::of(c) {
        Some(Script::Cyrillic) => !matches!(c, 'а'..='щ' | 'ь' | 'ю' | 'я' | 'А'..='Щ' | 'Ь' | 'Ю' | 'Я'),
        Some(Script::Arabic) => !"ابتثجحخدذرزسشصضطظعغفقلمنهو".contains(c),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUSSIAN: &str = "На следующей неделе вопрос обсудит городской совет, сообщили в администрации порта, а её представитель это подтвердил.\n";
    const ENGLISH: &str = "Dockers said they had been told nothing about a new operator, and the council is expected to discuss the matter next week.\n";
    const GERMAN: &str = "Nach Angaben der Behörde sei noch nichts entschieden; der Stadtrat berät in der kommenden Woche über den Hafen und die Pacht.\n";
    const UKRAINIAN: &str = "Наступного тижня питання обговорить міська рада, повідомили в адміністрації порту, її речник це підтвердив журналістам.\n";

    fn runs(paragraphs: &[&str], main: &str) -> Vec<(usize, String)> {
        let text = paragraphs.concat();
        let starts: Vec<usize> =
            paragraphs.iter().scan(0, |at, p| Some(std::mem::replace(at, *at + p.len()))).collect();
        let found = languages(&text, Some(main).filter(|main| !main.is_empty()));
        let (mut at, mut chars) = (0, 0);
        for run in &found {
            assert_eq!(run.start, at, "they cover the text without a gap");
            (at, chars) = (run.end, chars + run.chars);
        }
        if !found.is_empty() {
            assert_eq!((at as usize, chars as usize), (text.len(), text.chars().count()));
        }
        let paragraph = |byte: u32| starts.iter().position(|start| *start == byte as usize).unwrap();
        found.into_iter().map(|run| (paragraph(run.start), run.language)).collect()
    }

    fn told(expected: &[(usize, &str)]) -> Vec<(usize, String)> {
        expected.iter().map(|(at, tag)| (*at, (*tag).to_owned())).collect()
    }

    #[test]
    fn paragraphs_of_other_languages_are_runs_and_one_language_is_none() {
        assert_eq!(
            runs(&[RUSSIAN, "\n", RUSSIAN, ENGLISH, "* * *\n", ENGLISH, RUSSIAN], "ru"),
            told(&[(0, "ru"), (3, "en"), (6, "ru")])
        );
        assert_eq!(runs(&["1.\n", ENGLISH, GERMAN, GERMAN, ENGLISH], "en"), told(&[(0, "en"), (2, "de"), (4, "en")]));
        assert_eq!(runs(&[RUSSIAN, UKRAINIAN, UKRAINIAN], "ru"), told(&[(0, "ru"), (1, "uk")]));
        assert_eq!(
            runs(&[ENGLISH, RUSSIAN], ""),
            told(&[(0, "en"), (1, "ru")]),
            "where no language has the most of it"
        );
        for (same, main) in [(RUSSIAN, "ru"), (ENGLISH, "en"), (GERMAN, "de"), (UKRAINIAN, "uk")] {
            assert_eq!(runs(&[same, same, "OK\n", same], main), [], "{main}");
        }
        assert_eq!(runs(&[], "en"), []);
    }

    #[test]
    fn names_figures_and_a_quoted_word_are_no_other_language() {
        let names = "Alexander Lukashenko, Mohammad Mokhber, Masoud Pezeshkian, Sergei Ryzhenkov, Viktor Khrenin, Minsk, Tehran.\n";
        let title = "See “Встреча” (Meeting), president.gov.by, 18 October 2023, and the answer of the ministry to the letter.\n";
        let table = "12\t450\t18.5\nMinsk\tBrest\tGomel\n";
        assert_eq!(runs(&[ENGLISH, names, title, table, ENGLISH], "en"), []);
        assert_eq!(runs(&[RUSSIAN, "BelTA, TASS, IRNA\n", "Объект №5, съезд.\n", RUSSIAN], "ru"), []);
        let french = "Le ministre des transports a déclaré lundi que le port ne serait loué à personne, selon un communiqué publié hier dans la presse.\n";
        let spanish = "El ministro de Transportes declaró el lunes que el puerto no será arrendado a nadie, según un comunicado de la agencia.\n";
        assert_eq!(runs(&[french, spanish, french], "fr"), told(&[(0, "fr"), (1, "es"), (2, "fr")]));
    }

    #[test]
    fn little_words_tell_what_is_clear_and_leave_what_is_not() {
        let english =
            "It was said in the report that the port is open to all, and that it was so for most of a year.\n";
        assert_eq!(by_little_words(&english.repeat(30)), Some("en"));
        assert_eq!(by_little_words(&GERMAN.repeat(30)), Some("de"));
        assert_eq!(by_little_words(english), None, "too few words");
        let danish = "Og det er på havnen af byen en dag, som den ikke har med at gøre til i dag.\n";
        assert_eq!(by_little_words(&danish.repeat(30)), None, "Norwegian has the same");
        assert_eq!(by_little_words(&[english, GERMAN].concat().repeat(30)), None, "of both");
        assert!(LITTLE.iter().flat_map(|words| words.split(' ')).all(|word| as_number(word).is_some()));
    }

    #[test]
    fn of_a_very_long_text_some_paragraphs_are_looked_at() {
        let text = format!("{}{}", ENGLISH.repeat(30_000), RUSSIAN.repeat(30_000));
        let found = languages(&text, Some("en"));
        assert_eq!(found.iter().map(|run| run.language.as_str()).collect::<Vec<_>>(), ["en", "ru"]);
    }
}
