//! Looking again where a project's documents were taken from: what is new there, what has other bytes, what lies elsewhere,
//! what is gone. First it is only seen; then it is taken in as one batch, which one undo takes back. Where a whole folder
//! cannot be reached, nothing is said to be gone.

use super::importing::known::{self, Known};
use super::importing::{self, Gate, ImportSink, Listed, Plan, Report, Source, THREADS, Watch};
use super::worker::Workers;
use crate::domain::{Fault, Id, Sha256, Words};
use crate::import::{self, BinaryKind, Ended, Format, Found, ImportError, Reason, Stamp};
use crate::store::{KnownPath, Origin, PathNews, Reader, Root};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

/// What is seen of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sight {
    /// It is new.
    New,
    /// Its document has other bytes.
    Changed,
    /// Its document lay elsewhere.
    Moved,
    /// It has the bytes of a document that still lies where it lay.
    Copy,
    /// It had gone and is there again.
    Back,
    /// It is no longer there.
    Gone,
    /// It cannot be taken.
    NotTaken,
}

/// A file that is not as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct SeenFile {
    /// What is seen of it.
    pub sight: Sight,
    /// Its path below its folder; of one that is gone, where it was.
    pub path: Words,
    /// Where it lay, when it lies elsewhere now.
    pub was: Option<Words>,
    /// Its document, when there is one.
    pub document: Option<Id>,
    /// Why it cannot be taken.
    pub why: Option<String>,
    file: Option<Listed>,
    news: Vec<PathNews>,
}

/// A folder that cannot be looked into.
#[derive(Clone, Debug, PartialEq)]
pub struct Away {
    /// The folder.
    pub path: Words,
    /// Why not.
    pub why: String,
}

/// What was seen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// The files and folders that were looked at.
    pub roots: Vec<Root>,
    /// Files that are not as they were, in the order they were seen.
    pub files: Vec<SeenFile>,
    /// Folders that cannot be looked into: nothing is said of what lies in them.
    pub away: Vec<Away>,
    /// Files that are as they were.
    pub unchanged: u64,
    /// True when somebody stopped it: nothing is said to be gone.
    pub stopped: bool,
    keep_limit: u64,
}

impl Seen {
    /// How many files are seen so.
    pub fn count(&self, sight: Sight) -> usize {
        self.files.iter().filter(|file| file.sight == sight).count()
    }

    /// True when there is something to take in.
    pub fn is_news(&self) -> bool {
        self.files.iter().any(|file| file.sight != Sight::NotTaken)
    }
}

/// Looks at every file and folder the project's imports were given. Nothing is written.
pub fn look(reader: &Reader, gate: &Gate, progress: &mut dyn FnMut(u64)) -> Result<Seen, Fault> {
    let origins = reader.origins()?;
    let known = Known::new(&origins, reader.known_paths(None)?);
    let mut looking = Looking {
        seen: Seen { keep_limit: origins.last().map_or(0, |origin| origin.keep_limit), ..Seen::default() },
        known: &known,
        there: HashSet::new(),
        unread: Vec::new(),
        shut: Vec::new(),
    };
    let mut looked = 0;
    for root in outermost(&origins) {
        looking.root(root, gate, &mut || {
            looked += 1;
            progress(looked);
        });
    }
    looking.seen.stopped = gate.is_stopped();
    looking.compare(gate);
    Ok(looking.seen)
}

/// The roots of all imports that do not lie below another.
fn outermost(origins: &[Origin]) -> Vec<Root> {
    let mut all: Vec<&Root> = origins.iter().flat_map(|origin| &origin.roots).collect();
    all.sort_by(|a, b| a.path.cmp(&b.path));
    let mut out: Vec<Root> = Vec::new();
    for root in all {
        let inside = |of: &Root| of.path == root.path || (of.is_folder && root.path.starts_with(&of.path));
        if !out.iter().any(inside) {
            out.push(root.clone());
        }
    }
    out
}

struct Looking<'a> {
    seen: Seen,
    known: &'a Known,
    /// Places that are there.
    there: HashSet<String>,
    /// Files that have to be read to tell what they are.
    unread: Vec<(String, Listed)>,
    /// Places below which nothing is said to be gone.
    shut: Vec<String>,
}

impl Looking<'_> {
    fn root(&mut self, root: Root, gate: &Gate, told: &mut dyn FnMut()) {
        let number = u32::try_from(self.seen.roots.len()).unwrap_or(u32::MAX);
        self.seen.roots.push(root.clone());
        let shown = import::shown(root.path.as_os_str());
        if let Some(why) = unreachable(&root) {
            return self.shut(shown, why);
        }
        if !root.path.exists() {
            // A single file that is gone from a folder that is there.
            return;
        }
        let mut found = Vec::new();
        let walked = import::walk(std::slice::from_ref(&root.path), gate.stopped(), &mut |one| {
            match one {
                Found::File { path, relative, .. } => {
                    let stamp = import::stamp(&path);
                    found.push(Listed { path, relative: Words::new(relative), root: number, stamp });
                    told();
                }
                Found::NotTaken { path, reason: Reason::Refused(why), .. } => {
                    self.shut(import::shown(path.as_os_str()), why);
                }
                Found::NotTaken { .. } => {}
            }
            ControlFlow::Continue(())
        });
        let held = self.known.inside(&shown).any(|(_, known)| known.iter().any(|known| !known.gone));
        if walked.ended != Ended::Complete {
            self.shut.push(shown);
        } else if root.is_folder && found.is_empty() && held {
            return self.shut(shown, "it is empty; perhaps a disk is not there".to_owned());
        }
        for file in found {
            let place = known::place(&root, file.relative.raw());
            if self.known.same(&place, file.stamp).is_some() {
                self.seen.unchanged += 1;
                self.is_there(&place);
            } else {
                self.unread.push((place, file));
            }
        }
    }

    fn shut(&mut self, place: String, why: String) {
        self.seen.away.push(Away { path: Words::new(place.as_str()), why });
        self.shut.push(place);
    }

    /// A file is there, and with it what lies in it.
    fn is_there(&mut self, place: &str) {
        let inside: Vec<String> = self.known.inside(place).map(|(place, _)| place.clone()).collect();
        self.there.extend(inside.into_iter().chain([place.to_owned()]));
    }

    /// Reads what looks other than it did, and tells what became of it and of what was not found.
    fn compare(&mut self, gate: &Gate) {
        let unread = std::mem::take(&mut self.unread);
        // What is known at a place is there, whatever bytes it has now.
        for (place, _) in &unread {
            if self.is_known(place) {
                self.is_there(place);
            }
        }
        let mut missing = self.missing(gate.is_stopped());
        let mut by_bytes: HashMap<Sha256, Vec<String>> = HashMap::new();
        for (place, known) in missing.iter().rev().filter(|(_, known)| !known.is_part) {
            by_bytes.entry(known.sha256).or_default().push(place.clone());
        }
        for (place, file) in unread {
            if gate.is_stopped() {
                // What was not looked at is not spoken of.
                self.seen.stopped = true;
                return;
            }
            self.file((&place, file), &mut missing, &mut by_bytes, gate.stopped());
        }
        let at_ms = jiff::Timestamp::now().as_millisecond();
        for (_, known) in missing.into_iter().filter(|(_, known)| !known.gone) {
            let news = vec![PathNews::Gone { id: known.id, at_ms }];
            self.see(Sight::Gone, known.path, Some(known.document), None, news);
        }
    }

    fn is_known(&self, place: &str) -> bool {
        !self.known.at(place).is_empty() || self.known.inside(place).next().is_some()
    }

    /// Known files that were not found where they could have been, by their places.
    fn missing(&self, stopped: bool) -> BTreeMap<String, KnownPath> {
        if stopped {
            return BTreeMap::new();
        }
        let below = |place: &str, shut: &String| {
            place.strip_prefix(shut.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let missing = self
            .known
            .all()
            .filter(|(place, _)| !self.there.contains(*place) && !self.shut.iter().any(|shut| below(place, shut)));
        missing.filter_map(|(place, known)| Some((place.clone(), known.last()?.clone()))).collect()
    }

    fn file(
        &mut self,
        (place, file): (&str, Listed),
        missing: &mut BTreeMap<String, KnownPath>,
        by_bytes: &mut HashMap<Sha256, Vec<String>>,
        stopped: &AtomicBool,
    ) {
        let path = file.relative.clone();
        let read = match import::read_file(&file.path, import::MAX_TEXT_BYTES) {
            Ok(read) => read,
            Err(error) => return self.cannot(path, Fault::from(error).what),
        };
        let sha256 = Sha256::of(&read.bytes);
        let stamp = Stamp { bytes: read.bytes.len() as u64, modified_ms: read.modified_ms };
        let here = self.known.at(place);
        if let Some(known) = here.iter().rev().find(|known| known.sha256 == sha256) {
            let (document, gone) = (known.document, known.gone);
            let news = vec![PathNews::Here { id: known.id, modified_ms: stamp.modified_ms }];
            if gone {
                return self.see(Sight::Back, path, Some(document), None, news);
            }
            self.seen.unchanged += 1;
            return;
        }
        if let Some(known) = here.last().filter(|known| !known.gone) {
            let document = known.document;
            return self.see(Sight::Changed, path, Some(document), Some(file), Vec::new());
        }
        // A file that is not known here may have lain elsewhere.
        let was = by_bytes.get_mut(&sha256).and_then(Vec::pop);
        if let Some((was, known)) = was.and_then(|was| missing.remove_entry(&was)) {
            let moved = |known: &KnownPath, path: Words| PathNews::Moved {
                id: known.id,
                root: file.root,
                path,
                modified_ms: stamp.modified_ms,
            };
            let mut news = vec![moved(&known, path.clone())];
            // What lies in it moved with it.
            for (inside, _) in self.known.inside(&was) {
                let rest = inside.strip_prefix(&was).unwrap_or_default();
                if let Some(part) = missing.remove(inside) {
                    news.push(moved(&part, Words::new(format!("{}{rest}", path.raw()))));
                }
            }
            self.see(Sight::Moved, path, Some(known.document), None, news);
            if let Some(seen) = self.seen.files.last_mut() {
                seen.was = Some(known.path);
            }
            return;
        }
        if self.known.has_bytes(sha256) {
            return self.see(Sight::Copy, path, None, Some(file), Vec::new());
        }
        let name = path.raw().rsplit('/').next().unwrap_or_default();
        match import::format_of(&read.bytes, name) {
            Format::Binary(kind) => {
                let why = Fault::from(ImportError::Binary(BinaryKind::Known(kind))).what;
                self.cannot(path, why);
            }
            _ if self.known.inside(place).next().is_some() => {
                // An archive that is not as it was.
                self.see(Sight::Changed, path, None, Some(file), Vec::new());
            }
            // What an import would refuse is no news.
            Format::Text => match import::decode(&read.bytes, None) {
                Ok(_) => self.see(Sight::New, path, None, Some(file), Vec::new()),
                Err(error) => self.cannot(path, Fault::from(error).what),
            },
            format if format.is_folder() => match holds_nothing(name, &read.bytes, stopped) {
                Some(why) => self.cannot(path, why),
                None => self.see(Sight::New, path, None, Some(file), Vec::new()),
            },
            _ => self.see(Sight::New, path, None, Some(file), Vec::new()),
        }
    }

    fn cannot(&mut self, path: Words, why: String) {
        self.see(Sight::NotTaken, path, None, None, Vec::new());
        if let Some(seen) = self.seen.files.last_mut() {
            seen.why = Some(why);
        }
    }

    fn see(&mut self, sight: Sight, path: Words, document: Option<Id>, file: Option<Listed>, news: Vec<PathNews>) {
        self.seen.files.push(SeenFile { sight, path, was: None, document, why: None, file, news });
    }
}

/// Why nothing would be taken out of a new archive, if that is so: an import would say it each time.
fn holds_nothing(name: &str, bytes: &[u8], stopped: &AtomicBool) -> Option<String> {
    // One that cannot be opened at all becomes a document that says so.
    let parsed = Workers::own().parse(name, bytes, stopped).ok().filter(|parsed| parsed.parts.is_empty())?;
    let left_out = parsed.remarks.iter().find(|remark| matches!(remark, import::Remark::LeftOut(_)));
    Some(left_out.map_or_else(|| "There are no files in it.".to_owned(), ToString::to_string))
}

/// Why nothing can be said of what lies below a root; a single file is gone when its folder is there without it.
fn unreachable(root: &Root) -> Option<String> {
    let reach = |path: &Path| std::fs::read_dir(path).err().map(|error| error.to_string());
    if root.is_folder {
        return reach(&root.path);
    }
    if root.path.exists() {
        return None;
    }
    let folder: PathBuf = root.path.parent().map(Path::to_owned).unwrap_or_default();
    reach(&folder)
}

/// Takes in what was seen, as one batch.
pub fn take(seen: Seen, gate: &Gate, watch: &mut dyn Watch, sink: &mut dyn ImportSink) -> Result<Report, Fault> {
    let label = match seen.roots.as_slice() {
        [one] => format!("Changes in {}", one.path.file_name().unwrap_or(one.path.as_os_str()).to_string_lossy()),
        many => format!("Changes in {} folders and files", many.len()),
    };
    let (mut origin, edit) = importing::batch(label, seen.roots, seen.keep_limit);
    // Broken off, it is not gone on with: looking again sees what is left.
    origin.finished = true;
    let reader = sink.reader()?;
    let known = Known::new(&reader.origins()?, reader.known_paths(None)?);
    drop(reader);
    let (mut files, mut paths) = (Vec::new(), Vec::new());
    for seen in seen.files {
        files.extend(seen.file);
        paths.extend(seen.news);
    }
    let plan =
        Plan { origin, begin: Some(edit), source: Source::Listed(files), threads: THREADS, known, paths, renews: true };
    importing::carry_out(plan, gate, watch, sink)
}
