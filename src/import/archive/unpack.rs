//! Unpacking within the limits: bytes are counted as they come out, whatever a file says of their number.

use crate::import::limits::{MAX_RATIO, MAX_UNPACKED, RATIO_FROM};
use std::io::{Error, ErrorKind, Read};

/// Bytes read at a time.
const STEP: usize = 64 * 1024;

/// Why unpacking stopped before the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Stop {
    /// More came out than there is room for.
    TooLong,
    /// So much came out of so little that it is made to fill memory.
    Ratio,
    /// It does not keep to its format.
    Broken,
}

impl Stop {
    /// Why, in words.
    pub(in crate::import) fn why(self) -> &'static str {
        match self {
            Self::TooLong => "longer than is read",
            Self::Ratio => "it unpacks to more than 200 times its size",
            Self::Broken => "damaged",
        }
    }

    /// What an error in reading means.
    pub(in crate::import) fn of(error: &Error) -> Self {
        match error.kind() {
            ErrorKind::QuotaExceeded => Self::Ratio,
            ErrorKind::FileTooLarge => Self::TooLong,
            _ => Self::Broken,
        }
    }
}

/// True when this much may not come out of that little.
fn swells(out: u64, packed: u64) -> bool {
    out > RATIO_FROM && out > packed.saturating_mul(MAX_RATIO)
}

/// All bytes of a packed file, of which `packed` bytes lie in the archive and for which there is `room`.
pub(in crate::import) fn unpacked(
    read: &mut dyn Read,
    packed: u64,
    room: u64,
    beat: &mut dyn FnMut(),
) -> Result<Vec<u8>, Stop> {
    let mut bytes = Vec::new();
    let mut step = vec![0; STEP];
    loop {
        let got = match read.read(&mut step) {
            Ok(0) => return Ok(bytes),
            Ok(got) => got,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(Stop::of(&error)),
        };
        bytes.extend_from_slice(step.get(..got).unwrap_or_default());
        let out = bytes.len() as u64;
        if out > room {
            return Err(Stop::TooLong);
        }
        if swells(out, packed) {
            return Err(Stop::Ratio);
        }
        if out.is_multiple_of(1024 * 1024) {
            beat();
        }
    }
}

/// A reader that fails when more comes out of it than may.
pub(in crate::import) struct Counted<R> {
    read: R,
    packed: u64,
    out: u64,
}

impl<R> Counted<R> {
    /// What unpacks `packed` bytes.
    pub(in crate::import) fn new(read: R, packed: u64) -> Self {
        Self { read, packed, out: 0 }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let got = self.read.read(into)?;
        self.out = self.out.saturating_add(got as u64);
        if self.out > MAX_UNPACKED {
            return Err(ErrorKind::FileTooLarge.into());
        }
        if swells(self.out, self.packed) {
            return Err(ErrorKind::QuotaExceeded.into());
        }
        Ok(got)
    }
}
