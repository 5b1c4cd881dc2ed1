//! Hostile PDFs: loops, depths, bombs, lies about lengths, cuts, what acts by itself, and words nobody sees.

use super::make::{File, Seed, Traps, file, run, zlib, zlib_run};

/// The body of a PDF being written: its objects by their numbers.
struct Pdf {
    objects: Vec<(usize, Vec<u8>)>,
    catalog: String,
}

fn stream(dict: &str, bytes: &[u8]) -> Vec<u8> {
    [format!("<<{dict}/Length {}>>stream\n", bytes.len()).as_bytes(), bytes, b"\nendstream"].concat()
}

fn shown(words: &str) -> String {
    format!("BT /F1 12 Tf 72 700 Td ({words}) Tj ET\n")
}

impl Pdf {
    /// One page with this content: the catalog is object 1, the pages 2, the page 3, its font 4, its content 5.
    fn page(content: &[u8]) -> Self {
        Self::with(stream("", content))
    }

    fn with(content: Vec<u8>) -> Self {
        let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>";
        let objects = vec![
            (2, b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec()),
            (3, page.into()),
            (4, b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec()),
            (5, content),
        ];
        Self { objects, catalog: String::new() }
    }

    fn words(seed: &mut Seed) -> Self {
        Self::page(shown(&seed.words()).as_bytes())
    }

    /// More in the catalog.
    fn catalog(mut self, more: &str) -> Self {
        self.catalog.push_str(more);
        self
    }

    /// An object, in place of one of the same number.
    fn put(mut self, number: usize, body: impl Into<Vec<u8>>) -> Self {
        self.objects.retain(|(known, _)| *known != number);
        self.objects.push((number, body.into()));
        self
    }

    /// The page with more in its dictionary and its resources.
    fn page_with(self, more: &str, resources: &str) -> Self {
        let page = format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>{resources}>>/Contents 5 0 R{more}>>"
        );
        self.put(3, page)
    }

    fn bytes(&self) -> Vec<u8> {
        self.ending("", None)
    }

    /// With more in the trailer, or with something else than a table at the end.
    fn ending(&self, trailer: &str, instead: Option<&[u8]>) -> Vec<u8> {
        let mut out = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
        let mut offsets = Vec::new();
        let catalog = format!("<</Type/Catalog/Pages 2 0 R{}>>", self.catalog).into_bytes();
        for (number, body) in [(1, &catalog)].into_iter().chain(self.objects.iter().map(|(n, body)| (*n, body))) {
            offsets.push((number, out.len()));
            out.extend(format!("{number} 0 obj\n").bytes());
            out.extend(body);
            out.extend(b"\nendobj\n");
        }
        offsets.sort_unstable();
        let at = out.len();
        if let Some(instead) = instead {
            out.extend(instead);
        } else {
            out.extend(b"xref\n0 1\n0000000000 65535 f \n");
            for (number, offset) in &offsets {
                out.extend(format!("{number} 1\n{offset:010} 00000 n \n").bytes());
            }
            let size = offsets.last().map_or(0, |(number, _)| number + 1);
            out.extend(format!("trailer<</Size {size}/Root 1 0 R{trailer}>>\n").replace("@", &at.to_string()).bytes());
        }
        out.extend(format!("startxref\n{at}\n%%EOF\n").bytes());
        out
    }
}

/// All of them.
pub fn pdf(seed: &mut Seed, traps: &Traps) -> Vec<File> {
    let mut out = vec![file("plain.pdf", Pdf::words(seed).bytes())];
    depths(seed, &mut out);
    bombs(seed, &mut out);
    lies(seed, &mut out);
    acts(seed, traps, &mut out);
    unseen(seed, &mut out);
    // A page of words, cut at every sixteenth.
    let many: String =
        (0..40).map(|n| format!("BT /F1 12 Tf 72 {} Td ({}) Tj ET\n", 800 - n * 18, seed.words())).collect();
    let whole = Pdf::page(many.as_bytes()).bytes();
    out.extend((1..16).map(|n| file(format!("cut_{n:02}.pdf"), &whole[..whole.len() * n / 16])));
    out
}

fn depths(seed: &mut Seed, out: &mut Vec<File>) {
    let deep = |n: usize| [run(b'[', n), run(b']', n)].concat();
    let text = String::from_utf8(deep(100_000)).unwrap();
    out.push(file("nested_in_catalog.pdf", Pdf::words(seed).catalog(&format!("/X {text}")).bytes()));
    out.push(file("nested_apart.pdf", Pdf::words(seed).put(9, deep(100_000)).bytes()));
    let dicts = [b"<</X".repeat(50_000), b"null".to_vec(), b">>".repeat(50_000)].concat();
    out.push(file("nested_dicts.pdf", Pdf::words(seed).put(9, dicts).bytes()));
    let open = [shown(&seed.words()).into_bytes(), run(b'[', 100_000)].concat();
    out.push(file("nested_content.pdf", Pdf::page(&open).bytes()));
    let own = "<</Type/Pages/Kids[2 0 R]/Count 1>>";
    out.push(file("kids_self.pdf", Pdf::words(seed).put(2, own).bytes()));
    let back = "<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>";
    out.push(file("kids_back.pdf", Pdf::words(seed).put(2, back).bytes()));
    let mut tree = Pdf::words(seed).put(2, "<</Type/Pages/Kids[10 0 R]/Count 1>>");
    let last = 10 + 60_000;
    tree.objects.extend((10..last).map(|n| {
        let next = if n + 1 == last { 3 } else { n + 1 };
        (n, format!("<</Type/Pages/Parent {} 0 R/Kids[{next} 0 R]/Count 1>>", n - 1).into_bytes())
    }));
    out.push(file("kids_deep.pdf", tree.bytes()));
    out.push(file("prev_loop.pdf", Pdf::words(seed).ending("/Prev @", None)));
    let form = |content: &str, own: &str| {
        stream(
            &format!("/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<<{own}>>>>"),
            content.as_bytes(),
        )
    };
    let drawn = |seed: &mut Seed| {
        Pdf::page(format!("{}/A Do\n", shown(&seed.words())).as_bytes()).page_with("", "/XObject<</A 6 0 R>>")
    };
    out.push(file("form_self.pdf", drawn(seed).put(6, form("/A Do", "/A 6 0 R")).bytes()));
    let pair = drawn(seed).put(6, form("/B Do", "/B 7 0 R")).put(7, form("/A Do", "/A 6 0 R"));
    out.push(file("form_pair.pdf", pair.bytes()));
    let mut fan = drawn(seed);
    for n in 0..40 {
        fan = fan.put(6 + n, form("/A Do /A Do", &format!("/A {} 0 R", 7 + n)));
    }
    out.push(file("form_fan.pdf", fan.put(46, form("0 0 1 1 re f", "")).bytes()));
    let own_type3 = "<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 65/LastChar 65\
        /Widths[9]/Encoding<</Differences[65/A]>>/CharProcs<</A 6 0 R>>/Resources<</Font<</F1 4 0 R>>>>>>";
    let glyph = stream("", b"9 0 d0 BT /F1 1 Tf (A) Tj ET");
    out.push(file("type3_self.pdf", Pdf::page(shown("AAA").as_bytes()).put(4, own_type3).put(6, glyph).bytes()));
}

fn bombs(seed: &mut Seed, out: &mut Vec<File>) {
    const GIB: u64 = 1 << 30;
    let once = zlib_run(b' ', GIB);
    out.push(file("bomb_once.pdf", Pdf::with(stream("/Filter/FlateDecode", &once)).bytes()));
    let twice = zlib(&once);
    out.push(file("bomb_twice.pdf", Pdf::with(stream("/Filter[/FlateDecode/FlateDecode]", &twice)).bytes()));
    // Each packing says nothing of the one inside it.
    let words = shown(&seed.words());
    let many = (0..6).fold(words.into_bytes(), |packed, _| zlib(&packed));
    let filters = format!("/Filter[{}]", "/FlateDecode".repeat(6));
    out.push(file("packed_six_times.pdf", Pdf::with(stream(&filters, &many)).bytes()));
    // Runs of 128 bytes from two, and those packed: deflate never shows how long it is.
    let runs = zlib(&[129, b' '].repeat(4 << 20));
    out.push(file("bomb_runs.pdf", Pdf::with(stream("/Filter[/FlateDecode/RunLengthDecode]", &runs)).bytes()));
    let hex = zlib_run(b'2', 100 << 20);
    let dict = "/Filter[/FlateDecode/ASCIIHexDecode]";
    out.push(file("hex_behind_flate.pdf", Pdf::with(stream(dict, &hex)).bytes()));
    let mut pages = Pdf::words(seed).put(2, "<</Type/Pages/Kids[10 0 R 11 0 R 12 0 R 13 0 R 14 0 R 15 0 R]/Count 6>>");
    let wide = zlib_run(b' ', 100 << 20);
    let page =
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents[5 0 R 6 0 R]>>";
    for n in 10..16 {
        pages = pages.put(n, page);
    }
    out.push(file("bomb_of_pages.pdf", pages.put(6, stream("/Filter/FlateDecode", &wide)).bytes()));
    let mut many = Pdf::words(seed);
    let kids: String = (10..12_010).map(|n| format!("{n} 0 R ")).collect();
    many = many.put(2, format!("<</Type/Pages/Kids[{kids}]/Count 12000>>"));
    many.objects.extend((10..12_010).map(|n| (n, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>".to_vec())));
    out.push(file("too_many_pages.pdf", many.bytes()));
}

/// LZW in which every code stands for a word one longer than the one before, as long as the table lasts, then for the
/// longest over and over.
fn lzw_bomb() -> Vec<u8> {
    let (mut out, mut bits, mut held) = (Vec::new(), 0_u64, 0_u32);
    let mut put = |code: u64, width: u32| {
        (bits, held) = (bits << width | code, held + width);
        while held >= 8 {
            held -= 8;
            out.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    };
    let width = |size: u64| match size {
        ..511 => 9,
        511..1023 => 10,
        1023..2047 => 11,
        _ => 12,
    };
    put(256, 9);
    put(u64::from(b' '), 9);
    for code in 258..4095 {
        put(code, width(code));
    }
    (0..60_000).for_each(|_| put(4094, 12));
    out
}

fn lies(seed: &mut Seed, out: &mut Vec<File>) {
    let with_length = |seed: &mut Seed, length: &str| {
        Pdf::with(format!("<</Length {length}>>stream\n{}\nendstream", shown(&seed.words())).into_bytes()).bytes()
    };
    for (name, length) in
        [("short", "5"), ("huge", "4294967295"), ("negative", "-1"), ("own", "5 0 R"), ("none", "99 0 R")]
    {
        out.push(file(format!("length_{name}.pdf"), with_length(seed, length)));
    }
    let table = |dict: &str| {
        format!("9 0 obj\n<</Type/XRef/Root 1 0 R{dict}/Length 8>>stream\n\0\0\0\0\0\0\0\0\nendstream\nendobj\n")
            .into_bytes()
    };
    let (wide, large) = (table("/Size 10/W[1 2147483647 2]"), table("/Size 2147483647/W[1 2 1]/Index[0 2147483647]"));
    out.push(file("w_huge.pdf", Pdf::words(seed).ending("", Some(&wide))));
    out.push(file("size_huge.pdf", Pdf::words(seed).ending("", Some(&large))));
    out.push(file("no_table.pdf", Pdf::words(seed).ending("", Some(b""))));
    let rows = "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2147483647/Colors 4/BitsPerComponent 16>>";
    let packed = zlib(shown(&seed.words()).as_bytes());
    out.push(file("columns_huge.pdf", Pdf::with(stream(rows, &packed)).bytes()));
    let objects = stream("/Type/ObjStm/N 2000000000/First 4", b"7 0 (x)");
    out.push(file("object_stream_lies.pdf", Pdf::words(seed).put(9, objects).bytes()));
    let begun = stream("", &b"stream\n".repeat(200_000));
    out.push(file("streams_begun.pdf", Pdf::words(seed).put(9, begun).bytes()));
    let begun = stream("", &b" obj<</Filter/LZW>>stream\n".repeat(50_000));
    out.push(file("streams_begun_lzw.pdf", Pdf::words(seed).put(9, begun).bytes()));
    let packed = stream("/Filter/LZWDecode", &lzw_bomb());
    out.push(file("bomb_lzw.pdf", Pdf::with(packed).bytes()));
    out.push(file("header_only.pdf", b"%PDF-1.7\n".to_vec()));
    let locked = |handler: &str| {
        format!("/Encrypt<</Filter/{handler}/V 1/R 2/P -4/O<{0}>/U<{0}>>>/ID[<00><00>]", "5a".repeat(32))
    };
    out.push(file("locked.pdf", Pdf::words(seed).ending(&locked("Standard"), None)));
    out.push(file("locked_unknown.pdf", Pdf::words(seed).ending(&locked("Nobody"), None)));
}

fn acts(seed: &mut Seed, traps: &Traps, out: &mut Vec<File>) {
    let Traps { beacon, canary } = traps;
    for (name, catalog) in [
        ("script", "/OpenAction<</S/JavaScript/JS(app.launchURL\\('http://a.invalid'\\))>>".to_owned()),
        ("launch", format!("/OpenAction<</S/Launch/F({canary})>>")),
        ("uri", format!("/OpenAction<</S/URI/URI(http://{beacon}/pdf)>>")),
        ("goto_remote", "/OpenAction<</S/GoToR/F(\\\\\\\\a.invalid\\\\share\\\\x.pdf)/D[0/Fit]>>".to_owned()),
        ("submit", format!("/AcroForm<</Fields[<</FT/Btn/T(b)/A<</S/SubmitForm/F(http://{beacon}/form)>>>>]>>")),
        ("xfa", "/AcroForm<</XFA[(template)<</X 1>>]/Fields[]>>".to_owned()),
        (
            "attached",
            "/Names<</EmbeddedFiles<</Names[(a.exe)<</Type/Filespec/F(a.exe)/EF<</F 9 0 R>>>>]>>>>".to_owned(),
        ),
    ] {
        let pdf = Pdf::words(seed).catalog(&catalog).put(9, stream("/Type/EmbeddedFile", b"MZ no program"));
        out.push(file(format!("{name}.pdf"), pdf.bytes()));
    }
    let elsewhere = format!("<</F<</FS/URL/F(http://{beacon}/stream)>>/Length 0>>stream\n\nendstream");
    out.push(file("stream_elsewhere.pdf", Pdf::words(seed).put(9, elsewhere).bytes()));
    let mut archive = Pdf::words(seed).bytes();
    archive.extend(super::make::zip(&[super::make::Entry::new("second.txt", "another text in the same file")]));
    out.push(file("archive_behind.pdf", archive));
}

fn unseen(seed: &mut Seed, out: &mut Vec<File>) {
    let mut with = |name: &str, more: &str| {
        let content = format!("{}{}", shown(&seed.words()), more.replace('@', &seed.words()));
        out.push(file(name, Pdf::page(content.as_bytes()).bytes()));
    };
    with("white.pdf", "1 g BT /F1 12 Tf 72 600 Td (@) Tj ET");
    with("tiny.pdf", "BT /F1 0.5 Tf 72 600 Td (@) Tj ET");
    with("off_the_page.pdf", "BT /F1 12 Tf 2000 600 Td (@) Tj ET");
    with("clipped.pdf", "q 0 0 10 10 re W n BT /F1 12 Tf 72 600 Td (@) Tj ET Q");
    with("without_ink.pdf", "BT 3 Tr /F1 12 Tf 72 600 Td (@) Tj ET");
    with("under_a_box.pdf", "BT /F1 12 Tf 72 600 Td (@) Tj ET 0 g 60 590 500 30 re f");
    let layer = format!("{}/OC /L BDC BT /F1 12 Tf 72 600 Td ({}) Tj ET EMC", shown(&seed.words()), seed.words());
    let off = Pdf::page(layer.as_bytes())
        .page_with("", "/Properties<</L 8 0 R>>")
        .catalog("/OCProperties<</OCGs[8 0 R]/D<</OFF[8 0 R]>>>>")
        .put(8, "<</Type/OCG/Name(off)>>");
    out.push(file("layer_off.pdf", off.bytes()));
    let map = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n\
        1 beginbfrange <41> <5a> <0030> endbfrange endcmap end";
    let lies = Pdf::page(shown("NOTHING IS AS IT SEEMS").as_bytes())
        .put(4, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 9 0 R>>")
        .put(9, stream("", map.as_bytes()));
    out.push(file("other_letters.pdf", lies.bytes()));
}
