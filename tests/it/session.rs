//! A session whose file goes away under it: nothing is lost, and work goes on in a copy.

use super::watched::Watched;
use assay::domain::tag::{Color, Tag, TagName};
use assay::domain::{Edit, Id, Op, ProjectRead};
use assay::jobs::{Event, How, Ticket, Work};
use assay::store::Reader;
use std::path::Path;

fn add_tag(name: &str) -> Edit {
    let tag = Tag {
        id: Id::new(),
        parent: None,
        name: TagName::try_from(name.to_owned()).unwrap(),
        color: Color([180, 87, 60]),
        definition: None,
        digit: None,
        ordinal: 1,
    };
    Edit::new(format!("Add the tag {name}"), vec![Op::add(tag)])
}

fn tags(path: &Path) -> Vec<String> {
    let reader = Reader::open(path).unwrap();
    assert_eq!(reader.check().unwrap().findings, []);
    let view: &dyn ProjectRead = &reader;
    view.all::<Tag>().unwrap().into_iter().map(|tag| String::from(tag.name)).collect()
}

#[test]
fn a_file_deleted_under_the_window_costs_nothing_and_work_goes_on_in_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("p.assay");
    let open = Watched::begin(&path, How::Create);
    open.wait(|event| matches!(event, Event::Ready(_)).then_some(()));
    open.session.write(Work::Edit(Ticket(1), add_tag("saved before"))).unwrap();
    open.wait(|event| matches!(event, Event::Committed { .. }).then_some(()));

    std::fs::remove_file(&path).unwrap();
    open.session.write(Work::Edit(Ticket(2), add_tag("held in memory"))).unwrap();
    open.session.write(Work::Edit(Ticket(3), add_tag("waits behind it"))).unwrap();
    let fault = open.wait(|event| match event {
        Event::Stalled { fault, .. } => Some(fault),
        Event::Committed { .. } => panic!("an edit of a deleted project was acknowledged"),
        _ => None,
    });
    assert_eq!(fault.code, "AS-STO-09");
    open.session.retry();
    open.wait(|event| matches!(event, Event::Stalled { .. }).then_some(()));

    let copy = folder.path().join("copy.assay");
    open.session.save_as(copy.clone());
    let saved = open.wait(|event| match event {
        Event::SavedAs(path) => Some(path),
        Event::Refused { fault, .. } => panic!("{fault}"),
        _ => None,
    });
    assert_eq!(saved.file_name(), copy.file_name());
    assert_eq!(tags(&copy), ["saved before", "held in memory", "waits behind it"]);
}

#[test]
fn a_project_another_window_holds_can_be_read_and_says_who_holds_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("p.assay");
    let first = Watched::begin(&path, How::Create);
    first.wait(|event| matches!(event, Event::Ready(_)).then_some(()));
    let second = Watched::begin(&path, How::Open);
    let fault = second.wait(|event| match event {
        Event::Ready(resident) => Some(resident.read_only.unwrap()),
        _ => None,
    });
    assert_eq!(fault.code, "AS-STO-07");
    assert!(fault.what.contains("Ana"), "{fault}");
    drop(second);
    first.session.write(Work::Edit(Ticket(1), add_tag("by the first"))).unwrap();
    first.wait(|event| matches!(event, Event::Committed { .. }).then_some(()));
    drop(first);
    assert_eq!(tags(&path), ["by the first"]);
    let mut left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["p.assay", "p.assay-backups"], "one file again, and its snapshot");
}

#[test]
fn an_edit_of_the_first_moment_is_not_written_into_a_project_that_turns_out_to_be_damaged() {
    let place = super::program::Place::new();
    for n in 0..2_500 {
        place.put(&format!("corpus/{n}.txt"), format!("Text {n}.\n"));
    }
    place.run(["new", "p.assay", "--corpus", "corpus"]).well();
    // A line late in the history, which only following the whole of it meets.
    let conn = rusqlite::Connection::open(place.project()).unwrap();
    conn.execute("UPDATE edit SET label = 'other' WHERE seq = (SELECT max(seq) - 1 FROM edit)", []).unwrap();
    let lines = || conn.query_row("SELECT count(*) FROM edit", [], |row| row.get::<_, i64>(0)).unwrap();
    let before = lines();

    let open = Watched::begin(&place.project(), How::Open);
    open.wait(|event| matches!(event, Event::Ready(_)).then_some(()));
    // It lies there when the writer begins, so that only being held back keeps it from the file.
    open.session.write(Work::Edit(Ticket(1), add_tag("too early"))).unwrap();
    open.wait(|event| match event {
        Event::Damaged(_) => Some(()),
        Event::Committed { .. } => panic!("it was written before the project was known to be sound"),
        _ => None,
    });
    // Whoever closes waits for no edit that will never be written.
    open.session.close();
    assert_eq!(lines(), before);
}
