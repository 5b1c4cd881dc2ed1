//! Amounts of time and the numbers in them: “twenty-five years ago”, «полтора года назад», “vor zwei Wochen”.

use super::{Reading, of_unit};
use crate::analysis::dates::said::{Said, What};
use crate::domain::date::lexicon::{Sense, Tongues, Unit};
use crate::domain::date::point::At;
use crate::domain::date::scan::Gap;

/// A number of units.
#[derive(Clone, Copy)]
pub(super) struct Amount {
    count: u16,
    unit: Unit,
    /// True where a half was told in smaller units, which nobody counts to the day.
    about: bool,
}

impl Amount {
    /// So many units, and a half of one; no half of a unit that nobody halves.
    fn of(count: u16, half: bool, unit: Unit) -> Option<Self> {
        if !half {
            return Some(Self { count, unit, about: false });
        }
        let (count, unit) = match unit {
            Unit::Decade => (count * 10 + 5, Unit::Year),
            Unit::Year => (count * 12 + 6, Unit::Month),
            // A month has 4.35 weeks on average.
            Unit::Month => (u16::try_from((u32::from(count) * 870 + 435 + 100) / 200).ok()?, Unit::Week),
            Unit::Week => (count * 7 + 4, Unit::Day),
            Unit::Day => (count * 24 + 12, Unit::Hour),
            Unit::Hour => (count, Unit::Hour),
            Unit::Quarter | Unit::Half => return None,
        };
        Some(Self { count, unit, about: true })
    }

    fn ago(self, ahead: bool) -> Said {
        Said { about: self.about, ..Said::of(What::Ago(self.count, self.unit, ahead)) }
    }
}

impl Reading<'_> {
    /// So many units ago, from now, or up to now where the word for it stands in the middle or at the end.
    pub(super) fn amount(&self, at: usize) -> Option<At<Said>> {
        let before = self.scan.longest(at, self.spoken.whole, |sense| match sense {
            Sense::Ago(true) => Some(false),
            Sense::Ahead(true) => Some(true),
            _ => None,
        });
        if let Some((next, tongues, ahead)) = before
            && self.close(next)
            && let Some((next, tongues, of)) = self.counted(next, tongues)
        {
            return Some(self.scan.at(next, tongues, of.ago(ahead)));
        }
        if let Some((next, tongues, count)) = self.number(at, self.spoken.whole).filter(|(next, ..)| self.close(*next))
        {
            // “Les trois dernières années”.
            if let Some((next, tongues, which)) = self.which_at(next, false, tongues) {
                let unit = self.close(next).then(|| self.unit(next, tongues)).flatten();
                if let Some((next, tongues, unit)) = unit {
                    return Some(self.scan.at(next, tongues, Said::of(of_unit(which, Some(count), unit)?)));
                }
            }
        }
        let (next, tongues, of) = self.counted(at, self.spoken.whole)?;
        if !self.close(next) {
            return None;
        }
        let ago = self.scan.longest(next, tongues, |sense| match sense {
            Sense::Ago(false) => Some(of.ago(false)),
            Sense::Ahead(false) => Some(of.ago(true)),
            _ => None,
        });
        let (next, tongues, said) = ago.or_else(|| {
            let (next, tongues, which) = self.which_at(next, true, tongues)?;
            let what = of_unit(which, Some(of.count), of.unit)?;
            Some((next, tongues, Said { about: of.about, ..Said::of(what) }))
        })?;
        Some(self.scan.at(next, tongues, said))
    }

    /// A number of units.
    fn counted(&self, at: usize, tongues: Tongues) -> Option<(usize, Tongues, Amount)> {
        let one_word = self.scan.longest(at, tongues, |sense| match sense {
            Sense::Amount(unit, count) => Some((count, false, unit)),
            Sense::HalfAmount(unit, count) => Some((count, true, unit)),
            _ => None,
        });
        if let Some((next, tongues, (count, half, unit))) = one_word {
            let more = self.half_more(next, tongues);
            let of = Amount::of(count.into(), half || more.is_some(), unit)?;
            return Some((more.unwrap_or(next), tongues, of));
        }
        let halved = self.scan.longest(at, tongues, |sense| match sense {
            Sense::HalfNumber(number) => Some(number),
            _ => None,
        });
        if let Some((next, tongues, count)) = halved.filter(|(next, ..)| self.close(*next))
            && let Some((next, tongues, unit)) = self.unit(next, tongues)
        {
            return Some((next, tongues, Amount::of(count.into(), true, unit)?));
        }
        let (next, tongues, count) = self.number(at, tongues)?;
        if !self.close(next) {
            return None;
        }
        // “Two and a half years”, “a year and a half”.
        let before = self.half_more(next, tongues);
        let next = before.unwrap_or(next);
        let (next, tongues, unit) = self.close(next).then(|| self.unit(next, tongues)).flatten()?;
        let after = before.is_none().then(|| self.half_more(next, tongues)).flatten();
        let of = Amount::of(count, before.or(after).is_some(), unit)?;
        Some((after.unwrap_or(next), tongues, of))
    }

    /// The place after “and a half”.
    fn half_more(&self, next: usize, tongues: Tongues) -> Option<usize> {
        self.close(next).then(|| self.scan.says(next, tongues, Sense::AndHalf)).flatten()
    }

    /// A number of at most three digits, or in words, below a thousand.
    pub(super) fn number(&self, at: usize, tongues: Tongues) -> Option<(usize, Tongues, u16)> {
        if let Some(figure) = self.scan.figure(at) {
            let small = figure.len <= 3 && !figure.tail && figure.value > 0;
            let begins = self.scan.begins_well(at, false);
            return u16::try_from(figure.value).ok().filter(|_| small && begins).map(|value| (at + 1, tongues, value));
        }
        // Most numbers have one word: “a”.
        if let Some(one) = self.number_word(at, tongues).filter(|(next, ..)| !self.joined(*next)) {
            return Some(one);
        }
        let Some((next, tongues, hundreds)) = self.hundreds(at, tongues) else {
            return self.below_hundred(at, tongues);
        };
        let on = self.past_and(next, tongues).unwrap_or(next);
        match self.joined(on).then(|| self.below_hundred(on, tongues)).flatten() {
            Some((next, tongues, more)) => Some((next, tongues, hundreds + more)),
            None => Some((next, tongues, hundreds)),
        }
    }

    /// “Hundred”, “two hundred”, «двести».
    fn hundreds(&self, at: usize, tongues: Tongues) -> Option<(usize, Tongues, u16)> {
        let one = |at: usize, tongues: Tongues| {
            self.scan.longest(at, tongues, |sense| match sense {
                Sense::Hundreds(count) => Some(u16::from(count) * 100),
                Sense::Hundred => Some(100),
                _ => None,
            })
        };
        one(at, tongues).or_else(|| {
            let (next, tongues, count) = self.number_word(at, tongues).filter(|(.., count)| *count < 10)?;
            let next = if self.joined(next) { next } else { return None };
            let (next, tongues, ()) =
                self.scan.longest(next, tongues, |sense| (sense == Sense::Hundred).then_some(()))?;
            Some((next, tongues, count * 100))
        })
    }

    /// A number in words below a hundred: tens before what is below ten, or after it with “and” between, as in Arabic, where
    /// ten stands behind the rest.
    fn below_hundred(&self, at: usize, tongues: Tongues) -> Option<(usize, Tongues, u16)> {
        let (next, tongues, first) = self.number_word(at, tongues)?;
        let past = self.past_and(next, tongues);
        let on = past.unwrap_or(next);
        let more = self.joined(on).then(|| self.number_word(on, tongues)).flatten().filter(|(_, _, second)| {
            let tens = |number: u16| (20..100).contains(&number) && number.is_multiple_of(10);
            match (first, *second) {
                (first, 1..10) if tens(first) => true,
                // “Soixante-quinze”.
                (60 | 80, 10..20) => true,
                (1..10, second) if tens(second) => past.is_some(),
                (1..10, 10) => past.is_none(),
                _ => false,
            }
        });
        Some(more.map_or((next, tongues, first), |(next, tongues, second)| (next, tongues, first + second)))
    }

    fn number_word(&self, at: usize, tongues: Tongues) -> Option<(usize, Tongues, u16)> {
        self.scan.longest(at, tongues, |sense| match sense {
            Sense::Number(number) => Some(u16::from(number)),
            _ => None,
        })
    }

    /// The place after an “and” between the parts of a number.
    fn past_and(&self, next: usize, tongues: Tongues) -> Option<usize> {
        let next = self.joined(next).then(|| self.scan.says(next, tongues, Sense::And)).flatten()?;
        self.joined(next).then_some(next)
    }

    /// True where the next part of a number may follow.
    fn joined(&self, at: usize) -> bool {
        matches!(self.scan.gap(at), Gap::Space | Gap::Nothing | Gap::Hyphen)
    }
}
