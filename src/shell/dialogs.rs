//! The system's file dialogs, each on a thread of its own: they may take their time, or be missing altogether. Whoever
//! has none types the path.

use crate::app::Action;
use crate::app::overlay::Ask;
use std::future::Future;
use std::path::PathBuf;
use std::pin::pin;
use std::sync::mpsc::{self, Receiver, Sender};
use std::task::{Context, Poll, Wake, Waker};

/// Dialogs that are open, and what was chosen in them.
pub(super) struct Dialogs {
    chosen: Receiver<PathBuf>,
    choose: Sender<PathBuf>,
    window: egui::Context,
}

impl Dialogs {
    pub(super) fn new(window: &egui::Context) -> Self {
        let (choose, chosen) = mpsc::channel();
        Self { chosen, choose, window: window.clone() }
    }

    /// What was chosen, as it goes into the field the dialog was opened from.
    pub(super) fn chosen(&mut self) -> Option<Action> {
        self.chosen.try_recv().ok().map(Action::Chosen)
    }

    /// Opens a dialog.
    pub(super) fn ask(&mut self, ask: Ask) {
        let (choose, window) = (self.choose.clone(), self.window.clone());
        std::thread::spawn(move || {
            let dialog = rfd::AsyncFileDialog::new();
            let chosen = match ask {
                Ask::NewProject | Ask::ProjectOfFolder | Ask::Copy => {
                    wait(dialog.set_file_name("Untitled.assay").save_file())
                }
                Ask::OpenProject => wait(dialog.add_filter("Assay project", &["assay"]).pick_file()),
                Ask::Import | Ask::Folder => wait(dialog.pick_folder()),
                Ask::Words | Ask::Collocates => wait(dialog.set_file_name("words.csv").save_file()),
                Ask::Hypotheses => wait(dialog.set_file_name("hypotheses.csv").save_file()),
                Ask::Hits => wait(dialog.set_file_name("hits.csv").save_file()),
                Ask::Timeline => wait(dialog.set_file_name("timeline.svg").save_file()),
                Ask::Matrix => wait(dialog.set_file_name("matrix.svg").save_file()),
                Ask::Graph => wait(dialog.set_file_name("graph.svg").save_file()),
                Ask::Wanted => wait(dialog.set_file_name("wanted.html").save_file()),
                Ask::Brief | Ask::Report => wait(dialog.set_file_name("brief.html").save_file()),
            };
            if let Some(file) = chosen
                && choose.send(file.path().to_owned()).is_ok()
            {
                window.request_repaint();
            }
        });
    }
}

/// Waits for a future on this thread, asleep in between.
fn wait<T>(future: impl Future<Output = T>) -> T {
    struct Unpark(std::thread::Thread);
    impl Wake for Unpark {
        fn wake(self: std::sync::Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(std::sync::Arc::new(Unpark(std::thread::current())));
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(value) => return value,
            Poll::Pending => std::thread::park(),
        }
    }
}
