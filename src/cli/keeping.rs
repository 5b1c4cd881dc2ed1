//! Snapshots on the command line: what there is, and bringing one back.

use super::arguments::{Arguments, Usage};
use super::{End, complain, one_line, print, print_json};
use crate::jobs::keeping::fault;
use crate::say::keep as say;
use crate::store::{Store, rescue, snapshot};
use serde_json::json;
use std::path::PathBuf;

/// Lists the snapshots of a project, newest first. The project itself may be damaged or gone.
pub(super) fn snapshots(mut arguments: Arguments) -> Result<(), End> {
    let path = arguments.path("the project")?;
    let json = arguments.json();
    arguments.end()?;
    let kept = snapshot::kept(&path)?;
    if !json && kept.snapshots.is_empty() {
        complain("There is no snapshot.");
    }
    for snapshot in kept.snapshots {
        let at = jiff::Timestamp::from_millisecond(snapshot.at_ms).map(|at| at.to_string()).unwrap_or_default();
        let counts = snapshot.holds.map(|holds| holds.counts);
        if json {
            print_json(&json!({
                "number": snapshot.number,
                "at": at,
                "file": snapshot.path.to_string_lossy(),
                "bytes": snapshot.bytes,
                "readable": counts.is_some(),
                "holds": counts,
                "head": snapshot.holds.map(|holds| holds.head),
            }));
            continue;
        }
        let mut line = format!("{}  {at}  {}", snapshot.number, say::length(snapshot.bytes));
        match counts {
            None => line.push_str(&format!("  {}", say::UNREADABLE)),
            Some(counts) => {
                line.push_str(&format!("  {}", say::counts(&counts)));
                let reference = kept.now.map(|now| (now, say::NOW)).or(kept.last_known.map(|at| (at, say::LAST_KNOWN)));
                if let Some((than, called)) = reference {
                    line.push_str(&format!("; {}", say::against(&counts, &than.counts, called).to_lowercase()));
                }
            }
        }
        print(&line);
    }
    Ok(())
}

/// Makes a new project of a snapshot.
pub(super) fn restore(mut arguments: Arguments) -> Result<(), End> {
    let out = arguments.option("-o")?.map(PathBuf::from);
    let number = match arguments.option("--snapshot")? {
        Some(text) => {
            let text = text.to_string_lossy().into_owned();
            Some(text.parse::<u64>().map_err(|_odd| Usage(format!("“{text}” is not the number of a snapshot")))?)
        }
        None => None,
    };
    let path = arguments.path("the project")?;
    let json = arguments.json();
    arguments.end()?;
    let out = out.ok_or_else(|| Usage("say where the new project is to be with -o NEW".to_owned()))?;
    let from = rescue::choose(&path, number)?;
    let made = rescue::restore(&from, &out)?;
    if json {
        print_json(&json!({ "project": made.to_string_lossy(), "snapshot": from.to_string_lossy() }));
    } else {
        complain(&one_line(&format!("Made {} of {}.", made.display(), from.display())));
    }
    Ok(())
}

/// Makes a snapshot after a verb that wrote, if the ten-minute rule wants one. What was asked for is done either way.
pub(super) fn by_the_rule(store: &Store) {
    let path = store.path().to_owned();
    let made =
        snapshot::is_due(&path).and_then(|due| if due { snapshot::make(&path, None).map(|_| ()) } else { Ok(()) });
    if let Err(error) = made {
        complain(&one_line(&fault(error).to_string()));
    }
}
