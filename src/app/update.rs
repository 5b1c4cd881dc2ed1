//! The one answer to every [`Action`].

use super::edits::{self, Piece};
use super::find::{self, Found};
use super::model::By;
use super::notice::Said;
use super::overlay::{Ask, ClaimDraft, Overlay, TagDraft};
use super::{Action, App, Command, Hand, List, PendingMark, Place, Saving, memo_key};
use crate::app::command::Where;
use crate::domain::brief::BlockKind;
use crate::domain::claim::{Firmness, Stance};
use crate::domain::document::Triage;
use crate::domain::link::LinkKind;
use crate::domain::name::NameKind;
use crate::domain::tag::{Color, TagName};
use crate::domain::{Edit, Fault, Id, Op, Span, Table, Words};
use crate::jobs::{Format, Product, ReportScope};
use crate::jobs::{How, Read, Work};
use serde_json::Value;
use std::path::PathBuf;
use std::time::Instant;

/// The hues a new tag is given in turn; the window offers these and more.
pub const NEW_TAG_HUES: [[u8; 3]; 4] = [[0xB4, 0x57, 0x3C], [0x3F, 0x7D, 0x6E], [0x8A, 0x6D, 0x1F], [0x5A, 0x5F, 0xA8]];

impl App {
    /// True when the command can be given now.
    pub fn is_enabled(&self, command: Command) -> bool {
        let looking = self.place == Place::Read && self.reading.as_ref().is_some_and(|r| r.paragraphs.is_some());
        let fits = match command.at() {
            Where::Everywhere => true,
            Where::Project => self.project.is_some(),
            Where::Writable => self.can_write(),
            Where::Looking => looking,
            Where::Reading => looking && self.can_write(),
        };
        fits && match command {
            Command::Undo => self.project.as_ref().is_some_and(|p| p.can_undo.is_some()),
            Command::Redo => self.project.as_ref().is_some_and(|p| p.can_redo.is_some()),
            Command::Link => self.claim_in_hand().is_some(),
            Command::MoreEvidence => self.claim_in_hand().is_some(),
            Command::RepeatTag => self.last_tag.is_some(),
            Command::Export => self.model().is_some_and(|m| !m.briefs.is_empty()),
            Command::Import => self.importing.is_none(),
            _ => true,
        }
    }

    /// True when the command would be given but for the project, which can only be read; giving it says why.
    pub fn is_refused(&self, command: Command) -> bool {
        let writes = matches!(command.at(), Where::Writable | Where::Reading);
        writes && self.project.as_ref().is_some_and(|p| p.read_only.is_some())
    }

    /// Does what is wanted.
    pub fn update(&mut self, action: Action) {
        match action {
            Action::Command(command) => {
                if self.is_enabled(command) {
                    self.command(command);
                } else if self.is_refused(command)
                    && let Some(fault) = self.project.as_ref().and_then(|p| p.read_only.clone())
                {
                    self.fault(fault);
                }
            }
            Action::Digit(n) => self.digit(n),
            Action::Tag(id) => self.tag(id),
            Action::OpenProject(path) => self.begin(path, How::Open, Vec::new()),
            Action::Import(paths) => self.import(paths),
            Action::CancelImport => {
                if let Some(project) = &self.project {
                    project.session.cancel_import();
                }
            }
            Action::OpenDocument(id) => {
                self.place = Place::Read;
                if self.reading.as_ref().is_none_or(|r| r.document != id) {
                    self.open_document(id, 0);
                }
                self.hand = Hand::Document;
            }
            Action::OpenPassage(id) => self.open_passage(id),
            Action::Place(byte) => {
                if let Some(reading) = &mut self.reading {
                    reading.place(byte);
                }
            }
            Action::Select(span) => {
                if let Some(reading) = &mut self.reading {
                    reading.selection = span;
                    if let Some(sentence) = span.and_then(|s| reading.sentence_at(s.start())) {
                        reading.cursor = Some(sentence);
                    }
                }
            }
            Action::OpenMark(id) => {
                let claim = self.model().is_some_and(|m| m.claims.contains_key(&id));
                self.hand = if claim { Hand::Claim(id) } else { Hand::Passage(id) };
                if claim {
                    self.last_claim = Some(id);
                }
            }
            Action::Need(bytes) => self.need(bytes),
            Action::Moved(byte) => {
                if let Some(reading) = &mut self.reading {
                    reading.start_at = byte;
                }
            }
            Action::Hand(hand) => {
                self.hand = hand;
                if let Hand::Claim(id) = hand {
                    self.last_claim = Some(id);
                }
            }
            Action::List(list) => {
                self.place = Place::Weigh;
                self.list = list;
            }
            Action::Filter(filter) => self.filter = filter,
            Action::Block(id) => self.block = id,
            Action::Edit(edit) => {
                self.edit(edit);
            }
            Action::Set { table, id, field, value } => self.set(table, id, field, value),
            Action::Outlet(id, text) => self.set_name(Table::Document, id, "outlet", &text, NameKind::Organisation),
            Action::Speaker(id, text) => self.set_name(Table::Claim, id, "speaker", &text, NameKind::Person),
            Action::Delete(table, id) => self.delete(table, id),
            Action::MoveBlock(id, down) => {
                if let Some(edit) = self.model().and_then(|m| edits::move_block(m, id, down)) {
                    self.edit(edit);
                }
            }
            Action::AddBlock(kind) => self.add_block(kind),
            Action::Overlay(overlay) => {
                if matches!(overlay, Overlay::Memo { .. }) {
                    self.memo_typed = Some(Instant::now());
                }
                self.overlay = Some(overlay);
            }
            Action::CloseOverlay => {
                self.forget_memo_draft();
                self.overlay = None;
            }
            Action::Accept => self.accept(),
            Action::Draft(key, body) => {
                match &body {
                    Some(text) => self.drafts.insert(key.clone(), Words::new(text.as_str())),
                    None => self.drafts.remove(&key),
                };
                if let Some(project) = self.project.as_ref().filter(|p| p.read_only.is_none()) {
                    // A draft that finds the queue full comes again with the next key.
                    drop(project.session.write(Work::Draft(key, body)));
                }
            }
            // The window opens the dialog; what is chosen comes back as `Chosen`.
            Action::Browse(_) => {}
            Action::Chosen(path) => {
                if let Some(Overlay::Path { text, .. }) = &mut self.overlay {
                    *text = path.to_string_lossy().into_owned();
                }
            }
            Action::Retry => {
                if let Some(project) = &self.project {
                    project.session.retry();
                    self.saving = Saving::Busy;
                }
            }
            Action::Discard => {
                if let Some(project) = &self.project {
                    project.session.discard();
                }
            }
            Action::Dismiss(id) => self.notices.retain(|n| n.id != id),
        }
    }

    fn command(&mut self, command: Command) {
        match command {
            Command::NewProject => self.ask_path(Ask::NewProject),
            Command::OpenProject => self.ask_path(Ask::OpenProject),
            Command::Import => self.ask_path(Ask::Import),
            Command::Export => self.ask_path(Ask::Brief),
            Command::ExportReport => self.ask_path(Ask::Report),
            Command::SaveCopy => self.ask_path(Ask::Copy),
            Command::CloseProject => self.close(),
            Command::Quit => self.quit = true,
            Command::Undo => {
                self.write(Work::Undo);
            }
            Command::Redo => {
                self.write(Work::Redo);
            }
            Command::Tag => self.overlay = Some(Overlay::PickTag { query: String::new(), at: 0 }),
            Command::RepeatTag => {
                if let Some(tag) = self.last_tag {
                    self.tag(tag);
                }
            }
            Command::Claim => self.draft_claim(),
            Command::MoreEvidence => self.more_evidence(),
            Command::Link => {
                if let Some(from) = self.claim_in_hand() {
                    let (kind, query) = (LinkKind::PullsAgainst, String::new());
                    self.overlay = Some(Overlay::PickClaim { from, kind, query, at: 0 });
                }
            }
            Command::Memo => self.memo(),
            Command::ToBrief => self.put_into_brief(),
            Command::GradeSource => self.grade_source(),
            Command::Keep => self.triage(Triage::Kept),
            Command::Park => self.triage(Triage::Parked),
            Command::Drop => self.triage(Triage::Dropped),
            Command::NewTag => self.overlay = Some(Overlay::Tag(self.new_tag_draft())),
            Command::Next => self.step(true),
            Command::Previous => self.step(false),
            Command::NextDocument => self.neighbour(true),
            Command::PreviousDocument => self.neighbour(false),
            Command::Read => self.place = Place::Read,
            Command::Weigh => {
                self.place = Place::Weigh;
                // Something is always in hand where claims are weighed: the claim worked on last, else the newest.
                let newest = self.model().and_then(|m| m.claims.keys().next_back().copied());
                if let (Hand::Document | Hand::Passage(_), Some(claim)) = (self.hand, self.claim_in_hand().or(newest)) {
                    self.hand = Hand::Claim(claim);
                }
            }
            Command::Write => self.place = Place::Write,
            Command::Palette => self.overlay = Some(Overlay::Palette { query: String::new(), at: 0 }),
            Command::History => {
                self.fetch_history();
                self.overlay = Some(Overlay::History);
            }
            Command::ZoomIn => self.zoom = (self.zoom * 1.1).min(3.0),
            Command::ZoomOut => self.zoom = (self.zoom / 1.1).max(0.6),
            Command::ZoomReset => self.zoom = 1.0,
            Command::Theme => self.toggle_theme = true,
            Command::Keys => self.overlay = Some(Overlay::Keys),
        }
    }

    /// The claim commands act on: the one in hand, else the one the passage or sentence in hand is evidence of, else
    /// the one made last.
    pub fn claim_in_hand(&self) -> Option<Id> {
        let model = self.model()?;
        match self.hand {
            Hand::Claim(id) if model.claims.contains_key(&id) => return Some(id),
            Hand::Passage(id) => {
                if let Some(claim) = model.ids(By::Gives, id).find_map(|e| model.evidence.get(&e)).map(|e| e.claim) {
                    return Some(claim);
                }
            }
            _ => {}
        }
        self.last_claim.filter(|id| model.claims.contains_key(id))
    }

    fn digit(&mut self, n: u8) {
        let pinned = self.model().and_then(|m| m.tags.values().find(|t| t.digit.is_some_and(|d| d.number() == n)));
        match pinned.map(|t| t.id) {
            Some(tag) => self.tag(tag),
            None => self.say(Said::About(
                "No tag is pinned to",
                Words::new(n.to_string()),
                "Press T to choose one.".to_owned(),
            )),
        }
    }

    /// Tags the selection or the sentence, or takes the tag off.
    fn tag(&mut self, tag: Id) {
        let Some((model, reading, span)) = self.target() else { return self.still_loading() };
        let Some(tag) = model.tags.get(&tag) else { return };
        let Some(edit) = edits::toggle_tag(model, reading, span, tag) else { return self.still_loading() };
        let (id, color, document) = (tag.id, tag.color.0, reading.document);
        self.last_tag = Some(id);
        self.edit_marking(edit, document, span, vec![color]);
    }

    /// Hands in an edit that makes a mark, which is drawn hollow until the edit is durable.
    fn edit_marking(&mut self, edit: Edit, document: Id, span: Span, colors: Vec<[u8; 3]>) {
        let passage = edit.ops.iter().find_map(|op| match op {
            Op::Add(crate::domain::Record::Passage(p)) => Some(p.id),
            _ => None,
        });
        if let Some(ticket) = self.edit(edit) {
            if let Some(passage) = passage {
                self.hand = Hand::Passage(passage);
                self.pending.push(PendingMark { ticket, document, span, colors });
            } else if let Some(known) = self.model().and_then(|m| edits::passage_at(m, document, span)) {
                self.hand = Hand::Passage(known);
            }
        }
    }

    /// The model, the open document and the span commands act on.
    fn target(&self) -> Option<(&super::model::Model, &super::reading::Reading, Span)> {
        let reading = self.reading.as_ref()?;
        Some((self.model()?, reading, reading.target()?))
    }

    fn still_loading(&mut self) {
        self.say(Said::Word("The text here is still being read; try again in a moment."));
    }

    fn draft_claim(&mut self) {
        let Some((model, reading, span)) = self.target() else { return self.still_loading() };
        let Some(text) = reading.text(span.range()) else { return self.still_loading() };
        let draft = ClaimDraft {
            span,
            words: Words::new(text.trim()),
            speaker: self.last_speakers.get(&reading.document).copied().filter(|name| model.names.contains_key(name)),
            stance: Stance::Affirms,
            firmness: Firmness::Asserted,
            form: edits::form_by_marks(&text),
        };
        self.overlay = Some(Overlay::Claim(draft));
    }

    fn more_evidence(&mut self) {
        let Some(claim) = self.claim_in_hand() else { return };
        let Some((model, reading, span)) = self.target() else { return self.still_loading() };
        let document = reading.document;
        match edits::evidence(model, reading, span, claim) {
            Some(edit) => {
                self.edit_marking(edit, document, span, Vec::new());
                self.hand = Hand::Claim(claim);
            }
            None => self.say(Said::Word("This is evidence of the claim already.")),
        }
    }

    fn memo(&mut self) {
        let Some(model) = self.model() else { return };
        let (table, id, memo) = match self.hand {
            Hand::Passage(id) => (Table::Passage, id, model.passages.get(&id).and_then(|p| p.memo.clone())),
            Hand::Claim(id) => (Table::Claim, id, model.claims.get(&id).and_then(|c| c.memo.clone())),
            Hand::Source(id) => (Table::Name, id, model.names.get(&id).and_then(|n| n.memo.clone())),
            Hand::Document => {
                let Some(id) = self.reading.as_ref().map(|r| r.document) else { return };
                (Table::Document, id, model.documents.get(&id).and_then(|d| d.memo.clone()))
            }
        };
        let text = self.drafts.get(&memo_key(table, id)).cloned().or(memo).map(Words::into_raw);
        self.overlay = Some(Overlay::Memo { table, id, text: text.unwrap_or_default() });
    }

    /// The brief pieces go to: the one of the block in hand, else the first.
    pub fn brief(&self) -> Option<Id> {
        let model = self.model()?;
        let own = self.block.and_then(|id| model.blocks.get(&id)).map(|b| b.brief);
        own.or_else(|| model.briefs.keys().next().copied())
    }

    fn put_into_brief(&mut self) {
        let Some(model) = self.model() else { return };
        let (brief, after) = (self.brief(), self.block);
        let made = match self.hand {
            Hand::Claim(id) => Some(edits::to_brief(model, brief, after, Piece::Claim(id))),
            Hand::Passage(id) => Some(edits::to_brief(model, brief, after, Piece::Passage(id))),
            _ if self.place != Place::Read => None,
            _ => self
                .target()
                .and_then(|(model, reading, span)| edits::span_to_brief(model, reading, span, brief, after)),
        };
        if let Some((block, edit)) = made {
            let done = Words::new(format!("{}.", edit.label.raw()));
            if self.edit(edit).is_some() {
                self.block = Some(block);
                self.say(Said::About("", done, "Ctrl+3 shows the brief.".to_owned()));
            }
        }
    }

    fn add_block(&mut self, kind: BlockKind) {
        let Some(model) = self.model() else { return };
        let piece = match (kind, self.reading.as_ref()) {
            (BlockKind::Citation, Some(reading)) => Piece::Document(reading.document),
            (BlockKind::Citation, None) => return,
            _ => Piece::Own(kind),
        };
        // A headline stands first, wherever the caret is.
        let (block, edit) = edits::to_brief(model, self.brief(), self.block, piece);
        if self.edit(edit).is_some() {
            self.block = Some(block);
        }
    }

    fn grade_source(&mut self) {
        let Some(model) = self.model() else { return };
        let document = self.reading.as_ref().and_then(|r| model.documents.get(&r.document));
        let name = document.and_then(|d| d.outlet);
        self.overlay = Some(Overlay::Grade {
            document: document.filter(|d| d.outlet.is_none()).map(|d| d.id),
            name,
            outlet: String::new(),
            letter: None,
            reason: String::new(),
        });
    }

    fn triage(&mut self, state: Triage) {
        let Some(document) = self.open_document_record() else { return };
        let edit = edits::triage(document, state);
        let next = self.after_triage(document.id);
        if self.edit(edit).is_some()
            && let Some(next) = next
        {
            self.open_document(next, 0);
        }
    }

    /// The document to read after one is decided: the next in the inbox, going round.
    fn after_triage(&self, id: Id) -> Option<Id> {
        let model = self.model()?;
        let inbox = |d: &&crate::domain::document::Document| d.triage == Triage::Inbox && d.id != id;
        let after = model.shown_documents().skip_while(|d| d.id != id).find(inbox);
        after.or_else(|| model.shown_documents().find(inbox)).map(|d| d.id)
    }

    fn step(&mut self, forward: bool) {
        let Some(reading) = &mut self.reading else { return };
        match reading.step(forward) {
            Some(span) => {
                reading.selection = None;
                reading.cursor = Some(span);
                reading.bring(span.start());
                self.hand = Hand::Document;
                self.prefetch();
            }
            None => {
                if let Some(missing) = reading.missing_for(forward) {
                    self.need(missing);
                }
            }
        }
    }

    /// Fetches what the next steps and anchors need around the cursor.
    fn prefetch(&mut self) {
        let Some(reading) = &self.reading else { return };
        let Some(cursor) = reading.cursor else { return };
        let end = reading.paragraphs.as_ref().map_or(0, crate::domain::Paragraphs::text_len);
        for at in [cursor.start().saturating_sub(512), cursor.end().saturating_add(512).min(end.saturating_sub(1))] {
            if reading.boundary(at).is_none_or(|b| reading.text(b..b.saturating_add(1)).is_none()) {
                self.need(at..at.saturating_add(1));
                return;
            }
        }
    }

    fn need(&mut self, bytes: std::ops::Range<u32>) {
        let Some(reading) = &mut self.reading else { return };
        if reading.ask(&bytes) {
            let revision = reading.revision;
            self.read(Read::Chunk { revision, bytes });
        }
    }

    fn neighbour(&mut self, forward: bool) {
        let Some(model) = self.model() else { return };
        let listed: Vec<Id> = self.listed(model).map(|d| d.id).collect();
        let here = self.reading.as_ref().and_then(|r| listed.iter().position(|id| *id == r.document));
        let to = match (here, forward) {
            (Some(i), true) => listed.get(i + 1),
            (Some(i), false) => i.checked_sub(1).and_then(|i| listed.get(i)),
            (None, _) => listed.first(),
        };
        if let Some(id) = to.copied() {
            self.place = Place::Read;
            self.open_document(id, 0);
        }
    }

    fn open_passage(&mut self, id: Id) {
        let Some(model) = self.model() else { return };
        let Some(passage) = model.passages.get(&id) else { return };
        let at = model.anchor(id).map_or(0, |a| a.start);
        let document = passage.document;
        self.place = Place::Read;
        if let Some(reading) = self.reading.as_mut().filter(|r| r.document == document) {
            reading.start_at = at;
            reading.place(at);
            reading.bring(at);
        } else {
            self.open_document(document, at);
        }
        self.need(at..at.saturating_add(1));
        self.hand = Hand::Passage(id);
    }

    fn set(&mut self, table: Table, id: Id, field: &'static str, value: Value) {
        let label = format!("Set the {} of a {}", field.replace('_', " "), table.label());
        self.edit(Edit::new(label, vec![Op::set(table, id, field, value)]));
    }

    fn set_name(&mut self, table: Table, id: Id, field: &'static str, text: &str, kind: NameKind) {
        let Some(model) = self.model() else { return };
        let edit = edits::set_name(model, table, id, field, text, kind);
        self.edit(edit);
    }

    fn new_tag_draft(&self) -> TagDraft {
        let count = self.model().map_or(0, |m| m.tags.len());
        let used =
            |n: u8| self.model().is_some_and(|m| m.tags.values().any(|t| t.digit.is_some_and(|d| d.number() == n)));
        TagDraft {
            id: None,
            parent: None,
            name: String::new(),
            definition: String::new(),
            color: NEW_TAG_HUES[count % NEW_TAG_HUES.len()],
            digit: (1..=9).find(|n| !used(*n)).unwrap_or(0),
        }
    }

    fn ask_path(&mut self, ask: Ask) {
        let folder = match self.path().and_then(std::path::Path::parent).map(std::path::Path::to_owned) {
            Some(folder) => folder,
            None => std::env::home_dir().unwrap_or_default(),
        };
        let stem =
            self.path().and_then(|p| p.file_stem()).map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let suggested = match ask {
            Ask::NewProject => folder.join("Untitled.assay"),
            Ask::Copy => folder.join(format!("{stem} copy.assay")),
            Ask::OpenProject | Ask::Import => folder.join(""),
            Ask::Brief => folder.join(format!("{stem}.html")),
            Ask::Report => folder.join(format!("{stem} report.html")),
        };
        let author = self.author.clone().map(Words::into_raw).unwrap_or_default();
        self.overlay = Some(Overlay::Path { ask, text: suggested.to_string_lossy().into_owned(), author });
    }

    /// A memo that was taken or left needs its draft no more.
    fn forget_memo_draft(&mut self) {
        self.memo_typed = None;
        if let Some(Overlay::Memo { table, id, .. }) = &self.overlay {
            let key = memo_key(*table, *id);
            if self.drafts.contains_key(&key) {
                self.update(Action::Draft(key, None));
            }
        }
    }

    /// Does what the overlay is for, and closes it.
    fn accept(&mut self) {
        self.forget_memo_draft();
        let Some(overlay) = self.overlay.take() else { return };
        match overlay {
            Overlay::Palette { query, at } => {
                let found = find::anything(self.model(), &query, |c| self.is_enabled(c));
                if let Some(found) = found.into_iter().nth(at) {
                    self.choose(found);
                }
            }
            Overlay::PickTag { query, at } => {
                let Some(model) = self.model() else { return };
                match find::tags(model, &query).into_iter().nth(at) {
                    Some(Found::Tag(id, _)) => self.tag(id),
                    Some(Found::NewTag(name)) => self.tag_with_new(name),
                    _ => {}
                }
            }
            Overlay::Claim(draft) => self.claim(&draft),
            Overlay::PickSpeaker { draft, query, at } => self.pick_speaker(draft, &query, at),
            Overlay::PickClaim { from, kind, query, at } => {
                let Some(model) = self.model() else { return };
                if let Some(Found::Claim(to, _)) = find::claims(model, &query, from).into_iter().nth(at) {
                    self.edit(edits::link(from, to, kind));
                    self.hand = Hand::Claim(from);
                }
            }
            Overlay::Memo { table, id, text } => {
                let memo = Words::filled(&text);
                self.edit(Edit::new(
                    format!("Write a memo on a {}", table.label()),
                    vec![Op::set(table, id, "memo", memo)],
                ));
            }
            Overlay::Grade { document, name, outlet, letter, reason } => {
                let Some(letter) = letter else {
                    self.overlay = Some(Overlay::Grade { document, name, outlet, letter, reason });
                    return;
                };
                let made = self.model().and_then(|m| edits::grade(m, document, name, &outlet, letter, &reason));
                match made {
                    Some(edit) => {
                        self.edit(edit);
                    }
                    None => self.say(Said::Word("A grade is for a named source: write the outlet’s name first.")),
                }
            }
            Overlay::Tag(draft) => {
                let Some(model) = self.model() else { return };
                match edits::tag(model, &draft) {
                    Ok(edit) => {
                        self.edit(edit);
                    }
                    Err(why) => {
                        self.overlay = Some(Overlay::Tag(draft));
                        self.fault(Fault::new(
                            "AS-EDT-04",
                            format!("The tag was not saved: {why}."),
                            "Nothing was changed.",
                            "Mend the name and press Enter again.",
                        ));
                    }
                }
            }
            Overlay::DeleteTag(id) => self.delete(Table::Tag, id),
            Overlay::Path { ask, text, author } => self.path_given(ask, PathBuf::from(text.trim()), &author),
            Overlay::History | Overlay::Keys | Overlay::Imported(_) => {}
        }
    }

    fn choose(&mut self, found: Found) {
        match found {
            Found::Command(command) => self.update(Action::Command(command)),
            Found::Document(id, _) => self.update(Action::OpenDocument(id)),
            Found::Tag(id, _) => {
                if let Some(passage) = self
                    .model()
                    .and_then(|m| m.ids(By::Tagged, id).find_map(|row| m.passage_tags.get(&row)).map(|row| row.passage))
                {
                    self.open_passage(passage);
                }
            }
            Found::Claim(id, _) => {
                self.hand = Hand::Claim(id);
                self.last_claim = Some(id);
                self.place = Place::Weigh;
                self.list = List::Claims;
            }
            Found::Name(id, _) => {
                self.hand = Hand::Source(id);
                self.place = Place::Weigh;
                self.list = List::Sources;
            }
            Found::NewTag(_) | Found::NewName(_) => {}
        }
    }

    fn tag_with_new(&mut self, name: Words) {
        let color = self.new_tag_draft().color;
        let Some((model, reading, span)) = self.target() else { return self.still_loading() };
        let Ok(name) = TagName::try_from(name.into_raw()) else {
            return self.say(Said::Word("A tag’s name is one line of at most 300 characters."));
        };
        let document = reading.document;
        match edits::tag_with_new(model, reading, span, name, Color(color)) {
            Some((tag, edit)) => {
                self.last_tag = Some(tag);
                self.edit_marking(edit, document, span, vec![color]);
            }
            None => self.still_loading(),
        }
    }

    fn claim(&mut self, draft: &ClaimDraft) {
        let Some(reading) = &self.reading else { return };
        let document = reading.document;
        let Some(model) = self.model() else { return };
        let Some((claim, edit)) = edits::claim(model, reading, draft) else { return self.still_loading() };
        self.edit_marking(edit, document, draft.span, Vec::new());
        self.hand = Hand::Claim(claim);
        self.last_claim = Some(claim);
        if let Some(speaker) = draft.speaker {
            self.last_speakers.insert(document, speaker);
        }
    }

    fn pick_speaker(&mut self, mut draft: ClaimDraft, query: &str, at: usize) {
        let Some(model) = self.model() else { return };
        match find::names(model, query).into_iter().nth(at) {
            Some(Found::Name(id, _)) => draft.speaker = Some(id),
            Some(Found::NewName(words)) => {
                if let Some((id, op)) = edits::name_for(model, words.raw(), NameKind::Person) {
                    let label = format!("Add the name {}", words.raw());
                    self.edit(Edit::new(label, op.into_iter().collect()));
                    draft.speaker = Some(id);
                }
            }
            _ => {}
        }
        self.overlay = Some(Overlay::Claim(draft));
    }

    fn path_given(&mut self, ask: Ask, path: PathBuf, author: &str) {
        if path.as_os_str().is_empty() {
            return;
        }
        match ask {
            Ask::NewProject => {
                self.author = Words::filled(author);
                let mut path = path;
                if path.extension().is_none() {
                    path.set_extension("assay");
                }
                self.begin(path, How::Create, Vec::new());
            }
            Ask::OpenProject => self.begin(path, How::Open, Vec::new()),
            Ask::Import => self.import(vec![path]),
            Ask::Copy => {
                if let Some(project) = &self.project {
                    project.session.save_as(path);
                }
            }
            Ask::Brief | Ask::Report => self.export(ask, path),
        }
    }

    fn export(&mut self, ask: Ask, path: PathBuf) {
        let brief = self.brief();
        let product = match (ask, brief) {
            (Ask::Brief, Some(brief)) => Product::Brief(brief),
            _ => Product::Report(ReportScope::default()),
        };
        let format = match path.extension().and_then(|e| e.to_str()) {
            Some("md" | "markdown") => Format::Markdown,
            _ => Format::Html,
        };
        if let Some(project) = &mut self.project {
            project.session.export(product, format, path);
        }
    }
}
