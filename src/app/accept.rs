//! What Enter does in each overlay.

use super::describe::{Description, Field};
use super::edits::{self};
use super::find::{self, Found};
use super::groups::{GroupWish, Within};
use super::model::By;
use super::notice::Said;
use super::overlay::{Ask, Overlay};
use super::{Action, App, Hand, List, Place};
use crate::domain::tag::{Color, TagName};
use crate::domain::{Edit, Fault, Op, Table, Words};
use crate::jobs::{Format, Product, ReportScope};
use std::collections::BTreeMap;
use std::path::PathBuf;

impl App {
    /// Does what the overlay is for, and closes it.
    pub(super) fn accept(&mut self) {
        self.forget_sheet();
        self.forget_check();
        let Some(overlay) = self.overlay.take() else { return };
        match overlay {
            Overlay::Palette { at, .. } => {
                let found = self.palette.lines.get(at).map(|line| line.found.clone());
                self.palette.close();
                if let Some(found) = found {
                    self.palette.use_up(&found);
                    self.choose(found);
                }
            }
            Overlay::PickTag { query, at } => {
                let Some(model) = self.model() else { return };
                match find::tags(model, &query).into_iter().nth(at) {
                    Some(Found::Tag(id, _)) => self.tag(id, false),
                    Some(Found::NewTag(name)) => self.tag_with_new(name),
                    _ => {}
                }
            }
            Overlay::Quotation(check) => self.open_held(&check),
            Overlay::Outline { pages, query, at } => self.go_to_line(pages, &query, at),
            Overlay::Places { at } => self.open_carried(at),
            Overlay::Copies { right, .. } => self.update(Action::OpenDocument(right)),
            Overlay::Claim(capture) => self.claim(&capture),
            Overlay::Reword { claim, text } => {
                self.hand = Hand::Claim(claim);
                self.update(Action::Reword(claim, text));
            }
            Overlay::MarkFound { query, at, name, rule } => self.mark_gathered(query, at, name, rule),
            Overlay::PickSpeaker { capture, query, at } => self.pick_speaker(capture, &query, at),
            overlay @ Overlay::PickName { .. } => self.take_name(&overlay, false),
            Overlay::PickDocument { hop, query, at } => self.pick_hop_document(hop, &query, at),
            Overlay::PickTagFor { table, id, query, at } => self.pick_tag_for(table, id, &query, at),
            Overlay::Translation(draft) => self.take_translation(draft),
            Overlay::Encoding { document, query, at } => {
                if let Some(encoding) = self.encodings_offered(document, &query).get(at).map(|p| p.encoding) {
                    self.card(super::cards::CardAction::ReadAs(document, encoding));
                }
            }
            Overlay::PickClaim { from, kind, query, at } => {
                let Some(model) = self.model() else { return };
                if let Some(Found::Claim(to, _)) = find::claims(model, &query, from).into_iter().nth(at) {
                    self.edit(edits::link(from, to, kind));
                    self.hand = Hand::Claim(from);
                }
            }
            Overlay::PickSupport { block, at, judgement, query, line } => {
                let Some(model) = self.model() else { return };
                let sentence = self.sentence_of(block, at);
                let found = find::support(model, &query, &sentence, judgement).into_iter().nth(line);
                self.support_given(found, block, at);
            }
            Overlay::EndnoteText { cite, text } => self.note_given(cite, &text),
            Overlay::Template { at, path, scope } => self.draft_brief(at, path, scope),
            Overlay::Brief { brief, title } => self.title_given(brief, &title),
            other @ (Overlay::NewName(_)
            | Overlay::PickOther { .. }
            | Overlay::Merge(_)
            | Overlay::Spelling(_)
            | Overlay::Role(_)
            | Overlay::Judgement(_)
            | Overlay::PickRest { .. }
            | Overlay::Wanted(_)
            | Overlay::Looked(_)
            | Overlay::PickTagTo { .. }) => self.accept_weighing(other),
            other @ (Overlay::Hypothesis(_)
            | Overlay::PickHeld { .. }
            | Overlay::Assumption(_)
            | Overlay::Indicator(_)) => self.accept_ach(other),
            Overlay::Memo { table, id, text } => {
                let memo = Words::filled(&text);
                self.edit(Edit::new(crate::say::history::memo(table.label()), vec![Op::set(table, id, "memo", memo)]));
            }
            Overlay::Grade { document, name, outlet, letter, reason } => {
                let Some(letter) = letter else {
                    self.say(Said::Word(crate::say::notices::GRADE_WITHOUT_LETTER));
                    self.overlay = Some(Overlay::Grade { document, name, outlet, letter, reason });
                    return;
                };
                let made = self.model().and_then(|m| edits::grade(m, document, name, &outlet, letter, &reason));
                match made {
                    Some(edit) => {
                        let label = edit.label.clone();
                        if self.edit(edit).is_some() {
                            let undo = crate::say::notices::UNDO_TAKES_BACK.to_owned();
                            self.say(Said::About("", label, undo));
                        }
                    }
                    None => {
                        self.say(Said::Word(crate::say::notices::GRADE_WITHOUT_NAME));
                        self.overlay = Some(Overlay::Grade { document, name, outlet, letter: Some(letter), reason });
                    }
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
                            crate::say::notices::tag_not_saved(why),
                            crate::say::cards::TAG_UNCHANGED,
                            crate::say::notices::MEND_NAME,
                        ));
                    }
                }
            }
            Overlay::Describe(wanted) => self.set_description(wanted),
            Overlay::Reason { documents, text } => {
                let fields = BTreeMap::from_iter([(Field::Reason, text)]);
                self.set_description(Description { documents, fields });
            }
            Overlay::PickSet { act, query, at } => self.group_picked(act, &query, at),
            Overlay::NameGroup { naming, text } => self.group_named(naming, text),
            Overlay::DeleteTag(id) => self.delete(Table::Tag, id),
            Overlay::Path(asked) => self.take_path(asked),
            Overlay::About(_)
            | Overlay::History
            | Overlay::Snapshots
            | Overlay::Help { .. }
            | Overlay::Settings
            | Overlay::Imported(_) => {}
        }
    }

    pub(super) fn choose(&mut self, found: Found) {
        match found {
            Found::Command(command) => self.update(Action::Command(command)),
            Found::Document(id, _) => self.update(Action::OpenDocument(id)),
            Found::Bookmark(document, byte, _) => self.jump(document, byte),
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
                self.hand = Hand::Name(id);
                self.place = Place::Weigh;
                self.list = List::Names;
            }
            Found::Judgement(id, _) => {
                self.hand = Hand::Judgement(id);
                self.place = Place::Weigh;
                self.list = List::Judgements;
            }
            Found::Looked(id, _) => {
                (self.place, self.list, self.hand) = (Place::Weigh, List::Judgements, Hand::Looked(id));
            }
            Found::Brief(id, _) => self.open_brief(id),
            Found::Passage(id, _) => self.open_passage(id),
            Found::Set(id, _) => self.group_wish(GroupWish::Narrow(Some(Within::Set(id)))),
            Found::Folder(key, _) => self.group_wish(GroupWish::Narrow(Some(Within::Folder(key)))),
            Found::Filter(id, _) => self.group_wish(GroupWish::Apply(id)),
            Found::Search(id, _) => self.update(super::searching::wanted(super::searching::Wish::Kept(id))),
            Found::NewTag(_) | Found::NewName(_) | Found::NewSet(_) => {}
        }
    }

    pub(super) fn tag_with_new(&mut self, name: Words) {
        let color = self.new_tag_draft().color;
        let Some((model, reading, span)) = self.target() else { return self.still_loading() };
        let Ok(name) = TagName::try_from(name.into_raw()) else {
            return self.say(Said::Word(crate::say::cards::TAG_TODO));
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

    pub(super) fn export(&mut self, ask: Ask, path: PathBuf) {
        let brief = self.brief();
        let product = match (ask, brief) {
            (Ask::Brief, Some(brief)) => Product::Brief(brief),
            (Ask::Wanted, _) => Product::Wanted,
            (Ask::Timeline, _) => self.picture(List::Timeline),
            (Ask::Matrix, _) => self.picture(List::Matrix),
            (Ask::Graph, _) => self.graph_product(),
            _ => Product::Report(ReportScope::default()),
        };
        let format = match path.extension().and_then(|e| e.to_str()) {
            Some("md" | "markdown") => Format::Markdown,
            Some("docx") => Format::Docx,
            Some("csv") => Format::Csv,
            Some("png") => Format::Png,
            _ if product.is_picture() => Format::Svg,
            _ => Format::Html,
        };
        // It goes out all the same, but not without a word.
        let unsupported = if ask == Ask::Brief { self.brief_shown().unsupported } else { 0 };
        if unsupported > 0 {
            let (with, what, shown) = crate::say::write::goes_out(unsupported);
            self.say(Said::About(with, Words::new(what), shown.to_owned()));
        }
        if let Some(project) = &mut self.project {
            project.session.export(product, format, path);
        }
    }
}
