//! The guide: its pages as they stand in `assets/help`, and their pictures.
//!
//! A page is plain text. Its first line is its title; `## ` begins a part; `1. ` and `- ` begin items; `![what](file)` is a
//! picture; `**` stand around what is strong and `` ` `` around keys. Everything else is a paragraph a line.

/// The pages, in the order of the contents.
pub const PAGES: &[&str] = &[
    include_str!("../../assets/help/01-job.md"),
    include_str!("../../assets/help/02-folder.md"),
    include_str!("../../assets/help/03-read.md"),
    include_str!("../../assets/help/04-triage.md"),
    include_str!("../../assets/help/05-tag.md"),
    include_str!("../../assets/help/06-passage.md"),
    include_str!("../../assets/help/07-name.md"),
    include_str!("../../assets/help/08-claim.md"),
    include_str!("../../assets/help/09-quotation.md"),
    include_str!("../../assets/help/10-link.md"),
    include_str!("../../assets/help/11-grade.md"),
    include_str!("../../assets/help/12-judge.md"),
    include_str!("../../assets/help/13-wanted.md"),
    include_str!("../../assets/help/14-write.md"),
    include_str!("../../assets/help/15-support.md"),
    include_str!("../../assets/help/16-export.md"),
    include_str!("../../assets/help/17-find.md"),
    include_str!("../../assets/help/22-count.md"),
    include_str!("../../assets/help/18-safe.md"),
    include_str!("../../assets/help/19-snapshot.md"),
    include_str!("../../assets/help/20-damaged.md"),
    include_str!("../../assets/help/21-words.md"),
];

macro_rules! pictures {
    ($($name:literal),+ $(,)?) => {
        /// The pictures, by the names the pages give them: PNG files.
        pub const PICTURES: &[(&str, &[u8])] =
            &[$(($name, include_bytes!(concat!("../../assets/help/", $name)))),+];
    };
}

pictures!(
    "claim.png",
    "damaged.png",
    "export.png",
    "folder.png",
    "grade.png",
    "judge.png",
    "link.png",
    "name.png",
    "palette.png",
    "quotation.png",
    "read.png",
    "sentence.png",
    "snapshots.png",
    "start.png",
    "support.png",
    "table.png",
    "tag.png",
    "translation.png",
    "wanted.png",
    "write.png",
);

/// Over the contents.
pub const TITLE: &str = "Guide";
/// The field to search in.
pub const SEARCH: &str = "Search the guide";
/// What stands in it while it is empty.
pub const SEARCH_HINT: &str = "a word";
/// When no page has it.
pub const NOTHING: &str = "No page says that.";
/// The page of keys, which is made from the commands.
pub const KEYS: &str = "Keys";
/// What stands first on it.
pub const KEYS_FIRST: &str = "Letters act on the sentence under the cursor, while nothing is being typed. They count by their place on the keyboard \
     where a layout has no Latin letters.";
/// The digits.
pub const DIGITS: &str = "Tag with the tag pinned to the digit; once more takes it off";
