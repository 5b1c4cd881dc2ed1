//! Reading arguments: options first wherever they stand, then the rest in order.

use crate::domain::{Id, Words};
use std::collections::VecDeque;
use std::ffi::OsString;
use std::path::PathBuf;

/// What was wrong with the arguments.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Usage(pub String);

pub(super) struct Arguments {
    rest: VecDeque<OsString>,
    json: bool,
}

impl Arguments {
    pub(super) fn new(arguments: Vec<OsString>) -> Self {
        let mut this = Self { rest: arguments.into(), json: false };
        this.json = this.flag("--json");
        this
    }

    /// True when the answer is wanted as JSON.
    pub(super) fn json(&self) -> bool {
        self.json
    }

    pub(super) fn flag(&mut self, name: &str) -> bool {
        let at = self.rest.iter().position(|a| a == name);
        at.and_then(|at| self.rest.remove(at)).is_some()
    }

    /// The value after an option, when the option is there.
    pub(super) fn option(&mut self, name: &str) -> Result<Option<OsString>, Usage> {
        let Some(at) = self.rest.iter().position(|a| a == name) else { return Ok(None) };
        self.rest.remove(at);
        self.rest.remove(at).map(Some).ok_or_else(|| Usage(format!("{name} needs a value")))
    }

    pub(super) fn author(&mut self) -> Result<Option<Words>, Usage> {
        let Some(author) = self.option("--author")? else { return Ok(None) };
        let words = Words::filled(&author.to_string_lossy());
        words.map(Some).ok_or_else(|| Usage("--author needs a name".to_owned()))
    }

    pub(super) fn next_path(&mut self) -> Option<PathBuf> {
        let is_option = |a: &OsString| a.to_str().is_some_and(|a| a.starts_with('-') && a != "-");
        if self.rest.front().is_some_and(is_option) {
            return None;
        }
        self.rest.pop_front().map(PathBuf::from)
    }

    pub(super) fn path(&mut self, what: &str) -> Result<PathBuf, Usage> {
        self.next_path().ok_or_else(|| Usage(format!("missing: {what}")))
    }

    pub(super) fn text(&mut self, what: &str) -> Result<String, Usage> {
        self.path(what).map(|p| p.to_string_lossy().into_owned())
    }

    pub(super) fn id(&mut self) -> Result<Id, Usage> {
        let text = self.text("an id")?;
        text.parse().map_err(|_odd| Usage(format!("“{text}” is not an id")))
    }

    /// Refuses what is left over.
    pub(super) fn end(self) -> Result<(), Usage> {
        match self.rest.front() {
            Some(left) => Err(Usage(format!("not understood: {}", left.to_string_lossy()))),
            None => Ok(()),
        }
    }
}
