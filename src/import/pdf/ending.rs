//! How a PDF ends: as it should, before its end, or with another file behind it.

use super::guard::find;

/// How much of a file's end is looked at, in bytes; longest is the comment of an archive.
const END: usize = 70 * 1024;

fn end(bytes: &[u8]) -> &[u8] {
    bytes.get(bytes.len().saturating_sub(END)..).unwrap_or_default()
}

/// True when the file breaks off: what every PDF ends with, and what leads to its table of objects, is not there.
pub(super) fn is_cut(bytes: &[u8]) -> bool {
    find(end(bytes), b"%%EOF").is_none() && find(end(bytes), b"startxref").is_none()
}

/// The file with the ends of the stream and the object in which it breaks off, so that what there is of them is read.
pub(super) fn ended(bytes: &[u8]) -> Vec<u8> {
    [bytes, b"\nendstream\nendobj\n"].concat()
}

/// True when an archive ends behind the end of the PDF: programs that unpack archives open this file as one.
pub(super) fn archive_behind(bytes: &[u8]) -> bool {
    let end = end(bytes);
    let mark = end.windows(5).rposition(|five| five == b"%%EOF");
    let behind = mark.and_then(|at| end.get(at..)).unwrap_or(end);
    find(behind, b"PK\x05\x06").is_some()
}
