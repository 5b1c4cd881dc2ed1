//! Work on a project that is not open because it is damaged: bringing a snapshot back, copying the file aside. On a
//! thread of its own; the damaged file is only read.

use super::keeping;
use super::news::{Event, Tell, Wake};
use crate::store::rescue;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver};

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rescue {
    /// Make a new project of a snapshot: of this number, or the newest that is sound.
    Restore(Option<u64>),
    /// Copy the damaged file and its log aside and look at the copy.
    SetAside,
    /// Make a new project of the copy, with its log or without.
    UseCopy {
        /// The copy.
        copy: PathBuf,
        /// True when its log belongs to it.
        with_log: bool,
    },
}

/// Begins; the answer is the one event that comes.
pub fn begin(project: PathBuf, what: Rescue, wake: Wake) -> Receiver<Event> {
    let (events, news) = mpsc::channel();
    let tell = Tell { events, wake };
    std::thread::spawn(move || {
        tell.guard(false, || {
            tell.event(match what {
                Rescue::Restore(number) => Event::Restored(keeping::restore(&project, number)),
                Rescue::SetAside => Event::Aside(rescue::set_aside(&project).map_err(Into::into)),
                Rescue::UseCopy { copy, with_log } => {
                    let to = rescue::free_name(&project);
                    Event::Restored(rescue::restore_aside(&copy, with_log, &to).map_err(Into::into))
                }
            });
        });
    });
    news
}
