//! Claims: made of a sentence, enriched, given more evidence, linked.

use super::{A, B, model, open, sentence, walk_to};
use crate::ui_support::Window;
use assay::app::Hand;
use assay::domain::Id;
use assay::domain::claim::{Claim, EvidenceRole, Form, Stance};
use egui::accesskit::Role;
use egui::{Key, Modifiers};

/// A claim of the sentence under the cursor.
fn claim(window: &mut Window) -> Id {
    window.key(Key::C);
    window.key(Key::Enter);
    match window.app().hand {
        Hand::Claim(id) => id,
        other => panic!("the claim is not in hand but {other:?}"),
    }
}

fn record(window: &Window, id: Id) -> &Claim {
    &model(window).claims[&id]
}

#[test]
fn two_strokes_make_a_claim_with_document_evidence_and_form() {
    let mut window = Window::on_seeds();
    let words = sentence(&window);
    let (strokes, made) = window.strokes_of(claim);
    assert_eq!(strokes, 2);
    let found = record(&window, made);
    assert_eq!(found.words.raw(), words);
    assert_eq!((found.stance, found.form), (Some(Stance::Affirms), Some(Form::Narration)));
    let evidence = model(&window).evidence.values().next().unwrap();
    assert_eq!((evidence.claim, evidence.role), (made, EvidenceRole::States));
    let passage = evidence.passage.unwrap();
    assert_eq!(model(&window).anchor(passage).unwrap().quote.raw(), words);
    assert_eq!(model(&window).passages[&passage].document, window.document(A).id);
    assert!(window.shows("claim: Belarus and Iran Form Alliance"), "its bar stands in the margin");
    assert!(window.shows("not said"), "the card shows what is missing");
}

#[test]
fn the_quotation_marks_say_the_form() {
    let mut window = Window::on_seeds();
    open(&mut window, A);
    let mut forms = Vec::new();
    let mut last = String::new();
    while sentence(&window) != last {
        last = sentence(&window);
        for (start, form) in [
            ("In response to perceived", Form::Narration),
            ("According to the excerpted", Form::PartialQuote),
            ("“I hope that you will not", Form::DirectQuote),
        ] {
            if last.starts_with(start) {
                window.key(Key::C);
                assert!(window.shows(form.label()), "the line proposes {}", form.label());
                window.key(Key::Enter);
                forms.push((start, form));
            }
        }
        window.key(Key::ArrowDown);
    }
    assert_eq!(forms.len(), 3);
    for (start, form) in forms {
        let found = model(&window).claims.values().find(|c| c.words.raw().starts_with(start)).unwrap();
        assert_eq!(found.form, Some(form), "{start}");
    }
    // Words wholly inside quotation marks are a direct quotation.
    window.select(window.document(A).id, "“You feel it better. Our answer is one: we must work closely with one another, and cooperate together to resist these attacks,”");
    let made = claim(&mut window);
    assert_eq!(record(&window, made).form, Some(Form::DirectQuote));
}

#[test]
fn the_chips_of_the_line_change_by_letters_and_by_menus() {
    let mut window = Window::on_seeds();
    window.key(Key::C);
    window.key(Key::D);
    window.key(Key::F);
    window.click("asserted");
    window.click("possible");
    window.key(Key::Enter);
    let found = model(&window).claims.values().next().unwrap();
    assert_eq!(found.stance, Some(Stance::Denies));
    assert_ne!(found.form, Some(Form::Narration));
    assert_eq!(found.firmness.unwrap().label(), "possible");
    // And afterwards on the card.
    window.click_role(Role::Button, "denies");
    window.click("unclear");
    assert_eq!(model(&window).claims.values().next().unwrap().stance, Some(Stance::Unclear));
}

#[test]
fn the_speaker_is_remembered_for_each_document() {
    let mut window = Window::on_seeds();
    let name = |window: &Window, id: Id| {
        let speaker = record(window, id).speaker?;
        Some(model(window).names[&speaker].words.raw().to_owned())
    };
    // Words in quotation marks for which nobody is named.
    walk_to(&mut window, "“You know the situation");
    window.key(Key::C);
    window.key(Key::S);
    window.letters("Viktor Khrenin");
    window.key(Key::Enter);
    assert!(window.shows("Viktor Khrenin"), "the line shows the speaker");
    window.key(Key::Enter);
    let Hand::Claim(first) = window.app().hand else { panic!("the claim is in hand") };
    assert_eq!(name(&window, first).as_deref(), Some("Viktor Khrenin"));
    window.key(Key::ArrowDown);
    let second = claim(&mut window);
    assert_eq!(name(&window, second).as_deref(), Some("Viktor Khrenin"), "proposed again");
    open(&mut window, B);
    let elsewhere = claim(&mut window);
    assert_eq!(name(&window, elsewhere), None, "another document, another speaker");
    window.key(Key::ArrowDown);
    window.key(Key::C);
    window.key(Key::S);
    window.letters("Valery Revenko");
    window.key(Key::Enter);
    window.key(Key::Enter);
    assert_eq!(model(&window).names.len(), 2, "nobody is entered twice");
    // Back in the first document the first speaker is proposed again.
    open(&mut window, A);
    walk_to(&mut window, "Pressure, exerted");
    let third = claim(&mut window);
    assert_eq!(name(&window, third).as_deref(), Some("Viktor Khrenin"));
}

#[test]
fn more_evidence_goes_to_the_claim_made_last() {
    let mut window = Window::on_seeds();
    let made = claim(&mut window);
    window.key(Key::ArrowDown);
    let words = sentence(&window);
    let (strokes, ()) = window.strokes_of(|window| window.stroke(Modifiers::SHIFT, Key::C));
    assert!(strokes <= 2, "{strokes}");
    let quotes: Vec<_> = model(&window)
        .evidence
        .values()
        .map(|e| (e.claim, model(&window).anchor(e.passage.unwrap()).unwrap().quote.raw().to_owned()))
        .collect();
    assert_eq!(quotes.len(), 2);
    assert!(quotes.contains(&(made, words)));
    window.stroke(Modifiers::SHIFT, Key::C);
    assert!(window.shows("This is evidence of the claim already"), "and not twice");
    assert_eq!(model(&window).evidence.len(), 2);
}

#[test]
fn two_claims_are_linked_in_five_strokes() {
    let mut window = Window::on_seeds();
    window.key(Key::ArrowDown);
    let first = claim(&mut window);
    open(&mut window, B);
    let second = claim(&mut window);
    let (strokes, ()) = window.strokes_of(|window| {
        window.key(Key::L);
        window.letters("our");
        window.key(Key::Enter);
    });
    assert!(strokes <= 5, "{strokes}");
    let link = model(&window).links.values().next().unwrap();
    assert_eq!((link.from_claim, link.to_claim), (second, first));
    assert_eq!(link.kind.label(), "pulls against");
    assert!(window.shows("PULLS AGAINST"), "the card shows the other claim");
    // Once more the same is refused, with a sentence.
    window.key(Key::L);
    window.letters("our");
    window.key(Key::Enter);
    assert!(window.shows("linked already"), "{:?}", window.app().notices);
    assert_eq!(model(&window).links.len(), 1);
    window.click("unlink");
    assert_eq!(model(&window).links.len(), 0);
}
