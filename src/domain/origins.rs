//! Where the reports on a matter come from in the end: from documents by their chains, wire copies, outlets and owners to
//! origins, each step with its reason. The one rule of independence: what unlocks content grade 1, what the command line
//! tells and what the window shows all come from [`weigh`].
//!
//! A matter is a claim, what says the same (linked as such, as of the same origin or as a translation), and what supports or
//! elaborates one of these. A report is a document that a claim of the matter rests on. Its way leads to who says it or to
//! the nearest hop of its chain, else to the text it is a copy of, else to its outlet. Names that were merged are one, and
//! names with an owner in common are of one origin. Two reports are independent when their ways end at different origins and
//! meet nowhere on the way: neither in a document, an outlet, an owner nor in anybody who passed them on (a shared ancestor
//! is circular reporting, STANAG 2511 as AJP-2.1 reads it).

mod gather;
mod names;
#[cfg(test)]
mod tests;
mod verdict;
mod ways;

use super::claim::Medium;
use super::copies::CopyOf;
use super::link::LinkKind;
use super::{By, Id, Overlap, Record, Table};

/// Whoever holds the records of a project.
pub trait Held {
    /// What may go wrong in reading them.
    type Error;

    /// Records of a table.
    fn records(&self, table: Table, by: By) -> Result<Vec<Record>, Self::Error>;

    /// What a document is taken for a copy of, as far as texts were compared.
    fn copy_of(&self, document: Id) -> Result<Option<CopyOf>, Self::Error>;
}

/// What reports go through: a text, or somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// A document that is held.
    Document(Id),
    /// A name, as the one it stands for.
    Name(Id),
}

/// Why a way goes from one to the next, and where that is mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// The outlet of the document.
    Outlet,
    /// An ownership.
    Owner {
        /// Its record.
        ownership: Id,
    },
    /// The texts are alike.
    Copy {
        /// How much; `None` for copies of a third.
        overlap: Option<Overlap>,
    },
    /// A hop of the claim's chain.
    Hop {
        /// Its record.
        hop: Id,
        /// By what medium it came.
        medium: Medium,
    },
    /// The claim's speaker.
    Speaker {
        /// The claim.
        claim: Id,
    },
    /// Another report of the matter tells it of the name or document.
    Told {
        /// The claim that tells.
        claim: Id,
    },
}

/// One step of a way, away from us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Step {
    /// From here.
    pub from: Node,
    /// To there.
    pub to: Node,
    /// Why.
    pub why: Why,
}

/// Why no origin is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// The last document of the way has no outlet.
    NoOutlet,
    /// Its source is not named.
    NotNamed,
    /// The way comes back to where it was.
    Circle,
}

/// The way of one claim in one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The claim.
    pub claim: Id,
    /// The passage its words stand in.
    pub passage: Id,
    /// That passage does not stand in the text any more.
    pub is_lost: bool,
    /// From the document to the origins.
    pub steps: Vec<Step>,
    /// The origins it ends at, by their places in [`Origins::origins`].
    pub origins: Vec<usize>,
    /// Why it ends at none.
    pub unknown: Option<Unknown>,
}

/// A document that reports the matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The document.
    pub document: Id,
    /// Its outlet, as the name it stands for.
    pub outlet: Option<Id>,
    /// The claims in it, with their ways.
    pub ways: Vec<Way>,
}

/// Why several names are one origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Joined {
    /// They have this owner in common, or one owns the other.
    Owner(Id),
    /// A link says that two claims are of the same origin.
    Link(Id),
}

/// Where reports come from in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The names, more than one where they count as one.
    pub names: Vec<Id>,
    /// Why they do.
    pub joined: Vec<Joined>,
}

/// How a claim comes into a matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// It was asked about.
    Asked,
    /// It is linked with one that is in it.
    Link {
        /// The link.
        link: Id,
        /// Its kind.
        kind: LinkKind,
        /// The other claim.
        other: Id,
    },
}

/// Why something does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Out {
    /// The claim was dropped by us.
    Dropped,
    /// Its speaker took it back.
    Retracted,
    /// It denies what is asked about, or the other way round.
    Denies,
    /// The passage gives the context alone.
    Context,
    /// A basis without a document.
    NoDocument,
    /// The import of the document was undone.
    Undone,
}

/// A claim, or one piece of its evidence, that does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The claim.
    pub claim: Id,
    /// The piece of evidence; `None` for the whole claim.
    pub evidence: Option<Id>,
    /// Why.
    pub why: Out,
}

/// Something that cannot be as it is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// These have it from one another, round in a circle.
    Reports(Vec<Node>),
    /// These own one another, round in a circle.
    Owners(Vec<Id>),
    /// These were merged into one another, round in a circle; the first stands for all.
    Merged(Vec<Id>),
    /// Somebody stands twice in the chain of a claim.
    Twice {
        /// The claim.
        claim: Id,
        /// The name.
        name: Id,
    },
}

/// Whether two reports are independent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// These two documents are.
    Independent(Id, Id),
    /// No two are.
    Not(WhyNot),
}

/// Why no two reports are independent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// There is no report.
    NoReport,
    /// There is one report only.
    OneReport,
    /// No origin is known.
    NoOrigin,
    /// There is one origin only.
    OneOrigin,
    /// Of fewer than two reports with an origin the outlet is known.
    NoOutlets,
    /// All with an origin and an outlet come through this.
    OneHand(Node),
    /// Whichever two end at different origins, they meet on the way.
    Tied,
}

/// What is found of a matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origins {
    /// Its claims, those asked about first.
    pub claims: Vec<(Id, Entry)>,
    /// Its reports, oldest import first.
    pub reports: Vec<Report>,
    /// The outlets of the reports.
    pub outlets: Vec<Id>,
    /// The origins, in the order the reports lead to them.
    pub origins: Vec<Origin>,
    /// How many reports lead to none.
    pub unknown: usize,
    /// What does not count.
    pub left_out: Vec<LeftOut>,
    /// What cannot be as it is recorded.
    pub troubles: Vec<Trouble>,
    /// Whether two reports are independent.
    pub verdict: Verdict,
}

/// Weighs the matter of these claims. It always comes to an end, however the chains, owners and mergers go in circles.
pub fn weigh<H: Held>(held: &H, asked: &[Id]) -> Result<Origins, H::Error> {
    let mut names = names::Names::new(held);
    let matter = gather::matter(held, &mut names, asked)?;
    let found = ways::ways(&mut names, &matter)?;
    Ok(verdict::verdict(matter, found, names.troubles()))
}

fn counted(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

impl Origins {
    /// True when two reports are independent, which is what content grade 1 takes.
    pub fn is_independent(&self) -> bool {
        matches!(self.verdict, Verdict::Independent(..))
    }

    /// How many reports rest only on passages that lost their place.
    pub fn lost(&self) -> usize {
        self.reports.iter().filter(|report| report.ways.iter().all(|way| way.is_lost)).count()
    }

    /// The figures, such as “5 reports, 2 outlets, 1 origin”.
    pub fn figures(&self) -> String {
        let mut said = format!(
            "{}, {}, {}",
            counted(self.reports.len(), "report", "reports"),
            counted(self.outlets.len(), "outlet", "outlets"),
            counted(self.origins.len(), "origin", "origins"),
        );
        if self.unknown > 0 {
            said.push_str(&format!(", {} of unknown origin", self.unknown));
        }
        said
    }

    /// The figures and what they come to.
    pub fn sentence(&self) -> String {
        let end = if self.is_independent() { "two are independent" } else { "independence not established" };
        format!("{}: {end}", self.figures())
    }

    /// Why it is so, in a sentence; `spelled` gives what a name or document is called, in quotation marks.
    pub fn reason(&self, spelled: &dyn Fn(Node) -> String) -> String {
        match self.verdict {
            Verdict::Independent(one, other) => format!(
                "{} and {} come from different origins and meet nowhere on the way.",
                spelled(Node::Document(one)),
                spelled(Node::Document(other))
            ),
            Verdict::Not(why) => match why {
                WhyNot::NoReport => "No document is held that reports it.".to_owned(),
                WhyNot::OneReport => "One document alone reports it.".to_owned(),
                WhyNot::NoOrigin => "No origin is known.".to_owned(),
                WhyNot::OneOrigin => match self.origins.first().and_then(|origin| origin.names.first()) {
                    Some(name) => format!("What is known leads to {}.", spelled(Node::Name(*name))),
                    None => "What is known leads to one origin.".to_owned(),
                },
                WhyNot::NoOutlets => "The outlets are not known of two reports that lead to an origin.".to_owned(),
                WhyNot::OneHand(node) => format!("All whose way is known come through {}.", spelled(node)),
                WhyNot::Tied => "Whichever two come from different origins, they meet on the way.".to_owned(),
            },
        }
    }
}

impl Step {
    /// The step in words; `spelled` gives what a name or document is called, in quotation marks.
    pub fn say(&self, spelled: &dyn Fn(Node) -> String) -> String {
        format!("{} {}", spelled(self.from), self.predicate(spelled))
    }

    /// The same without what it starts from.
    pub fn predicate(&self, spelled: &dyn Fn(Node) -> String) -> String {
        let to = spelled(self.to);
        match self.why {
            Why::Outlet => format!("was published by {to}"),
            Why::Owner { .. } => format!("is owned by {to}"),
            Why::Copy { overlap: Some(overlap) } => format!("is a copy of {to}, {} % alike", overlap.percent()),
            Why::Copy { overlap: None } => format!("is a copy of a copy of {to}"),
            Why::Hop { medium: Medium::Unknown, .. } => format!("has it from {to}"),
            Why::Hop { medium, .. } => format!("has it from {to}, by {}", medium.label()),
            Why::Speaker { .. } => format!("reports what {to} says"),
            Why::Told { .. } => format!("has it from {to}, as another report tells"),
        }
    }
}

impl Unknown {
    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::NoOutlet => "its outlet is not known",
            Self::NotNamed => "its source is not named",
            Self::Circle => "the reports have it from one another",
        }
    }
}

impl Out {
    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Dropped => "dropped by us",
            Self::Retracted => "retracted by the speaker",
            Self::Denies => "the one affirms what the other denies",
            Self::Context => "gives the context alone",
            Self::NoDocument => "rests on no document",
            Self::Undone => "the import of its document was undone",
        }
    }
}

impl Trouble {
    /// In words; `spelled` gives what a name or document is called, in quotation marks.
    pub fn say(&self, spelled: &dyn Fn(Node) -> String) -> String {
        let round = |nodes: &[Node], verb: &str| {
            let next = nodes.iter().skip(1).chain(nodes.first());
            let steps: Vec<String> =
                nodes.iter().zip(next).map(|(at, to)| format!("{} {verb} {}", spelled(*at), spelled(*to))).collect();
            steps.join(", ")
        };
        let names = |ids: &[Id]| ids.iter().map(|id| Node::Name(*id)).collect::<Vec<_>>();
        match self {
            Self::Reports(nodes) => format!("The chains go round in a circle: {}.", round(nodes, "has it from")),
            Self::Owners(ids) => format!("The owners go round in a circle: {}.", round(&names(ids), "is owned by")),
            Self::Merged(ids) => {
                format!("The mergers go round in a circle: {}.", round(&names(ids), "was merged into"))
            }
            Self::Twice { name, .. } => format!("{} stands twice in one chain.", spelled(Node::Name(*name))),
        }
    }
}
