//! The project as it comes into memory: the first page at once, then the whole model, made on the thread that reads it and
//! taken over in one go.

use super::listing::Heads;
use super::model::{Making, Model};
use crate::domain::{Id, Record};
use crate::jobs::Fill;
use std::sync::{Arc, Mutex, PoisonError};

/// Where the whole model is left for the window.
#[derive(Clone, Debug, Default)]
pub(super) struct Slot(Arc<Mutex<Option<(Model, Heads)>>>);

impl Slot {
    /// What makes a model of records and leaves it here.
    pub(super) fn filling(&self) -> Box<dyn Fill> {
        Box::new(Filling { slot: self.clone(), making: Making::default() })
    }

    /// The model and what the list searches, once they are whole.
    pub(super) fn take(&self) -> Option<(Model, Heads)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

struct Filling {
    slot: Slot,
    making: Making,
}

impl Fill for Filling {
    fn take(&mut self, records: Vec<Record>) {
        self.making.take(records);
    }

    fn done(&mut self) {
        let model = std::mem::take(&mut self.making).finish();
        let heads = Heads::of(&model);
        *self.slot.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((model, heads));
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
