//! Everything that can be done without saying more: one entry a command, from which menus, the palette, the key strip and
//! the shortcuts are made.

use egui::{Key, KeyboardShortcut, Modifiers};

/// One of the three places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// Documents and what is marked in them.
    #[default]
    Read,
    /// Claims and sources.
    Weigh,
    /// Briefs.
    Write,
}

/// Where a command can be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// Always.
    Everywhere,
    /// With a project open.
    Project,
    /// With a project open that can be written.
    Writable,
    /// In Read, with a document open, in a project that can be written.
    Reading,
    /// In Read, with documents chosen or one open, in a project that can be written.
    Deciding,
    /// In Read, with a document open.
    Looking,
}

/// A menu of the menu bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// Projects, imports, exports.
    Project,
    /// Undo, redo and what is made of text.
    Edit,
    /// How it looks and where one is.
    View,
    /// Help.
    Help,
}

impl Menu {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Project => "Project",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

macro_rules! commands {
    ($($variant:ident = $name:literal, $help:literal, $menu:ident, $at:ident, $key:expr;)+) => {
        /// Something that can be done.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Command { $(#[doc = $help] $variant,)+ }

        impl Command {
            /// Every command, in the order of menus and palette.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name in menus and the palette.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// One line that says what it does.
            pub fn help(self) -> &'static str {
                match self { $(Self::$variant => $help),+ }
            }

            /// The menu it stands in.
            pub fn menu(self) -> Menu {
                match self { $(Self::$variant => Menu::$menu),+ }
            }

            /// Where it can be given.
            pub fn at(self) -> Where {
                match self { $(Self::$variant => Where::$at),+ }
            }

            /// Its keys.
            pub fn shortcut(self) -> Option<KeyboardShortcut> {
                match self { $(Self::$variant => $key),+ }
            }
        }
    };
}

#[expect(clippy::unnecessary_wraps, reason = "stands beside `None` in the table")]
const fn plain(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::NONE, key))
}

#[expect(clippy::unnecessary_wraps, reason = "stands beside `None` in the table")]
const fn shift(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::SHIFT, key))
}

#[expect(clippy::unnecessary_wraps, reason = "stands beside `None` in the table")]
const fn ctrl(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::COMMAND, key))
}

#[expect(clippy::unnecessary_wraps, reason = "stands beside `None` in the table")]
const fn ctrl_shift(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key))
}

#[expect(clippy::unnecessary_wraps, reason = "stands beside `None` in the table")]
const fn alt(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::ALT, key))
}

commands! {
    NewProject = "New project…", "Make a project file and begin with an empty corpus", Project, Everywhere, ctrl(Key::N);
    OpenProject = "Open project…", "Open a project file", Project, Everywhere, ctrl(Key::O);
    OpenFolder = "Open my folder…", "Make a project of a folder of documents", Project, Everywhere, ctrl_shift(Key::O);
    Sample = "Look at the sample", "Open the sample: two documents with work on them, your own copy", Project, Everywhere, None;
    Import = "Import…", "Take files or a folder into the project", Project, Writable, ctrl(Key::I);
    GoOnImport = "Go on with the import", "Read what is left of an import that did not come to its end", Project, Writable, None;
    Rescan = "Look for changes…", "Look again where the documents came from: what is new, changed, moved or gone", Project, Writable, None;
    Export = "Export brief…", "Write the brief for Word, as HTML or as Markdown", Project, Project, ctrl(Key::E);
    ExportReport = "Export report…", "Write all annotations for Word, as HTML or as Markdown", Project, Project, ctrl_shift(Key::E);
    ExportHits = "Export search hits…", "Write every place the search found into a CSV table, with its document, words around it and tags", Project, Project, None;
    ExportHypotheses = "Export hypotheses…", "Write the matrix of hypotheses and claims into a CSV table, with weights, order and what it rests on", Project, Project, None;
    ExportWanted = "Export wanted list…", "Write what we do not hold, to be looked for at a connected machine", Project, Project, None;
    ExportTimeline = "Export timeline…", "Write the claims in time as a picture (SVG, PNG) or a table (CSV)", Project, Project, None;
    ExportMatrix = "Export who says what…", "Write matters against sources as a picture (SVG, PNG) or a table (CSV)", Project, Project, None;
    ExportGraph = "Export graph…", "Write the graph as a picture (SVG, PNG) or a table for Gephi and spreadsheets (CSV)", Project, Project, None;
    SaveCopy = "Save a copy as…", "Copy the project, what waits to be saved included, and go on in the copy", Project, Writable, ctrl_shift(Key::S);
    Snapshots = "Snapshots…", "Earlier states of the project, to go back to", Project, Project, None;
    SnapshotNow = "Snapshot now", "Keep a whole copy of the project as it is now", Project, Writable, None;
    CloseProject = "Close project", "Close the project; everything is saved", Project, Project, ctrl(Key::W);
    Quit = "Quit", "Close the window; everything is saved", Project, Everywhere, ctrl(Key::Q);
    Undo = "Undo", "Take back the last step of work", Edit, Writable, ctrl(Key::Z);
    Redo = "Redo", "Bring back what was undone", Edit, Writable, ctrl_shift(Key::Z);
    CopyCited = "Copy with citation", "Copy the words in quotation marks with where they are from", Edit, Looking, ctrl_shift(Key::C);
    FindHere = "Find in document", "Look for words in the open document", Edit, Looking, ctrl(Key::F);
    Search = "Search everywhere", "Look for words in all documents", Edit, Project, ctrl_shift(Key::F);
    Words = "Words", "How often each word is used, what stands beside it, where it stands, what sets some documents apart", View, Project, None;
    WordHere = "Words: collocates of the word here", "What stands beside the word that is selected or was clicked, in all documents", View, Looking, None;
    FindNext = "Next hit", "Go to the next place that was found", Edit, Looking, plain(Key::F3);
    FindPrevious = "Previous hit", "Go to the place found before", Edit, Looking, shift(Key::F3);
    Tag = "Tag…", "Tag the sentence or the selection with any tag", Edit, Reading, plain(Key::T);
    RepeatTag = "Same tag again", "Tag with the tag used last", Edit, Reading, plain(Key::Period);
    Claim = "Claim…", "Record what the sentence claims", Edit, Reading, plain(Key::C);
    MoreEvidence = "More evidence", "Add the sentence to the claim in hand", Edit, Reading, shift(Key::C);
    Reword = "Reword claim…", "Give the claim in hand words of ours", Edit, Writable, plain(Key::F2);
    Link = "Link…", "Link the claim in hand with another", Edit, Writable, plain(Key::L);
    AddHop = "Add a hop", "Add to the claim in hand who passed it on to us", Edit, Writable, None;
    Memo = "Memo…", "Write a note on the thing in hand", Edit, Writable, plain(Key::M);
    NameHere = "Name here…", "Mark the selection, or words of the sentence, as a name", Edit, Reading, plain(Key::N);
    Translate = "Translation…", "Translate the passage, the selection or the sentence", Edit, Reading, plain(Key::Y);
    ToBrief = "To brief", "Put the thing in hand into the brief", Edit, Writable, plain(Key::B);
    GradeSource = "Grade source…", "Grade the source in hand, or that of the document or the claim", Edit, Writable, plain(Key::G);
    CheckQuotation = "Check quotation", "See where the words in quotation marks stand, and in what they differ", Edit, Looking, plain(Key::Q);
    Copies = "Copies…", "Lay the open document beside a copy of it, to see in what they differ", View, Looking, None;
    OnlyCopies = "Only copies", "List only documents that are copies of one text, or all again", View, Project, None;
    Edges = "Move edges", "Move the beginning or the end of the passage in hand, or of the selection", Edit, Looking, plain(Key::E);
    Places = "Passages and their places…", "Passages that moved, changed or lost their place in a later version of their text", Edit, Project, None;
    Keep = "Keep document", "Keep the document and go on to the next", Edit, Deciding, plain(Key::K);
    Park = "Park document", "Park the document and go on to the next", Edit, Deciding, plain(Key::P);
    Drop = "Drop document", "Drop the document and go on to the next", Edit, Deciding, plain(Key::X);
    BackToInbox = "Back to the inbox", "Put the document back among those that wait", Edit, Deciding, None;
    Reason = "Reason…", "Say why the document was parked or dropped", Edit, Deciding, None;
    Describe = "Describe documents…", "Set outlet, date, language and more on the chosen documents at once", Edit, Writable, ctrl_shift(Key::D);
    AddToSet = "Add to set…", "Put the chosen documents, or the open one, into a set", Edit, Deciding, plain(Key::S);
    TakeOutOfSet = "Take out of set", "Take the chosen documents, or the open one, out of a set", Edit, Deciding, None;
    KeepFilter = "Keep this filter…", "Keep what the list is filtered by now under a name", Edit, Writable, None;
    NewTag = "New tag…", "Add a tag to the tree", Edit, Writable, ctrl(Key::T);
    Pin = "Pin card", "Keep the card in hand at the top of the inspector, or let it go", View, Project, plain(Key::I);
    ChangeTag = "Change tag…", "Change a tag’s name, definition, color or digit", Edit, Writable, None;
    MoveTag = "Move tag…", "Put a tag below another", Edit, Writable, None;
    MergeTag = "Merge tag…", "Make two tags one; what has either has the one that stays", Edit, Writable, None;
    NewName = "New name…", "Add a name to the register", Edit, Writable, None;
    MergeName = "Merge name…", "Make the name in hand one with another; it can be split again", Edit, Writable, None;
    NewJudgement = "New judgement…", "Write down what we assess; it rests on the claim in hand", Edit, Writable, ctrl(Key::J);
    RestOn = "Rest judgement on…", "Add a claim that the judgement in hand rests on", Edit, Writable, None;
    NewLooked = "Looked for…", "Note what you looked for, in which documents, and what came of it: that it is not there is evidence too", Edit, Writable, ctrl_shift(Key::N);
    NewHypothesis = "New hypothesis…", "Write down one of several answers to a question, to hold claims against all of them", Edit, Writable, ctrl_shift(Key::H);
    HoldAgainst = "Hold against hypotheses", "Hold the claim in hand, or another, against the hypotheses", Edit, Writable, plain(Key::A);
    NewWanted = "Wanted…", "Note something we do not hold, for the document or the claim in hand", Edit, Writable, plain(Key::W);
    Next = "Next sentence", "Move to the next sentence", View, Looking, plain(Key::ArrowDown);
    Previous = "Previous sentence", "Move to the sentence before", View, Looking, plain(Key::ArrowUp);
    Outward = "Outward", "Take the next larger passage around the one in hand", View, Looking, plain(Key::O);
    Back = "Back", "Go back to where you were before the last jump", View, Project, alt(Key::ArrowLeft);
    Forward = "Forward", "Go forward again", View, Project, alt(Key::ArrowRight);
    Bookmark = "Bookmark", "Set a bookmark at the sentence, or take it off", View, Looking, plain(Key::D);
    Outline = "Headings and pages…", "Go to a heading, a section or a page of the document", View, Looking, plain(Key::H);
    GoToPage = "Go to page…", "Go to a page of the document by its number", View, Looking, ctrl(Key::G);
    WholePage = "Whole page", "Show what stands around the article of a web page, or fold it away", View, Looking, None;
    SentencesApart = "Sentences apart", "Show each sentence of a long paragraph on lines of its own, or not", View, Looking, None;
    MarkHedges = "Mark hedges", "Mark quietly where the text is not sure: may, likely, about", View, Looking, None;
    MarkSaid = "Mark who says so", "Mark quietly the words that lay something to somebody: said, claims, according to", View, Looking, None;
    MarkUnnamed = "Mark unnamed sources", "Mark quietly where somebody says so who is not named: officials said, reportedly", View, Looking, None;
    MarkDates = "Mark dates", "Mark quietly what tells a time", View, Looking, None;
    NextPanel = "Next panel", "Move the focus to the next panel", View, Everywhere, plain(Key::F6);
    PreviousPanel = "Previous panel", "Move the focus to the panel before", View, Everywhere, shift(Key::F6);
    NextDocument = "Next document", "Open the next document of the list", View, Project, plain(Key::J);
    PreviousDocument = "Previous document", "Open the document before", View, Project, shift(Key::J);
    Read = "Read", "Documents and what is marked in them", View, Project, ctrl(Key::Num1);
    Documents = "Documents", "All documents as a table, or back to the open one", View, Project, ctrl(Key::D);
    ImportFiles = "Files of the import", "What became of each file of the import that runs or ran last", View, Project, None;
    Weigh = "Weigh", "Claims, sources, names, judgements, and what is wanted", View, Project, ctrl(Key::Num2);
    Timeline = "Timeline", "Claims in time: when they happen, were said, were published", View, Project, None;
    Matrix = "Who says what", "Matters against sources: who affirms, denies, hedges, is silent", View, Project, None;
    Graph = "Graph", "Claims, who says them and how they are linked, as a picture", View, Project, None;
    Hypotheses = "Hypotheses", "Competing answers to a question, and the claims that are held against them", View, Project, None;
    Write = "Write", "The brief", View, Project, ctrl(Key::Num3);
    FilterTag = "Show only a tag…", "Show only documents, claims and marks with a tag", View, Project, ctrl_shift(Key::T);
    ShowGroup = "Show only a group…", "List only the documents of a folder, a set or a filter", View, Project, ctrl_shift(Key::G);
    ShowAll = "Show all again", "Show what has other tags and lies in other groups too", View, Project, None;
    Palette = "Find anything", "Commands, documents, tags, claims and names", View, Everywhere, ctrl(Key::K);
    History = "History", "Every step of work, in words", View, Project, ctrl(Key::H);
    Reload = "Reload", "Read what another window has written since", View, Project, plain(Key::F5);
    NewBrief = "New brief…", "Begin another brief", Edit, Writable, None;
    Template = "New brief from template…", "Make a brief of what the project holds", Edit, Writable, None;
    Preview = "Preview", "The brief as it goes out, with its endnotes and sources", View, Project, ctrl_shift(Key::P);
    BlockUp = "Move block up", "Move the block in hand up by one place", Edit, Writable, alt(Key::ArrowUp);
    BlockDown = "Move block down", "Move the block in hand down by one place", Edit, Writable, alt(Key::ArrowDown);
    FindSupport = "Find support…", "Choose what supports the sentence in the brief", Edit, Writable, ctrl(Key::Period);
    MarkOurs = "Mark as ours", "Say that the sentence in the brief is our own", Edit, Writable, ctrl_shift(Key::M);
    ZoomIn = "Larger text", "Make documents' words larger", View, Everywhere, ctrl(Key::Plus);
    ZoomOut = "Smaller text", "Make documents' words smaller", View, Everywhere, ctrl(Key::Minus);
    ZoomReset = "Normal text", "Documents' words at their usual size", View, Everywhere, ctrl(Key::Num0);
    Theme = "Light or dark", "Change between the light and the dark theme", View, Everywhere, ctrl_shift(Key::L);
    Settings = "Settings…", "Typeface, paper, light, what is remembered, how your work is signed", View, Everywhere, ctrl(Key::Comma);
    Help = "Guide and keys", "How the job is done, with pictures, and what the keys do", Help, Everywhere, plain(Key::F1);
    About = "About Assay", "Which version this is, and how what reads documents is confined", Help, Everywhere, None;
}

impl Command {
    /// Other words it answers to in the palette: titles of the guide's pages, and what others call it.
    pub fn also(self) -> &'static str {
        match self {
            Self::Words => "count words, frequencies, concordance, keywords",
            Self::Search => "find, search and undo; rule, saved search",
            Self::Keep => "decide about documents, triage",
            Self::Memo => "memos and translations, note",
            Self::Link => "link and weigh",
            Self::NewWanted => "what is wanted",
            Self::Matrix => "matrix, grid",
            Self::Timeline => "chronology, dates",
            Self::Graph => "network, map, link chart",
            Self::NewHypothesis | Self::Hypotheses => "ach, competing hypotheses, matrix, alternatives",
            Self::Write => "write a brief",
            Self::FindSupport => "support every sentence",
            Self::CloseProject => "close and reopen",
            Self::Snapshots => "restore a snapshot, backup; when a project is damaged",
            Self::Help => "the job in ten lines, words used here, manual",
            _ => "",
        }
    }

    /// The keys as they are shown, such as “Ctrl+K”.
    pub fn keys(self, mac: bool) -> String {
        let written = self.shortcut().map(|s| s.format(&egui::ModifierNames::NAMES, mac)).unwrap_or_default();
        // Signs as they stand on the keys, not by name.
        let signs = [
            ("Period", "."),
            ("Comma", ","),
            ("Plus", "+"),
            ("Minus", "−"),
            ("Down", "↓"),
            ("Up", "↑"),
            ("Left", "←"),
            ("Right", "→"),
        ];
        signs.iter().find_map(|(name, sign)| Some(format!("{}{sign}", written.strip_suffix(name)?))).unwrap_or(written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn no_two_commands_have_the_same_keys_on_any_system() {
        for mac in [false, true] {
            let mut taken: HashMap<String, Command> = HashMap::new();
            for command in Command::ALL {
                let Some(shortcut) = command.shortcut() else { continue };
                // On a Mac the command key is its own; elsewhere it is Ctrl.
                let keys = shortcut.format(&egui::ModifierNames::NAMES, mac);
                if let Some(other) = taken.insert(keys.clone(), *command) {
                    panic!("{keys} means {other:?} and {command:?}");
                }
            }
        }
        // Digits without a modifier are the pinned tags.
        for command in Command::ALL {
            if let Some(s) = command.shortcut()
                && s.modifiers.is_none()
            {
                assert!(!format!("{:?}", s.logical_key).starts_with("Num"), "{command:?}");
            }
        }
    }

    #[test]
    fn nothing_needs_a_key_a_german_layout_reaches_with_altgr() {
        let altgr = [
            Key::OpenBracket,
            Key::CloseBracket,
            Key::OpenCurlyBracket,
            Key::CloseCurlyBracket,
            Key::Pipe,
            Key::Backslash,
        ];
        for command in Command::ALL {
            assert!(command.shortcut().is_none_or(|s| !altgr.contains(&s.logical_key)), "{command:?}");
        }
    }
}
