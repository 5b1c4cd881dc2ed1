//! Character references: `&amp;`, `&#8217;`, `&copy` without its semicolon.

use memchr::memchr;
use quick_xml::escape::resolve_html5_entity;
use std::borrow::Cow;

/// The names that stand for something without a semicolon behind them too.
const WITHOUT_SEMICOLON: &str = " AElig AMP Aacute Acirc Agrave Aring Atilde Auml COPY Ccedil ETH Eacute Ecirc Egrave \
     Euml GT Iacute Icirc Igrave Iuml LT Ntilde Oacute Ocirc Ograve Oslash Otilde Ouml QUOT REG THORN Uacute Ucirc \
     Ugrave Uuml Yacute aacute acirc acute aelig agrave amp aring atilde auml brvbar ccedil cedil cent copy curren deg \
     divide eacute ecirc egrave eth euml frac12 frac14 frac34 gt iacute icirc iexcl igrave iquest iuml laquo lt macr \
     micro middot nbsp not ntilde oacute ocirc ograve ordf ordm oslash otilde ouml para plusmn pound quot raquo reg \
     sect shy sup1 sup2 sup3 szlig thorn times uacute ucirc ugrave uml uuml yacute yen yuml ";
/// The longest of them.
const LONGEST: usize = 6;

/// What numbers from 0x80 to 0x9F stand for: the characters of windows-1252, as every browser reads them.
const WINDOWS: [u32; 32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D,
    0x17E, 0x178,
];

/// The text with its character references read. In the value of an attribute, as in `?a=1&copy=2`, a name without a
/// semicolon is none when an equals sign or another letter follows.
pub(super) fn decode(text: &str, in_attribute: bool) -> Cow<'_, str> {
    let Some(mut at) = memchr(b'&', text.as_bytes()) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let length = reference(from, in_attribute, &mut out);
        rest = if length == 0 {
            out.push('&');
            from.get(1..).unwrap_or_default()
        } else {
            from.get(length..).unwrap_or_default()
        };
        match memchr(b'&', rest.as_bytes()) {
            Some(next) => at = next,
            None => {
                out.push_str(rest);
                return Cow::Owned(out);
            }
        }
    }
}

/// Reads the reference at the start of `from`, which begins with `&`, and gives its length, 0 when it is none.
fn reference(from: &str, in_attribute: bool, out: &mut String) -> usize {
    let name = from.get(1..).unwrap_or_default();
    if let Some(number) = name.strip_prefix('#') {
        return numbered(number, out).map_or(0, |length| length + 2);
    }
    // The longest name there is has 32 characters; a run of letters without end is looked at no further.
    let length = name.bytes().take(40).take_while(u8::is_ascii_alphanumeric).count();
    let word = name.get(..length).unwrap_or_default();
    if name.as_bytes().get(length) == Some(&b';')
        && let Some(meaning) = resolve_html5_entity(word)
    {
        out.push_str(meaning);
        return length + 2;
    }
    for end in (2..=LONGEST.min(length)).rev() {
        let Some(short) = word.get(..end) else { continue };
        if !is_without_semicolon(short) {
            continue;
        }
        let next = name.as_bytes().get(end);
        if in_attribute && next.is_some_and(|b| *b == b'=' || b.is_ascii_alphanumeric()) {
            return 0;
        }
        if let Some(meaning) = resolve_html5_entity(short) {
            out.push_str(meaning);
            return end + 1;
        }
    }
    0
}

fn is_without_semicolon(name: &str) -> bool {
    WITHOUT_SEMICOLON.match_indices(name).any(|(at, _)| {
        let bytes = WITHOUT_SEMICOLON.as_bytes();
        at.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b' ')
            && bytes.get(at + name.len()) == Some(&b' ')
    })
}

/// Reads the number behind `&#` and gives its length with its semicolon.
fn numbered(number: &str, out: &mut String) -> Option<usize> {
    let (digits, radix, mark) = match number.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16, 1),
        None => (number, 10, 0),
    };
    let length = digits.bytes().take_while(|b| char::from(*b).is_digit(radix)).count();
    if length == 0 {
        return None;
    }
    let value = digits.bytes().take(length).fold(0_u32, |value, digit| {
        value.saturating_mul(radix).saturating_add(char::from(digit).to_digit(radix).unwrap_or_default())
    });
    let value = match value {
        0x80..=0x9F => WINDOWS.get(value as usize - 0x80).copied().unwrap_or(value),
        0 => 0xFFFD,
        other => other,
    };
    out.push(char::from_u32(value).unwrap_or('\u{FFFD}'));
    Some(mark + length + usize::from(digits.as_bytes().get(length) == Some(&b';')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_as_browsers_read_them() {
        assert_eq!(decode("no reference", false), "no reference");
        assert_eq!(decode("a &amp; b &lt;c&gt; &hellip; &notin;", false), "a & b <c> … ∉");
        assert_eq!(decode("&#1055;&#x440;&#8217&#146;&#0;&#x110000;&#xD800;", false), "Пр’’\u{FFFD}\u{FFFD}\u{FFFD}");
        assert_eq!(decode("AT&T &unknown; &; &# &#x; &", false), "AT&T &unknown; &; &# &#x; &");
        assert_eq!(decode("&copy 2020, &notit; &ampx", false), "© 2020, ¬it; &x");
        assert_eq!(decode("?a=1&copy=2&amp;b&lt", true), "?a=1&copy=2&b<");
    }
}
