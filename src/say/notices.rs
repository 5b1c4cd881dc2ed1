//! Short notices: what was done, or why nothing was.

/// A grade without a letter.
pub const GRADE_WITHOUT_LETTER: &str = "Choose a letter from A to F. In the name’s field, press Tab first.";
/// A grade without a source.
pub const GRADE_WITHOUT_NAME: &str = "A grade is for a named source: write the outlet’s name first.";
/// The passage supports the claim already.
pub const EVIDENCE_ALREADY: &str = "This is evidence of the claim already.";
/// Before a digit without a tag.
pub const NO_TAG_PINNED: &str = "No tag is pinned to";
/// What to do then.
pub const PRESS_T: &str = "Press T to choose one.";
/// The words under the cursor are not there yet.
pub const TEXT_STILL_READ: &str = "The text here is still being read; try again in a moment.";
/// The project is not there yet.
pub const PROJECT_STILL_READ: &str = "The project is still being read; try again in a moment.";
/// Behind what a key decided of documents.
pub const UNDO_TAKES_BACK: &str = "Ctrl+Z takes it back.";
/// Before the label of what was undone.
pub const UNDONE: &str = "Undone:";
/// Before the label of what was redone.
pub const REDONE: &str = "Redone:";
/// Before the number of documents that were taken.
pub const IMPORTED: &str = "Imported";
/// Before the path of a file that was written.
pub const WROTE: &str = "Wrote";
/// The program stopped without closing the project.
pub const RECOVERED: &str = "Recovered after an unexpected stop; nothing saved was lost.";
/// Too much waits for the disk.
pub const QUEUE_FULL: &str = "Too many edits wait to be saved; this one was not taken.";
/// What is safe then.
pub const QUEUE_FULL_SAFE: &str = "What waits is held in memory; what was saved is safe.";
/// What to do then.
pub const QUEUE_FULL_TODO: &str = "Press Retry in the strip at the top, or free some space first.";
/// What to do about a name that is no tag’s.
pub const MEND_NAME: &str = "Mend the name and press Enter again.";

/// Letters that cannot be drawn, of these scripts.
pub fn no_font(scripts: &[&str]) -> String {
    let named = scripts.join(", ");
    let of = if scripts.len() == 1 { "script" } else { "scripts" };
    format!("Boxes stand for letters that no font on this computer draws ({of} {named}).")
}

/// What is safe then, and what to do.
pub fn no_font_todo(scripts: &[&str]) -> String {
    // The names of the fonts differ from Unicode's in these alone.
    let mut fonts: Vec<String> = scripts
        .iter()
        .map(|script| match *script {
            "Han" | "Hiragana" | "Katakana" | "Hangul" | "Bopomofo" => "Noto Sans CJK".to_owned(),
            other => format!("Noto Sans {other}"),
        })
        .collect();
    fonts.sort();
    fonts.dedup();
    let fonts = fonts.join(", ");
    format!("Nothing is lost: search and export keep them. Install {fonts} and start Assay again to see them.")
}

/// A tag whose name is none.
pub fn tag_not_saved(why: impl std::fmt::Display) -> String {
    format!("The tag was not saved: {why}.")
}

/// What an import took, and how much of it had been there.
pub fn taken(documents: u64, already_here: u64) -> String {
    let documents = crate::domain::snapshot::counted(documents, "document", "documents");
    match already_here {
        0 => format!("{documents}."),
        n => format!("{documents}, {}.", super::pages::here_already(n)),
    }
}
