//! Languages as Word wants them: with a region, in the attribute of the script's kind.

use super::super::model::Lang;
use super::element::{Element, el};

/// The region that is meant when a document gives only a language. Word takes a bare language for unknown.
const REGIONS: [(&str, &str); 26] = [
    ("ar", "SA"),
    ("az", "AZ"),
    ("be", "BY"),
    ("bg", "BG"),
    ("cs", "CZ"),
    ("de", "DE"),
    ("en", "US"),
    ("es", "ES"),
    ("fa", "IR"),
    ("fr", "FR"),
    ("he", "IL"),
    ("hi", "IN"),
    ("it", "IT"),
    ("ja", "JP"),
    ("ka", "GE"),
    ("kk", "KZ"),
    ("ko", "KR"),
    ("pl", "PL"),
    ("ps", "AF"),
    ("pt", "PT"),
    ("ru", "RU"),
    ("sr", "RS"),
    ("tr", "TR"),
    ("uk", "UA"),
    ("ur", "PK"),
    ("zh", "CN"),
];

/// What a run says of its language; `None` when nothing is known that is of use.
pub(super) fn element(lang: &Lang, rtl: bool) -> Element {
    let tag = lang.as_str();
    let tag = match REGIONS.iter().find(|(language, _)| tag.eq_ignore_ascii_case(language)) {
        Some((language, region)) => format!("{language}-{region}"),
        None => tag.to_owned(),
    };
    let east = ["zh", "ja", "ko"].iter().any(|l| tag.get(..2).is_some_and(|start| start.eq_ignore_ascii_case(l)));
    el("w:lang").set(
        match (rtl, east) {
            (true, _) => "w:bidi",
            (false, true) => "w:eastAsia",
            (false, false) => "w:val",
        },
        tag,
    )
}
