//! Where the file of a document lies, on its card: every path it was found at, the archive it came out of, and where it is
//! no longer.

use crate::app::whereabouts::FoundPath;
use crate::domain::{Id, Words};
use crate::say::cards as say;
use crate::say::{labels, shared};
use crate::ui::Scene;
use crate::ui::text::LabelStyle;
use crate::ui::widgets::{field, note};
use egui::Ui;

/// Most paths that are shown.
const MOST: usize = 8;

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, document: Id) {
    let p = scene.palette;
    let paths = scene.app.found_at(document);
    let (gone, here): (Vec<&FoundPath>, Vec<&FoundPath>) = paths.iter().partition(|path| path.gone);
    for path in here.iter().chain(&gone).take(MOST) {
        let whole = scene.app.whole_path(path);
        let style = LabelStyle::body().lines(4);
        if path.gone {
            field(ui, &p, labels::GONE_FROM, |ui| scene.engine.label(ui, &whole, style).on_hover_text(say::GONE_MEANS));
            continue;
        }
        field(ui, &p, labels::PATH, |ui| scene.engine.label(ui, &whole, style));
        if let Some(archive) = path.archive() {
            field(ui, &p, labels::FROM, |ui| scene.engine.label(ui, &Words::new(archive), LabelStyle::body().lines(2)));
        }
    }
    if paths.len() > MOST {
        note(ui, &p, &shared::and_more(paths.len() - MOST));
    }
}
