//! PDFs as programs make them, and as nobody should send them.

use super::{BlockKind, ParseError, Parsed, Remark, parse};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::fmt::Write as _;
use std::io::Write as _;

fn read(bytes: &[u8]) -> Result<Parsed, ParseError> {
    parse(bytes, &mut || {})
}

/// A file of these objects, numbered from 1; the first is the catalog.
fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut table = String::from("0000000000 65535 f \n");
    for (at, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", out.len()).unwrap();
        writeln!(out, "{} 0 obj", at + 1).unwrap();
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let (start, size) = (out.len(), objects.len() + 1);
    write!(out, "xref\n0 {size}\n{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").unwrap();
    out
}

fn stream(dict: &str, body: &[u8]) -> Vec<u8> {
    let mut out = format!("<<{dict}/Length {}>>\nstream\n", body.len()).into_bytes();
    out.extend_from_slice(body);
    out.extend_from_slice(b"\nendstream");
    out
}

/// A file of one page with this content, and more objects from number 5 on.
fn page(catalog: &str, page: &str, content: &[u8], more: Vec<Vec<u8>>) -> Vec<u8> {
    let font = "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>";
    let mut objects = vec![
        format!("<</Type/Catalog/Pages 2 0 R{catalog}>>").into_bytes(),
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>".to_vec(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R/Resources<<{font}/XObject<</X 5 0 R>>>>{page}>>"
        )
        .into_bytes(),
        stream("", content),
    ];
    objects.extend(more);
    file(&objects)
}

fn words(content: &str) -> Parsed {
    read(&page("", "", content.as_bytes(), Vec::new())).unwrap()
}

fn packed(body: &[u8]) -> Vec<u8> {
    let mut out = ZlibEncoder::new(Vec::new(), Compression::fast());
    out.write_all(body).unwrap();
    out.finish().unwrap()
}

#[test]
fn two_columns_are_read_one_after_the_other_and_a_table_row_by_row() {
    let parsed = read(include_bytes!("../../../tests/fixtures/import/columns_ru.pdf")).unwrap();

    assert_eq!(parsed.text, include_str!("../../../tests/fixtures/import/columns_ru.txt"));
    let pages: Vec<_> = parsed.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Page(_))).collect();
    assert_eq!(pages.len(), 2);
    let table = parsed.blocks.iter().find(|b| b.kind == BlockKind::Table).unwrap();
    let rows = &parsed.text[table.span.start as usize..table.span.end as usize];
    assert_eq!(rows.lines().map(|row| row.split('\t').count()).collect::<Vec<_>>(), [3; 7]);
}

#[test]
fn hebrew_is_in_the_order_it_is_read_with_its_numbers_and_brackets() {
    let parsed = read(include_bytes!("../../../tests/fixtures/import/page_he.pdf")).unwrap();

    assert_eq!(parsed.text, include_str!("../../../tests/fixtures/import/page_he.txt"));
    assert!(parsed.text.contains("(בהם שניים מהאוניברסיטה) השוו 14 תצלומים"));
    assert!(parsed.text.contains("Sentinel שצולמו ב-12.03.2024"));
    assert_eq!(parsed.meta.language.as_deref(), Some("he"));
    assert_eq!(parsed.meta.title.as_deref(), Some("הדו״ח"));
}

#[test]
fn a_password_to_open_is_asked_for_and_one_to_change_is_not() {
    let locked = read(include_bytes!("../../../tests/fixtures/import/locked.pdf"));
    assert!(matches!(locked, Err(ParseError::Encrypted)));

    let open = read(include_bytes!("../../../tests/fixtures/import/restricted.pdf")).unwrap();
    assert_eq!(open.text, "Kept from strangers.\n");
}

#[test]
fn lines_join_when_the_next_word_had_no_room() {
    let lines = "BT /F 10 Tf 12 TL 20 300 Td (The first line of these is filled to its very edge and has an un-) Tj T* \
        (broken word goes on, and on, until the last line that ends well) Tj T* (before the edge.) Tj T* \
        (A new one begins here.) Tj ET";
    let text = words(lines).text;
    let expected = "The first line of these is filled to its very edge and has an unbroken word goes on, and on, until the last \
        line that ends well before the edge.\n\nA new one begins here.\n";
    assert_eq!(text, expected);
}

#[test]
fn columns_of_short_lines_are_columns_and_rows_of_a_table_are_rows() {
    let column = |word: &str, x: u32, heights: &[u32]| -> String {
        let lines = heights.iter().enumerate();
        lines.fold(String::new(), |out, (at, y)| format!("{out}BT /F 10 Tf {x} {y} Td ({word} {at}) Tj ET "))
    };
    let (left, right) = ([390, 370, 352, 338, 324, 300, 281, 260, 247], [385, 366, 349, 330, 309, 297, 276, 255, 236]);

    // A sheet of keys, whose columns know nothing of each other.
    let sheet = words(&format!("{}{}", column("left", 20, &left), column("right", 220, &right))).text;
    assert_eq!(sheet.find("right 0").map(|at| sheet[..at].matches("left").count()), Some(9), "{sheet}");

    // Cells beside each other, at one height or always a little lower.
    for lower in [0, 2] {
        let beside: Vec<u32> = left.iter().map(|y| y - lower).collect();
        let table = words(&format!("{}{}", column("left", 20, &left), column("right", 220, &beside))).text;
        assert!(table.find("right 0") < table.find("left 1"), "{table}");
    }
}

#[test]
fn an_accent_drawn_over_a_letter_is_a_part_of_it() {
    // As TeX sets accents: the sign first, then back, then the letter; over a capital it is raised.
    let font = "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences\
        [1/acute/dieresis/dotlessi/cedilla]>>>>>>>>";
    let content =
        b"BT /F 10 Tf 20 300 Td [(caf\\001)445(e \\001 e\\002)445(u cos\\001)305(\\003 fran\\004)416(c)]TJ ET \
        BT /F 10 Tf 20 260 Td 2.2 Ts [(\\001)500]TJ 0 Ts (Etude) Tj ET";
    let parsed = read(&page("", font, content, Vec::new())).unwrap();
    assert_eq!(parsed.text, "café ´ eü cosí franç\n\nÉtude\n");
}

#[test]
fn where_the_file_does_not_say_what_glyphs_stand_for_its_font_does() {
    // Codes that number the glyphs of a font in the file, and no table of their characters.
    let font: &[u8] = include_bytes!("../../../assets/fonts/NotoSans-Regular.ttf");
    let table = swash::FontRef::from_index(font, 0).unwrap().charmap();
    let codes: String = "Порт Żyła".chars().map(|c| format!("{:04X}", table.map(c))).collect();
    let resources = "/Resources<</Font<</F<</Type/Font/Subtype/Type0/BaseFont/N/Encoding/Identity-H/DescendantFonts\
        [<</Type/Font/Subtype/CIDFontType2/BaseFont/N/CIDToGIDMap/Identity/DW 600/CIDSystemInfo\
        <</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor<</Type/FontDescriptor/FontName/N/Flags 4\
        /FontFile2 5 0 R>>>>]>>>>>>";
    let content = format!("BT /F 10 Tf 20 300 Td <{codes}> Tj ET");
    let parsed = read(&page("", resources, content.as_bytes(), vec![stream("", font)])).unwrap();
    assert_eq!((parsed.text.as_str(), parsed.remarks.as_slice()), ("Порт Żyła\n", [].as_slice()));
}

#[test]
fn accented_letters_of_a_bitmap_font_without_names_are_read_by_their_codes() {
    // As TeX writes its bitmap fonts: Type 3, the glyphs named by numbers.
    let font = "/Resources<</Font<</F<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[.001 0 0 .001 0 0]\
        /FirstChar 0/LastChar 255/Widths[WIDTHS]/CharProcs<</a1 5 0 R>>/Encoding<</Differences[0 NAMES]>>>>>>>>";
    let font = font.replace("WIDTHS", &"500 ".repeat(256)).replace("NAMES", &"/a1".repeat(256));
    let drawing = stream("", b"500 0 0 0 400 700 d1 0 0 400 700 re f");
    for (content, text) in [("E\\366tv\\366s", "Eötvös\n"), ("\\001\\366\\366", "\u{FFFD}\u{FFFD}\u{FFFD}\n")] {
        let content = format!("BT /F 10 Tf 20 300 Td ({content}) Tj ET");
        let parsed = read(&page("", &font, content.as_bytes(), vec![drawing.clone()])).unwrap();
        assert_eq!(parsed.text, text);
    }
}

#[test]
fn pages_bear_the_numbers_printed_on_them() {
    let labels = "/PageLabels<</Nums[0<</S/r/St 4/P(A-)>>]>>";
    let parsed = read(&page(labels, "", b"BT /F 10 Tf 20 300 Td (Preface) Tj ET", Vec::new())).unwrap();
    assert_eq!(parsed.blocks[0].kind, BlockKind::Page("A-iv".to_owned()));
}

#[test]
fn what_it_would_do_is_counted_and_not_done() {
    let catalog = "/OpenAction<</S/JavaScript/JS(app.alert(1))>>/Names<</EmbeddedFiles<</Names[(a) 5 0 R]>>>>\
        /AcroForm<</XFA(x)/Fields[]>>";
    let annotations = "/Annots[<</Subtype/Link/A<</S/URI/URI(http://a.example)>>>><</A<</S/Launch/F(run.exe)>>>>]";
    let attached = b"<</Type/Filespec/F(a.txt)/EF<</F 6 0 R>>>>".to_vec();
    let more = vec![attached, stream("/Type/EmbeddedFile", b"inside")];
    let parsed = read(&page(catalog, annotations, b"BT /F 10 Tf 20 300 Td (Words) Tj ET", more)).unwrap();

    assert_eq!(parsed.text, "Words\n");
    let expected = [Remark::Scripts(1), Remark::Remote(2), Remark::Attached(1), Remark::Fields(1)];
    assert_eq!(parsed.remarks, expected);
}

#[test]
fn text_nobody_sees_is_left_out_and_counted() {
    let content = "BT /F 10 Tf 20 300 Td (Seen) Tj ET BT 1 g /F 10 Tf 20 280 Td (white) Tj ET \
        0 g BT /F 0.5 Tf 20 260 Td (tiny) Tj ET BT 3 Tr /F 10 Tf 20 240 Td (unpainted) Tj ET \
        BT 0 Tr /F 10 Tf 900 240 Td (outside) Tj ET q 0 0 5 5 re W n BT /F 10 Tf 20 200 Td (cut) Tj ET Q";
    let parsed = words(content);
    assert_eq!(parsed.text, "Seen\n");
    assert_eq!(parsed.remarks, [Remark::Hidden(5)]);

    // White on black is seen.
    let parsed = words("0 g 10 270 200 30 re f BT 1 g /F 10 Tf 20 280 Td (white) Tj ET");
    assert_eq!((parsed.text.as_str(), parsed.remarks.len()), ("white\n", 0));
}

#[test]
fn a_scanned_page_gives_the_words_recognised_in_it_or_says_it_has_none() {
    let picture =
        stream("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", b"\0");
    let scan = b"q 400 0 0 400 0 0 cm /X Do Q BT 3 Tr /F 10 Tf 20 240 Td (Recognised) Tj ET";
    let parsed = read(&page("", "", scan, vec![picture.clone()])).unwrap();
    assert_eq!((parsed.text.as_str(), parsed.remarks.len()), ("Recognised\n", 0));

    let parsed = read(&page("", "", b"q 400 0 0 400 0 0 cm /X Do Q", vec![picture])).unwrap();
    assert_eq!((parsed.text.as_str(), parsed.remarks), ("", vec![Remark::NoText]));
}

#[test]
fn a_form_that_draws_itself_comes_to_an_end() {
    // Without resources of its own it has those of the page, itself among them.
    let dict = "/Type/XObject/Subtype/Form/BBox[0 0 400 400]";
    let content = b"BT /F 10 Tf 20 300 Td (Before) Tj ET /X Do BT /F 10 Tf 20 200 Td (After) Tj ET";

    let once = read(&page("", "", content, vec![stream(dict, b"/X Do\n")])).unwrap();
    assert_eq!(once.text, "Before\n\nAfter\n");

    let twice = read(&page("", "", content, vec![stream(dict, b"/X Do /X Do\n")])).unwrap();
    assert_eq!(twice.text, "Before\n");
    assert!(matches!(twice.remarks.as_slice(), [Remark::Damaged(what)] if what.contains("1 page")));
}

#[test]
fn words_a_box_was_drawn_over_are_left_out_and_those_drawn_on_a_box_are_not() {
    let seen = "BT /F 10 Tf 20 300 Td (Seen) Tj ET ";
    let name = "BT /F 10 Tf 20 200 Td (Name) Tj ET ";
    let whole = "10 190 200 30 re f ";
    for (over, text) in [
        (format!("{seen}{name}0 g {whole}"), "Seen\n"),
        (format!("{seen}{name}1 g {whole}"), "Seen\n"),
        // A background, a line through the words, a frame around them, a shape that is no box.
        (format!("0.9 g {whole}0 g {seen}{name}"), "Seen\n\nName\n"),
        (format!("{seen}{name}10 203 200 1 re f "), "Seen\n\nName\n"),
        (format!("{seen}{name}10 190 200 30 re S "), "Seen\n\nName\n"),
        (format!("{seen}{name}10 190 m 210 190 l 210 192 l 12 220 l h f "), "Seen\n\nName\n"),
        // Drawn anew on top of the box, as programs do that draw in layers.
        (format!("{seen}{name}0.9 g {whole}0 g {name}"), "Seen\n\nName\n"),
    ] {
        let parsed = words(&over);
        assert_eq!(parsed.text, text, "{over}");
        let hidden = if text.contains("Name") { vec![] } else { vec![Remark::Hidden(1)] };
        assert_eq!(parsed.remarks, hidden, "{over}");
    }
    // A marker lets what is under it through.
    let marked = format!("{seen}{name}/G gs 1 1 0 rg {whole}");
    let state =
        "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>/ExtGState<</G<</BM/Multiply>>>>>>";
    let parsed = read(&page("", state, marked.as_bytes(), Vec::new())).unwrap();
    assert!(parsed.text.contains("Name"), "{parsed:?}");
}

#[test]
fn a_missing_end_and_layers_that_are_off_are_said() {
    let whole = page("", "", b"BT /F 10 Tf 20 300 Td (First) Tj ET BT /F 10 Tf 20 280 Td (Second) Tj ET", Vec::new());
    let at = whole.windows(8).position(|w| w == b"(Second)").unwrap();
    let cut = read(&whole[..at]).unwrap();
    assert_eq!(cut.text, "First\n");
    assert!(matches!(cut.remarks.as_slice(), [Remark::Damaged(_)]), "{cut:?}");
    let off = "/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]>>>>";
    let layer = b"<</Type/OCG/Name(x)>>".to_vec();
    let parsed = read(&page(off, "", b"BT /F 10 Tf 20 300 Td (Words) Tj ET", vec![layer])).unwrap();
    assert!(matches!(parsed.remarks.as_slice(), [Remark::LeftOut(_)]), "{parsed:?}");
}

#[test]
fn streams_that_unpack_without_end_are_refused() {
    let spaces = vec![b' '; 160 * 1024 * 1024];
    let once = packed(&spaces);
    let twice = packed(&once);
    for (filter, body) in [("/Filter/FlateDecode", once), ("/Filter[/FlateDecode/FlateDecode]", twice)] {
        let bomb = page("", "/Annots[5 0 R]", b"BT ET", vec![stream(filter, &body)]);
        let refused = read(&bomb);
        assert!(matches!(refused, Err(ParseError::TooMany { what: "bytes in one of its streams", .. })), "{filter}");
    }
}

#[test]
fn trees_and_chains_without_end_come_to_one() {
    let own_kid =
        file(&[b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), b"<</Type/Pages/Count 1/Kids[2 0 R 2 0 R]>>".to_vec()]);
    assert!(matches!(read(&own_kid), Err(ParseError::Damaged(_))), "a tree that only holds itself has no pages");

    let mut deep = vec![b"<</Type/Catalog/Pages 2 0 R>>".to_vec()];
    deep.extend((3..20_003).map(|next| format!("<</Type/Pages/Count 1/Kids[{next} 0 R]>>").into_bytes()));
    assert!(matches!(read(&file(&deep)), Err(ParseError::Damaged(_))));

    let nested = "[".repeat(10_000);
    let parsed = read(&page(&format!("/X {nested}"), "", b"BT /F 10 Tf 20 300 Td (Words) Tj ET", Vec::new()));
    assert!(parsed.is_err() || parsed.is_ok_and(|parsed| parsed.text.is_empty() || parsed.text == "Words\n"));
    let content = format!("BT /F 10 Tf 20 300 Td (Words) Tj {nested} TJ ET");
    assert!(words(&content).text.starts_with("Words"));

    let looped = page("", "", b"BT /F 10 Tf 20 300 Td (Words) Tj ET", Vec::new());
    let looped = String::from_utf8(looped).unwrap();
    let start = looped.find("xref\n0").unwrap();
    let looped = looped.replace("/Root 1 0 R", &format!("/Root 1 0 R/Prev {start}"));
    assert_eq!(read(looped.as_bytes()).unwrap().text, "Words\n");
}

#[test]
fn sizes_that_lie_are_not_believed() {
    let content = b"BT /F 10 Tf 20 300 Td (Words) Tj ET";
    let honest = String::from_utf8(page("", "", content, Vec::new())).unwrap();
    let wrong = honest.replace("/Length 35", "/Length 99");
    assert_ne!(wrong, honest);
    assert_eq!(read(wrong.as_bytes()).unwrap().text, "Words\n");

    let columns = "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2147483647/Colors 4>>";
    let huge = page("", "/Annots[5 0 R]", content, vec![stream(columns, &packed(b"few"))]);
    assert_eq!(read(&huge).unwrap().text, "Words\n");

    let size = honest.replace("/Size 5", "/Size 2147483647");
    assert_eq!(read(size.as_bytes()).unwrap().text, "Words\n");
}

#[test]
fn a_file_cut_anywhere_is_read_as_far_as_it_goes_or_refused() {
    for whole in [
        include_bytes!("../../../tests/fixtures/import/columns_ru.pdf").as_slice(),
        include_bytes!("../../../tests/fixtures/import/page_he.pdf").as_slice(),
    ] {
        let full = read(whole).unwrap().text.chars().count();
        for sixteenth in 0..16 {
            let cut = &whole[..whole.len() * sixteenth / 16];
            match read(cut) {
                Ok(parsed) => assert!(parsed.text.chars().count() <= 2 * full, "{sixteenth}: {}", parsed.text),
                Err(error) => assert!(matches!(error, ParseError::Damaged(_)), "{sixteenth}: {error}"),
            }
        }
    }
}

#[test]
fn the_watchdog_hears_of_every_page() {
    let mut beats = 0;
    parse(include_bytes!("../../../tests/fixtures/import/columns_ru.pdf"), &mut || beats += 1).unwrap();
    assert!(beats >= 4);
}
