//! The gold: names written down before what compares them.

use super::super::tokens::{Script, tokens};
use super::*;

const GOLD: &str = include_str!("../../../tests/it/search_names.tsv");

/// Latin spellings of one name that share no other spelling in the gold.
const ONE_NAME: [[&str; 2]; 2] = [["Zelensky", "Zelenskyy"], ["Zaluzhny", "Zaluzhnyi"]];

/// Latin, language, other spelling.
fn gold() -> Vec<(&'static str, &'static str, &'static str)> {
    let lines = GOLD.lines().filter(|line| !line.starts_with('#'));
    let fields = |line: &'static str| -> Option<(&str, &str, &str)> {
        let mut fields = line.split('\t');
        Some((fields.next()?, fields.next()?, fields.next()?))
    };
    lines.map(|line| fields(line).unwrap()).collect()
}

fn folded(word: &str) -> (String, Script) {
    (crate::domain::fold(word), tokens(word)[0].script)
}

/// True when search would take this word for the name: found by the key, and not refused by the sounds.
fn found(latin: &str, other: &str) -> bool {
    let (name, _) = folded(latin);
    let (word, script) = folded(other);
    if script == Script::Han {
        return word.chars().all(is_for_names) && within_han(&name, &word).is_some_and(|at| at.len() >= word.len() - 3);
    }
    let asked = keys_to_ask(&name, Script::Latin);
    let stored = [key(&word, script), inflected_key(&word, script)];
    stored.iter().flatten().any(|key| asked.contains(key)) && may_be_same(&name, &word, script, false)
}

#[test]
fn nine_names_in_ten_are_found_and_few_others() {
    let gold = gold();
    let pairs: Vec<_> = gold.iter().filter(|(latin, ..)| *latin != "-").collect();
    let missed: Vec<_> = pairs.iter().filter(|(latin, _, other)| !found(latin, other)).collect();
    let recall = 1.0 - missed.len() as f64 / pairs.len() as f64;
    let mut names: Vec<&str> = pairs.iter().map(|(latin, ..)| *latin).collect();
    names.dedup();
    names.sort_unstable();
    names.dedup();
    let mut others: Vec<&str> = pairs.iter().map(|(_, _, other)| *other).collect();
    others.extend(gold.iter().filter(|(latin, ..)| *latin == "-").flat_map(|(_, _, words)| words.split(' ')));
    others.sort_unstable();
    others.dedup();
    let (mut right, mut wrong) = (0, Vec::new());
    for name in &names {
        // Two Latin spellings of one name find what either does.
        let own: Vec<&str> = pairs.iter().filter(|(latin, ..)| latin == name).map(|(_, _, other)| *other).collect();
        let same: Vec<&str> = pairs.iter().filter(|(_, _, o)| own.contains(o)).map(|(latin, ..)| *latin).collect();
        for other in &others {
            if found(name, other) {
                let is_same = |latin: &str| {
                    same.contains(&latin) || ONE_NAME.iter().any(|one| one.contains(&latin) && one.contains(name))
                };
                if pairs.iter().any(|(latin, _, o)| o == other && is_same(latin)) {
                    right += 1;
                } else {
                    wrong.push((*name, *other));
                }
            }
        }
    }
    let precision = f64::from(right) / (f64::from(right) + wrong.len() as f64);
    assert!(recall >= 0.9, "recall {recall}: {missed:?}");
    assert!(precision >= 0.9, "precision {precision}: {wrong:?}");
}

/// True when search would take one of these words for the other, whichever is typed.
fn found_beside_latin(cyrillic: &str, arabic: &str) -> bool {
    let ((typed, _), (word, _)) = (folded(cyrillic), folded(arabic));
    let mut asked = keys_to_ask(&typed, Script::Cyrillic);
    asked.extend(romanized(&typed).iter().flat_map(|name| keys_to_ask(name, Script::Latin)));
    let stored = [key(&word, Script::Arabic), inflected_key(&word, Script::Arabic)];
    stored.iter().flatten().any(|key| asked.contains(key)) && cyrillic_may_be_arabic(&typed, &word, false)
}

#[test]
fn names_in_cyrillic_and_arabic_letters_are_found_by_each_other_without_latin_ones() {
    let gold = gold();
    let of = |language: &[&str]| -> Vec<(&str, &str)> {
        let named = gold.iter().filter(|(latin, of, _)| *latin != "-" && language.contains(of));
        named.map(|(latin, _, other)| (*latin, *other)).collect()
    };
    let (cyrillic, arabic) = (of(&["ru", "uk"]), of(&["fa", "ar"]));
    let (mut same, mut missed, mut wrong) = (0, Vec::new(), Vec::new());
    for (name, one) in &cyrillic {
        for (other_name, other) in &arabic {
            let found = found_beside_latin(one, other);
            let also = |names: &[&str; 2]| names.contains(name) && names.contains(other_name);
            if name == other_name || ONE_NAME.iter().any(also) {
                same += 1;
                if !found {
                    missed.push((*one, *other));
                }
            } else if found && !gold.iter().any(|(latin, _, spelled)| latin == name && spelled == other) {
                wrong.push((*one, *other));
            }
        }
    }
    let recall = 1.0 - missed.len() as f64 / f64::from(same);
    let precision = f64::from(same) / (f64::from(same) + wrong.len() as f64);
    assert!(recall >= 0.9, "recall {recall} of {same}: {missed:?}");
    assert!(precision >= 0.9, "precision {precision}: {wrong:?}");
}
