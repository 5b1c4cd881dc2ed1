//! Hypotheses in Weigh: the matrix, what its order rests on, assumptions and indicators; and the labels of their steps.

use crate::domain::hypothesis::Rating;

/// The list's title.
pub const HYPOTHESES: &str = "Hypotheses";
/// Heading of a hypothesis' card.
pub const HYPOTHESIS: &str = "Hypothesis";
/// Makes one.
pub const NEW: &str = "New hypothesis…";
/// None.
pub const NONE: &str = "No hypotheses";
/// What to do.
pub const NONE_HINT: &str = "Where the claims allow several answers to one question, write each answer down as a hypothesis. Then rate every claim against all of them: what speaks against a hypothesis counts, what speaks for it does not.";
/// Beside the list of judgements while there is none.
pub const OFFER: &str = "Several answers possible? Hold the claims against each.";
/// The field of the form.
pub const FIELD: &str = "What may be so";
/// Its hint.
pub const HINT: &str = "one of several answers to the same question, in a sentence";
/// Without words.
pub const EMPTY: &str = "A hypothesis needs words.";
/// While there is only one.
pub const ONLY_ONE: &str = "One hypothesis competes with nothing. Write down at least one other answer.";
/// While nothing is held against them.
pub const NO_ITEMS: &str =
    "No claim is held against them yet. Press A and choose the claims that bear on the question.";
/// Adds a claim.
pub const ADD_CLAIM: &str = "Add a claim…";
/// The picker's question.
pub const WHICH_CLAIM: &str = "Which claim is to be held against the hypotheses?";
/// Its hint.
pub const WHICH_CLAIM_HINT: &str = "words or the speaker";
/// All of them are.
pub const ALL_HELD: &str = "Every claim is held against the hypotheses already.";
/// This one is.
pub const HELD_ALREADY: &str = "is held against the hypotheses already";
/// Where it went.
pub const HELD_WHERE: &str = "Rate it in Weigh, Hypotheses.";
/// Before a claim that was added.
pub const HELD: &str = "Held against the hypotheses:";
/// Nothing is rated.
pub const NOT_RATED: &str =
    "Nothing is rated yet. Ask of each cell: if the hypothesis were true, would this be expected?";
/// Heading over what the order rests on.
pub const RESTS_ON: &str = "What the order rests on";
/// Nothing changes it.
pub const STURDY: &str = "The order stays the same without any single claim or source.";
/// Heading over what is to be borne in mind.
pub const MIND: &str = "Bear in mind";
/// Heading.
pub const ASSUMPTIONS: &str = "Assumptions";
/// Heading of the form.
pub const ASSUMPTION: &str = "Assumption";
/// Adds one.
pub const ADD_ASSUMPTION: &str = "Add an assumption…";
/// None.
pub const NO_ASSUMPTIONS: &str =
    "What is taken for true without being shown, and would change the answer if it were wrong.";
/// The field of the form.
pub const ASSUMED: &str = "What is assumed";
/// Its hint.
pub const ASSUMED_HINT: &str = "what is taken for true without being shown";
/// Field.
pub const WHY: &str = "Why it is held";
/// Its hint.
pub const WHY_HINT: &str = "why it is held to be true";
/// Field.
pub const IF_WRONG: &str = "If it is wrong";
/// Its hint.
pub const IF_WRONG_HINT: &str = "what becomes of the analysis if it is wrong";
/// Without words.
pub const ASSUMPTION_EMPTY: &str = "An assumption needs words.";
/// Heading.
pub const INDICATORS: &str = "Indicators";
/// Heading of the form.
pub const INDICATOR: &str = "Indicator";
/// Adds one.
pub const ADD_INDICATOR: &str = "Add an indicator…";
/// None.
pub const NO_INDICATORS: &str = "What would be seen if one hypothesis came true, and not if another did.";
/// The field of the form.
pub const SEEN: &str = "What would be seen";
/// Its hint.
pub const SEEN_HINT: &str = "something that can be observed";
/// Field.
pub const SINCE: &str = "Seen";
/// Field.
pub const REVIEW: &str = "Look again";
/// Without words.
pub const INDICATOR_EMPTY: &str = "An indicator says what would be seen.";
/// For no hypothesis in particular.
pub const OF_ALL: &str = "all";
/// Label of what a thing is for.
pub const FOR: &str = "For";
/// Label.
pub const STATE: &str = "State";
/// What is folded away on the card.
pub const MORE: &str = "History";
/// The claim that shows an indicator.
pub const SHOWN_BY: &str = "Shown by this claim";
/// Deletes.
pub const DELETE: &str = "Delete this hypothesis";
/// Deletes.
pub const DELETE_ASSUMPTION: &str = "Delete this assumption";
/// Deletes.
pub const DELETE_INDICATOR: &str = "Delete this indicator";
/// Heading on the card of a claim that is in the matrix.
pub const IN_THE_MATRIX: &str = "Against the hypotheses";
/// Label.
pub const CREDIBLE: &str = "Credible";
/// Label.
pub const RELEVANT: &str = "Relevant";
/// Label.
pub const NOTE: &str = "Note";
/// Takes a claim out of the matrix.
pub const TAKE_OFF: &str = "Hold it against them no more";
/// The item's credibility is its claim's.
pub const BY_GRADE: &str = "by the content grade";
/// An item nobody weighed.
pub const NOT_WEIGHED: &str = "medium, not weighed";
/// A cell without a rating.
pub const BLANK: &str = "not rated";
/// Beside what tells nothing apart.
pub const NOTHING_APART: &str = "tells nothing apart";
/// Evidence lost its place.
pub const LOST: &str = "lost its place";
/// Over the first column.
pub const CLAIMS: &str = "Claims";
/// What the order of rows is.
pub const CLAIMS_ORDER: &str = "what tells most apart first";
/// Button in its place, while the order is that from before cells were rated.
pub const PUT_IN_ORDER: &str = "Put in order";
/// What it does.
pub const PUT_IN_ORDER_HELP: &str =
    "Nothing moves while you rate. This puts first what least speaks against, and what tells most apart";
/// What may be chosen for weights.
pub const CHOOSE_CREDIBLE: super::labels::Choice = (NOT_WEIGHED, "How far is this to be believed?");
/// What may be chosen for weights.
pub const CHOOSE_RELEVANT: super::labels::Choice = ("medium", "How much does it matter for the question?");
/// What the codes of ratings mean: “CC very consistent · C consistent”.
pub fn codes(ratings: &[Rating]) -> String {
    let codes = ratings.iter().map(|rating| format!("{} {}", rating.as_str(), rating.label()));
    codes.collect::<Vec<_>>().join(" · ")
}

/// What the digits do.
pub const KEY_RATE: &str = "very consistent … very inconsistent";
/// What 0 does.
pub const KEY_NA: &str = "NA";
/// What Backspace does.
pub const KEY_CLEAR: &str = "clear";
/// What A does.
pub const KEY_ADD: &str = "add a claim";
/// What the arrows do.
pub const KEY_MOVE: &str = "move";
/// Starts a hypothesis.
pub const KEY_NEW: &str = "new hypothesis";
/// The one that survives best.
pub const BEST: &str = "survives best";
/// Several do.
pub const BEST_TIED: &str = "survives best, tied";
/// Nothing is said of it.
pub const UNRANKED: &str = "no evidence, not ranked";

/// The place of a hypothesis.
pub fn place(rank: usize) -> String {
    format!("place {rank}")
}

/// How much speaks against a hypothesis; a minus sign as it is printed.
pub fn figure(score: f64) -> String {
    if score == 0.0 { "0".to_owned() } else { format!("{score:.2}").replace('-', "\u{2212}") }
}

/// Several by their labels: “H1, H2 and H3”.
fn together(labels: &[String]) -> String {
    match labels {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// What it says while only one of several hypotheses has evidence.
pub const ONE_RANKED: &str = "Only one hypothesis has ratings that count: there is nothing to compare it with yet.";
/// At the head of that one.
pub const ALONE: &str = "the only one rated";

/// What the matrix says in a sentence. `figure` is how much speaks against those that survive best.
pub fn lead(best: &[String], figure: &str) -> String {
    match best {
        [] => NOT_RATED.to_owned(),
        [one] => format!("Least speaks against {one} ({figure}). The figure is no probability."),
        several => format!("As little speaks against {} ({figure}): they are tied.", together(several)),
    }
}

/// What becomes of the order without a claim. `words` are the claim's, `speaker` whoever said it.
pub fn if_false(words: &str, speaker: Option<&str>, then: &str) -> String {
    let said = speaker.map(|speaker| format!(" ({speaker})")).unwrap_or_default();
    format!("If “{words}”{said} is false, {then}")
}

/// What becomes of it without a source.
pub fn if_source_false(source: &str, items: usize, then: &str) -> String {
    let what =
        if items == 1 { "what it says here".to_owned() } else { format!("the {items} claims nobody else makes here") };
    format!("If {source} is wrong in {what}, {then}")
}

/// Who is first then, where that is another.
pub fn then_best(best: &[String]) -> String {
    match best {
        [] => "nothing is left that could be ranked.".to_owned(),
        [one] => format!("{one} survives best."),
        several => format!("{} are tied.", together(several)),
    }
}

/// The order then, where what survives best stays.
pub fn then_order(groups: &[Vec<String>]) -> String {
    if groups.is_empty() {
        return "no other can be ranked.".to_owned();
    }
    let groups: Vec<String> = groups.iter().map(|group| together(group)).collect();
    format!("the order behind the first is {}.", groups.join(", then "))
}

/// A remark on some of them.
pub fn remark(of: &[String], why: &str) -> String {
    if of.is_empty() {
        format!("{}.", capital(why))
    } else {
        format!("{}: {why}.", of.join(", ").trim_end_matches(['.', '。', '।', '۔']))
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// How an item is weighed, under its words.
pub fn weights(credible: &str, relevant: &str) -> String {
    format!("credible {credible} · relevant {relevant}")
}

/// How well it tells the hypotheses apart.
pub fn apart(variance: f64) -> String {
    format!("apart {variance:.2}")
}

/// Of which hypothesis something is, and how it stands.
pub fn of_state(of: &str, state: &str) -> String {
    format!("{of} · {state}")
}

/// Accessible name of a cell.
pub fn cell(item: &str, hypothesis: &str, rating: &str) -> String {
    format!("{item} against {hypothesis}: {rating}")
}

/// The cell in hand, below the matrix.
pub fn in_hand(item: &str, hypothesis: &str, rating: &str) -> String {
    format!("{item} against {hypothesis}: {rating}")
}

/// Who rated it and when.
pub fn rated_by(author: &str, when: &str) -> String {
    format!("{author}, {when}")
}

/// How many claims are held against how many.
pub fn size(items: usize, hypotheses: usize) -> String {
    let of = if hypotheses == 1 { "1 hypothesis".to_owned() } else { format!("{hypotheses} hypotheses") };
    format!("{} · {of}", super::shared::claims(items))
}

/// A label as it stands on a chip, with words.
pub fn labelled(label: &str, words: &str) -> String {
    format!("{label} {words}")
}

/// When it was seen, and when to look again.
pub fn dates(seen: Option<&str>, review: Option<&str>) -> String {
    let seen = seen.map(|date| format!("seen {date}"));
    let review = review.map(|date| format!("look again {date}"));
    seen.into_iter().chain(review).collect::<Vec<_>>().join(" · ")
}

/// Label of a step.
pub fn add(words: &str) -> String {
    format!("Hypothesis: {words}")
}

/// Label of a step.
pub fn hold(words: &str) -> String {
    format!("Hold “{words}” against the hypotheses")
}

/// Label of a step.
pub fn rate(words: &str, rating: &str, hypothesis: &str) -> String {
    format!("Rate “{words}” {rating} against “{hypothesis}”")
}

/// Label of a step.
pub fn unrate(words: &str, hypothesis: &str) -> String {
    format!("Take out the rating of “{words}” against “{hypothesis}”")
}

/// Label of a step.
pub fn assume(words: &str) -> String {
    format!("Assumption: {words}")
}

/// Label of a step.
pub fn indicate(words: &str, status: &str) -> String {
    format!("Indicator, {status}: {words}")
}
