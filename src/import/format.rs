//! What a file is, by its bytes. Its name only decides between kinds of text that cannot be told apart otherwise.

mod markup;
mod packed;
#[cfg(test)]
mod tests;

use super::error::{BinaryKind, ImportError};
use super::table::looks_like_csv;
use super::text::{announces, decode, is_written};
pub(super) use packed::is_tar;
use packed::{ole_kind, zip_kind};

/// How many bytes of a file are looked at where its kind shows in its text.
const HEAD: usize = 64 * 1024;

/// The kinds of file that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text, Markdown, source code.
    Text,
    /// HTML or XHTML.
    Html,
    /// A web page with its pictures in one file.
    Mhtml,
    /// PDF.
    Pdf,
    /// WordprocessingML.
    Docx,
    /// An OpenDocument text.
    Odt,
    /// EPUB.
    Epub,
    /// RTF.
    Rtf,
    /// One mail.
    Mail,
    /// Mails one after another.
    Mbox,
    /// A workbook: XLSX, ODS or XLS.
    Sheet,
    /// Values with separators between them.
    Csv,
    /// JSON, one value.
    Json,
    /// JSON, one value after another.
    JsonLines,
    /// XML that is none of the others.
    Xml,
    /// A ZIP archive that is none of the others.
    Zip,
    /// A tape archive.
    Tar,
    /// Something packed with gzip.
    Gzip,
    /// A picture, and of which kind.
    Image(&'static str),
    /// Something that is not read, and what.
    Binary(&'static str),
}

/// First bytes of pictures.
const IMAGES: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n\x1A\n", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"\0\0\x01\0", "an icon"),
    (b"8BPS\0\x01", "a Photoshop picture"),
    (b"AT&TFORM", "a DjVu document"),
    (b"\0\0\0\x0CjP  ", "a JPEG 2000 picture"),
];

/// First bytes of what is not read, beside those that plain text already knows.
const BINARIES: &[(&[u8], &str)] = &[
    (b"%!PS", "a PostScript document"),
    (b"\x1A\x45\xDF\xA3", "a Matroska recording"),
    (b"fLaC", "a FLAC recording"),
    (b"FLV\x01", "a Flash video"),
    (b"\xCA\xFE\xBA\xBE", "a program"),
    (b"\xFE\xED\xFA\xCE", "a program"),
    (b"\xFE\xED\xFA\xCF", "a program"),
    (b"\xCF\xFA\xED\xFE", "a program"),
    (b"\0asm", "a program"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"OTTO", "a font"),
    (b"\0\x01\0\0\0", "a font"),
    (b"MSCF\0", "a cabinet archive"),
    (b"!BDN", "an Outlook mail store"),
    (b"!<arch>\n", "an ar archive"),
    (b"LZIP\x01", "an lzip archive"),
    (b"PAR1", "a Parquet table"),
    (b"PK\x07\x08", "a ZIP archive in several pieces"),
];

/// What these bytes are; `name` is the file's name, with or without folders before it.
pub fn format_of(bytes: &[u8], name: &str) -> Format {
    by_magic(bytes).unwrap_or_else(|| by_text(bytes, &ending(name)))
}

/// The ending of a name in lower case, without its dot.
fn ending(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase())
}

fn by_magic(bytes: &[u8]) -> Option<Format> {
    let begins = |magic: &[u8]| bytes.starts_with(magic);
    if begins(b"%PDF-") || is_late_pdf(bytes) {
        return Some(Format::Pdf);
    }
    if begins(b"PK\x03\x04") || begins(b"PK\x05\x06") {
        return Some(zip_kind(bytes));
    }
    if begins(b"{\\rtf") {
        return Some(Format::Rtf);
    }
    if begins(&[0x1F, 0x8B]) {
        return Some(Format::Gzip);
    }
    if begins(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Some(ole_kind(bytes));
    }
    if let Some((_, what)) = IMAGES.iter().find(|(magic, _)| announces(bytes, magic)) {
        return Some(Format::Image(what));
    }
    if let Some(kind) = boxed(bytes).filter(|_kind| !is_written(bytes)) {
        return Some(kind);
    }
    if let Some((_, what)) = BINARIES.iter().find(|(magic, _)| announces(bytes, magic)) {
        return Some(Format::Binary(what));
    }
    // Two letters may begin a text; a program points to its own head.
    if begins(b"MZ") && bytes.get(..64).is_some_and(|head| head.contains(&0)) {
        return Some(Format::Binary("a program"));
    }
    if begins(b"BM") && bytes.get(6..10) == Some(&[0; 4]) {
        return Some(Format::Image("a BMP picture"));
    }
    is_tar(bytes).then_some(Format::Tar)
}

/// A PDF with something before it, as mail and web servers leave it.
fn is_late_pdf(bytes: &[u8]) -> bool {
    let head = bytes.get(..1024).unwrap_or(bytes);
    let tail = bytes.get(bytes.len().saturating_sub(2048)..).unwrap_or_default();
    let holds = |part: &[u8], mark: &[u8]| part.windows(mark.len()).any(|window| window == mark);
    let starts = holds(head, b"\n%PDF-1.") || holds(head, b"\r%PDF-1.") || holds(head, b"\n%PDF-2.");
    starts && holds(tail, b"startxref") && holds(tail, b"%%EOF")
}

/// Containers that name their kind some bytes in.
fn boxed(bytes: &[u8]) -> Option<Format> {
    match (bytes.get(..4)?, bytes.get(8..12)?) {
        (b"RIFF", b"WEBP") => Some(Format::Image("a WebP picture")),
        (b"RIFF", b"WAVE") => Some(Format::Binary("a WAV recording")),
        (b"RIFF", b"AVI ") => Some(Format::Binary("an AVI video")),
        _ => match (bytes.get(4..8)?, bytes.get(8..12)?) {
            (b"ftyp", b"avif" | b"avis") => Some(Format::Image("an AVIF picture")),
            (b"ftyp", b"heic" | b"heix" | b"mif1" | b"msf1") => Some(Format::Image("a HEIC picture")),
            (b"ftyp", _) => Some(Format::Binary("an MP4 recording")),
            _ => None,
        },
    }
}

/// Endings of source code and of text that is written to be read as it is.
const AS_WRITTEN: &[&str] = &[
    "md", "markdown", "rst", "adoc", "tex", "rs", "py", "js", "mjs", "ts", "jsx", "tsx", "vue", "svelte", "php", "jsp",
    "asp", "erb", "ejs", "hbs", "mustache", "c", "h", "cc", "cpp", "hpp", "cs", "java", "kt", "go", "rb", "pl", "lua",
    "r", "sh", "css", "scss", "less", "sql", "toml", "yaml", "yml", "ini", "cfg", "conf", "srt", "vtt", "log", "diff",
    "patch",
];

/// Among kinds of text.
fn by_text(bytes: &[u8], ending: &str) -> Format {
    let whole = bytes.len() <= HEAD;
    let head = bytes.get(..HEAD).map_or(bytes, without_half_a_character);
    let text = match decode(head, None) {
        Ok(decoded) => decoded.text,
        Err(ImportError::Binary(BinaryKind::Known(what))) => return Format::Binary(what),
        Err(ImportError::Binary(_)) => return Format::Binary("a file of an unknown kind"),
        Err(_) => return Format::Text,
    };
    let start = text.trim_start();
    let as_written = AS_WRITTEN.contains(&ending);
    if let Some(kind) = mail_kind(&text, ending) {
        return kind;
    }
    if start.starts_with('<') || matches!(ending, "html" | "htm" | "xhtml" | "shtml") {
        let end = bytes.get(bytes.len().saturating_sub(1024)..).unwrap_or_default();
        if let Some(kind) = markup::kind(start, &String::from_utf8_lossy(end), ending, as_written) {
            return kind;
        }
    }
    if (start.starts_with(['{', '[']) || matches!(ending, "jsonl" | "ndjson"))
        && !as_written
        && let Some(kind) = json_kind(start, whole, ending)
    {
        return kind;
    }
    if matches!(ending, "csv" | "tsv" | "tab") || (!as_written && looks_like_csv(&text)) {
        return Format::Csv;
    }
    Format::Text
}

/// The head of a text that goes on, without the beginning of a character of UTF-8 that it ends in: by what is left of that it
/// would be no UTF-8.
fn without_half_a_character(head: &[u8]) -> &[u8] {
    match std::str::from_utf8(head) {
        Err(error) if error.error_len().is_none() => head.get(..error.valid_up_to()).unwrap_or(head),
        _ => head,
    }
}

/// The fields mails begin with.
const FIELDS: &[&str] = &[
    "from",
    "to",
    "cc",
    "date",
    "subject",
    "message-id",
    "received",
    "return-path",
    "delivered-to",
    "mime-version",
    "reply-to",
    "sender",
    "content-type",
    "x-mailer",
    "dkim-signature",
    "authentication-results",
    "in-reply-to",
    "references",
];

/// A mail, a mailbox, or a web page in the shape of a mail.
fn mail_kind(text: &str, ending: &str) -> Option<Format> {
    let first = text.lines().next().unwrap_or_default();
    let is_field = |line: &str| {
        line.split_once(':')
            .is_some_and(|(name, _)| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
    };
    if let Some(rest) = first.strip_prefix("From ") {
        let words: Vec<&str> = rest.split_whitespace().collect();
        let year = words.iter().any(|word| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()));
        let time = words.iter().any(|word| word.len() >= 5 && word.contains(':'));
        let day = words.iter().any(|word| ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].contains(word));
        let next = text.lines().nth(1).unwrap_or_default();
        return ((year && time && day || ending == "mbox") && is_field(next)).then_some(Format::Mbox);
    }
    let mut known: Vec<String> = Vec::new();
    let mut kind = String::new();
    for line in text.lines().take(400) {
        if line.starts_with([' ', '\t']) && !known.is_empty() {
            if known.last().is_some_and(|last| last == "content-type") {
                kind.push_str(line);
            }
            continue;
        }
        if !is_field(line) {
            // Anything but a blank line under the fields is no mail.
            if !line.trim().is_empty() {
                return None;
            }
            break;
        }
        let (name, value) = line.split_once(':')?;
        let name = name.to_ascii_lowercase();
        if name == "content-type" {
            kind = value.to_ascii_lowercase();
        }
        known.push(name);
    }
    let has = |name: &str| known.iter().any(|field| field == name);
    let saved = has("snapshot-content-location")
        || text.get(..200.min(text.len())).is_some_and(|head| head.contains("<Saved by "))
        || matches!(ending, "mht" | "mhtml");
    let travelled = has("received") || has("message-id") || has("delivered-to");
    if kind.trim_start().starts_with("multipart/related") && has("mime-version") && (saved || !travelled && !has("to"))
    {
        return Some(Format::Mhtml);
    }
    let fields = known.iter().filter(|name| FIELDS.contains(&name.as_str())).count();
    let sent = has("from") || has("received") || has("return-path");
    let machine = travelled || has("mime-version");
    let by_name = matches!(ending, "eml" | "mail") && fields >= 2;
    ((fields >= 3 && sent && machine) || by_name).then_some(Format::Mail)
}

/// JSON, as far as the head shows. `whole` says that the head is all there is.
fn json_kind(start: &str, whole: bool, ending: &str) -> Option<Format> {
    let named = matches!(ending, "json" | "geojson" | "topojson" | "jsonld" | "ipynb" | "webmanifest");
    let lines_named = matches!(ending, "jsonl" | "ndjson");
    let mut values = serde_json::Deserializer::from_str(start).into_iter::<serde::de::IgnoredAny>();
    let (mut count, mut lines, mut from) = (0_u32, true, 0);
    let cut = loop {
        match values.next() {
            None => break false,
            Some(Ok(_)) => {
                let end = values.byte_offset();
                lines &= !start.get(from..end).unwrap_or_default().trim().contains('\n');
                from = end;
                count += 1;
            }
            Some(Err(error)) if error.is_eof() => break true,
            Some(Err(_)) => return None,
        }
        if count >= 50 {
            break false;
        }
    };
    let rest = start.get(from..).unwrap_or_default().trim_start();
    // In a text, brackets stand around a number or a remark; what is made to be read by programs holds names.
    let telling = start.contains('"') && (start.starts_with('[') || start.contains("\":") || start.contains("\" :"));
    if cut && whole && !named && !lines_named && !telling {
        return None;
    }
    match count {
        0 if cut && (named || lines_named || telling) => {
            Some(if lines_named { Format::JsonLines } else { Format::Json })
        }
        1 if !cut || rest.is_empty() => {
            let is_json = named || lines_named || telling || start.trim_end() == "{}";
            is_json.then_some(if lines_named { Format::JsonLines } else { Format::Json })
        }
        0 => None,
        _ => (lines_named || telling && (lines || start.starts_with('{'))).then_some(Format::JsonLines),
    }
}
