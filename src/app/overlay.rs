//! What lies over the window for a moment: pickers, one-line forms, questions. One at a time; Esc closes it.

pub mod drafts;
pub mod groups;
pub mod hypotheses;
pub mod names;

use super::capturing::Capture;
use crate::domain::grade::Reliability;
use crate::domain::link::LinkKind;
use crate::domain::{Id, Span, Table, Words};
pub use crate::jobs::importing::Report;

/// What a path is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The file of a new project.
    NewProject,
    /// The file of a project.
    OpenProject,
    /// A folder of one's own, to make a project of.
    Folder,
    /// Where the project of that folder is to be kept.
    ProjectOfFolder,
    /// Where a copy of the project is to be.
    Copy,
    /// A file or folder to import.
    Import,
    /// Where to write the brief.
    Brief,
    /// Where to write the report.
    Report,
    /// Where to write the wanted list.
    Wanted,
    /// Where to write the timeline.
    Timeline,
    /// Where to write who says what.
    Matrix,
    /// Where to write the graph.
    Graph,
    /// Where to write the matrix of hypotheses.
    Hypotheses,
    /// Where to write the list of words.
    Words,
    /// Where to write the collocates of the word in hand.
    Collocates,
    /// Where to write the places a search found.
    Hits,
}

/// Why a path was not taken.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// There is nothing at it.
    NotThere,
    /// Its folder is not there.
    NoFolder,
    /// A folder is asked for.
    NotAFolder,
    /// There is a file, and what is to be saved never replaces one.
    Taken,
    /// There is a file, which would be replaced.
    Replaces,
    /// A folder could not be made, and why.
    NoFolderMade(Words),
}

/// A path being chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct PathAsk {
    /// For what.
    pub ask: Ask,
    /// What is typed: a folder, and behind its last separator the beginning of a name or a whole one.
    pub text: String,
    /// What stood there at first.
    suggested: String,
    /// How the analyst's work is signed; asked with a new project as long as it is not known.
    pub author: String,
    /// The row that is chosen with the arrows.
    pub at: Option<usize>,
    /// Files and folders that are marked to be imported together.
    pub chosen: Vec<std::path::PathBuf>,
    /// What is imported into the project that is made.
    pub corpus: Vec<std::path::PathBuf>,
    /// Why the path was not taken.
    pub trouble: Option<Trouble>,
    /// The name of a folder that is to be made.
    pub new_folder: Option<String>,
}

impl PathAsk {
    /// Asks for a path, with one suggested.
    pub fn new(ask: Ask, text: String) -> Self {
        let (chosen, corpus) = (Vec::new(), Vec::new());
        let (suggested, author) = (text.clone(), String::new());
        Self { ask, text, suggested, author, at: None, chosen, corpus, trouble: None, new_folder: None }
    }

    /// True when somebody typed or chose something.
    fn is_filled(&self) -> bool {
        let named = self.new_folder.as_ref().is_some_and(|name| !name.is_empty());
        self.text != self.suggested || !self.chosen.is_empty() || named
    }
}

/// A tag being made or changed.
#[derive(Clone, Debug, PartialEq)]
pub struct TagDraft {
    /// The tag that is changed; `None` makes a new one.
    pub id: Option<Id>,
    /// The tag above it.
    pub parent: Option<Id>,
    /// Its name.
    pub name: String,
    /// What it means.
    pub definition: String,
    /// Its color.
    pub color: [u8; 3],
    /// The digit that sets it; 0 for none.
    pub digit: u8,
}

/// A translation being made.
#[derive(Clone, Debug, PartialEq)]
pub struct TranslationDraft {
    /// The passage, when it is there already.
    pub passage: Option<Id>,
    /// Else the words of the open document.
    pub span: Option<Span>,
    /// The translation.
    pub words: String,
    /// The language it is in.
    pub language: String,
    /// Who or what made it.
    pub made_by: String,
    /// When.
    pub made_on: String,
}

/// What a name is picked for.
#[derive(Clone, Debug, PartialEq)]
pub enum NameFor {
    /// To mark words of the open document.
    Mention {
        /// The words it may be.
        spans: Vec<Span>,
        /// Which of them.
        chosen: usize,
    },
    /// As the speaker of a claim.
    Speaker(Id),
    /// As the outlet of a document.
    Outlet(Id),
    /// As who passed a claim on.
    Hop(Id),
    /// As who owns a name.
    Owner(Id),
}

/// What lies over the window.
#[derive(Clone, Debug, PartialEq)]
pub enum Overlay {
    /// Everything that can be found by typing.
    Palette {
        /// What is typed.
        query: String,
        /// The line that is chosen.
        at: usize,
    },
    /// Any tag, for the sentence or the selection.
    PickTag {
        /// What is typed.
        query: String,
        /// The line that is chosen.
        at: usize,
    },
    /// New claims.
    Claim(Capture),
    /// Other words for a claim.
    Reword {
        /// The claim.
        claim: Id,
        /// Its words.
        text: String,
    },
    /// The speaker of the claim in hand among those that are being made.
    PickSpeaker {
        /// The claims that are recorded with it.
        capture: Capture,
        /// What is typed.
        query: String,
        /// The line that is chosen.
        at: usize,
    },
    /// A name.
    PickName {
        /// What for.
        purpose: NameFor,
        /// What a new one names.
        kind: crate::domain::name::NameKind,
        /// What is typed.
        query: String,
        /// The line that is chosen.
        at: usize,
    },
    /// The document a claim came through.
    PickDocument {
        /// The hop.
        hop: Id,
        /// What is typed.
        query: String,
        /// The line that is chosen.
        at: usize,
    },
    /// A tag for the claim or passage of a card.
    PickTagFor {
        /// Whether it is a claim or a passage.
        table: Table,
        /// Which.
        id: Id,
        /// What is typed.
        query: String,
        /// The line that is chosen.
        at: usize,
    },
    /// A translation.
    Translation(TranslationDraft),
    /// Another encoding for a document.
    Encoding {
        /// The document.
        document: Id,
        /// What is typed.
        query: String,
        /// The line that is chosen.
        at: usize,
    },
    /// Another claim, to link with.
    PickClaim {
        /// The claim the link goes out from.
        from: Id,
        /// How they stand to each other.
        kind: LinkKind,
        /// What is typed.
        query: String,
        /// The line that is chosen.
        at: usize,
    },
    /// What supports a sentence of the brief.
    PickSupport {
        /// The text.
        block: Id,
        /// A byte of the sentence in its words.
        at: usize,
        /// A judgement of ours is looked for.
        judgement: bool,
        /// What is typed.
        query: String,
        /// The line that is chosen.
        line: usize,
    },
    /// A note of our own words in an endnote.
    EndnoteText {
        /// The mark.
        cite: Id,
        /// The note.
        text: String,
    },
    /// A brief from a template.
    Template {
        /// The template: one that comes with the program by its place, past them a file.
        at: usize,
        /// The file.
        path: String,
        /// What it is for.
        scope: crate::analysis::template::Scope,
    },
    /// The title of a brief.
    Brief {
        /// The brief; `None` begins one.
        brief: Option<Id>,
        /// Its title.
        title: String,
    },
    /// A new name.
    NewName(names::NameDraft),
    /// Another name, to merge with.
    PickOther {
        /// The name in hand.
        from: Id,
        /// What is typed.
        query: String,
        /// The line that is chosen.
        at: usize,
    },
    /// Two names about to become one.
    Merge(names::MergeDraft),
    /// Another spelling of a name.
    Spelling(names::SpellingDraft),
    /// A role of a name.
    Role(names::RoleDraft),
    /// A new judgement.
    Judgement(drafts::JudgementDraft),
    /// A claim, for a judgement to rest on.
    PickRest {
        /// The judgement.
        judgement: Id,
        /// What was looked for instead.
        looked: bool,
        /// What is typed.
        query: String,
        /// The line that is chosen.
        at: usize,
    },
    /// Something wanted.
    Wanted(drafts::WantedDraft),
    /// What was looked for.
    Looked(drafts::LookedDraft),
    /// A new hypothesis.
    Hypothesis(hypotheses::HypothesisDraft),
    /// A claim, to be held against the hypotheses.
    PickHeld {
        /// What is typed.
        query: String,
        /// The line that is chosen.
        at: usize,
    },
    /// An assumption.
    Assumption(hypotheses::AssumptionDraft),
    /// An indicator.
    Indicator(hypotheses::IndicatorDraft),
    /// A tag or a name for what was found.
    MarkFound {
        /// What is typed.
        query: String,
        /// The line that is chosen.
        at: usize,
        /// A name instead of a tag.
        name: bool,
        /// True to keep it as a rule.
        rule: bool,
    },
    /// A tag, for something.
    PickTagTo {
        /// For what.
        act: drafts::TagPick,
        /// What is typed.
        query: String,
        /// The line that is chosen.
        at: usize,
    },
    /// A group of documents, for something.
    PickSet {
        /// For what.
        act: groups::SetPick,
        /// What is typed.
        query: String,
        /// The line that is chosen.
        at: usize,
    },
    /// The name of a set or a filter.
    NameGroup {
        /// Of which.
        naming: groups::Naming,
        /// The name.
        text: String,
    },
    /// A note on something.
    Memo {
        /// Its table.
        table: Table,
        /// What the note is on.
        id: Id,
        /// The note.
        text: String,
    },
    /// A grade for a source.
    Grade {
        /// The document whose source it is, if it has none yet.
        document: Option<Id>,
        /// The source, when it is known.
        name: Option<Id>,
        /// Its name, when it is not.
        outlet: String,
        /// The letter.
        letter: Option<Reliability>,
        /// Why.
        reason: String,
    },
    /// A tag.
    Tag(TagDraft),
    /// What is known of documents, set on all of them at once.
    Describe(super::describe::Description),
    /// Why documents were parked or dropped.
    Reason {
        /// The documents.
        documents: Vec<Id>,
        /// Why.
        text: String,
    },
    /// Whether a tag is really to go.
    DeleteTag(Id),
    /// A path.
    Path(PathAsk),
    /// Where a quotation's words stand.
    Quotation(Box<super::checking::Check>),
    /// Headings, sections and pages of the open document.
    Outline {
        /// Pages alone.
        pages: bool,
        /// What is typed.
        query: String,
        /// The line that is chosen.
        at: usize,
    },
    /// Passages that do not stand where they were marked.
    Places {
        /// The line that is chosen.
        at: usize,
    },
    /// Two copies of one text beside each other.
    Copies {
        /// The document at the left.
        left: Id,
        /// The one at the right.
        right: Id,
    },
    /// What the program is, and how what reads documents is confined.
    About(super::about::Confinement),
    /// What can be chosen for all projects.
    Settings,
    /// Steps of work.
    History,
    /// The guide, and behind its pages the keys.
    Help {
        /// The page, from 0.
        page: usize,
        /// What is looked for in it.
        query: String,
    },
    /// Earlier states of the project.
    Snapshots,
    /// What an import did.
    Imported(Report),
}

impl Overlay {
    /// True when something is filled in here that leaving it would lose.
    pub fn is_form(&self) -> bool {
        match self {
            Self::Claim(_)
            | Self::Reword { .. }
            | Self::PickSpeaker { .. }
            | Self::Translation(_)
            | Self::EndnoteText { .. }
            | Self::Brief { .. }
            | Self::NewName(_)
            | Self::Merge(_)
            | Self::Spelling(_)
            | Self::Role(_)
            | Self::Judgement(_)
            | Self::Wanted(_)
            | Self::Looked(_)
            | Self::Hypothesis(_)
            | Self::Assumption(_)
            | Self::Indicator(_)
            | Self::NameGroup { .. }
            | Self::Memo { .. }
            | Self::Grade { .. }
            | Self::Tag(_)
            | Self::Describe(_)
            | Self::Reason { .. } => true,
            Self::Path(asked) => asked.is_filled(),
            Self::Template { path, .. } => !path.is_empty(),
            Self::Palette { .. }
            | Self::PickTag { .. }
            | Self::PickName { .. }
            | Self::PickDocument { .. }
            | Self::PickTagFor { .. }
            | Self::PickTagTo { .. }
            | Self::PickSet { .. }
            | Self::MarkFound { .. }
            | Self::PickClaim { .. }
            | Self::PickSupport { .. }
            | Self::PickOther { .. }
            | Self::PickRest { .. }
            | Self::PickHeld { .. }
            | Self::Encoding { .. }
            | Self::DeleteTag(_)
            | Self::Quotation(_)
            | Self::Outline { .. }
            | Self::Copies { .. }
            | Self::Places { .. }
            | Self::About(_)
            | Self::Settings
            | Self::History
            | Self::Help { .. }
            | Self::Snapshots
            | Self::Imported(_) => false,
        }
    }
}

impl TagDraft {
    /// A tag as it is, to be changed.
    pub fn of(tag: &crate::domain::tag::Tag) -> Self {
        Self {
            id: Some(tag.id),
            parent: tag.parent,
            name: tag.name.words().raw().to_owned(),
            definition: tag.definition.clone().map(Words::into_raw).unwrap_or_default(),
            color: tag.color.0,
            digit: tag.digit.map_or(0, crate::domain::tag::Digit::number),
        }
    }

    /// A new tag below another, in its color.
    pub fn below(parent: &crate::domain::tag::Tag) -> Self {
        Self {
            id: None,
            parent: Some(parent.id),
            name: String::new(),
            definition: String::new(),
            color: parent.color.0,
            digit: 0,
        }
    }
}
