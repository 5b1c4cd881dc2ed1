//! Snapshots, damage and the way back, and the window that only reads.

use crate::domain::snapshot::{Counts, counted};

/// Several things in a row, the last with “and”.
fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// What a state holds, in a few words: what there is none of is left out.
pub fn counts(counts: &Counts) -> String {
    let there: Vec<String> = counts
        .each()
        .into_iter()
        .filter(|(n, one, _)| *n > 0 && *one != "step of work")
        .map(|(n, one, many)| counted(n, one, many))
        .collect();
    if there.is_empty() { "nothing yet".to_owned() } else { there.join(" · ") }
}

/// How a state differs from another one that is called `other`, such as “3 tags fewer than now”.
pub fn against(counts: &Counts, reference: &Counts, other: &str) -> String {
    let (fewer, more) = (counts.lacking(reference), reference.lacking(counts));
    match (fewer.as_slice(), more.as_slice()) {
        ([], []) => format!("The same as {other}"),
        (fewer, []) => format!("{} fewer than {other}", listed(fewer)),
        ([], more) => format!("{} more than {other}", listed(more)),
        (fewer, more) => format!("{} fewer and {} more than {other}", listed(fewer), listed(more)),
    }
}

/// A moment as people write it, in the time zone of the machine.
pub fn when(at_ms: i64) -> String {
    jiff::Timestamp::from_millisecond(at_ms)
        .map(|t| t.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %b %Y, %H:%M").to_string())
        .unwrap_or_default()
}

/// A length in bytes, as people read it.
pub fn length(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

/// What is compared with: the project as it is.
pub const NOW: &str = "now";
/// What is compared with: what was last known to be saved.
pub const LAST_KNOWN: &str = "what was last saved";

/// Heading of the sheet.
pub const SNAPSHOTS: &str = "Snapshots";
/// What they are.
pub const SNAPSHOTS_WHAT: &str = "Whole copies of the project, made by themselves every ten minutes of work and when it is \
     closed. Restore makes a new file and opens it; this project stays as it is.";
/// While they are looked up.
pub const LOOKING: &str = "Looking…";
/// When there is none.
pub const NO_SNAPSHOT: &str = "There is no snapshot yet. The first one is made after ten minutes of work, or when the \
     project is closed.";
/// The button that makes one.
pub const MAKE_ONE: &str = "Snapshot now";
/// The button that brings one back.
pub const RESTORE: &str = "Restore";
/// Under a snapshot that cannot be read.
pub const UNREADABLE: &str = "This snapshot is damaged and cannot be read";
/// Before the folder's path.
pub const IN_FOLDER: &str = "They lie in";

/// The name of the button that restores one snapshot, for those who do not see where it stands.
pub fn restore_named(when: &str) -> String {
    format!("Restore the snapshot of {when}")
}

/// Before the counts of a snapshot that was just made.
pub const SNAPSHOT_MADE: &str = "Snapshot made:";
/// Before the name of the new project.
pub const RESTORED: &str = "This is the snapshot, as a new project:";
/// After it.
pub const RESTORED_REST: &str = "The file before it is as it was.";

/// Some steps of work that were saved are no longer in the file.
pub fn steps_lost(steps: u64) -> String {
    let lacks = counted(steps, "step of work", "steps of work");
    format!("This file is older than it was: the last {lacks} saved in it are no longer there.")
}
/// What is safe then.
pub const STEPS_LOST_SAFE: &str = "What it holds is whole, and its snapshots are untouched.";
/// What to do then.
pub const STEPS_LOST_TODO: &str = "If you did not put an older copy here yourself, look whether a snapshot has more: \
     Project ▸ Snapshots.";

/// The disk has little room left.
pub fn little_space(free: u64) -> String {
    format!("The disk of this project has little room left: {}.", length(free))
}
/// What is safe then.
pub const LITTLE_SPACE_SAFE: &str = "Everything is saved as always.";
/// What to do then, so that so many bytes are free.
pub fn little_space_todo(wanted: u64) -> String {
    format!(
        "Free some space soon, until {} are free: empty the wastebasket, or move large files to another disk.",
        length(wanted)
    )
}

/// The project lies on a file system of another computer, or of a program, of this kind.
pub fn far_away(kind: &str) -> String {
    format!("This project does not lie on a disk of this computer ({kind}).")
}
/// What is safe then.
pub const FAR_AWAY_SAFE: &str = "Each step is saved as carefully as it can be there, which takes longer.";
/// What to do then.
pub const FAR_AWAY_TODO: &str = "Work on a copy on this computer’s own disk and copy it back when it is closed. Never open it on two computers at once.";

/// Heading when a project is damaged.
pub const DAMAGED: &str = "This project is damaged";
/// Heading when its file is empty.
pub const EMPTY: &str = "The file of this project is empty";
/// Heading when it is no project any more.
pub const NO_PROJECT: &str = "This file no longer reads as a project";
/// Heading when it is not there.
pub const MISSING: &str = "This project is not there any more";
/// What happened, when a file reads otherwise than it was written.
pub const DAMAGED_WHAT: &str = "Its file does not read as it was written. A failing disk, a stick pulled out too early, a \
     copy that broke off or another program can do that. It is nothing you did in Assay.";
/// What happened, when the file is not there.
pub const MISSING_WHAT: &str = "The file was moved or deleted, but its snapshots are here.";
/// Label over what happened.
pub const WHAT_HAPPENED: &str = "What happened";
/// Label over what is safe.
pub const WHAT_IS_SAFE: &str = "What is safe";
/// Nothing was written.
pub const UNTOUCHED: &str = "Nothing was written to the damaged file, and nothing will be.";
/// The label over the technical findings.
pub const FINDINGS: &str = "What the check found";

/// How many snapshots there are and which is the newest sound one.
pub fn sound(snapshots: usize, newest_good: Option<&str>) -> String {
    let n = counted(snapshots as u64, "snapshot", "snapshots");
    match (snapshots, newest_good) {
        (0, _) => "No snapshot of it was found beside it.".to_owned(),
        (_, None) => format!("{n} of it lie beside it, but none of them passes every check."),
        (1, Some(when)) => {
            format!("Your work is in a snapshot beside it, made on {when}; it was checked in full and is sound.")
        }
        (_, Some(when)) => {
            format!("Your work is in {n} beside it. The newest, made on {when}, was checked in full and is sound.")
        }
    }
}

/// What the newest good snapshot lacks of what was last known.
pub fn lacks(counts: &Counts, known: &Counts, when: &str) -> String {
    let fewer = counts.lacking(known);
    if fewer.is_empty() {
        format!("It holds everything that was saved, as far as is known ({when}).")
    } else {
        format!("Of what was saved by {when} it lacks {}.", listed(&fewer))
    }
}

/// The button that opens a snapshot.
pub fn open_as_new(when: &str, newest: bool) -> String {
    if newest {
        format!("Open the newest good snapshot ({when}) as a new project")
    } else {
        format!("Open the snapshot of {when} as a new project")
    }
}
/// Under it.
pub const OPEN_AS_NEW_WHAT: &str =
    "It becomes a new file beside the damaged one; the snapshot and the damaged file stay.";
/// Label over the list.
pub const CHOOSE: &str = "Or choose another snapshot, newest first";
/// Label over what else can be done.
pub const ELSE: &str = "What else can be done";
/// Reads the damaged file.
pub const READ_WHAT_READS: &str = "Read what can be read";
/// What that does.
pub const READ_WHAT_READS_WHAT: &str = "Opens the damaged file to be read only, as far as it reads";
/// Copies the damaged file.
pub const SET_ASIDE: &str = "Copy the damaged file aside";
/// What that does.
pub const SET_ASIDE_WHAT: &str = "Makes NAME.damaged-1 with its log and looks whether the copy is sound by itself";
/// Shows where the files lie.
pub const SHOW_FOLDER: &str = "Show the folder";
/// Does nothing.
pub const LEAVE: &str = "Leave it for now";
/// While something is done.
pub const WORKING: &str = "One moment…";
/// After the copy's path.
pub const COPIED: &str = "The damaged file was copied to";
/// The copy without its log.
pub const COPY_ALONE: &str = "The copy by itself";
/// The copy with its log.
pub const COPY_WITH_LOG: &str = "The copy with its log";
/// Opens a sound copy.
pub const OPEN_COPY: &str = "Open it as a new project";

/// How a copy fares.
pub fn fares(which: &str, outcome: Result<&Counts, &str>) -> String {
    match outcome {
        Ok(holds) => format!("{which} is sound: {}.", counts(holds)),
        Err(why) => format!("{which} is not sound ({why})."),
    }
}

/// The strip of a window that only reads, because another one writes.
pub const SECOND: &str = "Open in another window: you can read, not write.";
/// The strip of a window on a file that cannot be written.
pub const READ_ONLY: &str = "This file cannot be written: you can read, not write.";
/// The same when the session that wrote it last did not end by itself.
pub const BROKEN_OFF: &str = "The last session on this file was broken off, and it cannot be written here: what was saved is read from the file and the log beside it.";
/// The strip of a window on a damaged project.
pub const SALVAGED: &str = "Damaged: you see what can be read of it. Nothing is written.";
/// The strip of a window on a snapshot.
pub const IS_SNAPSHOT: &str =
    "This is a snapshot: you can read, not write. To work on it, open its project and restore it.";
/// The strip of a window on a project of an earlier version of which no snapshot can be made.
pub const NOT_KEPT: &str = "An earlier version of Assay made this project, and no snapshot of it can be made before it is brought up to date: you can read, not write. Free some space, or look at the folder of its snapshots, and open it again.";
/// The strip of a window whose writer has failed.
pub const BROKEN: &str = "Nothing can be saved any more: close the project and open it again.";
/// Looks whether there is anything new.
pub const RELOAD: &str = "Reload";
/// Tries to become the window that writes.
pub const WRITE_HERE: &str = "Write here";
/// What that does.
pub const WRITE_HERE_WHAT: &str = "Works once the other window has closed the project";
/// Nothing was written since.
pub const NOTHING_NEW: &str = "The other window has written nothing since.";

/// What came from the other window.
pub fn new_steps(steps: u64) -> String {
    format!("{} came from the other window.", counted(steps, "step of work", "steps of work"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_told_against_another_in_both_directions() {
        let now = Counts { tags: 415, claims: 1, ..Counts::default() };
        let then = Counts { tags: 412, claims: 1, ..Counts::default() };
        assert_eq!(against(&then, &now, NOW), "3 tags fewer than now");
        assert_eq!(against(&now, &then, NOW), "3 tags more than now");
        assert_eq!(against(&now, &now, NOW), "The same as now");
        let other = Counts { tags: 416, briefs: 2, ..Counts::default() };
        assert_eq!(against(&now, &other, NOW), "1 tag and 2 briefs fewer and 1 claim more than now");
        assert_eq!(counts(&now), "415 tags · 1 claim");
    }
}
