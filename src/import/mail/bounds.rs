//! The structure of a message, looked at line by line before anything builds it: what lies past the limits is cut off.

use std::borrow::Cow;

/// How deep parts lie in parts at most.
const MAX_DEPTH: usize = 20;
/// Most parts of a message, all levels together.
const MAX_PARTS: usize = 2_000;
/// Most parts that say they have parts and have none.
const MAX_UNDIVIDED: usize = 20;
/// Longest header, in bytes.
const MAX_HEADER: usize = 1024 * 1024;
/// Most lines of a header.
const MAX_FIELDS: usize = 10_000;
/// Longest type of a part, in bytes.
const MAX_TYPE: usize = 4096;

/// A message within the limits.
#[derive(Debug)]
pub(super) struct Bounded<'a> {
    /// Its bytes.
    pub bytes: Cow<'a, [u8]>,
    /// What was cut off.
    pub left: Option<String>,
    /// It ends before its parts do; their ends were added, so that what is there can be read.
    pub broken: bool,
    /// A boundary stands inside a line, where the parser takes it for the end of a part.
    pub torn: bool,
}

/// True of the line that ends a header. A line of spaces only goes on with the field before.
pub(super) fn blank(line: &[u8]) -> bool {
    line.iter().all(|b| matches!(b, b'\r' | b'\n'))
}

/// What the lines of a part are inside of.
enum Level {
    Multipart { boundary: Vec<u8>, digest: bool, seen: bool },
    Message,
}

/// A header as its lines come.
#[derive(Default)]
struct Header {
    start: usize,
    fields: usize,
    kind: Vec<u8>,
    in_kind: bool,
    encoded: bool,
}

impl Header {
    fn at(start: usize, digest: bool) -> Self {
        let kind = if digest { b"message/rfc822".to_vec() } else { Vec::new() };
        Self { start, kind, ..Self::default() }
    }

    fn line(&mut self, line: &[u8]) {
        self.fields += 1;
        let folded = matches!(line.first(), Some(b' ' | b'\t'));
        if !folded {
            self.in_kind = false;
            if let Some(value) = after(line, b"content-type:") {
                self.kind.clear();
                self.in_kind = true;
                self.kind.extend(value.iter().take(MAX_TYPE));
            } else if let Some(value) = after(line, b"content-transfer-encoding:") {
                let value = value.trim_ascii().to_ascii_lowercase();
                self.encoded = value.starts_with(b"base64") || value.starts_with(b"quoted");
            }
        } else if self.in_kind {
            let room = MAX_TYPE.saturating_sub(self.kind.len());
            self.kind.extend(line.iter().take(room));
        }
    }

    /// What the part's body is made of, if of parts.
    fn level(&self) -> Option<Level> {
        let kind = self.kind.trim_ascii();
        let lower = kind.to_ascii_lowercase();
        if lower.starts_with(b"multipart/") {
            let at = lower.windows(9).position(|w| w == b"boundary=")? + 9;
            let rest = kind.get(at..)?;
            let boundary = match rest.strip_prefix(b"\"") {
                Some(quoted) => quoted.split(|b| *b == b'"').next()?,
                None => rest.split(|b| b.is_ascii_whitespace() || *b == b';').next()?,
            };
            let digest = lower.starts_with(b"multipart/digest");
            return (!boundary.is_empty()).then(|| Level::Multipart {
                boundary: boundary.to_vec(),
                digest,
                seen: false,
            });
        }
        let message = lower.starts_with(b"message/rfc822") || lower.starts_with(b"message/global");
        (message && !self.encoded).then_some(Level::Message)
    }
}

fn after<'a>(line: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let (start, rest) = line.split_at_checked(name.len())?;
    start.eq_ignore_ascii_case(name).then_some(rest)
}

/// The level a line ends or divides, and whether it ends it.
fn divided(stack: &[Level], line: &[u8]) -> Option<(usize, bool)> {
    let rest = line.strip_prefix(b"--")?;
    stack.iter().enumerate().rev().find_map(|(at, level)| match level {
        Level::Multipart { boundary, .. } => {
            rest.strip_prefix(boundary.as_slice()).map(|rest| (at, rest.starts_with(b"--")))
        }
        Level::Message => None,
    })
}

/// True when a boundary stands in a line after its start.
fn holds_boundary(stack: &[Level], line: &[u8]) -> bool {
    let after_start = line.get(1..).unwrap_or_default();
    let dashes = after_start.windows(2).enumerate().filter(|(_, two)| *two == b"--");
    dashes.into_iter().any(|(at, _)| divided(stack, after_start.get(at..).unwrap_or_default()).is_some())
}

/// A message cut to the limits. One pass; a line is compared with at most 20 boundaries.
pub(super) fn bounded<'a>(bytes: &'a [u8], beat: &mut dyn FnMut()) -> Bounded<'a> {
    let cut = |at: usize, stack: &[Level], what: String| Bounded {
        left: Some(what),
        ..ended(bytes.get(..at).unwrap_or(bytes), stack)
    };
    let mut stack: Vec<Level> = Vec::new();
    let mut header = Some(Header::at(0, false));
    let (mut at, mut parts, mut cut_header, mut torn) = (0_usize, 1_usize, None, false);
    let mut undivided = 0_usize;
    for (count, line) in bytes.split_inclusive(|b| *b == b'\n').enumerate() {
        if count % 16_384 == 0 {
            beat();
        }
        let start = at;
        at += line.len();
        if let Some((level, ends)) = divided(&stack, line) {
            // The parser looks for each boundary to the end of the message.
            let never = |level: &&Level| matches!(level, Level::Multipart { seen: false, .. });
            undivided += stack.iter().skip(level + 1).filter(never).count();
            if undivided > MAX_UNDIVIDED {
                return cut(start, &stack, format!("parts after {MAX_UNDIVIDED} whose boundaries never come"));
            }
            stack.truncate(if ends { level } else { level + 1 });
            let mut digest = false;
            if let Some(Level::Multipart { digest: of, seen, .. }) = stack.last_mut() {
                (digest, *seen) = (*of, *seen || !ends);
            }
            header = (!ends).then(|| Header::at(at, digest));
            parts += usize::from(!ends);
            if parts > MAX_PARTS {
                return cut(start, &stack, format!("parts after the first {MAX_PARTS}"));
            }
            continue;
        }
        let Some(open) = &mut header else {
            torn |= !stack.is_empty() && holds_boundary(&stack, line);
            continue;
        };
        if !blank(line) {
            open.line(line);
            let past = open.fields > MAX_FIELDS || at - open.start > MAX_HEADER;
            if past && cut_header.is_none() {
                if open.start > 0 {
                    return cut(open.start, &stack, "parts after one whose header is too long".to_owned());
                }
                cut_header = Some(start.max(1));
            }
            continue;
        }
        let level = open.level();
        let part = open.start;
        if let (Some(end), 0) = (cut_header, part) {
            let whole =
                [bytes.get(..end).unwrap_or_default(), b"\r\n", bytes.get(start..).unwrap_or_default()].concat();
            // What follows is looked at in what is left.
            let rest = bounded_owned(whole, beat);
            return Bounded { left: Some(joined("the end of a header that is too long", rest.left)), ..rest };
        }
        header = None;
        if let Some(level) = level {
            if stack.len() >= MAX_DEPTH {
                return cut(part, &stack, format!("parts deeper than {MAX_DEPTH} levels"));
            }
            if matches!(level, Level::Message) {
                header = Some(Header::at(at, false));
                parts += 1;
            }
            stack.push(level);
        }
    }
    match cut_header {
        Some(end) => cut(end, &stack, "the end of a header that is too long".to_owned()),
        None => Bounded { torn, ..ended(bytes, &stack) },
    }
}

/// A message with the ends of the parts that are open.
fn ended<'a>(bytes: &'a [u8], stack: &[Level]) -> Bounded<'a> {
    let open: Vec<&[u8]> = stack
        .iter()
        .rev()
        .filter_map(|level| match level {
            Level::Multipart { boundary, seen: true, .. } => Some(boundary.as_slice()),
            _ => None,
        })
        .collect();
    if open.is_empty() {
        return Bounded { bytes: Cow::Borrowed(bytes), left: None, broken: false, torn: false };
    }
    let mut bytes = bytes.to_vec();
    for boundary in open {
        bytes.extend([b"\n--", boundary, b"--\n"].concat());
    }
    Bounded { bytes: Cow::Owned(bytes), left: None, broken: true, torn: false }
}

fn joined(first: &str, second: Option<String>) -> String {
    second.map_or_else(|| first.to_owned(), |second| format!("{first}, {second}"))
}

/// The same for a message whose header was cut already, so that it does not come here again.
fn bounded_owned(bytes: Vec<u8>, beat: &mut dyn FnMut()) -> Bounded<'static> {
    let rest = bounded(&bytes, beat);
    Bounded { left: rest.left, broken: rest.broken, torn: rest.torn, bytes: Cow::Owned(rest.bytes.into_owned()) }
}
