//! What the styles of a DOCX say of a paragraph or a run: whether it is a heading, an item, a quotation, hidden.

use crate::import::parsed::{BlockKind, ParseError};
use crate::import::xml::{Element, Manner, Node, Space, Xml};
use std::collections::HashMap;

/// How many styles a style is looked up through.
const MAX_CHAIN: usize = 32;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    /// The style of a paragraph that names none.
    default: Option<String>,
}

/// What one style says.
#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    /// The list it puts its paragraphs in, `0` for none, and how deep.
    list: Option<String>,
    depth: Option<u8>,
    hidden: Option<bool>,
}

impl Styles {
    /// Reads the part with the styles.
    pub(super) fn read(text: &str, beat: &mut dyn FnMut()) -> Result<Self, ParseError> {
        let mut styles = Self::default();
        let mut xml = Xml::new(text, Manner::Strict);
        let mut now: Option<(String, Style)> = None;
        while let Some(node) = xml.next(beat)? {
            let Node::Start(element) = node else { continue };
            if element.space != Space::Word {
                continue;
            }
            if element.name() == "style" {
                styles.keep(now.take());
                let id = element.get(Space::Word, "styleId").unwrap_or_default().to_owned();
                let paragraph = element.get(Space::Word, "type") == Some("paragraph");
                if paragraph && element.get(Space::Word, "default").is_some_and(|on| on == "1" || on == "true") {
                    styles.default = Some(id.clone());
                }
                now = Some((id, Style::default()));
                continue;
            }
            let Some((_, style)) = &mut now else { continue };
            match element.name() {
                "name" => style.name = value(&element).to_lowercase(),
                "basedOn" => style.based_on = Some(value(&element).to_owned()),
                "outlineLvl" => style.outline = value(&element).parse().ok(),
                "numId" => style.list = Some(value(&element).to_owned()),
                "ilvl" => style.depth = value(&element).parse().ok(),
                "vanish" => style.hidden = Some(is_on(&element)),
                _ => {}
            }
        }
        styles.keep(now);
        Ok(styles)
    }

    fn keep(&mut self, style: Option<(String, Style)>) {
        if let Some((id, style)) = style {
            self.by_id.insert(id, style);
        }
    }

    /// What the styles from this one on say, the nearest first.
    fn look<T>(&self, id: Option<&str>, said: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut id = id.or(self.default.as_deref());
        for _ in 0..MAX_CHAIN {
            let style = self.by_id.get(id?)?;
            if let Some(found) = said(style) {
                return Some(found);
            }
            id = style.based_on.as_deref();
        }
        None
    }

    /// The level of a heading of this style, from 1.
    pub(super) fn heading(&self, id: Option<&str>) -> Option<u8> {
        let level = self.look(id, |style| {
            let named = style.name.strip_prefix("heading ").and_then(|n| n.trim().parse::<u8>().ok());
            // Outline level 9 is body text.
            named
                .or_else(|| (style.name == "title").then_some(1))
                .or(style.outline.map(|level| level.saturating_add(1)))
        })?;
        (1..=9).contains(&level).then_some(level)
    }

    /// How deep in a list a paragraph of this style stands, from 1.
    pub(super) fn item(&self, id: Option<&str>) -> Option<u8> {
        let list = self.look(id, |style| style.list.clone())?;
        let depth = self.look(id, |style| style.depth).unwrap_or(0);
        (list != "0").then(|| depth.saturating_add(1))
    }

    /// Whether a paragraph of this style is a quotation or code.
    pub(super) fn set_apart(&self, id: Option<&str>) -> Option<BlockKind> {
        self.look(id, |style| match style.name.as_str() {
            "quote" | "intense quote" | "block text" => Some(BlockKind::Quote),
            "html preformatted" | "source code" | "preformatted text" | "plain text" => Some(BlockKind::Code),
            _ => None,
        })
    }

    /// Whether text of this style is hidden, if it says.
    pub(super) fn hidden(&self, id: &str) -> Option<bool> {
        self.look(Some(id), |style| style.hidden)
    }
}

/// The `w:val` of an element.
pub(super) fn value<'e>(element: &'e Element<'_>) -> &'e str {
    element.get(Space::Word, "val").unwrap_or_default()
}

/// Whether a switch is on: it is unless it says otherwise.
pub(super) fn is_on(element: &Element<'_>) -> bool {
    !matches!(element.get(Space::Word, "val"), Some("0" | "false" | "off"))
}
