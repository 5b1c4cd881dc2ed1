//! Hostile files of the formats that are left: JSON, RTF, tables, books, pages saved whole, older sheets.

use super::make::{Entry, File, Seed, Traps, deflated_blanks, file, zip};

/// All of them.
pub fn rest(seed: &mut Seed, traps: &Traps) -> Vec<File> {
    let mut out = Vec::new();
    json(seed, &mut out);
    rtf(seed, traps, &mut out);
    tables(seed, traps, &mut out);
    books(seed, traps, &mut out);
    let saved = |kind: &str, body: &str| {
        format!(
            "From: <Saved by nobody>\r\nSnapshot-Content-Location: https://a.invalid/\r\nSubject: x\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/related; type=\"text/html\"; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: {kind}\r\n\
             Content-Location: https://a.invalid/\r\n\r\n{body}\r\n--x--\r\n"
        )
    };
    let page = format!("<html><p>{}</p><img src=http://{}/mhtml></html>", seed.words(), traps.beacon);
    out.push(file("beacon.mhtml", saved("text/html", &page)));
    out.push(file("no_page.mhtml", saved("image/png", "none")));
    out
}

fn json(seed: &mut Seed, out: &mut Vec<File>) {
    let mut put = |name: &str, text: String| out.push(file(name, text));
    put("deep.json", format!("{{\"a\":{}\"{}\"{}}}", "[".repeat(100_000), seed.words(), "]".repeat(100_000)));
    put("deep_objects.json", format!("{}1{}", "{\"a\":".repeat(100_000), "}".repeat(100_000)));
    let digits = "9".repeat(100_000);
    put("numbers.json", format!("{{\"words\":\"{}\",\"n\":1e999999999,\"m\":{digits}}}", seed.words()));
    put("cut.json", format!("{{\"words\":\"{}\",\"more\":\"and th", seed.words()));
    let names: Vec<String> = (0..50_000).map(|n| format!("\"k{n}\":{n}")).collect();
    put("names_many.json", format!("{{\"words\":\"{}\",{}}}", seed.words(), names.join(",")));
    put("one_name.json", format!("{{{}\"a\":\"{}\"}}", "\"a\":1,".repeat(50_000), seed.words()));
    put(
        "lines_cut.jsonl",
        format!("{{\"words\":\"{}\"}}\n{{\"words\":\n{{\"words\":\"{}\"}}\n", seed.words(), seed.words()),
    );
}

fn rtf(seed: &mut Seed, traps: &Traps, out: &mut Vec<File>) {
    let mut one = |name: &str, more: &str| {
        let text = format!("{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0 Serif;}}}} {} \\par {more}}}", seed.words());
        out.push(file(format!("{name}.rtf"), text));
    };
    one("plain", "more words");
    one("deep", &format!("{}{}", "{".repeat(100_000), "}".repeat(100_000)));
    one("closed", &"}".repeat(1_000));
    one("bytes_claimed", "\\bin2147483647 x");
    one("object", "{\\object\\objemb{\\*\\objclass Package}{\\*\\objdata 01050000}}");
    one("template", &format!("{{\\*\\template http://{}/t.dotm}}", traps.beacon));
    one(
        "picture_elsewhere",
        &format!("{{\\field{{\\*\\fldinst INCLUDEPICTURE \"http://{}/p.png\"}}{{\\fldrslt x}}}}", traps.beacon),
    );
    one("field_dde", "{\\field{\\*\\fldinst DDEAUTO cmd \"/c calc\"}{\\fldrslt x}}");
    one("numbers", "\\u99999999999? \\fs999999999 \\f-2147483648 \\cell\\row\\trowd\\cellx-99999999 x");
    one("hidden", "{\\v unseen words} seen");
    out.push(file("cut.rtf", format!("{{\\rtf1\\ansi {} \\par {{\\b bold", seed.words())));
}

fn tables(seed: &mut Seed, traps: &Traps, out: &mut Vec<File>) {
    let mut rows = |more: &str| format!("name,year,words\na,2025,{}\nb,2026,x\n{more}", seed.words());
    out.push(file("formulas.csv", rows("=HYPERLINK(\"http://a.invalid\"),@SUM(1),+1\n")));
    out.push(file("quote_open.csv", rows(&format!("c,2024,\"{}", "never ended\n".repeat(10_000)))));
    out.push(file("cells_many.csv", rows(&",".repeat(5_100_000))));
    let ods = |table: &str, typed: &str| {
        let names: String = ["office", "text", "table"]
            .iter()
            .map(|n| format!(" xmlns:{n}=\"urn:oasis:names:tc:opendocument:xmlns:{n}:1.0\""))
            .collect();
        let content = format!(
            "<?xml version=\"1.0\"?>{typed}<office:document-content{names}><office:body><office:spreadsheet>\
             <table:table table:name=\"One\">{table}</table:table></office:spreadsheet></office:body></office:document-content>"
        );
        zip(&[
            Entry::stored("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            Entry::new("content.xml", content),
        ])
    };
    let cell = |repeated: &str, words: &str| {
        format!(
            "<table:table-row{repeated}><table:table-cell{}><text:p>{words}</text:p></table:table-cell></table:table-row>",
            repeated.replace("rows", "columns")
        )
    };
    out.push(file("plain.ods", ods(&cell("", &seed.words()), "")));
    let many = cell(" table:number-rows-repeated=\"1000000\"", "x")
        .replace("columns-repeated=\"1000000\"", "columns-repeated=\"16000\"");
    out.push(file("cells_repeated.ods", ods(&many, "")));
    let typed = format!("<!DOCTYPE x [<!ENTITY c SYSTEM \"file://{}\">]>", traps.canary);
    out.push(file("entity_of_file.ods", ods(&cell("", "&c;"), &typed)));
    let older = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), vec![0xFF; 2048]].concat();
    out.push(file("older.xls", older));
}

fn books(seed: &mut Seed, traps: &Traps, out: &mut Vec<File>) {
    let mut book = |name: &str, chapter: &str, target: &str, more: Vec<Entry>| {
        let container = "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" version=\"1.0\"><rootfiles>\
            <rootfile full-path=\"b.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>";
        let list = format!(
            "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\"><manifest>\
             <item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/>\
             <item id=\"c\" href=\"{target}\" media-type=\"application/xhtml+xml\"/></manifest>\
             <spine><itemref idref=\"a\"/><itemref idref=\"c\"/></spine></package>"
        );
        let page = |body: &str| format!("<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>{body}</body></html>");
        let mut entries = vec![
            Entry::stored("mimetype", "application/epub+zip"),
            Entry::new("META-INF/container.xml", container),
            Entry::new("b.opf", list),
            Entry::new("a.xhtml", page(&format!("<p>{}</p>", seed.words()))),
        ];
        if !chapter.is_empty() {
            entries.push(Entry::new(
                "c.xhtml",
                if chapter.starts_with("<!") { chapter.to_owned() } else { page(chapter) },
            ));
        }
        entries.extend(more);
        out.push(file(format!("{name}.epub"), zip(&entries)));
    };
    book("plain", "<p>Second chapter.</p>", "c.xhtml", vec![]);
    let typed = format!(
        "<!DOCTYPE html [<!ENTITY c SYSTEM \"file://{}\">]><html xmlns=\"http://www.w3.org/1999/xhtml\"><body>&c;</body></html>",
        traps.canary
    );
    book("entity_of_file", &typed, "c.xhtml", vec![]);
    book("picture_elsewhere", &format!("<p>x<img src=\"http://{}/i.png\"/></p>", traps.beacon), "c.xhtml", vec![]);
    book("script", "<p>x</p><script>y()</script>", "c.xhtml", vec![]);
    book("chapter_up", "", &format!("../../../../../../../../{}", traps.canary), vec![]);
    let (packed, crc) = deflated_blanks(1 << 30);
    book("bomb", "", "c.xhtml", vec![Entry::packed("c.xhtml", packed, crc, 1 << 30)]);
}
