//! The sheet about the program.

/// Its heading.
pub const TITLE: &str = "About Assay";
/// Which version it is.
pub const VERSION: &str = concat!("Version ", env!("CARGO_PKG_VERSION"));
/// What it is.
pub const WHAT: &str = "A workbench for weighing what documents say. A project is one file on this computer. Nothing is sent anywhere and \
     nothing is fetched: the program makes no connections.";
/// Under what terms it may be used.
pub const LICENCE: &str = "Free to use, change and pass on, under the MIT licence or the Apache licence 2.0.";
/// Group: how documents are read.
pub const READING: &str = "How documents are read";
/// What a worker is.
pub const WORKERS: &str = "Whatever is more than plain text is read by programs apart from this window. They are given the bytes of one file at \
     a time, are stopped after 10 s without progress or 60 s in all, and give up beforehand, for good:";
/// While a worker is asked.
pub const ASKED: &str = "One of them is being asked…";
/// Before why none could be asked.
pub const NOT_KNOWN: &str = "None of them could be asked:";
/// Before a layer that holds.
pub const HOLDS: &str = "in force";
/// Before one that does not.
pub const MISSING: &str = "missing";
/// The layers: memory and time, files, calls.
pub const LAYERS: [&str; 3] = [
    "more than 1 GiB of memory, 30 s of computing for a file, and writing to files",
    "every file and folder, and connections (Landlock)",
    "connections, other programs, opening files (a filter of system calls)",
];
/// When all hold.
pub const ALL: &str = "All of it is in force on this computer.";
/// When one is missing.
pub const NOT_ALL: &str = "This computer does not offer all of it. Documents are read all the same, apart from this window and stopped in time; \
     open what you do not trust where nothing is missing.";
/// When none is there.
pub const NONE: &str = "This computer offers none of it. Documents are read all the same, apart from this window and stopped in time; open \
     what you do not trust elsewhere.";
