//! Given names: the forms one name has in several languages, and its short forms, by `assets/lexicons/given-names.txt`; and
//! names so common that they tell nobody apart, by `common-names.txt`.

use super::lists::{Slip, barred, each_line, is_language};
use super::words::bare_word;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Whom a given name is given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sex {
    Man,
    Woman,
}

/// By a folded form: the lines it stands in, and whether it is a short form there.
#[derive(Clone, Debug, Default)]
struct Given {
    forms: HashMap<String, Vec<(usize, bool)>>,
    sexes: Vec<Sex>,
}

const GIVEN: &str = include_str!("../../../assets/lexicons/given-names.txt");
const COMMON: &str = include_str!("../../../assets/lexicons/common-names.txt");

static NAMES: LazyLock<Given> = LazyLock::new(|| read(GIVEN).0);
static COMMON_NAMES: LazyLock<HashSet<String>> = LazyLock::new(|| common(COMMON).0);

fn read(list: &str) -> (Given, Vec<Slip>) {
    let mut given = Given::default();
    let slips = each_line(list, |line| {
        let line = barred(line)?;
        let sex = match line.head {
            "m" => Sex::Man,
            "f" => Sex::Woman,
            other => return Err(format!("“{other}” is neither m nor f")),
        };
        let number = given.sexes.len();
        given.sexes.push(sex);
        for form in line.languages.iter().flat_map(|language| &language.wordings) {
            let short = form.starts_with('~');
            let folded = bare_word(form.trim_start_matches('~'));
            if folded.is_empty() {
                return Err(format!("“{form}” is no name"));
            }
            let forms = given.forms.entry(folded).or_default();
            if !forms.contains(&(number, short)) {
                forms.push((number, short));
            }
        }
        Ok(())
    });
    (given, slips)
}

fn common(list: &str) -> (HashSet<String>, Vec<Slip>) {
    let mut names = HashSet::new();
    let slips = each_line(list, |line| {
        let (language, all) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        is_language(language)?;
        let all: Vec<String> = all.split(',').map(|name| bare_word(name.trim())).collect();
        if all.iter().any(String::is_empty) {
            return Err("nothing stands between two commas".to_owned());
        }
        names.extend(all.into_iter().flat_map(|name| {
            let bare = name.strip_prefix("ال").map(str::to_owned);
            [Some(name), bare].into_iter().flatten()
        }));
        Ok(())
    });
    (names, slips)
}

/// The lines of the list a folded word stands in, and whether it is a short form there.
pub(super) fn lines_of(folded: &str) -> &'static [(usize, bool)] {
    NAMES.forms.get(folded).map(Vec::as_slice).unwrap_or_default()
}

/// Whether two folded words are forms of one given name, and whether one of them is a short form.
pub(super) fn same(one: &str, other: &str) -> Option<bool> {
    let others = lines_of(other);
    let shared = lines_of(one).iter().filter_map(|(line, short)| {
        let its = others.iter().find(|(other, _)| other == line)?;
        Some(*short || its.1)
    });
    shared.min()
}

/// True for a folded word that is a given name.
pub(super) fn is_given(folded: &str) -> bool {
    NAMES.forms.contains_key(folded)
}

/// Whom a folded given name is given to, where that is one of both.
pub(super) fn sex(folded: &str) -> Option<Sex> {
    let mut sexes = lines_of(folded).iter().filter_map(|(line, _)| NAMES.sexes.get(*line).copied());
    let first = sexes.next()?;
    sexes.all(|sex| sex == first).then_some(first)
}

/// True for a folded name of which there are too many.
pub(super) fn is_common(folded: &str) -> bool {
    COMMON_NAMES.contains(folded)
}

#[cfg(test)]
pub(super) fn slips_of_built_in() -> Vec<Slip> {
    [read(GIVEN).1, common(COMMON).1].concat()
}
