//! Names of files in archives, made safe: they lead nowhere but down, show what they are, and no two are one on any disk.

use std::collections::{HashMap, HashSet};

/// Longest name of a file or a folder, in bytes.
const MAX_NAME: usize = 200;
/// Most folders around a file; deeper ones are dropped from the front.
const MAX_FOLDERS: usize = 32;

/// The names given so far.
#[derive(Default)]
pub(super) struct Names {
    taken: HashSet<String>,
    /// The number that comes next for a name that others have: an archive may give all its files one name.
    numbers: HashMap<String, u32>,
    changed: u32,
}

impl Names {
    /// How many names had to be changed because they were not safe.
    pub(super) fn changed(&self) -> u32 {
        self.changed
    }

    /// A safe name for a file that is called this, and that no other has.
    pub(super) fn safe(&mut self, raw: &str) -> String {
        let name = shown(raw);
        if raw.strip_prefix("./").unwrap_or(raw) != name {
            self.changed = self.changed.saturating_add(1);
        }
        let mut given = name.clone();
        // Other systems take names for one that differ only in the case of letters.
        while !self.taken.insert(given.to_lowercase()) {
            let file = name.rfind('/').map_or(0, |at| at + 1);
            let dot =
                name.get(file..).and_then(|f| f.rfind('.')).filter(|at| *at > 0).map_or(name.len(), |at| file + at);
            let (stem, ending) = name.split_at(dot);
            let number = self.numbers.entry(name.to_lowercase()).or_insert(2);
            given = format!("{stem} ({number}){ending}");
            *number = number.saturating_add(1);
        }
        given
    }
}

/// A safe name for a file that is called this.
pub(super) fn shown(raw: &str) -> String {
    let raw = raw.replace('\\', "/");
    let folders: Vec<String> = raw.split('/').map(one).filter(|name| !name.is_empty()).collect();
    let deep = folders.len().saturating_sub(MAX_FOLDERS);
    let name = folders.get(deep..).unwrap_or_default().join("/");
    if name.is_empty() { "unnamed".to_owned() } else { name }
}

/// One name between slashes; empty when it leads nowhere.
fn one(name: &str) -> String {
    // A drive, with or without a folder behind it.
    let name = match name.as_bytes() {
        [letter, b':', ..] if letter.is_ascii_alphabetic() => name.get(2..).unwrap_or_default(),
        _ => name,
    };
    let name: String = name.chars().map(|c| if is_unsafe(c) { '_' } else { c }).collect();
    let name = name.trim_matches(' ').trim_end_matches(['.', ' ']);
    if name.len() <= MAX_NAME {
        return name.to_owned();
    }
    let dot = name.rfind('.').filter(|at| name.len() - at <= 16).unwrap_or(name.len());
    let (stem, ending) = name.split_at(dot);
    let mut end = MAX_NAME - ending.len();
    while !stem.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}{ending}", stem.get(..end).unwrap_or_default())
}

/// Control characters, what changes the direction of writing, what is not seen, and the colon of streams.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, ':' | '\u{61C}' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}
