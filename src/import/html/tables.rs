//! Which tables of a page hold facts in rows, and which only lay the page out. A row of facts becomes one line; of a table
//! that lays out, the cells are read one after the other, like any other part of the page.

use super::tags::Tag;
use super::token::{Token, Tokens};

/// A cell with blocks in it and more text than this, in bytes, is no entry in a row.
const LONG_CELL: usize = 600;

/// What was seen of a table that is open.
#[derive(Debug, Default)]
struct Seen {
    index: usize,
    layout: bool,
    in_row: usize,
    widest: usize,
    headed: bool,
    /// In the cell that is open: parts that stand apart, and bytes of text.
    parts: usize,
    text: usize,
    in_pre: bool,
}

impl Seen {
    fn end_cell(&mut self) {
        self.layout |= self.parts > 1 && self.text > LONG_CELL;
        (self.parts, self.text) = (0, 0);
    }

    fn lays_out(&self) -> bool {
        self.layout || (self.widest <= 1 && !self.headed)
    }
}

/// For each table of the page, in the order they begin: true when it lays out.
pub(super) fn layouts(page: &str, most: usize, beat: &mut dyn FnMut()) -> Vec<bool> {
    let mut tokens = Tokens::of(page);
    let mut found: Vec<bool> = Vec::new();
    let mut open: Vec<Seen> = Vec::new();
    let mut count = 0_usize;
    while let Some(token) = tokens.next() {
        count += 1;
        if count.is_multiple_of(8192) {
            beat();
        }
        if count > most {
            break;
        }
        match token {
            Token::Start(Tag::Table, ..) => {
                if let Some(outer) = open.last_mut() {
                    outer.layout = true;
                }
                let role = tokens.attributes.get("role");
                let layout = role.is_some_and(|role| matches!(role.trim(), "presentation" | "none"));
                open.push(Seen { index: found.len(), layout, ..Seen::default() });
                found.push(layout);
            }
            Token::End(Tag::Table, _) => {
                if let Some(mut seen) = open.pop() {
                    seen.end_cell();
                    settle(&mut found, &seen);
                }
            }
            token => {
                if let Some(seen) = open.last_mut() {
                    look(seen, token);
                }
            }
        }
    }
    for mut seen in open {
        seen.end_cell();
        settle(&mut found, &seen);
    }
    found
}

fn settle(found: &mut [bool], seen: &Seen) {
    if let Some(layout) = found.get_mut(seen.index) {
        *layout = seen.lays_out();
    }
}

fn look(seen: &mut Seen, token: Token<'_>) {
    match token {
        Token::Start(Tag::Tr, ..) => {
            seen.end_cell();
            seen.in_row = 0;
        }
        Token::Start(tag @ (Tag::Td | Tag::Th), ..) => {
            seen.end_cell();
            seen.in_row += 1;
            seen.widest = seen.widest.max(seen.in_row);
            seen.headed |= tag == Tag::Th;
        }
        Token::Start(tag, ..) if tag.is_pre() => {
            seen.in_pre = true;
            seen.parts += 1;
        }
        Token::End(tag, _) if tag.is_pre() => seen.in_pre = false,
        Token::Start(Tag::H1 | Tag::H2 | Tag::H3, ..) => seen.layout = true,
        Token::Start(tag, ..) => seen.parts += usize::from(tag.stands_apart() > 0 || tag == Tag::Br),
        Token::Text(text) => {
            seen.text += text.trim().len();
            // A listing of several lines must keep them.
            seen.layout |= seen.in_pre && text.trim_matches('\n').contains('\n');
        }
        _ => {}
    }
}
