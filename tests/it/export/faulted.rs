//! Exports whose process is killed, whose disk fills up or whose disk fails, at each call that writes, in each format, over
//! an old file and where there is none: afterwards there is what was there or the whole new file, and the fault said is
//! the one that happened.
#![cfg(target_os = "linux")]

use crate::inject::{Action, Injection, hits};
use crate::program::{Place, Ran, SEED_B};
use std::os::unix::process::ExitStatusExt as _;

const EIO: i32 = 5;
const ENOSPC: i32 = 28;
const EROFS: i32 = 30;
const EDQUOT: i32 = 122;

const OLD: &[u8] = b"An old file, which somebody may need.\n";

/// The calls of an export that change files, in their order: the part is opened, written, forced to disk and put in place;
/// last, its new name is forced to disk.
const CALLS: [&str; 5] = ["open", "write", "fsync", "rename", "fsync"];
/// The last of them: the file is in place already.
const SETTLES: usize = 4;

/// A project whose report has something to say, and the folder the exports go to.
fn place() -> Place {
    let place = Place::with_seeds();
    place
        .apply(&format!(
            "{{\"op\":\"add_passage\",\"document\":\"{SEED_B}\",\"start_byte\":0,\"end_byte\":40,\"ref\":\"p\"}}\n\
             {{\"op\":\"add_claim\",\"words\":\"One said so.\",\"evidence\":[{{\"passage\":\"p\"}}]}}\n"
        ))
        .well();
    std::fs::create_dir(place.path("out")).unwrap();
    place
}

/// What an export is expected to say when the call at this place fails with this error.
fn code(at: usize, errno: i32) -> &'static str {
    match (at, errno) {
        (SETTLES, _) => "AS-EXP-18",
        (_, ENOSPC | EDQUOT) => "AS-EXP-15",
        (_, EROFS) => "AS-EXP-16",
        _ => "AS-EXP-17",
    }
}

/// An export in one format, with its faults.
struct Faulted {
    place: Place,
    format: &'static str,
    /// The file as it is when nothing fails.
    whole: Vec<u8>,
    points: u32,
}

impl Faulted {
    fn new(format: &'static str) -> Self {
        let place = place();
        let mut faulted = Self { place, format, whole: Vec::new(), points: 0 };
        faulted.export(None).0.well();
        faulted.whole = std::fs::read(faulted.place.path(&faulted.out())).unwrap();
        faulted
    }

    fn out(&self) -> String {
        format!("out/it.{}", self.format)
    }

    /// Exports, with a fault or without; says how often it struck.
    fn export(&self, fault: Option<Injection>) -> (Ran, u64) {
        // Whole paths, as the watch over calls wants them.
        let out = self.place.path("out").canonicalize().unwrap().join(format!("it.{}", self.format));
        let out = out.to_str().unwrap();
        let mut command = match self.format {
            "csv" => self.place.command(["export", "p.assay", "csv", "--search", "Iran", "-o", out]),
            format => self.place.command(["export", "p.assay", format, "--report", "-o", out]),
        };
        let note = self.place.path("struck");
        drop(std::fs::remove_file(&note));
        if let Some(fault) = fault {
            fault.into_command(&mut command, &self.place.path("out"), &note);
        }
        (command.output().unwrap().into(), hits(&note))
    }

    /// One export with a fault at the call of this place, over an old file or where there is none.
    fn point(&mut self, fault: Injection, at: usize, over_old: bool) {
        let told = format!("{} over {over_old}, {fault:?}", self.format);
        std::fs::remove_dir_all(self.place.path("out")).unwrap();
        std::fs::create_dir(self.place.path("out")).unwrap();
        if over_old {
            std::fs::write(self.place.path(&self.out()), OLD).unwrap();
        }
        let (ran, struck) = self.export(Some(fault));
        assert!(struck >= 1, "{told}: {ran:?}");
        let killed = ran.status.signal() == Some(9);
        match fault.action {
            Action::Fail(errno) => drop(ran.fault(1, code(at, errno)).to_owned()),
            _ => assert!(killed, "{told}: {ran:?}"),
        }
        // The old file, or the whole new one.
        let found = std::fs::read(self.place.path(&self.out())).ok();
        let expected = if at == SETTLES { Some(&self.whole[..]) } else { over_old.then_some(OLD) };
        assert!(found.as_deref() == expected, "{told}: {} bytes are there", found.map_or(0, |bytes| bytes.len()));
        // Only whoever is killed leaves its part behind.
        let mut names: Vec<_> = std::fs::read_dir(self.place.path("out"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| self.out() != format!("out/{name}"))
            .collect();
        if killed {
            names.retain(|name| !(name.starts_with('.') && name.ends_with(".part")));
        }
        assert_eq!(names, [""; 0], "{told}");
        self.points += 1;
    }

    /// Every fault at every call, and then an export that nothing stops.
    fn every_point(mut self) {
        for over_old in [true, false] {
            for (at, call) in (0..).zip(CALLS) {
                let n = u32::try_from(at).unwrap() + 1;
                for action in [ENOSPC, EIO, EROFS, EDQUOT].map(Action::Fail).into_iter().chain([Action::Kill]) {
                    self.point(Injection::once("any", action, n), at, over_old);
                }
                if call == "write" {
                    self.point(Injection::once(call, Action::Tear, 1), at, over_old);
                }
                // A disk that stays full, or broken, for calls of this kind.
                if at != SETTLES {
                    for errno in [ENOSPC, EIO] {
                        self.point(Injection::from_then_on(call, Action::Fail(errno), 1), at, over_old);
                    }
                }
            }
        }
        // There is no call more than these.
        let more = u32::try_from(CALLS.len()).unwrap() + 1;
        let (ran, struck) = self.export(Some(Injection::from_then_on("any", Action::Kill, more)));
        ran.well();
        assert_eq!(struck, 0, "{}", self.format);
        assert!(std::fs::read(self.place.path(&self.out())).unwrap() == self.whole);
        self.place.check();
        // Four formats: more than two hundred.
        assert_eq!(self.points, 68);
    }
}

#[test]
fn a_word_file_is_whole_or_the_old_one_whatever_call_of_its_export_fails() {
    Faulted::new("docx").every_point();
}

#[test]
fn a_page_is_whole_or_the_old_one_whatever_call_of_its_export_fails() {
    Faulted::new("html").every_point();
}

#[test]
fn a_markdown_file_is_whole_or_the_old_one_whatever_call_of_its_export_fails() {
    Faulted::new("md").every_point();
}

#[test]
fn a_table_is_whole_or_the_old_one_whatever_call_of_its_export_fails() {
    Faulted::new("csv").every_point();
}
