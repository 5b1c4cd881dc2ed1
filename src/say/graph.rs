//! Weigh: the graph of claims, names and documents.

use super::shared;

/// A list's title.
pub const GRAPH: &str = "Graph";
/// In the rail: what it shows.
pub const GRAPH_IS: &str = "claims, speakers, links";
/// The picture, to assistive technology.
pub const PICTURE: &str = "Graph; arrow keys go from node to node";

/// Over the graph: what is in it.
pub fn counts(claims: usize, names: usize, documents: usize, links: usize) -> String {
    let mut out = vec![shared::claims(claims)];
    if names > 0 {
        out.push(if names == 1 { "1 name".to_owned() } else { format!("{names} names") });
    }
    if documents > 0 {
        out.push(shared::documents(documents));
    }
    out.push(if links == 1 { "1 link".to_owned() } else { format!("{links} links") });
    out.join(" · ")
}

/// Too many nodes: how many are shown, and what to do.
pub fn left_out(shown: usize, left: usize) -> String {
    format!(
        "{left} of {} are left out; the {shown} with most links are shown. Narrow it: words, a tag, a time, or what is around one.",
        shown + left
    )
}

/// The filter’s name.
pub const FILTER: &str = "Filter the graph";
/// Its hint.
pub const FILTER_HINT: &str = "words or speaker";
/// Button: shows only what is near the node in hand.
pub const AROUND: &str = "Only around this";
/// What that does.
pub const AROUND_HELP: &str = "Show only what is tied to the node in hand";
/// Over a graph that shows only what is around a node: before its words.
pub const ONLY_AROUND: &str = "Only around";
/// Button: shows everything again.
pub const WHOLE_AGAIN: &str = "Show the whole graph again";
/// How far around.
pub const STEPS: [&str; 2] = ["1 step", "2 steps"];

/// What a step’s button does.
pub fn steps(steps: &str) -> String {
    format!("Show what is {steps} away")
}

/// What of the graph is shown and what its marks mean.
pub mod legend {
    /// Nodes.
    pub const CLAIMS: &str = "claims";
    /// Nodes.
    pub const SPEAKERS: &str = "speakers";
    /// Nodes.
    pub const DOCUMENTS: &str = "documents";
    /// Nodes: names marked where claims stand.
    pub const MENTIONS: &str = "mentioned";
    /// Links.
    pub const AGREES: &str = "agree";
    /// Links.
    pub const CLASHES: &str = "clash";
    /// Links.
    pub const OTHERS: &str = "other links";
}

/// What a button of the legend does.
pub fn toggle(what: &str) -> String {
    format!("Show {what}")
}

/// Beside a sign of a claim.
pub const SIGNS: [&str; 4] = ["affirms", "denies", "hedges", "asks or unclear"];

/// Nothing to show.
pub const NOTHING: &str = "Nothing to draw yet";
/// What to do.
pub const NOTHING_HINT: &str = "The graph shows claims, who says them and how they are linked. Take a claim into the hand and press L to link it with another.";
/// Nothing has these words.
pub const NOTHING_SO: &str = "No claim that is shown has these words, and no speaker is called so.";
/// Being laid out.
pub const BUSY: &str = "Being laid out…";

/// What a claim is, to assistive technology: “Ana: “words”, denies, clashes with 2 claims”.
pub fn claim(speaker: &str, words: &str, says: Option<&str>, clashes: usize) -> String {
    let says = says.map(|says| format!(", {says}")).unwrap_or_default();
    let clashes = if clashes == 0 { String::new() } else { format!(", clashes with {}", shared::claims(clashes)) };
    format!("{speaker}: {words}{says}{clashes}")
}

/// What a name or a document is: “Ana, 3 claims”.
pub fn with_claims(what: &str, claims: usize) -> String {
    format!("{what}, {}", shared::claims(claims))
}

/// Command keys.
pub mod keys {
    /// Goes from node to node.
    pub const GO: &str = "to the next node";
}
