//! What a parser meets on its way that a reader of the document should know of.

use super::limits::MAX_REMARKS;
use super::parsed::{Elsewhere, ElsewhereKind, Remark};

/// Most remarks in words of their own; those that count stand beside them.
const MAX_NOTES: usize = MAX_REMARKS / 2;

/// What was met on the way that a reader should know of.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// References to files elsewhere.
    pub remote: u32,
    /// The first of them.
    pub elsewhere: Vec<Elsewhere>,
    /// Scripts.
    pub scripts: u32,
    /// There are macros.
    pub macros: bool,
    /// Hidden pieces of text.
    pub hidden: u32,
    /// Files inside it.
    pub attached: u32,
    /// Computed fields and forms.
    pub fields: u32,
    /// Places that could not be decoded.
    pub replaced: u32,
    /// Comments.
    pub comments: u32,
    /// What was left out and what is damaged, in words.
    notes: Vec<Remark>,
}

impl Seen {
    /// Adds what was met in a part.
    pub(super) fn add(&mut self, part: &Self) {
        self.remote = self.remote.saturating_add(part.remote);
        part.elsewhere.iter().for_each(|one| Elsewhere::keep(&mut self.elsewhere, &one.to, one.kind));
        self.scripts = self.scripts.saturating_add(part.scripts);
        self.macros |= part.macros;
        self.hidden = self.hidden.saturating_add(part.hidden);
        self.attached = self.attached.saturating_add(part.attached);
        self.fields = self.fields.saturating_add(part.fields);
        self.replaced = self.replaced.saturating_add(part.replaced);
        self.comments = self.comments.saturating_add(part.comments);
        for remark in &part.notes {
            self.note(remark.clone());
        }
    }

    /// It refers to something elsewhere.
    pub(super) fn refers(&mut self, to: &str, kind: ElsewhereKind) {
        self.remote = self.remote.saturating_add(1);
        Elsewhere::keep(&mut self.elsewhere, to, kind);
    }

    /// Something was left out, which is said once.
    pub(super) fn left_out(&mut self, what: &str) {
        self.note(Remark::LeftOut(what.to_owned()));
    }

    /// Adds a remark unless it stands already; of very many, the first.
    pub(super) fn note(&mut self, remark: Remark) {
        if self.notes.len() < MAX_NOTES && !self.notes.contains(&remark) {
            self.notes.push(remark);
        }
    }

    /// The remarks to make; `blank` when the text holds no words.
    pub(super) fn remarks(self, blank: bool) -> Vec<Remark> {
        let counted = [
            (self.remote, Remark::Remote(self.remote)),
            (self.scripts, Remark::Scripts(self.scripts)),
            (self.hidden, Remark::Hidden(self.hidden)),
            (self.attached, Remark::Attached(self.attached)),
            (self.fields, Remark::Fields(self.fields)),
            (self.replaced, Remark::Replaced(self.replaced)),
        ];
        let mut out = Vec::new();
        out.extend(blank.then_some(Remark::NoText));
        out.extend(self.macros.then_some(Remark::Macros));
        out.extend(counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, remark)| remark));
        if self.comments > 0 {
            out.push(Remark::LeftOut(format!("comments, {} in number", self.comments)));
        }
        out.extend(self.notes);
        out
    }
}
