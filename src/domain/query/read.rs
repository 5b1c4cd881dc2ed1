//! Reading a question as it is typed. What is wrong is said with the place it is at.

use super::super::fold;
use super::super::language::tag_of;
use super::super::tokens::{Script, primary_language, tokens};
use super::{Days, Expression, Field, Form, Lacked, Query, QueryError, Sought, Word};

/// Longest question, in bytes.
const LONGEST: usize = 4_000;
/// How deep brackets stand in each other at most.
const DEEPEST: usize = 40;
/// How many words stand between two that are near, when it is not said.
const NEAR: u32 = 10;
/// The most words that may stand between.
const FARTHEST: u32 = 500;

/// The fields there are.
const FIELDS: [&str; 7] = ["title", "source", "lang", "tag", "set", "date", "has"];

/// Reads a whole question.
pub(super) fn read(text: &str) -> Result<Query, QueryError> {
    if text.len() > LONGEST {
        return wrong(LONGEST, format!("The question is longer than {LONGEST} bytes."));
    }
    let mut reading = Reading { text, at: 0, depth: 0, expression: None };
    reading.space();
    if reading.rest().is_empty() {
        return wrong(0, "There is nothing to search for.");
    }
    let query = reading.any()?;
    match reading.rest().chars().next() {
        None => Ok(query),
        Some(_) => wrong(reading.at, "This bracket closes nothing."),
    }
}

fn wrong<T>(at: usize, what: impl Into<String>) -> Result<T, QueryError> {
    Err(QueryError { at, what: what.into() })
}

struct Reading<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    /// Where the last regular expression stands.
    expression: Option<usize>,
}

impl<'a> Reading<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// The characters up to white space, a bracket or a quotation mark.
    fn peek(&self) -> &'a str {
        let ends = |c: char| c.is_whitespace() || c == '(' || c == ')' || closing(c).is_some() || is_closing(c);
        let rest = self.rest();
        rest.get(..rest.find(ends).unwrap_or(rest.len())).unwrap_or_default()
    }

    fn take(&mut self, word: &str) {
        self.at += word.len();
        self.space();
    }

    fn any(&mut self) -> Result<Query, QueryError> {
        let mut ways = vec![self.all()?];
        while self.peek() == "OR" {
            self.take("OR");
            ways.push(self.all()?);
        }
        if ways.len() > 1 {
            self.without_expressions(&ways)?;
        }
        Ok(if ways.len() == 1 { ways.remove(0) } else { Query::Or(ways) })
    }

    fn all(&mut self) -> Result<Query, QueryError> {
        let mut parts = vec![self.one()?];
        loop {
            if self.peek() == "AND" {
                self.take("AND");
            } else if self.rest().is_empty() || self.rest().starts_with(')') || self.peek() == "OR" {
                break;
            }
            parts.push(self.one()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Query::And(parts) })
    }

    fn one(&mut self) -> Result<Query, QueryError> {
        if self.peek() == "NOT" {
            self.take("NOT");
            if self.peek() == "NOT" {
                return wrong(self.at, "One NOT is enough.");
            }
            let inner = self.one()?;
            self.without_expressions(std::slice::from_ref(&inner))?;
            return Ok(Query::Not(Box::new(inner)));
        }
        let start = self.at;
        let first = self.plain()?;
        let mut within = None;
        let mut parts = Vec::new();
        while let Some(distance) = self.peek().strip_prefix("NEAR").filter(|d| d.is_empty() || d.starts_with('/')) {
            let (at, operator) = (self.at, self.peek());
            let words = match distance.strip_prefix('/') {
                None => NEAR,
                Some(digits) => match digits.parse() {
                    Ok(words) if words <= FARTHEST => words,
                    _ => return wrong(at + 5, format!("After NEAR/ stands a number of words up to {FARTHEST}.")),
                },
            };
            if within.is_some_and(|within| within != words) {
                return wrong(at, "Words that are near each other have one distance.");
            }
            within = Some(words);
            self.take(operator);
            let next = self.at;
            parts.push((next, self.plain()?));
        }
        let Some(within) = within else { return Ok(first) };
        let mut sought = Vec::new();
        for (at, part) in [(start, first)].into_iter().chain(parts) {
            match part {
                Query::Words(words) => sought.push(words),
                _ => return wrong(at, "Beside NEAR stands a word or a phrase."),
            }
        }
        Ok(Query::Near { parts: sought, within })
    }

    /// A bracket, a phrase, a field or a word.
    fn plain(&mut self) -> Result<Query, QueryError> {
        let at = self.at;
        let Some(c) = self.rest().chars().next() else {
            return wrong(at, "Something to search for is missing at the end.");
        };
        if c == '(' {
            self.take("(");
            self.depth += 1;
            if self.depth > DEEPEST {
                return wrong(at, format!("Brackets stand in each other at most {DEEPEST} deep."));
            }
            if self.rest().starts_with(')') {
                return wrong(self.at, "There is nothing in these brackets.");
            }
            let inner = self.any()?;
            if !self.rest().starts_with(')') {
                return wrong(at, "This bracket is not closed.");
            }
            self.take(")");
            self.depth -= 1;
            return Ok(inner);
        }
        if c == ')' {
            return wrong(at, "Something to search for is missing before this bracket.");
        }
        if c == '/' {
            return self.expression();
        }
        if closing(c).is_some() {
            let (at, phrase) = self.quoted()?;
            return Ok(Query::Words(sought(at, phrase, phrase, Form::Exact)?));
        }
        if is_closing(c) {
            return wrong(at, "This quotation mark opens nothing.");
        }
        let word = self.peek();
        if matches!(word, "AND" | "OR") || word.starts_with("NEAR/") {
            return wrong(at, format!("Something to search for is missing before {word}."));
        }
        if let Some((name, value)) = word.split_once(':')
            && !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_alphabetic())
        {
            return self.field(name, value);
        }
        // “=” before quotation marks says what they say already.
        if word == "=" && self.rest().chars().nth(1).and_then(closing).is_some() {
            self.at += 1;
            return self.plain();
        }
        self.take(word);
        self.word(at, word).map(Query::Words)
    }

    /// What stands between slashes; `\/` is a slash of it.
    fn expression(&mut self) -> Result<Query, QueryError> {
        let at = self.at;
        let inside = self.rest().get(1..).unwrap_or_default();
        let mut escaped = false;
        let end = inside.find(|c| {
            let ends = c == '/' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        let Some(pattern) = end.and_then(|end| inside.get(..end)) else {
            return wrong(at, "This slash begins a regular expression; a second one must end it.");
        };
        if pattern.is_empty() {
            return wrong(at, "There is nothing between these slashes.");
        }
        self.at += pattern.len() + 2;
        let flags = self.peek();
        if !matches!(flags, "" | "i") {
            return wrong(
                self.at,
                "After a regular expression stands i, for any case, or a space. Write a slash in it as \\/.",
            );
        }
        self.take(flags);
        let expression = Expression { at, pattern: pattern.to_owned(), any_case: flags == "i" };
        expression.check()?;
        self.expression = Some(at);
        Ok(Query::Expression(expression))
    }

    /// Refuses parts of a question in which a regular expression cannot stand.
    fn without_expressions(&self, parts: &[Query]) -> Result<(), QueryError> {
        match self.expression {
            Some(at) if parts.iter().any(|part| !part.expressions().is_empty()) => {
                wrong(at, "A regular expression is joined to the rest by AND alone, not by OR or NOT.")
            }
            _ => Ok(()),
        }
    }

    /// What stands in quotation marks, and where it begins.
    fn quoted(&mut self) -> Result<(usize, &'a str), QueryError> {
        let at = self.at;
        let rest = self.rest();
        let open = rest.chars().next().unwrap_or('"');
        let inside = rest.get(open.len_utf8()..).unwrap_or_default();
        let end = inside.find(|c| closing(open).is_some_and(|ends| ends.contains(&c)));
        let Some(phrase) = end.and_then(|end| inside.get(..end)) else {
            return wrong(at, "This quotation mark is not closed.");
        };
        let close = inside.get(phrase.len()..).and_then(|r| r.chars().next()).map_or(0, char::len_utf8);
        self.at += open.len_utf8() + phrase.len() + close;
        self.space();
        Ok((at + open.len_utf8(), phrase))
    }

    fn word(&self, at: usize, typed: &str) -> Result<Sought, QueryError> {
        if let Some(exact) = typed.strip_prefix('=') {
            return sought(at + 1, exact, typed, Form::Exact);
        }
        if let Some((word, distance)) = typed.rsplit_once('~') {
            let distance = match distance {
                "" | "1" => 1,
                "2" => 2,
                _ => return wrong(at + word.len() + 1, "After ~ stands how many letters may differ: 1 or 2."),
            };
            let sought = sought(at, word, typed, Form::Fuzzy(distance))?;
            return match sought.words.as_slice() {
                [one] if one.script.is_unspaced() => wrong(at, "~ is for words of letters."),
                [one] if one.word.chars().count() > usize::from(distance) * 2 => Ok(sought),
                [_] => wrong(at, "This word is too short for ~."),
                _ => wrong(at, "~ is for one word."),
            };
        }
        if typed.contains(['*', '?']) {
            return pattern(at, typed);
        }
        sought(at, typed, typed, Form::Stemmed)
    }

    fn field(&mut self, name: &str, value: &'a str) -> Result<Query, QueryError> {
        let at = self.at;
        if !FIELDS.contains(&name) {
            let fields = FIELDS.join(": ");
            return wrong(
                at,
                format!("There is no field {name}:, there are {fields}:. Set words with a colon in quotation marks."),
            );
        }
        self.at += name.len() + 1;
        let (at, value) = if value.is_empty() && self.rest().chars().next().and_then(closing).is_some() {
            self.quoted()?
        } else {
            let at = self.at;
            self.take(value);
            (at, value)
        };
        if value.trim().is_empty() {
            return wrong(at, format!("What {name}: is to be is missing."));
        }
        Ok(Query::Field(match name {
            "title" => Field::Title(sought(at, value, value, Form::Stemmed)?.words),
            "source" if value == "?" => Field::Lacks(Lacked::Source),
            "lang" if value == "?" => Field::Lacks(Lacked::Language),
            "date" if value == "?" => Field::Lacks(Lacked::Date),
            "source" => Field::Source(sought(at, value, value, Form::Stemmed)?.words),
            "lang" => {
                // A language may be named as well.
                let tag = tag_of(value).unwrap_or_else(|_| value.to_owned());
                Field::Language(primary_language(&tag))
            }
            "tag" => Field::Tag(fold(value)),
            "set" => Field::Set(fold(value)),
            "date" => match Days::read(value) {
                Some(days) => Field::Date(days),
                None => {
                    return wrong(
                        at,
                        "Write a date as 2023-10-17, 2023-10, 2023, or from 2023-10..2024; ? is a date that is not known.",
                    );
                }
            },
            _ if value == "claim" => Field::HasClaim,
            _ => return wrong(at, "has: is followed by claim."),
        }))
    }
}

/// The marks that close a quotation this one opens.
fn closing(open: char) -> Option<&'static [char]> {
    match open {
        '"' => Some(&['"']),
        '“' => Some(&['”', '“']),
        '„' => Some(&['“', '”']),
        '«' => Some(&['»']),
        '「' => Some(&['」']),
        _ => None,
    }
}

fn is_closing(c: char) -> bool {
    matches!(c, '”' | '»' | '」')
}

fn capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// The words of what was typed.
fn sought(at: usize, text: &str, typed: &str, form: Form) -> Result<Sought, QueryError> {
    let found = tokens(text);
    if found.is_empty() {
        return wrong(at, "There are no letters or digits here to search for.");
    }
    // What is several words for the index stands as a phrase.
    let form = if found.len() > 1 && form == Form::Stemmed { Form::Exact } else { form };
    let words = found.into_iter().map(|token| Word {
        capital: text.get(token.bytes.clone()).is_some_and(capital),
        form: if token.script.is_unspaced() && form == Form::Stemmed { Form::Exact } else { form },
        word: token.word,
        script: token.script,
        joined: token.joined,
    });
    Ok(Sought { typed: typed.to_owned(), words: words.collect(), may_be: Vec::new() })
}

/// A word with `*` and `?` in it.
fn pattern(at: usize, typed: &str) -> Result<Sought, QueryError> {
    let mut word = String::new();
    let mut script = Script::Other;
    let mut place = at;
    for piece in typed.split_inclusive(['*', '?']) {
        let letters = piece.trim_end_matches(['*', '?']);
        let found = tokens(letters);
        let unspaced = found.iter().any(|token| token.script.is_unspaced());
        match found.as_slice() {
            // Chinese is found inside any run as it is.
            _ if unspaced && typed.strip_suffix('*') == Some(letters) => {
                return sought(at, letters, typed, Form::Exact);
            }
            _ if unspaced => {
                return wrong(place, "* and ? stand beside letters of words that have spaces between them.");
            }
            [] if letters.is_empty() => {}
            [one] => {
                word.push_str(&one.word);
                script = one.script;
            }
            _ => return wrong(place, "* and ? stand in one word of letters and digits."),
        }
        word.push_str(piece.get(letters.len()..).unwrap_or_default());
        place += piece.len();
    }
    let letters = word.chars().filter(|c| !matches!(c, '*' | '?')).count();
    if letters < 2 {
        return wrong(at, "Beside * and ? stand at least two letters.");
    }
    let whole = word.strip_suffix('*').filter(|start| !start.contains(['*', '?'])).map(str::to_owned);
    let (word, form) = whole.map_or((word, Form::Pattern), |start| (start, Form::Prefix));
    Ok(Sought {
        typed: typed.to_owned(),
        words: vec![Word { word, script, joined: false, capital: capital(typed), form }],
        may_be: Vec::new(),
    })
}
