//! Fields to type in. The one place that uses egui's text field, so that it can be changed in one place.

use egui::{FontId, Frame, Key, Margin, Modifiers, Response, Stroke, TextEdit, Ui, vec2};
use std::ops::Range;

use super::page_field::{BlockMark, PageKey};
use crate::ui::theme::{Palette, measure};

/// How a field stands among other things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// In a frame of its own.
    Framed,
    /// Like the text around it, until it is pointed at or typed in.
    Quiet,
}

/// A field of one line that takes the width there is.
pub fn wide_line(ui: &mut Ui, name: &str, hint: &str, text: &mut String) -> Response {
    shown(ui, name, Look::Framed, TextEdit::singleline(text).hint_text(hint.to_owned()).desired_width(f32::INFINITY))
}

/// How one leaves a field that stands over rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// By Down or Enter, to the rows.
    ToRows,
    /// By Esc.
    Out,
}

/// A field of one line that stands over rows. It takes the keyboard when it is asked for once more than `seen` (the
/// counter `asked`), and while it `listens` tells how it is left.
pub fn over_rows(
    ui: &mut Ui,
    (name, hint): (&str, &str),
    (seen, asked): (&mut u64, u64),
    listens: bool,
    text: &mut String,
) -> (Response, Option<Left>) {
    let response = wide_line(ui, name, hint, text);
    if *seen != asked {
        *seen = asked;
        response.request_focus();
    }
    // Enter and Esc have taken the focus from the field by now.
    let (here, gone) = (response.has_focus(), response.lost_focus());
    let press = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let left = if !listens || !(here || gone) {
        None
    } else if here && press(Key::ArrowDown) || press(Key::Enter) {
        Some(Left::ToRows)
    } else {
        press(Key::Escape).then_some(Left::Out)
    };
    (response, left)
}

/// A value that looks like text until it is pointed at or typed in; it grows with its lines. One of one line is wrapped
/// where it is longer than its room, so that all of it is seen, and takes no line ends.
pub fn quiet(
    ui: &mut Ui,
    id: egui::Id,
    (name, hint): (&str, &str),
    one_line: bool,
    font: FontId,
    text: &mut String,
) -> Response {
    let mut field = TextEdit::multiline(text).id(id).desired_rows(1);
    if one_line {
        field = field.return_key(None);
    }
    let field = field.hint_text(hint.to_owned()).font(font).desired_width(f32::INFINITY);
    let response = shown(ui, name, Look::Quiet, field);
    if one_line {
        // However many lines it takes to show it, it is one.
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_role(egui::accesskit::Role::TextInput));
    }
    if one_line && response.changed() && text.contains(['\n', '\r']) {
        *text = text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    }
    response
}

/// A field of several lines that takes the width there is and is at least `rows` high.
pub fn multi_line(ui: &mut Ui, name: &str, hint: &str, rows: usize, text: &mut String) -> Response {
    shown(
        ui,
        name,
        Look::Framed,
        TextEdit::multiline(text).hint_text(hint.to_owned()).desired_width(f32::INFINITY).desired_rows(rows),
    )
}

/// Puts the caret of a field behind what stands in it, when something else than the keyboard put it there.
pub fn to_end(ctx: &egui::Context, field: egui::Id, text: &str) {
    if let Some(mut state) = egui::text_edit::TextEditState::load(ctx, field) {
        let end = egui::text::CCursor::new(text.chars().count());
        state.cursor.set_char_range(Some(egui::text::CCursorRange::one(end)));
        state.store(ctx, field);
    }
}

/// True while somebody types: a field had the focus in this pass or the last.
pub fn is_typing(ctx: &egui::Context) -> bool {
    let pass = ctx.cumulative_pass_nr();
    ctx.data(|data| data.get_temp::<u64>(typing())).is_some_and(|last| pass.saturating_sub(last) <= 1)
}

/// Says that somebody types, in a field that is still to come.
pub(super) fn still_typing(ctx: &egui::Context) {
    let pass = ctx.cumulative_pass_nr();
    ctx.data_mut(|data| data.insert_temp(typing(), pass));
}

fn typing() -> egui::Id {
    egui::Id::unique("typing in a field")
}

fn shown(ui: &mut Ui, name: &str, look: Look, field: TextEdit<'_>) -> Response {
    let palette = Palette::of(ui.ctx());
    let frame = match look {
        Look::Framed => Frame::new()
            .fill(palette.paper)
            .corner_radius(measure::BUTTON_RADIUS)
            .inner_margin(Margin::symmetric(10, 5))
            .stroke(Stroke::new(1.0, palette.rule)),
        // The outer margin takes back what the inner one gives, so that the text stands where a label would.
        Look::Quiet => Frame::new().inner_margin(Margin::symmetric(6, 2)).outer_margin(Margin::symmetric(-6, -2)),
    };
    let response = ui.add(field.frame(frame));
    // A quiet field takes no more room than its text; its outline stands off from it.
    let outline = if look == Look::Quiet { response.rect.expand2(vec2(6.0, 2.0)) } else { response.rect };
    if look == Look::Quiet && response.hovered() && !response.has_focus() {
        let edge = Stroke::new(1.0, palette.rule);
        ui.painter().rect_stroke(outline, measure::BUTTON_RADIUS, edge, egui::StrokeKind::Outside);
    }
    if response.has_focus() {
        still_typing(ui.ctx());
        let edge = Stroke::new(1.5, palette.accent);
        ui.painter().rect_stroke(outline, measure::BUTTON_RADIUS, edge, egui::StrokeKind::Outside);
    }
    // The field has said what it holds; its name is added to that.
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    response
}

/// A block of a page that is written: see [`super::page_field`].
pub(super) struct PageField<'a> {
    pub id: egui::Id,
    pub name: &'a str,
    pub hint: &'a str,
    pub font: FontId,
    pub leading: f32,
    pub ink: egui::Color32,
    pub accent: egui::Color32,
    pub wash: egui::Color32,
    pub soft: egui::Color32,
    pub marks: &'a [BlockMark],
    pub hot: Option<Range<usize>>,
    pub caret: Option<usize>,
    pub focus: bool,
}

/// What came of it.
pub(super) struct Written {
    pub response: Response,
    pub caret: Option<usize>,
    pub key: Option<PageKey>,
    galley: std::sync::Arc<egui::Galley>,
    at: egui::Pos2,
}

impl Written {
    /// The middle of the line a byte stands on, from the top of the window.
    pub(super) fn line_of(&self, text: &str, byte: usize) -> f32 {
        let cursor = egui::text::CCursor::new(chars(text, byte));
        self.at.y + self.galley.pos_from_cursor(cursor).center().y
    }
}

fn chars(text: &str, byte: usize) -> usize {
    text.get(..text.floor_char_boundary(byte)).map_or(0, |head| head.chars().count())
}

fn byte(text: &str, chars: usize) -> usize {
    text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at)
}

/// Draws a block of a page and takes its keys; `ahead` is what was typed before it was there.
pub(super) fn page(ui: &mut Ui, field: &PageField<'_>, ahead: Vec<egui::Event>, text: &mut String) -> Written {
    use egui::text::{CCursor, CCursorRange};
    let id = field.id;
    if field.focus {
        ui.memory_mut(|memory| memory.request_focus(id));
        // What was typed before goes before what is typed now.
        ui.input_mut(|input| drop(input.events.splice(0..0, ahead)));
    }
    if field.focus || field.caret.is_some() {
        let at = chars(text, field.caret.unwrap_or(text.len()));
        let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
        state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(at))));
        state.store(ui.ctx(), id);
    }
    let focused = ui.memory(|memory| memory.has_focus(id));
    let before = egui::text_edit::TextEditState::load(ui.ctx(), id).and_then(|state| state.cursor.char_range());
    let mut key = None;
    let (mut up, mut down) = (false, false);
    if focused {
        ui.input_mut(|i| {
            // By the modifiers of the stroke itself: a quick hand has let go of them before the frame is drawn.
            if i.consume_key(Modifiers::COMMAND, Key::Enter) {
                key = Some(None);
            } else if i.modifiers.is_none() && i.consume_key(Modifiers::NONE, Key::Enter) {
                let at = before.map_or(text.len(), |range| byte(text, range.primary.index.0));
                key = Some(Some(PageKey::Split(at)));
            } else if before.is_some_and(|range| range.is_empty() && range.primary.index.0 == 0)
                && i.modifiers.is_none()
                && i.consume_key(Modifiers::NONE, Key::Backspace)
            {
                key = Some(Some(PageKey::Join));
            }
            up = i.modifiers.is_none() && i.key_pressed(Key::ArrowUp);
            down = i.modifiers.is_none() && i.key_pressed(Key::ArrowDown);
        });
    }
    let mut lay = |ui: &Ui, buffer: &dyn egui::TextBuffer, wrap: f32| lay_page(ui, field, buffer.as_str(), wrap);
    let frame = Frame::new().inner_margin(Margin::symmetric(6, 2)).outer_margin(Margin::symmetric(-6, -2));
    let hint = egui::RichText::new(field.hint).font(field.font.clone());
    let output = TextEdit::multiline(text)
        .id(id)
        .desired_rows(1)
        .desired_width(f32::INFINITY)
        .hint_text(hint)
        .frame(frame)
        .layouter(&mut lay)
        .show(ui);
    let response = output.response.response;
    if response.has_focus() {
        still_typing(ui.ctx());
    }
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(field.name));
    let after = output.cursor_range;
    let still = before.is_some() && before.map(|r| r.primary.index) == after.map(|r| r.primary.index);
    let row = after.map(|range| output.galley.layout_from_cursor(range.primary).row);
    let key = match key {
        Some(None) => {
            response.surrender_focus();
            None
        }
        Some(Some(key)) => Some(key),
        None if up && row == Some(0) && (still || after.is_some_and(|r| r.primary.index.0 == 0)) => {
            Some(PageKey::Above)
        }
        None if down && row.is_some_and(|row| row + 1 == output.galley.rows.len()) && still => Some(PageKey::Below),
        None => None,
    };
    let caret = after.filter(|_| response.has_focus()).map(|range| byte(text, range.primary.index.0));
    Written { caret, key, galley: output.galley, at: output.galley_pos, response }
}

fn lay_page(ui: &Ui, field: &PageField<'_>, text: &str, wrap: f32) -> std::sync::Arc<egui::Galley> {
    let format = |color| egui::TextFormat {
        line_height: Some(field.leading),
        valign: egui::Align::Center,
        ..egui::TextFormat::simple(field.font.clone(), color)
    };
    let mut job = egui::text::LayoutJob { wrap: egui::text::TextWrapping::wrap_at_width(wrap), ..Default::default() };
    let mut edges: Vec<usize> = field.marks.iter().flat_map(|mark| [mark.bytes.start, mark.bytes.end]).collect();
    edges.extend(field.hot.iter().flat_map(|hot| [hot.start, hot.end]));
    edges.extend([0, text.len()]);
    edges.retain(|at| *at <= text.len() && text.is_char_boundary(*at));
    edges.sort_unstable();
    edges.dedup();
    for pair in edges.windows(2) {
        let [from, to] = pair else { continue };
        let mark = field.marks.iter().find(|mark| mark.bytes.start <= *from && *to <= mark.bytes.end);
        let mut format = format(mark.map_or(field.ink, |mark| if mark.noted { field.accent } else { field.soft }));
        if field.hot.as_ref().is_some_and(|hot| hot.start <= *from && *to <= hot.end) {
            format.background = field.wash;
        }
        job.append(text.get(*from..*to).unwrap_or_default(), 0.0, format);
    }
    if text.is_empty() {
        job.append("", 0.0, format(field.ink));
    }
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
