//! Claims: propositions that somebody puts forward, with what they do with them, how firmly, when and through whom, and
//! the evidence they rest on.

use super::grade::ContentGrade;
use super::vocabulary::vocabulary;
use super::{Date, Id, Words};
use serde::{Deserialize, Serialize};

vocabulary! {
    /// What the speaker does with the proposition. The one place where a denial is recorded.
    Stance {
        Affirms = "affirms", "affirms";
        Denies = "denies", "denies";
        Asks = "asks", "asks";
        Unclear = "unclear", "unclear";
    }
}

vocabulary! {
    /// How firmly the speaker says it.
    Firmness {
        Asserted = "asserted", "asserted";
        Certain = "certain", "certain";
        Probable = "probable", "probable";
        Possible = "possible", "possible";
        Doubtful = "doubtful", "doubtful";
        Conditional = "conditional", "conditional";
        Intended = "intended", "intended";
        Unknown = "unknown", "not known";
    }
}

vocabulary! {
    /// The form in which the document gives it.
    Form {
        DirectQuote = "direct_quote", "direct quote";
        IndirectQuote = "indirect_quote", "indirect quote";
        PartialQuote = "partial_quote", "partial quote";
        Narration = "narration", "narration";
        Gloss = "gloss", "writer’s own words";
        Unnamed = "unnamed", "unnamed source";
    }
}

vocabulary! {
    /// What sort of thing is claimed.
    ClaimKind {
        Event = "event", "event";
        State = "state", "state";
        Plan = "plan", "plan";
        Intention = "intention", "intention";
        Capability = "capability", "capability";
        Relation = "relation", "relation";
        Quantity = "quantity", "quantity";
        Forecast = "forecast", "forecast";
        Evaluation = "evaluation", "evaluation";
    }
}

vocabulary! {
    /// Where the claim stands in our work.
    ClaimStatus {
        Open = "open", "open";
        Dropped = "dropped", "dropped by us";
        Retracted = "retracted", "retracted by the speaker";
    }
}

vocabulary! {
    /// What a passage does for a claim.
    EvidenceRole {
        States = "states", "states";
        Implies = "implies", "implies";
        Context = "context", "context";
    }
}

vocabulary! {
    /// The way a report went from one hand to the next.
    Medium {
        Speech = "speech", "speech";
        Interview = "interview", "interview";
        PressRelease = "press_release", "press release";
        Website = "website", "website";
        SocialPost = "social_post", "social post";
        Broadcast = "broadcast", "broadcast";
        Newspaper = "newspaper", "newspaper";
        Wire = "wire", "wire";
        Document = "document", "document";
        Meeting = "meeting", "meeting";
        Unknown = "unknown", "not known";
    }
}

/// One proposition somebody puts forward. Every field but the words may be empty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Identity.
    pub id: Id,
    /// The proposition; the verbatim clause unless `reworded`.
    pub words: Words,
    /// True when the words are ours.
    pub reworded: bool,
    /// Who says it: a name.
    pub speaker: Option<Id>,
    /// The speaker's role as the document gives it.
    pub role: Option<Words>,
    /// What the speaker does with it.
    pub stance: Option<Stance>,
    /// How firmly.
    pub firmness: Option<Firmness>,
    /// The words that hedge it.
    pub hedge: Option<Words>,
    /// The form it has in the document.
    pub form: Option<Form>,
    /// The words are a translation.
    pub translated: bool,
    /// It stands in a headline.
    pub headline: bool,
    /// It stands in a pull quote.
    pub pull_quote: bool,
    /// When it was said.
    pub said_at: Option<Date>,
    /// The document's words for that time, with the reason for our reading.
    pub said_at_words: Option<Words>,
    /// When the thing claimed happens.
    pub happens_at: Option<Date>,
    /// The document's words for that time, with the reason for our reading.
    pub happens_at_words: Option<Words>,
    /// Where.
    pub place: Option<Words>,
    /// What sort of thing is claimed.
    pub kind: Option<ClaimKind>,
    /// How credible the content is.
    pub content_grade: Option<ContentGrade>,
    /// A note.
    pub memo: Option<Words>,
    /// Where it stands in our work.
    pub status: ClaimStatus,
}

impl Claim {
    /// True when its words are a document's, and not known to be what the speaker said to the letter: then a product that quotes
    /// them says whose words they are.
    pub fn is_told(&self) -> bool {
        !self.reworded && self.form != Some(Form::DirectQuote)
    }

    /// Its words as they are shown: in quotation marks when somebody is quoted, bare when the document tells it or the words are
    /// ours.
    pub fn shown(&self) -> Words {
        match self.form {
            _ if self.reworded => Words::new(self.words.raw().trim()),
            Some(Form::Narration | Form::Gloss) => Words::new(self.words.raw().trim()),
            _ => self.words.in_marks(),
        }
    }

    /// A claim of these words with nothing else said.
    pub fn of(words: Words) -> Self {
        Self {
            id: Id::new(),
            words,
            reworded: false,
            speaker: None,
            role: None,
            stance: None,
            firmness: None,
            hedge: None,
            form: None,
            translated: false,
            headline: false,
            pull_quote: false,
            said_at: None,
            said_at_words: None,
            happens_at: None,
            happens_at_words: None,
            place: None,
            kind: None,
            content_grade: None,
            memo: None,
            status: ClaimStatus::Open,
        }
    }
}

/// What a claim rests on: a passage, or a basis without one, which leaves the claim unsupported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Identity.
    pub id: Id,
    /// The claim.
    pub claim: Id,
    /// The passage, if there is one.
    pub passage: Option<Id>,
    /// What it does for the claim.
    pub role: EvidenceRole,
    /// A basis without a passage, such as “heard on the radio”.
    pub basis: Option<Words>,
}

/// One hop on the way a claim took to us; ordinal 0 is nearest to what is claimed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hop {
    /// Identity.
    pub id: Id,
    /// The claim.
    pub claim: Id,
    /// Its place in the chain.
    pub ordinal: u32,
    /// Who passed it on.
    pub actor: Option<Id>,
    /// By what medium.
    pub medium: Medium,
    /// When.
    pub at: Option<Date>,
    /// The document, if it is held.
    pub document: Option<Id>,
    /// A note.
    pub note: Option<Words>,
}

/// A tag on a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimTag {
    /// Identity.
    pub id: Id,
    /// The claim.
    pub claim: Id,
    /// The tag.
    pub tag: Id,
}
