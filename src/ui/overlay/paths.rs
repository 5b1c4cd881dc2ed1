//! The path picker: what is typed, the folder it stands in, places to begin at. Everything can be done with the keys: the
//! focus stays in the field, the arrows choose a row.

use super::{entered, focus_first, forms};
use crate::app::Action;
use crate::app::overlay::{Ask, Overlay, PathAsk, Trouble};
use crate::app::paths::as_typed;
use crate::domain::Words;
use crate::say::paths as say;
use crate::ui::Scene;
use crate::ui::kept::kept;
use crate::ui::text::{LabelStyle, TextEngine, field};
use crate::ui::theme::{measure, size};
use crate::ui::widgets::{button, note, quiet_button, row, section};
use egui::{
    Align, Align2, FontId, Frame, Key, Layout, Margin, Modifiers, Rect, RichText, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, pos2, vec2,
};
use std::path::{Path, PathBuf};

const LINE: f32 = 26.0;
const LIST_HEIGHT: f32 = 272.0;
const PLACES_WIDTH: f32 = 150.0;

fn said(ask: Ask) -> say::Asked {
    match ask {
        Ask::NewProject => say::NEW_PROJECT,
        Ask::OpenProject => say::OPEN_PROJECT,
        Ask::Folder => say::FOLDER,
        Ask::ProjectOfFolder => say::PROJECT_OF_FOLDER,
        Ask::Copy => say::COPY,
        Ask::Import => say::IMPORT,
        Ask::Brief => say::BRIEF,
        Ask::Report => say::REPORT,
        Ask::Wanted => say::WANTED,
        Ask::Timeline => say::TIMELINE,
        Ask::Matrix => say::MATRIX,
        Ask::Graph => say::GRAPH,
        Ask::Words => say::WORDS,
        Ask::Collocates => say::COLLOCATES,
        Ask::Hits => say::HITS,
        Ask::Hypotheses => say::HYPOTHESES,
    }
}

/// What one frame of the picker comes to.
struct Picking<'a> {
    asked: &'a PathAsk,
    new: PathAsk,
    rows: &'a [usize],
    wanted: Vec<Action>,
}

/// Draws the picker.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, asked: &PathAsk) {
    let around = &scene.app.around;
    let key = (around.seen, asked.ask as u8, asked.text.clone());
    let rows = kept(ui, "rows of the path picker", key, || asked.rows(&around.listing));
    let mut picking = Picking { asked, new: asked.clone(), rows: &rows, wanted: Vec::new() };
    let (title, what, done) = said(asked.ask);
    forms::heading(ui, scene, title);
    note(ui, &scene.palette, what);
    ui.add_space(4.0);
    let take = keys(ui, scene, &mut picking);
    let typed = picking.new.text.clone();
    let path = field::wide_line(ui, say::PATH, say::PATH_HINT, &mut picking.new.text);
    // A whole path typed behind what stands there takes its place.
    if path.changed()
        && let Some(at) = picking.new.text.rfind("//")
    {
        picking.new.text = picking.new.text.split_off(at + 1);
    }
    put_caret(ui, path.id, &typed, &picking.new.text);
    if asked.ask.saves() {
        ui.add_space(2.0);
        let mut name = picking.new.parts().1.to_owned();
        let response = field::wide_line(ui, say::FILE_NAME, say::FILE_NAME_HINT, &mut name);
        if name != picking.new.parts().1 {
            // A whole path may be typed here as well.
            picking.new.text = if Path::new(&name).is_absolute() { name } else { picking.new.with_name(&name) };
        }
        focus_first(ui, &response);
    } else {
        focus_first(ui, &path);
    }
    trouble(ui, scene, asked);
    ui.add_space(4.0);
    crumbs(ui, scene, &mut picking);
    ui.add_space(2.0);
    ui.horizontal_top(|ui| {
        ui.allocate_ui(vec2(PLACES_WIDTH, LIST_HEIGHT), |ui| {
            ui.set_width(PLACES_WIDTH);
            ui.vertical(|ui| places(ui, scene, &mut picking));
        });
        ui.add_space(8.0);
        ui.vertical(|ui| entries(ui, scene, &mut picking));
    });
    if matches!(asked.ask, Ask::NewProject | Ask::ProjectOfFolder) && scene.app.author.is_none() {
        ui.add_space(6.0);
        note(ui, &scene.palette, say::SIGNED);
        field::wide_line(ui, say::YOUR_NAME, say::UNNAMED, &mut picking.new.author);
    }
    ui.add_space(8.0);
    buttons(ui, scene, &mut picking, done);
    let Picking { mut new, wanted, .. } = picking;
    if new.text != asked.text {
        (new.at, new.trouble) = (None, None);
    }
    if new != *asked {
        scene.wanted.push(Action::Overlay(Overlay::Path(new)));
    }
    scene.wanted.extend(wanted);
    if take {
        scene.wanted.push(Action::Accept);
    }
}

/// A path that was not typed here but chosen is gone on with at its end.
fn put_caret(ui: &Ui, field: egui::Id, before: &str, now: &str) {
    let id = egui::Id::unique("path typed last");
    let last: Option<String> = ui.data(|data| data.get_temp(id));
    if last.is_some_and(|last| last != before) {
        field::to_end(ui.ctx(), field, before);
    }
    ui.data_mut(|data| data.insert_temp(id, now.to_owned()));
}

/// The keys of the list, which has no focus of its own. True when what is typed or marked is to be taken.
fn keys(ui: &Ui, scene: &Scene<'_>, picking: &mut Picking<'_>) -> bool {
    let asked = picking.asked;
    if asked.new_folder.is_some() {
        return false;
    }
    let pressed = |modifiers, key| ui.input_mut(|i| i.consume_key(modifiers, key));
    let listing = &scene.app.around.listing;
    let entry = |row: usize| picking.rows.get(row).and_then(|i| listing.entries.get(*i));
    let last = picking.rows.len().checked_sub(1);
    let (_, stem) = asked.parts();
    if pressed(Modifiers::NONE, Key::ArrowDown) {
        picking.new.at = asked.at.map_or(Some(0), |at| Some(at + 1)).zip(last).map(|(at, last)| at.min(last));
    }
    if pressed(Modifiers::NONE, Key::ArrowUp) {
        picking.new.at = asked.at.and_then(|at| at.checked_sub(1));
    }
    // What is typed leads to its first answer; a path that is typed whole is taken as it stands.
    let whole = listing.entries.iter().any(|e| TextEngine::accessible_name(&e.name) == stem);
    let first = || (!stem.is_empty() && !whole && !asked.ask.saves()).then(|| entry(0)).flatten();
    let chosen = asked.at.and_then(entry).or_else(first);
    if !stem.is_empty()
        && !asked.ask.saves()
        && let Some(entry) = chosen.or_else(|| entry(0))
        && pressed(Modifiers::NONE, Key::Tab)
    {
        picking.new.text =
            if entry.is_folder { as_typed(&entry.path) } else { entry.path.to_string_lossy().into_owned() };
    }
    if asked.ask == Ask::Import
        && pressed(Modifiers::COMMAND, Key::Space)
        && let Some(entry) = chosen
    {
        mark(&mut picking.new.chosen, &entry.path);
    }
    if stem.is_empty() && pressed(Modifiers::NONE, Key::Backspace) {
        picking.wanted.extend(listing.folder.parent().map(|above| Action::EnterFolder(above.to_owned())));
    }
    if pressed(Modifiers::COMMAND, Key::Enter) {
        return true;
    }
    if !entered(ui) {
        return false;
    }
    if asked.chosen.is_empty()
        && let Some(entry) = chosen
    {
        open(picking, &entry.path.clone(), entry.is_folder);
        return false;
    }
    true
}

/// Goes into a folder, or takes a file.
fn open(picking: &mut Picking<'_>, path: &Path, is_folder: bool) {
    if is_folder {
        picking.wanted.push(Action::EnterFolder(path.to_owned()));
    } else {
        let mut new = picking.new.clone();
        new.text = path.to_string_lossy().into_owned();
        (new.at, new.trouble) = (None, None);
        picking.wanted.push(Action::Overlay(Overlay::Path(new)));
        if !picking.asked.ask.saves() {
            picking.wanted.push(Action::Accept);
        }
    }
}

fn mark(chosen: &mut Vec<PathBuf>, path: &Path) {
    match chosen.iter().position(|p| p == path) {
        Some(at) => drop(chosen.remove(at)),
        None => chosen.push(path.to_owned()),
    }
}

fn trouble(ui: &mut Ui, scene: &Scene<'_>, asked: &PathAsk) {
    let p = scene.palette;
    let text = match &asked.trouble {
        None => return,
        Some(Trouble::NotThere) => say::NOT_THERE,
        Some(Trouble::NoFolder) => say::NO_FOLDER,
        Some(Trouble::NotAFolder) => say::NOT_A_FOLDER,
        Some(Trouble::Taken) => say::TAKEN,
        Some(Trouble::Replaces) => say::REPLACES,
        Some(Trouble::NoFolderMade(why)) => {
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(say::NO_FOLDER_MADE).color(p.alarm));
                scene.engine.label(ui, why, LabelStyle::body().color(p.alarm));
            });
            return;
        }
    };
    ui.label(RichText::new(text).color(p.alarm));
}

/// The folders above the one that is shown, and beside them the button that makes a new one.
fn crumbs(ui: &mut Ui, scene: &mut Scene<'_>, picking: &mut Picking<'_>) {
    let p = scene.palette;
    if let Some(name) = &picking.asked.new_folder {
        let (mut name, make) = (name.clone(), entered(ui));
        let made = ui
            .horizontal(|ui| {
                let made = make | button(ui, &p, say::MAKE_FOLDER).clicked();
                let response = field::wide_line(ui, say::NEW_FOLDER_NAME, say::FILE_NAME_HINT, &mut name);
                if picking.asked.new_folder.as_deref() == Some("") {
                    response.request_focus();
                }
                made
            })
            .inner;
        if made {
            picking.wanted.push(Action::MakeFolder(name.clone()));
        }
        picking.new.new_folder = Some(name);
        return;
    }
    let folder = &scene.app.around.listing.folder;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.set_height(24.0);
        let mut above: Vec<&Path> = folder.ancestors().filter(|part| !part.as_os_str().is_empty()).collect();
        above.reverse();
        // The nearest ones; the others are reached through them.
        let shown = above.len().saturating_sub(5);
        for (i, part) in above.iter().enumerate().skip(shown) {
            if i > shown {
                ui.label(RichText::new("›").color(p.soft));
            }
            let name = part.file_name().map_or_else(|| part.to_string_lossy(), |n| n.to_string_lossy());
            let style =
                LabelStyle::body().one_line().color(if i + 1 == above.len() { p.ink } else { p.soft }).clickable();
            let response = ui
                .scope(|ui| {
                    ui.set_max_width(150.0);
                    scene.engine.label(ui, &Words::new(name), style)
                })
                .inner;
            if response.clicked() {
                picking.wanted.push(Action::EnterFolder((*part).to_owned()));
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if quiet_button(ui, &p, say::NEW_FOLDER).clicked() {
                picking.new.new_folder = Some(String::new());
            }
            ui.add_space(14.0);
            if let Some(parent) = folder.parent()
                && quiet_button(ui, &p, say::UP).clicked()
            {
                picking.wanted.push(Action::EnterFolder(parent.to_owned()));
            }
        });
    });
}

fn places(ui: &mut Ui, scene: &mut Scene<'_>, picking: &mut Picking<'_>) {
    let p = scene.palette;
    section(ui, &p, say::PLACES);
    ui.spacing_mut().item_spacing.y = 1.0;
    let project = scene.app.path().and_then(Path::parent).map(|folder| (Words::new(say::THIS_PROJECT), folder));
    let home = std::env::home_dir();
    let name = |path: &Path| match path.file_name() {
        _ if Some(path) == home.as_deref() => Words::new(say::HOME),
        Some(name) => Words::new(name.to_string_lossy()),
        None => Words::new(path.to_string_lossy()),
    };
    let all = scene.app.around.places.iter().map(|path| (name(path), path.as_path()));
    ui.add_space(2.0);
    ScrollArea::vertical().id_salt("places").max_height(LIST_HEIGHT - 24.0).show(ui, |ui| {
        for (name, path) in project.into_iter().chain(all) {
            let on = scene.app.around.listing.folder == path;
            let response = inset(ui, |ui| {
                row(ui, &p, LINE, on, &TextEngine::accessible_name(&name), |ui, rect| {
                    scene.engine.put(ui, &name, &LabelStyle::body().one_line(), rect);
                })
            });
            if response.clicked() {
                picking.wanted.push(Action::EnterFolder(path.to_owned()));
            }
        }
    });
}

/// Rows reach a little beyond their words; this leaves them room.
fn inset<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let (left, width) = (ui.cursor().left() + 9.0, ui.available_width() - 22.0);
    let rect = Rect::from_min_size(pos2(left, ui.cursor().top()), vec2(width, LINE));
    let inner = ui.scope_builder(egui::UiBuilder::new().max_rect(rect), add);
    inner.inner
}

fn entries(ui: &mut Ui, scene: &mut Scene<'_>, picking: &mut Picking<'_>) {
    let p = scene.palette;
    let listing = &scene.app.around.listing;
    Frame::new()
        .fill(p.paper)
        .stroke(Stroke::new(1.0, p.rule))
        .corner_radius(measure::BUTTON_RADIUS)
        .inner_margin(Margin::symmetric(2, 4))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.set_height(LIST_HEIGHT);
            if picking.rows.is_empty() {
                let text = match (&listing.fault, picking.asked.parts().1.is_empty() || picking.asked.ask.saves()) {
                    _ if listing.folder.as_os_str().is_empty() => Words::new(say::LOOKING),
                    (Some(why), _) => Words::new(why.as_str()),
                    (None, true) => Words::new(say::NOTHING_FITS),
                    (None, false) => Words::new(say::NOTHING_ANSWERS),
                };
                Frame::new().inner_margin(Margin::symmetric(10, 6)).show(ui, |ui| {
                    scene.engine.label(ui, &text, LabelStyle::body().color(p.soft));
                });
                return;
            }
            ui.spacing_mut().item_spacing.y = 0.0;
            let moved = picking.new.at.filter(|_| picking.new.at != picking.asked.at);
            let mut area =
                ScrollArea::vertical().id_salt("entries").max_height(LIST_HEIGHT).auto_shrink([false, false]);
            if let Some(at) = moved {
                area = area.vertical_scroll_offset((at as f32 * LINE - LIST_HEIGHT / 2.0).max(0.0));
            }
            area.show_rows(ui, LINE, picking.rows.len(), |ui, range| {
                for at in range {
                    let Some(entry) = picking.rows.get(at).and_then(|i| listing.entries.get(*i)) else { continue };
                    let marked = picking.asked.chosen.contains(&entry.path);
                    let on = picking.new.at == Some(at) || marked;
                    let name = TextEngine::accessible_name(&entry.name);
                    let mut box_hit = false;
                    let response = inset(ui, |ui| {
                        row(ui, &p, LINE, on, &name, |ui, rect| {
                            let mut left = rect.left();
                            if picking.asked.ask == Ask::Import {
                                box_hit = check(ui, scene, rect, marked, &name);
                                left += 22.0;
                            }
                            let icon = Rect::from_center_size(pos2(left + 7.0, rect.center().y), vec2(14.0, 12.0));
                            draw_icon(ui, icon, entry.is_folder, scene);
                            let font = FontId::proportional(size::SMALL);
                            let when = entry.changed_ms.map(day).unwrap_or_default();
                            ui.painter().text(rect.right_center(), Align2::RIGHT_CENTER, when, font.clone(), p.soft);
                            if !entry.is_folder {
                                let at = rect.right_center() - vec2(92.0, 0.0);
                                ui.painter().text(at, Align2::RIGHT_CENTER, say::bytes(entry.bytes), font, p.soft);
                            }
                            let words = Rect::from_min_max(
                                pos2(left + 22.0, rect.top()),
                                pos2(rect.right() - 160.0, rect.bottom()),
                            );
                            scene.engine.put(ui, &entry.name, &LabelStyle::body().one_line(), words);
                        })
                    });
                    if box_hit || (response.clicked() && ui.input(|i| i.modifiers.command)) {
                        mark(&mut picking.new.chosen, &entry.path);
                    } else if response.clicked() && (entry.is_folder || picking.asked.ask.saves()) {
                        open(picking, &entry.path, entry.is_folder);
                    } else if response.double_clicked() {
                        open(picking, &entry.path, false);
                    } else if response.clicked() {
                        picking.new.at = Some(at);
                    }
                }
            });
        });
}

/// The mark of what is imported together.
fn check(ui: &Ui, scene: &Scene<'_>, rect: Rect, marked: bool, name: &str) -> bool {
    let p = scene.palette;
    let square = Rect::from_center_size(pos2(rect.left() + 7.0, rect.center().y), vec2(13.0, 13.0));
    let response = ui.interact(square.expand(5.0), ui.scope_id().with(("mark", name)), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, marked, say::mark(name)));
    let edge = if response.hovered() || response.has_focus() { p.accent } else { p.faint };
    ui.painter().rect(square, 3.0, p.raise, Stroke::new(1.0, edge), StrokeKind::Inside);
    if marked {
        let at = square.center();
        let points = vec![at + vec2(-3.5, 0.0), at + vec2(-1.0, 2.5), at + vec2(3.5, -3.0)];
        ui.painter().line(points, Stroke::new(1.6, p.accent));
    }
    response.clicked()
}

/// A folder or a sheet, drawn.
fn draw_icon(ui: &Ui, rect: Rect, is_folder: bool, scene: &Scene<'_>) {
    let stroke = Stroke::new(1.2, scene.palette.soft);
    if is_folder {
        let body = Rect::from_min_max(rect.left_top() + vec2(0.0, 3.0), rect.max);
        ui.painter().rect_stroke(body, 2.0, stroke, StrokeKind::Inside);
        let flap =
            vec![body.left_top() + vec2(1.0, 0.5), rect.left_top() + vec2(1.0, 0.5), rect.left_top() + vec2(6.0, 0.5)];
        ui.painter().line(flap, stroke);
        ui.painter().line_segment([rect.left_top() + vec2(6.0, 0.5), rect.left_top() + vec2(8.0, 3.0)], stroke);
    } else {
        let sheet = Rect::from_center_size(rect.center(), vec2(10.0, 13.0));
        ui.painter().rect_stroke(sheet, 1.5, stroke, StrokeKind::Inside);
        for y in [-2.0, 1.0] {
            let at = sheet.center() + vec2(0.0, y);
            ui.painter().hline(at.x - 2.5..=at.x + 2.5, at.y, Stroke::new(1.0, scene.palette.soft));
        }
    }
}

fn day(ms: i64) -> String {
    let at = jiff::Timestamp::from_millisecond(ms);
    at.map(|t| t.to_zoned(jiff::tz::TimeZone::system()).strftime("%d %b %Y").to_string()).unwrap_or_default()
}

fn buttons(ui: &mut Ui, scene: &mut Scene<'_>, picking: &mut Picking<'_>, done: &str) {
    let p = scene.palette;
    let asked = picking.asked;
    ui.horizontal(|ui| {
        let here = asked.parts().1.is_empty() && asked.at.is_none();
        let label = match (asked.ask, asked.chosen.len()) {
            _ if asked.trouble == Some(Trouble::Replaces) => say::REPLACE.to_owned(),
            (Ask::Import, 0) if here => say::IMPORT_THIS.to_owned(),
            (Ask::Import, 0) => done.to_owned(),
            (Ask::Import, marked) => say::import_marked(marked),
            _ => done.to_owned(),
        };
        if button(ui, &p, &label).clicked() {
            let entry =
                asked.at.and_then(|at| picking.rows.get(at)).and_then(|i| scene.app.around.listing.entries.get(*i));
            match entry.filter(|_| !asked.ask.saves() && asked.chosen.is_empty()) {
                Some(entry) => {
                    let mut new = picking.new.clone();
                    new.text = entry.path.to_string_lossy().into_owned();
                    picking.wanted.push(Action::Overlay(Overlay::Path(new)));
                    picking.wanted.push(Action::Accept);
                }
                None => picking.wanted.push(Action::Accept),
            }
        }
        if button(ui, &p, say::SYSTEM_DIALOG).clicked() {
            picking.wanted.push(Action::Browse(asked.ask));
        }
        ui.add_space(6.0);
        let keys = match asked.ask {
            Ask::Import => say::IMPORT_KEYS,
            ask if ask.saves() => say::SAVE_KEYS,
            _ => say::OPEN_KEYS,
        };
        forms::hints(ui, scene, keys);
    });
}
