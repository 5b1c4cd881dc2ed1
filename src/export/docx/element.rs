//! An element of XML as a value, written out by quick-xml, which escapes what has to be escaped.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io;

/// An element with its attributes and what is in it, in their order. Names are ours alone.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Child>,
}

#[derive(Clone, Debug, PartialEq)]
enum Child {
    Element(Element),
    Text(String),
}

/// An empty element.
pub(super) fn el(name: &'static str) -> Element {
    Element { name, attributes: Vec::new(), children: Vec::new() }
}

/// An element that says one value: `<w:jc w:val="left"/>`.
pub(super) fn val(name: &'static str, value: impl Into<String>) -> Element {
    el(name).set("w:val", value)
}

impl Element {
    /// The same with an attribute more.
    pub(super) fn set(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// The same with a child more.
    pub(super) fn with(mut self, child: Element) -> Self {
        self.children.push(Child::Element(child));
        self
    }

    /// The same with these children more.
    pub(super) fn with_all(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(children.into_iter().map(Child::Element));
        self
    }

    /// Puts a child last.
    pub(super) fn push(&mut self, child: Element) {
        self.children.push(Child::Element(child));
    }

    /// Puts a child at a place among the others, or last when there are fewer.
    pub(super) fn insert(&mut self, at: usize, child: Element) {
        self.children.insert(at.min(self.children.len()), Child::Element(child));
    }

    /// The same with words more.
    pub(super) fn text(mut self, words: impl Into<String>) -> Self {
        self.children.push(Child::Text(words.into()));
        self
    }

    /// True when nothing is in it.
    pub(super) fn is_empty(&self) -> bool {
        self.children.is_empty()
    }

    /// The element as a file of its own, in UTF-8.
    ///
    /// # Errors
    /// Those of the writer; memory never refuses.
    pub(super) fn to_xml(&self) -> io::Result<Vec<u8>> {
        let mut writer = Writer::new(Vec::new());
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
        self.write(&mut writer)?;
        Ok(writer.into_inner())
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let attributes = self.attributes.iter().map(|(name, value)| (*name, value.as_str()));
        let start = BytesStart::new(self.name).with_attributes(attributes);
        if self.children.is_empty() {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        for child in &self.children {
            match child {
                Child::Element(element) => element.write(writer)?,
                Child::Text(words) => writer.write_event(Event::Text(BytesText::new(words)))?,
            }
        }
        writer.write_event(Event::End(BytesEnd::new(self.name)))
    }
}
