//! Counts what a page would fetch, run or send if it were shown: addresses of files elsewhere, scripts, forms.

use super::tags::Tag;
use super::token::Attributes;
use crate::import::parsed::{Elsewhere, ElsewhereKind};
use std::collections::HashSet;

/// What a page would fetch, run and send.
#[derive(Debug, Default)]
pub(super) struct Reach {
    /// References to files elsewhere.
    pub remote: u32,
    /// The first of them.
    pub elsewhere: Vec<Elsewhere>,
    /// Scripts, those in attributes among them.
    pub scripts: u32,
    /// Forms.
    pub forms: u32,
}

/// Relations of `link` whose address is fetched without anybody asking.
const FETCHED: [&str; 11] = [
    "stylesheet",
    "icon",
    "apple-touch-icon",
    "preload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "modulepreload",
    "prerender",
    "manifest",
    "import",
];

impl Reach {
    /// Counts what this tag reaches for. Addresses in `own` are files that came along.
    pub(super) fn tag(&mut self, tag: Tag, attributes: &Attributes<'_>, own: &HashSet<String>) {
        if tag == Tag::Form {
            self.forms = self.forms.saturating_add(1);
        }
        let linked = tag != Tag::Link || {
            let rel = attributes.get("rel").unwrap_or_default().to_ascii_lowercase();
            rel.split_ascii_whitespace().any(|rel| FETCHED.contains(&rel))
        };
        for (name, raw) in attributes.all() {
            let name = name.to_ascii_lowercase();
            if name.starts_with("on") && name.len() > 3 && !raw.trim().is_empty() {
                self.scripts = self.scripts.saturating_add(1);
                continue;
            }
            let fetched = match name.as_str() {
                "src" | "poster" | "background" | "action" | "formaction" | "data" | "classid" | "code" | "archive"
                | "ping" | "manifest" | "lowsrc" | "dynsrc" | "codebase" | "longdesc" | "profile" => true,
                "href" | "xlink:href" => match tag {
                    Tag::A | Tag::Area | Tag::Base => false,
                    Tag::Link => linked,
                    _ => true,
                },
                "srcset" | "imagesrcset" => {
                    for candidate in raw.split(',') {
                        let address = candidate.split_ascii_whitespace().next().unwrap_or_default();
                        self.address(address, ElsewhereKind::Image, own);
                    }
                    false
                }
                "style" => {
                    self.css(raw, own);
                    false
                }
                "content" if tag == Tag::Meta => {
                    let refresh = attributes.get("http-equiv").is_some_and(|e| e.eq_ignore_ascii_case("refresh"));
                    let lower = raw.to_ascii_lowercase();
                    if refresh && let Some(at) = lower.find("url=") {
                        let address = raw.get(at + 4..).unwrap_or_default().trim_matches(['\'', '"', ' ']);
                        self.address(address, ElsewhereKind::Frame, own);
                    }
                    false
                }
                _ => false,
            };
            if fetched {
                self.address(&super::entity::decode(raw, true), kind_of(tag, &name, attributes), own);
            }
        }
    }

    /// Counts a script, unless its type says that it holds facts and no program.
    pub(super) fn script(&mut self, kind: &str) {
        let kind = kind.trim().to_ascii_lowercase();
        if kind.is_empty() || kind == "module" || kind.contains("script") {
            self.scripts = self.scripts.saturating_add(1);
        }
    }

    /// Counts the addresses in a style sheet or a style.
    pub(super) fn css(&mut self, css: &str, own: &HashSet<String>) {
        let lower = css.to_ascii_lowercase();
        for (at, found) in lower.match_indices("url(") {
            // In small letters everything stands at the same byte.
            let inside = css.get(at + found.len()..).unwrap_or_default();
            let inside = inside.trim_start().trim_start_matches(['"', '\'']);
            let inside = inside.get(..inside.floor_char_boundary(2048)).unwrap_or_default();
            let address = inside.split(['"', '\'', ')', '(']).next().unwrap_or_default();
            self.address(address, ElsewhereKind::Style, own);
        }
        for (at, found) in lower.match_indices("@import") {
            let inside = css.get(at + found.len()..).unwrap_or_default().trim_start();
            let inside = inside.get(..inside.floor_char_boundary(2048)).unwrap_or_default();
            // `@import url(…)` was counted as an address.
            if let Some(quoted) = inside.strip_prefix(['"', '\'']) {
                self.address(quoted.split(['"', '\'']).next().unwrap_or_default(), ElsewhereKind::Style, own);
            }
        }
    }

    fn address(&mut self, address: &str, kind: ElsewhereKind, own: &HashSet<String>) {
        let address = address.trim();
        let lower: String = address.chars().take(12).collect::<String>().to_ascii_lowercase();
        let here = ["#", "data:", "cid:", "about:", "blob:", "mailto:", "javascript:"];
        if lower.starts_with("javascript:") {
            self.scripts = self.scripts.saturating_add(1);
        }
        if !address.is_empty() && !here.iter().any(|scheme| lower.starts_with(scheme)) && !own.contains(address) {
            self.remote = self.remote.saturating_add(1);
            Elsewhere::keep(&mut self.elsewhere, address, kind);
        }
    }
}

/// What an address in this attribute of a tag is for the page.
fn kind_of(tag: Tag, attribute: &str, attributes: &Attributes<'_>) -> ElsewhereKind {
    let has = |name: &str, part: &str| attributes.get(name).unwrap_or_default().to_ascii_lowercase().contains(part);
    match (attribute, tag) {
        ("action" | "formaction" | "ping", _) => ElsewhereKind::Form,
        ("poster" | "background" | "lowsrc" | "dynsrc", _) => ElsewhereKind::Image,
        ("classid" | "code" | "archive" | "codebase", _) => ElsewhereKind::Script,
        (_, Tag::Script) => ElsewhereKind::Script,
        (_, Tag::Link) if has("rel", "icon") || has("as", "image") => ElsewhereKind::Image,
        (_, Tag::Link) if has("rel", "modulepreload") || has("as", "script") => ElsewhereKind::Script,
        (_, Tag::Link) if has("rel", "stylesheet") || has("as", "style") || has("as", "font") => ElsewhereKind::Style,
        // What has an address of this kind and is no tag of HTML belongs to a drawing.
        ("src", Tag::Img | Tag::Input) | ("href" | "xlink:href", Tag::Other) => ElsewhereKind::Image,
        ("src", Tag::Frame | Tag::Iframe) => ElsewhereKind::Frame,
        ("src", Tag::Audio | Tag::Video | Tag::Source | Tag::Track | Tag::Embed) => ElsewhereKind::Media,
        _ => ElsewhereKind::File,
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::{Token, Tokens};
    use super::*;

    fn reach(page: &str) -> Reach {
        let own = HashSet::from(["https://a.invalid/own.png".to_owned()]);
        let mut reach = Reach::default();
        let mut tokens = Tokens::of(page);
        while let Some(token) = tokens.next() {
            if let Token::Start(tag, ..) = token {
                reach.tag(tag, &tokens.attributes, &own);
            }
        }
        reach
    }

    #[test]
    fn every_form_of_beacon_is_counted_once() {
        let beacons = [
            "<img src=http://192.0.2.1/a.gif>",
            "<img srcset='//a.invalid/x.png 2x'>",
            "<input type=image src=\\\\a.invalid\\share>",
            "<body background=file:///etc/passwd>",
            "<table background=x.gif>",
            "<td background=x.gif>",
            "<link rel='shortcut icon' href=x.ico>",
            "<link rel=stylesheet href=//a.invalid>",
            "<link rel=dns-prefetch href=//a.invalid>",
            "<iframe src=//a.invalid>",
            "<frame src=//a.invalid>",
            "<embed src=//a.invalid>",
            "<object data=//a.invalid>",
            "<video poster=//a.invalid>",
            "<audio src=//a.invalid>",
            "<source src=//a.invalid>",
            "<track src=//a.invalid>",
            "<form action=//a.invalid>",
            "<button formaction=//a.invalid>",
            "<a ping=//a.invalid href=//b.invalid>",
            "<meta http-equiv=refresh content='0; URL=http://a.invalid'>",
            "<p style='background: URL( \"//a.invalid\" )'>",
            "<svg><image xlink:href=//a.invalid>",
            "<svg><use href=//a.invalid>",
            "<script src=//a.invalid></script>",
            "<html manifest=//a.invalid>",
        ];
        let mut kinds = Vec::new();
        for beacon in beacons {
            let reach = reach(beacon);
            assert_eq!((reach.remote, reach.elsewhere.len()), (1, 1), "{beacon}");
            assert!(beacon.contains(&reach.elsewhere[0].to), "{beacon}: {:?}", reach.elsewhere);
            kinds.push(reach.elsewhere[0].kind);
        }
        use ElsewhereKind::{File, Form, Frame, Image, Media, Script, Style};
        let wanted = [
            Image, Image, Image, Image, Image, Image, Image, Style, File, Frame, Frame, Media, File, Image, Media,
            Media, Media, Form, Form, Form, Frame, Style, Image, Image, Script, File,
        ];
        assert_eq!(kinds, wanted);
    }

    #[test]
    fn what_is_here_already_is_not_elsewhere() {
        let here = [
            "<img src=data:image/png;base64,AAAA>",
            "<img src='https://a.invalid/own.png'>",
            "<img src=cid:1@mhtml.blink>",
            "<svg><use href=#icon>",
            "<a href=http://a.invalid>",
            "<link rel=canonical href=http://a.invalid>",
            "<meta name=description content='url=http://a.invalid'>",
        ];
        for page in here {
            assert_eq!(reach(page).remote, 0, "{page}");
        }
    }

    #[test]
    fn style_sheets_reach_too() {
        let mut reach = Reach::default();
        let css =
            "@import 'a.css'; @import url(b.css); @font-face { src: url('c.woff'), url(data:font/woff;base64,AA) }";
        reach.css(css, &HashSet::new());
        assert_eq!(reach.remote, 3);
    }
}
