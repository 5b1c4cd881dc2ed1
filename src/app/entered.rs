//! What is typed into the fields of a card: whether it can be taken, and the notice that says why not. It goes as soon as
//! the field is right, or another document is opened.

use super::App;
use crate::domain::date::BadDate;
use crate::domain::{Date, Edit, Fault, Id, Op, Table, Words, sentence};
use crate::jobs::Ticket;
use crate::say::cards as say;
use serde_json::Value;

/// What is said of fields, each known by the key its draft is kept under.
#[derive(Debug, Default)]
pub struct Entered {
    /// The field whose value was handed to the writer last.
    sent: Option<(Ticket, String)>,
    /// Fields that are wrong, each with the notice that says so.
    wrong: Vec<(String, u64)>,
}

/// The key under which what is half-typed in a field of a record is kept.
pub fn draft_key(id: Id, field: &str) -> String {
    format!("{id} {field}")
}

/// Why a field cannot hold what was typed, where that is known before it is tried.
fn unreadable(field: &str, text: &str) -> Option<Fault> {
    let is_date = matches!(field, "published" | "accessed" | "at" | "said_at" | "happens_at");
    let what = match Date::read(text).err().filter(|_| is_date)? {
        BadDate::Unknown(_) => say::no_date(Words::new(text).brief(40).raw()),
        // It says which two readings there are, or what there is not.
        other => sentence(&other.to_string()),
    };
    Some(Fault::new("AS-EDT-06", what, say::NOTHING_CHANGED, say::mend_date()))
}

impl App {
    /// Sets one field of a record to what was typed.
    pub(super) fn set(&mut self, table: Table, id: Id, field: &'static str, value: Value) {
        let key = draft_key(id, field);
        if let Some(fault) = value.as_str().and_then(|text| unreadable(field, text)) {
            return self.field_is_wrong(key, fault);
        }
        self.field_is_right(&key);
        self.before_set(table, id, field);
        let Some(model) = self.model() else { return };
        let of = match table {
            Table::Document => model.documents.get(&id).map(|document| document.heading().brief(40)),
            Table::Name => model.names.get(&id).map(|name| name.words.brief(40)),
            Table::Claim => model.claims.get(&id).map(|claim| claim.words.brief(40)),
            Table::Looked => model.looked.get(&id).map(|looked| looked.words.brief(40)),
            Table::Judgement => model.judgements.get(&id).map(|judgement| judgement.words.brief(40)),
            Table::Passage => model.anchor(id).map(|anchor| anchor.quote.brief(40)),
            _ => None,
        };
        let now = value.as_str().map(|text| Words::new(text).brief(40));
        let label = crate::say::history::set_to(field, table.label(), of.as_ref(), now.as_ref());
        if let Some(ticket) = self.edit(Edit::new(label, vec![Op::set(table, id, field, value)])) {
            self.entered.sent = Some((ticket, key));
        }
    }

    /// The writer refused an edit; where it was one of a field, that is said instead of what was said of it before.
    pub(super) fn refused(&mut self, ticket: Option<Ticket>, fault: Fault) {
        match self.entered.sent.take_if(|(sent, _)| Some(*sent) == ticket) {
            Some((_, key)) => self.field_is_wrong(key, fault),
            None => self.fault(fault),
        }
    }

    fn field_is_wrong(&mut self, key: String, fault: Fault) {
        self.field_is_right(&key);
        self.fault(fault);
        self.entered.wrong.extend(self.notices.last().map(|notice| (key, notice.id)));
    }

    /// What was said of a field is true no more.
    pub(super) fn field_is_right(&mut self, key: &str) {
        let gone: Vec<u64> = self.entered.wrong.extract_if(.., |(of, _)| of == key).map(|(_, notice)| notice).collect();
        self.notices.retain(|notice| !gone.contains(&notice.id));
    }

    /// Another document is opened: what was said of fields is of no use there.
    pub(super) fn leave_fields(&mut self) {
        let gone = std::mem::take(&mut self.entered.wrong);
        self.notices.retain(|notice| !gone.iter().any(|(_, of)| *of == notice.id));
    }
}
