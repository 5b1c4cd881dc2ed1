//! Workbooks as programs write them, and packages made to do harm.

use super::*;
use crate::import::limits::RATIO_FROM;
use calamine::{ExcelDateTime, ExcelDateTimeType};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, words) in files {
        out.start_file(*name, SimpleFileOptions::default()).unwrap();
        out.write_all(words.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";

/// A workbook with these sheets (name, state, rows) and this list of strings.
fn xlsx(sheets: &[(&str, &str, &str)], strings: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let ns = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
              xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let (mut listed, mut related) = (String::new(), String::new());
    let mut parts = Vec::new();
    for ((name, state, rows), n) in sheets.iter().zip(1..) {
        listed += &format!("<sheet name=\"{name}\" sheetId=\"{n}\" state=\"{state}\" r:id=\"r{n}\"/>");
        related += &format!("<Relationship Id=\"r{n}\" Type=\"{kind}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>");
        let sheet =
            format!("<worksheet {ns}><dimension ref=\"A1:XFD1048576\"/><sheetData>{rows}</sheetData></worksheet>");
        parts.push((format!("xl/worksheets/sheet{n}.xml"), sheet));
    }
    let book = format!("<workbook {ns}><sheets>{listed}</sheets></workbook>");
    let rels = |inner: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
        )
    };
    let root = rels(&format!("<Relationship Id=\"r1\" Type=\"{kind}/officeDocument\" Target=\"xl/workbook.xml\"/>"));
    let related = rels(&related);
    let styles = format!(
        "<styleSheet {ns}><numFmts><numFmt numFmtId=\"170\" formatCode=\"0.0%\"/></numFmts>\
         <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>"
    );
    let mut files: Vec<(&str, &str)> = vec![
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", &root),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &related),
        ("xl/styles.xml", &styles),
        ("xl/sharedStrings.xml", strings),
    ];
    files.extend(parts.iter().map(|(name, sheet)| (name.as_str(), sheet.as_str())));
    files.extend(more);
    zipped(&files)
}

const STRINGS: &str = "<sst uniqueCount=\"2\"><si><t>Town</t></si><si><t>Two\nlines</t></si></sst>";

fn ods(content: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\">{content}</office:document-content>"
    );
    let mut files = vec![
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<m/>"),
        ("content.xml", content.as_str()),
    ];
    files.extend(more);
    zipped(&files)
}

fn read(bytes: &[u8]) -> Parsed {
    parse(bytes, &mut || {}).unwrap()
}

fn refused(bytes: &[u8]) -> String {
    parse(bytes, &mut || {}).unwrap_err().to_string()
}

fn blocks(parsed: &Parsed) -> Vec<(BlockKind, &str)> {
    parsed.blocks.iter().map(|b| (b.kind.clone(), &parsed.text[b.span.start as usize..b.span.end as usize])).collect()
}

#[test]
fn sheets_are_sections_and_rows_are_lines() {
    let rows = "<row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c><c r=\"D2\" t=\"s\"><v>1</v></c></row><row r=\"3\"/>\
                <row r=\"5\"><c r=\"C5\"><v>0.30000000000000004</v></c><c r=\"D5\" s=\"1\"><v>45216</v></c><c r=\"E5\" s=\"2\"><v>0.125</v></c>\
                <c r=\"F5\" t=\"b\"><v>1</v></c><c r=\"G5\" t=\"e\"><v>#DIV/0!</v></c></row>\
                <row r=\"6\"><c r=\"B6\"><f>1+1</f><v>2</v></c><c r=\"C6\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> </t></is></c></row>";
    let parsed =
        read(&xlsx(&[("Towns", "visible", rows), ("Second", "visible", "<row><c><v>7</v></c></row>")], STRINGS, &[]));
    assert_eq!(parsed.text, "Town\t\tTwo lines\n\t0.3\t2023-10-17\t12.5%\tTRUE\t#DIV/0!\n2\n\n7\n");
    let first = "Town\t\tTwo lines\n\t0.3\t2023-10-17\t12.5%\tTRUE\t#DIV/0!\n2";
    let expected = [
        (BlockKind::Section("Towns".to_owned()), first),
        (BlockKind::Table, first),
        (BlockKind::Section("Second".to_owned()), "7"),
        (BlockKind::Table, "7"),
    ];
    assert_eq!(blocks(&parsed), expected);
    assert_eq!(parsed.remarks, []);
}

#[test]
fn hidden_sheets_are_left_out_and_what_lies_beside_is_said() {
    let row = "<row><c><v>1</v></c></row>";
    let more =
        [("xl/vbaProject.bin", "x"), ("xl/externalLinks/externalLink1.xml", "<x/>"), ("xl/comments1.xml", "<x/>")];
    let parsed =
        read(&xlsx(&[("Shown", "visible", row), ("Sec", "hidden", row), ("Ret", "veryHidden", row)], STRINGS, &more));
    assert_eq!(parsed.text, "1\n");
    let expected = [
        Remark::Macros,
        Remark::Remote(1),
        Remark::LeftOut("comments on cells".to_owned()),
        Remark::Hidden(2),
        Remark::LeftOut("hidden sheets: Sec, Ret".to_owned()),
    ];
    assert_eq!(parsed.remarks, expected);
}

#[test]
fn a_sheet_claimed_as_large_as_any_costs_nothing() {
    let far = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>";
    let parsed = read(&xlsx(&[("Far", "visible", far)], STRINGS, &[]));
    assert_eq!(parsed.text.split_whitespace().collect::<Vec<_>>(), ["1", "2"]);
}

#[test]
fn claims_of_strings_and_cells_outside_are_refused() {
    let row = "<row><c><v>1</v></c></row>";
    let claim = "<sst uniqueCount=\"4000000000\"><si><t>a</t></si></sst>";
    assert_eq!(
        refused(&xlsx(&[("A", "visible", row)], claim, &[])),
        "the file is damaged: it claims 4000000000 strings and holds 1"
    );
    let outside = "<row r=\"1\"><c r=\"ZZZZZZZZZZ99999999999\"><v>1</v></c></row>";
    assert!(refused(&xlsx(&[("A", "visible", outside)], STRINGS, &[])).starts_with("the file is damaged"));
    let column = "<row r=\"1\"><c r=\"ZZZ1\"><v>1</v></c></row>";
    assert!(refused(&xlsx(&[("A", "visible", column)], STRINGS, &[])).starts_with("the file is damaged"));
}

#[test]
fn a_part_that_swells_is_refused_before_it_is_read() {
    let swollen = format!("<sst>{}</sst>", " ".repeat(usize::try_from(RATIO_FROM).unwrap() * 2));
    let error = refused(&xlsx(&[("A", "visible", "")], &swollen, &[]));
    assert_eq!(error, "the file is damaged: a part of it is too large: it unpacks to more than 200 times its size");
}

#[test]
fn ods_is_read_as_it_is_shown() {
    let content = "<style:style style:name=\"h\"><style:table-properties table:display=\"false\"/></style:style>\
        <table:table table:name=\"Города\"><table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>\
        <table:table-row><table:table-cell office:value-type=\"string\"><text:p>a<text:s/>b</text:p><text:p>c</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"float\" office:value=\"0.5\" table:number-columns-repeated=\"2\"><text:p>50%</text:p></table:table-cell>\
        <table:table-cell table:number-columns-repeated=\"1000\"/></table:table-row>\
        <table:table-row table:number-rows-repeated=\"2\"><table:table-cell office:value-type=\"date\" office:date-value=\"2023-10-17\">\
        <office:annotation><text:p>note</text:p></office:annotation><text:p>17.10.23</text:p></table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell/></table:table-row></table:table>\
        <table:table table:name=\"Secret\" table:style-name=\"h\"><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>";
    let meta = "<m xmlns:dc=\"d\"><dc:title>A title</dc:title><dc:creator>Anna</dc:creator></m>";
    let parsed = read(&ods(content, &[("meta.xml", meta)]));
    assert_eq!(parsed.text, "a b c\t50%\t50%\n2023-10-17\n2023-10-17\n");
    assert_eq!(parsed.blocks[0].kind, BlockKind::Section("Города".to_owned()));
    assert_eq!((parsed.meta.title.as_deref(), parsed.meta.author.as_deref()), (Some("A title"), Some("Anna")));
    let said = ["comments on cells: 1", "hidden sheets: Secret"].map(|s| Remark::LeftOut(s.to_owned()));
    assert_eq!(parsed.remarks, [said[0].clone(), Remark::Hidden(1), said[1].clone()]);
}

#[test]
fn ods_that_repeats_without_end_is_refused() {
    let cell = "<table:table-cell table:number-columns-repeated=\"16384\"><text:p>x</text:p></table:table-cell>";
    let content = format!(
        "<table:table table:name=\"A\"><table:table-row table:number-rows-repeated=\"4000000000\">{cell}</table:table-row></table:table>"
    );
    assert_eq!(refused(&ods(&content, &[])), "the file holds more than 5000000 cells");
    assert!(refused(&ods("<table:table table:name=\"A\"><table:table-row>", &[])).starts_with("the file is damaged"));
    assert_eq!(refused(&ods(&"<a>".repeat(300), &[])), "the file holds more than 256 elements inside each other");
}

#[test]
fn encrypted_workbooks_are_named_as_such() {
    let manifest = "<m><manifest:encryption-data/></m>";
    let bytes = zipped(&[("META-INF/manifest.xml", manifest), ("content.xml", "x")]);
    assert!(matches!(parse(&bytes, &mut || {}), Err(ParseError::Encrypted)));
    let mut compound = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    compound.create_stream("/EncryptedPackage").unwrap().write_all(b"x").unwrap();
    let bytes = compound.into_inner().into_inner();
    assert!(matches!(parse(&bytes, &mut || {}), Err(ParseError::Encrypted)));
    // An old workbook, whose cells seem to lie as far apart as cells can: they are not readable, not too many.
    let apart = [xls_number(0, 0, 1.0), xls_number(65_535, 65_535, 1.0)];
    let bytes = xls_after(&[record(0x002F, &[0; 6])], &apart);
    assert!(matches!(parse(&bytes, &mut || {}), Err(ParseError::Encrypted)));
}

/// One record of an old workbook.
fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    let mut out = kind.to_le_bytes().to_vec();
    out.extend(u16::try_from(body.len()).unwrap().to_le_bytes());
    out.extend(body);
    out
}

/// An old workbook of one sheet with these records.
fn xls(records: &[Vec<u8>]) -> Vec<u8> {
    xls_after(&[], records)
}

/// The same with these records before those that name its sheet.
fn xls_after(first: &[Vec<u8>], records: &[Vec<u8>]) -> Vec<u8> {
    let bof = |kind: u16| {
        let mut body = 0x0600_u16.to_le_bytes().to_vec();
        body.extend(kind.to_le_bytes());
        body.resize(16, 0);
        record(0x0809, &body)
    };
    let mut globals = bof(5);
    globals.extend(first.concat());
    let at = u32::try_from(globals.len() + 4 + 13 + 4).unwrap();
    let mut named = at.to_le_bytes().to_vec();
    named.extend([0, 0, 5, 0]);
    named.extend(b"Table");
    globals.extend(record(0x0085, &named));
    globals.extend(record(0x000A, &[]));
    globals.extend(bof(0x10));
    globals.extend(records.concat());
    globals.extend(record(0x000A, &[]));
    globals.resize(globals.len().max(5000), 0);
    let mut compound = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    compound.create_stream("/Workbook").unwrap().write_all(&globals).unwrap();
    compound.into_inner().into_inner()
}

fn xls_number(row: u16, column: u16, value: f64) -> Vec<u8> {
    let mut body = row.to_le_bytes().to_vec();
    body.extend(column.to_le_bytes());
    body.extend([0, 0]);
    body.extend(value.to_le_bytes());
    record(0x0203, &body)
}

#[test]
fn old_workbooks_are_read_and_their_claims_are_not_believed() {
    let mut claim = 0_u32.to_le_bytes().to_vec();
    claim.extend(4_000_000_000_u32.to_le_bytes());
    claim.extend([0, 0, 255, 0, 0, 0]);
    let bytes = xls(&[record(0x0200, &claim), xls_number(1, 1, 2.5), xls_number(1, 2, 3.0)]);
    let parsed = read(&bytes);
    assert_eq!(parsed.text, "2.5\t3\n");
    assert_eq!(parsed.blocks[0].kind, BlockKind::Section("Table".to_owned()));
    let apart = xls(&[xls_number(0, 0, 1.0), xls_number(65_535, 65_535, 1.0)]);
    assert_eq!(refused(&apart), "the file holds more than 5000000 cells");
}

#[test]
fn every_cut_and_every_changed_byte_ends_in_an_answer() {
    let row = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>";
    let cell = "<table:table-cell><text:p>x</text:p></table:table-cell>";
    let sheet =
        ods(&format!("<table:table table:name=\"A\"><table:table-row>{cell}</table:table-row></table:table>"), &[]);
    for whole in [xlsx(&[("A", "visible", row)], STRINGS, &[]), sheet, xls(&[xls_number(0, 0, 1.0)])] {
        let step = (whole.len() / 120).max(1);
        for at in (0..whole.len()).step_by(step) {
            drop(parse(&whole[..at], &mut || {}));
            let mut changed = whole.clone();
            changed[at] ^= 0xFF;
            drop(parse(&changed, &mut || {}));
        }
    }
}

#[test]
fn numbers_are_shown_without_what_binary_fractions_leave() {
    let cases = [
        (0.1 + 0.2, "0.3"),
        (1_234_567.0, "1234567"),
        (-0.0, "0"),
        (1.0 / 3.0, "0.333333333333333"),
        (123_456_789_012_345.0, "123456789012345"),
        (1e21, "1E21"),
        (-2.5e-12, "-2.5E-12"),
        (100.0, "100"),
        (f64::NAN, "#NUM!"),
    ];
    for (value, shown) in cases {
        assert_eq!(cell::number(value), shown);
    }
    let formats = [
        (0.125, "0.0%", "12.5%"),
        (0.5, "0%", "50%"),
        (1234.5, "#,##0.00", "1234.50"),
        (1234.5, "\"$\"#,##0.00_);(\"$\"#,##0.00)", "$1234.50"),
        (12.0, "[$€-407]0.00", "€12.00"),
        (12.0, "0.00\" kg\"", "12.00 kg"),
        (12.345, "0.##", "12.35"),
        (12.0, "0.##", "12"),
        (-0.001, "0.00", "0.00"),
        (-3.5, "0", "-4"),
        (2.675, "0.00", "2.68"),
        (1234.0, "0.00E+00", "1234"),
        (1_500_000.0, "0.0,,", "1500000"),
        (7.0, "General", "7"),
        (7.0, "@", "7"),
    ];
    for (value, code, shown) in formats {
        assert_eq!(cell::formatted(value, code), shown, "{code}");
    }
}

#[test]
fn moments_are_shown_as_iso() {
    let moment = |value: f64, kind| cell::moment(&ExcelDateTime::new(value, kind, false));
    let (date, span) = (ExcelDateTimeType::DateTime, ExcelDateTimeType::TimeDelta);
    assert_eq!(moment(45216.0, date), "2023-10-17");
    assert_eq!(moment(45216.5, date), "2023-10-17T12:00:00");
    assert_eq!(moment(45_216.999_999_9, date), "2023-10-18");
    assert_eq!(moment(0.75, date), "18:00");
    assert_eq!(moment(0.750_011_574, date), "18:00:01");
    assert_eq!(moment(1.5, span), "36:00:00");
    assert_eq!(moment(-1.0, date), "-1");
    assert_eq!(cell::moment(&ExcelDateTime::new(43754.0, date, true)), "2023-10-17");
}
