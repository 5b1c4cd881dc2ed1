//! What is remembered between starts, in one small file of the analyst's own: the last project, theme, size of text, how
//! the analyst is named. Without a place to keep it nothing is remembered, and nothing else is lost.

use crate::domain::Words;
use egui::Theme;
use etcetera::BaseStrategy as _;
use serde_json::{Value, json};
use std::path::PathBuf;

/// What is remembered.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Remembered {
    pub project: Option<PathBuf>,
    pub theme: Option<Theme>,
    pub zoom: Option<f32>,
    pub author: Option<Words>,
    /// What the file says.
    written: String,
}

fn file() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.config_dir().join("assay").join("remembered.json"))
}

impl Remembered {
    pub(super) fn read() -> Self {
        let text = file().and_then(|path| std::fs::read_to_string(path).ok()).unwrap_or_default();
        let value: Value = serde_json::from_str(&text).unwrap_or_default();
        let text_of = |name: &str| value.get(name).and_then(Value::as_str);
        Self {
            project: text_of("project").map(PathBuf::from),
            theme: match text_of("theme") {
                Some("dark") => Some(Theme::Dark),
                Some("light") => Some(Theme::Light),
                _ => None,
            },
            zoom: value.get("zoom").and_then(Value::as_f64).map(|z| (z as f32).clamp(0.6, 3.0)),
            author: text_of("author").and_then(Words::filled),
            written: text,
        }
    }

    pub(super) fn write_if_changed(&mut self) {
        let value = json!({
            "project": self.project,
            "theme": self.theme.map(|t| if t == Theme::Dark { "dark" } else { "light" }),
            "zoom": self.zoom,
            "author": self.author,
        });
        let text = format!("{value:#}\n");
        if text == self.written {
            return;
        }
        self.written.clone_from(&text);
        let Some(path) = file() else { return };
        let made = path.parent().map(std::fs::create_dir_all);
        if matches!(made, Some(Ok(()))) {
            // Not being able to remember is no reason to trouble anybody.
            drop(std::fs::write(path, text));
        }
    }
}
