//! Accents that were drawn over a letter as signs of their own, as TeX draws them in its old fonts, joined to the letter.

use super::layout::Unit;
use icu_normalizer::ComposingNormalizerBorrowed;
use smol_str::SmolStr;

/// Joins accents to the letters they stand over or under. The glyphs of one line come from left to right.
pub(super) fn joined(mut units: Vec<Unit>) -> Vec<Unit> {
    if !units.iter().any(|unit| mark(unit).is_some()) {
        return units;
    }
    for at in 0..units.len() {
        let Some((accent, mark)) = units.get(at).and_then(|unit| Some((unit, mark(unit)?))) else { continue };
        let middle = (accent.start + accent.end) / 2.0;
        let away = |unit: &Unit| ((unit.start + unit.end) / 2.0 - middle).abs();
        let beside = [at.checked_sub(1), at.checked_add(1)].into_iter().flatten();
        let letter = beside
            .filter_map(|at| Some((at, units.get(at)?)))
            // Side by side, as in code or mathematics, a letter and a sign are two.
            .filter(|(_, unit)| is_letter(unit) && unit.start < middle && middle < unit.end)
            .min_by(|one, other| away(one.1).total_cmp(&away(other.1)))
            .map(|(at, _)| at);
        if let Some(letter) = letter.and_then(|at| units.get_mut(at)) {
            letter.text = with_mark(&letter.text, mark).into();
            if let Some(accent) = units.get_mut(at) {
                accent.text = SmolStr::default();
            }
        }
    }
    units.retain(|unit| !unit.text.is_empty());
    units
}

fn is_letter(unit: &Unit) -> bool {
    !unit.text.is_empty() && unit.text.chars().all(char::is_alphabetic)
}

/// A letter with a mark; the letters without dots are there to bear one.
fn with_mark(letter: &str, mark: char) -> String {
    let letter = match letter {
        "ı" => "i",
        "ȷ" => "j",
        other => other,
    };
    ComposingNormalizerBorrowed::new_nfc().normalize(&format!("{letter}{mark}")).into_owned()
}

/// The mark a sign stands for when it is drawn over or under a letter.
fn mark(unit: &Unit) -> Option<char> {
    let mut signs = unit.text.chars();
    let sign = signs.next()?;
    let mark = match sign {
        '`' | 'ˋ' => '\u{300}',
        '´' | 'ˊ' => '\u{301}',
        '^' | 'ˆ' => '\u{302}',
        '~' | '˜' => '\u{303}',
        '¯' | 'ˉ' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' => '\u{30A}',
        '˝' => '\u{30B}',
        'ˇ' => '\u{30C}',
        '¸' => '\u{327}',
        '˛' => '\u{328}',
        _ => return None,
    };
    signs.next().is_none().then_some(mark)
}
