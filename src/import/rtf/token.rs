//! The tokens of RTF: groups, control words, bytes of text. Nothing is copied and nothing is looked at twice.

/// A piece of an RTF file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// A control word, without its backslash, and its number.
    Word(&'a [u8], Option<i32>),
    /// A control symbol: a backslash and one character that is no letter.
    Symbol(u8),
    /// A byte of text written as `\'hh`.
    Hex(u8),
    /// Bytes of text as they are; line ends of the file are not among them.
    Bytes(&'a [u8]),
    /// Raw bytes of a picture or the like.
    Binary(&'a [u8]),
}

/// Takes the tokens out of a file, one by one.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(length.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    fn take_while(&mut self, keep: impl Fn(u8) -> bool) -> &'a [u8] {
        let length = self.rest.iter().position(|b| !keep(*b)).unwrap_or(self.rest.len());
        self.take(length)
    }

    /// A control, after its backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let first = *self.rest.first()?;
        if !first.is_ascii_alphabetic() {
            self.take(1);
            return Some(match first {
                b'\'' => self.hex(),
                // A backslash before a line end is a paragraph mark; CR LF is one line end.
                b'\r' => {
                    if self.rest.first() == Some(&b'\n') {
                        self.take(1);
                    }
                    Token::Word(b"par", None)
                }
                b'\n' => Token::Word(b"par", None),
                other => Token::Symbol(other),
            });
        }
        let name = self.take_while(|b| b.is_ascii_alphabetic());
        let negative = self.rest.first() == Some(&b'-') && self.rest.get(1).is_some_and(u8::is_ascii_digit);
        if negative {
            self.take(1);
        }
        let digits = self.take_while(|b| b.is_ascii_digit());
        let number = (!digits.is_empty()).then(|| {
            let value = digits.iter().fold(0_i64, |sum, d| (sum * 10 + i64::from(d - b'0')).min(i64::from(i32::MAX)));
            let value = i32::try_from(value).unwrap_or(i32::MAX);
            if negative { -value } else { value }
        });
        if self.rest.first() == Some(&b' ') {
            self.take(1);
        }
        if name == b"bin" {
            let length = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
            return Some(Token::Binary(self.take(length)));
        }
        Some(Token::Word(name, number))
    }

    fn hex(&mut self) -> Token<'a> {
        let digit = |at: usize| self.rest.get(at).and_then(|b| char::from(*b).to_digit(16));
        match (digit(0), digit(1)) {
            (Some(high), Some(low)) => {
                self.take(2);
                Token::Hex(u8::try_from(high * 16 + low).unwrap_or(b'?'))
            }
            _ => Token::Bytes(b""),
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.take_while(|b| matches!(b, b'\r' | b'\n' | 0));
        match self.rest.first()? {
            b'{' => {
                self.take(1);
                Some(Token::Open)
            }
            b'}' => {
                self.take(1);
                Some(Token::Close)
            }
            b'\\' => {
                self.take(1);
                self.control()
            }
            _ => Some(Token::Bytes(self.take_while(|b| !matches!(b, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0)))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_end_where_the_format_says() {
        let tokens: Vec<Token<'_>> =
            Tokens::new(b"{\\b0 \\u-10 ?\\'e9\\'zz\\~a\r\nb\\\r\n\\bin3 }{\\}\\li99999999999x").collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Word(b"b", Some(0)),
                Token::Word(b"u", Some(-10)),
                Token::Bytes(b"?"),
                Token::Hex(0xE9),
                Token::Bytes(b""),
                Token::Bytes(b"zz"),
                Token::Symbol(b'~'),
                Token::Bytes(b"a"),
                Token::Bytes(b"b"),
                Token::Word(b"par", None),
                Token::Binary(b"}{\\"),
                Token::Close,
                Token::Word(b"li", Some(i32::MAX)),
                Token::Bytes(b"x"),
            ]
        );
        assert_eq!(Tokens::new(b"\\").next(), None);
    }
}
