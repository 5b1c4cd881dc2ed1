//! Tables for spreadsheets: CSV as RFC 4180 has it, every cell in quotation marks. Nothing in a cell is a formula to the
//! program that opens it: what would begin one gets an apostrophe before it, as OWASP advises.

use csv::{QuoteStyle, Terminator, WriterBuilder};

/// A table as bytes: UTF-8 with the mark some spreadsheets need to take it for that, lines ended by CR LF.
pub fn csv<R: IntoIterator<Item = String>>(head: &[&str], rows: impl IntoIterator<Item = R>) -> Vec<u8> {
    let mut out = b"\xEF\xBB\xBF".to_vec();
    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Always)
        .terminator(Terminator::CRLF)
        .flexible(true)
        .from_writer(&mut out);
    // Memory takes all of it.
    drop(writer.write_record(head.iter().map(|cell| guarded(cell))));
    for row in rows {
        drop(writer.write_record(row.into_iter().map(|cell| guarded(&cell))));
    }
    drop(writer.flush());
    drop(writer);
    out
}

/// True for what begins a formula in some spreadsheet, in its wide form too.
fn begins_a_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠')
}

/// The cell with an apostrophe wherever a formula could begin: at its beginning, blanks aside, on each of its lines, and
/// right after what some program may take for the end of a cell.
fn guarded(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len() + 1);
    let (mut at_start, mut after_delimiter) = (true, false);
    for c in cell.chars() {
        if (at_start || after_delimiter) && begins_a_formula(c) {
            out.push('\'');
        }
        out.push(c);
        after_delimiter = matches!(c, ',' | ';' | '\t');
        at_start = matches!(c, '\n' | '\r') || at_start && c == ' ';
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_a_formula_and_words_stay_what_they_are() {
        for (cell, safe) in [
            ("=1+1", "'=1+1"),
            ("  =cmd|' /C calc'!A0", "  '=cmd|' /C calc'!A0"),
            ("-5 degrees", "'-5 degrees"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            ("one\n=two", "one\n'=two"),
            ("a,=b;+c", "a,'=b;'+c"),
            ("Minsk – Tehran, five-year plan", "Minsk – Tehran, five-year plan"),
            ("“Мы”", "“Мы”"),
        ] {
            assert_eq!(guarded(cell), safe);
        }
    }

    #[test]
    fn a_table_reads_back_as_it_was_written() {
        let rows = vec![vec!["a \"b\"".to_owned(), "c\nd".to_owned()], vec!["پیمان".to_owned(), String::new()]];
        let bytes = csv(&["one", "two"], rows.clone());
        assert!(bytes.starts_with(b"\xEF\xBB\xBF\"one\",\"two\"\r\n"));
        let mut reader = ::csv::Reader::from_reader(bytes.get(3..).unwrap());
        let back: Vec<Vec<String>> =
            reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        assert_eq!(back, rows);
    }
}
