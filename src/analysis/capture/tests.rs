//! What is proposed for sentences in several languages.

use super::*;

/// What is proposed for the last sentence of a text, as lines a person can compare.
fn told(text: &str, language: &str, names: &[&str]) -> Vec<String> {
    let mut register = Register::default();
    let ids: Vec<Id> = names.iter().map(|_| Id::new()).collect();
    for (name, id) in names.iter().zip(&ids) {
        register.add(name, *id, true);
    }
    let context = Context { text, language: Some(language), register: &register, written: None };
    let sentence = crate::analysis::sentences::sentences(text).pop().unwrap();
    let line = |p: Proposal| {
        let who = match &p.who {
            Some(Who::Known(id)) => names[ids.iter().position(|known| known == id).unwrap()].to_owned(),
            Some(Who::Called(bytes)) => format!("“{}”", &text[bytes.clone()]),
            Some(Who::Unnamed(bytes)) => format!("({})", &text[bytes.clone()]),
            Some(Who::Writer) => "writer".to_owned(),
            None => "-".to_owned(),
        };
        let by = p.inferred.map_or(String::new(), |pronoun| format!(" by “{}”", &text[pronoun]));
        let role = p.role.map_or(String::new(), |role| format!(" as “{}”", &text[role]));
        let hedge = p.hedge.map_or(String::new(), |hedge| format!(" “{}”", &text[hedge]));
        let (stance, firmness, form) = (p.stance.as_str(), p.firmness.as_str(), p.form.as_str());
        format!("{who}{by}{role}: {stance}, {firmness}{hedge}, {form}: {}", &text[p.bytes])
    };
    proposals(&context, sentence).into_iter().map(line).collect()
}

#[test]
fn a_pronoun_is_whoever_spoke_before_and_a_gloss_is_the_writers() {
    let text = "Mayor Jane Roe told the council on Monday that the bridge is closed. \
                She also stressed that the closure is not a punishment, underlining the calm mood in the town.";
    assert_eq!(
        told(text, "en", &["Jane Roe"]),
        [
            "Jane Roe by “She”: denies, asserted, indirect_quote: She also stressed that the closure is not a punishment",
            "writer: affirms, asserted, gloss: underlining the calm mood in the town.",
        ]
    );
}

#[test]
fn who_was_named_in_full_before_is_called_so() {
    let one = |text: &str| told(text, "en", &[]).join(" | ");
    let met = "Prime Minister Ann Poe came at noon, with Harbour Master Tom Hale. ";
    assert_eq!(
        one(&format!("{met}Poe said that the bridge is closed.")),
        "“Ann Poe”: affirms, asserted, indirect_quote: Poe said that the bridge is closed."
    );
    let two = "Ann Poe and her brother Carl Poe came at noon. ";
    assert_eq!(
        one(&format!("{two}Poe said that the bridge is closed.")),
        "“Poe”: affirms, asserted, indirect_quote: Poe said that the bridge is closed."
    );
}

#[test]
fn a_participle_before_that_goes_on_with_the_speech() {
    let text = "Brown confirmed that the ship had left, adding that “nobody was aboard” when it sank.";
    assert_eq!(
        told(text, "en", &[]),
        [
            "“Brown”: affirms, asserted, indirect_quote: Brown confirmed that the ship had left",
            "“Brown”: affirms, asserted, partial_quote: adding that “nobody was aboard” when it sank.",
        ]
    );
}

#[test]
fn who_is_named_with_a_role_ahead_or_behind() {
    let one = |text: &str, names: &[&str]| told(text, "en", names).join(" | ");
    assert_eq!(
        one("“We shall rebuild the harbour,” said Prime Minister Ann Poe.", &[]),
        "“Ann Poe” as “Prime Minister”: affirms, intended “shall”, partial_quote: “We shall rebuild the harbour,” said Prime Minister Ann Poe."
    );
    assert_eq!(
        one("According to Smith, the plant may reopen next year.", &["John Smith"]),
        "John Smith: affirms, possible “may”, indirect_quote: According to Smith, the plant may reopen next year."
    );
    assert_eq!(
        one("The company denied that it had sold the engines.", &[]),
        "-: denies, asserted, narration: The company denied that it had sold the engines."
    );
    assert_eq!(
        one(
            "“Nothing has been decided,” remarked the Minister of Ports of the Republic of Arva Colonel Tim Orr at noon.",
            &[]
        ),
        "“Tim Orr” as “Minister of Ports of the Republic of Arva Colonel”: affirms, asserted, partial_quote: \
         “Nothing has been decided,” remarked the Minister of Ports of the Republic of Arva Colonel Tim Orr at noon."
    );
    assert_eq!(
        one("The firm signed a contract with Arva Steel.", &[]),
        "-: affirms, asserted, narration: The firm signed a contract with Arva Steel."
    );
    assert_eq!(
        one("The Ministry of Ports said that the pier may be sold.", &[]),
        "“Ministry of Ports”: affirms, possible “may”, indirect_quote: The Ministry of Ports said that the pier may be sold."
    );
    assert_eq!(
        one("Dutch officials suggest that the cable was probably cut.", &[]),
        "(Dutch officials): affirms, probable “probably”, unnamed: Dutch officials suggest that the cable was probably cut."
    );
}

#[test]
fn questions_conditions_and_turned_hedges() {
    let one = |text: &str| told(text, "en", &[]).join(" | ");
    assert!(one("Will the bridge be closed next week?").contains("asks"));
    assert!(one("Lee said the dam will hold if the rain stops.").contains("affirms, conditional “if”"));
    assert!(one("Lee said the dam is not expected to hold.").contains("denies"));
    assert!(one("Lee said the dam was not only old but badly built.").contains("affirms"));
    assert!(one("The dam was built in 1931.").contains("-: affirms, asserted, narration"));
}

#[test]
fn russian_and_persian() {
    assert_eq!(
        told(
            "Мэр Иван Дубов сообщил, что мост закрыт. Он подчеркнул, что ремонт не начат, добавив, что деньги есть.",
            "ru",
            &["Иван Дубов"]
        ),
        [
            "Иван Дубов by “Он”: denies, asserted, indirect_quote: Он подчеркнул, что ремонт не начат",
            "Иван Дубов by “Он”: affirms, asserted, indirect_quote: добавив, что деньги есть.",
        ]
    );
    assert_eq!(
        told("رضا کریمی گفت که پل شاید بسته شود.", "fa", &["رضا کریمی"]),
        ["رضا کریمی: affirms, possible “شاید”, indirect_quote: رضا کریمی گفت که پل شاید بسته شود."]
    );
}

#[test]
fn a_sentence_inside_a_longer_quotation_is_of_whoever_is_named_beside_it() {
    let text = "“The road is open. We have no plans to close it. It will stay so,” Governor Tess Hale said.";
    let mut register = Register::default();
    let hale = Id::new();
    register.add("Tess Hale", hale, true);
    let context = Context { text, language: Some("en"), register: &register, written: None };
    let at = text.find("We have").unwrap();
    let found = proposals(&context, at..at + "We have no plans to close it.".len());
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].who.clone(), found[0].form), (Some(Who::Known(hale)), Form::DirectQuote));
}

#[test]
fn what_a_new_name_names_is_told_as_far_as_its_words_tell() {
    assert_eq!(named_kind("Ann Poe", false), NameKind::Person);
    assert_eq!(named_kind("Orr", true), NameKind::Person);
    assert_eq!(named_kind("Ministry of Ports", false), NameKind::Organisation);
    assert_eq!(named_kind("Press Office of the Mayor", false), NameKind::Organisation);
    assert_eq!(named_kind("Arva", false), NameKind::Unknown, "it may be a state");
}

/// The time proposed for each claim of the last sentence of a text written on 20 November 2023, with its words and the reason.
fn times(text: &str, language: &str) -> Vec<String> {
    let (register, written) = (Register::default(), "2023-11-20".parse().unwrap());
    let context = Context { text, language: Some(language), register: &register, written: Some(&written) };
    let sentence = crate::analysis::sentences::sentences(text).pop().unwrap();
    let line = |p: Proposal| match p.happens {
        Some(When { bytes, date, reason }) => {
            let reason = reason.map_or(String::new(), |reason| format!(" ({reason})"));
            format!("{} = {}{reason}", &text[bytes], date.as_str())
        }
        None => "-".to_owned(),
    };
    proposals(&context, sentence).into_iter().map(line).collect()
}

#[test]
fn a_date_in_the_words_is_when_it_happens_with_the_precision_it_has() {
    for (language, text, told) in [
        ("en", "The bridge was closed on 5 May 2020.", "on 5 May 2020 = 2020-05-05"),
        ("en", "The paper sets out joint work in 2026.", "in 2026 = 2026"),
        ("en", "On 5 May 2020 Ann Poe said the bridge would close.", "-"),
        ("en", "Ann Poe told reporters on Monday the bridge had shut.", "-"),
        ("en", "Ann Poe said the bridge closed on 5 May 2020.", "on 5 May 2020 = 2020-05-05"),
        (
            "en",
            "The mayor came to the town in August.",
            "in August = 2023-08 (the year is not said; the nearest August up to the document’s date, 20 November 2023)",
        ),
        ("en", "The October 2023 talks failed.", "October 2023 = 2023-10"),
        ("en", "The bridge was closed.", "-"),
        ("en", "The mayor recently came to the town.", "-"),
        ("en", "The mayor came at 5 p.m. on 3 May 2021 to the town.", "at 5 p.m. on 3 May 2021 = 2021-05-03"),
        ("ru", "Мост закрыли 5 мая 2020 года.", "5 мая 2020 года = 2020-05-05"),
        (
            "fa",
            "پل در مهر ۱۴۰۲ بسته شد.",
            "در مهر ۱۴۰۲ = 2023-09-23/2023-10-22 (Mehr 1402 of the Solar Hijri calendar)",
        ),
    ] {
        assert_eq!(times(text, language), [told], "{text}");
    }
}

#[test]
fn of_several_dates_the_one_of_the_verb_is_taken_or_none() {
    for (text, told) in [
        ("The 2015 accord was ended in May 2018 by the court.", "in May 2018 = 2018-05"),
        ("The accord of 2015 (2016 in Arva) was ended in May 2018.", "in May 2018 = 2018-05"),
        ("The town was taken in 2015 and lost again in 2018.", "-"),
    ] {
        assert_eq!(times(text, "en"), [told], "{text}");
    }
}

#[test]
fn when_it_was_said_is_not_when_it_happens() {
    for (language, text, told) in [
        ("en", "Ann Poe said on 5 May 2020 that the bridge would close in 2026.", "in 2026 = 2026"),
        ("en", "Ann Poe said on 5 May 2020 that the bridge would close.", "-"),
        ("en", "The bridge will be closed in 2026, Ann Poe said on 5 May 2020.", "in 2026 = 2026"),
        ("en", "The bridge will be closed in 2026, Ann Poe told reporters on 5 May 2020.", "in 2026 = 2026"),
        ("en", "“The bridge will be closed in 2026,” Ann Poe said on Monday.", "in 2026 = 2026"),
        ("ru", "Иван Дубов сообщил 5 мая 2020 года, что мост закроют в 2026 году.", "в 2026 году = 2026"),
    ] {
        assert_eq!(times(text, language), [told], "{text}");
    }
}
