//! Regular expressions in a question: checked while it is typed, made ready where texts are looked through. The time they
//! take grows with the text and no faster, and what they take in memory is bounded, whatever the pattern.

use super::{Query, QueryError};
use regex_automata::Input;
use regex_automata::meta::{self, Regex};
use regex_automata::util::syntax;
use std::ops::Range;

/// How deep groups stand in each other at most.
const DEEPEST: u32 = 100;
/// Most memory that the compiled pattern may take, in bytes.
const LARGEST: usize = 8 * 1024 * 1024;
/// Memory for what the engine remembers while it looks, in bytes.
const REMEMBERED: usize = 2 * 1024 * 1024;

/// A regular expression, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    /// The byte of the question its first slash is at.
    pub at: usize,
    /// What stands between the slashes.
    pub pattern: String,
    /// True when capitals and small letters are taken for the same.
    pub any_case: bool,
}

/// A regular expression made ready to look through texts.
#[derive(Debug)]
pub struct Matcher(Regex);

impl Query {
    /// The regular expressions that a document must answer, all of them.
    pub fn expressions(&self) -> Vec<&Expression> {
        match self {
            Self::Expression(expression) => vec![expression],
            Self::And(parts) => parts.iter().flat_map(Self::expressions).collect(),
            // The grammar lets none stand elsewhere.
            _ => Vec::new(),
        }
    }

    /// Makes its regular expressions ready; none where it has none. Fails where one becomes too large.
    pub fn matchers(&self) -> Result<Vec<Matcher>, QueryError> {
        self.expressions().into_iter().map(Expression::ready).collect()
    }
}

impl Expression {
    /// Whether it can be used at all; what is wrong is said at its place.
    pub(super) fn check(&self) -> Result<(), QueryError> {
        let parsed = regex_syntax::ParserBuilder::new()
            .case_insensitive(self.any_case)
            .nest_limit(DEEPEST)
            .build()
            .parse(&self.pattern);
        let (within, why) = match parsed {
            Ok(parsed) if parsed.properties().maximum_len() == Some(0) => {
                (0, "it finds no letter, only places between them".to_owned())
            }
            Ok(_) => return Ok(()),
            Err(regex_syntax::Error::Parse(error)) => (error.span().start.offset, error.kind().to_string()),
            Err(regex_syntax::Error::Translate(error)) => (error.span().start.offset, error.kind().to_string()),
            Err(other) => (0, other.to_string()),
        };
        Err(QueryError { at: self.at + 1 + within, what: format!("In the regular expression: {why}.") })
    }

    fn ready(&self) -> Result<Matcher, QueryError> {
        let config = meta::Config::new()
            .nfa_size_limit(Some(LARGEST))
            .onepass_size_limit(Some(LARGEST))
            .hybrid_cache_capacity(REMEMBERED);
        let syntax = syntax::Config::new().case_insensitive(self.any_case).nest_limit(DEEPEST);
        Regex::builder().configure(config).syntax(syntax).build(&self.pattern).map(Matcher).map_err(|error| {
            let why = match error.size_limit() {
                Some(_) => "it becomes too large; repeat less, or write narrower classes than \\w".to_owned(),
                None => error.to_string(),
            };
            QueryError { at: self.at, what: format!("The regular expression cannot be used: {why}.") }
        })
    }
}

impl Matcher {
    /// The first place within a stretch of a text that is not empty, in bytes; what stands around the stretch counts for
    /// `\b`, `^` and `$`. Both ends of the stretch are between characters. `None` also once `go_on` says no.
    pub fn find(&self, text: &str, within: Range<usize>, go_on: &dyn Fn() -> bool) -> Option<Range<usize>> {
        let mut from = within.start;
        while from < within.end && go_on() {
            let found = self.0.find(Input::new(text).range(from..within.end))?.range();
            if !found.is_empty() {
                return Some(found);
            }
            from = found.start + text.get(found.start..)?.chars().next()?.len_utf8();
        }
        None
    }
}
