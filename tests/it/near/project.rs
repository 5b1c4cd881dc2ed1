//! Copies in a project while it is worked on: found piece by piece, broken off and gone on with, after another decoding,
//! among ten thousand documents.

use assay::analysis::near::clusters::Cluster;
use assay::domain::document::{DecidedBy, Document, ImportBatch, Newlines};
use assay::domain::{Edit, Id, Op, ProjectRead, Words};
use assay::jobs::importing::{self, Gate, Wanted};
use assay::jobs::{Event, How, Session, Ticket, Work, copies};
use assay::store::{Decoding, FoundAt, NewDocument, Reader, Store};
use std::cell::Cell;
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::time::Duration;

/// Puts texts into a project, in one import.
fn import(store: &mut Store, texts: impl Iterator<Item = String>) {
    let batch = ImportBatch { id: Id::new(), label: Words::new("Import"), started_ms: 1, removed_at: None };
    let (batch_id, group) = (batch.id, Id::new());
    let begin = Edit { label: Words::new("Import"), group: Some(group), ops: vec![Op::add(batch)] };
    store.commit(&begin).unwrap();
    let prepared: Vec<NewDocument> = texts.enumerate().map(|(n, text)| document(n, &text)).collect();
    for unit in prepared.chunks(1_000) {
        store.import(batch_id, group, unit).unwrap();
    }
}

fn document(n: usize, text: &str) -> NewDocument {
    let name = Words::new(format!("{n}.txt"));
    let found = FoundAt { file_name: name.clone(), path: name, modified_ms: None };
    let (encoding, decided_by, newlines) = (Words::new("UTF-8"), DecidedBy::Valid, Newlines::Lf);
    let decoding = Decoding { encoding, decided_by, had_bom: false, newlines, replaced: 0 };
    NewDocument::prepare(found, text.as_bytes().to_vec(), false, text, decoding).unwrap()
}

/// The `copy`th copy of the `n`th story, forty words long; one word of it is its own.
fn story(n: usize, copy: usize) -> String {
    let word = |at: usize| if at == 3 { format!("own{copy} ") } else { format!("w{}x{at} ", n * 7_919 % 100_003) };
    (0..40).map(word).collect()
}

fn known(path: &Path) -> Vec<Cluster> {
    let reader = Reader::open(path).unwrap();
    assert_eq!(reader.check().unwrap().findings, []);
    copies::known(&reader).unwrap()
}

fn sizes(clusters: &[Cluster]) -> Vec<usize> {
    clusters.iter().map(|cluster| cluster.copies.len()).collect()
}

#[test]
fn ten_thousand_documents_are_put_together_as_they_were_made() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("p.assay");
    let mut store = Store::create(&path, None).unwrap();
    // 900 stories in ten copies each, 500 in two, and a crowd is not among them.
    let many = (0..9_000).map(|n| story(n / 10, n % 10)).chain((0..1_000).map(|n| story(5_000 + n / 2, n % 2)));
    import(&mut store, many);
    copies::find_all(&mut store).unwrap();
    store.close().unwrap();
    let reader = Reader::open(&path).unwrap();
    assert_eq!(reader.waits_for_sketches().unwrap(), 0);
    let clusters = copies::known(&reader).unwrap();
    let expected = [vec![10; 900], vec![2; 500]].concat();
    assert_eq!(sizes(&clusters), expected);
    // Thirty-five of forty-one runs are common to any two, in the order they were imported.
    assert!(clusters.iter().all(|cluster| {
        let ids: Vec<Id> = cluster.copies.iter().map(|copy| copy.document).collect();
        ids.is_sorted() && cluster.overlap(ids[0], ids[1]).is_some_and(|o| (o.common, o.all) == (35, 41))
    }));
}

#[test]
fn of_a_crowd_of_copies_each_is_found_though_not_every_pair_is_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("p.assay");
    let mut store = Store::create(&path, None).unwrap();
    import(&mut store, (0..600).map(|n| story(1, n)));
    copies::find_all(&mut store).unwrap();
    // What comes later meets the crowd too.
    import(&mut store, (600..605).map(|n| story(1, n)));
    copies::find_all(&mut store).unwrap();
    let pairs = store.reader().unwrap().pairs_of_copies().unwrap().len();
    assert!(pairs < 605 * 604 / 4, "{pairs} pairs");
    store.close().unwrap();
    assert_eq!(sizes(&known(&path)), [605]);
}

#[test]
fn a_text_longer_than_a_book_is_a_copy_of_the_very_same_text_alone() {
    let long: String = (0..200_000).map(|n| format!("w{} ", n % 60_000)).collect();
    assert!(long.len() > usize::try_from(assay::analysis::near::LONGEST).unwrap());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("p.assay");
    let mut store = Store::create(&path, None).unwrap();
    import(&mut store, [long.clone(), long.replacen("w7 ", "other ", 1)].into_iter());
    copies::find_all(&mut store).unwrap();
    assert_eq!(copies::known(&store.reader().unwrap()).unwrap(), []);
    // The same text from other bytes, with a mark before them.
    let found = FoundAt { file_name: Words::new("again.txt"), path: Words::new("again.txt"), modified_ms: None };
    let (encoding, decided_by, newlines) = (Words::new("UTF-8"), DecidedBy::Valid, Newlines::Lf);
    let decoding = Decoding { encoding, decided_by, had_bom: true, newlines, replaced: 0 };
    let bytes = ["\u{FEFF}", &long].concat().into_bytes();
    let again = NewDocument::prepare(found, bytes, false, &long, decoding).unwrap();
    let batch = ImportBatch { id: Id::new(), label: Words::new("Import"), started_ms: 2, removed_at: None };
    let (batch_id, group) = (batch.id, Id::new());
    store.commit(&Edit { label: Words::new("Import"), group: Some(group), ops: vec![Op::add(batch)] }).unwrap();
    store.import(batch_id, group, &[again]).unwrap();
    copies::find_all(&mut store).unwrap();
    store.close().unwrap();
    let clusters = known(&path);
    assert_eq!(sizes(&clusters), [2]);
    assert!(clusters[0].is_exact());
}

#[test]
fn what_is_broken_off_between_pieces_is_gone_on_with_and_what_is_emptied_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("p.assay");
    let mut store = Store::create(&path, None).unwrap();
    import(&mut store, (0..200).map(|n| story(n / 4, n % 4)));
    store.close().unwrap();
    // Closed and opened again after one piece, then after two more, then three, until nothing waits.
    for pieces in 1.. {
        let mut store = Store::open(&path, None).unwrap();
        let mut search = copies::Copies::default();
        // A piece is broken off at every fortieth question whether it is enough.
        let asked = Cell::new(0);
        let enough = || {
            asked.set(asked.get() + 1);
            asked.get() % 40 == 0
        };
        let done = (0..pieces).any(|_| search.piece(&mut store, &enough).unwrap());
        store.close().unwrap();
        let waits = Reader::open(&path).unwrap().waits_for_sketches().unwrap();
        if done {
            assert_eq!(waits, 0);
            break;
        }
        assert!(pieces < 100, "{waits} texts still wait");
    }
    let first = known(&path);
    assert_eq!(sizes(&first), [4; 50]);
    let mut store = Store::open(&path, None).unwrap();
    store.empty_sketches().unwrap();
    assert_eq!(store.reader().unwrap().waits_for_sketches().unwrap(), 200);
    copies::find_all(&mut store).unwrap();
    store.close().unwrap();
    assert_eq!(known(&path), first);
}

/// What is kept of a text: its hash, its sketch, the date at its head.
type Kept = (Vec<u8>, Option<Vec<u8>>, Option<String>);

/// What is kept of each text, by its hash.
fn kept(path: &Path) -> Vec<Kept> {
    let conn = rusqlite::Connection::open(path).unwrap();
    let mut all = conn.prepare("SELECT text_sha256, sketch, dateline FROM near_text ORDER BY text_sha256").unwrap();
    let rows = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

#[test]
fn a_text_heard_while_it_is_indexed_has_the_sketch_and_the_date_it_has_when_it_is_read() {
    let many: String = (0..30_000).map(|n| format!("w{} ", n % 9_000)).collect();
    let texts = [
        "MINSK, 17 October 2023 (Agency) - Talks ended.\nThey begin again in May.\n".to_owned(),
        // Several rows of the index: of whole paragraphs, cut at a space, cut inside a word, without any space.
        (0..4_000).map(|n| format!("Line {n} of a long report.\n\n")).collect(),
        many.clone(),
        format!("{}\n{}", "a".repeat(70_000), "long ".repeat(20_000)),
        "北约在北京举行会议。".repeat(6_000),
        "می\u{200C}گوید: «نه»، و رفت.\n".repeat(3_000),
        // Its head is not whole in its first row.
        format!("{}\nOne\nTwo\n2023-05-04\nThree", "head ".repeat(9_000)),
        "… — …\n".to_owned(),
        many.repeat(8),
    ];
    let folder = tempfile::tempdir().unwrap();
    let [read, heard, halting] = ["read", "heard", "halting"].map(|name| folder.path().join(format!("{name}.assay")));
    for path in [&read, &heard, &halting] {
        let mut store = Store::create(path, None).unwrap();
        import(&mut store, texts.clone().into_iter());
        store.close().unwrap();
    }
    let mut store = Store::open(&read, None).unwrap();
    copies::find_all(&mut store).unwrap();
    store.close().unwrap();
    let expected = kept(&read);
    assert_eq!(expected.len(), texts.len() - 1, "a text without words has none");
    assert!(expected.iter().any(|(_, _, date)| date.as_deref() == Some("2023-05-04")));

    let mut store = Store::open(&heard, None).unwrap();
    let mut search = copies::Copies::default();
    search.index_all(&mut store).unwrap();
    search.find_all(&mut store).unwrap();
    store.close().unwrap();
    assert_eq!(kept(&heard), expected);

    // Row by row, and every third piece given up.
    let mut store = Store::open(&halting, None).unwrap();
    let mut search = copies::Copies::default();
    let pieces = Cell::new(0);
    let is_awaited = || pieces.get() % 3 == 0;
    while !search.index_piece(&mut store, &|| true, &is_awaited).unwrap() {
        pieces.set(pieces.get() + 1);
    }
    search.find_all(&mut store).unwrap();
    store.close().unwrap();
    assert_eq!(kept(&halting), expected);
}

#[test]
fn a_text_heard_while_it_is_indexed_is_not_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("p.assay");
    let mut store = Store::create(&path, None).unwrap();
    import(&mut store, [story(1, 1)].into_iter());
    let mut search = copies::Copies::default();
    search.index_all(&mut store).unwrap();
    // Whoever reads the text from here on fails.
    rusqlite::Connection::open(&path).unwrap().execute("UPDATE text_chunk SET body = x'00'", []).unwrap();
    search.find_all(&mut store).unwrap();
    store.close().unwrap();
    assert_eq!(kept(&path).len(), 1);
}

#[test]
fn a_sketch_that_is_none_is_noticed_and_all_are_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("p.assay");
    let mut store = Store::create(&path, None).unwrap();
    import(&mut store, (0..8).map(|n| story(n / 4, n % 4)));
    copies::find_all(&mut store).unwrap();
    store.close().unwrap();
    rusqlite::Connection::open(&path).unwrap().execute("UPDATE near_text SET sketch = x'00', met = 0", []).unwrap();
    let mut store = Store::open(&path, None).unwrap();
    copies::find_all(&mut store).unwrap();
    store.close().unwrap();
    assert_eq!(sizes(&known(&path)), [4, 4]);
}

/// Waits for news of a session, for at most a minute.
fn wait<T>(session: &Session, bell: &mpsc::Receiver<()>, mut wanted: impl FnMut(Event) -> Option<T>) -> T {
    for _ in 0..600 {
        while let Some(event) = session.event() {
            if let Some(found) = wanted(event) {
                return found;
            }
        }
        // Rung or not, the news is looked at again.
        bell.recv_timeout(Duration::from_millis(100)).unwrap_or_default();
    }
    panic!("the event never came");
}

#[test]
fn a_text_that_is_read_in_another_encoding_has_other_copies() {
    let russian = "Президент Белоруссии заявил во вторник, что партнёрство двух стран не направлено против третьих государств. \
                   Документ был подписан в Минске после встречи с делегацией генерального штаба, место учений пока не названо.";
    let folder = tempfile::tempdir().unwrap();
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(russian);
    let corpus = folder.path().join("corpus");
    std::fs::create_dir(&corpus).unwrap();
    std::fs::write(corpus.join("1251.txt"), bytes).unwrap();
    std::fs::write(corpus.join("utf8.txt"), russian).unwrap();
    let path = folder.path().join("p.assay");
    let mut store = Store::create(&path, None).unwrap();
    importing::run(&Wanted::new(vec![corpus], usize::MAX), &Gate::default(), &mut (), &mut store).unwrap();
    let reader = store.reader().unwrap();
    let view: &dyn ProjectRead = &reader;
    let documents = view.all::<Document>().unwrap();
    drop(reader);
    store.close().unwrap();
    let id = documents.iter().find(|d| d.file_name.raw() == "1251.txt").unwrap().id;

    let (told, bell) = mpsc::channel();
    let wake = Arc::new(move || told.send(()).unwrap_or_default());
    let mut session = Session::begin(&path, How::Open, None, wake, Box::new(()));
    let compared = |event| matches!(event, Event::Compared).then_some(());
    // At its opening what waits is caught up with; then the same text twice is an exact copy.
    wait(&session, &bell, compared);
    let found = |path: &Path| copies::known(&Reader::open(path).unwrap()).unwrap();
    assert!(found(&path).iter().any(|cluster| cluster.copies.len() == 2 && cluster.is_exact()));
    session.read_as(id, "KOI8-R".to_owned());
    wait(&session, &bell, compared);
    assert_eq!(found(&path), []);
    session.write(Work::Undo(Ticket(1))).unwrap();
    wait(&session, &bell, compared);
    assert_eq!(sizes(&found(&path)), [2]);
    assert!(session.close().is_empty());
    assert_eq!(sizes(&known(&path)), [2]);
}

#[test]
fn files_with_the_same_bytes_are_told_beside_the_copies_with_their_paths() {
    let place = crate::program::Place::new();
    place.put("in/01-wire.txt", "The port was leased for years.\n");
    place.put("in/again/02-wire.txt", "The port was leased for years.\n");
    place.put("in/other.txt", "Nothing of that.\n");
    place.run(["new", "p.assay", "--corpus", "in"]).well();
    let said = place.run(["analyse", "p.assay", "duplicates", "--json"]).well().json();
    assert_eq!(said["same_bytes"][0]["paths"], serde_json::json!(["01-wire.txt", "again/02-wire.txt"]));
    let told = place.run(["analyse", "p.assay", "duplicates"]).well();
    assert!(
        told.text().contains("2 files with the same bytes") && told.text().contains("again/02-wire.txt"),
        "{told:?}"
    );
}
