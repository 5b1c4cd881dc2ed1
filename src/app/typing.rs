//! When what is being typed goes to the drafts: two seconds after the last key, and ten after the first that no draft holds,
//! so that a sudden end takes at most ten seconds of typing.

use std::time::{Duration, Instant};

/// Rests so long after the last key.
const REST: Duration = Duration::from_secs(2);
/// Waits no longer than this after the first key, however little the hand rests.
const LATEST: Duration = Duration::from_secs(10);

/// Typing that no draft holds yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Typing {
    first: Instant,
    last: Instant,
}

impl Typing {
    /// A key now, after what was typed before and is in no draft.
    pub(super) fn on(before: Option<Self>, now: Instant) -> Self {
        Self { first: before.map_or(now, |typing| typing.first), last: now }
    }

    /// True when it is to be kept now.
    pub(super) fn is_due(self, now: Instant) -> bool {
        now.duration_since(self.last) >= REST || now.duration_since(self.first) >= LATEST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_is_kept_when_the_hand_rests_and_ten_seconds_after_it_began_when_it_does_not() {
        let begun = Instant::now();
        let at = |tenths: u32| begun + Duration::from_millis(100) * tenths;
        let rested = Typing::on(None, at(0));
        assert!(!rested.is_due(at(19)) && rested.is_due(at(20)));
        // A key every second.
        let mut typing = Typing::on(None, at(0));
        for second in 1..10 {
            assert!(!typing.is_due(at(second * 10)), "second {second}");
            typing = Typing::on(Some(typing), at(second * 10));
        }
        assert!(typing.is_due(at(100)));
        // What is typed after that is counted anew.
        let next = Typing::on(None, at(101));
        assert!(!next.is_due(at(110)) && next.is_due(at(121)));
    }
}
