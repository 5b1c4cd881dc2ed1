//! What a person does, read out of words in any language of the lists, and whether two such roles may be one person's.

use super::terms::{Class, ConceptId, Terms, Worlds};
use super::when::Span;
use super::words::Word;

use crate::domain::tokens::{Script, Token, tokens};

mod standing;

pub(super) use standing::relation;

/// Years over which no life is told.
const LIFE: f64 = 65.0;
/// Years after a term in which a paper may still call somebody by the office.
const SOON: f64 = 2.0;

/// Heads of a body or a country, of which “chief” may be said for any.
const HEADING: [&str; 18] = [
    "president",
    "premier",
    "minister",
    "chief",
    "supreme",
    "chairman",
    "director",
    "secgen",
    "secretary",
    "commander",
    "king",
    "governing",
    "governor",
    "mayor",
    "rector",
    "founder",
    "patriarch",
    "editor",
];
/// Heads that several languages call by each other's names, where the body is one.
const SOFT: [&str; 7] = ["president", "chief", "chairman", "director", "secgen", "secretary", "commander"];
/// Posts below the office that is named with them.
const SERVING: [&str; 9] =
    ["adviser", "nsa", "spokesperson", "envoy", "ambassador", "candidate", "member", "officer", "mp"];
/// Heads that are said for each other.
const SAID_FOR: [(&str, &str); 4] =
    [("envoy", "spokesperson"), ("envoy", "ambassador"), ("adviser", "nsa"), ("commander", "officer")];
/// Offices of which a country or a body has one.
const SINGLE: [&str; 13] = [
    "president",
    "premier",
    "minister",
    "supreme",
    "king",
    "queen",
    "shah",
    "crownprince",
    "patriarch",
    "pope",
    "highrep",
    "nsa",
    "governing",
];
/// Callings so wide that they alone make nobody one.
const WIDE: [&str; 8] =
    ["politician", "military", "businessman", "student", "worker", "teacher", "pensioner", "rightsactivist"];
/// Bodies that say no more than the office does.
const EMPTY: [&str; 4] = ["government", "ministry", "office", "administration"];

/// A role, read.
#[derive(Clone, Debug, Default)]
pub(super) struct Role {
    /// The words it was read from.
    pub text: String,
    /// When it is held or was seen.
    pub when: Option<Span>,
    /// True where `when` is a term of office.
    pub term: bool,
    heads: Vec<ConceptId>,
    deputy: bool,
    past: bool,
    kin: bool,
    fields: Vec<ConceptId>,
    bodies: Vec<ConceptId>,
    orgs: Vec<ConceptId>,
    callings: Vec<ConceptId>,
    places: Vec<ConceptId>,
    /// Firm kinds of places, and words of organisations.
    words: Vec<ConceptId>,
    worlds: Worlds,
    /// Words of no list, and numbers.
    rare: Vec<Word>,
    died: Option<Span>,
    born: Option<Span>,
}

/// How two persons' roles stand to each other, from the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// One office, at a time that fits.
    Office,
    /// One calling or post, and nothing against it.
    Agree,
    /// One world and, as far as is told, one country.
    World,
    /// Posts that one person may have held one after the other.
    Career,
    /// On one side nothing is told.
    Unknown,
    /// Different posts of one country at one time: two persons', unless the name is one few can have.
    Posts,
    /// Both are told, and have nothing in common.
    Unlike,
    /// They cannot well be one person's.
    Clash,
}

/// How two persons' roles stand to each other, with the grounds.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    pub standing: Standing,
    /// True where the office is one that only one person holds at a time.
    pub single: bool,
    /// True where one is told by a relative.
    pub kin: bool,
    /// True where the time was asked for and fits a term of office.
    pub in_term: bool,
    pub because: Option<String>,
    pub against: Option<String>,
}

impl Role {
    /// Reads a role.
    pub(super) fn of(text: &str, when: Option<Span>, term: bool) -> Self {
        let terms = Terms::built_in();
        let tokens = tokens(text);
        let mut role = Self { text: text.to_owned(), when, term, ..Self::default() };
        let years: Vec<Span> = tokens.iter().filter_map(|token| year(&token.word)).collect();
        let mut taken = vec![false; tokens.len()];
        // What is of a country may share words with an office: “president of the Arab Republic”.
        let is_named = |class: Class| class.is_place() || matches!(class, Class::Org | Class::Area);
        let passed =
            |class: Class| matches!(class, Class::Bind | Class::Drop | Class::Small | Class::Form | Class::Title);
        let mut found = terms.find(text, &tokens, is_named);
        found.extend(terms.find(text, &tokens, |class| !is_named(class) && !passed(class)));
        found.extend(terms.find(text, &tokens, |class| class == Class::Title));
        for found in &found {
            taken.iter_mut().take(found.words.end).skip(found.words.start).for_each(|taken| *taken = true);
            let senses = || found.senses.iter().filter_map(|at| terms.sense(*at));
            // What may be a country or a part of another is the country.
            let country = senses().any(|sense| sense.class == Class::Country);
            for sense in senses().filter(|sense| !(country && sense.class == Class::Part)) {
                for id in &sense.concepts {
                    role.take(*id, terms, &years);
                }
            }
        }
        for (token, _) in tokens.iter().zip(&taken).filter(|(_, taken)| !**taken) {
            let written = text.get(token.bytes.clone()).unwrap_or_default();
            role.rare_of(token, written);
        }
        role.settle(terms);
        role
    }

    fn take(&mut self, id: ConceptId, terms: &Terms, years: &[Span]) {
        let Some(concept) = terms.concept(id) else { return };
        // A title in front says no more than its world, and of offices not even that.
        if concept.class != Class::Title || concept.name != "office" {
            self.worlds.add(concept.worlds);
        }
        let list = match concept.class {
            Class::Head => &mut self.heads,
            Class::Field => &mut self.fields,
            Class::Body => &mut self.bodies,
            Class::Org => &mut self.orgs,
            Class::Calling => &mut self.callings,
            Class::Country | Class::Part | Class::City => &mut self.places,
            Class::Word => &mut self.words,
            Class::Kind if concept.firm => &mut self.words,
            Class::Deputy => {
                self.deputy = true;
                return;
            }
            Class::Kin => {
                self.kin = true;
                return;
            }
            Class::Past => {
                match concept.name.as_str() {
                    "died" => self.died = years.iter().max_by_key(|year| year_of(**year)).copied(),
                    "born" => self.born = years.iter().min_by_key(|year| year_of(**year)).copied(),
                    _ => self.past = true,
                }
                return;
            }
            _ => return,
        };
        if !list.contains(&id) {
            list.push(id);
        }
        if let Some(also) = concept.also {
            self.take(also, terms, years);
        }
        if let Some(country) = concept.within.filter(|_| concept.class == Class::Org)
            && !self.places.contains(&country)
        {
            self.places.push(country);
        }
    }

    fn rare_of(&mut self, token: &Token, written: &str) {
        let number = token.word.starts_with(|c: char| c.is_ascii_digit());
        let abbreviation = written.chars().count() > 1 && written.chars().all(char::is_uppercase);
        let long = token.word.chars().count() >= 4 || token.script == Script::Han || abbreviation;
        let small = !abbreviation && Terms::built_in().is_small(&token.word);
        if !small && if number { year(&token.word).is_none() } else { long } {
            self.rare.push(Word::of(&token.word));
        }
    }

    /// Brings what is said in several ways to one.
    fn settle(&mut self, terms: &Terms) {
        let id = |name: &str| terms.id(name);
        let drop = |list: &mut Vec<ConceptId>, name: &str| list.retain(|known| Some(*known) != id(name));
        let has = |list: &[ConceptId], name: &str| list.iter().any(|known| Some(*known) == id(name));
        // The head of a ministry is a minister, of a government a premier.
        if has(&self.bodies, "ministry") && (has(&self.heads, "chief") || has(&self.heads, "secretary")) {
            drop(&mut self.heads, "chief");
            drop(&mut self.heads, "secretary");
            self.heads.extend(id("minister"));
        }
        if has(&self.bodies, "government") && (has(&self.heads, "chief") || has(&self.heads, "chairman")) {
            drop(&mut self.heads, "chief");
            drop(&mut self.heads, "chairman");
            self.heads.extend(id("premier"));
        }
        // “Secretary of defence” is a minister; “secretary of the council of defence” is none.
        let single = self.heads.len() == 1 && self.bodies.is_empty() && self.orgs.is_empty();
        if single && has(&self.heads, "secretary") && !self.fields.is_empty() && !self.places.is_empty() {
            drop(&mut self.heads, "secretary");
            self.heads.extend(id("minister"));
        }
        // Who serves a president is none.
        if any_named(&self.heads, &SERVING, terms) && !any_named(&self.heads, &["chief"], terms) {
            self.heads.retain(|head| any_named(&[*head], &SERVING, terms));
        }
        // Of whom a relative is told, the office is the relative's.
        if self.kin {
            [&mut self.heads, &mut self.fields, &mut self.bodies, &mut self.orgs].into_iter().for_each(Vec::clear);
            self.deputy = false;
        }
        // A government is its country's, and says no more.
        let is_government =
            |org: &ConceptId| terms.concept(*org).is_some_and(|c| c.also.is_some() && c.also == id("government"));
        self.orgs.retain(|org| !is_government(org));
        let empty: Vec<ConceptId> = EMPTY.iter().filter_map(|name| id(name)).collect();
        if self.heads.iter().any(|head| !Some(*head).eq(&id("chief"))) {
            self.bodies.retain(|body| !empty.contains(body));
        }
    }

    /// The countries of its places.
    pub(super) fn countries(&self, terms: &Terms) -> Vec<ConceptId> {
        let mut out: Vec<ConceptId> = Vec::new();
        for id in &self.places {
            let Some(concept) = terms.concept(*id) else { continue };
            let country = if concept.class == Class::Country { *id } else { concept.within.unwrap_or(*id) };
            if !out.contains(&country) {
                out.push(country);
            }
        }
        out
    }

    /// Keys of offices that a country or a body has one of, for finding who else is told by them.
    pub(super) fn office_keys(&self) -> Vec<String> {
        let terms = Terms::built_in();
        let heads = self.heads.iter().filter(|head| any_named(&[**head], &SINGLE, terms));
        let places = self.countries(terms);
        let fields: Vec<String> = self.fields.iter().map(ToString::to_string).collect();
        heads
            .flat_map(|head| places.iter().map(move |place| (head, place)))
            .map(|(head, place)| format!("{head}.{place}.{}", fields.join("+")))
            .collect()
    }

    /// True where it has a word of the lists of places or organisations.
    pub(super) fn has_word(&self, id: ConceptId) -> bool {
        self.words.contains(&id)
    }

    /// True where nothing was read out of it.
    fn is_empty(&self) -> bool {
        let lists = [&self.heads, &self.fields, &self.bodies, &self.orgs, &self.callings, &self.places, &self.words];
        lists.iter().all(|list| list.is_empty()) && self.rare.is_empty() && self.worlds.is_empty()
    }

    fn is_specific(&self) -> bool {
        let over = [&self.fields, &self.bodies, &self.orgs, &self.places];
        !self.heads.is_empty() && over.iter().any(|list| !list.is_empty())
    }
}

/// A year of our time, in Western reckoning or, as Iran counts, in solar years.
fn year(word: &str) -> Option<Span> {
    let number: i32 = word.parse().ok().filter(|_| word.len() == 4)?;
    match number {
        1500..=2100 => Some(Span::year(number)),
        1250..=1449 => Some(Span::year(number + 621)),
        _ => None,
    }
}

fn year_of(span: Span) -> i64 {
    // Only order matters.
    (span.years_over(Span::year(0)) * 10.0) as i64
}

fn share(one: &[ConceptId], other: &[ConceptId]) -> bool {
    one.iter().any(|id| other.contains(id))
}

fn any_named(list: &[ConceptId], names: &[&str], terms: &Terms) -> bool {
    list.iter().filter_map(|id| terms.concept(*id)).any(|concept| names.contains(&concept.name.as_str()))
}

/// True where one country is the other, or was a part of it.
pub(super) fn same_country(one: ConceptId, other: ConceptId, terms: &Terms) -> bool {
    let within = |id: ConceptId| terms.concept(id).and_then(|concept| concept.within);
    one == other || within(one) == Some(other) || within(other) == Some(one)
}

fn countries_meet(one: &[ConceptId], other: &[ConceptId], terms: &Terms) -> bool {
    one.iter().any(|a| other.iter().any(|b| same_country(*a, *b, terms)))
}

/// True where the roles of both are told of one country and of worlds that meet.
pub(super) fn of_one_country(ones: &[Role], others: &[Role]) -> bool {
    let terms = Terms::built_in();
    ones.iter().any(|a| {
        others
            .iter()
            .any(|b| countries_meet(&a.countries(terms), &b.countries(terms), terms) && a.worlds.may_meet(b.worlds))
    })
}

fn of_class(role: &Role, class: Class, terms: &Terms) -> Vec<ConceptId> {
    let is = |id: &ConceptId| terms.concept(*id).is_some_and(|concept| concept.class == class);
    role.places.iter().copied().filter(is).collect()
}
