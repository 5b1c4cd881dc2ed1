//! Briefs: the product, made of blocks that each say where their words come from.

use super::vocabulary::vocabulary;
use super::{Id, Struck, Words};
use serde::{Deserialize, Serialize};

vocabulary! {
    /// What a block of a brief is.
    BlockKind {
        Headline = "headline", "headline";
        PullQuote = "pull_quote", "pull quote";
        Text = "text", "text";
        Claim = "claim", "claim";
        Quotation = "quotation", "quotation";
        Citation = "citation", "citation";
        Judgement = "judgement", "judgement";
    }
}

/// A brief.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Brief {
    /// Identity.
    pub id: Id,
    /// What it is called in lists.
    pub title: Words,
}

/// One block of a brief. A quotation or pull quote takes its words from its passage, a claim block from its claim, a
/// citation from its document; only headlines and text have words of their own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// Identity.
    pub id: Id,
    /// The brief.
    pub brief: Id,
    /// Its place: blocks are in ascending order of it.
    pub ordinal: i64,
    /// What it is.
    pub kind: BlockKind,
    /// Our words.
    pub words: Option<Words>,
    /// The passage it quotes.
    pub passage: Option<Id>,
    /// The claim it gives.
    pub claim: Option<Id>,
    /// The document it cites.
    pub document: Option<Id>,
    /// The judgement it gives.
    pub judgement: Option<Id>,
    /// What is left out of the quotation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub struck: Option<Struck>,
}

/// A mark inside a block's own words: where the words hold `[n]` and `n` is the label, it stands for what supports the
/// sentence before it. With none of the four references and no note it says that the sentence is our own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cite {
    /// Identity.
    pub id: Id,
    /// The block whose words hold the mark.
    pub block: Id,
    /// The number between the brackets, from 1; numbers in the product are given in order of appearance.
    pub label: u32,
    /// A passage that supports the sentence.
    pub passage: Option<Id>,
    /// A claim that supports it.
    pub claim: Option<Id>,
    /// A document that is cited as a whole.
    pub document: Option<Id>,
    /// The judgement the sentence gives.
    pub judgement: Option<Id>,
    /// Our own words in the endnote, before the citation if there is one.
    pub note: Option<Words>,
}

impl Block {
    /// An empty block of a kind.
    pub fn new(brief: Id, kind: BlockKind, ordinal: i64) -> Self {
        Self {
            id: Id::new(),
            brief,
            ordinal,
            kind,
            words: None,
            passage: None,
            claim: None,
            document: None,
            judgement: None,
            struck: None,
        }
    }
}
