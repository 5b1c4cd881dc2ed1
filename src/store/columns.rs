//! The columns of every table with a history: their kinds, what they refer to, and what becomes of a row when the row it
//! refers to is deleted. Reading, writing, cascades and checks all go by this one list.

use crate::domain::Table;

/// What happens to a row when the row it refers to is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OnDelete {
    /// The row goes too.
    Cascade,
    /// The reference is emptied.
    Clear,
    /// The reference takes over what the deleted row had in the same column: children move up to their grandparent.
    Lift,
    /// The deletion is refused while the row is there.
    Refuse,
}

/// How a column's value is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The record's own identity, 16 bytes.
    Id,
    /// The identity of a row of another table, 16 bytes or null.
    Ref(Table, OnDelete),
    /// A SHA-256, 32 bytes.
    Hash,
    /// Text or null.
    Text,
    /// A whole number or null.
    Int,
    /// 0 or 1.
    Bool,
}

use Kind::{Bool, Hash, Id, Int, Ref, Text};
use OnDelete::{Cascade, Clear, Lift, Refuse};

/// A column's name and kind.
pub(super) type Column = (&'static str, Kind);

/// The columns of a table, in the order they are read and written.
pub(super) fn columns(table: Table) -> &'static [Column] {
    match table {
        Table::ImportBatch => &[("id", Id), ("label", Text), ("started_ms", Int), ("removed_at", Int)],
        Table::Document => &[
            ("id", Id),
            ("batch", Ref(Table::ImportBatch, Refuse)),
            ("sha256", Hash),
            ("bytes", Int),
            ("kept", Bool),
            ("file_name", Text),
            ("readiness", Text),
            ("revision", Ref(Table::Revision, Refuse)),
            ("title", Text),
            ("title_translated", Text),
            ("author", Text),
            ("outlet", Ref(Table::Name, Refuse)),
            ("published", Text),
            ("url", Text),
            ("accessed", Text),
            ("language", Text),
            ("triage", Text),
            ("triage_reason", Text),
            ("memo", Text),
            ("format", Text),
            ("trouble", Text),
            ("part_of", Ref(Table::Document, Refuse)),
            ("proposed", Text),
        ],
        Table::Revision => &[
            ("id", Id),
            ("document", Ref(Table::Document, Refuse)),
            ("ordinal", Int),
            ("encoding", Text),
            ("decided_by", Text),
            ("had_bom", Bool),
            ("newlines", Text),
            ("replaced", Int),
            ("text_sha256", Hash),
            ("text_bytes", Int),
            ("chars", Int),
            ("paragraphs", Int),
            ("original", Hash),
        ],
        Table::DocumentPath => &[
            ("id", Id),
            ("document", Ref(Table::Document, Refuse)),
            ("batch", Ref(Table::ImportBatch, Refuse)),
            ("path", Text),
            ("modified_ms", Int),
            ("root", Int),
            ("gone_ms", Int),
        ],
        Table::Name => &[
            ("id", Id),
            ("kind", Text),
            ("words", Text),
            ("memo", Text),
            ("merged_into", Ref(Table::Name, Refuse)),
            ("source_kind", Text),
            ("country", Text),
            ("language", Text),
        ],
        Table::Spelling => {
            &[("id", Id), ("name", Ref(Table::Name, Cascade)), ("words", Text), ("scheme", Text), ("note", Text)]
        }
        Table::Role => {
            &[("id", Id), ("name", Ref(Table::Name, Cascade)), ("words", Text), ("since", Text), ("until", Text)]
        }
        Table::SourceGrade => &[
            ("id", Id),
            ("name", Ref(Table::Name, Cascade)),
            ("reliability", Text),
            ("scope", Text),
            ("reason", Text),
            ("at_ms", Int),
        ],
        Table::Tag => &[
            ("id", Id),
            ("parent", Ref(Table::Tag, Lift)),
            ("name", Text),
            ("color", Text),
            ("definition", Text),
            ("digit", Int),
            ("ordinal", Int),
        ],
        Table::Passage => &[("id", Id), ("document", Ref(Table::Document, Refuse)), ("memo", Text)],
        Table::Anchor => &[
            ("id", Id),
            ("passage", Ref(Table::Passage, Cascade)),
            ("revision", Ref(Table::Revision, Refuse)),
            ("start", Int),
            ("end", Int),
            ("quote", Text),
            ("prefix", Text),
            ("suffix", Text),
            ("state", Text),
            ("score", Int),
        ],
        Table::PassageTag => &[
            ("id", Id),
            ("passage", Ref(Table::Passage, Cascade)),
            ("tag", Ref(Table::Tag, Cascade)),
            ("rule", Ref(Table::SavedSearch, Clear)),
        ],
        Table::Translation => &[
            ("id", Id),
            ("passage", Ref(Table::Passage, Cascade)),
            ("words", Text),
            ("language", Text),
            ("made_by", Text),
            ("made_on", Text),
        ],
        Table::Claim => &[
            ("id", Id),
            ("words", Text),
            ("reworded", Bool),
            ("speaker", Ref(Table::Name, Refuse)),
            ("role", Text),
            ("stance", Text),
            ("firmness", Text),
            ("hedge", Text),
            ("form", Text),
            ("translated", Bool),
            ("headline", Bool),
            ("pull_quote", Bool),
            ("said_at", Text),
            ("said_at_words", Text),
            ("happens_at", Text),
            ("happens_at_words", Text),
            ("place", Text),
            ("kind", Text),
            ("content_grade", Int),
            ("memo", Text),
            ("status", Text),
        ],
        Table::Evidence => &[
            ("id", Id),
            ("claim", Ref(Table::Claim, Cascade)),
            ("passage", Ref(Table::Passage, Cascade)),
            ("role", Text),
            ("basis", Text),
        ],
        Table::Hop => &[
            ("id", Id),
            ("claim", Ref(Table::Claim, Cascade)),
            ("ordinal", Int),
            ("actor", Ref(Table::Name, Refuse)),
            ("medium", Text),
            ("at", Text),
            ("document", Ref(Table::Document, Refuse)),
            ("note", Text),
        ],
        Table::ClaimTag => &[("id", Id), ("claim", Ref(Table::Claim, Cascade)), ("tag", Ref(Table::Tag, Cascade))],
        Table::ClaimLink => &[
            ("id", Id),
            ("from_claim", Ref(Table::Claim, Cascade)),
            ("to_claim", Ref(Table::Claim, Cascade)),
            ("kind", Text),
            ("note", Text),
            ("status", Text),
            ("rule", Text),
        ],
        Table::PassageLink => &[
            ("id", Id),
            ("from_passage", Ref(Table::Passage, Cascade)),
            ("to_passage", Ref(Table::Passage, Cascade)),
            ("kind", Text),
            ("note", Text),
            ("status", Text),
            ("rule", Text),
        ],
        Table::Judgement => {
            &[("id", Id), ("words", Text), ("ladder", Text), ("term", Text), ("confidence", Text), ("basis", Text)]
        }
        Table::JudgementClaim => {
            &[("id", Id), ("judgement", Ref(Table::Judgement, Cascade)), ("claim", Ref(Table::Claim, Cascade))]
        }
        Table::Brief => &[("id", Id), ("title", Text)],
        Table::Block => &[
            ("id", Id),
            ("brief", Ref(Table::Brief, Cascade)),
            ("ordinal", Int),
            ("kind", Text),
            ("words", Text),
            ("passage", Ref(Table::Passage, Refuse)),
            ("claim", Ref(Table::Claim, Refuse)),
            ("document", Ref(Table::Document, Refuse)),
            ("judgement", Ref(Table::Judgement, Refuse)),
            ("struck", Text),
        ],
        Table::Wanted => &[
            ("id", Id),
            ("words", Text),
            ("document", Ref(Table::Document, Clear)),
            ("claim", Ref(Table::Claim, Clear)),
            ("status", Text),
        ],
        Table::Mention => &[("id", Id), ("passage", Ref(Table::Passage, Cascade)), ("name", Ref(Table::Name, Refuse))],
        Table::Cite => &[
            ("id", Id),
            ("block", Ref(Table::Block, Cascade)),
            ("label", Int),
            ("passage", Ref(Table::Passage, Refuse)),
            ("claim", Ref(Table::Claim, Refuse)),
            ("document", Ref(Table::Document, Refuse)),
            ("judgement", Ref(Table::Judgement, Refuse)),
            ("note", Text),
        ],
        Table::SavedSearch => &[("id", Id), ("query", Text), ("tag", Ref(Table::Tag, Clear)), ("around", Text)],
        Table::DocumentSet => &[("id", Id), ("name", Text)],
        Table::DocumentInSet => &[
            ("id", Id),
            ("document_set", Ref(Table::DocumentSet, Cascade)),
            ("document", Ref(Table::Document, Cascade)),
        ],
        // A filter without what it filters by would let everything through: it goes too.
        Table::SavedFilter => &[
            ("id", Id),
            ("name", Text),
            ("words", Text),
            ("triage", Text),
            ("tag", Ref(Table::Tag, Cascade)),
            ("document_set", Ref(Table::DocumentSet, Cascade)),
            ("folder", Text),
        ],
        // Who owns a source goes with the source. An owner stays while it owns something.
        Table::Ownership => &[
            ("id", Id),
            ("name", Ref(Table::Name, Cascade)),
            ("owner", Ref(Table::Name, Refuse)),
            ("since", Text),
            ("until", Text),
            ("note", Text),
        ],
        Table::DifferentNames => {
            &[("id", Id), ("one", Ref(Table::Name, Cascade)), ("other", Ref(Table::Name, Cascade)), ("note", Text)]
        }
        Table::Declined => &[("id", Id), ("kind", Text), ("key", Text), ("note", Text)],
        Table::Hypothesis => &[("id", Id), ("words", Text), ("memo", Text), ("ordinal", Int)],
        // A claim that is in the matrix carries an outcome, as one in a brief does: it is not deleted under it.
        Table::AchItem => &[
            ("id", Id),
            ("claim", Ref(Table::Claim, Refuse)),
            ("credibility", Text),
            ("relevance", Text),
            ("memo", Text),
            ("ordinal", Int),
        ],
        Table::AchCell => &[
            ("id", Id),
            ("hypothesis", Ref(Table::Hypothesis, Cascade)),
            ("item", Ref(Table::AchItem, Cascade)),
            ("rating", Text),
            ("note", Text),
        ],
        // What was assumed was assumed, whatever becomes of what needed it.
        Table::Assumption => &[
            ("id", Id),
            ("words", Text),
            ("hypothesis", Ref(Table::Hypothesis, Clear)),
            ("judgement", Ref(Table::Judgement, Clear)),
            ("why", Text),
            ("if_wrong", Text),
            ("standing", Text),
        ],
        Table::Indicator => &[
            ("id", Id),
            ("words", Text),
            ("hypothesis", Ref(Table::Hypothesis, Cascade)),
            ("status", Text),
            ("at", Text),
            ("claim", Ref(Table::Claim, Clear)),
            ("review_at", Text),
            ("memo", Text),
        ],
        Table::Looked => {
            &[("id", Id), ("words", Text), ("query", Text), ("at_ms", Int), ("outcome", Text), ("memo", Text)]
        }
        Table::LookedIn => {
            &[("id", Id), ("looked", Ref(Table::Looked, Cascade)), ("document", Ref(Table::Document, Refuse))]
        }
        Table::JudgementLooked => {
            &[("id", Id), ("judgement", Ref(Table::Judgement, Cascade)), ("looked", Ref(Table::Looked, Cascade))]
        }
    }
}

/// True for a column that came with a later schema than its table. An empty one is left out of a row's fields, so that a
/// row the new column says nothing of is to the letter what the history has of it.
pub(super) fn is_later(table: Table, column: &str) -> bool {
    matches!(
        (table, column),
        (Table::Name, "merged_into" | "source_kind" | "country" | "language")
            | (Table::Block, "struck")
            | (Table::Document, "format" | "trouble" | "part_of" | "proposed")
            | (Table::PassageTag, "rule")
            | (Table::DocumentPath, "root" | "gone_ms")
            | (Table::Revision, "original")
    )
}

/// Every column of another table that refers to `table`.
pub(super) fn referring(table: Table) -> impl Iterator<Item = (Table, &'static str, OnDelete)> {
    Table::ALL.iter().flat_map(move |other| {
        columns(*other).iter().filter_map(move |(name, kind)| match kind {
            Ref(to, rule) if *to == table => Some((*other, *name, *rule)),
            _ => None,
        })
    })
}
