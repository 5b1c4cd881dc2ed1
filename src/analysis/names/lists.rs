//! Reading the lists of names: lines of fields with bars between, each a language and its wordings. A line that cannot be
//! read is named, and the others are used all the same.

pub use crate::domain::lists::Slip;

/// A line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// What stands before the first bar.
    pub head: &'a str,
    /// For each language its tag, the wordings, and those behind `+`.
    pub languages: Vec<Language<'a>>,
}

/// What a line has of a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Language<'a> {
    pub tag: &'a str,
    pub wordings: Vec<&'a str>,
    /// Wordings that say that something is of it.
    pub of: Vec<&'a str>,
}

/// Hands over the lines of a list that are no remarks, and gathers what is wrong with those that `take` refuses.
pub(super) fn each_line(list: &str, mut take: impl FnMut(&str) -> Result<(), String>) -> Vec<Slip> {
    let mut slips = Vec::new();
    for (at, line) in list.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Err(what) = take(line) {
            slips.push(Slip { line: at + 1, what });
        }
    }
    slips
}

/// A line with bars.
pub(super) fn barred(line: &str) -> Result<Line<'_>, String> {
    let mut fields = line.split('|');
    let head = fields.next().unwrap_or_default().trim();
    let languages: Vec<Language<'_>> = fields.map(language).collect::<Result<_, _>>()?;
    if languages.is_empty() {
        return Err("no wordings; behind what stands first comes a bar, a language and wordings".to_owned());
    }
    Ok(Line { head, languages })
}

fn language(field: &str) -> Result<Language<'_>, String> {
    let field = field.trim();
    let (tag, wordings) = field.split_once(char::is_whitespace).unwrap_or((field, ""));
    is_language(tag)?;
    let (names, of) = wordings.split_once(" + ").unwrap_or((wordings, ""));
    let split = |text| -> Result<Vec<&str>, String> {
        let all: Vec<&str> = str::split(text, ',').map(str::trim).collect();
        match all.as_slice() {
            [""] => Ok(Vec::new()),
            all if all.contains(&"") => Err("nothing stands between two commas".to_owned()),
            _ => Ok(all),
        }
    };
    let (wordings, of) = (split(names)?, split(of)?);
    if wordings.is_empty() && of.is_empty() {
        return Err(format!("“{tag}” has no wordings"));
    }
    Ok(Language { tag, wordings, of })
}

/// Refuses what is no tag of a language.
pub(super) fn is_language(tag: &str) -> Result<(), String> {
    if (2..=3).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_lowercase()) {
        return Ok(());
    }
    Err(format!("“{tag}” is no language; a field begins with one, as “en”"))
}
