//! Copies of one text: how many of the made pairs are found, and what a project tells of them.

mod gold;

use std::collections::{BTreeMap, BTreeSet};

#[test]
fn the_made_pairs_are_many_of_many_kinds_and_on_both_sides_of_the_line() {
    let pairs = gold::pairs();
    let between = |low: f64, high: f64| pairs.iter().filter(|p| p.likeness >= low && p.likeness < high).count();
    let (far, below, just, near) = (between(0.0, 0.5), between(0.5, 0.8), between(0.8, 0.9), between(0.9, 1.1));
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for pair in &pairs {
        *kinds.entry(pair.made_by).or_default() += 1;
    }
    assert!(pairs.len() >= 500 && kinds.len() >= 12, "{} pairs: {kinds:?}", pairs.len());
    assert!(far >= 50 && below >= 100 && just >= 100 && near >= 100, "{far}, {below}, {just}, {near}");
    let texts: BTreeSet<&str> = pairs.iter().map(|p| p.right.as_str()).collect();
    assert!(texts.len() * 20 >= pairs.len() * 19, "no more than a few come twice: {} of {}", texts.len(), pairs.len());
    let again = gold::pairs();
    assert!(pairs.iter().zip(&again).all(|(a, b)| a.right == b.right && a.left == b.left), "the same each time");
}
