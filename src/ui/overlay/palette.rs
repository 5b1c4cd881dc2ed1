//! The palette: one field, and below it whatever answers, in groups, with the letters that answer marked.

use super::{entered, focus_first, moved};
use crate::app::Action;
use crate::app::find::Found;
use crate::app::overlay::Overlay;
use crate::app::palette::{Group, Line};
use crate::say::palette as say;
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, TextEngine, field};
use crate::ui::theme::{semi_bold, size};
use crate::ui::widgets::{note, row, swatch};
use egui::{Align2, Rect, ScrollArea, Sense, Ui, pos2, vec2};

const LINE: f32 = 29.0;
const HEADING: f32 = 24.0;
const HEIGHT: f32 = 400.0;
/// At most so much of a line is for what stands at its right.
const ASIDE: f32 = 170.0;

fn heading(group: Group) -> &'static str {
    match group {
        Group::Used => say::USED,
        Group::Commands => say::COMMANDS,
        Group::Documents => say::DOCUMENTS,
        Group::Bookmarks => say::BOOKMARKS,
        Group::Groups => crate::say::groups::GROUPS,
        Group::Tags => say::TAGS,
        Group::Claims => say::CLAIMS,
        Group::Names => say::NAMES,
        Group::Judgements => say::JUDGEMENTS,
        Group::Searches => say::SEARCHES,
        Group::Briefs => say::BRIEFS,
    }
}

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, query: &str, at: usize) {
    let lines = &scene.app.palette.lines;
    let moved = moved(ui, at, lines.len());
    let take = entered(ui);
    let mut text = query.to_owned();
    let response = field::wide_line(ui, say::FIELD, say::HINT, &mut text);
    focus_first(ui, &response);
    if text != query {
        scene.wanted.push(Action::Overlay(Overlay::Palette { query: text.clone(), at: 0 }));
    } else if moved != at {
        scene.wanted.push(Action::Overlay(Overlay::Palette { query: text.clone(), at: moved }));
    }
    if take {
        scene.wanted.push(Action::Accept);
    }
    ui.add_space(4.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    // Another list begins at its top.
    ScrollArea::vertical().id_salt(query).max_height(HEIGHT).auto_shrink([false, true]).show(ui, |ui| {
        ui.set_clip_rect(ui.clip_rect().expand2(vec2(9.0, 0.0)));
        let mut group = None;
        for (i, line) in lines.iter().enumerate() {
            if group != Some(line.group) {
                group = Some(line.group);
                over(ui, scene, line.group);
            }
            let response = draw(ui, scene, line, i == moved);
            if i == moved && moved != at {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                scene.wanted.push(Action::Overlay(Overlay::Palette { query: text.clone(), at: i }));
                scene.wanted.push(Action::Accept);
            }
        }
        if lines.is_empty() {
            note(ui, &scene.palette, say::NOTHING);
        }
    });
}

fn over(ui: &mut Ui, scene: &Scene<'_>, group: Group) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEADING), Sense::hover());
    let text = heading(group);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text));
    let at = rect.left_bottom() - vec2(0.0, 5.0);
    ui.painter().text(at, Align2::LEFT_BOTTOM, text, semi_bold(size::LABEL), scene.palette.soft);
}

fn draw(ui: &mut Ui, scene: &Scene<'_>, line: &Line, on: bool) -> egui::Response {
    let p = scene.palette;
    let name = TextEngine::accessible_name(&line.words);
    row(ui, &p, LINE, on, &name, |ui, rect| {
        let mut left = rect.left();
        if let Found::Tag(id, _) = &line.found
            && let Some(tag) = scene.app.model().and_then(|m| m.tags.get(id))
        {
            let square = Rect::from_center_size(pos2(left + 5.0, rect.center().y), vec2(10.0, 10.0));
            swatch(ui, square, p.adjusted(tag.color.0));
            left += 18.0;
        }
        // Clear of the scrollbar.
        let right = rect.right() - 8.0;
        let style = LabelStyle::small().one_line().color(p.soft);
        let wide = scene.engine.sized(&line.aside, &style, ASIDE).x.min(ASIDE);
        let aside = Rect::from_min_max(pos2(right - wide, rect.top()), pos2(right, rect.bottom()));
        if line.aside.is_filled() {
            scene.engine.put(ui, &line.aside, &style, aside);
        }
        let area = Rect::from_min_max(pos2(left, rect.top()), pos2(aside.left() - 14.0, rect.bottom()));
        // What people name may be named by a character nobody sees.
        let named = matches!(
            line.found,
            Found::Tag(..)
                | Found::Name(..)
                | Found::Set(..)
                | Found::Filter(..)
                | Found::Folder(..)
                | Found::Brief(..)
        );
        let style = LabelStyle { invisibles: named, ..LabelStyle::body().one_line() };
        scene.engine.put_marked(ui, &line.words, &style, area, &line.marks);
    })
}
