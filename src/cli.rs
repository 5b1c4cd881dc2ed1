//! The command line: the same work as in the window, without one. Results go to standard output, messages to standard
//! error. Exit codes: 0 done, 1 the answer is “no” or a part failed, 2 wrong use, 3 the project cannot be opened.

mod ach;
mod analyse;
mod anatomy;
mod arguments;
mod coverage;
mod dates;
mod found;
mod keeping;
mod listing;
mod names;
mod origins;
mod quotes;
mod search;
mod taking;
mod tensions;
mod wordings;
mod words;

use crate::analysis::graph::Shown;
use crate::analysis::matrix::{Columns, Rows};
use crate::analysis::timeline::Lanes;
use crate::domain::query::QueryError;
use crate::domain::{Fault, Id, ProjectRead, Words};
use crate::export::{Format, Product, Scope};
use crate::jobs::batch::{Batch, BatchError};
use crate::jobs::copies::Copies;
use crate::jobs::{exporting, worker};
use crate::store::{ExportRecord, HasText, Reader, Store, StoreError};
use arguments::{Arguments, Usage};
use serde_json::{Value, json};
use std::ffi::OsString;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const HELP: &str = "\
assay: a workbench for weighing what documents say

  assay [PROJECT]                        the window
  assay new PROJECT [--corpus DIR]       make a project; import a folder
  assay add PROJECT PATH...              import files and folders
  assay rescan PROJECT                   look again where the documents came from, and take in what is new, changed,
                                         moved or gone; with --dry-run only say what
  assay list PROJECT KIND                documents sources names tags passages claims links judgements wanted briefs searches sets filters
                                         ownerships different_names declined hypotheses ach_items ach_cells assumptions
                                         indicators looked edits
  assay show PROJECT ID                  one record whole
  assay text PROJECT ID                  a document's canonical text
  assay apply PROJECT FILE.jsonl         a batch of edits, all or nothing; - reads standard input
  assay undo PROJECT | redo PROJECT      one step back or forward
  assay search PROJECT QUERY             documents with these words or /a regular expression/, and the lines they stand in [--limit N] [--context N] [--facets]
  assay analyse PROJECT duplicates       copies of one text, each with its likely original
  assay analyse PROJECT words            how often each word is used; with --of WORD what stands beside it and in which
                                         documents; with --search QUERY what sets the documents it finds apart
                                         [--limit N] [--stop-words]
  assay analyse PROJECT hedges           wordings that show how sure a text is and whom it has its words from [--document ID]
                                         [--wordings FILE], lists of your own in place of those that come with Assay
  assay analyse PROJECT quotes           what each quotation is to the texts that are held: verbatim, shortened, altered,
                                         reported speech or narration there, somebody else's, not held, held in
                                         translation only [--document ID], or those of a brief [--brief ID]
  assay analyse PROJECT tensions         pairs of claims that may agree or clash, what they may be to each other, and why
  assay analyse PROJECT origins          where the reports on each claim come from, step by step over chains, copies, outlets
                                         and owners, and whether two of them are independent [--claim ID]
  assay analyse PROJECT ach              competing hypotheses: how much speaks against each, what tells them apart, on which
                                         items and sources the order rests
  assay analyse PROJECT coverage         what was read how far, what was looked for and not found where, what nobody read
  assay analyse PROJECT anatomy          the parts of each text (headline, dateline, citations, excerpts, notes), where they
                                         do not fit each other, and what it rests on that is not held [--document ID]
                                         [--wordings FILE]
  assay analyse PROJECT dates            expressions of time, and the dates they come to by the document's date, with the
                                         reason [--document ID] [--dates FILE], words of your own in place of those that
                                         come with Assay
  assay analyse PROJECT names            which names may be one, why, and what speaks against it; where the texts have each
  assay export PROJECT FORMAT -o OUT     docx, html or md: a brief, or the annotation report [--brief ID] [--report]
  assay export PROJECT csv --search QUERY -o OUT
                                         every place that is found, as a table
  assay export PROJECT svg|png|csv --timeline -o OUT
                                         claims in time [--lanes speaker|outlet|tag]
  assay export PROJECT svg|png|csv --matrix -o OUT
                                         who says what, and who is silent [--rows matter|name|tag] [--columns outlet|speaker]
  assay export PROJECT svg|png|csv --graph -o OUT
                                         claims, who says them, what links them; csv: a row a tie, as Gephi reads edges
                                         [--documents] [--mentions]
  assay export PROJECT csv --ach -o OUT  hypotheses against claims, with weights, order and what it rests on
  assay snapshots PROJECT                earlier states that were kept, newest first
  assay restore PROJECT [--snapshot N] -o NEW
                                         a snapshot as a new project; without N the newest that is sound
  assay check PROJECT                    file, references, history, passages, texts, originals

Every verb takes --json. Verbs that write take --author NAME. new and add take --by-reference:
originals stay where they are and only their text is kept; and --jobs N: so many files are read at once.
Exit codes: 0 done, 1 the answer is no or a part failed, 2 wrong use, 3 the project cannot be opened.
";

/// How a verb ended when it did not do what was asked.
enum End {
    Wrong(Usage),
    /// A question to search that is not understood.
    NotUnderstood(String, QueryError),
    CannotOpen(Fault),
    Failed(Fault),
    /// The answer is “no”, and has been given.
    No,
}

impl From<Usage> for End {
    fn from(usage: Usage) -> Self {
        Self::Wrong(usage)
    }
}

impl From<Fault> for End {
    fn from(fault: Fault) -> Self {
        Self::Failed(fault)
    }
}

impl From<StoreError> for End {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<BatchError> for End {
    fn from(error: BatchError) -> Self {
        Self::Failed(error.into())
    }
}

const VERBS: &[&str] = &[
    "new",
    "add",
    "rescan",
    "list",
    "show",
    "text",
    "apply",
    "undo",
    "redo",
    "search",
    "analyse",
    "export",
    "snapshots",
    "restore",
    "check",
    "help",
    "--help",
    "-h",
    "--version",
];

/// Runs the program with its arguments (without the program's own name).
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    let verb = arguments.first().and_then(|a| a.to_str()).unwrap_or_default().to_owned();
    if verb == worker::WORKER {
        return worker::run();
    }
    if !VERBS.contains(&verb.as_str()) {
        return match crate::shell::run(arguments.first().map(PathBuf::from)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(fault) => tell(&fault, false, 1),
        };
    }
    let arguments = Arguments::new(arguments.into_iter().skip(1).collect());
    let json = arguments.json();
    match perform(&verb, arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(End::No) => ExitCode::from(1),
        Err(End::Wrong(usage)) => {
            complain(&format!("{}\nassay help lists what can be asked for.", one_line(&usage.to_string())));
            ExitCode::from(2)
        }
        Err(End::NotUnderstood(question, error)) => {
            search::point_at(&question, &error, json);
            ExitCode::from(2)
        }
        Err(End::Failed(fault)) => tell(&fault, json, 1),
        Err(End::CannotOpen(fault)) => tell(&fault, json, 3),
    }
}

fn tell(fault: &Fault, json: bool, code: u8) -> ExitCode {
    if json {
        print_json(&json!({ "error": fault }));
    }
    complain(&one_line(&fault.to_string()));
    ExitCode::from(code)
}

fn perform(verb: &str, arguments: Arguments) -> Result<(), End> {
    match verb {
        "new" => new(arguments),
        "add" => taking::add(arguments),
        "rescan" => taking::rescan(arguments),
        "list" => list(arguments),
        "show" => show(arguments),
        "text" => text(arguments),
        "apply" => apply(arguments),
        "undo" | "redo" => step(verb, arguments),
        "search" => search::search(arguments),
        "analyse" => analyse::analyse(arguments),
        "export" => export(arguments),
        "snapshots" => keeping::snapshots(arguments),
        "restore" => keeping::restore(arguments),
        "check" => check(arguments),
        "--version" => {
            print(concat!("assay ", env!("CARGO_PKG_VERSION")));
            arguments.end().map_err(End::from)
        }
        _ => {
            print(HELP.trim_end());
            Ok(())
        }
    }
}

fn open(path: &Path, author: Option<&Words>) -> Result<Store, End> {
    let mut store = Store::open(path, author).map_err(|e| End::CannotOpen(e.into()))?;
    store.keep_before_risk();
    Ok(store)
}

fn read(path: &Path) -> Result<Reader, End> {
    let reader = Reader::open(path).map_err(|e| End::CannotOpen(e.into()))?;
    if reader.is_broken_off() {
        complain(crate::say::keep::BROKEN_OFF);
    }
    Ok(reader)
}

fn new(mut arguments: Arguments) -> Result<(), End> {
    let author = arguments.author()?;
    let corpus = arguments.option("--corpus")?.map(PathBuf::from);
    let how = taking::How::read(&mut arguments)?;
    let path = arguments.path("a path for the new project")?;
    let json = arguments.json();
    arguments.end()?;
    let mut store = Store::create(&path, author.as_ref()).map_err(|e| End::CannotOpen(e.into()))?;
    let done = match corpus {
        Some(corpus) => taking::import(&mut store, vec![corpus], how, json),
        None => {
            if json {
                print_json(&json!({ "project": path.to_string_lossy() }));
            } else {
                complain(&format!("Made {}.", one_line(&path.to_string_lossy())));
            }
            Ok(())
        }
    };
    finish(store, done)
}

/// Closes the project after a verb. When only the closing fails, what was asked for is done and durable all the same,
/// and that is said.
fn finish(mut store: Store, done: Result<(), End>) -> Result<(), End> {
    keeping::by_the_rule(&store);
    let mut copies = Copies::default();
    if let Err(error) = copies.index_all(&mut store) {
        // The index is made of what is safe; the next verb that writes, or a search, makes it.
        complain(&one_line(&format!("The search index was not brought up to date: {error}.")));
    } else if let Err(error) = copies.find_all(&mut store) {
        complain(&one_line(&format!("Copies were not looked for: {error}.")));
    }
    let closed = store.close();
    done?;
    closed.map_err(|error| {
        let safe = "What was asked for is done and saved; only the project was not closed tidily, which the next opening mends.";
        End::Failed(Fault { safe: safe.to_owned(), ..Fault::from(error) })
    })
}

fn list(mut arguments: Arguments) -> Result<(), End> {
    let path = arguments.path("the project")?;
    let kind = arguments.text("a kind of record to list")?;
    let json = arguments.json();
    arguments.end()?;
    let reader = read(&path)?;
    let Some(lines) = listing::list(&reader, &kind)? else {
        return Err(Usage(format!("there is no kind “{kind}” to list; there are {}", listing::KINDS.join(", "))).into());
    };
    for line in lines {
        if json {
            print_json(&line);
        } else {
            print(&listing::readable(&line));
        }
    }
    Ok(())
}

fn show(mut arguments: Arguments) -> Result<(), End> {
    let path = arguments.path("the project")?;
    let id = arguments.id()?;
    let json = arguments.json();
    arguments.end()?;
    let reader = read(&path)?;
    let Some(mut found) = listing::show(&reader, id)? else { return Err(not_here(id)) };
    if let Some((revision, bytes)) = listing::revision_of(&reader, id)?
        && let Some(structure) = reader.structure(revision, bytes)?
        && let Some(found) = found.as_object_mut()
    {
        found.insert("elsewhere".to_owned(), json!(structure.elsewhere));
        found.insert("elsewhere_more".to_owned(), json!(structure.more_elsewhere()));
    }
    if json {
        print_json(&found);
    } else {
        print(&escaped(&format!("{found:#}")));
    }
    Ok(())
}

/// The texts an analysis looks at: those of all documents that are shown, or of the one that is named.
fn texts_of(reader: &Reader, document: Option<Id>) -> Result<Vec<HasText>, End> {
    let Some(document) = document else { return Ok(reader.texts()?) };
    reader.text_of(document)?.map(|text| vec![text]).ok_or_else(|| not_here(document))
}

fn not_here(id: Id) -> End {
    End::Failed(Fault::new(
        "AS-CLI-01",
        format!("There is nothing with the id {id}."),
        "Nothing was changed.",
        "List what there is with `assay list PROJECT KIND`.",
    ))
}

fn text(mut arguments: Arguments) -> Result<(), End> {
    let path = arguments.path("the project")?;
    let id = arguments.id()?;
    let json = arguments.json();
    arguments.end()?;
    let reader = read(&path)?;
    let Some((revision, bytes)) = listing::revision_of(&reader, id)? else { return Err(not_here(id)) };
    let text = reader.text(revision, 0..bytes)?;
    if json {
        print_json(&json!({ "document": id, "revision": revision, "text": text }));
        return Ok(());
    }
    // The text itself, to the byte: it may be compared or hashed.
    write_out(text.as_bytes());
    Ok(())
}

fn apply(mut arguments: Arguments) -> Result<(), End> {
    let author = arguments.author()?;
    let path = arguments.path("the project")?;
    let file = arguments.path("a file of JSON lines, or -")?;
    arguments.end()?;
    let mut lines = String::new();
    let read = if file.as_os_str() == "-" {
        std::io::stdin().read_to_string(&mut lines).map(|_| ())
    } else {
        std::fs::read_to_string(&file).map(|text| lines = text)
    };
    if let Err(error) = read {
        return Err(End::Failed(
            Fault::new(
                "AS-CLI-02",
                format!("The batch {} cannot be read.", file.display()),
                "Nothing was changed.",
                "Check the path, and that the file is UTF-8 text.",
            )
            .caused_by(&error),
        ));
    }
    let mut store = open(&path, author.as_ref())?;
    let applied = apply_batch(&mut store, &lines);
    // The answer is given only when the edit is durable; closing comes after and cannot take it back.
    if let Ok(refs) = &applied {
        print_json(refs);
    }
    finish(store, applied.map(|_| ()))
}

fn apply_batch(store: &mut Store, lines: &str) -> Result<Value, End> {
    let reader = store.reader()?;
    let batch = Batch::read(lines, &reader)?;
    drop(reader);
    match store.commit(&batch.edit) {
        Ok(_) => Ok(json!(batch.refs)),
        Err(StoreError::Operation { index, why }) => Err(BatchError::Line { line: batch.line(index), why }.into()),
        Err(other) => Err(other.into()),
    }
}

fn step(verb: &str, mut arguments: Arguments) -> Result<(), End> {
    let author = arguments.author()?;
    let path = arguments.path("the project")?;
    let json = arguments.json();
    arguments.end()?;
    let mut store = open(&path, author.as_ref())?;
    let done = if verb == "undo" { store.undo() } else { store.redo() };
    let said = done.map(|committed| {
        if json {
            print_json(&json!({ "seq": committed.seq, "label": committed.label }));
        } else {
            print(&one_line(committed.label.raw()));
        }
    });
    finish(store, said.map_err(End::from))
}

fn export(mut arguments: Arguments) -> Result<(), End> {
    let author = arguments.author()?;
    let out = arguments.option("-o")?.map(PathBuf::from);
    let brief = arguments.option("--brief")?;
    let report = arguments.flag("--report");
    let picture = picture(&mut arguments)?;
    let question = arguments.option("--search")?.map(|text| text.to_string_lossy().into_owned());
    let path = arguments.path("the project")?;
    let ach = arguments.flag("--ach");
    let format = arguments.text("a format: docx, html, md, csv, svg or png")?;
    let json = arguments.json();
    arguments.end()?;
    let out = out.ok_or_else(|| Usage("say where to write with -o OUT".to_owned()))?;
    if (ach || picture.is_some()) && (question.is_some() || brief.is_some() || report || ach && picture.is_some()) {
        return Err(Usage("--timeline, --matrix, --graph and --ach are products of their own".to_owned()).into());
    }
    if ach {
        if format != "csv" {
            return Err(Usage("--ach is written as csv".to_owned()).into());
        }
        let reader = read(&path)?;
        let made = crate::jobs::hypotheses::export(&reader, &out)?;
        drop(reader);
        return exported(&path, author.as_ref(), &out, &made, json);
    }
    if picture.is_none() && (format == "csv" || question.is_some()) {
        let question = question.filter(|_| format == "csv");
        let question = question.ok_or_else(|| {
            Usage("csv is for --search QUERY, --timeline, --matrix, --graph or --ach, and --search for csv".to_owned())
        })?;
        let (reader, made) = search::export(&path, question, &out)?;
        drop(reader);
        return exported(&path, author.as_ref(), &out, &made, json);
    }
    let format: Format = format.parse().map_err(Usage)?;
    let reader = read(&path)?;
    let product = match (picture, brief) {
        (Some(picture), _) => picture,
        (None, Some(text)) => {
            let text = text.to_string_lossy().into_owned();
            Product::Brief(text.parse().map_err(|_odd| Usage(format!("“{text}” is not the id of a brief")))?)
        }
        (None, None) if report => Product::Report(crate::export::Report::default()),
        (None, None) => listing::only_product(&reader)?.map_err(Usage)?,
    };
    let made = exporting::make(&reader, &product, format, &out)?;
    drop(reader);
    exported(&path, author.as_ref(), &out, &made, json)
}

/// The timeline, the matrix or the graph, when one is asked for.
fn picture(arguments: &mut Arguments) -> Result<Option<Product>, Usage> {
    let (timeline, matrix) = (arguments.flag("--timeline"), arguments.flag("--matrix"));
    let graph = arguments.flag("--graph");
    let (documents, mentions) = (arguments.flag("--documents"), arguments.flag("--mentions"));
    let mut chosen = |name: &str| -> Result<Option<String>, Usage> {
        Ok(arguments.option(name)?.map(|text| text.to_string_lossy().into_owned()))
    };
    let (lanes, rows, columns) = (chosen("--lanes")?, chosen("--rows")?, chosen("--columns")?);
    let misplaced = |name: &str, of: &str| Err(Usage(format!("{name} belongs to {of}")));
    match (timeline, matrix) {
        (true, true) => Err(Usage("--timeline, --matrix or --graph, one at a time".to_owned())),
        (true, _) | (_, true) if graph => Err(Usage("--timeline, --matrix or --graph, one at a time".to_owned())),
        _ if (documents || mentions) && !graph => misplaced("--documents and --mentions", "--graph"),
        (true, false) if rows.is_some() || columns.is_some() => misplaced("--rows and --columns", "--matrix"),
        (false, _) if lanes.is_some() => misplaced("--lanes", "--timeline"),
        (false, false) if rows.is_some() || columns.is_some() => misplaced("--rows and --columns", "--matrix"),
        (true, false) => {
            let lanes = lanes.map_or(Ok(Lanes::Speaker), |text| text.parse().map_err(Usage))?;
            Ok(Some(Product::Timeline { lanes, scope: Scope::default() }))
        }
        (false, true) => {
            let rows = rows.map_or(Ok(Rows::Matter), |text| text.parse().map_err(Usage))?;
            let columns = columns.map_or(Ok(Columns::Outlet), |text| text.parse().map_err(Usage))?;
            Ok(Some(Product::Matrix { rows, columns, scope: Scope::default() }))
        }
        (false, false) if graph => {
            let shown = Shown { documents, mentions, ..Shown::default() };
            Ok(Some(Product::Graph { shown, scope: Scope::default() }))
        }
        (false, false) => Ok(None),
    }
}

/// Records an export that was made, and says so.
fn exported(path: &Path, author: Option<&Words>, out: &Path, made: &ExportRecord, json: bool) -> Result<(), End> {
    // A project that a window holds open can be exported all the same; only the record of it is missing then.
    let record = |store: Store| store.record_export(made).and_then(|()| store.close());
    let recorded = match Store::open(path, author).and_then(record) {
        Ok(()) => true,
        Err(error) => {
            complain(&one_line(&format!("The export was made but is not recorded in the project: {error}.")));
            false
        }
    };
    if json {
        print_json(&json!({
            "file": out.to_string_lossy(),
            "sha256": made.sha256,
            "head": made.head,
            "recorded": recorded,
        }));
    } else {
        complain(&format!("Wrote {}.", one_line(&out.to_string_lossy())));
    }
    Ok(())
}

fn check(mut arguments: Arguments) -> Result<(), End> {
    let path = arguments.path("the project")?;
    let json = arguments.json();
    arguments.end()?;
    let report = read(&path)?.check()?;
    if json {
        print_json(&json!(report));
    } else {
        print(&format!(
            "{} edits, {} rows, {} passages, {} texts and originals checked: {}",
            report.edits,
            report.rows,
            report.anchors,
            report.bodies,
            match report.findings.len() {
                0 => "all is well".to_owned(),
                n => format!("{n} found wrong"),
            }
        ));
        for finding in &report.findings {
            // SQLite says what it finds on lines of their own.
            print(&one_line(&format!("{}: {}", finding.check, finding.what.trim().replace('\n', "; "))));
        }
    }
    if report.findings.is_empty() { Ok(()) } else { Err(End::No) }
}

/// Characters that steer a terminal, or turn the direction of what stands beside them.
fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What steers made visible, so that a file's name or a document's words do nothing to the terminal. Line ends and tabs
/// stay.
fn escaped(text: &str) -> String {
    let shown = |c| if steers(c) && c != '\n' && c != '\t' { c.escape_unicode().to_string() } else { c.to_string() };
    text.chars().map(shown).collect()
}

/// As [`escaped`], and no line end in a name can begin a line that looks like one of ours.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if steers(c) { c.escape_unicode().to_string() } else { c.to_string() }).collect()
}

/// Prints a value as one line of JSON. What JSON leaves raw inside its texts and a terminal would obey is escaped too.
fn print_json(value: &Value) {
    let mut line = String::new();
    for c in value.to_string().chars() {
        if steers(c) {
            line.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            line.push(c);
        }
    }
    print(&line);
}

fn print(line: &str) {
    write_out(format!("{line}\n").as_bytes());
}

fn write_out(bytes: &[u8]) {
    let mut out = std::io::stdout().lock();
    // Whoever closed the pipe does not want the rest.
    drop(out.write_all(bytes).and_then(|()| out.flush()));
}

/// Says something on standard error.
fn complain(line: &str) {
    drop(writeln!(std::io::stderr().lock(), "{line}"));
}
