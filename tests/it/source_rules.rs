//! Rules the sources keep: which layer may use which, where colors, text fields, SQL and files may stand, what is never
//! written, what is never depended on. Each rule is tried on a line that breaks it.

use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::process::Command;

/// One file, and its lines without comments and without the insides of strings.
struct Source {
    path: String,
    text: String,
    code: Vec<String>,
}

impl Source {
    fn new(path: &str, text: &str) -> Self {
        let code = if path.ends_with(".rs") { bare(text) } else { text.to_owned() };
        Self { path: path.to_owned(), text: text.to_owned(), code: code.lines().map(str::to_owned).collect() }
    }

    fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    fn within(&self, folder: &str) -> bool {
        self.path.starts_with(folder) || self.path == format!("{}.rs", folder.trim_end_matches('/'))
    }

    /// The part that is built into the program: not test modules, which stand at the end of a file or in `tests.rs`.
    fn product(&self) -> &[String] {
        if !self.path.starts_with("src/") || self.path.ends_with("/tests.rs") {
            return &[];
        }
        let tests = self.code.iter().zip(self.code.iter().skip(1));
        let end = tests.zip(0..).find(|((a, b), _)| a.trim() == "#[cfg(test)]" && b.trim().ends_with('{'));
        &self.code[..end.map_or(self.code.len(), |(_, at)| at)]
    }

    /// The lines that hold any of these.
    fn lines_with(lines: &[String], forbidden: &[&str]) -> Vec<String> {
        lines.iter().filter(|line| forbidden.iter().any(|f| line.contains(f))).cloned().collect()
    }
}

/// Rust without its comments and without the insides of its strings; line ends stay.
fn bare(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    let skip = |out: &mut String, part: &str| out.extend(part.chars().filter(|c| *c == '\n'));
    while let Some(c) = rest.chars().next() {
        let raw = rest.strip_prefix('r').map(|r| (r, r.len() - r.trim_start_matches('#').len()));
        let after_name = out.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if let Some((after, marks)) = raw.filter(|(r, marks)| !after_name && r[*marks..].starts_with('"')) {
            let close = format!("\"{}", "#".repeat(marks));
            let inside = &after[marks + 1..];
            1 + marks + 1 + inside.find(&close).map_or(inside.len(), |at| at + close.len())
        } else if c == '"' {
            let mut escaped = false;
            let end = rest[1..].find(|c| {
                let closes = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                closes
            });
            end.map_or(rest.len(), |at| at + 2)
        } else if rest.starts_with("'\"'") {
            3
        } else if let Some(after) = rest.strip_prefix("'\\") {
            after.find('\'').map_or(rest.len(), |at| at + 3).max(4).min(rest.len())
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        };
        if c == '"' || c == 'r' {
            out.push_str("\"\"");
        }
        skip(&mut out, &rest[..length]);
        rest = &rest[length..];
    }
    out
}

/// The layers, and what each may use of ours beside itself.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("analysis", &["domain"]),
    ("import", &["domain"]),
    ("text", &["domain"]),
    ("store", &["domain"]),
    ("export", &["domain", "analysis", "text"]),
    ("jobs", &["domain", "analysis", "import", "text", "store", "export"]),
    ("app", &["domain", "analysis", "jobs", "say"]),
    ("say", &["domain"]),
    ("ui", &["domain", "text", "app", "say"]),
    ("shell", &["domain", "analysis", "import", "text", "store", "export", "jobs", "app", "ui", "say"]),
    ("cli", &["domain", "analysis", "import", "text", "store", "export", "jobs", "app", "ui", "shell", "say"]),
];

fn layers(source: &Source) -> Vec<String> {
    let Some((layer, may)) = LAYERS.iter().find(|(layer, _)| source.within(&format!("src/{layer}/"))) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for line in &source.code {
        for (at, _) in line.match_indices("crate::") {
            let name: String = line[at + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let is_layer = LAYERS.iter().any(|(layer, _)| *layer == name);
            // A brace after `crate::` would hide what is used.
            if name.is_empty() || (is_layer && name != *layer && !may.contains(&name.as_str())) {
                out.push(line.clone());
            }
        }
        if line.contains("super::super::super") || line.split("assay::").count() > 1 {
            out.push(line.clone());
        }
    }
    out
}

/// Outside crates that only one part may know.
fn outside_crates(source: &Source) -> Vec<String> {
    let only = |name: &str, at: &[&str]| {
        let elsewhere = !at.iter().any(|folder| source.within(folder));
        let uses = [format!("{name}::"), format!("use {name};"), format!("use {name} ")];
        let uses: Vec<&str> = uses.iter().map(String::as_str).collect();
        let lines = if elsewhere { Source::lines_with(source.product(), &uses) } else { Vec::new() };
        lines.into_iter().filter(|l| uses.iter().any(|u| is_word(l, u))).collect::<Vec<_>>()
    };
    let mut out = only("rusqlite", &["src/store/"]);
    out.extend(only("eframe", &["src/shell/"]));
    out.extend(only("rfd", &["src/shell/"]));
    out.extend(only("parley", &["src/text/", "src/ui/text/"]));
    out.extend(only("egui", &["src/ui/", "src/shell/", "src/app/"]));
    // The application knows of egui only what names a shortcut.
    if source.within("src/app/") {
        let keys = ["egui::{Key", "egui::Key", "egui::Modifier"];
        let uses = Source::lines_with(source.product(), &["egui::"]);
        out.extend(uses.into_iter().filter(|line| !keys.iter().any(|key| line.contains(key))));
    }
    out
}

/// True when this stands in the line and does not continue a longer name.
fn is_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

fn colors(source: &Source) -> Vec<String> {
    // In the atlas and where it is painted, `Color32` is a glyph's coverage or the tint that leaves a picture as it is.
    let glyphs = ["src/ui/text/atlas.rs", "src/ui/text/paint.rs"].contains(&source.path.as_str());
    if source.path == "src/ui/theme.rs" || glyphs {
        return Vec::new();
    }
    let made = [
        "Color32::from_",
        "Rgba::from_",
        "Hsva::",
        "Color32::WHITE",
        "Color32::BLACK",
        "Color32::RED",
        "Color32::GREEN",
        "Color32::BLUE",
        "Color32::YELLOW",
        "Color32::GRAY",
        "Color32::DARK_",
        "Color32::LIGHT_",
        "Color32::GOLD",
        "Color32::ORANGE",
        "hex_color!",
    ];
    let mut out = Source::lines_with(source.product(), &made);
    if source.within("src/ui/") || source.within("src/app/") || source.within("src/shell/") {
        let hex = |line: &&str| {
            line.match_indices("\"#").any(|(at, _)| {
                let digits = line[at + 2..].chars().take_while(char::is_ascii_hexdigit).count();
                (digits == 6 || digits == 8) && line[at + 2 + digits..].starts_with('"')
            })
        };
        out.extend(source.text.lines().filter(hex).map(str::to_owned));
    }
    out
}

fn text_fields(source: &Source) -> Vec<String> {
    if source.path == "src/ui/text/field.rs" { Vec::new() } else { Source::lines_with(source.product(), &["TextEdit"]) }
}

fn raw_words(source: &Source) -> Vec<String> {
    let drawn = source.within("src/ui/") && !source.within("src/ui/text/");
    if drawn { Source::lines_with(source.product(), &[".raw()", "::raw(", "::raw)", "into_raw"]) } else { Vec::new() }
}

/// Nothing of ours speaks to a network.
fn networks(source: &Source) -> Vec<String> {
    let reach = ["std::net", "core::net", "TcpStream", "TcpListener", "UdpSocket", "ToSocketAddrs", "rustix::net"];
    Source::lines_with(source.product(), &reach)
}

/// Closing any descriptor of the project file drops SQLite's locks on it.
fn plain_reads(source: &Source) -> Vec<String> {
    let may = ["src/store/files.rs", "src/store/lock.rs"].contains(&source.path.as_str());
    if !source.within("src/store/") || may {
        return Vec::new();
    }
    Source::lines_with(source.product(), &["File::", "fs::read", "fs::write", "fs::copy", "OpenOptions"])
}

/// A string of the product, and what stands before it in its statement: from the last brace or semicolon.
struct Literal<'a> {
    words: &'a str,
    before: &'a str,
}

/// The strings of a file's product, without comments, attributes and test modules.
fn literals(source: &Source) -> Vec<Literal<'_>> {
    let text = source.text.find("\n#[cfg(test)]\nmod ").map_or(source.text.as_str(), |at| &source.text[..at]);
    let mut out = Vec::new();
    let (mut at, mut from) = (0, 0);
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        at += if rest.starts_with("//") || rest.starts_with("#[") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(inside) = rest.strip_prefix('"') {
            let mut escaped = false;
            let end = inside.find(|c| {
                let closes = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                closes
            });
            let end = end.unwrap_or(inside.len());
            out.push(Literal { words: &inside[..end], before: &text[from..at] });
            (end + 2).min(rest.len())
        } else if rest.starts_with("'\"'") || rest.starts_with("'{'") || rest.starts_with("'}'") {
            3
        } else {
            if c == '{' || c == '}' || c == ';' {
                from = at + 1;
            }
            c.len_utf8()
        };
    }
    out
}

/// The calls that are open where a string stands, innermost first: for `f(a, (b, "` they are a pair and `f`.
fn open_calls(before: &str) -> Vec<String> {
    let mut closed = 0;
    let mut out = Vec::new();
    for (at, c) in before.char_indices().rev() {
        match c {
            ')' | ']' => closed += 1,
            '(' | '[' if closed > 0 => closed -= 1,
            '(' => {
                let name =
                    before[..at].rsplit(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':' || c == '!')).next();
                out.push(name.unwrap_or_default().trim_start_matches('!').to_owned());
            }
            _ => {}
        }
    }
    out
}

/// What is written for people stands in `say`: no literal with a letter and a space, and none that is shown at once.
/// Ids, names of typefaces, dates as the system writes them and key caps are no words of ours. (A single word that
/// goes into a list first and is shown later cannot be told from a name of a field, and is not found.)
fn words_in_say(source: &Source) -> Vec<String> {
    const IDS: &[&str] = &["unique", "id_salt", "push_id", "kept", "with", "load_texture", "Grid::new", "strftime"];
    const PANELS: &[&str] = &["Panel::left", "Panel::right", "Panel::top", "Panel::bottom"];
    const SHOWN: &[&str] = &[
        "RichText::new",
        "Words::new",
        "label",
        "labeled",
        "selected",
        "button",
        "quiet_button",
        "selectable_label",
        "menu_button",
        "checkbox",
        "note",
        "section",
        "heading",
        "title",
        "empty",
        "field",
        "chip",
        "hints",
        "sign",
        "on_hover_text",
        "wide_line",
        "multi_line",
        "Said::Word",
        "Said::About",
        "Edit::new",
        "format!",
    ];
    const TYPEFACES: &[&str] = &["Inter ", "Noto "];
    let called = |call: &str, names: &[&str]| {
        names.iter().any(|name| call == *name || call.strip_suffix(name).is_some_and(|head| head.ends_with("::")))
    };
    let judged = |literal: &Literal<'_>| {
        let calls = open_calls(literal.before);
        let words = without_places(literal.words);
        let letter = words.chars().any(char::is_alphabetic);
        let id = calls.iter().any(|call| called(call, IDS) || called(call, PANELS) || call.ends_with("assert!"));
        if !letter || id || TYPEFACES.iter().any(|face| literal.words.starts_with(face)) {
            return false;
        }
        let shown = calls.first().is_some_and(|call| called(call, SHOWN)) || calls.iter().any(|call| call == "hints");
        let named = ["name:", "hint:", "question:"].iter().any(|field| literal.before.trim_end().ends_with(field));
        words.contains(' ') || shown || named
    };
    if !WORDS_ELSEWHERE.iter().any(|(folder, except)| source.within(folder) && !except.contains(&source.path.as_str()))
    {
        return Vec::new();
    }
    literals(source).iter().filter(|literal| judged(literal)).map(|literal| format!("\"{}\"", literal.words)).collect()
}

/// Where the rule holds, and the files in it that are tables of words themselves.
const WORDS_ELSEWHERE: &[(&str, &[&str])] =
    &[("src/ui/", &[]), ("src/app/", &["src/app/command.rs", "src/app/view_keys.rs"])];

/// A format without what is put into it: `{n} of {of}` is ` of `.
fn without_places(words: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '{' if chars.peek() == Some(&'{') => drop(chars.next()),
            '{' => inside = true,
            '}' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

fn never_written(source: &Source) -> Vec<String> {
    if !source.is_rust() {
        return Vec::new();
    }
    let mut out = Source::lines_with(&source.code, &["#[ignore", "todo!(", "unimplemented!(", "dbg!("]);
    out.extend(source.code.iter().filter(|line| line.split_whitespace().any(|w| w == "unsafe")).cloned());
    out
}

fn begins_with_its_purpose(source: &Source) -> Vec<String> {
    let says = source.text.lines().next().is_some_and(|line| line.starts_with("//! "));
    if source.is_rust() && !says { vec!["the first line does not say what it is for".to_owned()] } else { Vec::new() }
}

fn short_enough(source: &Source) -> Vec<String> {
    let lines = source.text.lines().count();
    if lines > 800 { vec![format!("{lines} lines")] } else { Vec::new() }
}

type Rule = (&'static str, fn(&Source) -> Vec<String>);

const RULES: &[Rule] = &[
    ("a layer uses only what is below it", layers),
    ("outside crates stay in their layer", outside_crates),
    ("colors stand in ui/theme.rs", colors),
    ("text fields stand in ui/text/field.rs", text_fields),
    ("foreign words are drawn by ui/text", raw_words),
    ("the project file is not opened by plain calls", plain_reads),
    ("nothing speaks to a network", networks),
    ("words for people stand in say", words_in_say),
    ("what is never written", never_written),
    ("a file begins with its purpose", begins_with_its_purpose),
    ("a file has at most 800 lines", short_enough),
];

fn broken_by(source: &Source) -> Vec<String> {
    let named = |(name, rule): &Rule| {
        rule(source).into_iter().map(|what| format!("{}: {name}: {}", source.path, what.trim())).collect::<Vec<_>>()
    };
    RULES.iter().flat_map(named).collect()
}

fn gather(folder: &Path, root: &Path, out: &mut Vec<Source>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, root, out);
        } else if path.extension().is_some_and(|e| ["rs", "sql", "c", "css", "sh"].iter().any(|ours| e == *ours)) {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            out.push(Source::new(&name, &std::fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn every_source_keeps_every_rule() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    for folder in ["src", "tests", "benches"] {
        gather(&root.join(folder), root, &mut sources);
    }
    assert!(sources.len() > 100, "{} files were found", sources.len());
    for (layer, _) in LAYERS {
        assert!(sources.iter().any(|s| s.within(&format!("src/{layer}/"))), "there is no layer {layer}");
    }
    let known = ["lib", "main"].into_iter().chain(LAYERS.iter().map(|(layer, _)| *layer)).collect::<BTreeSet<_>>();
    for source in sources.iter().filter_map(|s| s.path.strip_prefix("src/")) {
        let top = source.split(['/', '.']).next().unwrap();
        assert!(known.contains(top), "src/{source} belongs to no layer");
    }
    let broken: Vec<String> = sources.iter().flat_map(broken_by).collect();
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn each_rule_finds_what_breaks_it_and_nothing_else() {
    let cases: &[(&str, &str, &str)] = &[
        ("a layer uses only what is below it", "src/domain/tag.rs", "use crate::store::Store;"),
        ("a layer uses only what is below it", "src/ui/read/mod.rs", "fn f(s: &crate::store::Store) {}"),
        ("a layer uses only what is below it", "src/ui/read/mod.rs", "use crate::jobs::Event;"),
        ("a layer uses only what is below it", "src/app/update.rs", "use crate::store::Store;"),
        ("a layer uses only what is below it", "src/app/update.rs", "use crate::{store, domain};"),
        ("a layer uses only what is below it", "src/store/open.rs", "use crate::export::write_file;"),
        ("a layer uses only what is below it", "src/jobs/mod.rs", "use crate::ui::theme;"),
        ("a layer uses only what is below it", "src/shell.rs", "use crate::cli::run;"),
        ("a layer uses only what is below it", "src/text/mod.rs", "use assay::store::Store;"),
        ("outside crates stay in their layer", "src/cli.rs", "use rusqlite::Connection;"),
        ("outside crates stay in their layer", "src/text/mod.rs", "use egui::Color32;"),
        ("outside crates stay in their layer", "src/app/mod.rs", "fn f(ui: &mut egui::Ui) {}"),
        ("outside crates stay in their layer", "src/ui/mod.rs", "use eframe::App;"),
        ("colors stand in ui/theme.rs", "src/ui/read/mod.rs", "let c = Color32::from_rgb(1, 2, 3);"),
        ("colors stand in ui/theme.rs", "src/ui/text/label.rs", "ui.visuals().x = Color32::WHITE;"),
        ("colors stand in ui/theme.rs", "src/ui/read/mod.rs", "let c = parse(\"#A1B2C3\");"),
        ("text fields stand in ui/text/field.rs", "src/ui/weigh/mod.rs", "ui.add(egui::TextEdit::singleline(t));"),
        ("foreign words are drawn by ui/text", "src/ui/read/lists.rs", "ui.label(words.raw());"),
        ("foreign words are drawn by ui/text", "src/ui/read/lists.rs", "names.iter().map(Words::into_raw)"),
        ("the project file is not opened by plain calls", "src/store/read.rs", "let f = std::fs::File::open(path)?;"),
        ("the project file is not opened by plain calls", "src/store/check.rs", "let b = std::fs::read(path)?;"),
        ("nothing speaks to a network", "src/shell/mod.rs", "use std::net::TcpStream;"),
        ("nothing speaks to a network", "src/jobs/mod.rs", "let s = UdpSocket::bind(here)?;"),
        ("words for people stand in say", "src/ui/read/mod.rs", "let t = \"Nothing is open\";"),
        ("words for people stand in say", "src/ui/read/mod.rs", "note(ui, &p, \"Nothing\");"),
        ("words for people stand in say", "src/ui/read/mod.rs", "ui.label(RichText::new(\n    \"Saved\",\n));"),
        ("words for people stand in say", "src/ui/read/mod.rs", "let t = format!(\"{n} left\");"),
        ("words for people stand in say", "src/ui/read/mod.rs", "hints(ui, s, &[(\"Esc\", \"leave\")]);"),
        ("words for people stand in say", "src/ui/read/mod.rs", "let a = Asked { name: \"Tag\" };"),
        (
            "words for people stand in say",
            "src/ui/read/mod.rs",
            "kept(ui, \"rows\", k, || { note(ui, &p, \"None\") });",
        ),
        ("what is never written", "src/domain/id.rs", "unsafe { f() }"),
        ("what is never written", "tests/it/cli.rs", "#[ignore = \"slow\"]"),
        ("what is never written", "src/domain/id.rs", "todo!()"),
    ];
    let purpose = "//! What it is for.\n";
    for (rule, path, line) in cases {
        let broken = broken_by(&Source::new(path, &format!("{purpose}{line}\n")));
        assert!(broken.iter().any(|b| b.contains(rule)), "not found: {path}: {line}");
        // In a comment or a string it is nothing.
        if !line.contains('#') {
            for harmless in
                [format!("// {line}"), format!("/* {line} */"), format!("f(r#\"{line}\"#, '\"', \"\\\"{line}\");")]
            {
                let broken = broken_by(&Source::new(path, &format!("{purpose}{harmless}\n")));
                // The rule on words is about strings themselves.
                let broken: Vec<_> = broken.iter().filter(|b| !b.contains("words for people")).collect();
                assert_eq!(broken, Vec::<&String>::new());
            }
        }
    }
    let long = purpose.to_owned() + &"fn f() {}\n".repeat(800);
    assert_eq!(broken_by(&Source::new("src/domain/id.rs", &long)).len(), 1);
    assert_eq!(broken_by(&Source::new("src/domain/id.rs", "fn f() {}\n")).len(), 1);
    for (path, line) in [
        ("src/app/command.rs", "use egui::{Key, Modifiers};"),
        ("src/ui/theme.rs", "const PAPER: Color32 = Color32::from_rgb(1, 2, 3);"),
        ("src/ui/text/field.rs", "use egui::TextEdit;"),
        ("src/ui/text/label.rs", "layout(words.raw());"),
        ("src/ui/read/mod.rs", "let id = Id::unique((\"rows of a list\", id));"),
        ("src/ui/read/mod.rs", "let rows = kept(ui, \"all the rows\", key, || rows(model));"),
        ("src/ui/read/mod.rs", "let t = format!(\"{one} · {other}\");"),
        ("src/ui/read/mod.rs", "let day = at.strftime(\"%d %b %Y\");"),
        ("src/ui/read/mod.rs", "typed(ui, (Table::Claim, id), (\"memo\", labels::MEMO));"),
        (
            "src/ui/read/mod.rs",
            "/// Says \"nothing is open\".\n#[expect(dead_code, reason = \"it is used later\")]\nfn f() {}",
        ),
        ("src/ui/read/mod.rs", "fn f() {}\n#[cfg(test)]\nmod tests {\n    fn g() { note(ui, \"a word\"); }\n}"),
        ("src/say/read.rs", "pub const NONE: &str = \"Nothing is open\";"),
        ("src/store/lock.rs", "let f = File::open(path)?;"),
        ("src/store/read.rs", "fn f() {}\n#[cfg(test)]\nmod tests {\n    fn g() { std::fs::read(p); }\n}"),
        ("src/cli.rs", "use crate::store::Store;"),
    ] {
        assert_eq!(broken_by(&Source::new(path, &format!("{purpose}{line}\n"))), Vec::<String>::new());
    }
}

/// The words of a line, folded.
fn words_of(line: &str) -> Vec<String> {
    assay::domain::tokens::tokens(line).into_iter().map(|token| token.word).collect()
}

/// Three words in a row, two of which say something: neither is one of those that stand everywhere, nor are all three figures.
fn phrases(line: &str) -> BTreeSet<[String; 3]> {
    let says = |word: &&String| !assay::analysis::words::is_stop_word(word, Some("en"));
    let is_figure = |word: &String| word.bytes().all(|b| b.is_ascii_digit());
    let rows = words_of(line);
    let rows = rows.windows(3).filter(|row| row.iter().filter(says).count() > 1 && !row.iter().all(is_figure));
    rows.filter_map(|row| row.to_vec().try_into().ok()).collect()
}

#[test]
fn nothing_of_the_sample_documents_is_built_into_the_program_or_its_lists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let seeds = ["000_84839096dc77e6c1.txt", "002_288d556eec8bee92.txt"];
    let seeds = seeds.map(|name| std::fs::read_to_string(root.join("seeds").join(name)).unwrap());
    let theirs: BTreeSet<[String; 3]> = seeds.iter().flat_map(|text| text.lines()).flat_map(phrases).collect();
    let of_seeds = |line: &str| phrases(line).into_iter().filter(|row| theirs.contains(row)).collect::<Vec<_>>();
    assert!(!of_seeds("There are “no closed topics” between them.").is_empty(), "it is found");
    assert!(of_seeds("It is one of the two.").is_empty());
    let mut broken: Vec<String> = Vec::new();
    let mut sources = Vec::new();
    gather(&root.join("src"), root, &mut sources);
    // Tests and comments too: what is tested on the samples takes its words out of them.
    for source in sources.iter().filter(|source| source.is_rust()) {
        let text = std::fs::read_to_string(root.join(&source.path)).unwrap();
        let found = text.lines().flat_map(&of_seeds);
        broken.extend(found.map(|row| format!("{}: {}", source.path, row.join(" "))));
    }
    for list in std::fs::read_dir(root.join("assets/lexicons")).unwrap().map(|entry| entry.unwrap().path()) {
        let text = std::fs::read_to_string(&list).unwrap();
        let entries = text.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split(['|', ',', ';']));
        let found = entries.flat_map(&of_seeds);
        broken.extend(found.map(|row| format!("{}: {}", list.display(), row.join(" "))));
    }
    assert_eq!(broken, Vec::<String>::new());
}

/// Crates that reach a network or a C library of their own kind.
const NEVER: &[&str] = &[
    "attohttpc",
    "async-std-resolver",
    "curl",
    "h2",
    "hickory-resolver",
    "hyper",
    "isahc",
    "minreq",
    "native-tls",
    "openssl",
    "quinn",
    "reqwest",
    "rustls",
    "sentry",
    "surf",
    "tonic",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "webbrowser",
];

fn locked() -> Vec<String> {
    let lock = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
    lock.lines().filter_map(|l| l.strip_prefix("name = \"")?.strip_suffix('"')).map(str::to_owned).collect()
}

#[test]
fn nothing_reaches_a_network_and_there_is_one_sqlite() {
    let names = locked();
    assert!(names.len() > 200, "{} packages", names.len());
    let never: Vec<_> = names.iter().filter(|name| NEVER.contains(&name.as_str())).collect();
    assert_eq!(never, Vec::<&String>::new());
    // Two copies of SQLite in one process break each other's locks. (Those for the web are not built here.)
    let sqlite: Vec<_> = names.iter().filter(|name| name.contains("sqlite") && name.ends_with("-sys")).collect();
    assert_eq!(sqlite, ["libsqlite3-sys"]);
}

/// Licences that ask for no more than a notice.
const PERMISSIVE: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// True when an SPDX expression can be met by permissive licences alone.
fn is_permissive(expression: &str) -> bool {
    let expression = expression.trim();
    let top = |word: &str| -> Option<(String, String)> {
        let mut depth = 0_i32;
        expression.char_indices().find_map(|(at, c)| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            let here = depth == 0 && expression[at..].starts_with(word);
            here.then(|| (expression[..at].to_owned(), expression[at + word.len()..].to_owned()))
        })
    };
    if let Some((a, b)) = top(" OR ").or_else(|| top("/")) {
        is_permissive(&a) || is_permissive(&b)
    } else if let Some((a, b)) = top(" AND ") {
        is_permissive(&a) && is_permissive(&b)
    } else if let Some(inside) = expression.strip_prefix('(').and_then(|e| e.strip_suffix(')')) {
        is_permissive(inside)
    } else {
        PERMISSIVE.contains(&expression)
    }
}

/// What `cargo metadata` tells of everything that is built here, without asking a network.
fn metadata() -> Value {
    let version = Command::new(env!("CARGO")).arg("-vV").output().unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let arguments = ["metadata", "--format-version=1", "--offline", "--locked", "--filter-platform", host];
    let told = Command::new(env!("CARGO")).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    serde_json::from_slice(&told.stdout).unwrap()
}

#[test]
fn everything_in_the_program_is_under_a_permissive_licence() {
    for (expression, permissive) in [
        ("MIT", true),
        ("MIT/Apache-2.0", true),
        ("(MIT OR GPL-3.0) AND Unicode-3.0", true),
        ("Apache-2.0 OR GPL-2.0-only", true),
        ("MIT AND GPL-3.0", false),
        ("MPL-2.0", false),
        ("", false),
    ] {
        assert_eq!(is_permissive(expression), permissive, "{expression}");
    }
    let metadata = metadata();
    let list = |value: &Value| value.as_array().unwrap().clone();
    let id = |value: &Value| value["id"].as_str().unwrap().to_owned();
    let packages: HashMap<String, Value> = list(&metadata["packages"]).into_iter().map(|p| (id(&p), p)).collect();
    let nodes: HashMap<String, Value> = list(&metadata["resolve"]["nodes"]).into_iter().map(|n| (id(&n), n)).collect();
    // What only tests use is not in the program.
    let mut reached = BTreeSet::new();
    let mut next = vec![metadata["resolve"]["root"].as_str().unwrap().to_owned()];
    while let Some(package) = next.pop() {
        if reached.insert(package.clone()) {
            let used = list(&nodes[&package]["deps"]).into_iter();
            let used = used.filter(|d| list(&d["dep_kinds"]).iter().any(|kind| kind["kind"] != "dev"));
            next.extend(used.map(|d| d["pkg"].as_str().unwrap().to_owned()));
        }
    }
    assert!(reached.len() > 150, "{} packages", reached.len());
    let odd: Vec<String> = reached
        .iter()
        .map(|package| &packages[package])
        .filter(|package| !package["license"].as_str().is_some_and(is_permissive))
        .map(|package| format!("{} {}", package["name"], package["license"]))
        .collect();
    assert_eq!(odd, Vec::<String>::new());
}
