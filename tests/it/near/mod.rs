//! Copies of one text: how many of the made pairs are found, and what a project tells of them.

mod gold;

use assay::analysis::near::{Bands, Runs};
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

/// How many of these there are, in hundredths of all.
fn percent(part: usize, all: usize) -> usize {
    part * 100 / all.max(1)
}

#[test]
fn of_the_made_copies_more_than_ninety_five_in_a_hundred_are_found_and_what_is_found_is_a_copy() {
    let pairs = gold::pairs();
    // All texts lie in one pile, as they would in a project.
    let texts: BTreeSet<&str> = pairs.iter().flat_map(|p| [p.left.as_str(), p.right.as_str()]).collect();
    let texts: Vec<&str> = texts.into_iter().collect();
    let runs: Vec<Runs> = texts.iter().map(|text| Runs::of(text)).collect();
    let mut bands = Bands::default();
    let mut found: BTreeSet<(&str, &str)> = BTreeSet::new();
    for (n, text) in texts.iter().enumerate() {
        let sketch = runs[n].sketch();
        for other in bands.like(&sketch).into_iter().map(|other| usize::try_from(other).unwrap()) {
            let worth = runs[other].sketch().is_worth_comparing(&sketch);
            if worth && runs[other].overlap(&runs[n]).is_near() {
                found.insert((texts[other], text));
            }
        }
        bands.insert(u32::try_from(n).unwrap(), &sketch);
    }
    let is_found = |p: &gold::Pair| found.contains(&(p.left.as_str().min(&p.right), p.left.as_str().max(&p.right)));
    let copies: Vec<_> = pairs.iter().filter(|p| p.likeness >= 0.8 && p.left != p.right).collect();
    let missed: Vec<_> = copies.iter().filter(|p| !is_found(p)).map(|p| (p.made_by, p.likeness)).collect();
    let right = found.iter().filter(|(one, other)| gold::likeness(one, other) >= 0.8).count();
    println!(
        "{} made pairs, {} of them copies: {} found; {} pairs found among {} texts, {right} of them copies",
        pairs.len(),
        copies.len(),
        copies.len() - missed.len(),
        found.len(),
        texts.len(),
    );
    assert!(copies.len() >= 200);
    assert!(percent(copies.len() - missed.len(), copies.len()) >= 95, "missed: {missed:?}");
    assert!(percent(right, found.len()) >= 99, "{right} of {} are copies", found.len());
    // Nothing that only shares boilerplate or a quotation was taken for a copy.
    let taken = pairs.iter().filter(|p| p.likeness < 0.75 && is_found(p)).count();
    assert_eq!(taken, 0);
}
