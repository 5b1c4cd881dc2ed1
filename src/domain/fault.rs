//! What is shown when something failed: a code, what happened, what is safe, what to do, and the chain of causes.

use serde::Serialize;

/// A failure in words a person can act on. Every error of the program becomes one before it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// A stable code, such as `AS-STO-03`, to look up or to quote in a report.
    pub code: &'static str,
    /// What happened.
    pub what: String,
    /// What is safe in spite of it.
    pub safe: String,
    /// What to do next.
    pub todo: String,
    /// The causes, nearest first.
    pub causes: Vec<String>,
}

/// Words as a sentence: with a capital at its beginning and a full stop at its end.
pub fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let stop = (!words.ends_with(['.', '!', '?'])).then_some('.');
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).chain(stop).collect()
}

impl Fault {
    /// A fault with no causes yet.
    pub fn new(code: &'static str, what: impl Into<String>, safe: impl Into<String>, todo: impl Into<String>) -> Self {
        Self { code, what: what.into(), safe: safe.into(), todo: todo.into(), causes: Vec::new() }
    }

    /// Adds an error and everything it says caused it.
    #[must_use]
    pub fn caused_by(mut self, error: &dyn std::error::Error) -> Self {
        let mut next = Some(error);
        while let Some(e) = next {
            self.causes.push(e.to_string());
            next = e.source();
        }
        self
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {} {} {}", self.code, self.what, self.safe, self.todo)?;
        for cause in &self.causes {
            write!(f, " ({cause})")?;
        }
        Ok(())
    }
}

impl std::error::Error for Fault {}
