//! What lies over the window for a moment. Esc closes it, Enter does what it is for.

mod about;
mod ask;
mod briefs;
mod claims;
mod copies;
mod documents;
mod forms;
mod groups;
mod help;
mod hypotheses;
mod marking;
mod outline;
mod pages;
mod palette;
mod paths;
mod picker;
mod places;
mod quotation;
mod settings;
mod snapshots;
mod weighing;

pub(in crate::ui) use pages::did;

use super::Scene;
use super::theme::measure;
use crate::app::Action;
use crate::app::overlay::Overlay;
use egui::{Align2, Area, Context, Frame, Id, Key, Margin, Modifiers, Order, Stroke, Ui, vec2};
use std::mem::Discriminant;

/// Draws it, if there is one.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let ctx = ui.ctx().clone();
    take_focus(&ctx, scene.app.overlay.as_ref());
    let Some(overlay) = &scene.app.overlay else { return };
    if ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
        scene.wanted.push(Action::CloseOverlay);
        return;
    }
    let width = match overlay {
        Overlay::Path(_) => 740.0,
        Overlay::Help { .. } => 990.0,
        Overlay::Settings => 560.0,
        Overlay::History | Overlay::Snapshots | Overlay::Imported(_) => 640.0,
        // Two columns of words.
        Overlay::Quotation(_) => 820.0,
        Overlay::Copies { .. } => 940.0,
        Overlay::Places { .. } => 820.0,
        // Every kind of link on one line; an encoding's words; every key of a claim.
        Overlay::PickClaim { .. } | Overlay::Encoding { .. } | Overlay::Claim(_) => 610.0,
        Overlay::Tag(_) | Overlay::DeleteTag(_) | Overlay::Grade { .. } => 420.0,
        _ => 560.0,
    };
    sheet(&ctx, scene, width, |ui, scene| match overlay {
        Overlay::Palette { query, at } => palette::show(ui, scene, query, *at),
        Overlay::PickTag { query, at } => picker::tag(ui, scene, query, *at),
        Overlay::MarkFound { query, at, name, rule } => marking::found(ui, scene, query, *at, (*name, *rule)),
        Overlay::PickSpeaker { capture, query, at } => picker::speaker(ui, scene, capture, query, *at),
        Overlay::PickClaim { from, kind, query, at } => picker::claim(ui, scene, *from, *kind, query, *at),
        Overlay::PickName { .. } => ask::name(ui, scene, overlay),
        Overlay::PickDocument { hop, query, at } => ask::document(ui, scene, *hop, query, *at),
        Overlay::PickTagFor { table, id, query, at } => ask::tag_for(ui, scene, (*table, *id), query, *at),
        Overlay::Translation(draft) => ask::translation(ui, scene, draft),
        Overlay::Encoding { document, query, at } => ask::encoding(ui, scene, *document, query, *at),
        Overlay::PickSupport { block, at, judgement, query, line } => {
            picker::support(ui, scene, (*block, *at, *judgement), query, *line);
        }
        Overlay::EndnoteText { cite, text } => briefs::note(ui, scene, *cite, text),
        Overlay::Template { at, path, scope } => briefs::template(ui, scene, *at, path, *scope),
        Overlay::Brief { brief, title } => briefs::title(ui, scene, *brief, title),
        Overlay::Claim(capture) => claims::show(ui, scene, capture),
        Overlay::Reword { claim, text } => forms::reword(ui, scene, *claim, text),
        Overlay::Memo { table, id, text } => forms::memo(ui, scene, *table, *id, text),
        Overlay::Grade { document, name, outlet, letter, reason } => {
            forms::grade(
                ui,
                scene,
                &forms::Grading { document: *document, name: *name, outlet, letter: *letter, reason },
            );
        }
        Overlay::Tag(draft) => forms::tag(ui, scene, draft),
        Overlay::Describe(wanted) => documents::describe(ui, scene, wanted),
        Overlay::Reason { documents, text } => documents::reason(ui, scene, documents, text),
        Overlay::DeleteTag(id) => forms::delete_tag(ui, scene, *id),
        Overlay::Quotation(check) => quotation::show(ui, scene, check),
        Overlay::Outline { pages, query, at } => outline::show(ui, scene, *pages, query, *at),
        Overlay::Copies { left, right } => copies::show(ui, scene, *left, *right),
        Overlay::Places { at } => places::show(ui, scene, *at),
        Overlay::Path(asked) => paths::show(ui, scene, asked),
        Overlay::About(confinement) => about::show(ui, scene, confinement),
        Overlay::Settings => settings::show(ui, scene),
        Overlay::NewName(draft) => weighing::new_name(ui, scene, draft),
        Overlay::PickOther { from, query, at } => weighing::pick_name(ui, scene, *from, query, *at),
        Overlay::Merge(draft) => weighing::merge(ui, scene, *draft),
        Overlay::Spelling(draft) => weighing::spelling(ui, scene, draft),
        Overlay::Role(draft) => weighing::role(ui, scene, draft),
        Overlay::Judgement(draft) => weighing::judgement(ui, scene, draft),
        Overlay::PickRest { judgement, looked, query, at } => {
            weighing::pick_rest(ui, scene, (*judgement, *looked), query, *at);
        }
        Overlay::Looked(draft) => weighing::looked(ui, scene, draft),
        Overlay::Wanted(draft) => weighing::wanted(ui, scene, draft),
        Overlay::Hypothesis(draft) => hypotheses::hypothesis(ui, scene, draft),
        Overlay::PickHeld { query, at } => hypotheses::pick_held(ui, scene, query, *at),
        Overlay::Assumption(draft) => hypotheses::assumption(ui, scene, draft),
        Overlay::Indicator(draft) => hypotheses::indicator(ui, scene, draft),
        Overlay::PickTagTo { act, query, at } => weighing::pick_tag(ui, scene, *act, query, *at),
        Overlay::PickSet { act, query, at } => groups::pick(ui, scene, *act, query, *at),
        Overlay::NameGroup { naming, text } => groups::name(ui, scene, *naming, text),
        Overlay::History => pages::history(ui, scene),
        Overlay::Help { page, query } => help::show(ui, scene, *page, query),
        Overlay::Snapshots => snapshots::show(ui, scene),
        Overlay::Imported(report) => pages::imported(ui, scene, report),
    });
}

/// What lies over the window has the focus, whatever had it before, and gives it back when it goes.
fn take_focus(ctx: &Context, overlay: Option<&Overlay>) {
    let id = Id::unique("focus under the overlay");
    let now = overlay.map(std::mem::discriminant);
    let (shown, under): (Option<Discriminant<Overlay>>, Option<Id>) =
        ctx.data(|data| data.get_temp(id)).unwrap_or_default();
    if now == shown {
        return;
    }
    let focused = ctx.memory(egui::Memory::focused);
    let under = if shown.is_none() { focused } else { under };
    ctx.memory_mut(|memory| match (now, focused, under) {
        (Some(_), Some(focused), _) => memory.surrender_focus(focused),
        (None, _, Some(under)) => memory.request_focus(under),
        _ => {}
    });
    ctx.data_mut(|data| data.insert_temp(id, (now, under.filter(|_| now.is_some()))));
}

/// A sheet below the find box. A click beside it closes it, unless that would lose something.
fn sheet(ctx: &Context, scene: &mut Scene<'_>, width: f32, add: impl FnOnce(&mut Ui, &mut Scene<'_>)) {
    let p = scene.palette;
    let screen = ctx.content_rect();
    let width = width.min(screen.width() - 40.0);
    // Nothing behind a sheet is reached by the pointer…
    Area::new(Id::unique("behind the overlay")).order(Order::Middle).fixed_pos(screen.min).movable(false).show(
        ctx,
        |ui| {
            ui.allocate_rect(screen, egui::Sense::click_and_drag());
        },
    );
    let shown = Area::new(Id::unique("overlay"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_TOP, vec2(0.0, measure::TOP_BAR + 10.0))
        .constrain(true)
        .show(ctx, |ui| {
            Frame::new()
                .fill(p.raise)
                .stroke(Stroke::new(1.0, p.rule))
                .corner_radius(11.0)
                .shadow(egui::Shadow { offset: [0, 8], blur: 30, spread: 0, color: p.shadow })
                .inner_margin(Margin::same(16))
                .show(ui, |ui| {
                    ui.set_width(width);
                    ui.set_max_height(screen.height() - 140.0);
                    add(ui, scene);
                });
        });
    // … nor by Tab.
    ctx.memory_mut(|memory| memory.set_modal_layer(shown.response.layer_id));
    let beside = ctx.input(|i| {
        i.pointer.any_pressed() && i.pointer.interact_pos().is_some_and(|at| !shown.response.rect.contains(at))
    });
    // A menu opened from the sheet may reach beyond it.
    let loses = scene.app.overlay.as_ref().is_some_and(Overlay::is_form);
    if beside && !loses && !egui::Popup::is_any_open(ctx) {
        scene.wanted.push(Action::CloseOverlay);
    }
}

/// The line of so many that arrows and page keys go to from one.
fn moved(ui: &Ui, at: usize, count: usize) -> usize {
    let last = count.saturating_sub(1);
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    match (pressed(Key::ArrowDown), pressed(Key::ArrowUp), pressed(Key::PageDown), pressed(Key::PageUp)) {
        (true, ..) => (at + 1).min(last),
        (_, true, ..) => at.saturating_sub(1),
        (_, _, true, _) => (at + 10).min(last),
        (.., true) => at.saturating_sub(10),
        _ => at.min(last),
    }
}

/// Enter, taken from whatever has the focus.
fn entered(ui: &Ui) -> bool {
    ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter))
}

/// Gives a field the focus when its overlay has just opened.
fn focus_first(ui: &Ui, response: &egui::Response) {
    if ui.memory(|m| m.focused().is_none()) {
        response.request_focus();
    }
}
