//! The key strip at the bottom: what each key does where the hand is.

/// The guide.
pub const GUIDE: &str = "guide and keys";
/// Tags with what is pinned to the digit.
pub const TAG: &str = "tag";
/// Tags with any tag.
pub const ANY_TAG: &str = "any tag";
/// Records a claim.
pub const CLAIM: &str = "claim";
/// Links a claim.
pub const LINK: &str = "link";
/// Writes a memo.
pub const MEMO: &str = "memo";
/// Grades the source.
pub const GRADE: &str = "grade";
/// Puts the thing in hand into the brief.
pub const TO_BRIEF: &str = "to brief";
/// Goes on.
pub const NEXT_SENTENCE: &str = "next sentence";
/// Goes from row to row.
pub const MOVE: &str = "next and previous";
/// Chooses several rows.
pub const REACH: &str = "choose several";
/// Opens the document of a row.
pub const OPEN: &str = "open";
/// Drops the document.
pub const DROP: &str = "drop";
/// Parks it.
pub const PARK: &str = "park";
/// Keeps it.
pub const KEEP: &str = "keep";
/// Begins a judgement.
pub const NEW_JUDGEMENT: &str = "new judgement";
/// Notes what was looked for.
pub const LOOKED_FOR: &str = "looked for";
/// Takes the last step back.
pub const UNDO: &str = "undo";
/// Notes something wanted.
pub const WANTED: &str = "wanted";
/// Accepts a proposal.
pub const WANT_IT: &str = "want it";
/// Dismisses it.
pub const DISMISS: &str = "dismiss";
/// Shows where a claim stands.
pub const OPEN_PASSAGE: &str = "open its passage";
/// Lets the brief go out.
pub const EXPORT: &str = "export · Word, HTML, Markdown";
/// What a digit does with a pair of claims.
pub const DECIDE: &str = "decide";
/// What Enter does with it.
pub const AS_PROPOSED: &str = "as proposed";
/// What 0 does with it.
pub const NO_LINK: &str = "no";
/// What Space does with it.
pub const LATER: &str = "later";
/// Comes nearer on the timeline, or goes farther.
pub const ZOOM: &str = "zoom";
/// Goes along the timeline.
pub const GO_ALONG: &str = "along";
/// Shows the whole timeline.
pub const ALL_OF_IT: &str = "whole";
/// Goes to other columns of the matrix.
pub const OTHER_COLUMNS: &str = "columns";
