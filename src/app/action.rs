//! What is wanted: commands, and everything that needs to say more than a command does.

use super::command::Command;
use super::keep::Rescue;
use super::listing::Arrangement;
use super::overlay::Overlay;
use super::selection::Choose;
use super::{Hand, List};
use crate::domain::{Edit, Id, Span, Table, Words};
use serde_json::Value;
use std::ops::Range;
use std::path::PathBuf;

/// Something that is to happen.
#[derive(Clone, Debug)]
pub enum Action {
    /// A command.
    Command(Command),
    /// Tag with the tag pinned to this digit.
    Digit(u8),
    /// Tag with a tag, or take it off.
    Tag(Id),
    /// Make the outlet of a citation of the open text, by its place among them, a source.
    CiteSource(usize),
    /// Open a project.
    OpenProject(PathBuf),
    /// Import files and folders.
    Import(Vec<PathBuf>),
    /// Stop the import.
    CancelImport,
    /// Something else about an import.
    Intake(super::intake::IntakeWish),
    /// Open a document.
    OpenDocument(Id),
    /// Open a document at a passage.
    OpenPassage(Id),
    /// Put the cursor where was clicked.
    Place(u32),
    /// Select.
    Select(Option<Span>),
    /// Take the passage or claim of a mark into the hand.
    OpenMark(Id),
    /// Do something on the page that searches the whole corpus.
    Search(super::searching::Wish),
    /// Do something on the page of words.
    Words(super::words::WordsWish),
    /// A menu is asked for at a byte of the open document.
    Point(u32),
    /// Look for words in the open document.
    Find(String),
    /// Close the field for them.
    CloseFind,
    /// Find passages their place again.
    Placing(super::placing::PlacingWish),
    /// Put words on the clipboard.
    Copy(Words),
    /// Jump to a bookmark or a citation: a document and a byte.
    OpenBookmark(Id, u32),
    /// Move an edge of what is in hand to a byte.
    Edge {
        /// True for the end, false for the beginning.
        end: bool,
        /// Where to, in bytes.
        byte: u32,
    },
    /// Keep the edges as they are now.
    KeepEdges,
    /// Leave the edges as they were.
    LeaveEdges,
    /// Show what stands around the article of a web page, or fold it away.
    WholePage(bool),
    /// Fetch text.
    Need(Range<u32>),
    /// So far was read.
    Moved(u32),
    /// Take something into the hand.
    Hand(Hand),
    /// Show a list in Weigh.
    List(List),
    /// Lay the list of documents out this way.
    Arrange(Arrangement),
    /// List only documents that have these words in title, file name or outlet.
    FilterWords(String),
    /// Choose documents in the list.
    Choose(Choose),
    /// Show a block of the brief as the one in hand.
    Block(Option<Id>),
    /// Do an edit that was put together elsewhere.
    Edit(Edit),
    /// Set one field of a record.
    Set {
        /// The record's table.
        table: Table,
        /// The record.
        id: Id,
        /// The field.
        field: &'static str,
        /// Its new value.
        value: Value,
    },
    /// Give a claim words of ours.
    Reword(Id, String),
    /// Set the outlet of a document by its name.
    Outlet(Id, String),
    /// Set the speaker of a claim by name.
    Speaker(Id, String),
    /// Do something to a name, a judgement or a wanted item.
    Weigh(super::Weighing),
    /// Look at claims in time, and at who says what, another way.
    Time(super::timing::TimeWish),
    /// Look at the graph another way, or do something with a node of it.
    Graph(super::graphing::GraphWish),
    /// Do something in the matrix of hypotheses.
    Ach(super::competing::AchWish),
    /// Do something to the tag tree.
    TagTree(super::TagWish),
    /// Do something with groups of documents.
    Group(super::groups::GroupWish),
    /// Do something with copies of one text.
    Copies(super::copies::CopiesWish),
    /// Take a record out.
    Delete(Table, Id),
    /// Do something with a brief.
    Write(super::Write),
    /// Add an empty block of our own words after the one in hand.
    AddBlock(crate::domain::brief::BlockKind),
    /// What a card of the inspector wants.
    Card(super::cards::CardAction),
    /// Do what the picker of names is for, at every place of the same words.
    AcceptEverywhere,
    /// Show or change an overlay.
    Overlay(Overlay),
    /// Go into a folder of the path picker.
    EnterFolder(PathBuf),
    /// Make a folder in the one the path picker shows.
    MakeFolder(String),
    /// Choose for all projects.
    Settings(super::settings::Settings),
    /// How large documents’ words are; 1 is 17 points.
    Zoom(f32),
    /// The light of the room.
    Room(super::settings::Room),
    /// No font here draws the letters of a script, named as Unicode names it.
    NoFont(&'static str),
    /// What was said of scripts without a font is known, and is not said again.
    KnowsFonts,
    /// How the analyst's work is signed from the next project on; nothing is “unnamed”.
    Sign(String),
    /// What is shown while no project is open.
    Start(super::settings::Start),
    /// Forget which projects were opened.
    ForgetProjects,
    /// Close the overlay.
    CloseOverlay,
    /// Do what the overlay is for.
    Accept,
    /// Keep a half-typed text.
    Draft(String, Option<String>),
    /// Open the system's dialog for a path.
    Browse(super::overlay::Ask),
    /// A path was chosen in the system's dialog.
    Chosen(PathBuf),
    /// Bring the snapshot of this number back as a new project.
    Restore(u64),
    /// Look at a snapshot of a damaged project.
    ChooseSnapshot(u64),
    /// Do something for a damaged project.
    Rescue(Rescue),
    /// Read what can be read of a damaged project.
    Salvage,
    /// Show a folder, to choose a project in it.
    ShowFolder(PathBuf),
    /// Leave a damaged project as it is.
    LeaveDamaged,
    /// Try the failed edit again.
    Retry,
    /// Give the failed edit up.
    Discard,
    /// Close a notice.
    Dismiss(u64),
}
