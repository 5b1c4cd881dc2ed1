//! Weigh: claims, sources, the register of names, judgements, what is wanted.

/// Heading of the rail.
pub const WEIGH: &str = "Weigh";
/// A list's title.
pub const TO_DECIDE: &str = "To decide";
/// Nothing is.
pub const NOTHING_TO_DECIDE: &str = "Nothing to decide";
/// What to do.
pub const NOTHING_TO_DECIDE_HINT: &str =
    "Claims that agree or clash are laid beside each other here as soon as there are some.";
/// Before the reason for which two claims are shown.
pub const WHY: &str = "Why";
/// Takes a claim into hand.
pub const OPEN_CLAIM: &str = "Show in the inspector";
/// The two are nothing to each other.
pub const NO_LINK: &str = "no";
/// The key that puts a pair off.
pub const SPACE: &str = "Space";
/// What it does.
pub const LATER: &str = "later";

/// How many pairs are left, over them.
pub fn left_to_decide(count: usize) -> String {
    format!("1 of {count}")
}

/// How many pairs are proposed, in the rail.
pub fn proposals(count: usize) -> String {
    if count == 1 { "1 proposal".to_owned() } else { format!("{count} proposals") }
}

/// A list's title.
pub const CLAIMS: &str = "Claims";
/// A list's title.
pub const SOURCES: &str = "Sources";
/// A list's title.
pub const NAMES: &str = "Names";
/// A list's title.
pub const JUDGEMENTS: &str = "Judgements";
/// A list's title.
pub const WANTED: &str = "Wanted";

/// What is said after a refusal.
pub const NOTHING_CHANGED: &str = "Nothing was changed.";
/// What to do then.
pub const MEND: &str = "Mend it and press Enter again, or Esc to leave it.";

/// No claims.
pub const NO_CLAIMS: &str = "No claims yet";
/// What to do.
pub const NO_CLAIMS_HINT: &str =
    "A claim records who said what. In Read, put the cursor on a sentence, or select words, and press C.";
/// The filter's name.
pub const FILTER_CLAIMS: &str = "Filter claims";
/// Its hint.
pub const FILTER_CLAIMS_HINT: &str = "words or speaker";
/// Nothing passes.
pub const NO_SUCH_CLAIM: &str = "No claim has these words, and no speaker is called so.";
/// Nothing has the tag.
pub const NO_TAGGED_CLAIM: &str = "No claim has this tag, nor rests on a passage that has it.";
/// Nobody is known to have said it.
pub const NO_SPEAKER: &str = "Speaker not known";
/// No passage supports it.
pub const UNSUPPORTED: &str = "unsupported";

/// No sources.
pub const NO_SOURCES: &str = "No sources yet";
/// What to do.
pub const NO_SOURCES_HINT: &str = "A source publishes documents or says something. Name a document’s outlet in Read, in the card at the right, or press G there to grade it.";

/// No names.
pub const NO_NAMES: &str = "No names yet";
/// What to do.
pub const NO_NAMES_HINT: &str = "A name is a person, an organisation, a place, an instrument or an event, with every spelling it goes by. Speakers and outlets come here by themselves.";
/// The filter's name.
pub const FILTER_NAMES: &str = "Filter names";
/// Its hint.
pub const FILTER_NAMES_HINT: &str = "any spelling";
/// Nothing passes.
pub const NO_SUCH_NAME: &str = "No name of this kind is spelled so.";
/// Every kind of name.
pub const ALL_KINDS: &str = "all kinds";
/// Over a pair that looks the same.
pub const ALIKE: &str = "The same?";
/// Makes them one.
pub const ALIKE_MERGE: &str = "Merge…";
/// Enters a holder of an office and makes a name one with him.
pub const ALIKE_ENTER: &str = "Enter and merge";
/// What that does.
pub const ALIKE_ENTER_HELP: &str =
    "Enters this holder of the office as a name, with the office as a role, and merges the other into it";
/// Between two names that may be one.
pub const ALIKE_SIGN: &str = "=";
/// Leaves them two.
pub const ALIKE_DIFFERENT: &str = "Different";
/// Makes a name.
pub const NEW_NAME: &str = "New name…";

/// Heading of a name's card.
pub const NAME: &str = "Name";
/// A name that is on its way.
pub const BEING_SAVED: &str = "Being saved…";
/// Heading of the spellings.
pub const SPELLINGS: &str = "Spellings";
/// Adds one.
pub const ADD_SPELLING: &str = "Add a spelling…";
/// Entry of a spelling's menu.
pub const USE_SPELLING: &str = "Use this spelling";
/// Entry of a menu.
pub const CHANGE: &str = "Change…";
/// Entry of a menu.
pub const REMOVE: &str = "Remove";
/// Heading of the roles.
pub const ROLES: &str = "Roles";
/// Adds one.
pub const ADD_ROLE: &str = "Add a role…";
/// Heading of the grades.
pub const GRADES: &str = "Grades";
/// Beside the latest grade.
pub const IN_FORCE: &str = "in force";
/// Gives one.
pub const GRADE: &str = "Grade…";
/// Over the claims that rested on an earlier grade.
pub const RESTED: &str = "Rested on the earlier grade";
/// None yet.
pub const NOT_GRADED: &str = "Not graded yet: it counts as F, which means that nothing is known, not that it is bad.";
/// Heading of merged names.
pub const ALSO_ENTERED: &str = "Also entered as";
/// Parts a merged name.
pub const SPLIT: &str = "Split";
/// Heading of uses.
pub const USED: &str = "Where it is used";
/// Heading of when a name was seen.
pub const SEEN: &str = "First and last seen";
/// Before the first time.
pub const SEEN_FIRST: &str = "first";
/// Before the last time.
pub const SEEN_LAST: &str = "last";
/// Heading of the names in the same documents.
pub const SEEN_WITH: &str = "In the same documents";
/// Shows a name.
pub const SHOW_NAME: &str = "Show this name";
/// No use.
pub const NOT_USED: &str = "Nowhere yet.";
/// Opens the merge picker.
pub const MERGE: &str = "Merge…";

/// A name cannot be merged with itself.
pub const MERGE_ITSELF: &str = "A name cannot be merged into itself: choose another one.";
/// They are one.
pub const MERGE_ONE_ALREADY: &str = "These two are one name already. Split them first to turn it round.";
/// One went in the meantime.
pub const MERGE_GONE: &str = "One of these names is not there any more, or stands behind another.";
/// The picker's question.
pub const MERGE_WITH: &str = "With which name is it one?";
/// The picker's hint.
pub const MERGE_HINT: &str = "any spelling of the other name";
/// The heading of the preview.
pub const MERGE_THESE: &str = "Make these one name?";
/// What happens.
pub const MERGE_EXPLAINED: &str = "The one that is kept gives its spelling. All that refers to the other then means it; nothing is lost, and Split parts them again.";
/// The one that stays.
pub const KEPT: &str = "kept";
/// Does it.
pub const MERGE_DO: &str = "Make them one";
/// Leaves it.
pub const LEAVE: &str = "Leave it";

/// A name or spelling without words.
pub const SPELLING_EMPTY: &str = "A spelling needs at least one letter.";
/// A role without words.
pub const ROLE_EMPTY: &str = "A role needs words, such as “Minister of Defence”.";

/// Heading of the form.
pub const SPELLING: &str = "Spelling";
/// Field and hint.
pub const SPELLING_HINT: &str = "in any script";
/// Field.
pub const SCHEME: &str = "Scheme";
/// Its hint.
pub const SCHEME_HINT: &str = "the romanisation it follows, if any";
/// Schemes that are offered.
pub const SCHEMES: [&str; 6] = ["BGN/PCGN 1947", "BGN/PCGN 1958", "ALA-LC", "ISO 9:1995", "ICAO 9303", "press"];
/// Field.
pub const NOTE: &str = "Note";
/// Its hint.
pub const NOTE_HINT: &str = "such as “misspelling”";
/// Heading of the form.
pub const ROLE: &str = "Role";
/// Its hint.
pub const ROLE_HINT: &str = "such as “Minister of Defence”";
/// Field.
pub const SINCE: &str = "Since";
/// Field.
pub const UNTIL: &str = "Until";
/// Their hint.
pub const DATE_HINT: &str = "such as 28 July 2024, 2021 or Aug";
/// Saves a form.
pub const SAVE: &str = "Save";
/// Field of the form for a new name.
pub const NAME_HINT: &str = "the spelling to be used";

/// No judgements.
pub const NO_JUDGEMENTS: &str = "No judgements yet";
/// What to do.
pub const NO_JUDGEMENTS_HINT: &str = "A judgement is ours: what we think, how likely it is, how sure we are, and the claims it rests on. Take a claim into the hand and press Ctrl+J.";
/// The filter's name.
pub const FILTER_JUDGEMENTS: &str = "Filter judgements";
/// Its hint.
pub const FILTER_JUDGEMENTS_HINT: &str = "words";
/// Nothing passes.
pub const NO_SUCH_JUDGEMENT: &str = "No judgement has these words.";
/// Makes one.
pub const NEW_JUDGEMENT: &str = "New judgement…";
/// Heading of the card and the form.
pub const JUDGEMENT: &str = "Judgement";
/// The field of the form.
pub const JUDGEMENT_FIELD: &str = "What we assess";
/// Field's hint.
pub const JUDGEMENT_HINT: &str = "what we assess, in a sentence";
/// Without words.
pub const JUDGEMENT_EMPTY: &str = "A judgement needs words.";
/// Label and menu.
pub const LIKELIHOOD: &str = "Likelihood";
/// None is given.
pub const NO_LIKELIHOOD: &str = "likelihood not given";
/// Label and menu.
pub const CONFIDENCE: &str = "Confidence";
/// None is given.
pub const NO_CONFIDENCE: &str = "confidence not given";
/// Label.
pub const BASIS: &str = "Basis";
/// Its hint.
pub const BASIS_HINT: &str = "why this confidence: amount and quality of what it rests on, assumptions";
/// The rule of ICD 203.
pub const APART: &str = "Likelihood says how probable it is, confidence how good its basis is. They answer different questions: never put both into one sentence.";
/// The words have both.
pub const BOTH_IN_ONE: &str = "A sentence here has both a likelihood and a confidence. Part them into two.";
/// Heading.
pub const RESTS_ON: &str = "Rests on";
/// Nothing.
pub const RESTS_ON_NOTHING: &str = "On nothing yet: it is an assumption until it does.";
/// Adds one.
pub const ADD_CLAIM: &str = "Add a claim…";
/// Picker's question.
pub const WHICH_CLAIM: &str = "On which claim does it rest?";
/// Picker's hint.
pub const WHICH_CLAIM_HINT: &str = "words or the speaker";
/// Twice.
pub const RESTS_ALREADY: &str = "The judgement rests on this claim already.";
/// Takes a claim off a judgement.
pub const TAKE_OFF: &str = "take off";
/// Label.
pub const USED_IN: &str = "Used in";
/// No brief.
pub const IN_NO_BRIEF: &str = "no brief";
/// Deletes.
pub const DELETE_JUDGEMENT: &str = "Delete this judgement";
/// Unset.
pub const NOT_SAID: &str = "not said";

/// Nothing wanted.
pub const NOTHING_WANTED: &str = "Nothing is wanted";
/// What to do.
pub const NOTHING_WANTED_HINT: &str =
    "What we do not hold is noted here: the original of a quotation, a missing date. Press W on a document or a claim.";
/// The filter's name.
pub const FILTER_WANTED: &str = "Filter wanted";
/// Its hint.
pub const FILTER_WANTED_HINT: &str = "words or document";
/// Nothing passes.
pub const NO_SUCH_WANTED: &str = "Nothing of this kind is wanted.";
/// Makes one.
pub const NEW_WANTED: &str = "Wanted…";
/// Heading of proposals.
pub const PROPOSED: &str = "Proposed from empty fields";
/// Accepts a proposal.
pub const WANT_IT: &str = "Want it";
/// Dismisses a proposal.
pub const DISMISS: &str = "Dismiss";
/// How the keys do it.
pub const PROPOSAL_KEYS: &str = "Enter wants it, Delete dismisses it for good";
/// The field of the form.
pub const WANTED_FIELD: &str = "What is wanted";
/// The form's hint.
pub const WANTED_HINT: &str = "what we do not hold, such as “the Russian original of the speech”";
/// Without words.
pub const WANTED_EMPTY: &str = "Say what is wanted.";
/// Where it went.
pub const WANTED_WHERE: &str = "Weigh lists it under Wanted.";
/// Label.
pub const STATUS: &str = "Status";
/// Label.
pub const DOCUMENT: &str = "Document";
/// Label.
pub const CLAIM: &str = "Claim";
/// Deletes.
pub const DELETE_WANTED: &str = "Delete this item";
/// For nothing in particular.
pub const FOR_NOTHING: &str = "for the project as a whole";
/// Every status.
pub const ALL: &str = "all";

/// A missing field.
pub const MISSING_PUBLISHED: &str = "Date of publication";
/// A missing field.
pub const MISSING_OUTLET: &str = "Outlet";
/// A missing field.
pub const MISSING_LANGUAGE: &str = "Language";
/// A missing field.
pub const MISSING_SPEAKER: &str = "Who says it";
/// A missing field.
pub const MISSING_SAID: &str = "When it was said";
/// A missing field.
pub const MISSING_PASSAGE: &str = "A passage that supports it";
/// A missing original.
pub const MISSING_ORIGINAL: &str = "The original of these translated words";

/// A hop whose document is not held: “The press release it came through (2)”.
pub fn missing_hop(medium: &str, ordinal: u32) -> String {
    let what = if medium == super::shared::NOT_KNOWN { REPORT } else { medium };
    format!("The {what} it came through ({})", u64::from(ordinal) + 1)
}

/// So many of all: “3 of 10”, or “10”.
pub fn of_all(shown: usize, all: usize) -> String {
    if shown == all { all.to_string() } else { format!("{shown} of {all}") }
}

/// A judgement that stands in a brief.
pub const IN_A_BRIEF: &str = "in a brief";
/// In the place of a grade’s letter.
pub const NO_LETTER: &str = "F?";
/// Status of what is wanted.
pub const OPEN: &str = "open";
/// Status of what is wanted.
pub const FOUND: &str = "found";
/// Status of what is wanted.
pub const GIVEN_UP: &str = "given up";

/// The orders a list can be in.
pub mod order {
    /// What came last stands first.
    pub const NEWEST: &str = "newest";
    /// By who says it.
    pub const SPEAKER: &str = "speaker";
    /// By when it was said.
    pub const DATE: &str = "date";
    /// By where it stands.
    pub const DOCUMENT: &str = "document";
    /// By the alphabet.
    pub const NAME: &str = "name";
    /// By what kind of name it is.
    pub const KIND: &str = "kind";
    /// By how much it is used.
    pub const USE: &str = "use";
    /// By grade.
    pub const GRADE: &str = "grade";
    /// By how many documents there are.
    pub const DOCUMENTS: &str = "documents";
    /// By how many claims there are.
    pub const CLAIMS: &str = "claims";
}

/// “rests on 3 claims, 1 unsupported”, “rests on 1 claim and on what was looked for”.
pub fn rests_on(claims: usize, unsupported: usize, looks: usize) -> String {
    let mut said = match (claims, looks) {
        (0, 1..) => return "rests on what was looked for".to_owned(),
        _ => format!("rests on {}", super::shared::claims(claims)),
    };
    if unsupported > 0 {
        said = format!("{said}, {unsupported} unsupported");
    }
    if looks > 0 { format!("{said} and on what was looked for") } else { said }
}

/// How many sources there are, and how many of them nobody graded.
pub fn sources_ungraded(sources: usize, ungraded: usize) -> String {
    match ungraded {
        0 => sources.to_string(),
        n => format!("{sources} · {n} ungraded"),
    }
}

/// Of what office somebody is the holder, by the list of offices.
pub fn by_the_list(office: &str, when: &str) -> String {
    format!("{office} {when}, by the list of offices")
}

/// What speaks against it that two names are one.
pub fn against(grounds: &str) -> String {
    format!("against: {grounds}")
}

/// When a name was seen first or last.
pub fn seen_on(which: &str, when: &str) -> String {
    format!("{which}: {when}")
}

/// How often a name is used.
pub fn used_times(count: usize) -> String {
    format!("used {count}×")
}

/// Accessible name of a proposal: what would be wanted, and of what.
pub fn proposal(words: &str, of: &str) -> String {
    format!("proposed: {words}, {of}")
}

/// Accessible name of the choice which of two names is kept.
pub fn keep(name: &str) -> String {
    format!("keep {name}")
}

/// What stands under an entry of the rail that also has proposals.
pub fn with_proposals(count: usize, proposals: usize) -> String {
    match proposals {
        0 => count.to_string(),
        1 => format!("{count} · 1 proposal"),
        n => format!("{count} · {n} proposals"),
    }
}

/// A claim without a speaker, in the name of its row.
pub const SPEAKER_NOT_KNOWN: &str = "speaker not known";
/// What a hop of an unknown kind is called.
pub const REPORT: &str = "report";

/// When a claim was said.
pub fn said(when: &str) -> String {
    format!("said {when}")
}

/// A claim without a passage, and why it is made all the same.
pub fn no_passage_but(basis: &str) -> String {
    format!("no passage · {basis}")
}

/// “Changed from B to D on 9 Mar 2026. 2 claims it said, published or passed on were recorded before: look whether
/// they still hold.”
pub fn regraded(before: &str, now: &str, day: &str, claims: usize) -> String {
    let were = if claims == 1 {
        "it said, published or passed on was recorded before: look whether it still holds"
    } else {
        "it said, published or passed on were recorded before: look whether they still hold"
    };
    format!("Changed from {before} to {now} on {day}. {} {were}.", super::shared::claims(claims))
}

/// “carries 2 judgements, is in 1 brief”; empty where it is in neither.
pub fn rests_in(judgements: usize, briefs: usize) -> String {
    let judgements = (judgements > 0).then(|| format!("carries {}", super::shared::judgements(judgements)));
    let briefs = (briefs > 0).then(|| format!("is in {}", super::shared::briefs(briefs)));
    judgements.into_iter().chain(briefs).collect::<Vec<_>>().join(", ")
}

/// In place of the digit of a kind of link that has none.
pub const NO_DIGIT: &str = "·";
