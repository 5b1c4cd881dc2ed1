//! A book that pandoc wrote, and books built here for one thing each.

use super::parse;
use crate::import::package::tests::zipped;
use crate::import::parsed::{BlockKind, ParseError, Parsed, Remark};

fn read(bytes: &[u8]) -> Result<Parsed, ParseError> {
    parse(bytes, &mut || {})
}

/// A book of these chapters, `0.xhtml`, `1.xhtml` and so on, with further entries.
fn epub(chapters: &[&str], more: &[(&str, &[u8])]) -> Vec<u8> {
    let items = |with: &dyn Fn(usize) -> String| (0..chapters.len()).map(with).collect::<String>();
    let package = format!(
        "<package xmlns='http://www.idpf.org/2007/opf'><metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>\
         <dc:title>Book</dc:title><dc:creator>A</dc:creator><dc:creator>B</dc:creator><dc:publisher>House</dc:publisher>\
         <dc:date>2020-05</dc:date><dc:language>de</dc:language></metadata><manifest>{}\
         <item id='toc' href='toc.ncx' media-type='application/x-dtbncx+xml'/></manifest><spine toc='toc'>{}</spine></package>",
        items(&|n| format!("<item id='c{n}' href='text/{n}.xhtml' media-type='application/xhtml+xml'/>")),
        items(&|n| format!("<itemref idref='c{n}'/>")),
    );
    let container = "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>\
        <rootfile full-path='OPS/book.opf'/></rootfiles></container>";
    let contents = "<ncx xmlns='http://www.daisy.org/z3986/2005/ncx/'><navMap><navPoint><navLabel><text>Chapter\n one</text></navLabel>\
        <content src='text/0.xhtml#top'/></navPoint></navMap></ncx>";
    let chapters: Vec<(String, String)> = chapters
        .iter()
        .enumerate()
        .map(|(n, body)| {
            let page = format!(
                "<!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'>\
                 <head><title>Title {n}</title><script>no()</script></head><body>{body}</body></html>"
            );
            (format!("OPS/text/{n}.xhtml"), page)
        })
        .collect();
    let mut entries: Vec<(&str, &[u8])> = vec![
        ("META-INF/container.xml", container.as_bytes()),
        ("OPS/book.opf", package.as_bytes()),
        ("OPS/toc.ncx", contents.as_bytes()),
    ];
    entries.extend(chapters.iter().map(|(name, text)| (name.as_str(), text.as_bytes())));
    entries.extend(more);
    zipped(&entries)
}

fn blocks(parsed: &Parsed) -> Vec<(BlockKind, &str)> {
    let words = |span: &std::ops::Range<u32>| &parsed.text[span.start as usize..span.end as usize];
    parsed.blocks.iter().map(|block| (block.kind.clone(), words(&block.span))).collect()
}

#[test]
fn what_pandoc_writes_is_read_as_it_was_meant() {
    let parsed = read(include_bytes!("../../../tests/fixtures/import/rich_pandoc.epub")).unwrap();
    assert_eq!(parsed.text, include_str!("../../../tests/fixtures/import/rich_epub.txt"));
    let found = blocks(&parsed);
    for expected in [
        (BlockKind::Heading(1), "First heading"),
        (BlockKind::Link("https://example.org/a?b=c&d=e".to_owned()), "link"),
        (BlockKind::Item(2), "nested a"),
        (BlockKind::Quote, "A quotation that somebody said."),
        (BlockKind::Table, "Name\tCount\nalpha\t1\nbeta\t22"),
        (BlockKind::Code, "code line 1\n    indented code"),
    ] {
        assert!(found.contains(&expected), "{expected:?} is not among {found:?}");
    }
    assert!(found.iter().any(|(kind, words)| *kind == BlockKind::Note("1".to_owned()) && words.contains("The note")));
}

#[test]
fn chapters_are_sections_with_titles_and_the_book_says_what_it_is() {
    let parsed = read(&epub(&["<p>one</p>", "<h2>Two</h2>two"], &[])).unwrap();
    assert_eq!(parsed.text, "one\n\nTwo\n\ntwo\n");
    let expected = [
        (BlockKind::Section("Chapter one".to_owned()), "one"),
        (BlockKind::Section("Title 1".to_owned()), "Two\n\ntwo"),
        (BlockKind::Heading(2), "Two"),
    ];
    assert_eq!(blocks(&parsed), expected);
    let meta = parsed.meta;
    let said = [&meta.title, &meta.author, &meta.outlet, &meta.published, &meta.language].map(|said| said.as_deref());
    assert_eq!(said, [Some("Book"), Some("A, B"), Some("House"), Some("2020-05"), Some("de")]);
    assert_eq!(parsed.remarks, [Remark::Scripts(2)]);
}

#[test]
fn a_chapter_that_is_not_well_formed_is_read_as_far_as_it_goes_and_a_missing_one_is_said() {
    let bytes = epub(&["<p>one<br>two</p><div><p>three</div>four", "<p>fine</p>"], &[]);
    let parsed = read(&bytes).unwrap();
    assert_eq!(parsed.text, "one\ntwo\n\nthree\n\nfour\n\nfine\n");
    assert!(parsed.remarks.iter().any(|remark| matches!(remark, Remark::Damaged(what) if what.contains("0.xhtml"))));
    let deep = format!("<p>{}", "<i>".repeat(200_000));
    let parsed = read(&epub(&[&deep, "<p>fine</p>"], &[])).unwrap();
    assert_eq!(parsed.text, "fine\n");
    assert!(parsed.remarks.iter().any(|remark| matches!(remark, Remark::Damaged(what) if what.contains("left out"))));
}

#[test]
fn what_a_reader_does_not_see_is_left_out_and_counted() {
    let body = "<p>a&nbsp;b<span hidden='hidden'>unseen</span><span style='Display : none'>unseen</span></p>\
        <p><img src='http://192.0.2.1/x.png' alt='no'/><ruby>字<rt>ji</rt></ruby></p>";
    let parsed = read(&epub(&[body], &[])).unwrap();
    assert_eq!(parsed.text, "a\u{a0}b\n\n字\n");
    let expected = [
        Remark::Remote(1),
        Remark::Scripts(1),
        Remark::Hidden(2),
        Remark::LeftOut("the readings set beside words".to_owned()),
    ];
    assert_eq!(parsed.remarks, expected);
}

#[test]
fn tables_lists_and_notes_keep_their_shape() {
    let body = "<p>word<a epub:type='noteref' href='#n1'>1</a></p><ul><li><p>x</p><p>y</p></li><li>z<ol><li>deep</li></ol></li></ul>\
        <table><caption>Cap</caption><tr><th>a</th><th>b</th></tr><tr><td><p>c</p><p>d</p></td><td/></tr></table>\
        <table><tr><td><p>framed</p><p>too</p></td></tr></table><aside epub:type='footnote' id='n1'><p>note</p></aside>";
    let parsed = read(&epub(&[body], &[])).unwrap();
    let expected = "word1\n\nx\ny\nz\ndeep\n\nCap\na\tb\nc d\n\nframed\n\ntoo\n\nnote\n";
    assert_eq!(parsed.text, expected);
    let found = blocks(&parsed);
    assert!(found.contains(&(BlockKind::Table, "Cap\na\tb\nc d")), "{found:?}");
    assert!(found.contains(&(BlockKind::Item(2), "deep")), "{found:?}");
    assert!(found.contains(&(BlockKind::Note("1".to_owned()), "note")), "{found:?}");
}

#[test]
fn a_locked_book_is_refused_and_one_with_hidden_fonts_is_read() {
    let said = |how: &str| {
        format!(
            "<encryption xmlns='urn:oasis:names:tc:opendocument:xmlns:container' xmlns:e='http://www.w3.org/2001/04/xmlenc#'>\
             <e:EncryptedData><e:EncryptionMethod Algorithm='{how}'/></e:EncryptedData></encryption>"
        )
    };
    let locked = said("http://www.w3.org/2001/04/xmlenc#aes128-cbc");
    let fonts = said("http://www.idpf.org/2008/embedding");
    let book = |said: &str| epub(&["<p>one</p>"], &[("META-INF/encryption.xml", said.as_bytes())]);
    assert!(matches!(read(&book(&locked)), Err(ParseError::Encrypted)));
    assert_eq!(read(&book(&fonts)).unwrap().text, "one\n");
}

#[test]
fn a_package_without_a_book_is_damaged() {
    assert!(matches!(read(&zipped(&[("a", b"b")])), Err(ParseError::Damaged(_))));
}
