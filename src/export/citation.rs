//! How a document is cited, in the style of a press digest:
//! `“Title (Translated),” Outlet (Translated), 18 October 2023, url, accessed 01 March 2024. [State news agency.]`
//! What is missing is said (`[untitled]`, `[publisher unknown]`, `n.d.`), never left out in silence.

use super::ExportError;
use super::cite::Citer;
use super::model::{Lang, Line, ours};
use super::visible::{foreign, foreign_in, is_ended, joined};
use crate::domain::document::Document;
use crate::domain::name::{Name, NameKind, Role};
use crate::domain::{Date, Words};

impl Citer<'_> {
    /// The citation of a document, with what its outlet is in square brackets where that was recorded.
    pub(super) fn citation(&mut self, document: &Document) -> Result<Line, ExportError> {
        let lang = Lang::of(document.language.as_ref());
        let mut line = vec![ours("“")];
        line.push(document.title.as_ref().map_or_else(
            || ours("[untitled]"),
            |title| foreign_in(&Words::new(inner_quotes(title.raw())), lang.clone()),
        ));
        if let Some(translated) = &document.title_translated {
            line.extend([ours(" ("), foreign(&Words::new(inner_quotes(translated.raw()))), ours(")")]);
        }
        line.push(ours(",” "));
        let outlet = self.name(document.outlet)?;
        line.extend(self.outlet(document, outlet.as_ref())?);
        let date = document.published.as_ref().map_or_else(|| "n.d.".to_owned(), Date::shown);
        line.push(ours(format!(", {date}")));
        let mut last = date;
        if let Some(url) = &document.url {
            line.extend([ours(", "), foreign(url)]);
            last = String::new();
        }
        if let Some(accessed) = &document.accessed {
            last = accessed.shown();
            line.push(ours(format!(", accessed {last}")));
        }
        if !last.ends_with('.') {
            line.push(ours("."));
        }
        if let Some(outlet) = outlet.filter(|name| name.kind != NameKind::Person) {
            line.extend(self.descriptor(&outlet, document.published.as_ref())?);
        }
        Ok(line)
    }

    /// The outlet as the document's readers know it, then the spelling we use, when the two are in different scripts.
    fn outlet(&mut self, document: &Document, name: Option<&Name>) -> Result<Line, ExportError> {
        let Some(name) = name else { return Ok(vec![ours("[publisher unknown]")]) };
        let spellings = self.spellings(name)?;
        let script = document.title.as_ref().map_or(Script::Latin, |t| Script::of(t.raw()));
        let original = std::iter::once(&name.words)
            .chain(spellings.iter().map(|s| &s.words))
            .find(|words| Script::of(words.raw()) == script);
        let Some(original) = original else { return Ok(vec![foreign(&name.words)]) };
        let lang = Lang::of(document.language.as_ref());
        let translated = std::iter::once(&name.words)
            .chain(spellings.iter().filter(|s| s.scheme.is_none()).map(|s| &s.words))
            .find(|words| script != Script::Latin && Script::of(words.raw()) == Script::Latin);
        let mut line = vec![foreign_in(original, lang)];
        if let Some(translated) = translated {
            line.extend([ours(" ("), foreign(translated), ours(")")]);
        }
        Ok(line)
    }

    /// What an outlet is: the roles it had when the document came out, as ` [State news agency.]`.
    fn descriptor(&self, outlet: &Name, published: Option<&Date>) -> Result<Line, ExportError> {
        let roles: Vec<Role> = self.of_name(outlet)?;
        let roles: Vec<Line> = roles.iter().filter(|r| held(r, published)).map(|r| vec![foreign(&r.words)]).collect();
        if roles.is_empty() {
            return Ok(Line::new());
        }
        let ended = roles.last().and_then(|role| role.last()).is_some_and(|piece| is_ended(piece.words()));
        let mut line = vec![ours(" [")];
        line.extend(joined(roles, "; "));
        line.push(ours(if ended { "]" } else { ".]" }));
        Ok(line)
    }
}

/// True unless a role's dates leave the day out. Partial dates count as far as they go.
fn held(role: &Role, on: Option<&Date>) -> bool {
    let Some(on) = on else { return role.until.is_none() };
    let order = |date: &Date| {
        let shared = date.as_str().len().min(on.as_str().len());
        date.as_str().get(..shared).cmp(&on.as_str().get(..shared))
    };
    role.since.as_ref().is_none_or(|since| order(since).is_le())
        && role.until.as_ref().is_none_or(|until| order(until).is_ge())
}

/// Outer quotation marks are ours, so those of the title become single ones; « » stay.
pub(super) fn inner_quotes(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    for c in title.chars() {
        out.push(match c {
            '“' => '‘',
            '”' => '’',
            '„' => '‚',
            '"' if out.chars().next_back().is_none_or(|before| before.is_whitespace() || "([‘«".contains(before)) => {
                '‘'
            }
            '"' => '’',
            other => other,
        });
    }
    out
}

/// The script most letters of some words are in, as far as it decides what is original and what translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
    Hebrew,
    Arabic,
    Other,
}

impl Script {
    fn of(words: &str) -> Self {
        let mut counts = [0_usize; 6];
        const ALL: [Script; 6] =
            [Script::Latin, Script::Cyrillic, Script::Greek, Script::Hebrew, Script::Arabic, Script::Other];
        for c in words.chars().filter(|c| c.is_alphabetic()) {
            let script = match u32::from(c) {
                0..=0x024F | 0x1E00..=0x1EFF => Self::Latin,
                0x0370..=0x03FF | 0x1F00..=0x1FFF => Self::Greek,
                0x0400..=0x052F => Self::Cyrillic,
                0x0590..=0x05FF => Self::Hebrew,
                0x0600..=0x08FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFE => Self::Arabic,
                _ => Self::Other,
            };
            for (count, member) in counts.iter_mut().zip(ALL) {
                *count += usize::from(member == script);
            }
        }
        // The first of the most frequent, so that words without letters count as Latin.
        let most = counts.iter().max().copied().unwrap_or(0);
        ALL.into_iter().zip(counts).find(|(_, n)| *n == most).map_or(Self::Latin, |(script, _)| script)
    }
}
