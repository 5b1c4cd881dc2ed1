//! Documents that word processors wrote, and documents built here for one thing each.

use super::parse;
use crate::import::package::tests::zipped;
use crate::import::parsed::{BlockKind, ParseError, Parsed, Remark};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const REFERENCE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn read(bytes: &[u8]) -> Result<Parsed, ParseError> {
    parse(bytes, &mut || {})
}

/// A document of this body, with further parts; a part named by its kind is related to the document.
fn docx(body: &str, related: &[(&str, &str)], loose: &[(&str, &str)]) -> Vec<u8> {
    let document =
        format!("<w:document xmlns:w=\"{WORD}\" xmlns:r=\"{REFERENCE}\"><w:body>{body}</w:body></w:document>");
    let relations: String = related
        .iter()
        .map(|(kind, _)| format!("<Relationship Id=\"{kind}\" Type=\"{REFERENCE}/{kind}\" Target=\"{kind}.xml\"/>"))
        .collect();
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}\
         <Relationship Id=\"out\" Type=\"{REFERENCE}/hyperlink\" Target=\"https://example.org/\" TargetMode=\"External\"/>\
         <Relationship Id=\"pic\" Type=\"{REFERENCE}/image\" Target=\"http://192.0.2.1/a.png\" TargetMode=\"External\"/>\
         </Relationships>"
    );
    let parts: Vec<(String, String)> = related
        .iter()
        .map(|(kind, inner)| {
            let root = format!("<w:{kind} xmlns:w=\"{WORD}\">{inner}</w:{kind}>");
            (format!("word/{kind}.xml"), root)
        })
        .chain(loose.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())))
        .collect();
    let mut entries: Vec<(&str, &[u8])> =
        vec![("word/document.xml", document.as_bytes()), ("word/_rels/document.xml.rels", relations.as_bytes())];
    entries.extend(parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())));
    zipped(&entries)
}

fn text(body: &str) -> String {
    read(&docx(body, &[], &[])).unwrap().text
}

fn remarks(parsed: &Parsed) -> Vec<&Remark> {
    // The builder relates every document to a picture elsewhere.
    parsed.remarks.iter().filter(|remark| **remark != Remark::Remote(1)).collect()
}

/// The words of each block of a kind.
fn blocks(parsed: &Parsed) -> Vec<(BlockKind, &str)> {
    let words = |span: &std::ops::Range<u32>| &parsed.text[span.start as usize..span.end as usize];
    parsed.blocks.iter().map(|block| (block.kind.clone(), words(&block.span))).collect()
}

#[test]
fn what_libreoffice_and_pandoc_write_is_read_as_it_was_meant() {
    let golden = include_str!("../../../tests/fixtures/import/rich.txt");
    let from_pandoc = read(include_bytes!("../../../tests/fixtures/import/rich_pandoc.docx")).unwrap();
    let from_office = read(include_bytes!("../../../tests/fixtures/import/rich_libreoffice.docx")).unwrap();
    assert_eq!(from_pandoc.text, golden);
    // LibreOffice sets a tab behind the mark of a note.
    assert_eq!(from_office.text.replace("[1]\t", "[1] "), golden);
    let found = blocks(&from_pandoc);
    for expected in [
        (BlockKind::Heading(1), "First heading"),
        (BlockKind::Heading(2), "Lists"),
        (BlockKind::Link("https://example.org/a?b=c&d=e".to_owned()), "link"),
        (BlockKind::Item(1), "one"),
        (BlockKind::Item(2), "nested b"),
        (BlockKind::Quote, "A quotation that somebody said."),
        (BlockKind::Table, "Name\tCount\nalpha\t1\nbeta\t22"),
        (BlockKind::Code, "code line 1\n    indented code"),
        (BlockKind::Note("1".to_owned()), "[1] The note has two words and more."),
    ] {
        assert!(found.contains(&expected), "{expected:?} is not among {found:?}");
    }
    let meta = from_pandoc.meta;
    assert_eq!(meta.title.as_deref(), Some("A rich document"));
    assert_eq!(meta.author.as_deref(), Some("Иван Петров"));
}

#[test]
fn right_to_left_text_stays_in_the_order_it_was_written() {
    let parsed = read(include_bytes!("../../../tests/fixtures/import/hebrew_libreoffice.docx")).unwrap();
    assert_eq!(parsed.text, include_str!("../../../tests/fixtures/import/hebrew.txt"));
}

#[test]
fn insertions_stand_and_deletions_and_hidden_text_are_left_out_and_counted() {
    let body = "<w:p><w:r><w:t xml:space='preserve'>kept </w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>\
        <w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>away</w:t></w:r></w:moveFrom>\
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t><w:t>unseen</w:t></w:r>\
        <w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>!</w:t></w:r></w:p>";
    let parsed = read(&docx(body, &[], &[])).unwrap();
    assert_eq!(parsed.text, "kept new!\n");
    assert_eq!(remarks(&parsed), [&Remark::Hidden(3)]);
}

#[test]
fn a_paragraph_whose_end_is_deleted_goes_on_in_the_next() {
    let body = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>one</w:t></w:r></w:p>\
        <w:p><w:r><w:t>two</w:t></w:r></w:p><w:p><w:r><w:t>three</w:t></w:r></w:p>";
    assert_eq!(text(body), "onetwo\n\nthree\n");
}

#[test]
fn styles_say_what_is_a_heading_in_any_language_and_what_is_hidden() {
    let styles = "<w:style w:type='paragraph' w:styleId='berschrift2'><w:name w:val='heading 2'/></w:style>\
        <w:style w:type='paragraph' w:styleId='Own'><w:name w:val='Eigene'/><w:basedOn w:val='berschrift2'/></w:style>\
        <w:style w:type='paragraph' w:styleId='Lvl'><w:pPr><w:outlineLvl w:val='3'/></w:pPr></w:style>\
        <w:style w:type='paragraph' w:styleId='Loop'><w:basedOn w:val='Loop'/></w:style>\
        <w:style w:type='character' w:styleId='Hid'><w:rPr><w:vanish/></w:rPr></w:style>";
    let paragraph =
        |style: &str| format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>{style}</w:t></w:r></w:p>");
    let body = format!(
        "{}{}{}<w:p><w:r><w:rPr><w:rStyle w:val='Hid'/></w:rPr><w:t>unseen</w:t></w:r></w:p>",
        paragraph("Own"),
        paragraph("Lvl"),
        paragraph("Loop")
    );
    let parsed = read(&docx(&body, &[("styles", styles)], &[])).unwrap();
    assert_eq!(parsed.text, "Own\n\nLvl\n\nLoop\n");
    assert_eq!(blocks(&parsed), [(BlockKind::Heading(2), "Own"), (BlockKind::Heading(4), "Lvl")]);
    assert_eq!(remarks(&parsed), [&Remark::Hidden(1)]);
}

#[test]
fn of_fields_the_results_stand_and_a_hyperlink_is_a_link() {
    let field = |code: &str, result: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>{result}</w:t></w:r>\
             <w:r><w:fldChar w:fldCharType='end'/></w:r>"
        )
    };
    let body = format!(
        "<w:p>{}{}<w:fldSimple w:instr='DATE'><w:r><w:t>today</w:t></w:r></w:fldSimple>\
         <w:hyperlink r:id='out'><w:r><w:t>there</w:t></w:r></w:hyperlink></w:p>",
        field("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k calc\"", "result"),
        field(" HYPERLINK \"https://example.org/x\" ", "here"),
    );
    let parsed = read(&docx(&body, &[], &[])).unwrap();
    assert_eq!(parsed.text, "resultheretodaythere\n");
    let link = |to: &str| BlockKind::Link(to.to_owned());
    assert_eq!(blocks(&parsed), [(link("https://example.org/x"), "here"), (link("https://example.org/"), "there")]);
    assert_eq!(remarks(&parsed), [&Remark::Fields(2)]);
    assert!(parsed.remarks.contains(&Remark::Remote(1)));
}

#[test]
fn notes_come_after_the_text_and_one_that_nothing_leads_to_is_hidden() {
    let note = |kind: &str, id: u32, words: &str| {
        format!("<w:{kind} w:id='{id}'><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:{kind}>")
    };
    let foot = format!(
        "<w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>{}{}",
        note("footnote", 7, "foot"),
        note("footnote", 8, "orphan")
    );
    let end = note("endnote", 2, "end");
    let body =
        "<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id='7'/><w:t>b</w:t><w:endnoteReference w:id='2'/></w:r></w:p>";
    let parsed = read(&docx(body, &[("footnotes", &foot), ("endnotes", &end)], &[])).unwrap();
    assert_eq!(parsed.text, "a[1]b[i]\n\n[1] foot\n\n[i] end\n");
    let note = |mark: &str| BlockKind::Note(mark.to_owned());
    assert_eq!(blocks(&parsed), [(note("1"), "[1] foot"), (note("i"), "[i] end")]);
    assert_eq!(remarks(&parsed), [&Remark::Hidden(1)]);
}

#[test]
fn tables_are_rows_and_a_table_of_one_column_is_a_frame() {
    let paragraph = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
    let two = "<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>";
    let inner = format!("<w:tbl>{two}<w:tr>{}{}</w:tr></w:tbl><w:p/>", cell(&paragraph("x")), cell(&paragraph("y")));
    let body = format!(
        "{}<w:tbl>{two}<w:tr>{}{}</w:tr><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>{}<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid>\
         <w:tr>{}</w:tr></w:tbl>",
        paragraph("before"),
        cell(&format!("{}{}", paragraph("a"), paragraph("b"))),
        cell(&paragraph("c")),
        cell("<w:p/>"),
        cell(&paragraph("d")),
        cell(&paragraph("e")),
        cell(&inner),
        paragraph("after"),
        cell(&format!("{}{}", paragraph("framed"), paragraph("too"))),
    );
    let parsed = read(&docx(&body, &[], &[])).unwrap();
    assert_eq!(parsed.text, "before\n\na b\tc\n\td\ne\nx\ty\n\nafter\n\nframed\n\ntoo\n");
    assert_eq!(blocks(&parsed), [(BlockKind::Table, "a b\tc\n\td\ne\nx\ty")]);
}

#[test]
fn a_text_box_comes_after_the_paragraph_it_hangs_on_and_once() {
    let boxed = "<w:txbxContent><w:p><w:r><w:t>in the box</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        "<w:p><w:r><w:t xml:space='preserve'>one </w:t></w:r><w:r>\
         <mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>\
         <mc:Choice Requires='wps'>{boxed}</mc:Choice><mc:Fallback>{boxed}</mc:Fallback></mc:AlternateContent></w:r>\
         <w:r><w:t>two</w:t></w:r></w:p><w:sdt><w:sdtPr><w:t>no</w:t></w:sdtPr><w:sdtContent><w:p><w:r><w:t>three</w:t></w:r>\
         </w:p></w:sdtContent></w:sdt>"
    );
    assert_eq!(text(&body), "one two\n\nin the box\n\nthree\n");
}

#[test]
fn what_is_left_out_is_said() {
    let related = [
        ("comments", "<w:comment/><w:comment/>"),
        ("header", "<w:p><w:r><w:t>Secret</w:t></w:r></w:p>"),
        ("footer", "<w:p><w:r><w:t>7</w:t></w:r></w:p>"),
    ];
    let loose = [("word/vbaProject.bin", "x"), ("word/embeddings/a.xlsx", "x")];
    let body = "<w:p><w:r><w:t>a</w:t><w:sym w:font='Webdings' w:char='F04A'/></w:r></w:p>";
    let parsed = read(&docx(body, &related, &loose)).unwrap();
    assert_eq!(parsed.text, "a\u{FFFD}\n");
    let expected = [
        Remark::Macros,
        Remark::Attached(1),
        Remark::Replaced(1),
        Remark::LeftOut("comments, 2 in number".to_owned()),
        Remark::LeftOut("headers of its pages".to_owned()),
    ];
    assert_eq!(remarks(&parsed), expected.iter().collect::<Vec<_>>());
}

#[test]
fn signs_of_known_fonts_are_characters_and_the_reading_of_a_word_is_no_word() {
    let body = "<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:t xml:space='preserve'> a</w:t>\
        <w:sym w:font='Symbol' w:char='F0A3'/><w:t>b</w:t></w:r></w:p>\
        <w:p><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>とうきょう</w:t></w:r></w:rt>\
        <w:rubyBase><w:r><w:t>東京</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>";
    let parsed = read(&docx(body, &[], &[])).unwrap();
    assert_eq!(parsed.text, "☑ a≤b\n\n東京\n");
    assert_eq!(remarks(&parsed), [&Remark::LeftOut("the readings set beside words".to_owned())]);
}

#[test]
fn white_space_is_as_the_format_keeps_it() {
    let body = "<w:p><w:r><w:t xml:space='preserve'>  a\u{a0}\u{a0}b  </w:t><w:t> c </w:t><w:tab/><w:t>d</w:t><w:br/><w:t>e</w:t>\
        <w:noBreakHyphen/></w:r></w:p><w:p/><w:p><w:r><w:t>f</w:t></w:r></w:p>";
    assert_eq!(text(body), "  a\u{a0}\u{a0}b  c\td\ne\u{2011}\n\nf\n");
}

#[test]
fn a_document_without_words_says_so() {
    let parsed = read(&docx("<w:p/>", &[], &[])).unwrap();
    assert_eq!((parsed.text.as_str(), remarks(&parsed)), ("", vec![&Remark::NoText]));
}

#[test]
fn hostile_documents_are_refused_with_a_reason() {
    let deep = docx(&"<w:p>".repeat(200_000), &[], &[]);
    assert!(matches!(read(&deep), Err(ParseError::TooMany { .. })));
    let laughs = zipped(&[("word/document.xml", b"<!DOCTYPE a [<!ENTITY b 'ha'>]><a>&b;</a>")]);
    assert!(matches!(read(&laughs), Err(ParseError::Damaged(_))));
    let locked: Vec<u8> = [0xD0, 0xCF, 0x11, 0xE0]
        .into_iter()
        .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert!(matches!(read(&locked), Err(ParseError::Encrypted)));
    assert!(matches!(read(&locked[..20]), Err(ParseError::NotRead(_))));
    assert!(matches!(read(&zipped(&[("a", b"b")])), Err(ParseError::Damaged(_))));
    assert!(matches!(read(b""), Err(ParseError::Damaged(_))));
}

#[test]
fn a_hundred_thousand_fields_that_never_end_and_boxes_in_boxes_are_read_in_one_pass() {
    let begin = "<w:r><w:fldChar w:fldCharType='begin'/><w:t>x</w:t></w:r>".repeat(100_000);
    let parsed = read(&docx(&format!("<w:p>{begin}</w:p>"), &[], &[])).unwrap();
    assert_eq!(parsed.text, "");
    let inner = "<w:p><w:r><w:t>a</w:t><w:txbxContent>".repeat(60);
    let outer = "</w:txbxContent></w:r></w:p>".repeat(60);
    assert_eq!(text(&format!("{inner}{outer}")).matches('a').count(), 60);
}
