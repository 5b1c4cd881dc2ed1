//! Labels of the steps of work, as the history and undo name them. A label is written into the project when its step is.

use crate::domain::Words;

/// Before the documents that wait again.
pub const TO_INBOX: &str = "Put back into the inbox:";
/// Before those that are kept.
pub const KEEP: &str = "Keep";
/// Before those that are parked.
pub const PARK: &str = "Park";
/// Before those that are dropped.
pub const DROP: &str = "Drop";
/// What goes into a brief.
pub const A_CLAIM: &str = "a claim";
/// What goes into a brief.
pub const A_QUOTATION: &str = "a quotation";
/// What goes into a brief.
pub const A_CITATION: &str = "a citation";
/// What goes into a brief.
pub const A_JUDGEMENT: &str = "a judgement";
/// Title of a brief nobody named.
pub const BRIEF: &str = "Brief";
/// A text became two.
pub const SPLIT_TEXT: &str = "Split a text of the brief";
/// Two texts became one.
pub const JOIN_TEXTS: &str = "Join two texts of the brief";
/// A block has another place.
pub const MOVE_BLOCK: &str = "Move a block of the brief";
/// A sentence got a mark.
pub const SUPPORT_PASSAGE: &str = "Support a sentence with a passage";
/// A sentence got a mark.
pub const SUPPORT_CLAIM: &str = "Support a sentence with a claim";
/// A sentence got a mark.
pub const SUPPORT_DOCUMENT: &str = "Support a sentence with a document";
/// A sentence got a mark.
pub const LINK_JUDGEMENT: &str = "Link a sentence with a judgement";
/// A sentence got a mark.
pub const MARK_OURS: &str = "Mark a sentence as ours";
/// A sentence lost one.
pub const MARK_OUT: &str = "Take a mark out of a sentence";
/// A note of ours beside a mark.
pub const ENDNOTE: &str = "Write an endnote";

/// A passage was given another place.
pub fn place_anew(words: &str) -> String {
    format!("Place “{words}” anew")
}

/// The edges of a passage were moved.
pub fn move_edges(words: &str) -> String {
    format!("Move the edges of “{words}”")
}

/// A passage was made and tagged.
pub fn tag(words: &str, name: &str) -> String {
    format!("Tag “{words}” as {name}")
}

/// A new tag.
pub fn add_tag(name: &str) -> String {
    format!("Add the tag {name}")
}

/// A tag’s name, definition, color or digit.
pub fn change_tag(name: &str) -> String {
    format!("Change the tag {name}")
}

/// A tag went below another.
pub fn tag_below(name: &str, above: &str) -> String {
    format!("Put the tag {name} below {above}")
}

/// It went below none.
pub fn tag_to_top(name: &str) -> String {
    format!("Put the tag {name} at the top")
}

/// Its place among its neighbours.
pub fn move_tag(name: &str) -> String {
    format!("Move the tag {name} among its neighbours")
}

/// Two tags became one.
pub fn merge_tags(one: &str, other: &str) -> String {
    format!("Merge the tag {one} into {other}")
}

/// A tag’s color.
pub fn color_tag(name: &str) -> String {
    format!("Change the color of the tag {name}")
}

/// A tag without a digit.
pub fn unpin_tag(name: &str) -> String {
    format!("Take the digit off the tag {name}")
}

/// Two claims were said to be nothing to each other.
pub fn no_link() -> String {
    "Decide that two claims are not linked".to_owned()
}

/// Claims were recorded; the words are those of the first.
pub fn claims(count: usize, words: &str) -> String {
    if count == 1 { format!("Claim “{words}”") } else { format!("{count} claims, “{words}”") }
}

/// A claim got more evidence.
pub fn add_evidence(words: &str) -> String {
    format!("Add “{words}” as evidence")
}

/// Two claims were linked.
pub fn link(kind: &str) -> String {
    format!("Link two claims: {kind}")
}

/// A field was set.
pub fn set_field(field: &str, what: &str) -> String {
    format!("Set the {field} of a {what}")
}

/// A field of a record was set: which, of what, and to what; emptied where it has no value now.
pub fn set_to(field: &str, what: &str, of: Option<&Words>, now: Option<&Words>) -> String {
    let field = match field {
        "published" => "date".to_owned(),
        "url" => "address".to_owned(),
        other => other.replace('_', " "),
    };
    let of = of.map_or_else(|| format!("a {what}"), |words| format!("the {what} “{}”", words.raw()));
    match now {
        // The new value first: lines are cut at their end.
        Some(now) => format!("Set the {field} to “{}”, of {of}", now.raw()),
        None => format!("Change the {field} of {of}"),
    }
}

/// A source was graded.
pub fn grade(letter: &str) -> String {
    format!("Grade a source {letter}")
}

/// A memo.
pub fn memo(what: &str) -> String {
    format!("Write a memo on a {what}")
}

/// Something was deleted.
pub fn delete(what: &str) -> String {
    format!("Delete a {what}")
}

/// A judgement.
pub fn judge(words: &str) -> String {
    format!("Judge “{words}”")
}

/// Its likelihood.
pub fn judge_likely(words: &str, term: &str) -> String {
    format!("Judge “{words}” {term}")
}

/// It has none any more.
pub fn likelihood_off(words: &str) -> String {
    format!("Take the likelihood off “{words}”")
}

/// What it rests on.
pub fn rest_on(words: &str) -> String {
    format!("Rest a judgement on “{words}”")
}

/// The same of what was looked for.
pub fn rest_on_looked(words: &str) -> String {
    format!("Rest a judgement on having looked for “{words}”")
}

/// Something was looked for.
pub fn look(words: &str, documents: usize) -> String {
    format!("Note that “{words}” was looked for in {}", super::shared::documents(documents))
}

/// The outlet of a citation became a source.
pub fn source_of(words: &str) -> String {
    format!("Make “{words}” a source")
}

/// Something is wanted.
pub fn want(words: &str) -> String {
    format!("Want “{words}”")
}

/// Whether it was found.
pub fn wanted_is(words: &str, status: &str) -> String {
    format!("Wanted: “{words}” is {status}")
}

/// A name of the register.
pub fn add_name(name: &str) -> String {
    format!("Add the name {name}")
}

/// Two names became one.
pub fn merge_names(one: &str, other: &str) -> String {
    format!("Merge {one} into {other}")
}

/// They are not one.
pub fn different_names(one: &str, other: &str) -> String {
    format!("Hold {one} and {other} to be different")
}

/// They are two again.
pub fn split_names(one: &str, other: &str) -> String {
    format!("Split {one} from {other}")
}

/// Another spelling.
pub fn add_spelling(spelling: &str, name: &str) -> String {
    format!("Add the spelling {spelling} of {name}")
}

/// A spelling was mended.
pub fn change_spelling(spelling: &str, name: &str) -> String {
    format!("Change the spelling {spelling} of {name}")
}

/// Another spelling is used.
pub fn use_spelling(one: &str, other: &str) -> String {
    format!("Write {one} as {other}")
}

/// A role.
pub fn add_role(role: &str, name: &str) -> String {
    format!("Add the role {role} of {name}")
}

/// A role was mended.
pub fn change_role(role: &str, name: &str) -> String {
    format!("Change the role {role} of {name}")
}

/// A document was decided.
pub fn decide_one(verb: &str, heading: &str) -> String {
    format!("{verb} {heading}")
}

/// Something went into the brief.
pub fn into_brief(what: &str) -> String {
    format!("Put {what} into the brief")
}

/// Words of a passage did.
pub fn words_into_brief(words: &str) -> String {
    format!("Put “{words}” into the brief")
}

/// Words of ours.
pub fn write(words: &str) -> String {
    format!("Write “{words}”")
}

/// A block lost its words.
pub fn empty(what: &str) -> String {
    format!("Empty a {what}")
}

/// A block without words went.
pub fn delete_empty(what: &str) -> String {
    format!("Delete an empty {what}")
}

/// Words of a quotation were left out.
pub fn leave_out(words: &str) -> String {
    format!("Leave out “{words}”")
}

/// They are shown again.
pub fn put_back(words: &str) -> String {
    format!("Put back “{words}”")
}

/// A block became one of another kind.
pub fn recast(kind: &str, other: &str) -> String {
    format!("Make a {kind} a {other}")
}

/// A brief.
pub fn begin_brief(title: &str) -> String {
    format!("Begin the brief {title}")
}

/// Its title.
pub fn call_brief(title: &str) -> String {
    format!("Call the brief {title}")
}

/// The title of its copy.
pub fn copy_of(title: &str) -> String {
    format!("{title} (copy)")
}

/// It was copied.
pub fn duplicate_brief(title: &str) -> String {
    format!("Duplicate the brief {title}")
}

/// It was deleted.
pub fn delete_brief(title: &str) -> String {
    format!("Delete the brief {title}")
}

/// It was made of a template.
pub fn brief_of_template(title: &str) -> String {
    format!("Make the brief {title} of a template")
}

/// A tag has a digit.
pub fn pin_tag(name: &str, digit: u8) -> String {
    format!("Pin the tag {name} to {digit}")
}

/// Several documents were decided at once.
pub fn decide_many(verb: &str, count: usize) -> String {
    format!("{verb} {}", super::shared::documents(count))
}

/// Label of the edit that gives a claim words of ours.
pub fn reword(words: &str) -> String {
    format!("Reword the claim: {words}")
}
