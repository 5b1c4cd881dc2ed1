//! Names across scripts: whether a word in Latin letters and a word of another script may be the same name, by the sounds
//! their letters can stand for. A coarse key of consonants finds candidates in a table; comparing the sounds one by one
//! decides. Neither says that two people are one.

mod han;
mod key;
mod letters;

use super::tokens::Script;
use letters::{Item, latin, other};
use std::ops::Range;

pub use han::is_for_names;
use key::keys_to_ask;
pub use key::{inflected_key, key};

/// Most sounds that are compared; a longer word is no name.
const MOST: usize = 32;

/// True when the folded `foreign` word may be how its script writes the folded Latin `name`. With `strictly`, every sound
/// must have its letter: for words that are not known to be names.
pub fn may_be_same(name: &str, foreign: &str, script: Script, strictly: bool) -> bool {
    let sounds = latin(name);
    let budget = if strictly { 0 } else { budget(&sounds, script) };
    let forms = letters::forms(foreign, script);
    forms.iter().any(|form| compare(&sounds, &other(form, script), script, false).is_some_and(|f| f.cost <= budget))
}

/// The keys under which words of other scripts may be stored that are the same name as this folded word, however it ends.
pub fn all_keys(word: &str, script: Script) -> Vec<String> {
    let mut keys = keys_to_ask(word, script);
    keys.extend(inflected_key(word, script));
    if script == Script::Cyrillic {
        // Arabic letters leave out what may be a vowel, which Latin letters are tried without.
        keys.extend(romanized(word).iter().flat_map(|name| keys_to_ask(name, Script::Latin)));
    }
    keys.sort();
    keys.dedup();
    keys
}

/// True when two folded words of different scripts may be one name; see [`may_be_same`].
pub fn same_name(one: (&str, Script), other: (&str, Script), strictly: bool) -> bool {
    let ((one, its), (other, others)) = (one, other);
    match (its, others) {
        (Script::Latin, Script::Cyrillic | Script::Arabic) => may_be_same(one, other, others, strictly),
        (Script::Cyrillic | Script::Arabic, Script::Latin) => may_be_same(other, one, its, strictly),
        (Script::Cyrillic, Script::Arabic) => cyrillic_may_be_arabic(one, other, strictly),
        (Script::Arabic, Script::Cyrillic) => cyrillic_may_be_arabic(other, one, strictly),
        _ => false,
    }
}

/// True when two folded words may be one name, one in Cyrillic letters and one in Arabic letters.
pub fn cyrillic_may_be_arabic(cyrillic: &str, arabic: &str, strictly: bool) -> bool {
    romanized(cyrillic).iter().any(|name| may_be_same(name, arabic, Script::Arabic, strictly))
}

/// What a folded word of Cyrillic letters may be in Latin ones, with its ending and without: as English writes names
/// (BGN/PCGN without marks), but for х, which is h in names from elsewhere, as г may be.
pub fn romanized(cyrillic: &str) -> Vec<String> {
    let forms = letters::forms(cyrillic, Script::Cyrillic);
    let mut out: Vec<String> = forms.iter().flat_map(|form| [spelled(form, "g"), spelled(form, "h")]).collect();
    out.sort();
    out.dedup();
    out
}

fn spelled(cyrillic: &str, g: &'static str) -> String {
    let latin = |c: char| match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => g,
        'ґ' => "g",
        'д' => "d",
        'е' | 'э' => "e",
        'є' => "ye",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' | 'ї' => "i",
        'й' | 'ы' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ў' => "u",
        'ф' => "f",
        'х' => "h",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ю' => "yu",
        'я' => "ya",
        _ => "",
    };
    cyrillic.chars().map(latin).collect()
}

/// Where in a run of Chinese characters the Latin name may stand, in bytes.
pub fn within_han(name: &str, run: &str) -> Option<Range<usize>> {
    let sounds = latin(name);
    let items = han::items(run);
    let found = compare(&sounds, &items, Script::Han, true)?;
    let characters: Vec<Range<usize>> = run.char_indices().map(|(at, c)| at..at + c.len_utf8()).collect();
    let of = |item: usize| items.get(item).and_then(|i| characters.get(i.character)).cloned();
    let range = of(found.start)?.start..of(found.end.checked_sub(1)?)?.end;
    let length = run.get(range.clone())?.chars().count();
    (found.cost <= budget(&sounds, Script::Han) && length > 1).then_some(range)
}

/// What a comparison found: its cost, and the items of the other word from the first to one past the last.
struct Fit {
    cost: u32,
    start: usize,
    end: usize,
}

/// How much may differ, in the units of [`Item::cost`].
fn budget(sounds: &[Item], script: Script) -> u32 {
    let consonants = sounds.iter().filter(|s| s.is_consonant()).count();
    match (script, consonants) {
        (Script::Han, 0..=2) => 0,
        (Script::Han, 3) => 1,
        (Script::Han, _) => 2,
        (_, 0..=3) => 1,
        (_, _) => 2,
    }
}

/// The cheapest way to lay two rows of sounds beside each other. With `inside`, the name may begin and end anywhere in the
/// other row.
fn compare(name: &[Item], foreign: &[Item], script: Script, inside: bool) -> Option<Fit> {
    if name.is_empty() || name.len() > MOST || foreign.is_empty() || foreign.len() > MOST {
        return None;
    }
    // One row of the table a sound of the name: what it cost to come here, and where in the other row it began.
    let begin = |at: usize, cost: u32| if inside { (0, at) } else { (cost, 0) };
    let mut cost = 0;
    let mut row: Vec<(u32, usize)> = vec![(0, 0)];
    for (at, item) in foreign.iter().enumerate() {
        cost += item.skip;
        row.push(begin(at + 1, cost));
    }
    for (nth, sound) in name.iter().enumerate() {
        let skip = sound.skip_beside(script, name.get(nth + 1));
        let mut last = row.first().copied()?;
        let mut next = vec![(last.0 + skip, last.1)];
        for (at, item) in foreign.iter().enumerate() {
            let above = row.get(at + 1).copied()?;
            let left = next.last().copied()?;
            let met = (last.0 + sound.cost(item), last.1);
            let ways = [met, (above.0 + skip, above.1), (left.0 + item.skip, left.1)];
            next.push(ways.into_iter().min_by_key(|(cost, start)| (*cost, usize::MAX - *start))?);
            last = above;
        }
        row = next;
    }
    let ends = row.iter().enumerate().skip(if inside { 1 } else { foreign.len() });
    ends.map(|(end, (cost, start))| Fit { cost: *cost, start: *start, end }).min_by_key(|fit| (fit.cost, fit.end))
}

#[cfg(test)]
mod tests;
