//! `analyse quotes`: what the quotations of the texts, or of a brief, are to the texts that are held.

use super::search::indexed;
use super::{End, complain, not_here, one_line, print, print_json, texts_of};
use crate::analysis::quotation::Class;
use crate::domain::brief::Brief;
use crate::domain::document::Document;
use crate::domain::{Id, ProjectRead, language};
use crate::jobs::quoting::{Checked, Placed, check, check_brief};
use crate::store::Reader;
use serde_json::{Value, json};
use std::path::Path;

/// How much of a quotation and of a place is shown to people, in characters.
const SHOWN: usize = 160;

pub(super) fn quotes(path: &Path, document: Option<Id>, json: bool) -> Result<(), End> {
    let reader = indexed(path)?;
    let texts = texts_of(&reader, document)?;
    let (mut all, mut verbatim) = (0_u64, 0_u64);
    let mut failed = Ok(());
    for text in &texts {
        let mut first = true;
        check(&reader, text, &mut |checked| {
            all += 1;
            verbatim += u64::from(checked.class <= Class::Punctuation);
            failed = if json {
                print_json(&as_json(&checked));
                Ok(())
            } else {
                show(&reader, &checked, std::mem::take(&mut first))
            };
            failed.is_ok()
        })?;
        std::mem::replace(&mut failed, Ok(()))?;
    }
    complain(&match all {
        0 => "There are no quotations of three words or more.".to_owned(),
        _ => format!("{all} quotations in {} documents, {verbatim} of them held as they stand.", texts.len()),
    });
    if all > 0 { Ok(()) } else { Err(End::No) }
}

/// Those of a brief.
pub(super) fn of_brief(path: &Path, brief: Id, json: bool) -> Result<(), End> {
    let reader = indexed(path)?;
    let project: &dyn ProjectRead = &reader;
    let Some(known) = project.get::<Brief>(brief)? else {
        return Err(not_here(brief));
    };
    let (mut all, mut held) = (0_u64, 0_u64);
    let mut failed = Ok(());
    if !json {
        print(&one_line(&format!("{brief}  {}", known.title.raw())));
    }
    check_brief(&reader, brief, &mut |found| {
        all += 1;
        held += u64::from(found.checked.class <= Class::Punctuation);
        if json {
            let mut told = as_json(&found.checked);
            let block = told["quotation"]["document"].take();
            if let Some(quotation) = told["quotation"].as_object_mut() {
                quotation.remove("document");
            }
            (told["brief"], told["block"], told["kind"]) = (json!(brief), block, json!(found.kind.as_str()));
            print_json(&told);
        } else {
            failed = show(&reader, &found.checked, false);
        }
        failed.is_ok()
    })?;
    failed?;
    complain(&match all {
        0 => "The brief has no quotations of three words or more.".to_owned(),
        _ => format!("{all} quotations in the brief, {held} of them held as they stand."),
    });
    if all > 0 { Ok(()) } else { Err(End::No) }
}

fn placed(place: &Placed) -> Value {
    json!({
        "document": place.document,
        "start_byte": place.span.start(),
        "end_byte": place.span.end(),
        "quote": place.words,
    })
}

fn as_json(checked: &Checked) -> Value {
    let pieces = checked.pieces.iter().map(|piece| {
        json!({
            "words": piece.words,
            "class": piece.class.as_str(),
            "place": placed(&piece.place),
            "speakers": piece.speakers,
        })
    });
    let (here, there) = checked.signs();
    let changes = checked.changes.iter().map(|(quoted, held)| json!({ "quoted": quoted, "held": held }));
    json!({
        "quotation": placed(&checked.quotation),
        "class": checked.class.as_str(),
        "pieces": pieces.collect::<Vec<_>>(),
        "hidden": checked.hidden,
        "changes": changes.collect::<Vec<_>>(),
        "signs": { "here": here, "there": there },
        "pull_quote": checked.pulled,
        "only_in_translation": checked.translated.as_ref().map(|of| json!({ "from": of.from })),
    })
}

/// One quotation for people; the first of a document comes with its heading.
fn show(reader: &Reader, checked: &Checked, first: bool) -> Result<(), End> {
    let project: &dyn ProjectRead = reader;
    let heading = |document: Id| -> Result<String, End> {
        let found = project.get::<Document>(document)?;
        Ok(found.map(|document| document.heading().raw().to_owned()).unwrap_or_default())
    };
    let brief = |words: &str| {
        let plain: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        match plain.char_indices().nth(SHOWN) {
            Some((at, _)) => format!("{}…", plain.get(..at).unwrap_or_default()),
            None => plain,
        }
    };
    let own = checked.quotation.document;
    if first {
        print(&one_line(&format!("{own}  {}", heading(own)?)));
    }
    let pulled = if checked.pulled { "pull quote, " } else { "" };
    print(&one_line(&format!("  {pulled}{}: “{}”", checked.class.label(), brief(&checked.quotation.words))));
    for piece in &checked.pieces {
        let place = &piece.place;
        let which = if place.document == own { "here".to_owned() } else { heading(place.document)? };
        let class = if checked.class == Class::Mixed { format!("{}: ", piece.class.label()) } else { String::new() };
        print(&one_line(&format!("    {class}{which} ¶{}  {}", place.paragraph, brief(&place.words))));
    }
    if let Some(translated) = &checked.translated {
        let from = translated.from.as_deref().map(|tag| language::name_of(tag).unwrap_or(tag));
        let from = from.map(|name| format!(" from {name}")).unwrap_or_default();
        print(&one_line(&format!("    held only in translation{from}")));
    }
    for hidden in &checked.hidden {
        print(&one_line(&format!("    the dots stand for: {}", brief(hidden))));
    }
    let (here, there) = checked.signs();
    for (side, sign) in here.iter().map(|sign| ("here", sign)).chain(there.iter().map(|sign| ("there", sign))) {
        print(&one_line(&format!("    only {side} “{}”", brief(sign))));
    }
    for (quoted, held) in &checked.changes {
        print(&one_line(&format!("    “{}” there is “{}”", brief(quoted), brief(held))));
    }
    Ok(())
}
