//! The list of claims: who says what, when, on what it rests.

use super::{ends, filter_field, heading, in_sight, line, sign};
use crate::app::weigh_view::{ClaimOrder, ClaimRow, claim_ids, claim_row, shown};
use crate::app::{Action, Hand};
use crate::say::shared;
use crate::say::weigh as say;
use crate::ui::Scene;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::{LabelStyle, TextEngine};
use crate::ui::theme::size;
use crate::ui::widgets::{empty, note, row};
use egui::{Key, Modifiers, Rect, Response, RichText, ScrollArea, Stroke, Ui, pos2, vec2};

/// Height of a claim's row with one line of words, and with two.
const HEIGHTS: [f32; 2] = [88.0, 112.0];

const ORDERS: [(ClaimOrder, &str); 4] = [
    (ClaimOrder::Newest, say::order::NEWEST),
    (ClaimOrder::Speaker, say::order::SPEAKER),
    (ClaimOrder::Date, say::order::DATE),
    (ClaimOrder::Document, say::order::DOCUMENT),
];

#[derive(Clone, Default)]
struct Wanted {
    order: ClaimOrder,
    filter: String,
}

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let Some(model) = scene.app.model() else { return };
    let p = scene.palette;
    if model.claims.is_empty() {
        empty(ui, &p, say::NO_CLAIMS, say::NO_CLAIMS_HINT);
        return;
    }
    let id = egui::Id::unique("claims wanted");
    let mut wanted: Wanted = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let listing =
        (state_of(scene), wanted.order as u8, wanted.filter.clone(), scene.app.tag_filter, scene.app.timing.within);
    let listed = kept(ui, "claims", listing.clone(), || {
        let mut ids = claim_ids(model, wanted.order, &wanted.filter, scene.app.tag_scope().as_ref());
        ids.retain(|id| scene.app.time_scope().is_none_or(|scope| scope.has(*id)));
        ids
    });
    let all = model.claims.len();
    let unfiltered = wanted.filter.trim().is_empty() && scene.app.tag_filter.is_none();
    let count = say::of_all(listed.len(), all);
    let Wanted { order, filter } = &mut wanted;
    heading(ui, &p, say::CLAIMS, &ORDERS, order, |ui| {
        ui.label(RichText::new(count).size(size::BODY).color(p.soft));
        ui.add_space(8.0);
        filter_field(ui, say::FILTER_CLAIMS, say::FILTER_CLAIMS_HINT, filter);
    });
    crate::ui::read::tag_chip(ui, scene);
    ui.data_mut(|data| data.insert_temp(id, wanted));
    if listed.is_empty() && scene.app.timing.within.is_some() && unfiltered {
        note(ui, &p, crate::say::time::NOTHING_THEN);
        return;
    }
    if listed.is_empty() {
        let tagged = scene.app.tag_filter.is_some();
        note(ui, &p, if tagged { say::NO_TAGGED_CLAIM } else { say::NO_SUCH_CLAIM });
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let width = ui.available_width().floor();
    let ends = kept(ui, "ends of claims", (listing, width as u32), || {
        ends(listed.iter().filter_map(|id| model.claims.get(id)).map(shown), width, HEIGHTS)
    });
    let area = ScrollArea::vertical().id_salt("claims").auto_shrink([false, false]);
    in_sight(ui, area, &ends, |ui, at, height| {
        let Some(claim) = listed.get(at).and_then(|id| model.claims.get(id)) else { return };
        let shown = claim_row(model, claim);
        let response = claim_line(ui, scene, &shown, height);
        listen(scene, &shown, &response);
    });
}

/// A click takes the claim into the hand, and so does moving the focus to it; a double click or Enter opens its passage.
fn listen(scene: &mut Scene<'_>, shown: &ClaimRow, response: &Response) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.clicked() || response.gained_focus() {
        scene.wanted.push(Action::Hand(Hand::Claim(shown.id)));
    }
    let entered =
        response.has_focus() && response.ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    if (response.double_clicked() || entered)
        && let Some(passage) = shown.passage
    {
        scene.wanted.push(Action::OpenPassage(passage));
    }
}

fn claim_line(ui: &mut Ui, scene: &Scene<'_>, shown: &ClaimRow, height: f32) -> Response {
    let p = scene.palette;
    let on = scene.app.hand == Hand::Claim(shown.id);
    ui.set_clip_rect(ui.clip_rect().expand2(vec2(14.0, 0.0)));
    let name = TextEngine::accessible_name(&shown.name);
    let response = row(ui, &p, height, on, &name, |ui, rect| {
        let middle = rect.top() + 21.0;
        let mut right = rect.right() - 4.0;
        if shown.unsupported {
            right = sign(ui, &p, pos2(right, middle), say::UNSUPPORTED, p.alarm) - 6.0;
        }
        if let Some(status) = shown.status {
            right = sign(ui, &p, pos2(right, middle), status, p.soft) - 6.0;
        }
        if let Some(stance) = shown.stance {
            right = sign(ui, &p, pos2(right, middle), stance.label(), p.ink) - 6.0;
        }
        let at = |left: f32, right: f32, top: f32, bottom: f32| {
            Rect::from_min_max(pos2(left, rect.top() + top), pos2(right.max(left), rect.top() + bottom))
        };
        let left = rect.left() + 2.0;
        let who = line().weight(crate::text::Weight::SemiBold);
        let (speaker, who) = match &shown.speaker {
            Some(speaker) => (speaker.clone(), who),
            None => (say::NO_SPEAKER.into(), line().color(p.soft)),
        };
        let width = scene.engine.sized(&speaker, &who, (right - left) * 0.6).x;
        scene.engine.put(ui, &speaker, &who, at(left, left + width, 11.0, 31.0));
        let about = line().color(p.soft);
        scene.engine.put(ui, &shown.about, &about, at(left + width + 10.0, right, 11.0, 31.0));
        let words = LabelStyle { size: 16.0, ..LabelStyle::quote() }.lines(if height < HEIGHTS[1] { 1 } else { 2 });
        let block = at(left, rect.right() - 4.0, 34.0, height);
        let block = block.with_max_y(block.top() + scene.engine.sized(&shown.words, &words, block.width()).y);
        scene.engine.put(ui, &shown.words, &words, block);
        // What it rests on stands close under its words, be they one line or two.
        let under = block.bottom() - rect.top() + 3.0;
        let mut end = rect.right() - 4.0;
        if shown.links > 0 {
            let text = shared::links(shown.links);
            let font = egui::FontId::proportional(size::SMALL);
            let place = pos2(end, rect.top() + under + 9.0);
            end = ui.painter().text(place, egui::Align2::RIGHT_CENTER, text, font, p.soft).left() - 10.0;
        }
        let small = LabelStyle::small().one_line().color(p.soft);
        let width = scene.engine.sized(&shown.rests_on, &small, end - left).x;
        scene.engine.put(ui, &shown.rests_on, &small, at(left, left + width, under, under + 18.0));
    });
    if !on {
        let y = response.rect.bottom();
        ui.painter().hline(response.rect.x_range(), y, Stroke::new(1.0, p.rule));
    }
    response
}
