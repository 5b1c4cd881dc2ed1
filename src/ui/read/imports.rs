//! The files of an import as a table: what became of each, how fast it goes, and the buttons that hold and stop it; before a
//! rescan is taken, what was seen.

use crate::app::intake::{FileRow, FileState, IntakeWish, Progress, STANDS, Stand};
use crate::app::{Action, Command};
use crate::domain::Words;
use crate::say::imports as say;
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, TextEngine};
use crate::ui::theme::{medium, semi_bold, size};
use crate::ui::widgets::{button, empty, note, quiet_button, row};
use egui::{
    Align, Align2, CentralPanel, FontId, Frame, Layout, Margin, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui,
    WidgetInfo, pos2, vec2,
};

/// Height of a row.
const ROW: f32 = 27.0;
/// Width of what a file's state is written in.
const STATE: f32 = 118.0;
/// Height of the bar that shows how far it is.
const BAR: f32 = 4.0;

/// Draws the page.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    CentralPanel::default().frame(Frame::new().fill(p.paper).inner_margin(Margin::symmetric(26, 18))).show(ui, |ui| {
        heading(ui, scene);
        ui.add_space(8.0);
        how_far(ui, scene);
        seen(ui, scene);
        if scene.app.intake.is_empty() || scene.app.intake.undone {
            ui.add_space(10.0);
            nothing(ui, scene);
            return;
        }
        states(ui, scene);
        ui.add_space(8.0);
        let line = ui.cursor().top();
        ui.painter().hline(ui.max_rect().x_range(), line, Stroke::new(1.0, p.rule));
        ui.add_space(2.0);
        rows(ui, scene);
    });
}

fn heading(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let intake = &scene.app.intake;
    ui.horizontal(|ui| {
        ui.set_min_height(30.0);
        let title = if intake.looking || intake.seen.is_some() { say::CHANGES } else { say::IMPORT };
        ui.label(RichText::new(title).font(semi_bold(17.0)).color(p.ink));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            let waits = intake.seen.as_ref().is_some_and(|seen| seen.is_news());
            let (back, means) = if waits { (say::LATER, say::LATER_MEANS) } else { (say::BACK, say::BACK_MEANS) };
            if quiet_button(ui, &p, back).on_hover_text(means).clicked() {
                scene.wanted.push(Action::Intake(IntakeWish::Leave));
            }
            ui.add_space(6.0);
            if let Some(progress) = &scene.app.importing {
                if button(ui, &p, say::STOP).on_hover_text(say::STOP_MEANS).clicked() {
                    scene.wanted.push(Action::CancelImport);
                }
                if !scene.app.intake.looking {
                    let held = progress.held;
                    let text = if held { say::GO_ON } else { say::PAUSE };
                    if button(ui, &p, text).on_hover_text(say::PAUSE_MEANS).clicked() {
                        scene.wanted.push(Action::Intake(IntakeWish::Hold(!held)));
                    }
                }
            } else if intake.seen.as_ref().is_some_and(|seen| seen.is_news()) {
                if button(ui, &p, say::LEAVE).on_hover_text(say::LEAVE_MEANS).clicked() {
                    scene.wanted.push(Action::Intake(IntakeWish::Dismiss));
                }
                let taken = scene.app.can_write();
                if taken && button(ui, &p, say::TAKE).on_hover_text(say::TAKE_MEANS).clicked() {
                    scene.wanted.push(Action::Intake(IntakeWish::Take));
                }
            }
        });
    });
}

/// How far it is and how fast it goes; after it, what it did.
fn how_far(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let app = scene.app;
    let text = match (&app.importing, &app.intake.report) {
        (Some(now), _) if app.intake.looking => say::looked_at(now.found),
        (Some(now), _) => running(scene, now),
        (None, Some(_)) if app.intake.undone => return,
        (None, Some(report)) => super::super::overlay::did(report).join(" · "),
        (None, None) => return,
    };
    ui.label(RichText::new(text).size(size::BODY).color(p.soft));
    if let Some(now) = app.importing.as_ref().filter(|_| !app.intake.looking) {
        ui.add_space(4.0);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), BAR), Sense::hover());
        let part = if now.bytes_found == 0 { 0.0 } else { now.bytes_done as f32 / now.bytes_found as f32 };
        response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, say::of(now.done, now.found)));
        ui.painter().rect_filled(rect, 2.0, p.wash);
        let done = rect.with_max_x(rect.left() + rect.width() * part.clamp(0.0, 1.0));
        ui.painter().rect_filled(done, 2.0, p.accent);
        // The clock goes on whatever the files do.
        ui.ctx().request_repaint_after_secs(0.5);
    }
    ui.add_space(10.0);
}

fn running(scene: &Scene<'_>, now: &Progress) -> String {
    let mut parts = vec![say::of(now.done, now.found)];
    if now.held {
        parts.push(say::PAUSED.to_owned());
    } else if let Some(speed) = scene.app.intake.speed(now) {
        parts.push(say::speed(speed.files, speed.bytes));
        parts.extend(speed.left.map(|left| say::left(left.as_secs())));
    }
    if !now.walked {
        parts.push(say::STILL_FINDING.to_owned());
    }
    parts.join(" · ")
}

/// What was seen beside the files: how many are as they were, and what could not be looked into.
fn seen(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let Some(seen) = &scene.app.intake.seen else { return };
    if seen.is_news() || !seen.away.is_empty() {
        note(ui, &p, &say::unchanged(seen.unchanged));
        ui.add_space(6.0);
    }
    if seen.away.is_empty() {
        return;
    }
    ui.label(RichText::new(say::AWAY).font(medium(size::BODY)).color(p.ink));
    for away in seen.away.iter().take(6) {
        let words = away.path.joined(&Words::new(format!(" ({})", away.why)));
        scene.engine.label(ui, &words, LabelStyle::body().one_line());
    }
    if seen.away.len() > 6 {
        note(ui, &p, &crate::say::shared::and_more(seen.away.len() - 6));
    }
    ui.add_space(8.0);
}

fn nothing(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let app = scene.app;
    match &app.intake.seen {
        _ if app.intake.undone => empty(ui, &p, say::UNDONE, say::UNDONE_HINT),
        _ if app.intake.looking => drop(note(ui, &p, say::LOOKING)),
        _ if app.importing.is_some() => drop(note(ui, &p, say::STILL_FINDING)),
        Some(seen) if seen.roots.is_empty() => empty(ui, &p, say::NO_ROOTS, say::NO_ROOTS_HINT),
        Some(seen) if seen.away.is_empty() => empty(ui, &p, say::NO_CHANGES, say::NO_CHANGES_HINT),
        Some(_) => {}
        None => {
            empty(ui, &p, say::NOTHING, say::NOTHING_HINT);
            ui.add_space(8.0);
            if scene.app.is_enabled(Command::Import) && button(ui, &p, Command::Import.name()).clicked() {
                scene.wanted.push(Action::Command(Command::Import));
            }
        }
    }
}

/// The states there are files in, with their counts; a click lists one alone.
fn states(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let intake = &scene.app.intake;
    let now = intake.filter();
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(16.0, 4.0);
        let mut one = |ui: &mut Ui, stand: Option<Stand>, text: String| {
            let on = now == stand;
            let color = if on { p.accent } else { p.soft };
            let font = if on { semi_bold(12.5) } else { FontId::proportional(12.5) };
            let label = egui::Label::new(RichText::new(&text).font(font).color(color)).selectable(false);
            let response = ui.add(label.sense(Sense::click()));
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &text));
            if on || response.has_focus() {
                ui.painter().hline(response.rect.x_range(), response.rect.bottom() + 1.0, Stroke::new(1.5, p.accent));
            }
            if response.clicked() {
                chosen = Some(if on { None } else { stand });
            }
        };
        one(ui, None, say::so_many(say::ALL, intake.len()));
        for stand in STANDS {
            let count = intake.count(stand);
            if count > 0 || now == Some(stand) {
                one(ui, Some(stand), say::so_many(label(stand), count));
            }
        }
    });
    if let Some(stand) = chosen {
        scene.wanted.push(Action::Intake(IntakeWish::Filter(stand)));
    }
}

/// A state in words.
fn label(stand: Stand) -> &'static str {
    let at = STANDS.iter().position(|one| *one == stand).unwrap_or(0);
    say::STATES.iter().chain(&say::SIGHTS).nth(at).copied().unwrap_or_default()
}

fn rows(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let count = scene.app.intake.listed();
    if count == 0 {
        ui.add_space(6.0);
        note(ui, &p, say::NONE_SO);
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().id_salt("files of the import").auto_shrink([false, false]);
    area.show_rows(ui, ROW, count, |ui, range| {
        for at in range {
            if let Some(file) = scene.app.intake.row(at) {
                line(ui, scene, file);
            }
        }
    });
}

/// A row of a file whose bytes are here already, with which document that is.
fn same_as(scene: &Scene<'_>, file: &FileRow) -> Option<FileRow> {
    let document = file.document.filter(|_| file.stand == Stand::Is(FileState::AlreadyHere) && file.why.is_none())?;
    let other = scene.app.also_at(document, &file.path)?;
    Some(FileRow { why: Some(say::same_as(other)), ..file.clone() })
}

fn line(ui: &mut Ui, scene: &mut Scene<'_>, file: &FileRow) {
    let p = scene.palette;
    let state = label(file.stand);
    let same = same_as(scene, file);
    let file = same.as_ref().unwrap_or(file);
    let mut name = TextEngine::accessible_name(&file.path);
    name.push_str(&say::and_state(state));
    if let Some(why) = &file.why {
        name.push_str(&say::and_why(&TextEngine::accessible_name(why)));
    }
    // Rows reach to the scroll bar, not under it.
    let width = ui.available_width() - 20.0;
    let inner = |ui: &mut Ui| {
        ui.set_width(width);
        row(ui, &p, ROW, false, &name, |ui, rect| {
            let over = matches!(file.stand, Stand::Is(state) if !state.is_over());
            let ink = if over { p.soft } else { p.ink };
            let strong = matches!(file.stand, Stand::Is(FileState::NotTaken | FileState::NoText | FileState::Reading));
            let font = if strong { medium(12.5) } else { FontId::proportional(12.5) };
            let color = if strong { p.ink } else { p.soft };
            ui.painter().text(pos2(rect.left(), rect.center().y), Align2::LEFT_CENTER, state, font, color);
            let body = rect.with_min_x(rect.left() + STATE);
            let part = match &file.why {
                Some(_) => body.width() * 0.5,
                None => body.width(),
            };
            let words = |ui: &mut Ui, words: &Words, style: LabelStyle, room: Rect| {
                // As wide as the words, so that what runs leftwards stands at the left of its column too.
                let wide = scene.engine.sized(words, &style, room.width()).x.min(room.width());
                scene.engine.put(ui, words, &style, Rect::from_min_size(room.min, vec2(wide, room.height())));
            };
            let style = LabelStyle::body().one_line();
            words(ui, &file.path, style.color(ink), body.with_max_x(body.left() + part - 12.0));
            if let Some(why) = &file.why {
                let room = body.with_min_x(body.left() + part);
                words(ui, why, LabelStyle::small().one_line().color(p.soft), room);
            }
        })
    };
    let response = ui.horizontal(inner).inner;
    let response = match (&file.why, file.document) {
        (Some(why), _) => response.on_hover_ui(|ui| {
            ui.set_max_width(460.0);
            scene.engine.label(ui, &file.path, LabelStyle::body().lines(3));
            scene.engine.label(ui, why, LabelStyle::small().lines(8).color(p.soft));
        }),
        (None, Some(_)) => response.on_hover_text(say::CLICK_OPENS),
        (None, None) => response,
    };
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if let (true, Some(document)) = (response.clicked(), file.document) {
        scene.wanted.push(Action::Intake(IntakeWish::Open(document)));
    }
}
