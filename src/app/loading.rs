//! The project as it comes into memory: the first page at once, then the whole model, made on the thread that reads it and
//! taken over in one go. Reading the rest waits until the first page is on the screen, so that the two do not share the
//! processors.

use super::listing::Heads;
use super::model::{Making, Model};
use crate::domain::{Id, Record};
use crate::jobs::Fill;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// How often whoever waits looks whether the project is being closed.
const LOOK: Duration = Duration::from_millis(10);

/// Where the whole model is left for the window.
#[derive(Clone, Debug, Default)]
pub(super) struct Slot(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    made: Mutex<Option<(Model, Heads)>>,
    /// True once the rest may be read.
    wanted: Mutex<bool>,
    told: Condvar,
}

impl Slot {
    /// What makes a model of records and leaves it here.
    pub(super) fn filling(&self) -> Box<dyn Fill> {
        Box::new(Filling { slot: self.clone(), making: Making::default() })
    }

    /// The model and what the list searches, once they are whole.
    pub(super) fn take(&self) -> Option<(Model, Heads)> {
        self.0.made.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Lets the rest be read.
    pub(super) fn want(&self) {
        *self.0.wanted.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.0.told.notify_all();
    }
}

struct Filling {
    slot: Slot,
    making: Making,
}

impl Fill for Filling {
    fn wait(&mut self, closing: &AtomicBool) {
        let shared = &self.slot.0;
        let mut wanted = shared.wanted.lock().unwrap_or_else(PoisonError::into_inner);
        while !*wanted && !closing.load(Ordering::Relaxed) {
            wanted = shared.told.wait_timeout(wanted, LOOK).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn take(&mut self, records: Vec<Record>) {
        self.making.take(records);
    }

    fn done(&mut self) {
        let model = std::mem::take(&mut self.making).finish();
        let heads = Heads::of(&model);
        *self.slot.0.made.lock().unwrap_or_else(PoisonError::into_inner) = Some((model, heads));
    }
}

/// What of the list of documents is there before the model is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstPage {
    /// How many documents come before it, oldest import first.
    pub before: usize,
    /// How many documents there are in all.
    pub documents: usize,
    /// The passage that is taken into the hand as soon as it is there.
    pub hand: Option<Id>,
}
