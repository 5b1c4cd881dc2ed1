//! F6 and Shift+F6 go round the panels: the focus goes to the first control of the next one. A panel says where it
//! begins; what is drawn after that, up to the next, is its own.

use crate::app::App;
use egui::{Context, Id, LayerId, Ui};

/// A part of the window that the focus can be moved to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Panel {
    /// The menu, the field that finds anything, the places.
    Top,
    /// The list at the left: documents in Read.
    Documents,
    /// Folders, sets and filters.
    Groups,
    /// The tag tree.
    Tags,
    /// What stands over the open document; reached from it.
    Header,
    /// The open document.
    Reader,
    /// The card of the thing in hand.
    Inspector,
    /// The keys at the bottom.
    Keys,
    /// What is at the middle of Weigh and Write.
    Middle,
}

/// In what order the focus goes round.
const ORDER: [Panel; 8] = [
    Panel::Documents,
    Panel::Groups,
    Panel::Tags,
    Panel::Middle,
    Panel::Reader,
    Panel::Inspector,
    Panel::Keys,
    Panel::Top,
];

/// Where the panels of a pass begin, in widgets of their layer.
#[derive(Clone, Debug, Default)]
struct Begun {
    pass: u64,
    at: Vec<(Panel, usize)>,
}

fn key() -> Id {
    Id::unique("where panels begin")
}

fn count(ctx: &Context, layer: LayerId) -> usize {
    ctx.viewport(|viewport| viewport.this_pass.widgets.get_layer(layer).count())
}

/// Says that what is drawn from here on belongs to a panel.
pub(crate) fn begin(ui: &Ui, panel: Panel) {
    let (pass, at) = (ui.ctx().cumulative_pass_nr(), count(ui.ctx(), ui.layer_id()));
    ui.data_mut(|data| {
        let begun: &mut Begun = data.get_temp_mut_or_default(key());
        if begun.pass != pass {
            *begun = Begun { pass, at: Vec::new() };
        }
        begun.at.push((panel, at));
    });
}

/// Moves the focus as often as was asked since the last frame. `seen` is how often it was moved so far.
pub(super) fn follow(ui: &Ui, app: &App, seen: &mut (u64, u64)) {
    let asked = (app.panels.0.saturating_sub(seen.0), app.panels.1.saturating_sub(seen.1));
    *seen = app.panels;
    for (times, forward) in [(asked.0, true), (asked.1, false)] {
        for _ in 0..times.min(ORDER.len() as u64) {
            go(ui.ctx(), ui.layer_id(), forward);
        }
    }
}

/// True when the focus was last moved to this widget.
pub(crate) fn brought(ctx: &Context, id: Id) -> bool {
    ctx.data(|data| data.get_temp(brought_key())) == Some(id)
}

fn brought_key() -> Id {
    Id::unique("what the focus was moved to")
}

fn go(ctx: &Context, layer: LayerId, forward: bool) {
    let mut begun: Begun = ctx.data(|data| data.get_temp(key())).unwrap_or_default();
    let end = count(ctx, layer);
    let firsts: Vec<(Panel, Vec<Id>)> = ctx.viewport(|viewport| {
        let widgets: Vec<_> = viewport.this_pass.widgets.get_layer(layer).collect();
        begun.at.sort_by_key(|(_, at)| *at);
        let ends = begun.at.iter().skip(1).map(|(_, at)| *at).chain([end]);
        let own = |(panel, from): &(Panel, usize), to: usize| {
            let widgets = widgets.get(*from..to.max(*from)).unwrap_or_default();
            let focusable = widgets.iter().filter(|w| w.enabled && w.sense.is_focusable()).map(|w| w.id);
            (*panel, focusable.collect())
        };
        begun.at.iter().zip(ends).map(|(begun, to)| own(begun, to)).collect()
    });
    let focused = ctx.memory(egui::Memory::focused);
    let has = |panel: Panel| firsts.iter().filter(move |(p, ids)| *p == panel && !ids.is_empty());
    let round: Vec<Panel> = ORDER.into_iter().filter(|panel| has(*panel).next().is_some()).collect();
    let here = round.iter().position(|p| has(*p).any(|(_, ids)| focused.is_some_and(|id| ids.contains(&id))));
    let last = round.len().saturating_sub(1);
    let next = match (here, forward) {
        (Some(at), true) if at < last => at + 1,
        (Some(0) | None, false) => last,
        (Some(at), false) => at - 1,
        (Some(_) | None, true) => 0,
    };
    let first = round.get(next).and_then(|panel| has(*panel).next()).and_then(|(_, ids)| ids.first().copied());
    if let Some(id) = first {
        ctx.memory_mut(|memory| memory.request_focus(id));
        ctx.data_mut(|data| data.insert_temp(brought_key(), id));
    }
}
