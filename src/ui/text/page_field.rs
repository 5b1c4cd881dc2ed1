//! A block of the brief while it is written: it looks like the page, its marks stand apart, the sentence under the caret
//! lies on a wash, and the keys that reach beyond one block are told.

use super::field::{self, PageField};
use crate::domain::{Id, Words};
use crate::ui::theme::Palette;
use egui::{FontId, Ui};
use std::ops::Range;

/// How a block is written.
pub struct PageBlock<'a> {
    /// The block.
    pub id: Id,
    /// Its accessible name.
    pub name: &'a str,
    /// What stands in it while it is empty.
    pub hint: &'a Words,
    /// Its type.
    pub font: FontId,
    /// Distance of its lines, in points.
    pub leading: f32,
    /// Where a caret is to be put, and how often that was asked.
    pub caret: Option<(usize, u64)>,
    /// True when the keyboard is to go there too.
    pub focus: bool,
    /// Marks among the words.
    pub marks: &'a [BlockMark],
    /// Sentences, in bytes.
    pub sentences: &'a [Range<usize>],
    /// The sentence under the caret, among them.
    pub hot: Option<usize>,
    /// True when it has just come into the hand.
    pub taken: bool,
    /// True when what is typed is kept nowhere but here and in the drafts.
    pub half: bool,
}

/// A mark among the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockMark {
    /// Where it stands, in bytes.
    pub bytes: Range<usize>,
    /// True when it has an endnote; one that has none stands back, so that its number is not taken for an endnote's.
    pub noted: bool,
}

/// What came of it this frame.
#[derive(Clone, Debug, Default)]
pub struct PageOut {
    /// The words, when they changed.
    pub typed: Option<String>,
    /// Where the caret is, in bytes, while the block is written.
    pub caret: Option<usize>,
    /// What a key asks for beyond the block.
    pub key: Option<PageKey>,
    /// True when it was left.
    pub left: bool,
    /// The middle of the line each sentence begins on, from the top of the window.
    pub lines: Vec<f32>,
}

/// A key that reaches beyond a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKey {
    /// Enter: what follows this byte is to be a block of its own.
    Split(usize),
    /// Backspace at the beginning.
    Join,
    /// Up from the first line.
    Above,
    /// Down from the last line.
    Below,
}

#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    asked: u64,
}

/// Draws a block's words as they are written, and takes keys.
pub fn page_block(ui: &mut Ui, block: &PageBlock<'_>, words: &Words) -> PageOut {
    let id = field_id(block.id);
    let seen: Seen = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let put = block.caret.filter(|(_, asked)| *asked != seen.asked || block.taken);
    ui.data_mut(|data| data.insert_temp(id, Seen { asked: block.caret.map_or(seen.asked, |(_, asked)| asked) }));
    let palette = Palette::of(ui.ctx());
    let field = PageField {
        id,
        name: block.name,
        hint: block.hint.raw(),
        font: block.font.clone(),
        leading: block.leading,
        ink: palette.ink,
        accent: palette.accent,
        soft: palette.soft,
        wash: palette.wash,
        marks: block.marks,
        hot: block.hot.and_then(|at| block.sentences.get(at)).cloned(),
        caret: put.map(|(at, _)| at),
        focus: block.taken || (put.is_some() && block.focus),
    };
    let typed_ahead = if field.focus { take_ahead(ui) } else { Vec::new() };
    let mut text = words.raw().to_owned();
    let written = field::page(ui, &field, typed_ahead, &mut text);
    if block.half && !written.response.has_focus() {
        // What is typed here is not in the project yet.
        let edge = egui::Stroke::new(1.0, palette.accent);
        let rect = written.response.rect.expand2(egui::vec2(6.0, 2.0));
        ui.painter().rect_stroke(rect, crate::ui::theme::measure::BUTTON_RADIUS, edge, egui::StrokeKind::Outside);
    }
    PageOut {
        caret: written.caret,
        key: written.key,
        left: written.response.lost_focus(),
        lines: block.sentences.iter().map(|s| written.line_of(&text, s.start)).collect(),
        typed: written.response.changed().then_some(text),
    }
}

fn field_id(block: Id) -> egui::Id {
    egui::Id::unique(("field of the brief", block))
}

fn ahead() -> egui::Id {
    egui::Id::unique("typed ahead of a block of the brief")
}

/// Keeps what is typed while the block it is for is on its way, so that not a letter is lost nor taken for a command.
pub fn type_ahead(ui: &Ui) {
    field::still_typing(ui.ctx());
    let events = ui.input_mut(|input| {
        let (held, rest) = std::mem::take(&mut input.events).into_iter().partition(|event| {
            matches!(
                event,
                egui::Event::Text(_) | egui::Event::Key { .. } | egui::Event::Paste(_) | egui::Event::Ime(_)
            )
        });
        input.events = rest;
        held
    });
    let mut all: Vec<egui::Event> = ui.data_mut(|data| data.remove_temp(ahead())).unwrap_or_default();
    all.extend(events);
    ui.data_mut(|data| data.insert_temp(ahead(), all));
}

/// Lets go of what was typed for a block that never came.
pub fn forget_ahead(ui: &Ui) {
    drop(take_ahead(ui));
}

fn take_ahead(ui: &Ui) -> Vec<egui::Event> {
    ui.data_mut(|data| data.remove_temp(ahead())).unwrap_or_default()
}
