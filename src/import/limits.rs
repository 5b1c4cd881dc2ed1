//! How much of a file is read at most. What lies past a limit is refused or left out with a word; nothing is trusted that a
//! file says of its own size.

/// Most characters a parser gives.
pub const MAX_CHARS: usize = 64_000_000;
/// Most blocks beside a text.
pub const MAX_BLOCKS: usize = 2_000_000;
/// Most remarks on one file.
pub const MAX_REMARKS: usize = 1_000;
/// Most files inside a file, all levels together.
pub const MAX_PARTS: usize = 10_000;
/// Longest file inside a file, in bytes, as it comes out.
pub const MAX_PART_BYTES: u64 = 256 * 1024 * 1024;
/// Most bytes that come out of one file, all its parts together.
pub const MAX_UNPACKED: u64 = 1024 * 1024 * 1024;
/// From this many bytes on what comes out may be at most [`MAX_RATIO`] times what went in.
pub const RATIO_FROM: u64 = 10 * 1024 * 1024;
/// How many times larger than packed something may be.
pub const MAX_RATIO: u64 = 200;
/// How deep files lie in files at most.
pub const MAX_NESTING: usize = 2;
/// How deep elements of XML or HTML lie in each other at most.
pub const MAX_DEPTH: usize = 256;
/// Most attributes of one element.
pub const MAX_ATTRIBUTES: usize = 256;
/// Longest attribute, in bytes.
pub const MAX_ATTRIBUTE: usize = 64 * 1024;
/// Longest run of text in one element, in bytes.
pub const MAX_TEXT_NODE: usize = 16 * 1024 * 1024;
