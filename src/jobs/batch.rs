//! Batches of edits, one JSON object a line, all or nothing: what `assay apply` reads. Lines may refer to records made by
//! earlier lines, to documents by file name, to names and tags by their spelling.

use crate::analysis::anchoring;
use crate::domain::claim::{Claim, ClaimTag, Evidence, Hop};
use crate::domain::declined::{DeclinedKind, copy_key};
use crate::domain::document::{Document, Revision};
use crate::domain::fold::fold;
use crate::domain::group::DocumentInSet;
use crate::domain::hypothesis::{AchItem, Hypothesis};
use crate::domain::judgement::{JudgementClaim, JudgementLooked};
use crate::domain::looked::LookedIn;
use crate::domain::name::{Name, NameKind, Spelling, known_as};
use crate::domain::passage::{Anchor, AnchorState, Passage, PassageTag};
use crate::domain::record::Fields;
use crate::domain::tag::Tag;
use crate::domain::{Edit, Fault, Id, Op, ProjectRead, Record, Row as _, Span, Table, Words};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// A batch that was read and resolved, ready for the writer.
#[derive(Debug)]
pub struct Batch {
    /// The edit it makes.
    pub edit: Edit,
    /// The identity behind each `ref`.
    pub refs: BTreeMap<String, Id>,
    /// The line each operation of the edit comes from, counted from 1.
    lines: Vec<usize>,
}

/// Why a batch was refused. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum BatchError {
    /// A line is wrong.
    #[error("line {line}: {why}")]
    Line {
        /// Which, counted from 1.
        line: usize,
        /// Why.
        why: String,
    },
    /// There is nothing in it.
    #[error("the batch has no lines")]
    Empty,
    /// The project could not be read.
    #[error("{0}")]
    Read(Fault),
}

impl From<BatchError> for Fault {
    fn from(error: BatchError) -> Self {
        match error {
            BatchError::Read(fault) => fault,
            other => Fault::new(
                "AS-BAT-01",
                format!("The batch was refused: {other}."),
                "Nothing was changed.",
                "Mend the line and apply the file again.",
            ),
        }
    }
}

impl Batch {
    /// Reads a batch against the project as it stands.
    pub fn read(text: &str, project: &dyn ProjectRead) -> Result<Self, BatchError> {
        let mut resolver = Resolver::new(project).map_err(BatchError::Read)?;
        let mut count = 0;
        for (index, line) in text.lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            count += 1;
            resolver.line(line).map_err(|why| BatchError::Line { line: index + 1, why })?;
            resolver.lines.resize(resolver.ops.len(), index + 1);
        }
        if count == 0 {
            return Err(BatchError::Empty);
        }
        let label = format!("Apply a batch of {count} {}", if count == 1 { "line" } else { "lines" });
        Ok(Self { edit: Edit::new(label, resolver.ops), refs: resolver.shown_refs, lines: resolver.lines })
    }

    /// The line an operation of the edit comes from.
    pub fn line(&self, operation: usize) -> usize {
        self.lines.get(operation).copied().unwrap_or(0)
    }
}

/// The nouns a batch names, and their tables. What an import makes is not among them, but for the document; nor is the
/// anchor, which comes and goes with its passage and is never moved by hand.
fn table(noun: &str) -> Option<Table> {
    let table = match noun {
        "link" => Table::ClaimLink,
        "grade" => Table::SourceGrade,
        other => other.parse().ok()?,
    };
    let unnamed = matches!(table, Table::ImportBatch | Table::Revision | Table::DocumentPath | Table::Anchor);
    (!unnamed).then_some(table)
}

struct Resolver<'a> {
    project: &'a dyn ProjectRead,
    documents: Vec<Document>,
    names: HashMap<String, Vec<Id>>,
    tags: Vec<(Id, String)>,
    refs: HashMap<String, (Table, Id)>,
    shown_refs: BTreeMap<String, Id>,
    texts: HashMap<Id, String>,
    ops: Vec<Op>,
    lines: Vec<usize>,
    brief: Option<Id>,
    next_ordinal: HashMap<Id, i64>,
    /// The first free place in the chain of a claim.
    next_hop: HashMap<Id, u32>,
    /// The last place in the matrix that is taken, of hypotheses and of items.
    last_place: HashMap<Table, i64>,
}

type Outcome<T> = Result<T, String>;

impl<'a> Resolver<'a> {
    fn new(project: &'a dyn ProjectRead) -> Result<Self, Fault> {
        let mut names: HashMap<String, Vec<Id>> = HashMap::new();
        let known = project.all::<Name>()?;
        let merged: HashMap<Id, Id> = known.iter().filter_map(|name| Some((name.id, name.merged_into?))).collect();
        let own = known.into_iter().map(|name| (name.id, name.words));
        let others = project.all::<Spelling>()?.into_iter().map(|spelling| (spelling.name, spelling.words));
        for (id, words) in own.chain(others) {
            // A merged name's spellings are those of the name it was merged into.
            let id = known_as(id, |id| merged.get(&id).copied());
            let ids = names.entry(fold(words.raw())).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        let briefs = project.all::<crate::domain::brief::Brief>()?;
        Ok(Self {
            project,
            documents: project.all()?,
            names,
            tags: project.all::<Tag>()?.into_iter().map(|t| (t.id, t.name.words().raw().to_owned())).collect(),
            refs: HashMap::new(),
            shown_refs: BTreeMap::new(),
            texts: HashMap::new(),
            ops: Vec::new(),
            lines: Vec::new(),
            brief: match briefs.as_slice() {
                [only] => Some(only.id),
                _ => None,
            },
            next_ordinal: HashMap::new(),
            next_hop: HashMap::new(),
            last_place: HashMap::new(),
        })
    }

    fn line(&mut self, line: &str) -> Outcome<()> {
        let value: Value = serde_json::from_str(line).map_err(|e| format!("this is not JSON: {e}"))?;
        let Value::Object(mut fields) = value else { return Err("a line is one JSON object".to_owned()) };
        let op = take_text(&mut fields, "op")?.ok_or("a line needs “op”")?;
        match op.as_str() {
            "link_claims" => self.add(Table::ClaimLink, renamed(fields, &[("from", "from_claim"), ("to", "to_claim")])),
            "link_passages" => {
                self.add(Table::PassageLink, renamed(fields, &[("from", "from_passage"), ("to", "to_passage")]))
            }
            "grade_source" => self.add(Table::SourceGrade, renamed(fields, &[("source", "name")])),
            _ => {
                let (verb, noun) = op.split_once('_').unwrap_or((&op, ""));
                let table = table(noun).ok_or_else(|| format!("there is no operation “{op}”"))?;
                match verb {
                    "add" if table == Table::Passage => self.add_passage(fields),
                    "add" if table == Table::Document => Err("a document comes only by import".to_owned()),
                    "add" => self.add(table, fields),
                    "set" => self.set(table, fields),
                    "delete" => {
                        let id = self.target(table, &mut fields)?;
                        no_more(&fields)?;
                        self.ops.push(Op::delete(table, id));
                        Ok(())
                    }
                    _ => Err(format!("there is no operation “{op}”")),
                }
            }
        }
    }

    fn add_passage(&mut self, mut fields: Fields) -> Outcome<()> {
        let document = take_text(&mut fields, "document")?.ok_or("a passage needs “document”")?;
        let document = self.document(&document)?;
        let text = self.text(document)?;
        let quote = take_text(&mut fields, "quote")?;
        let start = take_number(&mut fields, "start_byte")?;
        let end = take_number(&mut fields, "end_byte")?;
        let occurrence = take_number(&mut fields, "occurrence")?;
        let span = match (&quote, start, end) {
            (Some(quote), None, None) => {
                let n = occurrence.map(|n| n as usize);
                anchoring::occurrence(text, quote, n).map_err(|e| e.to_string())?
            }
            (quote, Some(start), Some(end)) => {
                let span = Span::new(start, end).map_err(|e| e.to_string())?;
                let found = text.get(span.index());
                if let (Some(quote), Some(found)) = (quote, found)
                    && found != quote
                {
                    return Err(format!("bytes {start} to {end} are not “{quote}”"));
                }
                span
            }
            _ => return Err("a passage needs “quote”, or “start_byte” and “end_byte”".to_owned()),
        };
        let span = anchoring::on_graphemes(text, span).map_err(|e| e.to_string())?;
        let (prefix, suffix) = anchoring::context(text, span);
        let words = text.get(span.index()).unwrap_or_default();
        let (words, prefix, suffix) = (Words::new(words), Words::new(prefix), Words::new(suffix));
        let revision = self.revision(document)?;
        let passage = Passage { id: Id::new(), document, memo: take_words(&mut fields, "memo")? };
        let anchor = Anchor {
            id: Id::new(),
            passage: passage.id,
            revision,
            start: span.start(),
            end: span.end(),
            quote: words,
            prefix,
            suffix,
            state: AnchorState::Exact,
            score: None,
        };
        let id = passage.id;
        self.remember(&mut fields, Table::Passage, id)?;
        self.ops.push(Op::add(passage));
        self.ops.push(Op::add(anchor));
        for tag in self.tag_list(&mut fields)? {
            self.ops.push(Op::add(PassageTag { id: Id::new(), passage: id, tag, rule: None }));
        }
        no_more(&fields)
    }

    fn add(&mut self, table: Table, mut given: Fields) -> Outcome<()> {
        let id = Id::new();
        let tags = if table == Table::Claim { self.tag_list(&mut given)? } else { Vec::new() };
        let evidence = take_list(&mut given, "evidence")?;
        let hops = take_list(&mut given, "via")?;
        let rests_on = take_list(&mut given, "rests_on")?;
        let looks = if table == Table::Judgement { take_list(&mut given, "looked")? } else { Vec::new() };
        let holds = matches!(table, Table::DocumentSet | Table::Looked);
        let members = if holds { take_list(&mut given, "documents")? } else { Vec::new() };
        let spellings = take_list(&mut given, "spellings")?;
        self.remember(&mut given, table, id)?;
        let mut fields = self.defaults(table, &mut given)?;
        for (name, value) in given {
            let value = self.reference(table, &name, value)?;
            fields.insert(name, value);
        }
        fields.insert("id".to_owned(), id.to_string().into());
        let record = Record::from_fields(table, fields).map_err(|e| e.to_string())?;
        match &record {
            Record::Tag(tag) => self.tags.push((id, tag.name.words().raw().to_owned())),
            Record::Name(name) => self.names.entry(fold(name.words.raw())).or_default().push(id),
            Record::Brief(_) => self.brief = Some(id),
            Record::Hop(hop) => {
                let next = self.next_hop(hop.claim)?;
                *next = hop.ordinal.saturating_add(1).max(*next);
            }
            _ => {}
        }
        self.ops.push(Op::Add(record));
        for tag in tags {
            self.ops.push(Op::add(ClaimTag { id: Id::new(), claim: id, tag }));
        }
        for item in evidence {
            self.evidence(id, item)?;
        }
        for (ordinal, item) in hops.into_iter().enumerate() {
            let Value::Object(mut hop) = item else { return Err("each hop of “via” is an object".to_owned()) };
            hop.insert("claim".to_owned(), id.to_string().into());
            hop.insert("ordinal".to_owned(), ordinal.into());
            self.add(Table::Hop, hop)?;
        }
        for item in rests_on {
            let claim = self.id_of(Table::Claim, text_of(&item)?)?;
            self.ops.push(Op::add(JudgementClaim { id: Id::new(), judgement: id, claim }));
        }
        for item in looks {
            let looked = self.id_of(Table::Looked, text_of(&item)?)?;
            self.ops.push(Op::add(JudgementLooked { id: Id::new(), judgement: id, looked }));
        }
        for item in members {
            let document = self.id_of(Table::Document, text_of(&item)?)?;
            self.ops.push(match table {
                Table::Looked => Op::add(LookedIn { id: Id::new(), looked: id, document }),
                _ => Op::add(DocumentInSet { id: Id::new(), document_set: id, document }),
            });
        }
        for item in spellings {
            let words = Words::new(text_of(&item)?);
            self.ops.push(Op::add(Spelling { id: Id::new(), name: id, words, scheme: None, note: None }));
        }
        Ok(())
    }

    /// What a new record has when a line does not say it.
    fn defaults(&mut self, table: Table, given: &mut Fields) -> Outcome<Fields> {
        let mut fields = Fields::new();
        let mut default = |name: &str, value: Value| {
            fields.insert(name.to_owned(), value);
        };
        match table {
            Table::Claim => {
                let words = given.get("words").and_then(Value::as_str).unwrap_or_default();
                fields = Claim::of(Words::new(words)).into_record().fields().map_err(|e| e.to_string())?;
            }
            Table::Tag => {
                default("color", "#6F695F".into());
                default("ordinal", i64::try_from(self.tags.len()).unwrap_or(i64::MAX).into());
            }
            Table::Name => default("kind", NameKind::Unknown.as_str().into()),
            Table::ClaimLink | Table::PassageLink => default("status", "accepted".into()),
            Table::SourceGrade => default("at_ms", jiff::Timestamp::now().as_millisecond().into()),
            Table::Hop => {
                default("medium", "unknown".into());
                if !given.contains_key("ordinal") {
                    // Nearest to us, unless it says otherwise.
                    let claim = given.get("claim").ok_or("a hop needs “claim”")?;
                    let claim = self.id_of(Table::Claim, text_of(claim)?)?;
                    default("ordinal", (*self.next_hop(claim)?).into());
                }
            }
            Table::Declined => {
                // Two documents that are no copies of one another are named as documents are.
                let kind = given.get("kind").and_then(Value::as_str);
                if kind == Some(DeclinedKind::Copy.as_str()) && given.contains_key("documents") {
                    let documents = take_list(given, "documents")?;
                    let [one, other] = documents.as_slice() else {
                        return Err("“documents” names the two that are no copies of one another".to_owned());
                    };
                    let one = self.id_of(Table::Document, text_of(one)?)?;
                    let other = self.id_of(Table::Document, text_of(other)?)?;
                    default("key", copy_key(one, other).into_raw().into());
                }
            }
            Table::Wanted => default("status", "open".into()),
            Table::SavedSearch => default("around", "sentence".into()),
            Table::Hypothesis => default("ordinal", self.next_place(table)?.into()),
            Table::AchItem => {
                default("relevance", "medium".into());
                default("ordinal", self.next_place(table)?.into());
            }
            // Until somebody has looked at it, nothing supports it.
            Table::Assumption => default("standing", "unsupported".into()),
            Table::Indicator => default("status", "not_seen".into()),
            Table::Looked => default("at_ms", jiff::Timestamp::now().as_millisecond().into()),
            Table::Block => {
                let brief = match given.remove("brief") {
                    Some(brief) => self.id_of(Table::Brief, text_of(&brief)?)?,
                    None => self.only_brief()?,
                };
                fields.insert("brief".to_owned(), brief.to_string().into());
                fields.insert("ordinal".to_owned(), self.next_ordinal(brief)?.into());
            }
            _ => {}
        }
        Ok(fields)
    }

    /// The brief a block goes to when a line names none: the only one, or a new one.
    fn only_brief(&mut self) -> Outcome<Id> {
        if let Some(brief) = self.brief {
            return Ok(brief);
        }
        let briefs = self.project.all::<crate::domain::brief::Brief>().map_err(|f| f.what)?;
        if !briefs.is_empty() {
            return Err("there are several briefs; name one with “brief”".to_owned());
        }
        let brief = crate::domain::brief::Brief { id: Id::new(), title: Words::new("Brief") };
        let id = brief.id;
        self.ops.push(Op::add(brief));
        self.brief = Some(id);
        Ok(id)
    }

    fn next_ordinal(&mut self, brief: Id) -> Outcome<i64> {
        if !self.next_ordinal.contains_key(&brief) {
            let blocks = self.project.of::<crate::domain::brief::Block>("brief", brief).map_err(|f| f.what)?;
            self.next_ordinal.insert(brief, blocks.iter().map(|b| b.ordinal).max().unwrap_or(0));
        }
        let last = self.next_ordinal.entry(brief).or_default();
        *last += 1024;
        Ok(*last)
    }

    /// The first free place in the chain of a claim.
    fn next_hop(&mut self, claim: Id) -> Outcome<&mut u32> {
        if !self.next_hop.contains_key(&claim) {
            let hops = self.project.of::<Hop>("claim", claim).map_err(|f| f.what)?;
            let last = hops.iter().map(|hop| hop.ordinal).max();
            self.next_hop.insert(claim, last.map_or(0, |last| last.saturating_add(1)));
        }
        Ok(self.next_hop.entry(claim).or_default())
    }

    /// The place of a new hypothesis or a new item: after all others.
    fn next_place(&mut self, table: Table) -> Outcome<i64> {
        if !self.last_place.contains_key(&table) {
            let taken: Vec<i64> = match table {
                Table::Hypothesis => {
                    let all = self.project.all::<Hypothesis>().map_err(|f| f.what)?;
                    all.iter().map(|row| row.ordinal).collect()
                }
                _ => self.project.all::<AchItem>().map_err(|f| f.what)?.iter().map(|row| row.ordinal).collect(),
            };
            self.last_place.insert(table, taken.into_iter().max().unwrap_or(0));
        }
        let last = self.last_place.entry(table).or_default();
        *last = last.saturating_add(1024);
        Ok(*last)
    }

    fn evidence(&mut self, claim: Id, item: Value) -> Outcome<()> {
        let Value::Object(mut item) = item else { return Err("each piece of evidence is an object".to_owned()) };
        let passage = match take_text(&mut item, "passage")? {
            Some(passage) => Some(self.id_of(Table::Passage, &passage)?),
            None => None,
        };
        let role = take_text(&mut item, "role")?.unwrap_or_else(|| "states".to_owned());
        let basis = take_words(&mut item, "basis")?;
        no_more(&item)?;
        self.ops.push(Op::add(Evidence { id: Id::new(), claim, passage, role: role.parse()?, basis }));
        Ok(())
    }

    fn set(&mut self, table: Table, mut fields: Fields) -> Outcome<()> {
        let id = self.target(table, &mut fields)?;
        let mut new = Fields::new();
        for (name, value) in fields {
            let value = self.reference(table, &name, value)?;
            new.insert(name, value);
        }
        self.ops.push(Op::Set { table, id, fields: new });
        Ok(())
    }

    /// The record a `set_` or `delete_` line means: by `id`, by `ref`, or a document by `document`.
    fn target(&self, table: Table, fields: &mut Fields) -> Outcome<Id> {
        let by = ["id", "ref", table.as_str()].into_iter().find(|name| fields.contains_key(*name));
        let Some(by) = by else { return Err(format!("say which {} is meant: “id” or “ref”", table.label())) };
        let text = take_text(fields, by)?.unwrap_or_default();
        if by == "id" && text.parse::<Id>().is_err() {
            return Err(format!("“{text}” is not an id"));
        }
        self.id_of(table, &text)
    }

    /// Turns a value that names another record into that record's identity.
    fn reference(&mut self, table: Table, field: &str, value: Value) -> Outcome<Value> {
        if value.is_null() {
            return Ok(value);
        }
        let to = match (table, field) {
            (_, "speaker" | "outlet" | "actor" | "merged_into" | "owner")
            | (Table::SourceGrade | Table::Spelling | Table::Role | Table::Mention | Table::Ownership, "name")
            | (Table::DifferentNames, "one" | "other") => Table::Name,
            (_, "block") => Table::Block,
            (Table::Tag, "parent") | (_, "tag") => Table::Tag,
            (_, "passage" | "from_passage" | "to_passage") => Table::Passage,
            (_, "claim" | "from_claim" | "to_claim") => Table::Claim,
            (_, "document") => Table::Document,
            (_, "document_set") => Table::DocumentSet,
            (_, "judgement") => Table::Judgement,
            (_, "hypothesis") => Table::Hypothesis,
            (Table::AchCell, "item") => Table::AchItem,
            (_, "looked") => Table::Looked,
            (_, "brief") => Table::Brief,
            _ => return Ok(value),
        };
        let text = text_of(&value)?.to_owned();
        let id = match to {
            Table::Name => self.name(&text)?,
            _ => self.id_of(to, &text)?,
        };
        Ok(id.to_string().into())
    }

    fn id_of(&self, table: Table, text: &str) -> Outcome<Id> {
        if let Some((found, id)) = self.refs.get(text) {
            if *found != table {
                return Err(format!("“{text}” is {}, not {}", found.one(), table.one()));
            }
            return Ok(*id);
        }
        if let Ok(id) = text.parse() {
            return Ok(id);
        }
        match table {
            Table::Document => self.document(text),
            Table::Tag => self.tag(text),
            _ => Err(format!("there is no {} “{text}” here", table.label())),
        }
    }

    fn document(&self, text: &str) -> Outcome<Id> {
        if let Ok(id) = text.parse() {
            return Ok(id);
        }
        let mut found = self.documents.iter().filter(|d| d.file_name.raw() == text);
        match (found.next(), found.count()) {
            (Some(document), 0) => Ok(document.id),
            (Some(_), more) => Err(format!("{} documents are called “{text}”; give the id", more + 1)),
            (None, _) => Err(format!("there is no document “{text}”")),
        }
    }

    fn revision(&self, document: Id) -> Outcome<Id> {
        self.documents
            .iter()
            .find(|d| d.id == document)
            .and_then(|d| d.revision)
            .ok_or_else(|| format!("there is no document {document} with text"))
    }

    fn text(&mut self, document: Id) -> Outcome<&str> {
        if !self.texts.contains_key(&document) {
            let revision = self.revision(document)?;
            let record = self.project.get::<Revision>(revision).map_err(|f| f.what)?.ok_or("its text is missing")?;
            let text = self.project.text(revision, 0..record.text_bytes).map_err(|f| f.what)?;
            self.texts.insert(document, text);
        }
        Ok(self.texts.get(&document).map_or("", String::as_str))
    }

    fn tag(&self, text: &str) -> Outcome<Id> {
        let mut found = self.tags.iter().filter(|(_, name)| name == text);
        match (found.next(), found.count()) {
            (Some((id, _)), 0) => Ok(*id),
            (Some(_), more) => Err(format!("{} tags are called “{text}”; give the id", more + 1)),
            (None, _) => Err(format!("there is no tag “{text}”; add it first with add_tag")),
        }
    }

    /// A name by id, reference or spelling. A spelling nobody has becomes a new name in the same edit.
    fn name(&mut self, text: &str) -> Outcome<Id> {
        if let Some((Table::Name, id)) = self.refs.get(text) {
            return Ok(*id);
        }
        if let Ok(id) = text.parse() {
            return Ok(id);
        }
        match self.names.get(&fold(text)).map(Vec::as_slice) {
            Some([id]) => Ok(*id),
            Some([]) | None => {
                if text.trim().is_empty() {
                    return Err("a name needs a spelling".to_owned());
                }
                let name = Name::new(NameKind::Unknown, Words::new(text));
                let id = name.id;
                self.names.entry(fold(text)).or_default().push(id);
                self.ops.push(Op::add(name));
                Ok(id)
            }
            Some(several) => Err(format!("{} names are spelled “{text}”; give the id", several.len())),
        }
    }

    fn tag_list(&self, fields: &mut Fields) -> Outcome<Vec<Id>> {
        take_list(fields, "tags")?.iter().map(|tag| self.id_of(Table::Tag, text_of(tag)?)).collect()
    }

    fn remember(&mut self, fields: &mut Fields, table: Table, id: Id) -> Outcome<()> {
        let Some(name) = take_text(fields, "ref")? else { return Ok(()) };
        if self.refs.insert(name.clone(), (table, id)).is_some() {
            return Err(format!("“{name}” was used as a ref before"));
        }
        self.shown_refs.insert(name, id);
        Ok(())
    }
}

fn renamed(mut fields: Fields, names: &[(&str, &str)]) -> Fields {
    for (from, to) in names {
        if let Some(value) = fields.remove(*from) {
            fields.insert((*to).to_owned(), value);
        }
    }
    fields
}

fn text_of(value: &Value) -> Outcome<&str> {
    value.as_str().ok_or_else(|| format!("{value} should be text"))
}

fn take_text(fields: &mut Fields, name: &str) -> Outcome<Option<String>> {
    match fields.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) => Err(format!("“{name}” should be text, not {other}")),
    }
}

fn take_words(fields: &mut Fields, name: &str) -> Outcome<Option<Words>> {
    Ok(take_text(fields, name)?.and_then(|text| Words::filled(&text)))
}

fn take_number(fields: &mut Fields, name: &str) -> Outcome<Option<u32>> {
    match fields.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => {
            let number = value.as_u64().and_then(|n| u32::try_from(n).ok());
            number.map(Some).ok_or_else(|| format!("“{name}” should be a whole number, not {value}"))
        }
    }
}

fn take_list(fields: &mut Fields, name: &str) -> Outcome<Vec<Value>> {
    match fields.remove(name) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(items)) => Ok(items),
        Some(other) => Err(format!("“{name}” should be a list, not {other}")),
    }
}

fn no_more(fields: &Fields) -> Outcome<()> {
    match fields.keys().next() {
        Some(name) => Err(format!("“{name}” is not known here")),
        None => Ok(()),
    }
}
