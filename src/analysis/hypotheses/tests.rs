//! The matrix on its own: what survives without evidence, what a source takes along, what is counted when nothing is said.

use super::*;
use crate::domain::Words;
use crate::domain::grade::ContentGrade;

/// A matrix of these rows: credibility, relevance, sources, cells as they are written, “-” for one that is not rated.
fn matrix(rows: &[(Credibility, Weight, &[Id], &str)]) -> Matrix {
    let width = rows.first().map_or(0, |row| row.3.split(' ').count());
    let item = |(credibility, relevance, sources, cells): &(Credibility, Weight, &[Id], &str)| Item {
        id: Id::new(),
        claim: Id::new(),
        credibility: *credibility,
        relevance: *relevance,
        sources: sources.to_vec(),
        cells: cells.split(' ').map(|cell| cell.parse().ok()).collect(),
    };
    Matrix { hypotheses: (0..width).map(|_| Id::new()).collect(), items: rows.iter().map(item).collect() }
}

const MEDIUM: Credibility = Credibility::Set(Weight::Medium);

#[test]
fn a_hypothesis_nothing_is_said_of_stands_at_zero_and_does_not_survive_by_it() {
    let weighed = matrix(&[(MEDIUM, Weight::Medium, &[], "I - II"), (MEDIUM, Weight::High, &[], "C NA I")]).weigh();
    assert_eq!(weighed.scores[1], Score::ZERO);
    assert_eq!(weighed.evidence, [2, 0, 2]);
    assert_eq!(weighed.order, [[1], [0], [2]]);
    assert_eq!(weighed.survive, [0]);
    // Said to be neutral is something that is said.
    let weighed = matrix(&[(MEDIUM, Weight::Medium, &[], "I N")]).weigh();
    assert_eq!(weighed.survive, [1]);
    assert_eq!(matrix(&[]).weigh().survive, [0_usize; 0]);
}

#[test]
fn without_an_item_another_may_survive_or_only_the_places_behind_change() {
    let weighed = matrix(&[
        (MEDIUM, Weight::Medium, &[], "N I II"),
        (MEDIUM, Weight::Medium, &[], "I II II"),
        (MEDIUM, Weight::Medium, &[], "II N C"),
        (MEDIUM, Weight::Medium, &[], "C C C"),
    ])
    .weigh();
    let values: Vec<f64> = weighed.scores.iter().map(|score| score.value()).collect();
    assert_eq!(values, [-3.0, -3.0, -4.0]);
    assert_eq!(weighed.order, [vec![0, 1], vec![2]]);
    let told: Vec<_> = weighed.items.iter().map(|w| w.as_ref().map(|w| (w.order.clone(), w.survive.clone()))).collect();
    assert_eq!(told[0], Some((vec![vec![1, 2], vec![0]], vec![1, 2])));
    assert_eq!(told[2], Some((vec![vec![0], vec![1], vec![2]], vec![0])));
    assert_eq!(told[3], None);
    let behind = matrix(&[(MEDIUM, Weight::Medium, &[], "C I II")]).weigh();
    let without = behind.items[0].clone().unwrap();
    assert_eq!(
        (without.order, without.survive, without.without_evidence),
        (vec![vec![0, 1, 2]], vec![], vec![0, 1, 2])
    );
    let behind = matrix(&[
        (MEDIUM, Weight::Medium, &[], "C I II"),
        (MEDIUM, Weight::Medium, &[], "C II I"),
        (MEDIUM, Weight::High, &[], "C I N"),
    ])
    .weigh();
    let without = behind.items[2].clone().unwrap();
    assert_eq!((without.order, without.survive), (vec![vec![0], vec![1, 2]], vec![0]));
    // What is left without evidence stands at zero, and does not survive by that.
    let lone = matrix(&[(MEDIUM, Weight::Medium, &[], "I II"), (MEDIUM, Weight::Medium, &[], "- I")]).weigh();
    let without = lone.items[0].clone().unwrap();
    assert_eq!(without.order, lone.order);
    assert_eq!((lone.survive, without.survive, without.without_evidence), (vec![0], vec![1], vec![0]));
}

#[test]
fn an_item_that_two_sources_give_stands_without_either() {
    let (one, other) = (Id::new(), Id::new());
    let weighed = matrix(&[
        (MEDIUM, Weight::Medium, &[one, other], "II C"),
        (MEDIUM, Weight::Low, &[one], "C I"),
        (MEDIUM, Weight::Low, &[], "C I"),
    ])
    .weigh();
    let told: Vec<_> = weighed.sources.iter().map(|s| (s.source, s.items.clone(), s.without.is_some())).collect();
    assert_eq!(told, [(one, vec![1], false), (other, vec![], false)]);
}

#[test]
fn what_tells_nothing_apart_says_the_same_of_all_it_was_rated_against() {
    let told = |cells| {
        let matrix = matrix(&[(MEDIUM, Weight::Medium, &[], cells)]);
        (matrix.items[0].diagnosticity(), matrix.items[0].tells_nothing_apart())
    };
    assert_eq!(told("C C C"), (Some(0.0), true));
    assert_eq!(told("I - I"), (Some(0.0), true));
    assert_eq!(told("C NA -"), (None, false));
    assert_eq!(told("CC II"), (Some(4.0), false));
    assert_eq!(told("C N - N NA"), (Some(2.0 / 9.0), false));
}

#[test]
fn credibility_is_the_items_own_else_its_claims_else_said_to_be_nobodys() {
    let claim = |grade: Option<u8>| Claim {
        content_grade: grade.map(|n| ContentGrade::try_from(n).unwrap()),
        ..Claim::of(Words::new("x"))
    };
    let item = |claim: &Claim, credibility| AchItem {
        id: Id::new(),
        claim: claim.id,
        credibility,
        relevance: Weight::Medium,
        memo: None,
        ordinal: 0,
    };
    let of = |grade, own| Credibility::of(&item(&claim(grade), own), &claim(grade));
    assert_eq!(of(Some(2), None), Credibility::Graded(Weight::High));
    assert_eq!(of(Some(5), Some(Weight::High)), Credibility::Set(Weight::High));
    for unknown in [None, Some(6)] {
        assert_eq!(of(unknown, None), Credibility::NotWeighed);
        assert_eq!(of(unknown, None).weight(), Weight::Medium);
    }
}

#[test]
fn rows_and_columns_stand_in_the_analysts_order() {
    let hypothesis = |words: &str, ordinal| Hypothesis { id: Id::new(), words: Words::new(words), memo: None, ordinal };
    let (first, second, third) = (hypothesis("a", 5), hypothesis("b", 5), hypothesis("c", 1));
    let claims: Vec<Claim> = ["x", "y"].map(|words| Claim::of(Words::new(words))).to_vec();
    let item = |claim: Id, ordinal| AchItem {
        id: Id::new(),
        claim,
        credibility: None,
        relevance: Weight::High,
        memo: None,
        ordinal,
    };
    let items = vec![item(claims[0].id, 2), item(claims[1].id, 1), item(Id::new(), 0)];
    let cell = AchCell {
        id: Id::new(),
        hypothesis: third.id,
        item: items[0].id,
        rating: Rating::VeryInconsistent,
        note: None,
    };
    let (wanted, sorted) = ([third.id, first.id, second.id], vec![first.clone(), second.clone(), third.clone()]);
    let known = claims.iter().map(|claim| (claim.id, claim.clone())).collect();
    let matrix = Matrix::new(sorted, items.clone(), &[cell], &known, |_| Vec::new());
    assert_eq!(matrix.hypotheses, wanted);
    let rows: Vec<_> = matrix.items.iter().map(|item| (item.id, item.cells.clone())).collect();
    let rated = vec![Some(Rating::VeryInconsistent), None, None];
    assert_eq!(rows, [(items[1].id, vec![None; 3]), (items[0].id, rated)], "an item without its claim is left out");
}
