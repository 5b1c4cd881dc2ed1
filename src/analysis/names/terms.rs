//! The words of `assets/lexicons/roles.txt`, `places.txt` and `organisations.txt`: what a wording of any language stands for.
//! Wordings that stand for the same are one concept, so that roles and names of bodies can be compared across languages.

use super::lists::{Slip, barred, each_line};
use super::spelling::dictionary_forms;
use super::words::edits;
use crate::domain::tokens::{Script, Token, tokens};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// Most letters an ending has that a star stands for, and how many more where the word before it is long.
const ENDING: usize = 4;
const LONGER_ENDING: usize = 3;
/// Fewest letters of a long word.
const LONG: usize = 6;
/// Most words of a wording.
const MOST_WORDS: usize = 10;
/// Most letters of an abbreviation that has to have its capitals.
const SHOUTED: usize = 3;

/// What a line of the lists is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Class {
    Head,
    Field,
    Body,
    Calling,
    Kin,
    Deputy,
    Past,
    Title,
    Small,
    Bind,
    Drop,
    Country,
    Part,
    City,
    Area,
    Kind,
    Org,
    Word,
    Form,
}

impl Class {
    const ALL: [(Self, &'static str); 19] = [
        (Self::Head, "head"),
        (Self::Field, "field"),
        (Self::Body, "body"),
        (Self::Calling, "calling"),
        (Self::Kin, "kin"),
        (Self::Deputy, "deputy"),
        (Self::Past, "past"),
        (Self::Title, "title"),
        (Self::Small, "small"),
        (Self::Bind, "bind"),
        (Self::Drop, "drop"),
        (Self::Country, "country"),
        (Self::Part, "part"),
        (Self::City, "city"),
        (Self::Area, "area"),
        (Self::Kind, "kind"),
        (Self::Org, "org"),
        (Self::Word, "word"),
        (Self::Form, "form"),
    ];

    /// True for names that stand in texts in other cases than in the lists.
    fn is_bent(self) -> bool {
        self.is_place() || matches!(self, Self::Org | Self::Area)
    }

    /// True for what lies somewhere.
    pub(super) fn is_place(self) -> bool {
        matches!(self, Self::Country | Self::Part | Self::City)
    }
}

/// The worlds people move in, each a bit.
const WORLDS: [&str; 13] = [
    "politics",
    "military",
    "security",
    "law",
    "civil",
    "business",
    "faith",
    "media",
    "arts",
    "sport",
    "science",
    "education",
    "medicine",
];
/// One more, whose people hold no office.
const LABOUR: &str = "labour";
/// Worlds between which people go to and fro: the first six.
const PUBLIC: u16 = 0b11_1111;

/// A set of worlds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Worlds(u16);

impl Worlds {
    fn of(word: &str) -> Option<Self> {
        if word == LABOUR {
            return Some(Self(1 << WORLDS.len()));
        }
        WORLDS.iter().position(|world| *world == word).map(|at| Self(1 << at))
    }

    pub(super) fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) fn shares(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// True where somebody may well be in both.
    pub(super) fn may_meet(self, other: Self) -> bool {
        self.shares(other) || (self.0 & PUBLIC != 0 && other.0 & PUBLIC != 0)
    }
}

/// A concept, by its place in the list of all.
pub(super) type ConceptId = u16;

/// What wordings stand for.
#[derive(Clone, Debug)]
pub(super) struct Concept {
    pub class: Class,
    /// Its short name in the lists.
    pub name: String,
    pub worlds: Worlds,
    /// The country it lies in or is of.
    pub within: Option<ConceptId>,
    /// What roles call it that do not name it.
    pub also: Option<ConceptId>,
    /// For kinds of places: part of the name. For small words of names: passed over whatever their case.
    pub firm: bool,
}

/// One thing a wording may mean.
#[derive(Clone, Debug)]
pub(super) struct Sense {
    pub class: Class,
    pub concepts: Vec<ConceptId>,
    /// True for a word that says that something is of a country, and does not name it.
    pub of: bool,
}

/// Fewest letters of a stem in which a slip is told from another word.
const LONG_STEM: usize = 8;
/// Letters at the end of a stem that have no slip.
const STEM_END: usize = 2;
/// Most letters of an ending behind a stem.
const MOST_ENDING: usize = 4;

#[derive(Clone, Debug)]
struct Entry {
    words: Vec<(String, bool)>,
    sense: usize,
    /// True for a short abbreviation, which is a word of another kind where it has no capitals: “WHO”, “IS”.
    capitals: bool,
    /// True for a Persian wording, which has no Arabic article.
    persian: bool,
}

/// A wording where it stands among words.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub words: Range<usize>,
    /// Places in the list of senses.
    pub senses: Vec<usize>,
}

/// All wordings.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms {
    concepts: Vec<Concept>,
    by_name: HashMap<String, ConceptId>,
    senses: Vec<Sense>,
    entries: Vec<Entry>,
    by_word: HashMap<String, Vec<usize>>,
    by_stem: HashMap<String, Vec<usize>>,
    small: HashSet<String>,
    /// Long stems by their first letter.
    long: HashMap<char, Vec<String>>,
}

const ROLES: &str = include_str!("../../../assets/lexicons/roles.txt");
const PLACES: &str = include_str!("../../../assets/lexicons/places.txt");
const ORGANISATIONS: &str = include_str!("../../../assets/lexicons/organisations.txt");

/// What stands before the first bar of a line.
struct Head<'a> {
    class: Class,
    names: Vec<&'a str>,
    world: Option<Worlds>,
    within: Option<&'a str>,
    also: Option<&'a str>,
    firm: bool,
}

impl Terms {
    /// The lists Assay comes with.
    pub(super) fn built_in() -> &'static Self {
        static TERMS: LazyLock<Terms> = LazyLock::new(|| Terms::read(&[ROLES, PLACES, ORGANISATIONS]).0);
        &TERMS
    }

    /// Reads lists, and says which lines of which could not be.
    pub(super) fn read(lists: &[&str]) -> (Self, Vec<Vec<Slip>>) {
        let mut terms = Self::default();
        let mut slips: Vec<Vec<Slip>> = vec![Vec::new(); lists.len()];
        // Concepts come first wherever they stand, so that no line depends on the order of others.
        for pass in [Self::concepts_of, Self::wordings_of] {
            for (list, slips) in lists.iter().zip(&mut slips) {
                slips.extend(each_line(list, |line| pass(&mut terms, line)));
            }
        }
        for slips in &mut slips {
            slips.sort_by_key(|slip| slip.line);
            slips.dedup();
        }
        (terms, slips)
    }

    fn head(line: &str) -> Result<Head<'_>, String> {
        let mut fields = line.split_whitespace();
        let class = fields.next().unwrap_or_default();
        let Some((class, _)) = Class::ALL.iter().find(|(_, known)| *known == class) else {
            let known: Vec<&str> = Class::ALL.iter().map(|(_, word)| *word).collect();
            return Err(format!("“{class}” is no class; there are {}", known.join(", ")));
        };
        let name = fields.next().ok_or("a line has a class and the short name of what it is about")?;
        let mut head = Head {
            class: *class,
            names: name.split('+').collect(),
            world: None,
            within: None,
            also: None,
            firm: false,
        };
        while let Some(field) = fields.next() {
            match (field, field.strip_prefix('@')) {
                (_, Some(world)) => {
                    let known = Worlds::of(world)
                        .ok_or_else(|| format!("“{world}” is no world; there are {}, {LABOUR}", WORLDS.join(", ")))?;
                    head.world = Some(known);
                }
                ("in", _) => head.within = Some(fields.next().ok_or("behind “in” stands a country")?),
                ("as", _) => head.also = Some(fields.next().ok_or("behind “as” stands a concept")?),
                ("firm", _) => head.firm = true,
                ("loose", _) => {}
                _ => {
                    return Err(format!(
                        "“{field}” says nothing here; there are @WORLD, in COUNTRY, as CONCEPT, firm and loose"
                    ));
                }
            }
        }
        head.firm |= head.class == Class::Drop && name == "always";
        Ok(head)
    }

    /// The name a concept is known by: places and organisations have names of their own.
    fn full_name(class: Class, name: &str) -> String {
        match class {
            Class::Country | Class::Part | Class::City | Class::Area => format!("place.{name}"),
            Class::Org => format!("org.{name}"),
            Class::Kind | Class::Title | Class::Word | Class::Form | Class::Drop => format!("{class:?}.{name}"),
            _ => name.to_owned(),
        }
    }

    fn concepts_of(&mut self, line: &str) -> Result<(), String> {
        let head = Self::head(barred(line)?.head)?;
        let [name] = head.names.as_slice() else { return Ok(()) };
        let full = Self::full_name(head.class, name);
        if !self.by_name.contains_key(&full) {
            let id = ConceptId::try_from(self.concepts.len()).map_err(|_full| "there are too many lines".to_owned())?;
            self.by_name.insert(full, id);
            let worlds = head.world.unwrap_or_default();
            let name = (*name).to_owned();
            self.concepts.push(Concept { class: head.class, name, worlds, within: None, also: None, firm: head.firm });
        }
        Ok(())
    }

    fn wordings_of(&mut self, line: &str) -> Result<(), String> {
        let line = barred(line)?;
        let head = Self::head(line.head)?;
        let known = |name: &str| {
            let own = self.by_name.get(&Self::full_name(head.class, name)).or_else(|| self.by_name.get(name));
            own.copied().ok_or_else(|| format!("there is no line about “{name}”"))
        };
        let mut concepts: Vec<ConceptId> = head.names.iter().map(|name| known(name)).collect::<Result<_, _>>()?;
        if let Some(country) = head.within {
            let country = self.by_name.get(&format!("place.{country}")).copied();
            let country = country.ok_or_else(|| "what stands behind “in” is no country of the lists".to_owned())?;
            if head.class.is_place() || head.class == Class::Org {
                for id in &concepts {
                    if let Some(concept) = self.concepts.get_mut(usize::from(*id)) {
                        concept.within = Some(country);
                    }
                }
            } else {
                concepts.push(country);
            }
        }
        if let Some(also) = head.also {
            let also = self.by_name.get(also).copied().ok_or_else(|| format!("there is no line about “{also}”"))?;
            for id in &concepts {
                if let Some(concept) = self.concepts.get_mut(usize::from(*id)) {
                    concept.also = Some(also);
                }
            }
        }
        for language in &line.languages {
            for (wordings, of) in [(&language.wordings, false), (&language.of, true)] {
                let sense = self.senses.len();
                self.senses.push(Sense { class: head.class, concepts: concepts.clone(), of });
                for wording in wordings {
                    self.insert(head.class, language.tag, wording, sense)?;
                }
            }
            if head.class.is_place() || head.class == Class::Area {
                self.insert_nisbas(&language.wordings, &concepts, head.class);
            }
        }
        Ok(())
    }

    /// Arabic and Persian say that something is of a country by one ending.
    fn insert_nisbas(&mut self, wordings: &[&str], concepts: &[ConceptId], class: Class) {
        let sense = self.senses.len();
        self.senses.push(Sense { class, concepts: concepts.to_vec(), of: true });
        for wording in wordings {
            let words = words_of(wording);
            let [(word, false)] = words.as_slice() else { continue };
            if !word.chars().all(|c| Script::of(c) == Script::Arabic) {
                continue;
            }
            let stem = word.strip_suffix("یا").or_else(|| word.strip_suffix(['ا', 'ه'])).unwrap_or(word);
            let stem = stem.strip_suffix('ی').unwrap_or(stem);
            for ending in ["ی", "یه", "یون", "یین"] {
                self.push(Entry {
                    words: vec![(format!("{stem}{ending}"), false)],
                    sense,
                    capitals: false,
                    persian: false,
                });
            }
        }
    }

    fn insert(&mut self, class: Class, language: &str, wording: &str, sense: usize) -> Result<(), String> {
        let words = words_of(wording);
        if words.is_empty() || words.len() > MOST_WORDS {
            return Err(format!("“{wording}” has no words, or more than {MOST_WORDS}"));
        }
        if class == Class::Small {
            self.small.extend(words.iter().map(|(word, _)| word.clone()));
        }
        let capitals = words.len() == 1 && wording.chars().count() <= SHOUTED && is_capitals(wording);
        self.push(Entry { words, sense, capitals, persian: language == "fa" });
        Ok(())
    }

    fn push(&mut self, entry: Entry) {
        let number = self.entries.len();
        for (word, _) in entry.words.iter().filter(|(word, stem)| *stem && word.chars().count() >= LONG_STEM) {
            let alike = word.chars().next().map(|first| self.long.entry(first).or_default());
            if let Some(alike) = alike.filter(|alike| !alike.contains(word)) {
                alike.push(word.clone());
            }
        }
        if let Some((word, stem)) = entry.words.first() {
            let map = if *stem { &mut self.by_stem } else { &mut self.by_word };
            map.entry(word.clone()).or_default().push(number);
        }
        self.entries.push(entry);
    }

    /// The stem of the lists that a word has but for one slip, where it has none of them as it is. The slip lies before the end
    /// of the stem: behind it another word may go on, as “présidence” beside “président”.
    pub(super) fn slip_of(&self, word: &str) -> Option<&str> {
        let alike = self.long.get(&word.chars().next()?)?;
        if alike.iter().any(|stem| word.starts_with(stem.as_str())) {
            return None;
        }
        let end = |text: &str| text.chars().rev().take(STEM_END).collect::<String>();
        alike.iter().map(String::as_str).find(|stem| {
            let length = stem.chars().count();
            (length - 1..=length + 1).any(|length| {
                let cut = word.char_indices().nth(length).map_or(word.len(), |(at, _)| at);
                let (begins, rest) = word.split_at(cut);
                rest.chars().count() <= MOST_ENDING && end(begins) == end(stem) && edits(begins, stem, 1) == Some(1)
            })
        })
    }

    pub(super) fn concept(&self, id: ConceptId) -> Option<&Concept> {
        self.concepts.get(usize::from(id))
    }

    pub(super) fn sense(&self, at: usize) -> Option<&Sense> {
        self.senses.get(at)
    }

    /// A concept by its name in the lists, with `place.` or `org.` before places and organisations.
    pub(super) fn id(&self, name: &str) -> Option<ConceptId> {
        self.by_name.get(name).copied()
    }

    /// True for a folded word that says nothing.
    pub(super) fn is_small(&self, word: &str) -> bool {
        self.small.contains(word)
    }

    /// The wordings of some classes among the words of a text: the longest from each word on, none within another.
    pub(super) fn find(&self, text: &str, tokens: &[Token], takes: impl Fn(Class) -> bool) -> Vec<Found> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let (length, senses) = self.at(text, tokens.get(at..).unwrap_or_default(), &takes);
            if length > 0 {
                out.push(Found { words: at..at + length, senses });
            }
            at += length.max(1);
        }
        out
    }

    /// The longest wordings that begin with the first of some words of a text.
    pub(super) fn at(&self, text: &str, tokens: &[Token], takes: &impl Fn(Class) -> bool) -> (usize, Vec<usize>) {
        let Some(first) = tokens.first() else { return (0, Vec::new()) };
        let shouted = text.get(first.bytes.clone()).is_some_and(is_capitals);
        let (mut longest, mut senses) = (0, Vec::new());
        let word = bare(&first.word, first.script);
        let whole =
            [Some(word), masculine(word)].into_iter().flatten().filter_map(|word| self.by_word.get(word)).flatten();
        let ends = word.char_indices().map(|(at, _)| at).skip(1).chain([word.len()]);
        let stems = ends.filter_map(|end| self.by_stem.get(word.get(..end)?)).flatten();
        // Names of bodies and places are listed in one case alone.
        let forms = unbent(first);
        let bent = forms.iter().filter_map(|form| self.by_word.get(form)).flatten();
        let direct = whole.chain(stems).map(|number| (number, false));
        for (number, bent) in direct.chain(bent.map(|number| (number, true))) {
            let Some(entry) = self.entries.get(*number) else { continue };
            let Some(sense) = self.senses.get(entry.sense) else { continue };
            if !takes(sense.class) || (entry.capitals && !shouted) || (bent && !sense.class.is_bent()) {
                continue;
            }
            let Some(length) = self.fits(entry, sense.class, tokens) else { continue };
            if length > longest {
                (longest, senses) = (length, Vec::new());
            }
            if length == longest && !senses.contains(&entry.sense) {
                senses.push(entry.sense);
            }
        }
        (longest, senses)
    }

    /// True for a word that says that something is of a country.
    fn says_country(&self, token: &Token) -> bool {
        let word = bare(&token.word, token.script);
        let ends = word.char_indices().map(|(at, _)| at).skip(2).chain([word.len()]);
        let stems = ends.filter_map(|end| self.by_stem.get(word.get(..end)?)).flatten();
        let entries = self.by_word.get(word).into_iter().flatten().chain(stems);
        let mut entries = entries.filter_map(|number| self.entries.get(*number));
        entries.any(|entry| {
            let sense = self.senses.get(entry.sense);
            entry.words.len() == 1 && sense.is_some_and(|sense| sense.of && sense.class == Class::Country)
        })
    }

    /// How many words an entry takes where it fits; small words may stand between its own.
    fn fits(&self, entry: &Entry, class: Class, tokens: &[Token]) -> Option<usize> {
        let mut at = 0;
        for (nth, (word, stem)) in entry.words.iter().enumerate() {
            loop {
                let token = tokens.get(at)?;
                at += 1;
                let has = if entry.persian { token.word.as_str() } else { bare(&token.word, token.script) };
                let fits = if *stem {
                    let more = if word.chars().count() >= LONG { LONGER_ENDING } else { 0 };
                    has.strip_prefix(word.as_str()).is_some_and(|ending| ending.chars().count() <= ENDING + more)
                } else {
                    has == word || masculine(has) == Some(word) || (class.is_bent() && unbent(token).contains(word))
                };
                if fits {
                    break;
                }
                // “Chief of Staff of the Iranian armed forces”: so may a country's word.
                if nth == 0 || !(self.small.contains(&token.word) || self.says_country(token)) {
                    return None;
                }
            }
        }
        Some(at)
    }
}

/// An Arabic word without the ending of women.
fn masculine(word: &str) -> Option<&str> {
    word.strip_suffix('ه').filter(|rest| rest.chars().count() > 2)
}

/// What a Cyrillic word may be in its dictionary form; nothing for others.
fn unbent(token: &Token) -> Vec<String> {
    if token.script != Script::Cyrillic || token.word.chars().count() <= SHOUTED {
        return Vec::new();
    }
    dictionary_forms(&token.word).into_iter().skip(1).collect()
}

/// The words of a wording, and whether a star stands behind them.
fn words_of(wording: &str) -> Vec<(String, bool)> {
    let mut out: Vec<(String, bool)> = Vec::new();
    for part in wording.split_whitespace() {
        let stem = part.ends_with('*');
        let words = tokens(part.trim_end_matches('*'));
        let last = words.len().saturating_sub(1);
        out.extend(
            words
                .iter()
                .enumerate()
                .map(|(at, token)| (bare(&token.word, token.script).to_owned(), stem && at == last)),
        );
    }
    out
}

fn is_capitals(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(char::is_uppercase)
}

/// An Arabic word without its article and what is written together with it.
fn bare(word: &str, script: Script) -> &str {
    if script != Script::Arabic {
        return word;
    }
    let without = ["وال", "بال", "فال", "ال", "لل"].iter().find_map(|prefix| word.strip_prefix(prefix));
    without.filter(|rest| rest.chars().count() >= 2).unwrap_or(word)
}

#[cfg(test)]
pub(super) fn slips_of_built_in() -> Vec<Vec<Slip>> {
    Terms::read(&[ROLES, PLACES, ORGANISATIONS]).1
}
