//! Another encoding for the bytes of a document: every passage keeps its words' bytes, what briefs leave out follows, and
//! undo and redo go over it, across restarts too.

use super::watched::Watched;
use assay::domain::brief::{Block, BlockKind, Brief};
use assay::domain::document::{Document, Revision};
use assay::domain::passage::{Anchor, AnchorState, Passage};
use assay::domain::{Edit, Id, Op, ProjectRead, Row, Span, Struck, Words};
use assay::jobs::decoding::Decoded;
use assay::jobs::importing::{self, Gate, ImportSink as _, Wanted};
use assay::jobs::{Event, Ticket, Work};
use assay::store::{Reader, Store};
use proptest::prelude::*;
use std::path::{Path, PathBuf};

const NAMES: [&str; 5] = ["windows-1251", "KOI8-R", "windows-1256", "UTF-16LE", "Shift_JIS"];

fn read_as(open: &mut Watched, document: Id, encoding: &str) -> Result<Decoded, assay::domain::Fault> {
    open.session.read_as(document, encoding.to_owned());
    open.wait(|event| if let Event::Decoded(done) = event { Some(done) } else { None })
}

fn write(open: &Watched, work: Work) {
    open.session.write(work).unwrap();
    open.wait(|event| match event {
        Event::Committed { .. } => Some(()),
        Event::Refused { fault, .. } => panic!("{fault}"),
        _ => None,
    });
}

/// A project with one document of these bytes.
fn project(folder: &Path, bytes: &[u8], keep_limit: usize) -> PathBuf {
    let corpus = folder.join("corpus");
    std::fs::create_dir(&corpus).unwrap();
    std::fs::write(corpus.join("one.txt"), bytes).unwrap();
    let path = folder.join("p.assay");
    let mut store = Store::create(&path, Some(&Words::new("Ana"))).unwrap();
    importing::run(&Wanted::new(vec![corpus], keep_limit), &Gate::default(), &mut (), &mut store).unwrap();
    store.close().unwrap();
    path
}

fn all<R: Row>(path: &Path) -> Vec<R> {
    let reader = Reader::open(path).unwrap();
    assert_eq!(reader.check().unwrap().findings, []);
    (&reader as &dyn ProjectRead).all::<R>().unwrap()
}

fn document(path: &Path) -> Document {
    all::<Document>(path).pop().unwrap()
}

/// The text the document is read in, and the anchors in it.
fn read(path: &Path) -> (Revision, String, Vec<Anchor>) {
    let now = document(path).revision.unwrap();
    let revision = all::<Revision>(path).into_iter().find(|r| r.id == now).unwrap();
    let text = Reader::open(path).unwrap().text(now, 0..revision.text_bytes).unwrap();
    let anchors = all::<Anchor>(path).into_iter().filter(|a| a.revision == now).collect();
    (revision, text, anchors)
}

fn mark(document: &Document, text: &str, start: usize, end: usize) -> (Id, Vec<Op>) {
    let passage = Passage { id: Id::new(), document: document.id, memo: None };
    let anchor = Anchor {
        id: Id::new(),
        passage: passage.id,
        revision: document.revision.unwrap(),
        start: u32::try_from(start).unwrap(),
        end: u32::try_from(end).unwrap(),
        quote: Words::new(&text[start..end]),
        prefix: Words::default(),
        suffix: Words::default(),
        state: AnchorState::Exact,
        score: None,
    };
    (passage.id, vec![Op::add(passage), Op::add(anchor)])
}

/// The original bytes a stretch of text was decoded from, in an encoding of one byte a character.
fn bytes_of(text: &str, encoding: &str) -> Vec<u8> {
    encoding_rs::Encoding::for_label(encoding.as_bytes()).unwrap().encode(text).0.into_owned()
}

#[test]
fn a_wrong_encoding_is_changed_and_every_passage_keeps_its_words() {
    let right = "Лукашенко заявил:\r\n\"Наше партнёрство не направлено против третьих стран\".\r\n";
    let folder = tempfile::tempdir().unwrap();
    let bytes = bytes_of(right, "koi8-r");
    let path = project(folder.path(), &bytes, importing::KEEP_LIMIT);
    let mut open = Watched::on(&path);
    let record = document(&path);
    // Whatever was detected: begin from what is wrong for sure.
    let first = read(&path).0.encoding;
    if first.raw() != "windows-1251" {
        read_as(&mut open, record.id, "windows-1251").unwrap();
    }
    let (_, wrong, _) = read(&path);
    assert!(!wrong.contains("Лукашенко"));
    let record = document(&path);
    // The same bytes: letters of one byte are two bytes of text in both readings.
    let canonical = right.replace("\r\n", "\n");
    let at = canonical.find("партнёрство").unwrap();
    let (passage, mut ops) = mark(&record, &wrong, at, at + "партнёрство не направлено".len());
    // A brief leaves two words out of it.
    let brief = Brief { id: Id::new(), title: Words::new("Brief") };
    let gap = Struck::new([Span::new(22, 22 + "партнёрство не".len() as u32 - 22).unwrap()]).unwrap();
    let block = Block { passage: Some(passage), struck: Some(gap), ..Block::new(brief.id, BlockKind::Quotation, 1024) };
    ops.extend([Op::add(brief), Op::add(block)]);
    write(&open, Work::Edit(Ticket(1), Edit::new("Mark", ops)));

    let done = read_as(&mut open, record.id, "koi8-r").unwrap();
    assert_eq!((done.encoding.as_str(), done.passages, done.widened, done.whole_again), ("KOI8-R", 1, 0, 0));
    let (revision, text, anchors) = read(&path);
    assert_eq!((revision.encoding.raw(), text.as_str()), ("KOI8-R", canonical.as_str()));
    assert_eq!(anchors.len(), 1);
    assert_eq!(anchors[0].quote.raw(), "партнёрство не направлено");
    assert_eq!(anchors[0].state, AnchorState::Exact);
    assert!(anchors[0].prefix.raw().ends_with("\"Наше "));
    assert!(anchors[0].suffix.raw().starts_with(" против"));
    let struck = all::<Block>(&path)[0].struck.clone().unwrap();
    assert!(struck.fits(&anchors[0].quote));

    // Undo reads it as before; redo as after; and both over a restart.
    write(&open, Work::Undo(Ticket(2)));
    assert_eq!(read(&path).1, wrong);
    drop(open);
    let open = Watched::on(&path);
    write(&open, Work::Redo(Ticket(3)));
    assert_eq!(read(&path).1, canonical);
    assert_eq!(read(&path).2, anchors);
    write(&open, Work::Undo(Ticket(4)));
    drop(open);
    assert_eq!(read(&path).1, wrong);
    let mut open = Watched::on(&path);
    // Once more the other way: a third reading, not one that is there already.
    read_as(&mut open, record.id, "UTF-16LE").unwrap();
    let again = read(&path);
    assert_eq!(again.0.encoding.raw(), "UTF-16LE");
    assert_eq!(again.2.len(), 1);
    let refused = read_as(&mut open, record.id, "utf-16le").unwrap_err();
    assert_eq!(refused.code, "AS-ENC-02");
    let refused = read_as(&mut open, record.id, "windows-9999").unwrap_err();
    assert_eq!(refused.code, "AS-IMP-09");
}

#[test]
fn what_a_brief_leaves_out_is_whole_again_where_it_is_no_part_of_the_new_text() {
    let folder = tempfile::tempdir().unwrap();
    // Three two-byte signs; in windows-1252 six letters.
    let bytes = bytes_of("日本語 text", "shift_jis");
    let path = project(folder.path(), &bytes, importing::KEEP_LIMIT);
    let mut open = Watched::on(&path);
    let record = document(&path);
    if read(&path).0.encoding.raw() != "windows-1252" {
        read_as(&mut open, record.id, "windows-1252").unwrap();
    }
    let (_, wrong, _) = read(&path);
    let record = document(&path);
    let second = wrong.char_indices().nth(1).unwrap().0;
    let third = wrong.char_indices().nth(2).unwrap().0;
    let (passage, mut ops) = mark(&record, &wrong, 0, wrong.len());
    let brief = Brief { id: Id::new(), title: Words::new("Brief") };
    // The second letter alone, which is half of a sign.
    let half = Struck::new([Span::new(second as u32, third as u32).unwrap()]);
    let block =
        Block { passage: Some(passage), struck: half.clone(), ..Block::new(brief.id, BlockKind::Quotation, 1024) };
    ops.extend([Op::add(brief), Op::add(block)]);
    write(&open, Work::Edit(Ticket(1), Edit::new("Mark", ops)));
    let done = read_as(&mut open, record.id, "shift_jis").unwrap();
    assert_eq!((done.passages, done.widened, done.whole_again), (1, 0, 1));
    assert_eq!(all::<Block>(&path)[0].struck, None);
    assert_eq!(read(&path).2[0].quote.raw(), "日本語 text");
    write(&open, Work::Undo(Ticket(2)));
    assert_eq!(all::<Block>(&path)[0].struck, half);
}

#[test]
fn an_original_that_has_gone_is_missed_and_one_that_is_back_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = project(folder.path(), &bytes_of("Привет, мир. Как дела?", "koi8-r"), 0);
    let record = document(&path);
    assert!(!record.kept);
    let mut open = Watched::on(&path);
    let (now, text, _) = read(&path);
    let other = if now.encoding.raw() == "windows-1251" { "koi8-r" } else { "windows-1251" };
    let file = folder.path().join("corpus").join("one.txt");
    let bytes = std::fs::read(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    let fault = read_as(&mut open, record.id, other).unwrap_err();
    assert_eq!(fault.code, "AS-ENC-01");
    assert!(fault.what.contains("one.txt"), "{fault}");
    // Another file in its place is not taken for it.
    std::fs::write(&file, b"something else").unwrap();
    assert_eq!(read_as(&mut open, record.id, other).unwrap_err().code, "AS-ENC-01");
    assert_eq!(read(&path).1, text);
    std::fs::write(&file, bytes).unwrap();
    read_as(&mut open, record.id, other).unwrap();
    assert_ne!(read(&path).1, text);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever the bytes and the encodings, in any order: the project stays sound, every passage has a place, and back in
    /// the first encoding every passage that was never widened has its first words.
    #[test]
    fn passages_survive_any_row_of_encodings(
        text in "[ -~\r\nа-яА-Я日本語ァ-ヴا-ي]{8,120}",
        written in 0_usize..5,
        row in prop::collection::vec(0_usize..5, 1..4),
        cuts in prop::collection::vec((0_usize..400, 1_usize..60), 1..6),
    ) {
        let bytes = if NAMES[written] == "UTF-16LE" {
            text.encode_utf16().flat_map(u16::to_le_bytes).collect()
        } else {
            bytes_of(&text, NAMES[written])
        };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p.assay");
        let mut store = Store::create(&path, None).unwrap();
        let Ok(first) = assay::import::decode(&bytes, Some(NAMES[written])) else { return Ok(()) };
        let decoding = assay::store::Decoding {
            encoding: Words::new(first.encoding),
            decided_by: first.decided_by,
            had_bom: first.had_bom,
            newlines: first.newlines,
            replaced: first.replaced,
        };
        let found = assay::store::FoundAt { file_name: "x".into(), path: "x".into(), modified_ms: None };
        let new = assay::store::NewDocument::prepare(found, bytes, true, &first.text, decoding).unwrap();
        let batch = assay::domain::document::ImportBatch {
            id: Id::new(), label: "x".into(), started_ms: 0, removed_at: None,
        };
        let group = Id::new();
        store.commit(&Edit { label: "x".into(), group: Some(group), ops: vec![Op::add(batch.clone())] }).unwrap();
        store.take(batch.id, group, vec![new]).unwrap();
        store.close().unwrap();

        let record = document(&path);
        let edges: Vec<usize> = first.text.char_indices().map(|(i, _)| i).chain([first.text.len()]).collect();
        let mut ops = Vec::new();
        for (a, b) in cuts {
            let from = a % (edges.len() - 1);
            let to = (from + b).min(edges.len() - 1);
            ops.extend(mark(&record, &first.text, edges[from], edges[to]).1);
        }
        let mut open = Watched::on(&path);
        write(&open, Work::Edit(Ticket(1), Edit::new("Mark", ops)));
        let before = read(&path).2;
        let mut at = first.encoding;
        let mut widened = 0;
        for next in row.into_iter().map(|n| NAMES[n]).chain([NAMES[written]]) {
            if next.eq_ignore_ascii_case(at) {
                continue;
            }
            match read_as(&mut open, record.id, next) {
                Ok(done) => widened += done.widened,
                // Bytes that are a byte order mark alone in this encoding are no text.
                Err(fault) => {
                    prop_assert_eq!(fault.code, "AS-IMP-07");
                    return Ok(());
                }
            }
            at = next;
            let (_, text, anchors) = read(&path);
            prop_assert_eq!(anchors.len(), before.len());
            for anchor in &anchors {
                prop_assert_eq!(text.get(anchor.span().unwrap().index()), Some(anchor.quote.raw()));
            }
        }
        let after = read(&path).2;
        for anchor in &before {
            let now = after.iter().find(|a| a.passage == anchor.passage).unwrap();
            prop_assert!(now.start <= anchor.start && anchor.end <= now.end, "its words are all there");
            if widened == 0 {
                prop_assert_eq!(&now.quote, &anchor.quote);
            }
        }
    }
}
