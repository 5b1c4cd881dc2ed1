//! The sheet that marks what was found: when a search can be kept as a rule, and that a sheet given up changes nothing.

use super::*;

const RULE: &str = "Keep as a rule: tag what comes later too";
const NO_RULE: &str = "Only chosen places are tagged";

#[test]
fn a_search_is_kept_as_a_rule_with_all_places_ticked_and_with_some_it_is_said_why_not() {
    let (_folder, mut window) = window();
    ask(&mut window, "sanctions");
    window.key(Key::Enter);

    window.click("all places");
    window.key(Key::T);
    gathered(&mut window);
    assert!(window.count(RULE) == 1 && !window.shows(NO_RULE), "all places are what a rule is about");
    window.key(Key::Escape);

    let one = window.app().searching.lines()[1].key();
    window.act(Action::Search(Wish::Toggle(1)));
    assert!(!window.app().searching.chosen.holds(one));
    window.key(Key::T);
    gathered(&mut window);
    assert!(window.count(RULE) == 0 && window.shows(NO_RULE), "all but one are chosen places");
    window.key(Key::Escape);

    window.act(Action::Search(Wish::All(false)));
    window.act(Action::Search(Wish::Toggle(0)));
    window.key(Key::T);
    gathered(&mut window);
    assert!(window.count(RULE) == 0 && window.shows(NO_RULE));
    window.key(Key::Escape);

    window.act(Action::Search(Wish::All(true)));
    window.key(Key::T);
    gathered(&mut window);
    window.click(RULE);
    window.letters("measures");
    window.key(Key::Enter);
    let model = window.app().model().unwrap();
    assert_eq!((taggings(&window).len(), model.saved.len()), (30, 1));
    assert!(model.saved.values().all(|saved| saved.tag.is_some()));
}

#[test]
fn a_sheet_that_is_given_up_leaves_what_is_marked_around_a_place_as_it_was() {
    let (_folder, mut window) = window();
    ask(&mut window, "sanctions");
    window.key(Key::Enter);
    let around = |window: &Window| window.app().searching.around;
    assert_eq!(around(&window), Around::Sentence);

    window.click("Name…");
    gathered(&mut window);
    assert_eq!(around(&window), Around::Words, "a name is the words themselves");
    window.key(Key::Escape);
    assert_eq!(around(&window), Around::Sentence);

    window.key(Key::T);
    gathered(&mut window);
    window.act(Action::Search(Wish::Around(Around::Paragraph)));
    gathered(&mut window);
    window.key(Key::Escape);
    assert_eq!(around(&window), Around::Sentence, "what was tried on the sheet went with it");

    // Names that were marked say nothing of what the next tag is put on.
    window.click("Name…");
    gathered(&mut window);
    window.letters("sanctions");
    window.key(Key::Enter);
    let model = window.app().model().unwrap();
    assert_eq!(model.mentions.len(), 30);
    let quotes: BTreeSet<&str> = model.anchors.values().map(|anchor| anchor.quote.raw()).collect();
    assert_eq!(quotes, BTreeSet::from(["sanctions"]));
    assert_eq!(around(&window), Around::Sentence);

    // What a tag was put on is taken again.
    window.key(Key::T);
    gathered(&mut window);
    window.act(Action::Search(Wish::Around(Around::Paragraph)));
    gathered(&mut window);
    window.letters("measures");
    window.key(Key::Enter);
    assert_eq!(taggings(&window).len(), 30);
    assert_eq!(around(&window), Around::Paragraph);
}
