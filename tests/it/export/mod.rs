//! Exports, read back the way a reader's program reads them: quotations equal the passages' bytes, hostile words are inert,
//! endnotes add up, what is not proved is refused, and files are written whole or not at all.

mod anatomy;
mod docx;
mod faulted;
mod files;
mod held;
mod read_back;
mod wanted;

use assay::domain::brief::{Block, BlockKind, Brief};
use assay::domain::claim::{Claim, Evidence, EvidenceRole, Firmness, Form, Stance};
use assay::domain::document::Triage;
use assay::domain::grade::{ContentGrade, Reliability};
use assay::domain::judgement::{Confidence, Judgement, JudgementClaim};
use assay::domain::link::{ClaimLink, LinkKind, LinkStatus};
use assay::domain::name::{Name, NameKind, Role, SourceGrade, Spelling};
use assay::domain::passage::{AnchorState, PassageTag, Translation};
use assay::domain::tag::{Color, Tag, TagName};
use assay::domain::{Date, Fault, Id, ProjectRead, Sha256, Words};
use assay::export::{ExportError, Format, Product, Rendered, Report, render};
use held::{Held, SEED_A, SEED_B};
use read_back::{html_marks, html_quotes, html_tags, html_text, markdown_marks, markdown_quotes};

const DENIAL: &str = "the partnership between Belarus and Iran is not directed against any third party";
const RESIST: &str =
    "Our answer is one: we must work closely with one another, and cooperate together to resist these attacks,";

/// Everything that ever got out of a text field, in one string.
const ATTACK: &str = "<script>alert(1)</script>\"><img src=x onerror='alert(1)'>](javascript:alert(1)) ![x](https://evil.example/a.png) \
    </title></style></blockquote><style>*{}</style><!-- --> &lt;&amp;&#106;avascript: `code` ```\n# head\n\n- item\n1. item\n| a | b |\n|---|---|\n\
    ~~~ **bold** __b__ ~~s~~ www.evil.example me@evil.example [^1] $x$ \\ \\\\ \u{202E}txt.exe \u{2069}\u{2069}\u{202C} \u{0}\u{1b}[31m\u{85}\r\n> quote\n===";

fn date(edtf: &str) -> Date {
    edtf.parse().unwrap()
}

fn words(text: &str) -> Option<Words> {
    Some(Words::new(text))
}

fn text_of(rendered: &Rendered) -> String {
    String::from_utf8(rendered.bytes.clone()).unwrap()
}

fn made(project: &Held, product: &Product, format: Format) -> Rendered {
    let project: &dyn ProjectRead = project;
    render(project, product, format, "0.1.0").unwrap()
}

fn refused(project: &Held, product: &Product) -> ExportError {
    let project: &dyn ProjectRead = project;
    render(project, product, Format::Markdown, "0.1.0").unwrap_err()
}

/// Adds a brief with these blocks, in their order but stored in another.
fn brief(project: &mut Held, title: &str, blocks: Vec<Block>) -> Product {
    let brief = Brief { id: Id::new(), title: title.into() };
    for (ordinal, mut block) in (0_i64..).zip(blocks).collect::<Vec<_>>().into_iter().rev() {
        block.brief = brief.id;
        block.ordinal = ordinal;
        project.add(block);
    }
    let id = brief.id;
    project.add(brief);
    Product::Brief(id)
}

fn block(kind: BlockKind, fill: impl FnOnce(&mut Block)) -> Block {
    let mut block = Block::new(Id::new(), kind, 0);
    fill(&mut block);
    block
}

fn text(words: &str) -> Block {
    block(BlockKind::Text, |b| b.words = Some(words.into()))
}

fn rest(project: &mut Held, claim: Id, passage: Id) {
    project.add(Evidence { id: Id::new(), claim, passage: Some(passage), role: EvidenceRole::States, basis: None });
}

fn person(project: &mut Held, name: &str) -> Id {
    let name = Name::new(NameKind::Person, name.into());
    let id = name.id;
    project.add(name);
    id
}

fn outlet(project: &mut Held, name: &str, spelling: Option<&str>, grade: Option<Reliability>) -> Id {
    let name = Name::new(NameKind::Organisation, name.into());
    let id = name.id;
    project.add(name);
    if let Some(spelling) = spelling {
        project.add(Spelling { id: Id::new(), name: id, words: spelling.into(), scheme: None, note: None });
    }
    if let Some(reliability) = grade {
        project.add(SourceGrade {
            id: Id::new(),
            name: id,
            reliability,
            scope: None,
            reason: words("its record"),
            at_ms: 1,
        });
    }
    id
}

/// The two seeds and a Persian page, with claims that pull against each other, a judgement and a brief.
fn told() -> (Held, Product) {
    let mut p = Held::new("Minsk–Tehran");
    let watch = outlet(&mut p, "OE Watch", None, Some(Reliability::C));
    let agency = outlet(&mut p, "Fars News Agency", Some("خبرگزاری فارس"), None);
    let lukashenko = person(&mut p, "Alexander Lukashenko");
    p.add(Role {
        id: Id::new(),
        name: lukashenko,
        words: "President of Belarus".into(),
        since: Some(date("1994-07-20")),
        until: None,
    });
    p.add(Spelling {
        id: Id::new(), name: lukashenko, words: "Александр Лукашенко".into(), scheme: None, note: None
    });

    let a = p.document("000_84839096dc77e6c1.txt", SEED_A, |d| {
        d.title = words("Belarus and Iran Form Alliance Against the West");
        d.outlet = Some(watch);
        d.language = words("en");
        d.published = Some(date("2023-11"));
    });
    let b = p.document("002_288d556eec8bee92.txt", SEED_B, |d| {
        d.memo = words("One sentence a line.\n\nNo date, no outlet.");
    });
    let persian = "وزیر دفاع:\nما در برابر «تحریم‌ها» می‌ایستیم.\n";
    let c = p.document("fars.txt", persian, |d| {
        d.title = words("وزیر دفاع: در برابر تحریم‌ها می‌ایستیم");
        d.title_translated = words("Minister of Defense: “We stand against sanctions”");
        d.outlet = Some(agency);
        d.language = words("fa");
        d.published = Some(date("2023-10-17"));
        d.url = words("https://example.invalid/فارس?a=1&b=2");
        d.accessed = Some(date("2024-03-01"));
    });

    let alliance = Tag {
        id: Id::new(),
        parent: None,
        name: TagName::try_from("alliance".to_owned()).unwrap(),
        color: Color([90, 95, 168]),
        definition: words("Words for how close the two are."),
        digit: None,
        ordinal: 1,
    };
    let denial = Tag {
        id: Id::new(),
        parent: Some(alliance.id),
        name: TagName::try_from("denial".to_owned()).unwrap(),
        ..alliance.clone()
    };
    let (alliance_id, denial_id) = (alliance.id, denial.id);
    p.add(denial);
    p.add(alliance);

    let denied = p.passage(b, DENIAL);
    p.add(PassageTag { id: Id::new(), passage: denied, tag: denial_id, rule: None });
    let resist = p.passage(a, RESIST);
    p.add(PassageTag { id: Id::new(), passage: resist, tag: alliance_id, rule: None });
    let pull = p.passage(
        a,
        "Our answer is one: we must work closely with one another and cooperate together to resist these attacks.",
    );
    let stand = p.passage(c, "ما در برابر «تحریم‌ها» می‌ایستیم.");
    p.add(Translation {
        id: Id::new(),
        passage: stand,
        words: "We stand against the “sanctions”.".into(),
        language: words("en"),
        made_by: words("the desk"),
        made_on: Some(date("2024-03-02")),
    });

    let mut says_no = Claim::of(DENIAL.into());
    says_no.speaker = Some(lukashenko);
    says_no.role = words("Belarusian President");
    says_no.stance = Some(Stance::Denies);
    says_no.firmness = Some(Firmness::Asserted);
    says_no.form = Some(Form::IndirectQuote);
    says_no.said_at = Some(date("XXXX-08"));
    says_no.content_grade = Some(ContentGrade::try_from(3).unwrap());
    let mut says_resist = Claim::of("Belarus and Iran must resist Western attacks together".into());
    says_resist.reworded = true;
    says_resist.speaker = Some(lukashenko);
    says_resist.stance = Some(Stance::Affirms);
    says_resist.said_at = Some(date("2023-10-17"));
    says_resist.content_grade = Some(ContentGrade::try_from(2).unwrap());
    says_resist.memo = words("The Russian original is not held.");
    let mut heard = Claim::of("The exercise will be held in Belarus".into());
    heard.stance = Some(Stance::Affirms);
    p.add(Evidence {
        id: Id::new(),
        claim: heard.id,
        passage: None,
        role: EvidenceRole::States,
        basis: words("heard on the radio"),
    });
    rest(&mut p, says_no.id, denied);
    rest(&mut p, says_resist.id, resist);
    p.add(ClaimLink {
        id: Id::new(),
        from_claim: says_no.id,
        to_claim: says_resist.id,
        kind: LinkKind::PullsAgainst,
        note: words("same speaker, same pair; dates differ"),
        status: LinkStatus::Proposed,
        rule: words("same speaker, other stance"),
    });
    let judgement = Judgement {
        id: Id::new(),
        words: "The two statements are for two audiences.".into(),
        ladder: words("icd203"),
        term: words("likely"),
        confidence: Some(Confidence::Low),
        basis: words("two reports, no recording"),
    };
    for claim in [says_no.id, heard.id] {
        p.add(JudgementClaim { id: Id::new(), judgement: judgement.id, claim });
    }

    let blocks = vec![
        block(BlockKind::Headline, |b| {
            b.words = words("Minsk and Tehran Plan a Joint Exercise, and Say It Targets No One");
        }),
        block(BlockKind::PullQuote, |b| b.passage = Some(pull)),
        text(
            "Belarus and Iran have signed a plan for military cooperation in 2026.\n\nWhom it is aimed at is told in two ways.",
        ),
        block(BlockKind::Claim, |b| b.claim = Some(says_no.id)),
        block(BlockKind::Claim, |b| b.claim = Some(says_resist.id)),
        block(BlockKind::Claim, |b| b.claim = Some(heard.id)),
        block(BlockKind::Citation, |b| b.document = Some(c)),
        block(BlockKind::Quotation, |b| b.passage = Some(stand)),
        block(BlockKind::Judgement, |b| b.judgement = Some(judgement.id)),
    ];
    for claim in [says_no, says_resist, heard] {
        p.add(claim);
    }
    p.add(judgement);
    let product = brief(&mut p, "Two ways of saying it", blocks);
    (p, product)
}

#[test]
fn a_brief_gives_every_quotation_with_its_place() {
    let (project, product) = told();
    let html = text_of(&made(&project, &product, Format::Html));
    let markdown = text_of(&made(&project, &product, Format::Markdown));
    let quotes = vec![
        "Our answer is one: we must work closely with one another and cooperate together to resist these attacks."
            .to_owned(),
        RESIST.to_owned(),
        "ما در برابر «تحریم‌ها» می‌ایستیم.".to_owned(),
    ];
    assert_eq!(html_quotes(&html), quotes);
    assert_eq!(markdown_quotes(&markdown), quotes);
    // The claim's own words stand in its passage, and so in quotation marks; those three and these two were proved.
    assert_eq!(made(&project, &product, Format::Html).quotes, 5);

    let shown = html_text(&html);
    let start = SEED_B.find(DENIAL).unwrap();
    for told in [
        format!("“{DENIAL}”.[ii]"),
        "Alexander Lukashenko, Belarusian President · a denial, in the document’s words:".to_owned(),
        "2 sentences of the text rest on nothing that is cited. Assay 0.1.0, history head ".to_owned(),
        "indirect quote · firmness: asserted · said August, year unknown · content 3 (possibly true), source not graded".to_owned(),
        "our wording · said 17 October 2023 · C2 (fairly reliable; probably true)".to_owned(),
        "Belarus and Iran must resist Western attacks together.".to_owned(),
        format!("[ii] “[untitled],” [publisher unknown], n.d. ¶ 9, bytes {start}–{}; SHA-256 of the passage {}; source not graded.", start + DENIAL.len(), Sha256::of(DENIAL.as_bytes()).short()),
        "[i] “Belarus and Iran Form Alliance Against the West,” OE Watch, November 2023. ¶ 2, bytes 49–153; SHA-256 of the passage ".to_owned(),
        "source C, fairly reliable.".to_owned(),
        "Translated by the desk, 02 March 2024".to_owned(),
        "We judge this: likely (55–80%; ICD 203, first row).".to_owned(),
        "Our confidence in the basis is low: two reports, no recording.".to_owned(),
        "Assay 0.1.0, history head ".to_owned(),
        "(12 edits), verify with assay check PROJECT".to_owned(),
    ] {
        assert!(shown.contains(&told), "“{told}” is not in\n{shown}");
    }
    assert!(markdown.contains("August, year unknown"), "{markdown}");
}

#[test]
fn a_right_to_left_title_is_set_apart_and_the_citation_keeps_its_form() {
    let (project, product) = told();
    let citation = "“وزیر دفاع: در برابر تحریم‌ها می‌ایستیم (Minister of Defense: ‘We stand against sanctions’),” خبرگزاری فارس (Fars News Agency), \
        17 October 2023, https://example.invalid/فارس?a=1&b=2, accessed 01 March 2024.";
    let html = text_of(&made(&project, &product, Format::Html));
    assert!(html_text(&html).contains(citation));
    assert!(html.contains("“<bdi lang=\"fa\">وزیر دفاع: در برابر تحریم‌ها می‌ایستیم</bdi> (<bdi>"));
    assert!(html.contains("<blockquote dir=\"auto\" lang=\"fa\">"));
    let markdown = text_of(&made(&project, &product, Format::Markdown));
    assert!(
        markdown.contains("“\u{2068}وزیر دفاع: در برابر تحریم‌ها می‌ایستیم\u{2069} (Minister of Defense: ‘We stand"),
        "{markdown}"
    );
}

#[test]
fn the_citation_of_seed_a_comes_out_as_its_editors_wrote_it() {
    let golden = SEED_A.lines().find(|l| l.starts_with("“Встреча")).unwrap();
    let mut p = Held::new("golden");
    let service = outlet(
        &mut p,
        "The Press-Service of the President of Belarus",
        Some("Пресс-служба Президента Республики Беларусь"),
        None,
    );
    let document = p.document("page.html", "text", |d| {
        d.title = words("Встреча с первым вице-презмдентом Ирана Мохаммадом Мохбером");
        d.title_translated = words("Meeting with the First-Vice President of Iran Mohammad Mokhber");
        d.outlet = Some(service);
        d.language = words("ru");
        d.published = Some(date("2023-10-17"));
    });
    let product = brief(&mut p, "golden", vec![block(BlockKind::Citation, |b| b.document = Some(document))]);
    assert!(html_text(&text_of(&made(&p, &product, Format::Html))).contains(golden));
}

#[test]
fn what_rests_on_no_passage_is_never_given_as_fact() {
    let (project, product) = told();
    let html = text_of(&made(&project, &product, Format::Html));
    let section =
        html.split("<section class=\"claim unsupported\">").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(section.contains("Unsupported: not given as fact"), "{section}");
    assert!(section.contains("The exercise will be held in Belarus"));
    assert!(!section.contains('“'), "an unsupported claim stands in quotation marks: {section}");
    assert!(html_text(&html).contains("No passage held. Basis: heard on the radio."));
    let markdown = text_of(&made(&project, &product, Format::Markdown));
    let at = markdown.find("The exercise will be held in Belarus").unwrap();
    let before: Vec<&str> = markdown[..at].trim_end().lines().rev().take(1).collect();
    assert!(before[0].starts_with("**Unsupported: not given as fact.** "), "{before:?}");
    // Where a judgement rests on it, that is said as well.
    assert!(
        markdown.contains("The exercise will be held in Belarus. Unsupported\\: no passage held.")
            || markdown.contains("The exercise will be held in Belarus. Unsupported: no passage held."),
        "{markdown}"
    );
}

#[test]
fn words_that_no_passage_holds_do_not_stand_in_quotation_marks() {
    let mut p = Held::new("p");
    let document = p.document("b.txt", SEED_B, |_| {});
    let passage = p.passage(document, DENIAL);
    let claim = Claim::of("the partnership is directed against nobody".into());
    rest(&mut p, claim.id, passage);
    let id = claim.id;
    p.add(claim);
    let product = brief(&mut p, "b", vec![block(BlockKind::Claim, |b| b.claim = Some(id))]);
    let html = html_text(&text_of(&made(&p, &product, Format::Html)));
    assert!(html.contains("the partnership is directed against nobody."));
    assert!(!html.contains("“the partnership is directed against nobody"));
    assert!(html.contains(DENIAL), "what the passage says is quoted instead");
}

#[test]
fn endnotes_are_numbered_as_they_appear_and_none_is_an_orphan() {
    let (project, product) = told();
    for product in [product, Product::Report(Report::default())] {
        let (marks, notes) = html_marks(&text_of(&made(&project, &product, Format::Html)));
        assert!(marks.len() >= 6, "{marks:?}");
        assert_eq!(marks, (1..=marks.len()).collect::<Vec<_>>());
        assert_eq!(notes, marks);
        let (marks, notes) = markdown_marks(&text_of(&made(&project, &product, Format::Markdown)));
        assert_eq!(marks.first().map(String::as_str), Some("i"));
        assert_eq!(notes, marks);
    }
}

#[test]
fn the_report_tells_documents_claims_links_tags_and_speakers() {
    let (project, _) = told();
    let html = text_of(&made(&project, &Product::Report(Report::default()), Format::Html));
    let shown = html_text(&html);
    for told in [
        "Annotation report",
        "Minsk–Tehran",
        "5995 bytes",
        "language not known",
        "pulls against: Alexander Lukashenko · affirms: Belarus and Iran must resist Western attacks together (same speaker, same pair; dates differ); only proposed by the rule same speaker, other stance",
        "alliance › denial",
        "Words for how close the two are.",
        "Passages without a tag",
        "The Russian original is not held.",
        "No date, no outlet.",
        "Alexander Lukashenko (person); President of Belarus, since 20 July 1994; also written Александр Лукашенко; not graded",
        "These rest on no passage. They are listed, not given as fact.",
    ] {
        assert!(shown.contains(told), "“{told}” is not in\n{shown}");
    }
    // Every passage is quoted under its tag or without one, and the two that claims rest on once more with the claim.
    assert_eq!(html_quotes(&html).len(), 6);
    assert_eq!(
        html_quotes(&html),
        markdown_quotes(&text_of(&made(&project, &Product::Report(Report::default()), Format::Markdown)))
    );
}

#[test]
fn a_report_on_a_tag_takes_what_is_below_it_and_nothing_else() {
    let (project, _) = told();
    let tags = project.ids("tag");
    let report = |tag: Id| Product::Report(Report { documents: Vec::new(), tags: vec![tag] });
    let quotes = |product: &Product| html_quotes(&text_of(&made(&project, product, Format::Html)));
    // `denial` was stored first and lies below `alliance`.
    assert_eq!(quotes(&report(tags[0])), [DENIAL, DENIAL]);
    assert_eq!(quotes(&report(tags[1])).len(), 4);
    assert!(matches!(refused(&project, &report(Id::new())), ExportError::Missing { what: "tag", .. }));
}

#[test]
fn a_report_leaves_out_what_was_dropped_and_says_what_lost_its_place() {
    let mut p = Held::new("p");
    let kept = p.document("kept.txt", SEED_B, |_| {});
    let dropped = p.document("dropped.txt", SEED_A, |d| d.triage = Triage::Dropped);
    let lost = p.passage(kept, DENIAL);
    p.anchor_of(lost).state = AnchorState::Orphaned;
    let html = html_text(&text_of(&made(&p, &Product::Report(Report::default()), Format::Html)));
    assert!(html.contains("kept.txt") && !html.contains("dropped.txt"));
    assert!(html.contains("A passage here lost its place and is not quoted.") && !html.contains(DENIAL));
    let chosen = Product::Report(Report { documents: vec![dropped], tags: Vec::new() });
    assert!(html_text(&text_of(&made(&p, &chosen, Format::Html))).contains("dropped.txt"));
    // A brief, which must be able to show it, is refused.
    let product = brief(&mut p, "b", vec![block(BlockKind::Quotation, |b| b.passage = Some(lost))]);
    assert!(matches!(refused(&p, &product), ExportError::LostPlace { .. }));
}

#[test]
fn a_quotation_that_is_not_what_stands_there_refuses_the_export() {
    let (mut project, product) = told();
    let anchor = project.anchor_quoting(RESIST);
    anchor.quote = RESIST.replace("another, and", "another and").into();
    for product in [product.clone(), Product::Report(Report::default())] {
        let error = refused(&project, &product);
        assert!(matches!(error, ExportError::Mismatch { .. }), "{error}");
        let fault = Fault::from(error);
        assert_eq!(fault.code, "AS-EXP-07");
        assert!(fault.what.starts_with("Bytes ") && fault.what.contains("Belarus and Iran Form Alliance"), "{fault}");
    }
    // The same words one byte on are another place.
    let (mut project, product) = told();
    let anchor = project.anchor_quoting(RESIST);
    (anchor.start, anchor.end) = (anchor.start + 1, anchor.end + 1);
    assert!(matches!(refused(&project, &product), ExportError::Mismatch { .. }));
    // Bytes past the end are no place.
    let (mut project, product) = told();
    let anchor = project.anchor_quoting(RESIST);
    (anchor.start, anchor.end) = (anchor.start + 9_000, anchor.end + 9_000);
    assert!(matches!(refused(&project, &product), ExportError::Mismatch { .. }));
}

#[test]
fn a_text_that_changed_elsewhere_refuses_the_export_too() {
    let (mut project, product) = told();
    project
        .texts
        .values_mut()
        .filter(|t| t.contains(RESIST))
        .for_each(|t| *t = t.replace("Minsk", "Pinsk").replace("Brigadier", "Brigadist"));
    assert!(matches!(refused(&project, &product), ExportError::TextChanged { .. }));
}

#[test]
fn a_brief_that_is_not_there_or_not_whole_is_refused() {
    let (mut project, _) = told();
    let none = Product::Brief(Id::new());
    assert_eq!(Fault::from(refused(&project, &none)).code, "AS-EXP-02");
    let gone = brief(&mut project, "x", vec![block(BlockKind::Quotation, |b| b.passage = Some(Id::new()))]);
    assert!(matches!(refused(&project, &gone), ExportError::Missing { what: "passage", .. }));
    let empty = brief(&mut project, "x", vec![block(BlockKind::Judgement, |_| {})]);
    assert!(matches!(refused(&project, &empty), ExportError::Missing { what: "judgement", .. }));
}

#[test]
fn the_same_project_gives_the_same_bytes() {
    let (project, product) = told();
    for format in [Format::Html, Format::Markdown, Format::Docx] {
        assert_eq!(made(&project, &product, format), made(&project, &product, format));
    }
}

/// Passages that a writer could get wrong: ends of lines, white space, and characters without a picture.
const AWKWARD: [&str; 20] = [
    "two\nlines",
    "a\n\nb",
    "\nfirst",
    "last\n",
    "\n",
    "\n\n \n",
    "  led and followed  ",
    "\tin\tand out\t",
    "a \n b\t\n\tc",
    "\u{a0}kept\u{a0}",
    "\\",
    "a\\\nb\\",
    "&#10; &amp; &#x41;",
    "1. one\n2) two\n- three\n+ four\n# five\n> six\n===\n---\n```\n    code",
    "\u{202E}reversed\u{202C} \u{2067}isolated\u{2069} \u{2069}\u{2069}",
    "\u{0}\u{1}\u{1b}[31m\u{7f}\u{85}\u{2028}\u{feff}",
    "<b>&lt;b&gt;</b> \"q\" 'q'",
    "U+0001 &#x202E;",
    "می‌خواهم «هرگز» e\u{301} 👨‍👩‍👧",
    "|a|b|\n|-|-|\n[x]: http://x y\n: def\n*** www.x.y\n<!-- -->",
];

#[test]
fn awkward_passages_come_back_byte_for_byte_from_every_format() {
    let mut p = Held::new("p");
    let mut all: Vec<String> = AWKWARD.iter().map(|s| (*s).to_owned()).collect();
    all.push(ATTACK.to_owned());
    let mut blocks = Vec::new();
    for quote in &all {
        let document = p.document("d.txt", &format!("before {quote} after"), |_| {});
        let passage = p.passage(document, quote);
        blocks.push(block(BlockKind::Quotation, |b| b.passage = Some(passage)));
    }
    let whole: String = all.join("\n");
    let document = p.document("whole.txt", &whole, |_| {});
    let passage = p.passage(document, &whole);
    blocks.push(block(BlockKind::PullQuote, |b| b.passage = Some(passage)));
    all.push(whole);
    let product = brief(&mut p, "b", blocks);
    assert_eq!(html_quotes(&text_of(&made(&p, &product, Format::Html))), all);
    assert_eq!(markdown_quotes(&text_of(&made(&p, &product, Format::Markdown))), all);
    assert_eq!(docx::Package::of(&made(&p, &product, Format::Docx)).quotes(), all);
}

#[test]
fn paragraphs_are_counted_through_a_text_read_in_many_pieces() {
    // Three-byte characters, so that pieces of any even length end inside one; every other line is blank but for white space.
    let text: String = (1..=9_000).map(|n| format!("第{n}段 文字文字文字\n \u{a0}\t\n")).collect();
    assert!(text.len() > 3 * 64 * 1024);
    let mut p = Held::new("p");
    let document = p.document("long.txt", &text, |_| {});
    let wanted = [9_000, 1, 4_321, 2_500, 8_999];
    let blocks = wanted.map(|n| {
        let passage = p.passage(document, &format!("第{n}段"));
        block(BlockKind::Quotation, |b| b.passage = Some(passage))
    });
    let product = brief(&mut p, "b", blocks.to_vec());
    let shown = html_text(&text_of(&made(&p, &product, Format::Html)));
    for (mark, n) in ["i", "ii", "iii", "iv", "v"].iter().zip(wanted) {
        assert!(shown.contains(&format!("long.txt, ¶ {n}.[{mark}]")), "¶ {n} is not in\n{shown}");
    }
}

proptest::proptest! {
    #[test]
    fn any_passage_comes_back_byte_for_byte(quote in "(?s)[ \t\n\\\\&#;<>*_`\\[\\]|!~1.)+=:@w-]{1,40}|\\PC{1,40}|.{1,20}") {
        let mut p = Held::new("p");
        let document = p.document("d.txt", &quote, |_| {});
        let passage = p.passage(document, &quote);
        let product = brief(&mut p, "b", vec![block(BlockKind::Quotation, |b| b.passage = Some(passage))]);
        proptest::prop_assert_eq!(&html_quotes(&text_of(&made(&p, &product, Format::Html))), std::slice::from_ref(&quote));
        proptest::prop_assert_eq!(&markdown_quotes(&text_of(&made(&p, &product, Format::Markdown))), std::slice::from_ref(&quote));
        proptest::prop_assert_eq!(&docx::Package::of(&made(&p, &product, Format::Docx)).quotes(), &[quote]);
    }
}

/// A project in which every field that takes words holds the attack.
fn attacked() -> (Held, Product) {
    let mut p = Held::new(ATTACK);
    let outlet = outlet(&mut p, ATTACK, Some(ATTACK), Some(Reliability::E));
    let attacked_document = |d: &mut assay::domain::document::Document| {
        d.title = words(ATTACK);
        d.title_translated = words(ATTACK);
        d.author = words(ATTACK);
        d.outlet = Some(outlet);
        d.url = words("javascript:alert(1)//https://evil.example/\"onclick=\"x");
        d.language = words("en\" onload=\"alert(1)");
        d.triage_reason = words(ATTACK);
        d.memo = words(ATTACK);
    };
    let document = p.document(ATTACK, ATTACK, attacked_document);
    let passage = p.passage(document, ATTACK);
    p.passages().for_each(|passage| passage.memo = words(ATTACK));
    p.add(Translation {
        id: Id::new(),
        passage,
        words: ATTACK.into(),
        language: words("<i>"),
        made_by: words(ATTACK),
        made_on: None,
    });
    let name: String = ATTACK.chars().filter(|c| !c.is_control()).take(300).collect();
    let tag = Tag {
        id: Id::new(),
        parent: None,
        name: TagName::try_from(name).unwrap(),
        color: Color([1, 2, 3]),
        definition: words(ATTACK),
        digit: None,
        ordinal: 0,
    };
    p.add(PassageTag { id: Id::new(), passage, tag: tag.id, rule: None });
    p.add(tag);
    let mut claim = Claim::of(ATTACK.into());
    claim.speaker = Some(outlet);
    claim.role = words(ATTACK);
    claim.firmness = Some(Firmness::Probable);
    claim.hedge = words(ATTACK);
    claim.said_at_words = words(ATTACK);
    claim.happens_at_words = words(ATTACK);
    claim.place = words(ATTACK);
    claim.memo = words(ATTACK);
    let mut other = claim.clone();
    other.id = Id::new();
    p.add(ClaimLink {
        id: Id::new(),
        from_claim: claim.id,
        to_claim: other.id,
        kind: LinkKind::Supports,
        note: words(ATTACK),
        status: LinkStatus::Proposed,
        rule: words(ATTACK),
    });
    p.add(Evidence { id: Id::new(), claim: other.id, passage: None, role: EvidenceRole::States, basis: words(ATTACK) });
    rest(&mut p, claim.id, passage);
    let judgement = Judgement {
        id: Id::new(),
        words: ATTACK.into(),
        ladder: None,
        term: None,
        confidence: Some(Confidence::High),
        basis: words(ATTACK),
    };
    p.add(JudgementClaim { id: Id::new(), judgement: judgement.id, claim: claim.id });
    let blocks = vec![
        block(BlockKind::Headline, |b| b.words = words(ATTACK)),
        block(BlockKind::Headline, |b| b.words = words(ATTACK)),
        block(BlockKind::PullQuote, |b| b.passage = Some(passage)),
        text(ATTACK),
        block(BlockKind::Claim, |b| b.claim = Some(claim.id)),
        block(BlockKind::Claim, |b| b.claim = Some(other.id)),
        block(BlockKind::Citation, |b| b.document = Some(document)),
        block(BlockKind::Judgement, |b| b.judgement = Some(judgement.id)),
    ];
    p.add(claim);
    p.add(other);
    p.add(judgement);
    let product = brief(&mut p, ATTACK, blocks);
    (p, product)
}

#[test]
fn hostile_words_are_inert_in_html() {
    let (project, product) = attacked();
    for product in [product, Product::Report(Report::default())] {
        let html = text_of(&made(&project, &product, Format::Html));
        let tags = html_tags(&html);
        for (name, attributes) in &tags {
            for (attribute, value) in attributes {
                let fine = match attribute.as_str() {
                    "href" => value.starts_with("#note-") || value.starts_with("#mark-"),
                    "class" | "id" | "dir" | "charset" => {
                        value.bytes().all(|b| b.is_ascii_alphanumeric() || b"- ".contains(&b))
                    }
                    "lang" => value == "en",
                    "title" => value.starts_with("U+"),
                    "http-equiv" | "name" | "content" => name == "meta",
                    _ => false,
                };
                assert!(fine, "<{name} {attribute}=\"{value}\">");
            }
        }
        let head = html.split("<head>").nth(1).unwrap();
        assert!(head.starts_with("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">"));
        assert!(tags.iter().filter(|(name, _)| name == "style").count() == 1);
        assert!(!html.contains("url(") && !html.contains("@import"));
        let loose = html.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t'));
        assert_eq!(loose, None, "a control character stands in the file");
        // Nothing foreign turns the direction of what stands beside it: such characters are named, or stand in a box of their own.
        assert!(!html.contains(['\u{202E}', '\u{202C}', '\u{2069}']));
    }
}

#[test]
fn hostile_words_are_inert_in_markdown() {
    let (project, product) = attacked();
    for product in [product, Product::Report(Report::default())] {
        let markdown = text_of(&made(&project, &product, Format::Markdown));
        read_back::assert_markdown_inert(&markdown);
        assert_eq!(markdown.chars().find(|c| c.is_control() && *c != '\n'), None);
        assert!(!markdown.contains(['\u{202E}', '\u{202C}']));
    }
}
