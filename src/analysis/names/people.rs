//! A person's name taken apart: titles in front, order, given names and surname, patronymic, initials, particles.

use super::given::{self, Sex};
use super::parts;
use super::spelling::{is_chinese, is_syllable};
use super::terms::{Class, Terms};
use super::words::{SEAM, Word, bare_word};
use crate::domain::tokens::{Token, tokens};
use std::ops::Range;
use std::sync::OnceLock;

/// Most parts of a name that are compared.
const MOST: usize = 8;
/// Most parts that may be written as one word.
const LONGEST_RUN: usize = 3;
/// Most letters of a surname of one syllable.
const SYLLABLE: usize = 5;

/// What a part of a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A given name or a surname.
    Plain,
    /// One letter for a name.
    Initial,
    /// After the father, as in Russian.
    Patronymic,
    /// Told beside the name, or borne by so many that it is often left out: it need not be in the other.
    Beside,
}

/// A part of a name.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub kind: Kind,
    pub word: Word,
    /// True where a hyphen joins it to the part before.
    pub joined: bool,
    /// True where it begins with a small letter.
    small: bool,
}

/// A name taken apart.
#[derive(Clone, Debug, Default)]
pub(super) struct Form {
    pub parts: Vec<Part>,
    /// Which of the parts is the surname, as far as can be told.
    pub surname: Option<usize>,
    /// The titles that stood in front of it.
    pub titles: String,
    /// True where it says that another one of the family is called so: “Jr.”, “младший”.
    pub junior: bool,
    /// Stretches of its parts, each as one word.
    runs: OnceLock<Vec<(Range<usize>, Word)>>,
}

/// A word as it stands in the name.
struct Piece {
    text: String,
    joined: bool,
    dotted: bool,
    beside: bool,
}

impl Form {
    /// Takes a name apart.
    pub(super) fn of(name: &str) -> Self {
        let terms = Terms::built_in();
        let (name, surname_first) = ordered(name);
        let mut pieces = pieces(&name);
        let junior = pieces.iter().skip(1).any(|piece| parts::is_junior(&piece.text));
        pieces.retain(|piece| !parts::is_junior(&piece.text));
        let titles = take_titles(&mut pieces, terms);
        let pieces = bound(drop_small(pieces, terms), terms);
        let mut form = Form { titles, junior, ..Form::default() };
        let whole = pieces.iter().filter(|piece| !piece.beside && !is_initial(piece, usize::MAX)).count();
        let count = pieces.len();
        for piece in pieces.into_iter().take(MOST) {
            let kind = if piece.beside {
                Kind::Beside
            } else if is_initial(&piece, count) {
                Kind::Initial
            } else if whole >= 3 && parts::is_patronymic(&piece.text) {
                Kind::Patronymic
            } else {
                Kind::Plain
            };
            let text = if kind == Kind::Initial { piece.text.trim_end_matches('.') } else { piece.text.as_str() };
            let word = Word::of(text);
            let small = text.chars().next().is_some_and(char::is_lowercase);
            if !word.folded().is_empty() {
                form.parts.push(Part { kind, word, joined: piece.joined, small });
            }
        }
        form.surname = form.find_surname(surname_first);
        form.let_pass();
        form
    }

    fn find_surname(&self, surname_first: bool) -> Option<usize> {
        let plain: Vec<usize> = self.plain().collect();
        let (first, last) = (*plain.first()?, *plain.last()?);
        let folded = |at: usize| self.parts.get(at).map_or("", |part| part.word.folded());
        if surname_first {
            return Some(first);
        }
        // A patronymic at the end, or initials behind one word: the surname comes first.
        let ends = self.parts.last().is_some_and(|part| matches!(part.kind, Kind::Patronymic | Kind::Initial));
        if ends && self.parts.len() > 1 {
            return Some(first);
        }
        if plain.len() >= 2 {
            let is_given =
                |at: usize| self.parts.get(at).is_some_and(|part| part.word.folded_forms().any(given::is_given));
            if plain.len() == 2 && is_given(last) && !is_given(first) && !self.parts.iter().any(|part| part.joined) {
                return Some(first);
            }
            // “Ban Ki-moon”: two syllables with a hyphen, the second small, are a given name of East Asia.
            let hyphened = self.parts.last().is_some_and(|part| part.joined && part.small) && plain.len() == 3;
            if hyphened && folded(first).chars().count() <= SYLLABLE {
                return Some(first);
            }
            let chinese = plain.iter().all(|at| is_chinese(folded(*at)));
            if chinese && is_syllable(folded(first)) {
                return Some(first);
            }
        }
        Some(last)
    }

    /// Of several given names one that is borne by very many is often left out.
    fn let_pass(&mut self) {
        let surname = self.surname;
        let plain: Vec<usize> = self.plain().collect();
        if plain.len() < 3 {
            return;
        }
        for at in plain.into_iter().filter(|at| Some(*at) != surname) {
            if let Some(part) = self.parts.get_mut(at)
                && part.word.folded_forms().any(|form| given::same(form, "محمد").is_some())
            {
                part.kind = Kind::Beside;
            }
        }
    }

    /// Stretches of one to three parts that are whole names, each written as one word.
    pub(super) fn runs(&self) -> &[(Range<usize>, Word)] {
        self.runs.get_or_init(|| {
            let count = self.parts.len();
            let ranges = (0..count).flat_map(|from| (from + 1..=count.min(from + LONGEST_RUN)).map(move |to| from..to));
            let runs = ranges.filter_map(|range| {
                let parts = self.parts.get(range.clone())?;
                let whole = parts.iter().all(|part| matches!(part.kind, Kind::Plain | Kind::Beside));
                let words: Vec<&str> = parts.iter().map(|part| part.word.raw.as_str()).collect();
                whole.then(|| (range, Word::of(&words.join(SEAM.encode_utf8(&mut [0; 2])))))
            });
            runs.collect()
        })
    }

    /// True where nothing that is compared differs.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let parts = |form: &Self| -> Vec<(Kind, String)> {
            form.parts.iter().map(|part| (part.kind, part.word.raw.clone())).collect()
        };
        self.junior == other.junior && self.surname == other.surname && parts(self) == parts(other)
    }

    /// The same name with the surname of another form, where that is a surname alone.
    pub(super) fn with_surname(&self, other: &Self) -> Option<Self> {
        let [alone] = other.parts.as_slice() else { return None };
        let mut form = self.clone();
        let at = self.surname.filter(|_| self.plain().count() > 1 && alone.kind == Kind::Plain)?;
        // Only where the two have something in common: the other may be a by-name.
        let own = form.parts.get_mut(at)?;
        own.word.alike(&alone.word)?;
        own.word = alone.word.clone();
        Some(form)
    }

    /// Places of the parts that are whole names.
    pub(super) fn plain(&self) -> impl Iterator<Item = usize> {
        let plain = self.parts.iter().enumerate().filter(|(_, part)| part.kind == Kind::Plain);
        plain.map(|(at, _)| at)
    }

    /// Whose name it is by its patronymic, else its given names, else an ending only women's or men's surnames have.
    pub(super) fn sex(&self) -> Option<Sex> {
        let patronymic = self.parts.iter().find(|part| part.kind == Kind::Patronymic);
        let patronymic = patronymic.map(|part| parts::sex_of_patronymic(&part.word.raw));
        let alone = self.plain().count() == 1;
        let mut given = self.plain().filter(|at| alone || Some(*at) != self.surname).filter_map(|at| {
            // A case ending may make a man's name look like a woman's; then it says nothing.
            let word = &self.parts.get(at)?.word;
            let own = given::sex(word.folded())?;
            word.folded_forms().filter_map(given::sex).all(|sex| sex == own).then_some(own)
        });
        let surname = || parts::sex_of_surname(&self.parts.get(self.surname?)?.word.raw);
        patronymic.or_else(|| given.next()).or_else(surname)
    }
}

/// The name with what is in brackets or quotation marks behind it, given names before the surname where a comma turned them
/// round, and whether the surname comes first all the same.
fn ordered(name: &str) -> (String, bool) {
    let (mut main, mut beside, mut depth) = (String::new(), String::new(), None);
    for c in name.chars() {
        match (c, depth) {
            ('(' | '[' | '«' | '“' | '„', None) => depth = Some(c),
            (')' | ']' | '»' | '”', Some(_)) => {
                depth = None;
                beside.push(' ');
            }
            ('"', None) => depth = Some('"'),
            ('"', Some('"')) => {
                depth = None;
                beside.push(' ');
            }
            (c, Some(_)) => beside.push(c),
            (c, None) => main.push(c),
        }
    }
    if main.trim().is_empty() {
        return (beside, false);
    }
    let mark = |beside: &str| beside.split_whitespace().map(|word| format!(" \u{1}{word}")).collect::<String>();
    let mut fields = main.split([',', '،']).map(str::trim).filter(|field| !field.is_empty());
    let is_title = |field: &str| {
        let words = tokens(field);
        Terms::built_in().at("", &words, &|class| class == Class::Title).0 == words.len()
    };
    match (fields.next(), fields.next(), fields.next()) {
        (Some(name), Some(title), None) if is_title(title) => (format!("{name}{}", mark(&beside)), false),
        (Some(surname), Some(given), None) => (format!("{surname} {given}{}", mark(&beside)), true),
        _ => (format!("{main}{}", mark(&beside)), false),
    }
}

/// The words of a name: parted at spaces and hyphens, at stops within initials, and before a capital within a word.
fn pieces(name: &str) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let clean: String =
        name.chars().filter(|c| !matches!(c, '\u{200E}' | '\u{200F}' | '\u{2066}'..='\u{2069}')).collect();
    for word in clean.split_whitespace() {
        let (beside, word) = word.strip_prefix('\u{1}').map_or((false, word), |word| (true, word));
        for (nth, part) in word.split(['-', '‐', '‑', '–']).enumerate() {
            let part =
                part.trim_matches(|c: char| !(c.is_alphanumeric() || c == '.' || c == '\'' || c == '’' || c == 'ʿ'));
            let part = part.strip_suffix("'s").or_else(|| part.strip_suffix("’s")).unwrap_or(part);
            // “J.R.” is two initials, “Дж.” one.
            let stops = part.split_inclusive('.').filter(|piece| piece.chars().any(char::is_alphabetic));
            for (inner, piece) in stops.enumerate() {
                for (deeper, text) in camel(piece).into_iter().enumerate() {
                    let joined = (nth > 0 && inner == 0 && deeper == 0) || deeper > 0;
                    out.push(Piece { dotted: text.ends_with('.'), text: text.to_owned(), joined, beside });
                }
            }
        }
    }
    out
}

/// A word parted before a capital that stands within it, as in “ElBaradei”.
fn camel(word: &str) -> Vec<&str> {
    let mut last = None;
    let inner = word.char_indices().find(|(_, c)| {
        let before = last.replace(*c);
        c.is_uppercase() && before.is_some_and(char::is_lowercase)
    });
    match inner {
        Some((at, _)) if at >= 2 => vec![word.get(..at).unwrap_or_default(), word.get(at..).unwrap_or_default()],
        _ => vec![word],
    }
}

/// Takes titles off the front, as long as something is left; those that may be names stay beside the name.
fn take_titles(pieces: &mut Vec<Piece>, terms: &Terms) -> String {
    let (mut titles, mut kept) = (Vec::new(), Vec::new());
    loop {
        let words: Vec<Token> = pieces.iter().map_while(|piece| tokens(&piece.text).into_iter().next()).collect();
        let title = |from: usize| {
            let words = words.get(from..).unwrap_or_default();
            terms.at("", words, &|class| class == Class::Title).0
        };
        // “Iranian President”: the country's word belongs to the title behind it.
        let (country, senses) = terms.at("", &words, &Class::is_place);
        let is_of = senses.iter().filter_map(|sense| terms.sense(*sense)).any(|sense| sense.of);
        let length = match title(country) {
            titled if is_of && titled > 0 => country + titled,
            _ => title(0),
        };
        let left = pieces.get(length..).unwrap_or_default();
        if length == 0 || !left.iter().any(|piece| !piece.beside && !is_initial(piece, usize::MAX)) {
            break;
        }
        // A letter with a stop before a whole name is an initial rather than a title, unless it has no capital.
        let first = pieces.first();
        if length == 1
            && first.is_some_and(|piece| {
                piece.dotted && is_capital_letter(&piece.text) && left.len() <= 2 && latin_or_cyrillic(&piece.text)
            })
        {
            break;
        }
        let taken: Vec<Piece> = pieces.drain(..length).collect();
        titles.extend(taken.iter().map(|piece| piece.text.clone()));
        // “Sultan”, “Amir”: a title of some, the given name of others.
        kept.extend(
            taken
                .into_iter()
                .filter(|piece| given::is_given(&bare_word(&piece.text)))
                .map(|piece| Piece { beside: true, ..piece }),
        );
    }
    pieces.splice(..0, kept);
    titles.join(" ")
}

fn is_capital_letter(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

fn latin_or_cyrillic(text: &str) -> bool {
    text.chars().next().is_some_and(|c| c.is_uppercase() || c.is_lowercase())
}

/// One letter, or two with a stop. `count` is how many words the name has: of two, a lone letter without a stop may be a whole
/// name, as in Chinese.
fn is_initial(piece: &Piece, count: usize) -> bool {
    let letters = piece.text.chars().filter(|c| c.is_alphabetic()).count();
    let single = letters == 1 && (piece.dotted || count > 2 || piece.text.is_ascii());
    single || (letters == 2 && piece.dotted)
}

/// Passes over particles.
fn drop_small(pieces: Vec<Piece>, terms: &Terms) -> Vec<Piece> {
    let hyphens: Vec<bool> = (0..pieces.len()).map(|at| pieces.get(at + 1).is_some_and(|next| next.joined)).collect();
    let count = pieces.len();
    let mut out: Vec<Piece> = Vec::new();
    for (at, mut piece) in pieces.into_iter().enumerate() {
        let hyphen = hyphens.get(at).copied().unwrap_or(false);
        let words = tokens(&piece.text);
        let (length, senses) = terms.at("", &words, &|class| class == Class::Drop);
        let small = piece.text.chars().next().is_none_or(|c| !c.is_uppercase());
        let firm = senses
            .iter()
            .filter_map(|sense| terms.sense(*sense))
            .any(|sense| sense.concepts.iter().filter_map(|id| terms.concept(*id)).any(|concept| concept.firm));
        let last = at + 1 == count;
        let is_particle = length == 1 && words.len() == 1 && !piece.dotted;
        // One letter without a capital is no particle where it is half of the name.
        let in_place = hyphen || (firm && (at > 0 || small)) || (small && count > 2);
        let is_name = last && (!small || out.is_empty());
        if is_particle && in_place && !is_name {
            continue;
        }
        piece.joined &= !out.is_empty();
        out.push(piece);
    }
    out
}

/// Writes as one what a small word binds to the word behind it: “Abu Bakr”, “Abd al-Nasser”.
fn bound(pieces: Vec<Piece>, terms: &Terms) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut waits: Option<Piece> = None;
    for piece in pieces {
        let piece = match waits.take() {
            Some(before) => {
                let text = format!("{}{}", before.text, without_article(&piece.text));
                Piece { text, joined: before.joined, ..piece }
            }
            None => piece,
        };
        let words = tokens(&piece.text);
        let binds = words.len() == 1 && !piece.dotted && terms.at("", &words, &|class| class == Class::Bind).0 == 1;
        if binds { waits = Some(piece) } else { out.push(Piece { text: parts::servant(&piece.text), ..piece }) }
    }
    out.extend(waits);
    out
}

fn without_article(word: &str) -> &str {
    word.strip_prefix("ال").filter(|rest| rest.chars().count() >= 3 && !word.starts_with("الله")).unwrap_or(word)
}
