//! `analyse`: what the program finds in the texts by itself.

use super::arguments::{Arguments, Usage};
use super::{
    End, ach, anatomy, complain, coverage, dates, names, one_line, origins, print, print_json, quotes, read, tensions,
    wordings, words,
};
use crate::analysis::near::clusters::{Cluster, Copy, Why};
use crate::domain::document::Document;
use crate::domain::name::Name;
use crate::domain::{Date, Fault, Id, ProjectRead, Words};
use crate::jobs::copies;
use crate::store::{Reader, Store};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What can be analysed.
const WHAT: [&str; 11] =
    ["duplicates", "words", "hedges", "quotes", "tensions", "origins", "ach", "coverage", "anatomy", "dates", "names"];

pub(super) fn analyse(mut arguments: Arguments) -> Result<(), End> {
    let asked = words::Asked::read(&mut arguments)?;
    let lists = wordings::Own::read(&mut arguments, "--wordings")?;
    let of_dates = wordings::Own::read(&mut arguments, "--dates")?;
    let mut id = |option: &str| -> Result<Option<Id>, End> {
        let Some(text) = arguments.option(option)? else { return Ok(None) };
        let text = text.to_string_lossy();
        Ok(Some(text.parse().map_err(|_odd| Usage(format!("{option} needs an id, not “{text}”")))?))
    };
    let (document, claim, brief) = (id("--document")?, id("--claim")?, id("--brief")?);
    let path = arguments.path("the project")?;
    let what = arguments.text("what to look for")?;
    let json = arguments.json();
    arguments.end()?;
    if what != "words" {
        asked.is_empty()?;
    }
    if !matches!(what.as_str(), "hedges" | "quotes" | "anatomy" | "dates") && document.is_some() {
        return Err(Usage("--document goes with “hedges”, “quotes”, “anatomy” and “dates”".to_owned()).into());
    }
    if brief.is_some() && (what != "quotes" || document.is_some()) {
        return Err(Usage("--brief goes with “quotes”, and without --document".to_owned()).into());
    }
    if what != "origins" && claim.is_some() {
        return Err(Usage("--claim goes with “origins”".to_owned()).into());
    }
    lists.goes_with(&what, &["hedges", "anatomy"])?;
    of_dates.goes_with(&what, &["dates"])?;
    match what.as_str() {
        "duplicates" => duplicates(&path, json),
        "words" => words::words(&path, &asked, json),
        "hedges" => wordings::hedges(&path, document, &lists, json),
        "anatomy" => anatomy::parts(&path, document, &lists, json),
        "quotes" => match brief {
            Some(brief) => quotes::of_brief(&path, brief, json),
            None => quotes::quotes(&path, document, json),
        },
        "tensions" => tensions::tensions(&path, json),
        "origins" => origins::origins(&compared(&path)?, claim, json),
        "ach" => ach::ach(&path, json),
        "coverage" => coverage::coverage(&path, json),
        "dates" => dates::dates(&path, document, &of_dates, json),
        "names" => names::analyse(&path, json),
        _ => Err(Usage(format!("“{what}” cannot be looked for; there is {}", WHAT.join(", "))).into()),
    }
}

/// The project, with what waited to be compared compared where it can be written just now.
fn compared(path: &Path) -> Result<Reader, End> {
    let mut reader = read(path)?;
    if reader.waits_for_sketches()? > 0 {
        let compared = Store::open(path, None).and_then(|mut store| {
            copies::find_all(&mut store)?;
            store.close()
        });
        if compared.is_ok() {
            reader = read(path)?;
        }
    }
    Ok(reader)
}

fn duplicates(path: &Path, json: bool) -> Result<(), End> {
    let reader = compared(path)?;
    let clusters = copies::known(&reader)?;
    let waiting = reader.waits_for_sketches()?;
    let documents: usize = clusters.iter().map(|cluster| cluster.copies.len()).sum();
    let mut shown = Vec::with_capacity(clusters.len());
    for cluster in &clusters {
        let facts = cluster.copies.iter().map(|copy| Facts::of(&reader, copy)).collect::<Result<Vec<_>, _>>()?;
        if json {
            shown.push(as_json(cluster, &facts));
        } else {
            show(cluster, &facts);
        }
    }
    let same = same_bytes(&reader)?;
    if json {
        let same = same.iter().map(|(document, paths)| json!({ "document": document.id, "paths": paths }));
        let same: Vec<Value> = same.collect();
        print_json(&json!({ "clusters": shown, "documents": documents, "same_bytes": same, "waiting": waiting }));
    } else {
        for (document, paths) in &same {
            print(&one_line(&format!("{} files with the same bytes  {}", paths.len(), document.id)));
            paths.iter().for_each(|path| print(&one_line(&format!("  {}", path.raw()))));
        }
    }
    if waiting > 0 {
        complain(&format!("{waiting} texts are not compared yet; copies of them may be missing."));
    }
    match clusters.len() {
        0 if same.is_empty() => {
            complain("There are no copies.");
            Err(End::No)
        }
        0 => {
            complain("No two texts are copies of each other; some files have the same bytes.");
            Ok(())
        }
        1 => {
            complain(&format!("{documents} documents are copies of one text."));
            Ok(())
        }
        n => {
            complain(&format!("{documents} documents are copies of {n} texts."));
            Ok(())
        }
    }
}

/// Documents that were found in several files, with the paths of those that are there still: one document each, since their
/// bytes are the same.
fn same_bytes(reader: &Reader) -> Result<Vec<(Document, Vec<Words>)>, Fault> {
    let project: &dyn ProjectRead = reader;
    let mut paths: BTreeMap<Id, BTreeSet<Words>> = BTreeMap::new();
    for known in reader.known_paths(None)?.into_iter().filter(|known| !known.gone) {
        paths.entry(known.document).or_default().insert(known.path);
    }
    let mut out = Vec::new();
    for (document, paths) in paths.into_iter().filter(|(_, paths)| paths.len() > 1) {
        if let Some(document) = project.get::<Document>(document)? {
            out.push((document, paths.into_iter().collect()));
        }
    }
    Ok(out)
}

/// What is said of a copy.
struct Facts<'c> {
    copy: &'c Copy,
    document: Document,
    outlet: Option<Name>,
}

impl<'c> Facts<'c> {
    fn of(reader: &Reader, copy: &'c Copy) -> Result<Self, Fault> {
        let project: &dyn ProjectRead = reader;
        let document = project.get::<Document>(copy.document)?.ok_or_else(|| gone(copy.document))?;
        let outlet = document.outlet.map(|id| project.get::<Name>(id)).transpose()?.flatten();
        Ok(Self { copy, document, outlet })
    }
}

/// Somebody removed a document between two looks at the project.
fn gone(id: Id) -> Fault {
    Fault::new("AS-CLI-04", format!("The document {id} has just gone."), "Nothing was changed.", "Ask again.")
}

fn reason(why: &Why) -> (&'static str, Option<&Date>) {
    match why {
        Why::Published(date) => ("published", Some(date)),
        Why::Dateline(date) => ("dateline", Some(date)),
        Why::Imported => ("imported", None),
    }
}

/// How alike a copy is to the likely original, in hundredths; `None` when it is a copy of another copy rather.
fn likeness(cluster: &Cluster, copy: &Copy) -> Option<u8> {
    cluster.overlap(cluster.copies.first()?.document, copy.document).map(crate::domain::Overlap::percent)
}

fn as_json(cluster: &Cluster, facts: &[Facts<'_>]) -> Value {
    let document = |f: &Facts<'_>| {
        json!({
            "document": f.document.id,
            "revision": f.document.revision,
            "heading": f.document.heading(),
            "outlet": f.outlet.as_ref().map(|name| &name.words),
            "published": f.document.published,
            "dateline": f.copy.dateline,
            "percent": likeness(cluster, f.copy),
        })
    };
    let (why, date) = reason(&cluster.why);
    json!({
        "original": cluster.copies.first().map(|copy| copy.document),
        "why": why,
        "date": date,
        "same_text": cluster.is_exact(),
        "documents": facts.iter().map(document).collect::<Vec<_>>(),
    })
}

/// One cluster for people.
fn show(cluster: &Cluster, facts: &[Facts<'_>]) {
    let why = match reason(&cluster.why) {
        ("published", Some(date)) => format!("the first was published first, {}", date.shown()),
        (_, Some(date)) => format!("the first is dated first, {}", date.shown()),
        _ => "the first was imported first; no date decides".to_owned(),
    };
    print(&format!("{} copies; {why}", cluster.copies.len()));
    for (n, f) in facts.iter().enumerate() {
        let likeness = match likeness(cluster, f.copy) {
            _ if n == 0 => "original?".to_owned(),
            Some(percent) => format!("{percent} %"),
            None => "by another".to_owned(),
        };
        let outlet = f.outlet.as_ref().map_or("", |name| name.words.raw());
        let date = f.document.published.as_ref().map(Date::shown).unwrap_or_default();
        let line = format!("  {likeness:<10}  {}  {}  {outlet}  {date}", f.document.id, f.document.heading().raw());
        print(one_line(&line).trim_end());
    }
}
