//! What a tag ends: the end tags people leave out, and those that cross.

use super::super::tags::Tag;
use super::{Open, Walk};

impl<'a> Walk<'a> {
    /// The place of the innermost of these that is open before `stop` holds.
    fn within(&self, wanted: impl Fn(Tag) -> bool, stop: impl Fn(Tag) -> bool) -> Option<usize> {
        let (at, open) = self.open.iter().enumerate().rev().find(|(_, open)| wanted(open.tag) || stop(open.tag))?;
        wanted(open.tag).then_some(at)
    }

    /// Ends an open paragraph.
    pub(super) fn end_paragraph_element(&mut self) {
        if self.is_open(Tag::P)
            && let Some(at) = self.within(|tag| tag == Tag::P, Tag::is_boundary)
        {
            self.pop_to(at);
        }
    }

    /// Ends what this start tag ends without an end tag.
    pub(super) fn imply_ends(&mut self, tag: Tag) {
        if tag.ends_paragraph() {
            self.end_paragraph_element();
        }
        let at = match tag {
            Tag::Li if self.is_open(Tag::Li) => {
                self.within(|t| t == Tag::Li, |t| t.is_list() || t == Tag::Dl || t.is_boundary())
            }
            Tag::Dd | Tag::Dt if self.is_open(Tag::Dd) || self.is_open(Tag::Dt) => {
                let item = |t| matches!(t, Tag::Dd | Tag::Dt);
                self.within(item, |t| t == Tag::Dl || t.is_list() || t.is_boundary())
            }
            Tag::Option | Tag::Optgroup if self.is_open(Tag::Option) => {
                self.within(|t| t == Tag::Option, |t| t == Tag::Select || t.is_boundary())
            }
            Tag::A if self.is_open(Tag::A) => {
                self.end_inline(Tag::A, "a");
                None
            }
            Tag::Td | Tag::Th if self.is_open(Tag::Td) || self.is_open(Tag::Th) => {
                self.within(Tag::is_cell, |t| t == Tag::Table)
            }
            Tag::Tr if self.is_open(Tag::Tr) => self.within(|t| t == Tag::Tr, |t| t == Tag::Table),
            Tag::Tbody | Tag::Thead | Tag::Tfoot => {
                let inside = |t| matches!(t, Tag::Tr | Tag::Tbody | Tag::Thead | Tag::Tfoot);
                let mut last = None;
                for (at, open) in self.open.iter().enumerate().rev() {
                    if open.tag == Tag::Table {
                        break;
                    }
                    if inside(open.tag) {
                        last = Some(at);
                    }
                }
                last
            }
            tag if tag.heading().is_some() => {
                self.open.last().filter(|open| open.tag.heading().is_some()).map(|_| self.open.len() - 1)
            }
            _ => None,
        };
        if let Some(at) = at {
            self.pop_to(at);
        }
    }

    /// An end tag: ends what it names, and what is open in that.
    pub(super) fn end(&mut self, tag: Tag, name: &str) {
        if self.beyond > 0 && !tag.is_void() {
            self.beyond -= 1;
            self.gap(tag.stands_apart());
            return;
        }
        if self.flat {
            self.gap(tag.stands_apart());
            return;
        }
        match tag {
            // `</br>` is read as `<br>`, `</p>` without its start as an empty paragraph.
            Tag::Br if self.skipping == 0 => self.words.break_line(),
            Tag::P if !self.is_open(Tag::P) => self.gap(2),
            Tag::Body | Tag::Html | Tag::Head => {}
            tag if !self.is_open(tag) && tag.heading().is_none() => {}
            Tag::A | Tag::Q | Tag::Other | Tag::Time | Tag::Noscript | Tag::Object => self.end_inline(tag, name),
            tag if tag.heading().is_some() => {
                if let Some(at) = self.within(|t| t.heading().is_some(), Tag::is_boundary) {
                    self.pop_to(at);
                }
            }
            tag => {
                // The end of a cell or a table ends all that is open in it; other ends do not reach out of a cell.
                let of_table = tag.is_cell() || matches!(tag, Tag::Tr | Tag::Tbody | Tag::Thead | Tag::Tfoot);
                let stop = |t: Tag| match tag {
                    Tag::Table => false,
                    _ if of_table => t == Tag::Table,
                    _ => t.is_boundary(),
                };
                if let Some(at) = self.within(|t| t == tag, stop) {
                    self.pop_to(at);
                }
            }
        }
    }

    /// Ends an element in the line. When blocks were begun in it and are still open, they stay open.
    fn end_inline(&mut self, tag: Tag, name: &str) {
        let same = |open: &Open<'_>| open.tag == tag && open.name.eq_ignore_ascii_case(name);
        let mut at = None;
        for (place, open) in self.open.iter().enumerate().rev() {
            if same(open) {
                at = Some(place);
                break;
            }
            if open.tag.is_boundary() {
                break;
            }
        }
        let Some(at) = at else { return };
        let crossed = self.open.iter().skip(at + 1).any(|open| open.tag.stands_apart() > 0);
        if crossed {
            let open = self.open.remove(at);
            self.close(open);
        } else {
            self.pop_to(at);
        }
    }
}
