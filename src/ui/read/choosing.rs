//! Rows of documents that have the focus as a whole: clicks with Ctrl and Shift, arrows, Ctrl+A, and staying in sight.

use crate::app::Action;
use crate::app::selection::Choose;
use crate::domain::Id;
use crate::ui::Scene;
use crate::ui::text::field;
use egui::{Context, EventFilter, Key, Modifiers, Rect, Role, Sense, Ui, WidgetInfo};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

/// Rows of equal height, of which a few are drawn.
pub(super) struct Rows {
    /// The accessible name of the whole.
    pub name: &'static str,
    /// How many there are.
    pub count: usize,
    /// From one row's top to the next one's, in points.
    pub height: f32,
    /// How much of them can be seen, in points.
    pub room: f32,
}

impl Rows {
    fn id(&self) -> egui::Id {
        focus_of(self.name)
    }

    fn kept(&self) -> egui::Id {
        kept_for(self.name)
    }
}

fn kept_for(name: &str) -> egui::Id {
    egui::Id::unique(("rows in sight", name))
}

fn focus_of(name: &str) -> egui::Id {
    egui::Id::unique(("rows", name))
}

/// Left for the end of the frame.
#[derive(Clone, Default)]
struct FocusWanted;

/// What was in sight in the frame before, and the row that had to be.
#[derive(Clone, Default)]
struct InSight {
    rows: Range<usize>,
    of: Option<Id>,
    /// What narrowed the rows; `None` before any was drawn.
    narrowed: Option<u64>,
}

/// True while rows of documents have the focus: arrows are theirs then.
pub(crate) fn is_choosing(ctx: &Context) -> bool {
    use crate::say::documents::{LIST, TABLE_ROWS};
    let focused = ctx.memory(egui::Memory::focused);
    focused.is_some_and(|id| [LIST, TABLE_ROWS].into_iter().any(|name| focus_of(name) == id))
}

/// How far to scroll so that the document the arrows moved to, or else the open one, can be seen; `None` while it can,
/// and once it could. Rows that were narrowed in another way begin at their top. `before` rows come before those in memory.
pub(super) fn offset(ui: &Ui, scene: &Scene<'_>, rows: &Rows, before: usize) -> Option<f32> {
    let app = scene.app;
    let of = app.selection.end().or(app.reading.as_ref().map(|reading| reading.document));
    let mut seen: InSight = ui.data(|data| data.get_temp(rows.kept())).unwrap_or_default();
    let narrowed = narrowed(scene);
    let was = seen.narrowed.replace(narrowed);
    if was.is_some_and(|was| was != narrowed) && is_narrowed(scene) {
        seen.of = of;
        ui.data_mut(|data| data.insert_temp(rows.kept(), seen));
        return Some(0.0);
    }
    // With all of them there again, the one that is read is looked for.
    if of == seen.of && was == Some(narrowed) {
        return None;
    }
    let at = of.and_then(|id| app.listing.position(id)).map(|at| at + before);
    seen.of = of;
    let in_sight = at.is_some_and(|at| seen.rows.start < at + usize::from(at == 0) && at + 1 < seen.rows.end);
    ui.data_mut(|data| data.insert_temp(rows.kept(), seen));
    let at = at.filter(|_| !in_sight)?;
    let middle = at as f32 * rows.height - (rows.room - rows.height) / 2.0;
    Some(middle.clamp(0.0, (rows.count as f32 * rows.height - rows.room).max(0.0)))
}

fn is_narrowed(scene: &Scene<'_>) -> bool {
    let app = scene.app;
    !app.list_words.trim().is_empty() || app.arrangement.triage.is_some() || app.tag_filter.is_some()
}

/// What narrows the rows, as a number: groups, of which each has rows of its own, are not in it.
fn narrowed(scene: &Scene<'_>) -> u64 {
    let app = scene.app;
    let triage = app.arrangement.triage.map(|triage| triage as u8);
    let mut hasher = DefaultHasher::new();
    (app.list_words.trim(), triage, app.tag_filter).hash(&mut hasher);
    hasher.finish()
}

/// Remembers which rows are drawn.
pub(super) fn seen(ui: &Ui, rows: &Rows, range: &Range<usize>) {
    ui.data_mut(|data| data.get_temp_mut_or_default::<InSight>(rows.kept()).rows = range.clone());
}

/// What a click on a row chooses; `None` for a plain click. With Ctrl or Shift the rows take the focus.
pub(super) fn clicked(ui: &Ui, rows: &Rows, id: Id) -> Option<Choose> {
    let modifiers = ui.input(|input| input.modifiers);
    let choose = if modifiers.shift {
        Choose::Reach(id)
    } else if modifiers.command {
        Choose::Toggle(id)
    } else {
        return None;
    };
    focus_on(ui.ctx(), rows.name);
    Some(choose)
}

/// Gives the rows the focus, once all of them are drawn: a click on one of them is at first a click beside the whole.
pub(super) fn focus_on(ctx: &Context, rows: &str) {
    ctx.data_mut(|data| data.insert_temp(kept_for(rows), FocusWanted));
}

/// Takes the keys that are for the rows while they have the focus, and Esc while something is chosen.
pub(super) fn listen(ui: &Ui, scene: &mut Scene<'_>, rows: &Rows, rect: Rect) {
    let response = ui.interact(rect, rows.id(), Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::ListBox, ui.is_enabled(), rows.name));
    if ui.data_mut(|data| data.remove_temp::<FocusWanted>(rows.kept())).is_some() {
        response.request_focus();
    }
    if scene.app.overlay.is_some() {
        return;
    }
    let press = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if !scene.app.selection.ids().is_empty() && !field::is_typing(ui.ctx()) && press(Modifiers::NONE, Key::Escape) {
        scene.wanted.push(Action::Choose(Choose::Nothing));
    } else if !scene.app.list_words.is_empty()
        && response.has_focus()
        && scene.app.notices.is_empty()
        && press(Modifiers::NONE, Key::Escape)
    {
        // Nothing is chosen any more: the words that narrow the rows are the next to go.
        scene.wanted.push(Action::FilterWords(String::new()));
    }
    if !response.has_focus() {
        return;
    }
    let filter = EventFilter { vertical_arrows: true, escape: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(rows.id(), filter));
    let choices = [
        (Modifiers::SHIFT, Key::ArrowDown, Choose::Step(true)),
        (Modifiers::SHIFT, Key::ArrowUp, Choose::Step(false)),
        (Modifiers::NONE, Key::ArrowDown, Choose::Move(true)),
        (Modifiers::NONE, Key::ArrowUp, Choose::Move(false)),
        (Modifiers::COMMAND, Key::A, Choose::All),
    ];
    for (modifiers, key, choose) in choices {
        if press(modifiers, key) {
            scene.wanted.push(Action::Choose(choose));
        }
    }
    let open = scene.app.selection.end().or(scene.app.reading.as_ref().map(|reading| reading.document));
    if let Some(open) = open.filter(|_| press(Modifiers::NONE, Key::Enter)) {
        ui.memory_mut(|memory| memory.surrender_focus(rows.id()));
        scene.wanted.push(Action::OpenDocument(open));
    }
}
