//! The Word document, read back with zip and quick-xml: every part is well formed and hangs together, children stand in
//! the order of the schema, endnotes match their marks, right-to-left words are marked, and nothing is in it but our parts.

use super::{ATTACK, Format, Product, Rendered, Report, attacked, made, told};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, HashSet};
use std::io::Read;

/// An element as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub children: Vec<Node>,
    /// The words right in it.
    pub text: String,
}

impl Node {
    pub fn of(&self, attribute: &str) -> &str {
        self.attributes.get(attribute).map_or("", String::as_str)
    }

    pub fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|c| c.name == name)
    }

    /// All elements of a name in it, in the document's order.
    pub fn all<'a>(&'a self, name: &str, out: &mut Vec<&'a Node>) {
        for child in &self.children {
            if child.name == name {
                out.push(child);
            }
            child.all(name, out);
        }
    }

    pub fn found(&self, name: &str) -> Vec<&Node> {
        let mut out = Vec::new();
        self.all(name, &mut out);
        out
    }

    pub fn style(&self) -> &str {
        let style = self.child("w:pPr").and_then(|p| p.child("w:pStyle"));
        style.map_or("", |style| style.of("w:val"))
    }

    /// The words of a paragraph; marks of endnotes are their numbers in letters, as Word counts them.
    pub fn words(&self, count: &mut u32) -> String {
        let mut out = String::new();
        for child in &self.children {
            match child.name.as_str() {
                "w:t" => out.push_str(&child.text),
                "w:br" => out.push('\n'),
                "w:tab" => out.push('\t'),
                "w:endnoteReference" | "w:endnoteRef" => {
                    *count += 1;
                    out.push_str(
                        ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
                            .get(*count as usize)
                            .unwrap_or(&"many"),
                    );
                }
                _ => out.push_str(&child.words(count)),
            }
        }
        out
    }
}

fn node(start: &BytesStart<'_>) -> Node {
    let attributes = start.attributes().map(|a| {
        let a = a.unwrap();
        let value = quick_xml::escape::unescape(&a.value).unwrap().into_owned();
        (String::from_utf8_lossy(a.key.0.as_ref()).into_owned(), value)
    });
    Node {
        name: String::from_utf8_lossy(start.name().0.as_ref()).into_owned(),
        attributes: attributes.collect(),
        ..Node::default()
    }
}

/// Reads one part; what is not well formed fails.
fn parsed(xml: &str) -> Node {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut open = vec![Node::default()];
    loop {
        match reader.read_event().unwrap_or_else(|e| panic!("{e} in {xml:.300}")) {
            Event::Start(start) => open.push(node(&start)),
            Event::Empty(start) => open.last_mut().unwrap().children.push(node(&start)),
            Event::End(_) => {
                let done = open.pop().unwrap();
                open.last_mut().unwrap().children.push(done);
            }
            Event::Text(text) => open.last_mut().unwrap().text.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let name = reference.into_inner().into_owned();
                let words = quick_xml::escape::unescape(&format!("&{name};")).unwrap().into_owned();
                open.last_mut().unwrap().text.push_str(&words);
            }
            Event::Eof => break,
            Event::Decl(_) => {}
            other => panic!("{other:?} has no place in a part"),
        }
    }
    assert_eq!(open.len(), 1, "an element is not closed");
    let root = open.pop().unwrap();
    assert_eq!(root.children.len(), 1, "a part has one root");
    root.children.into_iter().next().unwrap()
}

/// The package as it was read.
pub struct Package {
    pub raw: BTreeMap<String, String>,
    pub parts: BTreeMap<String, Node>,
}

impl Package {
    pub fn of(rendered: &Rendered) -> Self {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&rendered.bytes)).unwrap();
        let mut raw = BTreeMap::new();
        for n in 0..zip.len() {
            let mut file = zip.by_index(n).unwrap();
            let modified = file.last_modified().unwrap();
            assert_eq!((modified.year(), modified.month(), modified.hour()), (1980, 1, 0), "the clock shows");
            let path = file.name().unwrap().into_owned();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            raw.insert(path, text);
        }
        let parts = raw.iter().map(|(path, text)| (path.clone(), parsed(text))).collect();
        Self { raw, parts }
    }

    pub fn document(&self) -> &Node {
        &self.parts["word/document.xml"]
    }

    /// Every paragraph of the text and then of the endnotes: its style and its words.
    pub fn paragraphs(&self) -> Vec<(String, String)> {
        let mut out = Vec::new();
        for part in ["word/document.xml", "word/endnotes.xml"] {
            let mut count = 0;
            for p in self.parts[part].found("w:p") {
                out.push((p.style().to_owned(), p.words(&mut count).replace('\u{200E}', "")));
            }
        }
        out
    }

    /// The words of every quotation, characters that are only named put back.
    pub fn quotes(&self) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let mut open = false;
        for p in self.document().found("w:p") {
            let starts = !p.found("w:bookmarkStart").is_empty();
            if starts || open {
                let mut words = String::new();
                for run in p.found("w:r") {
                    let style = run.child("w:rPr").and_then(|r| r.child("w:rStyle")).map_or("", |s| s.of("w:val"));
                    let text = run.words(&mut 0);
                    if style == "HiddenCharacter" {
                        let code = text.trim_start_matches("⟨U+").trim_end_matches('⟩');
                        words.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
                    } else {
                        words.push_str(&text);
                    }
                }
                match out.last_mut() {
                    Some(last) if !starts => {
                        last.push_str("\n\n");
                        last.push_str(&words);
                    }
                    _ => out.push(words),
                }
            }
            open = (open || starts) && p.found("w:bookmarkEnd").is_empty();
        }
        out
    }
}

/// The children of an element in the order the schema wants them (ECMA-376, transitional); those we never write left out.
const ORDER: [(&str, &str); 25] = [
    ("w:document", "w:body"),
    ("w:endnotePr", "w:pos w:numFmt w:endnote"),
    ("w:p", "w:pPr *"),
    ("w:r", "w:rPr *"),
    ("mc:AlternateContent", "mc:Choice mc:Fallback"),
    (
        "w:pPr",
        "w:pStyle w:keepNext w:keepLines w:numPr w:pBdr w:shd w:bidi w:spacing w:ind w:contextualSpacing w:jc w:outlineLvl",
    ),
    ("w:pBdr", "w:top w:left w:bottom w:right"),
    (
        "w:rPr",
        "w:rStyle w:rFonts w:b w:bCs w:i w:iCs w:smallCaps w:noProof w:color w:spacing w:sz w:szCs w:vertAlign w:rtl w:lang",
    ),
    ("w:tbl", "w:tblPr w:tblGrid w:tr"),
    ("w:tblPr", "w:tblStyle w:bidiVisual w:tblW w:tblInd w:tblBorders w:tblLayout w:tblCellMar"),
    ("w:tblBorders", "w:top w:left w:bottom w:right w:insideH w:insideV"),
    ("w:tblCellMar", "w:top w:left w:bottom w:right"),
    ("w:tr", "w:trPr w:tc"),
    ("w:trPr", "w:cantSplit w:tblHeader"),
    ("w:tc", "w:tcPr w:p"),
    ("w:tcPr", "w:tcW"),
    ("w:sectPr", "w:endnotePr w:pgSz w:pgMar"),
    ("w:styles", "w:docDefaults w:style"),
    ("w:style", "w:name w:basedOn w:next w:uiPriority w:semiHidden w:unhideWhenUsed w:qFormat w:pPr w:rPr w:tblPr"),
    ("w:docDefaults", "w:rPrDefault w:pPrDefault"),
    (
        "w:settings",
        "w:zoom w:removePersonalInformation w:removeDateAndTime w:defaultTabStop w:characterSpacingControl w:endnotePr w:compat w:themeFontLang w:decimalSymbol w:listSeparator",
    ),
    ("w:abstractNum", "w:multiLevelType w:lvl"),
    ("w:lvl", "w:start w:numFmt w:lvlText w:lvlJc w:pPr"),
    ("w:numbering", "w:abstractNum w:num"),
    ("w:font", "w:altName w:family w:pitch"),
];

fn assert_order(part: &str, node: &Node) {
    if let Some((_, order)) = ORDER.iter().find(|(name, _)| *name == node.name) {
        let order: Vec<&str> = order.split(' ').collect();
        let places = node.children.iter().map(|child| {
            let place = order.iter().position(|known| *known == child.name).or(order.iter().position(|o| *o == "*"));
            place.unwrap_or_else(|| panic!("{} does not belong into {} ({part})", child.name, node.name))
        });
        assert!(places.is_sorted(), "{} has its children in another order in {part}: {node:?}", node.name);
    }
    node.children.iter().for_each(|child| assert_order(part, child));
}

fn both() -> Vec<Package> {
    let (project, brief) = told();
    let (hostile, attack) = attacked();
    let report = Product::Report(Report::default());
    [(&project, &brief), (&project, &report), (&hostile, &attack), (&hostile, &report)]
        .map(|(project, product)| Package::of(&made(project, product, Format::Docx)))
        .into()
}

#[test]
fn the_package_is_whole_and_leads_nowhere() {
    for package in both() {
        let types = &package.parts["[Content_Types].xml"];
        let named: HashSet<&str> =
            types.found("Override").iter().map(|o| o.of("PartName").trim_start_matches('/')).collect();
        let parts: HashSet<&str> =
            package.parts.keys().map(String::as_str).filter(|p| !p.ends_with(".rels") && !p.starts_with('[')).collect();
        assert_eq!(named, parts, "each part has its type, and each type its part");
        for (rels, folder) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
            for relation in package.parts[rels].found("Relationship") {
                assert_eq!(relation.of("TargetMode"), "", "nothing outside is referred to");
                let target = format!("{folder}{}", relation.of("Target"));
                assert!(package.parts.contains_key(&target), "{target} is not there");
            }
        }
        for (path, text) in &package.raw {
            assert!(!text.contains("TargetMode") && !text.contains("w:fldSimple") && !text.contains("w:instrText"));
            assert!(!text.contains("creator") && !text.contains("rsid") && !text.contains("dcterms"), "{path}");
            let loose = text.chars().find(|c| c.is_control() && *c != '\n');
            assert_eq!(loose, None, "a control character in {path}");
            assert_order(path, &package.parts[path]);
        }
    }
}

#[test]
fn every_style_that_is_used_is_there() {
    for package in both() {
        let styles: HashSet<&str> =
            package.parts["word/styles.xml"].found("w:style").iter().map(|s| s.of("w:styleId")).collect();
        for part in ["word/document.xml", "word/endnotes.xml", "word/styles.xml"] {
            for kind in ["w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next"] {
                for used in package.parts[part].found(kind) {
                    assert!(styles.contains(used.of("w:val")), "{} is not there", used.of("w:val"));
                }
            }
        }
        for cell in package.document().found("w:tc") {
            assert_eq!(cell.children.last().unwrap().name, "w:p", "a cell ends with a paragraph");
        }
        let tables = package.document().child("w:body").unwrap();
        for pair in tables.children.windows(2) {
            assert!(pair[0].name != "w:tbl" || pair[1].name == "w:p", "two tables touch");
        }
        assert_eq!(tables.children.last().unwrap().name, "w:sectPr");
    }
}

#[test]
fn marks_and_endnotes_match() {
    for package in both() {
        let marks: Vec<String> =
            package.document().found("w:endnoteReference").iter().map(|m| m.of("w:id").to_owned()).collect();
        assert!(!marks.is_empty());
        assert_eq!(marks, (1..=marks.len()).map(|n| n.to_string()).collect::<Vec<_>>(), "in order, each once");
        let notes = package.parts["word/endnotes.xml"].found("w:endnote");
        let ids: Vec<&str> = notes.iter().map(|n| n.of("w:id")).collect();
        assert_eq!(ids[..2], ["-1", "0"]);
        assert_eq!(ids[2..], marks);
        assert!(notes[2..].iter().all(|n| n.found("w:endnoteRef").len() == 1));
        let settings = package.parts["word/settings.xml"].child("w:endnotePr").unwrap();
        assert_eq!(settings.child("w:numFmt").unwrap().of("w:val"), "lowerRoman");
    }
}

#[test]
fn names_of_places_stand_once() {
    for package in both() {
        let starts = package.document().found("w:bookmarkStart");
        let names: HashSet<&str> = starts.iter().map(|b| b.of("w:name")).collect();
        let ids: HashSet<&str> = starts.iter().map(|b| b.of("w:id")).collect();
        assert_eq!((names.len(), ids.len()), (starts.len(), starts.len()));
        assert!(names.iter().all(|n| n.len() == 33 && n.starts_with('p')));
        let ends: HashSet<&str> = package.document().found("w:bookmarkEnd").iter().map(|b| b.of("w:id")).collect();
        assert_eq!(ids, ends);
    }
}

#[test]
fn words_from_right_to_left_are_marked_and_have_their_language() {
    let (project, product) = told();
    let package = Package::of(&made(&project, &product, Format::Docx));
    let rtl = |c: char| matches!(c, '\u{0590}'..='\u{08FF}');
    let mut persian = 0;
    for run in package.document().found("w:r").into_iter().chain(package.parts["word/endnotes.xml"].found("w:r")) {
        let words = run.words(&mut 0);
        let marked = run.child("w:rPr").is_some_and(|p| p.child("w:rtl").is_some());
        assert_eq!(words.chars().any(rtl), marked, "{words:?}");
        assert!(!marked || !words.chars().any(|c| c.is_ascii_alphabetic()), "{words:?}");
        if marked && words.contains("وزیر") {
            let lang = run.child("w:rPr").and_then(|p| p.child("w:lang")).unwrap();
            assert_eq!(lang.of("w:bidi"), "fa-IR");
            persian += 1;
        }
    }
    assert!(persian > 0);
    let quote = package.document().found("w:p").into_iter().find(|p| p.words(&mut 0).starts_with("ما در")).unwrap();
    assert!(quote.child("w:pPr").unwrap().child("w:bidi").is_some(), "the paragraph runs from right to left");
}

#[test]
fn hostile_words_are_only_words() {
    let (project, product) = attacked();
    let package = Package::of(&made(&project, &product, Format::Docx));
    assert_eq!(package.quotes()[0], ATTACK);
    let known = "w:document w:body w:p w:pPr w:pStyle w:bidi w:r w:rPr w:rStyle w:noProof w:rtl w:lang w:t w:br w:tab w:dir w:tbl \
        w:pBdr w:left w:right w:bottom w:insideH w:tblPr w:bidiVisual w:tblW w:tblBorders w:tblCellMar w:tblLayout w:tblGrid w:gridCol w:tr w:trPr w:cantSplit w:tblHeader w:tc w:tcPr w:tcW w:sectPr \
        w:endnotePr w:numFmt w:pgSz w:pgMar w:bookmarkStart w:bookmarkEnd w:endnoteReference";
    fn every(node: &Node, out: &mut HashSet<String>) {
        out.insert(node.name.clone());
        node.children.iter().for_each(|c| every(c, out));
    }
    let mut names = HashSet::new();
    every(package.document(), &mut names);
    for name in &names {
        assert!(known.split_whitespace().any(|k| k == name), "<{name}> is not one of ours");
    }
    assert!(!package.raw["word/document.xml"].contains(['\u{202E}', '\u{202C}', '\u{2069}']));
}
