//! Hostile XML: entities that multiply or read files, depths, crowds of attributes, encodings that lie.

use super::make::{File, Seed, Traps, file};

/// Documents of XML that a parser must not believe, by name; their root is `r` and holds these words.
pub fn attacks(words: &str, traps: &Traps) -> Vec<(&'static str, Vec<u8>)> {
    let Traps { beacon, canary } = traps;
    let declared = "<?xml version=\"1.0\"?>\n";
    let laughs: String =
        (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let attributes = |n: usize, name: &str| -> String { (0..n).map(|n| format!(" {name}{n}=\"v\"")).collect() };
    let root = |inside: &str| format!("{declared}<r>{words}{inside}</r>").into_bytes();
    let typed =
        |subset: &str, inside: &str| format!("{declared}<!DOCTYPE r [{subset}]><r>{words}{inside}</r>").into_bytes();
    vec![
        ("laughs", typed(&format!("<!ENTITY l0 \"lol\">{laughs}"), "&l9;")),
        ("quadratic", typed(&format!("<!ENTITY a \"{}\">", "a".repeat(50_000)), &"&a;".repeat(50_000))),
        ("entity_of_file", typed(&format!("<!ENTITY c SYSTEM \"file://{canary}\">"), "&c;")),
        ("entity_of_address", typed(&format!("<!ENTITY c SYSTEM \"http://{beacon}/xml\">"), "&c;")),
        ("entity_of_parameter", typed(&format!("<!ENTITY % c SYSTEM \"file://{canary}\"> %c;"), "")),
        ("entity_of_itself", typed("<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">", "&a;")),
        ("attributes", format!("{declared}<r{}>{words}</r>", attributes(80_000, "a")).into_bytes()),
        ("namespaces", format!("{declared}<r{}>{words}</r>", attributes(100_000, "xmlns:n")).into_bytes()),
        ("attribute_long", format!("{declared}<r a=\"{}\">{words}</r>", "x".repeat(70_000)).into_bytes()),
        ("deep", root(&format!("{}{}", "<d>".repeat(200_000), "</d>".repeat(200_000)))),
        ("text_long", root(&("-".repeat(99) + " ").repeat(180_000))),
        ("undefined", root("&undefined;")),
    ]
}

/// All of them.
pub fn xml(seed: &mut Seed, traps: &Traps) -> Vec<File> {
    let mut out: Vec<File> = Vec::new();
    for (name, bytes) in attacks(&seed.words(), traps) {
        out.push(file(format!("{name}.xml"), bytes));
    }
    let root = |words: &str, inside: &str| format!("<?xml version=\"1.0\"?>\n<r>{words}{inside}</r>");
    out.push(file("plain.xml", root(&seed.words(), "<p>Ещё слова</p>")));
    let typed =
        format!("<?xml version=\"1.0\"?>\n<!DOCTYPE r SYSTEM \"http://{}/dtd\"><r>{}</r>", traps.beacon, seed.words());
    out.push(file("type_elsewhere.xml", typed));
    let styled = format!(
        "<?xml version=\"1.0\"?>\n<?xml-stylesheet href=\"http://{}/xsl\"?><r>{}</r>",
        traps.beacon,
        seed.words()
    );
    out.push(file("style_elsewhere.xml", styled));
    let drawn = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>fetch('//a.invalid')</script><text>{}</text></svg>",
        seed.words()
    );
    out.push(file("drawing.svg", drawn));
    let include = format!(
        "<i:include xmlns:i=\"http://www.w3.org/2001/XInclude\" parse=\"text\" href=\"file://{}\"/>",
        traps.canary
    );
    out.push(file("include.xml", root(&seed.words(), &include)));
    let says = |encoding: &str, words: &str| format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>\n<r>{words}</r>");
    out.push(file("utf7.xml", says("UTF-7", &seed.words())));
    // It says UTF-16 in letters of one byte.
    out.push(file("not_utf16.xml", says("UTF-16", &seed.words())));
    let wide: Vec<u8> = says("UTF-8", &seed.words()).encode_utf16().flat_map(u16::to_be_bytes).collect();
    out.push(file("utf16.xml", [b"\xFE\xFF".to_vec(), wide].concat()));
    out.push(file("overlong.xml", [says("UTF-8", &seed.words()).as_bytes(), b"<!-- \xC0\xBC -->"].concat()));
    let cut = root(&seed.words(), &format!("<p>{}</p>", seed.words()));
    out.push(file("cut.xml", &cut.as_bytes()[..cut.len() - 12]));
    out
}
