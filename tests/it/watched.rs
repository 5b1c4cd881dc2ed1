//! A session whose news can be waited for.

use assay::domain::Words;
use assay::jobs::{Event, How, Session};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

/// The session, and the bell its threads ring.
pub struct Watched {
    pub session: Session,
    news: Receiver<()>,
}

impl Watched {
    /// Begins it.
    pub fn begin(path: &Path, how: How) -> Self {
        let (told, news) = mpsc::channel();
        // Nobody listens any more when the session is closed.
        let wake = Arc::new(move || told.send(()).unwrap_or_default());
        Self { session: Session::begin(path, how, Some(Words::new("Ana")), wake, Box::new(())), news }
    }

    /// A project that is open, all of it read.
    pub fn on(path: &Path) -> Self {
        let open = Self::begin(path, How::Open);
        open.wait(|event| matches!(event, Event::Whole).then_some(()));
        open
    }

    /// Looks until something holds; whoever waits in vain fails after a minute.
    pub fn until<T>(&self, mut holds: impl FnMut(&Session) -> Option<T>) -> T {
        for _ in 0..600 {
            if let Some(found) = holds(&self.session) {
                return found;
            }
            // Rung or not, it is looked at again.
            self.news.recv_timeout(Duration::from_millis(100)).unwrap_or_default();
        }
        panic!("it never came");
    }

    /// The first event that is wanted.
    pub fn wait<T>(&self, mut wanted: impl FnMut(Event) -> Option<T>) -> T {
        self.until(|session| std::iter::from_fn(|| session.event()).find_map(&mut wanted))
    }
}
