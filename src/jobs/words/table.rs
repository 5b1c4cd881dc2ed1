//! Lists of words as tables for spreadsheets.

use super::Told;
use crate::analysis::words::{Column, Kind, List};
use crate::export::table::csv;

/// A list, with the columns of its kind.
pub(super) fn list(list: &List, kind: Kind) -> Vec<u8> {
    let mut columns = vec![Column::Word, Column::Count, Column::Million, Column::Documents, Column::Deviation];
    if kind != Kind::Used {
        columns.extend([Column::Rest, Column::RestMillion, Column::Likelihood, Column::Ratio]);
    }
    let head: Vec<&str> = columns.iter().map(|column| column.as_str()).collect();
    let rows = list.rows.iter().map(|row| {
        columns.iter().map(|column| match column {
            Column::Word => row.word.raw().to_owned(),
            Column::Count => row.count.to_string(),
            Column::Million => figure(row.per_million),
            Column::Documents => row.documents.to_string(),
            Column::Deviation => figure(row.deviation),
            Column::Rest => row.rest.to_string(),
            Column::RestMillion => figure(row.rest_per_million),
            Column::Likelihood => figure(row.likelihood),
            Column::Ratio => figure(row.ratio),
        })
    });
    csv(&head, rows)
}

/// The collocates of a word.
pub(super) fn collocates(told: &Told) -> Vec<u8> {
    let head = ["word", "together", "before", "after", "count", "log_likelihood", "mutual_information"];
    let rows = told.collocates.iter().map(|found| {
        vec![
            found.word.raw().to_owned(),
            found.together.to_string(),
            found.before.to_string(),
            found.after.to_string(),
            found.count.to_string(),
            figure(found.likelihood),
            figure(found.information),
        ]
    });
    csv(&head, rows)
}

fn figure(value: f64) -> String {
    format!("{value:.3}")
}
