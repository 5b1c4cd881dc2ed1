//! The list of what is wanted, as somebody at a connected machine gets it.

use super::docx::Package;
use super::held::{Held, SEED_B};
use super::{Format, Product, date, html_text, made, rest, text_of, words};
use assay::domain::Id;
use assay::domain::claim::Claim;
use assay::domain::wanted::{Wanted, WantedStatus};

fn want(p: &mut Held, what: &str, document: Option<Id>, claim: Option<Id>, status: WantedStatus) {
    p.add(Wanted { id: Id::new(), words: what.into(), document, claim, status });
}

#[test]
fn what_is_wanted_stands_under_what_lacks_it() {
    let mut p = Held::new("Minsk–Tehran");
    let empty = made(&p, &Product::Wanted, Format::Markdown);
    assert!(text_of(&empty).contains("Nothing is wanted."));
    let page = p.document("b.txt", SEED_B, |d| {
        d.title = words("Belarus and Iran Plan an Exercise");
        d.published = Some(date("2025"));
    });
    let passage = p.passage(page, super::DENIAL);
    let claim = Claim::of(super::DENIAL.into());
    let (supported, heard) = (claim.id, Claim::of("The exercise was put off".into()));
    let unsupported = heard.id;
    rest(&mut p, supported, passage);
    p.add(claim);
    p.add(heard);
    want(&mut p, "the date of the page", Some(page), None, WantedStatus::Open);
    want(&mut p, "a recording of the broadcast", None, Some(unsupported), WantedStatus::Open);
    want(&mut p, "the post on X", Some(page), Some(supported), WantedStatus::Open);
    want(&mut p, "the treaty <b>itself</b>", None, None, WantedStatus::Open);
    want(&mut p, "the outlet", Some(page), None, WantedStatus::Found);
    want(&mut p, "the name of the officer", None, None, WantedStatus::GivenUp);

    let told: Vec<(String, String)> = Package::of(&made(&p, &Product::Wanted, Format::Docx)).paragraphs();
    let told: Vec<(&str, &str)> = told.iter().map(|(style, words)| (style.as_str(), words.as_str())).collect();
    let cited = "“Belarus and Iran Plan an Exercise,” [publisher unknown], 2025.";
    assert_eq!(
        told[..7],
        [
            ("Kind", "What is wanted"),
            ("Title", "Minsk–Tehran"),
            ("ListBullet", "the treaty <b>itself</b>"),
            ("Citation", cited),
            ("ListBullet", "the date of the page"),
            told[5],
            ("Citation", "Speaker not recorded: The exercise was put off. Unsupported: no passage held."),
        ]
    );
    let of_claim = format!(
        "the post on X; for the claim: Speaker not recorded, in the document’s words: “{}”. {cited} ¶ 9, bytes ",
        super::DENIAL
    );
    assert!(told[5].1.starts_with(&of_claim), "{}", told[5].1);
    assert_eq!(told[7], ("ListBullet", "a recording of the broadcast"));

    let html = html_text(&text_of(&made(&p, &Product::Wanted, Format::Html)));
    let markdown = text_of(&made(&p, &Product::Wanted, Format::Markdown));
    for gone in ["the outlet", "the name of the officer"] {
        assert!(!html.contains(gone) && !markdown.contains(gone));
    }
    assert!(html.contains("the treaty <b>itself</b>"), "what was typed is only words");
    assert!(markdown.contains("- the date of the page"));
}
