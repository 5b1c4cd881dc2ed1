//! The path picker without a window: where one looks, what is typed, what fits, and what is done with the path that is
//! taken. Folders are looked at by a worker.

use super::App;
use super::overlay::{Ask, Overlay, PathAsk, Trouble};
use crate::domain::{Words, fold};
use crate::jobs::browsing::{Browser, Entry, Listing, Look, Seen, Standing};
use crate::jobs::{How, file_name};
use crate::say::paths::names;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

/// What the picker knows of the folders around.
#[derive(Default)]
pub struct Around {
    /// The folder that is shown.
    pub listing: Listing,
    /// Counts the folders that were listed.
    pub seen: u64,
    /// Where one may begin.
    pub places: Vec<PathBuf>,
    wanted: PathBuf,
    browser: Option<Browser>,
}

impl Around {
    /// True when nothing is being looked at.
    pub(super) fn is_idle(&self) -> bool {
        self.browser.as_ref().is_none_or(Browser::is_idle)
    }
}

impl Ask {
    /// True when a file is to be written.
    pub fn saves(self) -> bool {
        !matches!(self, Self::OpenProject | Self::Import | Self::Folder)
    }

    /// True when a file of this name is replaced once somebody said so. A project never is.
    pub fn replaces(self) -> bool {
        self.saves() && !matches!(self, Self::NewProject | Self::ProjectOfFolder | Self::Copy)
    }

    /// True for what is shown in the picker: folders always, and files of the kind that is asked for.
    pub fn fits(self, entry: &Entry) -> bool {
        let ending = || entry.path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
        entry.is_folder
            || match self {
                Self::Import => !is_project(&entry.path),
                Self::Folder => false,
                Self::OpenProject | Self::NewProject | Self::ProjectOfFolder | Self::Copy => ending() == "assay",
                _ => matches!(
                    ending().as_str(),
                    "html" | "htm" | "md" | "markdown" | "docx" | "csv" | "svg" | "png" | "txt"
                ),
            }
    }
}

impl PathAsk {
    /// The folder what is typed begins with, and the rest.
    pub fn parts(&self) -> (&str, &str) {
        let cut = self.text.rfind(std::path::is_separator).map_or(0, |at| at + 1);
        self.text.split_at(cut)
    }

    /// What is typed with another last part.
    pub fn with_name(&self, name: &str) -> String {
        format!("{}{name}", self.parts().0)
    }

    /// What stands in the picker for what is typed: places in the listing.
    pub fn rows(&self, listing: &Listing) -> Vec<usize> {
        let (_, stem) = self.parts();
        let hidden = |e: &Entry| e.name.raw().starts_with('.') && !stem.starts_with('.');
        let stem = if self.ask.saves() { String::new() } else { fold(stem) };
        let entries = || listing.entries.iter().enumerate().filter(|(_, e)| self.ask.fits(e) && !hidden(e));
        if stem.is_empty() {
            return entries().map(|(i, _)| i).collect();
        }
        let mut begins = Vec::new();
        let mut holds = Vec::new();
        for (i, entry) in entries() {
            let name = fold(entry.name.raw());
            if name.starts_with(&stem) {
                begins.push(i);
            } else if name.contains(&stem) {
                holds.push(i);
            }
        }
        begins.extend(holds);
        begins
    }
}

/// A folder as it stands in the field: with a separator at its end.
pub fn as_typed(folder: &Path) -> String {
    let mut text = folder.to_string_lossy().into_owned();
    if !text.ends_with(std::path::is_separator) {
        text.push(MAIN_SEPARATOR);
    }
    text
}

impl App {
    /// Asks for a path.
    pub(super) fn ask_path(&mut self, ask: Ask) {
        let folder = self.path().and_then(Path::parent).map(Path::to_owned);
        let recent = || self.recents.first().and_then(|r| r.path.parent()).map(Path::to_owned);
        let home = std::env::home_dir().unwrap_or_default();
        let folder = folder.or_else(recent).unwrap_or(home);
        let stem =
            self.path().and_then(|p| p.file_stem()).map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let suggested = match ask {
            Ask::NewProject | Ask::ProjectOfFolder => folder.join(names::project(names::UNTITLED)),
            Ask::Copy => folder.join(names::copy(&stem)),
            Ask::OpenProject | Ask::Import | Ask::Folder => folder.join(""),
            Ask::Brief => {
                let title = self.brief().and_then(|id| Some(&self.model()?.briefs.get(&id)?.title));
                let name = title.filter(|title| title.is_filled()).map(file_name);
                folder.join(names::brief(name.as_deref().unwrap_or(&stem)))
            }
            Ask::Report => folder.join(names::report(&stem)),
            Ask::Wanted => folder.join(names::wanted(&stem)),
            Ask::Timeline => folder.join(names::timeline(&stem)),
            Ask::Matrix => folder.join(names::matrix(&stem)),
            Ask::Graph => folder.join(names::graph(&stem)),
            Ask::Hits => folder.join(names::hits(&stem)),
            Ask::Hypotheses => folder.join(names::hypotheses(&stem)),
            Ask::Words | Ask::Collocates => folder.join(names::words(&stem, ask == Ask::Collocates)),
        };
        self.show_path(PathAsk::new(ask, suggested.to_string_lossy().into_owned()));
    }

    pub(super) fn show_path(&mut self, mut asked: PathAsk) {
        asked.author = self.author.clone().map(Words::into_raw).unwrap_or_default();
        self.overlay = Some(Overlay::Path(asked));
        if self.around.places.is_empty() {
            self.look(Look::Places);
        }
        self.around.wanted = PathBuf::new();
        self.look_around();
    }

    fn look(&mut self, look: Look) {
        let wake = &self.wake;
        self.around.browser.get_or_insert_with(|| Browser::new(std::sync::Arc::clone(wake))).ask(look);
    }

    /// Lists the folder that is typed, when it is another one than before.
    pub(super) fn look_around(&mut self) {
        let Some(Overlay::Path(asked)) = &self.overlay else { return };
        let folder = expanded(asked.parts().0);
        if folder != self.around.wanted {
            self.around.wanted.clone_from(&folder);
            self.look(Look::List(folder));
        }
    }

    /// Goes into a folder of the picker. The name of a file to save stays.
    pub(super) fn enter_folder(&mut self, folder: &Path) {
        if let Some(Overlay::Path(asked)) = &mut self.overlay {
            let name = if asked.ask.saves() { asked.parts().1.to_owned() } else { String::new() };
            asked.text = as_typed(folder) + &name;
            (asked.at, asked.trouble) = (None, None);
        }
        self.look_around();
    }

    /// Makes a folder in the one that is shown.
    pub(super) fn make_folder(&mut self, name: &str) {
        let name = name.trim();
        if name.is_empty() || name.contains(std::path::is_separator) {
            return self.path_trouble(Trouble::NoFolderMade(crate::say::paths::NAME_WITHOUT_SLASH.into()));
        }
        let folder = self.around.listing.folder.join(name);
        self.look(Look::Make(folder));
    }

    fn path_trouble(&mut self, trouble: Trouble) {
        if let Some(Overlay::Path(asked)) = &mut self.overlay {
            asked.trouble = Some(trouble);
        }
    }

    /// Takes in what the worker saw.
    pub(super) fn see_around(&mut self) {
        while let Some(seen) = self.around.browser.as_mut().and_then(Browser::seen) {
            match seen {
                Seen::Listed(listing) if listing.folder == self.around.wanted => {
                    self.around.listing = listing;
                    self.around.seen += 1;
                }
                Seen::Listed(_) => {}
                Seen::Places(places) => self.around.places = places,
                Seen::Made(Ok(folder)) => {
                    if let Some(Overlay::Path(asked)) = &mut self.overlay {
                        asked.new_folder = None;
                    }
                    self.enter_folder(&folder);
                }
                Seen::Made(Err(why)) => self.path_trouble(Trouble::NoFolderMade(why.into())),
                Seen::Taken(path, standing) => self.path_seen(path, standing),
            }
        }
    }

    /// Takes what is chosen or typed, once the worker has looked at it.
    pub(super) fn take_path(&mut self, asked: PathAsk) {
        if !asked.chosen.is_empty() && asked.ask == Ask::Import {
            self.import(asked.chosen);
            return;
        }
        let mut path = expanded(asked.text.trim());
        if path.as_os_str().is_empty() {
            self.overlay = Some(Overlay::Path(asked));
            return;
        }
        let project = matches!(asked.ask, Ask::NewProject | Ask::ProjectOfFolder | Ask::Copy);
        let is_name = !asked.parts().1.is_empty();
        if project && is_name && path.extension().is_none() {
            path.set_extension("assay");
        }
        self.overlay = Some(Overlay::Path(asked));
        self.look(Look::Take(path));
    }

    fn path_seen(&mut self, path: PathBuf, standing: Standing) {
        let Some(Overlay::Path(asked)) = &self.overlay else { return };
        let (ask, asked) = (asked.ask, asked.clone());
        match (ask, standing) {
            (Ask::Import, Standing::Folder | Standing::File) => {
                self.overlay = None;
                self.import(vec![path]);
            }
            (Ask::Folder, Standing::Folder) => self.ask_project_of(vec![path]),
            (_, Standing::Folder) => self.enter_folder(&path),
            (Ask::Folder, Standing::File) => self.path_trouble(Trouble::NotAFolder),
            (Ask::OpenProject | Ask::Import | Ask::Folder, Standing::Free | Standing::NoFolder) => {
                self.path_trouble(Trouble::NotThere);
            }
            (_, Standing::NoFolder) => self.path_trouble(Trouble::NoFolder),
            (ask, Standing::File) if ask.saves() && !ask.replaces() => self.path_trouble(Trouble::Taken),
            (ask, Standing::File) if ask.replaces() && asked.trouble != Some(Trouble::Replaces) => {
                self.path_trouble(Trouble::Replaces);
            }
            _ => {
                self.overlay = None;
                self.path_given(ask, path, asked);
            }
        }
    }

    /// After what a project is to be made of was chosen: where it is to be kept. Beside it is a good place.
    pub(super) fn ask_project_of(&mut self, corpus: Vec<PathBuf>) {
        let Some(first) = corpus.first() else { return };
        let name = first.file_name().map_or_else(|| names::UNTITLED.into(), |n| n.to_string_lossy().into_owned());
        let beside = first.parent().unwrap_or(&self.projects).join(names::project(&name));
        let mut asked = PathAsk::new(Ask::ProjectOfFolder, beside.to_string_lossy().into_owned());
        asked.corpus = corpus;
        self.show_path(asked);
    }

    fn path_given(&mut self, ask: Ask, path: PathBuf, asked: PathAsk) {
        match ask {
            Ask::NewProject | Ask::ProjectOfFolder => {
                if let Some(author) = Words::filled(&asked.author) {
                    self.author = Some(author);
                }
                self.begin(path, How::Create, asked.corpus);
            }
            Ask::OpenProject => self.begin(path, How::Open, Vec::new()),
            Ask::Import | Ask::Folder => self.import(vec![path]),
            Ask::Copy => {
                if let Some(project) = &self.project {
                    project.session.save_as(path);
                }
            }
            Ask::Hits => {
                self.going_out = Some(asked);
                self.write_found(path);
            }
            Ask::Hypotheses => {
                self.going_out = Some(asked);
                if let Some(project) = &mut self.project {
                    project.session.export_hypotheses(path);
                }
            }
            Ask::Words | Ask::Collocates => {
                self.going_out = Some(asked);
                self.write_words(ask == Ask::Collocates, path);
            }
            Ask::Brief | Ask::Report | Ask::Wanted | Ask::Timeline | Ask::Matrix | Ask::Graph => {
                self.going_out = Some(asked);
                self.export(ask, path);
            }
        }
    }

    /// Opens the sample; it is made where projects are kept when it is not there yet.
    pub(super) fn open_sample(&mut self) {
        let beside = self.recents.iter().map(|r| &r.path).find(|p| p.ends_with(names::SAMPLE)).cloned();
        let path = beside.unwrap_or_else(|| self.projects.join(names::SAMPLE));
        self.begin(path, How::Sample, Vec::new());
    }
}

/// A project, or what lies beside an open one.
fn is_project(path: &Path) -> bool {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    matches!(ending.as_str(), "assay" | "assay-wal" | "assay-shm") || path.to_string_lossy().ends_with(".assay.lock")
}

/// A path as a person types it: `~` is the analyst's own folder.
fn expanded(text: &str) -> PathBuf {
    let rest = text.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with(std::path::is_separator));
    match (rest, std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest.trim_start_matches(std::path::is_separator)),
        _ => PathBuf::from(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, is_folder: bool) -> Entry {
        Entry { path: Path::new("/p").join(name), name: name.into(), is_folder, bytes: 1, changed_ms: None }
    }

    #[test]
    fn only_what_fits_is_shown_and_typing_narrows_it() {
        let entries = vec![
            entry("Belarus", true),
            entry(".hidden", true),
            entry("about bel.txt", false),
            entry("case.ASSAY", false),
        ];
        let listing = Listing { folder: "/p".into(), entries, fault: None };
        let shown = |ask, text: &str| -> Vec<&str> {
            let asked = PathAsk::new(ask, text.to_owned());
            asked.rows(&listing).into_iter().map(|i| listing.entries[i].name.raw()).collect()
        };
        assert_eq!(shown(Ask::OpenProject, "/p/"), ["Belarus", "case.ASSAY"]);
        assert_eq!(shown(Ask::Import, "/p/BEL"), ["Belarus", "about bel.txt"]);
        assert_eq!(shown(Ask::Import, "/p/.h"), [".hidden"]);
        assert_eq!(shown(Ask::Folder, "/p/"), ["Belarus"]);
        assert_eq!(shown(Ask::NewProject, "/p/Bel.assay"), ["Belarus", "case.ASSAY"], "a new name narrows nothing");
    }

    #[test]
    fn a_path_is_cut_at_its_last_separator() {
        let asked = PathAsk::new(Ask::Brief, "/p/q/brief.html".to_owned());
        assert_eq!(asked.parts(), ("/p/q/", "brief.html"));
        assert_eq!(asked.with_name("b.md"), "/p/q/b.md");
        assert_eq!(PathAsk::new(Ask::Import, "x".to_owned()).parts(), ("", "x"));
        assert_eq!(as_typed(Path::new("/")), "/");
    }
}
