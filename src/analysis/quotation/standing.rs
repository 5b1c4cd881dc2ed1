//! How words stand in a text: as somebody's direct speech and whose, as reported speech, or as the writer's own words. Told
//! by quotation marks, by the labels of a transcript, by the dash of a dialogue, by a heading that says whose speech a text
//! is, and by wordings that attribute in the same sentence.

use super::labels::{
    Dashes, Labels, answers, asks, dialogue, header, interrupted, is_label, is_question, named_by, sender, whose,
};
use super::lists::Group;
use super::named::{is_by_pronoun, last_named, named_beside, names, says, says_by_pronoun};
use super::reported::Sentence;
use super::{Both, has_words, quotations};
use crate::analysis::sentences::sentences;
use crate::analysis::wordings::{Class, Lexicon, wordings};
use crate::domain::paragraphs::lines;
use crate::domain::tokens::tokens;
use std::ops::Range;

/// How a stretch of words stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Somebody's own words.
    Direct,
    /// What somebody said, in the words of the writer.
    Reported,
    /// The writer's own words, of which nobody else is named.
    Narrated,
}

/// Somebody's own words, and who is said to have said them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speech {
    /// Where, in bytes, without quotation marks.
    pub bytes: Range<usize>,
    /// The names beside them, folded; none where nobody is named.
    pub names: Vec<String>,
    /// True where that is said: by a wording that attributes, a colon, a label or a heading.
    pub sure: bool,
    /// True where the words are set off by quotation marks or dashes, between which others may stand.
    marked: bool,
    /// Who is named and did not say them, folded: whoever repeats what somebody else said.
    pub others: Vec<String>,
    /// True where a label says that they are of whoever asks.
    pub asks: bool,
    /// True where they are of a text that somebody heads or signs.
    pub signed: bool,
}

impl Speech {
    fn of(bytes: Range<usize>, names: Vec<String>, sure: bool, marked: bool) -> Self {
        Self { bytes, names, sure, marked, others: Vec::new(), asks: false, signed: false }
    }
}

/// Most sentences reported speech goes on over without saying so again.
const BACK: usize = 8;
/// Fewest words of a quotation that whatever stands behind a comma may be said to have spoken.
const SENTENCE: usize = 4;
/// Fewest words of what stands between two parts of a speech that show that somebody quotes it.
const TAKEN: usize = 3;
/// Most words somebody may put between two parts of one speech: “, said the minister of the day, ”.
const ASIDE: usize = 25;

/// A text taken apart into who speaks in it.
#[derive(Debug)]
pub struct Spoken<'a> {
    text: &'a str,
    language: Option<&'a str>,
    paragraphs: Vec<Range<usize>>,
    speeches: Vec<Speech>,
    /// What somebody repeats in his own speech: “And he said, ‘Go.’”
    repeated: Vec<Speech>,
    /// What stands between two parts of a speech and is none of it.
    asides: Vec<Range<usize>>,
}

impl<'a> Spoken<'a> {
    /// Takes a text apart; `language` is its BCP 47 tag where it is known, `ends` the beginning and the end of the whole text
    /// where this is a stretch of one.
    pub fn of(text: &'a str, language: Option<&'a str>, ends: Option<(&str, &str)>) -> Self {
        let mut speeches: Vec<Speech> = Vec::new();
        // What stands in a dialogue between two parts of what somebody says.
        let mut acts: Vec<Range<usize>> = Vec::new();
        let dashes = Dashes::of(text, language);
        let labels = Labels::of(text, language);
        let paragraphs = paragraphs(text);
        // Who holds the floor: in a speech from its heading on, in a transcript until somebody else is named.
        let (begin, end) = ends.unwrap_or((text, text));
        let answers = answers(begin).filter(|_| !labels.are_there);
        let mut floor = whose(begin, end).or_else(|| answers.clone().map(|names| (names, true)));
        let labels = if floor.is_some() { labels.of_several() } else { labels };
        // The heading itself is none of the speech.
        let is_mail = sender(text);
        let heads = usize::from(floor.is_some() && ends.is_none() && !is_mail);
        // A statement, a post, an address without a heading: whose it is, is not said.
        if floor.is_none() && !labels.are_there && !is_mail && is_of_one_voice(text) {
            floor = Some((Vec::new(), false));
        }
        // Whoever the paragraph before announces: “The ministry wrote:”.
        let mut announced: Option<(Vec<String>, bool)> = None;
        // Whoever lines are of that begin with the mark of mail that is cited.
        let mut cited: Option<(Vec<String>, bool)> = None;
        for bytes in paragraphs.iter().skip(heads) {
            let (at, line) = (bytes.start, text.get(bytes.clone()).unwrap_or_default());
            let announces = std::mem::take(&mut announced);
            if let Some(name) = labels.whose_are_next(line) {
                floor = Some((named_by(name), true));
                continue;
            }
            if is_mail && let Some((sends, rest)) = header(line) {
                if sends {
                    floor = Some((names_in_head(rest), true));
                }
                continue;
            }
            if let Some(rest) =
                line.trim_start().strip_prefix('>').filter(|rest| labels.label(rest, language).is_none())
            {
                let body = rest.trim_start_matches(|c: char| c == '>' || c.is_whitespace());
                let end = line.trim_end().len();
                let from = cited.take().or(announces);
                let (names, sure) =
                    from.unwrap_or_else(|| (last_named(text.get(..at).unwrap_or_default(), language).0, false));
                cited = Some((names.clone(), sure));
                if has_words(body) {
                    let begin = line.len() - body.len();
                    speeches.push(Speech::of(at + begin..at + end.max(begin), names, sure, false));
                }
                continue;
            }
            cited = None;
            if line.trim_end().ends_with(':') && quotations(line).is_empty() {
                let whole = line.trim_end().trim_end_matches(':');
                if labels.are_there && is_label(whole, language) {
                    floor = Some((named_by(whole), true));
                    continue;
                }
                let set_in = || !is_set_in(line) && next_is_set_in(text, bytes.end);
                announced = (says(line, language) || next_is_marked(text, bytes.end))
                    .then(|| (last_named(line, language).0, true))
                    .or_else(|| set_in().then(|| last_named(text.get(..bytes.end).unwrap_or_default(), language)));
            }
            if let Some((label, body)) = labels.label(line, language) {
                let named = named_by(label);
                let bytes = at + body.start..at + body.end;
                let speech = Speech::of(bytes, named.clone(), !named.is_empty(), false);
                speeches.push(Speech { asks: asks(label), ..speech });
                // “Ida Holm: a life at sea” at the top heads what somebody writes of her.
                let first = paragraphs.first().is_some_and(|first| first.start == at);
                let stops = line.trim_end().ends_with(['.', '!', '?', '…', '؟']);
                floor = (!first || stops || !labels.is_alone).then_some((named, true));
            } else if let Some(parts) = dialogue(line, dashes, language) {
                let of_aside: Vec<String> =
                    parts.asides.iter().flat_map(|aside| names(&line[aside.clone()], language)).collect();
                let speech =
                    |part: &Range<usize>| Speech::of(at + part.start..at + part.end, of_aside.clone(), true, true);
                speeches.extend(parts.spoken.iter().map(speech));
                acts.extend(parts.asides.iter().map(|aside| at + aside.start..at + aside.end));
            } else if let Some((ahead, parts)) = behind_a_dash(line, language) {
                // “Она сказала: — Мы копаем.”
                let named = names(line.get(..ahead).unwrap_or_default(), language);
                let (named, sure) = match named.is_empty() {
                    true => last_named(text.get(..at).unwrap_or_default(), language),
                    false => (named, true),
                };
                let speech =
                    |part: &Range<usize>| Speech::of(at + part.start..at + part.end, named.clone(), sure, true);
                speeches.extend(parts.iter().map(speech));
            } else if let Some((names, sure)) = announces
                .clone()
                .filter(|_| quotations(line).is_empty())
                .or_else(|| floor.clone().filter(|_| !is_told(line, language) && !is_put_in(line)))
            {
                let end = line.trim_end().len();
                // The lines of a block that is set in are of the same, and a paragraph in which somebody means himself.
                let goes_on = match is_set_in(line) {
                    true => next_is_set_in(text, bytes.end),
                    false => next_is_of_the_same(text, bytes.end),
                };
                if announces.is_some() && goes_on {
                    announced = Some((names.clone(), sure));
                }
                let speech = Speech::of(at..at + end, names, sure, false);
                let asks = answers.is_some() && is_question(line);
                speeches.push(Speech { asks, signed: !labels.are_there && announces.is_none(), ..speech });
            } else {
                let before = text.get(..at).unwrap_or_default();
                let mut here = quoted(line, before, language);
                // “The prompter remembers it otherwise:”, and in the next line what she said.
                if let Some((names, sure)) = announces.filter(|(names, _)| !names.is_empty())
                    && let Some(first) =
                        here.first_mut().filter(|first| !has_words(line.get(..first.bytes.start).unwrap_or_default()))
                    && !first.sure
                {
                    (first.names, first.sure) = (names, sure);
                }
                speeches.extend(
                    here.into_iter()
                        .map(|speech| Speech { bytes: at + speech.bytes.start..at + speech.bytes.end, ..speech }),
                );
            }
        }
        let asides = asides(text, &speeches, &acts, language);
        let repeated = speeches.iter().flat_map(|speech| repeated(text, speech, language)).collect();
        Self { text, language, paragraphs, speeches, repeated, asides }
    }

    /// The stretches of direct speech, in order.
    pub fn speeches(&self) -> &[Speech] {
        &self.speeches
    }

    /// What stands between two parts of a speech and is none of it.
    pub fn asides(&self) -> &[Range<usize>] {
        &self.asides
    }

    /// A place cut where its standing changes. What stands between two parts of one speech is left out, but where `common`
    /// (bytes of a quotation and of this text) has words of it: who quotes has taken them.
    pub fn standing(&self, place: &Range<usize>, common: &[Both]) -> Vec<(Range<usize>, Standing, Option<&Speech>)> {
        let mut out = Vec::new();
        let within = |speech: &&Speech| speech.bytes.start <= place.start && place.end <= speech.bytes.end;
        if let Some(speech) = self.repeated.iter().find(within) {
            return vec![(place.clone(), Standing::Direct, Some(speech))];
        }
        let taken = |bytes: Range<usize>| {
            common.iter().filter(|(_, there)| bytes.start <= there.start && there.end <= bytes.end).count() >= TAKEN
        };
        let mut at = place.start;
        let from = self.speeches.partition_point(|speech| speech.bytes.end <= place.start);
        for speech in self.speeches.iter().skip(from).take_while(|speech| speech.bytes.start < place.end) {
            let start = speech.bytes.start.max(at);
            if !self.asides.iter().any(|aside| aside.start <= at && start <= aside.end) || taken(at..start) {
                out.extend(self.told(at..start));
            }
            at = speech.bytes.end.min(place.end).max(start);
            out.push((start..at, Standing::Direct, Some(speech)));
        }
        let within = self.asides.iter().any(|aside| aside.start <= at && place.end <= aside.end);
        if !within || out.is_empty() || taken(at..place.end) {
            out.extend(self.told(at..place.end));
        }
        out.retain(|(bytes, _, _)| has_words(self.text.get(bytes.clone()).unwrap_or_default()));
        out
    }

    /// Words outside of direct speech, sentence by sentence.
    fn told(&self, bytes: Range<usize>) -> Vec<(Range<usize>, Standing, Option<&Speech>)> {
        let mut out: Vec<(Range<usize>, Standing, Option<&Speech>)> = Vec::new();
        let first = self.paragraphs.partition_point(|paragraph| paragraph.end <= bytes.start);
        let within = self.paragraphs.iter().skip(first).take_while(|paragraph| paragraph.start < bytes.end);
        for paragraph in within {
            let from = paragraph.start;
            let line = self.text.get(paragraph.clone()).unwrap_or_default();
            let all = sentences(line);
            for (n, sentence) in all.iter().enumerate() {
                let (first, last) = (from + sentence.start, from + sentence.end);
                let part = first.max(bytes.start)..last.min(bytes.end);
                if part.start >= part.end || !has_words(self.text.get(part.clone()).unwrap_or_default()) {
                    continue;
                }
                let told = Sentence::of(line.get(sentence.clone()).unwrap_or_default(), self.language);
                let before = all.get(..n).unwrap_or_default();
                let of_somebody = told.attributes(&(part.start - first..part.end - first))
                    || (told.goes_on() && self.goes_on_from(line, before))
                    || (told.is_plain() && self.is_framed(line, before, all.get(n + 1..).unwrap_or_default()));
                let standing = if of_somebody { Standing::Reported } else { Standing::Narrated };
                match out.last_mut() {
                    Some((before, same, _)) if *same == standing => before.end = part.end,
                    _ => out.push((part, standing, None)),
                }
            }
        }
        out
    }

    /// True for a sentence between two that tell what the same person said: “It had been hard, she says. … She had wept, she
    /// says.”
    fn is_framed(&self, line: &str, before: &[Range<usize>], behind: &[Range<usize>]) -> bool {
        const FAR: usize = 3;
        let sentence = |at: &Range<usize>| line.get(at.clone()).unwrap_or_default();
        let reports = |at: &Range<usize>| Sentence::of(sentence(at), self.language).reports();
        let plain = |at: &Range<usize>| Sentence::of(sentence(at), self.language).is_plain();
        let reach = |at: Option<&Range<usize>>| at.is_some_and(&reports);
        let ahead = before.iter().rev().take(FAR).find(|at| !plain(at));
        let next = behind.iter().take(FAR).find(|at| !plain(at));
        let by_pronoun = next.is_some_and(|at| says_by_pronoun(sentence(at), self.language));
        by_pronoun && reach(ahead) && reach(next)
    }

    /// True when the last of some sentences tells what somebody said, or goes on with such a one.
    fn goes_on_from(&self, line: &str, before: &[Range<usize>]) -> bool {
        for at in before.iter().rev().take(BACK) {
            let sentence = Sentence::of(line.get(at.clone()).unwrap_or_default(), self.language);
            if sentence.reports() {
                return true;
            }
            if !sentence.goes_on() {
                return false;
            }
        }
        false
    }
}

/// The names in the line of a letter's head that says whose it is.
fn names_in_head(rest: &str) -> Vec<String> {
    let bare = rest.split(['(', '<', '[']).next().unwrap_or(rest);
    named_by(bare)
}

/// True for a paragraph of a speech that tells what somebody says, and so is none of the speech: in a text that has one.
fn is_told(line: &str, language: Option<&str>) -> bool {
    let joined = |speech: &Speech| speech.sure && !speech.names.is_empty();
    !quotations(line).is_empty() && quoted(line, "", language).iter().any(joined)
}

/// True when the next paragraph begins with a quotation mark.
fn next_is_marked(text: &str, from: usize) -> bool {
    text.get(from..).is_some_and(|rest| rest.trim_start().starts_with(is_mark))
}

/// True for a line that stands between brackets: what happens while somebody speaks.
fn is_put_in(line: &str) -> bool {
    let line = line.trim();
    (line.starts_with('(') && line.ends_with(')')) || (line.starts_with('[') && line.ends_with(']'))
}

/// True for a line that is set in, as what somebody wrote is set.
fn is_set_in(line: &str) -> bool {
    line.starts_with("  ") || line.starts_with('\t')
}

/// True when the next line that has anything is set in.
fn next_is_set_in(text: &str, from: usize) -> bool {
    lines(text.get(from..).unwrap_or_default()).find(|line| !line.trim().is_empty()).is_some_and(is_set_in)
}

/// True when in the next paragraph somebody means himself, and nobody is quoted.
fn next_is_of_the_same(text: &str, from: usize) -> bool {
    let next = lines(text.get(from..).unwrap_or_default()).find(|line| !line.trim().is_empty());
    next.is_some_and(|line| has_own(line) && quotations(line).is_empty() && !line.trim_end().ends_with(':'))
}

/// True for a text without quotations in which whoever speaks means himself again and again.
fn is_of_one_voice(text: &str) -> bool {
    const LEAST: usize = 3;
    const PART: usize = 2;
    let dialogue = || lines(text).any(|line| line.trim_start().starts_with(['—', '–', '―', '-']));
    if !quotations(text).is_empty() || dialogue() {
        return false;
    }
    let all: Vec<&str> =
        lines(text).flat_map(|line| sentences(line).into_iter().filter_map(|at| line.get(at))).collect();
    let own = all.iter().filter(|sentence| has_own(sentence)).count();
    own >= LEAST && own * PART >= all.len()
}

/// What somebody says behind a colon and a dash in a line without quotation marks, and where the colon stands.
fn behind_a_dash(line: &str, language: Option<&str>) -> Option<(usize, Vec<Range<usize>>)> {
    let (at, sign) = [": — ", ": – ", ": ― "].iter().find_map(|sign| Some((line.find(sign)?, sign)))?;
    let tells = says(line.get(..at)?, language) && quotations(line).is_empty();
    let from = at + sign.len();
    tells.then(|| (at, interrupted(line, from..line.trim_end().len().max(from), language).spoken))
}

/// True where whoever speaks means himself.
fn has_own(text: &str) -> bool {
    tokens(text).iter().any(|word| Group::Own.has(&word.word))
}

/// What stands in a speech between marks and is said to be of somebody else.
fn repeated(text: &str, speech: &Speech, language: Option<&str>) -> Vec<Speech> {
    let body = text.get(speech.bytes.clone()).unwrap_or_default();
    if quotations(body).is_empty() {
        return Vec::new();
    }
    let inside = quoted(body, "", language).into_iter().filter(|inner| {
        let (ahead, behind) = (body.get(..inner.bytes.start), body.get(inner.bytes.end..));
        let words = body.get(inner.bytes.clone()).unwrap_or_default();
        let ahead = clause_ahead(ahead.unwrap_or_default());
        let behind = clause_behind(words, behind.unwrap_or_default(), language);
        inner.sure && !has_own(ahead) && !has_own(behind)
    });
    let placed = |inner: Speech| Speech {
        bytes: speech.bytes.start + inner.bytes.start..speech.bytes.start + inner.bytes.end,
        others: speech.names.clone(),
        ..inner
    };
    inside.map(placed).collect()
}

/// What stands between two parts of a speech and is none of it.
fn asides(text: &str, speeches: &[Speech], acts: &[Range<usize>], language: Option<&str>) -> Vec<Range<usize>> {
    let aside = |pair: &[Speech]| {
        let [one, other] = pair else { return None };
        let between = text.get(one.bytes.end..other.bytes.start)?;
        // In the next paragraph only behind who spoke, and nothing else.
        let lines = between.contains('\n');
        let words = between.trim_matches(|c: char| is_mark(c) || c.is_whitespace());
        let near = !lines || (!words.contains('\n') && sentences(words).len() == 1 && says(words, language));
        let short = near && between.split_whitespace().count() <= ASIDE;
        // “… wanted.” She pours the tea. “He …”
        let same = !lines && !one.names.is_empty() && (other.names == one.names);
        let acted = acts.iter().any(|act| one.bytes.end <= act.start && act.end <= other.bytes.start);
        let spoken = text.get(one.bytes.clone())?;
        // With the comma that is there because of it.
        let start = one.bytes.start + spoken.trim_end_matches([',', '.', '،', ' ']).len();
        // A sentence that goes on behind it is one speech.
        let behind = between.trim_start_matches(|c: char| is_mark(c) || c.is_whitespace());
        let joined = spoken.trim_end().ends_with([',', '.', '?', '!', '…', '؟', '،', '-', '—', '–'])
            || behind.starts_with([',', '،', '—', '–', '-', '.', ';'])
            || !text.get(one.bytes.end..)?.starts_with(is_mark);
        let open = !spoken.trim_end().ends_with(['.', '!', '?', '…']);
        let goes_on = open && text.get(other.bytes.clone())?.trim_start().starts_with(char::is_lowercase);
        let is_aside =
            one.marked && other.marked && short && (acted || same || goes_on || (joined && says(between, language)));
        is_aside.then_some(start..other.bytes.start)
    };
    speeches.windows(2).filter_map(aside).collect()
}

/// The paragraphs of a text: its lines but for empty ones, those together that a quotation goes on over.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let quotes = quotations(text);
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for line in lines(text) {
        let bytes = start..start + line.len();
        start = bytes.end;
        let at = quotes.partition_point(|quote| quote.end <= bytes.start);
        let goes_on = quotes.get(at).is_some_and(|quote| quote.start < bytes.start);
        match out.last_mut() {
            Some(before) if goes_on => before.end = bytes.end,
            _ if line.trim().is_empty() => {}
            _ => out.push(bytes),
        }
    }
    out
}

/// The quotations of a paragraph with whoever is named for them. `before` is the text before the paragraph.
fn quoted(line: &str, before: &str, language: Option<&str>) -> Vec<Speech> {
    let marks = quotations(line);
    let mut out: Vec<Speech> = Vec::with_capacity(marks.len());
    let part = |bytes: Range<usize>| line.get(bytes).unwrap_or_default();
    for (n, bytes) in marks.iter().enumerate() {
        let last = n.checked_sub(1).and_then(|n| marks.get(n)).map_or(0, |mark| mark.end);
        let next = marks.get(n + 1).map_or(line.len(), |mark| mark.start);
        let (ahead, behind) = (part(last..bytes.start), part(bytes.end..next));
        let ahead = clause_ahead(ahead);
        let colon = ahead.trim_end_matches(|c: char| is_mark(c) || c.is_whitespace()).ends_with([':', '：']);
        let behind = clause_behind(part(bytes.clone()), behind, language);
        // “Holm told the court: ‘We dig.’ She cried.”
        let full = part(bytes.clone()).trim_end().ends_with(['.', '!', '?', '…', '؟']);
        let behind = if full && colon && says(ahead, language) { "" } else { behind };
        // Whether a clause attributes, and whether by more than a frame: “according to” a press release is not who spoke.
        let told = |clause: &str| {
            let wordings = wordings(clause, language, Lexicon::built_in());
            let attributes = wordings.iter().any(|wording| wording.class.attributes());
            let framed = || wordings.iter().any(|wording| wording.class == Class::Frame);
            let tells = attributes && (!framed() || is_of_a_person(clause, language));
            (attributes, tells, attributes && is_by_pronoun(clause, &wordings))
        };
        let (behind_says, behind_tells, behind_pronoun) = told(behind);
        let (ahead_says, ahead_tells, ahead_pronoun) = told(ahead);
        let (mut found, mut whom) = (Vec::new(), Vec::new());
        // “…,” the keeper laughed: joined to the words, a clause says who speaks whatever its verb.
        let joined = is_joined(part(bytes.clone()), behind);
        let opened = ahead.trim_end_matches(|c: char| is_mark(c) || c.is_whitespace()).ends_with([',', '،'])
            && part(bytes.clone()).trim_start().starts_with(char::is_uppercase);
        let mut sure = colon || behind_tells || ahead_tells || joined || opened;
        // “He said of Holm”: whoever was named before speaks, and nobody who is named here.
        let pronoun = if behind_says { behind_pronoun } else { ahead_pronoun };
        if !pronoun && !behind.is_empty() && (behind_says || !ahead_says) {
            (found, whom) = named_beside(behind, false, language);
        }
        if !pronoun
            && found.is_empty()
            && (ahead_says || ahead.trim_end().ends_with(|c: char| matches!(c, ':' | ',') || is_mark(c)))
        {
            (found, whom) = named_beside(ahead, true, language);
        }
        // “The cook told Holm”: whoever spoke is not named.
        if found.is_empty() && whom.is_empty() && (has_words(behind) || has_words(ahead)) {
            // “He said”: the last who was named before.
            let earlier = part(0..bytes.start);
            let (named, certain) = last_named(if has_words(earlier) { earlier } else { before }, language);
            sure &= certain || named.is_empty();
            found = named;
        }
        if found.is_empty()
            && whom.is_empty()
            && let Some(before) = out.last()
        {
            found.clone_from(&before.names);
            // Behind another sentence it may be of somebody else.
            let between = part(last..bytes.start).trim_start_matches(is_mark);
            let between = between.trim_end_matches(|c: char| is_mark(c) || c.is_whitespace());
            let spoken = n.checked_sub(1).and_then(|n| marks.get(n)).map_or("", |mark| part(mark.clone()));
            let aside = || sentences(between).len() < 2 && (says(between, language) || is_joined(spoken, between));
            sure = before.sure && (!has_words(between) || aside());
        }
        // What stands between dashes and says who speaks is none of it.
        let parts = interrupted(line, bytes.clone(), language);
        for aside in &parts.asides {
            let inside = names(part(aside.clone()), language);
            (sure, found) = (true, if inside.is_empty() { found } else { inside });
        }
        let speech = |bytes: &Range<usize>| Speech {
            others: whom.clone(),
            ..Speech::of(bytes.clone(), found.clone(), sure, true)
        };
        out.extend(parts.spoken.iter().map(speech));
    }
    out
}

fn is_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '«' | '»' | '"' | '‘' | '’' | '\'')
}

/// What stands behind a quotation in the same sentence; nothing where the quotation ends its sentence and a new one begins.
fn clause_behind<'t>(quotation: &str, behind: &'t str, language: Option<&str>) -> &'t str {
    let text = behind.trim_start_matches(is_mark);
    let ended = quotation.trim_end().ends_with(['.', '!', '?', '…', '؟']);
    let trimmed = text.trim_start();
    // Where letters have no capitals, any word may begin a sentence.
    let begins = trimmed.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    if text.starts_with('.') || (ended && begins && !starts_attribution(trimmed, language)) {
        return "";
    }
    let end = sentence_end(text);
    text.get(..end).unwrap_or(text)
}

/// True for “according to” somebody who is named, and no paper or body.
fn is_of_a_person(clause: &str, language: Option<&str>) -> bool {
    let paper = |word: &str| Group::Kind.has(word) || Group::Body.has(word);
    !names(clause, language).is_empty() && !tokens(clause).iter().any(|word| paper(&word.word))
}

/// True where a comma, a dash or a question goes on with a clause that is joined to a quotation: “…?” rief sie.
fn is_joined(quotation: &str, behind: &str) -> bool {
    let rest = behind.trim_start_matches(|c: char| is_mark(c) || c.is_whitespace());
    let cut = quotation.trim_end().ends_with([',', '?', '!', '،', '؟'])
        || rest.starts_with([',', '،', '—', '–'])
        || rest.starts_with("- ");
    let clause = tokens(rest);
    let begins = clause.first().is_some_and(|word| !Group::Join.has(&word.word) && !Group::Under.has(&word.word));
    cut && begins && clause.len() <= ASIDE && tokens(quotation).len() >= SENTENCE
}

/// A sentence of a few words behind a quotation that ended one: “… go.” Brown said.
fn starts_attribution(behind: &str, language: Option<&str>) -> bool {
    let end = sentence_end(behind);
    let sentence = behind.get(..end).unwrap_or(behind);
    let words = sentence.split_whitespace().count();
    words <= 8 && says(sentence, language)
}

/// What stands ahead of a quotation in its own sentence.
fn clause_ahead(ahead: &str) -> &str {
    let text = ahead.trim_end_matches(|c: char| is_mark(c) || c.is_whitespace());
    let begun = sentences(text).last().map_or(0, |last| last.start);
    // Behind a full stop nothing of the sentence stands ahead.
    let whole = text.trim_end().ends_with(['.', '!', '?']);
    if whole { "" } else { text.get(begun..).unwrap_or(text) }
}

fn sentence_end(text: &str) -> usize {
    sentences(text).first().map_or(text.len(), |first| first.end)
}
