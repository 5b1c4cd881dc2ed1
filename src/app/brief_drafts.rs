//! Briefs that are made of templates, and the brief as it goes out.

use super::overlay::Overlay;
use super::writing::Preview;
use super::{App, Place, Scope, SheetLine, TEMPLATES, Template, view_keys};
use crate::domain::brief::Brief;
use crate::domain::{Edit, Fault, Op};
use crate::jobs::Draft;
use crate::say::history as say;
use std::path::PathBuf;
use std::sync::Arc;

impl App {
    /// Makes a brief of a template.
    pub(super) fn draft_brief(&mut self, at: usize, path: String, scope: Scope) {
        let template = if at < TEMPLATES.len() {
            Template::Ours(at)
        } else if path.trim().is_empty() {
            // Without a file there is nothing to do yet.
            self.overlay = Some(Overlay::Template { at, path, scope });
            return;
        } else {
            Template::File(PathBuf::from(path.trim()))
        };
        if let Some(project) = &mut self.project {
            project.session.draft(template, scope);
            self.writing.drafting = Some((at, path, scope));
        }
    }

    pub(super) fn drafted(&mut self, draft: Result<Draft, Fault>) {
        let asked = self.writing.drafting.take();
        let draft = match draft {
            Ok(draft) => draft,
            Err(fault) => {
                // The form comes back with what was asked, so that the file can be mended and tried again.
                if let Some((at, path, scope)) = asked.filter(|_| self.overlay.is_none()) {
                    self.overlay = Some(Overlay::Template { at, path, scope });
                }
                return self.fault(fault);
            }
        };
        let label = say::brief_of_template(draft.title.brief(60).raw());
        let mut ops = vec![Op::add(Brief { id: draft.brief, title: draft.title })];
        let mut guides = Vec::new();
        for made in draft.blocks {
            guides.extend(made.guide.map(|guide| (made.block.id, guide)));
            ops.push(Op::add(made.block));
            ops.extend(made.cites.into_iter().map(Op::add));
        }
        if self.edit(Edit::new(label, ops)).is_none() {
            return;
        }
        // What belongs into an empty block is no word of the brief: it is remembered beside it, and never goes out.
        for (block, guide) in guides {
            self.keep_view_state(&format!("{}{block}", view_keys::GUIDE), guide.raw().to_owned());
            self.writing.guides.insert(block, guide);
        }
        self.open_brief(draft.brief);
    }

    pub(super) fn toggle_preview(&mut self) {
        self.writing.preview = match self.writing.preview {
            Some(_) if self.place == Place::Write => None,
            _ => Some(Preview::default()),
        };
        self.place = Place::Write;
    }

    /// The preview is made anew when the project changed.
    pub(super) fn keep_preview(&mut self) {
        if self.writing.preview.is_none() || self.waiting > 0 {
            return;
        }
        let wanted = self.brief().zip(self.model().map(|m| m.generation));
        let (Some(preview), Some(project)) = (&mut self.writing.preview, &mut self.project) else { return };
        if let Some((brief, _)) = wanted.filter(|_| !preview.asking && preview.asked != wanted) {
            (preview.asked, preview.asking) = (wanted, true);
            project.session.sheet(brief);
        }
    }

    pub(super) fn sheet_came(&mut self, sheet: Result<Vec<SheetLine>, Fault>) {
        if let Some(preview) = &mut self.writing.preview {
            preview.asking = false;
            preview.sheet = Some(sheet.map(Arc::from));
        }
    }
}
