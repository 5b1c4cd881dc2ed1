//! A package is weighed before it is read: what really comes out of its entries is counted, and what its lists claim is held
//! against what they hold, because the reader of workbooks reserves what a file claims.

use super::{archive, damaged, table};
use crate::import::limits::{MAX_PART_BYTES, MAX_UNPACKED};
use crate::import::parsed::{ParseError, Remark};
use archive::Counted;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::Read;

/// Bytes read at a time.
const STEP: usize = 64 * 1024;

/// What lies in a package.
pub(super) struct Package {
    names: Vec<String>,
}

impl Package {
    /// True when there is an entry of this name; case does not count.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    fn count(&self, begins: &str) -> u32 {
        u32::try_from(self.names.iter().filter(|name| name.starts_with(begins)).count()).unwrap_or(u32::MAX)
    }

    /// What a reader should know of what lies beside the sheets.
    pub(super) fn remarks(&self) -> Vec<Remark> {
        let mut remarks = Vec::new();
        if self.names.iter().any(|name| name.ends_with("vbaproject.bin") || name.starts_with("basic/")) {
            remarks.push(Remark::Macros);
        }
        let links = self.names.iter().filter(|n| n.starts_with("xl/externallinks/") && !n.contains("_rels/")).count();
        if links > 0 {
            remarks.push(Remark::Remote(u32::try_from(links).unwrap_or(u32::MAX)));
        }
        let embedded = self.count("xl/embeddings/");
        if embedded > 0 {
            remarks.push(Remark::Attached(embedded));
        }
        let comments =
            self.names.iter().filter(|n| n.starts_with("xl/comments") || n.starts_with("xl/threadedcomments/")).count();
        if comments > 0 {
            remarks.push(Remark::LeftOut("comments on cells".to_owned()));
        }
        remarks
    }
}

/// Counts what comes out of a package of XML.
pub(super) fn weigh(bytes: &[u8], beat: &mut dyn FnMut()) -> Result<Package, ParseError> {
    let mut zip = archive::open(bytes)?;
    let mut names = Vec::with_capacity(zip.len());
    let mut total = 0_u64;
    for at in 0..zip.len() {
        let entry = zip.by_index_data(at).map_err(|error| damaged(&error))?;
        let name = String::from_utf8_lossy(entry.name_raw()).replace('\\', "/").to_lowercase();
        if entry.encrypted() {
            return Err(ParseError::Encrypted);
        }
        let packed = entry.compressed_size();
        if name.ends_with(".xml") || name.ends_with(".rels") {
            let file = zip.by_index(at).map_err(|error| damaged(&error))?;
            let out = weigh_entry(&mut Counted::new(file, packed), name.ends_with("sharedstrings.xml"), beat)?;
            total = total.saturating_add(out);
            if total > MAX_UNPACKED {
                return Err(ParseError::TooMany { what: "bytes unpacked", limit: MAX_UNPACKED });
            }
        }
        names.push(name.trim_start_matches('/').to_owned());
    }
    Ok(Package { names })
}

/// Counts what comes out of one entry; of the list of strings also how many it holds.
fn weigh_entry(read: &mut dyn Read, strings: bool, beat: &mut dyn FnMut()) -> Result<u64, ParseError> {
    let mut head = Vec::new();
    let mut step = vec![0; STEP];
    let (mut out, mut held) = (0_u64, 0_u64);
    // The end of the last step, so that no mark is lost between two.
    let mut tail: Vec<u8> = Vec::new();
    loop {
        let got = read.read(&mut step).map_err(|error| match archive::Stop::of(&error) {
            archive::Stop::Broken => damaged(&error),
            stop => ParseError::Damaged(format!("a part of it is too large: {}", stop.why())),
        })?;
        if got == 0 {
            break;
        }
        beat();
        let part = step.get(..got).unwrap_or_default();
        out = out.saturating_add(got as u64);
        if out > MAX_PART_BYTES {
            return Err(ParseError::TooMany { what: "bytes in one part", limit: MAX_PART_BYTES });
        }
        if strings {
            if head.len() < STEP {
                head.extend_from_slice(part);
            }
            tail.extend_from_slice(part);
            held +=
                tail.windows(4).filter(|w| matches!(w, [b'<' | b':', b's', b'i', b' ' | b'>' | b'/'])).count() as u64;
            tail.drain(..tail.len().saturating_sub(3));
        }
    }
    if held > table::MAX_CELLS {
        return Err(ParseError::TooMany { what: "strings", limit: table::MAX_CELLS });
    }
    if strings {
        let claimed = claimed_strings(&head)?;
        // Some programs count wrongly; little is reserved in vain then.
        if claimed > held.saturating_mul(2).max(1_000_000) {
            return Err(ParseError::Damaged(format!("it claims {claimed} strings and holds {held}")));
        }
    }
    Ok(out)
}

/// How many strings a list claims to hold.
fn claimed_strings(head: &[u8]) -> Result<u64, ParseError> {
    let text = String::from_utf8_lossy(head);
    let mut reader = Reader::from_str(&text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) => {
                let mut attributes = start.attributes();
                attributes.with_checks(false);
                let claims = attributes.flatten().filter(|a| a.key.0.ends_with("niqueCount"));
                return Ok(claims.filter_map(|a| a.value.trim().parse::<u64>().ok()).max().unwrap_or(0));
            }
            Ok(Event::Eof) | Err(_) => {
                return Err(ParseError::Damaged("its list of strings has no beginning".to_owned()));
            }
            Ok(_) => {}
        }
    }
}
