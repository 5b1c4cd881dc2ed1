//! Sets and filters being named, and groups being picked for something.

use crate::domain::Id;

/// What a name is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// A set that is there.
    Set(Id),
    /// A filter that is there.
    Filter(Id),
    /// The filter the list has now.
    NewFilter,
}

/// What a group is picked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetPick {
    /// To put the documents in hand into it.
    Add,
    /// To take them out of it.
    TakeOut,
    /// To list only what is in it.
    Narrow,
}
