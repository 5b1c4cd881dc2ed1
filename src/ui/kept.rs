//! What is computed from the project for the window and kept while the project stays as it is.

use super::Scene;
use crate::app::weigh_view::hypotheses::Table;
use crate::domain::Id;
use egui::Ui;
use std::sync::Arc;

/// Something kept in the window's memory as long as `key` holds, made anew when it changes.
pub(super) fn kept<K, V>(ui: &Ui, id: &str, key: K, make: impl FnOnce() -> V) -> Arc<V>
where
    K: PartialEq + Clone + Send + Sync + 'static,
    V: Send + Sync + 'static,
{
    let id = egui::Id::unique(("kept", id));
    let known: Option<(K, Arc<V>)> = ui.data(|data| data.get_temp(id));
    if let Some((_, value)) = known.filter(|(old, _)| *old == key) {
        return value;
    }
    let value = Arc::new(make());
    ui.data_mut(|data| data.insert_temp(id, (key, Arc::clone(&value))));
    value
}

/// The matrix of hypotheses, rows in the order that is kept while one of them is rated.
pub(super) fn matrix_of(ui: &Ui, scene: &Scene<'_>) -> Arc<Table> {
    let order = scene.app.competing.kept().cloned();
    kept(ui, "matrix", (state_of(scene), order), || scene.app.matrix())
}

/// What changes whenever anything of the open project does, also while it was closed.
pub(super) type State = Option<(Id, i64, u64)>;

/// The state of the open project.
pub(super) fn state_of(scene: &Scene<'_>) -> State {
    let project = scene.app.project.as_ref()?;
    Some((project.facts.secret, project.facts.edits, project.model.generation))
}
