//! JSON and XML as programs write them, and as those make them who mean harm.

use super::*;
use crate::import::parsed::{BlockKind, ParseError, Parsed, Remark};

fn json(text: &str) -> Parsed {
    parse_json(text.as_bytes(), &mut || {}).unwrap()
}

fn xml(text: &str) -> Parsed {
    parse_xml(text.as_bytes(), &mut || {}).unwrap()
}

fn sections(parsed: &Parsed) -> Vec<(&str, &str)> {
    parsed
        .blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Section(name) => {
                Some((name.as_str(), &parsed.text[block.span.start as usize..block.span.end as usize]))
            }
            _ => None,
        })
        .collect()
}

#[test]
fn names_and_values_stand_on_lines_in_their_order() {
    let parsed =
        json(r#"{"b": "two\nlines", "a": 1.50e3, "list": ["x", "y"], "in": {"deep": true, "none": null}, "end": ""}"#);
    assert_eq!(parsed.text, "b: two\nlines\na: 1.50e3\nlist:\nx\ny\nin:\ndeep: true\nnone: null\n\nend:\n");
    let items = parsed.blocks.iter().filter(|b| b.kind == BlockKind::Item(1)).count();
    assert_eq!((items, parsed.blocks.len()), (2, 2));
}

#[test]
fn records_are_sections_with_the_names_they_give_themselves() {
    let records = r#"{"id": 7, "title": "First one"}, {"id": 8, "inner": {"title": "not this"}}, {"x": 1}"#;
    let expected = [("First one", "id: 7\ntitle: First one"), ("8", "id: 8\ninner:\ntitle: not this"), ("3", "x: 1")];
    assert_eq!(sections(&json(&format!("[{records}]"))), expected);
    assert_eq!(sections(&json(&format!("{{\"items\": [{records}]}}"))), expected);
    assert_eq!(sections(&json(&records.replace("}, {", "}\n{"))), expected, "a record a line");
    let parsed = json(&format!("[{records}]"));
    assert_eq!(parsed.text, "id: 7\ntitle: First one\n\nid: 8\ninner:\ntitle: not this\n\nx: 1\n");
}

#[test]
fn an_article_says_what_it_is() {
    let parsed = json(
        r#"{"@type": "NewsArticle", "headline": "A  headline", "author": [{"@type": "Person", "name": "Anna"}, {"name": "Boris"}],
        "publisher": {"name": "The Paper"}, "datePublished": "2023-10-17T08:00:00+03:00", "url": "https://example.org/a",
        "inLanguage": "fa", "body": "Words."}"#,
    );
    let meta = parsed.meta;
    assert_eq!(meta.title.as_deref(), Some("A headline"));
    assert_eq!(meta.author.as_deref(), Some("Anna; Boris"));
    assert_eq!(meta.outlet.as_deref(), Some("The Paper"));
    assert_eq!(meta.published.as_deref(), Some("2023-10-17T08:00:00+03:00"));
    assert_eq!((meta.url.as_deref(), meta.language.as_deref()), (Some("https://example.org/a"), Some("fa")));
    let several = json("{\"title\": \"one\"}\n{\"title\": \"two\"}\n");
    assert_eq!(several.meta.title, None, "of several records none is the whole");
}

#[test]
fn dates_are_proposed_only_when_they_are_sure() {
    let cases = [
        ("2023", Some("2023")),
        ("2023-10", Some("2023-10")),
        ("2023-10-17", Some("2023-10-17")),
        ("2023-10-17 08:00:00", Some("2023-10-17")),
        ("2023-10-17T08:00:00Z", Some("2023-10-17T08:00:00Z")),
        ("Tue, 17 Oct 2023 08:00:00 +0300", Some("2023-10-17T05:00:00Z")),
        ("17.10.2023", None),
        ("2023-13-40", None),
        ("yesterday", None),
    ];
    for (said, date) in cases {
        assert_eq!(super::date(said).as_deref(), date, "{said}");
    }
}

#[test]
fn strings_are_read_with_all_their_escapes() {
    let parsed = json(r#"["\u0418\u0440\u0430\u043d \ud83d\ude00 \/ \"q\"", "\ud83d alone"]"#);
    assert_eq!(parsed.text, "Иран 😀 / \"q\"\n\u{FFFD} alone\n");
    assert_eq!(parsed.remarks, [Remark::Replaced(1)]);
}

#[test]
fn damaged_json_is_shown_as_far_as_it_goes() {
    let parsed = json("{\"a\": 1}\n{\"b\": 2}\n{\"c\": ");
    assert_eq!(parsed.text, "a: 1\n\nb: 2\n\nc:\n");
    assert!(matches!(&parsed.remarks[0], Remark::Damaged(what) if what.starts_with("in line 3 it ends")));
    let error = parse_json(b"nonsense", &mut || {}).unwrap_err();
    assert!(matches!(error, ParseError::Damaged(_)));
    for broken in ["[1 2]", "{\"a\" 1}", "[1,]", "{,}", "]", "[\"\\x\"]", "[tru]"] {
        let outcome = parse_json(broken.as_bytes(), &mut || {});
        let said = outcome.map_or(true, |p| p.remarks.iter().any(|r| matches!(r, Remark::Damaged(_))));
        assert!(said, "{broken}");
    }
}

#[test]
fn json_as_deep_as_anyone_likes_is_refused_without_recursion() {
    let error = parse_json("[".repeat(200_000).as_bytes(), &mut || {}).unwrap_err();
    assert_eq!(error.to_string(), "the file holds more than 256 values inside each other");
    let fine = format!("{}\"deep\"{}", "[".repeat(256), "]".repeat(256));
    assert_eq!(json(&fine).text, "deep\n");
}

#[test]
fn elements_between_words_stay_in_the_line() {
    let parsed = xml(
        "<?xml version='1.0'?>\n<doc xml:lang='ru'><title>A &amp; B</title>\n <p><b>Bold</b> and\n  <i>slanted</i> &#1048;.</p><p>Two</p>\
        <script>no()</script><pre xml:space='preserve'>a  b\nc</pre><e><![CDATA[x < y]]></e></doc>",
    );
    assert_eq!(parsed.text, "A & B\n\nBold and slanted И.\n\nTwo\n\na  b\nc\n\nx < y\n");
    assert_eq!(parsed.remarks, [Remark::Scripts(1)]);
    assert_eq!((parsed.meta.title.as_deref(), parsed.meta.language.as_deref()), (Some("A & B"), Some("ru")));
}

#[test]
fn a_feed_is_read_in_its_order() {
    let parsed = xml("<rss><channel><title>News</title><link>https://example.org/</link><language>fa</language>\
         <pubDate>Tue, 17 Oct 2023 08:00:00 +0300</pubDate>\
         <item><title>One</title><description>First.</description></item><item><title>Two</title></item></channel></rss>");
    assert_eq!(
        parsed.text,
        "News\n\nhttps://example.org/\n\nfa\n\nTue, 17 Oct 2023 08:00:00 +0300\n\nOne\n\nFirst.\n\nTwo\n"
    );
    let meta = &parsed.meta;
    assert_eq!((meta.title.as_deref(), meta.url.as_deref()), (Some("News"), Some("https://example.org/")));
    assert_eq!((meta.published.as_deref(), meta.language.as_deref()), (Some("2023-10-17T05:00:00Z"), Some("fa")));
}

#[test]
fn xml_in_other_encodings_is_read_as_it_says() {
    let text = "<?xml version=\"1.0\" encoding=\"KOI8-R\"?><a>Вице-президент</a>";
    let (bytes, _, _) = encoding_rs::KOI8_R.encode(text);
    assert_eq!(parse_xml(&bytes, &mut || {}).unwrap().text, "Вице-президент\n");
}

#[test]
fn xml_that_means_harm_is_refused() {
    let refused = |text: &str, why: &str| {
        let error = parse_xml(text.as_bytes(), &mut || {}).unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    };
    let laughs = "<!DOCTYPE a [<!ENTITY l \"ha\"><!ENTITY m \"&l;&l;\">]><a>&m;</a>";
    refused(laughs, "document type");
    refused("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", "document type");
    refused(&"<a>".repeat(200_000), "256 elements");
    let attributes: String = (0..80_000).map(|n| format!(" a{n}=\"\"")).collect();
    refused(&format!("<a{attributes}>x</a>"), "256 attributes");
    refused(&format!("<a b=\"{}\">x</a>", "y".repeat(70_000)), "65536 bytes in one attribute");
    refused(&format!("<a>{}</a>", "y".repeat(17 << 20)), "bytes in one run");
    let named =
        xml("<!DOCTYPE article PUBLIC \"-//X\" \"http://192.0.2.1/x.dtd\"><article>Words &unknown; here</article>");
    assert_eq!(
        (named.text.as_str(), named.remarks.as_slice()),
        ("Words &unknown; here\n", [Remark::Remote(1)].as_slice())
    );
}

#[test]
fn xml_that_breaks_off_is_shown_as_far_as_it_goes() {
    let parsed = xml("<a><b>one</b><b>two</b><b>thr");
    assert!(parsed.text.starts_with("one\n\ntwo\n"), "{}", parsed.text);
    assert!(matches!(parsed.remarks[0], Remark::Damaged(_)));
}

#[test]
fn every_cut_ends_in_an_answer() {
    let j = r#"[{"a": "\u0418x", "b": [1, 2.5e3, null]}, {"c": {"d": true}}]"#;
    let x = "<?xml version='1.0'?><a b='c'><!-- d --><e>f &amp; &#x418;</e><![CDATA[g]]></a>";
    for at in 0..j.len() {
        drop(parse_json(&j.as_bytes()[..at], &mut || {}));
    }
    for at in 0..x.len() {
        drop(parse_xml(&x.as_bytes()[..at], &mut || {}));
    }
}
