//! What becomes of each file of an import, told as it happens.

use crate::domain::{Id, Words};

/// How far a file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileState {
    /// It was found and is not read yet.
    #[default]
    Waiting,
    /// It is being read.
    Reading,
    /// It is a document now.
    Taken,
    /// It is an archive: what lies in it stands in rows of its own.
    Opened,
    /// It is a document now, whose text could not be read.
    NoText,
    /// Its document has its new text now.
    NewVersion,
    /// Its document is known to lie there now.
    Moved,
    /// Its document is marked: the file is no longer there.
    Gone,
    /// It was here already.
    AlreadyHere,
    /// It was not taken.
    NotTaken,
}

impl FileState {
    /// Every state, in the order they are listed.
    pub const ALL: [Self; 10] = [
        Self::Reading,
        Self::Waiting,
        Self::Taken,
        Self::Opened,
        Self::NewVersion,
        Self::Moved,
        Self::Gone,
        Self::AlreadyHere,
        Self::NoText,
        Self::NotTaken,
    ];

    /// True when nothing more becomes of it.
    pub fn is_over(self) -> bool {
        !matches!(self, Self::Waiting | Self::Reading)
    }
}

/// News of one file. Files are numbered from 0 as they are found; what lies in a file comes later with numbers of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct FileNews {
    /// Which file.
    pub number: u32,
    /// Its path below what was imported, with its first news.
    pub path: Option<Words>,
    /// How far it is.
    pub state: FileState,
    /// The document it is.
    pub document: Option<Id>,
    /// Why it was not taken, or what a reader should know of it.
    pub why: Option<String>,
}

/// How far an import is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// Files found so far.
    pub found: u64,
    /// Their bytes.
    pub bytes_found: u64,
    /// True when everything was found.
    pub walked: bool,
    /// Files that are dealt with, whatever became of them.
    pub done: u64,
    /// Their bytes.
    pub bytes_done: u64,
    /// Files read so far.
    pub read: u64,
    /// Their bytes.
    pub bytes_read: u64,
    /// Documents written so far.
    pub written: u64,
    /// Files not taken so far.
    pub not_taken: u64,
    /// True while it is held.
    pub held: bool,
    /// The file in hand.
    pub at: Words,
}

/// Whoever follows an import.
pub trait Watch {
    /// Something became of a file.
    fn file(&mut self, news: FileNews);
    /// So far it is. Comes often.
    fn progress(&mut self, now: &Progress);
}

/// Nobody.
impl Watch for () {
    fn file(&mut self, _news: FileNews) {}
    fn progress(&mut self, _now: &Progress) {}
}
