//! Reading with the structure beside the text: headings, lists, tables and pages as they are drawn, the outline, the article
//! of a web page alone, citations with pages, and what the card of a document says of its file.

use super::ui_support::Window;
use assay::app::overlay::Overlay;
use assay::app::overlay::drafts::WantedDraft;
use assay::app::{Action, App, Command, Hand, LineKind};
use assay::domain::parts::PartKind;
use assay::domain::{Id, Span};
use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect, Theme, vec2};
use egui_kittest::kittest::NodeT as _;
use std::path::{Path, PathBuf};

const PDF: &str = "columns_ru.pdf";
const PAGE: &str = "news.html";
const TITLE: &str = "Harbour wall to be rebuilt after winter floods";

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name)
}

/// A window on a new project with these files, the first one open.
fn on(files: &[&str]) -> Window {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        let name = Path::new(file).file_name().unwrap();
        std::fs::copy(fixture(file), folder.path().join(name)).unwrap();
    }
    let mut window = Window::on(vec2(1366.0, 768.0), Theme::Light, Some(folder.path()));
    if window.app().overlay.is_some() {
        window.act(Action::CloseOverlay);
    }
    window
}

/// What assistive technology is told of the language of a paragraph that begins so.
fn language_of(window: &Window, start: &str) -> Option<String> {
    let node = window.find_role(Role::Paragraph, start);
    node.accesskit_node().data().language().map(str::to_owned)
}

/// The whole text of the open document.
fn text(window: &mut Window) -> String {
    let end = window.app().reading.as_ref().unwrap().paragraphs.as_ref().unwrap().text_len();
    window.act(Action::Need(0..end));
    let whole = |app: &App| app.reading.as_ref().and_then(|r| r.text(0..end)).map(std::borrow::Cow::into_owned);
    window.until("the text is there", |app| whole(app).is_some());
    whole(window.app()).unwrap()
}

fn span(start: usize, len: usize) -> Span {
    Span::new(u32::try_from(start).unwrap(), u32::try_from(start + len).unwrap()).unwrap()
}

fn open(window: &Window) -> Id {
    window.app().reading.as_ref().unwrap().document
}

/// The sentence under the cursor.
fn sentence(window: &Window) -> String {
    let reading = window.app().reading.as_ref().unwrap();
    reading.text(reading.cursor.unwrap().range()).unwrap().trim().to_owned()
}

/// What is selected.
fn selected(window: &Window) -> String {
    let reading = window.app().reading.as_ref().unwrap();
    reading.text(reading.selection.unwrap().range()).unwrap().into_owned()
}

/// Where a paragraph of exactly these words is drawn.
fn drawn(window: &Window, words: &str) -> Rect {
    window.find_role(Role::Paragraph, words).rect()
}

fn cited(window: &mut Window) -> String {
    let before = window.app().copied.as_ref().map_or(0, |(_, times)| *times);
    window.act(Action::Command(Command::CopyCited));
    window.until("the citation", |app| app.copied.as_ref().is_some_and(|(_, times)| *times > before));
    window.app().copied.as_ref().unwrap().0.raw().lines().last().unwrap().to_owned()
}

#[test]
fn headings_are_larger_items_and_quotes_set_in_and_cells_stand_in_columns() {
    // Given a letter with headings, a list in a list, a table and a quote
    let mut window = on(&["rich_pandoc.epub"]);
    // Then the larger heading is higher than the smaller, and that than the text
    let height = |window: &Window, words: &str| drawn(window, words).height();
    assert!(height(&window, "First heading") > height(&window, "Lists") + 2.0);
    assert!(height(&window, "Lists") > height(&window, "Иван Петров"));
    // And items are set in by their depth, the quote too
    let left = |window: &Window, words: &str| drawn(window, words).left();
    let column = left(&window, "Иван Петров");
    let (one, nested) = (left(&window, "one"), left(&window, "nested a"));
    assert!(one >= column + 15.0 && nested >= one + 15.0, "{column} {one} {nested}");
    assert!(left(&window, "A quotation that somebody said.") >= column + 10.0);
    // And what is clicked or dragged over is what is drawn there, also in a set-in line and in the second column
    for words in ["nested a", "somebody", "Count", "22", "beta"] {
        window.drag_over(words);
        assert_eq!(selected(&window), words);
    }
    // And the cells of a column begin at the same place, whatever stands before them
    let starts: Vec<f32> = ["Count", "1", "22"].map(|words| cell(&mut window, words)).to_vec();
    assert!(starts.iter().all(|x| (x - starts[0]).abs() < 0.5), "{starts:?}");
}

/// The left edge of a cell's words as they are drawn.
fn cell(window: &mut Window, words: &str) -> f32 {
    let lines = window.runs();
    let found = lines.iter().find(|(text, _)| text.trim_end() == words);
    found.unwrap_or_else(|| panic!("{words:?} is no line of {lines:?}")).1.left()
}

#[test]
fn a_passage_on_a_page_is_cited_with_the_page_and_one_over_a_break_with_both() {
    // Given a PDF of two pages
    let mut window = on(&[PDF]);
    let text = text(&mut window);
    let document = open(&window);
    let edge = text.find("\n\nсравнили 14 снимков").unwrap();
    // When words of the first page are copied with their citation
    window.select(document, "вторник");
    assert!(cited(&mut window).ends_with(" p. 1, ¶ 1."), "the page before the paragraph");
    // And words that go over the break, then words of the second page
    let last = text[..edge].rfind(' ').unwrap() + 1;
    let over = span(last, edge - last + "\n\nсравнили".len());
    let before = text[..edge].lines().filter(|line| !line.trim().is_empty()).count();
    assert!(text[over.index()].contains("\n\nсравнили"));
    window.act(Action::Select(Some(over)));
    assert!(cited(&mut window).ends_with(&format!(" pp. 1–2, ¶ {before}.")));
    window.act(Action::Select(Some(span(edge + 2, "сравнили".len()))));
    assert!(cited(&mut window).ends_with(&format!(" p. 2, ¶ {}.", before + 1)));
    // Then the card of a passage there says so too, also while another document is open
    window.act(Action::Select(Some(over)));
    window.key(Key::T);
    window.letters("break");
    window.key(Key::Enter);
    assert!(matches!(window.app().hand, Hand::Passage(_)));
    let place = format!("{PDF} pp. 1–2, ¶\u{A0}{before}");
    assert!(window.shows(&place));
}

#[test]
fn a_place_in_a_text_that_is_not_open_has_its_page_too() {
    let mut window = on(&[PDF, PAGE]);
    let pdf = window.document(PDF).id;
    window.select(pdf, "вторник");
    window.key(Key::C);
    window.key(Key::Enter);
    let Hand::Claim(claim) = window.app().hand else { panic!("no claim is in hand") };
    let page = window.document(TITLE).id;
    window.act(Action::OpenDocument(page));
    window.act(Action::Hand(Hand::Claim(claim)));
    window.until("the place", |app| {
        let model = app.model().unwrap();
        matches!(app.stands(model.anchor(model.support(claim).unwrap()).unwrap()), Ok(Some(_)))
    });
    window.settle();
    assert!(window.shows(&format!("{PDF} p. 1, ¶\u{A0}1")));
}

#[test]
fn the_outline_leads_to_headings_and_to_pages_by_their_number() {
    // Given a PDF of two pages and a letter with headings
    let mut window = on(&[PDF, "rich_libreoffice.docx"]);
    let pdf = window.document(PDF).id;
    window.act(Action::OpenDocument(pdf));
    // When one goes to page 2
    window.stroke(Modifiers::COMMAND, Key::G);
    assert_eq!(window.count("p. 1") + window.count("p. 2"), 2, "both pages are offered");
    window.letters("2");
    window.key(Key::Enter);
    // Then the cursor stands where it begins, and back leads back
    assert!(window.app().overlay.is_none());
    assert!(sentence(&window).starts_with("сравнили 14 снимков"), "{}", sentence(&window));
    window.stroke(Modifiers::ALT, Key::ArrowLeft);
    assert!(sentence(&window).starts_with("Комиссия опубликовала"));
    // And in the letter the arrows choose a heading and Enter goes to it
    let letter = window.document("A rich document").id;
    window.act(Action::OpenDocument(letter));
    window.key(Key::H);
    assert!(window.shows("First heading") && window.shows("Lists"));
    window.key(Key::ArrowDown);
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    assert_eq!(sentence(&window), "Lists");
    // And from there the outline begins at the heading one is under; words choose too
    window.key(Key::H);
    assert_eq!(window.app().overlay, Some(Overlay::Outline { pages: false, query: String::new(), at: 2 }));
    window.letters("first");
    window.key(Key::Enter);
    assert_eq!(sentence(&window), "First heading");
    assert!(!window.app().is_enabled(Command::GoToPage), "it has no pages");
}

#[test]
fn of_a_web_page_the_article_is_shown_and_the_rest_when_it_is_asked_for() {
    // Given a saved web page with navigation before and comments behind its article
    let mut window = on(&[PAGE]);
    let whole = text(&mut window);
    // Then it begins at the article, and one row stands for what is before it
    assert_eq!(sentence(&window), TITLE);
    let lines = window.lines_in_sight();
    assert!(
        lines.iter().any(|line| line.starts_with(TITLE)) && !lines.iter().any(|line| line.contains("Weather")),
        "{lines:?}"
    );
    assert!(whole.starts_with("News\nSport\nWeather"), "the text itself is whole");
    assert!(window.shows("3 paragraphs of the page around it: show"));
    // And the arrows stay in it
    window.key(Key::ArrowUp);
    assert_eq!(sentence(&window), TITLE);
    // When the row is clicked
    window.click("3 paragraphs of the page around it: show");
    // Then all is there, without the words one reads being pushed about, and can be folded again
    assert!(window.lines_in_sight().iter().any(|line| line.contains("Weather")));
    assert!(!window.shows("of the page around it"));
    window.click("whole page");
    assert!(!window.lines_in_sight().iter().any(|line| line.contains("Weather")));
    // And the end has its row too
    window.key(Key::End);
    assert!(
        window.shows("paragraphs of the page around it: show") || window.shows("paragraph of the page around it: show")
    );
}

#[test]
fn finding_and_marks_unfold_what_stands_around_the_article() {
    // Given a page whose comments are folded away
    let mut window = on(&[PAGE, PDF]);
    let page = window.document(TITLE).id;
    window.act(Action::OpenDocument(page));
    let folded = |window: &Window| !window.app().reading.as_ref().unwrap().whole;
    assert!(folded(&window));
    // When words are looked for that stand there
    window.stroke(Modifiers::COMMAND, Key::F);
    window.letters("weather");
    window.until("it is looked through", |app| app.finding.as_ref().is_some_and(|f| f.done));
    window.settle();
    // Then they are shown
    assert!(!folded(&window));
    assert_eq!(sentence(&window), "Weather");
    // And when they are marked, the page opens whole from then on
    window.key(Key::Escape);
    window.key(Key::T);
    window.letters("aside");
    window.key(Key::Enter);
    let other = window.document(PDF).id;
    window.act(Action::OpenDocument(other));
    window.act(Action::OpenDocument(page));
    assert!(!folded(&window), "a mark is never folded away unasked");
    // Without the mark it is folded again as it is opened
    window.act(Action::Command(Command::Undo));
    window.act(Action::OpenDocument(other));
    window.act(Action::OpenBookmark(page, 40));
    assert!(folded(&window));
}

#[test]
fn what_a_file_says_of_itself_is_a_proposal_until_it_is_corrected_or_accepted() {
    // Given a page that names its title, authors, date, language, address and site
    let mut window = on(&[PAGE]);
    let of = |window: &Window| window.app().model().unwrap().documents[&open(window)].clone();
    let proposed = |window: &Window| of(window).proposed.map(String::from).unwrap_or_default();
    assert_eq!(proposed(&window), "title author published url language");
    assert!(window.shows("Title, author, date, address and language are proposed from the file."));
    // When one field is accepted and another corrected
    window.click("Accept the date proposed from the file");
    window.type_into("Author", "Ada Pell");
    window.key(Key::Enter);
    // Then those two are the analyst's, and an undo makes them proposals again
    assert_eq!(proposed(&window), "title url language");
    window.act(Action::Command(Command::Undo));
    assert_eq!(proposed(&window), "title author url language");
    assert_eq!(of(&window).author.unwrap().raw(), "Ada Pell; Jon Marsh");
    // When the rest is accepted, nothing of it changes but that
    window.click("accept all");
    assert_eq!(proposed(&window), "");
    assert_eq!(of(&window).title.unwrap().raw(), TITLE);
    // And the outlet the page proposes is taken with one click
    assert!(of(&window).outlet.is_none());
    window.click("The Coast Courier");
    let outlet = of(&window).outlet.unwrap();
    assert_eq!(window.app().model().unwrap().names[&outlet].words.raw(), "The Coast Courier");
}

#[test]
fn the_card_says_what_a_file_is_what_came_with_it_and_what_is_not_there() {
    // Given a mail with attachments, a page with scripts, and a workbook with a hidden sheet
    let mut window = on(&["mail/ru_parts.eml", PAGE, "data/book.xlsx"]);
    let mail = window.document("Документы").id;
    window.act(Action::OpenDocument(mail));
    assert!(window.shows("Files inside it: 3."));
    // When one of its parts is followed
    window.click_role(Role::Button, "Внутреннее");
    // Then that part says what it came with
    let inner = window.app().open_document_record().unwrap().clone();
    assert_eq!((inner.heading().raw(), inner.part_of), ("Внутреннее", Some(mail)));
    assert_eq!(window.count("Документы"), 2, "in the list, and on the card as what it came with");
    // And the page names what was neither fetched nor run
    let page = window.document(TITLE).id;
    window.act(Action::OpenDocument(page));
    for said in [
        "References to files elsewhere, not fetched: 6.",
        "Scripts, not run: 2.",
        "Hidden pieces of text, left out: 2.",
    ] {
        assert!(window.shows(said), "{said}");
    }
    assert!(!window.shows("not all of the text"));
    // And of the workbook that a sheet was left out, over the text and on the card
    let book = window.document("Встречи").id;
    window.act(Action::OpenDocument(book));
    assert!(window.shows("not all of the text") && window.shows("not all of what the file shows"));
    assert!(window.shows("Left out: hidden sheets: Secret."));
}

#[test]
fn what_a_page_refers_to_elsewhere_is_listed_on_its_card_and_copied() {
    // Given a page, in a window high enough for its whole card
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(fixture(PAGE), folder.path().join(PAGE)).unwrap();
    let mut window = Window::on(vec2(1366.0, 1800.0), Theme::Light, Some(folder.path()));
    window.act(Action::CloseOverlay);
    let page = window.document(TITLE).id;
    window.act(Action::OpenDocument(page));
    // When the list is unfolded and copied
    window.click("more: 6 files elsewhere, not fetched");
    window.click("Copy the list");
    // Then each address stands on a line with what it was
    let list = window.app().copied.as_ref().unwrap().0.raw().to_owned();
    assert_eq!(list.lines().count(), 6, "{list}");
    assert!(list.lines().all(|line| line.split('\t').count() == 2), "{list}");
    assert!(list.contains("style\t/site.css") && list.contains("image\thttps://count.invalid/p.gif"), "{list}");
}

#[test]
fn a_text_whose_structure_is_damaged_is_shown_plainly_and_the_card_says_why() {
    // Given a page that was not opened yet, and whose structure is no structure any more
    let mut window = on(&[PDF, PAGE]);
    let conn = rusqlite::Connection::open(window.app().path().unwrap()).unwrap();
    let page = window.document(TITLE);
    let changed =
        conn.execute("UPDATE structure SET body = x'00' WHERE revision = ?1", [page.revision.unwrap().to_bytes()]);
    assert_eq!(changed.unwrap(), 1);
    drop(conn);
    // When it is opened
    window.act(Action::OpenDocument(page.id));
    // Then all of its text is there, from its first word, and the card says what is missing and that the text is whole
    assert_eq!(sentence(&window), "News");
    assert!(window.shows("The structure beside a text does not unpack"));
    assert!(window.shows("The text is whole; it is shown without headings, tables and pages."));
    assert!(!window.app().is_enabled(Command::Outline));
}

#[test]
fn a_document_of_two_languages_says_so_on_its_card_and_to_who_hears_it() {
    let folder = tempfile::tempdir().unwrap();
    let russian =
        "Министр транспорта заявил в понедельник, что порт не будет сдан в аренду никому, сообщило агентство.";
    let english =
        "The council is expected to discuss the matter next week, and the dockers said that nothing was known.";
    std::fs::write(folder.path().join("mixed.txt"), format!("{russian}\n\n{russian}\n{english}\n")).unwrap();
    std::fs::write(folder.path().join("plain.txt"), format!("{english}\n")).unwrap();
    let mut window = Window::on(vec2(1366.0, 768.0), Theme::Light, Some(folder.path()));
    window.act(Action::OpenDocument(window.document("mixed").id));
    assert!(window.shows("Russian (67 %), with English (33 %)"), "{:?}", window.names(Role::Label));
    assert_eq!(window.document("mixed").language.unwrap().raw(), "ru");
    assert_eq!(language_of(&window, english).as_deref(), Some("en"));
    // What the document is in as a whole is not said of each paragraph; one of a single language has no such line.
    window.act(Action::OpenDocument(window.document("plain").id));
    assert_eq!(language_of(&window, english), None);
    assert!(!window.shows("Written in"));
}

#[test]
fn a_text_without_headings_is_outlined_by_its_parts() {
    let mut window = Window::on_seeds();
    let item = window.document("000").id;
    window.act(Action::OpenDocument(item));
    window.press(Modifiers::NONE, Key::H);
    let kinds: Vec<_> = window.app().outline_offered(false, "").iter().map(|offered| offered.line.kind).collect();
    let part = |kind| LineKind::Part(kind);
    assert_eq!(kinds[..3], [PartKind::Headline, PartKind::PullQuote, PartKind::Commentary].map(part), "{kinds:?}");
    assert!(kinds.contains(&part(PartKind::Citation)));
    assert!(kinds.contains(&part(PartKind::Excerpt { translated: true })));
    assert_eq!(kinds.iter().filter(|kind| **kind == part(PartKind::Endnotes)).count(), 1);
    // A citation is typed for and gone to.
    window.letters("Mokhber");
    window.press(Modifiers::NONE, Key::Enter);
    let text = std::fs::read_to_string("seeds/000_84839096dc77e6c1.txt").unwrap();
    let at = window.app().reading.as_ref().unwrap().cursor.unwrap();
    assert!(text[at.index()].contains("Mokhber"), "{}", &text[at.index()]);
    // An article without such parts has no outline.
    let article = window.document("002").id;
    window.act(Action::OpenDocument(article));
    let lines = window.app().outline_offered(false, "");
    assert!(lines.iter().all(|offered| offered.line.kind != part(PartKind::Citation)), "{lines:?}");
}

#[test]
fn what_the_open_document_cites_becomes_a_source_and_something_wanted() {
    let mut window = Window::on_seeds();
    let item = window.document("000").id;
    window.act(Action::OpenDocument(item));
    assert!(window.shows("CITES"));
    let cites = window.app().parts().unwrap().cites.clone();
    assert_eq!(cites.len(), 3, "two excerpts and the endnote");
    assert_eq!(cites[0].outlet_translated.as_ref().unwrap().raw(), "The Press-Service of the President of Belarus");
    let before = window.count("Make it a source");
    window.act(Action::CiteSource(0));
    let model = window.app().model().unwrap();
    let name = model.name_spelled("The Press-Service of the President of Belarus").unwrap();
    assert_eq!(model.names[&name].words.raw(), cites[0].outlet.raw());
    assert_eq!(window.count("Make it a source"), before - 1);
    // The same once more makes nothing.
    window.act(Action::CiteSource(0));
    assert_eq!(window.app().model().unwrap().names.values().filter(|n| n.words == cites[0].outlet).count(), 1);
    let many = window.count("Want the original…");
    let draft = WantedDraft { words: cites[0].wanted.clone(), document: Some(item), claim: None };
    assert!(draft.words.starts_with("The original of “"), "{}", draft.words);
    window.act(Action::Overlay(Overlay::Wanted(draft)));
    window.act(Action::Accept);
    assert_eq!(window.count("Want the original…"), many - 1);
    assert!(window.shows("the original is wanted"));
}
