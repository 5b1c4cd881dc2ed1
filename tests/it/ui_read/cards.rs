//! The inspector: every card, the pin, translations, names in the text, the way of a claim, another encoding.

use super::{A, B, model, new_tag, open, sentence};
use crate::ui_support::{Window, seeds};
use assay::app::action::Action;
use assay::app::cards::CardAction;
use assay::app::model::By;
use assay::app::overlay::{Overlay, TagDraft};
use assay::app::{Hand, Place};
use assay::domain::claim::{ClaimStatus, Firmness};
use assay::domain::name::NameKind;
use assay::domain::{Id, Table};
use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, vec2};

fn claim(window: &mut Window) -> Id {
    window.key(Key::C);
    window.key(Key::Enter);
    let Hand::Claim(id) = window.app().hand else { panic!("the claim is in hand") };
    id
}

fn passage(window: &Window) -> Id {
    let Hand::Passage(id) = window.app().hand else { panic!("a passage is in hand, not {:?}", window.app().hand) };
    id
}

#[test]
fn a_translation_makes_the_passage_and_stands_on_its_card() {
    let mut window = Window::on_seeds();
    window.key(Key::Y);
    window.stroke(Modifiers::COMMAND, Key::Enter);
    assert!(window.shows("A translation needs words"), "without words it is refused: {:?}", window.app().notices);
    assert!(matches!(window.app().overlay, Some(Overlay::Translation(_))), "and what was typed stays");
    window.type_into("Words of the translation", "  ");
    window.stroke(Modifiers::COMMAND, Key::Enter);
    assert!(model(&window).translations.is_empty());
    window.type_into("Words of the translation", "Наш ответ один");
    window.type_into("Language of the translation", "ru");
    window.type_into("Who or what translated", "Ana");
    window.type_into("Day of the translation", "the other day");
    window.stroke(Modifiers::COMMAND, Key::Enter);
    assert!(window.shows("The day of a translation is written"), "{:?}", window.app().notices);
    window.type_into("Day of the translation", "2024-03-01");
    let words = sentence(&window);
    window.stroke(Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.app().overlay, None);
    let made = model(&window).translations.values().next().unwrap().clone();
    assert_eq!((made.words.raw(), made.language.unwrap().raw()), ("Наш ответ один", "ru"));
    assert_eq!((made.made_by.unwrap().raw(), made.made_on.unwrap().as_str()), ("Ana", "2024-03-01"));
    assert_eq!(passage(&window), made.passage);
    assert_eq!(model(&window).anchor(made.passage).unwrap().quote.raw(), words);
    // A second one for the same passage; by whom and the language are proposed again, the day is today.
    window.key(Key::Y);
    let Some(Overlay::Translation(draft)) = window.app().overlay.clone() else { panic!("it is asked for") };
    assert_eq!((draft.language.as_str(), draft.made_by.as_str()), ("ru", "Ana"));
    assert_eq!(draft.made_on, jiff::Zoned::now().date().to_string());
    window.type_into("Words of the translation", "Unsere Antwort ist eine");
    window.stroke(Modifiers::COMMAND, Key::Enter);
    assert_eq!(model(&window).count(By::Translations, made.passage), 2);
    assert_eq!(model(&window).passages.len(), 1);
    // Undo takes one after the other, the passage with the first.
    window.stroke(Modifiers::COMMAND, Key::Z);
    window.stroke(Modifiers::COMMAND, Key::Z);
    assert_eq!((model(&window).translations.len(), model(&window).passages.len()), (0, 0));
}

#[test]
fn a_name_is_marked_here_and_everywhere() {
    let mut window = Window::on_seeds();
    open(&mut window, B);
    window.select(window.document(B).id, "Lukashenko");
    window.key(Key::N);
    window.key(Key::Enter);
    assert_eq!(model(&window).names.len(), 1, "a spelling nobody has makes a name");
    let name = model(&window).names.values().next().unwrap().clone();
    assert_eq!((name.words.raw(), name.kind), ("Lukashenko", NameKind::Person));
    assert_eq!(model(&window).mentions.len(), 1);
    assert_eq!(window.app().hand, Hand::Name(name.id));
    assert!(window.shows("name: Lukashenko"), "it has its mark in the text");
    assert!(!window.shows("passage:"), "and no lane");
    // Every other place of the same words, in one edit.
    let before = window.app().project.as_ref().unwrap().facts.edits;
    window.select(window.document(B).id, "Lukashenko");
    window.key(Key::N);
    window.stroke(Modifiers::COMMAND, Key::Enter);
    let text = {
        let reading = window.app().reading.as_ref().unwrap();
        let end = reading.paragraphs.as_ref().unwrap().text_len();
        reading.text(0..end).unwrap().into_owned()
    };
    let places = assay::analysis::anchoring::find_words(&text, "Lukashenko").len();
    assert!(places > 1);
    assert_eq!(model(&window).mentions.len(), places);
    assert_eq!(model(&window).names.len(), 1);
    let quotes: Vec<_> = model(&window).anchors.values().map(|a| a.quote.raw()).collect();
    assert!(quotes.iter().all(|quote| *quote == "Lukashenko"));
    window.stroke(Modifiers::COMMAND, Key::Z);
    assert_eq!(model(&window).mentions.len(), 1, "one undo takes them all");
    assert_eq!(window.app().project.as_ref().unwrap().facts.edits, before);
    // Taken off, the passage that held nothing else goes with it.
    window.act(Action::Hand(Hand::Name(name.id)));
    window.click("Unmark this name here");
    assert_eq!((model(&window).mentions.len(), model(&window).passages.len()), (0, 0));
}

#[test]
fn words_of_the_sentence_are_proposed_as_names() {
    let mut window = Window::on_seeds();
    // A spelling that is known comes first, whatever is beside it.
    window.select(window.document(A).id, "Iran");
    window.key(Key::N);
    window.click("place");
    window.key(Key::Enter);
    assert_eq!(model(&window).names.values().next().unwrap().kind, NameKind::Place);
    window.act(Action::Select(None));
    window.key(Key::ArrowDown);
    for _ in 0..100 {
        if sentence(&window).contains(" Iran") && !sentence(&window).starts_with("Iran") {
            break;
        }
        window.key(Key::ArrowDown);
    }
    window.key(Key::N);
    window.key(Key::Enter);
    assert_eq!(model(&window).mentions.len(), 2);
    assert!(model(&window).anchors.values().all(|a| a.quote.raw() == "Iran"));
}

#[test]
fn the_pinned_card_stays_while_the_hand_goes_on() {
    let mut window = Window::on_seeds();
    let first = claim(&mut window);
    let words = sentence(&window);
    window.click("Pin this card");
    for _ in 0..3 {
        window.key(Key::ArrowDown);
    }
    assert_eq!(window.app().hand, Hand::Document);
    assert!(window.shows("pinned"));
    assert!(window.shows(&words), "its words are still shown");
    assert!(window.find_role(Role::TextInput, "Published").rect().is_positive(), "and the document's card below it");
    let second = claim(&mut window);
    assert_ne!(first, second);
    assert_eq!(window.count("denies") + window.count("affirms"), 2, "two cards");
    window.click("Let the pinned card go");
    assert_eq!(window.app().cards.pinned, None);
    assert_eq!(window.count("denies") + window.count("affirms"), 1);
    // By key, and when the pinned thing goes it is said.
    window.key(Key::I);
    assert!(window.shows("pinned"));
    window.act(Action::Delete(Table::Claim, second));
    assert!(window.shows("no longer in the project"));
}

#[test]
fn everything_of_a_claim_is_changed_on_its_card() {
    // High enough for the whole card.
    let mut window = Window::on(vec2(1366.0, 1600.0), Theme::Light, Some(&seeds()));
    let made = claim(&mut window);
    let record = |window: &Window| model(window).claims[&made].clone();
    // When, as people write it.
    window.type_into("When", "17 Oct 2023");
    window.key(Key::Enter);
    assert_eq!(record(&window).said_at.unwrap().as_str(), "2023-10-17");
    window.type_into("When", "after the talks in Minsk");
    window.key(Key::Enter);
    assert_eq!(record(&window).said_at, None);
    assert_eq!(
        record(&window).said_at_words.unwrap().raw(),
        "after the talks in Minsk",
        "what is no date is kept in words"
    );
    // Who, in a picker of names.
    window.click("Change who says it");
    window.letters("viktor");
    window.key(Key::Enter);
    assert_eq!(model(&window).names[&record(&window).speaker.unwrap()].words.raw(), "viktor");
    // Firmness by its chip, the grade by its words.
    window.click_role(Role::Button, "asserted");
    window.click("doubtful");
    assert_eq!(record(&window).firmness, Some(Firmness::Doubtful));
    window.click("content not graded");
    window.click("3 possibly true");
    assert_eq!(record(&window).content_grade.unwrap().number(), 3);
    // A tag of its own, and off again.
    window.click("+ tag");
    window.letters("denial");
    window.key(Key::Enter);
    assert_eq!(model(&window).count(By::ClaimTags, made), 1);
    // What is folded away.
    window.click("more: kind, place, memo, history");
    window.type_into("Place", "Minsk");
    window.key(Key::Enter);
    assert_eq!(record(&window).place.unwrap().raw(), "Minsk");
    window.click_role(Role::Button, "states");
    window.click("implies");
    assert_eq!(model(&window).evidence.values().next().unwrap().role.label(), "implies");
    window.click_role(Role::Button, "open");
    window.click("retracted by the speaker");
    assert_eq!(record(&window).status, ClaimStatus::Retracted);
    window.until("the history of this claim is shown", |app| app.cards.past.lines.len() > 6);
    window.settle();
    assert!(window.shows("Tag a claim as denial"));
    // Its words reworded are no longer those of the text.
    window.type_into("Words", "Belarus denies it");
    window.stroke(Modifiers::COMMAND, Key::Enter);
    assert!(record(&window).reworded);
}

#[test]
fn the_way_of_a_claim_is_a_chain_of_hops() {
    let mut window = Window::on_seeds();
    let made = claim(&mut window);
    window.act(Action::Card(CardAction::AddHop(made)));
    assert!(window.shows("Who passed it on?"), "who it was is asked first");
    window.letters("Interfax");
    window.key(Key::Enter);
    window.act(Action::Card(CardAction::AddHop(made)));
    // It may be left open.
    window.key(Key::Escape);
    let hops = |window: &Window| model(window).hops_of(made).iter().map(|h| h.id).collect::<Vec<_>>();
    let [first, second] = hops(&window)[..] else { panic!("two hops") };
    window.act(Action::Set { table: Table::Hop, id: second, field: "medium", value: "wire".into() });
    // The one added last is unfolded.
    window.click("Move this hop nearer to the speaker");
    assert_eq!(hops(&window), [second, first]);
    let actor = model(&window).hops[&first].actor.unwrap();
    assert_eq!(model(&window).names[&actor].words.raw(), "Interfax");
    window.click("Fold this hop");
    assert!(window.shows("wire"));
    assert_eq!(window.count("Change this hop"), 2);
    window.act(Action::Delete(Table::Hop, second));
    window.click("Change this hop");
    window.click("Remove this hop");
    assert_eq!(hops(&window), [] as [Id; 0]);
}

#[test]
fn a_reference_leads_to_what_it_names() {
    let mut window = Window::on_seeds();
    let made = claim(&mut window);
    window.key(Key::B);
    let title = "Brief, block 1";
    assert!(window.shows(title), "the card says which brief uses it");
    // Where it stands, seen from another document: its paragraph is fetched.
    open(&mut window, B);
    window.act(Action::Hand(Hand::Claim(made)));
    window.until("the number of the paragraph came", |app| {
        let model = app.model().unwrap();
        let anchor = model.anchor(model.support(made).unwrap()).unwrap();
        matches!(app.stands(anchor), Ok(Some(_)))
    });
    window.settle();
    let place = format!("{A} ¶\u{A0}1");
    window.click(&place);
    assert_eq!(window.app().open_document_record().unwrap().heading().raw(), A);
    assert_eq!(window.app().hand, Hand::Claim(made), "and the claim stays in hand");
    window.click(title);
    assert_eq!(window.app().place, Place::Write);
    assert!(window.app().block.is_some());
}

#[test]
fn several_claims_on_one_passage_are_listed() {
    let mut window = Window::on_seeds();
    let first = claim(&mut window);
    let second = claim(&mut window);
    assert_ne!(first, second);
    let passage = model(&window).support(first).unwrap();
    assert_eq!(model(&window).support(second), Some(passage));
    window.act(Action::Hand(Hand::Passage(passage)));
    assert!(window.shows("CLAIMS ON IT"));
    assert_eq!(window.count("affirms"), 2);
}

#[test]
fn the_encoding_of_a_document_is_changed_and_undone() {
    let folder = tempfile::tempdir().unwrap();
    let right = "Встреча прошла в Минске. Александр Лукашенко назвал её своевременной.\n";
    let (bytes, _, _) = encoding_rs::KOI8_R.encode(right);
    std::fs::write(folder.path().join("one.txt"), &bytes).unwrap();
    let mut window = Window::on(vec2(1366.0, 768.0), Theme::Light, Some(folder.path()));
    let document = window.document("one.txt").id;
    window.act(Action::Card(CardAction::ReadAs(document, "windows-1252")));
    window.settle();
    let wrong = sentence(&window);
    assert!(!wrong.contains("Встреча"));
    new_tag(&mut window, "meeting");
    let marked = passage(&window);
    // By the card: the list, a script, the one that reads right.
    window.act(Action::Hand(Hand::Document));
    window.click("Read it in another encoding");
    window.type_into("Encoding", "koi8-r");
    assert!(window.shows("KOI8-R: Встреча прошла"), "each is shown by its words");
    window.act(Action::Hand(Hand::Passage(marked)));
    window.key(Key::Enter);
    window.settle();
    assert!(sentence(&window).starts_with("Встреча прошла в Минске"));
    let quote = |window: &Window| model(window).anchor(marked).unwrap().quote.raw().to_owned();
    assert_eq!(quote(&window), "Встреча прошла в Минске. Александр Лукашенко назвал её своевременной.");
    assert_eq!(window.count("passage: meeting"), 1, "its mark is where its words are");
    assert_eq!(window.app().hand, Hand::Passage(marked), "and it stays in hand");
    window.stroke(Modifiers::COMMAND, Key::Z);
    assert_eq!(quote(&window), wrong);
    assert_eq!(sentence(&window), wrong, "undo shows the old reading");
    window.stroke(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert!(sentence(&window).starts_with("Встреча"));
}

#[test]
fn odd_names_of_tags_are_shown_whole_or_cut_never_empty() {
    let mut window = Window::on_seeds();
    let long = "a very long name ".repeat(17);
    let names = [long.trim(), "تحریم‌ها", "\u{200B}\u{2060}", "left \u{202E}thgir"];
    for name in names {
        let draft = TagDraft {
            id: None,
            parent: None,
            name: name.to_owned(),
            definition: String::new(),
            color: [0xB4, 0x57, 0x3C],
            digit: 0,
        };
        window.act(Action::Overlay(Overlay::Tag(draft)));
        window.act(Action::Accept);
        let made = model(&window).tags.keys().next_back().copied().unwrap();
        window.act(Action::Tag(made));
    }
    let passage = passage(&window);
    assert_eq!(model(&window).count(By::PassageTags, passage), 4, "{:?}", window.app().notices);
    let right = 1366.0 - 14.0;
    for name in names {
        let chip = window.find_role(Role::Button, name).rect();
        assert!(chip.width() > 44.0 && chip.width() < 290.0 && chip.right() <= right, "{name:?} {chip:?}");
        assert!(chip.height() < 30.0, "on one line");
    }
}

#[test]
fn a_name_has_spellings_and_roles() {
    let mut window = Window::on_seeds();
    window.select(window.document(A).id, "Lukashenko");
    window.key(Key::N);
    window.key(Key::Enter);
    window.click("Add a spelling…");
    window.type_into("Spelling", "Лукашенко");
    window.key(Key::Enter);
    window.click("Add a role…");
    window.type_into("Role", "president of Belarus");
    window.type_into("Since", "July 1994");
    window.key(Key::Enter);
    let role = model(&window).roles.values().next().unwrap();
    assert_eq!((role.words.raw(), role.since.as_ref().unwrap().as_str()), ("president of Belarus", "1994-07"));
    assert!(window.shows("since July 1994"));
    assert_eq!(model(&window).spellings.values().next().unwrap().words.raw(), "Лукашенко");
    let name = model(&window).names.values().next().unwrap().id;
    assert_eq!(model(&window).name_spelled("лукашенко"), Some(name));
}
