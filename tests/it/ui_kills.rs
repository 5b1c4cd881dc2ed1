//! The window killed while it writes: what it had called saved is there afterwards, it says that it recovered, and what was
//! half-typed is in its field again. The window is the real one, in a process of its own that is this test program.
#![cfg(target_os = "linux")]
#![allow(clippy::print_stdout, reason = "a child tells its parent what it saw")]

use super::inject::{Action as Strike, Injection, counts_since, hits};
use super::program::Place;
use super::ui_support::Window;
use assay::app::overlay::Overlay;
use assay::app::{Action, Command, Write};
use assay::domain::tag::{Color, Tag, TagName};
use assay::domain::{Edit, Id, Op, ProjectRead, Table};
use assay::store::Reader;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

/// The project a child opens.
const PROJECT: &str = "ASSAY_TEST_PROJECT";
/// So many frames are drawn while a write hangs.
const WHILE_IT_HANGS: u32 = 20;
/// So many edits a child hands in.
const EDITS: u32 = 8;
/// A child that draws so many frames and is neither struck nor done never will be.
const MOST_FRAMES: u32 = 20_000;
/// A child that says nothing for so long never will.
const SILENT: Duration = Duration::from_secs(60);
const RECOVERED: &str = "Recovered after an unexpected stop; nothing saved was lost.";

/// This test program again, as far as one test of it, told of a project.
fn again(test: &str, project: &Path) -> Process {
    let mut command = Process::new(std::env::current_exe().unwrap());
    command.args(["--exact", test, "--nocapture"]).env(PROJECT, project);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// A child that is killed when it is dropped, and the lines it says.
struct Heard {
    child: Child,
    lines: Receiver<String>,
}

impl Heard {
    fn begin(mut command: Process) -> Self {
        let mut child = command.spawn().unwrap();
        let from = BufReader::new(child.stdout.take().unwrap());
        let (say, lines) = mpsc::channel();
        std::thread::spawn(move || from.lines().map_while(Result::ok).try_for_each(|line| say.send(line)));
        Self { child, lines }
    }

    /// What it says next; nothing once it has ended.
    fn line(&self) -> Option<String> {
        match self.lines.recv_timeout(SILENT) {
            Ok(line) => Some(line),
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => panic!("the child says nothing any more"),
        }
    }
}

impl Drop for Heard {
    fn drop(&mut self) {
        // One that has ended by itself has said less than it should, which is seen by what it said.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn tags(project: &Path) -> BTreeSet<String> {
    let reader = Reader::open(project).unwrap();
    assert_eq!(reader.check().unwrap().findings, []);
    let tags = (&reader as &dyn ProjectRead).all::<Tag>().unwrap();
    tags.iter().map(|tag| tag.name.words().raw().to_owned()).collect()
}

/// The child: hands in a tag after the other, each when the window says that all is saved, draws on, and tells of each
/// frame and of what was called saved in it. It does not end by itself: closing would wait for a writer that hangs.
fn tag_after_tag(project: &Path) -> ! {
    let mut window = Window::at(project);
    std::fs::write(project.with_file_name("since"), "").unwrap();
    let mut handed_in: Option<String> = None;
    let mut count = 0;
    loop {
        if window.count("Saved") == 1 {
            if let Some(name) = handed_in.take() {
                println!("saved {name}");
            }
            if count == EDITS {
                println!("done");
            } else {
                count += 1;
                let (id, color) = (Id::new(), Color([1, 2, 3]));
                let name = TagName::try_from(id.to_string()).unwrap();
                let tag = Tag { id, parent: None, name, color, definition: None, digit: None, ordinal: 0 };
                handed_in = Some(id.to_string());
                window.act_once(Action::Edit(Edit::new("Add a tag", vec![Op::add(tag)])));
            }
        }
        window.frames(1);
        println!("frame");
    }
}

#[test]
fn what_the_window_called_saved_outlives_a_kill_at_any_call_and_the_next_start_says_that_it_recovered() {
    let test =
        "ui_kills::what_the_window_called_saved_outlives_a_kill_at_any_call_and_the_next_start_says_that_it_recovered";
    if let Some(project) = std::env::var_os(PROJECT) {
        tag_after_tag(Path::new(&project));
    }
    let (mut points, mut called_saved) = (0, 0);
    // Every fifth call, and so in turn one that writes to the log and one that forces it to disk.
    for n in (1..).step_by(5) {
        // Given a window whose writer does not come back from a call
        let place = Place::with_seeds();
        let project = place.project();
        let note = place.path("struck");
        let mut command = again(test, &project);
        Injection::once("any", Strike::Hang, n).into_command(&mut command, &place.path("."), &note);
        counts_since(&mut command, &place.path("since"));
        let child = Heard::begin(command);
        // When it is killed some frames later
        let mut saved = BTreeSet::new();
        let (mut frames, mut drawn) = (0, 0);
        while let Some(line) = child.line() {
            saved.extend(line.strip_prefix("saved ").map(str::to_owned));
            frames += u32::from(line == "frame" && hits(&note) > 0);
            drawn += u32::from(line == "frame");
            if frames == WHILE_IT_HANGS || (line == "done" && hits(&note) == 0) {
                break;
            }
            assert!(drawn < MOST_FRAMES, "call {n}: not struck, and not done; saved: {saved:?}");
        }
        drop(child);
        // Then everything it had called saved is there
        let found = tags(&project);
        let lost: Vec<_> = saved.difference(&found).collect();
        assert!(lost.is_empty(), "call {n}: called saved and lost: {lost:?}");
        if frames < WHILE_IT_HANGS {
            assert_eq!(saved.len(), EDITS as usize, "it did not come through");
            break;
        }
        points += 1;
        called_saved += saved.len();
        if n % 4 == 1 {
            // and the window says that it recovered, once.
            let mut window = Window::at(&project);
            assert!(window.shows(RECOVERED), "call {n}");
            window.stroke(Modifiers::COMMAND, Key::W);
            assert!(!Window::at(&project).shows(RECOVERED), "call {n}: after a clean close");
        }
    }
    assert!(points >= 10 && called_saved > 0, "{points} points, {called_saved} called saved");
}

/// The child: types into a block, a note on a sheet and a field at the side, and tells when the project file holds all.
fn type_and_wait(project: &Path) -> ! {
    let kept = |words: &str| {
        let drafts = Reader::open(project).unwrap().drafts().unwrap();
        drafts.iter().any(|(_, text)| text == words)
    };
    let mut window = Window::at(project);
    window.act(Action::Command(Command::Write));
    window.click("Write text");
    window.type_into("Text", "Half a sentence of the brief");
    window.until("the block is kept", |_| kept("Half a sentence of the brief"));
    window.act(Action::Command(Command::Read));
    let document = window.document("002").id;
    window.act(Action::OpenDocument(document));
    let memo = |text: &str| Overlay::Memo { table: Table::Document, id: document, text: text.to_owned() };
    window.act(Action::Overlay(memo("")));
    window.act(Action::Overlay(memo("Half a note")));
    window.until("the note is kept", |_| kept("Half a note"));
    println!("kept");
    loop {
        window.frames(1);
    }
}

#[test]
fn what_was_half_typed_is_in_its_field_again_after_a_kill() {
    let test = "ui_kills::what_was_half_typed_is_in_its_field_again_after_a_kill";
    if let Some(project) = std::env::var_os(PROJECT) {
        type_and_wait(Path::new(&project));
    }
    // Given texts that were typed and not taken, and a kill
    let place = Place::with_seeds();
    let child = Heard::begin(again(test, &place.project()));
    assert!(std::iter::from_fn(|| child.line()).any(|line| line == "kept"), "the child ended before");
    drop(child);
    // When the project is opened again
    let mut window = Window::at(&place.project());
    // Then it says so, and each text is where it was typed.
    assert!(window.shows(RECOVERED));
    let document = window.document("002").id;
    window.act(Action::OpenDocument(document));
    window.act(Action::Command(Command::Memo));
    let note = Overlay::Memo { table: Table::Document, id: document, text: "Half a note".to_owned() };
    assert_eq!(window.app().overlay, Some(note));
    window.act(Action::CloseOverlay);
    window.act(Action::Command(Command::Write));
    let brief = window.app().brief().unwrap();
    let block = window.app().model().unwrap().blocks_of(brief)[0].id;
    window.act(Action::Write(Write::TakeAt(block, 0)));
    let field = window.find_role(Role::MultilineTextInput, "Text").value();
    assert_eq!(field.as_deref(), Some("Half a sentence of the brief"));
}

#[test]
fn a_window_in_which_somebody_typed_wakes_by_itself_to_keep_it() {
    let mut window = Window::on_seeds();
    window.act(Action::Command(Command::Write));
    window.click("Write text");
    window.type_into("Text", "Half a sentence");
    // Whoever typed goes away: nothing happens any more.
    assert!(window.stands_still() <= Duration::from_secs(3), "{:?}", window.stands_still());
    window.until("it is kept", |app| app.drafts().any(|words| words.raw() == "Half a sentence"));
    window.frames(2);
    assert!(window.stands_still() > Duration::from_secs(10), "it has nothing more to do: {:?}", window.stands_still());
}

#[test]
fn a_field_in_which_somebody_types_without_rest_is_kept_every_ten_seconds_the_second_time_too() {
    let mut window = Window::on_seeds();
    let draft = |window: &Window| window.app().drafts().next().map(|words| words.raw().chars().count());
    window.type_into("Title", "A");
    // A frame of the harness is a quarter of a second.
    window.frames(12);
    assert_eq!(draft(&window), Some(1), "kept when the hand rested");
    for second in 1..=11 {
        window.letter_every(4);
        let kept = draft(&window).unwrap();
        assert!(kept == 1 || second >= 10, "second {second}: {kept} letters were kept, though the hand did not rest");
    }
    assert!(draft(&window).unwrap() >= 10, "{:?} letters are kept after eleven seconds", draft(&window));
}
