//! The anatomy of the first seed, an item of a press digest, made again from what a project holds: headline, pull quote,
//! commentary with a mark, citations each followed by excerpts, and the endnote with its citation; and a Persian and a
//! Russian quotation with their translations.

use super::docx::Package;
use super::held::{Held, SEED_A};
use super::{Product, block, brief, date, html_marks, html_text, made, outlet, refused, text, text_of, words};
use assay::domain::brief::{BlockKind, Cite};
use assay::domain::name::{Name, NameKind, Role};
use assay::domain::passage::Translation;
use assay::domain::struck::Struck;
use assay::domain::{Id, Sha256, Span, Words};
use assay::export::{ExportError, Format};

const PERSIAN: &str = "ما و بلاروس در برابر «تحریم‌ها» ایستاده‌ایم و در سال 2026 رزمایش مشترک برگزار می‌کنیم.";
const RUSSIAN: &str = "Наш ответ один: мы должны тесно взаимодействовать и вместе противостоять этим атакам.";

/// A paragraph of the seed, counted without the empty lines.
fn paragraph(n: usize) -> &'static str {
    SEED_A.lines().filter(|l| !l.trim().is_empty()).nth(n).unwrap()
}

fn state_outlet(p: &mut Held, name: &str, spelling: &str, what: Option<&str>) -> Id {
    let id = outlet(p, name, Some(spelling), None);
    if let Some(what) = what {
        p.add(Role { id: Id::new(), name: id, words: what.into(), since: None, until: None });
    }
    id
}

fn translated(p: &mut Held, passage: Id, into: &str) {
    p.add(Translation {
        id: Id::new(),
        passage,
        words: into.into(),
        language: words("en"),
        made_by: words("the desk"),
        made_on: Some(date("2023-11-02")),
    });
}

/// The item. The commentary's mark stands as `[7]` in our words, beside one that only says “ours”.
pub fn item() -> (Held, Product) {
    let mut p = Held::new("OE Watch");
    let president = state_outlet(
        &mut p,
        "The Press-Service of the President of Belarus",
        "Пресс-служба Президента Республики Беларусь",
        None,
    );
    let ministry =
        state_outlet(&mut p, "The Ministry of Defense of Belarus", "Министерство Обороны Республики Беларусь", None);
    let gosstandart = state_outlet(&mut p, "Gosstandart", "Gosstandart of Belarus", Some("Belarussian State Media"));
    let fars = state_outlet(&mut p, "Fars News Agency", "خبرگزاری فارس", Some("Iranian state news agency"));

    let visit = p.document("mokhber.txt", &format!("{}\n\n{RUSSIAN}\n", paragraph(4)), |d| {
        d.title = words("Встреча с первым вице-презмдентом Ирана Мохаммадом Мохбером");
        d.title_translated = words("Meeting with the First-Vice President of Iran Mohammad Mokhber");
        d.outlet = Some(president);
        d.language = words("ru");
        d.published = Some(date("2023-10-17"));
    });
    let excerpts = [paragraph(6), paragraph(7), paragraph(8)];
    let defense = p.document("khrenin.txt", &excerpts.join("\n\n"), |d| {
        d.title = words("Официальный визит Министра обороны Беларуси в Исламскую Республику Иран (дополнено)");
        d.title_translated =
            words("Official Visit of the Minister of Defense of Belarus to the Islamic Republic of Iran (Updated)");
        d.outlet = Some(ministry);
        d.language = words("ru");
        d.published = Some(date("2023-09-01"));
    });
    let roadmap = p.document("roadmap.txt", "Дорожная карта.", |d| {
        d.title = words("Лукашенко и Раиси подписали дорожную карту всестороннего сотрудничества до 2026 года");
        d.title_translated = words("Lukashenko and Raisi sign roadmap of comprehensive cooperation until 2026");
        d.outlet = Some(gosstandart);
        d.language = words("ru");
        d.published = Some(date("2023-03-13"));
    });
    let tehran = p.document("fars.txt", PERSIAN, |d| {
        d.title = words("وزیر دفاع: در برابر تحریم‌ها می‌ایستیم");
        d.title_translated = words("Minister of Defense: “We stand against sanctions”");
        d.outlet = Some(fars);
        d.language = words("fa");
        d.published = Some(date("2023-10"));
    });

    let pull = p.passage(visit, super::RESIST);
    let welcome = p.passage(visit, paragraph(4));
    let russian = p.passage(visit, RUSSIAN);
    let khrenin = excerpts.map(|words| p.passage(defense, words));
    let persian = p.passage(tehran, PERSIAN);
    translated(
        &mut p,
        russian,
        "Our answer is one: we must work closely with one another and resist these attacks together.",
    );
    translated(
        &mut p,
        persian,
        "We and Belarus have withstood the “sanctions”, and we will hold a joint exercise in 2026.",
    );

    let commentary = text(&paragraph(2).replace("2026.[i]", "2026.[7]").replace("globally.", "globally. [2]"));
    let note = SEED_A.lines().last().unwrap().strip_prefix("[i] ").unwrap();
    let note = note.split(" “").next().unwrap();
    let cite = |label, document, note| Cite {
        id: Id::new(),
        block: commentary.id,
        label,
        passage: None,
        claim: None,
        document,
        judgement: None,
        note,
    };
    p.add(cite(2, None, None));
    p.add(cite(7, Some(roadmap), words(note)));
    let quotation = |passage| block(BlockKind::Quotation, |b| b.passage = Some(passage));
    let citation = |document| block(BlockKind::Citation, |b| b.document = Some(document));
    let mut blocks = vec![
        block(BlockKind::Headline, |b| b.words = words(paragraph(0))),
        block(BlockKind::PullQuote, |b| b.passage = Some(pull)),
        commentary,
        citation(visit),
        quotation(welcome),
        quotation(russian),
        citation(defense),
    ];
    blocks.extend(khrenin.map(quotation));
    blocks.extend([citation(tehran), quotation(persian)]);
    let product = brief(&mut p, "Belarus and Iran", blocks);
    (p, product)
}

fn place(n: u32, text: &str, words: &str) -> String {
    let start = text.find(words).unwrap();
    let hash = Sha256::of(words.as_bytes()).short();
    format!("¶ {n}, bytes {start}–{}; SHA-256 of the passage {hash}.", start + words.len())
}

/// The item as its reader should have it, a paragraph each: style and words.
fn expected() -> Vec<(&'static str, String)> {
    let visit = format!("{}\n\n{RUSSIAN}\n", paragraph(4));
    let excerpts = [paragraph(6), paragraph(7), paragraph(8)];
    let defense = excerpts.join("\n\n");
    let fars = "“وزیر دفاع: در برابر تحریم‌ها می‌ایستیم (Minister of Defense: ‘We stand against sanctions’),” \
        خبرگزاری فارس (Fars News Agency), October 2023. [Iranian state news agency.]";
    let by = "Translated by the desk, 02 November 2023";
    let gosstandart = SEED_A
        .lines()
        .last()
        .unwrap()
        .replace(" (Belarussian State Media), 13 March 2023.", ", 13 March 2023. [Belarussian State Media.]");
    let row = |citation: &str, file: &str, text: &str| {
        let hash = Sha256::of(text.as_bytes()).short();
        [citation.to_owned(), "not graded".to_owned(), format!("{file}, UTF-8"), hash].map(|words| ("TableText", words))
    };
    let mut out = vec![
        ("Title", paragraph(0).to_owned()),
        ("PullQuote", super::RESIST.to_owned()),
        (
            "PullQuoteSource",
            format!(
                "“Встреча с первым вице-презмдентом Ирана Мохаммадом Мохбером,” {}",
                place(1, &visit, super::RESIST)
            ),
        ),
        ("Commentary", paragraph(2).to_owned()),
        ("Citation", paragraph(3).to_owned()),
        ("Excerpt", paragraph(4).to_owned()),
        ("ExcerptSource", place(1, &visit, paragraph(4))),
        ("Excerpt", RUSSIAN.to_owned()),
        ("ExcerptSource", place(2, &visit, RUSSIAN)),
        (
            "Translation",
            "Our answer is one: we must work closely with one another and resist these attacks together.".to_owned(),
        ),
        ("ExcerptSource", by.to_owned()),
        ("Gap", String::new()),
        ("Citation", paragraph(5).to_owned()),
    ];
    for (n, words) in (1..).zip(excerpts) {
        out.push(("Excerpt", words.to_owned()));
        out.push(("ExcerptSource", place(n, &defense, words)));
    }
    out.extend([
        ("Citation", fars.to_owned()),
        ("Excerpt", PERSIAN.to_owned()),
        ("ExcerptSource", place(1, PERSIAN, PERSIAN)),
        (
            "Translation",
            "We and Belarus have withstood the “sanctions”, and we will hold a joint exercise in 2026.".to_owned(),
        ),
        ("ExcerptSource", by.to_owned()),
        ("Gap", String::new()),
        ("Heading2", "Sources".to_owned()),
    ]);
    out.extend(["Document", "Source", "File", "SHA-256"].map(|head| ("TableHead", head.to_owned())));
    let cited = gosstandart.split(" see: ").nth(1).unwrap().to_owned();
    out.extend(row(paragraph(3), "mokhber.txt", &visit));
    out.extend(row(&cited, "roadmap.txt", "Дорожная карта."));
    out.extend(row(paragraph(5), "khrenin.txt", &defense));
    out.extend(row(fars, "fars.txt", PERSIAN));
    let head = Sha256::of(b"head");
    out.extend([
        ("Gap", String::new()),
        ("Verification", format!("10 sentences of the text rest on nothing that is cited. Assay 0.1.0, history head {head} (12 edits), verify with assay check PROJECT")),
        ("Heading2", "Endnotes".to_owned()),
        ("EndnoteText", String::new()),
        ("EndnoteText", gosstandart),
    ]);
    out
}

/// Words alone: white space is one space, isolates are gone, and a hash is as long as the paper gives it.
pub fn bare(text: &str) -> String {
    let text: String = text.chars().filter(|c| !matches!(c, '\u{200E}' | '\u{2066}'..='\u{2069}')).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_item_stands_in_word_as_its_editors_would_set_it() {
    let (project, product) = item();
    let package = Package::of(&made(&project, &product, Format::Docx));
    let expected: Vec<(String, String)> = expected().into_iter().map(|(s, w)| (s.to_owned(), w)).collect();
    for (found, wanted) in package.paragraphs().iter().zip(&expected) {
        assert_eq!(found, wanted);
    }
    assert_eq!(package.paragraphs().len(), expected.len());
}

#[test]
fn the_item_has_the_same_words_in_html() {
    let (project, product) = item();
    let html = text_of(&made(&project, &product, Format::Html));
    // Tags end words here, so words are compared without the spaces between them.
    let letters = |text: &str| bare(text).replace(' ', "");
    let mut shown = letters(&html_text(&html));
    for document in ["mokhber.txt", "roadmap.txt", "khrenin.txt", "fars.txt"] {
        // The page gives the hash of a file whole.
        let at = shown.find(&format!("{document},UTF-8")).unwrap() + document.len() + ",UTF-8".len();
        shown.replace_range(at + 16..at + 64, "");
    }
    let wanted: String = expected().iter().map(|(_, words)| letters(words)).collect();
    assert_eq!(shown, wanted);
    assert_eq!(html_marks(&html), (vec![1], vec![1]), "the mark that says “ours” is gone, the other is the first");
}

#[test]
fn a_quotation_leaves_out_what_is_struck_and_nothing_else() {
    let (mut p, _) = item();
    let source = "We must cooperate together to resist these attacks.";
    let document = p.document("b.txt", source, |_| {});
    let passage = p.passage(document, source);
    let at = u32::try_from(source.find("these").unwrap()).unwrap();
    let quotation = |struck: Span| {
        block(BlockKind::Quotation, |b| {
            b.passage = Some(passage);
            b.struck = Struck::new([struck]);
        })
    };
    let product = brief(&mut p, "b", vec![quotation(Span::new(at, at + 5).unwrap())]);
    let package = Package::of(&made(&p, &product, Format::Docx));
    assert_eq!(package.quotes(), ["We must cooperate together to resist … attacks."]);
    assert!(package.raw.values().all(|part| !part.contains("these")), "what is left out is nowhere in the package");
    let product = brief(&mut p, "b", vec![quotation(Span::new(at, 900).unwrap())]);
    assert!(matches!(refused(&p, &product), ExportError::LeftOut { .. }));
}

#[test]
fn marks_of_every_kind_become_endnotes_in_order_of_appearance() {
    let mut p = Held::new("p");
    let document = p.document("b.txt", super::SEED_B, |d| d.title = words("A page"));
    let passage = p.passage(document, super::DENIAL);
    let claim = assay::domain::claim::Claim::of(super::DENIAL.into());
    super::rest(&mut p, claim.id, passage);
    let commentary =
        text("They deny it.[3] So it is said [1]. We think not.[2] A room [9] is a room.[4]\n\nOnly ours.[2]");
    let cite = |label, fill: &dyn Fn(&mut Cite)| {
        let mut cite = Cite {
            id: Id::new(),
            block: commentary.id,
            label,
            passage: None,
            claim: None,
            document: None,
            judgement: None,
            note: None,
        };
        fill(&mut cite);
        cite
    };
    p.add(cite(1, &|c| c.passage = Some(passage)));
    p.add(cite(2, &|_| {}));
    p.add(cite(3, &|c| c.claim = Some(claim.id)));
    p.add(cite(4, &|c| c.note = words("A note of ours")));
    p.add(claim);
    let product = brief(&mut p, "b", vec![commentary]);
    let package = Package::of(&made(&p, &product, Format::Docx));
    let told: Vec<String> =
        package.paragraphs().into_iter().filter(|(s, _)| s == "Commentary").map(|(_, w)| w).collect();
    assert_eq!(told, ["They deny it.[i] So it is said[ii]. We think not. A room [9] is a room.[iii]", "Only ours."]);
    let notes: Vec<String> =
        package.paragraphs().into_iter().filter(|(s, _)| s == "EndnoteText").map(|(_, w)| w).collect();
    let denial = super::DENIAL;
    let at = super::SEED_B.find(denial).unwrap();
    let hash = Sha256::of(denial.as_bytes()).short();
    let place = format!(
        "“A page,” [publisher unknown], n.d. ¶ 9, bytes {at}–{}; SHA-256 of the passage {hash}; source not graded.",
        at + denial.len()
    );
    assert_eq!(
        notes[1..],
        [
            format!("[i] Speaker not recorded, in the document’s words: “{denial}”. {place}"),
            format!("[ii] {place}"),
            "[iii] A note of ours.".to_owned()
        ]
    );
}

#[test]
fn a_merged_name_is_the_one_it_was_merged_into() {
    let mut p = Held::new("p");
    let kept = outlet(&mut p, "Fars News Agency", Some("خبرگزاری فارس"), None);
    let mut other = Name::new(NameKind::Organisation, Words::new("FNA"));
    other.merged_into = Some(kept);
    let merged = other.id;
    p.add(other);
    p.add(Role {
        id: Id::new(),
        name: merged,
        words: "State agency".into(),
        since: None,
        until: Some(date("2023-10")),
    });
    let document = p.document("a.txt", "text", |d| {
        d.title = words("Exercise planned");
        d.outlet = Some(merged);
        d.published = Some(date("2023-10-17"));
    });
    let product = brief(&mut p, "b", vec![block(BlockKind::Citation, |b| b.document = Some(document))]);
    let html = html_text(&text_of(&made(&p, &product, Format::Html)));
    assert!(html.contains("“Exercise planned,” Fars News Agency, 17 October 2023. [State agency.]"), "{html}");
}
