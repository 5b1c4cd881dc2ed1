//! The way of a claim and where its reports come from, on its card.

/// The label beside the figures.
pub const ORIGINS: &str = "Origins";
/// Heading of the steps.
pub const STEPS: &str = "How the reports reach us";
/// Shows the steps.
pub const WHY: &str = "Why?";
/// Folds them away.
pub const FOLD: &str = "Fold";
/// No two reports are independent.
pub const NOT_ESTABLISHED: &str = "independence not established";
/// Two are.
pub const ESTABLISHED: &str = "two are independent";
/// A report whose words lost their place.
pub const LOST: &str = "its words lost their place in the text";
/// Hover over a document of the steps.
pub const SHOW_WORDS: &str = "Show the words it rests on";
/// Hover over a step that leads somewhere.
pub const SHOW_STEP: &str = "Show what this step rests on";
/// Mends a step.
pub const CHANGE_OUTLET: &str = "Change this outlet";
/// Mends a step.
pub const NO_OWNER: &str = "Take this owner away";
/// Mends a step.
pub const NO_COPY: &str = "This is no copy";
/// The step that says so.
pub const NO_COPY_STEP: &str = "Hold two documents for no copies of one another";
/// The step that takes it back.
pub const MAY_BE_COPY_STEP: &str = "Let two documents be copies of one another again";
/// Takes back that two documents are no copies.
pub const MAY_BE_COPY: &str = "They may be copies after all";
/// Unlinks what brings claims together.
pub const UNLINK: &str = "Take this link away";
/// Claims that count beside the one in hand.
pub const COUNTED_TOO: &str = "Counted too";
/// What does not count.
pub const NOT_COUNTED: &str = "Not counted";

/// Changes a hop.
pub const CHANGE_HOP: &str = "Change this hop";
/// Folds the fields of a hop.
pub const HOP_DONE: &str = "Fold this hop";
/// The document of a hop.
pub const HELD: &str = "Held";
/// Adds the document of a hop.
pub const ADD_DOCUMENT: &str = "+ document";
/// What it does.
pub const ADD_DOCUMENT_HELP: &str = "Say which document of this project it came through";
/// Takes the document of a hop away.
pub const DOCUMENT_AWAY: &str = "It did not come through this document";
/// Question of the picker of documents.
pub const WHICH_DOCUMENT: &str = "Which document did it come through?";
/// Field of the picker.
pub const DOCUMENT: &str = "Document";
/// What stands in it.
pub const DOCUMENT_HINT: &str = "words of its title or file name";
/// Nothing is known of a hop but who.
pub const NOTHING_KNOWN: &str = "how and when is not known";

/// Who owns a name.
pub const OWNED_BY: &str = "Owned by";
/// Adds an owner.
pub const ADD_OWNER: &str = "+ owner";
/// What it does.
pub const ADD_OWNER_HELP: &str = "Say who owns it; what one owner has is of one origin";
/// Question of the picker for an owner.
pub const WHO_OWNS: &str = "Who owns it?";
/// The step that adds an owner.
pub const ADD_OWNER_STEP: &str = "Say who owns a name";

/// Content grade 1 cannot be given.
pub const LOCKED: &str = "locked until two independent origins show";
/// It was given and does not hold any more.
pub const NO_LONGER: &str = "Grade 1 does not hold: no two independent origins show.";

/// In quotation marks.
pub fn quoted(words: &str) -> String {
    format!("“{words}”")
}

/// Names, the last joined by “and”.
fn list(names: &[String]) -> String {
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    }
}

/// Where a way ends.
pub fn ends(names: &[String]) -> String {
    let word = if names.len() > 1 { "Origins" } else { "Origin" };
    format!("{word}: {}", list(names))
}

/// Why it ends nowhere.
pub fn no_end(why: &str) -> String {
    format!("Origin not known: {why}")
}

/// Names that count as one for their owner.
pub fn joined_by_owner(names: &[String], owner: &str) -> String {
    format!("{} count as one origin: {owner} is behind them.", list(names))
}

/// Names that count as one by a link.
pub fn joined_by_link(names: &[String]) -> String {
    format!("{} count as one origin: two claims are linked as of the same origin.", list(names))
}

/// A claim that counts too, by the kind of its link.
pub fn other(kind: &str, words: &str) -> String {
    format!("{kind}: “{words}”")
}

/// What does not count, and why.
pub fn left_out(words: &str, why: &str) -> String {
    format!("“{words}”: {why}")
}

/// Two documents that somebody holds for no copies.
pub fn declined(one: &str, other: &str) -> String {
    format!("{one} and {other} were held for no copies of one another.")
}

/// How many other claims go through a hop.
pub fn shared(count: usize) -> String {
    if count == 1 { "one more claim came this way".to_owned() } else { format!("{count} more claims came this way") }
}
/// Hover over that.
pub const SHOW_SHARED: &str = "Show the next of them";

/// How many reports rest on passages that lost their place.
pub fn lost(count: usize) -> String {
    if count == 1 {
        "The words of one report lost their place.".to_owned()
    } else {
        format!("The words of {count} reports lost their place.")
    }
}
