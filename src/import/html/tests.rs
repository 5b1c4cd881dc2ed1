//! Pages and what is read of them: real forms of page kept as fixtures, and pages made to do harm.

use super::*;
use crate::import::ParseError;
use std::fmt::Write;

fn read(page: &str) -> Parsed {
    parse(page.as_bytes(), &mut || {}).unwrap()
}

fn text(page: &str) -> String {
    read(page).text
}

/// Everything that was read of a page, to be compared with what a person found right.
fn shown(parsed: &Parsed) -> String {
    let mut out = format!("{}==\n{:?}\n", parsed.text, parsed.meta);
    for remark in &parsed.remarks {
        writeln!(out, "{remark}").unwrap();
    }
    for block in &parsed.blocks {
        let words = &parsed.text[block.span.start as usize..block.span.end as usize];
        let (first, last) = (words.lines().next().unwrap(), words.lines().last().unwrap());
        writeln!(out, "{:?} | {first} | {last}", block.kind).unwrap();
    }
    out
}

fn words_of<'a>(parsed: &'a Parsed, wanted: &BlockKind) -> Vec<&'a str> {
    let of = parsed.blocks.iter().filter(|block| block.kind == *wanted);
    of.map(|block| &parsed.text[block.span.start as usize..block.span.end as usize]).collect()
}

macro_rules! fixture {
    ($test:ident, $parse:path, $page:literal) => {
        #[test]
        fn $test() {
            let page = include_bytes!(concat!("../../../tests/fixtures/import/", $page));
            let golden = include_str!(concat!("../../../tests/fixtures/import/", $page, ".golden"));
            let parsed = $parse(page, &mut || {}).unwrap();
            assert_eq!(shown(&parsed), golden);
        }
    };
}

fixture!(a_newspaper_page_gives_its_article_and_what_it_says_of_itself, parse, "news.html");
fixture!(an_old_page_laid_out_in_tables_is_read_cell_by_cell, parse, "station_1251.html");
fixture!(tags_left_out_and_crossed_are_read_as_browsers_read_them, parse, "misnested.html");
fixture!(a_page_saved_as_one_file_is_read_like_the_page, crate::import::mhtml::parse, "news.mhtml");

#[test]
fn what_its_author_hid_is_left_out_and_counted() {
    let page = "<p>seen<p hidden>a<p style='color:red; DISPLAY : none'>b<b style=visibility:hidden>c</b><p>seen too\
        <span aria-hidden=true>d <span>e</span> f</span> still<div hidden></div><dialog>g</dialog>";
    let parsed = read(page);
    assert_eq!(parsed.text, "seen\n\nseen too still\n");
    // The bold piece lies in a hidden one; the last `div` holds nothing.
    assert_eq!(parsed.remarks, [Remark::Hidden(4)]);
}

#[test]
fn words_for_browsers_without_scripts_are_read_when_there_are_no_others() {
    assert_eq!(text("<noscript>off</noscript><p>on"), "on\n");
    assert_eq!(text("<div><script>go()</script></div><noscript><p>off</noscript>"), "off\n");
    assert_eq!(
        text("<frameset><frame src=a><noframes><body>No <b>frames</b></body></noframes></frameset>"),
        "No frames\n"
    );
    let nothing = read("<img src=data:image/png;base64,AA alt='A picture'>");
    assert_eq!((nothing.text.as_str(), nothing.remarks.as_slice()), ("", [Remark::NoText].as_slice()));
}

#[test]
fn white_space_is_collapsed_except_where_it_is_kept() {
    assert_eq!(text("<p> a \n\t b<i> c</i> <b> d</b>\u{a0} e\u{a0}f </p>"), "a b c d\u{a0} e\u{a0}f\n");
    assert_eq!(text("a<pre>\n  b\n\n    c\n</pre>d"), "a\n\n  b\n\n    c\n\nd\n");
    assert_eq!(text("<div style='white-space: pre-wrap'>a  b\nc</div>"), "a  b\nc\n");
    assert_eq!(text("a<br>b<br><br>c\r\nd\re"), "a\nb\n\nc d e\n");
}

#[test]
fn rows_are_lines_and_cells_stand_between_tabs() {
    let parsed = read("<table><tr><th>a<th>b<tr><td><td>c<br>d<tr><td>e</table>f");
    assert_eq!(parsed.text, "a\tb\n\tc d\ne\n\nf\n");
    assert_eq!(words_of(&parsed, &BlockKind::Table), ["a\tb\n\tc d\ne"]);
    let laid_out = read("<table><tr><td>menu<td><table><tr><td>a<td>b</table><h2>c</h2></table>");
    assert_eq!(laid_out.text, "menu\n\na\tb\n\nc\n");
}

#[test]
fn the_encoding_is_found_as_browsers_find_it() {
    let cyrillic = encoding_rs::WINDOWS_1251.encode("<meta charset=windows-1251><p>Привет").0.into_owned();
    assert_eq!(parse(&cyrillic, &mut || {}).unwrap().text, "Привет\n");
    // A mark counts for more than a declaration; the transport's word for more than the page's.
    assert_eq!(text("\u{FEFF}<meta charset=koi8-r><p>Привет"), "Привет\n");
    let wrong = encoding_rs::WINDOWS_1251.encode("<meta charset=koi8-r><p>Привет").0.into_owned();
    assert_eq!(parse_part(&wrong, Some("cp1251"), &HashSet::new(), &mut || {}).unwrap().text, "Привет\n");
    // A declaration behind the first 1,024 bytes is come upon late, one in a comment never.
    let late = format!("<!-- <meta charset=koi8-r> {} --><meta charset=windows-1251><p>Привет", "x".repeat(2000));
    let late = encoding_rs::WINDOWS_1251.encode(&late).0.into_owned();
    assert_eq!(parse(&late, &mut || {}).unwrap().text, "Привет\n");
    let sixteen: Vec<u8> = "\u{FEFF}<p>Привет".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(parse(&sixteen, &mut || {}).unwrap().text, "Привет\n");
    assert_eq!(text("<meta http-equiv=content-type content='text/html; charset=utf-16'><p>Привет"), "Привет\n");
}

#[test]
fn a_page_that_changes_its_encoding_midway_is_read_in_the_first() {
    let page = "<meta charset=utf-8><p>Привет<meta charset=koi8-r><p>ещё";
    assert_eq!(text(page), "Привет\n\nещё\n");
}

#[test]
fn elements_without_end_in_each_other_are_read_without_structure_and_in_no_time() {
    let lists = read(&format!("{}deep</li></ul>", "<ul><li>".repeat(16_000)));
    let boxes = read(&format!("{}deep", "<div>".repeat(100_000)));
    let crossed =
        read(&format!("{}deep{}", "<a href=x>".repeat(20_000) + &"<i>".repeat(20_000), "</a></i>".repeat(20_000)));
    let cells = read(&format!("{}deep", "<table><tr><td>".repeat(20_000)));
    assert_eq!([&lists.text, &boxes.text, &crossed.text, &cells.text], ["deep\n"; 4]);
    let said = |parsed: &Parsed| parsed.remarks.iter().any(|remark| matches!(remark, Remark::Damaged(_)));
    assert_eq!([said(&lists), said(&boxes), said(&crossed), said(&cells)], [true, true, false, true]);
}

#[test]
fn many_and_long_attributes_are_cut() {
    let many: String = (0..100_000).map(|n| format!(" a{n}=x")).collect();
    let parsed = read(&format!("<p{many}>words</p>"));
    assert_eq!(parsed.text, "words\n");
    assert!(parsed.remarks.iter().any(|remark| remark.to_string().contains("more than 256 attributes")));
    let long = read(&format!("<a href='http://a.invalid/{}'>words</a>", "x".repeat(50_000_000)));
    assert_eq!(long.text, "words\n");
    let [Block { kind: BlockKind::Link(address), .. }] = long.blocks.as_slice() else { unreachable!("one link") };
    assert_eq!(address.len(), crate::import::limits::MAX_ATTRIBUTE);
}

#[test]
fn a_style_sheet_of_addresses_without_end_is_counted_in_no_time() {
    let parsed = read(&format!("<style>{}</style>words", "url(x".repeat(200_000)));
    assert_eq!((parsed.text.as_str(), parsed.remarks.as_slice()), ("words\n", [Remark::Remote(200_000)].as_slice()));
}

#[test]
fn a_page_without_a_body_tag_has_an_article_too() {
    let line = "Words that go on, and on, until they are long enough to be an article of their own, and then some.";
    let parsed = read(&format!("<title>t</title><ul><li><a href=/>Home</a></ul><p>{line}<p>{line}<p>{line}"));
    assert_eq!(words_of(&parsed, &BlockKind::Article), [format!("{line}\n\n{line}\n\n{line}")]);
}

#[test]
fn more_tags_than_are_followed_leave_the_text() {
    let parsed = read(&format!("<h1>first</h1>{}<h1>last</h1><script>no</script>", "<b>".repeat(MOST_TAGS)));
    assert_eq!(parsed.text, "first\n\nlast\n");
    assert_eq!(words_of(&parsed, &BlockKind::Heading(1)), ["first"]);
    assert!(matches!(parsed.remarks.last(), Some(Remark::Damaged(_))));
}

#[test]
fn what_is_never_ended_is_said() {
    for page in ["<p>a<!-- b <p>c", "<p>a<p title='b <p>c", "<p>a<script>b <p>c"] {
        let parsed = read(page);
        assert_eq!(parsed.text, "a\n", "{page}");
        assert!(matches!(parsed.remarks.last(), Some(Remark::Damaged(_))), "{page}");
    }
}

#[test]
fn limits_of_text_and_blocks_are_kept() {
    let long = read(&"x".repeat(17 * 1024 * 1024));
    assert_eq!(long.text.len(), crate::import::limits::MAX_TEXT_NODE + 1);
    assert!(matches!(long.remarks.as_slice(), [Remark::LeftOut(_)]));
    let line = format!("{}<br>", "x".repeat(16 * 1024 * 1024 - 1));
    let refused = parse(line.repeat(4).as_bytes(), &mut || {}).unwrap_err();
    assert!(matches!(refused, ParseError::TooMany { what: "characters", .. }));
}

#[test]
fn a_watchdog_sees_progress() {
    let mut beats = 0;
    parse("<p>a".repeat(50_000).as_bytes(), &mut || beats += 1).unwrap();
    assert!(beats > 20, "{beats}");
}

#[test]
fn the_article_of_a_chapter_begins_with_its_title_and_what_leads_into_it() {
    let line = "A long line of the section, with commas, with clauses, and with so many words that it speaks for it. ";
    let section = format!("<div class=para>{}</div>", line.repeat(4));
    let sections: String = (1..9).map(|n| format!("<div><h3>12.1.{n}</h3>{section}{section}</div>")).collect();
    let head = "<ul class=nav><li><a href=1>Previous</a><li><a href=2>Next</a></ul>";
    let toc = "<dl><dt><a href=3>12.1. Disks and volumes</a><dt><a href=4>12.2. Machines within machines</a></dl>";
    let lead = "This chapter comes back to some of what was said before, but with another view of it.";
    let page = format!(
        "<body>{head}<div class=chapter><div><h1>Chapter 12. Advanced work</h1></div><div class=toc>{toc}</div>\
        <div class=highlights><div class=para>{lead}</div></div>\
        <div class=section><h2>12.1. Disks and volumes</h2>{sections}</div></div><p><a href=5>Top</a>"
    );
    let parsed = read(&page);
    let article = words_of(&parsed, &BlockKind::Article)[0];
    assert!(article.starts_with("Chapter 12. Advanced work"), "{}", &article[..60]);
    assert!(article.contains(lead));
    assert!(!article.contains("Previous") && !article.contains("Top"), "navigation is folded");
}

#[test]
fn a_page_of_menus_has_no_article() {
    let menu: String = (0..200).map(|n| format!("<li><a href=/{n}>Something to read, number {n}</a>")).collect();
    let parsed = read(&format!("<body><ul>{menu}</ul></body>"));
    assert!(!parsed.blocks.iter().any(|block| block.kind == BlockKind::Article));
}
