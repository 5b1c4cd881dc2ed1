//! The guide and the keys: contents at the left, the page at the right, a field to search in.

use super::focus_first;
use super::forms::heading;
use crate::app::guide::{Page, Part, Piece};
use crate::app::overlay::Overlay;
use crate::app::{Action, Command};
use crate::domain::fold;
use crate::say::help as say;
use crate::ui::Scene;
use crate::ui::kept::kept;
use crate::ui::text::field;
use crate::ui::theme::{measure, semi_bold, size};
use crate::ui::widgets::{kbd, note, row};
use egui::{
    Align2, ColorImage, CornerRadius, FontId, Frame, Grid, Image, Key, Modifiers, Rect, RichText, ScrollArea, Stroke,
    StrokeKind, TextureHandle, TextureOptions, Ui, pos2, vec2,
};
use std::sync::Arc;

const CONTENTS: f32 = 190.0;
const BODY: f32 = 14.0;

/// Draws the guide at a page. Behind the pages comes that of the keys.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, page: usize, query: &str) {
    let pages = kept(ui, "pages of the guide", (), || say::PAGES.iter().map(|text| Page::of(text)).collect::<Vec<_>>());
    let keys = pages.len();
    let height = ui.ctx().content_rect().height() - measure::TOP_BAR - 110.0;
    let wanted =
        |i: usize| query.trim().is_empty() || pages.get(i).map_or_else(|| keys_answer(query), |p| p.answers(query));
    let listed: Vec<usize> = (0..=keys).filter(|i| wanted(*i)).collect();
    let at = listed.iter().position(|i| *i == page);
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let step = match (pressed(Key::ArrowDown), pressed(Key::ArrowUp)) {
        (true, _) => at.map_or(Some(0), |at| Some(at + 1)),
        (_, true) => at.and_then(|at| at.checked_sub(1)),
        _ => None,
    };
    let mut to = step.and_then(|at| listed.get(at)).copied().unwrap_or(page);
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(CONTENTS);
            heading(ui, scene, say::TITLE);
            let mut typed = query.to_owned();
            let response = field::wide_line(ui, say::SEARCH, say::SEARCH_HINT, &mut typed);
            focus_first(ui, &response);
            if typed != query {
                // The first page that has the words comes up while they are typed.
                let has = |i: &usize| pages.get(*i).map_or_else(|| keys_answer(&typed), |p| p.answers(&typed));
                let first = (0..=keys).find(|i| has(i)).filter(|_| !has(&page));
                let page = first.unwrap_or(page);
                scene.wanted.push(Action::Overlay(Overlay::Help { page, query: typed }));
            }
            ui.add_space(6.0);
            to = contents(ui, scene, &pages, &listed, page).unwrap_or(to);
            if listed.is_empty() {
                note(ui, &scene.palette, say::NOTHING);
            }
        });
        ui.add_space(14.0);
        ui.vertical(|ui| {
            ScrollArea::vertical().id_salt(page).max_height(height).auto_shrink([false, false]).show(ui, |ui| {
                ui.set_width(ui.available_width() - 16.0);
                scroll_by_keys(ui, height);
                match pages.get(page) {
                    Some(page) => body(ui, scene, page, query),
                    None => all_keys(ui, scene, query),
                }
            });
        });
    });
    if to != page {
        scene.wanted.push(Action::Overlay(Overlay::Help { page: to, query: query.to_owned() }));
    }
}

fn scroll_by_keys(ui: &mut Ui, height: f32) {
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let by = match (pressed(Key::PageDown), pressed(Key::PageUp)) {
        (true, _) => -height * 0.85,
        (_, true) => height * 0.85,
        _ => return,
    };
    ui.scroll_with_delta(vec2(0.0, by));
}

fn contents(ui: &mut Ui, scene: &Scene<'_>, pages: &[Page], listed: &[usize], page: usize) -> Option<usize> {
    let p = scene.palette;
    let mut to = None;
    ui.spacing_mut().item_spacing.y = 1.0;
    ui.scope(|ui| {
        ui.set_width(CONTENTS - 10.0);
        for &i in listed {
            let title = pages.get(i).map_or(say::KEYS, |page| page.title.as_str());
            let response = row(ui, &p, 24.0, i == page, title, |ui, rect| {
                let color = if i == page { p.ink } else { p.soft };
                let at = rect.left_center() + vec2(2.0, 0.0);
                ui.painter().text(at, Align2::LEFT_CENTER, title, FontId::proportional(size::BODY), color);
            });
            if response.clicked() {
                to = Some(i);
            }
        }
    });
    to
}

fn body(ui: &mut Ui, scene: &Scene<'_>, page: &Page, query: &str) {
    let p = scene.palette;
    ui.label(RichText::new(&page.title).font(semi_bold(19.0)).color(p.ink));
    ui.add_space(6.0);
    // The first place that answers comes into sight when something else is looked for or another page is shown.
    let key = egui::Id::unique("what the guide was searched for");
    let now = (page.title.clone(), query.to_owned());
    let mut to_show = ui.data(|data| data.get_temp::<(String, String)>(key)).is_none_or(|before| before != now);
    ui.data_mut(|data| data.insert_temp(key, now));
    for part in &page.parts {
        let text = fold(&part.text());
        let hit = !query.trim().is_empty() && fold(query).split(' ').any(|word| text.contains(word));
        let ground = if hit { p.wash } else { p.raise };
        let shown = Frame::new().fill(ground).corner_radius(4.0).show(ui, |ui| match part {
            Part::Heading(text) => {
                ui.add_space(8.0);
                ui.label(RichText::new(text).font(semi_bold(BODY + 0.5)).color(p.ink));
            }
            Part::Paragraph(pieces) => line(ui, scene, pieces),
            Part::Item(number, pieces) => {
                ui.horizontal_top(|ui| {
                    let (rect, _) = ui.allocate_exact_size(vec2(20.0, 20.0), egui::Sense::hover());
                    match number {
                        Some(n) => {
                            let at = rect.left_center() + vec2(2.0, 0.0);
                            ui.painter().text(at, Align2::LEFT_CENTER, n, semi_bold(BODY), p.soft);
                        }
                        None => {
                            ui.painter().circle_filled(pos2(rect.left() + 7.0, rect.center().y), 2.0, p.soft);
                        }
                    }
                    ui.vertical(|ui| line(ui, scene, pieces));
                });
            }
            Part::Picture(what, file) => picture(ui, scene, what, file),
        });
        if hit && std::mem::take(&mut to_show) {
            shown.response.scroll_to_me(Some(egui::Align::Center));
        }
        if hit {
            let bar = Rect::from_min_size(
                shown.response.rect.left_top() - vec2(7.0, 0.0),
                vec2(3.0, shown.response.rect.height()),
            );
            ui.painter().rect_filled(bar, 1.5, p.accent);
        }
        ui.add_space(3.0);
    }
}

fn line(ui: &mut Ui, scene: &Scene<'_>, pieces: &[Piece]) {
    let p = scene.palette;
    ui.horizontal_wrapped(|ui| {
        // Every line is as high as one with a key on it.
        ui.spacing_mut().interact_size.y = 19.0;
        ui.spacing_mut().item_spacing = vec2(0.0, 3.0);
        for piece in pieces {
            match piece {
                Piece::Words(text) => ui.label(RichText::new(text).size(BODY).color(p.ink)),
                Piece::Strong(text) => ui.label(RichText::new(text).font(semi_bold(BODY)).color(p.ink)),
                Piece::Key(text) => kbd(ui, &p, text),
            };
        }
    });
}

/// A picture as wide as it is, or as there is room for.
fn picture(ui: &mut Ui, scene: &Scene<'_>, what: &str, file: &str) {
    let Some((_, bytes)) = say::PICTURES.iter().find(|(name, _)| *name == file) else { return };
    let ctx = ui.ctx().clone();
    let texture: Arc<Option<TextureHandle>> =
        kept(ui, file, (), || decoded(bytes).map(|image| ctx.load_texture(file, image, TextureOptions::LINEAR)));
    let Some(texture) = texture.as_ref() else { return };
    ui.add_space(4.0);
    let scale = (ui.available_width() / texture.size_vec2().x).min(1.0);
    let image = Image::new(texture).fit_to_exact_size(texture.size_vec2() * scale).corner_radius(6.0).alt_text(what);
    let response = ui.add(image);
    let edge = Stroke::new(1.0, scene.palette.rule);
    ui.painter().rect_stroke(response.rect, CornerRadius::same(6), edge, StrokeKind::Inside);
    ui.label(RichText::new(what).size(size::SMALL).color(scene.palette.soft));
    ui.add_space(6.0);
}

/// The points of a PNG file.
fn decoded(bytes: &[u8]) -> Option<ColorImage> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8() | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().ok()?;
    let mut points = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut points).ok()?;
    let size = [usize::try_from(info.width).ok()?, usize::try_from(info.height).ok()?];
    let points = points.get(..info.buffer_size())?;
    match info.color_type {
        png::ColorType::Rgba => Some(ColorImage::from_rgba_unmultiplied(size, points)),
        png::ColorType::GrayscaleAlpha => {
            let rgba: Vec<u8> = points.as_chunks::<2>().0.iter().flat_map(|[g, a]| [*g, *g, *g, *a]).collect();
            Some(ColorImage::from_rgba_unmultiplied(size, &rgba))
        }
        _ => None,
    }
}

fn keys_answer(query: &str) -> bool {
    Command::ALL.iter().any(|c| answers(*c, query))
}

fn answers(command: Command, query: &str) -> bool {
    let text = fold(&format!("{} {} {} {}", say::KEYS, command.name(), command.help(), command.keys(false)));
    fold(query).split(' ').all(|word| text.contains(word))
}

/// The keys and what they do.
fn all_keys(ui: &mut Ui, scene: &Scene<'_>, query: &str) {
    let p = scene.palette;
    ui.label(RichText::new(say::KEYS).font(semi_bold(19.0)).color(p.ink));
    ui.add_space(6.0);
    note(ui, &p, say::KEYS_FIRST);
    ui.add_space(6.0);
    Grid::new("keys").num_columns(2).spacing([16.0, 6.0]).show(ui, |ui| {
        if query.trim().is_empty() {
            kbd(ui, &p, "1–9");
            ui.label(say::DIGITS);
            ui.end_row();
        }
        for command in Command::ALL.iter().filter(|c| c.shortcut().is_some() && answers(**c, query)) {
            kbd(ui, &p, &command.keys(cfg!(target_os = "macos")));
            ui.label(RichText::new(command.help()).size(size::BODY));
            ui.end_row();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_picture_of_the_guide_can_be_read() {
        for (name, bytes) in say::PICTURES {
            let image = decoded(bytes).unwrap_or_else(|| panic!("{name} cannot be read"));
            assert!(image.size[0] >= 300 && image.size[0] <= 800, "{name} is {:?}", image.size);
        }
    }
}
