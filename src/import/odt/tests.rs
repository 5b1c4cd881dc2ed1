//! Texts that LibreOffice and pandoc wrote, and texts built here for one thing each.

use super::parse;
use crate::import::package::tests::zipped;
use crate::import::parsed::{BlockKind, ParseError, Parsed, Remark};

fn read(bytes: &[u8]) -> Result<Parsed, ParseError> {
    parse(bytes, &mut || {})
}

/// A text of this body and these automatic styles, with further entries.
fn odt(styles: &str, body: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let space = |name: &str, urn: &str| format!(" xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0\"");
    let spaces: String = [
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("form", "form"),
        ("script", "script"),
    ]
    .map(|(name, urn)| space(name, urn))
    .concat();
    let content = format!(
        "<office:document-content{spaces} xmlns:xlink=\"http://www.w3.org/1999/xlink\"><office:automatic-styles>{styles}\
         </office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let mut entries = vec![("content.xml", content.as_bytes())];
    entries.extend(more);
    zipped(&entries)
}

fn text(body: &str) -> String {
    read(&odt("", body, &[])).unwrap().text
}

fn blocks(parsed: &Parsed) -> Vec<(BlockKind, &str)> {
    let words = |span: &std::ops::Range<u32>| &parsed.text[span.start as usize..span.end as usize];
    parsed.blocks.iter().map(|block| (block.kind.clone(), words(&block.span))).collect()
}

#[test]
fn what_pandoc_writes_is_read_as_it_was_meant() {
    let parsed = read(include_bytes!("../../../tests/fixtures/import/rich_pandoc.odt")).unwrap();
    assert_eq!(parsed.text, include_str!("../../../tests/fixtures/import/rich.txt"));
    let found = blocks(&parsed);
    for expected in [
        (BlockKind::Heading(2), "Lists"),
        (BlockKind::Link("https://example.org/a?b=c&d=e".to_owned()), "link"),
        (BlockKind::Item(2), "nested a"),
        (BlockKind::Quote, "A quotation that somebody said."),
        (BlockKind::Table, "Name\tCount\nalpha\t1\nbeta\t22"),
        (BlockKind::Note("1".to_owned()), "[1] The note has two words and more."),
    ] {
        assert!(found.contains(&expected), "{expected:?} is not among {found:?}");
    }
}

#[test]
fn what_libreoffice_writes_is_read_as_it_was_meant() {
    let parsed = read(include_bytes!("../../../tests/fixtures/import/russian_libreoffice.odt")).unwrap();
    assert_eq!(parsed.text, include_str!("../../../tests/fixtures/import/russian.txt"));
}

#[test]
fn blanks_collapse_but_for_those_that_are_elements() {
    let body = "<text:p>\n  one\n  two<text:s text:c='3'/>three<text:tab/>four<text:line-break/>five <text:span> six</text:span>\n</text:p>";
    assert_eq!(text(body), "one two   three\tfour\nfive six\n");
    let many = "<text:p>a<text:s text:c='4000000000'/>b</text:p>";
    assert_eq!(text(many).len(), 10_003);
}

#[test]
fn deletions_comments_and_hidden_text_are_left_out_and_counted() {
    let styles = "<style:style style:name='T1' style:family='text'><style:text-properties text:display='none'/></style:style>\
        <style:style style:name='P1' style:family='paragraph' style:parent-style-name='P0'/>\
        <style:style style:name='P0' style:family='paragraph'><style:text-properties text:display='none'/></style:style>";
    let body = "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>\
        </text:changed-region></text:tracked-changes><text:p>seen<text:span text:style-name='T1'>unseen</text:span>\
        <office:annotation><text:p>a comment</text:p></office:annotation>!</text:p><text:p text:style-name='P1'>unseen</text:p>\
        <text:section text:display='none'><text:p>unseen</text:p></text:section>";
    let parsed = read(&odt(styles, body, &[])).unwrap();
    assert_eq!(parsed.text, "seen!\n");
    assert_eq!(parsed.remarks, [Remark::Hidden(4), Remark::LeftOut("comments, 1 in number".to_owned())]);
}

#[test]
fn notes_lists_numbers_and_text_boxes_stand_where_they_belong() {
    let body = "<text:h text:outline-level='2'><text:number>1.2</text:number>Head</text:h><text:p>a<text:note>\
        <text:note-citation>*</text:note-citation><text:note-body><text:p>the note</text:p></text:note-body></text:note>b\
        <draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame></text:p><text:list><text:list-item>\
        <text:p>one</text:p><text:list><text:list-item><text:p>two</text:p></text:list-item></text:list></text:list-item>\
        </text:list><text:p>end</text:p>";
    let parsed = read(&odt("", body, &[])).unwrap();
    assert_eq!(parsed.text, "1.2 Head\n\na[*]b\n\nboxed\n\none\ntwo\n\nend\n\n[*] the note\n");
    let expected = [
        (BlockKind::Heading(2), "1.2 Head"),
        (BlockKind::Item(1), "one"),
        (BlockKind::Item(2), "two"),
        (BlockKind::Note("*".to_owned()), "[*] the note"),
    ];
    assert_eq!(blocks(&parsed), expected);
}

#[test]
fn what_would_run_or_fetch_is_counted() {
    let body = "<office:forms><form:form/></office:forms><text:p>a<text:script>evil()</text:script><text:date>1 May</text:date>\
        <draw:frame><draw:image xlink:href='http://192.0.2.1/a.png'/></draw:frame><draw:frame><draw:object xlink:href='./Object 1'/>\
        </draw:frame></text:p>";
    let more: [(&str, &[u8]); 2] = [("Basic/Standard/script-lb.xml", b"<a/>"), ("Basic/Standard/Module1.xml", b"<a/>")];
    let parsed = read(&odt("", body, &more)).unwrap();
    assert_eq!(parsed.text, "a1 May\n");
    let expected = [Remark::Macros, Remark::Remote(1), Remark::Scripts(1), Remark::Attached(1), Remark::Fields(2)];
    assert_eq!(parsed.remarks, expected);
    let parsed = read(&odt("", "<text:p>a</text:p>", &more[..1])).unwrap();
    assert_eq!(parsed.remarks, []);
}

#[test]
fn an_encrypted_text_asks_for_its_password() {
    let manifest = b"<m:manifest xmlns:m='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'><m:file-entry>\
        <m:encryption-data/></m:file-entry></m:manifest>";
    let bytes = odt("", "<text:p>a</text:p>", &[("META-INF/manifest.xml", manifest)]);
    assert!(matches!(read(&bytes), Err(ParseError::Encrypted)));
}

#[test]
fn hostile_texts_are_refused_and_repeated_cells_are_few() {
    let deep = odt("", &"<text:span>".repeat(200_000), &[]);
    assert!(matches!(read(&deep), Err(ParseError::TooMany { .. })));
    assert!(matches!(read(&zipped(&[("mimetype", b"x")])), Err(ParseError::Damaged(_))));
    let body = "<table:table><table:table-column table:number-columns-repeated='2'/><table:table-row>\
        <table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell table:number-columns-repeated='4000000'/>\
        <table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>";
    let words = text(body);
    assert!(words.starts_with("a\t") && words.ends_with("\tb\n") && words.len() < 300, "{words:?}");
}
