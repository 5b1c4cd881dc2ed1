//! What the pointer and the keys do to the text: place, select, scroll, copy.

use egui::{Event, EventFilter, Key, Modifiers, Pos2, Rect, Response, Ui};

use super::marks::Drawn;
use super::place::Column;
use super::view::{Shown, block_at, byte_at, mark_at};
use super::{Reader, ReaderEvent, ReaderState, Selection, edges};
use crate::domain::{Id, Span};
use crate::text::caret::Step;

/// A press moves further than this before it selects, in points; a hand that clicks is not perfectly still.
const STILL: f32 = 2.0;

/// A press of the pointer that is not over yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Press {
    origin: Pos2,
    anchor: u32,
    selecting: bool,
}

/// Wheel, Page Up and Down, Home and End.
pub(super) fn scroll_keys(ui: &Ui, response: &Response, column: &Column<'_>, state: &mut ReaderState) {
    if response.contains_pointer() {
        let wheel = ui.input_mut(|input| std::mem::take(&mut input.smooth_scroll_delta.y));
        state.place.scroll -= f64::from(wheel);
    }
    if response.has_focus() {
        // Arrow keys are the reader's and do not walk the focus away.
        let edges = state.edges.is_some();
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, tab: edges, escape: edges };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    if !listens(ui, response, state) {
        return;
    }
    let line = f64::from(column.style.size * column.style.line_height);
    let page = (column.height - 2.0 * line).max(line);
    ui.input_mut(|input| {
        if input.consume_key(Modifiers::NONE, Key::PageDown) {
            state.place.scroll += page;
        }
        if input.consume_key(Modifiers::NONE, Key::PageUp) {
            state.place.scroll -= page;
        }
        if input.consume_key(Modifiers::NONE, Key::Home) || input.consume_key(Modifiers::COMMAND, Key::Home) {
            state.place.jump = Some(0.0);
            state.place.scroll = f64::from(i32::MIN);
        }
        if input.consume_key(Modifiers::NONE, Key::End) || input.consume_key(Modifiers::COMMAND, Key::End) {
            state.place.jump = Some(1.0);
        }
    });
}

/// Shift with arrows moves the head of the selection, beginning with the sentence under the cursor; Ctrl+C copies it, or the sentence.
pub(super) fn selection_keys(
    ui: &Ui,
    reader: &Reader<'_>,
    response: &Response,
    column: &Column<'_>,
    state: &mut ReaderState,
    events: &mut Vec<ReaderEvent>,
) {
    let listens = listens(ui, response, state);
    if listens && ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Copy))) {
        state.copying = state.selection().or(reader.cursor);
    }
    // Another selection in the meantime, and nobody waits for this one any more.
    state.copying = state.copying.filter(|&span| state.selection().or(reader.cursor) == Some(span));
    if let Some(span) = state.copying {
        match reader.source.text(span.range()) {
            Some(text) => {
                ui.ctx().copy_text(text.into_owned());
                state.copying = None;
            }
            None => events.push(ReaderEvent::Need(span.range())),
        }
    }
    if !listens {
        return;
    }
    if let Some((span, end)) = state.edges {
        return edges::keys(ui, column, state, span, end, events);
    }
    let by_word = Modifiers::SHIFT;
    let by_grapheme = Modifiers::SHIFT | Modifiers::COMMAND;
    let moves = ui.input_mut(|input| {
        let mut moves = Vec::new();
        for (modifiers, step) in [(by_grapheme, Step::Grapheme), (by_word, Step::Word)] {
            for (key, towards) in [(Key::ArrowLeft, Towards::Left(step)), (Key::ArrowRight, Towards::Right(step))] {
                moves.extend(std::iter::repeat_n(towards, input.count_and_consume_key(modifiers, key)));
            }
        }
        moves.extend(std::iter::repeat_n(Towards::Line(-1), input.count_and_consume_key(by_word, Key::ArrowUp)));
        moves.extend(std::iter::repeat_n(Towards::Line(1), input.count_and_consume_key(by_word, Key::ArrowDown)));
        moves
    });
    for towards in moves {
        let start = state.selection.or(reader.cursor.map(|span| Selection { anchor: span.start(), head: span.end() }));
        let Some(Selection { anchor, head }) = start else { return };
        let Some(head) = step(column, state, head, towards) else { continue };
        state.selection = Some(Selection { anchor, head });
        state.reveal(head);
        events.push(ReaderEvent::Select { anchor, head });
    }
}

#[derive(Clone, Copy)]
pub(super) enum Towards {
    Left(Step),
    Right(Step),
    Line(isize),
}

/// Where the head goes; over the edge of a block into its neighbour.
pub(super) fn step(column: &Column<'_>, state: &mut ReaderState, head: u32, towards: Towards) -> Option<u32> {
    let block = state.place.block_of(column, head);
    let measured = state.place.measure(column, block);
    let (layout, dress) = (measured.layout?, measured.dress);
    let start = measured.bytes.start;
    let local = head.saturating_sub(start).min(measured.bytes.end - start);
    let forward = match towards {
        Towards::Left(_) => layout.right_to_left(),
        Towards::Right(_) => !layout.right_to_left(),
        Towards::Line(down) => down > 0,
    };
    let inside = match towards {
        Towards::Left(by) | Towards::Right(by) if forward => layout.after(local, by),
        Towards::Left(by) | Towards::Right(by) => layout.before(local, by),
        Towards::Line(down) => layout.line_step(local, down, layout.caret(local).0),
    };
    if let Some(local) = inside {
        return Some(start + local);
    }
    let neighbour = if forward { state.place.next(column, block) } else { state.place.previous(column, block) }?;
    let measured = state.place.measure(column, neighbour);
    let there = measured.layout?;
    let local = match towards {
        Towards::Line(_) => {
            let line = if forward { there.lines().first() } else { there.lines().last() }?;
            let moved = dress.left(&layout) - measured.dress.left(&there);
            there.hit(layout.caret(local).0 + moved, (line.top + line.bottom) / 2.0)
        }
        Towards::Left(_) | Towards::Right(_) if forward => 0,
        Towards::Left(_) | Towards::Right(_) => u32::try_from(there.text().len()).ok()?,
    };
    Some(measured.bytes.start + local)
}

/// Press, drag, click; gives back the mark whose words are pointed at.
#[expect(clippy::too_many_arguments, reason = "one frame's worth of what the pointer can meet")]
pub(super) fn pointer(
    ui: &Ui,
    reader: &Reader<'_>,
    response: &Response,
    shown: &[Shown],
    drawn: &[Drawn],
    area: Rect,
    state: &mut ReaderState,
    events: &mut Vec<ReaderEvent>,
) -> Option<Id> {
    let (pressed, released, origin, now, shift) = ui.input(|input| {
        let pointer = &input.pointer;
        (
            pointer.primary_pressed(),
            pointer.primary_released(),
            pointer.press_origin(),
            pointer.latest_pos(),
            input.modifiers.shift,
        )
    });
    // A press on a knob is the knob's, though the text lies under it.
    let on_knob = ui.ctx().dragged_id().is_some_and(|id| id != response.id);
    if pressed && response.contains_pointer() && !on_knob {
        response.request_focus();
        // From where it was pressed, not from where the drag was first seen.
        let begun = origin.or(now).filter(|&at| area.contains(at)).and_then(|at| Some((at, byte_at(shown, at)?)));
        state.press = begun.map(|(origin, byte)| {
            let held = state.selection.map(|s| s.anchor).or(reader.cursor.map(Span::start));
            let anchor = held.filter(|_| shift).unwrap_or(byte);
            Press { origin, anchor, selecting: shift }
        });
    }
    if let (Some(press), Some(now)) = (&mut state.press, now) {
        let (anchor, head) = (press.anchor, byte_at(shown, now).unwrap_or(press.anchor));
        press.selecting |= press.origin.distance(now) > STILL && head != anchor;
        let selection = Selection { anchor, head };
        if press.selecting && state.selection != Some(selection) {
            state.selection = Some(selection);
            events.push(ReaderEvent::Select { anchor, head });
        }
        if press.selecting {
            follow(ui, response.rect, now, &mut state.place.scroll);
        }
    }
    let was_selecting = state.press.is_some_and(|press| press.selecting);
    // By the pointer alone: Enter and Space are clicks to a widget with the focus, and other things to the caller.
    let clicked = response.clicked_by(egui::PointerButton::Primary);
    let at = response.interact_pointer_pos().or(now);
    if let Some(at) = at.filter(|&at| clicked && !was_selecting && area.contains(at))
        && let Some(byte) = byte_at(shown, at)
    {
        let several = if response.triple_clicked() {
            paragraph(shown, at)
        } else {
            word(shown, at).filter(|_| response.double_clicked())
        };
        if let Some((anchor, head)) = several.filter(|(anchor, head)| anchor < head) {
            state.selection = Some(Selection { anchor, head });
            events.push(ReaderEvent::Select { anchor, head });
        } else {
            state.selection = None;
            events.push(ReaderEvent::Place { byte });
            events.extend(mark_at(shown, drawn, at).map(ReaderEvent::Open));
        }
    }
    if let Some(at) = at.filter(|&at| response.secondary_clicked() && area.contains(at))
        && let Some(byte) = byte_at(shown, at)
    {
        events.push(ReaderEvent::Point { byte });
    }
    if released {
        state.press = None;
        let dropped = egui::DragAndDrop::has_any_payload(ui.ctx()) && response.contains_pointer();
        let byte = now.filter(|&at| dropped && area.contains(at)).and_then(|at| byte_at(shown, at));
        events.extend(byte.map(|byte| ReaderEvent::Drop { byte }));
    }
    let hover = response.hover_pos().filter(|_| response.hovered() && !was_selecting)?;
    if area.contains(hover) {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Text);
    }
    mark_at(shown, drawn, hover)
}

/// Scrolls while a selection is drawn beyond the edge, the faster the further.
fn follow(ui: &Ui, rect: Rect, now: Pos2, scroll: &mut f64) {
    let beyond = (now.y - rect.bottom()).max(0.0) - (rect.top() - now.y).max(0.0);
    if beyond != 0.0 {
        let seconds = ui.input(|input| input.stable_dt).min(0.1);
        *scroll += f64::from(beyond.clamp(-120.0, 120.0) * 12.0 * seconds);
        ui.ctx().request_repaint();
    }
}

fn word(shown: &[Shown], at: Pos2) -> Option<(u32, u32)> {
    let s = block_at(shown, at)?;
    let layout = s.placed.measured.layout.as_ref()?;
    let cluster = layout.cluster_at(at.x - s.at.x, at.y - s.at.y)?;
    let word = layout.word_at(cluster.start);
    let start = s.placed.measured.bytes.start;
    Some((start + word.start, start + word.end))
}

fn paragraph(shown: &[Shown], at: Pos2) -> Option<(u32, u32)> {
    let paragraph = block_at(shown, at)?.placed.block.paragraph;
    let mut bytes = shown.iter().filter(|s| s.placed.block.paragraph == paragraph).map(|s| &s.placed.measured.bytes);
    let first = bytes.next()?;
    Some((first.start, bytes.next_back().unwrap_or(first).end))
}

/// Keys are the reader's when it has the focus, or when nothing has and it is the first.
pub(super) fn listens(ui: &Ui, response: &Response, state: &ReaderState) -> bool {
    // What lies over the window has the keys first.
    let reached = ui.memory(|memory| memory.allows_interaction(ui.layer_id()));
    reached && (response.has_focus() || (state.first && ui.memory(|memory| memory.focused().is_none())))
}
