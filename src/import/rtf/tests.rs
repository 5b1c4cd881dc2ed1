//! The stories of RTF.

use super::parse;
use crate::import::{Block, BlockKind, ParseError, Parsed, Remark};
use std::path::Path;

fn read(bytes: &[u8]) -> Parsed {
    parse(bytes, &mut || ()).unwrap()
}

/// The text of a document that holds `body` and nothing else.
fn text(body: &str) -> String {
    read(format!("{{\\rtf1\\ansi\\ansicpg1252\\uc1 {body}}}").as_bytes()).text
}

/// A text and, below a line, its blocks and what is said of it.
fn shown(parsed: &Parsed) -> String {
    let mut out = format!("{}----\n", parsed.text);
    for block in &parsed.blocks {
        let words = &parsed.text[block.span.start as usize..block.span.end as usize];
        out += &format!("{:?} {words:?}\n", block.kind);
    }
    out + &format!("{:?}\n{:?}\n", parsed.meta, parsed.remarks)
}

fn words(parsed: &Parsed, kind: impl Fn(&BlockKind) -> bool) -> Vec<&str> {
    let of = |block: &&Block| kind(&block.kind);
    parsed.blocks.iter().filter(of).map(|b| &parsed.text[b.span.start as usize..b.span.end as usize]).collect()
}

#[test]
fn a_run_of_bytes_is_in_the_code_page_of_its_font() {
    // Given fonts of four character sets, one of them with characters of two bytes, the second of which may be a letter or
    // a backslash.
    let file = b"{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial CYR;}\
        {\\f2\\fcharset128 MS Gothic;}{\\f3\\fcharset134{\\*\\panose 02}SimSun;}{\\f4\\fcharset2 Symbol;}}\
        caf\\'e9 \\f1\\'cf\\'f0\\'e8\\'e2\\'e5\\'f2 \\f2\\'83A\\'83\\\\ \\f3\\'c4\\'e3\\'ba\\'c3 \\f4\\'b7\\plain  end\\'92s}";
    // When it is read, then each run is what its font says, and after `\plain` the first font counts again.
    assert_eq!(read(file).text, "café Привет アソ 你好 • end’s\n");
}

#[test]
fn a_font_called_western_in_a_russian_document_is_russian_unless_another_is_marked() {
    let careless = b"{\\rtf1\\ansi\\ansicpg1251{\\fonttbl{\\f0\\fcharset0 Times New Roman;}}\\f0\\'c4\\'e0}";
    assert_eq!(read(careless).text, "Да\n");
    let careful =
        b"{\\rtf1\\ansi\\ansicpg1251{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fcharset204 Times;}}\\f0 \\'e9\\f1\\'c4}";
    assert_eq!(read(careful).text, "éД\n");
    let dos = b"{\\rtf1\\pc \\'81ber}";
    assert_eq!(read(dos).text, "über\n");
}

#[test]
fn unicode_characters_come_once_whatever_stands_in_for_them() {
    assert_eq!(text("\\u1071 ?\\u-10179 ?\\u-8704 ?!"), "Я\u{1F600}!\n");
    assert_eq!(text("\\uc2\\u20320\\'c4\\'e3\\uc0\\u22909 {\\uc1\\u33 x}\\u63 "), "你好!?\n");
    // A character written as a word may stand in, and a group's end stops the skipping.
    assert_eq!(text("\\u8220\\ldblquote a{\\u8221}b"), "“a”b\n");
    assert_eq!(text("{\\upr{ansi}{\\*\\ud{\\u1102 ?\\u1085 ?}}} x"), "юн x\n");
    // Half a character is not one.
    assert_eq!(text("a\\u-10179 ?b"), "a\u{FFFD}b\n");
}

#[test]
fn paragraphs_lines_and_signs_are_what_the_format_says() {
    let body = "One\\~two\\par\r\nthr\r\nee\\line four\\_five\\tab six\\par\\par{\\b sev}en\\\r\neight \\{\\}\\\\";
    assert_eq!(text(body), "One\u{A0}two\n\nthree\nfour\u{2011}five\tsix\n\nseven\n\neight {}\\\n");
}

#[test]
fn tables_are_lines_with_tabs_between_cells() {
    // Given a table with two paragraphs in a cell and an empty cell, between two paragraphs.
    let row = |a: &str, b: &str, c: &str| {
        format!("\\trowd\\cellx1\\cellx2\\cellx3\\pard\\intbl {a}\\cell {b}\\cell {c}\\cell\\row ")
    };
    let rows = row("a\\par b", "c", "d") + &row("", "e\\line f", "g");
    let parsed = read(format!("{{\\rtf1 Before\\par {rows}\\pard After\\par}}").as_bytes());
    assert_eq!(parsed.text, "Before\n\na b\tc\td\n\te f\tg\n\nAfter\n");
    assert_eq!(words(&parsed, |kind| *kind == BlockKind::Table), ["a b\tc\td\n\te f\tg"]);
}

#[test]
fn headings_lists_notes_links_and_pages_stand_beside_the_text() {
    let file = "{\\rtf1\\ansi{\\stylesheet{\\s0 Normal;}{\\s3\\sbasedon0 heading 2;}{\\s4\\outlinelevel0 \\'dcberschrift;}}\
        \\pard\\s4 Title\\par\\pard\\s3 Part\\par\\pard\\outlinelevel2 Deep\\par\
        \\pard\\ls1\\ilvl0{\\listtext\\pard\\plain 1.\\tab}first\\par{\\listtext 2.\\tab}second\\par\
        \\pard Said{\\super\\chftn{\\footnote\\pard\\plain{\\super\\chftn} A note.\\par Its end.}} by \
        {\\field{\\*\\fldinst HYPERLINK \"https://a.example/\"}{\\fldrslt{\\ul them}}}.\\par\
        \\page Page {\\field{\\*\\fldinst PAGE}{\\fldrslt 2}}\\par}";
    let parsed = read(file.as_bytes());
    assert_eq!(
        parsed.text,
        "Title\n\nPart\n\nDeep\n\n1.\tfirst\n2.\tsecond\n\nSaid by them.\n\nPage 2\n\nA note.\nIts end.\n"
    );
    for (kind, expected) in [
        (BlockKind::Heading(1), vec!["Title"]),
        (BlockKind::Heading(2), vec!["Part"]),
        (BlockKind::Heading(3), vec!["Deep"]),
        (BlockKind::Item(1), vec!["1.\tfirst", "2.\tsecond"]),
        (BlockKind::Note("1".to_owned()), vec!["A note.\nIts end."]),
        (BlockKind::Link("https://a.example/".to_owned()), vec!["them"]),
        (BlockKind::Page("2".to_owned()), vec!["Page 2"]),
    ] {
        assert_eq!(words(&parsed, |k| *k == kind), expected, "{kind:?}");
    }
    assert_eq!(parsed.blocks[0].kind, BlockKind::Page("1".to_owned()));
    assert!(parsed.blocks.windows(2).all(|two| two[0].span.start <= two[1].span.start));
    assert_eq!(parsed.remarks, [Remark::Fields(1)]);
    // Without a page break there are no pages.
    assert_eq!(read(b"{\\rtf1 a\\par b}").blocks, []);
}

#[test]
fn what_is_not_in_the_text_is_said() {
    let file = b"{\\rtf1{\\header Head}{\\*\\template http://192.0.2.1/a.dot}{\\*\\generator X;}\
        Seen {\\v not seen}{\\v0  too}{\\pict\\bin4 }}}{ 89ab}{\\object\\objemb{\\*\\objdata 0105}{\\result shown}}\
        {\\field{\\*\\fldinst INCLUDEPICTURE \"http://192.0.2.1/p.png\"}{\\fldrslt }}{\\*\\unknown x}{\\deleted gone}\
        {\\*\\annotation said}{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv b}}{\\shptxt In a box\\par}}{\\shprslt twice}}}";
    let parsed = read(file);
    assert_eq!(parsed.text, "In a box\n\nSeen  tooshown\n");
    assert_eq!(
        parsed.remarks,
        [
            Remark::Remote(2),
            Remark::Hidden(1),
            Remark::Attached(1),
            Remark::LeftOut("headers and footers".to_owned()),
            Remark::LeftOut("words that a tracked change deletes".to_owned()),
            Remark::LeftOut("comments: 1".to_owned()),
        ]
    );
}

#[test]
fn the_document_says_who_wrote_it_and_when() {
    let file =
        b"{\\rtf1\\ansi\\ansicpg1251\\deflang1049{\\info{\\title \\'ce\\'f2\\'f7\\'b8\\'f2}{\\author I.\\u1055 ?.}\
        {\\creatim\\yr2021\\mo3\\dy4\\hr5}{\\revtim\\yr2022\\mo1\\dy1}}x}";
    let parsed = read(file);
    assert_eq!(parsed.meta.title.as_deref(), Some("Отчёт"));
    assert_eq!(parsed.meta.author.as_deref(), Some("I.П."));
    assert_eq!(parsed.meta.published.as_deref(), Some("2021-03-04"));
    assert_eq!(parsed.meta.language.as_deref(), Some("ru"));
    assert_eq!(parsed.text, "x\n");
}

#[test]
fn a_hostile_file_is_refused_or_read_to_its_end() {
    let deep = [b"{\\rtf1 ".as_slice(), &b"{".repeat(100_000), b"x"].concat();
    assert!(matches!(parse(&deep, &mut || ()), Err(ParseError::TooMany { limit: 256, .. })));
    assert!(matches!(parse(b"%PDF-1.4", &mut || ()), Err(ParseError::Damaged(_))));
    let broken = read(b"{\\rtf1 It breaks {\\b off\\'4");
    assert_eq!(broken.text, "It breaks off4\n");
    assert!(matches!(broken.remarks[..], [Remark::Damaged(_)]));
    assert_eq!(read(b"{\\rtf1\\bin99999999 }").remarks.first(), Some(&Remark::NoText));
    // What follows the document is nothing, nor are groups that end more often than they begin.
    assert_eq!(read(b"{\\rtf1 a}}}{b}").text, "a\n");
    // A link over a million paragraphs, notes and fields that never end, links without words: all pass.
    let many = [
        b"{\\rtf1{\\field{\\*\\fldinst HYPERLINK \"http://192.0.2.1/\"}{\\fldrslt ".as_slice(),
        &b"a\\par ".repeat(100_000),
        &b"{\\footnote \\u-10179 ?{\\fldrslt ".repeat(60),
    ]
    .concat();
    let mut beats = 0;
    let parsed = parse(&many, &mut || beats += 1).unwrap();
    assert_eq!(parsed.text.matches('a').count(), 100_000);
    assert!(beats > 20, "{beats}");
}

#[test]
fn real_documents_come_out_as_they_were_looked_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import/rtf");
    for name in ["office_de", "office_fa", "office_he", "office_ru", "office_zh", "pandoc_he", "pandoc_ru"] {
        let parsed = read(&std::fs::read(folder.join(format!("{name}.rtf"))).unwrap());
        let golden = std::fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap();
        assert_eq!(shown(&parsed), golden, "{name}");
    }
}
