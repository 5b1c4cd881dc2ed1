//! A running import: takes what the threads have done in the order of the walk, writes it in units, and tells what became
//! of each file.

use super::ahead::{Ahead, Step, Task};
use super::file::{FileNews, FileState, Progress, Watch};
use super::gate::Gate;
use super::known::{self, Known};
use super::preparing::Prepared;
use super::{ImportSink, Listed, Remark, Report};
use crate::domain::{Fault, Id, Words};
use crate::import::{self, Ended, Walked};
use crate::jobs::recapturing;
use crate::store::{ImportOutcome, KnownPath, NewDocument, Origin, PathNews, Reader, Root};
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

/// A unit is written when it weighs this many bytes…
const UNIT_BYTES: usize = 4 * 1024 * 1024;
/// …or has this many documents, which takes the writer about 50 ms.
const UNIT_DOCUMENTS: usize = 64;
/// Files that are read ahead of the one that is written next, at most.
const AHEAD: u64 = 16;

/// A file on its way.
struct Coming {
    row: u32,
    file: Listed,
}

pub(super) struct Run<'a> {
    origin: &'a Origin,
    known: &'a Known,
    gate: &'a Gate,
    watch: &'a mut dyn Watch,
    sink: &'a mut dyn ImportSink,
    ahead: Ahead,
    renews: bool,
    /// Found, and not sent to be prepared.
    waiting: VecDeque<Coming>,
    /// Sent, by their place in the order.
    sent: BTreeMap<u64, Coming>,
    /// Prepared before what comes before it.
    early: BTreeMap<u64, Prepared>,
    numbers: (u64, u64),
    walked: Option<Walked>,
    unit: Vec<(u32, NewDocument)>,
    weight: usize,
    paths: Vec<PathNews>,
    reader: Option<Reader>,
    rows: u32,
    remarks: HashMap<Words, String>,
    now: Progress,
    report: Report,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        origin: &'a Origin,
        known: &'a Known,
        gate: &'a Gate,
        watch: &'a mut dyn Watch,
        sink: &'a mut dyn ImportSink,
        ahead: Ahead,
        renews: bool,
    ) -> Self {
        Self {
            origin,
            known,
            gate,
            watch,
            sink,
            ahead,
            renews,
            waiting: VecDeque::new(),
            sent: BTreeMap::new(),
            early: BTreeMap::new(),
            numbers: (0, 0),
            walked: None,
            unit: Vec::new(),
            weight: 0,
            paths: Vec::new(),
            reader: None,
            rows: 0,
            remarks: HashMap::new(),
            now: Progress::default(),
            report: Report::default(),
        }
    }

    /// Runs to the end, or until somebody stops it.
    pub(super) fn carry_out(mut self, paths: Vec<PathNews>) -> Result<Report, Fault> {
        let done = self.all(paths);
        if done.is_err() {
            // Whatever is on its way is not waited for longer than the file in hand.
            self.gate.stop();
        }
        done.map(|()| self.report)
    }

    fn all(&mut self, paths: Vec<PathNews>) -> Result<(), Fault> {
        self.where_they_lie(paths)?;
        loop {
            let held = self.gate.is_held();
            if self.gate.is_stopped() {
                self.waiting.clear();
            }
            while !held && self.sent.len() < usize::try_from(AHEAD).unwrap_or(usize::MAX) && self.send_next() {}
            let idle = self.sent.is_empty() && (held || self.waiting.is_empty());
            if held != self.now.held || idle {
                // What was taken is safe before anybody waits.
                self.flush()?;
                self.now.held = held;
                self.watch.progress(&self.now);
            }
            if idle && !held && self.walked.is_some() && self.waiting.is_empty() {
                break;
            }
            match self.ahead.next() {
                Ok(Some(step)) => self.step(step)?,
                Ok(None) => {}
                // Every thread has ended.
                Err(()) => break,
            }
        }
        self.flush()?;
        self.flush_paths()?;
        let walked = self.walked.unwrap_or(Walked { files: 0, not_taken: 0, hidden: 0, ended: Ended::Cancelled });
        self.report.hidden = walked.hidden;
        self.report.cancelled = walked.ended == Ended::Cancelled || self.gate.is_stopped();
        if walked.ended == Ended::TooMany {
            let what = format!("more than {} files; the rest was not looked at", import::MAX_FILES);
            self.report.not_taken.push(Remark { path: Words::default(), what });
        }
        self.watch.progress(&self.now);
        Ok(())
    }

    /// What became of files that need no reading.
    fn where_they_lie(&mut self, paths: Vec<PathNews>) -> Result<(), Fault> {
        for news in &paths {
            match news {
                PathNews::Moved { .. } => self.report.moved += 1,
                PathNews::Gone { .. } => self.report.gone += 1,
                PathNews::Here { .. } => {}
            }
        }
        self.paths = paths;
        self.flush_paths()
    }

    fn flush_paths(&mut self) -> Result<(), Fault> {
        let mut paths = std::mem::take(&mut self.paths);
        while !paths.is_empty() {
            let rest = paths.split_off(paths.len().min(UNIT_DOCUMENTS * 16));
            self.sink.note_paths(self.origin.batch, self.origin.group, std::mem::replace(&mut paths, rest))?;
        }
        Ok(())
    }

    fn step(&mut self, step: Step) -> Result<(), Fault> {
        match step {
            Step::File(file) => {
                let row = self.row(file.relative.clone(), FileState::Waiting, None, None);
                self.now.found += 1;
                self.now.bytes_found += file.stamp.bytes;
                let place = self.root(file.root).map(|root| known::place(root, file.relative.raw()));
                // A rescan names what it wants read; an import that is gone on with leaves out what it has.
                let same = place.filter(|_| !self.renews).and_then(|place| self.known.same(&place, file.stamp));
                match same {
                    Some(document) => {
                        self.report.already_here += 1;
                        self.done(file.stamp.bytes);
                        self.tell(row, FileState::AlreadyHere, Some(document), None);
                    }
                    None => self.waiting.push_back(Coming { row, file }),
                }
            }
            Step::NotTaken { relative, reason } => {
                let what = reason.to_string();
                self.row(relative.clone(), FileState::NotTaken, None, Some(what.clone()));
                self.now.not_taken += 1;
                self.report.not_taken.push(Remark { path: relative, what });
            }
            Step::Walked(walked) => {
                self.walked = Some(walked);
                self.now.walked = true;
            }
            Step::Begun(number) => {
                if let Some(coming) = self.sent.get(&number) {
                    self.now.at = coming.file.relative.clone();
                    let row = coming.row;
                    self.tell(row, FileState::Reading, None, None);
                }
            }
            Step::Ready(number, prepared) => {
                self.early.insert(number, prepared);
                while let Some(prepared) = self.early.remove(&self.numbers.1) {
                    let number = self.numbers.1;
                    self.numbers.1 += 1;
                    if let Some(coming) = self.sent.remove(&number) {
                        self.take(&coming, prepared)?;
                    }
                }
            }
        }
        self.watch.progress(&self.now);
        Ok(())
    }

    fn root(&self, root: u32) -> Option<&'a Root> {
        self.origin.roots.get(usize::try_from(root).ok()?)
    }

    fn send_next(&mut self) -> bool {
        let Some(coming) = self.waiting.pop_front() else { return false };
        let number = self.numbers.0;
        self.numbers.0 += 1;
        self.ahead.send(Task { number, file: coming.file.clone() });
        self.sent.insert(number, coming);
        true
    }

    fn done(&mut self, bytes: u64) {
        self.now.done += 1;
        self.now.bytes_done += bytes;
    }

    fn row(&mut self, path: Words, state: FileState, document: Option<Id>, why: Option<String>) -> u32 {
        let number = self.rows;
        self.rows += 1;
        self.watch.file(FileNews { number, path: Some(path), state, document, why });
        number
    }

    fn tell(&mut self, number: u32, state: FileState, document: Option<Id>, why: Option<String>) {
        self.watch.file(FileNews { number, path: None, state, document, why });
    }

    /// Takes what came of a file. All of it is written together, so that what is here of a file is whole.
    fn take(&mut self, coming: &Coming, prepared: Prepared) -> Result<(), Fault> {
        let own = &coming.file.relative;
        self.done(coming.file.stamp.bytes);
        if self.gate.is_stopped() && prepared.documents.is_empty() && prepared.not_taken.is_empty() {
            // Its parser was stopped; it waits for whoever goes on.
            self.tell(coming.row, FileState::Waiting, None, None);
            return Ok(());
        }
        self.now.read += u64::from(prepared.read);
        self.now.bytes_read += if prepared.read { coming.file.stamp.bytes } else { 0 };
        self.now.not_taken += prepared.not_taken.len() as u64;
        let is_archive = prepared.read && prepared.documents.first().is_some_and(|first| first.path() != own);
        for remark in &prepared.not_taken {
            let why = Some(remark.what.clone());
            if remark.path == *own {
                self.tell(coming.row, FileState::NotTaken, None, why);
            } else {
                self.row(remark.path.clone(), FileState::NotTaken, None, why);
            }
        }
        if is_archive || (prepared.documents.is_empty() && prepared.not_taken.iter().all(|r| r.path != *own)) {
            let why = format!("an archive; files in it that were taken: {}", prepared.documents.len());
            self.tell(coming.row, FileState::Opened, None, Some(why));
        }
        self.remarks.extend(prepared.warnings.iter().map(|remark| (remark.path.clone(), remark.what.clone())));
        let produced: HashSet<Words> = prepared.documents.iter().map(|new| new.path().clone()).collect();
        let is_whole = prepared.documents.first().is_some_and(NewDocument::has_text) || is_archive;
        self.report.not_taken.extend(prepared.not_taken);
        self.report.warnings.extend(prepared.warnings);
        let mut texts: HashMap<Words, String> = prepared.texts.into_iter().collect();
        let mut documents = prepared.documents.into_iter().peekable();
        while let Some(new) = documents.next() {
            let new = if documents.peek().is_some() { new.with_next() } else { new };
            let row = if new.path() == own {
                coming.row
            } else {
                self.row(new.path().clone(), FileState::Reading, None, None)
            };
            let known = self.renewed(&coming.file, &new);
            match known {
                Some(known) if !self.known.has_bytes(new.sha256()) => {
                    let text = texts.remove(new.path());
                    self.renew(row, known, new, text)?;
                }
                Some(known) => {
                    // The bytes of another document lie there now.
                    self.paths.push(PathNews::Gone { id: known.id, at_ms: now_ms() });
                    self.report.gone += 1;
                    self.put(row, new);
                }
                None => self.put(row, new),
            }
        }
        if self.renews && is_whole {
            self.no_longer_inside(&coming.file, &produced);
        }
        if self.weight >= UNIT_BYTES || self.unit.len() >= UNIT_DOCUMENTS {
            self.flush()?;
        }
        Ok(())
    }

    fn put(&mut self, row: u32, new: NewDocument) {
        self.weight += new.weight();
        self.unit.push((row, new.in_turn()));
    }

    /// What is known at the place of a new document, when it has other bytes there.
    fn renewed(&self, file: &Listed, new: &NewDocument) -> Option<KnownPath> {
        let root = self.root(file.root).filter(|_| self.renews)?;
        let here = self.known.at(&known::place(root, new.path().raw()));
        here.last().filter(|known| here.iter().all(|k| k.sha256 != new.sha256()) && !known.gone).cloned()
    }

    fn renew(&mut self, row: u32, known: KnownPath, new: NewDocument, text: Option<String>) -> Result<(), Fault> {
        // Parts refer to the whole they lie in, which comes first.
        self.flush()?;
        let path = new.path().clone();
        let (Some(text), true) = (text, new.has_text()) else {
            let why = new.trouble().map(|why| why.raw().to_owned()).unwrap_or_default();
            let what = format!("its new bytes give no text, and the document is read as before. {why}");
            self.tell(row, FileState::NotTaken, Some(known.document), Some(what.clone()));
            self.report.not_taken.push(Remark { path, what });
            return Ok(());
        };
        if self.reader.is_none() {
            self.reader = Some(self.sink.reader()?);
        }
        let Some(reader) = &self.reader else { return Ok(()) };
        let (group, sink) = (self.origin.group, &mut *self.sink);
        let done = recapturing::take(reader, new, &text, &known, &mut |recapture| sink.recapture(group, recapture))?;
        let Some(done) = done else { return Ok(()) };
        let why = (done.lost > 0).then(|| match done.lost {
            1 => "one passage lost its place".to_owned(),
            n => format!("{n} passages lost their places"),
        });
        self.tell(row, FileState::NewVersion, Some(done.document), why);
        self.report.new_versions.push(done);
        Ok(())
    }

    /// What lay in a file and no longer does is gone.
    fn no_longer_inside(&mut self, file: &Listed, produced: &HashSet<Words>) {
        let Some(root) = self.root(file.root) else { return };
        let produced: HashSet<String> = produced.iter().map(|path| known::place(root, path.raw())).collect();
        for (place, known) in self.known.inside(&known::place(root, file.relative.raw())) {
            for known in known.iter().filter(|known| !known.gone && !produced.contains(place)) {
                self.paths.push(PathNews::Gone { id: known.id, at_ms: now_ms() });
                self.report.gone += 1;
            }
        }
    }

    fn flush(&mut self) -> Result<(), Fault> {
        if self.unit.is_empty() {
            return Ok(());
        }
        self.weight = 0;
        let (rows, unit): (Vec<_>, Vec<_>) = std::mem::take(&mut self.unit)
            .into_iter()
            .map(|(row, new)| ((row, new.path().clone(), new.has_text()), new))
            .unzip();
        let troubles: Vec<Option<String>> =
            unit.iter().map(|new| new.trouble().map(|why| why.raw().to_owned())).collect();
        let outcomes = self.sink.take(self.origin.batch, self.origin.group, unit)?;
        for (((row, path, has_text), trouble), outcome) in rows.into_iter().zip(troubles).zip(outcomes) {
            let taken = if has_text { FileState::Taken } else { FileState::NoText };
            let why = trouble.or_else(|| self.remarks.get(&path).cloned());
            let (state, document) = match outcome {
                ImportOutcome::Added(id) => {
                    self.report.added.push(id);
                    self.report.without_text += u64::from(!has_text);
                    (taken, id)
                }
                ImportOutcome::BroughtBack(id) => {
                    self.report.brought_back += 1;
                    (taken, id)
                }
                ImportOutcome::AlreadyHere(id) => {
                    self.report.already_here += 1;
                    (FileState::AlreadyHere, id)
                }
                ImportOutcome::SecondPath(id) => {
                    self.report.second_paths.push((path, id));
                    (FileState::AlreadyHere, id)
                }
            };
            self.tell(row, state, Some(document), why);
        }
        self.remarks.clear();
        self.now.written = self.report.added.len() as u64;
        self.watch.progress(&self.now);
        Ok(())
    }
}

fn now_ms() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}
