//! Briefs made of templates, and the brief as it goes out.

use super::{brief, claim, kinds, quote};
use crate::ui_support::Window;
use assay::app::overlay::{Ask, Overlay, PathAsk};
use assay::app::{Action, Command, Hand, Scope, Set, Write};
use assay::domain::brief::Block;
use assay::domain::brief::BlockKind::{self, Citation, Claim, Headline, PullQuote, Quotation, Text};
use assay::domain::judgement::{Judgement, JudgementClaim, JudgementLooked};
use assay::domain::looked::{Looked, LookedIn, Outcome};
use assay::domain::{Edit, Id, Op, Table, Words};
use egui::Key;

/// A project with a claim and a passage, which no brief holds yet.
fn with_matter() -> Window {
    let mut window = Window::on_seeds();
    claim(&mut window, "002", "the specific location remains undisclosed");
    claim(&mut window, "000", "together to resist these attacks");
    window.act(Action::Command(Command::Write));
    window
}

fn own(window: &mut Window, text: &str) {
    let path = window.folder().join("mine.jinja");
    std::fs::write(&path, text).unwrap();
    let path = path.to_string_lossy().into_owned();
    window.act(Action::Overlay(Overlay::Template { at: 3, path, scope: Scope::All }));
    window.act(Action::Accept);
}

#[test]
fn an_oe_watch_item_is_laid_out_with_guides_that_never_go_out() {
    let mut window = with_matter();
    window.click("Begin from a template…");
    window.key(Key::Enter);
    assert_eq!(kinds(&window), [Headline, PullQuote, Text, Text, Text, Text, Citation, Quotation, Citation, Quotation]);
    assert!(window.shows("Say in one or two sentences what happened"));
    let view = brief(&window);
    assert_eq!((view.ours, view.unsupported), (0, 0), "a guide is no sentence of the brief");
    assert!(view.notes.is_empty(), "the excerpts of a cited document say where they stand themselves");
    // A guide makes room for what is written.
    let first = view.blocks[2].id;
    window.act(Action::Write(Write::TakeAt(first, 0)));
    window.type_into("Text", "Belarus and Iran plan a drill.");
    window.act(Action::Command(Command::Preview));
    let sheet = window.app().writing.preview.clone().unwrap().sheet.unwrap().unwrap();
    let words: Vec<&str> = sheet.iter().map(|line| line.words.raw()).collect();
    assert!(words.contains(&"Belarus and Iran plan a drill."));
    assert!(!words.iter().any(|w| w.contains("Say in one")), "{words:?}");
    window.act(Action::Command(Command::Preview));
    window.act(Action::Command(Command::Undo));
    window.act(Action::Command(Command::Undo));
    assert!(window.app().model().unwrap().briefs.is_empty(), "a brief of a template is one step");
}

#[test]
fn a_dossier_has_the_claims_of_one_document_and_a_bibliography_every_document() {
    let mut window = with_matter();
    let document = window.document("002").id;
    window.act(Action::Overlay(Overlay::Template { at: 1, path: String::new(), scope: Scope::Document(document) }));
    window.act(Action::Accept);
    assert_eq!(kinds(&window), [Headline, Text, Claim, Quotation]);
    window.act(Action::Overlay(Overlay::Template { at: 2, path: String::new(), scope: Scope::All }));
    window.act(Action::Accept);
    assert_eq!(kinds(&window), [Headline, Citation, Text, Quotation, Citation, Text, Quotation]);
    assert_eq!(window.app().model().unwrap().briefs.len(), 2);
}

#[test]
fn a_template_of_ones_own_that_is_wrong_names_its_line_and_makes_nothing() {
    let mut window = with_matter();
    own(&mut window, "headline: x\n{% for claim in claims %}\nchapter: {{ claim.id }}\n{% endfor %}\n");
    assert!(window.shows("Line 3 of the template is wrong"));
    assert!(window.shows("Mend line 3 and choose the template again."));
    assert!(window.app().model().unwrap().briefs.is_empty());
    own(
        &mut window,
        "{% for claim in claims %}\ntext: {{ claim.words }} is what they say.[claim {{ claim.id }}]\n{% endfor %}\n",
    );
    assert_eq!(kinds(&window), [Text, Text]);
    assert_eq!(brief(&window).supported, 2);
    let title = window.app().brief().map(|id| window.app().model().unwrap().briefs[&id].title.clone());
    assert_eq!(title.map(Words::into_raw).as_deref(), Some("mine"));
}

#[test]
fn the_preview_is_what_goes_out_and_follows_what_is_written() {
    let mut window = Window::on_seeds();
    quote(&mut window, "002", "there are no closed topics");
    window.act(Action::Command(Command::Preview));
    assert!(window.shows("As it goes out"));
    let lines = |window: &Window| window.app().writing.preview.clone().unwrap().sheet.unwrap().unwrap();
    assert!(
        lines(&window).iter().any(|line| line.set == Set::Quote && line.words.raw() == "there are no closed topics")
    );
    assert!(lines(&window).iter().any(|line| line.words.raw() == "Endnotes"));
    let block = brief(&window).blocks[0].id;
    let span = assay::domain::Span::new(10, 12).unwrap();
    window.act(Action::Write(Write::Strike(block, span)));
    assert!(lines(&window).iter().any(|line| line.set == Set::Quote && line.words.raw().contains('…')));
    window.click("Back to writing");
    assert!(window.app().writing.preview.is_none());
}

#[test]
fn the_numbers_of_the_endnotes_are_those_that_go_out() {
    let mut window = Window::on_seeds();
    let told = claim(&mut window, "002", "there are no closed topics");
    let own = claim(&mut window, "000", "together to resist these attacks");
    let document = window.document("000").id;
    let judgement = Judgement {
        id: Id::new(),
        words: "They say it for two audiences.".into(),
        ladder: None,
        term: None,
        confidence: None,
        basis: None,
    };
    let looked = Looked {
        id: Id::new(),
        words: "a recording".into(),
        query: None,
        at_ms: 0,
        outcome: Outcome::Nothing,
        memo: None,
    };
    let (judged, sought) = (judgement.id, looked.id);
    window.act(Action::Edit(Edit::new(
        "Judge",
        vec![
            // Words of ours beside a document that has a citation line: its place needs no endnote.
            Op::set(Table::Claim, own, "words", "The two stand together."),
            Op::set(Table::Claim, own, "reworded", true),
            Op::add(judgement),
            Op::add(looked),
            Op::add(LookedIn { id: Id::new(), looked: sought, document }),
            Op::add(JudgementClaim { id: Id::new(), judgement: judged, claim: told }),
            Op::add(JudgementLooked { id: Id::new(), judgement: judged, looked: sought }),
        ],
    )));
    for hand in [Hand::Claim(own), Hand::Judgement(judged), Hand::Claim(told)] {
        window.act(Action::Hand(hand));
        window.act(Action::Command(Command::ToBrief));
    }
    let path = window.folder().join("brief.html");
    let export = |window: &mut Window| {
        let asked = PathAsk::new(Ask::Brief, path.to_string_lossy().into_owned());
        window.act(Action::Overlay(Overlay::Path(asked)));
        window.act(Action::Accept);
        window.until("it is written", |_| path.exists());
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        text.matches("<p id=\"note-").count()
    };
    assert_eq!(kinds(&window), [Claim, BlockKind::Judgement, Claim]);
    assert_eq!((brief(&window).notes.len(), export(&mut window)), (4, 4));
    // The document of the first claim gets a line of its own.
    let of = window.app().brief().unwrap();
    let mut cited = Block::new(of, Citation, 1);
    cited.document = Some(document);
    window.act(Action::Edit(Edit::new("Cite", vec![Op::add(cited)])));
    assert_eq!((brief(&window).notes.len(), export(&mut window)), (3, 3));
}
