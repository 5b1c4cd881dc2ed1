//! The writer's inbox: edits before imports, both bounded, and a few words of control that pass everything.

use super::writer::{Control, Unit, Work};
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Most edits that wait. When a failed one holds up as many, editing stops until it is dealt with.
pub(super) const MOST_EDITS: usize = 100;
/// Most import units that wait; the importing worker is held up beyond.
const MOST_UNITS: usize = 2;

/// The inbox has no room for another edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Full;

/// What the writer does next.
pub(super) enum Next {
    Control(Control),
    Work(Work),
    Unit(Unit),
    /// Nothing came for the time asked.
    Idle,
}

#[derive(Default)]
struct Waiting {
    edits: VecDeque<Work>,
    units: VecDeque<Unit>,
    control: VecDeque<Control>,
    closed: bool,
    /// True while the project is being looked over: nothing is written yet.
    held: bool,
    /// True once it was found damaged: nothing is written any more.
    given_up: bool,
    /// When the last edit came.
    edited: Option<Instant>,
}

#[derive(Default)]
pub(super) struct Inbox {
    waiting: Mutex<Waiting>,
    changed: Condvar,
}

impl Inbox {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        // The queues hold whole messages only, so they are sound even after a panic elsewhere.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn push(&self, work: Work) -> Result<(), Full> {
        let mut waiting = self.waiting();
        if waiting.edits.len() >= MOST_EDITS || waiting.closed {
            return Err(Full);
        }
        waiting.edits.push_back(work);
        waiting.edited = Some(Instant::now());
        self.changed.notify_all();
        Ok(())
    }

    /// Puts a failed edit back where it was: before all others.
    pub(super) fn put_back(&self, work: Work) {
        self.waiting().edits.push_front(work);
    }

    pub(super) fn control(&self, control: Control) {
        let mut waiting = self.waiting();
        waiting.control.push_back(control);
        self.changed.notify_all();
    }

    /// Waits for room. `false` when the writer has stopped.
    pub(super) fn push_unit(&self, unit: Unit) -> bool {
        let mut waiting = self.waiting();
        while waiting.units.len() >= MOST_UNITS && !waiting.closed {
            waiting = self.changed.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
        if waiting.closed {
            return false;
        }
        waiting.units.push_back(unit);
        self.changed.notify_all();
        true
    }

    /// Holds back everything but control, or lets it through.
    pub(super) fn hold(&self, held: bool) {
        self.waiting().held = held;
        self.changed.notify_all();
    }

    /// Holds back everything but control for good: what waits will never be written.
    pub(super) fn give_up(&self) {
        let mut waiting = self.waiting();
        (waiting.held, waiting.given_up) = (true, true);
        self.changed.notify_all();
    }

    /// True while everything but control is held back.
    pub(super) fn is_held(&self) -> bool {
        self.waiting().held
    }

    /// How many edits wait.
    pub(super) fn edits(&self) -> usize {
        self.waiting().edits.len()
    }

    /// True when an edit came in so short a time before now.
    pub(super) fn edited_within(&self, time: Duration) -> bool {
        self.waiting().edited.is_some_and(|at| at.elapsed() < time)
    }

    /// The next thing to do. While `stalled`, only control is given out.
    pub(super) fn next(&self, stalled: bool, patience: Duration) -> Next {
        let mut waiting = self.waiting();
        loop {
            if let Some(control) = waiting.control.pop_front() {
                // Closing waits for the work that was handed in before it, unless that will never be done.
                if matches!(control, Control::Close) && waiting.given_up {
                    return Next::Control(Control::Abandon);
                }
                if matches!(control, Control::Close)
                    && !stalled
                    && !(waiting.edits.is_empty() && waiting.units.is_empty())
                {
                    waiting.control.push_back(control);
                } else {
                    return Next::Control(control);
                }
            }
            if !stalled && !waiting.held {
                if let Some(work) = waiting.edits.pop_front() {
                    self.changed.notify_all();
                    return Next::Work(work);
                }
                if let Some(unit) = waiting.units.pop_front() {
                    self.changed.notify_all();
                    return Next::Unit(unit);
                }
            }
            let (back, timeout) = self.changed.wait_timeout(waiting, patience).unwrap_or_else(PoisonError::into_inner);
            waiting = back;
            if timeout.timed_out() {
                return Next::Idle;
            }
        }
    }

    /// Everything that waits to be written, in order.
    pub(super) fn take_edits(&self) -> Vec<Work> {
        self.waiting().edits.drain(..).collect()
    }

    /// Takes no more and lets go of whoever waits.
    pub(super) fn close(&self) {
        let mut waiting = self.waiting();
        waiting.closed = true;
        waiting.units.clear();
        self.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn while_it_is_held_only_control_goes_through_and_nothing_is_lost() {
        let inbox = Inbox::default();
        let draft = |key: &str| Work::Draft(key.to_owned(), None);
        inbox.hold(true);
        inbox.push(draft("first")).unwrap();
        inbox.control(Control::Retry);
        assert!(matches!(inbox.next(false, Duration::ZERO), Next::Control(Control::Retry)));
        assert!(matches!(inbox.next(false, Duration::ZERO), Next::Idle), "the edit waits");
        // Who closes waits for what was handed in.
        inbox.control(Control::Close);
        assert!(matches!(inbox.next(false, Duration::ZERO), Next::Idle));
        inbox.hold(false);
        assert!(matches!(inbox.next(false, Duration::ZERO), Next::Work(Work::Draft(key, _)) if key == "first"));
        assert!(matches!(inbox.next(false, Duration::ZERO), Next::Control(Control::Close)));
    }

    #[test]
    fn who_closes_does_not_wait_for_what_will_never_be_written() {
        let inbox = Inbox::default();
        inbox.hold(true);
        inbox.push(Work::Draft("first".to_owned(), None)).unwrap();
        inbox.control(Control::Close);
        assert!(matches!(inbox.next(false, Duration::ZERO), Next::Idle), "it may be written yet");
        inbox.give_up();
        assert!(matches!(inbox.next(false, Duration::ZERO), Next::Control(Control::Abandon)));
    }
}
