//! Which snapshots stay: all of the last 24 hours (at most 24), then one a day for 7 days, one a week for 8 weeks and one
//! a month for 12 months; always the three newest that can be read; all together at most a fifth of the free space.

use crate::domain::snapshot::Snapshot;
use std::collections::BTreeSet;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// Most of the last day.
const RECENT: usize = 24;
/// Always kept, whatever the clock and the disk say.
const ALWAYS: usize = 3;
/// Snapshots take at most one part in so many of the free space.
const PART_OF_FREE: u64 = 5;

/// The snapshots that may go. `snapshots` are newest first by their numbers; `now_ms` is the machine's clock, which may
/// be wrong: it decides about ages, never about order. `free` is the free space in bytes, where it is known, with the
/// snapshots in place. `spare` is a snapshot that somebody is using.
pub(super) fn to_remove(snapshots: &[Snapshot], now_ms: i64, free: Option<u64>, spare: Option<u64>) -> Vec<u64> {
    let readable = snapshots.iter().filter(|s| s.holds.is_some()).take(ALWAYS);
    let always: BTreeSet<u64> = readable.map(|s| s.number).chain(spare).collect();
    let mut kept: Vec<&Snapshot> = Vec::new();
    let mut recent = 0;
    let mut rungs = [Rung::new(7, 1), Rung::new(8, 7), Rung::new(12, 30)];
    for snapshot in snapshots {
        // A time that is still to come is the clock's mistake; such a snapshot is as recent as any.
        let is_recent = now_ms.saturating_sub(snapshot.at_ms) < DAY_MS && recent < RECENT;
        if is_recent {
            recent += 1;
        }
        if is_recent || is_newest(&mut rungs, snapshot.at_ms) || always.contains(&snapshot.number) {
            kept.push(snapshot);
        }
    }
    if let Some(free) = free {
        let most = free / PART_OF_FREE;
        let mut all: u64 = kept.iter().map(|s| s.bytes).fold(0, u64::saturating_add);
        // The oldest go first.
        while all > most {
            let Some(at) = kept.iter().rposition(|s| !always.contains(&s.number)) else { break };
            all = all.saturating_sub(kept.remove(at).bytes);
        }
    }
    let kept: BTreeSet<u64> = kept.iter().map(|s| s.number).collect();
    snapshots.iter().map(|s| s.number).filter(|number| !kept.contains(number)).collect()
}

/// True when a snapshot is the newest of a day, week or month that is still to be kept. Each rung begins where the one
/// before it is full: the second of a day is not the week's.
fn is_newest(rungs: &mut [Rung], at_ms: i64) -> bool {
    rungs.iter_mut().find_map(|rung| rung.takes(at_ms)).unwrap_or(false)
}

/// One snapshot for each of so many days, weeks or months: the newest of each.
struct Rung {
    left: usize,
    days: i64,
    last: Option<i64>,
}

impl Rung {
    fn new(left: usize, days: i64) -> Self {
        Self { left, days, last: None }
    }

    /// Whether this rung keeps the snapshot: not when a newer one of the same span is kept. `None` when the rung is full
    /// and the snapshot is older than all of it, so that the next rung decides.
    fn takes(&mut self, at_ms: i64) -> Option<bool> {
        let span = at_ms.div_euclid(DAY_MS * self.days);
        if self.last == Some(span) {
            return Some(false);
        }
        self.left = self.left.checked_sub(1)?;
        self.last = Some(span);
        Some(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Sha256;
    use crate::domain::snapshot::{Counts, Standing};
    use proptest::prelude::*;

    const HOUR_MS: i64 = 60 * 60 * 1_000;
    const NOW: i64 = 1_800_000_000_000;

    fn at(number: u64, at_ms: i64) -> Snapshot {
        let holds = Some(Standing { counts: Counts::default(), head: Sha256::of(b""), at_ms });
        Snapshot { number, at_ms, path: format!("{number}").into(), bytes: 100, holds }
    }

    /// Snapshots made `ages` before now, the newest first.
    fn made(ages: &[i64]) -> Vec<Snapshot> {
        (0..).zip(ages.iter().rev()).map(|(n, age)| at(n, NOW - age)).collect::<Vec<_>>().into_iter().rev().collect()
    }

    fn kept(snapshots: &[Snapshot], free: Option<u64>) -> Vec<u64> {
        let gone: BTreeSet<u64> = to_remove(snapshots, NOW, free, None).into_iter().collect();
        snapshots.iter().map(|s| s.number).filter(|n| !gone.contains(n)).collect()
    }

    #[test]
    fn a_year_of_work_every_ten_minutes_comes_down_to_the_rungs() {
        let ages: Vec<i64> = (0..365 * 144).map(|n| n * 10 * 60 * 1_000).collect();
        let all = made(&ages);
        let stay = kept(&all, None);
        let age_of = |n: &u64| NOW - all.iter().find(|s| s.number == *n).unwrap().at_ms;
        assert_eq!(stay.iter().filter(|n| age_of(n) < 4 * HOUR_MS).count(), 24);
        let days = stay.iter().filter(|n| (4 * HOUR_MS..8 * DAY_MS).contains(&age_of(n))).count();
        assert!((7..=8).contains(&days), "{days} of the last week");
        assert!(stay.len() <= 24 + 7 + 8 + 12, "{}", stay.len());
        assert!(stay.iter().any(|n| age_of(n) > 300 * DAY_MS), "something of nearly a year ago");
        // Kept again the next time, so that a rung is not worn away.
        let again: Vec<_> = all.iter().filter(|s| stay.contains(&s.number)).cloned().collect();
        assert_eq!(kept(&again, None), stay);
    }

    #[test]
    fn thinning_after_each_snapshot_leaves_the_same_ladder_and_wears_no_rung_away() {
        let mut all: Vec<Snapshot> = Vec::new();
        let hours = 400 * 24;
        for number in 0..=hours {
            let now = NOW - (hours - number) * HOUR_MS;
            all.insert(0, at(number.try_into().unwrap(), now));
            let gone = to_remove(&all, now, None, None);
            all.retain(|s| !gone.contains(&s.number));
        }
        let between = |from: i64, to: i64| all.iter().filter(|s| (from..to).contains(&(NOW - s.at_ms))).count();
        assert_eq!(between(0, DAY_MS), 24);
        assert_eq!(between(DAY_MS, 7 * DAY_MS), 7, "one of each of the seven days before");
        for weeks in 1..8 {
            assert!(between(weeks * 7 * DAY_MS, (weeks + 2) * 7 * DAY_MS) >= 1, "{weeks} weeks ago");
        }
        for months in 2..12 {
            assert!(between(months * 30 * DAY_MS, (months + 2) * 30 * DAY_MS) >= 1, "{months} months ago");
        }
        assert!(all.len() <= 24 + 7 + 8 + 12, "{}", all.len());
    }

    #[test]
    fn the_table_of_small_cases() {
        let day = DAY_MS;
        for (ages, expected) in [
            (vec![], 0),
            (vec![0], 1),
            (vec![0, 1, 2], 3),
            // Three of one long gone day are the three newest there are.
            (vec![400 * day, 400 * day + 1, 400 * day + 2], 3),
            // A fourth of the same day is not needed for any rung.
            (vec![400 * day, 400 * day + 1, 400 * day + 2, 400 * day + 3], 3),
            ((0..24).map(|n| n * HOUR_MS).collect(), 24),
            // Six more than the most of a day, all made the day before: the newest of them stands for that day.
            ((0..30).map(|n| n * HOUR_MS / 2).collect(), 24 + 1),
        ] {
            assert_eq!(kept(&made(&ages), None).len(), expected, "{ages:?}");
        }
    }

    #[test]
    fn little_space_takes_the_oldest_but_never_the_three_newest_that_can_be_read() {
        let mut all = made(&[0, HOUR_MS, 2 * HOUR_MS, 3 * HOUR_MS, 4 * HOUR_MS, 5 * HOUR_MS]);
        assert_eq!(kept(&all, Some(100 * 5 * 5)), [5, 4, 3, 2, 1]);
        assert_eq!(kept(&all, Some(0)), [5, 4, 3]);
        // One that cannot be read does not count among the three.
        all[0].holds = None;
        assert_eq!(kept(&all, Some(0)), [4, 3, 2]);
        assert_eq!(to_remove(&all, NOW, Some(0), Some(0)), [5, 1], "what is in use stays");
    }

    proptest! {
        #[test]
        fn whatever_the_clock_says_the_three_newest_by_number_stay(
            times in prop::collection::vec(any::<i64>(), 0..80), now: i64, free: Option<u64>,
        ) {
            let mut all: Vec<_> = (0..).zip(&times).map(|(n, at_ms)| at(n, *at_ms)).collect();
            all.reverse();
            let gone = to_remove(&all, now, free, None);
            for newest in all.iter().take(3) {
                prop_assert!(!gone.contains(&newest.number));
            }
            prop_assert!(all.len() - gone.len() <= 24 + 7 + 8 + 12 + 3);
        }
    }
}
