//! What is around the work: the first start, the sample, the path picker, the settings.

use crate::ui_support::{Window, seeds};
use assay::analysis::anchoring;
use assay::app::overlay::{Overlay, Trouble};
use assay::app::settings::{Paper, Start, Typeface};
use assay::app::{Action, Command, Hand};
use assay::domain::document::Triage;
use assay::domain::link::LinkKind;
use assay::domain::{Id, Span};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use std::collections::BTreeSet;
use std::path::Path;

fn sample() -> Window {
    let mut window = Window::first_start();
    window.letters("R. Reader");
    window.key(Key::Enter);
    window.click("Look at the sample");
    window.until("the sample", |app| app.project.is_some());
    window.settle();
    window
}

#[test]
fn what_is_dropped_on_the_first_page_becomes_a_project() {
    let mut window = Window::first_start();
    window.key(Key::Enter);
    let folder = window.folder().join("papers 2.0");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("one.txt"), "One paper.\n").unwrap();
    window.act(Action::Import(vec![folder]));
    assert!(window.shows("Where to keep the project"), "{:?}", window.app().overlay);
    window.key(Key::Enter);
    window.until("the import", |app| !app.notices.is_empty());
    window.settle();
    assert_eq!(window.app().path().unwrap(), window.folder().join("papers 2.0.assay"));
    assert_eq!(window.names(Role::ListBoxOption), ["one.txt"]);
}

#[test]
fn a_first_start_asks_for_a_name_and_shows_the_sample_at_a_quotation() {
    let mut window = Window::first_start();
    assert!(window.shows("How should your work be signed?"));
    window.letters("R. Reader");
    window.key(Key::Enter);
    assert_eq!(window.app().author.as_ref().unwrap().raw(), "R. Reader");
    assert!(window.shows("Where to begin?"));
    window.click("Look at the sample");
    window.until("the sample", |app| app.project.is_some());
    window.settle();
    assert_eq!(window.app().path().unwrap(), window.folder().join("Assay/Sample.assay"));
    let model = window.app().model().unwrap();
    let Hand::Passage(passage) = window.app().hand else { panic!("{:?}", window.app().hand) };
    assert!(model.passages[&passage].memo.as_ref().unwrap().raw().starts_with("In quotation marks here."));
    let (cursor, start) =
        (window.app().reading.as_ref().unwrap().cursor.unwrap(), model.anchor(passage).unwrap().start);
    assert!(cursor.range().contains(&start), "the sentence that holds it is under the cursor");
    // What was done to the copy is there the next time: it is the analyst's own.
    window.key(Key::P);
    window.stroke(Modifiers::COMMAND, Key::W);
    assert!(window.shows("RECENT PROJECTS") && window.shows("Sample"));
    window.click("Look at the sample");
    window.until("the sample again", |app| app.project.is_some());
    window.settle();
    let parked = window.document("Belarus and Iran Form Alliance");
    assert_eq!(parked.triage, Triage::Parked, "the copy of the first time is opened, not a new one");
}

#[test]
fn the_sample_says_what_the_two_documents_let_an_analyst_surface() {
    let window = sample();
    let model = window.app().model().unwrap();
    let text = |file: &str| std::fs::read_to_string(seeds().join(file)).unwrap();
    let texts = [text("000_84839096dc77e6c1.txt"), text("002_288d556eec8bee92.txt")];
    // Where each passage stands, in code points.
    let mut places: BTreeSet<(usize, u32, u32)> = BTreeSet::new();
    let mut place_of = std::collections::HashMap::<Id, (usize, u32, u32)>::new();
    for passage in model.passages.values() {
        let anchor = model.anchor(passage.id).unwrap();
        let which = usize::from(model.documents[&passage.document].file_name.raw().starts_with("002"));
        let span = Span::new(anchor.start, anchor.end).unwrap();
        assert_eq!(texts[which].get(span.index()).unwrap(), anchor.quote.raw());
        let (start, end) = anchoring::code_points(&texts[which], span);
        places.insert((which, start, end));
        place_of.insert(passage.id, (which, start, end));
    }
    let golden = [
        // d1: the same speaker, opposite message; and the article against itself.
        (0, 0, 47),
        (0, 3297, 3402),
        (0, 3170, 3274),
        (1, 1313, 1393),
        (1, 2731, 2780),
        // d2: inference against gloss.
        (0, 1508, 1614),
        (1, 1395, 1461),
        // d5: two papers, one number.
        (0, 1099, 1202),
        (0, 5544, 5617),
        (1, 90, 154),
        (1, 404, 480),
        // d6: the office-holder.
        (1, 884, 917),
        // d11: unnamed sources.
        (1, 2203, 2219),
        (1, 1725, 1770),
        // The quotation whose marks were moved, and what the excerpt has.
        (0, 714, 1070),
    ];
    for place in golden {
        assert!(places.contains(&place), "{place:?} is not among {places:?}");
    }
    // The claims that rest on a place.
    let resting = |place: (usize, u32, u32)| -> BTreeSet<Id> {
        let on = model.evidence.values().filter(|e| e.passage.is_some_and(|p| place_of[&p] == place));
        on.map(|e| e.claim).collect()
    };
    let linked = |kind: LinkKind, a: (usize, u32, u32), b: (usize, u32, u32)| {
        let (a, b) = (resting(a), resting(b));
        model.links.values().any(|l| {
            l.kind == kind
                && (a.contains(&l.from_claim) && b.contains(&l.to_claim)
                    || b.contains(&l.from_claim) && a.contains(&l.to_claim))
        })
    };
    assert!(linked(LinkKind::PullsAgainst, (0, 3297, 3402), (1, 1313, 1393)), "d1");
    assert!(linked(LinkKind::PullsAgainst, (1, 2731, 2780), (1, 1313, 1393)), "d1, the article against itself");
    assert!(linked(LinkKind::PullsAgainst, (0, 1508, 1614), (1, 1395, 1461)), "d2");
    assert!(linked(LinkKind::DifferentThing, (0, 1099, 1202), (1, 90, 154)), "d5");
    assert!(linked(LinkKind::DifferentThing, (0, 5544, 5617), (1, 884, 917)), "d6");
    let speaker = |claim: Id| model.claims[&claim].speaker.map(|s| model.names[&s].words.raw().to_owned());
    for place in [(0, 3297, 3402), (1, 1313, 1393)] {
        let said: Vec<_> = resting(place).into_iter().filter_map(speaker).collect();
        assert_eq!(said, ["Alexander Lukashenko"], "{place:?}");
    }
    let misspelt = model.name_spelled("Masoud Puzhehan").expect("the article’s spelling is known");
    assert_eq!(model.names[&misspelt].words.raw(), "Masoud Pezeshkian");
    assert_eq!(model.judgements.len(), 1);
    assert!(model.wanted.values().any(|w| w.words.raw().contains("Revenko’s post on X")));
    assert_eq!(model.briefs.len(), 1);
    let digits: Vec<_> = model.tags.values().filter_map(|t| t.digit).collect();
    assert!(digits.len() >= 5);
    for document in model.shown_documents() {
        assert!(document.title.is_some() && document.published.is_some() && document.language.is_some());
    }
}

#[test]
fn a_folder_becomes_a_project_kept_beside_it() {
    let mut window = Window::first_start();
    window.key(Key::Enter);
    assert_eq!(window.app().author, None, "nobody has to give a name");
    let folder = window.folder().join("papers");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("one.txt"), "One paper.\n").unwrap();
    window.click("Open my folder");
    window.type_into("Path", folder.to_str().unwrap());
    window.key(Key::Enter);
    assert!(window.shows("Where to keep the project"), "{:?}", window.app().overlay);
    window.key(Key::Enter);
    window.until("the import", |app| !app.notices.is_empty());
    window.settle();
    assert_eq!(window.app().path().unwrap(), window.folder().join("papers.assay"));
    assert_eq!(window.names(Role::ListBoxOption), ["one.txt"]);
    assert_eq!(window.app().recents[0].path, window.folder().join("papers.assay"));
}

fn tree(folder: &Path) {
    std::fs::create_dir_all(folder.join("corpus/deep")).unwrap();
    for name in ["a.txt", "b.txt", "c.txt"] {
        std::fs::write(folder.join("corpus").join(name), format!("Paper {name}.\n")).unwrap();
    }
    std::fs::write(folder.join("corpus/deep/d.txt"), "Deep.\n").unwrap();
}

fn trouble(window: &Window) -> Option<Trouble> {
    match &window.app().overlay {
        Some(Overlay::Path(asked)) => asked.trouble.clone(),
        other => panic!("{other:?}"),
    }
}

fn typed(window: &Window) -> String {
    match &window.app().overlay {
        Some(Overlay::Path(asked)) => asked.text.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_picker_is_walked_and_marked_with_the_keys_alone() {
    let mut window = Window::on_seeds();
    tree(window.folder());
    window.stroke(Modifiers::COMMAND, Key::I);
    // The folder of the project is shown; what is typed leads to its first answer.
    window.letters("cor");
    window.key(Key::Enter);
    assert!(typed(&window).ends_with("corpus/"), "{}", typed(&window));
    assert_eq!(window.names(Role::CheckBox), ["Mark deep", "Mark a.txt", "Mark b.txt", "Mark c.txt"]);
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    assert!(typed(&window).ends_with("deep/"));
    window.key(Key::Backspace);
    assert!(typed(&window).ends_with("corpus/"), "Backspace goes up");
    window.key(Key::ArrowDown);
    window.key(Key::ArrowDown);
    window.stroke(Modifiers::COMMAND, Key::Space);
    window.key(Key::ArrowDown);
    window.stroke(Modifiers::COMMAND, Key::Space);
    window.click("Import 2 marked");
    window.until("the import", |app| !app.notices.is_empty());
    window.settle();
    let names = window.names(Role::ListBoxOption);
    assert!(names.contains(&"a.txt".to_owned()) && names.contains(&"b.txt".to_owned()), "{names:?}");
    assert!(!names.contains(&"c.txt".to_owned()));
}

#[test]
fn a_whole_path_typed_behind_what_stands_there_takes_its_place() {
    let mut window = Window::on_seeds();
    tree(window.folder());
    let whole = format!("{}/corpus/", window.folder().display());
    window.stroke(Modifiers::COMMAND, Key::I);
    window.letters(&whole);
    assert_eq!(typed(&window), whole);
}

#[test]
fn tab_completes_and_a_folder_can_be_made_on_the_way() {
    let mut window = Window::on_seeds();
    tree(window.folder());
    window.stroke(Modifiers::COMMAND, Key::I);
    window.letters("cor");
    window.key(Key::Tab);
    assert!(typed(&window).ends_with("corpus/"));
    window.click("New folder…");
    window.letters("made");
    window.key(Key::Enter);
    assert!(window.folder().join("corpus/made").is_dir());
    assert!(typed(&window).ends_with("made/"));
    assert!(window.shows("Nothing here that fits"));
    window.click("Folder above");
    window.letters("nothing there");
    window.key(Key::Enter);
    assert_eq!(trouble(&window), Some(Trouble::NotThere));
    window.key(Key::Escape);
    assert!(window.app().overlay.is_none());
}

#[test]
fn what_would_be_replaced_is_said_before_it_is() {
    let mut window = Window::on_seeds();
    let taken = window.folder().join("taken.html");
    std::fs::write(&taken, "somebody’s own page").unwrap();
    window.act(Action::Command(Command::ExportReport));
    window.type_into("File name", "taken.html");
    window.key(Key::Enter);
    assert_eq!(trouble(&window), Some(Trouble::Replaces));
    assert_eq!(std::fs::read_to_string(&taken).unwrap(), "somebody’s own page");
    window.click("Replace it");
    window.until("the report", |app| !app.notices.is_empty());
    assert!(std::fs::read_to_string(&taken).unwrap().contains("<html"));
    // A whole path may be given for the name.
    window.act(Action::Command(Command::ExportReport));
    let other = window.folder().join("other.md");
    window.type_into("File name", other.to_str().unwrap());
    window.key(Key::Enter);
    window.until("the other report", |app| app.overlay.is_none() && app.is_idle());
    window.until("it is written", |_| other.exists());
    // A project never takes another's place.
    window.stroke(Modifiers::COMMAND, Key::N);
    window.type_into("File name", "Minsk–Tehran");
    window.key(Key::Enter);
    assert_eq!(trouble(&window), Some(Trouble::Taken));
    window.type_into("Path", window.folder().join("none/p").to_str().unwrap().to_owned().as_str());
    window.key(Key::Enter);
    assert_eq!(trouble(&window), Some(Trouble::NoFolder));
}

#[test]
fn settings_are_seen_at_once() {
    let mut window = Window::on_seeds();
    window.stroke(Modifiers::COMMAND, Key::Comma);
    window.click("Sans");
    window.click("Green");
    assert_eq!(window.app().settings.face, Typeface::Sans);
    assert_eq!(window.app().settings.paper, Paper::Green);
    window.click("Remember which projects I opened");
    assert!(window.app().recents.is_empty(), "what is not to be remembered is forgotten");
    window.type_into("Signed as", "A. Nother");
    assert_eq!(window.app().author.as_ref().unwrap().raw(), "A. Nother");
    window.key(Key::Escape);
    window.stroke(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    assert_eq!(window.app().settings.room, assay::app::settings::Room::Dark);
    window.stroke(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    assert_eq!(window.app().settings.room, assay::app::settings::Room::Light);
    window.stroke(Modifiers::COMMAND, Key::W);
    assert_eq!(window.app().start, Start::Usual);
    assert!(window.shows("are not remembered"));
}

fn offered(window: &Window) -> Vec<String> {
    window.app().palette.lines.iter().map(|line| line.words.raw().to_owned()).collect()
}

#[test]
fn the_palette_marks_what_answers_and_begins_with_what_was_used() {
    let mut window = sample();
    window.stroke(Modifiers::COMMAND, Key::K);
    assert!(window.shows("Commands") && !window.shows("Used lately"));
    // Two terms in any order, letters of any case; the words that answer are marked.
    window.letters("west bel");
    let line = &window.app().palette.lines[0];
    let marked: Vec<&str> = line.marks.iter().map(|range| &line.words.raw()[range.clone()]).collect();
    assert_eq!((line.words.raw(), marked), ("Belarus and Iran Form Alliance Against the West", vec!["West", "Bel"]));
    // A spelling nobody shows leads to the name; letters left out lead to the command.
    window.type_into("Find anything", "пезешк");
    assert_eq!(offered(&window), ["Masoud Pezeshkian"]);
    window.type_into("Find anything", "hstry");
    assert_eq!(offered(&window)[0], "History");
    window.key(Key::Enter);
    assert!(matches!(window.app().overlay, Some(Overlay::History)));
    window.key(Key::Escape);
    // What was chosen stands first the next time.
    window.stroke(Modifiers::COMMAND, Key::K);
    assert!(window.shows("Used lately"));
    assert_eq!(offered(&window)[0], "History");
    window.letters("directed against");
    let groups: BTreeSet<String> = window.app().palette.lines.iter().map(|l| format!("{:?}", l.group)).collect();
    assert!(groups.contains("Claims"), "{groups:?}");
    window.key(Key::Escape);
    assert!(window.app().palette.is_empty(), "nothing is held while it is closed");
    // A brief is opened, and a judgement where it stands in it.
    window.stroke(Modifiers::COMMAND, Key::K);
    window.letters("two papers");
    window.key(Key::Enter);
    assert_eq!(window.app().place, assay::app::Place::Write);
}

#[test]
fn the_guide_is_searched_and_shows_pictures() {
    let mut window = Window::first_start();
    window.key(Key::F1);
    assert!(window.shows("From a folder of documents to a brief"));
    let pages = window.names(Role::ListBoxOption);
    assert!(pages.len() > 10 && pages.contains(&"Keys".to_owned()), "{pages:?}");
    window.click_role(Role::ListBoxOption, "Open a folder");
    assert!(window.shows("A project is one file."));
    assert!(window.names(Role::Image).iter().any(|name| name.starts_with("Choosing a folder")));
    // The page that has the word comes up, and the contents are those that have it.
    window.type_into("Search the guide", "lozenge");
    assert_eq!(window.names(Role::ListBoxOption), ["Support every sentence"]);
    assert!(window.shows("the endnotes number themselves"));
    window.type_into("Search the guide", "zzqq");
    assert!(window.shows("No page says that"));
    window.key(Key::Escape);
    assert!(window.app().overlay.is_none());
}
