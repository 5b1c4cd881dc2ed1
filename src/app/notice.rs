//! Notices: what is said to the analyst beside the work. A fault stays until it is closed; a word in passing goes by itself.

use crate::domain::{Fault, Words};

/// Something said.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Tells notices apart.
    pub id: u64,
    /// What is said.
    pub what: Said,
}

/// What is said.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// Something failed.
    Fault(Fault),
    /// A word in passing.
    Word(&'static str),
    /// A word in passing with something foreign in it: before, the foreign words, after.
    About(&'static str, Words, String),
}
