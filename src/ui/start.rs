//! The window without a project: the first minute, and afterwards the page of recent projects.

use super::Scene;
use super::text::{LabelStyle, TextEngine, field};
use super::theme::{medium, semi_bold, size};
use super::widgets::{button, empty, kbd, note, quiet_button, row, section};
use crate::app::settings::{Recent, Start};
use crate::app::{Action, Command};
use crate::domain::Words;
use crate::say::{read, start as say};
use crate::text::Weight;
use egui::{
    Align2, CentralPanel, CornerRadius, FontId, Frame, Key, Modifiers, Rect, RichText, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

const WIDTH: f32 = 560.0;

/// Draws the page.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    CentralPanel::default().frame(Frame::new().fill(p.paper)).show(ui, |ui| {
        let width = WIDTH.min(ui.available_width() - 40.0);
        let left = ((ui.available_width() - width) / 2.0).floor();
        let top = (ui.available_height() * 0.2).max(20.0);
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            ui.add_space(top);
            ui.horizontal(|ui| {
                ui.add_space(left);
                ui.vertical(|ui| {
                    ui.set_width(width);
                    page(ui, scene);
                });
            });
            ui.add_space(30.0);
        });
    });
}

fn page(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    if scene.app.is_opening() {
        empty(ui, &p, read::OPENING, read::OPENING_WHAT);
        return;
    }
    ui.label(RichText::new(read::ASSAY).font(semi_bold(22.0)).color(p.ink));
    ui.label(RichText::new(read::PURPOSE).size(14.0).color(p.soft));
    ui.add_space(18.0);
    match &scene.app.start {
        Start::Name(name) => sign(ui, scene, name),
        Start::Choose => {
            heading(ui, scene, say::WHERE);
            choice(ui, scene, say::SAMPLE, say::SAMPLE_WHAT, Command::Sample);
            choice(ui, scene, say::FOLDER, say::FOLDER_WHAT, Command::OpenFolder);
            more(ui, scene, &[Command::OpenProject, Command::NewProject, Command::Help]);
        }
        Start::Usual => {
            recents(ui, scene);
            ui.add_space(16.0);
            choice(ui, scene, say::FOLDER, say::FOLDER_WHAT, Command::OpenFolder);
            choice(ui, scene, Command::OpenProject.name(), say::OPEN_WHAT, Command::OpenProject);
            choice(ui, scene, Command::NewProject.name(), say::NEW_WHAT, Command::NewProject);
            choice(ui, scene, say::SAMPLE, say::SAMPLE_WHAT, Command::Sample);
            more(ui, scene, &[Command::Settings, Command::Help]);
        }
    }
}

fn heading(ui: &mut Ui, scene: &Scene<'_>, text: &str) {
    ui.label(RichText::new(text).font(semi_bold(15.0)).color(scene.palette.ink));
    ui.add_space(6.0);
}

fn sign(ui: &mut Ui, scene: &mut Scene<'_>, name: &str) {
    let p = scene.palette;
    heading(ui, scene, say::SIGN);
    note(ui, &p, say::SIGN_WHY);
    ui.add_space(8.0);
    let entered = scene.app.overlay.is_none() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
    let mut typed = name.to_owned();
    let response = field::wide_line(ui, say::YOUR_NAME, say::YOUR_NAME_HINT, &mut typed);
    if scene.app.overlay.is_none() && ui.memory(|m| m.focused().is_none()) {
        response.request_focus();
    }
    ui.add_space(10.0);
    let mut left = false;
    ui.horizontal(|ui| {
        if button(ui, &p, say::GO_ON).clicked() || entered {
            scene.wanted.push(Action::Sign(typed.clone()));
            scene.wanted.push(Action::Start(Start::Choose));
            left = true;
        } else if quiet_button(ui, &p, say::UNSIGNED).clicked() {
            scene.wanted.push(Action::Sign(String::new()));
            scene.wanted.push(Action::Start(Start::Choose));
        } else if typed != name {
            scene.wanted.push(Action::Start(Start::Name(typed.clone())));
        }
    });
    if left {
        // What stands in its place on the next page is not what was typed into.
        response.surrender_focus();
    }
}

/// A card that does something, with a line that says what.
fn choice(ui: &mut Ui, scene: &mut Scene<'_>, title: &str, what: &str, command: Command) {
    let p = scene.palette;
    let width = ui.available_width();
    let galley = ui.painter().layout(what.to_owned(), FontId::proportional(12.5), p.soft, width - 120.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y + 44.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, title));
    let fill = if response.hovered() { p.wash } else { p.raise };
    let edge = if response.has_focus() { p.accent } else { p.rule };
    let radius = CornerRadius::same(9);
    ui.painter().rect(rect, radius, fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    let at = rect.min + vec2(16.0, 12.0);
    ui.painter().text(at, Align2::LEFT_TOP, title, medium(14.0), p.ink);
    ui.painter().galley(at + vec2(0.0, 20.0), galley, p.soft);
    let keys = command.keys(cfg!(target_os = "macos"));
    ui.painter().text(
        rect.right_top() + vec2(-16.0, 13.0),
        Align2::RIGHT_TOP,
        keys,
        FontId::proportional(size::SMALL),
        p.soft,
    );
    if response.clicked() {
        scene.wanted.push(Action::Command(command));
    }
    ui.add_space(2.0);
}

/// What else can be done, quietly.
fn more(ui: &mut Ui, scene: &mut Scene<'_>, commands: &[Command]) {
    let p = scene.palette;
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        for command in commands {
            if quiet_button(ui, &p, command.name()).clicked() {
                scene.wanted.push(Action::Command(*command));
            }
            kbd(ui, &p, &command.keys(cfg!(target_os = "macos")));
            ui.add_space(12.0);
        }
    });
}

fn recents(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    section(ui, &p, say::RECENT);
    if scene.app.recents.is_empty() {
        let text = if scene.app.settings.remember_projects { say::RECENT_NONE } else { say::RECENT_OFF };
        note(ui, &p, text);
        return;
    }
    ui.spacing_mut().item_spacing.y = 2.0;
    for recent in &scene.app.recents {
        recent_row(ui, scene, recent);
    }
}

fn recent_row(ui: &mut Ui, scene: &mut Scene<'_>, recent: &Recent) {
    let p = scene.palette;
    let name = recent.path.file_stem().unwrap_or(recent.path.as_os_str()).to_string_lossy();
    let words = Words::new(name);
    let folder = Words::new(recent.path.parent().unwrap_or(&recent.path).to_string_lossy());
    let response = row(ui, &p, 40.0, false, &TextEngine::accessible_name(&words), |ui, rect| {
        let when = when(recent.at_ms);
        let font = FontId::proportional(size::SMALL);
        let at = ui.painter().text(rect.right_center(), Align2::RIGHT_CENTER, when, font, p.soft);
        let line =
            |top: f32, height: f32| Rect::from_min_max(pos2(rect.left(), top), pos2(at.left() - 14.0, top + height));
        let bold = LabelStyle::body().weight(Weight::Medium).one_line();
        scene.engine.put(ui, &words, &bold, line(rect.top() + 3.0, 18.0));
        scene.engine.put(ui, &folder, &LabelStyle::small().one_line().color(p.soft), line(rect.top() + 20.0, 16.0));
    });
    if response.clicked() {
        scene.wanted.push(Action::OpenProject(recent.path.clone()));
    }
}

fn when(ms: i64) -> String {
    let at = jiff::Timestamp::from_millisecond(ms);
    at.map(|t| t.to_zoned(jiff::tz::TimeZone::system()).strftime("%d %b %Y, %H:%M").to_string()).unwrap_or_default()
}
