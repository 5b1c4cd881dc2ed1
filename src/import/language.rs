//! The language of a text, as a proposal: by the letters that only some languages of a script have, and for Latin letters
//! by what follows what (trigrams). Too little text has none.

mod paragraphs;

use paragraphs::by_little_words;
pub use paragraphs::languages;
use std::cell::LazyCell;
use whatlang::{Detector, Lang};

/// How much of a text is looked at, in letters.
const LETTERS: usize = 6_000;
/// Fewest letters that say anything.
const FEWEST: usize = 24;
/// Fewest letters of Latin script, whose languages differ in less.
const FEWEST_LATIN: usize = 60;

/// Scripts as far as they tell languages apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Hebrew,
    Greek,
    Armenian,
    Georgian,
    Devanagari,
    Thai,
    Hangul,
    Kana,
    Han,
}

const ALL: [Script; 12] = [
    Script::Latin,
    Script::Cyrillic,
    Script::Arabic,
    Script::Hebrew,
    Script::Greek,
    Script::Armenian,
    Script::Georgian,
    Script::Devanagari,
    Script::Thai,
    Script::Hangul,
    Script::Kana,
    Script::Han,
];

impl Script {
    /// How many letters of an alphabet one of its characters stands for.
    fn weight(self) -> usize {
        match self {
            Self::Han => 3,
            Self::Kana | Self::Hangul => 2,
            _ => 1,
        }
    }

    fn of(c: char) -> Option<Self> {
        Some(match c {
            'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Self::Latin,
            '\u{400}'..='\u{52F}' => Self::Cyrillic,
            '\u{620}'..='\u{64A}' | '\u{66E}'..='\u{6D3}' | '\u{6D5}' | '\u{6FA}'..='\u{6FF}' => Self::Arabic,
            '\u{5D0}'..='\u{5EA}' => Self::Hebrew,
            '\u{370}'..='\u{3FF}' => Self::Greek,
            '\u{531}'..='\u{587}' => Self::Armenian,
            '\u{10A0}'..='\u{10FF}' => Self::Georgian,
            '\u{904}'..='\u{939}' => Self::Devanagari,
            '\u{E01}'..='\u{E2E}' => Self::Thai,
            '\u{AC00}'..='\u{D7A3}' => Self::Hangul,
            '\u{3041}'..='\u{30FF}' => Self::Kana,
            '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' => Self::Han,
            _ => return None,
        })
    }
}

/// The words of a text that are no commands, addresses, names of files and figures, as far as they are looked at: these are
/// written in Latin letters whatever the language.
fn running(text: &str) -> String {
    let mut out = String::new();
    let mut letters = 0;
    for word in text.split_whitespace() {
        let bare = word.trim_matches(is_edge);
        if word.is_ascii() {
            let kinds = bare.bytes().fold(0, |kinds, byte| kinds | ASCII.get(usize::from(byte)).copied().unwrap_or(0));
            if kinds & LETTER == 0 || kinds & CODE == 0 && !bare.starts_with('-') {
                out.push_str(word);
                out.push(' ');
                letters += word.len();
            }
            if letters > LETTERS * 2 {
                break;
            }
            continue;
        }
        let (mut latin, mut foreign, mut heavy, mut code) = (false, false, false, bare.starts_with('-'));
        for c in bare.chars() {
            match Script::of(c) {
                Some(Script::Latin) => latin = true,
                Some(script) => (foreign, heavy) = (true, heavy || script.weight() > 1),
                None => code |= is_code(c),
            }
        }
        if latin && !foreign && code {
            continue;
        }
        // Where nothing parts words, commands stand among the others.
        let parted = foreign && (code || heavy);
        if parted {
            out.extend(word.chars().filter(|c| Script::of(*c) != Some(Script::Latin)));
        } else {
            out.push_str(word);
        }
        out.push(' ');
        letters += word.chars().count();
        if letters > LETTERS * 2 {
            break;
        }
    }
    out
}

/// What the characters of ASCII are by themselves.
const ASCII: [u8; 128] = {
    let mut of = [0; 128];
    let mut byte = 0;
    while byte < of.len() {
        let c = byte as u8 as char;
        of[byte] = if c.is_ascii_alphabetic() {
            LETTER
        } else if is_code(c) {
            CODE
        } else {
            0
        };
        byte += 1;
    }
    of
};
const LETTER: u8 = 1;
const CODE: u8 = 2;

/// Signs that stand around words.
fn is_edge(c: char) -> bool {
    matches!(
        c,
        '(' | ')' | '[' | ']' | '“' | '”' | '«' | '»' | '"' | '\'' | '‘' | '’' | '.' | ',' | ';' | ':' | '!' | '?'
    ) || matches!(c, '…' | '、' | '。' | '，' | '；' | '：' | '！' | '？' | '（' | '）')
}

/// Figures, and signs that stand in commands and addresses.
const fn is_code(c: char) -> bool {
    matches!(
        c,
        '0'..='9' | '/' | '\\' | '_' | '=' | '$' | '<' | '>' | '{' | '}' | '[' | ']' | '|' | '~' | '#' | ':' | ';'
    ) || matches!(c, '(' | ')' | '*' | '+' | '&' | '%' | '`' | '@' | '.')
}

/// The primary part of a language tag (BCP 47) for a text; `None` where it cannot be told.
pub fn language(text: &str) -> Option<&'static str> {
    let running = running(text);
    match by_script(&running)? {
        ByScript::One(tag) => Some(tag),
        ByScript::Latin(letters) => latin(&running, letters),
    }
}

/// What the script of a text tells.
enum ByScript {
    /// Its language.
    One(&'static str),
    /// It is written in so many Latin letters, by which no language is told.
    Latin(usize),
}

/// What the script of the running words of a text tells.
fn by_script(running: &str) -> Option<ByScript> {
    let mut counts = [0_usize; ALL.len()];
    for script in running.chars().filter_map(Script::of).take(LETTERS) {
        if let Some(count) = counts.get_mut(script as usize) {
            *count += 1;
        }
    }
    let count = |script: Script| counts.get(script as usize).copied().unwrap_or(0);
    let (_, script) = ALL.iter().map(|script| (count(*script) * script.weight(), *script)).max_by_key(|(n, _)| *n)?;
    let most = count(script);
    let all: usize = ALL.iter().map(|script| count(*script) * script.weight()).sum();
    // A character of Chinese says more than a letter.
    let enough = if script.weight() > 1 { FEWEST / 3 } else { FEWEST };
    // Names and commands in Latin letters stand in texts of every script, seldom the other way round.
    let share = if script == Script::Latin { 6 } else { 5 };
    if most < enough || most * script.weight() * 10 < all * share {
        // Japanese is written in two scripts.
        let letters: usize = counts.iter().sum();
        let japanese = count(Script::Kana) * 5 >= letters && letters >= enough;
        return japanese.then_some(ByScript::One("ja"));
    }
    let letters =
        LazyCell::new(|| -> Vec<char> { running.chars().filter(|c| Script::of(*c).is_some()).take(LETTERS).collect() });
    let has = |set: &str| letters.iter().filter(|c| set.contains(**c)).count();
    Some(ByScript::One(match script {
        Script::Latin => return Some(ByScript::Latin(most)),
        Script::Cyrillic => cyrillic(most, has),
        Script::Arabic => arabic(most, has),
        Script::Hebrew => "he",
        Script::Greek => "el",
        Script::Armenian => "hy",
        Script::Georgian => "ka",
        Script::Devanagari => "hi",
        Script::Thai => "th",
        Script::Hangul => "ko",
        Script::Kana => "ja",
        Script::Han if count(Script::Kana) * 10 >= most => "ja",
        Script::Han => "zh",
    }))
}

/// The language of a text whose file says it is in `said`: what programs write into a file by default is not believed where
/// the letters are none of that language's.
pub fn language_said(said: Option<String>, text: &str) -> Option<String> {
    let Some(said) = said else { return language(text).map(str::to_owned) };
    let primary = said.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    let is_latin = |tag: &str| TAGS.iter().any(|(_, known)| *known == tag);
    if !is_latin(&primary) {
        return Some(said);
    }
    match by_script(&running(text)) {
        Some(ByScript::One(told)) if !is_latin(told) => Some(told.to_owned()),
        _ => Some(said),
    }
}

/// Which Cyrillic alphabet: each has letters others lack.
fn cyrillic(all: usize, has: impl Fn(&str) -> usize) -> &'static str {
    // A quoted name has a letter or two of another alphabet.
    let some = |set: &str| has(set) * 200 > all;
    let russian = some("ыЫ");
    match () {
        () if some("ўЎ") && some("іІ") => "be",
        () if some("іїєґІЇЄҐ") && !russian => "uk",
        () if some("қғңұөҚҒҢҰӨ") && some("іІ") => "kk",
        () if some("ңөүҢӨҮ") => "ky",
        () if some("ҷӣӯҳқҶӢӮҲҚ") && !russian => "tg",
        () if some("ѓќѕЃЌЅ") && some("јЈ") => "mk",
        () if some("јљњџђћЈЉЊЏЂЋ") => "sr",
        () if !russian && !some("эЭ") && has("ъЪ") * 100 > all => "bg",
        () => "ru",
    }
}

/// Which language in Arabic letters.
fn arabic(all: usize, has: impl Fn(&str) -> usize) -> &'static str {
    let some = |set: &str| has(set) * 200 > all;
    match () {
        () if some("ټډړښځڅڼ") => "ps",
        () if some("ڕڵۆێ") => "ckb",
        () if some("ٹڈڑےں") => "ur",
        // Their own letters, and those forms of yeh and kaf each keyboard writes.
        () if has("پچژگیک") > has("يكةىأإؤ") => "fa",
        () => "ar",
    }
}

fn latin(text: &str, letters: usize) -> Option<&'static str> {
    if letters < FEWEST_LATIN {
        return None;
    }
    let end = text.floor_char_boundary(LETTERS * 2);
    if let Some(clear) = by_little_words(text.get(..end)?) {
        return Some(clear);
    }
    let known = TAGS.iter().map(|(lang, _)| *lang).collect();
    let found = Detector::with_allowlist(known).detect(text.get(..end)?)?;
    // With much text a small lead is sure.
    let sure = found.is_reliable() || letters > 400;
    TAGS.iter().find(|(lang, _)| sure && *lang == found.lang()).map(|(_, tag)| *tag)
}

/// Languages in Latin letters that are told apart.
const TAGS: [(Lang, &str); 24] = [
    (Lang::Eng, "en"),
    (Lang::Deu, "de"),
    (Lang::Fra, "fr"),
    (Lang::Spa, "es"),
    (Lang::Por, "pt"),
    (Lang::Ita, "it"),
    (Lang::Nld, "nl"),
    (Lang::Pol, "pl"),
    (Lang::Ces, "cs"),
    (Lang::Slk, "sk"),
    (Lang::Hun, "hu"),
    (Lang::Ron, "ro"),
    (Lang::Tur, "tr"),
    (Lang::Aze, "az"),
    (Lang::Uzb, "uz"),
    (Lang::Swe, "sv"),
    (Lang::Dan, "da"),
    (Lang::Nob, "nb"),
    (Lang::Fin, "fi"),
    (Lang::Est, "et"),
    (Lang::Lav, "lv"),
    (Lang::Lit, "lt"),
    (Lang::Hrv, "hr"),
    (Lang::Ind, "id"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_of_a_paragraph_is_told() {
        let texts = [
            (
                "en",
                "Dockers said they had been told nothing about a new operator, and the council is expected to discuss the matter next week.",
            ),
            (
                "de",
                "Nach Angaben der Behörde sei noch nichts entschieden; der Stadtrat berät in der kommenden Woche über den Hafen.",
            ),
            (
                "fr",
                "Le ministre des transports a déclaré lundi que le port ne serait loué à personne, selon un communiqué publié hier.",
            ),
            (
                "es",
                "El ministro de Transportes declaró el lunes que el puerto no será arrendado a nadie, según un comunicado oficial.",
            ),
            (
                "tr",
                "İşçiler yeni işletmeci hakkında bilgi almadıklarını söylüyor; belediye meclisi konuyu gelecek hafta görüşecek.",
            ),
            (
                "pl",
                "Minister transportu oświadczył w poniedziałek, że port nie zostanie nikomu wydzierżawiony, podała państwowa agencja.",
            ),
            ("ru", "На следующей неделе вопрос обсудит городской совет, сообщили в администрации порта."),
            (
                "uk",
                "Наступного тижня питання обговорить міська рада, повідомили в адміністрації порту, її речник це підтвердив.",
            ),
            ("be", "На наступным тыдні пытанне абмяркуе гарадскі савет, паведамілі ў адміністрацыі порта ўчора."),
            ("bg", "Следващата седмица въпросът ще бъде обсъден от градския съвет, съобщиха от пристанището."),
            ("sr", "Следеће недеље о питању ће расправљати градско веће, саопштила је лучка управа, њен портпарол."),
            ("kk", "Келесі аптада бұл мәселені қалалық кеңес талқылайды, деп хабарлады порт әкімшілігі."),
            ("fa", "شورای شهر هفتهٔ آینده در این باره گفت‌وگو می‌کند و سخنگوی بندر از گفتن مدت قرارداد خودداری کرد."),
            ("ar", "قال وزير النقل يوم الاثنين إن الميناء لن يؤجر لأحد، بحسب بيان نشرته الوكالة الرسمية أمس."),
            ("ur", "وزیر ٹرانسپورٹ نے پیر کو کہا کہ بندرگاہ کسی کو کرائے پر نہیں دی جائے گی، سرکاری بیان کے مطابق۔"),
            ("he", "מועצת העיר צפויה לדון בעניין בשבוע הבא, ופועלי הנמל אומרים שלא נמסר להם דבר."),
            ("zh", "港务局拒绝透露合同期限，市议会预计下周讨论此事。"),
            ("ja", "港湾局は契約期間について明らかにしなかった。市議会は来週この件を議論する見通しだ。"),
            ("ko", "항만청은 계약 기간을 밝히기를 거부했으며 시의회는 다음 주에 이 문제를 논의할 예정이다."),
            ("el", "Το δημοτικό συμβούλιο αναμένεται να συζητήσει το θέμα την επόμενη εβδομάδα."),
            ("ka", "საქალაქო საბჭო საკითხს მომავალ კვირას განიხილავს, განაცხადა პორტის ადმინისტრაციამ."),
        ];
        let told: Vec<_> = texts.iter().map(|(_, text)| language(text)).collect();
        let meant: Vec<_> = texts.iter().map(|(tag, _)| Some(*tag)).collect();
        assert_eq!(told, meant);
    }

    #[test]
    fn a_name_in_another_script_and_a_quoted_word_do_not_mislead() {
        let text =
            "The harbour of Алдан will not be leased to anyone, the minister told reporters on Monday in the capital.";
        assert_eq!(language(text), Some("en"));
        let text =
            "Министр заявил, что «Київ» и порт не будут сданы в аренду никому, и это было сказано вчера вечером.";
        assert_eq!(language(text), Some("ru"));
    }

    #[test]
    fn a_file_is_believed_unless_its_letters_are_none_of_the_language_it_says() {
        let said = |tag: &str, text: &str| language_said(Some(tag.to_owned()), text);
        let russian = "На следующей неделе вопрос обсудит городской совет, сообщили в администрации порта.";
        assert_eq!(said("en-US", russian).as_deref(), Some("ru"));
        assert_eq!(said("uk", russian).as_deref(), Some("uk"));
        assert_eq!(said("fr", "The council is expected to discuss the matter next week.").as_deref(), Some("fr"));
        assert_eq!(said("de", "OK").as_deref(), Some("de"));
        assert_eq!(language_said(None, russian).as_deref(), Some("ru"));
        assert_eq!(language_said(None, "OK"), None);
    }

    #[test]
    fn commands_addresses_and_names_of_files_are_no_words_of_a_language() {
        let code = "sudo apt-get install --reinstall libc6 /etc/apt/sources.list https://example.org/debian/pool/main \
                    Package: cat /var/lib/dpkg/status | grep -A1 Version=1.0 mirror.example.org ";
        let zh = "使用apt-get命令更新软件包列表。管理员可以在配置文件中设置镜像站点，然后执行升级操作。系统会自动下载所需的软件包并安装。";
        assert_eq!(language(&format!("{zh}\n{code}\n{code}\n{zh}\n{code}")), Some("zh"));
        let ru = "Чтобы получить пакет, нужно выполнить команду и прочитать, что она пишет. Настройки лежат в файле.";
        assert_eq!(language(&format!("{ru}\n{code}\n{ru}\n{code}\n{code}")), Some("ru"));
        assert_eq!(language(&format!("{code}{code}")), None, "nothing but commands");
        let page = "The package manager reads its sources and writes what it did into a file in the folder for logs.";
        assert_eq!(language(&format!("{page}\n管理员手册\n{page}")), Some("en"), "a title in Chinese");
    }

    #[test]
    fn too_little_says_nothing() {
        assert_eq!(language(""), None);
        assert_eq!(language("12 345 — 17:30"), None);
        assert_eq!(language("OK, hello"), None);
        assert_eq!(language("Порт"), None);
    }
}
