//! The table of an import: how each file stands, how fast it goes, what can be done about it; and what is seen where the
//! documents came from.

use super::documents::number;
use crate::domain::Words;
use crate::domain::snapshot::counted;

/// Heading of the table.
pub const IMPORT: &str = "Import";
/// Heading while the places documents came from are looked at, and over what was seen there.
pub const CHANGES: &str = "Changes where the documents came from";
/// Accessible name of the rows.
pub const FILES: &str = "Files of the import";
/// Button: goes back to reading.
pub const BACK: &str = "Back to reading";
/// What that does.
pub const BACK_MEANS: &str = "The list stays until the next import";
/// Button: holds the import.
pub const PAUSE: &str = "Pause";
/// What that does.
pub const PAUSE_MEANS: &str = "Hold the import; what is taken is saved, and the rest waits";
/// Button: lets it go on.
pub const GO_ON: &str = "Go on";
/// Button: stops it.
pub const STOP: &str = "Stop";
/// What that does.
pub const STOP_MEANS: &str = "Stop the import; what is taken stays, and it can be gone on with later";
/// Button: lists all files.
pub const ALL: &str = "all";
/// Somebody stopped it.
pub const STOPPED: &str = "stopped";
/// It is held.
pub const PAUSED: &str = "paused";
/// All files are not found yet.
pub const STILL_FINDING: &str = "still finding files";
/// Nothing was imported in this window.
pub const NOTHING: &str = "No import in this window yet";
/// What to do then.
pub const NOTHING_HINT: &str = "When files are imported, each is listed here with what became of it.";
/// The import was undone.
pub const UNDONE: &str = "What was taken in here was undone";
/// What that means.
pub const UNDONE_HINT: &str = "Nothing of it is in the project now. Until you do something else, Ctrl+Shift+Z brings it again, and this list with it.";
/// Nothing stands so.
pub const NONE_SO: &str = "No file stands so any more.";
/// The places are being looked at.
pub const LOOKING: &str = "Looking where the documents came from…";
/// Nothing is otherwise.
pub const NO_CHANGES: &str = "Everything is as it was";
/// What that rests on.
pub const NO_CHANGES_HINT: &str = "Every file the documents came from was looked at.";
/// It is not known where to look.
pub const NO_ROOTS: &str = "It is not known where the documents came from";
/// What to do then.
pub const NO_ROOTS_HINT: &str = "Import their folder again; nothing is taken twice, and from then on changes are seen.";
/// Button: takes in what was seen.
pub const TAKE: &str = "Take these in";
/// What that does.
pub const TAKE_MEANS: &str = "New files become documents, changed ones get a new text their passages follow, and where a file is gone its document stays; one undo takes it all back";
/// Button: takes none of it.
pub const LEAVE: &str = "Take none of it";
/// What that does.
pub const LEAVE_MEANS: &str = "Nothing is changed; the list is emptied, and looking again shows it anew";
/// Button: goes back to reading while there is something to take.
pub const LATER: &str = "Decide later";
/// What that does.
pub const LATER_MEANS: &str = "Back to reading; nothing is changed, and the list stays";
/// Button: never goes on with an import.
pub const GIVE_UP: &str = "Leave it so";
/// What that does.
pub const GIVE_UP_MEANS: &str = "What was taken stays; this is not asked again";
/// Before the name of an import that did not come to its end.
pub const NOT_FINISHED: &str = "Not finished:";
/// What going on means.
pub const GO_ON_MEANS: &str = "Read what is left; what is here already is not read twice";
/// Button of the report: shows every file.
pub const SHOW_FILES: &str = "Show all files";
/// Over folders that cannot be looked into.
pub const AWAY: &str = "Could not be looked into; nothing is said of what lies there:";
/// After a rescan: a passage lost its place.
pub const CLICK_OPENS: &str = "Open the document";

/// Which file has the same bytes.
pub fn same_as(other: &Words) -> Words {
    Words::new(format!("the same bytes as {}", other.raw()))
}

/// Where a file lay, and how many passages its document keeps.
pub fn lay_at(was: &Words, passages: usize) -> Words {
    let stays = match passages {
        0 => String::new(),
        1 => "; its passage stays".to_owned(),
        n => format!("; its {} passages stay", number(n)),
    };
    Words::new(format!("was {}{stays}", was.raw()))
}

/// What becomes of the passages of a document whose file has other bytes.
pub fn looked_for(passages: usize) -> String {
    match passages {
        0 => "gets a new text; no passage is in it".to_owned(),
        1 => "gets a new text, in which its passage is looked for".to_owned(),
        n => format!("gets a new text, in which its {} passages are looked for", number(n)),
    }
}

/// What becomes of a document whose file is gone.
pub fn gone_stays(passages: usize) -> String {
    match passages {
        0 => "its document stays and is marked: the file is no longer there".to_owned(),
        1 => "its document stays with its passage and is marked: the file is no longer there".to_owned(),
        n => format!("its document stays with its {} passages and is marked: the file is no longer there", number(n)),
    }
}

/// How a file stands in an import: waiting, reading, taken, archive, new version, moved, gone, here already, not taken.
pub const STATES: [&str; 10] = [
    "reading",
    "waiting",
    "taken",
    "archive",
    "new version",
    "moved",
    "no longer there",
    "already here",
    "no text",
    "not taken",
];
/// How a file is seen: new, changed, moved, copy, back, gone, cannot be taken.
pub const SIGHTS: [&str; 7] = ["new", "changed", "moved", "another copy", "there again", "gone", "cannot be taken"];

/// Behind the path of a file: how it stands.
pub fn and_state(state: &str) -> String {
    format!(", {state}")
}

/// Behind that: why.
pub fn and_why(why: &str) -> String {
    format!(": {why}")
}

/// A state with how many files are in it.
pub fn so_many(state: &str, count: usize) -> String {
    format!("{state} {}", number(count))
}

/// How far it is.
pub fn of(done: u64, found: u64) -> String {
    let count = |n: u64| number(usize::try_from(n).unwrap_or(usize::MAX));
    format!("{} of {} files", count(done), count(found))
}

/// How many files were looked at.
pub fn looked_at(count: u64) -> String {
    counted(count, "file looked at", "files looked at")
}

/// How many files are as they were.
pub fn unchanged(count: u64) -> String {
    counted(count, "file is as it was", "files are as they were")
}

/// How fast it goes: files and bytes a second.
pub fn speed(files: f64, bytes: f64) -> String {
    let files = if files < 10.0 { format!("{files:.1}") } else { number(files.round() as usize) };
    let bytes = match bytes {
        b if b < 1e3 => format!("{b:.0} B/s"),
        b if b < 1e6 => format!("{:.0} kB/s", b / 1e3),
        b => format!("{:.1} MB/s", b / 1e6),
    };
    format!("{files} files/s · {bytes}")
}

/// How long it will take.
pub fn left(seconds: u64) -> String {
    match seconds {
        0..60 => format!("about {seconds} s left"),
        60..5_400 => format!("about {} min left", seconds.div_ceil(60)),
        _ => format!("about {} h left", (seconds + 1_800) / 3_600),
    }
}

/// What the bar at the top says while it runs, or is held.
pub fn importing(done: u64, found: u64, held: bool) -> String {
    format!("{} {}", if held { "Paused:" } else { "Importing…" }, of(done, found))
}

/// How many documents have a new text.
pub fn new_versions(count: u64) -> String {
    counted(count, "document has a new version", "documents have a new version")
}

/// How many passages lost their places.
pub fn lost(count: u64) -> String {
    counted(count, "passage lost its place; its words are kept", "passages lost their places; their words are kept")
}

/// How many passages stand on words much like theirs.
pub fn alike(count: u64) -> String {
    counted(count, "passage stands on words much like its own", "passages stand on words much like their own")
}

/// How many quotations in briefs are whole again.
pub fn whole_again(count: u64) -> String {
    counted(
        count,
        "quotation in a brief is whole again: its words are others now",
        "quotations in briefs are whole again: their words are others now",
    )
}

/// How many files lie elsewhere.
pub fn moved(count: u64) -> String {
    counted(count, "file lies elsewhere now", "files lie elsewhere now")
}

/// How many files are gone.
pub fn gone(count: u64) -> String {
    counted(count, "file is no longer there; its document stays", "files are no longer there; their documents stay")
}
