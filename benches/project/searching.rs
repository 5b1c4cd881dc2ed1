//! Asking a large project: how long the first page of an answer takes once the project is open.

use crate::machine;
use assay::domain::query::Query;
use assay::store::Reader;
use assay::store::search::Extent;
use std::path::Path;
use std::time::Instant;

/// Words, phrases, everything that joins them, other scripts and names; the last ones find most documents.
const QUESTIONS: [&str; 18] = [
    "window function",
    "\"transaction isolation\"",
    "package maintainer",
    "Python interpreter",
    "экран",
    "пакет AND система",
    "日本",
    "database NOT table",
    "vacuum*",
    "font NEAR/5 size",
    "instal?ation",
    "licens~1",
    "Pezeshkian",
    "Minsk OR Tehran",
    "кодировка lang:ru",
    "third party",
    "report",
    "the",
];
/// Times each question is asked, after a first time.
const TIMES: usize = 5;

/// Prints how long the first page of each answer takes.
pub fn measure(project: &Path) {
    let reader = Reader::open(project).unwrap();
    let page = Extent { documents: 20, lines: 5, context: 60 };
    println!(
        "search: the first page of an answer, 20 documents with up to 5 places, on an open project; ms on the clock"
    );
    println!("{:>28} {:>10} {:>8} {:>8} {:>8}", "question", "documents", "first", "p50", "max");
    let mut all = Vec::new();
    for question in QUESTIONS {
        let query: Query = question.parse().unwrap();
        let ask = || {
            let from = Instant::now();
            let hits = reader.search(&query, &page).unwrap();
            (from.elapsed().as_secs_f64() * 1_000.0, hits.documents)
        };
        let (first, documents) = ask();
        let times: Vec<f64> = (0..TIMES).map(|_| ask().0).collect();
        println!(
            "{question:>28} {documents:>10} {first:>8.1} {:>8.1} {:>8.1}",
            machine::percentile(&times, 0.5),
            machine::percentile(&times, 1.0)
        );
        all.extend(times);
    }
    println!(
        "warm, all questions: p50 {:.1}, p95 {:.1}, max {:.1}\n",
        machine::percentile(&all, 0.5),
        machine::percentile(&all, 0.95),
        machine::percentile(&all, 1.0)
    );
}
