//! What the styles of an ODT say of text: whether it is hidden, a quotation, code, a title.

use crate::import::parsed::{BlockKind, ParseError};
use crate::import::seen::Seen;
use crate::import::xml::{Manner, Node, Space, Xml};
use std::collections::HashMap;

/// How many styles a style is looked up through.
const MAX_CHAIN: usize = 32;

/// The styles of a document, by family and name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_name: HashMap<(String, String), Style>,
}

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    hidden: Option<bool>,
}

impl Styles {
    /// Adds the styles in this part; headers and footers in it that hold
    /// more than the number of the page are left out with a word.
    pub(super) fn read(&mut self, text: &str, seen: &mut Seen, beat: &mut dyn FnMut()) -> Result<(), ParseError> {
        let mut xml = Xml::new(text, Manner::Strict);
        let mut now: Option<(String, String)> = None;
        while let Some(node) = xml.next(beat)? {
            let Node::Start(element) = node else { continue };
            match (element.space, element.name()) {
                (Space::Office, "body") => return Ok(()),
                (Space::Style, "style") => {
                    let get = |name| element.get(Space::Style, name).unwrap_or_default().to_owned();
                    let key = (get("family"), get("name"));
                    let parent = element.get(Space::Style, "parent-style-name").map(str::to_owned);
                    self.by_name.insert(key.clone(), Style { parent, hidden: None });
                    now = Some(key);
                }
                (Space::Style, "text-properties") => {
                    let hidden = element.get(Space::Text, "display").map(|display| display == "none");
                    if let Some(style) = now.as_ref().and_then(|key| self.by_name.get_mut(key)) {
                        style.hidden = hidden.or(style.hidden);
                    }
                }
                (Space::Style, name) if name.starts_with("header") || name.starts_with("footer") => {
                    let what = if name.starts_with("header") { "headers" } else { "footers" };
                    if !name.ends_with("-style") && xml.text(beat)?.contains(char::is_alphabetic) {
                        seen.left_out(&format!("{what} of its pages"));
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn look<T>(&self, family: &str, name: &str, said: impl Fn(&str, &Style) -> Option<T>) -> Option<T> {
        let mut key = (family.to_owned(), name.to_owned());
        for _ in 0..MAX_CHAIN {
            let style = self.by_name.get(&key)?;
            if let Some(found) = said(&key.1, style) {
                return Some(found);
            }
            key.1.clone_from(style.parent.as_ref()?);
        }
        None
    }

    /// Whether text of this style is hidden, if it says.
    pub(super) fn hidden(&self, family: &str, name: &str) -> Option<bool> {
        self.look(family, name, |_, style| style.hidden)
    }

    /// What a paragraph of this style is, apart from headings and items, which are elements of their own.
    pub(super) fn set_apart(&self, name: &str) -> Option<BlockKind> {
        self.look("paragraph", name, |name, _| match name {
            "Title" => Some(BlockKind::Heading(1)),
            "Quotations" => Some(BlockKind::Quote),
            "Preformatted_20_Text" => Some(BlockKind::Code),
            _ => None,
        })
    }
}
