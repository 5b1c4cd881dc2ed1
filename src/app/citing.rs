//! What the open text cites, and what becomes of it: a source of the register, the original if it is held, something wanted.

use super::App;
use super::edits::name_for;
use super::model::Model;
use crate::analysis::anatomy::keys_of_heading;
use crate::domain::name::{NameKind, Spelling};
use crate::domain::{Edit, Id, Op};
pub use crate::jobs::{Cites, Parts};
use crate::say::history as say;
use std::collections::HashMap;

/// Documents by their titles, as citations are compared with them; the first of those that are called the same.
pub fn by_heading(model: &Model) -> HashMap<String, Id> {
    let mut out = HashMap::new();
    for document in model.shown_documents() {
        for key in document.title.iter().flat_map(|title| keys_of_heading(title.raw())) {
            out.entry(key).or_insert(document.id);
        }
    }
    out
}

/// True when what a text cites is wanted already.
pub fn is_wanted(model: &Model, cites: &Cites) -> bool {
    model.wanted.values().any(|wanted| wanted.words.is(&cites.wanted))
}

/// Makes the outlet of a citation a source of the register, by both of its names and with what the citation says of it; `None`
/// when there is one of that name.
pub fn source(model: &Model, cites: &Cites) -> Option<Edit> {
    let (name, op) = name_for(model, cites.outlet.raw(), NameKind::Organisation)?;
    let mut ops = vec![op?];
    if let Some(also) = &cites.outlet_translated {
        let (words, scheme, note) = (also.clone(), None, None);
        ops.push(Op::add(Spelling { id: Id::new(), name, words, scheme, note }));
    }
    if let Some(descriptor) = &cites.descriptor {
        ops.push(Op::set(crate::domain::Table::Name, name, "memo", descriptor.clone()));
    }
    Some(Edit::new(say::source_of(cites.outlet.brief(40).raw()), ops))
}

/// The name of the register that is spelled as the outlet of a citation.
pub fn known_source(model: &Model, cites: &Cites) -> Option<Id> {
    let spelled = model.name_spelled(cites.outlet.raw());
    spelled.or_else(|| model.name_spelled(cites.outlet_translated.as_ref()?.raw())).map(|id| model.who(id))
}

impl App {
    /// The parts of the open text, once they are known.
    pub fn parts(&self) -> Option<&Parts> {
        let open = self.reading.as_ref()?.revision;
        self.parts.as_ref().filter(|parts| parts.revision == open)
    }

    /// Asks for the parts of the text that was opened.
    pub(super) fn ask_parts(&mut self) {
        let Some((model, reading)) = self.model().zip(self.reading.as_ref()) else { return };
        let Some(paragraphs) = &reading.paragraphs else { return };
        let language = model.documents.get(&reading.document).and_then(|document| document.language.clone());
        let (revision, text_bytes) = (reading.revision, paragraphs.text_len());
        if self.parts.as_ref().is_none_or(|parts| parts.revision != revision) {
            self.parts_asked = Some(revision);
            self.read(crate::jobs::Read::Parts { revision, text_bytes, language });
        }
    }

    /// Takes them.
    pub(super) fn take_parts(&mut self, parts: Parts) {
        if self.parts_asked == Some(parts.revision) {
            self.parts_asked = None;
        }
        self.parts = Some(parts);
    }

    /// Makes the outlet of a citation of the open text a source.
    pub(super) fn cite_source(&mut self, at: usize) {
        let made = self.parts().and_then(|parts| parts.cites.get(at)).zip(self.model());
        if let Some(edit) = made.and_then(|(cites, model)| source(model, cites)) {
            self.edit(edit);
        }
    }
}
