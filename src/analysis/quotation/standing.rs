//! How words stand in a text: as somebody's direct speech and whose, as reported speech, or as the writer's own words. Told
//! by quotation marks, by the labels of a transcript, by the dash of a dialogue, by a heading that says whose speech a text
//! is, and by wordings that attribute in the same sentence.

use super::quotations;
use crate::analysis::sentences::sentences;
use crate::analysis::wordings::{Class, Lexicon, wordings};
use crate::analysis::words::is_stop_word;
use crate::domain::paragraphs::lines;
use crate::domain::tokens::{self, Script};
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
}

/// Most words somebody may put between two parts of one speech: “, said the minister of the day, ”.
const ASIDE: usize = 25;
/// Most words of the label of a speaker, and of what stands behind it in brackets.
const LABEL: usize = 6;
/// Fewest letters that two forms of a name begin with.
const SAME: usize = 4;

/// Words that stand before names and name nobody.
const TITLES: &str = "president vice prime minister mayor deputy governor senator judge justice professor prof doctor dr mr mrs \
    ms miss sir lady lord general colonel captain major lieutenant admiral chief executive director secretary ambassador \
    chairman chairwoman chancellor king queen prince princess pope cardinal bishop father sister commissioner inspector \
    sheriff sergeant officer spokesman spokeswoman spokesperson coach head union party ministry council court state \
    господин президент министр премьер herr frau monsieur madame le la der die das";

/// Words with a capital that name no person.
const OTHER_CAPITALS: &str = "monday tuesday wednesday thursday friday saturday sunday january february march april may june july \
    august september october november december reuters afp ap bbc cnn";

/// Words behind which a place or a body is named, and seldom who speaks.
const PREPOSITIONS: &str = "in at from near to of for on into with via в во из на от для у об о при до з із у in aus bei von vom im zum zur \
    à en au aux du des chez";

/// Small words within a name or an office.
const PARTICLES: &str = "of the for and de la du von van der den bin al el i y и по für des";

/// A text taken apart into who speaks in it.
#[derive(Debug)]
pub struct Spoken<'a> {
    text: &'a str,
    language: Option<&'a str>,
    speeches: Vec<Speech>,
}

impl<'a> Spoken<'a> {
    /// Takes a text apart; `language` is its BCP 47 tag where it is known.
    pub fn of(text: &'a str, language: Option<&'a str>) -> Self {
        let mut speeches: Vec<Speech> = Vec::new();
        let labels = lines(text).filter(|line| label(line, language).is_some()).count();
        let heading = lines(text).find(|line| !line.trim().is_empty()).unwrap_or_default();
        // Who holds the floor: in a speech from its heading on, in a transcript until somebody else is named.
        let mut floor = speech_of(heading);
        let whole_speech = floor.is_some();
        // Whoever the paragraph before announces: “The ministry wrote:”.
        let mut announced: Option<Vec<String>> = None;
        for at in paragraphs(text) {
            let (at, line) = (at.start, text.get(at).unwrap_or_default());
            let heads = whole_speech && at < heading.as_ptr() as usize - text.as_ptr() as usize + heading.len();
            if heads {
                continue;
            }
            let announces = std::mem::take(&mut announced);
            if line.trim_end().ends_with(':') && quotations(line).is_empty() {
                let whole = line.trim_end().trim_end_matches(':');
                if is_label(whole, language) {
                    floor = Some(names_of(whole));
                    continue;
                }
                let said =
                    wordings(line, language, Lexicon::built_in()).iter().any(|wording| wording.class.attributes());
                announced = said.then(|| last_named(line, language));
            }
            if let Some((named, body)) = label(line, language) {
                let named = names_of(named);
                speeches.push(Speech {
                    bytes: at + body.start..at + body.end,
                    names: named.clone(),
                    sure: true,
                    marked: false,
                });
                floor = (labels > 1).then_some(named).or(floor);
            } else if let Some(parts) = dialogue(line, language) {
                let of_aside: Vec<String> =
                    parts.asides.iter().flat_map(|aside| names(&line[aside.clone()], language)).collect();
                let speech = |part: &Range<usize>| Speech {
                    bytes: at + part.start..at + part.end,
                    names: of_aside.clone(),
                    sure: true,
                    marked: true,
                };
                speeches.extend(parts.spoken.iter().map(speech));
            } else if let Some(names) = announces.or_else(|| floor.clone()).filter(|_| quotations(line).is_empty()) {
                let end = line.trim_end().len();
                speeches.push(Speech { bytes: at..at + end, names, sure: true, marked: false });
            } else {
                let before = text.get(..at).unwrap_or_default();
                speeches.extend(
                    quoted(line, before, language)
                        .into_iter()
                        .map(|speech| Speech { bytes: at + speech.bytes.start..at + speech.bytes.end, ..speech }),
                );
            }
        }
        Self { text, language, speeches }
    }

    /// The stretches of direct speech, in order.
    pub fn speeches(&self) -> &[Speech] {
        &self.speeches
    }

    /// What stands between two parts of a speech and is none of it.
    pub(super) fn asides(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.speeches.windows(2).filter_map(|pair| {
            let [one, other] = pair else { return None };
            let between = self.text.get(one.bytes.end..other.bytes.start)?;
            let short = !between.contains('\n') && between.split_whitespace().count() <= ASIDE;
            // With the comma that is there because of it.
            let spoken = self.text.get(one.bytes.clone())?.trim_end_matches([',', '.', '،', ' ']);
            let start = one.bytes.start + spoken.len();
            (one.marked && other.marked && short).then_some(start..other.bytes.start)
        })
    }

    /// A place cut where its standing changes. What stands between two parts of one speech is left out.
    pub fn standing(&self, place: &Range<usize>) -> Vec<(Range<usize>, Standing, Option<&Speech>)> {
        let mut out = Vec::new();
        let mut at = place.start;
        let asides: Vec<Range<usize>> = self.asides().collect();
        let from = self.speeches.partition_point(|speech| speech.bytes.end <= place.start);
        for speech in self.speeches.iter().skip(from).take_while(|speech| speech.bytes.start < place.end) {
            let start = speech.bytes.start.max(at);
            if !asides.iter().any(|aside| aside.start <= at && start <= aside.end) {
                out.extend(self.told(at..start));
            }
            at = speech.bytes.end.min(place.end).max(start);
            out.push((start..at, Standing::Direct, Some(speech)));
        }
        if !asides.iter().any(|aside| aside.start <= at && place.end <= aside.end) || out.is_empty() {
            out.extend(self.told(at..place.end));
        }
        out.retain(|(bytes, _, _)| has_words(self.text.get(bytes.clone()).unwrap_or_default()));
        out
    }

    /// Words outside of direct speech, sentence by sentence.
    fn told(&self, bytes: Range<usize>) -> Vec<(Range<usize>, Standing, Option<&Speech>)> {
        let mut out: Vec<(Range<usize>, Standing, Option<&Speech>)> = Vec::new();
        for paragraph in paragraphs(self.text) {
            let (from, to) = (paragraph.start, paragraph.end);
            if to <= bytes.start || from >= bytes.end {
                continue;
            }
            let line = self.text.get(paragraph).unwrap_or_default();
            for sentence in sentences(line) {
                let (first, last) = (from + sentence.start, from + sentence.end);
                let part = first.max(bytes.start)..last.min(bytes.end);
                if part.start >= part.end || !has_words(self.text.get(part.clone()).unwrap_or_default()) {
                    continue;
                }
                let words = line.get(sentence.clone()).unwrap_or_default();
                let standing = if attributed(words, part.start - first..part.end - first, self.language) {
                    Standing::Reported
                } else {
                    Standing::Narrated
                };
                match out.last_mut() {
                    Some((before, same, _)) if *same == standing => before.end = part.end,
                    _ => out.push((part, standing, None)),
                }
            }
        }
        out
    }
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

/// True when a sentence attributes what stands at `words` of it: outside of these and of quotation marks.
fn attributed(sentence: &str, words: Range<usize>, language: Option<&str>) -> bool {
    wordings(sentence, language, Lexicon::built_in()).iter().any(|wording| {
        let apart = wording.bytes.end <= words.start || words.end <= wording.bytes.start;
        // “According to …” stands among hearsay in some languages; a word alone, such as “reportedly”, names nobody.
        let of_many = || sentence.get(wording.bytes.clone()).is_some_and(|words| words.contains(' '));
        let attributes = wording.class.attributes() || (wording.class == Class::Hearsay && of_many());
        attributes && !wording.quoted && apart
    })
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
        let behind = clause_behind(part(bytes.clone()), behind, language);
        let ahead = clause_ahead(ahead);
        let says = |clause: &str| {
            wordings(clause, language, Lexicon::built_in()).iter().any(|wording| wording.class.attributes())
        };
        let mut found = Vec::new();
        let colon = ahead.trim_end_matches(|c: char| is_mark(c) || c.is_whitespace()).ends_with([':', '：']);
        // “According to” a press release is not who spoke.
        let tells = |clause: &str| {
            let wordings = wordings(clause, language, Lexicon::built_in());
            let framed = wordings.iter().any(|wording| wording.class == Class::Frame);
            !framed && wordings.iter().any(|wording| wording.class.attributes())
        };
        let mut sure = colon || tells(behind) || tells(ahead);
        if !behind.is_empty() && (says(behind) || !says(ahead)) {
            found = names(behind, language);
        }
        if found.is_empty()
            && (says(ahead) || ahead.trim_end().ends_with(|c: char| matches!(c, ':' | ',') || is_mark(c)))
        {
            found = names(ahead, language);
        }
        if found.is_empty() && (has_words(behind) || has_words(ahead)) {
            // “He said”: the last who was named before.
            let earlier = part(0..bytes.start);
            found = last_named(if has_words(earlier) { earlier } else { before }, language);
        }
        if found.is_empty()
            && let Some(before) = out.last()
        {
            found.clone_from(&before.names);
            sure = before.sure;
        }
        out.push(Speech { bytes: bytes.clone(), names: found, sure, marked: true });
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

/// A sentence of a few words behind a quotation that ended one: “… go.” Brown said.
fn starts_attribution(behind: &str, language: Option<&str>) -> bool {
    let end = sentence_end(behind);
    let sentence = behind.get(..end).unwrap_or(behind);
    let words = sentence.split_whitespace().count();
    words <= 8 && wordings(sentence, language, Lexicon::built_in()).iter().any(|wording| wording.class.attributes())
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

/// The last that are named in a text, in its last sentence with a name.
fn last_named(text: &str, language: Option<&str>) -> Vec<String> {
    const BACK: usize = 3;
    let Some(line) = text.trim_end().lines().next_back() else { return Vec::new() };
    let all = sentences(line);
    all.iter()
        .rev()
        .take(BACK)
        .map(|at| names(line.get(at.clone()).unwrap_or_default(), language))
        .find(|names| !names.is_empty())
        .unwrap_or_default()
}

/// The words with a capital that name somebody, folded, without titles and what stands behind a preposition. Where letters
/// have no capitals, the words of a clause that attributes which say something.
pub(super) fn names(text: &str, language: Option<&str>) -> Vec<String> {
    let quotes = quotations(text);
    let words = tokens::tokens(text);
    let is_name = |n: usize| {
        let written = words.get(n).and_then(|word| text.get(word.bytes.clone())).unwrap_or_default();
        written.chars().next().is_some_and(char::is_uppercase)
    };
    let said = wordings(text, language, Lexicon::built_in());
    let attributes = |bytes: &Range<usize>| {
        said.iter().any(|wording| {
            wording.class.attributes() && wording.bytes.start < bytes.end && bytes.start < wording.bytes.end
        })
    };
    let any_attributes = said.iter().any(|wording| wording.class.attributes());
    let mut out = Vec::new();
    for (n, word) in words.iter().enumerate() {
        let quoted = quotes.iter().any(|quote| quote.start <= word.bytes.start && word.bytes.end <= quote.end);
        let slight = word.word.chars().count() < 2 || is_stop_word(&word.word, language);
        if quoted || slight || OTHER_CAPITALS.split_whitespace().any(|other| other == word.word) {
            continue;
        }
        if word.script == Script::Arabic {
            if any_attributes && !attributes(&word.bytes) {
                out.push(word.word.clone());
            }
            continue;
        }
        let before = n.checked_sub(1).and_then(|n| words.get(n));
        let begins = before.is_none_or(|before| {
            text.get(before.bytes.end..word.bytes.start).is_some_and(|between| between.contains(['.', '!', '?', '\n']))
        });
        let follows = |n: usize| words.get(n).is_some_and(|next| attributes(&next.bytes));
        // Every sentence begins with a capital.
        let called = is_name(n) && (!begins || is_name(n + 1) || follows(n + 1));
        let behind = |before: &tokens::Token| PREPOSITIONS.split_whitespace().any(|word| word == before.word);
        let title = TITLES.split_whitespace().any(|title| title == word.word);
        if called && !title && !before.is_some_and(behind) {
            out.push(word.word.clone());
        }
    }
    out
}

/// The words of a label, folded, without titles.
fn names_of(label: &str) -> Vec<String> {
    let titles = |word: &String| !TITLES.split_whitespace().any(|title| title == word);
    tokens::tokens(label)
        .into_iter()
        .map(|word| word.word)
        .filter(|word| word.chars().count() > 1)
        .filter(titles)
        .collect()
}

/// True when two rows of names are there and have none in common, in whichever form of a word.
pub(super) fn are_others(one: &[String], other: &[String]) -> bool {
    // Where names have no capitals, a word alone may be anything.
    let sure = |names: &[String]| match names {
        [] => false,
        [only] => only.chars().next().is_some_and(|c| Script::of(c) != Script::Arabic),
        _ => true,
    };
    let same = |a: &str, b: &str| {
        let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
        let shorter = a.chars().count().min(b.chars().count());
        a == b || (common >= SAME && common + 3 > shorter)
    };
    sure(one) && sure(other) && !one.iter().any(|a| other.iter().any(|b| same(a, b)))
}

/// The label a line of a transcript begins with, and where what is said stands.
fn label<'t>(line: &'t str, language: Option<&str>) -> Option<(&'t str, Range<usize>)> {
    let end = line.trim_end().len();
    let with_colon = line.find(':').and_then(|colon| {
        let near = quotations(line).iter().any(|quote| quote.start < colon + 6);
        (!near).then(|| (line.get(..colon).unwrap_or_default(), colon + 1))
    });
    // “Mr. SMITH. I rise to …”, “SMITH — I rise …”.
    let in_capitals = || {
        let words = line.char_indices().filter(|(_, c)| matches!(c, '.' | '—' | '–'));
        let cut = words.map(|(at, c)| (at, at + c.len_utf8())).find(|(at, _)| {
            let head = line.get(..*at).unwrap_or_default().trim();
            let last = head.split_whitespace().next_back().unwrap_or_default();
            last.chars().filter(|c| c.is_uppercase()).count() > 2 && !last.chars().any(char::is_lowercase)
        });
        cut.map(|(at, behind)| (line.get(..at).unwrap_or_default(), behind))
    };
    let fits = |(head, behind): (&'t str, usize)| {
        let bare = head.split(['(', '[']).next().unwrap_or(head).trim();
        let spoken = line.get(behind..end)?;
        let fits = has_words(spoken) && spoken.starts_with(char::is_whitespace) && is_label(bare, language);
        fits.then_some((bare, behind..end))
    };
    with_colon.and_then(fits).or_else(|| in_capitals().and_then(fits))
}

/// True for a few words that may be the label of a speaker.
fn is_label(bare: &str, language: Option<&str>) -> bool {
    let words = bare.split_whitespace().count();
    let cased = bare.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    let particle = |word: &str| PARTICLES.split_whitespace().any(|particle| particle == word);
    let capital = |word: &str| word.chars().next().is_some_and(|c| !c.is_lowercase());
    let named = bare.split_whitespace().all(|word| capital(word) || particle(word)) && capital(bare);
    let says = wordings(bare, language, Lexicon::built_in()).iter().any(|wording| wording.class.attributes());
    (1..=LABEL).contains(&words) && named && !says && (cased || words <= 3)
}

/// A line of a dialogue that begins with a dash, in parts.
struct Dialogue {
    spoken: Vec<Range<usize>>,
    asides: Vec<Range<usize>>,
}

fn dialogue(line: &str, language: Option<&str>) -> Option<Dialogue> {
    let dash = |c: char| matches!(c, '—' | '–' | '―' | '-');
    let first = line.trim_start();
    let rest = first.strip_prefix(dash).filter(|rest| rest.starts_with(char::is_whitespace))?;
    let begin = line.len() - rest.len();
    let end = line.trim_end().len();
    let mut cuts = vec![begin];
    for (at, c) in line.get(begin..end)?.char_indices().filter(|(_, c)| dash(*c)) {
        let at = begin + at;
        let spaced = line.get(..at).is_some_and(|before| before.ends_with(char::is_whitespace));
        if spaced && line.get(at + c.len_utf8()..).is_some_and(|behind| behind.starts_with(char::is_whitespace)) {
            cuts.push(at);
        }
    }
    cuts.push(end);
    let mut parts = Dialogue { spoken: Vec::new(), asides: Vec::new() };
    for pair in cuts.windows(2) {
        let [from, to] = pair else { continue };
        let words = line.get(*from..*to)?;
        let bare = words.trim_start_matches(|c: char| dash(c) || c.is_whitespace());
        let aside = bare.starts_with(char::is_lowercase)
            && *from > begin
            && wordings(bare, language, Lexicon::built_in()).iter().any(|wording| wording.class.attributes());
        let of = *to - bare.len()..*to;
        if aside { parts.asides.push(of) } else { parts.spoken.push(of) }
    }
    Some(parts)
}

/// Whose speech or letter a text is, by its heading.
fn speech_of(heading: &str) -> Option<Vec<String>> {
    const KINDS: &str = "remarks speech statement address lecture sermon testimony keynote letter post tweet deposition affidavit toast \
        eulogy message broadcast transcript выступление речь обращение заявление послание письмо пост виступ промова звернення سخنرانی متن \
        بیانات پیام نامه rede ansprache brief discours allocution lettre";
    const BY: &str = "by of from to at before von de des du an";
    const EARLY: usize = 5;
    let among = |list: &str, word: &str| list.split_whitespace().any(|known| known == word);
    let words = tokens::tokens(heading);
    let kind = words.iter().take(EARLY).position(|word| among(KINDS, &word.word))?;
    let short = words.len() <= 25 && quotations(heading).is_empty() && label(heading, None).is_none();
    let says = wordings(heading, None, Lexicon::built_in()).iter().any(|wording| wording.class.attributes());
    let ends = heading.trim_end().ends_with(['.', '!', '?']);
    let by = words.get(kind + 1).is_some_and(|word| among(BY, &word.word));
    (short && !says && (!ends || by)).then(|| names_of(heading))
}

fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}
