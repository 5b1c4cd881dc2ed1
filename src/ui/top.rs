//! The bar at the top: the project, the three places, finding anything, and whether all is saved; below it the strips
//! that ask for attention.

use super::Scene;
use super::text::LabelStyle;
use super::theme::{measure, medium, semi_bold, size};
use super::widgets::{button, quiet_button};
use crate::app::command::Menu;
use crate::app::intake::IntakeWish;
use crate::app::intake::Unfinished as Origin;
use crate::app::notice::{Notice, Said};
use crate::app::{Action, Command, Place, Saving};
use crate::domain::Words;
use crate::say::keep as say;
use crate::say::{imports, notices, shared, top};
use crate::text::Weight;
use egui::{
    Align, Align2, Area, CornerRadius, FontId, Frame, Id, Layout, Margin, Order, Panel, Pos2, Rect, RichText, Role,
    Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

/// Draws the bar.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let bar = ui.max_rect();
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        menu(ui, scene);
        ui.add_space(10.0);
        if let Some(project) = &scene.app.project {
            let style = LabelStyle::body().weight(Weight::SemiBold).one_line();
            ui.scope(|ui| {
                ui.set_max_width(180.0);
                scene.engine.label(ui, &project.facts.name, style);
            });
            ui.add_space(12.0);
            for (place, command) in
                [(Place::Read, Command::Read), (Place::Weigh, Command::Weigh), (Place::Write, Command::Write)]
            {
                place_button(ui, scene, place, command);
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| saving(ui, scene));
    });
    let width = (bar.width() - 2.0 * 420.0).clamp(220.0, 420.0);
    let find = Rect::from_center_size(bar.center(), vec2(width, 28.0));
    find_box(ui, scene, find);
}

fn menu(ui: &mut Ui, scene: &mut Scene<'_>) {
    let opened =
        egui::containers::menu::MenuButton::from_button(egui::Button::new("      ").frame_when_inactive(false));
    let (response, _) = opened.ui(ui, |ui| {
        ui.set_width(130.0);
        for menu in [Menu::Project, Menu::Edit, Menu::View, Menu::Help] {
            ui.menu_button(menu.name(), |ui| {
                ui.set_width(280.0);
                // No longer than the window is high: what does not fit is scrolled to.
                let room = ui.ctx().content_rect().height() - 32.0;
                egui::ScrollArea::vertical().max_height(room).min_scrolled_height(room).show(ui, |ui| {
                    let spacing = ui.spacing_mut();
                    (spacing.item_spacing.y, spacing.interact_size.y, spacing.button_padding.y) = (0.0, 20.0, 1.0);
                    menu_part(ui, scene, menu);
                });
            });
        }
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, top::MENU));
    // Three lines, drawn, since not every typeface has the sign.
    for y in [-4.0, 0.0, 4.0] {
        let at = response.rect.center() + vec2(0.0, y);
        ui.painter().hline(at.x - 7.0..=at.x + 7.0, at.y, Stroke::new(1.4, scene.palette.soft));
    }
}

fn menu_part(ui: &mut Ui, scene: &mut Scene<'_>, menu: Menu) {
    for command in Command::ALL.iter().copied().filter(|c| c.menu() == menu) {
        let keys = command.keys(cfg!(target_os = "macos"));
        let item = egui::Button::new(command.name()).shortcut_text(keys);
        if ui.add_enabled(scene.app.is_enabled(command), item).clicked() {
            scene.wanted.push(Action::Command(command));
            ui.close();
        }
    }
}

fn place_button(ui: &mut Ui, scene: &mut Scene<'_>, place: Place, command: Command) {
    let p = &scene.palette;
    let on = scene.app.place == place;
    let font = if on { semi_bold(size::BODY) } else { FontId::proportional(size::BODY) };
    let color = if on { p.ink } else { p.soft };
    let galley = ui.painter().layout_no_wrap(command.name().to_owned(), font, color);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(24.0, 13.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, on, command.name()));
    let radius = CornerRadius::same(6);
    if on {
        ui.painter().rect(rect, radius, p.raise, Stroke::new(1.0, p.rule), StrokeKind::Inside);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, radius, p.wash);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, radius, Stroke::new(1.5, p.accent), StrokeKind::Inside);
    }
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, color);
    if response.clicked() {
        scene.wanted.push(Action::Command(command));
    }
    response.on_hover_text(command.help());
}

fn find_box(ui: &mut Ui, scene: &mut Scene<'_>, rect: Rect) {
    let p = scene.palette;
    let response = ui.interact(rect, egui::Id::unique("find anything"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, top::FIND_ANYTHING));
    let edge = if response.has_focus() || response.hovered() { p.faint } else { p.rule };
    ui.painter().rect(rect, CornerRadius::same(7), p.paper, Stroke::new(1.0, edge), StrokeKind::Inside);
    let text = |at: Pos2, align, text: &str| {
        ui.painter().text(at, align, text, FontId::proportional(size::BODY), p.soft);
    };
    text(rect.left_center() + vec2(12.0, 0.0), Align2::LEFT_CENTER, top::FIND_ANYTHING);
    text(
        rect.right_center() - vec2(12.0, 0.0),
        Align2::RIGHT_CENTER,
        &Command::Palette.keys(cfg!(target_os = "macos")),
    );
    if response.clicked() {
        scene.wanted.push(Action::Command(Command::Palette));
    }
}

fn saving(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let Some(project) = &scene.app.project else {
        if scene.app.is_opening() {
            ui.label(RichText::new(shared::OPENING).color(p.soft));
        }
        return;
    };
    if project.read_only.is_some() {
        ui.label(RichText::new(top::READ_ONLY).color(p.soft));
        return;
    }
    if let Some(progress) = &scene.app.importing {
        if scene.app.shows_intake() {
            // Its page has the buttons.
            ui.label(RichText::new(imports::importing(progress.done, progress.found, progress.held)).color(p.soft));
            return;
        }
        ui.spacing_mut().item_spacing.x = 14.0;
        if quiet_button(ui, &p, imports::STOP).on_hover_text(imports::STOP_MEANS).clicked() {
            scene.wanted.push(Action::CancelImport);
        }
        let pause = if progress.held { imports::GO_ON } else { imports::PAUSE };
        if !scene.app.intake.looking && quiet_button(ui, &p, pause).on_hover_text(imports::PAUSE_MEANS).clicked() {
            scene.wanted.push(Action::Intake(IntakeWish::Hold(!progress.held)));
        }
        let text = imports::importing(progress.done, progress.found, progress.held);
        if quiet_button(ui, &p, &text).on_hover_text(Command::ImportFiles.help()).clicked() {
            scene.wanted.push(Action::Intake(IntakeWish::Show));
        }
        return;
    }
    match &scene.app.saving {
        Saving::Saved => {
            let (rect, response) = ui.allocate_exact_size(vec2(62.0, 20.0), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, top::SAVED));
            let font = FontId::proportional(size::BODY);
            let text = ui.painter().text(rect.left_center(), Align2::LEFT_CENTER, top::SAVED, font, p.soft);
            tick(ui, pos2(text.right() + 10.0, rect.center().y), p.soft);
            response.on_hover_text(top::SAVED_MEANS);
        }
        Saving::Busy => {
            ui.label(RichText::new(top::SAVING).color(p.soft));
        }
        Saving::Stalled(n, _) => {
            ui.label(RichText::new(top::not_saved(*n)).font(medium(size::BODY)).color(p.alarm));
        }
    }
}

/// A tick, drawn, since not every typeface has one.
fn tick(ui: &Ui, at: Pos2, color: egui::Color32) {
    let points = vec![at + vec2(-4.0, 0.0), at + vec2(-1.0, 3.0), at + vec2(4.5, -4.0)];
    ui.painter().line(points, Stroke::new(1.4, color));
}

/// Draws the strip of what could not be saved.
pub(super) fn strips(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let strip = || Frame::new().fill(p.raise).inner_margin(Margin::symmetric(14, 8)).stroke(Stroke::new(1.0, p.rule));
    if let Some(code) = scene.app.read_only_code() {
        Panel::top("read only").frame(strip()).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| read_only(ui, scene, code));
        });
    }
    if let Some(origin) = scene.app.unfinished() {
        Panel::top("import not finished").frame(strip()).show(ui, |ui| {
            ui.horizontal(|ui| unfinished(ui, scene, origin));
        });
    }
    let lacking = scene.app.lacking();
    if !lacking.is_empty() {
        Panel::top("letters without a font").frame(strip()).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(notices::no_font(&lacking)).color(p.ink));
                ui.label(RichText::new(notices::no_font_todo(&lacking)).color(p.soft));
                if quiet_button(ui, &p, shared::CLOSE).clicked() {
                    scene.wanted.push(Action::KnowsFonts);
                }
            });
        });
    }
    if let Saving::Stalled(n, fault) = &scene.app.saving {
        Panel::top("not saved").frame(strip()).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                // A disk that did not confirm a write is not written to again, whatever is pressed.
                let is_over = fault.code == "AS-STO-21";
                let said = if is_over { top::writing_stopped(*n) } else { top::not_saved_strip(*n) };
                ui.label(RichText::new(said).font(semi_bold(size::BODY)).color(p.alarm));
                fault_text(ui, scene, fault);
                if !is_over && button(ui, &p, top::RETRY).clicked() {
                    scene.wanted.push(Action::Retry);
                }
                if button(ui, &p, top::SAVE_AS).clicked() {
                    scene.wanted.push(Action::Command(Command::SaveCopy));
                }
                if !is_over && button(ui, &p, top::DISCARD_FIRST).clicked() {
                    scene.wanted.push(Action::Discard);
                }
            });
        });
    }
}

/// An import that did not come to its end, and what can be done about it.
fn unfinished(ui: &mut Ui, scene: &mut Scene<'_>, origin: &Origin) {
    let p = scene.palette;
    ui.label(RichText::new(imports::NOT_FINISHED).font(medium(size::BODY)).color(p.ink));
    ui.scope(|ui| {
        ui.set_max_width(560.0);
        scene.engine.label(ui, &origin.label, LabelStyle::body().one_line());
    });
    ui.add_space(8.0);
    if button(ui, &p, Command::GoOnImport.name()).on_hover_text(imports::GO_ON_MEANS).clicked() {
        scene.wanted.push(Action::Command(Command::GoOnImport));
    }
    if button(ui, &p, imports::GIVE_UP).on_hover_text(imports::GIVE_UP_MEANS).clicked() {
        scene.wanted.push(Action::Intake(IntakeWish::GiveUp(origin.batch)));
    }
}

/// Why the project can only be read, and what can be done about it.
fn read_only(ui: &mut Ui, scene: &mut Scene<'_>, code: &str) {
    let p = scene.palette;
    let Some(project) = &scene.app.project else { return };
    let text = match code {
        "AS-STO-07" => say::SECOND,
        "AS-STO-08" => say::READ_ONLY,
        "AS-STO-25" => say::BROKEN_OFF,
        "AS-STO-16" => say::SALVAGED,
        "AS-STO-18" => say::IS_SNAPSHOT,
        "AS-SNP-03" => say::NOT_KEPT,
        _ => say::BROKEN,
    };
    ui.label(RichText::new(text).font(medium(size::BODY)).color(p.ink));
    if let (Some(fault), true) = (&project.read_only, scene.app.is_second()) {
        // Who has it open, in that window's own words.
        scene.engine.label(ui, &Words::new(fault.what.as_str()), LabelStyle::small().one_line().color(p.soft));
        if button(ui, &p, say::RELOAD).clicked() {
            scene.wanted.push(Action::Command(Command::Reload));
        }
        if button(ui, &p, say::WRITE_HERE).on_hover_text(say::WRITE_HERE_WHAT).clicked()
            && let Some(path) = scene.app.path()
        {
            scene.wanted.push(Action::OpenProject(path.to_owned()));
        }
    }
    if code == "AS-STO-16" && button(ui, &p, Command::Snapshots.name()).clicked() {
        scene.wanted.push(Action::Command(Command::Snapshots));
    }
}

/// Draws notices over the lower edge of the window, so that nothing moves for them: the newest three, newest lowest.
pub(super) fn notices(ui: &mut Ui, scene: &mut Scene<'_>) {
    if scene.app.notices.is_empty() {
        return;
    }
    ui.ctx().request_repaint_after_secs(1.0);
    let p = scene.palette;
    let first = scene.app.notices.len().saturating_sub(3);
    // Above a sheet, which lets nothing behind it be reached.
    Area::new(Id::unique("notices"))
        .order(Order::Tooltip)
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -(measure::KEY_STRIP + 14.0)))
        .show(ui.ctx(), |ui| {
            for notice in scene.app.notices.iter().skip(first) {
                Frame::new()
                    .fill(p.raise)
                    .inner_margin(Margin::symmetric(14, 9))
                    .corner_radius(measure::CARD_RADIUS)
                    .stroke(Stroke::new(1.0, p.rule))
                    .shadow(egui::Shadow { offset: [0, 3], blur: 14, spread: 0, color: p.shadow })
                    .show(ui, |ui| notice_line(ui, scene, notice));
            }
        });
}

fn notice_line(ui: &mut Ui, scene: &mut Scene<'_>, notice: &Notice) {
    let p = scene.palette;
    ui.set_max_width(720.0);
    let close = |ui: &mut Ui| quiet_button(ui, &p, shared::CLOSE).clicked();
    let closed = match &notice.what {
        Said::Fault(fault) => {
            ui.horizontal_wrapped(|ui| fault_text(ui, scene, fault));
            close(ui)
        }
        Said::Word(text) => {
            let said = |ui: &mut Ui| {
                ui.label(RichText::new(*text).color(p.ink));
                ui.add_space(8.0);
                close(ui)
            };
            ui.horizontal(said).inner
        }
        Said::About(before, words, after) => {
            let said = |ui: &mut Ui| {
                if !before.is_empty() {
                    ui.label(RichText::new(*before).color(p.ink));
                }
                if words.is_filled() {
                    ui.scope(|ui| {
                        ui.set_max_width(480.0);
                        scene.engine.label(ui, words, LabelStyle::body().one_line());
                    });
                }
                if !after.is_empty() {
                    ui.label(RichText::new(after).color(p.ink));
                }
                ui.add_space(8.0);
                close(ui)
            };
            ui.horizontal(said).inner
        }
    };
    if closed {
        scene.wanted.push(Action::Dismiss(notice.id));
    }
}

fn fault_text(ui: &mut Ui, scene: &Scene<'_>, fault: &crate::domain::Fault) {
    // A fault may name files and quote a person, so its sentences are drawn as foreign words.
    for (text, weight) in
        [(&fault.what, Weight::SemiBold), (&fault.safe, Weight::Regular), (&fault.todo, Weight::Regular)]
    {
        scene.engine.label(ui, &Words::new(text.as_str()), LabelStyle::body().weight(weight));
    }
    ui.label(RichText::new(fault.code).size(size::SMALL).color(scene.palette.soft))
        .on_hover_text(fault.causes.join("\n"));
}
