//! Assay: a workbench for weighing what documents say. One SQLite file a project, one window or one command line over it,
//! no network.
//!
//! This page is the guide to the code: where a thing is, how an edit travels, what runs on which thread, and what happens
//! when something fails.
//!
//! # Layers
//!
//! | module | what it is | may use of ours |
//! |---|---|---|
//! | [`domain`] | what an analyst works with: documents, passages, tags, claims, sources, briefs, edits. Pure: no files, no SQL, no window. An illegal value cannot be made | nothing |
//! | [`analysis`] | reasoning over domain values: where sentences end, where a quotation stands | `domain` |
//! | [`text`] | paragraphs laid out with no window: direction, shaping, lines, carets | `domain` |
//! | [`store`] | the only code that knows SQLite: schema, rows, texts, history, `check` | `domain` |
//! | [`import`] | bytes of a file in, canonical text out; walking folders | `domain` |
//! | [`export`] | a [`domain::ProjectRead`] in, a Word document, HTML or Markdown out | `domain`, `analysis`, `text` |
//! | [`jobs`] | threads: the writer, the reading worker, imports, exports; batches of the command line | all above |
//! | [`app`] | the application without a window: its state, what can be wanted of it, what it shows | `domain`, `analysis`, messages of `jobs` |
//! | [`ui`] | widgets, a folder a panel: draws what `app` shows and says what is wanted | `domain`, `text`, types of `app` |
//! | [`say`] | what the window says: sentences and labels, a file a panel | nothing |
//! | [`shell`] | the eframe window around `app` and `ui`; file dialogs; what is remembered between starts | everything |
//! | [`cli`] | the same work without a window | everything |
//!
//! The same noun names a file everywhere: a claim is `domain/claim.rs`, its card is `ui/inspector/claim.rs`, its place in
//! a brief is `export/claim.rs`.
//!
//! # One way in
//!
//! Whatever can be done without saying more is an [`app::Command`]: one line of one table gives it its name, its help, its
//! menu, where it can be given and its keys. Menus, the palette, the page of keys and the shortcuts are made from that
//! table. Whatever needs a value is an [`app::Action`]. `App::update` is the one place that answers both.
//!
//! [`app::view`] computes what is shown, so that tests can ask what a person would see without drawing it.
//!
//! # How an edit travels
//!
//! 1. A panel of `ui` pushes an action. Nothing changes while a frame is drawn.
//! 2. `App::update` makes a [`domain::Edit`] of it: a label in words and a list of operations, each adding, changing or
//!    deleting one record. The edit gets a [`jobs::Ticket`] and goes into the writer's inbox; its mark is drawn hollow.
//! 3. The writer opens one immediate transaction, checks the operations against the rows they touch, writes the rows and
//!    the history (every row before and after, and a hash that covers the edits before it), and commits.
//! 4. Only then it answers with [`jobs::Event::Committed`], which holds the rows as they are now.
//! 5. The window takes the answer at its next frame, brings its model up to date and fills the mark.
//!
//! Undo and redo write the inverse rows down the same path, so they survive a restart and stand in the history
//! themselves. `assay apply` makes one edit of a whole file and commits it through the same function, without the threads.
//!
//! A string from a file or a person is [`domain::Words`], which cannot be displayed by accident: only `ui::text`, which
//! knows about directions and invisible characters, draws it.
//!
//! # Threads
//!
//! - The window's thread draws, and takes news for at most two milliseconds a frame. It opens no file of a project.
//! - The writer holds the only read-write connection, and the lock beside the project. Edits go before imports; both
//!   queues are bounded.
//! - When nothing else waits it brings the search index up to date, then lays texts against each other for copies, both in
//!   pieces that an edit overtakes.
//! - The reading worker opens texts and fetches pages of the history on a read-only connection. Searching and counting
//!   words have a thread and such a connection each; of each kind only what was asked last is answered.
//! - An import walks, and reads ahead, on threads of its own; between files it looks at a gate that holds or stops it.
//!   Looking again for changes only reads; taking them in is an import of what was seen. An import reads, hashes and decodes on a worker and hands the writer small units. An export has a worker and a
//!   read-only connection of its own. Each file dialog waits on its own thread.
//!
//! [`jobs::Session`] owns them. Dropping it closes the project: workers first, then the log is brought into the file, then
//! the lock goes, and the project is one file again.
//!
//! # When something fails
//!
//! Each operation has its error type beside it. On the way to a person it becomes a [`domain::Fault`]: a code, what
//! happened, what is safe, what to do, and the causes.
//!
//! - **What becomes a notice.** Every fault that reaches the window: a project that cannot be opened or can only be read,
//!   an edit that makes no sense, text that cannot be read, an import or export that failed. It stays until it is closed.
//!   Files an import did not take are listed one by one with the reason.
//! - **What stays in hand.** An edit that the disk refuses is first in the queue until it is tried again, saved into a
//!   copy, or given up; the strip “Not saved” says so. Up to a hundred edits wait behind it, then editing stops.
//! - **What is printed.** The command line writes faults to standard error, or as JSON with `--json`, and ends with 1 (the
//!   answer is no, or a part failed), 2 (wrong use) or 3 (the project cannot be opened). No log file is written.
//! - **What is let go.** Only what costs nothing to lose: what is remembered between starts, the reading position, news
//!   for a window that has gone.
//! - **What may panic.** Nothing that a file, the system or a person can cause: `unwrap`, `expect`, `panic!` and `unsafe`
//!   are lints, and a lock that a panic poisoned is used all the same. A panic would be a mistake in the code. In a worker
//!   it ends that worker and becomes a notice; what was committed is in the file. After the writer nothing more can be
//!   changed until the project is opened again, and the notice says so.

pub mod analysis;
pub mod app;
pub mod cli;
pub mod domain;
pub mod export;
pub mod import;
pub mod jobs;
pub mod say;
pub mod shell;
pub mod store;
pub mod text;
pub mod ui;
