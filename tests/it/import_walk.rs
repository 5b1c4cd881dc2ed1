//! A folder full of traps is gone through without waiting, without leaving it, and in the same order each time.
#![cfg(unix)]

use assay::import::{Ended, Found, ImportError, MAX_TEXT_BYTES, Reason, SpecialFile, Walked, read_file, walk};
use std::ffi::OsStr;
use std::fs;
use std::ops::ControlFlow;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

fn write(path: impl AsRef<Path>) {
    fs::create_dir_all(path.as_ref().parent().unwrap()).unwrap();
    fs::write(path, "words").unwrap();
}

fn pipe(path: &Path) {
    let made = std::process::Command::new("mkfifo").arg(path).status().unwrap();
    assert!(made.success());
}

/// Files as their relative paths, what was not taken as `path: reason`.
fn all(paths: &[PathBuf]) -> (Vec<String>, Vec<String>, Walked) {
    let (mut files, mut others) = (Vec::new(), Vec::new());
    let walked = walk(paths, &AtomicBool::new(false), &mut |found| {
        match found {
            Found::File { relative, .. } => files.push(relative),
            Found::NotTaken { relative, reason, .. } => others.push(format!("{relative}: {reason}")),
        }
        ControlFlow::Continue(())
    });
    assert_eq!((walked.files as usize, walked.not_taken as usize), (files.len(), others.len()));
    (files, others, walked)
}

#[test]
fn files_come_in_the_order_of_their_names_and_the_rest_with_reasons() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["b/2.md", "b/1.TXT", "a.txt", "c", "Архив/Встреча.txt", "b/x/deep.markdown", "report.PDF", "mail.eml"]
    {
        write(dir.path().join(name));
    }
    write(dir.path().join(".hidden"));
    write(dir.path().join(".git/config"));
    let (files, others, walked) = all(&[dir.path().to_owned()]);
    let sorted =
        ["a.txt", "b/1.TXT", "b/2.md", "b/x/deep.markdown", "c", "mail.eml", "report.PDF", "Архив/Встреча.txt"];
    assert_eq!(files, sorted);
    assert!(others.is_empty(), "what a file is is not told by its name: {others:?}");
    assert_eq!((walked.hidden, walked.ended), (2, Ended::Complete));
    assert_eq!(all(&[dir.path().to_owned()]).0, files, "the second time as the first");
}

#[test]
fn pipes_sockets_and_links_are_listed_and_never_opened() {
    let dir = tempfile::tempdir().unwrap();
    let outside = tempfile::tempdir().unwrap();
    write(outside.path().join("secret.txt"));
    write(dir.path().join("a/real.txt"));
    pipe(&dir.path().join("pipe.txt"));
    let _listening = UnixListener::bind(dir.path().join("socket.txt")).unwrap();
    symlink(outside.path(), dir.path().join("out")).unwrap();
    symlink(outside.path().join("secret.txt"), dir.path().join("link.txt")).unwrap();
    symlink("..", dir.path().join("a/loop")).unwrap();
    symlink("/", dir.path().join("root")).unwrap();
    symlink("nowhere", dir.path().join("broken.txt")).unwrap();
    let (files, others, _) = all(&[dir.path().to_owned()]);
    assert_eq!(files, ["a/real.txt"]);
    assert_eq!(
        others,
        [
            "a/loop: it is a link, and links are not followed",
            "broken.txt: it is a link, and links are not followed",
            "link.txt: it is a link, and links are not followed",
            "out: it is a link, and links are not followed",
            "pipe.txt: it is a named pipe, not a file",
            "root: it is a link, and links are not followed",
            "socket.txt: it is a socket, not a file",
        ]
    );
}

#[test]
fn a_link_a_person_names_is_followed_to_files_that_can_be_read() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path().join("corpus/one.txt"));
    symlink("corpus", dir.path().join("today")).unwrap();
    symlink("corpus/one.txt", dir.path().join("latest.txt")).unwrap();
    let mut read = Vec::new();
    let given = [dir.path().join("latest.txt"), dir.path().join("today")];
    walk(&given, &AtomicBool::new(false), &mut |found| {
        if let Found::File { path, relative, .. } = found {
            read.push((relative, read_file(&path, 100).unwrap().bytes));
        }
        ControlFlow::Continue(())
    });
    assert_eq!(read, [("latest.txt".to_owned(), b"words".to_vec()), ("one.txt".to_owned(), b"words".to_vec())]);
}

#[test]
fn a_folder_reached_twice_is_gone_through_once() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path().join("in/one.txt"));
    let (files, others, _) = all(&[dir.path().join("in"), dir.path().to_owned()]);
    assert_eq!(files, ["one.txt"]);
    assert_eq!(others, ["in: this folder was gone through already"]);
}

#[test]
fn what_is_missing_or_refused_is_listed_with_what_the_system_said() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path().join("here.txt"));
    let (files, others, walked) = all(&[dir.path().join("gone.txt"), dir.path().join("here.txt")]);
    assert_eq!(files, ["here.txt"]);
    assert_eq!(others.len(), 1);
    assert!(others[0].starts_with("gone.txt: the system refused: No such file"), "{}", others[0]);
    assert_eq!(walked.ended, Ended::Complete);

    // A folder that vanishes between being listed and being entered.
    for n in 0..3 {
        write(dir.path().join(format!("f{n}/x.txt")));
    }
    let mut reasons = Vec::new();
    walk(&[dir.path().to_owned()], &AtomicBool::new(false), &mut |found| {
        match found {
            Found::File { relative, .. } if relative == "f0/x.txt" => {
                fs::remove_dir_all(dir.path().join("f1")).unwrap();
            }
            Found::File { .. } => {}
            Found::NotTaken { relative, reason, .. } => reasons.push((relative, reason)),
        }
        ControlFlow::Continue(())
    });
    assert_eq!(reasons.len(), 1);
    assert!(matches!(&reasons[0], (name, Reason::Refused(_)) if name == "f1"), "{reasons:?}");
}

#[test]
fn names_that_are_no_utf8_are_found_and_shown_with_their_bytes() {
    let dir = tempfile::tempdir().unwrap();
    let name = OsStr::from_bytes(b"\xC0\xF0\xF5\xE8\xE2.txt");
    write(dir.path().join(OsStr::from_bytes(b"bad\xFF")).join(name));
    let mut found = Vec::new();
    walk(&[dir.path().to_owned()], &AtomicBool::new(false), &mut |one| {
        found.push(one);
        ControlFlow::Continue(())
    });
    let [Found::File { path, relative, .. }] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(relative, "bad\\xFF/\\xC0\\xF0\\xF5\\xE8\\xE2.txt");
    assert_eq!(path.file_name(), Some(name));
    assert_eq!(read_file(path, 100).unwrap().bytes, b"words");
}

#[test]
fn a_tree_too_deep_is_entered_to_its_limit() {
    let dir = tempfile::tempdir().unwrap();
    let mut path = dir.path().to_owned();
    for _ in 0..100 {
        path.push("d");
        fs::create_dir(&path).unwrap();
        fs::write(path.join("t.txt"), "x").unwrap();
    }
    let (files, others, _) = all(&[dir.path().to_owned()]);
    assert_eq!(files.len(), 64);
    assert_eq!(others.len(), 1);
    assert!(others[0].ends_with("d: it lies more than 64 folders deep"), "{}", others[0]);
}

#[test]
fn it_stops_when_told_to() {
    let dir = tempfile::tempdir().unwrap();
    for n in 0..10 {
        write(dir.path().join(format!("{n}.txt")));
    }
    let cancel = AtomicBool::new(false);
    let cancelled = walk(&[dir.path().to_owned()], &cancel, &mut |_| {
        cancel.store(true, Ordering::Relaxed);
        ControlFlow::Continue(())
    });
    assert_eq!((cancelled.files, cancelled.ended), (1, Ended::Cancelled));
    let stopped = walk(&[dir.path().to_owned()], &AtomicBool::new(false), &mut |_| ControlFlow::Break(()));
    assert_eq!((stopped.files, stopped.ended), (1, Ended::Stopped));
}

#[test]
fn reading_takes_only_whole_files_that_hold_still() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a.txt");
    write(&file);
    let read = read_file(&file, 5).unwrap();
    assert_eq!(read.bytes, b"words");
    assert!(read.modified_ms.is_some_and(|ms| ms > 1_600_000_000_000));
    assert!(matches!(read_file(&file, 4), Err(ImportError::TooLarge { limit: 4 })));
    assert!(matches!(read_file(&dir.path().join("gone"), 5), Err(ImportError::Open(_))));
    assert!(matches!(read_file(dir.path(), 5), Err(ImportError::NotAFile(SpecialFile::Folder))));

    // A pipe nobody writes to would make an ordinary reader wait for ever.
    let fifo = dir.path().join("pipe");
    pipe(&fifo);
    assert!(matches!(read_file(&fifo, 5), Err(ImportError::NotAFile(SpecialFile::Pipe))));
    let _listening = UnixListener::bind(dir.path().join("socket")).unwrap();
    assert!(matches!(read_file(&dir.path().join("socket"), 5), Err(ImportError::NotAFile(SpecialFile::Socket))));
    symlink(&file, dir.path().join("link")).unwrap();
    assert!(matches!(read_file(&dir.path().join("link"), 5), Err(ImportError::NotAFile(SpecialFile::Link))));
    assert!(matches!(read_file(Path::new("/dev/zero"), 5), Err(ImportError::NotAFile(SpecialFile::Device))));
    // Files that say they are empty and are not: their bytes cannot be told to be all.
    if Path::new("/proc/self/status").exists() {
        assert!(matches!(read_file(Path::new("/proc/self/status"), MAX_TEXT_BYTES), Err(ImportError::Changed)));
    }
}

#[test]
fn a_path_longer_than_the_limit_is_listed() {
    let dir = tempfile::tempdir().unwrap();
    let name = "n".repeat(250);
    let mut path = dir.path().to_owned();
    while path.as_os_str().len() + 1 + name.len() < 4095 {
        path.push(&name);
    }
    fs::create_dir_all(&path).unwrap();
    // Such a path can only be made from within.
    let made = std::process::Command::new("mkdir").arg("n".repeat(255)).current_dir(&path).status().unwrap();
    assert!(made.success());
    let (files, others, _) = all(&[dir.path().to_owned()]);
    assert_eq!(files, Vec::<String>::new());
    assert_eq!(others.len(), 1);
    assert!(others[0].ends_with("n: its path is longer than 4096 bytes"));
}

#[test]
fn a_file_over_the_limit_is_refused_before_it_is_read() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("sparse.txt");
    fs::File::create(&path).unwrap().set_len(MAX_TEXT_BYTES + 1).unwrap();
    assert!(matches!(read_file(&path, MAX_TEXT_BYTES), Err(ImportError::TooLarge { limit: MAX_TEXT_BYTES })));
    // Nobody has touched these zeros, so they cost no memory.
    let zeros = vec![0_u8; usize::try_from(MAX_TEXT_BYTES).unwrap() + 1];
    assert!(matches!(assay::import::decode(&zeros, None), Err(ImportError::TooLarge { .. })));
}

/// Says that something is done, whatever ends it.
struct Ends<'a>(&'a AtomicBool);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Somebody appends to the file all the while: either the copy is one whole state of it, or the reading says so.
#[test]
fn a_file_that_is_written_to_is_never_read_in_halves() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("growing.txt");
    fs::write(&file, "a".repeat(2_000_000)).unwrap();
    let done = AtomicBool::new(false);
    let (mut whole, mut refused) = (0, 0);
    std::thread::scope(|scope| {
        // A story that fails ends who appends as well.
        let _ends = Ends(&done);
        scope.spawn(|| {
            use std::io::Write;
            let mut out = fs::OpenOptions::new().append(true).open(&file).unwrap();
            while !done.load(Ordering::Relaxed) {
                out.write_all(b"0123456789").unwrap();
            }
        });
        for _ in 0..1_000 {
            if refused > 0 {
                break;
            }
            match read_file(&file, MAX_TEXT_BYTES) {
                Ok(read) => {
                    assert_eq!((read.bytes.len() - 2_000_000) % 10, 0);
                    whole += 1;
                }
                Err(ImportError::Changed) => refused += 1,
                Err(other) => panic!("{other} after {whole}"),
            }
        }
    });
    assert_eq!(refused, 1);
}
