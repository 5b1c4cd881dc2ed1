//! Whether two roles may be one person's: one office in its term, one calling, one world, one country, and at what time.

use super::{
    HEADING, LIFE, Relation, Role, SAID_FOR, SINGLE, SOFT, SOON, Standing, WIDE, any_named, countries_meet, of_class,
    share,
};
use crate::analysis::names::terms::{Class, ConceptId, Terms};
use crate::analysis::names::when::Span;
use crate::analysis::names::words::How;

/// Fewest letters of a word of no list that may differ in vowels.
const LONG: usize = 6;
/// Fewest letters two forms of one word have in common at their beginnings, and most that each has behind them.
const STEM: usize = 5;
const ENDING: usize = 4;
/// Years before which nobody holds an office.
const CHILD: f64 = 16.0;

/// What is said of two roles.
struct Pair {
    standing: Standing,
    single: bool,
    in_term: bool,
    because: Option<String>,
    against: Option<String>,
}

impl Pair {
    fn for_it(standing: Standing, because: String) -> Self {
        Self { standing, single: false, in_term: false, because: Some(because), against: None }
    }

    fn against_it(standing: Standing, against: String) -> Self {
        Self { standing, single: false, in_term: false, because: None, against: Some(against) }
    }
}

/// Two roles laid beside each other.
struct Laid<'a> {
    one: &'a Role,
    other: &'a Role,
    terms: &'static Terms,
    /// True where each tells of a country.
    lands: [bool; 2],
    same_land: bool,
    same_org: bool,
    same_body: bool,
    same_city: bool,
    /// A word of no list that both have.
    rare: Option<String>,
}

impl<'a> Laid<'a> {
    fn of(one: &'a Role, other: &'a Role) -> Self {
        let terms = Terms::built_in();
        let (a, b) = (one.countries(terms), other.countries(terms));
        let same_org = share(&one.orgs, &other.orgs);
        let over = |list: &[ConceptId], its: &[ConceptId]| list.is_empty() || its.is_empty() || share(list, its);
        Self {
            one,
            other,
            terms,
            lands: [!a.is_empty(), !b.is_empty()],
            same_land: countries_meet(&a, &b, terms),
            same_org,
            same_body: same_org || (share(&one.bodies, &other.bodies) && over(&one.orgs, &other.orgs)),
            same_city: share(&of_class(one, Class::City, terms), &of_class(other, Class::City, terms)),
            rare: rare_shared(one, other),
        }
    }

    fn has(&self, role: &Role, heads: &[&str]) -> bool {
        any_named(&role.heads, heads, self.terms)
    }

    fn both(&self, heads: &[&str]) -> bool {
        self.has(self.one, heads) && self.has(self.other, heads)
    }

    fn either(&self, a: &[&str], b: &[&str]) -> bool {
        (self.has(self.one, a) && self.has(self.other, b)) || (self.has(self.one, b) && self.has(self.other, a))
    }

    fn is_foreign(&self) -> bool {
        self.lands == [true, true] && !self.same_land
    }

    /// What is told of both beside what many are: a body, a city, a word of no list.
    fn is_told(&self) -> bool {
        self.rare.is_some() || self.same_org || self.same_city
    }

    /// “Chief” may be said for any head.
    fn is_chief(&self) -> bool {
        self.either(&["chief"], &HEADING)
    }

    fn same_head(&self) -> bool {
        let bare = |role: &Role| role.bodies.is_empty() && role.orgs.is_empty() && role.fields.is_empty();
        let of_one = self.same_body || (self.same_land && bare(self.one) && bare(self.other));
        share(&self.one.heads, &self.other.heads)
            || self.is_chief()
            || SAID_FOR.iter().any(|(a, b)| self.either(&[a], &[b]))
            || (self.both(&SOFT) && of_one)
    }

    fn same_field(&self) -> bool {
        match (self.one.fields.is_empty(), self.other.fields.is_empty()) {
            (false, false) => share(&self.one.fields, &self.other.fields),
            (true, true) => true,
            // A minister without more may be any.
            _ => !self.both(&["minister"]) || self.same_org,
        }
    }

    /// False where both are told to be over different bodies.
    fn may_be_one_body(&self) -> bool {
        let (one, other) = (self.one, self.other);
        if self.same_org {
            return true;
        }
        let meet = |a: &[ConceptId], b: &[ConceptId]| a.is_empty() || b.is_empty() || share(a, b);
        // A general staff and the forces it leads are one body.
        let military = |role: &Role| any_named(&role.bodies, &["generalstaff", "armedforces"], self.terms);
        let forces = military(one) && military(other);
        let bodies = self.both(&["minister"]) || meet(&one.bodies, &other.bodies) || forces;
        // A president of a country is none of a body in it.
        let of_country = ["president", "premier"].iter().any(|head| self.both(&[head]))
            && one.orgs.is_empty() != other.orgs.is_empty()
            && self.lands == [true, true];
        meet(&one.orgs, &other.orgs) && bodies && !of_country
    }

    /// False where one is of a part of a country, the other of another or of the whole.
    fn may_be_one_part(&self) -> bool {
        let (a, b) = (of_class(self.one, Class::Part, self.terms), of_class(self.other, Class::Part, self.terms));
        let open = |parts: &[ConceptId], land: bool| parts.is_empty() && !land;
        let none = a.is_empty() && b.is_empty();
        none || share(&a, &b) || open(&a, self.lands[0]) || open(&b, self.lands[1]) || self.same_org
    }

    fn is_office(&self) -> bool {
        self.same_head()
            && self.same_field()
            && self.may_be_one_body()
            && self.may_be_one_part()
            && !self.is_foreign()
            && self.one.deputy == self.other.deputy
    }

    /// True for an office of which a country has one.
    fn is_of_country(&self) -> bool {
        SINGLE.iter().any(|head| self.both(&[head]) && (*head != "minister" || !self.one.fields.is_empty()))
    }

    /// True for an office of which the country or the body that both tell has one.
    fn is_single(&self) -> bool {
        let of_one = self.same_land || self.same_body || self.same_city;
        let heads = share(&self.one.heads, &self.other.heads) || self.is_chief() || self.has(self.one, &SOFT);
        self.is_of_country() || (of_one && self.both(&HEADING) && heads)
    }

    fn pair(&self) -> Pair {
        use Standing as S;
        let (one, other) = (self.one, self.other);
        let quoted = format!("“{}” and “{}”", one.text, other.text);
        if one.is_empty() || other.is_empty() {
            return Pair { standing: S::Unknown, single: false, in_term: false, because: None, against: None };
        }
        let office = self.is_office();
        if office && self.is_single() {
            return self.in_office(&quoted);
        }
        if self.is_foreign() {
            return Pair::against_it(S::Clash, format!("{quoted}: of different countries"));
        }
        let same_calling = share(&one.callings, &other.callings);
        let is_wide = |role: &Role| role.callings.iter().all(|id| any_named(&[*id], &WIDE, self.terms));
        let wide = is_wide(one) && is_wide(other);
        let together = one.when.zip(other.when).is_some_and(|(a, b)| a.overlaps(b));
        let other_office = !office && one.is_specific() && other.is_specific();
        if other_office && together && !self.is_told() && (wide || !same_calling) {
            let standing = if self.same_land { S::Posts } else { S::Clash };
            return Pair::against_it(standing, format!("{quoted}: different posts at one time"));
        }
        if office && (self.is_told() || share(&one.fields, &other.fields)) {
            return Pair::for_it(S::Agree, format!("same post: {quoted}"));
        }
        let worlds = !one.worlds.is_empty() && !other.worlds.is_empty();
        if worlds && !one.worlds.may_meet(other.worlds) && !same_calling {
            return Pair::against_it(S::Clash, format!("{quoted}: different worlds"));
        }
        if same_calling && (!wide || self.same_land || self.is_told()) {
            return Pair::for_it(S::Agree, format!("same calling: {quoted}"));
        }
        if let Some(rare) = &self.rare {
            return Pair::for_it(S::Agree, format!("both are told by {rare}"));
        }
        let is_soft = |head: ConceptId| any_named(&[head], &SOFT, self.terms);
        let named = one.heads.iter().any(|head| other.heads.contains(head) && !is_soft(*head));
        let one_city = self.same_city && one.worlds.may_meet(other.worlds);
        if self.same_org || one_city || (named && !other_office) {
            return Pair::for_it(S::Agree, format!("what they do agrees: {quoted}"));
        }
        if other_office {
            return Pair::against_it(S::Career, format!("{quoted}: different posts"));
        }
        // Who holds an office is told by it; another who is told otherwise then is another.
        let in_office = |role: &Role| role.term && self.has(role, &SINGLE);
        if together && (in_office(one) || in_office(other)) && !(worlds && one.worlds.shares(other.worlds)) {
            return Pair::against_it(S::Clash, format!("{quoted}: told otherwise while in office"));
        }
        if worlds {
            return Pair::for_it(S::World, format!("what they do goes together: {quoted}"));
        }
        let standing = if self.same_land { S::World } else { S::Unlike };
        Pair::against_it(standing, format!("{quoted}: nothing in common"))
    }

    /// One office: in the term, or outside of it.
    fn in_office(&self, quoted: &str) -> Pair {
        let (one, other) = (self.one, self.other);
        let term = one.when.zip(other.when).filter(|_| one.term || other.term);
        if let Some((a, b)) = term
            && !a.meets(b)
        {
            let (held, seen, past) = if one.term { (a, b, other.past) } else { (b, a, one.past) };
            let against = format!("{quoted}: the same office, but seen outside the term");
            return match (held.is_before(seen), past) {
                (true, true) => Pair::for_it(Standing::Agree, format!("{quoted}: an office held before")),
                (true, false) if held.years_apart(seen) <= SOON => Pair::against_it(Standing::Career, against),
                _ => Pair::against_it(Standing::Clash, against),
            };
        }
        let when = if term.is_some() { ", and the date is within the term" } else { "" };
        Pair {
            single: self.is_of_country() || self.same_body || self.same_land || self.same_city,
            in_term: term.is_some(),
            ..Pair::for_it(Standing::Office, format!("same role: {quoted}{when}"))
        }
    }
}

/// A word of no list that both have, with both spellings.
fn rare_shared(one: &Role, other: &Role) -> Option<String> {
    one.rare.iter().find_map(|a| {
        other.rare.iter().find_map(|b| {
            let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
            let alike = || match a.alike(b).map(|alike| alike.how) {
                Some(How::Same | How::System(_) | How::Sounds) => true,
                Some(How::Near) => a.letters() >= LONG,
                _ => false,
            };
            let same = match is_number(&a.raw) || is_number(&b.raw) {
                true => a.raw == b.raw,
                false => stems_meet(&a.raw, &b.raw) || alike(),
            };
            let told = if a.raw == b.raw {
                format!("“{}”", a.raw)
            } else {
                format!("“{}” and “{}”", a.raw, b.raw)
            };
            same.then_some(told)
        })
    })
}

/// True where two words of one script have a long beginning in common, as cases and adjectives of one word do.
fn stems_meet(one: &str, other: &str) -> bool {
    let common = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let longer = one.chars().count().max(other.chars().count());
    common >= STEM && longer - common <= ENDING
}

/// How the roles of two persons stand to each other. `seen` is when each was seen where no role says more.
pub(in crate::analysis::names) fn relation(ones: &[Role], others: &[Role], seen: [Option<Span>; 2]) -> Relation {
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
        let child = role
            .born
            .is_some_and(|born| times.iter().any(|time| time.is_before(born) || time.years_over(born) < CHILD));
        !dead && !child
    };
    if !ones.iter().all(|role| lives(role, &b_times)) || !others.iter().all(|role| lives(role, &a_times)) {
        return clash("one was dead or a child when the other was seen".to_owned());
    }
    let mut best: Option<Pair> = None;
    let mut clashes: Option<Pair> = None;
    for (a, b) in ones.iter().flat_map(|a| others.iter().map(move |b| (a, b))) {
        let pair = Laid::of(a, b).pair();
        if pair.standing >= Standing::Posts && pair.standing != Standing::Unlike {
            clashes = clashes.filter(|known| known.standing >= pair.standing).or(Some(pair));
        } else if best.as_ref().is_none_or(|known| pair.standing < known.standing) {
            best = Some(pair);
        }
    }
    // What does not go together weighs more than what merely might.
    let chosen = match (best, clashes) {
        (Some(best), Some(clash)) if best.standing > Standing::Agree => Some(clash),
        (best, clash) => best.or(clash),
    };
    let Some(Pair { standing, single, in_term, because, against }) = chosen else {
        return Relation {
            standing: Standing::Unknown,
            single: false,
            kin,
            in_term: false,
            because: None,
            against: None,
        };
    };
    Relation { standing, single, kin, in_term, because, against }
}
