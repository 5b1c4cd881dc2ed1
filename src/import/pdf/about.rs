//! What a PDF says of itself, and what it holds beside words: scripts, addresses, files, forms. Nothing is followed or run.

use crate::import::parsed::{Elsewhere, ElsewhereKind};
use crate::import::{Meta, ParseError, Remark};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, DateTime, Dict, MaybeRef, Name, Object, Stream, String as PdfString};
use quick_xml::Reader;
use quick_xml::events::Event;

/// Most objects a file holds.
const MAX_OBJECTS: usize = 1_000_000;
/// How deep objects lie in each other.
const MAX_DEPTH: usize = 32;
/// Longest description in XML that is read, in bytes.
const MAX_XMP: usize = 4 * 1024 * 1024;

/// The catalog, the root of everything in the file.
pub(super) fn catalog(pdf: &Pdf) -> Option<Dict<'_>> {
    pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())
}

/// What the file says of itself: the older dictionary first, then the description in XML, and the catalog's language.
pub(super) fn meta(pdf: &Pdf) -> Meta {
    let info = pdf.metadata();
    let words = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(text_of).and_then(filled);
    let mut meta = Meta {
        title: words(&info.title),
        author: words(&info.author),
        published: info.creation_date.as_ref().map(date),
        ..Meta::default()
    };
    let Some(catalog) = catalog(pdf) else { return meta };
    meta.language = catalog.get::<PdfString<'_>>("Lang").and_then(|lang| filled(text_of(lang.as_bytes())));
    let described = catalog.get::<Stream<'_>>("Metadata").and_then(|stream| stream.decoded_data().ok());
    if let Some(xml) = described.filter(|xml| xml.len() <= MAX_XMP) {
        describe(&xml, &mut meta);
    }
    meta
}

fn filled(text: String) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(text).filter(|text| !text.is_empty())
}

/// Fills what is still empty from a description in XMP.
fn describe(xml: &[u8], meta: &mut Meta) {
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    let mut field = String::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start)) => match start.name().as_ref() {
                "rdf:li" | "rdf:Alt" | "rdf:Seq" | "rdf:Bag" => {}
                name => field = name.to_owned(),
            },
            Ok(Event::Text(words)) => {
                let Some(words) = filled(words.to_string()) else { continue };
                let place = match field.as_str() {
                    "dc:title" => &mut meta.title,
                    "dc:creator" => &mut meta.author,
                    "dc:publisher" => &mut meta.outlet,
                    "dc:language" => &mut meta.language,
                    "xmp:CreateDate" => &mut meta.published,
                    _ => continue,
                };
                if place.is_none() {
                    *place = Some(words);
                }
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

fn date(at: &DateTime) -> String {
    let DateTime { year, month, day, hour, minute, second, .. } = at;
    let day = format!("{year:04}-{month:02}-{day:02}");
    let (hours, minutes) = (at.utc_offset_hour, at.utc_offset_minute);
    if (*hour, *minute, *second) == (0, 0, 0) {
        return day;
    }
    let zone = if (hours, minutes) == (0, 0) { "Z".to_owned() } else { format!("{hours:+03}:{minutes:02}") };
    format!("{day}T{hour:02}:{minute:02}:{second:02}{zone}")
}

/// A text as PDF stores it: UTF-16 or UTF-8 with a mark, else in an encoding of its own that is nearly Latin-1.
pub(super) fn text_of(bytes: &[u8]) -> String {
    let wide = |bytes: &[u8], number: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|pair| number(*pair)).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| special(*byte)).collect(),
    }
}

fn special(byte: u8) -> char {
    const LOW: [char; 8] = ['\u{2D8}', '\u{2C7}', '\u{2C6}', '\u{2D9}', '\u{2DD}', '\u{2DB}', '\u{2DA}', '\u{2DC}'];
    const HIGH: [char; 33] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ', 'Ł',
        'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{FFFD}', '€',
    ];
    let from = |table: &[char], first: u8| byte.checked_sub(first).and_then(|i| table.get(usize::from(i)).copied());
    match byte {
        0x18..=0x1F => from(&LOW, 0x18),
        0x80..=0xA0 => from(&HIGH, 0x80),
        _ => None,
    }
    .unwrap_or(char::from(byte))
}

/// What a reader should know, counted over all objects, used or not.
#[derive(Default)]
struct Counted {
    scripts: u32,
    remote: u32,
    elsewhere: Vec<Elsewhere>,
    attached: u32,
    fields: u32,
}

/// What the file holds beside words, and what it refers to elsewhere.
pub(super) fn remarks(pdf: &Pdf, beat: &mut dyn FnMut()) -> Result<(Vec<Remark>, Vec<Elsewhere>), ParseError> {
    if pdf.len() > MAX_OBJECTS {
        return Err(ParseError::TooMany { what: "objects", limit: MAX_OBJECTS as u64 });
    }
    let mut counted = Counted::default();
    for (at, object) in pdf.objects().into_iter().enumerate() {
        if at.is_multiple_of(1000) {
            beat();
        }
        counted.look(&object, 0);
    }
    let Counted { scripts, remote, elsewhere, attached, fields } = counted;
    let off = layers_off(pdf);
    let all = [Remark::Scripts(scripts), Remark::Remote(remote), Remark::Attached(attached), Remark::Fields(fields)];
    let some = |remark: &Remark| {
        !matches!(remark, Remark::Scripts(0) | Remark::Remote(0) | Remark::Attached(0) | Remark::Fields(0))
    };
    let off = (off > 0).then(|| Remark::LeftOut(format!("what stands on layers that are not shown, {off} in number")));
    Ok((all.into_iter().filter(some).chain(off).collect(), elsewhere))
}

/// How many layers the file switches off; their words are not drawn.
fn layers_off(pdf: &Pdf) -> usize {
    let layers = catalog(pdf).and_then(|catalog| catalog.get::<Dict<'_>>("OCProperties"));
    let state = layers.and_then(|layers| layers.get::<Dict<'_>>("D"));
    state.and_then(|state| state.get::<Array<'_>>("OFF")).map_or(0, |off| off.raw_iter().count())
}

impl Counted {
    fn look(&mut self, object: &Object<'_>, depth: usize) {
        match object {
            Object::Dict(dict) => self.look_into(dict, depth),
            Object::Stream(stream) => {
                let dict = stream.dict();
                // The words of such a stream are in another file.
                if matches!(dict.get::<Object<'_>>("F"), Some(Object::String(_) | Object::Dict(_))) {
                    self.refers(dict, ElsewhereKind::Part);
                }
                self.look_into(dict, depth);
            }
            Object::Array(array) => self.look_along(array, depth),
            _ => {}
        }
    }

    fn look_along(&mut self, array: &Array<'_>, depth: usize) {
        if depth < MAX_DEPTH {
            for item in array.raw_iter() {
                if let MaybeRef::NotRef(item) = item {
                    self.look(&item, depth + 1);
                }
            }
        }
    }

    /// It refers to something elsewhere: an address, or a file by its name.
    fn refers(&mut self, dict: &Dict<'_>, kind: ElsewhereKind) {
        add(&mut self.remote);
        let words = |dict: &Dict<'_>, key: &str| dict.get::<PdfString<'_>>(key).map(|to| text_of(to.as_bytes()));
        let file = dict.get::<Dict<'_>>("F");
        let named = || file.as_ref().and_then(|file| words(file, "UF").or_else(|| words(file, "F")));
        if let Some(to) = words(dict, "URI").or_else(|| words(dict, "F")).or_else(named) {
            Elsewhere::keep(&mut self.elsewhere, &to, kind);
        }
    }

    fn look_into(&mut self, dict: &Dict<'_>, depth: usize) {
        match dict.get::<Name<'_>>("S").as_deref() {
            Some(b"JavaScript") => add(&mut self.scripts),
            Some(b"URI") => self.refers(dict, ElsewhereKind::Link),
            Some(b"SubmitForm") => self.refers(dict, ElsewhereKind::Form),
            Some(b"GoToR" | b"GoToE" | b"Launch" | b"ImportData") => self.refers(dict, ElsewhereKind::File),
            _ => {}
        }
        if dict.contains_key("EF") {
            add(&mut self.attached);
        }
        if dict.contains_key("FT") || dict.contains_key("XFA") {
            add(&mut self.fields);
        }
        if depth < MAX_DEPTH {
            for (_, value) in dict.entries() {
                if let MaybeRef::NotRef(value @ (Object::Dict(_) | Object::Array(_))) = value {
                    self.look(&value, depth + 1);
                }
            }
        }
    }
}

fn add(count: &mut u32) {
    *count = count.saturating_add(1);
}
