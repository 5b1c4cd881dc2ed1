//! What a person does, read out of words in any language of the lists, and whether two such roles may be one person's.

use super::terms::{Class, ConceptId, Terms, Worlds};
use super::when::Span;
use super::words::{How, Word};
use crate::domain::tokens::{Script, Token, tokens};

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
            for sense in found.senses.iter().filter_map(|at| terms.sense(*at)) {
                for id in &sense.concepts {
                    role.take(*id, terms, &years);
                }
            }
        }
        for (token, _) in tokens.iter().zip(&taken).filter(|(_, taken)| !**taken) {
            role.rare_of(token);
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

    fn rare_of(&mut self, token: &Token) {
        let number = token.word.starts_with(|c: char| c.is_ascii_digit());
        let long = token.word.chars().count() >= 4 || token.script == Script::Han;
        if !Terms::built_in().is_small(&token.word) && if number { year(&token.word).is_none() } else { long } {
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

/// A word of no list that both have, with both spellings.
fn rare_shared(one: &Role, other: &Role) -> Option<String> {
    one.rare.iter().find_map(|a| {
        other.rare.iter().find_map(|b| {
            let number = a.raw.starts_with(|c: char| c.is_ascii_digit());
            let same = if number || b.raw.starts_with(|c: char| c.is_ascii_digit()) {
                a.raw == b.raw
            } else {
                stems_meet(&a.raw, &b.raw)
                    || a.alike(b).is_some_and(|alike| matches!(alike.how, How::Same | How::System(_) | How::Sounds))
                    || (a.letters() >= 6 && a.alike(b).is_some_and(|alike| alike.how == How::Near))
            };
            same.then(|| {
                if a.raw == b.raw { format!("“{}”", a.raw) } else { format!("“{}” and “{}”", a.raw, b.raw) }
            })
        })
    })
}

/// True where two words of one script have a long beginning in common, as cases and adjectives of one word do.
fn stems_meet(one: &str, other: &str) -> bool {
    let common = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let longer = one.chars().count().max(other.chars().count());
    common >= 5 && longer - common <= 4
}

/// What is said of two roles.
struct Pair {
    standing: Standing,
    single: bool,
    in_term: bool,
    because: Option<String>,
    against: Option<String>,
}

fn pair(one: &Role, other: &Role, terms: &Terms) -> Pair {
    let quoted = format!("“{}” and “{}”", one.text, other.text);
    let plain = |standing, because: Option<String>, against: Option<String>| Pair {
        standing,
        single: false,
        in_term: false,
        because,
        against,
    };
    if one.is_empty() || other.is_empty() {
        return plain(Standing::Unknown, None, None);
    }
    let (a_countries, b_countries) = (one.countries(terms), other.countries(terms));
    let same_land = countries_meet(&a_countries, &b_countries, terms);
    let foreign = !a_countries.is_empty() && !b_countries.is_empty() && !same_land;
    let rare = rare_shared(one, other);
    let same_org = share(&one.orgs, &other.orgs);
    let same_city = share(&of_class(one, Class::City, terms), &of_class(other, Class::City, terms));
    let told = rare.is_some() || same_org || same_city;

    let over = |list: &[ConceptId], its: &[ConceptId]| list.is_empty() || its.is_empty() || share(list, its);
    let is = |role: &Role, name: &str| any_named(&role.heads, &[name], terms);
    let same_head = share(&one.heads, &other.heads);
    let heading = |role: &Role| any_named(&role.heads, &HEADING, terms);
    let soft = |role: &Role| any_named(&role.heads, &SOFT, terms);
    let same_body = same_org || (share(&one.bodies, &other.bodies) && over(&one.orgs, &other.orgs));
    let chief = (is(one, "chief") && heading(other)) || (is(other, "chief") && heading(one));
    let bare = |role: &Role| role.bodies.is_empty() && role.orgs.is_empty() && role.fields.is_empty();
    let said_for = SAID_FOR.iter().any(|(a, b)| (is(one, a) && is(other, b)) || (is(one, b) && is(other, a)));
    let same_head = same_head
        || chief
        || said_for
        || (soft(one) && soft(other) && (same_body || (same_land && bare(one) && bare(other))));
    let fields = match (one.fields.is_empty(), other.fields.is_empty()) {
        (false, false) => share(&one.fields, &other.fields),
        (true, true) => true,
        // A minister without more may be any.
        _ => !(is(one, "minister") && is(other, "minister")) || same_org,
    };
    let ministers = is(one, "minister") && is(other, "minister");
    let rulers = ["president", "premier"].iter().any(|name| is(one, name) && is(other, name));
    let bodies = same_org
        || (over(&one.orgs, &other.orgs)
            && (ministers || over(&one.bodies, &other.bodies))
            && !(rulers
                && one.orgs.is_empty() != other.orgs.is_empty()
                && (!a_countries.is_empty() && !b_countries.is_empty())));
    let (a_parts, b_parts) = (of_class(one, Class::Part, terms), of_class(other, Class::Part, terms));
    let parts = share(&a_parts, &b_parts)
        || (a_parts.is_empty() && b_parts.is_empty())
        || (a_parts.is_empty() && a_countries.is_empty())
        || (b_parts.is_empty() && b_countries.is_empty())
        || same_org;
    let office = same_head && fields && bodies && parts && !foreign && one.deputy == other.deputy;
    let shared_single =
        SINGLE.iter().any(|name| is(one, name) && is(other, name) && (*name != "minister" || !one.fields.is_empty()));
    let of_one = same_land || same_body || same_city;
    let single_kind = shared_single
        || (of_one && heading(one) && heading(other) && (share(&one.heads, &other.heads) || chief || soft(one)));

    let times = one.when.zip(other.when);
    let together = times.is_some_and(|(a, b)| a.overlaps(b));
    if office && single_kind {
        let term = (one.term || other.term).then_some(times).flatten();
        if let Some((a, b)) = term
            && !a.meets(b)
        {
            let (held, seen, past) = if one.term { (a, b, other.past) } else { (b, a, one.past) };
            let later = held.is_before(seen);
            let against = Some(format!("{quoted}: the same office, but seen outside the term"));
            return match (later, past) {
                (true, true) => plain(Standing::Agree, Some(format!("{quoted}: an office held before")), None),
                (true, false) if held.years_apart(seen) <= SOON => plain(Standing::Career, None, against),
                _ => plain(Standing::Clash, None, against),
            };
        }
        let when = if term.is_some() { ", and the date is within the term" } else { "" };
        return Pair {
            standing: Standing::Office,
            single: shared_single || same_body || of_one,
            in_term: term.is_some(),
            because: Some(format!("same role: {quoted}{when}")),
            against: None,
        };
    }
    let same_calling = share(&one.callings, &other.callings);
    let wide = |role: &Role| role.callings.iter().all(|id| any_named(&[*id], &WIDE, terms));
    let shared_wide = same_calling && wide(one) && wide(other);
    let world_clash = !one.worlds.is_empty() && !other.worlds.is_empty() && !one.worlds.may_meet(other.worlds);
    let other_office = !office && one.is_specific() && other.is_specific();
    if foreign {
        return plain(Standing::Clash, None, Some(format!("{quoted}: of different countries")));
    }
    if other_office && together && !(same_calling && !shared_wide) && !told {
        return plain(Standing::Clash, None, Some(format!("{quoted}: different posts at one time")));
    }
    if office && (told || share(&one.fields, &other.fields)) {
        return plain(Standing::Agree, Some(format!("same post: {quoted}")), None);
    }
    if world_clash && !same_calling {
        return plain(Standing::Clash, None, Some(format!("{quoted}: different worlds")));
    }
    if same_calling && (!shared_wide || same_land || told) {
        return plain(Standing::Agree, Some(format!("same calling: {quoted}")), None);
    }
    if let Some(rare) = rare {
        return plain(Standing::Agree, Some(format!("both are told by {rare}")), None);
    }
    let named_head = one.heads.iter().any(|head| other.heads.contains(head) && !any_named(&[*head], &SOFT, terms));
    if same_org || (same_city && one.worlds.may_meet(other.worlds)) || (named_head && !other_office) {
        return plain(Standing::Agree, Some(format!("what they do agrees: {quoted}")), None);
    }
    if other_office {
        return plain(Standing::Career, None, Some(format!("{quoted}: different posts")));
    }
    if one.worlds.shares(other.worlds) || (one.worlds.may_meet(other.worlds) && !one.worlds.is_empty()) {
        return plain(Standing::World, Some(format!("what they do goes together: {quoted}")), None);
    }
    let standing = if same_land { Standing::World } else { Standing::Unlike };
    plain(standing, None, Some(format!("{quoted}: nothing in common")))
}

/// How the roles of two persons stand to each other. `seen` is when each was seen where no role says more.
pub(super) fn relation(ones: &[Role], others: &[Role], seen: [Option<Span>; 2]) -> Relation {
    let terms = Terms::built_in();
    let kin = ones.iter().any(|role| role.kin) != others.iter().any(|role| role.kin);
    let times = |roles: &[Role], seen: Option<Span>| -> Vec<Span> {
        roles.iter().filter_map(|role| role.when).chain(seen).collect()
    };
    let (a_times, b_times) = (times(ones, seen[0]), times(others, seen[1]));
    let clash = |against: String| Relation {
        standing: Standing::Clash,
        single: false,
        kin,
        in_term: false,
        because: None,
        against: Some(against),
    };
    let farthest = a_times.iter().flat_map(|a| b_times.iter().map(|b| a.years_apart(*b))).fold(0.0, f64::max);
    if farthest > LIFE {
        return clash(format!("{farthest:.0} years lie between the two"));
    }
    let lives = |role: &Role, times: &[Span]| {
        let dead = role.died.is_some_and(|died| times.iter().any(|time| died.is_before(*time)));
        let child =
            role.born.is_some_and(|born| times.iter().any(|time| time.is_before(born) || time.years_over(born) < 16.0));
        !dead && !child
    };
    if !ones.iter().all(|role| lives(role, &b_times)) || !others.iter().all(|role| lives(role, &a_times)) {
        return clash("one was dead or a child when the other was seen".to_owned());
    }
    let mut best: Option<Pair> = None;
    let mut clashes: Option<Pair> = None;
    for (a, b) in ones.iter().flat_map(|a| others.iter().map(move |b| (a, b))) {
        let pair = pair(a, b, terms);
        if pair.standing == Standing::Clash {
            clashes = clashes.or(Some(pair));
        } else if best.as_ref().is_none_or(|known| pair.standing < known.standing) {
            best = Some(pair);
        }
    }
    // What does not go together weighs more than what merely might.
    let chosen = match (best, clashes) {
        (Some(best), Some(clash)) if best.standing > Standing::Agree => Some(clash),
        (best, clash) => best.or(clash),
    };
    let Some(pair) = chosen else {
        return Relation {
            standing: Standing::Unknown,
            single: false,
            kin,
            in_term: false,
            because: None,
            against: None,
        };
    };
    let Pair { standing, single, in_term, because, against } = pair;
    Relation { standing, single, kin, in_term, because, against }
}
