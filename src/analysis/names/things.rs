//! Whether two records may be one organisation or one place: by the lists, which know names and abbreviations in several
//! languages; by the words they are made of; by what they sound like.

use super::roles::{Role, same_country};
use super::terms::{Class, ConceptId, Terms};
use super::words::{How, Word};
use super::{Likeness, Outcome};
use crate::domain::name::NameKind;
use crate::domain::tokens::{Token, tokens};

/// Fewest letters of a word in which something may differ.
const LONG: usize = 6;
/// What is left of a score where one side does not tell the country.
const HOME: f64 = 0.87;
/// Most keys of one spelling.
const MOST_KEYS: usize = 16;
/// Fewest letters of an abbreviation.
const ABBREVIATION: usize = 3;

/// A record of an organisation, a place or another thing, read.
#[derive(Clone, Debug)]
pub(super) struct Thing {
    kind: NameKind,
    pub spellings: Vec<Spelling>,
    roles: Vec<Role>,
}

/// A name of a thing, read.
#[derive(Clone, Debug)]
pub(super) struct Spelling {
    text: String,
    /// What the lists know the whole name for.
    whole: Vec<ConceptId>,
    /// Its words, once as the lists know organisations, once word by word.
    pub readings: Vec<Vec<Item>>,
    /// First letters of its words.
    initials: String,
    /// Its letters, where it is an abbreviation.
    abbreviation: Option<String>,
}

/// A word or wording of a name.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// What it may stand for, each a list of concepts.
    pub meanings: Vec<Vec<ConceptId>>,
    /// The word, where it is one.
    pub word: Option<Word>,
    /// What an adjective is made of: “Tambov” of “Тамбовская”.
    root: Option<Word>,
}

impl Thing {
    pub(super) fn of<'a>(spellings: impl Iterator<Item = &'a str>, roles: Vec<Role>, kind: NameKind) -> Self {
        let terms = Terms::built_in();
        let mut all: Vec<String> = Vec::new();
        for spelling in spellings {
            // What stands in brackets is another name, most often an abbreviation.
            match spelling.split_once('(').and_then(|(before, rest)| Some((before, rest.split_once(')')?))) {
                Some((before, (inside, after))) => {
                    all.push(format!("{before} {after}"));
                    all.push(inside.to_owned());
                }
                None => all.push(spelling.to_owned()),
            }
        }
        let spellings = all.iter().map(|text| Spelling::of(text, terms));
        Self { kind, spellings: spellings.filter(|spelling| !spelling.readings.is_empty()).collect(), roles }
    }

    /// Keys under which a register has it: what the lists know it for, its words in no order, its abbreviation.
    pub(super) fn index_keys(&self) -> Vec<String> {
        let terms = Terms::built_in();
        let mut out = Vec::new();
        for spelling in &self.spellings {
            out.extend(spelling.whole.iter().map(|id| format!("w{id}")));
            out.extend(spelling.abbreviation.iter().map(|letters| format!("a{letters}")));
            if spelling.initials.chars().count() >= ABBREVIATION {
                out.push(format!("a{}", spelling.initials));
            }
            for reading in &spelling.readings {
                let kind = |item: &Item| {
                    item.meanings.iter().flatten().any(|id| terms.concept(*id).is_some_and(|c| c.class == Class::Kind))
                };
                let country = |item: &Item| {
                    item.meanings
                        .iter()
                        .flatten()
                        .any(|id| terms.concept(*id).is_some_and(|c| c.class == Class::Country))
                };
                let without: Vec<&Item> = reading.iter().filter(|item| !kind(item)).collect();
                let landless: Vec<&Item> = reading.iter().filter(|item| !country(item)).collect();
                for items in [reading.iter().collect::<Vec<_>>(), without, landless] {
                    out.extend(keys_of(&items).into_iter().map(|key| format!("t{key}")));
                }
            }
        }
        out
    }

    /// True where the lists know it, or the record says that it is no person.
    pub(super) fn is_told(&self) -> bool {
        self.kind != NameKind::Unknown || self.spellings.iter().any(|spelling| !spelling.whole.is_empty())
    }
}

impl Spelling {
    fn of(text: &str, terms: &Terms) -> Self {
        let tokens = tokens(text);
        let readings = [true, false].map(|orgs| read(text, &tokens, terms, orgs));
        let whole = readings.first().map(|reading| whole(reading, terms)).unwrap_or_default();
        let [first, second] = readings;
        let mut readings = vec![first];
        if second.len() != readings.first().map_or(0, Vec::len) {
            readings.push(second);
        }
        readings.retain(|reading| !reading.is_empty());
        let words = tokens.iter().filter(|token| !terms.is_small(&token.word));
        let initials = words.filter_map(|token| token.word.chars().next()).collect();
        let capitals = text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let letters: String = text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
        let abbreviation = (capitals && (ABBREVIATION..=8).contains(&letters.chars().count())).then_some(letters);
        Self { text: text.trim().to_owned(), whole, readings, initials, abbreviation }
    }
}

/// The items of a name: without small words, legal forms and what may be left out.
fn read(text: &str, tokens: &[Token], terms: &Terms, orgs: bool) -> Vec<Item> {
    let takes = |class: Class| match class {
        Class::Org => orgs,
        Class::Bind | Class::Drop | Class::Title | Class::Kin | Class::Past => false,
        _ => true,
    };
    let mut out: Vec<Item> = Vec::new();
    let mut loose: Vec<Item> = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let (length, senses) = terms.at(text, tokens.get(at..).unwrap_or_default(), &takes);
        let senses: Vec<_> = senses.iter().filter_map(|sense| terms.sense(*sense)).collect();
        let taken = tokens.get(at..at + length.max(1)).unwrap_or_default();
        at += length.max(1);
        let word = match taken {
            [one] => Some(Word::of(&one.word)),
            many => Some(Word::of(&many.iter().map(|token| token.word.as_str()).collect::<String>())),
        };
        if senses.iter().all(|sense| matches!(sense.class, Class::Small | Class::Form)) && !senses.is_empty() {
            // “Company” alone may be all there is.
            if senses.iter().any(|sense| sense.class == Class::Form) {
                loose.push(Item { meanings: Vec::new(), word, root: None });
            }
            continue;
        }
        let meanings: Vec<Vec<ConceptId>> = senses
            .iter()
            .filter(|sense| !matches!(sense.class, Class::Small | Class::Form))
            .map(|sense| sense.concepts.clone())
            .collect();
        let may_go = |id: &ConceptId| terms.concept(*id).is_some_and(|c| c.class == Class::Kind && !c.firm);
        // “Минобороны” is two words in one.
        if let [first, rest @ ..] = meanings.as_slice()
            && first.len() > 1
            && rest.iter().all(|meaning| meaning == first)
        {
            out.extend(first.iter().map(|id| Item { meanings: vec![vec![*id]], word: None, root: None }));
            continue;
        }
        let root = word.as_ref().filter(|_| meanings.is_empty()).and_then(root);
        let item = Item { meanings, word, root };
        if !item.meanings.is_empty() && item.meanings.iter().all(|concepts| concepts.iter().all(may_go)) {
            loose.push(item);
        } else if length > 0 || !token.word.is_empty() {
            out.push(item);
        }
    }
    if out.is_empty() {
        return loose;
    }
    // “National Security Agency of Norland”: the country is the agency's own, and says which is meant.
    if let [one, other] = out.as_slice() {
        let agency = of_country(one, other, terms).or_else(|| of_country(other, one, terms));
        if let Some(agency) = agency {
            return vec![agency];
        }
    }
    out
}

/// An organisation of the lists beside its own country: the organisation alone.
fn of_country(agency: &Item, country: &Item, terms: &Terms) -> Option<Item> {
    let is_of = |meaning: &&Vec<ConceptId>| {
        let within = match meaning.as_slice() {
            [id] => terms.concept(*id).filter(|concept| concept.class == Class::Org).and_then(|concept| concept.within),
            _ => None,
        };
        within.is_some_and(|within| country.meanings.iter().any(|meaning| meaning.as_slice() == [within]))
    };
    let meanings: Vec<Vec<ConceptId>> = agency.meanings.iter().filter(is_of).cloned().collect();
    (!meanings.is_empty()).then(|| Item { meanings, word: agency.word.clone(), root: None })
}

/// The keys of some items: of each what it stands for or its consonants, in order of the letters.
fn keys_of(items: &[&Item]) -> Vec<String> {
    let mut all: Vec<Vec<String>> = vec![Vec::new()];
    for item in items {
        let mut ways: Vec<String> = item.meanings.iter().map(|meaning| format!("{meaning:?}")).collect();
        if ways.is_empty() {
            let words = item.word.iter().chain(&item.root);
            ways = words.flat_map(Word::short_keys).collect();
        }
        ways.sort();
        ways.dedup();
        ways.truncate(MOST_KEYS);
        let longer = all
            .iter()
            .flat_map(|key| ways.iter().map(move |way| key.iter().chain([way]).cloned().collect::<Vec<String>>()));
        all = longer.take(MOST_KEYS).collect();
    }
    let keys = all.into_iter().filter(|key| !key.is_empty()).map(|mut key| {
        key.sort();
        key.join(" ")
    });
    keys.collect()
}

/// What the lists know a whole name for: an organisation or a place, and nothing that is only of one.
fn whole(reading: &[Item], terms: &Terms) -> Vec<ConceptId> {
    let [item] = reading else { return Vec::new() };
    let is_one = |id: ConceptId| {
        terms.concept(id).is_some_and(|c| c.class == Class::Org || c.class.is_place() || c.class == Class::Area)
    };
    let ids = item.meanings.iter().filter_map(|concepts| match concepts.as_slice() {
        [id] if is_one(*id) => Some(*id),
        _ => None,
    });
    let mut ids: Vec<ConceptId> = ids.collect();
    ids.dedup();
    ids
}

/// Whether two records may be one thing.
pub(super) fn compare(one: &Thing, other: &Thing) -> Option<Likeness> {
    let terms = Terms::built_in();
    let mut best: Option<Likeness> = None;
    let whole = |thing: &Thing| {
        let all = thing.spellings.iter().flat_map(|spelling| spelling.whole.iter().copied()).collect();
        narrowed(all, &thing.roles, terms)
    };
    // A namesake of what is listed is not that.
    let (a_listed, b_listed) = (whole(one), whole(other));
    let namesake = |listed: &Option<Vec<ConceptId>>, other: &Option<Vec<ConceptId>>| {
        listed.is_none() && other.as_ref().is_some_and(|other| !other.is_empty())
    };
    if namesake(&a_listed, &b_listed) || namesake(&b_listed, &a_listed) {
        return None;
    }
    let (a_whole, b_whole) = (a_listed.unwrap_or_default(), b_listed.unwrap_or_default());
    // What the lists know as two is two, whatever the words.
    if !a_whole.is_empty() && !b_whole.is_empty() && !a_whole.iter().any(|id| b_whole.contains(id)) {
        return None;
    }
    if foreign(one, other, terms) {
        return None;
    }
    let texts = |a: &Spelling, b: &Spelling| format!("“{}” and “{}”", a.text, b.text);
    for a in &one.spellings {
        for b in &other.spellings {
            let known = a.whole.iter().any(|id| b.whole.contains(id) && a_whole.contains(id) && b_whole.contains(id));
            let found = if known {
                Some((0.95, Outcome::Variant, format!("{} are names of one in the lists", texts(a, b))))
            } else {
                let pairs = a.readings.iter().flat_map(|a| b.readings.iter().map(move |b| (a, b)));
                let laid = |(x, y): (&Vec<Item>, &Vec<Item>)| {
                    let (a, b): (Vec<&Item>, Vec<&Item>) = (x.iter().collect(), y.iter().collect());
                    items(&a, &b)
                        .or_else(|| items(&without_kind(x, other, terms), &b))
                        .or_else(|| items(&a, &without_kind(y, one, terms)))
                };
                let best = pairs.filter_map(laid).max_by(|a, b| a.0.total_cmp(&b.0));
                let at_home = || {
                    let pairs = a.readings.iter().flat_map(|x| b.readings.iter().map(move |y| (x, y)));
                    let found = pairs.filter_map(|(x, y)| {
                        let (all_x, all_y): (Vec<&Item>, Vec<&Item>) = (x.iter().collect(), y.iter().collect());
                        let first = without_country(x, &b.text, terms).and_then(|x| items(&x, &all_y));
                        first.or_else(|| without_country(y, &a.text, terms).and_then(|y| items(&all_x, &y)))
                    });
                    let best = found.max_by(|a, b| a.0.total_cmp(&b.0));
                    best.map(|(score, outcome, how)| (score * HOME, outcome, how))
                };
                let best = best.or_else(at_home);
                best.map(|(score, outcome, how)| (score, outcome, format!("{}: {how}", texts(a, b))))
                    .or_else(|| abbreviated(a, b).or_else(|| abbreviated(b, a)))
            };
            let Some((score, outcome, because)) = found else { continue };
            let score = (score * 100.0_f64).round() as u8;
            if best.as_ref().is_none_or(|known| known.score < score) {
                best = Some(Likeness { score, outcome, because: vec![because], against: Vec::new() });
            }
        }
    }
    best.filter(|likeness| likeness.score >= (super::person::LEAST * 100.0) as u8)
}

/// Of what a name may stand for, what lies where the roles say; `None` where nothing does: it is a namesake of what is listed.
fn narrowed(ids: Vec<ConceptId>, roles: &[Role], terms: &Terms) -> Option<Vec<ConceptId>> {
    let countries: Vec<ConceptId> = roles.iter().flat_map(|role| role.countries(terms)).collect();
    let country = |id: ConceptId| {
        let concept = terms.concept(id)?;
        concept.within.or((concept.class == Class::Country).then_some(id))
    };
    if ids.is_empty() || countries.is_empty() {
        return Some(ids);
    }
    // What is of no country may be told by any.
    let fits = |id: &ConceptId| country(*id).is_none_or(|own| countries.iter().any(|c| same_country(*c, own, terms)));
    let kept: Vec<ConceptId> = ids.into_iter().filter(fits).collect();
    (!kept.is_empty()).then_some(kept)
}

/// True where the roles tell of different countries.
fn foreign(one: &Thing, other: &Thing, terms: &Terms) -> bool {
    let countries =
        |thing: &Thing| -> Vec<ConceptId> { thing.roles.iter().flat_map(|role| role.countries(terms)).collect() };
    let (a, b) = (countries(one), countries(other));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|a| b.iter().any(|b| same_country(*a, *b, terms)))
}

/// The items of a name without a kind of place that the other record tells in its roles: “Sheremetyevo Airport”.
fn without_kind<'a>(items: &'a [Item], other: &Thing, terms: &Terms) -> Vec<&'a Item> {
    let told = |item: &Item| {
        item.meanings.iter().flatten().any(|id| {
            terms.concept(*id).is_some_and(|c| c.class == Class::Kind)
                && other.roles.iter().any(|role| role.has_word(*id))
        })
    };
    items.iter().filter(|item| !told(item)).collect()
}

/// The items of a name without the country that the other's language is at home in: what papers there call “the ministry of
/// oil”. `None` where there is no such country among them.
fn without_country<'a>(items: &'a [Item], other: &str, terms: &Terms) -> Option<Vec<&'a Item>> {
    let has = |letters: &[char]| other.contains(|c| letters.contains(&c));
    let home = match () {
        () if has(&['ی', 'ک', 'گ', 'چ', 'پ', 'ژ']) => "place.ir",
        () if has(&['ў', 'Ў']) => "place.by",
        () if has(&['ї', 'є', 'ґ', 'Ї', 'Є']) => "place.ua",
        () if has(&['қ', 'ұ', 'ң', 'ғ']) => "place.kz",
        () if has(&['א', 'ה', 'ל', 'מ']) => "place.il",
        () if has(&['ο', 'α', 'ς']) => "place.gr",
        () => return None,
    };
    let home = terms.id(home)?;
    let is_home = |item: &Item| item.meanings.iter().any(|meaning| meaning.as_slice() == [home]);
    let left: Vec<&Item> = items.iter().filter(|item| !is_home(item)).collect();
    (left.len() + 1 == items.len() && !left.is_empty()).then_some(left)
}

/// Whether the words of two names are the same, in any order.
fn items(one: &[&Item], other: &[&Item]) -> Option<(f64, Outcome, String)> {
    if one.len() != other.len() || one.is_empty() {
        return None;
    }
    let mut left: Vec<&Item> = other.to_vec();
    let (mut score, mut outcome, mut grounds) = (0.95_f64, Outcome::Variant, Vec::new());
    let mut translated = 0;
    for a in one {
        let met = left.iter().enumerate().filter_map(|(at, b)| Some((at, item(a, b)?)));
        let (at, how) = met.max_by(|(_, a), (_, b)| a.weight().total_cmp(&b.weight()))?;
        let b = left.remove(at);
        let words = a.word.as_ref().zip(b.word.as_ref()).map(|(a, b)| (a.raw.clone(), b.raw.clone()));
        match how {
            Met::Concept => {
                translated += 1;
                score = score.min(0.93);
            }
            Met::Word(how) => {
                score = score.min(match how {
                    How::Same => 0.95,
                    How::System(_) => 0.93,
                    How::Sounds => 0.88,
                    How::Near => 0.78,
                    _ => 0.74,
                });
                if !how.is_variant() {
                    outcome = Outcome::Misspelling;
                }
                let said = match how {
                    How::Same => "is the same",
                    How::System(name) => name,
                    How::Sounds => "sounds the same",
                    How::Near => "differs in vowels or letters often taken for each other",
                    _ => "is a letter apart",
                };
                grounds.extend(
                    words.map(|(a, b)| {
                        if a == b { format!("“{a}” {said}") } else { format!("“{a}”, “{b}”: {said}") }
                    }),
                );
            }
        }
    }
    if translated > 0 {
        grounds.insert(0, format!("{translated} of {} words are translations of each other", one.len()));
    }
    Some((score, outcome, grounds.join("; ")))
}

/// How two items met.
enum Met {
    Concept,
    Word(How),
}

impl Met {
    fn weight(&self) -> f64 {
        match self {
            Self::Concept => 0.99,
            Self::Word(how) => how.weight(),
        }
    }
}

fn item(one: &Item, other: &Item) -> Option<Met> {
    if one.meanings.iter().any(|meaning| other.meanings.contains(meaning)) {
        return Some(Met::Concept);
    }
    // Two that the lists know are two.
    if !one.meanings.is_empty() && !other.meanings.is_empty() {
        return None;
    }
    let (a, b) = (one.word.as_ref()?, other.word.as_ref()?);
    let number = |word: &Word| word.raw.chars().all(char::is_numeric);
    if number(a) || number(b) {
        return (a.raw == b.raw).then_some(Met::Word(How::Same));
    }
    let long = a.letters().min(b.letters()) >= LONG;
    let roots = [(Some(a), Some(b)), (one.root.as_ref(), Some(b)), (Some(a), other.root.as_ref())];
    let alike = roots.into_iter().filter_map(|(a, b)| a?.alike(b?));
    let how = alike.max_by(|a, b| a.how.weight().total_cmp(&b.how.weight()))?.how;
    let listed = !one.meanings.is_empty() || !other.meanings.is_empty();
    match how {
        How::Same | How::System(_) | How::Sounds | How::Given(false) => Some(Met::Word(how)),
        How::Near if long => Some(Met::Word(how)),
        How::Slip(_) if long && !listed => Some(Met::Word(how)),
        _ => None,
    }
}

/// The place a Cyrillic adjective is made of, without its ending.
fn root(word: &Word) -> Option<Word> {
    let at = word.raw.find("ск").or_else(|| word.raw.find("ськ"))?;
    let (root, ending) = word.raw.split_at_checked(at)?;
    (root.chars().count() >= 3 && (4..=6).contains(&ending.chars().count())).then(|| Word::of(root))
}

/// Whether one name is made of the first letters of the other.
fn abbreviated(short: &Spelling, long: &Spelling) -> Option<(f64, Outcome, String)> {
    let letters = short.abbreviation.as_ref()?;
    let fits =
        long.abbreviation.is_none() && *letters == long.initials && short.whole.is_empty() != long.whole.is_empty();
    let fits = fits
        || (long.abbreviation.is_none()
            && *letters == long.initials
            && short.whole.is_empty()
            && long.whole.is_empty());
    let because = format!("“{}” is made of the first letters of “{}”", short.text, long.text);
    fits.then_some((0.76, Outcome::Variant, because))
}
