//! What lies over the window.

use super::Scene;
use egui::Ui;

/// Draws it.
pub(super) fn show(_ui: &mut Ui, _scene: &mut Scene<'_>) {}
