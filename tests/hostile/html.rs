//! Hostile web pages: depths and crowds of tags, encodings that change their mind, and every way to reach elsewhere.

use super::make::{File, Seed, Traps, file};

/// All of them.
pub fn html(seed: &mut Seed, traps: &Traps) -> Vec<File> {
    let mut out = Vec::new();
    let page = |seed: &mut Seed, head: &str, body: &str| {
        format!("<!DOCTYPE html><html><head>{head}</head><body><p>{}</p>{body}</body></html>", seed.words())
    };
    let mut put = |name: &str, head: &str, body: &str| out.push(file(format!("{name}.html"), page(seed, head, body)));
    put("plain", "<meta charset=utf-8><title>t</title>", "<p>Больше слов.</p>");
    put("lists", "", &"<ul><li>".repeat(16_000));
    put("divs", "", &"<div>".repeat(100_000));
    put("misnested", "", &format!("{}{}end</a></i>", "<a>".repeat(20_000), "<i>".repeat(20_000)));
    put("tables", "", &"<table><tr><td>".repeat(3_000));
    put("quotes", "", &"<blockquote>".repeat(50_000));
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=1")).collect();
    put("attributes", "", &format!("<p{attributes}>word</p>"));
    put("attribute_long", "", &format!("<p title='{}'>word</p>", "x".repeat(4 << 20)));
    put("spans", "", &"<span style='color:red'>".repeat(30_000));
    put("references", "", &"&amp;&#x41;&notit;&#99999999;".repeat(20_000));
    // Blanks are no words, so only what is done with the run itself takes time.
    put("text_long", "", &format!("<p>{}words</p>", " ".repeat(17 << 20)));
    put("switch", "<meta charset=utf-8><meta charset=koi8-r>", "<p>Слова</p>");
    put("utf7", "<meta charset=utf-7>", "<p>+ADw-script+AD4-alert(1)+ADw-/script+AD4-</p>");
    put("comment_open", "", "<!-- <p>never ended");
    put("script_open", "", "<script>if (1 < 2) { document.write('<p>');");
    put("quote_open", "", "<p title=\"never ended><p>words</p>");
    put("plaintext", "", "<plaintext><p>as typed</p>");
    put("hidden", "", "<p style='display:none'>unseen</p><p hidden>unseen too</p>");
    put("zeros", "", "<p>a\0b</p>");
    put("zero_one", "", &format!("<p>a\0b</p>{}", "<p>more of it</p>".repeat(80)));
    put("directions", "", "<p>invoice_\u{202E}fdp.exe</p>");
    put("doctype_long", &format!("<!DOCTYPE html [{}]>", "<!ENTITY a 'b'>".repeat(10_000)), "");
    put("comments", "", &"<!--[if IE]><p>x</p><![endif]-->".repeat(20_000));
    put("options", "", &format!("<select>{}</select>", "<option>o".repeat(20_000)));
    beacons(traps, &mut put);
    let utf16: Vec<u8> =
        page(seed, "<meta charset=koi8-r>", "<p>Слова</p>").encode_utf16().flat_map(u16::to_le_bytes).collect();
    out.push(file("utf16.html", [b"\xFF\xFE".to_vec(), utf16].concat()));
    out.push(file("script_alone.html", "<html><head><script>document.write(1)</script></head><body></body></html>"));
    out.push(file("cut.html", format!("<html><body><p>{}</p><a href='http://a.inv", seed.words())));
    out
}

/// Ways a page fetches something when it is shown. `@` stands for where from.
pub const BEACONS: &[&str] = &[
    "<img src=@>",
    "<img srcset='@ 1x'>",
    "<picture><source srcset='@ 2x'></picture>",
    "<input type=image src=@>",
    "<link rel=stylesheet href=@>",
    "<link rel=icon href=@>",
    "<link rel=prefetch href=@>",
    "<link rel=preload as=image href=@>",
    "<link rel=dns-prefetch href=@>",
    "<link rel=preconnect href=@>",
    "<link rel=prerender href=@>",
    "<link rel=manifest href=@>",
    "<link rel=modulepreload href=@>",
    "<iframe src=@></iframe>",
    "<embed src=@>",
    "<object data=@></object>",
    "<applet code=x codebase=@></applet>",
    "<video src=@></video>",
    "<video poster=@></video>",
    "<audio src=@></audio>",
    "<video><track src=@></video>",
    "<table background=@><tr><td>x</table>",
    "<table><tr><td background=@>x</table>",
    "<p style='background:url(@)'>x</p>",
    "<p style='list-style:url(\"@\")'>x</p>",
    "<style>@import '@';</style>",
    "<style>@import url(@);</style>",
    "<style>p{background:url( \"@\" )}</style>",
    "<style>@font-face{font-family:f;src:url(@)}</style>",
    "<svg><image href=@ /></svg>",
    "<svg><use xlink:href=@#a /></svg>",
    "<svg><feImage href=@ /></svg>",
    "<meta http-equiv=refresh content='0;url=@'>",
    "<a href=# ping=@>x</a>",
    "<script src=@></script>",
    "<bgsound src=@>",
    "<img lowsrc=@>",
    "<img dynsrc=@>",
    "<button formaction=@>x</button>",
    "<blockquote cite=x><img longdesc=@></blockquote>",
];

fn beacons(traps: &Traps, put: &mut impl FnMut(&str, &str, &str)) {
    // `@import` is a word of style sheets; everywhere else the sign is the address.
    let all = |to: &str| -> String {
        BEACONS
            .iter()
            .map(|b| {
                b.replace("@import", "\0")
                    .replace("@font", "\u{1}")
                    .replace('@', to)
                    .replace('\0', "@import")
                    .replace('\u{1}', "@font")
            })
            .collect()
    };
    put("beacons_http", "", &all(&format!("http://{}/html", traps.beacon)));
    put("beacons_named", "", &all("//beacon.invalid/x"));
    put("beacons_test_net", "", &all("http://192.0.2.1/x"));
    put("beacons_file", "", &all(&format!("file://{}", traps.canary)));
    put("beacons_share", "", &all("\\\\beacon.invalid\\share\\x"));
}
