//! Projects on a medium, in a folder or in a file that is only for reading: they are read, whole, and nothing is tried that
//! would write.
#![cfg(target_os = "linux")]

use super::inject::{Action, Injection, hits};
use super::program::{Place, Ran, tag, text_of};
use assay::domain::{Edit, Op};
use assay::store::Store;
use rusqlite::Connection;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

const EROFS: i32 = 30;

/// Runs verbs on a project in a folder where neither may be written, as somebody who has no rights beyond that. Gives how
/// many calls were tried that would change something there.
fn tried_where_nothing_may_be_written(place: &Place, verbs: &[&[&str]], each: &dyn Fn(&[&str], Ran)) -> u64 {
    let elsewhere = tempfile::tempdir().unwrap();
    let mode = |path: &Path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    mode(elsewhere.path(), 0o777);
    let note = elsewhere.path().join("note");
    for name in place.names() {
        mode(&place.path(&name), 0o444);
    }
    mode(&place.path(""), 0o555);
    for verb in verbs {
        let mut command = place.command([]);
        command.args(*verb);
        Injection::from_then_on("any", Action::Fail(EROFS), 1).into_command(&mut command, &place.path(""), &note);
        if rustix::process::geteuid().is_root() {
            command = as_nobody(&command, elsewhere.path());
        }
        each(verb, Ran::from(command.output().unwrap()));
    }
    mode(&place.path(""), 0o755);
    for name in place.names() {
        mode(&place.path(&name), 0o644);
    }
    hits(&note)
}

/// The same command run by somebody without rights, from copies: what is built may lie in a folder that is closed to others.
fn as_nobody(command: &Command, folder: &Path) -> Command {
    let copied = |from: &Path| {
        let to = folder.join(from.file_name().unwrap());
        if !to.exists() {
            // Not by this process: what another story starts meanwhile would hold the copy open, and it could not be run.
            assert!(Command::new("cp").args([from, &to]).status().unwrap().success());
            std::fs::set_permissions(&to, std::fs::Permissions::from_mode(0o755)).unwrap();
        }
        to
    };
    let mut other = Command::new(copied(Path::new(command.get_program())));
    other.args(command.get_args()).current_dir(command.get_current_dir().unwrap()).env_clear();
    for (name, value) in command.get_envs().filter_map(|(name, value)| Some((name, value?))) {
        let preload = (name == "LD_PRELOAD").then(|| copied(Path::new(value)).into_os_string());
        other.env(name, preload.unwrap_or_else(|| value.to_owned()));
    }
    other.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    other.uid(65_534).gid(65_534);
    other
}

#[test]
fn where_nothing_may_be_written_nothing_is_tried() {
    let place = Place::with_seeds();
    let id = text_of(&place.list("documents")[0], "id").to_owned();
    // Some texts wait for the index, which is made before a search where that can be.
    let conn = Connection::open(place.project()).unwrap();
    conn.execute_batch("INSERT INTO search_wanted SELECT revision FROM document").unwrap();
    drop(conn);
    let before = std::fs::read(place.project()).unwrap();
    let reading: [&[&str]; 7] = [
        &["list", "p.assay", "documents"],
        &["check", "p.assay"],
        &["search", "p.assay", "the"],
        &["text", "p.assay", &id],
        &["show", "p.assay", &id],
        &["snapshots", "p.assay"],
        &["analyse", "p.assay", "duplicates"],
    ];
    let tried = tried_where_nothing_may_be_written(&place, &reading, &|verb, ran| {
        // Where there are no copies, that is the answer.
        let answered = ran.code() == 0 || ran.err == "There are no copies.\n";
        assert!(answered && !ran.err.contains("broken off"), "{verb:?}: {ran:?}");
    });
    assert_eq!(tried, 0);
    let writing: [&[&str]; 2] = [&["undo", "p.assay"], &["rescan", "p.assay"]];
    let tried = tried_where_nothing_may_be_written(&place, &writing, &|_, ran| {
        ran.fault(3, "AS-STO-08");
    });
    assert_eq!(tried, 0);
    // What is tried is counted.
    let out = place.path("out.md");
    let export = ["export", "p.assay", "md", "-o", out.to_str().unwrap()];
    let tried = tried_where_nothing_may_be_written(&place, &[&export], &|_, ran| {
        assert_eq!(ran.code(), 1, "{ran:?}");
    });
    assert!(tried > 0);
    assert!(std::fs::read(place.project()).unwrap() == before);
    assert_eq!(place.names(), ["p.assay"]);
}

#[test]
fn a_session_that_was_broken_off_is_read_whole_where_nothing_may_be_written() {
    let place = Place::with_seeds();
    let mut store = Store::open(&place.project(), None).unwrap();
    store.checkpoint().unwrap();
    store.commit(&Edit::new("Add", vec![Op::add(tag("in the log alone"))])).unwrap();
    let as_it_lies =
        ["p.assay", "p.assay-wal", "p.assay-shm"].map(|name| (name, std::fs::read(place.path(name)).unwrap()));
    drop(store);
    // With the index of the log, as a session that was killed leaves it, and without, as it is copied elsewhere.
    for files in [&as_it_lies[..], &as_it_lies[..2]] {
        for name in place.names() {
            std::fs::remove_file(place.path(&name)).unwrap();
        }
        for (name, bytes) in files {
            std::fs::write(place.path(name), bytes).unwrap();
        }
        let names = place.names();
        let verbs: [&[&str]; 3] =
            [&["list", "p.assay", "tags", "--json"], &["check", "p.assay"], &["search", "p.assay", "the"]];
        tried_where_nothing_may_be_written(&place, &verbs, &|verb, ran| {
            assert_eq!(ran.code(), 0, "{verb:?}: {ran:?}");
            if verb[0] == "list" {
                assert!(ran.text().contains("in the log alone"), "{ran:?}");
            }
            if files.len() == 2 {
                assert!(ran.err.contains("broken off") && ran.err.contains("the log beside it"), "{ran:?}");
            }
        });
        assert_eq!(place.names(), names);
        for (name, bytes) in files {
            assert!(std::fs::read(place.path(name)).unwrap() == *bytes, "{name} was written to");
        }
    }
    // Where it can be written it is mended.
    assert!(place.run(["list", "p.assay", "tags"]).well().err.is_empty());
    place.check();
}
