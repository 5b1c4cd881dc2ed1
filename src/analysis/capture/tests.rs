//! What is proposed for sentences in several languages.

use super::*;

/// What is proposed for the last sentence of a text, as lines a person can compare.
fn told(text: &str, language: &str, names: &[&str]) -> Vec<String> {
    let mut register = Register::default();
    let ids: Vec<Id> = names.iter().map(|_| Id::new()).collect();
    for (name, id) in names.iter().zip(&ids) {
        register.add(name, *id, true);
    }
    let context = Context { text, language: Some(language), register: &register };
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
            "“Nothing has been decided,” noted the Minister of Ports of the Republic of Arva Colonel Tim Orr at noon.",
            &[]
        ),
        "“Tim Orr” as “Minister of Ports of the Republic of Arva Colonel”: affirms, asserted, partial_quote: \
         “Nothing has been decided,” noted the Minister of Ports of the Republic of Arva Colonel Tim Orr at noon."
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
    let context = Context { text, language: Some("en"), register: &register };
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
