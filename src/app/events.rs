//! What the workers send, taken in: a project that was opened, what was committed, texts, answers, faults. The hand, the
//! block and the open document are let go of when what they are of went.

use super::groups::{Stirred, Within};
use super::listing::{Heads, Touched};
use super::loading::FirstPage;
use super::model::Model;
use super::notice::Said;
use super::overlay::Overlay;
use super::reading::Reading;
use super::settings::{self, Start};
use super::trail::Trail;
use super::whereabouts::Whereabouts;
use super::{App, Hand, Project, Saving, copies, documents, keep, view_keys};
use crate::domain::read::EditLine;
use crate::domain::{Committed, Id, Table, Words};
use crate::jobs::{Event, How, Read, Resident, Ticket};

impl App {
    pub(super) fn event(&mut self, event: Event) {
        match event {
            Event::Ready(resident) => self.ready(*resident),
            Event::Whole => self.whole(),
            Event::OpenFailed(fault) => {
                self.close();
                self.fault(fault);
            }
            Event::Committed { ticket, committed } => self.committed(ticket, committed),
            Event::AllSaved => {
                if self.waiting == 0 {
                    self.saving = Saving::Saved;
                }
            }
            Event::Refused { ticket, fault } => {
                self.answered(ticket);
                ticket.into_iter().for_each(|ticket| self.half_answered(ticket, false));
                self.tag_on_after(ticket, false);
                self.let_go_of_what_went();
                self.refused(ticket, fault);
            }
            Event::Stalled { waiting, fault } => self.saving = Saving::Stalled(waiting, fault),
            Event::LogStays(fault) => self.fault(fault),
            Event::Broken { writing, fault } => {
                self.drawn();
                if let (true, Some(project)) = (writing, &mut self.project) {
                    project.read_only = Some(fault.clone());
                    self.waiting = 0;
                    self.pending.clear();
                }
                self.fault(fault);
            }
            Event::SavedAs(path) => self.begin(path, How::Open, Vec::new()),
            Event::Discarded { ticket } => {
                self.answered(ticket);
                ticket.into_iter().for_each(|ticket| self.half_answered(ticket, false));
                self.tag_on_after(ticket, false);
                self.saving = if self.waiting == 0 { Saving::Saved } else { Saving::Busy };
            }
            Event::Opened(text) => {
                if let Some(reading) = self.reading.as_mut().filter(|r| r.revision == text.revision) {
                    reading.opened(text);
                    reading.bring(reading.start_at);
                    self.show_marked();
                    self.find_again();
                    self.ask_parts();
                }
            }
            Event::Text { revision, chunk } => {
                if let Some(reading) = self.reading.as_mut().filter(|r| r.revision == revision) {
                    reading.hold(chunk);
                    if reading.cursor.is_none() {
                        reading.place(reading.start_at);
                    }
                }
            }
            Event::Drafted(draft) => self.drafted(draft),
            Event::Sheet(sheet) => self.sheet_came(sheet),
            Event::Compared => self.ask_copies(),
            Event::Copies(found) => self.take_copies(found),
            Event::SideBySide(found) => self.take_beside(found),
            Event::History { lines } => self.more_history(lines),
            Event::Found { number, spans, done, cut_short } => self.found(number, spans, done, cut_short),
            Event::Tensions(found) => self.take_tensions(found),
            Event::GraphLaid { number, places } => self.take_graph(number, places),
            Event::Names(found) => self.take_names(found),
            Event::Remarks { number, found } => self.take_remarks(number, found),
            Event::Judged { number, checked } => self.judged(number, checked),
            Event::Checked { number, places, looked, of, done } => self.checked(number, places, (looked, of), done),
            Event::Cited { text } => self.copy(text, crate::say::reader::COPIED_CITED),
            Event::ReadFailed { fault } => {
                // Words that cannot be read are not waited for.
                self.parts_asked = None;
                self.drawn();
                self.fault(fault);
            }
            Event::Imported(Ok(report)) => {
                self.import_ended(Some(&report));
                let words = report.not_taken.is_empty()
                    && report.second_paths.is_empty()
                    && report.warnings.is_empty()
                    && (report.new_versions.is_empty() && report.moved == 0 && report.gone == 0);
                if self.shows_intake() {
                    // The table says it all.
                } else if words && !report.cancelled {
                    let count = report.added.len() as u64 + report.brought_back;
                    let taken = crate::say::notices::taken(count, report.already_here);
                    self.say(Said::About(crate::say::notices::IMPORTED, Words::default(), taken));
                } else {
                    self.overlay = Some(Overlay::Imported(report));
                }
                if self.reading.is_none() {
                    self.open_first();
                }
            }
            Event::Hits { number, hits } => self.hits_came(number, hits),
            Event::Looked { number, looked } => self.looked(number, looked),
            Event::NotUnderstood { number, error } => self.not_understood(number, error),
            Event::Facets { number, facets, meant, own, more_own } => {
                self.facets_came(number, facets, meant, (own, more_own));
            }
            Event::AllPlaces { number, revision, hit } => self.whole_came(number, revision, hit),
            Event::Places { number, counts } => self.places_came(number, &counts),
            Event::Gathered { number, gathered } => self.gathered(number, gathered),
            Event::Counted(counts) => self.searching.counts = counts,
            Event::Words(news) => self.words_came(*news),
            Event::Indexed => {
                self.run_rules();
                self.count_kept();
            }
            Event::SearchFailed(fault) => {
                self.break_off_look();
                self.not_gathered();
                self.searching.busy = false;
                self.fault(fault);
            }
            Event::Folders(folders) => self.folders_came(folders),
            event @ (Event::Files(_) | Event::Seen(_) | Event::Origins { .. } | Event::Paths { .. }) => {
                self.intake_event(event);
            }
            Event::Past { id, lines } => self.past(id, lines),
            Event::Placed { revision, span, stands } => self.cards.placed(revision, span, stands),
            Event::Beside { revision, structure } => self.cards.beside(revision, structure),
            Event::Outlined(outlined) => self.outlined(outlined),
            Event::Parts(parts) => self.take_parts(parts),
            Event::Everywhere(found) => self.found_everywhere(&found),
            Event::Previewed { document, previews } => self.previewed(document, previews),
            Event::Decoded(done) => self.decoded(done),
            Event::Imported(Err(fault)) => {
                self.import_ended(None);
                self.fault(fault);
            }
            Event::Exported(Err(fault)) => {
                // What was typed is there again, to be mended.
                if let Some(asked) = self.going_out.take().filter(|_| self.overlay.is_none()) {
                    self.show_path(asked);
                }
                self.fault(fault);
            }
            Event::Exported(Ok(path)) => {
                self.say(Said::About(crate::say::notices::WROTE, Words::new(path.to_string_lossy()), String::new()));
            }
            Event::Damaged(damage) => self.found_damaged(*damage),
            Event::Reloaded(facts) => self.reloaded(facts),
            Event::Unchanged => self.unchanged(),
            Event::SnapshotMade(snapshot) => self.snapshot_made(&snapshot),
            Event::SnapshotFailed(fault) => self.fault(fault),
            Event::LittleSpace(short) => self.fault(keep::little_space(short.free, short.wanted)),
            Event::FarAway(kind) => self.fault(keep::far_away(kind)),
            Event::Kept(kept) => self.kept = Some(kept),
            Event::Restored(outcome) => self.restored(outcome),
            Event::Aside(outcome) => self.set_aside(outcome),
            Event::Closed(result) => {
                if let Err(fault) = result {
                    self.fault(fault);
                }
            }
        }
    }

    pub(super) fn ready(&mut self, resident: Resident) {
        let Some((session, whole)) = self.opening.take() else { return };
        let unclean = !resident.closed_cleanly;
        if resident.steps_lost > 0 {
            self.fault(keep::steps_lost(resident.steps_lost));
        }
        let (trail, at) = Trail::of(&resident.view_state);
        self.trail = trail;
        self.spaced = resident.view_state.iter().any(|(key, value)| key == view_keys::SPACED && value == "1");
        self.remember_remarks(&resident.view_state);
        let path = session.path().to_owned();
        let kept = |name: &str| resident.view_state.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
        let hand = kept("hand").and_then(|id| id.parse::<Id>().ok());
        // A layout of another version is as good as none.
        self.arrangement =
            kept(documents::KEPT_AS).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        let model = Model::new(resident.records);
        self.remember_briefs(&resident.view_state);
        self.remember_view(&resident.view_state);
        self.remember_groups(&resident.view_state);
        self.project = Some(Project {
            facts: resident.facts,
            heads: Heads::of(&model),
            model,
            first_page: Some(FirstPage { before: resident.before, documents: resident.documents, hand }),
            read_only: resident.read_only,
            can_undo: resident.can_undo,
            can_redo: resident.can_redo,
            origins: resident.origins,
            whereabouts: Whereabouts::default(),
            session,
            whole,
        });
        self.relist();
        self.start = Start::Usual;
        if self.settings.remember_projects {
            settings::opened(&mut self.recents, &path);
        }
        self.drafts = resident.drafts.into_iter().map(|(key, body)| (key, Words::new(body))).collect();
        if unclean {
            self.say(Said::Word(crate::say::notices::RECOVERED));
        }
        match at {
            Some((document, byte)) if self.model().is_some_and(|m| m.documents.contains_key(&document)) => {
                self.open_document(document, byte);
            }
            _ => self.open_first(),
        }
    }

    /// The whole model is there; it takes the place of the first page.
    pub(super) fn whole(&mut self) {
        let Some(project) = &mut self.project else { return };
        let Some((model, heads)) = project.whole.take() else { return };
        let generation = project.model.generation + 1;
        project.model = model;
        project.model.generation = generation;
        let hand = project.first_page.take().and_then(|page| page.hand);
        project.heads = heads;
        self.relist();
        // The passage the project opens at, while the document stands where it begins.
        let here = |id: &Id| {
            let (reading, anchor) = (self.reading.as_ref()?, self.model()?.place(*id)?);
            let under = reading.cursor.is_none_or(|sentence| sentence.range().contains(&anchor.start));
            Some(reading.revision == anchor.revision && under)
        };
        if let Some(passage) = hand.filter(|id| self.hand == Hand::Document && here(id) == Some(true)) {
            self.hand = Hand::Passage(passage);
        }
        self.let_go_of_what_went();
        self.show_marked();
        self.ask_copies();
        self.regroup();
        self.ask_folders();
        self.read(Read::Origins);
        let corpus = std::mem::take(&mut self.after_open);
        if !corpus.is_empty() {
            self.import(corpus);
        }
    }

    pub(super) fn committed(&mut self, ticket: Option<Ticket>, committed: Committed) {
        self.answered(ticket);
        self.deciding.follow(&committed.changes);
        let Some(project) = &mut self.project else { return };
        let other_copies = committed.changes.iter().any(copies::touches);
        let imports = committed.changes.iter().any(|c| matches!(c.table, Table::ImportBatch | Table::DocumentPath));
        let touched = Touched::by(&project.model, &committed.changes);
        let stirred = Stirred::by(&project.model, &committed.changes);
        project.model.apply(committed.changes);
        let (model, heads) = (&project.model, &mut project.heads);
        self.listing.follow(model, heads, &self.arrangement, &self.list_words, touched);
        self.groups.follow(model, heads, &stirred);
        ticket.into_iter().for_each(|ticket| self.half_answered(ticket, true));
        self.tag_on_after(ticket, true);
        let Some(project) = &mut self.project else { return };
        project.can_undo = committed.can_undo;
        project.can_redo = committed.can_redo;
        if imports && self.importing.is_none() {
            // An import was taken back, or is there again.
            self.read(Read::Origins);
            self.ask_folders();
        }
        let filtered = self.tag_filter.is_some() || self.copies.listed.is_some() || stirred.is_of(self.within.as_ref());
        self.let_go_of_what_went();
        self.follow_decoding();
        if filtered {
            // Any tagging may bring a document in or out.
            self.relist();
        }
        if other_copies {
            self.ask_copies();
        }
        if matches!(self.overlay, Some(Overlay::History)) {
            self.fetch_history();
        }
    }

    /// The hand, the block and the open document may be of things that are no longer there.
    pub(super) fn let_go_of_what_went(&mut self) {
        let Some(project) = &self.project else { return };
        let model = &project.model;
        let there = match self.hand {
            Hand::Document => true,
            Hand::Passage(id) => model.passages.contains_key(&id),
            Hand::Claim(id) => model.claims.contains_key(&id),
            Hand::Name(id) => model.names.contains_key(&id),
            Hand::Judgement(id) => model.judgements.contains_key(&id),
            Hand::Wanted(id) => model.wanted.contains_key(&id),
            Hand::Looked(id) => model.looked.contains_key(&id),
            Hand::Hypothesis(id) => model.hypotheses.contains_key(&id),
        };
        if !there && self.pending.is_empty() && self.waiting == 0 {
            self.hand = Hand::Document;
        }
        if self.waiting == 0 && self.tag_filter.is_some_and(|id| !model.tags.contains_key(&id)) {
            self.tag_filter = None;
        }
        if self.waiting == 0 && matches!(self.within, Some(Within::Set(id)) if !model.sets.contains_key(&id)) {
            self.within = None;
            self.relist();
        }
        let Some(project) = &self.project else { return };
        let model = &project.model;
        if self.waiting == 0 && self.block.is_some_and(|id| !model.blocks.contains_key(&id)) {
            self.block = None;
        }
        let gone = |r: &Reading| !model.documents.get(&r.document).is_some_and(|d| model.is_shown(d));
        if self.reading.as_ref().is_some_and(gone) {
            self.reading = None;
            self.open_first();
        } else if self.reading.is_none() {
            self.open_first();
        }
    }

    pub(super) fn answered(&mut self, ticket: Option<Ticket>) {
        let Some(ticket) = ticket.filter(|t| *t != Ticket(0)) else { return };
        self.waiting = self.waiting.saturating_sub(1);
        self.pending.retain(|mark| mark.ticket != ticket);
    }

    pub(super) fn fetch_history(&mut self) {
        self.history.clear();
        self.read(Read::History { after: 0 });
    }

    pub(super) fn more_history(&mut self, lines: Vec<EditLine>) {
        let last = lines.last().map(|line| line.seq);
        let newest = self.history.first().map_or(0, |line| line.seq);
        for line in lines.into_iter().filter(|line| line.seq > newest) {
            self.history.insert(0, line);
        }
        if let Some(last) = last {
            self.read(Read::History { after: last });
        }
    }
}
