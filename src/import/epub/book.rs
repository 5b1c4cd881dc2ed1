//! The package file of an EPUB: what the book says of itself and in which order its parts are read.

use super::{dated, led_to};
use crate::import::parsed::{Meta, ParseError};
use crate::import::xml::{Manner, Node, Space, Xml};
use std::collections::{HashMap, HashSet};

/// What the package file says.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// What the book says of itself.
    pub meta: Meta,
    /// Its parts in the order they are read, each once.
    pub spine: Vec<Item>,
    /// Where the table of contents stands.
    pub nav: Option<String>,
    /// Where the older kind of table of contents stands.
    pub ncx: Option<String>,
}

/// A part of the book.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// Its name in the package.
    pub path: String,
    /// It is XHTML, not a picture.
    pub is_chapter: bool,
}

impl Book {
    /// Reads the package file that stands at this place in the package.
    pub(super) fn read(text: &str, at: &str, beat: &mut dyn FnMut()) -> Result<Self, ParseError> {
        let mut xml = Xml::new(text, Manner::Web);
        let mut book = Self::default();
        let mut items: HashMap<String, Item> = HashMap::new();
        let mut read = HashSet::new();
        let mut authors: Vec<String> = Vec::new();
        while let Some(node) = xml.next(beat)? {
            let Node::Start(element) = node else { continue };
            let get = |name| element.get(Space::None, name).unwrap_or_default();
            match (element.space, element.name()) {
                (Space::Dc, name) => {
                    let name = name.to_owned();
                    let said = xml.text(beat)?.split_whitespace().collect::<Vec<_>>().join(" ");
                    book.say(&name, said, &mut authors);
                }
                (Space::Opf, "item") => {
                    let path = led_to(at, get("href"));
                    let kind = get("media-type");
                    if get("properties").split_whitespace().any(|property| property == "nav") {
                        book.nav = Some(path.clone());
                    }
                    if kind == "application/x-dtbncx+xml" {
                        book.ncx = Some(path.clone());
                    }
                    let is_chapter = matches!(kind, "application/xhtml+xml" | "text/html" | "text/x-oeb1-document");
                    items.insert(get("id").to_owned(), Item { path, is_chapter });
                }
                (Space::Opf, "itemref") => {
                    let Some(item) = items.get(get("idref")) else { continue };
                    // A table of contents out of the order of reading is the program's, not the reader's.
                    let aside = get("linear") == "no" && book.nav.as_ref() == Some(&item.path);
                    if !aside && read.insert(item.path.clone()) {
                        book.spine.push(item.clone());
                    }
                }
                _ => {}
            }
        }
        book.meta.author = Some(authors.join(", ")).filter(|authors| !authors.is_empty());
        Ok(book)
    }

    fn say(&mut self, name: &str, said: String, authors: &mut Vec<String>) {
        if said.is_empty() {
            return;
        }
        let slot = match name {
            "creator" => return authors.push(said),
            "title" => &mut self.meta.title,
            "publisher" => &mut self.meta.outlet,
            // `C` and the like are no languages.
            "language" if said.len() < 2 => return,
            "language" => &mut self.meta.language,
            "date" => {
                self.meta.published = self.meta.published.take().or_else(|| dated(&said));
                return;
            }
            _ => return,
        };
        *slot = slot.take().or(Some(said));
    }
}
