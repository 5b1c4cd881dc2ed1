//! The tree of folders documents were taken from, put together of the paths of all imports.

use crate::domain::{Id, Words, fold};
use crate::import;
use crate::store::Lying;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

/// A folder, an archive, or what an import was called whose folders nobody knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Folder {
    /// What it is called.
    pub name: Words,
    /// Its path from the folder that was imported on, which is the same on every computer.
    pub key: Words,
    /// Where it lies on this computer.
    pub place: Words,
    /// How deep it lies; 0 for what was imported.
    pub depth: usize,
    /// How many folders lie below it; they follow it.
    pub below: usize,
    /// How many documents were taken from it and from what lies below it.
    pub count: usize,
    documents: Range<usize>,
}

/// Folders from top to bottom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Folders {
    all: Vec<Folder>,
    documents: Vec<Id>,
}

#[derive(Default)]
struct Node {
    below: BTreeMap<(String, String), Node>,
    own: Vec<Id>,
}

impl Folders {
    /// Those of some paths.
    pub fn of(lying: &[Lying]) -> Self {
        let places: Vec<(String, &str)> = lying.iter().map(|one| (top(one), one.path.raw())).collect();
        let tops = outermost(places.iter().map(|(top, _)| top.as_str()).collect());
        // What lies in a message lies where the message does.
        let files: HashSet<String> = places.iter().map(|(top, path)| format!("{top}/{path}")).collect();
        let labels = labels(&tops);
        let mut trees: BTreeMap<(String, String), (&str, Node)> = BTreeMap::new();
        for (one, (own, path)) in lying.iter().zip(&places) {
            let at = tops.iter().rfind(|top| is_below(own, top)).copied().unwrap_or(own);
            let label = labels.get(at).cloned().unwrap_or_else(|| at.to_owned());
            let (_, tree) = trees.entry((fold(&label), label)).or_insert_with(|| (at, Node::default()));
            let mut node = tree;
            let mut place = at.to_owned();
            let between = own.get(at.len()..).unwrap_or_default();
            let names: Vec<&str> = between.split('/').chain(path.split('/')).filter(|name| !name.is_empty()).collect();
            for name in names.iter().take(names.len().saturating_sub(1)) {
                place = format!("{place}/{name}");
                if files.contains(&place) {
                    break;
                }
                node = node.below.entry((fold(name), (*name).to_owned())).or_default();
            }
            node.own.push(one.document);
        }
        let mut out = Self::default();
        for ((_, label), (place, node)) in &trees {
            out.add(label, label.clone(), (*place).to_owned(), 0, node);
        }
        out
    }

    fn add(&mut self, name: &str, key: String, place: String, depth: usize, node: &Node) {
        let (at, from) = (self.all.len(), self.documents.len());
        let (name, words) = (Words::new(name), Words::new(key.as_str()));
        let nothing = from..from;
        let place_words = Words::new(place.as_str());
        self.all.push(Folder { name, key: words, place: place_words, depth, below: 0, count: 0, documents: nothing });
        self.documents.extend(&node.own);
        for ((_, name), below) in &node.below {
            self.add(name, format!("{key}/{name}"), format!("{place}/{name}"), depth + 1, below);
        }
        let documents = from..self.documents.len();
        let different: BTreeSet<&Id> = self.documents.get(documents.clone()).unwrap_or_default().iter().collect();
        let (count, below) = (different.len(), self.all.len() - at - 1);
        if let Some(folder) = self.all.get_mut(at) {
            (folder.documents, folder.count, folder.below) = (documents, count, below);
        }
    }

    /// All of them; what lies below one follows it.
    pub fn all(&self) -> &[Folder] {
        &self.all
    }

    /// The folders of this path. What was imported alone once, and with more around it since, is found too.
    fn at(&self, key: &Words) -> Vec<&Folder> {
        let exact = self.all.iter().any(|folder| folder.key == *key);
        let ends = format!("/{}", key.raw());
        let is_it = |f: &&Folder| if exact { f.key == *key } else { f.key.raw().ends_with(&ends) };
        self.all.iter().filter(is_it).collect()
    }

    /// The documents taken from a folder and from what lies below it.
    pub fn within(&self, key: &Words) -> HashSet<Id> {
        let own = self.at(key).into_iter().filter_map(|folder| self.documents.get(folder.documents.clone()));
        own.flatten().copied().collect()
    }

    /// The folder of this path, if there is one.
    pub fn named(&self, key: &Words) -> Option<&Folder> {
        self.at(key).first().copied()
    }
}

/// The folder paths are counted from.
fn top(one: &Lying) -> String {
    match &one.root {
        Some(root) if root.is_folder => import::shown(root.path.as_os_str()),
        Some(root) => root.path.parent().map(|folder| import::shown(folder.as_os_str())).unwrap_or_default(),
        None => one.import.raw().to_owned(),
    }
}

fn is_below(path: &str, top: &str) -> bool {
    path.strip_prefix(top).is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || top.ends_with('/'))
}

/// Those that do not lie below another, in order.
fn outermost(all: BTreeSet<&str>) -> Vec<&str> {
    let mut out: Vec<&str> = Vec::new();
    for path in all {
        if !out.iter().any(|top| is_below(path, top)) {
            out.push(path);
        }
    }
    out
}

/// What each is called: its last name, with as many before it as tell it from the others.
fn labels<'a>(tops: &[&'a str]) -> HashMap<&'a str, String> {
    let ending = |path: &str, names: usize| {
        let all: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
        let label = all.get(all.len().saturating_sub(names)..).unwrap_or_default().join("/");
        if label.is_empty() { path.to_owned() } else { label }
    };
    let mut labels = HashMap::new();
    for top in tops {
        let alone = |names: &usize| {
            let own = ending(top, *names);
            tops.iter().filter(|other| ending(other, *names) == own).count() == 1
        };
        let most = top.split('/').count();
        let names = (1..=most).find(alone).unwrap_or(most);
        labels.insert(*top, ending(top, names));
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Root;

    fn lying(document: Id, root: Option<(&str, bool)>, path: &str) -> Lying {
        let root = root.map(|(path, is_folder)| Root { path: path.into(), is_folder });
        Lying { document, root, import: Words::new("Old import"), path: Words::new(path) }
    }

    fn shown(folders: &Folders) -> Vec<String> {
        let line = |f: &Folder| format!("{}{} {}", "-".repeat(f.depth), f.name.raw(), f.count);
        folders.all().iter().map(line).collect()
    }

    #[test]
    fn folders_of_several_imports_are_one_tree_and_count_each_document_once() {
        let ids: Vec<Id> = (0..8).map(|_| Id::new()).collect();
        let press = Some(("/corpus/press", true));
        let folders = Folders::of(&[
            lying(ids[0], press, "2024/a.txt"),
            lying(ids[0], press, "2023/copy of a.txt"),
            lying(ids[1], press, "2023/b.txt"),
            lying(ids[2], press, "letter.eml"),
            lying(ids[3], press, "letter.eml/annex.pdf"),
            lying(ids[4], press, "box.zip/inside/c.txt"),
            lying(ids[5], Some(("/corpus/press/2024/late", true)), "d.txt"),
            lying(ids[6], Some(("/home/press/e.txt", false)), "e.txt"),
            lying(ids[7], None, "f.txt"),
        ]);
        assert_eq!(
            shown(&folders),
            [
                "corpus/press 6",
                "-2023 2",
                "-2024 2",
                "--late 1",
                "-box.zip 1",
                "--inside 1",
                "home/press 1",
                "Old import 1",
            ]
        );
        let within = |key: &str| folders.within(&Words::new(key));
        assert_eq!(within("corpus/press/2024"), HashSet::from([ids[0], ids[5]]));
        assert_eq!(within("press/2024"), within("corpus/press/2024"), "as it was called before there were two");
        assert!(within("2025").is_empty());
        assert_eq!(folders.all()[0].below, 5);
    }
}
