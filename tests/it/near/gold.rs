//! Pairs of texts with a known likeness: real texts and what becomes of them on the way from desk to desk, and pairs that
//! share much and are no copies. Each run makes the same pairs. Likeness is counted here in the plainest way there is, on
//! words as text and with no code of what is tested.

use std::collections::BTreeSet;
use std::path::Path;

/// Two texts and how alike they are.
pub struct Pair {
    /// What was done to the one to make the other.
    pub made_by: &'static str,
    pub left: String,
    pub right: String,
    /// Common runs of three words by all runs of three words.
    pub likeness: f64,
}

/// How many words make a run.
const RUN: usize = 3;

/// The paragraphs of a text.
type Text = Vec<String>;

/// Numbers that look like chance and are the same in every run.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % n.max(1) as u64).unwrap()
    }
}

const PERSIAN: &str = "مینسک، ۲۵ مهر. رئیس‌جمهور بلاروس روز سه‌شنبه در دیدار با معاون اول رئیس‌جمهور ایران گفت دو کشور باید با یکدیگر همکاری نزدیک داشته باشند.\nاو گفت همکاری نظامی دو کشور علیه هیچ کشور ثالثی نیست و تحریم‌های غرب مانع گسترش بازرگانی نخواهد شد.\nدو طرف نقشه راه همکاری‌های فراگیر را تا سال ۲۰۲۶ امضا کردند و درباره خوراک، دارو، ماشین‌آلات کشاورزی و ترابری گفتگو کردند.\nوزارت دفاع بلاروس نیز اعلام کرد رزمایش مشترک در خاک یکی از دو کشور برگزار می‌شود و جای آن هنوز روشن نیست.";

const CHINESE: &str = "明斯克十月十七日电 白俄罗斯总统卢卡申科星期二在会见伊朗第一副总统时表示，两国应当密切合作，共同抵御来自西方的攻击。\n他强调，白俄罗斯与伊朗之间的伙伴关系不针对任何第三方，两国之间没有不能讨论的话题。\n双方签署了一份直到二零二六年的全面合作路线图，内容包括粮食供应、药品、农业机械、运输以及军事技术领域。\n白俄罗斯国防部国际军事合作局局长列文科在社交网络上说，联合演习将在其中一国境内举行，具体地点目前尚未公布。\n分析人士认为，这次演习既可以提高两国军队的战备水平，也表明双方在面对制裁和压力时利益更加一致。";

/// What agencies and sites set under whatever they print.
const BOILERPLATE: [&str; 4] = [
    "All rights reserved. This material may not be published, broadcast, rewritten or redistributed without permission of the agency. Subscribe to our newsletter and follow us on social networks to receive the main news of the day every morning.",
    "Photograph from the archive. If you have found a mistake in the text, select it and press Ctrl and Enter, and our editors will be told.",
    "The press service of the ministry is on duty around the clock. When this text is used in whole or in part, a link to the site of the press service is required.",
    "Read also: what the roadmap of cooperation contains; who came with the delegation; why the ministers met twice in one year; how trade between both countries has grown.",
];

/// Names as another desk writes them.
const NAMES: [(&str, &str); 9] = [
    ("Lukashenko", "Lukaschenka"),
    ("Minsk", "Miensk"),
    ("Iran", "Persia"),
    ("Belarus", "Bielorussia"),
    ("Tehran", "Téhéran"),
    ("Khrenin", "Chrenin"),
    ("Revenko", "Rewenko"),
    ("Moscow", "Moskva"),
    ("document", "paper"),
];

const WORDS: [&str; 16] = [
    "however",
    "reportedly",
    "officials",
    "yesterday",
    "sources",
    "again",
    "several",
    "major",
    "early",
    "local",
    "new",
    "senior",
    "widely",
    "formal",
    "brief",
    "earlier",
];

fn paragraphs(text: &str) -> Text {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The texts that are copied: the two seeds, the pages of the guide one by one and two by two, and texts in other scripts.
fn originals() -> Vec<Text> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| paragraphs(&std::fs::read_to_string(root.join(path)).unwrap());
    let mut pages: Vec<_> = std::fs::read_dir(root.join("assets/help"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".md"))
        .collect();
    pages.sort();
    let pages: Vec<Text> = pages.iter().map(|name| read(&format!("assets/help/{name}"))).collect();
    let mut out: Vec<Text> = vec![
        read(&format!("seeds/{}", crate::program::SEED_A)),
        read(&format!("seeds/{}", crate::program::SEED_B)),
        read("tests/fixtures/import/columns_ru.txt"),
        paragraphs(PERSIAN),
        paragraphs(CHINESE),
    ];
    out.extend(pages.chunks(2).map(<[Text]>::concat));
    out.extend(pages.into_iter().filter(|page| page.concat().len() > 800));
    out
}

/// Changes `percent` of the words: one in three is replaced, one left out, one put in.
fn reworded(text: &Text, percent: usize, chance: &mut Chance) -> Text {
    let mut out = Vec::new();
    for paragraph in text {
        let spaced = paragraph.contains(' ');
        let words: Vec<String> = if spaced {
            paragraph.split(' ').map(str::to_owned).collect()
        } else {
            paragraph.chars().map(String::from).collect()
        };
        let mut kept = Vec::new();
        for word in words {
            if chance.below(1_000) >= percent * 10 {
                kept.push(word);
                continue;
            }
            let other = if spaced { WORDS[chance.below(WORDS.len())] } else { "新" };
            match chance.below(3) {
                0 => kept.push(other.to_owned()),
                1 => {}
                _ => kept.extend([word, other.to_owned()]),
            }
        }
        out.push(kept.join(if spaced { " " } else { "" }));
    }
    out
}

fn renamed(text: &Text) -> Text {
    let rename = |line: &String| NAMES.iter().fold(line.clone(), |line, (from, to)| line.replace(from, to));
    text.iter().map(rename).collect()
}

/// Another headline, a dateline before the first words, and the desk's initials at the end.
fn headed(text: &Text, chance: &mut Chance) -> Text {
    let place = ["MINSK", "TEHRAN", "LONDON", "VIENNA"][chance.below(4)];
    let mut out = vec![format!("{} and {} in the news", WORDS[chance.below(16)], WORDS[chance.below(16)])];
    out.push(format!("{place}, {} October 2023 (Agency) - {}", 1 + chance.below(28), text[0]));
    out.extend(text.iter().skip(1).cloned());
    out.push(format!("({}{})", chance.below(10), chance.below(10)));
    out
}

/// Paragraphs, or the sentences of a text that has few, in another order.
fn reordered(text: &Text, chance: &mut Chance) -> Text {
    let mut out: Text = if text.len() < 4 {
        text.iter().flat_map(|p| p.split_inclusive(". ")).map(|s| s.trim().to_owned()).collect()
    } else {
        text.clone()
    };
    for _ in 0..1 + chance.below(4) {
        let from = chance.below(out.len());
        let moved = out.remove(from);
        out.insert(chance.below(out.len() + 1), moved);
    }
    out
}

fn cut(text: &Text, percent: usize) -> Text {
    let all = text.join("\n");
    let end = all.char_indices().nth(all.chars().count() * percent / 100).map_or(all.len(), |(at, _)| at);
    paragraphs(&all[..end])
}

/// The same words set by another program: straight quotes, capitals, other spaces and line ends.
fn reset(text: &Text) -> Text {
    let out = text.iter().map(|line| line.replace(['“', '”'], "\"").replace(['‘', '’'], "'").replace(' ', " \u{A0}"));
    out.enumerate().map(|(n, line)| if n == 0 { line.to_uppercase() } else { line }).collect()
}

/// All the pairs, in the same order each time.
pub fn pairs() -> Vec<Pair> {
    let mut out = Vec::new();
    let texts = originals();
    let mut add = |made_by: &'static str, left: &Text, right: &Text| {
        let (left, right) = (left.join("\n\n"), right.join("\n"));
        let likeness = likeness(&left, &right);
        out.push(Pair { made_by, left, right, likeness });
    };
    for (n, text) in texts.iter().enumerate() {
        let mut chance = Chance::new(n as u64 + 1);
        add("set otherwise", text, &reset(text));
        for percent in [1, 2, 3, 4, 6, 9] {
            add("reworded", text, &reworded(text, percent, &mut chance));
        }
        add("headed", text, &headed(text, &mut chance));
        add("reordered", text, &reordered(text, &mut chance));
        add("renamed", text, &renamed(text));
        add("headed and renamed", text, &headed(&renamed(text), &mut chance));
        for percent in [70, 84, 93] {
            add("cut", text, &cut(text, percent));
        }
        let mut longer = text.clone();
        longer.push(BOILERPLATE[n % 4].to_owned());
        add("with boilerplate", text, &longer);
        let all = headed(&reordered(&reworded(&longer, 2, &mut chance), &mut chance), &mut chance);
        add("everything at once", text, &all);
        // What shares much and is no copy: another text under the same boilerplate, or around the same quotation.
        let other = &texts[(n + 7) % texts.len()];
        let under = |text: &Text| [text.clone(), BOILERPLATE.map(str::to_owned).to_vec()].concat();
        add("same boilerplate", &under(text), &under(other));
        let quoted = &texts[(n + 3) % texts.len()];
        let around = |text: &Text| {
            let half = text.len() / 2;
            [&text[..half], &quoted[..quoted.len().min(4)], &text[half..]].concat()
        };
        add("same quotation", &around(text), &around(other));
        add("half of it", text, &[&text[..text.len() / 2], &other[..]].concat());
    }
    out
}

/// How alike two texts are: their common runs of three words by all of theirs. Where no spaces stand between words, a
/// word is two neighbouring characters.
pub fn likeness(left: &str, right: &str) -> f64 {
    let (left, right) = (runs(left), runs(right));
    let common = left.intersection(&right).count();
    let all = left.len() + right.len() - common;
    if all == 0 { 0.0 } else { common as f64 / all as f64 }
}

fn runs(text: &str) -> BTreeSet<Vec<String>> {
    let folded = assay::domain::fold(text);
    let mut words = Vec::new();
    for part in folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
        let is_chinese = |c: &char| ('\u{4E00}'..='\u{9FFF}').contains(c);
        if !part.chars().all(|c| is_chinese(&c)) {
            words.push(part.to_owned());
            continue;
        }
        let characters: Vec<char> = part.chars().collect();
        let pairs = (0..characters.len()).map(|at| characters[at..characters.len().min(at + 2)].iter().collect());
        words.extend(pairs);
    }
    if words.len() < RUN { BTreeSet::from([words]) } else { words.windows(RUN).map(<[String]>::to_vec).collect() }
}
