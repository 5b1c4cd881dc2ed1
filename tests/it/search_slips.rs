//! Questions that go a little wrong: slips, signs that no word holds, names of what there is not. What is found instead is
//! said, and what may have been meant.

use super::program::Place;
use std::collections::BTreeSet;

const TEXTS: [(&str, &str); 5] = [
    ("en.txt", "President Pezeshkian came to Minsk. The manual of C++ has 12.4 pages.\n"),
    ("slip.txt", "President Pezeshkien came too, and wrote in C about the 12 or 4 of them.\n"),
    ("ru.txt", "Президент Пезешкиан прибыл в Минск.\n"),
    ("fa.txt", "رئیس‌جمهور پزشکیان به مینسک رفت.\n"),
    ("other.txt", "Nobody came.\n"),
];

fn place() -> Place {
    Place::with_texts(&TEXTS)
}

/// The files a question finds, and what is said beside them.
fn ask(place: &Place, question: &str) -> (BTreeSet<String>, String) {
    let ran = place.run(["search", "p.assay", question]);
    let names = TEXTS.iter().map(|(name, _)| *name);
    let found = names.filter(|name| ran.text().contains(name)).map(|name| name.replace(".txt", "")).collect();
    (found, ran.err)
}

fn set(names: &str) -> BTreeSet<String> {
    names.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn a_misspelt_name_that_only_other_scripts_seem_to_have_says_which_word_may_have_been_meant() {
    let place = place();
    let (found, said) = ask(&place, "Pezeshkiann");
    assert!(found.is_subset(&set("ru fa")) && !found.is_empty(), "{found:?}");
    assert!(said.contains("Did you mean “pezeshkian”?"), "{said}");
    // What is there as it was typed is not put right.
    assert!(!ask(&place, "Pezeshkian").1.contains("Did you mean"));
}

#[test]
fn a_slip_that_is_allowed_finds_more_than_the_word_and_never_less() {
    let place = place();
    assert_eq!(ask(&place, "Pezeshkian").0, set("en ru fa"));
    assert_eq!(ask(&place, "Pezeshkian~1").0, set("en slip ru fa"));
}

#[test]
fn signs_that_stand_in_no_word_are_said_with_what_finds_them() {
    let place = place();
    let (found, said) = ask(&place, "C++");
    assert_eq!(found, set("en slip"));
    assert!(said.contains("“C++” is sought as “c”") && said.contains(r"/C\+\+/ finds it"), "{said}");
    assert_eq!(ask(&place, r"/C\+\+/").0, set("en"));
    let (_, said) = ask(&place, "12.4");
    assert!(said.contains(r"/12\.4/ finds it"), "{said}");
    // A hyphen or an apostrophe joins words in every text.
    for plain in ["well-known", "don't", "=Minsk", "\"came to Minsk.\""] {
        assert!(!ask(&place, plain).1.contains("is sought as"), "{plain}");
    }
    assert!(ask(&place, "\"C++ has\"").1.contains("“C++ has” is sought as “c has”"));
}

#[test]
fn a_tag_a_set_or_a_language_there_is_not_is_said_to_be_none_with_those_there_are() {
    let place = place();
    let (found, said) = ask(&place, "lang:xx");
    assert!(found.is_empty());
    assert!(said.contains("There is no document in the language “xx”; there are: "), "{said}");
    assert!(ask(&place, "tag:nothing").1.contains("There is no tag “nothing”."));
    place.apply(r#"{"op":"add_document_set","name":"Minsk papers"}"#).well();
    let (_, said) = ask(&place, "set:papers");
    assert!(said.contains("There is no set “papers”; there are: Minsk papers."), "{said}");
}
