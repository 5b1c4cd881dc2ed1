//! Press releases: the words that say when they may be published, who issued them, whom to ask, and where they end.

use super::blocks::Block;
use super::head;
use super::lexicon::{Class, Lexicon};
use crate::domain::tokens::{Token, tokens};
use std::ops::Range;

/// Most words of a line that says whose a release is, and most lines that say whom to ask.
const LINE: usize = 14;
const CONTACT: usize = 5;

/// The parts of a press release; the blocks they are, by number.
#[derive(Debug, Default)]
pub(super) struct Release {
    /// The words that say that it is one.
    pub words: Option<usize>,
    /// The block that says who issued it, and where in it that stands, in bytes of the text.
    pub issuer: Option<(usize, Range<usize>)>,
    /// The blocks that say whom to ask.
    pub contacts: Vec<Range<usize>>,
    /// The block that ends it.
    pub end: Option<usize>,
}

/// The parts of a press release; `None` where a text is none.
pub(super) fn release(text: &str, blocks: &[Block], lexicon: &Lexicon) -> Option<Release> {
    let mut out = Release::default();
    let mut sure = false;
    for (n, block) in blocks.iter().enumerate().take(head::BLOCKS) {
        let words = block.of(text);
        if words.len() > 300 {
            continue;
        }
        let tokens = tokens(words);
        // A date or an hour may follow.
        if lexicon.begins(&tokens, Class::Release) > 0 && tokens.len() <= LINE {
            (out.words, sure) = (Some(n), true);
            break;
        }
        let kind = lexicon.begins(&tokens, Class::ReleaseKind);
        if kind == 0 || out.words.is_some() {
            continue;
        }
        let rest = tokens.get(kind..).unwrap_or_default();
        let by = lexicon.begins(rest, Class::By);
        let whose = rest.get(by..).and_then(|rest| rest.first()).filter(|_| by > 0 && rest.len() <= LINE);
        let dated = || rest.iter().all(|token| token.word.chars().any(char::is_numeric)) || head_date(words);
        if rest.is_empty() || whose.is_some() || dated() {
            out.words = Some(n);
            // In capitals at the very top it is no entry of a list.
            sure = n == 0 && words.contains(char::is_uppercase) && !words.contains(char::is_lowercase);
            out.issuer = whose.map(|first| (n, block.bytes.start + first.bytes.start..block.bytes.end));
        }
    }
    // Whoever distributes releases stands where an agency would.
    if out.words.is_none() {
        sure = blocks.iter().take(head::BLOCKS).any(|block| {
            let line = head::dateline(text, block, lexicon).and_then(|line| line.agency);
            line.and_then(|agency| text.get(agency)).is_some_and(|name| lexicon.has(&tokens(name), Class::Distributor))
        });
    }
    if !sure && out.words.is_none() {
        return None;
    }
    out.end = blocks.iter().rposition(|block| lexicon.ends(block.of(text)));
    out.contacts = contacts(text, blocks, lexicon);
    out.issuer = out.issuer.or_else(|| issuer(text, blocks, out.words, out.end, lexicon));
    (sure || out.issuer.is_some() || !out.contacts.is_empty() || out.end.is_some()).then_some(out)
}

fn head_date(words: &str) -> bool {
    let whole = super::dates::dates(words, false);
    whole.iter().any(|dated| dated.date.as_str().len() == "2023-10-17".len())
        && words.split_whitespace().count() <= LINE
}

/// Who issued a release: whom a line names for it, else what stands at the top, above its first words, else whom the paragraph
/// about the issuer is about.
fn issuer(
    text: &str,
    blocks: &[Block],
    words: Option<usize>,
    end: Option<usize>,
    lexicon: &Lexicon,
) -> Option<(usize, Range<usize>)> {
    let short = |block: &Block| block.of(text).len() < 300;
    let behind = |n: usize, block: &Block, class: Class| {
        let words = block.of(text);
        let tokens = tokens(words);
        let told = lexicon.begins(&tokens, class);
        let name: &Token = tokens.get(told).filter(|_| told > 0 && tokens.len() - told <= LINE)?;
        let name = block.bytes.start + name.bytes.start..block.bytes.end;
        text.get(name.clone()).filter(|name| capital(name))?;
        Some((n, name))
    };
    let named = blocks.iter().enumerate().filter(|(_, block)| short(block)).find_map(|(n, block)| {
        let line = block.of(text);
        // “SOURCE Northern Lights”
        let source = || behind(n, block, Class::Source).filter(|_| line.starts_with("SOURCE "));
        behind(n, block, Class::Issuer).filter(|_| line.contains(':') || n < head::BLOCKS).or_else(source)
    });
    let above = || {
        let is_name = |(_, block): &(usize, &Block)| {
            let words = block.of(text);
            words.split_whitespace().count() <= LINE
                && capital(words)
                && !words.ends_with('.')
                && !words.contains(['@', ':'])
                && head::dated(text, block, lexicon).is_none()
        };
        let (n, block) = blocks.iter().enumerate().take(words?).find(is_name)?;
        Some((n, block.bytes.clone()))
    };
    let about = || {
        let from = end.or(words).map_or(0, |n| n + 1);
        blocks.iter().enumerate().skip(from).filter(|(_, block)| short(block)).find_map(|(n, block)| {
            let alone = !block.of(text).ends_with(['.', '?', '!']);
            behind(n, block, Class::About).filter(|_| alone)
        })
    };
    named.or_else(above).or_else(about)
}

fn capital(words: &str) -> bool {
    words.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
}

/// The stretches that say whom to ask, each from its first line to the last with a name, a number or an address.
fn contacts(text: &str, blocks: &[Block], lexicon: &Lexicon) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (n, block) in blocks.iter().enumerate() {
        if out.last().is_some_and(|last| block.bytes.start < last.end) {
            continue;
        }
        let words = block.of(text);
        let near = words.get(..words.floor_char_boundary(120)).unwrap_or(words);
        let tokens = tokens(near);
        let told = lexicon.begins(&tokens, Class::Contact);
        let Some(last) = told.checked_sub(1).and_then(|last| tokens.get(last)) else { continue };
        let rest = near.get(last.bytes.end..).unwrap_or_default().trim_start();
        let alone = rest.trim_matches([':', '：']).trim().is_empty();
        // “Contact was lost” asks for nobody.
        if !(alone || rest.starts_with([':', '：']) || reaches(words)) || words.len() > 600 {
            continue;
        }
        let mut end = block.bytes.end;
        for (at, next) in blocks.iter().skip(n + 1).take(CONTACT).enumerate() {
            let words = next.of(text);
            let name = at == 0 && alone && capital(words) && words.split_whitespace().count() <= 8;
            if words.len() > 300 || !(reaches(words) || name) {
                break;
            }
            end = next.bytes.end;
        }
        if end > block.bytes.end || !alone {
            out.push(block.bytes.start..end);
        }
    }
    out
}

/// True where somebody can be reached by what stands there: an address, or a number of at least six figures.
fn reaches(words: &str) -> bool {
    let mail = words.split_whitespace().any(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).contains('@'));
    let phone = words
        .split(|c: char| !(c.is_numeric() || matches!(c, ' ' | '-' | '–' | '+' | '(' | ')' | '/' | '.' | '\u{A0}')));
    let figures = |part: &str| part.chars().filter(|c| c.is_numeric()).count() >= 6;
    mail || words.len() < 300 && phone.into_iter().any(figures)
}
