//! Where documents were left by whoever read them. The project file keeps it among its view state, beside the edits.

use super::Id;
use std::collections::BTreeMap;

/// The key of the document read last, and where: its identity and a byte of its text.
pub const LAST: &str = "position";
/// The key of where a document was left, a byte of its text; its identity follows.
pub const OF: &str = "position ";

/// The document read last, and where, in bytes of its text.
pub fn last(view_state: &[(String, String)]) -> Option<(Id, u32)> {
    let (_, spot) = view_state.iter().find(|(key, _)| key == LAST)?;
    let (document, byte) = spot.split_once(' ')?;
    Some((document.parse().ok()?, byte.parse().ok()?))
}

/// Where each document was left, in bytes of its text. What view state of other kinds says, or none of ours wrote, is
/// passed over.
pub fn left_at(view_state: &[(String, String)]) -> BTreeMap<Id, u32> {
    let spot = |(key, byte): &(String, String)| Some((key.strip_prefix(OF)?.parse().ok()?, byte.parse().ok()?));
    // The one read last may stand under both keys; it is where it was left last.
    view_state.iter().filter_map(spot).chain(last(view_state)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_document_was_left_somewhere_the_last_one_where_it_was_left_last() {
        let (one, other) = (Id::new(), Id::new());
        let state = [
            ("position".to_owned(), format!("{one} 90")),
            (format!("position {one}"), "12".to_owned()),
            (format!("position {other}"), "7".to_owned()),
            (format!("position {}", Id::new()), "far".to_owned()),
            ("positions".to_owned(), "1".to_owned()),
        ];
        assert_eq!(left_at(&state), BTreeMap::from([(one, 90), (other, 7)]));
        assert_eq!((last(&state), last(&state[1..])), (Some((one, 90)), None));
    }
}
