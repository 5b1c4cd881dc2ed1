//! Templates of briefs: a text in Jinja's language over what the project holds, whose lines become blocks. Pure: a project
//! and a template in, blocks or the line that is wrong out.
//!
//! A line is `headline: …`, `text: …`, `guide: …` (an empty text that says what belongs there), or `pull quote:`,
//! `quotation:`, `citation:`, `claim:`, `judgement:` with the identity of what it gives. In a text, `[claim …]`,
//! `[passage …]`, `[document …]` and `[judgement …]` with an identity are marks behind a sentence, `[ours]` says that it
//! is ours.

mod context;

pub use context::{Scope, context};

use super::marks;
use crate::domain::brief::{Block, BlockKind, Cite};
use crate::domain::{Id, Words};
use minijinja::{Environment, UndefinedBehavior, Value};

/// Most steps a template may take; one that never ends is stopped here.
const FUEL: u64 = 5_000_000;
/// Most blocks a template makes.
const MOST: usize = 5_000;
/// Blocks are this far apart, as the window puts them.
const STEP: i64 = 1024;
/// Around the number of a template's line; no document's words have them, [`context`] sees to that.
const MARK: (char, char) = ('\u{E000}', '\u{E001}');

/// Why a template made nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct TemplateError {
    /// The line of the template, counted from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong with it.
    pub what: String,
}

/// A block a template makes, with the marks in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Drafted {
    /// The block.
    pub block: Block,
    /// Its marks.
    pub cites: Vec<Cite>,
    /// What belongs into it, while it is empty.
    pub guide: Option<Words>,
}

/// The blocks a template makes for a brief.
///
/// # Errors
/// The line that is wrong, and why. Nothing is made then.
pub fn draft(source: &str, context: Value, brief: Id) -> Result<Vec<Drafted>, TemplateError> {
    let mut out = Vec::new();
    for (number, line) in render(source, context)? {
        let wrong = |what: String| TemplateError { line: Some(number), what };
        if out.len() == MOST {
            return Err(wrong(format!("more than {MOST} blocks come of the template")));
        }
        out.push(block(brief, i64::try_from(out.len() + 1).unwrap_or(i64::MAX / STEP) * STEP, &line).map_err(wrong)?);
    }
    if out.is_empty() {
        return Err(TemplateError { line: None, what: "nothing comes of it for this choice".to_owned() });
    }
    Ok(out)
}

/// The lines that come of a template, each with the line of the template it comes from.
fn render(source: &str, context: Value) -> Result<Vec<(usize, String)>, TemplateError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(100);
    let rendered = environment.render_str(&numbered(source), context).map_err(|error| TemplateError {
        line: error.line(),
        what: match error.detail() {
            Some(detail) => format!("{}: {detail}", error.kind()),
            None => error.kind().to_string(),
        },
    })?;
    let parts = rendered.split(MARK.0).skip(1).filter_map(|part| {
        let (number, line) = part.split_once(MARK.1)?;
        let line = line.trim();
        (!line.is_empty()).then(|| Some((number.parse().ok()?, line.to_owned())))?
    });
    Ok(parts.collect())
}

/// The template with its lines' numbers at their beginnings, outside of tags.
fn numbered(source: &str) -> String {
    let mut out = String::with_capacity(source.len() + source.len() / 8);
    let mut inside: Option<&str> = None;
    for (number, line) in (1..).zip(source.split_inclusive('\n')) {
        if inside.is_none() {
            out.push_str(&format!("{}{number}{}", MARK.0, MARK.1));
        }
        out.extend(line.chars().filter(|c| *c != MARK.0 && *c != MARK.1));
        let mut rest = line;
        loop {
            let next = match inside {
                Some(close) => rest.find(close).map(|at| (at + 2, None)),
                None => [("{%", "%}"), ("{{", "}}"), ("{#", "#}")]
                    .into_iter()
                    .filter_map(|(open, close)| Some((rest.find(open)? + 2, Some(close))))
                    .min_by_key(|(at, _)| *at),
            };
            let Some((at, now)) = next else { break };
            inside = now;
            rest = rest.get(at..).unwrap_or_default();
        }
    }
    out
}

fn block(brief: Id, ordinal: i64, line: &str) -> Result<Drafted, String> {
    const KINDS: &str = "headline:, text:, guide:, pull quote:, quotation:, citation:, claim: or judgement:";
    let (kind, value) = line.split_once(':').ok_or_else(|| format!("a line begins with {KINDS}"))?;
    let value = value.trim();
    let id =
        || value.parse::<Id>().map_err(|_odd| format!("{kind}: takes the id of one thing, not “{}”", short(value)));
    let made = |kind| Block::new(brief, kind, ordinal);
    let plain = |block| Ok(Drafted { block, cites: Vec::new(), guide: None });
    match kind.trim() {
        "headline" => plain(Block { words: Words::filled(value), ..made(BlockKind::Headline) }),
        "guide" => Ok(Drafted { block: made(BlockKind::Text), cites: Vec::new(), guide: Words::filled(value) }),
        "text" => {
            let mut block = made(BlockKind::Text);
            let (words, cites) = marked(block.id, value)?;
            block.words = Words::filled(&words);
            Ok(Drafted { block, cites, guide: None })
        }
        "pull quote" => plain(Block { passage: Some(id()?), ..made(BlockKind::PullQuote) }),
        "quotation" => plain(Block { passage: Some(id()?), ..made(BlockKind::Quotation) }),
        "citation" => plain(Block { document: Some(id()?), ..made(BlockKind::Citation) }),
        "claim" => plain(Block { claim: Some(id()?), ..made(BlockKind::Claim) }),
        "judgement" => plain(Block { judgement: Some(id()?), ..made(BlockKind::Judgement) }),
        other => Err(format!("“{}:” is no kind of block; a line begins with {KINDS}", short(other))),
    }
}

fn short(words: &str) -> String {
    Words::new(words).brief(40).into_raw()
}

/// A text whose `[claim …]` and the like became marks.
fn marked(block: Id, text: &str) -> Result<(String, Vec<Cite>), String> {
    let mut words = String::new();
    let mut cites: Vec<Cite> = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        words.push_str(before);
        let inside = after.split_once(']');
        let what = inside.map(|(what, _)| what.split_once(' ').unwrap_or((what, "")));
        let Some((kind @ ("claim" | "passage" | "document" | "judgement" | "ours"), id)) = what else {
            words.push('[');
            rest = after;
            continue;
        };
        let label = marks::free_label(text, |n| cites.iter().any(|cite| cite.label == n));
        let mut cite = Cite {
            id: Id::new(),
            block,
            label,
            passage: None,
            claim: None,
            document: None,
            judgement: None,
            note: None,
        };
        if kind != "ours" {
            let id = id.trim().parse().map_err(|_odd| format!("[{kind} …] takes an id, not “{}”", short(id)))?;
            let field = match kind {
                "claim" => &mut cite.claim,
                "passage" => &mut cite.passage,
                "document" => &mut cite.document,
                _ => &mut cite.judgement,
            };
            *field = Some(id);
        }
        cites.push(cite);
        words.push_str(&format!("[{label}]"));
        rest = inside.map_or("", |(_, rest)| rest);
    }
    words.push_str(rest);
    Ok((words, cites))
}

#[cfg(test)]
mod tests {
    use super::*;
    use minijinja::context;

    fn of(source: &str) -> Result<Vec<Drafted>, TemplateError> {
        let id = Id::new().to_string();
        draft(source, context! { words => "Two\nlines: of it", id => id, list => [1, 2] }, Id::new())
    }

    #[test]
    fn lines_become_blocks() {
        let made = of("headline: A {{ list | length }}\n\n{% for n in list %}\nclaim: {{ id }}\n{% endfor %}\nguide: Say it.\ntext: {{ words }}")
            .unwrap();
        let kinds: Vec<_> = made.iter().map(|d| d.block.kind).collect();
        use BlockKind::{Claim, Headline, Text};
        assert_eq!(kinds, [Headline, Claim, Claim, Text, Text]);
        assert_eq!(made[0].block.words, Some("A 2".into()));
        assert_eq!((&made[3].block.words, made[3].guide.clone()), (&None, Some("Say it.".into())));
        assert_eq!(made[4].block.words, Some("Two\nlines: of it".into()), "words of a project never become a block");
        assert!(made.windows(2).all(|pair| pair[0].block.ordinal < pair[1].block.ordinal));
    }

    #[test]
    fn marks_stand_behind_sentences() {
        let made = of("text: It rains.[claim {{ id }}] We expect more.[ours] See [1] and [x].").unwrap();
        assert_eq!(made[0].block.words, Some("It rains.[2] We expect more.[3] See [1] and [x].".into()));
        assert_eq!(
            made[0].cites.iter().map(|c| (c.label, c.claim.is_some())).collect::<Vec<_>>(),
            [(2, true), (3, false)]
        );
    }

    #[test]
    fn an_error_names_the_line_of_the_template() {
        let line = |source: &str| of(source).unwrap_err();
        assert_eq!(line("headline: x\n{% for n in list %}\nchapter: {{ n }}\n{% endfor %}").line, Some(3));
        assert!(line("chapter: 1").what.contains("“chapter:” is no kind of block"));
        assert_eq!(line("{# a note\nof two lines #}\nquotation: {{ words }}").line, Some(3));
        assert_eq!(line("headline: x\nclaim: {{ nothing }}").line, Some(2));
        assert!(line("headline: x\n\n{% for n in list %}\nclaim: {{ id }}").line.is_some());
        assert_eq!(line("text: a [claim 7]").line, Some(1));
        assert_eq!(line("no colon").line, Some(1));
        assert_eq!(
            line("{# nothing #}"),
            TemplateError { line: None, what: "nothing comes of it for this choice".to_owned() }
        );
        let endless = "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}";
        assert_eq!(line(endless).line, Some(1), "what never ends is stopped");
    }
}
