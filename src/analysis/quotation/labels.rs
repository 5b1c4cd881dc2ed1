//! What shows without quotation marks that words are somebody's own: the labels of a transcript, the dash of a dialogue, the
//! heading of a speech, the salutation and signature of a letter.

use super::lists::Group;
use super::named::{names, names_of, says};
use super::{has_words, quotations};
use crate::analysis::names::is_role;
use crate::analysis::wordings::{Class, Lexicon, Wording, wordings};
use crate::domain::paragraphs::lines;
use crate::domain::tokens::Script;
use crate::domain::{fold, tokens};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Most words of the label of a speaker.
const LABEL: usize = 6;
/// One line in so many has a label in a transcript at least.
const SHARE: usize = 4;
/// Most lines of a text in which one label makes a transcript.
const SHORT: usize = 8;

/// The labels a text may have, by all of its lines.
pub(super) struct Labels {
    /// Beginnings of lines that come twice, or have the form of a name on a list: they may end in a full stop.
    stopped: HashSet<String>,
    /// True where so many lines have one that the text is a transcript: “Note: …” in a manual is no speech.
    pub are_there: bool,
    /// True where one line only has one.
    pub is_alone: bool,
    /// What lines begin with ahead of a dash, or between brackets, where several do and one does again.
    set_off: HashSet<String>,
    /// Whole lines that say whose the next are, and whom they name.
    lines: HashMap<String, String>,
}

impl Labels {
    pub(super) fn of(text: &str, language: Option<&str>) -> Self {
        let mut heads: HashMap<&str, usize> = HashMap::new();
        for head in lines(text).filter_map(stopped) {
            *heads.entry(head).or_default() += 1;
        }
        let again = |(head, count): (&str, usize)| (count > 1 && is_label(head, language)).then(|| head.to_owned());
        let stopped: HashSet<String> = heads.iter().filter_map(|(head, count)| again((head, *count))).collect();
        let listed = heads.keys().filter(|head| has_initials(head)).map(|head| (*head).to_owned());
        let mut labels = Self {
            stopped: stopped.iter().cloned().chain(listed).collect(),
            are_there: true,
            is_alone: false,
            set_off: repeated(lines(text).filter_map(|line| Some(set_off(line, language)?.0))),
            lines: of_next(text, language),
        };
        let full = paragraphs_of(text);
        let with = lines(text).filter(|line| labels.label(line, language).is_some()).count();
        // Where speech is set between quotation marks, one label alone is a heading or a remark.
        let marked = || lines(text).any(|line| labels.label(line, language).is_none() && !quotations(line).is_empty());
        let are_there = with * SHARE >= full && (with > 1 || (full <= SHORT && !marked()));
        (labels.are_there, labels.is_alone) = (are_there, with == 1);
        labels
    }

    /// The same where several lines have one: a letter has one where it is signed.
    pub(super) fn of_several(self) -> Self {
        Self { are_there: self.are_there && !self.is_alone, ..self }
    }

    /// The label a line begins with, and where what is said stands.
    pub(super) fn label<'t>(&self, line: &'t str, language: Option<&str>) -> Option<(&'t str, Range<usize>)> {
        if !self.are_there {
            return None;
        }
        let end = line.trim_end().len();
        // “[10:32] Ida Holm: …”
        let begin = clock(line);
        let with_colon = colon(line, begin).and_then(|colon| {
            let near = quotations(line).iter().any(|quote| quote.start < colon + 6);
            (!near).then(|| (line.get(begin..colon).unwrap_or_default(), colon + 1))
        });
        let fits = |(head, behind): (&'t str, usize)| {
            let bare =
                head.split(['(', '[']).next().unwrap_or(head).trim_matches(|c: char| c.is_whitespace() || is_markup(c));
            // “Dr HOLM, replying to the vote of thanks: …”
            let bare = bare.split_once(',').map_or(bare, |(name, rest)| {
                let rest_words = tokens::tokens(rest);
                // “Mia Dahl, spokeswoman: …”, “Mia Dahl, 41, baker: …”
                let office = rest_words.len() <= LABEL && is_role(rest, &rest_words);
                let aged = rest.trim_start().starts_with(char::is_numeric) && rest_words.len() <= LABEL;
                if is_shouted(name) || office || (aged && name.contains(' ')) { name } else { bare }
            });
            let rest = line.get(behind..end)?;
            let spoken = rest.trim_start_matches(|c: char| is_markup(c) || matches!(c, '—' | '–'));
            let apart = spoken.starts_with(char::is_whitespace) || spoken.len() < rest.len();
            let body = end - spoken.len()..end;
            let handle = head.trim_start().starts_with('@') && !bare.contains(char::is_whitespace);
            let is_heading =
                is_header(bare) || (is_shouted(bare) && !spoken.chars().any(char::is_lowercase) && cased(spoken));
            let whole =
                if bare.len() < head.len() && head.starts_with(bare) && !head.contains(',') { head } else { bare };
            (has_words(spoken) && apart && !is_heading && (handle || is_label(bare, language))).then_some((whole, body))
        };
        let with_stop = || {
            let head = stopped(line)?;
            let behind = line.find(head).unwrap_or(0) + head.len() + 1;
            // “L’ANIMATRICE. – …”
            let dashed =
                || is_shouted(head) && line.get(behind..).is_some_and(|rest| rest.trim_start().starts_with(is_dash));
            (self.stopped.contains(head) || dashed()).then_some((head, behind))
        };
        let with_sign =
            || set_off(line, language).filter(|(head, _)| self.set_off.contains(*head) && self.set_off.len() > 1);
        with_colon.and_then(fits).or_else(|| with_stop().and_then(fits)).or_else(|| with_sign().and_then(fits))
    }

    /// Whom a line names that says whose the next are: “Ida Holm @idaholm · 2 May”, and in a transcript a name by itself.
    pub(super) fn whose_are_next(&self, line: &str) -> Option<&str> {
        self.lines.get(line.trim()).map(String::as_str)
    }
}

/// What comes twice or more often, with all others of its kind; nothing where fewer than three are there or none comes again.
fn repeated<'t>(heads: impl Iterator<Item = &'t str>) -> HashSet<String> {
    const FEWEST: usize = 3;
    let all: Vec<&str> = heads.collect();
    let out: HashSet<String> = all.iter().map(|head| (*head).to_owned()).collect();
    if all.len() < FEWEST || out.len() == all.len() { HashSet::new() } else { out }
}

/// “HOLM — We dig”, “[HOLM] We dig”: what stands ahead of the dash or between the brackets, and where what is said begins.
fn set_off<'t>(line: &'t str, language: Option<&str>) -> Option<(&'t str, usize)> {
    const LONGEST: usize = 60;
    let bare = line.trim_start();
    let begin = line.len() - bare.len();
    let (head, behind) = match bare.strip_prefix('[') {
        Some(rest) => (rest.get(..rest.find(']')?)?, 1),
        None => {
            let near = bare.get(..bare.floor_char_boundary(LONGEST)).unwrap_or(bare);
            let dashes = near.char_indices().filter(|(_, c)| is_dash(*c));
            let mut spaced = dashes.filter(|(at, c)| {
                let ahead = near.get(..*at).is_some_and(|ahead| ahead.ends_with(' '));
                ahead && near.get(at + c.len_utf8()..).is_some_and(|behind| behind.starts_with(' '))
            });
            (near.get(..spaced.next()?.0)?.trim_end(), 0)
        }
    };
    let from = begin + behind + head.len();
    let rest = line.get(from..)?;
    let sign = rest.trim_start_matches(|c: char| is_dash(c) || matches!(c, ']' | ' '));
    let few = head.split_whitespace().count() <= 4 && head.chars().any(char::is_alphabetic);
    (few && is_label(head, language)).then_some((head, from + rest.len() - sign.len() - usize::from(!sign.is_empty())))
}

/// The lines of a text that say whose the next are, and whom they name.
fn of_next(text: &str, language: Option<&str>) -> HashMap<String, String> {
    let mut out = HashMap::new();
    // Names by themselves or beside a time may head what somebody writes: “Update 14:30”. In a transcript they come again.
    let mut may_be: Vec<(&str, &str)> = Vec::new();
    let mut all = lines(text).map(str::trim).peekable();
    let mut above_is_empty = true;
    while let Some(line) = all.next() {
        let first = std::mem::replace(&mut above_is_empty, line.is_empty());
        let below = all.peek().is_some_and(|next| !next.is_empty());
        let ends = line.ends_with(['.', '!', '?', ':', ',', ';', '…', '؟', '؛']);
        if line.is_empty() || !below || ends || !quotations(line).is_empty() {
            continue;
        }
        if let Some(name) = posted(line).filter(|name| is_label(name, language)) {
            out.insert(line.to_owned(), name.to_owned());
            continue;
        }
        let name = timed(line).unwrap_or(line);
        let apart = first || name.len() < line.len();
        if apart && name.split_whitespace().count() <= 4 && is_label(name, language) {
            may_be.push((line, name));
        }
    }
    let names = repeated(may_be.iter().map(|(_, name)| *name));
    let are_there = names.len() > 1 && may_be.len() * SHARE >= paragraphs_of(text);
    let of = |(line, name): (&str, &str)| (line.to_owned(), name.to_owned());
    out.extend(may_be.into_iter().filter(|_| are_there).map(of));
    out
}

/// The name in a line that has beside it a handle, or a day and a time between brackets: “Ida Holm, [14.02.2024 18:22]”.
fn posted(line: &str) -> Option<&str> {
    let handle = line.find(" @").filter(|_| line.split_whitespace().count() <= 8);
    let stamp = || line.find('[').filter(|at| line.ends_with(']') && line.get(*at..).is_some_and(is_stamp));
    without_end(line, handle.or_else(stamp)?)
}

/// The name in a line that has a time beside it, and nothing else.
fn timed(line: &str) -> Option<&str> {
    let behind = clock(line);
    if behind > 0 {
        return line.get(behind..);
    }
    let at = line.find(char::is_numeric).filter(|at| line.get(*at..).is_some_and(is_stamp))?;
    without_end(line, at)
}

/// True for figures and signs with a time of the day among them.
fn is_stamp(text: &str) -> bool {
    let plain = text.chars().all(|c| c.is_numeric() || c.is_whitespace() || "[](),.:/-–".contains(c));
    plain && colons(text).any(|at| is_within_a_number(text, at))
}

fn without_end(line: &str, at: usize) -> Option<&str> {
    let name =
        line.get(..at)?.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '[' | '(' | '·' | '|'));
    (!name.is_empty()).then_some(name)
}

/// How many paragraphs a text has: what empty lines part where there are such, else its lines.
fn paragraphs_of(text: &str) -> usize {
    const WRAPPED: usize = 8;
    let (mut full, mut blocks, mut inside) = (0, 0, false);
    for line in lines(text) {
        let has_words = !line.trim().is_empty();
        full += usize::from(has_words);
        blocks += usize::from(has_words && !inside);
        inside = has_words;
    }
    if blocks * WRAPPED >= full { blocks } else { full }
}

fn cased(text: &str) -> bool {
    text.chars().any(|c| c.is_uppercase() || c.is_lowercase())
}

/// True for words in capitals.
fn is_shouted(text: &str) -> bool {
    const SHORTEST: usize = 3;
    let of_letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() >= SHORTEST;
    let shouted = |word: &str| of_letters(word) && cased(word) && !word.chars().any(char::is_lowercase);
    let all = text.split_whitespace().all(|word| shouted(word) || !of_letters(word) || Group::Address.has(&fold(word)));
    all && text.split_whitespace().any(shouted)
}

fn is_markup(c: char) -> bool {
    matches!(c, '*' | '_' | '#' | '>' | '@' | '<')
}

/// Where a line goes on behind the time it begins with; its beginning where it begins with none.
fn clock(line: &str) -> usize {
    let is_part = |c: char| c.is_numeric() || c.is_whitespace() || "[]().,:/-–".contains(c);
    let end = line.find(|c: char| !is_part(c)).unwrap_or(0);
    let head = line.get(..end).unwrap_or_default();
    let timed = colons(head).any(|at| is_within_a_number(head, at));
    if timed { end } else { 0 }
}

fn colons(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices(':').map(|(at, _)| at)
}

fn is_within_a_number(line: &str, at: usize) -> bool {
    let before = line.get(..at).is_some_and(|text| text.ends_with(char::is_numeric));
    before && line.get(at + 1..).is_some_and(|text| text.starts_with(char::is_numeric))
}

/// The colon that ends the label of a line: none within a time or brackets.
fn colon(line: &str, from: usize) -> Option<usize> {
    let outside = |at: usize| {
        let head = line.get(from..at).unwrap_or_default();
        head.matches(['(', '[']).count() == head.matches([')', ']']).count()
    };
    // A label is short, so the colon is among the first.
    colons(line).filter(|at| *at >= from).take(4).find(|at| outside(*at) && !is_within_a_number(line, *at))
}

/// True for what begins a line of the head of a letter: “From”, “Date”.
fn is_header(bare: &str) -> bool {
    matches!(tokens::tokens(bare).as_slice(), [word] if Group::Header.has(&word.word))
}

/// A line of the head of a letter: whether it says whose the letter is, and what stands behind the colon.
pub(super) fn header(line: &str) -> Option<(bool, &str)> {
    let (head, rest) = line.split_once(':')?;
    let head = head.trim_matches(|c: char| c.is_whitespace() || is_markup(c));
    is_header(head).then(|| (Group::Sender.has(&fold(head)), rest))
}

/// True when a text has the head of a letter that says whose it is.
pub(super) fn sender(text: &str) -> bool {
    let heads = || lines(text).filter_map(header);
    heads().any(|(sends, _)| sends) && heads().take(2).count() == 2
}

/// True for the label of whoever asks.
pub(super) fn asks(label: &str) -> bool {
    let words = tokens::tokens(label);
    !words.is_empty() && words.iter().all(|word| Group::Asking.has(&word.word))
}

/// What a line begins with up to a full stop, where that may be a name: “Mr. SMITH”, “Q”, “Иванов И. И”.
fn stopped(line: &str) -> Option<&str> {
    const LONGEST: usize = 60;
    let line = line.trim_start();
    let near = line.get(..line.floor_char_boundary(LONGEST)).unwrap_or(line);
    let stops: Vec<usize> = near.match_indices('.').map(|(at, _)| at).collect();
    // The first full stop that is not behind an initial or a short form.
    let at = stops.into_iter().find(|at| {
        let head = near.get(..*at).unwrap_or_default();
        let behind = near.get(at + 1..).unwrap_or_default();
        let last = head.split([' ', '.']).next_back().unwrap_or_default();
        let initial =
            last.chars().count() == 1 && near.len() > at + 3 && behind.trim_start().chars().nth(1) == Some('.');
        let short = Group::Short.has(&fold(last));
        !initial && !short
    })?;
    let head = near.get(..at)?;
    (!head.is_empty() && head.split_whitespace().count() <= LABEL).then_some(head)
}

/// True for a surname with two initials, and for capitals behind a form of address.
fn has_initials(head: &str) -> bool {
    let words: Vec<&str> = head.split_whitespace().collect();
    let initial = |word: &str| {
        let bare = word.trim_end_matches('.');
        bare.chars().count() == 1 && bare.chars().all(char::is_uppercase)
    };
    let capitals = |word: &str| word.chars().count() > 2 && word.chars().all(char::is_uppercase);
    match words.as_slice() {
        [one] => matches!(*one, "Q" | "A" | "В" | "О"),
        [surname, first, second] if initial(first) && initial(second) => {
            surname.chars().next().is_some_and(char::is_uppercase)
        }
        [address, .., last] => {
            address.starts_with(char::is_uppercase)
                && Group::Address.has(&fold(address.trim_end_matches('.')))
                && capitals(last)
        }
        _ => false,
    }
}

/// Who a label names, folded; nobody where it is a role.
pub(super) fn named_by(label: &str) -> Vec<String> {
    let all = names_of(label);
    if all.iter().all(|word| Group::Role.has(word)) { Vec::new() } else { all }
}

/// True for a few words that may be the label of a speaker.
pub(super) fn is_label(bare: &str, language: Option<&str>) -> bool {
    let words = bare.split_whitespace().count();
    let cased = bare.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    // “Ida Holm on Telegram”
    let small = |word: &str| [Group::Particle, Group::Place, Group::At].iter().any(|group| group.has(word));
    let particle = |word: &str| word.starts_with(char::is_lowercase) && small(&fold(word));
    let first = bare.split_whitespace().next().map(fold).unwrap_or_default();
    let capital = |word: &str| word.chars().next().is_some_and(|c| !c.is_lowercase());
    let named = bare.split_whitespace().all(|word| capital(word) || particle(word)) && capital(bare);
    let named = named && (first == "the" || !Group::Place.has(&first));
    (1..=LABEL).contains(&words) && named && (cased || words <= 3) && !says(bare, language)
}

/// What is said, and what stands between and says who does.
pub(super) struct Dialogue {
    pub spoken: Vec<Range<usize>>,
    pub asides: Vec<Range<usize>>,
}

/// What dashes at the beginning of the lines of a text are.
#[derive(Clone, Copy)]
pub(super) struct Dashes {
    /// True where somebody speaks behind them; otherwise they begin the items of a list.
    speak: bool,
    /// True where no space stands behind them.
    tight: bool,
}

impl Dashes {
    pub(super) fn of(text: &str, language: Option<&str>) -> Self {
        let all: Vec<&str> = lines(text).map(str::trim).filter(|line| line.starts_with(is_dash)).collect();
        let capital = |line: &&&str| {
            line.strip_prefix('-')
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase()))
        };
        let tight = all.iter().filter(capital).count() > 1;
        // English and German set marks around what is said.
        let of_marks = language.is_some_and(|tag| matches!(tokens::primary_language(tag).as_str(), "en" | "de"));
        let speaks = |line: &&str| line.starts_with(['—', '―']) || line.contains('?');
        let items = all.len() > 1 && all.iter().any(|line| line.ends_with([';', '؛']));
        Self { speak: !items && (!of_marks || all.iter().any(speaks)), tight }
    }
}

/// The parts of a line that begins with a dash; `None` where it does not.
pub(super) fn dialogue(line: &str, dashes: Dashes, language: Option<&str>) -> Option<Dialogue> {
    if !dashes.speak {
        return None;
    }
    let first = line.trim_start();
    let (dash, rest) = (first.chars().next()?, first.strip_prefix(is_dash)?);
    // A hyphen or a short dash without a space may be a sign.
    let apart = rest.starts_with(char::is_whitespace)
        || (dashes.tight && rest.starts_with(char::is_alphabetic))
        || (matches!(dash, '—' | '―') && !rest.starts_with(is_dash));
    if !apart {
        return None;
    }
    let begin = line.len() - rest.len();
    Some(interrupted(line, begin..line.trim_end().len(), language))
}

fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '―' | '-')
}

/// True for “répond-elle”, “dit-il”: French sets it between commas.
fn is_turned(words: &str) -> bool {
    let few = (1..=4).contains(&words.split_whitespace().count());
    few && words
        .split_whitespace()
        .any(|word| ["-il", "-elle", "-ils", "-elles", "-on", "-je"].iter().any(|end| word.ends_with(end)))
}

/// True when a word that attributes comes first.
fn says_first(words: &str, language: Option<&str>) -> bool {
    let first =
        |wording: &Wording| wording.class.attributes() && wording.class != Class::Frame && wording.bytes.start == 0;
    wordings(words, language, Lexicon::built_in()).iter().any(first)
}

/// True for a clause of a verb and who speaks.
fn is_short(clause: &str) -> bool {
    (2..=LABEL + 2).contains(&clause.split_whitespace().take(LABEL + 3).count())
}

/// The first words of a clause: a verb, and what belongs to it.
fn first_words(clause: &str) -> &str {
    const FIRST: usize = 3;
    let end = clause.match_indices(' ').nth(FIRST - 1).map_or(clause.len(), |(at, _)| at);
    clause.get(..end).unwrap_or(clause)
}

/// What is said in a stretch of a line, and what stands in it between dashes and says who does.
pub(super) fn interrupted(line: &str, bytes: Range<usize>, language: Option<&str>) -> Dialogue {
    let mut cuts = vec![bytes.start];
    for (at, c) in line.get(bytes.clone()).unwrap_or_default().char_indices().filter(|(_, c)| is_dash(*c)) {
        let at = bytes.start + at;
        let spaced = line.get(..at).is_some_and(|before| before.ends_with(char::is_whitespace));
        let stopped = || line.get(..at).is_some_and(|before| before.trim_end().ends_with([',', '.', '!', '?', '…']));
        let behind = line.get(at + c.len_utf8()..).unwrap_or_default();
        if spaced && (behind.starts_with(char::is_whitespace) || (behind.starts_with(char::is_alphabetic) && stopped()))
        {
            cuts.push(at);
        }
    }
    let commas: Vec<usize> =
        line.get(bytes.clone()).unwrap_or_default().match_indices(',').map(|(at, _)| bytes.start + at).collect();
    let said_in = |words: &str| {
        let clause = words.trim();
        let begins = clause.starts_with(char::is_lowercase) && is_short(clause);
        let voiced = || tokens::tokens(first_words(clause)).first().is_some_and(|word| Group::Voice.has(&word.word));
        is_turned(clause) || (begins && (voiced() || says_first(first_words(clause), language)))
    };
    // Up to the next comma, or to the end of a sentence in a dialogue: “…, said the ferryman. …”
    for (n, from) in commas.iter().enumerate() {
        let rest = line.get(from + 1..bytes.end).unwrap_or_default();
        let stop = rest.find(['.', '!', '?']).map_or(bytes.end, |at| from + 1 + at);
        let next = commas.get(n + 1).copied().unwrap_or(bytes.end).min(stop);
        if line.get(from + 1..next).is_some_and(&said_in) {
            // With what is put beside the name: “, lance Paul Holm, berger, ”.
            let more = commas.get(n + 2).copied().filter(|more| next < *more && *more < stop);
            let apposed =
                |more: &usize| line.get(next + 1..*more).is_some_and(|words| words.split_whitespace().count() <= 5);
            let to = more.filter(apposed).filter(|_| language == Some("fr")).unwrap_or(next);
            cuts.extend([*from, to]);
        }
    }
    cuts.sort_unstable();
    cuts.push(bytes.end);
    let mut parts = Dialogue { spoken: Vec::new(), asides: Vec::new() };
    for pair in cuts.windows(2) {
        let [from, to] = pair else { continue };
        let words = line.get(*from..*to).unwrap_or_default();
        if !has_words(words) {
            continue;
        }
        let bare =
            words.trim_start_matches(|c: char| is_dash(c) || matches!(c, ',' | '.' | '!' | '?') || c.is_whitespace());
        let voiced = || tokens::tokens(bare).iter().take(2).any(|word| Group::Voice.has(&word.word));
        // Whoever speaks is named at once, and not further on.
        let first = bare.split(['.', '!', '?', ';', ':']).next().unwrap_or(bare);
        let told = || is_turned(bare.trim()) || says(first, language) || voiced();
        // Russian and Ukrainian set a comma or another mark ahead of such a dash.
        let ahead = line.get(bytes.start..*from).unwrap_or_default().trim_end();
        let marked = !ahead.ends_with(|c: char| matches!(Script::of(c), Script::Cyrillic));
        let told = || marked && told();
        // “…, — Ида Холм разливает чай. — …”: behind a comma and a dash nobody goes on with a capital.
        let acts = || {
            let cyrillic = bare.starts_with(|c: char| matches!(Script::of(c), Script::Cyrillic));
            cyrillic && ahead.ends_with(',') && !names(first, language).is_empty()
        };
        let begins = bare.starts_with(char::is_lowercase);
        let aside = *from > bytes.start && ((begins && told()) || (!begins && acts()));
        let of = *to - bare.len()..*to;
        match parts.spoken.last_mut() {
            _ if aside => parts.asides.push(of),
            // Dashes that part nothing.
            Some(before) if parts.asides.last().is_none_or(|aside| aside.start < before.start) => before.end = of.end,
            _ => parts.spoken.push(of),
        }
    }
    parts
}

/// Most words of a heading that says whose a speech is.
const HEADING: usize = 12;

/// True for a short line that says early what a speech or a letter is called, and then whose it is.
fn is_kind_of(line: &str) -> bool {
    const EARLY: usize = 4;
    let words = tokens::tokens(line);
    let of = |pair: &[tokens::Token]| match pair {
        [kind, by] => Group::Kind.has(&kind.word) && (Group::By.has(&by.word) || by.word == "of"),
        _ => false,
    };
    words.len() <= HEADING && words.get(..EARLY).unwrap_or(&words).windows(2).any(of) && !line.ends_with(['.', ','])
}

/// The same in languages that need no word for “of”: “Речь губернатора”.
fn is_of_genitive(line: &str) -> bool {
    let words = tokens::tokens(line);
    let first = words.first().filter(|word| matches!(word.script, Script::Cyrillic | Script::Arabic));
    let kind = first.is_some_and(|word| Group::Kind.has(&word.word));
    kind && (2..=HEADING).contains(&words.len()) && !line.ends_with(['.', ','])
}

/// True for a text in which somebody speaks of himself and nobody is quoted.
fn is_spoken(text: &str) -> bool {
    quotations(text).is_empty() && tokens::tokens(text).iter().any(|word| is_own(&word.word))
}

fn is_own(word: &str) -> bool {
    Group::Own.has(word) || Group::Ours.has(word)
}

/// True where somebody means himself outside of quotation marks.
fn speaks_of_himself(text: &str) -> bool {
    let quotes = quotations(text);
    let quoted = |word: &tokens::Token| {
        let at = quotes.partition_point(|quote| quote.end < word.bytes.end);
        quotes.get(at).is_some_and(|quote| quote.start <= word.bytes.start)
    };
    tokens::tokens(text).iter().any(|word| is_own(&word.word) && !quoted(word))
}

/// Who answers in a text that is headed “Interview with …” and has questions without labels.
pub(super) fn answers(begin: &str) -> Option<Vec<String>> {
    let heading = lines(begin).map(str::trim).find(|line| !line.is_empty())?;
    let words = tokens::tokens(heading);
    let talk = words.iter().take(3).any(|word| Group::Talk.has(&word.word));
    let asked = lines(begin).filter(|line| is_question(line)).count() > 0;
    let named = names(heading, None);
    (talk && asked && words.len() <= HEADING && !named.is_empty() && quotations(begin).is_empty()).then_some(named)
}

/// True for a paragraph that asks, and does no more.
pub(super) fn is_question(line: &str) -> bool {
    line.trim_end().ends_with(['?', '؟'])
}

/// Whose speech, statement or letter a text is: by its heading, by its salutation, and by who signed it. The names, folded,
/// and whether they are sure.
pub(super) fn whose(begin: &str, end: &str) -> Option<(Vec<String>, bool)> {
    const EARLY: usize = 7;
    const SALUTATION: usize = 10;
    let mut full: Vec<&str> = lines(begin).map(str::trim).filter(|line| !line.is_empty()).collect();
    // Below the name of the paper it stands in: “Statement of the Chairman”.
    let below = full.iter().skip(1).take(2).position(|line| is_kind_of(line));
    let below = below.filter(|_| full.first().is_some_and(|line| !is_kind_of(line) && !line.ends_with('.')));
    if let Some(below) = below {
        full.drain(..=below);
    }
    let last: Vec<&str> = lines(end).map(str::trim).filter(|line| !line.is_empty()).collect();
    let heading = full.first()?;
    let words = tokens::tokens(heading);
    let kind = words.iter().take(EARLY).position(|word| Group::Kind.has(&word.word));
    // “The following is the full statement of …”
    let announced = words.iter().take(2).any(|word| Group::Announcing.has(&word.word));
    let by = kind.and_then(|kind| words.get(kind).zip(words.get(kind + 1))).is_some_and(|(kind, next)| {
        Group::By.has(&next.word) || ((Group::Held.has(&kind.word) || announced) && Group::At.has(&next.word))
    });
    // “Speech delivered by …”, “the Chancellor’s statement”
    let behind = kind.and_then(|kind| words.get(kind + 1..)).unwrap_or_default();
    let later = behind.iter().take(EARLY - 1).any(|word| Group::Hand.has(&word.word));
    let whose = kind.and_then(|kind| words.get(..kind)).is_some_and(|ahead| ahead.iter().any(|word| word.word == "s"));
    let by = by || is_kind_of(heading) || later || (whose && is_spoken(begin));
    let genitive = is_of_genitive(heading) && is_spoken(begin);
    // “Foreword”, and in the next line by whom.
    let next = full.get(1).and_then(|line| tokens::tokens(line).into_iter().next());
    let by = by || (kind.is_some() && next.is_some_and(|word| Group::By.has(&word.word)));
    let is_heading = kind.is_some_and(|_| {
        // “Remarks” itself is a word that attributes.
        let wordings = wordings(heading, None, Lexicon::built_in());
        let says = wordings.iter().any(|wording| {
            let apart =
                |word: &tokens::Token| word.bytes.end <= wording.bytes.start || wording.bytes.end <= word.bytes.start;
            // So is a title: “for Judge Holm”.
            let title = heading.get(wording.bytes.clone()).is_some_and(|word| Group::Title.has(&fold(word)));
            wording.class.attributes() && !title && kind.and_then(|kind| words.get(kind)).is_none_or(apart)
        });
        let ends = heading.ends_with(['.', '!', '?']);
        words.len() <= 25 && quotations(heading).is_empty() && !says && (!ends || by)
    });
    let hails = |line: &&&str| {
        let words = tokens::tokens(line);
        let hails = words.iter().take(4).any(|word| Group::Hail.has(&word.word));
        // Letters without capitals need no mark behind it.
        let called = line.ends_with([',', '!', ':', '،', '—', '–']) || !cased(line);
        words.len() <= SALUTATION && hails && (called || words.first().is_some_and(|word| word.word == "dear"))
    };
    let hailed = full.len() > 1 && full.iter().take(4).any(|line| hails(&line));
    // “Letter from Riga”, and below it an article: nobody speaks of himself but between marks.
    let told = || !quotations(begin).is_empty() && cased(begin) && !speaks_of_himself(begin);
    if !hailed && (!is_heading || told()) {
        return None;
    }
    let signed =
        last.iter().rev().take(2).filter(|line| line.split_whitespace().count() <= LABEL && !line.ends_with('.'));
    let hailing = |line: &&&str| tokens::tokens(line).iter().any(|word| Group::Hail.has(&word.word));
    let mut names: Vec<String> = signed.filter(|line| !hailing(line)).flat_map(|line| names_of(line)).collect();
    names.retain(|name| !Group::Close.has(name));
    if below.is_some() {
        // Other parts of the paper may follow: the first line that can be a signature.
        let short = |line: &&&str| {
            let capitals = line.split_whitespace().all(|word| word.starts_with(|c: char| !c.is_lowercase()));
            line.split_whitespace().count() <= LABEL && !line.ends_with(['.', '!', '?', ',']) && capitals
        };
        names = full.iter().skip(1).find(short).map(|line| names_of(line)).unwrap_or_default();
    }
    if names.is_empty() && !by && !genitive && !hailed {
        return None;
    }
    let sure = !names.is_empty() || (is_heading && by);
    if is_heading && below.is_none() {
        names.extend(
            full.iter()
                .take(2)
                .enumerate()
                // The line below it may be the speech itself.
                .filter(|(n, line)| *n == 0 || !line.ends_with(['.', '!', '?']))
                .map(|(_, line)| line)
                .filter(|line| line.split_whitespace().count() <= 25 && !hailing(line))
                .flat_map(|line| names_of(line)),
        );
    }
    Some((names, sure))
}
