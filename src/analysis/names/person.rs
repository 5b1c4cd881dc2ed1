//! Whether two records may be one person: the names part by part, then what is told of them.

use super::given::{self, Sex};
use super::parts;
use super::people::{Form, Kind};
use super::roles::{self, Relation, Role, Standing, relation};
use super::when::Span;
use super::words::{Alike, How, SEAM, Slipped, Word};
use super::{Likeness, Outcome, holders};
use std::ops::Range;
use std::sync::OnceLock;

/// Letters of two names together from which a slip in one of them is nobody else's name.
const LONG: usize = 15;
/// Most letters of a surname that is too short to tell by itself.
const SHORT: usize = 4;
/// Pairs of spellings that stand against each other after which two names are two, where none met before.
const CONFLICTS: usize = 6;
/// Least score that is proposed.
pub(super) const LEAST: f64 = 0.70;

/// A person's record, read.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub forms: Vec<Form>,
    pub roles: Vec<Role>,
    pub seen: Option<Span>,
    given: OnceLock<Given>,
    /// Which holder of an office it means, once that was asked.
    pub holder: OnceLock<Option<holders::Meant>>,
}

impl Person {
    pub(super) fn of(forms: Vec<Form>, roles: Vec<Role>, seen: Option<Span>) -> Self {
        Self { forms, roles, seen, given: OnceLock::new(), holder: OnceLock::new() }
    }

    /// What is known at a glance of the given names.
    fn given(&self) -> &Given {
        self.given.get_or_init(|| {
            let (mut given, mut none) = (Given::default(), true);
            for form in &self.forms {
                // Where the surname seems to come first it may be the other way round.
                let first = form.surname == Some(0) && form.plain().count() > 1;
                let others = form.parts.iter().enumerate();
                let others =
                    others.filter(|(at, part)| (first || Some(*at) != form.surname) && part.kind != Kind::Patronymic);
                let sure =
                    form.plain().count() == 1 || form.parts.iter().any(|part| !part.word.given_lines().is_empty());
                let mut any = false;
                for (_, part) in others {
                    any = true;
                    given.begins |= part.word.begins();
                    given.lines.extend(part.word.given_lines());
                }
                // Where it cannot be told which part is the given name, nothing is known. A surname alone beside whole names
                // says no more than they.
                given.open |= any && !sure;
                none &= !any;
            }
            given.open |= none;
            given
        })
    }

    /// False where the given names are two, told at a glance; to be asked before names are laid beside each other.
    fn may_be(&self, other: &Self) -> bool {
        let (a, b) = (self.given(), other.given());
        a.open || b.open || a.begins & b.begins != 0 || a.lines.iter().any(|line| b.lines.contains(line))
    }

    /// Keys under which the names of this person are found: the consonants of each part, and of parts written as one.
    pub(super) fn keys(&self) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for form in &self.forms {
            let parts: Vec<&Word> =
                form.parts.iter().filter(|part| part.kind != Kind::Initial).map(|p| &p.word).collect();
            out.extend(parts.iter().flat_map(|word| word.keys().iter().cloned()));
            for pair in parts.windows(2) {
                let [one, other] = pair else { continue };
                out.extend(Word::of(&format!("{}{SEAM}{}", one.raw, other.raw)).keys().iter().cloned());
            }
        }
        out.sort();
        out.dedup();
        out
    }

    /// Keys under which a register has this person.
    pub(super) fn index_keys(&self) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for form in &self.forms {
            let whole = |kind: Kind| matches!(kind, Kind::Plain | Kind::Beside);
            let parts: Vec<(usize, &Word)> =
                form.parts.iter().enumerate().filter(|(_, p)| whole(p.kind)).map(|(at, p)| (at, &p.word)).collect();
            let is_given =
                |at: usize, word: &Word| Some(at) != form.surname && word.folded_forms().any(given::is_given);
            let telling: Vec<&(usize, &Word)> = parts.iter().filter(|(at, word)| !is_given(*at, word)).collect();
            for (_, word) in &telling {
                out.extend(word.keys().iter().map(|key| format!("s{key}")));
                if word.keys().is_empty() {
                    out.push(format!("f{}", word.folded()));
                }
            }
            for pair in parts.windows(2) {
                let [(_, one), (_, other)] = pair else { continue };
                let both = Word::of(&format!("{}{SEAM}{}", one.raw, other.raw));
                out.extend(both.keys().iter().map(|key| format!("s{key}")));
            }
            // With a given name beside it a surname is found although a consonant is wrong.
            for (at, word) in &telling {
                for (_, given) in parts.iter().filter(|(other, _)| other != at) {
                    for key in word.keys() {
                        out.extend(slipped(key).iter().flat_map(|slip| {
                            given.short_keys().into_iter().map(move |given| format!("g{given}.{slip}"))
                        }));
                    }
                }
            }
        }
        out.extend(self.roles.iter().flat_map(Role::office_keys).map(|key| format!("o{key}")));
        out
    }
}

/// Given names at a glance.
#[derive(Clone, Debug, Default)]
struct Given {
    /// Sounds they may begin with.
    begins: u32,
    /// Lines of the list of given names.
    lines: Vec<usize>,
    /// Nothing can be told.
    open: bool,
}

/// How much of two names met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Extent {
    /// Given name and surname.
    Full,
    /// Surname, and an initial that fits.
    Initial,
    /// Surname alone.
    Surname,
}

/// Two names laid beside each other.
#[derive(Clone, Debug)]
struct Met {
    extent: Extent,
    matched: Vec<(String, String, Alike)>,
    patronymic: bool,
    /// One is told from a relative of the same name.
    junior: bool,
    /// Some part that met is not borne by very many.
    rare: bool,
    letters: usize,
    weight: f64,
}

enum Verdict {
    Met(Met),
    /// A part stands against a part.
    Conflict,
    Nothing,
}

/// A pair of stretches of parts that are one.
struct Link {
    one: Range<usize>,
    other: Range<usize>,
    alike: Alike,
    words: (String, String),
    letters: usize,
}

/// Whether two persons' records may be one person's.
pub(super) fn compare(one: &Person, other: &Person) -> Option<Likeness> {
    if !one.may_be(other) {
        return None;
    }
    let met = names(one, other)?;
    let relation = relation(&one.roles, &other.roles, [one.seen, other.seen]);
    judge(&met, &relation, one, other).or_else(|| holders::through(one, other, relation.standing))
}

/// As [`compare`], where a person is told by the office of its holder at a time within the term, or at no time at all.
pub(super) fn by_office(person: &Person, holder: &Person) -> Option<Likeness> {
    let met = names(person, holder)?;
    let relation = relation(&person.roles, &holder.roles, [person.seen, holder.seen]);
    let undated = person.roles.iter().all(|role| role.when.is_none());
    let meant = relation.standing == Standing::Office && relation.single && (relation.in_term || undated);
    let mut likeness = meant.then(|| judge(&met, &relation, person, holder)).flatten()?;
    if undated {
        likeness.against.push("no date says that it was within the term".to_owned());
    }
    Some(likeness)
}

/// True where the whole names of two records agree, and what they do does not stand against it. Where it does, the patronymics
/// have to agree too, and the country.
pub(super) fn same_name(one: &Person, other: &Person) -> Option<Agreement> {
    let met = names(one, other)?;
    let variant = met.matched.iter().all(|(.., alike)| alike.how.is_variant());
    let standing = relation(&one.roles, &other.roles, [one.seen, other.seen]).standing;
    if met.extent != Extent::Full || !variant || met.junior {
        return None;
    }
    if met.patronymic && roles::of_one_country(&one.roles, &other.roles) {
        return Some(Agreement::Patronymic);
    }
    (standing < Standing::Posts || standing == Standing::Unlike).then_some(Agreement::Name)
}

/// How far two whole names agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agreement {
    Name,
    /// The patronymics too, so that two posts of one country are one man's.
    Patronymic,
}

/// The best that is to be said of two records' names; `None` where they are two names.
fn names(one: &Person, other: &Person) -> Option<Met> {
    let mut best: Option<Met> = None;
    let mut conflicts = 0;
    for a in &one.forms {
        for b in &other.forms {
            match lay(a, b) {
                Verdict::Met(met) => {
                    let rank = |met: &Met| (met.extent, !met.patronymic, -met.weight);
                    let better = |known: &Met| rank(&met) < rank(known);
                    if best.as_ref().is_none_or(better) {
                        best = Some(met);
                    }
                }
                Verdict::Conflict => conflicts += 1,
                Verdict::Nothing => {}
            }
            if conflicts >= CONFLICTS && best.is_none() {
                return None;
            }
        }
    }
    best.filter(|met| met.extent == Extent::Full || conflicts == 0)
}

/// Lays two names beside each other.
fn lay(one: &Form, other: &Form) -> Verdict {
    let mut links = links(one, other);
    let covers = |links: &[Link], at: usize, first: bool| {
        links.iter().any(|link| if first { link.one.contains(&at) } else { link.other.contains(&at) })
    };
    let left = |form: &Form, links: &[Link], first: bool| -> Vec<usize> {
        form.plain().filter(|at| !covers(links, *at, first)).collect()
    };
    let (mut a_left, mut b_left) = (left(one, &links, true), left(other, &links, false));
    // “Nasr Allah” and “Nasrallah”: what is left may meet when it is written as one.
    let count = |form: &Form| form.parts.iter().filter(|part| matches!(part.kind, Kind::Plain | Kind::Beside)).count();
    let apart = (!a_left.is_empty() && !b_left.is_empty()) || links.iter().any(|link| !link.alike.how.is_variant());
    if apart && count(one) != count(other) {
        let joined = joined_links(one, other, &a_left, &b_left, &links);
        if !joined.is_empty() {
            for link in joined {
                links.retain(|known| !overlap(&known.one, &link.one) && !overlap(&known.other, &link.other));
                links.push(link);
            }
            (a_left, b_left) = (left(one, &links, true), left(other, &links, false));
        }
    }
    fn word(form: &Form, at: usize) -> Option<&Word> {
        form.parts.get(at).map(|part| &part.word)
    }
    // Initials stand for names that are left on the other side, or for each other.
    let mut initials = 0;
    let mut used: Vec<(bool, usize)> = Vec::new();
    for (own, others, others_left, first) in [(one, other, &mut b_left, true), (other, one, &mut a_left, false)] {
        for (at, part) in own.parts.iter().enumerate().filter(|(_, part)| part.kind == Kind::Initial) {
            if covers(&links, at, first) {
                continue;
            }
            let fits = |to: &usize| word(others, *to).is_some_and(|word| word.begins_with(&part.word));
            // A name that may be left out is met before others, if it was not met before.
            let beside = others.parts.iter().enumerate().position(|(to, other)| {
                other.kind == Kind::Beside && !covers(&links, to, !first) && !used.contains(&(first, to)) && fits(&to)
            });
            if let Some(place) = others_left.iter().position(fits) {
                others_left.remove(place);
                initials += 1;
            } else if let Some(to) = beside {
                used.push((first, to));
                initials += 1;
            } else if !others_left.is_empty() {
                return Verdict::Conflict;
            } else {
                // An initial may stand for a patronymic, or for a name the other leaves out.
                let given = others.parts.iter().filter(|part| matches!(part.kind, Kind::Initial | Kind::Patronymic));
                let mut given = given.peekable();
                let some = given.peek().is_some();
                let fits = given.any(|to| to.word.begins_with(&part.word));
                if some && !fits && others.plain().count() == 1 {
                    return Verdict::Conflict;
                }
                initials += usize::from(fits && others.plain().count() == 1);
            }
        }
    }
    if patronymics_clash(one, other) {
        return Verdict::Conflict;
    }
    if links.is_empty() {
        return Verdict::Nothing;
    }
    if !a_left.is_empty() && !b_left.is_empty() {
        return Verdict::Conflict;
    }
    if let (Some(a), Some(b)) = (one.sex(), other.sex())
        && a != b
    {
        return Verdict::Conflict;
    }
    extent(one, other, links, initials, (a_left.is_empty(), b_left.is_empty()))
}

/// How much met, from the links there are.
fn extent(one: &Form, other: &Form, links: Vec<Link>, initials: usize, whole: (bool, bool)) -> Verdict {
    let surname = links.iter().any(|link| {
        let has = |form: &Form, range: &Range<usize>| form.surname.is_some_and(|at| range.contains(&at));
        has(one, &link.one) || has(other, &link.other)
    });
    let given_only = links.iter().all(|link| {
        let is_given = |word: &str| given::is_given(word) && !given::is_common(word);
        is_given(&link.words.0) && is_given(&link.words.1)
    });
    // A stretch of two parts that met one is two parts.
    let parts: usize = links.iter().map(|link| link.one.len().max(link.other.len())).sum();
    let alone = |form: &Form| form.plain().count() == 1;
    let joined = links.iter().any(|link| {
        link.one.len() + link.other.len() > 2 || joined_at(one, &link.one) || joined_at(other, &link.other)
    });
    let extent = if links.len() >= 2 && (surname || whole.0 || whole.1) {
        if given_only && !surname { return Verdict::Nothing } else { Extent::Full }
    } else if links.len() == 1 && initials > 0 && surname {
        Extent::Initial
    } else if links.len() == 1
        && parts >= 2
        && whole.0
        && whole.1
        && (one.plain().count() > 1 || other.plain().count() > 1)
        && joined
    {
        Extent::Full
    } else if links.len() == 1 && (alone(one) || alone(other) || whole.0 || whole.1) && (surname || whole.0 && whole.1)
    {
        // The part that met must be the surname of the longer name, or a name that stands alone on both sides.
        let long = if one.plain().count() >= other.plain().count() { (one, true) } else { (other, false) };
        let met = links.iter().any(|link| {
            let range = if long.1 { &link.one } else { &link.other };
            long.0.surname.is_some_and(|at| range.contains(&at)) || long.0.plain().count() == 1
        });
        if met { Extent::Surname } else { return Verdict::Nothing }
    } else {
        return Verdict::Nothing;
    };
    let weight = links.iter().map(|link| link.alike.how.weight()).fold(1.0, |product: f64, weight| product * weight);
    let common = |link: &Link| given::is_common(&link.words.0) || given::is_common(&link.words.1);
    let given_name = |link: &Link| given::is_given(&link.words.0) || given::is_given(&link.words.1);
    let rare = links.iter().any(|link| !common(link) && (!given_name(link) || extent == Extent::Surname))
        || links.iter().filter(|link| !common(link)).count() >= 3;
    let letters = links.iter().map(|link| link.letters).sum();
    let patronymic = one.parts.iter().filter(|part| part.kind == Kind::Patronymic).any(|a| {
        other
            .parts
            .iter()
            .any(|b| b.kind == Kind::Patronymic && a.word.alike(&b.word).is_some_and(|alike| alike.how.is_variant()))
    });
    let matched = links.into_iter().map(|link| (link.words.0, link.words.1, link.alike)).collect();
    let junior = one.junior != other.junior;
    Verdict::Met(Met { extent, matched, junior, patronymic, rare, letters, weight })
}

fn joined_at(form: &Form, range: &Range<usize>) -> bool {
    range.len() > 1 && form.parts.get(range.clone()).unwrap_or_default().iter().skip(1).any(|part| part.joined)
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Parts that are one, each at most once, the surest first.
fn links(one: &Form, other: &Form) -> Vec<Link> {
    let mut all: Vec<Link> = Vec::new();
    let whole = |kind: Kind| matches!(kind, Kind::Plain | Kind::Beside);
    for (i, a) in one.parts.iter().enumerate().filter(|(_, part)| whole(part.kind)) {
        for (j, b) in other.parts.iter().enumerate().filter(|(_, part)| whole(part.kind)) {
            if let Some(alike) = a.word.alike(&b.word) {
                all.push(link(i..i + 1, j..j + 1, alike, &a.word, &b.word));
            }
        }
    }
    greedy(all)
}

fn link(one: Range<usize>, other: Range<usize>, alike: Alike, a: &Word, b: &Word) -> Link {
    // Of a bent word that form is shown that met, where it did letter by letter.
    let words = (known(a), known(b));
    Link { one, other, alike, words, letters: a.letters().min(b.letters()) }
}

/// The form by which a word is in the lists of given and common names, else as it stands.
fn known(word: &Word) -> String {
    let listed = word.folded_forms().find(|form| given::is_given(form) || given::is_common(form));
    listed.unwrap_or(word.folded()).to_owned()
}

fn greedy(mut all: Vec<Link>) -> Vec<Link> {
    let order = |link: &Link| (link.alike.how.weight(), link.one.len() + link.other.len());
    all.sort_by(|a, b| order(b).partial_cmp(&order(a)).unwrap_or(std::cmp::Ordering::Equal));
    let mut taken: Vec<Link> = Vec::new();
    for link in all {
        if !taken.iter().any(|known| overlap(&known.one, &link.one) || overlap(&known.other, &link.other)) {
            taken.push(link);
        }
    }
    taken
}

/// Links between stretches of parts of which one is written as one word; only those that do better than what was found.
fn joined_links(one: &Form, other: &Form, a_left: &[usize], b_left: &[usize], found: &[Link]) -> Vec<Link> {
    let touches = |range: &Range<usize>, left: &[usize], first: bool| {
        left.iter().any(|at| range.contains(at))
            || found.iter().any(|link| {
                let own = if first { &link.one } else { &link.other };
                !link.alike.how.is_variant() && overlap(own, range)
            })
    };
    let mut all = Vec::new();
    let pairs = one.runs().iter().flat_map(|a| other.runs().iter().map(move |b| (a, b)));
    for ((a, a_word), (b, b_word)) in pairs.filter(|((a, _), (b, _))| a.len() != b.len()) {
        if !(touches(a, a_left, true) && touches(b, b_left, false)) {
            continue;
        }
        let Some(alike) = a_word.alike(b_word).filter(|alike| alike.how != How::Consonants) else { continue };
        // Nothing may be given up for it that met as well.
        let mut before = found.iter().filter(|link| overlap(&link.one, a) || overlap(&link.other, b));
        if before.all(|link| link.alike.how.weight() < alike.how.weight() || !link.alike.how.is_variant()) {
            all.push(link(a.clone(), b.clone(), alike, a_word, b_word));
        }
    }
    greedy(all)
}

/// The consonants of a key in no order, and without one of them: what two slips of one word share.
fn slipped(key: &str) -> Vec<String> {
    let mut letters: Vec<char> = key.chars().collect();
    letters.sort_unstable();
    let mut out = vec![letters.iter().collect::<String>()];
    if letters.len() > 3 {
        for at in 0..letters.len() {
            out.push(letters.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, c)| *c).collect());
        }
    }
    out.sort();
    out.dedup();
    out
}

/// True for two patronymics that are two names.
fn patronymics_clash(one: &Form, other: &Form) -> bool {
    fn of(form: &Form) -> Option<&Word> {
        form.parts.iter().find(|part| part.kind == Kind::Patronymic).map(|part| &part.word)
    }
    let Some((a, b)) = of(one).zip(of(other)) else { return false };
    !a.alike(b).is_some_and(|alike| alike.how != How::Consonants)
}

/// The words for how a pair of parts is one.
fn ground(one: &str, other: &str, alike: &Alike) -> String {
    let bent = if alike.bent { ", in another case" } else { "" };
    match &alike.how {
        How::Same => format!("“{one}” is the same{bent}"),
        How::System(name) => format!("“{one}” is “{other}” by {name}{bent}"),
        How::Given(true) => format!("“{one}” and “{other}” are one given name, one of them a short form"),
        How::Given(false) => format!("“{one}” and “{other}” are one given name in two languages{bent}"),
        How::Sounds => format!("“{one}” and “{other}” sound the same{bent}"),
        How::Near => {
            format!("“{one}” and “{other}” differ in vowels or letters that are often taken for each other{bent}")
        }
        How::Slip(Slipped::OneLetter) => format!("“{one}” and “{other}” are one letter apart{bent}"),
        How::Slip(Slipped::Swapped) => format!("“{one}” and “{other}” have two letters swapped{bent}"),
        How::Slip(Slipped::TwoLetters) => format!("“{one}” and “{other}” are two letters apart{bent}"),
        How::Consonants => format!("“{one}” and “{other}” have like consonants"),
    }
}

/// Names and roles together.
fn judge(met: &Met, relation: &Relation, one: &Person, other: &Person) -> Option<Likeness> {
    let worst = met
        .matched
        .iter()
        .map(|(.., alike)| &alike.how)
        .min_by(|a, b| a.weight().partial_cmp(&b.weight()).unwrap_or(std::cmp::Ordering::Equal))?;
    let variant = worst.is_variant();
    let slip = matches!(worst, How::Slip(_));
    let short = met.letters <= SHORT && met.extent != Extent::Full;
    use Standing as S;
    let full = met.extent == Extent::Full;
    let part = if relation.kin && !full { None } else { Some(()) };
    part?;
    let standing = if relation.kin && relation.standing > S::Agree { S::Unlike } else { relation.standing };
    let told = match (met.extent, standing) {
        (_, S::Clash) => return None,
        (Extent::Full, S::Office) => 0.98,
        (Extent::Full, S::Agree) => 0.94,
        (Extent::Full, S::World) => 0.86,
        (Extent::Full, S::Career) => 0.80,
        (Extent::Full, S::Unknown) => 0.86,
        (Extent::Full, S::Posts) => 0.76,
        (Extent::Full, S::Unlike) => 0.76,
        (Extent::Initial, S::Office) => 0.93,
        (Extent::Initial, S::Agree) => 0.88,
        (Extent::Initial, S::World) => 0.78,
        (Extent::Initial, S::Unknown) => 0.76,
        (Extent::Surname, S::Office) => 0.88,
        (Extent::Surname, S::Agree) => 0.80,
        (Extent::Surname, S::World) => 0.74,
        (Extent::Initial | Extent::Surname, _) => return None,
    };
    if met.junior && standing > S::Agree {
        return None;
    }
    // What very many are called needs more than a name.
    if !met.rare && standing > if full { S::World } else { S::Agree } {
        return None;
    }
    if !met.rare && full && standing == S::World {
        return None;
    }
    if !met.rare && !full && standing == S::Agree && met.extent == Extent::Surname {
        return None;
    }
    if short && standing > S::Office {
        return None;
    }
    if slip && !(standing <= S::Agree || (full && standing <= S::Unknown && met.rare && met.letters >= LONG)) {
        return None;
    }
    if slip && !full && standing != S::Office {
        return None;
    }
    if matches!(worst, How::Consonants) && !(full && standing == S::Office && relation.single) {
        return None;
    }
    if !variant && full && met.matched.iter().all(|(.., alike)| !alike.how.is_variant()) && standing != S::Office {
        return None;
    }
    let score = told * met.weight.max(worst.weight() * 0.97);
    if score < LEAST {
        return None;
    }
    let outcome = match worst {
        How::Consonants => Outcome::RoleAndGivenName,
        How::Slip(_) => Outcome::Misspelling,
        _ => Outcome::Variant,
    };
    let mut because: Vec<String> = met.matched.iter().map(|(a, b, alike)| ground(a, b, alike)).collect();
    match met.extent {
        Extent::Initial => because.push("the initials fit".to_owned()),
        Extent::Surname => because.push("only the surname is told on one side".to_owned()),
        Extent::Full => {}
    }
    if met.patronymic {
        because.push("the patronymics agree".to_owned());
    }
    because.extend(relation.because.clone());
    let mut against: Vec<String> = relation.against.iter().cloned().collect();
    if relation.standing == S::Unknown && (one.roles.is_empty() || other.roles.is_empty()) {
        against.push("of one of them no role is told".to_owned());
    }
    if !met.rare {
        against.push("many are called so".to_owned());
    }
    if met.extent == Extent::Surname && feminine_or_genitive(one, other) {
        against.push("the form may be a woman's name".to_owned());
    }
    Some(Likeness { score: (score * 100.0).round().clamp(0.0, 100.0) as u8, outcome, because, against })
}

/// True where a surname alone may be a woman's in the dictionary form or a man's in another case.
fn feminine_or_genitive(one: &Person, other: &Person) -> bool {
    let alone = |person: &Person| {
        person.forms.iter().any(|form| {
            form.parts.len() == 1 && form.parts.first().is_some_and(|part| parts::is_either(&part.word.raw))
        })
    };
    let man = |person: &Person| person.forms.iter().any(|form| form.sex() == Some(Sex::Man));
    (alone(one) && man(other)) || (alone(other) && man(one))
}
