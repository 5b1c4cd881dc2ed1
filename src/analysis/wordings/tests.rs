//! Wordings in made sentences of three languages, and lists with mistakes in them. The sample documents are gone through
//! in `tests/it/hedges.rs`.

use super::{Class, Lexicon, wordings};

/// What was found as `class words`, with a sign for each remark.
fn shown(text: &str, language: Option<&str>) -> Vec<String> {
    let sign = |yes: bool, sign: &'static str| if yes { sign } else { "" };
    let found = wordings(text, language, Lexicon::built_in());
    let show = |w: super::Wording| {
        let signs = [sign(w.quoted, "”"), sign(w.negated, "¬"), sign(w.stacked, "+")].concat();
        format!("{} {}{signs}", w.class.as_str(), &text[w.bytes])
    };
    found.into_iter().map(show).collect()
}

fn english(text: &str) -> Vec<String> {
    shown(text, Some("en"))
}

#[test]
fn the_built_in_lists_have_no_mistakes_and_attribute_in_each_of_their_languages() {
    let (lexicon, slips) = Lexicon::read(include_str!("../../../assets/lexicons/wordings.txt"));
    assert_eq!(slips, []);
    for (language, sentence, class) in [
        ("ru", "Министр подчеркнул это.", Class::Stress),
        ("fa", "وزیر تأکید کرد.", Class::Stress),
        ("en", "He stressed it.", Class::Stress),
        ("uk", "Міністр наголосив на цьому.", Class::Stress),
        ("de", "Der Minister betonte das.", Class::Stress),
        ("fr", "Le ministre souligne cela.", Class::Stress),
    ] {
        let found = wordings(sentence, Some(language), &lexicon);
        assert_eq!(found.iter().map(|w| w.class).collect::<Vec<_>>(), [class], "{sentence}");
    }
}

#[test]
fn the_longer_wording_wins_and_one_that_attributes_nothing_is_none() {
    assert_eq!(english("The bridge was expected to open."), ["probable was expected to"]);
    assert_eq!(english("Experts say it fell."), ["hearsay Experts say", "said.neutral say"]);
    assert_eq!(english("He said it cannot be ruled out."), ["said.neutral said", "possible cannot be ruled out"]);
    assert_eq!(english("It is most likely."), ["probable most likely"]);
}

#[test]
fn a_verb_in_two_parts_is_found_with_what_stands_between() {
    let german = |text: &str| shown(text, Some("de"));
    assert_eq!(german("Sie teilte am Montag mit, es regne."), ["said.neutral teilte am Montag mit"]);
    assert_eq!(german("Sie teilte das Brot. Komm mit."), Vec::<String>::new());
}

#[test]
fn what_only_looks_like_a_hedge_is_none() {
    for sentence in [
        "On 9 May 2023 the parade began in May.",
        "May 2024 was cold; from May 30 on it was not.",
        "Their military might grew, and the might of others too.",
        "State media showed a noted scholar and the claims of neighbours.",
        "He died of free will.",
        "Some of the houses stood around the square.",
    ] {
        assert_eq!(english(sentence), Vec::<String>::new(), "{sentence}");
    }
    assert_eq!(english("Around 30 houses may burn."), ["about Around 30", "possible may"]);
    assert_eq!(english("Some thirty houses, more than 2000 people."), ["about Some thirty", "about more than 2000"]);
    assert_eq!(shown("До 2030 года построят до 40 домов.", Some("ru")), ["about до 40"]);
}

#[test]
fn negations_quotations_and_hedges_on_hedges_are_remarked() {
    assert_eq!(english("It is not unlikely."), ["doubtful unlikely¬"]);
    assert_eq!(english("He did not. Perhaps later."), ["possible Perhaps"]);
    assert_eq!(english("It isn’t likely."), ["probable likely¬"]);
    assert_eq!(english("“It may rain,” she wrote."), ["possible may”", "said.neutral wrote"]);
    assert_eq!(english("It could possibly rain."), ["possible could+", "possible possibly+"]);
    assert_eq!(english("It could rain. Possibly."), ["possible could", "possible Possibly"]);
}

#[test]
fn each_script_is_read_by_the_lists_of_its_language() {
    assert_eq!(
        shown("По данным разведки, Минск, вероятно, готовится к учениям, заявила пресс-секретарь.", Some("ru")),
        ["hearsay По данным+", "probable вероятно+", "intended готовится", "said.neutral заявила"]
    );
    assert_eq!(shown("Это не исключено.", Some("ru")), ["possible не исключено"]);
    assert_eq!(
        shown("به گفته وزیر، احتمالاً قرار است جلسه برگزار شود. او تأکید کرد.", Some("fa")),
        ["hearsay به گفته+", "probable احتمالاً+", "intended قرار است", "said.stress تأکید کرد"]
    );
    // With and without the sign that joins nothing.
    assert_eq!(shown("گفته می\u{200C}شود", Some("fa")), ["hearsay گفته می\u{200C}شود"]);
    assert_eq!(shown("گفته میشود", Some("fa")), ["hearsay گفته میشود"]);
    // A quotation in another script, a text whose language nobody knows, and one of a language without lists.
    assert_eq!(english("The note says: «возможно» and no more."), ["said.neutral says", "possible возможно”"]);
    assert_eq!(shown("Возможно, да.", None), ["possible Возможно"]);
    assert_eq!(shown("Це може бути.", Some("uk")), Vec::<String>::new());
}

#[test]
fn a_line_that_cannot_be_read_is_named_and_the_others_hold() {
    let lists = "en possible  might, perhaps\nen likely  so\nenglish possible  so\nen possible\nen possible  a,,b\n\
                 en possible  ~unknown thing\nen possible  two-words/x\nen set.late  maybe\nen possible  ~late so\n\
                 en possible  a b c d e f g h i j k l m";
    let (lexicon, slips) = Lexicon::read(lists);
    assert_eq!(slips.iter().map(|slip| slip.line).collect::<Vec<_>>(), [2, 3, 4, 5, 6, 7, 10]);
    assert!(slips[0].to_string().starts_with("line 2: “likely” is no class; there are certain, probable,"));
    assert_eq!(slips[4].what, "there is no set “unknown”");
    let found = wordings("It might be, maybe so.", Some("en"), &lexicon);
    assert_eq!(found.len(), 2);
}
