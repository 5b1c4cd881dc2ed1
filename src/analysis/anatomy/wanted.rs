//! What a text rests on and is not held: the originals of its citations, and what it says somebody published: “in a message on
//! …”, “according to a report by …”, with whoever is named for it. Proposals, each with the words it rests on.

use super::citation::Citation;
use super::lexicon::{Class, Hit, Lexicon};
use crate::analysis::wordings::{self, Wording, wordings};
use crate::analysis::words::is_stop_word;
use crate::domain::fold;
use crate::domain::tokens::{Script, Token, tokens};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

/// Longest sentence that is looked at, in bytes.
pub(super) const SENTENCE: usize = 4 * 1024;
/// Most words between a lead and what was published, and between that and where, or who by.
const BETWEEN: usize = 4;
/// Most words of a name, and between a name and the word that says that somebody speaks.
const NAME: usize = 12;

/// Something that was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Work {
    /// A post in a network.
    Post,
    /// A press release.
    PressRelease,
    /// A statement.
    Statement,
    /// A report or a study.
    Report,
    /// An interview.
    Interview,
    /// A speech.
    Speech,
    /// An article.
    Article,
    /// A letter.
    Letter,
    /// A broadcast.
    Broadcast,
}

impl Work {
    /// All of them, with their words in the lists and in keys, and in answers.
    pub const ALL: [(Self, &'static str, &'static str); 9] = [
        (Self::Post, "post", "post"),
        (Self::PressRelease, "press_release", "press release"),
        (Self::Statement, "statement", "statement"),
        (Self::Report, "report", "report"),
        (Self::Interview, "interview", "interview"),
        (Self::Speech, "speech", "speech"),
        (Self::Article, "article", "article"),
        (Self::Letter, "letter", "letter"),
        (Self::Broadcast, "broadcast", "broadcast"),
    ];

    fn words(self) -> (&'static str, &'static str) {
        Self::ALL.iter().find(|(work, _, _)| *work == self).map_or(("", ""), |(_, key, label)| (key, label))
    }
}

/// Something that may be wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The same for the same thing, in every text and at every time.
    pub key: String,
    /// The words it rests on, in bytes of the text.
    pub words: Range<usize>,
    /// What is wanted, as a wanted item would say it.
    pub text: String,
    /// The citation whose original it is, by its number.
    pub citation: Option<usize>,
    /// Who is named for it, in bytes of the text.
    pub author: Option<Range<usize>>,
}

/// The original a citation speaks of.
pub(super) fn of_citation(text: &str, number: usize, citation: &Citation) -> Proposal {
    let of = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
    let (title, outlet, date) = (of(&citation.title), of(&citation.outlet), &citation.date.date);
    Proposal {
        key: ["original", &key_of(title), &key_of(outlet), date.as_str()].join("|"),
        words: citation.bytes.clone(),
        text: format!("The original of “{}”, {}, {}", on_a_line(title), on_a_line(outlet), date.shown()),
        citation: Some(number),
        author: citation.author.clone(),
    }
}

/// Words as keys have them: folded, with nothing but spaces between them.
pub fn key_of(words: &str) -> String {
    let words: Vec<String> = tokens(words).into_iter().map(|token| token.word).collect();
    words.join(" ")
}

/// The keys a document is cited by that has this heading: the heading's, and that of what stands before the name of a site.
pub fn keys_of_heading(heading: &str) -> Vec<String> {
    const FEWEST: usize = 3;
    let site = [" | ", " - ", " – ", " — ", " :: "].iter().filter_map(|sign| heading.rsplit_once(sign));
    let heads = site.map(|(head, _)| head).filter(|head| head.split_whitespace().count() >= FEWEST);
    heads.chain([heading]).map(key_of).filter(|key| !key.is_empty()).collect()
}

fn on_a_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Most outlets that are looked for in sentences.
const OUTLETS: usize = 1_000;

/// The outlets of a text's citations, by their words.
pub(super) struct Outlets {
    /// How many words each has, and the first citation of it.
    all: Vec<(usize, usize)>,
    by_word: HashMap<String, Vec<usize>>,
}

impl Outlets {
    pub(super) fn of(text: &str, citations: &[Citation]) -> Self {
        let mut out = Self { all: Vec::new(), by_word: HashMap::new() };
        let mut known: HashSet<Vec<String>> = HashSet::new();
        for (n, citation) in citations.iter().enumerate() {
            for range in std::iter::once(&citation.outlet).chain(&citation.outlet_translated) {
                let words = tokens(text.get(range.clone()).unwrap_or_default()).into_iter().map(|token| token.word);
                let mut names: Vec<String> = words.filter(|word| !is_stop_word(word, Some("en"))).collect();
                names.sort_unstable();
                names.dedup();
                if out.all.len() < OUTLETS && !names.is_empty() && known.insert(names.clone()) {
                    let own = out.all.len();
                    out.all.push((names.len(), n));
                    names.into_iter().for_each(|name| out.by_word.entry(name).or_default().push(own));
                }
            }
        }
        out
    }

    /// The citation whose outlet a sentence names: by two words of it, or all it has.
    pub(super) fn cited_by(&self, sentence: &[Token]) -> Option<usize> {
        let here: HashSet<&str> = sentence.iter().map(|token| token.word.as_str()).collect();
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for outlet in here.into_iter().filter_map(|word| self.by_word.get(word)).flatten() {
            *shared.entry(*outlet).or_default() += 1;
        }
        let named = shared.into_iter().filter_map(|(outlet, shared)| {
            let (words, citation) = self.all.get(outlet)?;
            (shared >= (*words).min(2)).then_some((shared, usize::MAX - citation, *citation))
        });
        named.max().map(|(_, _, citation)| citation)
    }
}

/// A sentence in which somebody may be said to have published something.
pub(super) struct Sentence<'a> {
    /// The text.
    pub text: &'a str,
    /// Where the sentence stands in it, in bytes.
    pub bytes: Range<usize>,
    /// The text's language.
    pub language: Option<&'a str>,
    pub lexicon: &'a Lexicon,
    pub outlets: &'a Outlets,
}

/// What was published, where it stands in a sentence; numbers are of its words.
struct Frame {
    words: Range<usize>,
    work: Work,
    network: Option<usize>,
    /// Words with capitals before what was published: “in a Foreign Ministry statement”.
    owner: Option<Range<usize>>,
    /// Words behind it, from which on it may be told who it is by.
    behind: usize,
    loose: bool,
    cited: bool,
    /// It was spoken of before, or everybody knows it.
    definite: bool,
    /// Nothing but a word that attributes says that it was published.
    by_verb: bool,
}

impl Sentence<'_> {
    /// What the sentence rests on.
    pub(super) fn proposals(&self) -> Vec<Proposal> {
        let words = self.text.get(self.bytes.clone()).filter(|words| words.len() <= SENTENCE).unwrap_or_default();
        let tokens = tokens(words);
        let mut all: Vec<Frame> = (0..tokens.len()).filter_map(|at| self.frame(words, &tokens, at)).collect();
        let on_network = self.lexicon_has(&tokens, |class| class == Class::Network);
        if all.is_empty() && !on_network {
            return Vec::new();
        }
        let says = wordings(words, self.language, wordings::Lexicon::built_in());
        let says: Vec<Wording> =
            says.into_iter().filter(|w| w.class.attributes() && w.class != wordings::Class::Frame).collect();
        if all.is_empty() {
            all.extend(says.iter().find_map(|wording| self.said_on(words, &tokens, wording)));
        }
        // What is held as a citation is proposed as that.
        if all.is_empty() || self.outlets.cited_by(&tokens).is_some() {
            return Vec::new();
        }
        let mut out: Vec<Proposal> =
            all.iter().filter_map(|frame| self.proposal(words, &tokens, frame, &says)).collect();
        out.dedup_by(|next, before| next.key == before.key);
        out
    }

    fn lexicon_has(&self, tokens: &[Token], is: impl Fn(Class) -> bool + Copy) -> bool {
        (0..tokens.len()).any(|at| self.lexicon.longest(tokens.get(at..).unwrap_or_default(), is).is_some())
    }

    /// The longest phrase at a word, in the language the word is looked up in.
    fn hit(&self, tokens: &[Token], at: usize, is: impl Fn(Class) -> bool) -> Option<Hit> {
        let token = tokens.get(at)?;
        let language = self.lexicon.language_of(token.script, self.language)?;
        let all = self.lexicon.at(tokens.get(at..)?);
        all.filter(|hit| hit.language == language && is(hit.class)).max_by_key(|hit| hit.words)
    }

    fn is(&self, tokens: &[Token], at: usize, class: Class) -> bool {
        self.hit(tokens, at, |own| own == class).is_some_and(|hit| hit.words == 1)
    }

    fn is_det(&self, tokens: &[Token], at: usize) -> bool {
        [Class::Det, Class::Own, Class::Definite].into_iter().any(|class| self.is(tokens, at, class))
    }

    /// The frame whose word for what was published stands at `at`.
    fn frame(&self, words: &str, tokens: &[Token], at: usize) -> Option<Frame> {
        let hit = self.hit(tokens, at, |class| matches!(class, Class::Work(..)))?;
        let Class::Work(work, loose) = hit.class else { return None };
        let covers =
            |from: usize| self.hit(tokens, from, |own| own == Class::Not).is_some_and(|not| from + not.words > at);
        if (at.saturating_sub(BETWEEN)..=at).any(covers) {
            return None;
        }
        let has_det = self.lexicon.has_det(hit.language);
        let together = |from: usize, to: usize| (from..to).all(|n| stand_together(words, tokens, n));
        // From the fewest words between on: what stands before them must be an article, and a lead before that.
        let (start, first, cited) = (0..=BETWEEN.min(at)).find_map(|between| {
            let first = at - between;
            let slight = |n: usize| tokens.get(n).is_some_and(|token| is_stop_word(&token.word, self.language));
            if !together(first, at) || (first..at).any(slight) {
                return None;
            }
            let lead = |end: usize| {
                (1..=end.min(4)).rev().find_map(|length| {
                    let start = end - length;
                    let is = |class| matches!(class, Class::Lead | Class::Cited);
                    let hit = self.hit(tokens, start, is).filter(|hit| hit.words == length)?;
                    together(start, first.min(end)).then_some((start, hit.class == Class::Cited))
                })
            };
            let det = first.checked_sub(1).filter(|det| has_det && self.is_det(tokens, *det));
            match det {
                Some(det) => lead(det).filter(|_| together(det, first)).map(|(start, cited)| (start, first, cited)),
                None => lead(first)
                    .filter(|(_, cited)| together(first - 1, first) && (!has_det || *cited))
                    .map(|(start, cited)| (start, first, cited)),
            }
        })?;
        // “… in the report’s foreword”
        if is_possessive(words, tokens, at + hit.words) {
            return None;
        }
        let between = first..at;
        let det = |class: Class| first.checked_sub(1).is_some_and(|det| self.is(tokens, det, class));
        let (of_speaker, definite) = (det(Class::Own), det(Class::Definite));
        let capitals: Vec<usize> = between.clone().filter(|n| is_capital(words, tokens, *n)).collect();
        let mut network = between.clone().find(|n| self.is_network(words, tokens, *n));
        let owner = match (capitals.first(), capitals.last()) {
            (Some(from), Some(to)) if network.is_none() && !of_speaker => Some(*from..*to + 1),
            _ => None,
        };
        let mut end = at + hit.words;
        if network.is_none()
            && let Some(on) = self.network_behind(words, tokens, end)
        {
            (network, end) = (Some(on), on + 1);
        }
        // Whatever is published in a network is a post.
        let work = if network.is_some() && work == Work::Statement { Work::Post } else { work };
        Some(Frame { words: start..end, work, network, owner, behind: end, loose, cited, definite, by_verb: false })
    }

    /// The network that is named behind a word: “… on his channel in Telegram”.
    fn network_behind(&self, words: &str, tokens: &[Token], from: usize) -> Option<usize> {
        let on = (from..from + 3).find(|n| self.is(tokens, *n, Class::On))?;
        let near = (on + 1..=on + BETWEEN).find(|n| self.is_network(words, tokens, *n))?;
        (from.saturating_sub(1)..near).all(|n| stand_together(words, tokens, n)).then_some(near)
    }

    fn is_network(&self, words: &str, tokens: &[Token], at: usize) -> bool {
        let cased = tokens.get(at).is_some_and(|token| matches!(token.script, Script::Latin | Script::Cyrillic));
        // A single letter that goes on in capitals is a part of a name.
        let single = tokens.get(at).is_some_and(|token| token.word.len() == 1);
        let goes_on = single
            && is_capital(words, tokens, at + 1)
            && stand_in_a_name(words, tokens, at)
            && !self.is(tokens, at + 1, Class::Weekday);
        (!cased || is_capital(words, tokens, at))
            && !goes_on
            && self.hit(tokens, at, |class| class == Class::Network).is_some()
    }

    /// “… wrote on Telegram”: a word that attributes, and a network behind it.
    fn said_on(&self, words: &str, tokens: &[Token], wording: &Wording) -> Option<Frame> {
        let from = tokens.partition_point(|token| token.bytes.start < wording.bytes.start);
        let end = tokens.partition_point(|token| token.bytes.start < wording.bytes.end);
        let network = self.network_behind(words, tokens, end)?;
        Some(Frame {
            words: from..network + 1,
            work: Work::Post,
            network: Some(network),
            owner: None,
            behind: network + 1,
            loose: false,
            cited: false,
            definite: false,
            by_verb: true,
        })
    }

    fn proposal(&self, words: &str, tokens: &[Token], frame: &Frame, says: &[Wording]) -> Option<Proposal> {
        let written = |range: &Range<usize>| {
            let (first, last) = (tokens.get(range.start)?, tokens.get(range.end.checked_sub(1)?)?);
            Some(first.bytes.start..last.bytes.end)
        };
        let of = |range: &Range<usize>| written(range).and_then(|bytes| words.get(bytes)).unwrap_or_default();
        let author = self.author(words, tokens, frame, says);
        let attributes = !says.is_empty() || frame.cited;
        let enough = match (frame.loose, frame.network) {
            // “X” and “Threads” are words of their own as well.
            (_, Some(_)) if frame.by_verb => author.is_some(),
            (_, Some(_)) => attributes || author.is_some(),
            (true, None) => attributes && (author.is_some() || !frame.definite),
            (false, None) => attributes,
        };
        if !enough {
            return None;
        }
        let mut rests_on = frame.words.clone();
        // Who it is by goes with it where that stands behind it.
        if let Some(author) = author.as_ref().filter(|author| {
            (frame.behind..frame.behind + BETWEEN).contains(&author.start)
                && (frame.behind.saturating_sub(1)..author.start).all(|n| stand_together(words, tokens, n))
        }) {
            rests_on.end = author.end;
        }
        let bytes = written(&rests_on)?;
        let (key, label) = frame.work.words();
        let network = frame.network.map(|n| of(&(n..n + 1)));
        let mut text = format!("The {label}");
        network.iter().for_each(|network| text.push_str(&format!(" on {network}")));
        let whose = match &author {
            Some(author) => {
                let by = if frame.work == Work::Interview { "with" } else { "by" };
                text.push_str(&format!(" {by} {}", on_a_line(of(author))));
                key_of(of(author))
            }
            None => {
                text.push_str(&format!(" that is spoken of: “{}”", on_a_line(words.get(bytes.clone())?)));
                format!("? {}", fold(words).chars().take(80).collect::<String>())
            }
        };
        let moved = |bytes: Range<usize>| self.bytes.start + bytes.start..self.bytes.start + bytes.end;
        Some(Proposal {
            key: [key, &network.map(fold).unwrap_or_default(), &whose].join("|"),
            words: moved(bytes),
            text,
            citation: None,
            author: author.as_ref().and_then(written).map(moved),
        })
    }

    /// Who a frame's work is by, in numbers of words: named behind it, before it, or beside the word that says so.
    fn author(&self, words: &str, tokens: &[Token], frame: &Frame, says: &[Wording]) -> Option<Range<usize>> {
        let language = tokens.get(frame.words.start).and_then(|t| self.lexicon.language_of(t.script, self.language));
        // Behind “by”, which stands at `at`, or behind a word such as “published”.
        let by = |at: usize| {
            let at = at + usize::from(self.is(tokens, at, Class::Made));
            let first = at + 1 + usize::from(self.is_det(tokens, at + 1) || self.is(tokens, at + 1, Class::By));
            let together = (at.saturating_sub(1)..at).all(|n| stand_together(words, tokens, n));
            (together && self.is(tokens, at, Class::By)).then(|| self.name_from(words, tokens, first)).flatten()
        };
        if let Some(found) = by(frame.behind) {
            return Some(found);
        }
        if frame.owner.is_some() {
            return frame.owner.clone();
        }
        // Where a case says whose it is, the name follows at once.
        if language.is_some_and(|language| !self.lexicon.has_det(language))
            && frame.network.is_none()
            && frame.work != Work::Interview
            && let Some(found) = self.name_from(words, tokens, frame.behind)
        {
            return Some(found);
        }
        let at = tokens.get(frame.words.start)?.bytes.start;
        let mut near: Vec<&Wording> = says.iter().filter(|wording| !wording.quoted).collect();
        near.sort_by_key(|wording| wording.bytes.start.abs_diff(at));
        near.iter().find_map(|wording| {
            let from = tokens.partition_point(|token| token.bytes.start < wording.bytes.start);
            let end = tokens.partition_point(|token| token.bytes.start < wording.bytes.end);
            // “…, said the minister”: it stands behind a comma then, or a quotation.
            let turned = || {
                let first = end + usize::from(self.is_det(tokens, end));
                let together = (end.saturating_sub(1)..first).all(|n| stand_together(words, tokens, n));
                let before = from.checked_sub(1).and_then(|n| gap(words, tokens, n)).unwrap_or_default();
                let apart = from == 0 || before.contains([',', '”', '»', '"', '’', '،']);
                (together && apart).then(|| self.name_from(words, tokens, first)).flatten()
            };
            by(end).or_else(turned).or_else(|| {
                // Behind an interview stands who asked.
                let name = self.name_before(words, tokens, from)?;
                let asked = frame.work == Work::Interview && name.start == frame.behind;
                (!asked).then_some(name)
            })
        })
    }

    /// The name that begins at a word: words with capitals, and small ones between them.
    fn name_from(&self, words: &str, tokens: &[Token], first: usize) -> Option<Range<usize>> {
        const SMALL: &str = "s of the for and on de la du des van von der den und al el bin ibn по и";
        if !is_capital(words, tokens, first) || self.is_network(words, tokens, first) {
            return None;
        }
        let mut end = first + 1;
        let mut at = first + 1;
        while at < first + NAME && tokens.get(at).is_some() && stand_in_a_name(words, tokens, at - 1) {
            if self.is_network(words, tokens, at) {
                break;
            } else if is_capital(words, tokens, at) {
                end = at + 1;
            } else if !tokens.get(at).is_some_and(|token| SMALL.split(' ').any(|small| small == token.word)) {
                break;
            }
            at += 1;
        }
        // It was not the minister but his office: “the minister’s office said”.
        if is_possessive(words, tokens, end) {
            return None;
        }
        let slight = |n: usize| tokens.get(n).is_some_and(|token| is_stop_word(&token.word, self.language));
        let first = if first == 0 && slight(0) { first + 1 } else { first };
        let real = (first..end).any(|n| is_capital(words, tokens, n) && !slight(n));
        (first < end && real).then_some(first..end)
    }

    /// The name that stands before a word, of which nothing but a few small words parts it.
    fn name_before(&self, words: &str, tokens: &[Token], before: usize) -> Option<Range<usize>> {
        let from = before.saturating_sub(NAME * 2);
        let mut at = from;
        let mut found = None;
        while at < before {
            match self.name_from(words, tokens, at).filter(|name| name.start >= at && name.end <= before) {
                Some(name) => {
                    at = name.end;
                    // Behind a preposition a place is named rather.
                    let ahead = name.start.checked_sub(1).and_then(|n| tokens.get(n));
                    let behind_small = ahead.is_some_and(|token| {
                        is_stop_word(&token.word, self.language)
                            && !self.is_det(tokens, name.start - 1)
                            && stand_together(words, tokens, name.start - 1)
                    });
                    // Every sentence begins with a capital.
                    let first = name.start == 0 && name.len() == 1 && name.end < before;
                    if !behind_small && !first && self.leads_to(words, tokens, name.end, before) {
                        found = Some(name);
                    }
                }
                None => at += 1,
            }
        }
        found
    }

    /// True when nothing but small words stands between a name and the word that says that somebody speaks, or what is set
    /// apart by commas: “Jane Doe, who led the talks, said”.
    fn leads_to(&self, words: &str, tokens: &[Token], from: usize, to: usize) -> bool {
        let small = |n: usize| {
            tokens.get(n).is_some_and(|token| is_stop_word(&token.word, self.language))
                || self.is(tokens, n, Class::Weekday)
        };
        let comma = |n: usize| gap(words, tokens, n).is_some_and(|gap| gap.starts_with([',', '،']));
        match (from..to).rev().find(|n| !small(*n)) {
            None => true,
            Some(last) => from > 0 && comma(from - 1) && comma(last) && to - from <= NAME,
        }
    }
}

/// True for the “s” of a possessive behind a name, which no further capital makes a part of it.
fn is_possessive(words: &str, tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.word == "s")
        && at.checked_sub(1).and_then(|n| gap(words, tokens, n)).is_some_and(|gap| matches!(gap, "’" | "'"))
}

fn is_capital(words: &str, tokens: &[Token], at: usize) -> bool {
    let written = tokens.get(at).and_then(|token| words.get(token.bytes.clone()));
    written.is_some_and(|word| word.starts_with(char::is_uppercase))
}

fn gap<'t>(words: &'t str, tokens: &[Token], at: usize) -> Option<&'t str> {
    words.get(tokens.get(at)?.bytes.end..tokens.get(at + 1)?.bytes.start)
}

/// True when a word and the next are of one phrase.
fn stand_together(words: &str, tokens: &[Token], at: usize) -> bool {
    let within = |c: char| {
        c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '\'' | '’' | '“' | '”' | '«' | '»' | '"' | '(' | ')')
    };
    gap(words, tokens, at).is_some_and(|gap| gap.chars().all(within))
}

/// True when a word and the next may be of one name; a full stop may stand behind an initial or a short form.
fn stand_in_a_name(words: &str, tokens: &[Token], at: usize) -> bool {
    let short = tokens.get(at).is_some_and(|token| token.word.chars().count() <= 3);
    let within = |c: char| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '\'' | '’' | '&') || (short && c == '.');
    gap(words, tokens, at).is_some_and(|gap| gap.chars().all(within))
}
