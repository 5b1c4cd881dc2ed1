//! What is remembered between starts, in one small file of the analyst's own: how work is signed, what was chosen, and,
//! unless that was switched off, which projects were opened. Without a place to keep it nothing is remembered, and nothing
//! else is lost.

use crate::app::App;
use crate::app::settings::{Recent, Settings, Start, ZOOM};
use crate::domain::Words;
use etcetera::BaseStrategy as _;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// How large the window is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Size {
    /// Of its inside while it is not maximised, in points.
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) maximised: bool,
}

impl Size {
    /// Of a window nobody has sized yet: with its title bar it fits into a screen of 1366 by 768 beside a panel.
    pub(super) const FIRST: Self = Self { width: 1280.0, height: 676.0, maximised: false };
    /// The least of either, in points.
    pub(super) const LEAST: (f32, f32) = (900.0, 560.0);

    /// Brings what somebody wrote into the file by hand back to what can be.
    fn mended(self) -> Self {
        let sound = |length: f32, least: f32, first: f32| {
            if length.is_finite() { length.clamp(least, 10_000.0) } else { first }
        };
        Self {
            width: sound(self.width, Self::LEAST.0, Self::FIRST.width),
            height: sound(self.height, Self::LEAST.1, Self::FIRST.height),
            ..self
        }
    }
}

/// What the file holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Known {
    /// How work is signed.
    author: Option<Words>,
    /// That it was asked how.
    asked: bool,
    zoom: Option<f32>,
    settings: Settings,
    projects: Vec<Recent>,
    window: Option<Size>,
}

/// What is remembered, and where.
#[derive(Debug)]
pub(super) struct Remembered {
    file: Option<PathBuf>,
    /// How large the window is, or was when the program was last left.
    pub(super) size: Size,
    /// What the file says.
    written: String,
}

impl Remembered {
    /// Reads what is remembered into an application that has just begun.
    pub(super) fn read(file: Option<PathBuf>, app: &mut App) -> Self {
        let written = file.as_ref().and_then(|path| std::fs::read_to_string(path).ok()).unwrap_or_default();
        // A file that makes no sense is no reason to trouble anybody either.
        let known: Known = serde_json::from_str(&written).unwrap_or_default();
        app.author = known.author.filter(Words::is_filled);
        app.zoom = known.zoom.unwrap_or(ZOOM.1).clamp(ZOOM.0, ZOOM.2);
        app.settings = known.settings;
        app.settings.mend();
        app.recents = known.projects;
        if !known.asked && app.author.is_none() {
            app.start = Start::Name(String::new());
        }
        let size = known.window.map_or(Size::FIRST, Size::mended);
        Self { file, size, written }
    }

    /// The analyst's own file.
    pub(super) fn place() -> Option<PathBuf> {
        let base = etcetera::choose_base_strategy().ok()?;
        Some(base.config_dir().join("assay").join("remembered.json"))
    }

    /// Writes what is to be remembered, when it is something else than before.
    pub(super) fn write_if_changed(&mut self, app: &App) {
        let known = Known {
            author: app.author.clone(),
            asked: !matches!(app.start, Start::Name(_)),
            zoom: Some(app.zoom),
            settings: app.settings.clone(),
            projects: app.recents.clone(),
            window: Some(self.size),
        };
        let Ok(text) = serde_json::to_string_pretty(&known) else { return };
        if text == self.written {
            return;
        }
        self.written.clone_from(&text);
        let Some(path) = &self.file else { return };
        let made = path.parent().map(std::fs::create_dir_all);
        if matches!(made, Some(Ok(()))) {
            // Not being able to remember is no reason to trouble anybody.
            drop(std::fs::write(path, text));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Action;
    use crate::app::settings::{Paper, Room};
    use std::path::Path;
    use std::sync::Arc;

    fn start(file: &Path) -> (App, Remembered) {
        let mut app = App::new(Arc::new(|| {}));
        let remembered = Remembered::read(Some(file.to_owned()), &mut app);
        (app, remembered)
    }

    #[test]
    fn what_was_chosen_is_there_again_and_no_more_is_remembered_than_was_asked() {
        let folder = std::env::temp_dir().join(format!("assay-{}", crate::domain::Id::new()));
        let file = folder.join("remembered.json");
        let (mut app, mut remembered) = start(&file);
        assert_eq!(app.start, Start::Name(String::new()), "the first start asks for a name");
        app.update(Action::Sign("R. Reader".to_owned()));
        app.update(Action::Start(Start::Choose));
        let chosen =
            Settings { paper: Paper::Green, room: Room::Dark, leading: 1.7, still: true, ..Settings::default() };
        app.update(Action::Settings(chosen.clone()));
        app.update(Action::Zoom(1.4));
        app.recents = vec![Recent { path: "/p/secret place.assay".into(), at_ms: 1 }];
        remembered.write_if_changed(&app);
        let (mut app, mut remembered) = start(&file);
        assert_eq!(app.start, Start::Usual, "it is asked once");
        assert_eq!(app.author, Words::filled("R. Reader"));
        assert_eq!((app.settings.clone(), app.zoom), (chosen.clone(), 1.4));
        assert_eq!(app.recents.len(), 1);
        app.update(Action::Settings(Settings { remember_projects: false, ..chosen }));
        remembered.write_if_changed(&app);
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(!text.contains("secret place"), "{text}");
        std::fs::write(&file, r#"{"zoom": 900, "settings": {"leading": -4, "paper": "green"}}"#).unwrap();
        let (app, _) = start(&file);
        assert_eq!(app.zoom, ZOOM.2);
        assert_eq!(app.settings.leading, crate::app::settings::LEADING.0);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn the_window_comes_back_as_large_as_it_was_and_first_fits_a_small_screen() {
        let folder = std::env::temp_dir().join(format!("assay-{}", crate::domain::Id::new()));
        let file = folder.join("remembered.json");
        let (app, mut remembered) = start(&file);
        assert!(remembered.size.width < 1366.0 && remembered.size.height < 768.0 - 60.0);
        let size = Size { width: 1500.0, height: 900.0, maximised: true };
        remembered.size = size;
        remembered.write_if_changed(&app);
        assert_eq!(start(&file).1.size, size);
        std::fs::write(&file, r#"{"window": {"width": 3, "height": 1e30, "maximised": false}}"#).unwrap();
        let mended = start(&file).1.size;
        assert_eq!((mended.width, mended.height), (Size::LEAST.0, 10_000.0));
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn an_unsigned_analyst_is_not_asked_again() {
        let folder = std::env::temp_dir().join(format!("assay-{}", crate::domain::Id::new()));
        let file = folder.join("remembered.json");
        let (mut app, mut remembered) = start(&file);
        app.update(Action::Sign(String::new()));
        app.update(Action::Start(Start::Choose));
        remembered.write_if_changed(&app);
        let (app, _) = start(&file);
        assert_eq!((app.author, app.start), (None, Start::Usual));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
