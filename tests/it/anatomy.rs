//! The parts of texts on the command line: every span and every split title an analyst marked in the two sample documents, made
//! texts of the other kinds, other languages and marks, lists of somebody's own, and texts that mean harm.

use crate::program::{Place, one, text_of};
use assay::analysis::anatomy::{Given, Lexicon, anatomy};
use proptest::prelude::*;
use serde_json::{Value, json};

/// What is told of each document, in the order they are listed.
fn told(place: &Place) -> Vec<Value> {
    let ran = place.run(["analyse", "p.assay", "anatomy", "--json"]).well();
    ran.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What is told of one made text.
fn of(text: &str) -> Value {
    let place = Place::with_texts(&[("a.txt", text)]);
    let mut all = told(&place);
    assert_eq!(all.len(), 1);
    let told = all.remove(0);
    every_place_holds_its_quote(&told, text);
    told
}

/// Every place anywhere in an answer lies in the text, and its quote stands there.
fn every_place_holds_its_quote(value: &Value, text: &str) {
    match value {
        Value::Array(all) => all.iter().for_each(|value| every_place_holds_its_quote(value, text)),
        Value::Object(fields) => {
            if let Some(quote) = fields.get("quote") {
                assert_eq!(text.get(at(value, "start_byte")..at(value, "end_byte")), quote.as_str(), "{value}");
            }
            fields.values().for_each(|value| every_place_holds_its_quote(value, text));
        }
        _ => {}
    }
}

fn at(value: &Value, field: &str) -> usize {
    usize::try_from(value[field].as_u64().unwrap_or_else(|| panic!("no {field} in {value}"))).unwrap()
}

fn list<'a>(value: &'a Value, field: &str) -> &'a Vec<Value> {
    value[field].as_array().unwrap_or_else(|| panic!("no list {field} in {value}"))
}

/// The quotes of the parts of a kind.
fn parts<'a>(told: &'a Value, kind: &str) -> Vec<&'a str> {
    list(told, "parts").iter().filter(|part| part["kind"] == kind).map(|part| text_of(part, "quote")).collect()
}

/// The only part of a kind.
fn part<'a>(told: &'a Value, kind: &str) -> &'a Value {
    one(list(told, "parts"), "kind", kind)
}

/// The kinds of the parts in order.
fn kinds(told: &Value) -> Vec<&str> {
    list(told, "parts").iter().map(|part| text_of(part, "kind")).collect()
}

fn quote(value: &Value) -> &str {
    if value.is_null() { "" } else { text_of(value, "quote") }
}

/// The ids of the sample documents, their texts, and what is told of them: A, then B.
fn seeds(place: &Place) -> [(String, Value); 2] {
    let mut all: Vec<(String, Value)> = told(place)
        .into_iter()
        .map(|told| {
            let text = place.run(["text", "p.assay", text_of(&told, "document")]).well().text().to_owned();
            every_place_holds_its_quote(&told, &text);
            (text, told)
        })
        .collect();
    all.sort_by_key(|(text, _)| !text.contains('…'));
    all.try_into().unwrap()
}

/// The place of a value in characters of the text.
fn chars(text: &str, value: &Value) -> (usize, usize) {
    let count = |byte: usize| text[..byte].chars().count();
    (count(at(value, "start_byte")), count(at(value, "end_byte")))
}

#[test]
fn every_part_an_analyst_marked_in_the_first_sample_document_is_told() {
    let place = Place::with_seeds();
    let [(a, told), _] = seeds(&place);
    assert_eq!((text_of(&told, "kind"), text_of(&told, "layout")), ("oe_watch_item", "prose"));
    let spans: Vec<(&str, (usize, usize))> =
        list(&told, "parts").iter().map(|part| (text_of(part, "kind"), chars(&a, part))).collect();
    assert_eq!(
        spans,
        [
            ("headline", (0, 47)),
            ("pull_quote", (49, 153)),
            ("commentary", (155, 2328)),
            ("omission", (575, 576)),
            ("endnote_mark", (1199, 1202)),
            ("citation", (2331, 2568)),
            ("excerpt", (2570, 3438)),
            ("omission", (3029, 3030)),
            ("citation", (3440, 3721)),
            ("excerpt", (3723, 5317)),
            ("omission", (5115, 5116)),
            ("endnote", (5320, 5674)),
        ]
    );

    let pull = part(&told, "pull_quote");
    assert_eq!((chars(&a, &pull["place"]), text_of(pull, "verdict")), ((3297, 3402), "punctuation"));
    assert_eq!(list(pull, "there").iter().map(quote).collect::<Vec<_>>(), [","]);
    assert_eq!((&pull["here"], &pull["citation"]), (&json!([]), &json!(0)));

    let excerpts: Vec<&Value> = list(&told, "parts").iter().filter(|part| part["kind"] == "excerpt").collect();
    let citations: Vec<&Value> = excerpts.iter().map(|excerpt| &excerpt["citation"]).collect();
    assert_eq!(citations, [0, 1]);
    let blocks = list(excerpts[1], "blocks");
    let spans: Vec<_> = blocks.iter().map(|block| chars(&a, block)).collect();
    assert_eq!(spans, [(3723, 4166), (4168, 4405), (4407, 5317)]);
    // Quoted; indirect speech; and a block that opens with narration.
    let speech = |block: &Value, n: usize| {
        let speech = &list(block, "speech")[n];
        (text_of(speech, "speech").to_owned(), chars(&a, speech))
    };
    assert_eq!(speech(&blocks[0], 0).0, "direct");
    let (kind, (start, end)) = speech(&blocks[1], 0);
    assert_eq!((kind.as_str(), start, list(&blocks[1], "speech").len()), ("reported", 4168, 1));
    assert!((4403..=4405).contains(&end), "{end}");
    assert_eq!(speech(&blocks[2], 0), ("narrated".to_owned(), (4407, 4574)));
}

#[test]
fn citations_are_split_as_the_first_sample_document_has_them() {
    let place = Place::with_seeds();
    let [(a, told), _] = seeds(&place);
    let citations = list(&told, "citations");
    let shown: Vec<_> = citations
        .iter()
        .map(|citation| {
            let of = |field: &str| quote(&citation[field]);
            let fields = [
                of("title"),
                of("title_translated"),
                of("outlet"),
                of("outlet_translated"),
                of("descriptor"),
                of("date"),
                text_of(&citation["date"], "edtf"),
            ];
            (chars(&a, citation), fields, citation["note"].clone())
        })
        .collect();
    assert_eq!(
        shown,
        [
            (
                (2331, 2568),
                [
                    "Встреча с первым вице-презмдентом Ирана Мохаммадом Мохбером",
                    "Meeting with the First-Vice President of Iran Mohammad Mokhber",
                    "Пресс-служба Президента Республики Беларусь",
                    "The Press-Service of the President of Belarus",
                    "",
                    "17 October 2023",
                    "2023-10-17",
                ],
                Value::Null
            ),
            (
                (3440, 3721),
                [
                    "Официальный визит Министра обороны Беларуси в Исламскую Республику Иран (дополнено)",
                    "Official Visit of the Minister of Defense of Belarus to the Islamic Republic of Iran (Updated)",
                    "Министерство Обороны Республики Беларусь",
                    "The Ministry of Defense of Belarus",
                    "",
                    "01 September 2023",
                    "2023-09-01",
                ],
                Value::Null
            ),
            (
                (5457, 5674),
                [
                    "Лукашенко и Раиси подписали дорожную карту всестороннего сотрудничества до 2026 года",
                    "Lukashenko and Raisi sign roadmap of comprehensive cooperation until 2026",
                    "Gosstandart",
                    "",
                    "Belarussian State Media",
                    "13 March 2023",
                    "2023-03-13",
                ],
                json!(0)
            ),
        ]
    );
    assert_eq!(chars(&a, &citations[2]["title"]), (5458, 5542));
    assert_eq!(chars(&a, &citations[2]["title_translated"]), (5544, 5617));
    assert_eq!(chars(&a, &citations[2]["date"]), (5660, 5673));
    let title = chars(&a, &citations[1]["title"]);
    assert!(title.0 <= 3513 && title.1 == 3524, "the original's own brackets are of the title: {title:?}");

    // The mark and the note lead to each other.
    let notes = list(&told, "notes");
    assert_eq!(notes.len(), 1);
    assert_eq!(text_of(&notes[0], "label"), "i");
    assert_eq!(list(&notes[0], "marks").iter().map(|mark| chars(&a, mark)).collect::<Vec<_>>(), [(1199, 1202)]);
    assert_eq!((chars(&a, &notes[0]["body"]), &notes[0]["citations"]), ((5320, 5674), &json!([2])));
}

#[test]
fn what_does_not_fit_in_the_first_sample_document_is_told_with_its_places() {
    let place = Place::with_seeds();
    let [(a, told), (_, b)] = seeds(&place);
    let checks: Vec<(&str, Vec<(usize, usize)>)> = list(&told, "checks")
        .iter()
        .map(|check| (text_of(check, "check"), list(check, "places").iter().map(|place| chars(&a, place)).collect()))
        .collect();
    let spelled = a[..a.find("Belarus").unwrap()].chars().count();
    let alliance = a[..a.find("the alliance is").unwrap()].chars().count() + 4;
    let through = a[..a.find("through 2026").unwrap()].chars().count();
    let until = a[..a.find("until 2026").unwrap()].chars().count();
    let russian = a[..a.find("до 2026").unwrap()].chars().count();
    assert_eq!(
        checks,
        [
            ("pull_quote_differs", vec![(49, 153), (3297, 3402)]),
            ("spellings", vec![(spelled, spelled + 7), (5634, 5645)]),
            ("misspelled", vec![(2349, 2365)]),
            ("outlet_described", vec![(5634, 5657), (5621, 5632)]),
            ("bounds", vec![(through, through + 12), (until, until + 10), (russian, russian + 7)]),
            ("relative_date", vec![(1099, 1116), (5660, 5673)]),
            ("not_in_excerpt", vec![(alliance, alliance + 8), (481, 585), (2331, 2568)]),
        ]
    );
    assert!((1099..1202).contains(&through) && (5544..5617).contains(&until) && (5458..5542).contains(&russian));
    assert_eq!(b["checks"], json!([]));
    let says = list(&told, "checks").iter().map(|check| text_of(check, "says")).collect::<Vec<_>>();
    assert!(says.contains(&"The citation describes Gosstandart as “Belarussian State Media”."), "{says:?}");
}

#[test]
fn what_the_sample_documents_rest_on_is_wanted() {
    let place = Place::with_seeds();
    let [(_, in_a), (b, in_b)] = seeds(&place);
    let wanted = |told: &Value| -> Vec<String> {
        list(told, "wanted").iter().map(|wanted| text_of(wanted, "text").to_owned()).collect()
    };
    assert_eq!(
        wanted(&in_a),
        [
            "The original of “Встреча с первым вице-презмдентом Ирана Мохаммадом Мохбером”, Пресс-служба Президента Республики Беларусь, 17 October 2023",
            "The original of “Официальный визит Министра обороны Беларуси в Исламскую Республику Иран (дополнено)”, Министерство Обороны Республики Беларусь, 01 September 2023",
            "The original of “Лукашенко и Раиси подписали дорожную карту всестороннего сотрудничества до 2026 года”, Gosstandart, 13 March 2023",
        ]
    );
    let post = &list(&in_b, "wanted")[0];
    assert_eq!(wanted(&in_b), ["The post on X by Valery Revenko"]);
    assert_eq!((chars(&b, post), text_of(post, "key")), ((364, 402), "post|x|valery revenko"));
    assert_eq!(chars(&b, &post["author"]), (190, 204));

    // Held once a document is headed by the original title; and the keys stay what they are.
    let title = text_of(&list(&in_a, "citations")[0]["title"], "quote");
    place.put("original.txt", format!("{title} | Пресс-служба\n\nСегодня в Минске состоялась встреча.\n"));
    place.run(["add", "p.assay", "original.txt"]).well();
    let [(_, again), _, ..] = &told(&place).into_iter().map(|t| ((), t)).collect::<Vec<_>>()[..] else { panic!() };
    let original = &list(again, "citations")[0]["original"];
    assert!(place.list("documents").iter().any(|d| d["id"] == *original && d["file_name"] == "original.txt"));
    let keys = |told: &Value| list(told, "wanted").iter().map(|w| text_of(w, "key").to_owned()).collect::<Vec<_>>();
    assert_eq!(keys(again), keys(&in_a)[1..]);
}

#[test]
fn the_second_sample_document_is_an_article_with_one_sentence_a_line_and_no_more() {
    let place = Place::with_seeds();
    let [_, (b, told)] = seeds(&place);
    assert_eq!((text_of(&told, "kind"), text_of(&told, "layout")), ("news_article", "sentence_per_line"));
    let lines: Vec<&str> = b.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!((parts(&told, "sentence"), kinds(&told).len()), (lines, 24));
    assert_eq!((&told["citations"], &told["notes"]), (&json!([]), &json!([])));

    let ran = place.run(["analyse", "p.assay", "anatomy", "--document", text_of(&told, "document")]).well();
    assert!(ran.text().contains("  article, one sentence a line\n  sentences       24\n"), "{ran:?}");
    assert!(ran.err.contains("1 documents (1 article), 0 checks, 1 wanted."), "{ran:?}");
}

/// An item with this citation, and the fields of the one that is found.
fn cited(citation: &str) -> Option<[String; 7]> {
    let long = "Both ministries have met and have spoken about what is to come. ".repeat(5);
    let told =
        of(&format!("Two Ministries Meet\n\n{long}\n\n{citation}\n\nThe ministers met again and spoke at length.\n"));
    let all = list(&told, "citations");
    if all.is_empty() {
        assert_eq!(told["kind"], "other");
        return None;
    }
    assert_eq!((all.len(), text_of(&told, "kind")), (1, "oe_watch_item"), "{citation}");
    assert_eq!(parts(&told, "excerpt"), ["The ministers met again and spoke at length."]);
    let of = |field: &str| quote(&all[0][field]).to_owned();
    let edtf = text_of(&all[0]["date"], "edtf").to_owned();
    let (title, outlet) = ((of("title"), of("title_translated")), (of("outlet"), of("outlet_translated")));
    Some([title.0, title.1, outlet.0, outlet.1, of("descriptor"), edtf, of("url")])
}

#[test]
fn every_pair_of_marks_and_every_language_of_the_lists_is_read() {
    for (citation, fields) in [
        (
            "«Встреча (дополнено) (Meeting (Updated))», Известия (Izvestia), 17 октября 2023 г.",
            ["Встреча (дополнено)", "Meeting (Updated)", "Известия", "Izvestia", "", "2023-10-17", ""],
        ),
        (
            "«Газета «Труд» о встрече (Trud on a Meeting),» Газета «Труд» (Trud), 1 March 2024.",
            ["Газета «Труд» о встрече", "Trud on a Meeting", "Газета «Труд»", "Trud", "", "2024-03-01", ""],
        ),
        (
            "„Treffen der Minister in Minsk (Ministers Meet in Minsk),“ Zeitung (German Daily), 3. März 2023.",
            [
                "Treffen der Minister in Minsk",
                "Ministers Meet in Minsk",
                "Zeitung",
                "",
                "German Daily",
                "2023-03-03",
                "",
            ],
        ),
        (
            "„Spotkanie ministrów w Mińsku (Ministers Meet),” Gazeta (Polish Daily), 12 May 2023.",
            ["Spotkanie ministrów w Mińsku", "Ministers Meet", "Gazeta", "", "Polish Daily", "2023-05-12", ""],
        ),
        (
            "\"Встреча министров (Ministers Meet),\" ТАСС (TASS), 17 October 2023.",
            ["Встреча министров", "Ministers Meet", "ТАСС", "TASS", "", "2023-10-17", ""],
        ),
        (
            "\"The \"New\" Plan,\" The Daily, 17 October 2023.",
            ["The \"New\" Plan", "", "The Daily", "", "", "2023-10-17", ""],
        ),
        (
            "‘Belarus’s plan (and ours),’ People’s Daily (state newspaper), 17 October 2023.",
            ["Belarus’s plan (and ours)", "", "People’s Daily", "", "state newspaper", "2023-10-17", ""],
        ),
        (
            "“Une rencontre à Minsk (A Meeting in Minsk),” Le Journal, 17 août 2023.",
            ["Une rencontre à Minsk", "A Meeting in Minsk", "Le Journal", "", "", "2023-08-17", ""],
        ),
        (
            "«دیدار وزیران (Ministers Meet)»، ایرنا (IRNA)، ۲۵ مهر ۱۴۰۲.",
            ["دیدار وزیران", "Ministers Meet", "ایرنا", "IRNA", "", "2023-10-17", ""],
        ),
        ("“Ministers Meet,” The Daily, March 2023.", ["Ministers Meet", "", "The Daily", "", "", "2023-03", ""]),
        (
            "“Встреча (Meeting)” ТАСС (TASS), 17 October 2023",
            ["Встреча", "Meeting", "ТАСС", "TASS", "", "2023-10-17", ""],
        ),
        (
            "“Встреча (Meeting (Updated),” ТАСС (TASS), 17 October 2023.",
            ["Встреча", "Meeting (Updated)", "ТАСС", "TASS", "", "2023-10-17", ""],
        ),
        (
            "Source: “Встреча (Meeting),” ТАСС (state agency; TASS), Tuesday, 17 October 2023. https://example.invalid/a",
            ["Встреча", "Meeting", "ТАСС", "state agency; TASS", "", "2023-10-17", "https://example.invalid/a"],
        ),
        (
            "“\u{2068}دیدار\u{2069} (Meeting),” \u{2068}ایرنا\u{2069} (IRNA), 17 October 2023, https://example.invalid/b, accessed 01 May 2024.",
            ["دیدار", "Meeting", "ایرنا", "IRNA", "", "2023-10-17", "https://example.invalid/b"],
        ),
    ] {
        assert_eq!(
            cited(citation).as_ref().map(|found| found.each_ref().map(String::as_str)),
            Some(fields),
            "{citation}"
        );
    }
}

#[test]
fn what_is_no_citation_of_this_form_is_not_made_one() {
    for line in [
        "Smith, J. (2023). Ministers meet. The Daily, 12(3), 45–67.",
        "Smith, John. “Ministers Meet.” The Daily 12, no. 3 (2023): 45–67.",
        "“We will go,” the minister said in Minsk, 17 October 2023.",
        "\"Techniques of Old.\" Methods for Everybody, Old Company, 1996.",
        "“We will go. Nobody knows when.”",
        "“Ministers Meet,” The Daily.",
        "“Ministers Meet,” accessed 17 October 2023.",
        "“Ministers Meet, The Daily, 17 October 2023.",
        "“,” , 17 October 2023.",
        "“Ministers Meet,” Journal of Things, vol. 3, 17 October 2023.",
        "“Ministers Meet,” 31 February 2023.",
    ] {
        assert_eq!(cited(line), None, "{line}");
    }
}

#[test]
fn notes_and_marks_lead_to_each_other_and_those_that_lead_nowhere_are_told() {
    let told = of(
        "The plan was signed.[1] It runs on,² and on [3] as told.[ii]\n\nThe a[i] of the code is no mark, nor is m².\n\n[1] See “План (Plan),” ТАСС (TASS), 1 May 2020.\n² Words of their own.\n[3] More words.\n[4] Nobody leads here.\n",
    );
    let shown: Vec<_> = list(&told, "notes")
        .iter()
        .map(|note| {
            (text_of(note, "label"), list(note, "marks").len(), quote(&note["body"]).len() > 5, &note["citations"])
        })
        .collect();
    let none = json!([]);
    assert_eq!(
        shown,
        [
            ("1", 1, true, &json!([0])),
            ("2", 1, true, &none),
            ("3", 1, true, &none),
            ("ii", 1, false, &none),
            ("4", 0, true, &none),
        ]
    );
    let checks: Vec<_> = list(&told, "checks").iter().map(|c| (text_of(c, "check"), quote(&c["places"][0]))).collect();
    assert_eq!(checks, [("mark_without_note", "[ii]"), ("note_without_mark", "[4] Nobody leads here.")]);
    assert_eq!(list(&told, "citations")[0]["note"], 0);
}

#[test]
fn a_press_release_is_told_by_its_words_and_has_an_issuer_a_contact_and_an_end() {
    let told = of(
        "MINISTRY OF WATER\n\nFOR IMMEDIATE RELEASE\n\nContact: Jane Doe\n+1 555 010 0199\npress@example.invalid\n\nMinistry Opens a New Dam in the North\n\nNORTHTOWN, March 3, 2024 – The ministry opened a dam today. It is the third of its kind.\n\n###\n\nAbout the Ministry of Water\n",
    );
    assert_eq!(told["kind"], "press_release");
    assert_eq!(
        kinds(&told),
        ["issuer", "release", "contact", "headline", "dateline", "paragraph", "end_mark", "paragraph"]
    );
    assert_eq!(parts(&told, "issuer"), ["MINISTRY OF WATER"]);
    assert_eq!(parts(&told, "contact"), ["Contact: Jane Doe\n+1 555 010 0199\npress@example.invalid"]);
    assert_eq!(parts(&told, "headline"), ["Ministry Opens a New Dam in the North"]);
    let line = part(&told, "dateline");
    assert_eq!((quote(&line["place"]), text_of(&line["date"], "edtf")), ("NORTHTOWN", "2024-03-03"));

    for (text, issuer, end) in [
        (
            "Пресс-релиз\n\nЗавод открыл новый цех\n\nЦех открыт сегодня утром.\n\nКонтакты: press@example.invalid\n",
            "",
            "",
        ),
        (
            "Pressemitteilung vom Verein Nordlicht\n\nVerein eröffnet ein Haus\n\nDas Haus wurde heute eröffnet.\n\n-Ende-\n",
            "Verein Nordlicht",
            "-Ende-",
        ),
        (
            "COMMUNIQUÉ DE PRESSE\n\nUne maison ouvre ses portes\n\nLa maison a ouvert.\n\nContact presse : Anne Petit, 01 02 03 04 05\n",
            "",
            "",
        ),
        (
            "For release: 3 March 2024\n\nA House Opens Its Doors\n\nThe house opened.\n\n- 30 -\n\nAbout Northern Lights\n",
            "Northern Lights",
            "- 30 -",
        ),
        (
            "Press Release\n3 March 2024\n\nA House Opens Its Doors\n\nThe house opened.\n\nIssued by: Northern Lights\n",
            "Northern Lights",
            "",
        ),
    ] {
        let told = of(text);
        assert_eq!(told["kind"], "press_release", "{text}");
        let first = |kind: &str| list(&told, "parts").iter().find(|part| part["kind"] == kind).cloned();
        let named = first("issuer").map(|part| quote(&part["issuer"]).to_owned());
        assert_eq!(named.as_deref().unwrap_or_default(), issuer, "{text}");
        assert_eq!(first("end_mark").as_ref().map_or("", quote), end, "{text}");
    }
    // Behind a letterhead, and by whoever distributes it.
    let letterhead = of(
        "NORTHERN LIGHTS\n12 Road, Northtown\nPhone: 555 0100 100\nFOR IMMEDIATE RELEASE\n8 March 2024\nA House Opens Its Doors\nNORTHTOWN, Ohio – 8 March 2024 – The house opened today, and people came from all sides to see it.\nFor more information, please contact:\nJane Roe, Press Office, jane@example.invalid\n- END -\n",
    );
    let first = |kind: &str| parts(&letterhead, kind)[0];
    assert_eq!((first("issuer"), first("headline")), ("NORTHERN LIGHTS", "A House Opens Its Doors"));
    assert!(first("contact").ends_with("jane@example.invalid"), "{letterhead}");
    assert_eq!(first("end_mark"), "- END -");
    let wired = of(
        "A House Opens Its Doors\n\nNORTHTOWN, March 8, 2024 /PRNewswire/ -- The house opened today.\n\nSOURCE Northern Lights\n",
    );
    assert_eq!(
        (&wired["kind"], quote(&part(&wired, "issuer")["issuer"])),
        (&json!("press_release"), "Northern Lights")
    );
    // A line of that kind alone, in a list of things, makes none.
    assert_eq!(of("Press release\n\nNews\n\nWe write about the sea and what lives in it.\n")["kind"], "other");
}

#[test]
fn a_wire_story_is_told_by_its_dateline() {
    for (text, place, date, agency, body) in [
        (
            "Ministers Meet in Minsk\nBy Jane Doe\nMINSK, Oct 17 (Reuters) — The ministers met.\n\nThey spoke.\n",
            "MINSK",
            "XXXX-10-17",
            "Reuters",
            "The ministers met.",
        ),
        (
            "МИНСК, 17 октября. /ТАСС/. Министры встретились.\n\nОни говорили.\n",
            "МИНСК",
            "XXXX-10-17",
            "ТАСС",
            "Министры встретились.",
        ),
        ("تهران – ایرنا – وزیران دیدار کردند.\n\nآنها سخن گفتند.\n", "تهران", "", "ایرنا", "وزیران دیدار کردند."),
        (
            "Treffen in Berlin\n\nBerlin (dpa) - Die Minister trafen sich.\n",
            "Berlin",
            "",
            "dpa",
            "Die Minister trafen sich.",
        ),
        (
            "PARIS, 17 oct 2023 (AFP) - Les ministres se sont réunis.\n",
            "PARIS",
            "2023-10-17",
            "AFP",
            "Les ministres se sont réunis.",
        ),
    ] {
        let told = of(text);
        assert_eq!(told["kind"], "wire_story", "{text}");
        let line = part(&told, "dateline");
        let edtf = if line["date"].is_null() { "" } else { text_of(&line["date"], "edtf") };
        assert_eq!((quote(&line["place"]), edtf, quote(&line["agency"])), (place, date, agency), "{text}");
        assert!(parts(&told, "paragraph").contains(&body), "{told}");
    }
    let first =
        of("Ministers Meet in Minsk\nBy Jane Doe\nMINSK, Oct 17 (Reuters) — The ministers met.\n\nThey spoke.\n");
    assert_eq!(kinds(&first), ["headline", "byline", "dateline", "paragraph", "paragraph"]);
    assert_eq!(quote(&part(&first, "byline")["author"]), "Jane Doe");
    let article =
        of("Ministers Meet in Minsk\n\nBy Jane Doe and John Roe\n\nPublished: 17 October 2023\n\nThe ministers met.\n");
    assert_eq!(article["kind"], "news_article");
    assert_eq!(kinds(&article), ["headline", "byline", "dateline", "paragraph"]);
    assert_eq!(text_of(&part(&article, "dateline")["date"], "edtf"), "2023-10-17");
}

#[test]
fn a_transcript_is_told_by_those_who_speak_by_turns() {
    let told = of(
        "Talk on the Radio\n\nHOST: Good evening, minister. What was said in Minsk?\n\nMINISTER: We said what we had to say.\n\nHOST: And what was that?\n\nMINISTER: That nobody is threatened. We all agreed on that.\n",
    );
    assert_eq!(told["kind"], "transcript");
    let turns: Vec<(&str, &str)> = list(&told, "parts")
        .iter()
        .filter(|part| part["kind"] == "turn")
        .map(|turn| (quote(&turn["speaker"]), quote(&turn["words"])))
        .collect();
    assert_eq!(turns.len(), 4);
    assert_eq!(turns[1], ("MINISTER", "We said what we had to say."));
    let russian = of(
        "Ведущий: Добрый вечер. Что было в Минске?\nИванов: Мы сказали, что хотели.\nВедущий: А что именно?\nИванов: Что никто никому не угрожает.\n",
    );
    assert_eq!((russian["kind"].as_str(), parts(&russian, "turn").len()), (Some("transcript"), 4));
    for none in [
        "Glossary: a tie.\n\nGlossary: a slur, a tie.\n\nGlossary: a note.\n\nGlossary: a rest.\n\nThe end: a bar.\n",
        "1.1. What is this?\n\nThis is a list.\n\n1.2. Who made it?\n\nWe did.\n\n1.3. Why?\n\nNo. Nobody knows.\n\nNo. Ask.\n",
        "Note: This is old.\n\nWarning: It may break.\n\nNote: Take care.\n\nWarning: Do not touch it.\n",
        "Name: a\nVersion: 1\n\nName: b\nVersion: 2\n\nName: c\nVersion: 3\n",
    ] {
        assert_eq!(of(none)["kind"], "other", "{none}");
    }
}

#[test]
fn a_text_with_no_parts_is_paragraphs() {
    let told = of(
        "It rained on Monday, and the river rose. People went home.\n\nOn Tuesday it did not rain. The river stayed where it was… for a day.\n",
    );
    assert_eq!((text_of(&told, "kind"), kinds(&told)), ("other", vec!["paragraph", "paragraph"]));
    for nothing in ["citations", "notes", "checks", "wanted"] {
        assert_eq!(told[nothing], json!([]), "{nothing}");
    }
    // A paragraph that was wrapped is one.
    let wrapped = of(
        "A paragraph that somebody wrapped after some sixty characters or\nso, as mails and old files have them, is one paragraph and has\none place.\n\nThe next one is short.\n",
    );
    assert_eq!(parts(&wrapped, "paragraph").len(), 2);
}

#[test]
fn headings_that_the_import_knows_are_taken() {
    let place = Place::with_texts(&[(
        "a.html",
        "<title>Site</title><h1>water is rising.</h1><p>It rains in the north, and it will rain for a long time.</p><h2>What comes</h2><p>More of it.</p>",
    )]);
    let all = told(&place);
    assert_eq!((parts(&all[0], "headline"), parts(&all[0], "heading")), (vec!["water is rising."], vec!["What comes"]));
}

#[test]
fn what_a_text_says_was_published_elsewhere_is_wanted_with_its_author() {
    let wanted = |sentence: &str| -> Vec<(String, String)> {
        // Enough of its language beside it that the import knows it.
        let beside = match sentence {
            german if german.contains("Straße") => "Es war eine ruhige Woche in der Stadt, und man hörte nur wenig.",
            french if french.contains("route") => {
                "C’était une semaine calme dans la ville, et on n’a pas entendu grand-chose."
            }
            russian if russian.contains('о') => "В городе была тихая неделя, и слышно было немного.",
            _ => "It was a quiet week in the city, and little was heard.",
        };
        let told = of(&format!("{beside}\n\n{sentence}\n"));
        list(&told, "wanted").iter().map(|w| (text_of(w, "text").to_owned(), text_of(w, "quote").to_owned())).collect()
    };
    for (sentence, text, words) in [
        (
            "The road is closed, according to a report by the Institute for Roads and Rivers.",
            "The report by Institute for Roads and Rivers",
            "according to a report by the Institute for Roads and Rivers",
        ),
        (
            "Ivan Petrov said in a Telegram post that the road is closed.",
            "The post on Telegram by Ivan Petrov",
            "in a Telegram post",
        ),
        ("Jane Doe wrote on X Monday that the road is closed.", "The post on X by Jane Doe", "wrote on X"),
        (
            "The road is closed, wrote Ivan Petrov on Telegram.",
            "The post on Telegram by Ivan Petrov",
            "wrote Ivan Petrov on Telegram",
        ),
        (
            "In a statement, the Ministry of Roads said that the road is closed.",
            "The statement by Ministry of Roads",
            "In a statement",
        ),
        (
            "The road is closed, the ministry said in a press release on Monday.",
            "The press release that is spoken of: “in a press release”",
            "in a press release",
        ),
        (
            "In an interview with a local paper, Mayor Jane Doe said the road is closed.",
            "The interview with Mayor Jane Doe",
            "In an interview",
        ),
        (
            "Об этом говорится в докладе Института дорог, сообщил Иван Петров.",
            "The report by Института",
            "говорится в докладе Института",
        ),
        (
            "Дорога закрыта, сообщил Иван Петров в посте в Telegram.",
            "The post on Telegram by Иван Петров",
            "в посте в Telegram",
        ),
        (
            "Die Straße ist gesperrt, sagte Jane Doe in einem Interview.",
            "The interview with Jane Doe",
            "in einem Interview",
        ),
        (
            "La route est fermée, a déclaré Jane Doe dans un message sur X.",
            "The post on X by Jane Doe",
            "dans un message sur X",
        ),
    ] {
        let language = wanted(sentence);
        assert_eq!(language, [(text.to_owned(), words.to_owned())], "{sentence}");
    }
    for none in [
        "A row is counted in a SELECT statement if it fits.",
        "He put the letter in a box and said nothing.",
        "In this report we describe the road.",
        "The statement in line 3 is wrong.",
        "The text is marked as encoded in X, and claims are made on X Window servers.",
        "They spoke for hours and wrote nothing down.",
    ] {
        assert_eq!(wanted(none), [], "{none}");
    }
}

#[test]
fn lists_of_ones_own_are_used_but_for_lines_that_cannot_be() {
    let note = "“Plan (План),” The Daily, 3 May 2020, https://example.org, spotted 4 May 2020.";
    let place = Place::with_texts(&[("a.txt", &format!("{note}\n\nIt was told.\n"))]);
    assert_eq!(told(&place)[0]["citations"], json!([]));
    place.put(
        "own.txt",
        "# mine\nen accessed  spotted\nen month.1  Bar\nen\nEN about x\nen byline  a b c d e f g h i\nen about  ,\n",
    );
    let ran = place.run(["analyse", "p.assay", "anatomy", "--json", "--wordings", "own.txt"]).well();
    assert_eq!(ran.json()["citations"][0]["accessed"]["edtf"], "2020-05-04");
    for slip in [
        "line 3: “month.1” is no class; there are",
        "line 4: no words",
        "line 5: “EN” is no language",
        "line 6: a phrase has at most",
        "line 7: nothing stands between two commas",
    ] {
        assert!(ran.err.contains(slip), "{slip}: {}", ran.err);
    }
    place.run(["analyse", "p.assay", "anatomy", "--wordings", "none.txt"]).fault(1, "AS-CLI-05");
    assert_eq!(place.run(["analyse", "p.assay", "quotes", "--wordings", "own.txt"]).code(), 2);
    assert_eq!(
        place.run(["analyse", "p.assay", "words", "--document", text_of(&told(&place)[0], "document")]).code(),
        2
    );
    let empty = Place::new();
    empty.run(["new", "p.assay"]).well();
    assert_eq!(empty.run(["analyse", "p.assay", "anatomy"]).code(), 1);
}

/// Texts that mean harm, each so many times as long.
fn harmful(times: usize) -> Vec<(&'static str, String)> {
    let item = |excerpt: &str| {
        let long = "Both ministries have met and have spoken about what is to come. ".repeat(5);
        format!(
            "Two Meet\n\nThey met and they met again.\n\n{long}\n\n“План (Plan),” ТАСС (TASS), 1 May 2020.\n\n{excerpt}\n"
        )
    };
    vec![
        ("opened brackets", format!("“{},” The Daily, 1 May 2020.", "(".repeat(times))),
        ("closed brackets", format!("“a{},” The Daily, 1 May 2020.", ")".repeat(times))),
        ("nested brackets", format!("“a {}b{},” The Daily, 1 May 2020.", "(".repeat(times), ")".repeat(times))),
        ("brackets a line each", "“a (((((,” b (c), 1 May 2020.\n".repeat(times / 50)),
        ("opened marks", "“".repeat(times)),
        ("marks of all kinds", "“«„\"‘’“».\n".repeat(times / 10)),
        ("straight marks", "\"a \"".repeat(times)),
        ("opened marks a line each", "“a «b „c\n".repeat(times / 4)),
        ("a mark and a note", ".[i] ".repeat(times)),
        ("notes", format!("a.[1]\n{}", "[1] b.[1]\n".repeat(times / 4))),
        ("notes with marks", "[1] “a «b „c “d «e, 1 May 2020\n".repeat(times / 10)),
        ("a long line", "a word and ".repeat(times)),
        ("a long word", "a".repeat(times * 10)),
        ("a long sentence that cites", "according to a report by the ".repeat(times / 4)),
        ("many that cite", "He said in a post on X. ".repeat(times / 50)),
        ("turns", "A: Yes.\nB: No.\n".repeat(times / 10)),
        ("contacts", format!("FOR IMMEDIATE RELEASE\n\n{}", "Contact: a@b.invalid\n".repeat(times / 10))),
        ("citations", format!("{}\n", item("“a”\n\n“b (c),” D (E), 1 May 2020.").repeat(times / 1000))),
        ("dots", item(&"a… [...] . . . ".repeat(times / 4))),
        ("quotations", item(&"“a,” said B. ".repeat(times / 100))),
        ("the same words", item(&"they met and they met again and ".repeat(times / 50))),
        ("dashes", "MINSK — - — / ( ".repeat(times / 4)),
        ("dates", "1 May 2020, ".repeat(times / 4)),
        ("names", "Belarusian Belarussian Ab Abb Abbian ".repeat(times / 10)),
        ("unseen", "\u{202E}\u{2068}\u{0}\u{301}\u{200F}\u{FEFF}".repeat(times)),
        ("line ends", "\n \u{A0}\n".repeat(times)),
        (
            "ends here and in titles",
            format!(
                "{}\n{}",
                "It runs through 2026 so. ".repeat(times / 50),
                "“A until 2026,” The Daily, 1 May 2020.\n".repeat(times / 50)
            ),
        ),
        ("a note each that cites", "[1] “A (B),” The Daily, 1 May 2020.\n".repeat(times / 50)),
    ]
}

#[test]
fn texts_that_mean_harm_are_taken_apart_all_the_same() {
    for (name, text) in harmful(100_000) {
        let given = Given::of(&text, Some("en"), None);
        let found = anatomy(&given, Lexicon::built_in());
        for part in &found.parts {
            assert!(text.get(part.bytes.clone()).is_some_and(|words| !words.is_empty()), "{name}: {part:?}");
        }
        assert!(found.parts.len() <= 100_000, "{name}");
        let all_there = found.wanted.iter().all(|proposal| text.get(proposal.words.clone()).is_some());
        assert!(all_there, "{name}");
        let places: usize = found.checks.iter().map(|check| check.places.len()).sum();
        assert!(places <= text.len(), "{name}: {places} places");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn whatever_is_written_is_taken_apart_between_characters(
        text in "([“”«»„\"‘’(),.…/—-]|[ \n\u{A0}]|\\[i\\]|\\[1\\] |MINSK|Oct|17|2023|октября|مهر|۱۴۰۲|Reuters|By|Jane|in a|report|on X|said|###|é\u{301}|.){0,60}",
    ) {
        let given = Given::of(&text, None, None);
        let found = anatomy(&given, Lexicon::built_in());
        let words = |bytes: &std::ops::Range<usize>| text.get(bytes.clone()).is_some_and(|words| !words.is_empty());
        prop_assert!(found.parts.iter().all(|part| words(&part.bytes)));
        prop_assert!(found.citations.iter().all(|c| words(&c.bytes) && words(&c.title) && words(&c.outlet) && words(&c.date.bytes)));
        prop_assert!(found.checks.iter().all(|check| check.places.iter().all(words)));
        prop_assert!(found.wanted.iter().all(|proposal| words(&proposal.words)));
    }
}

#[test]
fn a_line_of_ten_megabytes_and_marks_that_nothing_closes_are_told_by_the_program() {
    let line = "“We (all of us met, and spoke of 2 May 2020. ".repeat(220_000);
    assert!(line.len() > 10_000_000);
    let place = Place::with_texts(&[("a.txt", &line)]);
    let told = told(&place);
    assert_eq!((kinds(&told[0]), &told[0]["citations"]), (vec!["paragraph"], &json!([])));
}
