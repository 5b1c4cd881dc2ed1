//! Recording claims in the window: what is proposed for a sentence of the sample documents, and what is kept of it.

use super::ui_support::Window;
use assay::app::overlay::Overlay;
use assay::app::{Action, Command, Hand};
use assay::domain::Table;
use assay::domain::claim::{Claim, Firmness, Form, Stance};
use assay::domain::name::NameKind;
use egui::{Key, Modifiers};

const A: &str = "000_84839096dc77e6c1.txt";
const B: &str = "002_288d556eec8bee92.txt";

/// Puts the cursor on the sentence that has these words.
fn stand_in(window: &mut Window, document: &str, words: &str) {
    let id = window.document(document).id;
    window.select(id, words);
    let span = window.app().reading.as_ref().unwrap().selection.unwrap();
    window.act(Action::Place(span.start()));
}

fn claims(window: &Window) -> Vec<Claim> {
    window.app().model().unwrap().claims.values().cloned().collect()
}

fn name(window: &Window, claim: &Claim) -> Option<String> {
    let model = window.app().model().unwrap();
    claim.speaker.map(|id| model.names[&id].words.raw().to_owned())
}

#[test]
fn c_enter_takes_the_clauses_of_a_sentence_and_one_undo_gives_them_back() {
    let mut window = Window::on_seeds();
    stand_in(&mut window, B, "He further clarified");
    let before = window.app().model().unwrap().passages.len();
    window.key(Key::C);
    assert!(window.shows("2 claims") && window.shows("“He” taken for the one named before"));
    window.key(Key::Enter);
    window.settle();
    let mut made = claims(&window);
    made.sort_by_key(|claim| claim.words.raw().starts_with("underscoring"));
    let [said, gloss] = made.as_slice() else { panic!("{made:?}") };
    assert_eq!(
        said.words.raw(),
        "He further clarified that the partnership between Belarus and Iran is not directed against any third party"
    );
    assert_eq!(
        (said.stance, said.firmness, said.form),
        (Some(Stance::Denies), Some(Firmness::Asserted), Some(Form::IndirectQuote))
    );
    assert_eq!(name(&window, said).as_deref(), Some("Alexander Lukashenko"), "as a line before names him");
    assert_eq!(gloss.words.raw(), "underscoring the non-confrontational nature of their collaboration.");
    assert_eq!((gloss.stance, gloss.form), (Some(Stance::Affirms), Some(Form::Gloss)));
    assert_eq!(gloss.speaker, None, "the article’s own, which has no outlet");
    // In code points, as the sheet of golden values counts them.
    let model = window.app().model().unwrap();
    let text = std::fs::read_to_string("seeds/002_288d556eec8bee92.txt").unwrap();
    let place = |claim: &Claim| {
        let anchor = model.support(claim.id).and_then(|passage| model.anchor(passage)).unwrap();
        let chars = |byte: u32| text[..byte as usize].chars().count();
        (chars(anchor.start), chars(anchor.end))
    };
    assert_eq!((place(said), place(gloss)), ((1287, 1393), (1395, 1462)));
    window.stroke(Modifiers::COMMAND, Key::Z);
    window.settle();
    assert!(claims(&window).is_empty());
    let model = window.app().model().unwrap();
    assert_eq!((model.passages.len(), model.names.len()), (before, 0), "the new name goes with them");
}

#[test]
fn one_of_several_claims_is_changed_or_left_out_before_they_are_recorded() {
    let mut window = Window::on_seeds();
    stand_in(&mut window, B, "He further clarified");
    window.key(Key::C);
    window.key(Key::ArrowDown);
    window.key(Key::A);
    window.key(Key::ArrowUp);
    window.key(Key::X);
    assert!(matches!(&window.app().overlay, Some(Overlay::Claim(capture)) if capture.drafts.len() == 1));
    window.key(Key::Enter);
    window.settle();
    let made = claims(&window);
    assert_eq!(made.len(), 1);
    assert!(made[0].words.raw().starts_with("underscoring"));
    assert_eq!(made[0].firmness, Some(Firmness::Certain), "one further than asserted");
}

#[test]
fn chosen_words_are_taken_as_they_are_with_what_their_sentence_says_of_them() {
    let mut window = Window::on_seeds();
    let b = window.document(B).id;
    window.select(b, "Analysts suggest that the joint military exercise could serve dual purposes");
    window.act(Action::Command(Command::Claim));
    window.act(Action::Accept);
    window.settle();
    let made = claims(&window);
    let [claim] = made.as_slice() else { panic!("{made:?}") };
    assert_eq!((claim.form, claim.firmness), (Some(Form::Unnamed), Some(Firmness::Possible)));
    assert_eq!(claim.hedge.as_ref().map(assay::domain::Words::raw), Some("could"));
    assert_eq!(claim.role.as_ref().map(assay::domain::Words::raw), Some("Analysts"));
    assert!(matches!(window.app().hand, Hand::Claim(_)));

    let a = window.document(A).id;
    window.select(a, "Viktor Khrenin, stated “from the beginning of the victory of the Islamic Revolution");
    window.act(Action::Command(Command::Claim));
    let Some(Overlay::Claim(capture)) = &window.app().overlay else { panic!("the form is open") };
    let draft = capture.draft().unwrap();
    assert_eq!(
        draft.called.as_ref().map(|called| (called.words.raw(), called.kind)),
        Some(("Viktor Khrenin", NameKind::Person))
    );
    assert_eq!(draft.role.as_ref().map(assay::domain::Words::raw), Some("Lieutenant General"));
    assert_eq!(draft.form, Form::PartialQuote);
}

#[test]
fn a_new_speaker_is_made_with_the_claim_and_goes_with_it() {
    let mut window = Window::on_seeds();
    let names = |window: &Window| window.app().model().unwrap().names.len();
    stand_in(&mut window, B, "The plan outlines");
    window.key(Key::C);
    window.key(Key::S);
    window.letters("Pavel Orlov");
    window.key(Key::Enter);
    assert!(window.shows("Pavel Orlov") && window.shows("a new name, made with the claim"));
    window.key(Key::Escape);
    window.settle();
    assert_eq!(names(&window), 0, "left, it leaves nobody behind");
    window.key(Key::C);
    window.key(Key::S);
    window.letters("Pavel Orlov");
    window.key(Key::Enter);
    window.key(Key::Enter);
    window.settle();
    assert_eq!((claims(&window).len(), names(&window)), (1, 1));
    window.stroke(Modifiers::COMMAND, Key::Z);
    window.settle();
    assert_eq!((claims(&window).len(), names(&window)), (0, 0), "one step back");
}

#[test]
fn whom_two_clauses_call_the_same_is_changed_in_both() {
    let corpus = tempfile::tempdir().unwrap();
    std::fs::write(
        corpus.path().join("a.txt"),
        "Roe stressed that the bridge is closed, stating that ‘nobody may cross’ it.\n",
    )
    .unwrap();
    let mut window = Window::on(egui::vec2(1366.0, 768.0), egui::Theme::Light, Some(corpus.path()));
    window.key(Key::C);
    let called = |window: &Window| -> Vec<String> {
        let Some(Overlay::Claim(capture)) = &window.app().overlay else { panic!("no sheet") };
        capture.drafts.iter().map(|draft| draft.called.as_ref().unwrap().words.raw().to_owned()).collect()
    };
    assert_eq!(called(&window), ["Roe", "Roe"]);
    window.key(Key::S);
    window.letters("Jane Roe");
    window.key(Key::Enter);
    assert_eq!(called(&window), ["Jane Roe", "Jane Roe"]);
    window.key(Key::Enter);
    window.settle();
    assert_eq!(window.app().model().unwrap().names.len(), 1, "one person");
}

/// Records when a document was published.
fn publish(window: &mut Window, document: &str, date: &str) {
    let id = window.document(document).id;
    window.act(Action::Set { table: Table::Document, id, field: "published", value: date.into() });
    window.settle();
}

#[test]
fn a_date_in_the_words_is_proposed_by_the_document_s_date_and_recorded_with_its_words_and_the_reason() {
    let mut window = Window::on_seeds();
    publish(&mut window, B, "2025-11-04");
    stand_in(&mut window, B, "The agreement follows");
    window.key(Key::C);
    assert!(window.shows("happens August 2025"));
    let reason = "in August (the year is not said; the nearest August up to the document’s date, 04 November 2025)";
    assert!(window.shows(&format!("when: {reason}")));
    window.key(Key::Enter);
    window.settle();
    let dated: Vec<Claim> = claims(&window).into_iter().filter(|claim| claim.happens_at.is_some()).collect();
    let [claim] = dated.as_slice() else { panic!("{dated:?}") };
    assert_eq!(claim.happens_at.as_ref().unwrap().as_str(), "2025-08", "a month and no day");
    assert_eq!(claim.happens_at_words.as_ref().unwrap().raw(), reason);
    // Its card has it, and refuses a stretch that ends before it begins.
    window.act(Action::Hand(Hand::Claim(claim.id)));
    window.settle();
    window.type_into("Happens", "2025–2024");
    window.key(Key::Enter);
    window.settle();
    assert!(window.shows("“2025–2024” runs backwards"));
    assert_eq!(claims(&window).iter().filter_map(|claim| claim.happens_at.as_ref()).count(), 1, "nothing was changed");
}

#[test]
fn without_a_document_s_date_only_what_the_words_say_is_proposed_and_it_can_be_left_out() {
    let mut window = Window::on_seeds();
    stand_in(&mut window, B, "The agreement follows");
    window.key(Key::C);
    assert!(window.shows("happens August, year unknown"));
    window.key(Key::Escape);
    stand_in(&mut window, B, "Belarus and Iran have taken");
    window.key(Key::C);
    assert!(window.shows("happens 2026") && window.shows("when: in 2026"));
    window.key(Key::H);
    assert!(window.shows("time left out") && !window.shows("happens 2026"));
    window.key(Key::H);
    assert!(window.shows("happens 2026"));
    window.click("happens 2026");
    assert!(window.shows("time left out"), "by the pointer too");
    window.key(Key::Enter);
    window.settle();
    let made = claims(&window);
    assert!(
        !made.is_empty() && made.iter().all(|claim| claim.happens_at.is_none() && claim.happens_at_words.is_none())
    );
}

#[test]
fn words_that_are_recorded_already_are_said_to_be() {
    let mut window = Window::on_seeds();
    stand_in(&mut window, B, "He further clarified");
    window.key(Key::C);
    assert!(!window.shows("Recorded already"));
    window.key(Key::Enter);
    window.settle();
    stand_in(&mut window, B, "He further clarified");
    window.key(Key::C);
    assert!(window.shows("Recorded already: He further clarified that the partnership"));
    window.key(Key::Escape);
    stand_in(&mut window, B, "there are no closed topics");
    window.key(Key::C);
    assert!(!window.shows("Recorded already"), "another sentence is another claim");
}

#[test]
fn a_claim_in_the_headline_the_pull_quote_or_a_translated_excerpt_says_so() {
    let mut window = Window::on_seeds();
    let text = std::fs::read_to_string("seeds/000_84839096dc77e6c1.txt").unwrap();
    let points = |from: usize, to: usize| text.chars().skip(from).take(to - from).collect::<String>();
    // The headline, the pull quote and the end of the first excerpt, in code points.
    for (from, to, flags, said) in [
        (0, 47, (true, false, false), "in a headline"),
        (49, 153, (false, true, false), "in a pull quote"),
        (3297, 3402, (false, false, true), "in a translated excerpt"),
    ] {
        let id = window.document(A).id;
        window.select(id, &points(from, to));
        window.key(Key::C);
        assert!(window.shows(said), "{said}");
        window.key(Key::Enter);
        window.settle();
        let Hand::Claim(claim) = window.app().hand else { panic!("{:?}", window.app().hand) };
        let claim = &window.app().model().unwrap().claims[&claim];
        assert_eq!((claim.headline, claim.pull_quote, claim.translated), flags, "{said}");
    }
}
