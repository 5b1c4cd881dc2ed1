//! A desk between the window and a thread that answers it: of each kind only what was asked last is answered, and what is on
//! its way is broken off when something else of its kind is asked.

use crate::store::Breaker;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Something that is asked.
pub(super) trait Asked {
    /// How many kinds there are.
    const KINDS: usize;

    /// Its kind, counted from 0; the first are answered first.
    fn kind(&self) -> usize;
}

/// What waits to be answered.
pub(super) struct Desk<A> {
    waiting: Mutex<Waiting<A>>,
    told: Condvar,
}

struct Waiting<A> {
    /// At most one of each kind.
    asked: Vec<Option<A>>,
    /// The kind that is being answered.
    at_work: Option<usize>,
    breaker: Option<Breaker>,
    closed: bool,
}

impl<A: Asked> Default for Desk<A> {
    fn default() -> Self {
        let asked = std::iter::repeat_with(|| None).take(A::KINDS).collect();
        let waiting = Waiting { asked, at_work: None, breaker: None, closed: false };
        Self { waiting: Mutex::new(waiting), told: Condvar::new() }
    }
}

impl<A: Asked> Desk<A> {
    /// Asks for something, instead of what was asked of this kind before.
    pub(super) fn ask(&self, asked: A) {
        let mut waiting = self.lock();
        let kind = asked.kind();
        if waiting.at_work == Some(kind) {
            waiting.break_off();
        }
        if let Some(place) = waiting.asked.get_mut(kind) {
            *place = Some(asked);
        }
        self.told.notify_all();
    }

    /// Ends the work, also what is being answered.
    pub(super) fn close(&self) {
        let mut waiting = self.lock();
        waiting.closed = true;
        waiting.break_off();
        self.told.notify_all();
    }

    /// Waits for the next question; `None` once the desk is closed.
    pub(super) fn next(&self) -> Option<A> {
        let mut waiting = self.lock();
        waiting.at_work = None;
        loop {
            if waiting.closed {
                return None;
            }
            if let Some(asked) = waiting.asked.iter_mut().find_map(Option::take) {
                waiting.at_work = Some(asked.kind());
                return Some(asked);
            }
            waiting = self.told.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// True when what is being answered is not wanted any more.
    pub(super) fn is_given_up(&self) -> bool {
        let waiting = self.lock();
        waiting.closed || waiting.at_work.is_some_and(|kind| waiting.asked.get(kind).is_some_and(Option::is_some))
    }

    /// True when something is asked that is answered before what is at work.
    pub(super) fn has_more_urgent(&self) -> bool {
        let waiting = self.lock();
        let before = waiting.at_work.and_then(|kind| waiting.asked.get(..kind));
        before.is_some_and(|before| before.iter().any(Option::is_some))
    }

    /// Puts back what is at work, to be begun again; what was asked of its kind since stays.
    pub(super) fn put_back(&self, asked: A) {
        let mut waiting = self.lock();
        if let Some(place) = waiting.asked.get_mut(asked.kind()) {
            place.get_or_insert(asked);
        }
    }

    /// True when anything else is asked, of whatever kind.
    pub(super) fn is_awaited(&self) -> bool {
        let waiting = self.lock();
        waiting.closed || waiting.asked.iter().any(Option::is_some)
    }

    /// What breaks off reading, once there is something to read with; `None` takes it away.
    pub(super) fn can_break(&self, breaker: Option<Breaker>) {
        self.lock().breaker = breaker;
    }

    fn lock(&self) -> MutexGuard<'_, Waiting<A>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<A> Waiting<A> {
    fn break_off(&self) {
        if let Some(breaker) = &self.breaker {
            breaker.break_off();
        }
    }
}
