//! The top bar and the strips under it: the menu, the search field, whether everything is saved.

/// Accessible name of the menu.
pub const MENU: &str = "Menu";
/// The search field over the window.
pub const FIND_ANYTHING: &str = "Find anything";
/// The project cannot be written.
pub const READ_ONLY: &str = "Read only";
/// Nothing waits to be written.
pub const SAVED: &str = "Saved";
/// What that means.
pub const SAVED_MEANS: &str = "Everything is in the project file. There is nothing else to save.";
/// Something is being written.
pub const SAVING: &str = "Saving…";
/// Button: tries to save again.
pub const RETRY: &str = "Retry";
/// Button: saves to another place.
pub const SAVE_AS: &str = "Save as…";
/// Button: gives up the edit that cannot be saved.
pub const DISCARD_FIRST: &str = "Discard the first";

/// How many edits could not be saved, in the bar.
pub fn not_saved(count: usize) -> String {
    if count == 0 { "Not writing".to_owned() } else { format!("Not saved ({count})") }
}

/// The same as a sentence, in the strip.
pub fn not_saved_strip(count: usize) -> String {
    format!("Not saved ({count}).")
}

/// Nothing more is written, because the disk did not confirm a write, and so many edits wait.
pub fn writing_stopped(count: usize) -> String {
    match count {
        0 => "Writing to this file has stopped.".to_owned(),
        1 => "Writing to this file has stopped; 1 change waits in memory.".to_owned(),
        _ => format!("Writing to this file has stopped; {count} changes wait in memory."),
    }
}
