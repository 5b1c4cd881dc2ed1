//! The page of words in the window: the list, a word with its neighbours and places, what sets some documents apart, and the
//! ways there and back.

use crate::ui_support::Window;
use assay::app::overlay::{Ask, Overlay};
use assay::app::words::{Column, Kind, Row, Which, Window as Around, WordsWish};
use assay::app::{Action, Command};
use assay::domain::Words;
use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, vec2};

const FIELD: &str = "Only words with these letters";

/// Reports on an exercise and on a harvest, and one text each in Russian, Persian and Chinese.
fn window() -> Window {
    let corpus = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("1 drill.txt", "The joint exercise began.\n\nA joint exercise of both armies; the exercise ends in Minsk.\n"),
        ("2 plan.txt", "A joint exercise was planned in Minsk.\n"),
        ("3 farm.txt", "The harvest was good. A good harvest feeds the town. Nobody in Minsk spoke of it.\n"),
        ("4 russian.txt", "Минск вводит санкции. Новые санкции против Минска обсуждают везде.\n"),
        ("5 persian.txt", "تحریم‌ها علیه ایران. وزیر خارجه ایران گفت تحریم‌ها ادامه دارد.\n"),
        ("6 chinese.txt", "北约在北京举行会议。北约的会议没有结果。\n"),
    ] {
        std::fs::write(corpus.path().join(name), text).unwrap();
    }
    Window::on(vec2(1366.0, 768.0), Theme::Light, Some(corpus.path()))
}

fn show(window: &mut Window) {
    window.act(Action::Command(Command::Words));
}

fn wish(window: &mut Window, wish: WordsWish) {
    window.act(Action::Words(wish));
}

/// Closes notices: the fonts of these tests have no Chinese letters, which is said.
fn dismiss(window: &mut Window) {
    let notices: Vec<u64> = window.app().notices.iter().map(|notice| notice.id).collect();
    notices.into_iter().for_each(|id| window.act(Action::Dismiss(id)));
}

fn rows(window: &Window) -> Vec<(&str, u64)> {
    window.app().words.rows().iter().map(|row| (row.word.raw(), row.count)).collect()
}

fn of<'a>(window: &'a Window, word: &str) -> &'a Row {
    window.app().words.rows().iter().find(|row| row.word.is(word)).unwrap()
}

fn collocates(window: &Window) -> Vec<(&str, u64)> {
    let told = window.app().words.told.as_ref().unwrap();
    told.collocates.iter().map(|found| (found.word.raw(), found.together)).collect()
}

#[test]
fn words_are_listed_sorted_and_narrowed_in_every_script() {
    let mut window = window();
    show(&mut window);
    assert!(window.app().words.shown);
    let all = rows(&window);
    assert_eq!(all[0], ("exercise", 4));
    for (word, count) in [("Minsk", 3), ("joint", 3), ("санкции", 2), ("ایران", 2), ("北约", 2), ("会议", 2)]
    {
        assert!(all.contains(&(word, count)), "{word}: {all:?}");
    }
    assert!(all.iter().all(|(word, _)| *word != "The" && *word != "A" && *word != "против" && *word != "的"));
    assert_eq!((of(&window, "Minsk").documents, of(&window, "exercise").documents), (3, 2));
    assert!(of(&window, "exercise").deviation > of(&window, "Minsk").deviation, "it keeps to fewer documents");
    assert!(window.shows("words in 6 documents"));
    // The first is in hand; its neighbours are there at once.
    assert!(window.app().words.word.as_ref().is_some_and(|word| word.is("exercise")));
    assert!(window.shows("WHAT STANDS BESIDE IT") && window.shows("WHERE IT STANDS"));
    // Columns sort, once more the other way.
    window.click("Sort by word");
    let first = rows(&window)[0].0.to_owned();
    assert!(first.starts_with('a'), "{first}");
    window.click("Sort by word");
    assert!(window.app().words.descending && rows(&window)[0].0 != first);
    // Letters narrow it, folded; stop words come when they are wanted.
    window.type_into(FIELD, "САНКЦ");
    assert_eq!(rows(&window), [("санкции", 2)]);
    window.type_into(FIELD, "تحریم");
    assert_eq!(rows(&window), [("تحریم‌ها", 2)]);
    window.type_into(FIELD, "the");
    assert_eq!(rows(&window), []);
    assert!(window.shows("No word is listed."));
    window.click("Stop words");
    assert_eq!(rows(&window), [("the", 4)]);
    window.click("3");
    window.type_into(FIELD, "");
    assert!(rows(&window).iter().all(|(_, count)| *count >= 3));
}

#[test]
fn a_word_leads_to_its_neighbours_its_places_and_the_search() {
    let mut window = window();
    show(&mut window);
    window.click_role(Role::ListBoxOption, "exercise 4");
    assert_eq!(collocates(&window)[0], ("joint", 3));
    window.click("Fewer words before");
    assert_eq!(window.app().words.window, Around { before: 4, after: 5 });
    wish(&mut window, WordsWish::Window(Around { before: 0, after: 5 }));
    assert!(collocates(&window).iter().all(|(word, _)| *word != "joint" || collocates(&window)[0].1 < 3));
    wish(&mut window, WordsWish::Window(Around { before: 5, after: 5 }));
    // From word to word by what stands beside it.
    window.click_role(Role::Link, "joint 3");
    assert!(window.app().words.word.as_ref().is_some_and(|word| word.is("joint")));
    assert_eq!(collocates(&window)[0].0, "exercise");
    // Its documents, the most first; a click opens one there, with every place marked.
    let told = window.app().words.told.clone().unwrap();
    assert_eq!(told.spots.documents.iter().map(|found| found.count).collect::<Vec<_>>(), [2, 1]);
    window.click_role(Role::Link, "1 drill.txt: 2 places");
    assert!(!window.app().words.shown);
    assert_eq!(window.app().open_document_record().unwrap().heading().raw(), "1 drill.txt");
    assert_eq!(window.app().lit.all().len(), 2);
    let reading = window.app().reading.as_ref().unwrap();
    assert!(window.app().lit.all().iter().any(|span| reading.cursor.unwrap().covers(*span)));
    dismiss(&mut window);
    window.key(Key::Escape);
    assert!(window.app().lit.all().is_empty());
    // Back on the page all is as it was, and the word can be searched for.
    show(&mut window);
    assert!(window.app().words.word.as_ref().is_some_and(|word| word.is("joint")));
    window.click("Search this");
    window.until("the search", |app| app.searching.answer.as_ref().is_some_and(|answer| answer.waiting == 0));
    window.settle();
    let page = &window.app().searching;
    assert_eq!((page.shown, page.query.as_str(), page.lines().len()), (true, "=joint", 3));
    assert!(!window.app().words.shown);
}

#[test]
fn keys_alone_go_through_the_list() {
    let mut window = window();
    show(&mut window);
    window.letters("санк");
    assert_eq!(rows(&window).len(), 1);
    window.key(Key::ArrowDown);
    window.key(Key::ArrowDown);
    assert!(window.app().words.word.as_ref().is_some_and(|word| word.is("санкции")));
    window.key(Key::Enter);
    assert_eq!(window.app().searching.query, "=санкции");
    show(&mut window);
    window.key(Key::Escape);
    assert!(!window.app().words.shown);
    // Keys that act on documents do not while the page lies over them.
    show(&mut window);
    window.key(Key::ArrowDown);
    for command in [Command::Keep, Command::Tag, Command::Claim, Command::Next, Command::WordHere] {
        assert!(!window.app().is_enabled(command), "{command:?}");
    }
    window.act(Action::Command(Command::Read));
    assert!(!window.app().words.shown);
}

#[test]
fn some_documents_are_held_against_the_rest() {
    let mut window = window();
    // Nothing to choose yet: the page says what could be.
    show(&mut window);
    assert!(window.shows("Search, narrow or choose documents"));
    wish(&mut window, WordsWish::Kind(Kind::More));
    assert_eq!(window.app().words.kind, Kind::Used, "all documents have no rest");
    wish(&mut window, WordsWish::Leave);
    // A tag.
    let (drill, farm) = (window.document("1 drill.txt").id, window.document("3 farm.txt").id);
    window.select(drill, "joint exercise");
    window.key(Key::T);
    window.letters("drills");
    window.key(Key::Enter);
    let tag = *window.app().model().unwrap().tags.keys().next().unwrap();
    show(&mut window);
    window.click_role(Role::ListBoxOption, "drills");
    let page = &window.app().words;
    assert_eq!((page.which, page.kind, page.column), (Which::Tag(tag), Kind::More, Column::Likelihood));
    assert_eq!(rows(&window)[0], ("exercise", 3));
    assert_eq!((of(&window, "exercise").rest, of(&window, "exercise").ratio > 1.0), (1, true));
    assert!(window.shows("in 5 documents"), "what it is held against is said");
    window.click("used less than in the rest");
    assert!(rows(&window).contains(&("harvest", 0)));
    window.click("all words");
    assert_eq!(rows(&window)[0], ("exercise", 3));
    // The tag goes, and all documents are counted again.
    window.act(Action::Delete(assay::domain::Table::Tag, tag));
    window.until("all documents", |app| app.words.which == Which::All);
    window.settle();
    assert_eq!(rows(&window)[0], ("exercise", 4));
    // The search.
    wish(&mut window, WordsWish::Search(Words::new("санкции")));
    window.until("the search", |app| app.searching.answer.as_ref().is_some_and(|answer| answer.waiting == 0));
    window.settle();
    show(&mut window);
    window.click_role(Role::ListBoxOption, "What the search finds");
    wish(&mut window, WordsWish::Kind(Kind::More));
    assert!(rows(&window).contains(&("санкции", 2)) && !rows(&window).iter().any(|(word, _)| *word == "harvest"));
    // What is chosen in the list, and the list as it is narrowed.
    wish(&mut window, WordsWish::Leave);
    window.act(Action::Choose(assay::app::selection::Choose::Only(farm)));
    show(&mut window);
    window.click_role(Role::ListBoxOption, "Chosen in the list");
    assert!(rows(&window).contains(&("harvest", 2)));
    // The word in hand is not used there: the first that is takes its place.
    let hand = window.app().words.word.clone().unwrap();
    assert_eq!(window.app().words.rows()[0].folded, hand);
    window.act(Action::FilterWords("persian".to_owned()));
    show(&mut window);
    window.click_role(Role::ListBoxOption, "The list as it is narrowed");
    assert_eq!(rows(&window).iter().map(|(_, count)| count).max(), Some(&2));
    assert!(rows(&window).contains(&("ایران", 2)));
    window.click_role(Role::ListBoxOption, "All documents");
    assert_eq!((window.app().words.kind, rows(&window)[0]), (Kind::Used, ("exercise", 4)));
}

#[test]
fn a_word_in_the_text_leads_to_its_neighbours_by_the_menu_and_the_palette() {
    let mut window = window();
    let drill = window.document("1 drill.txt").id;
    window.act(Action::OpenDocument(drill));
    window.menu_in_text("joint");
    assert!(window.shows("Words: collocates of “joint”"));
    window.click("Words: collocates of “joint”");
    assert!(window.app().words.shown && window.app().words.word.as_ref().is_some_and(|word| word.is("joint")));
    assert_eq!(collocates(&window)[0].0, "exercise");
    wish(&mut window, WordsWish::Leave);
    // The palette, with a word that was clicked, in other scripts.
    for (document, words, written, folded) in [
        ("4 russian.txt", "Новые", "Новые", "новые"),
        ("5 persian.txt", "ایران", "ایران", "ایران"),
        ("6 chinese.txt", "会议没", "会议", "会议"),
    ] {
        let id = window.document(document).id;
        window.act(Action::OpenDocument(id));
        window.select(id, words);
        window.press(Modifiers::COMMAND, Key::K);
        window.letters("collocates");
        let line = window.app().palette.lines.first().cloned().unwrap();
        assert!(line.words.raw().contains(written), "{line:?}");
        window.key(Key::Enter);
        assert!(window.app().words.word.as_ref().is_some_and(|word| word.is(folded)), "{document}");
        assert!(window.app().words.told.as_ref().is_some_and(|told| told.spots.count > 0), "{document}");
        wish(&mut window, WordsWish::Leave);
    }
    window.act(Action::Select(None));
    window.key(Key::ArrowDown);
    assert!(!window.app().is_enabled(Command::WordHere), "a sentence is no word");
}

#[test]
fn lists_follow_what_comes_in_and_are_written_as_tables() {
    let mut window = window();
    show(&mut window);
    let late = window.folder().join("7 late.txt");
    std::fs::write(&late, "=harvest harvest harvest\n").unwrap();
    window.act(Action::Import(vec![late]));
    window.until("the new words", |app| app.words.rows().iter().any(|row| row.word.is("harvest") && row.count == 5));
    window.settle();
    assert_eq!(rows(&window)[0], ("harvest", 5));
    dismiss(&mut window);
    wish(&mut window, WordsWish::Take(Words::new("joint")));
    for (ask, file, says) in [
        (
            Ask::Words,
            "words.csv",
            "\"word\",\"count\",\"per_million\",\"documents\",\"deviation\"\r\n\"harvest\",\"5\"",
        ),
        (Ask::Collocates, "beside.csv", "\"exercise\",\"3\""),
    ] {
        wish(&mut window, WordsWish::Export(ask));
        let Some(Overlay::Path(mut asked)) = window.app().overlay.clone() else { panic!("no path is asked for") };
        assert_eq!(asked.ask, ask);
        let to = window.folder().join(file);
        asked.text = to.to_string_lossy().into_owned();
        window.act(Action::Overlay(Overlay::Path(asked)));
        window.act(Action::Accept);
        window.until("it is written", |app| !app.notices.is_empty() && to.exists());
        let written = std::fs::read_to_string(&to).unwrap();
        assert!(written.contains(says), "{written}");
        dismiss(&mut window);
    }
}
