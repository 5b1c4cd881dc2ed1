//! The numbers printed on pages: roman before the first chapter, a prefix for an appendix.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, String as PdfString};

/// How deep the tree of labels is followed.
const MAX_DEPTH: usize = 16;
/// Most ranges of labels.
const MAX_RANGES: usize = 10_000;

/// Pages numbered in one way, from one page on.
struct Range {
    from: usize,
    style: Option<u8>,
    prefix: String,
    first: usize,
}

/// The label of every page; where the file has none its number, counted from 1.
pub(super) fn labels(pdf: &Pdf, pages: usize) -> Vec<String> {
    let mut ranges = Vec::new();
    if let Some(tree) = super::about::catalog(pdf).and_then(|catalog| catalog.get::<Dict<'_>>("PageLabels")) {
        collect(&tree, 0, &mut ranges);
    }
    ranges.sort_by_key(|range| range.from);
    let mut open = ranges.iter().peekable();
    let mut current: Option<&Range> = None;
    let label = |page: usize| {
        while let Some(range) = open.next_if(|range| range.from <= page) {
            current = Some(range);
        }
        let label = current.map(|range| {
            let number = range.first.saturating_add(page - range.from);
            format!("{}{}", range.prefix, range.style.map(|style| shown(number, style)).unwrap_or_default())
        });
        label.filter(|label| !label.trim().is_empty()).unwrap_or_else(|| (page + 1).to_string())
    };
    (0..pages).map(label).collect()
}

fn collect(node: &Dict<'_>, depth: usize, ranges: &mut Vec<Range>) {
    if let Some(numbers) = node.get::<Array<'_>>("Nums") {
        let mut items = numbers.iter::<Object<'_>>();
        while let (Some(from), Some(label)) = (items.next(), items.next()) {
            let from = from.into_number().and_then(whole);
            let (Some(from), Some(label)) = (from, label.into_dict()) else { continue };
            if ranges.len() >= MAX_RANGES {
                return;
            }
            let prefix =
                label.get::<PdfString<'_>>("P").map(|p| super::about::text_of(p.as_bytes())).unwrap_or_default();
            ranges.push(Range {
                from,
                style: label.get::<Name<'_>>("S").and_then(|name| name.first().copied()),
                prefix: prefix.chars().filter(|c| !c.is_control()).take(32).collect(),
                first: label.get::<Number>("St").and_then(whole).unwrap_or(1),
            });
        }
    }
    if depth < MAX_DEPTH
        && let Some(kids) = node.get::<Array<'_>>("Kids")
    {
        for kid in kids.iter::<Dict<'_>>().take(MAX_RANGES) {
            if ranges.len() < MAX_RANGES {
                collect(&kid, depth + 1, ranges);
            }
        }
    }
}

fn whole(number: Number) -> Option<usize> {
    usize::try_from(number.as_i64()).ok()
}

fn shown(number: usize, style: u8) -> String {
    match style {
        b'R' => roman(number),
        b'r' => roman(number).to_lowercase(),
        b'A' => letters(number),
        b'a' => letters(number).to_lowercase(),
        _ => number.to_string(),
    }
}

fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number > 9999 {
        return number.to_string();
    }
    let mut rest = number;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

/// A to Z, then AA to ZZ, then AAA.
fn letters(number: usize) -> String {
    let Some(index) = number.checked_sub(1).filter(|index| *index < 26 * 32) else { return number.to_string() };
    let letter = u8::try_from(index % 26).map_or('A', |i| char::from(b'A' + i));
    std::iter::repeat_n(letter, index / 26 + 1).collect()
}
