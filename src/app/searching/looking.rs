//! A look through every text for a regular expression: what it finds comes bit by bit, and it can be broken off.

use super::{Answer, Searching};
use crate::app::App;
use crate::domain::query::QueryError;
use crate::jobs::{Looked, Search};
use std::time::{Duration, Instant};

/// How far a look is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Looking {
    /// Texts looked through.
    pub looked: usize,
    /// Texts in all; 0 until that is known.
    pub of: usize,
    /// True when it was broken off.
    pub broken_off: bool,
    begun: Instant,
    /// How long it took in all, once it is over.
    took: Option<Duration>,
}

impl Looking {
    /// One that begins now.
    pub(super) fn begin() -> Self {
        Self { looked: 0, of: 0, broken_off: false, begun: Instant::now(), took: None }
    }

    /// How long it has taken.
    pub fn took(&self) -> Duration {
        self.took.unwrap_or_else(|| self.begun.elapsed())
    }

    /// How long it may take still, once enough was looked at to tell.
    pub fn left(&self) -> Option<Duration> {
        let took = self.took();
        let known = self.took.is_none() && self.looked > 0 && took >= Duration::from_secs(2);
        known.then(|| took.mul_f64(self.of.saturating_sub(self.looked) as f64 / self.looked as f64))
    }

    /// True until it is over.
    pub fn goes_on(&self) -> bool {
        self.took.is_none()
    }

    pub(super) fn end(&mut self) {
        self.took.get_or_insert_with(|| self.begun.elapsed());
    }
}

impl Searching {
    /// True while every text is looked through.
    pub fn is_looking(&self) -> bool {
        self.looking.is_some_and(|looking| looking.goes_on())
    }
}

impl App {
    /// Takes what was found since.
    pub(in crate::app) fn looked(&mut self, number: u64, news: Looked) {
        let page = &mut self.searching;
        let Some(looking) = page.looking.as_mut().filter(|_| page.number == number) else { return };
        let first = looking.of == 0 && looking.looked == 0;
        (looking.looked, looking.of) = (news.looked, news.of);
        if news.done {
            looking.end();
            page.busy = false;
        }
        if first || page.answer.is_none() {
            page.begin_anew();
            page.answer = Some(Answer::default());
        }
        let new = !news.hits.hits.is_empty();
        if let Some(answer) = &mut page.answer {
            answer.documents = news.hits.documents;
            answer.shown += news.hits.hits.len();
            answer.remarks = news.hits.remarks;
            answer.waiting = news.hits.waiting;
        }
        page.add_lines(news.hits.hits);
        if news.done {
            page.end_lines();
        }
        if new || first {
            self.order_found();
            self.light();
        }
        if news.done {
            self.count_rest();
        }
    }

    /// The question turned out to be none.
    pub(in crate::app) fn not_understood(&mut self, number: u64, error: QueryError) {
        let page = &mut self.searching;
        if page.number == number {
            (page.busy, page.wrong, page.looking) = (false, Some(error), None);
        }
    }

    /// Ends the look, if there is one; what was found stays.
    pub(in crate::app) fn break_off_look(&mut self) {
        let page = &mut self.searching;
        if !page.is_looking() {
            return;
        }
        // What is on its way is of a question nobody asks any more.
        page.number += 1;
        page.busy = false;
        if let Some(looking) = &mut page.looking {
            looking.end();
            looking.broken_off = true;
        }
        // Nor do the places come that were to be shown of a text.
        page.awaited = None;
        page.end_lines();
        if let Some(project) = &self.project {
            project.session.search(Search::Nothing);
        }
    }
}
