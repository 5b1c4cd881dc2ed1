//! The menu of the open document: what can be done with the word, the sentence or the selection under the pointer.

use crate::app::{Action, Command};
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, TextEngine};
use egui::{Popup, Response, Role, Sense, Ui, WidgetInfo, vec2};

/// What it offers; a line stands between the parts.
const PARTS: [&[Command]; 2] = [
    &[Command::WordHere, Command::Search, Command::CopyCited],
    &[Command::Tag, Command::Claim, Command::NameHere, Command::Translate, Command::ToBrief],
];

/// Shows it after a right click.
pub(super) fn show(scene: &mut Scene<'_>, response: &Response) {
    Popup::context_menu(response).show(|ui| {
        ui.set_min_width(240.0);
        for (n, part) in PARTS.iter().enumerate() {
            if n > 0 {
                ui.separator();
            }
            for command in *part {
                item(ui, scene, *command);
            }
        }
    });
}

fn item(ui: &mut Ui, scene: &mut Scene<'_>, command: Command) {
    let enabled = scene.app.is_enabled(command);
    let clicked = if command == Command::WordHere && enabled {
        word(ui, scene, command)
    } else {
        let keys = command.keys(cfg!(target_os = "macos"));
        ui.add_enabled(enabled, egui::Button::new(command.name()).shortcut_text(keys)).clicked()
    };
    if clicked {
        scene.wanted.push(Action::Command(command));
        ui.close();
    }
}

/// The item that names the word it is about.
fn word(ui: &mut Ui, scene: &Scene<'_>, command: Command) -> bool {
    let words = scene.app.command_name(command).brief(60);
    let style = LabelStyle::body().one_line();
    let padding = ui.spacing().button_padding;
    let size = scene.engine.sized(&words, &style, 420.0);
    let wanted = vec2((size.x + 2.0 * padding.x).max(ui.available_width()), ui.spacing().interact_size.y);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    let name = TextEngine::accessible_name(&words);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, ui.visuals().widgets.hovered.corner_radius, scene.palette.wash);
    }
    scene.engine.put(ui, &words, &style, rect.shrink2(vec2(padding.x, 0.0)));
    response.clicked()
}
