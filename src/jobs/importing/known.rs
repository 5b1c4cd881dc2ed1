//! The files documents were taken from before, by where they lie: what needs no reading again, and what has other bytes now.

use crate::domain::{Fault, Id, Record, Sha256, Table, Words};
use crate::import::{self, Stamp};
use crate::jobs::worker::ended_its_parser;
use crate::store::{KnownPath, Origin, Reader, Root};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Where a file lies below a root, whole, as it can be compared: names with `/` between, bytes that are not UTF-8 as `\xNN`.
pub(in crate::jobs) fn place(root: &Root, relative: &str) -> String {
    let given = import::shown(root.path.as_os_str());
    if root.is_folder {
        return format!("{given}/{relative}");
    }
    // The path of a file is its name; what lies in the file follows it.
    match relative.split_once('/') {
        Some((_, inside)) => format!("{given}/{inside}"),
        None => given,
    }
}

/// The bytes of documents here that ended their parser, and what was said of them: they are not tried again.
pub(in crate::jobs) fn ended(reader: &Reader) -> Result<HashMap<Sha256, Words>, Fault> {
    let mut out = HashMap::new();
    reader.hand_over(&[Table::Document], &mut |record| {
        if let Record::Document(document) = record
            && let Some(trouble) = document.trouble.filter(ended_its_parser)
        {
            out.insert(document.sha256, trouble);
        }
        true
    })?;
    Ok(out)
}

/// Files by where they lie, each with its records, the latest last.
#[derive(Debug, Default)]
pub(in crate::jobs) struct Known {
    at: BTreeMap<String, Vec<KnownPath>>,
    bytes: HashSet<Sha256>,
}

impl Known {
    /// What is known of files below the roots of some imports.
    pub(in crate::jobs) fn new(origins: &[Origin], paths: Vec<KnownPath>) -> Self {
        let roots: HashMap<Id, &[Root]> =
            origins.iter().map(|origin| (origin.batch, origin.roots.as_slice())).collect();
        let mut known = Self::default();
        for path in paths {
            let root = roots.get(&path.batch).and_then(|roots| roots.get(usize::try_from(path.root).ok()?));
            if let Some(root) = root {
                known.bytes.insert(path.sha256);
                known.at.entry(place(root, path.path.raw())).or_default().push(path);
            }
        }
        known
    }

    /// What is known of the file at a place.
    pub(in crate::jobs) fn at(&self, place: &str) -> &[KnownPath] {
        self.at.get(place).map_or(&[], Vec::as_slice)
    }

    /// Everything, in the order of places.
    pub(in crate::jobs) fn all(&self) -> impl Iterator<Item = (&String, &[KnownPath])> {
        self.at.iter().map(|(place, known)| (place, known.as_slice()))
    }

    /// What is known to lie in the file at a place.
    pub(in crate::jobs) fn inside(&self, place: &str) -> impl Iterator<Item = (&String, &[KnownPath])> {
        let (from, to) = (format!("{place}/"), format!("{place}0"));
        // “0” comes after “/”.
        self.at.range(from..to).map(|(place, known)| (place, known.as_slice()))
    }

    /// True when some document has these bytes.
    pub(in crate::jobs) fn has_bytes(&self, sha256: Sha256) -> bool {
        self.bytes.contains(&sha256)
    }

    /// The document of the file at a place, when the file looks as it did: it need not be read again. An archive is known by
    /// what lies in it, and by its time alone.
    pub(in crate::jobs) fn same(&self, place: &str, stamp: Stamp) -> Option<Id> {
        stamp.modified_ms?;
        let own = self.at(place);
        if let Some(last) = own.last() {
            let same = !last.gone && last.bytes == stamp.bytes && last.modified_ms == stamp.modified_ms;
            return same.then_some(last.document);
        }
        let mut inside = self.inside(place).peekable();
        let first = inside.peek().and_then(|(_, known)| known.last()).map(|known| known.document);
        let all = inside.all(|(_, known)| known.last().is_some_and(|k| !k.gone && k.modified_ms == stamp.modified_ms));
        first.filter(|_| all)
    }
}
