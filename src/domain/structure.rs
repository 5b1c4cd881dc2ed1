//! The structure beside a canonical text: what a parser found in a file that is more than lines, what the file says of
//! itself, and what a reader should know of it. The text is whole without it; nothing counts by it but how the text is
//! shown, its pages, and what is proposed.
//!
//! It is kept as JSON, one object a text:
//!
//! ```json
//! {"version": 3,
//!  "starts": [0, 17, 8, 20], "lengths": [15, 23, 4, 6], "kinds": [{"heading": 1}, "table", 0, 2], "links": ["b.html"],
//!  "meta": {"title": "A title", "author": null, "outlet": null, "published": "2023-10-17", "language": "en", "url": null},
//!  "remarks": [{"remote": 6}, "macros"],
//!  "languages": [{"start": 0, "end": 30, "language": "ru", "chars": 18}, {"start": 30, "end": 40, "language": "en", "chars": 10}],
//!  "elsewhere": [{"to": "https://example.invalid/a.png", "as": "image"}]}
//! ```
//!
//! A block is its start, counted from the start of the one before, its length, and what it is: a number is an item of a list
//! so deep, 0 is a link, whose address is the next of `links`. `languages` is there where the paragraphs are of several.
//! Spans are bytes of the text; blocks stand in the order they begin, an outer one before what is in it. What does not keep
//! to that is refused as a whole and said: the text is then shown without it. Two earlier versions are still read: in version
//! 1 a block was `{"span": {"start": 0, "end": 15}, "kind": "table"}`, in version 2 `[0, 15, "table"]`.

mod apart;
mod elsewhere;
mod packed;
mod shape;

use super::Words;
use serde::{Deserialize, Serialize};
use std::ops::Range;

pub use elsewhere::{Elsewhere, ElsewhereKind};
pub use packed::{Packed, pack, unpack};
pub use shape::Shape;
use shape::Shapes;

/// The version of the JSON that is written.
const VERSION: u32 = 3;
/// Those before it, which are read too.
const PACKED: u32 = 2;
const IN_FULL: u32 = 1;

/// A part of the text that is more than lines.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Block {
    /// Where it stands in the text, in bytes, without the line end behind it.
    pub span: Range<u32>,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// A heading of this level, from 1.
    Heading(u8),
    /// An item of a list, this deep, from 1.
    Item(u8),
    /// A table; its rows are lines, with tabs between cells.
    Table,
    /// Words set apart as somebody else's.
    Quote,
    /// Words set as code or otherwise exactly as typed.
    Code,
    /// A footnote or an endnote, with its mark.
    Note(String),
    /// A page, with the number printed on it or counted from 1.
    Page(String),
    /// A section with a name, such as a sheet, a chapter, a message of a mailbox.
    Section(String),
    /// Words that lead elsewhere, and where to. Never followed.
    Link(String),
    /// The article of a web page, apart from what stands around it.
    Article,
}

/// A run of whole paragraphs in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageRun {
    /// Its first byte.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// The language, as the primary part of a BCP 47 tag.
    pub language: String,
    /// How many characters it has.
    pub chars: u32,
}

/// What a file says of itself. A field is empty when the file does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// Its title.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it: a site, a newspaper; of a mail, nobody.
    pub outlet: Option<String>,
    /// When it was published, written or sent, as `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or an RFC 3339 time.
    pub published: Option<String>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<String>,
    /// Its canonical address.
    pub url: Option<String>,
}

impl Meta {
    /// Who may have published it: whom the file names, else the host of its address without `www.`.
    pub fn outlet_guess(&self) -> Option<Words> {
        let named = self.outlet.as_deref().and_then(Words::filled);
        named.or_else(|| host(self.url.as_deref()?)).map(|words| words.brief(200))
    }
}

/// The host of a web address.
fn host(url: &str) -> Option<Words> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    // A name has a dot; an address of figures names nobody.
    let named = host.contains('.') && host.chars().any(char::is_alphabetic);
    named.then(|| Words::filled(&host.to_lowercase())).flatten()
}

/// What a reader should know of a document that was parsed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remark {
    /// It holds no words, only pictures or nothing at all.
    NoText,
    /// So many references to files elsewhere: pictures, frames, style sheets, templates. None was fetched.
    Remote(u32),
    /// So many scripts. None was run.
    Scripts(u32),
    /// It holds macros. None was run.
    Macros,
    /// So many pieces of text are hidden from whoever looks at it in its own program; they are left out of the text.
    Hidden(u32),
    /// So many files are attached or embedded.
    Attached(u32),
    /// So many forms or fields that fetch or compute something. None was run.
    Fields(u32),
    /// So many places could not be decoded and show a replacement mark.
    Replaced(u32),
    /// A part was left out, and which and why.
    LeftOut(String),
    /// Parts of it are damaged, and what was done.
    Damaged(String),
}

impl Remark {
    /// True when the text lacks words that the file shows.
    pub fn leaves_words_out(&self) -> bool {
        matches!(self, Self::LeftOut(_) | Self::Damaged(_))
    }
}

impl std::fmt::Display for Remark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoText => f.write_str("It holds no text, only pictures or nothing."),
            Self::Remote(n) => write!(f, "References to files elsewhere, not fetched: {n}."),
            Self::Scripts(n) => write!(f, "Scripts, not run: {n}."),
            Self::Macros => f.write_str("It holds macros, not run."),
            Self::Hidden(n) => write!(f, "Hidden pieces of text, left out: {n}."),
            Self::Attached(n) => write!(f, "Files inside it: {n}."),
            Self::Fields(n) => write!(f, "Forms or computed fields, not run: {n}."),
            Self::Replaced(n) => write!(f, "Places that could not be decoded and show a replacement mark: {n}."),
            Self::LeftOut(what) => write!(f, "Left out: {what}."),
            Self::Damaged(what) => write!(f, "Damaged: {what}."),
        }
    }
}

/// Why a kept structure is not used.
#[derive(Debug, thiserror::Error)]
pub enum BadStructure {
    /// It is no JSON of this form.
    #[error("it is not written as a structure is: {0}")]
    Form(#[from] serde_json::Error),
    /// A later program wrote it.
    #[error("it is of version {0}, which a later program wrote")]
    Version(u32),
    /// A block stands where no text is.
    #[error("its block {0} does not lie in the text")]
    Beyond(usize),
    /// A block begins before the one that stands before it.
    #[error("its block {0} is out of order")]
    Order(usize),
    /// A run of a language is not where it can be.
    #[error("its language {0} is none, or does not lie in the text in order")]
    Language(usize),
}

/// The structure as it is kept; read, and written from borrowed parts.
#[derive(Serialize)]
struct Written<'a> {
    version: u32,
    #[serde(flatten)]
    blocks: apart::Lent<'a>,
    meta: &'a Meta,
    remarks: &'a [Remark],
    #[serde(skip_serializing_if = "<[LanguageRun]>::is_empty")]
    languages: &'a [LanguageRun],
    #[serde(skip_serializing_if = "<[Elsewhere]>::is_empty")]
    elsewhere: &'a [Elsewhere],
}

#[derive(Deserialize)]
struct Kept {
    meta: Meta,
    remarks: Vec<Remark>,
    #[serde(default)]
    languages: Vec<LanguageRun>,
    /// Not written before there was a list.
    #[serde(default)]
    elsewhere: Vec<Elsewhere>,
}

/// The structure as it is kept beside a text.
pub fn to_json(
    blocks: &[Block],
    meta: &Meta,
    remarks: &[Remark],
    languages: &[LanguageRun],
    elsewhere: &[Elsewhere],
) -> Vec<u8> {
    // Names of fields and plain values only: it cannot fail.
    let blocks = apart::Lent::of(blocks);
    serde_json::to_vec(&Written { version: VERSION, blocks, meta, remarks, languages, elsewhere }).unwrap_or_default()
}

/// A place that an outline leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where it stands, in bytes.
    pub span: Range<u32>,
    /// A heading's level, from 1; 0 of a section.
    pub level: u8,
    /// The name of a section; a heading's words stand in the text.
    pub name: Option<Words>,
}

/// A page of the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its first byte.
    pub start: u32,
    /// The number printed on it, or counted from 1.
    pub label: Words,
}

/// Words that lead elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Their first byte.
    pub start: u32,
    /// Where they lead to.
    pub to: Words,
}

/// The structure beside a text, ready to be asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    /// What the file says of itself.
    pub meta: Meta,
    /// What a reader should know of it.
    pub remarks: Vec<Remark>,
    /// What it refers to elsewhere, the first of it; how much there is in all is a remark.
    pub elsewhere: Vec<Elsewhere>,
    /// Its headings and named sections, in the order they stand.
    pub places: Vec<Place>,
    /// Its pages, in the order they stand.
    pub pages: Vec<Page>,
    /// Words that lead elsewhere, in the order they stand. Never followed.
    pub links: Vec<Link>,
    /// The article of a web page, where something stands around it, in bytes.
    pub article: Option<Range<u32>>,
    /// Its runs of paragraphs in each language, in the order they stand; none where the text is of one.
    pub languages: Vec<LanguageRun>,
    shapes: Shapes,
}

impl Structure {
    /// From what a parser found.
    pub fn of(blocks: &[Block], meta: Meta, remarks: Vec<Remark>) -> Self {
        let (mut places, mut pages, mut links, mut article) = (Vec::new(), Vec::new(), Vec::new(), None);
        for block in blocks {
            match &block.kind {
                BlockKind::Heading(level) => {
                    places.push(Place { span: block.span.clone(), level: (*level).clamp(1, 6), name: None });
                }
                BlockKind::Section(name) => {
                    let name = Words::filled(name).map(|name| name.brief(200));
                    places.extend(name.map(|name| Place { span: block.span.clone(), level: 0, name: Some(name) }));
                }
                BlockKind::Page(label) => {
                    pages.push(Page { start: block.span.start, label: Words::new(label.trim()).brief(40) });
                }
                BlockKind::Link(to) => {
                    let to = Words::filled(to).map(|to| to.brief(500));
                    links.extend(to.map(|to| Link { start: block.span.start, to }));
                }
                BlockKind::Article if article.is_none() => article = Some(block.span.clone()),
                _ => {}
            }
        }
        Self {
            meta,
            remarks,
            elsewhere: Vec::new(),
            places,
            pages,
            links,
            article,
            languages: Vec::new(),
            shapes: Shapes::of(blocks),
        }
    }

    /// As it was kept beside a text of so many bytes.
    pub fn read(json: &[u8], text_bytes: u32) -> Result<Self, BadStructure> {
        #[derive(Deserialize)]
        struct Version {
            version: u32,
        }
        let Version { version } = serde_json::from_slice(json)?;
        #[derive(Deserialize)]
        struct Blocks<B> {
            blocks: Vec<B>,
        }
        let blocks = match version {
            VERSION => serde_json::from_slice::<apart::Kept>(json)?.together(),
            PACKED => unpack(serde_json::from_slice::<Blocks<Packed>>(json)?.blocks),
            IN_FULL => Ok(serde_json::from_slice::<Blocks<Block>>(json)?.blocks),
            later => return Err(BadStructure::Version(later)),
        };
        let blocks = blocks.map_err(BadStructure::Beyond)?;
        let Kept { meta, remarks, languages, elsewhere } = serde_json::from_slice(json)?;
        let mut before = 0;
        for (i, block) in blocks.iter().enumerate() {
            if block.span.is_empty() || block.span.end > text_bytes {
                return Err(BadStructure::Beyond(i));
            }
            if block.span.start < before {
                return Err(BadStructure::Order(i));
            }
            before = block.span.start;
        }
        let mut before = 0;
        for (i, run) in languages.iter().enumerate() {
            let tag = !run.language.is_empty()
                && run.language.len() <= 8
                && run.language.bytes().all(|b| b.is_ascii_alphanumeric());
            if run.start < before || run.end <= run.start || run.end > text_bytes || !tag {
                return Err(BadStructure::Language(i));
            }
            before = run.end;
        }
        Ok(Self { languages, elsewhere, ..Self::of(&blocks, meta, remarks) })
    }

    /// The languages of the text with how much of it they have, in thousandths of its characters, the most first; none where
    /// it is of one.
    pub fn language_shares(&self) -> Vec<(&str, u32)> {
        let mut chars: Vec<(&str, u64)> = Vec::new();
        for run in &self.languages {
            match chars.iter_mut().find(|(language, _)| *language == run.language) {
                Some((_, count)) => *count += u64::from(run.chars),
                None => chars.push((&run.language, run.chars.into())),
            }
        }
        let all = chars.iter().map(|(_, count)| count).sum::<u64>().max(1);
        chars.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let share = |count: u64| u32::try_from(count * 1_000 / all).unwrap_or(1_000);
        chars.into_iter().map(|(language, count)| (language, share(count))).collect()
    }

    /// The language of the paragraph at a byte, where it is not the one most of the text is in.
    pub fn other_language(&self, byte: u32) -> Option<&str> {
        let after = self.languages.partition_point(|run| run.start <= byte);
        let run = self.languages.get(after.checked_sub(1)?).filter(|run| byte < run.end)?;
        let (main, _) = self.language_shares().first().copied()?;
        (run.language != main).then_some(run.language.as_str())
    }

    /// How the text at a byte is set.
    pub fn shape(&self, byte: u32) -> Shape {
        self.shapes.at(byte)
    }

    /// Where a table stands, in bytes, by the number its shape has.
    pub fn table(&self, number: u32) -> Option<Range<u32>> {
        self.shapes.table(number)
    }

    /// The page a byte is on. The blank lines behind a page are its own.
    pub fn page(&self, byte: u32) -> Option<&Page> {
        let after = self.pages.partition_point(|page| page.start <= byte);
        self.pages.get(after.checked_sub(1)?)
    }

    /// The pages that begin within a stretch of bytes.
    pub fn pages_in(&self, bytes: Range<u32>) -> &[Page] {
        let from = self.pages.partition_point(|page| page.start < bytes.start);
        let to = self.pages.partition_point(|page| page.start < bytes.end);
        self.pages.get(from..to.max(from)).unwrap_or_default()
    }

    /// The pages a stretch of bytes stands on, as they are cited: `p. 12`, over a break `pp. 12–13`, by the labels the pages
    /// have. `None` where the text has no pages.
    pub fn cited(&self, bytes: &Range<u32>) -> Option<Words> {
        let first = self.page(bytes.start)?;
        let last = self.page(bytes.end.saturating_sub(1).max(bytes.start))?;
        Some(if first.label == last.label {
            Words::new("p. ").joined(&first.label)
        } else {
            Words::new("pp. ").joined(&first.label).with("–").joined(&last.label)
        })
    }

    /// How many references to files elsewhere it has that are not in the list.
    pub fn more_elsewhere(&self) -> usize {
        let all = self.remarks.iter().map(|remark| if let Remark::Remote(n) = remark { *n as usize } else { 0 });
        all.sum::<usize>().saturating_sub(self.elsewhere.len())
    }

    /// The remarks that say the text lacks words the file shows.
    pub fn left_out(&self) -> impl Iterator<Item = &Remark> {
        self.remarks.iter().filter(|remark| remark.leaves_words_out())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(span: Range<u32>, kind: BlockKind) -> Block {
        Block { span, kind }
    }

    fn meta() -> Meta {
        Meta { title: Some("Порт".to_owned()), ..Meta::default() }
    }

    #[test]
    fn what_is_written_is_read_again_and_says_its_version() {
        let blocks = [
            block(0..40, BlockKind::Page("xii".to_owned())),
            block(0..8, BlockKind::Heading(2)),
            block(3..5, BlockKind::Link("b.html".to_owned())),
            block(42..90, BlockKind::Page("13".to_owned())),
            block(42..50, BlockKind::Item(3)),
            block(50..60, BlockKind::Link("#n".to_owned())),
        ];
        let remarks = vec![Remark::Remote(3), Remark::LeftOut("2 pages".to_owned())];
        let json = to_json(&blocks, &meta(), &remarks, &[], &[]);
        assert!(json.starts_with(
            br##"{"version":3,"starts":[0,0,3,39,0,8],"lengths":[40,8,2,48,8,10],"kinds":[{"page":"xii"},{"heading":2},0,{"page":"13"},3,0],"links":["b.html","#n"],"##
        ));
        let read = Structure::read(&json, 90).unwrap();
        assert_eq!(read, Structure::of(&blocks, meta(), remarks.clone()));
        let written = String::from_utf8(json).unwrap();
        let (_, rest) = written.split_once(r##""#n"],"##).unwrap();
        let second = r##"{"version":2,"blocks":[[0,40,{"page":"xii"}],[0,8,{"heading":2}],[3,2,{"link":"b.html"}],[39,48,{"page":"13"}],[0,8,{"item":3}],[8,10,{"link":"#n"}]],"##;
        let first = r##"{"version":1,"blocks":[{"span":{"start":0,"end":40},"kind":{"page":"xii"}},{"span":{"start":0,"end":8},"kind":{"heading":2}},{"span":{"start":3,"end":5},"kind":{"link":"b.html"}},{"span":{"start":42,"end":90},"kind":{"page":"13"}},{"span":{"start":42,"end":50},"kind":{"item":3}},{"span":{"start":50,"end":60},"kind":{"link":"#n"}}],"##;
        for earlier in [first, second] {
            let earlier = Structure::read([earlier, rest].concat().as_bytes(), 90).unwrap();
            assert_eq!(earlier, read, "as an earlier program wrote it");
        }
        assert_eq!((read.shape(3).heading, read.shape(9).heading), (2, 0));
        assert_eq!(read.left_out().count(), 1);
    }

    #[test]
    fn what_lies_elsewhere_is_listed_up_to_a_limit_and_the_rest_counted() {
        let mut list = Vec::new();
        for n in 0..250 {
            Elsewhere::keep(&mut list, &format!(" https://a.invalid/{n} "), ElsewhereKind::Image);
        }
        Elsewhere::keep(&mut list, "", ElsewhereKind::File);
        let json = to_json(&[], &meta(), &[Remark::Remote(250)], &[], &list);
        let read = Structure::read(&json, 0).unwrap();
        assert_eq!((read.elsewhere.len(), read.more_elsewhere()), (200, 50));
        assert_eq!(read.elsewhere[199].to, "https://a.invalid/199");
        let mut long = Vec::new();
        Elsewhere::keep(&mut long, &"й".repeat(9_000), ElsewhereKind::Link);
        assert!(Elsewhere::are_sound(&long) && !long[0].to.is_empty());
    }

    #[test]
    fn a_structure_that_cannot_be_is_refused_with_a_word() {
        let json = |blocks: &[Block]| to_json(blocks, &meta(), &[], &[], &[]);
        let why = |json: &[u8]| Structure::read(json, 50).unwrap_err().to_string();
        assert!(why(&json(&[block(10..51, BlockKind::Quote)])).contains("block 0 does not lie"));
        assert!(why(&json(&[block(10..10, BlockKind::Quote)])).contains("block 0 does not lie"));
        let turned = [block(10..20, BlockKind::Quote), block(9..20, BlockKind::Table)];
        assert!(why(&json(&turned)).contains("block 1 is out of order"));
        let far = i64::MAX.to_string();
        let quotes = r#""quote","quote""#;
        for (starts, lengths, kinds, links) in [
            ("9,-10", "9,9", quotes, ""),
            (&format!("9,{far}"), &format!("9,{far}"), quotes, ""),
            // Lists that do not go together, and a link without its address.
            ("9", "9,9", quotes, ""),
            ("9,0", "9", quotes, ""),
            ("9,0", "9,9", r#""quote""#, ""),
            ("9,0", "9,9", "0,0", r#""a""#),
        ] {
            let blocks = format!(r#""starts":[{starts}],"lengths":[{lengths}],"kinds":[{kinds}],"links":[{links}]"#);
            let json = format!(r#"{{"version":3,{blocks},"meta":{{}},"remarks":[]}}"#);
            assert!(why(json.as_bytes()).contains("block 1 does not lie"), "{json}");
        }
        assert!(why(br#"{"version":4,"sentences":[]}"#).contains("version 4"));
        assert!(
            why(br#"{"version":3,"starts":[1],"lengths":[1],"kinds":["poem"],"links":[]}"#).contains("not written")
        );
        assert!(why(br#"{"version":1,"blocks":[{"span":{"start":1,"end":2},"kind":"poem"}]}"#).contains("not written"));
        assert!(why(br#"{"version":2,"blocks":[[1,1,"poem"]]}"#).contains("not written"));
        assert!(why(&[b"[".repeat(100_000), b"]".repeat(100_000)].concat()).contains("not written"));
        assert!(why(b"").contains("not written"));
    }

    #[test]
    fn languages_have_shares_and_a_byte_of_the_lesser_one_says_so() {
        let run = |start, end, language: &str, chars| LanguageRun { start, end, language: language.to_owned(), chars };
        let runs = [run(0, 40, "ru", 22), run(40, 60, "en", 20), run(60, 100, "ru", 22)];
        let json = to_json(&[], &meta(), &[], &runs, &[]);
        let read = Structure::read(&json, 100).unwrap();
        assert_eq!(read.language_shares(), [("ru", 687), ("en", 312)]);
        assert_eq!([39, 40, 59, 60].map(|byte| read.other_language(byte)), [None, Some("en"), Some("en"), None]);
        assert!(Structure::read(&json, 99).unwrap_err().to_string().contains("its language 2 "));
        let turned = to_json(&[], &meta(), &[], &[run(0, 41, "ru", 22), run(40, 60, "en", 20)], &[]);
        assert!(Structure::read(&turned, 100).unwrap_err().to_string().contains("its language 1 "));
        // What an earlier program wrote has none.
        assert!(
            Structure::read(br#"{"version":1,"blocks":[],"meta":{},"remarks":[]}"#, 9).unwrap().languages.is_empty()
        );
    }

    #[test]
    fn pages_are_cited_by_their_labels_and_over_a_break_by_both() {
        let page = |start, label: &str| block(start..start + 40, BlockKind::Page(label.to_owned()));
        let of = Structure::of(&[page(5, "xii"), page(50, "A-1"), page(95, "A-2")], meta(), Vec::new());
        let cited = |bytes| of.cited(&bytes).map(Words::into_raw);
        assert_eq!(cited(6..20).as_deref(), Some("p. xii"));
        assert_eq!(cited(6..50).as_deref(), Some("p. xii"), "up to the break, and not over it");
        assert_eq!(cited(6..51).as_deref(), Some("pp. xii–A-1"));
        assert_eq!(cited(6..120).as_deref(), Some("pp. xii–A-2"));
        assert_eq!(cited(0..4), None, "before the first page");
        assert_eq!(of.pages_in(6..95).len(), 1);
    }

    #[test]
    fn the_outlet_is_guessed_from_the_site_and_else_from_the_address() {
        let of = |outlet: Option<&str>, url: &str| {
            let meta = Meta { outlet: outlet.map(str::to_owned), url: Some(url.to_owned()), ..Meta::default() };
            meta.outlet_guess().map(Words::into_raw)
        };
        assert_eq!(of(Some("The Coast Courier"), "https://x.invalid/a").as_deref(), Some("The Coast Courier"));
        assert_eq!(of(None, "https://user@www.Courier.invalid:8080/a?b").as_deref(), Some("courier.invalid"));
        assert_eq!(of(Some(" "), "http://127.0.0.1/a"), None);
        assert_eq!(of(None, "file:///home/a.html"), None);
    }
}
