//! Looking at folders for the path picker, on a thread of its own: a folder may lie on a disk that sleeps or a network that
//! is gone, and the window never waits.

use super::news::Wake;
use crate::domain::Words;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};

/// Most entries of one folder that are shown.
const MOST: usize = 100_000;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// What a folder holds.
    List(PathBuf),
    /// A new folder.
    Make(PathBuf),
    /// What stands at a path that was given.
    Take(PathBuf),
    /// Where one may begin: folders of the analyst, disks.
    Places,
}

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A folder.
    Folder,
    /// A file.
    File,
    /// Nothing, in a folder that is there.
    Free,
    /// Nothing, and its folder is not there either.
    NoFolder,
}

/// One entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its whole path.
    pub path: PathBuf,
    /// Its name.
    pub name: Words,
    /// True for a folder, also for a link that leads to one.
    pub is_folder: bool,
    /// Length, in bytes; of files.
    pub bytes: u64,
    /// When it was last changed, in milliseconds since 1970 UTC.
    pub changed_ms: Option<i64>,
}

/// What a folder holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The folder.
    pub folder: PathBuf,
    /// Folders first, each kind by name.
    pub entries: Vec<Entry>,
    /// Why it cannot be looked at, if it cannot.
    pub fault: Option<String>,
}

/// What was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// What a folder holds.
    Listed(Listing),
    /// A folder was made, or why not.
    Made(Result<PathBuf, String>),
    /// What stands at the path.
    Taken(PathBuf, Standing),
    /// Where one may begin.
    Places(Vec<PathBuf>),
}

/// The thread that looks. It ends when this is dropped, after what it is at.
pub struct Browser {
    ask: Sender<Look>,
    seen: Receiver<Seen>,
    waiting: usize,
}

impl Browser {
    /// Begins; `wake` is called when something was seen.
    pub fn new(wake: Wake) -> Self {
        let (ask, asked) = mpsc::channel::<Look>();
        let (tell, seen) = mpsc::channel();
        std::thread::spawn(move || {
            while let Ok(mut look) = asked.recv() {
                // Somebody who types a path wants the last folder only; the answers to the others still count.
                let mut skipped = Vec::new();
                while matches!(look, Look::List(_)) {
                    let Ok(next) = asked.try_recv() else { break };
                    skipped.push(Seen::Listed(Listing::default()));
                    look = next;
                }
                for seen in skipped.into_iter().chain([see(look)]) {
                    if tell.send(seen).is_err() {
                        return;
                    }
                }
                wake();
            }
        });
        Self { ask, seen, waiting: 0 }
    }

    /// Asks for something to be looked at.
    pub fn ask(&mut self, look: Look) {
        if self.ask.send(look).is_ok() {
            self.waiting += 1;
        }
    }

    /// The next thing seen, if there is one.
    pub fn seen(&mut self) -> Option<Seen> {
        let seen = self.seen.try_recv().ok()?;
        self.waiting = self.waiting.saturating_sub(1);
        Some(seen)
    }

    /// True when everything asked for was seen.
    pub fn is_idle(&self) -> bool {
        self.waiting == 0
    }
}

fn see(look: Look) -> Seen {
    match look {
        Look::List(folder) => Seen::Listed(list(folder)),
        Look::Make(folder) => Seen::Made(std::fs::create_dir(&folder).map(|()| folder).map_err(|e| e.to_string())),
        Look::Take(path) => {
            let standing = standing(&path);
            Seen::Taken(path, standing)
        }
        Look::Places => Seen::Places(places()),
    }
}

fn standing(path: &Path) -> Standing {
    match std::fs::metadata(path) {
        Ok(found) if found.is_dir() => Standing::Folder,
        Ok(_) => Standing::File,
        // A link that leads nowhere takes the place of a file all the same.
        Err(_) if std::fs::symlink_metadata(path).is_ok() => Standing::File,
        Err(_) if path.parent().is_some_and(|p| p.as_os_str().is_empty() || p.is_dir()) => Standing::Free,
        Err(_) => Standing::NoFolder,
    }
}

fn list(folder: PathBuf) -> Listing {
    let found = match std::fs::read_dir(&folder) {
        Ok(found) => found,
        Err(error) => return Listing { folder, entries: Vec::new(), fault: Some(error.to_string()) },
    };
    let mut entries: Vec<(String, Entry)> = found
        .filter_map(Result::ok)
        .take(MOST)
        .map(|entry| {
            let path = entry.path();
            let name = Words::new(entry.file_name().to_string_lossy());
            // Follows a link, so that a linked folder can be entered; what cannot be looked at is a file of no length.
            let about = std::fs::metadata(&path).ok();
            let changed = about.as_ref().and_then(|m| m.modified().ok());
            let entry = Entry {
                is_folder: about.as_ref().is_some_and(std::fs::Metadata::is_dir),
                bytes: about.as_ref().map_or(0, std::fs::Metadata::len),
                changed_ms: changed
                    .and_then(|t| jiff::Timestamp::try_from(t).ok())
                    .map(jiff::Timestamp::as_millisecond),
                name,
                path,
            };
            (crate::domain::fold(entry.name.raw()), entry)
        })
        .collect();
    entries.sort_by(|(a, one), (b, other)| other.is_folder.cmp(&one.is_folder).then_with(|| a.cmp(b)));
    Listing { folder, entries: entries.into_iter().map(|(_, entry)| entry).collect(), fault: None }
}

/// The analyst's own folder, what belongs to it, and where disks are hung in.
fn places() -> Vec<PathBuf> {
    let mut places = Vec::new();
    if let Some(home) = std::env::home_dir() {
        let below = ["Documents", "Downloads", "Desktop"].map(|name| home.join(name));
        places.push(home);
        places.extend(below.into_iter().filter(|path| path.is_dir()));
    }
    if cfg!(windows) {
        places.extend(('A'..='Z').map(|letter| PathBuf::from(format!("{letter}:\\"))).filter(|path| path.is_dir()));
        return places;
    }
    places.push(PathBuf::from("/"));
    for above in ["/Volumes", "/media", "/run/media", "/mnt"] {
        for disk in folders_in(Path::new(above)) {
            // Under `media` and `run/media` a person's disks are in a folder of the person's name.
            let own = disk.file_name().is_some_and(|name| std::env::home_dir().is_some_and(|h| h.ends_with(name)));
            if own { places.extend(folders_in(&disk)) } else { places.push(disk) }
        }
    }
    places.truncate(24);
    places
}

fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let found =
        std::fs::read_dir(folder).map(|found| found.filter_map(Result::ok).map(|e| e.path()).take(32).collect());
    let mut found: Vec<PathBuf> = found.unwrap_or_default();
    found.retain(|path| path.is_dir());
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_stand_before_files_and_a_missing_folder_is_told_from_a_free_name() {
        let folder = std::env::temp_dir().join(format!("assay-{}", crate::domain::Id::new()));
        std::fs::create_dir_all(folder.join("Zeta")).unwrap();
        std::fs::write(folder.join("alpha.txt"), "four").unwrap();
        let listing = list(folder.clone());
        let names: Vec<_> = listing.entries.iter().map(|e| (e.name.raw(), e.is_folder, e.bytes)).collect();
        assert_eq!(names[0].0, "Zeta");
        assert_eq!(names[1], ("alpha.txt", false, 4));
        assert_eq!(standing(&folder), Standing::Folder);
        assert_eq!(standing(&folder.join("alpha.txt")), Standing::File);
        assert_eq!(standing(&folder.join("beta.txt")), Standing::Free);
        assert_eq!(standing(&folder.join("none/beta.txt")), Standing::NoFolder);
        assert!(list(folder.join("none")).fault.is_some());
        std::fs::remove_dir_all(folder).unwrap();
    }
}
