//! The brief as it goes out: the same lines an export is written from, on a page.

use crate::app::{Action, Command, Set, SheetLine};
use crate::say::write as say;
use crate::text::{Face, Weight};
use crate::ui::Scene;
use crate::ui::text::LabelStyle;
use crate::ui::widgets::{button, empty, note};
use egui::{Frame, Margin, ScrollArea, Stroke, Ui};

/// Width of the page.
const PAGE: f32 = 700.0;

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let sheet = scene.app.writing.preview.as_ref().and_then(|preview| preview.sheet.clone());
    ScrollArea::vertical().id_salt("preview").auto_shrink([false, false]).show(ui, |ui| {
        let page = PAGE.min(ui.available_width() - 60.0);
        let left = ((ui.available_width() - page) / 2.0).max(20.0);
        ui.add_space(18.0);
        ui.horizontal_top(|ui| {
            ui.add_space(left);
            ui.vertical(|ui| {
                ui.set_width(page);
                ui.horizontal(|ui| {
                    note(ui, &p, say::PREVIEW);
                    if button(ui, &p, say::BACK_TO_WRITING).clicked() {
                        scene.wanted.push(Action::Command(Command::Preview));
                    }
                });
                ui.add_space(8.0);
                Frame::new()
                    .fill(p.raise)
                    .stroke(Stroke::new(1.0, p.rule))
                    .inner_margin(Margin::symmetric(64, 48))
                    .show(ui, |ui| {
                        ui.set_width(ui.available_width());
                        match &sheet {
                            None => {
                                note(ui, &p, say::PREVIEW_COMES);
                            }
                            Some(Err(fault)) => {
                                empty(ui, &p, say::CANNOT_GO_OUT, "");
                                for sentence in [&fault.what, &fault.todo] {
                                    scene.engine.label(ui, &sentence.as_str().into(), LabelStyle::body().filling());
                                }
                            }
                            Some(Ok(lines)) => lines.iter().for_each(|one| line(ui, scene, one)),
                        }
                    });
                ui.add_space(30.0);
            });
        });
    });
}

fn line(ui: &mut Ui, scene: &Scene<'_>, line: &SheetLine) {
    let p = scene.palette;
    let serif = |size: f32| LabelStyle { face: Face::Serif, size, line_height: 1.5, ..LabelStyle::body() }.filling();
    let (style, inset, above) = match line.set {
        Set::Title => (LabelStyle { line_height: 1.3, ..serif(23.0) }.weight(Weight::Bold), 0.0, 0.0),
        Set::Heading => (LabelStyle { line_height: 1.3, ..serif(17.0) }.weight(Weight::Bold), 0.0, 14.0),
        Set::Body => (serif(15.0), 0.0, 6.0),
        Set::Pull => (serif(16.0).italic().color(p.soft), 0.0, 6.0),
        Set::Quote => (serif(14.5), 26.0, 6.0),
        Set::From => (serif(12.5).color(p.soft), 26.0, 0.0),
        Set::Small => (serif(12.5).color(p.soft), 0.0, 2.0),
        Set::Item => (serif(13.5), 0.0, 3.0),
    };
    ui.spacing_mut().item_spacing.y = 3.0;
    ui.add_space(above);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(inset);
        scene.engine.label(ui, &line.words, style);
    });
}
