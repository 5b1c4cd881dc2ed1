//! The words of time: names of months and days, and the small words around them, language by language. The built-in lists
//! are `assets/lexicons/dates.txt`; a file somebody edited is read alike. A line that cannot be read is named, and the others
//! are used all the same.

use crate::domain::calendar::Calendar;
use crate::domain::lists::{Line, Slip, lines};
use crate::domain::tokens::{Script, script_of, tokens};
use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

/// What a word says of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    /// A month of a calendar, from 1.
    Month(Calendar, u8),
    /// The short form of a Gregorian month, which is none without a day or a year.
    Short(u8),
    /// A day of the week, Monday 1.
    Weekday(u8),
    /// Its short form, which is none without a date.
    ShortWeekday(u8),
    /// Spring 1 to winter 4.
    Season(u8),
    /// “Q3”.
    Quarter(u8),
    /// “H1”.
    Half(u8),
    /// A number as a word.
    Number(u8),
    /// “Hundred”, which multiplies the number before it.
    Hundred,
    /// So many hundreds in one word.
    Hundreds(u8),
    /// So many and a half in one word: “anderthalb” is 1, “half a” 0.
    HalfNumber(u8),
    /// “And a half”.
    AndHalf,
    /// A place in a row as a word or a Roman figure.
    Ordinal(u8),
    /// The last place in a row.
    Final,
    /// “Nineties” is 90.
    Decade(u8),
    /// A stretch of time; whether the word is of many.
    Unit(Unit, bool),
    /// So many units in one word.
    Amount(Unit, u8),
    /// So many units and a half in one word: «полгода» is 0 years.
    HalfAmount(Unit, u8),
    /// So many units from now in one word: “yesterday” is −1 day.
    Shift(Unit, i8),
    /// Last, this, next; whether it stands after its word.
    Which(Which, bool),
    /// What turns an amount into a time before now; whether it stands before the amount.
    Ago(bool),
    /// The same for a time to come.
    Ahead(bool),
    /// A part of a stretch.
    Part(Part),
    /// A preposition.
    Link(Link),
    /// Stands before a time and says nothing.
    Article,
    /// Stands between the parts of a date and says nothing.
    Of,
    /// Stands between the two ends of “between”.
    And,
    /// Between two ends; whether it says that the second is inside.
    To(bool),
    /// “The night of”; true where the day after it is the one that the night ends on.
    Night(bool),
    /// Between the two days of a night.
    ToNight,
    /// After an end: it is inside.
    Inclusive,
    /// After a beginning: and from then on.
    Onwards,
    /// “Year”, before one.
    YearMark,
    /// “Year”, after one.
    YearMarkAfter,
    /// “Month”, beside one.
    MonthMark,
    /// “Day”, before a day of the week.
    DayMark,
    /// “Years” or “decade” before a decade.
    DecadeMark,
    /// What is hung on a year to make it a decade.
    DecadeEnd,
    /// What is hung on a figure to make it a place in a row.
    OrdinalEnd,
    /// A year is of this calendar.
    Era(Calendar),
    /// A year is before the first.
    BeforeAll,
    /// A decade is of the twentieth century.
    LastCentury,
    /// A number after it is no year.
    Numbered,
    /// A number before it is no year.
    Counted,
    /// What words end with that stand for many things.
    CountedEnd,
    /// Stands before a time of day.
    Clock,
    /// Stands after an hour.
    OClock,
    /// Before noon.
    Am,
    /// After noon.
    Pm,
    /// A time that nobody can place.
    Vague,
    /// What looks like a time and is none.
    Not,
}

/// What kinds of expressions words may begin, as bits: the most words begin none, and most of the others one.
pub(crate) type Kinds = u16;

/// The bits.
pub(crate) mod kinds {
    use super::Kinds;

    pub(crate) const LINK: Kinds = 1;
    pub(crate) const PART: Kinds = 1 << 1;
    /// A place in a row, or a stretch.
    pub(crate) const PIECE: Kinds = 1 << 2;
    pub(crate) const SHIFT: Kinds = 1 << 3;
    pub(crate) const WEEKDAY: Kinds = 1 << 4;
    pub(crate) const WHICH: Kinds = 1 << 5;
    pub(crate) const AMOUNT: Kinds = 1 << 6;
    pub(crate) const DECADE: Kinds = 1 << 7;
    pub(crate) const SEASON: Kinds = 1 << 8;
    pub(crate) const MONTH: Kinds = 1 << 9;
    pub(crate) const YEAR: Kinds = 1 << 10;
    pub(crate) const NIGHT: Kinds = 1 << 11;
    pub(crate) const CLOCK: Kinds = 1 << 12;
    /// What is no time, or none that can be placed.
    pub(crate) const NONE: Kinds = 1 << 13;
}

impl Sense {
    /// What it may begin; nothing for what stands behind others or between them.
    fn kinds(self) -> Kinds {
        match self {
            Self::Link(_) => kinds::LINK,
            Self::Part(_) => kinds::PART,
            Self::Final | Self::Ordinal(_) | Self::Unit(..) | Self::Quarter(_) | Self::Half(_) => kinds::PIECE,
            Self::Shift(..) => kinds::SHIFT,
            Self::Weekday(_) | Self::ShortWeekday(_) | Self::DayMark => kinds::WEEKDAY,
            Self::Which(..) => kinds::WHICH,
            Self::Number(_) | Self::Hundred | Self::Hundreds(_) | Self::HalfNumber(_) => kinds::AMOUNT,
            Self::Amount(..) | Self::HalfAmount(..) | Self::Ago(true) | Self::Ahead(true) => kinds::AMOUNT,
            Self::Decade(_) | Self::DecadeMark => kinds::DECADE,
            Self::Season(_) => kinds::SEASON,
            Self::Month(..) | Self::Short(_) => kinds::MONTH,
            Self::YearMark => kinds::YEAR,
            Self::Night(_) => kinds::NIGHT,
            Self::Clock => kinds::CLOCK,
            Self::Not | Self::Vague => kinds::NONE,
            _ => 0,
        }
    }
}

/// A stretch of time with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
}

/// Which of many, seen from now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    Last,
    This,
    Next,
    /// The latest so many units up to now.
    Past,
    /// The next so many units from now.
    Coming,
}

/// A part of a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Start,
    Early,
    Middle,
    Late,
    End,
    /// Before now, within it.
    Earlier,
    /// After now, within it.
    Later,
    /// A week or some days of it, which no word of the lists is for and no date tells closer.
    Some,
}

/// How something stands to a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Link {
    In,
    About,
    Since,
    Until,
    Through,
    By,
    Before,
    After,
    From,
    Between,
}

/// Languages, as bits by their place in the lists.
pub(crate) type Tongues = u16;

/// What is known of a language beside its words.
#[derive(Clone, Debug)]
pub(crate) struct Language {
    pub(crate) tag: String,
    pub(crate) script: Script,
    /// Whether days come before months where strokes stand between figures.
    pub(crate) day_first: bool,
    /// Whose year “last year” is.
    pub(crate) calendar: Calendar,
    /// The day weeks begin with, Monday 1.
    pub(crate) week_from: u8,
}

/// A word and what may follow it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Node {
    /// What it and the words that may follow it can begin.
    pub(crate) kinds: Kinds,
    pub(crate) next: Vec<(String, u32)>,
    /// What the words up to here say.
    pub(crate) senses: Vec<(Tongues, Sense)>,
    /// Languages in which the word counts only with a capital letter, only with a small one, only after a preposition.
    pub(crate) capital: Tongues,
    pub(crate) small: Tongues,
    pub(crate) unsure: Tongues,
}

/// Words of time of several languages.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    languages: Vec<Language>,
    nodes: Vec<Node>,
    roots: HashMap<String, u32, foldhash::fast::FixedState>,
}

/// The classes that have no number, with their words in the lists.
const PLAIN: &[(&str, Sense)] = &[
    ("unit.hour", Sense::Unit(Unit::Hour, false)),
    ("units.hour", Sense::Unit(Unit::Hour, true)),
    ("unit.day", Sense::Unit(Unit::Day, false)),
    ("units.day", Sense::Unit(Unit::Day, true)),
    ("unit.week", Sense::Unit(Unit::Week, false)),
    ("units.week", Sense::Unit(Unit::Week, true)),
    ("unit.month", Sense::Unit(Unit::Month, false)),
    ("units.month", Sense::Unit(Unit::Month, true)),
    ("unit.quarter", Sense::Unit(Unit::Quarter, false)),
    ("units.quarter", Sense::Unit(Unit::Quarter, true)),
    ("unit.half", Sense::Unit(Unit::Half, false)),
    ("units.half", Sense::Unit(Unit::Half, true)),
    ("unit.year", Sense::Unit(Unit::Year, false)),
    ("units.year", Sense::Unit(Unit::Year, true)),
    ("unit.decade", Sense::Unit(Unit::Decade, false)),
    ("units.decade", Sense::Unit(Unit::Decade, true)),
    ("last", Sense::Which(Which::Last, false)),
    ("last.after", Sense::Which(Which::Last, true)),
    ("this", Sense::Which(Which::This, false)),
    ("this.after", Sense::Which(Which::This, true)),
    ("next", Sense::Which(Which::Next, false)),
    ("next.after", Sense::Which(Which::Next, true)),
    ("past", Sense::Which(Which::Past, false)),
    ("past.after", Sense::Which(Which::Past, true)),
    ("coming", Sense::Which(Which::Coming, false)),
    ("coming.after", Sense::Which(Which::Coming, true)),
    ("ago", Sense::Ago(false)),
    ("ago.before", Sense::Ago(true)),
    ("ahead", Sense::Ahead(false)),
    ("ahead.before", Sense::Ahead(true)),
    ("part.start", Sense::Part(Part::Start)),
    ("part.early", Sense::Part(Part::Early)),
    ("part.middle", Sense::Part(Part::Middle)),
    ("part.late", Sense::Part(Part::Late)),
    ("part.end", Sense::Part(Part::End)),
    ("part.earlier", Sense::Part(Part::Earlier)),
    ("part.later", Sense::Part(Part::Later)),
    ("in", Sense::Link(Link::In)),
    ("about", Sense::Link(Link::About)),
    ("since", Sense::Link(Link::Since)),
    ("until", Sense::Link(Link::Until)),
    ("through", Sense::Link(Link::Through)),
    ("by", Sense::Link(Link::By)),
    ("before", Sense::Link(Link::Before)),
    ("after", Sense::Link(Link::After)),
    ("from", Sense::Link(Link::From)),
    ("between", Sense::Link(Link::Between)),
    ("article", Sense::Article),
    ("of", Sense::Of),
    ("and", Sense::And),
    ("to", Sense::To(false)),
    ("to.inside", Sense::To(true)),
    ("night", Sense::Night(false)),
    ("night.to", Sense::Night(true)),
    ("to.night", Sense::ToNight),
    ("inclusive", Sense::Inclusive),
    ("onwards", Sense::Onwards),
    ("year-mark", Sense::YearMark),
    ("year-mark.after", Sense::YearMarkAfter),
    ("month-mark", Sense::MonthMark),
    ("day-mark", Sense::DayMark),
    ("decade-mark", Sense::DecadeMark),
    ("decade-end", Sense::DecadeEnd),
    ("ordinal-end", Sense::OrdinalEnd),
    ("last-century", Sense::LastCentury),
    ("era.gregorian", Sense::Era(Calendar::Gregorian)),
    ("era.jalali", Sense::Era(Calendar::Jalali)),
    ("era.hijri", Sense::Era(Calendar::Hijri)),
    ("era.before", Sense::BeforeAll),
    ("numbered", Sense::Numbered),
    ("counted", Sense::Counted),
    ("counted-end", Sense::CountedEnd),
    ("hundred", Sense::Hundred),
    ("half-more", Sense::AndHalf),
    ("final", Sense::Final),
    ("clock", Sense::Clock),
    ("oclock", Sense::OClock),
    ("am", Sense::Am),
    ("pm", Sense::Pm),
    ("vague", Sense::Vague),
    ("not", Sense::Not),
];

/// A class that ends with a number.
type Counted = (&'static str, RangeInclusive<u8>, fn(u8) -> Sense);

/// The classes that end with a number, and what it may be.
const COUNTED: &[Counted] = &[
    ("month", 1..=12, |n| Sense::Month(Calendar::Gregorian, n)),
    ("jalali", 1..=12, |n| Sense::Month(Calendar::Jalali, n)),
    ("hijri", 1..=12, |n| Sense::Month(Calendar::Hijri, n)),
    ("short", 1..=12, Sense::Short),
    ("weekday", 1..=7, Sense::Weekday),
    ("short-weekday", 1..=7, Sense::ShortWeekday),
    ("season", 1..=4, Sense::Season),
    ("quarter", 1..=4, Sense::Quarter),
    ("half", 1..=2, Sense::Half),
    ("number", 1..=99, Sense::Number),
    ("hundreds", 1..=9, Sense::Hundreds),
    ("half-number", 0..=9, Sense::HalfNumber),
    ("ordinal", 1..=12, Sense::Ordinal),
    ("decade", 10..=90, Sense::Decade),
];

/// What a class of the lists stands for.
fn sense(class: &str) -> Result<Sense, String> {
    let plain = PLAIN.iter().find(|(word, _)| *word == class).map(|(_, sense)| *sense);
    let parts: Vec<&str> = class.split('.').collect();
    let found = plain.or_else(|| match parts.as_slice() {
        [head, number] => {
            let (_, may_be, make) = COUNTED.iter().find(|(word, ..)| word == head)?;
            number.parse().ok().filter(|number| may_be.contains(number)).map(make)
        }
        [head @ ("amount" | "half-amount" | "shift"), unit, number] => {
            let unit = match sense(&format!("unit.{unit}")) {
                Ok(Sense::Unit(unit, _)) => unit,
                _ => return None,
            };
            match *head {
                "amount" => number.parse().ok().map(|number| Sense::Amount(unit, number)),
                "half-amount" => number.parse().ok().map(|number| Sense::HalfAmount(unit, number)),
                _ => number.parse().ok().map(|number| Sense::Shift(unit, number)),
            }
        }
        _ => None,
    });
    found.ok_or_else(|| {
        format!(
            "“{class}” is no class; the head of the file that Assay comes with names them, as “month.10” or “since”"
        )
    })
}

impl Lexicon {
    /// Longest file of lists that is read, in bytes.
    pub const LONGEST: u64 = 4 * 1024 * 1024;
    /// Most words of an entry.
    const MOST_WORDS: usize = 8;
    /// Most languages of a file.
    const MOST_LANGUAGES: usize = 16;

    /// The lists Assay comes with.
    pub fn built_in() -> &'static Self {
        static LEXICON: LazyLock<Lexicon> =
            LazyLock::new(|| Lexicon::read(include_str!("../../../assets/lexicons/dates.txt")).0);
        &LEXICON
    }

    /// Reads lists, and says which lines could not be.
    pub fn read(lists: &str) -> (Self, Vec<Slip>) {
        let mut lexicon = Self { nodes: vec![Node::default()], ..Self::default() };
        let mut slips = Vec::new();
        for line in lines(lists) {
            slips.extend(line.and_then(|line| lexicon.line(&line).map_err(|what| line.slip(what))).err());
        }
        // What may follow a word was made after it.
        for at in (0..lexicon.nodes.len()).rev() {
            let Some(node) = lexicon.nodes.get(at) else { continue };
            let own = node.senses.iter().fold(0, |all, (_, sense)| all | sense.kinds());
            let next = node.next.iter().filter_map(|(_, next)| lexicon.at(*next));
            let all = next.fold(own, |all, next| all | next.kinds);
            if let Some(node) = lexicon.nodes.get_mut(at) {
                node.kinds = all;
            }
        }
        (lexicon, slips)
    }

    /// All of a line or nothing of it.
    fn line(&mut self, line: &Line<'_>) -> Result<(), String> {
        let Line { language: tag, class, words, .. } = *line;
        let known = self.languages.iter().position(|language| language.tag == tag);
        if known.is_none() && self.languages.len() >= Self::MOST_LANGUAGES {
            return Err(format!("there are {} languages already, which is the most", Self::MOST_LANGUAGES));
        }
        let mut language = match known.and_then(|at| self.languages.get(at)) {
            Some(language) => language.clone(),
            None => Language {
                tag: tag.to_owned(),
                script: script_of(tag),
                day_first: false,
                calendar: Calendar::Gregorian,
                week_from: 1,
            },
        };
        let mut entries = Vec::new();
        match class {
            "figures" if words == "day-first" => language.day_first = true,
            "figures" => return Err(format!("figures are “day-first” or not mentioned, not “{words}”")),
            "calendar" => {
                let calendar = Calendar::ALL.iter().find(|(_, word)| *word == words);
                let (calendar, _) = calendar
                    .ok_or_else(|| format!("“{words}” is no calendar; there are gregorian, jalali and hijri"))?;
                language.calendar = *calendar;
            }
            "week" => {
                let from = words.parse().ok().filter(|day| (1..=7).contains(day));
                language.week_from =
                    from.ok_or_else(|| format!("a week begins with a day from 1, Monday, to 7, not “{words}”"))?;
            }
            _ => {
                if !matches!(class, "capital" | "small" | "unsure") {
                    sense(class)?;
                }
                for words in words.split(',') {
                    entries.extend(forms(words.trim())?);
                }
            }
        }
        let at = known.unwrap_or(self.languages.len());
        match self.languages.get_mut(at) {
            Some(known) => *known = language,
            None => self.languages.push(language),
        }
        let tongue: Tongues = 1 << at;
        for words in entries {
            let at = self.node(&words);
            let Some(node) = self.nodes.get_mut(at) else { continue };
            match class {
                "capital" => node.capital |= tongue,
                "small" => node.small |= tongue,
                "unsure" => node.unsure |= tongue,
                class => {
                    let sense = sense(class)?;
                    match node.senses.iter_mut().find(|(_, known)| *known == sense) {
                        Some((tongues, _)) => *tongues |= tongue,
                        None => node.senses.push((tongue, sense)),
                    }
                }
            }
        }
        Ok(())
    }

    /// The node of some words, made where there is none. Each of the words gets a root, so that none is passed over.
    fn node(&mut self, words: &[String]) -> usize {
        let mut at = 0;
        for (n, word) in words.iter().enumerate() {
            let new = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
            let root = *self.roots.entry(word.clone()).or_insert(new);
            if root == new {
                self.nodes.push(Node::default());
            }
            if n == 0 {
                at = index(root);
                continue;
            }
            let new = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
            let Some(node) = self.nodes.get_mut(at) else { return 0 };
            at = match node.next.iter().find(|(known, _)| known == word) {
                Some((_, next)) => index(*next),
                None => {
                    node.next.push((word.clone(), new));
                    self.nodes.push(Node::default());
                    index(new)
                }
            };
        }
        at
    }

    /// The node of a folded word, or 0.
    pub(crate) fn root(&self, word: &str) -> u32 {
        self.roots.get(word).copied().unwrap_or(0)
    }

    /// What stands at a node; nothing at 0.
    pub(crate) fn at(&self, node: u32) -> Option<&Node> {
        if node == 0 { None } else { self.nodes.get(index(node)) }
    }

    /// The languages of some tongues, in the order of the lists.
    pub(crate) fn languages(&self, tongues: Tongues) -> impl Iterator<Item = &Language> {
        self.languages.iter().enumerate().filter(move |(at, _)| tongues >> at & 1 == 1).map(|(_, language)| language)
    }

    /// The tongues of the languages of which something is true.
    pub(crate) fn tongues(&self, is: impl Fn(&Language) -> bool) -> Tongues {
        let bits = self.languages.iter().enumerate().filter(|(_, language)| is(language)).map(|(at, _)| 1 << at);
        bits.fold(0, |all, one: Tongues| all | one)
    }
}

fn index(node: u32) -> usize {
    usize::try_from(node).unwrap_or(usize::MAX)
}

/// The words of an entry in all their forms: `a/b c` is “a c” and “b c”.
fn forms(entry: &str) -> Result<Vec<Vec<String>>, String> {
    if entry.is_empty() {
        return Err("nothing stands between two commas".to_owned());
    }
    let mut out: Vec<Vec<String>> = vec![Vec::new()];
    for word in entry.split_whitespace() {
        let mut next = Vec::new();
        for form in word.split('/') {
            // What an apostrophe or a hyphen parts counts as two words.
            let parts: Vec<String> = tokens(form).into_iter().map(|token| token.word).collect();
            if parts.is_empty() {
                return Err(format!("“{form}” is no word"));
            }
            next.extend(out.iter().map(|before| before.iter().chain(&parts).cloned().collect::<Vec<_>>()));
        }
        out = next;
        if out.len() > 64 || out.iter().any(|words| words.len() > Lexicon::MOST_WORDS) {
            return Err(format!("an entry has at most {} words, in at most 64 forms", Lexicon::MOST_WORDS));
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_lists_have_no_mistakes() {
        let (lexicon, slips) = Lexicon::read(include_str!("../../../assets/lexicons/dates.txt"));
        assert_eq!(slips, []);
        let tags: Vec<&str> = lexicon.languages.iter().map(|language| language.tag.as_str()).collect();
        assert_eq!(tags, ["en", "ru", "uk", "fa", "ar", "de", "fr"]);
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named_and_the_others_hold() {
        let lists = "# mine\nen month.13  Smarch\nen month.1  Winterfilth\nenglish month.1 a\nen since\nen since  a,,b\n\
                     fa calendar  mayan\nen week  8\nen figures  month-first\nen month.1  –\nen shift.eon.1  aeon";
        let (lexicon, slips) = Lexicon::read(lists);
        let told: Vec<String> = slips.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "line 2: “month.13” is no class; the head of the file that Assay comes with names them, as “month.10” or \
                 “since”",
                "line 4: “english” is no language; a line begins with one, as “en”",
                "line 5: no words; a line has a language, a class and words",
                "line 6: nothing stands between two commas",
                "line 7: “mayan” is no calendar; there are gregorian, jalali and hijri",
                "line 8: a week begins with a day from 1, Monday, to 7, not “8”",
                "line 9: figures are “day-first” or not mentioned, not “month-first”",
                "line 10: “–” is no word",
                "line 11: “shift.eon.1” is no class; the head of the file that Assay comes with names them, as “month.10” or \
                 “since”",
            ]
        );
        assert!(lexicon.root("winterfilth") > 0 && lexicon.root("smarch") == 0 && lexicon.root("a") == 0);
    }
}
