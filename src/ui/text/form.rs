//! Fields bound to a value of the project: what is typed stays in the field until it is left or Ctrl+Enter (in one of
//! one line, Enter) is pressed, and is offered as a draft two seconds after the last key, at the latest ten seconds after the first.

use super::field;
use crate::app::entered::draft_key;
use crate::domain::{Id, Words};
use crate::ui::theme::{Palette, measure};
use egui::{FontId, Key, Modifiers, Stroke, StrokeKind, Ui, vec2};

/// What came of a bound field this frame.
#[derive(Clone, Debug, PartialEq)]
pub enum Typed {
    /// Half-typed text, to be kept as a draft under this key.
    Half(String, String),
    /// The new value; the draft under this key has done its work.
    Done(String, String),
    /// What was typed is the value there is; nothing is left to be done with the draft under this key.
    Same(String),
}

#[derive(Clone, Debug, Default)]
struct Held {
    /// The value the text began from.
    base: String,
    /// The value before the last edit, which is shown by nobody any more but is the project's until the edit is durable.
    before: Option<String>,
    /// The pass in which that edit was asked for.
    sent: u64,
    text: String,
    /// What was refused: it is not handed in again by leaving the field.
    refused: Option<String>,
    /// When the text last changed and when a draft was last offered, in seconds of the window's clock.
    changed: Option<f64>,
    first: f64,
}

/// How a bound field looks.
#[derive(Clone, Debug)]
pub struct BoundStyle {
    /// Its accessible name.
    pub name: String,
    /// What stands in it while it is empty.
    pub hint: String,
    /// One line, which Enter takes; else Enter begins another.
    pub one_line: bool,
    /// Its type.
    pub font: FontId,
    /// What is typed as it will be shown, where that is known: a date in words for one in figures.
    pub reads: fn(&str) -> Option<String>,
}

/// The value a bound field stands for, as the project has it now.
#[derive(Clone, Copy, Debug)]
pub struct Bound<'a> {
    /// The value.
    pub value: Option<&'a Words>,
    /// What was half-typed when the program last stopped.
    pub draft: Option<&'a Words>,
    /// True when no edit is on its way: a value that was typed and is not the project's by now was refused.
    pub settled: bool,
}

/// A field for one value of a record. A value that was refused stays in the field, to be mended.
pub fn bound(ui: &mut Ui, style: &BoundStyle, key: (Id, &'static str), now_is: Bound<'_>) -> Option<Typed> {
    let id = egui::Id::unique(("bound", key));
    let value = now_is.value.map_or("", Words::raw);
    let mut held: Held = ui.data_mut(|data| data.get_temp(id)).unwrap_or_else(|| match now_is.draft {
        // It is kept already; leaving the field makes it an edit.
        Some(draft) => {
            let (base, text) = (value.to_owned(), draft.raw().to_owned());
            Held { base, text, changed: Some(f64::INFINITY), first: f64::INFINITY, ..Held::default() }
        }
        None => Held::default(),
    });
    let draft = draft_key(key.0, key.1);
    let now = ui.input(|i| i.time);
    if held.base == value {
        held.before = None;
    } else if now_is.settled && held.before.as_deref() == Some(value) && held.sent < ui.ctx().cumulative_pass_nr() {
        let text = std::mem::take(&mut held.text);
        let refused = Some(text.clone());
        held = Held { base: value.to_owned(), text, refused, changed: Some(now), first: now, ..Held::default() };
    }
    if held.changed.is_none() && held.base != value && held.before.as_deref() != Some(value) {
        held = Held { base: value.to_owned(), text: value.to_owned(), ..Held::default() };
    }
    let place = place(ui.ctx(), key);
    let field = (style.name.as_str(), style.hint.as_str());
    let response = field::quiet(ui, place, field, style.one_line, style.font.clone(), &mut held.text);
    if ui.data_mut(|data| data.remove_temp::<bool>(asked(key))).unwrap_or(false) {
        response.request_focus();
    }
    if held.changed.is_some() && !response.has_focus() {
        // What is typed here is not in the project yet.
        let edge = Stroke::new(1.0, Palette::of(ui.ctx()).accent);
        ui.painter().rect_stroke(
            response.rect.expand2(vec2(6.0, 2.0)),
            measure::BUTTON_RADIUS,
            edge,
            StrokeKind::Outside,
        );
    }
    if response.changed() {
        // What a draft holds already does not count.
        if held.changed.is_none_or(f64::is_infinite) {
            held.first = now;
        }
        held.changed = Some(now);
    }
    let entered = response.has_focus() && ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
    if entered {
        response.surrender_focus();
    }
    // Enter takes what is typed and stays: whoever types on writes here, and gives no single-key commands.
    let taken = style.one_line && response.has_focus() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
    let mut out = None;
    let left = response.lost_focus() && held.refused.as_ref() != Some(&held.text);
    if (left || entered || taken) && held.changed.is_some() {
        held.changed = None;
        if let Some(read) = (style.reads)(&held.text) {
            field::to_end(ui.ctx(), response.id, &read);
            held.text = read;
        }
        // White space around a value is not part of it.
        if held.text.trim() == held.base.trim() {
            held.text.clone_from(&held.base);
            held.refused = None;
            out = Some(Typed::Same(draft));
        } else {
            held.sent = ui.ctx().cumulative_pass_nr();
            held.before = Some(std::mem::replace(&mut held.base, held.text.clone()));
            out = Some(Typed::Done(draft, held.text.clone()));
        }
    } else if let Some(changed) = held.changed {
        if now - changed >= 2.0 || now - held.first >= 10.0 {
            // Offered once until the next key.
            held.changed = Some(f64::INFINITY);
            held.first = f64::INFINITY;
            out = Some(Typed::Half(draft, held.text.clone()));
        } else if changed.is_finite() {
            ui.ctx().request_repaint_after_secs(2.0);
        }
    }
    ui.data_mut(|data| data.insert_temp(id, held));
    out
}

/// Puts the caret into a bound field as soon as it is drawn.
pub fn focus_on(ctx: &egui::Context, key: (Id, &'static str)) {
    ctx.data_mut(|data| data.insert_temp(asked(key), true));
}

/// What egui knows a field by, whatever comes and goes around it: what is taken may change its card, and the caret stays.
/// A record that is on two cards has two fields.
fn place(ctx: &egui::Context, key: (Id, &'static str)) -> egui::Id {
    let pass = ctx.cumulative_pass_nr();
    let before = ctx.data_mut(|data| {
        let drawn = data.get_temp_mut_or_default::<(u64, u32)>(egui::Id::unique(("bound field drawn", key)));
        *drawn = if drawn.0 == pass { (pass, drawn.1 + 1) } else { (pass, 0) };
        drawn.1
    });
    egui::Id::unique(("bound field", key, before))
}

fn asked(key: (Id, &'static str)) -> egui::Id {
    egui::Id::unique(("bound field asked for", key))
}
