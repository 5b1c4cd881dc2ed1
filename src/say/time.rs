//! Weigh: claims in time, and who says what.

/// A list's title.
pub const TIMELINE: &str = "Timeline";
/// A list's title.
pub const MATRIX: &str = "Who says what";

/// In the rail: what the timeline shows.
pub const TIMELINE_IS: &str = "happens, said, published";
/// In the rail: what the matrix shows.
pub const MATRIX_IS: &str = "affirms, denies, silent";

/// Over the timeline: how many claims have a place in time.
pub fn dated(dated: usize, undated: usize) -> String {
    match undated {
        0 => format!("{dated} dated"),
        _ => format!("{dated} dated · {undated} not"),
    }
}

/// One of the three times.
pub const HAPPENS: &str = "happens";
/// One of the three times.
pub const SAID: &str = "said";
/// One of the three times.
pub const PUBLISHED: &str = "published";
/// How a time that is not known to the day is drawn.
pub const NOT_TO_THE_DAY: &str = "a bar: some day in it";

/// A time of a claim: “said 18 October 2023”.
pub fn told(clock: &str, date: &str) -> String {
    format!("{clock} {date}")
}

/// The same with the document’s own words for it.
pub fn told_as(clock: &str, date: &str, words: &str) -> String {
    format!("{clock} {date} (“{words}”)")
}

/// A day that is counted, not seen.
pub fn about(day: &str) -> String {
    format!("about {day}")
}

/// Before a lag.
pub const SAID_AFTER: &str = "it was said";
/// Before a lag.
pub const PUBLISHED_AFTER: &str = "it was published";

/// From a day on.
pub fn or_later(from: &str) -> String {
    format!("{from} or later")
}

/// Up to a day.
pub fn or_earlier(to: &str) -> String {
    format!("{to} or earlier")
}

/// From one day to another.
pub fn from_to(from: &str, to: &str) -> String {
    format!("{from} to {to}")
}

/// What lanes are by.
pub const LANES_OUTLET: &str = "outlet";
/// What lanes are by.
pub const LANES_TAG: &str = "tag";
/// A lane of claims without a speaker.
pub const NO_SPEAKER: &str = "Speaker not known";
/// A lane of claims that rest on no document.
pub const NO_OUTLET: &str = "No document";
/// A lane of claims without a tag.
pub const NO_TAG: &str = "No tag";
/// The claims without a place in time.
pub const UNDATED: &str = "No date, or not the year";

/// The field a time is typed into.
pub const ONLY: &str = "Only the time";
/// Its hint.
pub const ONLY_HINT: &str = "Oct 2023, 25 Mehr 1402";
/// It has no year.
pub const NO_YEAR: &str = "That time has no year: write one with it.";
/// Before why it is none.
pub const NOT_A_TIME: &str = "";
/// Button: lists everything again.
pub const LIFT: &str = "Show all times again";
/// Beside its key.
pub const LIFTS: &str = "shows all times again";
/// Before the days that are looked at.
pub const WITHIN: &str = "Only";
/// Button: comes nearer.
pub const NEARER: &str = "Zoom in";
/// Button: goes farther.
pub const FARTHER: &str = "Zoom out";
/// Button: shows all of it.
pub const WHOLE: &str = "Whole";
/// The band over the lanes.
pub const AXIS: &str = "Time; drag to show only a part of it";
/// Nothing to show.
pub const NOTHING_IN_TIME: &str = "No claim has a date yet";
/// What to do.
pub const NOTHING_IN_TIME_HINT: &str =
    "Say in a claim’s card when it was said or happens, or in a document’s when it was published.";
/// Nothing in the days that are looked at.
pub const NOTHING_THEN: &str = "No claim is of this time. Esc shows all again.";
/// Nothing has the tag.
pub const NOTHING_TAGGED: &str = "No claim that is shown has a date.";

/// A source says nothing on a matter.
pub const SILENT: &str = "silent";
/// What that means.
pub const SILENT_MEANS: &str =
    "No claim of this source on this matter is recorded. That is a gap in what we hold, and no denial.";
/// Claims that nobody known prints or says.
pub const NOBODY: &str = "no source";
/// No matter has more than one claim.
pub const NOTHING_LINKED: &str = "No claims are linked yet: each is a matter of its own.";
/// Nothing to show.
pub const NO_MATRIX: &str = "Nothing to lay side by side";
/// What to do.
pub const NO_MATRIX_HINT: &str = "Rows are matters, names or tags; columns are who prints or says something on them. Mark names, tag claims, or link claims with L.";
/// Goes to columns at the left.
pub const COLUMNS_BEFORE: &str = "Columns before";
/// Goes to columns at the right.
pub const COLUMNS_AFTER: &str = "Columns after";
/// Before what rows are by.
pub const BY: &str = "by";
/// Before what columns are by.
pub const AGAINST: &str = "against";

/// Which columns are shown, of how many.
pub fn columns(first: usize, last: usize, of: usize) -> String {
    format!("{first}–{last} of {of}")
}

/// Under a column: how many claims of it are of somebody who is not named.
pub fn unnamed(count: usize) -> String {
    format!("{count} unnamed")
}

/// How many documents have no column.
pub fn without_claims(count: usize) -> String {
    let documents = crate::say::shared::documents(count);
    if count == 1 { format!("{documents} has no claim yet") } else { format!("{documents} have no claim yet") }
}

/// How many claims are in no row.
pub fn elsewhere(count: usize, by: &str) -> String {
    let claims = crate::say::shared::claims(count);
    if count == 1 { format!("{claims} has no {by}") } else { format!("{claims} have no {by}") }
}

/// Where it is exported.
pub const EXPORT: &str = "Export…";
/// What rows are by.
pub const ROWS_MATTER: &str = "matter";
/// A claim that asks, or of which it is not clear what it does.
pub const UNCLEAR: &str = "unclear";

/// What several claims of a cell do.
pub fn times(what: &str, count: usize) -> String {
    format!("{what} × {count}")
}

/// How many claims of a cell are not shown.
pub fn more(count: usize) -> String {
    format!("and {count} more")
}

/// Puts claims into other lanes.
pub fn lanes_by(what: &str) -> String {
    format!("Lanes by {what}")
}

/// Makes other rows.
pub fn rows_by(what: &str) -> String {
    format!("Rows by {what}")
}

/// Makes other columns.
pub fn columns_by(what: &str) -> String {
    format!("Columns by {what}")
}
