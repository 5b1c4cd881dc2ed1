//! What the timeline and the matrix are laid out by, and the time that narrows everything Weigh lists.

use super::notice::Said;
pub use super::weigh_view::time::Days;
use super::weigh_view::time::TimeScope;
use super::{App, List, Place};
pub use crate::analysis::matrix::{Cell, Column, Columns, Matrix, Row, Rows, Says};
pub use crate::analysis::timeline::{Clock, Day, Lane, Lanes, Line, Time, Timeline, day_of, ticks};
use crate::domain::Date;
use crate::jobs::{ExportScope, Product};
use crate::say::time as say;

/// How time and matters are looked at.
#[derive(Clone, Debug)]
pub struct Timing {
    /// What the lanes of the timeline are.
    pub lanes: Lanes,
    /// What the rows of the matrix are.
    pub rows: Rows,
    /// What its columns are.
    pub columns: Columns,
    /// Only what may be of these days is listed in Weigh.
    pub within: Option<Days>,
    /// Where what is narrowed is kept, so that it is counted once a state of the project.
    scope: Option<(u64, Days, TimeScope)>,
}

impl Default for Timing {
    fn default() -> Self {
        Self { lanes: Lanes::Speaker, rows: Rows::Matter, columns: Columns::Outlet, within: None, scope: None }
    }
}

/// Something wanted of them.
#[derive(Clone, Debug)]
pub enum TimeWish {
    /// Other lanes.
    Lanes(Lanes),
    /// Other rows.
    Rows(Rows),
    /// Other columns.
    Columns(Columns),
    /// List only what may be of these days; `None` lists everything again.
    Within(Option<Days>),
    /// List only what may be of a time as a person writes it, in any of the calendars that are read.
    Typed(String),
}

impl App {
    pub(super) fn time_wish(&mut self, wish: TimeWish) {
        match wish {
            TimeWish::Lanes(lanes) => self.timing.lanes = lanes,
            TimeWish::Rows(rows) => self.timing.rows = rows,
            TimeWish::Columns(columns) => self.timing.columns = columns,
            TimeWish::Within(days) => self.timing.within = days,
            TimeWish::Typed(text) if text.trim().is_empty() => self.timing.within = None,
            TimeWish::Typed(text) => match Date::read(&text) {
                Ok(date) => match Time::of(&date) {
                    Some(time) => {
                        let (first, last) = self.ends();
                        self.timing.within = Some((time.first.unwrap_or(first), time.last.unwrap_or(last)));
                    }
                    None => self.say(Said::Word(say::NO_YEAR)),
                },
                Err(why) => self.say(Said::About(say::NOT_A_TIME, why.to_string().into(), String::new())),
            },
        }
        self.narrow();
    }

    /// The first and the last day there is, for a time with one end.
    fn ends(&self) -> Days {
        (day_of(jiff::civil::Date::MIN), day_of(jiff::civil::Date::MAX))
    }

    /// Brings what is narrowed up to date.
    pub(super) fn narrow(&mut self) {
        let (Some(days), Some(model)) = (self.timing.within, self.model()) else {
            self.timing.scope = None;
            return;
        };
        let generation = model.generation;
        if self.timing.scope.as_ref().is_some_and(|(of, at, _)| (*of, *at) == (generation, days)) {
            return;
        }
        self.timing.scope = Some((generation, days, TimeScope::of(model, days)));
    }

    /// The claims that are listed while only some days are looked at; `None` for all.
    pub fn time_scope(&self) -> Option<&TimeScope> {
        self.timing.scope.as_ref().map(|(_, _, scope)| scope)
    }

    /// True where Esc lists everything again.
    pub fn lifts_time(&self) -> bool {
        self.place == Place::Weigh && self.timing.within.is_some() && self.overlay.is_none()
    }

    /// The timeline or the matrix as it is looked at, to be exported.
    pub(super) fn picture(&self, list: List) -> Product {
        let Timing { lanes, rows, columns, .. } = self.timing;
        let scope = self.export_scope();
        match list {
            List::Matrix => Product::Matrix { rows, columns, scope },
            _ => Product::Timeline { lanes, scope },
        }
    }

    /// What is looked at is what is exported: the days and the tag that narrow it.
    pub(super) fn export_scope(&self) -> ExportScope {
        ExportScope { within: self.timing.within, tag: self.tag_filter }
    }
}
