//! Where the files of documents lie: every path a document was found at, which archive it came out of, and its other names.

use super::App;
use crate::domain::{Id, Words};
pub use crate::jobs::FoundPath;
use crate::jobs::{Origin, Read};
use std::collections::BTreeMap;
use std::path::Path;

/// Endings of archives: files that only hold others.
const ARCHIVES: [&str; 9] = ["zip", "tar", "tgz", "gz", "bz2", "xz", "7z", "mbox", "rar"];

/// The paths of every document, oldest first.
#[derive(Debug, Default)]
pub struct Whereabouts(BTreeMap<Id, Vec<FoundPath>>);

impl Whereabouts {
    /// Where a document's file was found.
    pub fn of(&self, document: Id) -> &[FoundPath] {
        self.0.get(&document).map_or(&[], Vec::as_slice)
    }

    /// Every document with its paths.
    pub(super) fn all(&self) -> impl Iterator<Item = (Id, &[FoundPath])> {
        self.0.iter().map(|(id, paths)| (*id, paths.as_slice()))
    }
}

impl FoundPath {
    /// The archive it came out of, where there is one: the last part of its path that has such an ending.
    pub fn archive(&self) -> Option<&str> {
        let (before, _) = self.path.raw().rsplit_once('/')?;
        before.rsplit('/').find(|part| {
            let ending = part.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
            ending.is_some_and(|ending| ARCHIVES.contains(&ending.as_str()))
        })
    }

    /// Where it lies on this computer as far as that is known, else its path below what was imported.
    fn whole(&self, origins: &[Origin]) -> Words {
        let root = origins.iter().find(|origin| origin.batch == self.batch).and_then(|origin| {
            let root = origin.roots.get(usize::try_from(self.root?).ok()?)?;
            if root.is_folder { Some(root.path.as_path()) } else { root.path.parent() }
        });
        match root.map(Path::to_string_lossy) {
            Some(root) => Words::new(format!("{}/{}", root.trim_end_matches(['/', '\\']), self.path.raw())),
            None => self.path.clone(),
        }
    }
}

impl App {
    /// Where a document's file was found: paths, oldest first.
    pub fn found_at(&self, document: Id) -> &[FoundPath] {
        self.project.as_ref().map_or(&[], |project| project.whereabouts.of(document))
    }

    /// A path as it lies on this computer, as far as that is known.
    pub fn whole_path(&self, path: &FoundPath) -> Words {
        path.whole(self.project.as_ref().map_or(&[], |project| &project.origins))
    }

    /// The path of a document below what was imported: the first at which there is a file.
    pub fn path_of(&self, document: Id) -> Option<&Words> {
        let paths = self.found_at(document);
        paths.iter().find(|path| !path.gone).or(paths.first()).map(|path| &path.path)
    }

    /// Where else a document was found than at this path: what a second file with the same bytes is.
    pub fn also_at(&self, document: Id, path: &Words) -> Option<&Words> {
        let other = self.found_at(document).iter().map(|found| &found.path).find(|other| *other != path);
        other.or_else(|| {
            let name = &self.model()?.documents.get(&document)?.file_name;
            (path.raw().rsplit('/').next() != Some(name.raw())).then_some(name)
        })
    }

    /// Some more paths came; after the last the list can be narrowed by them.
    pub(super) fn paths_came(&mut self, after: Option<Id>, paths: Vec<FoundPath>, next: Option<Id>) {
        let Some(project) = &mut self.project else { return };
        if after.is_none() {
            project.whereabouts.0.clear();
        }
        for path in paths {
            project.whereabouts.0.entry(path.document).or_default().push(path);
        }
        if next.is_some() {
            return self.read(Read::Paths { after: next });
        }
        project.heads.lie_at(&project.whereabouts);
        self.relist();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(path: &str) -> FoundPath {
        FoundPath { document: Id::new(), batch: Id::new(), root: None, path: path.into(), gone: false }
    }

    #[test]
    fn what_lies_in_an_archive_says_in_which() {
        assert_eq!(at("copies/leak-archive.zip/statement.txt").archive(), Some("leak-archive.zip"));
        assert_eq!(at("all.ZIP/inner.tar/a/b.txt").archive(), Some("inner.tar"));
        for plain in ["statement.txt", "copies/leak.zip", "mail.eml/two.txt"] {
            assert_eq!(at(plain).archive(), None, "{plain}");
        }
    }
}
