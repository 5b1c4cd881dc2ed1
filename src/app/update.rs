//! The one answer to every [`Action`].

use super::copies::{CopiesWish, Listed};
use super::intake::IntakeWish;
use super::overlay::{Ask, Overlay};
use super::reading::Reading;
use super::remarking::RemarkKind;
use super::selection::Choose;
use super::settings::ZOOM;
use super::typing::Typing;
use super::{Action, App, Command, Hand, List, Place, Saving};
use crate::app::command::Where;
use crate::domain::document::Triage;
use crate::domain::link::LinkKind;
use crate::domain::name::NameKind;
use crate::domain::{Table, Words};
use crate::jobs::{How, Work};
use std::time::Instant;

impl App {
    /// True when the command can be given now.
    pub fn is_enabled(&self, command: Command) -> bool {
        let page = self.table || self.searching.shown || self.words.shown;
        let looking = self.place == Place::Read && !page && self.reading.as_ref().is_some_and(Reading::has_words);
        let fits = match command.at() {
            Where::Everywhere => true,
            Where::Project => self.project.is_some(),
            Where::Writable => self.can_write(),
            Where::Looking => looking,
            Where::Reading if self.searching.shown => {
                matches!(command, Command::Tag | Command::NameHere) && self.can_write() && self.searching.has_places()
            }
            Where::Reading => looking && self.can_write(),
            Where::Deciding => {
                self.place == Place::Read
                    && !self.searching.shown
                    && !self.words.shown
                    && self.can_write()
                    && !self.documents_in_hand().is_empty()
            }
        };
        fits && match command {
            Command::Undo => self.project.as_ref().is_some_and(|p| p.can_undo.is_some()),
            Command::Redo => self.project.as_ref().is_some_and(|p| p.can_redo.is_some()),
            Command::Link | Command::Reword => self.claim_in_hand().is_some(),
            Command::MoreEvidence | Command::AddHop => self.claim_in_hand().is_some(),
            Command::GradeSource => (self.place == Place::Weigh || looking) && self.to_grade().is_some(),
            Command::Memo => self.place != Place::Write || self.hand != Hand::Document,
            Command::RepeatTag => self.last_tag.is_some(),
            Command::BlockUp | Command::BlockDown => self.place == Place::Write && self.block.is_some(),
            Command::FindSupport | Command::MarkOurs => self.place == Place::Write && self.text_in_hand().is_some(),
            Command::MergeName => self.name_in_hand().is_some(),
            Command::RestOn => matches!(self.hand, Hand::Judgement(_)),
            Command::HoldAgainst => self.model().is_some_and(|m| {
                let here = self.place == Place::Weigh && self.list == List::Hypotheses;
                !m.hypotheses.is_empty() && !m.claims.is_empty() && (here || self.claim_in_hand().is_some())
            }),
            Command::Hypotheses | Command::ExportHypotheses => self.model().is_some_and(|m| !m.hypotheses.is_empty()),
            Command::ShowAll => self.tag_filter.is_some() || self.within.is_some() || self.timing.within.is_some(),
            Command::WordHere => self.word_here().is_some(),
            Command::TakeOutOfSet => self.may_take_out(),
            Command::KeepFilter => self.is_filtered(),
            Command::ShowGroup => self.model().is_some_and(|m| self.groups.is_something(m)),
            Command::Copies => self.reading.as_ref().is_some_and(|r| self.copies.of(r.document).is_some()),
            Command::OnlyCopies => self.copies.listed.is_some() || self.copies.documents() > 0,
            Command::FilterTag | Command::ChangeTag => self.model().is_some_and(|m| !m.tags.is_empty()),
            Command::MergeTag | Command::MoveTag => self.model().is_some_and(|m| m.tags.len() > 1),
            Command::ExportHits => self.has_found(),
            Command::Timeline | Command::Matrix | Command::ExportTimeline | Command::ExportMatrix => {
                self.model().is_some_and(|m| !m.claims.is_empty())
            }
            Command::Graph | Command::ExportGraph => self.model().is_some_and(super::graphing::is_graph),
            Command::ExportWanted => self.model().is_some_and(|m| !m.wanted.is_empty()),
            Command::Preview => self.brief().is_some(),
            Command::Export => self.model().is_some_and(|m| !m.briefs.is_empty()),
            Command::Import => self.importing.is_none(),
            Command::Rescan => self.importing.is_none() && self.knows_origins(),
            Command::GoOnImport => self.unfinished().is_some(),
            Command::Back => self.can_go(true),
            Command::Forward => self.can_go(false),
            Command::Describe => !self.documents_in_hand().is_empty(),
            Command::Reload => self.is_second(),
            Command::Outline | Command::GoToPage | Command::WholePage => self.offers(command),
            _ => true,
        }
    }

    /// True when the command would be given but for the project, which can only be read; giving it says why.
    pub fn is_refused(&self, command: Command) -> bool {
        let writes = matches!(command.at(), Where::Writable | Where::Reading | Where::Deciding);
        writes && self.project.as_ref().is_some_and(|p| p.read_only.is_some())
    }

    /// Does what is wanted.
    pub fn update(&mut self, action: Action) {
        match action {
            Action::Command(command) => {
                if !matches!(command, Command::ToBrief | Command::MarkOurs) {
                    self.leave_text();
                }
                if self.is_enabled(command) {
                    self.command(command);
                } else if self.is_refused(command)
                    && let Some(fault) = self.project.as_ref().and_then(|p| p.read_only.clone())
                {
                    self.fault(fault);
                }
            }
            Action::Search(wish) => self.search(wish),
            Action::Words(wish) => self.words_wish(wish),
            Action::Point(byte) => self.point_at(byte),
            Action::Digit(n) => self.digit(n),
            Action::Tag(id) => self.tag(id, true),
            Action::OpenProject(path) => self.begin(path, How::Open, Vec::new()),
            Action::Import(paths) => self.import(paths),
            Action::CancelImport => {
                if let Some(project) = &self.project {
                    project.session.cancel_import();
                }
            }
            Action::Intake(wish) => self.wish(wish),
            Action::OpenDocument(id) => {
                self.place = Place::Read;
                self.table = false;
                self.selection.choose(Choose::Nothing, &[], None);
                if self.reading.as_ref().is_none_or(|r| r.document != id) {
                    self.open_document(id, self.position_of(id));
                }
                self.hand = Hand::Document;
            }
            Action::OpenPassage(id) => {
                self.leave_text();
                self.open_passage(id);
            }
            Action::Place(byte) => {
                if let Some(reading) = &mut self.reading {
                    reading.place(byte);
                    reading.point = Some(byte);
                    // Another sentence is in hand now; a mark that was clicked is taken into it after this.
                    if matches!(self.hand, Hand::Passage(_)) {
                        self.hand = Hand::Document;
                    }
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
                let named = self.model().and_then(|m| m.mentions.get(&id).map(|mention| m.who(mention.name)));
                self.hand = match (claim, named) {
                    (true, _) => Hand::Claim(id),
                    (false, Some(name)) => Hand::Name(name),
                    (false, None) => Hand::Passage(id),
                };
                if claim {
                    self.last_claim = Some(id);
                }
            }
            Action::Find(typed) => self.find(typed),
            Action::CloseFind => self.close_find(),
            Action::Placing(wish) => self.placing_wish(wish),
            Action::Copy(words) => self.copy(words, crate::say::reader::COPIED),
            Action::OpenBookmark(document, byte) => self.jump(document, byte),
            Action::Edge { end, byte } => self.move_edge(end, byte),
            Action::KeepEdges => self.keep_edges(),
            Action::LeaveEdges => self.edges = None,
            Action::WholePage(whole) => {
                if let Some(reading) = &mut self.reading {
                    reading.fold(whole);
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
            Action::Arrange(arrangement) => self.arrange(arrangement),
            Action::FilterWords(typed) => self.filter_words(typed),
            Action::Choose(how) => self.choose_documents(how),
            Action::Block(id) => {
                self.leave_text();
                self.take_block(id);
            }
            Action::Edit(edit) => {
                self.edit(edit);
            }
            Action::Reword(claim, text) => {
                if let Some(edit) = self.model().and_then(|model| super::edits::reword(model, claim, &text)) {
                    self.edit(edit);
                }
            }
            Action::Set { table, id, field, value } => self.set(table, id, field, value),
            Action::Outlet(id, text) => self.set_name(Table::Document, id, "outlet", &text, NameKind::Organisation),
            Action::Speaker(id, text) => self.set_name(Table::Claim, id, "speaker", &text, NameKind::Person),
            Action::Weigh(wish) => self.weigh(wish),
            Action::Time(wish) => self.time_wish(wish),
            Action::Graph(wish) => self.graph_wish(wish),
            Action::Ach(wish) => self.ach(wish),
            Action::TagTree(wish) => self.tag_wish(wish),
            Action::Group(wish) => self.group_wish(wish),
            Action::Copies(wish) => self.copies_wish(wish),
            Action::Delete(table, id) => self.delete(table, id),
            Action::CiteSource(at) => self.cite_source(at),
            Action::Write(what) => self.write_at(what),
            Action::AddBlock(kind) => self.add_block(kind),
            Action::Overlay(overlay) => {
                self.overlay = Some(overlay);
                self.sheet_typed = self.half_on_sheet().map(|_| Typing::on(self.sheet_typed, Instant::now()));
                self.look_around();
                self.answer_palette();
            }
            Action::EnterFolder(folder) => self.enter_folder(&folder),
            Action::MakeFolder(name) => self.make_folder(&name),
            Action::Settings(settings) => {
                if !settings.remember_projects {
                    self.recents.clear();
                }
                self.settings = settings;
            }
            Action::Room(room) => {
                self.settings.room = room;
                self.toggle_theme = false;
            }
            Action::Zoom(zoom) => self.zoom = zoom.clamp(ZOOM.0, ZOOM.2),
            Action::NoFont(script) => {
                if !self.lacking.contains(&script) {
                    self.lacking.push(script);
                }
            }
            Action::KnowsFonts => {
                let known = &mut self.settings.scripts_without_font;
                known.extend(self.lacking.iter().map(|script| (*script).to_owned()));
                known.sort();
                known.dedup();
            }
            Action::Sign(name) => self.author = Words::filled(&name),
            Action::Start(start) => self.start = start,
            Action::ForgetProjects => self.recents.clear(),
            Action::Card(wanted) => self.card(wanted),
            Action::AcceptEverywhere => {
                if let Some(overlay @ Overlay::PickName { .. }) = self.overlay.take() {
                    self.take_name(&overlay, true);
                }
            }
            Action::CloseOverlay => {
                self.forget_sheet();
                self.forget_check();
                if matches!(self.overlay, Some(Overlay::MarkFound { .. })) {
                    self.leave_marking();
                }
                self.palette.close();
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
                if let Some(Overlay::Path(asked)) = &mut self.overlay {
                    asked.text = path.to_string_lossy().into_owned();
                }
                self.look_around();
            }
            Action::Restore(number) => self.restore(number),
            Action::ChooseSnapshot(number) => {
                if let Some(damaged) = &mut self.damaged {
                    damaged.chosen = Some(number);
                }
            }
            Action::Rescue(what) => self.rescue(what),
            Action::Salvage => self.salvage(),
            Action::ShowFolder(folder) => self.show_folder(&folder),
            Action::LeaveDamaged => self.damaged = None,
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
            Command::OpenFolder => self.ask_path(Ask::Folder),
            Command::Sample => self.open_sample(),
            Command::Settings => self.overlay = Some(Overlay::Settings),
            Command::Import => self.ask_path(Ask::Import),
            Command::GoOnImport => {
                if let Some(batch) = self.unfinished().map(|origin| origin.batch) {
                    self.wish(IntakeWish::GoOn(batch));
                }
            }
            Command::Rescan => self.look_again(),
            Command::ImportFiles => self.wish(IntakeWish::Show),
            Command::Export => self.ask_path(Ask::Brief),
            Command::ExportReport => self.ask_path(Ask::Report),
            Command::ExportHits => self.ask_path(Ask::Hits),
            Command::ExportWanted => self.ask_path(Ask::Wanted),
            Command::ExportTimeline => self.ask_path(Ask::Timeline),
            Command::ExportMatrix => self.ask_path(Ask::Matrix),
            Command::ExportGraph => self.ask_path(Ask::Graph),
            Command::Timeline => self.update(Action::List(List::Timeline)),
            Command::Matrix => self.update(Action::List(List::Matrix)),
            Command::Graph => self.update(Action::List(List::Graph)),
            Command::ExportHypotheses => self.ask_path(Ask::Hypotheses),
            Command::SaveCopy => self.ask_path(Ask::Copy),
            Command::Snapshots => self.show_snapshots(),
            Command::SnapshotNow => self.snapshot_now(),
            Command::Reload => self.follow(true),
            Command::CloseProject => self.close(),
            Command::Quit => self.quit = true,
            // Undo may reach what is not in sight, so it says what it takes back.
            Command::Undo => {
                let label = self.project.as_ref().and_then(|p| p.can_undo.clone());
                if self.write(Work::Undo).is_some() {
                    self.tell_step(crate::say::notices::UNDONE, label);
                }
            }
            Command::Redo => {
                let label = self.project.as_ref().and_then(|p| p.can_redo.clone());
                if self.write(Work::Redo).is_some() {
                    self.tell_step(crate::say::notices::REDONE, label);
                }
            }
            Command::CopyCited => self.copy_cited(),
            Command::FindHere => self.find_here(),
            Command::Search => self.search(super::searching::Wish::Show),
            Command::Words => self.words_wish(super::words::WordsWish::Show),
            Command::WordHere => self.words_wish(super::words::WordsWish::Here),
            Command::FindNext => self.find_step(true),
            Command::FindPrevious => self.find_step(false),
            Command::CheckQuotation => self.check_quotation(),
            Command::Copies => self.beside_a_copy(),
            Command::AddHop => {
                if let Some(claim) = self.claim_in_hand() {
                    self.hand = super::Hand::Claim(claim);
                    self.add_hop(claim);
                }
            }
            Command::OnlyCopies => {
                let listed = self.copies.listed.is_none().then_some(Listed::All);
                self.copies_wish(CopiesWish::List(listed));
            }
            Command::Edges => self.take_edges(),
            Command::Places => self.placing_wish(super::placing::PlacingWish::Show(0)),
            Command::Outward => self.outward(),
            Command::Back => self.go(true),
            Command::Forward => self.go(false),
            Command::Bookmark => self.toggle_bookmark(),
            Command::Outline => self.show_outline(false),
            Command::GoToPage => self.show_outline(true),
            Command::WholePage => {
                let whole = self.reading.as_ref().is_some_and(|reading| !reading.whole);
                self.update(Action::WholePage(whole));
            }
            Command::SentencesApart => {
                self.spaced = !self.spaced;
                self.keep_view_state(super::view_keys::SPACED, u8::from(self.spaced).to_string());
            }
            Command::MarkHedges => self.remark(RemarkKind::Hedge),
            Command::MarkSaid => self.remark(RemarkKind::Said),
            Command::MarkUnnamed => self.remark(RemarkKind::Unnamed),
            Command::MarkDates => self.remark(RemarkKind::Date),
            Command::NextPanel => self.panels.0 += 1,
            Command::PreviousPanel => self.panels.1 += 1,
            Command::Tag if self.searching.shown => self.mark_found(None, false),
            Command::NameHere if self.searching.shown => self.mark_found(None, true),
            Command::Tag => self.overlay = Some(Overlay::PickTag { query: String::new(), at: 0 }),
            Command::RepeatTag => {
                if let Some(tag) = self.last_tag {
                    self.tag(tag, false);
                }
            }
            Command::Claim => self.draft_claim(),
            Command::MoreEvidence => self.more_evidence(),
            Command::Reword => self.reword(),
            Command::Link => {
                if let Some(from) = self.claim_in_hand() {
                    let (kind, query) = (LinkKind::PullsAgainst, String::new());
                    self.overlay = Some(Overlay::PickClaim { from, kind, query, at: 0 });
                }
            }
            Command::Memo => self.memo(),
            Command::NameHere => self.name_here(),
            Command::Translate => self.translate(),
            Command::Pin => self.pin(),
            Command::ToBrief => self.put_into_brief(),
            Command::GradeSource => self.grade_source(),
            Command::Keep => self.triage(Triage::Kept),
            Command::Park => self.triage(Triage::Parked),
            Command::Drop => self.triage(Triage::Dropped),
            Command::BackToInbox => self.triage(Triage::Inbox),
            Command::Reason => self.ask_reason(),
            Command::Describe => self.describe(),
            Command::Documents => {
                let other_page = self.searching.shown || self.words.shown || self.shows_intake();
                self.table = self.place != Place::Read || !self.table || other_page;
                (self.searching.shown, self.words.shown, self.intake_shown) = (false, false, false);
                self.place = Place::Read;
            }
            Command::NewTag => self.overlay = Some(Overlay::Tag(self.new_tag_draft())),
            Command::NewName
            | Command::MergeName
            | Command::NewJudgement
            | Command::RestOn
            | Command::NewLooked
            | Command::NewWanted
            | Command::FilterTag
            | Command::ChangeTag
            | Command::MergeTag
            | Command::MoveTag => self.weighing_command(command),
            Command::NewHypothesis | Command::HoldAgainst | Command::Hypotheses => self.ach_command(command),
            Command::ShowAll => {
                self.within = None;
                self.time_wish(super::timing::TimeWish::Within(None));
                self.tag_wish(super::TagWish::Filter(None));
            }
            Command::AddToSet | Command::TakeOutOfSet | Command::ShowGroup | Command::KeepFilter => {
                self.group_command(command);
            }
            Command::Next => self.step(true),
            Command::Previous => self.step(false),
            Command::NextDocument => self.neighbour(true),
            Command::PreviousDocument => self.neighbour(false),
            Command::Read => {
                self.place = Place::Read;
                self.table = false;
                (self.searching.shown, self.words.shown) = (false, false);
            }
            Command::Weigh => {
                self.place = Place::Weigh;
                // Something is always in hand where claims are weighed: the claim worked on last, else the newest.
                let newest = self.model().and_then(|m| m.claims.keys().next_back().copied());
                if let (Hand::Document | Hand::Passage(_), Some(claim)) = (self.hand, self.claim_in_hand().or(newest)) {
                    self.hand = Hand::Claim(claim);
                }
            }
            Command::Write => self.place = Place::Write,
            Command::Palette => {
                self.overlay = Some(Overlay::Palette { query: String::new(), at: 0 });
                self.answer_palette();
            }
            Command::Template => {
                let (at, path, scope) = (0, String::new(), super::Scope::All);
                self.overlay = Some(Overlay::Template { at, path, scope });
            }
            Command::Preview => self.toggle_preview(),
            Command::NewBrief => self.write_at(super::Write::New),
            Command::BlockUp => self.move_in_hand(false),
            Command::BlockDown => self.move_in_hand(true),
            Command::FindSupport => {
                if let Some((block, at)) = self.text_in_hand() {
                    self.write_at(super::Write::Find(block, at, false));
                }
            }
            Command::MarkOurs => {
                if let Some((block, at)) = self.text_in_hand() {
                    self.write_at(super::Write::Ours(block, at));
                }
            }
            Command::History => {
                self.fetch_history();
                self.overlay = Some(Overlay::History);
            }
            Command::ZoomIn => self.zoom = (self.zoom * 1.1).min(ZOOM.2),
            Command::ZoomOut => self.zoom = (self.zoom / 1.1).max(ZOOM.0),
            Command::ZoomReset => self.zoom = ZOOM.1,
            Command::Theme => self.toggle_theme = true,
            Command::About => self.show_about(),
            Command::Help => self.overlay = Some(Overlay::Help { page: 0, query: String::new() }),
        }
    }
}
