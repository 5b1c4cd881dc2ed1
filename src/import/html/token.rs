//! HTML cut into tags and text, in one pass whose time grows with the length alone, whatever stands in it.

use super::entity::decode;
use super::tags::Tag;
use crate::import::limits::{MAX_ATTRIBUTE, MAX_ATTRIBUTES};
use memchr::memchr;
use std::borrow::Cow;

/// A piece of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text as written, references unread.
    Text(&'a str),
    /// The text of an element in which nothing is markup. References are read in titles and text fields alone.
    Raw(Tag, &'a str),
    /// A start tag; its attributes are the tokenizer's until the next token. True when `/>` ends it.
    Start(Tag, &'a str, bool),
    /// An end tag.
    End(Tag, &'a str),
    /// A comment's insides.
    Comment(&'a str),
}

/// What was found wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Faults {
    /// A comment or tag that is never ended and swallows the rest, as it does in a browser.
    pub unended: bool,
    /// A tag with more attributes than are kept.
    pub attributes: bool,
}

/// The attributes of one tag: their names and values as written.
#[derive(Debug, Default)]
pub(super) struct Attributes<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Attributes<'a> {
    /// The value of the first attribute of this name, references read.
    pub(super) fn get(&self, name: &str) -> Option<Cow<'a, str>> {
        self.0.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| decode(value, true))
    }

    /// All of them, values as written.
    pub(super) fn all(&self) -> &[(&'a str, &'a str)] {
        &self.0
    }
}

/// Cuts a page into tokens.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    page: &'a str,
    at: usize,
    raw: Option<(Tag, &'a str)>,
    /// The attributes of the start tag given last.
    pub attributes: Attributes<'a>,
    /// What was found wrong so far.
    pub faults: Faults,
    lowered: String,
}

impl<'a> Tokens<'a> {
    /// At the start of this page.
    pub(super) fn of(page: &'a str) -> Self {
        Self {
            page,
            at: 0,
            raw: None,
            attributes: Attributes::default(),
            faults: Faults::default(),
            lowered: String::new(),
        }
    }

    /// The next token, none at the end.
    pub(super) fn next(&mut self) -> Option<Token<'a>> {
        if let Some((tag, name)) = self.raw.take() {
            let text = self.until_end_of(name, tag == Tag::Plaintext);
            if !text.is_empty() {
                return Some(Token::Raw(tag, text));
            }
        }
        loop {
            let rest = self.rest();
            if rest.is_empty() {
                return None;
            }
            if let Some(token) = self.markup(rest) {
                return token;
            }
            // No markup: text up to the next sign that could begin some, this one included when it is one.
            let text = self.text(rest);
            if !text.is_empty() {
                return Some(Token::Text(text));
            }
        }
    }

    fn rest(&self) -> &'a str {
        self.page.get(self.at..).unwrap_or_default()
    }

    fn text(&mut self, rest: &'a str) -> &'a str {
        let mut from = usize::from(rest.starts_with('<'));
        let end = loop {
            let Some(sign) = rest.as_bytes().get(from..).and_then(|rest| memchr(b'<', rest)) else {
                break rest.len();
            };
            let at = from + sign;
            let next = rest.as_bytes().get(at + 1).copied().unwrap_or_default();
            if next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?') {
                break at;
            }
            from = at + 1;
        };
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    /// The markup at the start of `rest`, if it is some; the inner none is the end of the page.
    fn markup(&mut self, rest: &'a str) -> Option<Option<Token<'a>>> {
        let inside = rest.strip_prefix('<')?;
        let first = inside.bytes().next()?;
        match first {
            b'!' => {
                if let Some(comment) = inside.strip_prefix("!--") {
                    return Some(self.comment(rest, comment));
                }
                Some(self.bogus(rest))
            }
            b'?' => Some(self.bogus(rest)),
            b'/' => match inside.as_bytes().get(1) {
                Some(letter) if letter.is_ascii_alphabetic() => Some(self.tag(2)),
                Some(_) => Some(self.bogus(rest)),
                None => None,
            },
            letter if letter.is_ascii_alphabetic() => Some(self.tag(1)),
            _ => None,
        }
    }

    fn comment(&mut self, rest: &'a str, comment: &'a str) -> Option<Token<'a>> {
        // `<!-->` and `<!--->` are whole comments.
        for short in [">", "->"] {
            if comment.starts_with(short) {
                self.at += 4 + short.len();
                return Some(Token::Comment(""));
            }
        }
        match end_of_comment(comment) {
            Some((at, length)) => {
                self.at += 4 + at + length;
                Some(Token::Comment(comment.get(..at).unwrap_or_default()))
            }
            None => {
                self.faults.unended = true;
                self.at += rest.len();
                Some(Token::Comment(comment))
            }
        }
    }

    fn bogus(&mut self, rest: &'a str) -> Option<Token<'a>> {
        let end = rest.find('>').map_or(rest.len(), |at| at + 1);
        self.at += end;
        Some(Token::Comment(""))
    }

    /// Reads a tag whose name begins `skip` bytes from here.
    fn tag(&mut self, skip: usize) -> Option<Token<'a>> {
        let bytes = self.page.as_bytes();
        let begins = self.at + skip;
        let mut at = begins;
        while bytes.get(at).is_some_and(|b| !is_space(*b) && *b != b'/' && *b != b'>') {
            at += 1;
        }
        let name = self.page.get(begins..at).unwrap_or_default();
        self.lowered.clear();
        // Names of ours are short; a long one need not be copied.
        self.lowered.extend(name.chars().take(16).map(|c| c.to_ascii_lowercase()));
        let tag = if name.len() > 16 { Tag::Other } else { Tag::of(&self.lowered) };
        let Some((end, closed)) = self.read_attributes(at) else {
            self.faults.unended = true;
            self.at = self.page.len();
            return None;
        };
        self.at = end;
        if skip == 2 {
            return Some(Token::End(tag, name));
        }
        if tag.is_raw() || tag == Tag::Plaintext {
            self.raw = Some((tag, name));
            // Line ends right behind the tag of a text field are no part of it.
        }
        Some(Token::Start(tag, name, closed))
    }

    /// Reads the attributes from here to the end of the tag: where that is, and whether `/>` ends it.
    fn read_attributes(&mut self, mut at: usize) -> Option<(usize, bool)> {
        let bytes = self.page.as_bytes();
        self.attributes.0.clear();
        loop {
            while bytes.get(at).is_some_and(|b| is_space(*b) || *b == b'/') {
                at += 1;
            }
            if *bytes.get(at)? == b'>' {
                return Some((at + 1, bytes.get(at.wrapping_sub(1)) == Some(&b'/')));
            }
            let begins = at;
            // An equals sign at the start belongs to the name.
            at += 1;
            while !matches!(bytes.get(at)?, b'=' | b'/' | b'>') && !is_space(*bytes.get(at)?) {
                at += 1;
            }
            let name = self.page.get(begins..at).unwrap_or_default();
            let named = at;
            while is_space(*bytes.get(at)?) {
                at += 1;
            }
            let mut value = "";
            if bytes.get(at) == Some(&b'=') {
                at += 1;
                while is_space(*bytes.get(at)?) {
                    at += 1;
                }
                (value, at) = self.value(at)?;
            } else {
                at = named;
            }
            if self.attributes.0.len() < MAX_ATTRIBUTES {
                self.attributes.0.push((name, value));
            } else {
                self.faults.attributes = true;
            }
        }
    }

    /// The value that begins here, cut to what is kept, and where it ends.
    fn value(&self, at: usize) -> Option<(&'a str, usize)> {
        let bytes = self.page.as_bytes();
        let (begins, ends, after) = match bytes.get(at)? {
            quote @ (b'"' | b'\'') => {
                let ends = at + 1 + memchr(*quote, bytes.get(at + 1..)?)?;
                (at + 1, ends, ends + 1)
            }
            b'>' => (at, at, at),
            _ => {
                let mut ends = at;
                while !is_space(*bytes.get(ends)?) && bytes.get(ends) != Some(&b'>') {
                    ends += 1;
                }
                (at, ends, ends)
            }
        };
        let value = self.page.get(begins..ends).unwrap_or_default();
        let kept = value.floor_char_boundary(MAX_ATTRIBUTE);
        Some((value.get(..kept).unwrap_or_default(), after))
    }

    /// What stands before the end tag of this name, which is left to be read; the rest of the page when there is none.
    fn until_end_of(&mut self, name: &str, to_the_end: bool) -> &'a str {
        let rest = self.rest();
        let mut from = 0;
        let end = loop {
            let Some(sign) = rest.get(from..).and_then(|r| r.find("</")).filter(|_| !to_the_end) else {
                break rest.len();
            };
            let at = from + sign;
            let after = rest.as_bytes().get(at + 2..).unwrap_or_default();
            let same = after.get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()));
            if same && after.get(name.len()).is_none_or(|b| is_space(*b) || *b == b'/' || *b == b'>') {
                break at;
            }
            from = at + 2;
        };
        self.faults.unended |= end == rest.len() && !to_the_end;
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }
}

/// Where a comment ends and how long its end is. Looking for each end by itself would go through the whole page for every
/// comment of one that has only the other.
fn end_of_comment(comment: &str) -> Option<(usize, usize)> {
    comment.match_indices('>').find_map(|(at, _)| {
        let before = comment.get(..at)?;
        let end = ["--", "--!"].iter().find(|end| before.ends_with(**end))?;
        Some((at - end.len(), end.len() + 1))
    })
}

/// True for what HTML takes for white space.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0C)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(page: &str) -> Vec<Token<'_>> {
        let mut tokens = Tokens::of(page);
        std::iter::from_fn(|| tokens.next()).collect()
    }

    #[test]
    fn a_page_is_cut_into_tags_and_text() {
        let page = "<!DOCTYPE html><P class=x>1 < 2 <3<br/></p ><!-- <p> --><?php ?></>";
        let expected = [
            Token::Comment(""),
            Token::Start(Tag::P, "P", false),
            Token::Text("1 < 2 <3"),
            Token::Start(Tag::Br, "br", true),
            Token::End(Tag::P, "p"),
            Token::Comment(" <p> "),
            Token::Comment(""),
            Token::Comment(""),
        ];
        assert_eq!(tokens(page), expected);
    }

    #[test]
    fn scripts_hold_no_markup() {
        let page = "<script>if (a</b/.test(c)) '</scripture>'</SCRIPT >x";
        let expected = [
            Token::Start(Tag::Script, "script", false),
            Token::Raw(Tag::Script, "if (a</b/.test(c)) '</scripture>'"),
            Token::End(Tag::Script, "SCRIPT"),
            Token::Text("x"),
        ];
        assert_eq!(tokens(page), expected);
    }

    #[test]
    fn attributes_are_read_however_they_are_written() {
        let mut tokens = Tokens::of("<a HREF = 'x y' b c=d/e =f title=\"&quot;&amp;copy\" href=second>");
        assert!(tokens.next().is_some());
        let all: Vec<_> = tokens.attributes.all().to_vec();
        let expected =
            [("HREF", "x y"), ("b", ""), ("c", "d/e"), ("=f", ""), ("title", "&quot;&amp;copy"), ("href", "second")];
        assert_eq!(all, expected);
        assert_eq!(tokens.attributes.get("href").as_deref(), Some("x y"));
        assert_eq!(tokens.attributes.get("title").as_deref(), Some("\"&copy"));
    }

    #[test]
    fn what_is_never_ended_swallows_the_rest() {
        for page in ["a<!-- b", "a<b c='d>e", "a<script>b", "a<b"] {
            let mut tokens = Tokens::of(page);
            assert_eq!(tokens.next(), Some(Token::Text("a")), "{page}");
            while let Some(token) = tokens.next() {
                assert!(!matches!(token, Token::Text(_)), "{page}");
            }
            assert!(tokens.faults.unended, "{page}");
        }
    }
}
