//! Which parser reads which kind of file.

use super::format::{Format, format_of};
use super::{ParseError, Parsed, archive, data, docx, epub, html, mail, mhtml, odt, pdf, rtf, sheets, table};

/// Parses a file that is more than plain text; what it is its bytes say. `beat` is called now and then while it is at it.
/// Files come from outside: only a worker calls this.
pub fn parse(name: &str, bytes: &[u8], beat: &mut dyn FnMut()) -> Result<Parsed, ParseError> {
    match format_of(bytes, name) {
        Format::Html => html::parse(bytes, beat),
        Format::Mhtml => mhtml::parse(bytes, beat),
        Format::Pdf => pdf::parse(bytes, beat),
        Format::Docx => docx::parse(bytes, beat),
        Format::Odt => odt::parse(bytes, beat),
        Format::Epub => epub::parse(bytes, beat),
        Format::Rtf => rtf::parse(bytes, beat),
        Format::Mail => mail::parse(bytes, beat),
        Format::Mbox => mail::parse_mbox(bytes, beat),
        Format::Sheet => sheets::parse(bytes, beat),
        Format::Csv => table::parse(bytes, beat),
        Format::Json | Format::JsonLines => data::parse_json(bytes, beat),
        Format::Xml => data::parse_xml(bytes, beat),
        Format::Zip | Format::Tar | Format::Gzip => archive::parse(bytes, beat),
        // It has no words, and nothing of it is read.
        Format::Image(_) => Ok(Parsed::default()),
        Format::Text => Err(ParseError::NotRead("plain texts")),
        Format::Binary(kind) => Err(ParseError::NotRead(kind)),
    }
}

impl Format {
    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Text => "plain text",
            Self::Html => "HTML",
            Self::Mhtml => "MHTML",
            Self::Pdf => "PDF",
            Self::Docx => "DOCX",
            Self::Odt => "ODT",
            Self::Epub => "EPUB",
            Self::Rtf => "RTF",
            Self::Mail => "mail",
            Self::Mbox => "mailbox",
            Self::Sheet => "sheet",
            Self::Csv => "CSV",
            Self::Json => "JSON",
            Self::JsonLines => "JSON lines",
            Self::Xml => "XML",
            Self::Zip => "ZIP",
            Self::Tar => "TAR",
            Self::Gzip => "gzip",
            Self::Image(kind) | Self::Binary(kind) => kind,
        }
    }

    /// True where the date a file gives for itself is when it was made, by whatever program.
    pub fn says_when_it_was_made(self) -> bool {
        matches!(self, Self::Pdf | Self::Docx | Self::Odt | Self::Rtf | Self::Sheet)
    }

    /// True for what only holds other files and is no document itself.
    pub fn is_folder(self) -> bool {
        matches!(self, Self::Mbox | Self::Zip | Self::Tar | Self::Gzip)
    }
}
