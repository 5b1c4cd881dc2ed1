//! What the analyst chose for all projects: how documents are set, what is remembered, how work is signed. The shell keeps
//! it between starts.

use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Most recent projects that are remembered.
const RECENTS: usize = 12;

/// The smallest, usual and largest leading: baselines apart, as a multiple of the size.
pub const LEADING: (f32, f32, f32) = (1.3, 1.52, 2.0);
/// The smallest, usual and largest zoom of documents' words; 1 is 17 points.
pub const ZOOM: (f32, f32, f32) = (0.6, 1.0, 3.0);

/// The typeface of documents' words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Typeface {
    /// With serifs.
    #[default]
    Serif,
    /// Without.
    Sans,
}

/// The tint of the paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Paper {
    /// Off-white, a little yellow.
    #[default]
    Warm,
    /// White, or black in a dark room.
    Plain,
    /// A little green, restful over hours.
    Green,
}

/// The light of the room the window is shown in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Room {
    /// As the system says.
    #[default]
    System,
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The typeface of documents' words.
    pub face: Typeface,
    /// Baselines of documents' words apart, as a multiple of their size.
    pub leading: f32,
    /// The tint of the paper.
    pub paper: Paper,
    /// The light of the room.
    pub room: Room,
    /// Nothing moves by itself.
    pub still: bool,
    /// Projects that were opened are remembered.
    pub remember_projects: bool,
    /// Originals are kept in the project when they are imported.
    pub keep_originals: bool,
    /// Scripts without a font, as Unicode names them, of which the word was put away.
    pub scripts_without_font: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            face: Typeface::default(),
            leading: LEADING.1,
            paper: Paper::default(),
            room: Room::default(),
            still: false,
            remember_projects: true,
            keep_originals: true,
            scripts_without_font: Vec::new(),
        }
    }
}

impl Settings {
    /// Brings what somebody wrote into the file by hand back to what can be.
    pub fn mend(&mut self) {
        let sound = self.leading.is_finite();
        self.leading = if sound { self.leading.clamp(LEADING.0, LEADING.2) } else { LEADING.1 };
    }
}

/// A project that was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// Where it lies.
    pub path: PathBuf,
    /// When it was opened last, in milliseconds since 1970 UTC.
    pub at_ms: i64,
}

/// Puts a project that was just opened before the others.
pub(super) fn opened(recents: &mut Vec<Recent>, path: &Path) {
    recents.retain(|recent| recent.path != path);
    recents.insert(0, Recent { path: path.to_owned(), at_ms: jiff::Timestamp::now().as_millisecond() });
    recents.truncate(RECENTS);
}

/// What is shown while no project is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// The very first start: how work is to be signed.
    Name(String),
    /// After that: the sample, or a folder of one's own.
    Choose,
    /// Projects that were opened before, and what else can be opened.
    #[default]
    Usual,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_project_opened_last_stands_first_and_once() {
        let mut recents = Vec::new();
        for n in (0..20).chain([17]) {
            opened(&mut recents, Path::new(&format!("/p/{n}.assay")));
        }
        assert_eq!(recents.len(), RECENTS);
        assert_eq!(recents[0].path, Path::new("/p/17.assay"));
        assert_eq!(recents[1].path, Path::new("/p/19.assay"));
        assert_eq!(recents.iter().filter(|r| r.path.ends_with("17.assay")).count(), 1);
    }
}
