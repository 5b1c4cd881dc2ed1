//! Passages whose words are not as they were marked.

use crate::domain::snapshot::counted;

/// Heading over them on the card of their document.
pub const ALTERED: &str = "Not as they were marked";
/// Over the words of one that is no longer in the text.
pub const LOST: &str = "lost: not in the text that is read now";
/// Over the words of one that stands on other words.
pub const CHANGED: &str = "changed";
/// Over the words that were marked.
pub const WAS: &str = "marked";
/// Over the words that stand there.
pub const NOW: &str = "now";
/// On the card of a passage, over the words that were marked.
pub const IT_READ: &str = "When it was marked it read";
/// Hover over a lost passage.
pub const SHOW_PASSAGE: &str = "Show its card";

/// How many are lost, and how many changed.
pub fn counts(lost: usize, changed: usize) -> String {
    let lost = (lost > 0).then(|| counted(lost as u64, "passage lost its place", "passages lost their places"));
    let changed = (changed > 0)
        .then(|| counted(changed as u64, "passage stands on changed words", "passages stand on changed words"));
    lost.into_iter().chain(changed).collect::<Vec<_>>().join(" · ")
}
