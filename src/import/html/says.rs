//! What a page says of itself: in its title, its `meta` elements, the facts beside it in JSON-LD, its byline.

use super::tags::Tag;
use super::token::Attributes;
use crate::import::Meta;
use serde_json::Value;

/// Longest script with facts that is read, in bytes, and most of them.
const MAX_FACTS: usize = 1024 * 1024;
/// Most scripts with facts that are read.
const MOST_FACTS: usize = 32;
/// How deep facts are looked for in each other.
const DEEP_FACTS: usize = 6;
/// Longest thing taken for a title or a name, in characters.
const LONGEST: usize = 500;

/// A field in the making: what the most trusted place said.
#[derive(Debug, Default)]
struct Field(Option<(u8, String)>);

impl Field {
    /// Takes what a place of this rank says, unless one of a better rank, or an earlier one of the same, said something.
    fn take(&mut self, rank: u8, words: &str) {
        let words = one_line(words);
        let better = self.0.as_ref().is_none_or(|(held, _)| rank < *held);
        if better && !words.is_empty() && words.chars().count() <= LONGEST {
            self.0 = Some((rank, words));
        }
    }

    /// Adds a name to those that places of the same rank said.
    fn add(&mut self, rank: u8, words: &str) {
        let words = one_line(words);
        match &mut self.0 {
            Some((held, names)) if *held == rank => {
                if !words.is_empty() && !names.split("; ").any(|name| name == words) && names.len() < LONGEST {
                    names.push_str("; ");
                    names.push_str(&words);
                }
            }
            _ => self.take(rank, &words),
        }
    }

    fn given(self) -> Option<String> {
        self.0.map(|(_, words)| words)
    }
}

/// What a page said so far.
#[derive(Debug, Default)]
pub(super) struct Says {
    title: Field,
    author: Field,
    outlet: Field,
    published: Field,
    language: Field,
    url: Field,
    facts: usize,
}

impl Says {
    /// The words of a `title` element.
    pub(super) fn title(&mut self, words: &str) {
        self.title.take(3, words);
    }

    /// A comment: browsers note there where they saved a page from.
    pub(super) fn comment(&mut self, comment: &str) {
        let saved = comment.trim_start().strip_prefix("saved from url=(").and_then(|rest| rest.split_once(')'));
        if let Some((_, address)) = saved {
            self.address(6, address);
        }
        if let Some((_, rest)) = comment.split_once("Page saved with SingleFile")
            && let Some((_, address)) = rest.split_once("url:")
        {
            self.address(5, address.split_whitespace().next().unwrap_or_default());
        }
    }

    /// What the attributes of a tag say.
    pub(super) fn tag(&mut self, tag: Tag, attributes: &Attributes<'_>) {
        match tag {
            Tag::Html => {
                for name in ["lang", "xml:lang"] {
                    self.language(1, &attributes.get(name).unwrap_or_default());
                }
            }
            Tag::Body => self.language(2, &attributes.get("lang").unwrap_or_default()),
            // What holds the whole of a page's text may say it where the page does not.
            Tag::Article | Tag::Main => self.language_of_part(attributes),
            Tag::Div | Tag::Section if holds_all(attributes) => self.language_of_part(attributes),
            Tag::Link => {
                let rel = attributes.get("rel").unwrap_or_default();
                if rel.eq_ignore_ascii_case("canonical") {
                    self.address(1, &attributes.get("href").unwrap_or_default());
                }
            }
            Tag::Time => {
                let when = attributes.get("datetime").unwrap_or_default();
                let published = attributes.get("pubdate").is_some()
                    || attributes.get("itemprop").is_some_and(|p| p.eq_ignore_ascii_case("datePublished"));
                self.date(if published { 3 } else { 6 }, &when);
            }
            Tag::Meta => self.meta(attributes),
            _ => {}
        }
    }

    fn meta(&mut self, attributes: &Attributes<'_>) {
        let Some(content) = attributes.get("content") else { return };
        let named = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| attributes.get(key));
        match named.unwrap_or_default().trim().to_ascii_lowercase().as_str() {
            "og:title" => self.title.take(0, &content),
            "citation_title" | "dc.title" | "dcterms.title" | "twitter:title" | "headline" => {
                self.title.take(2, &content);
            }
            "article:author" | "og:article:author" | "author" | "byl" | "parsely-author" | "sailthru.author" => {
                self.author(1, &content);
            }
            "citation_author" => self.author.add(0, &content),
            "dc.creator" | "dcterms.creator" => self.author.add(2, &content),
            "og:site_name" => self.outlet.take(0, &content),
            "citation_journal_title" | "dc.publisher" | "dcterms.publisher" | "publisher" => {
                self.outlet.take(2, &content);
            }
            "application-name" => self.outlet.take(3, &content),
            "article:published_time" | "og:article:published_time" | "datepublished" => self.date(0, &content),
            "citation_publication_date"
            | "citation_date"
            | "dc.date.issued"
            | "dcterms.issued"
            | "parsely-pub-date" => {
                self.date(2, &content);
            }
            "date" | "dc.date" | "dc.date.created" | "dcterms.created" | "dcterms.date" | "pubdate" | "publishdate"
            | "publish-date" | "publication_date" | "sailthru.date" => self.date(4, &content),
            "og:url" => self.address(2, &content),
            "og:locale" => self.language(3, &content.replace('_', "-")),
            "content-language" | "dc.language" => self.language(2, &content),
            _ => {}
        }
    }

    /// True when the words of this element may say who wrote the page or what it is called.
    pub(super) fn wants(&self, tag: Tag, attributes: &Attributes<'_>) -> bool {
        tag == Tag::H1 || is_byline(attributes)
    }

    /// The words of an element that was wanted.
    pub(super) fn heard(&mut self, tag: Tag, words: &str) {
        if tag == Tag::H1 {
            self.title.take(5, words);
        } else if words.trim().chars().count() <= 100 {
            self.author(4, words);
        }
    }

    /// Reads the facts of a script of JSON-LD.
    pub(super) fn linked(&mut self, script: &str) {
        self.facts += 1;
        if script.len() > MAX_FACTS || self.facts > MOST_FACTS {
            return;
        }
        let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->");
        if let Ok(facts) = serde_json::from_str::<Value>(script) {
            self.facts_of(&facts, 0);
        }
    }

    fn facts_of(&mut self, facts: &Value, depth: usize) {
        if depth > DEEP_FACTS {
            return;
        }
        if let Some(list) = facts.as_array() {
            for one in list.iter().take(1000) {
                self.facts_of(one, depth + 1);
            }
            return;
        }
        let Some(object) = facts.as_object() else { return };
        let types = strings(object.get("@type"));
        let is_article = |kind: &&str| {
            kind.ends_with("Article") || kind.ends_with("Posting") || matches!(*kind, "Report" | "Review")
        };
        if types.iter().any(is_article) {
            let first = |key: &str| strings(object.get(key)).first().copied().unwrap_or_default().to_owned();
            self.title.take(1, &first("headline"));
            self.date(1, &first("datePublished"));
            self.language(3, &first("inLanguage"));
            self.address(3, &first("url"));
            self.address(3, &first("mainEntityOfPage"));
            for name in strings(object.get("author")) {
                if !is_address(name) {
                    self.author.add(0, name);
                }
            }
            for name in strings(object.get("publisher")).into_iter().take(1) {
                self.outlet.take(1, name);
            }
        }
        for key in ["@graph", "mainEntity", "mainEntityOfPage", "hasPart"] {
            if let Some(inner) = object.get(key) {
                self.facts_of(inner, depth + 1);
            }
        }
    }

    fn author(&mut self, rank: u8, words: &str) {
        if !is_address(words) {
            self.author.take(rank, without_by(words.trim()));
        }
    }

    fn date(&mut self, rank: u8, words: &str) {
        if let Some(date) = date(words) {
            self.published.take(rank, &date);
        }
    }

    fn language(&mut self, rank: u8, words: &str) {
        let words = words.trim();
        let sound = words.split('-').all(|part| (1..=8).contains(&part.len()));
        if sound && words.len() <= 35 && words.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            self.language.take(rank, words);
        }
    }

    fn language_of_part(&mut self, attributes: &Attributes<'_>) {
        for name in ["lang", "xml:lang"] {
            self.language(4, &attributes.get(name).unwrap_or_default());
        }
    }

    fn address(&mut self, rank: u8, words: &str) {
        if is_address(words) && words.len() <= 4096 {
            let words = words.trim();
            // An address may be longer than a title.
            if self.url.0.as_ref().is_none_or(|(held, _)| rank < *held) {
                self.url.0 = Some((rank, words.to_owned()));
            }
        }
    }

    /// The fields, each from its most trusted place.
    pub(super) fn given(self) -> Meta {
        Meta {
            title: self.title.given(),
            author: self.author.given(),
            outlet: self.outlet.given(),
            published: self.published.given(),
            language: self.language.given(),
            url: self.url.given(),
        }
    }
}

/// White space made one space; in it, and at the ends, what the text has of line ends.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True for what manuals put around a whole chapter.
fn holds_all(attributes: &Attributes<'_>) -> bool {
    const WHOLE: [&str; 8] = ["book", "part", "chapter", "article", "preface", "appendix", "section", "reference"];
    attributes.get("class").is_some_and(|class| class.split_ascii_whitespace().any(|class| WHOLE.contains(&class)))
}

fn is_byline(attributes: &Attributes<'_>) -> bool {
    let is = |name: &str, value: &str| {
        attributes.get(name).is_some_and(|v| v.split_ascii_whitespace().any(|v| v.eq_ignore_ascii_case(value)))
    };
    is("rel", "author") || is("itemprop", "author") || is("class", "byline") || is("class", "author")
}

/// A byline without the word before the name, in English; other languages keep theirs.
fn without_by(words: &str) -> &str {
    let by = words.get(..3).is_some_and(|by| by.eq_ignore_ascii_case("by "));
    if by { words.get(3..).unwrap_or_default().trim() } else { words }
}

fn is_address(words: &str) -> bool {
    let words = words.trim();
    ["http://", "https://"].iter().any(|s| words.get(..s.len()).is_some_and(|w| w.eq_ignore_ascii_case(s)))
        && !words.contains(char::is_whitespace)
}

/// The strings in a fact: itself, its members, or the names and addresses of the things it is.
fn strings(fact: Option<&Value>) -> Vec<&str> {
    match fact {
        Some(Value::String(words)) => vec![words],
        Some(Value::Array(list)) => list
            .iter()
            .take(50)
            .flat_map(|one| match one {
                Value::Array(_) => Vec::new(),
                one => strings(Some(one)),
            })
            .collect(),
        Some(Value::Object(thing)) => {
            ["name", "@id"].iter().find_map(|key| thing.get(*key)?.as_str()).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// A date as documents keep it: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or a time with its zone; none when it cannot be read.
pub(in crate::import) fn date(words: &str) -> Option<String> {
    let words = words.trim();
    // A date longer than any real one is not looked at.
    if words.len() > 64 {
        return None;
    }
    if let Ok(time) = words.replacen(' ', "T", 1).parse::<jiff::Timestamp>() {
        let has_zone = words.ends_with(['Z', 'z']);
        let offset = if has_zone { None } else { words.get(words.len().saturating_sub(6)..) };
        return Some(match offset.map(|o| o.trim_start().replace(':', "")) {
            Some(offset) => zoned(time, &offset),
            None => time.to_string(),
        });
    }
    if let Ok(zoned) = jiff::fmt::rfc2822::parse(words) {
        return Some(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string());
    }
    let day = words.split(['T', ' ']).next().unwrap_or_default().replace('/', "-");
    let parts: Vec<&str> = day.split('-').collect();
    if !parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let number = |at: usize| parts.get(at).and_then(|part| part.parse::<i8>().ok());
    let year = parts.first().filter(|year| year.len() == 4)?.parse::<i16>().ok()?;
    match (parts.len(), number(1), number(2)) {
        (1, ..) => Some(format!("{year:04}")),
        (2, Some(month @ 1..=12), _) => Some(format!("{year:04}-{month:02}")),
        (3, Some(month), Some(day)) => jiff::civil::Date::new(year, month, day).ok().map(|date| date.to_string()),
        _ => None,
    }
}

/// The time with the offset that was written, such as `+0300`.
fn zoned(time: jiff::Timestamp, offset: &str) -> String {
    let digits: i32 = offset.get(1..).and_then(|d| d.parse().ok()).unwrap_or_default();
    let seconds = (digits / 100 * 60 + digits % 100) * 60;
    let seconds = if offset.starts_with('-') { -seconds } else { seconds };
    match jiff::tz::Offset::from_seconds(seconds) {
        Ok(offset) => time.display_with_offset(offset).to_string(),
        Err(_) => time.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_kept_in_the_forms_documents_use() {
        let kept = [
            ("2020", "2020"),
            ("2020-7", "2020-07"),
            ("2020/07/05", "2020-07-05"),
            ("2020-07-05T10:11:12", "2020-07-05"),
            ("2020-07-05T10:11:12Z", "2020-07-05T10:11:12Z"),
            ("2020-07-05T10:11:12+03:00", "2020-07-05T10:11:12+03:00"),
            ("2020-07-05 10:11:12-0330", "2020-07-05T10:11:12-03:30"),
            ("Sun, 05 Jul 2020 10:11:12 +0300", "2020-07-05T10:11:12+03:00"),
        ];
        for (written, expected) in kept {
            assert_eq!(date(written).as_deref(), Some(expected), "{written}");
        }
        for none in ["", "yesterday", "05.07.2020", "2020-13-01", "2020-02-31", "20200705"] {
            assert_eq!(date(none), None, "{none}");
        }
    }
}
