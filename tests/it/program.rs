//! The program itself, run as a person runs it: the real binary, in a folder of its own, with no window.

use assay::domain::Id;
use assay::domain::tag::{Color, Tag, TagName};
use serde_json::Value;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};

pub const SEED_A: &str = "000_84839096dc77e6c1.txt";
pub const SEED_B: &str = "002_288d556eec8bee92.txt";

/// Files are parsed by the program, not by these tests, also where a test imports by itself. The first to parse decides, so
/// whatever may import says it.
pub fn parse_by_the_program() {
    assay::jobs::worker::use_program(env!("CARGO_BIN_EXE_assay").into());
}

/// The folder of the two sample documents.
pub fn seeds() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")
}

/// A tag of this name.
pub fn tag(name: &str) -> Tag {
    Tag {
        id: Id::new(),
        parent: None,
        name: TagName::try_from(name.to_owned()).unwrap(),
        color: Color([9, 9, 9]),
        definition: None,
        digit: None,
        ordinal: 0,
    }
}

/// A seed's bytes.
pub fn seed(name: &str) -> Vec<u8> {
    std::fs::read(seeds().join(name)).unwrap()
}

/// A folder that goes when the story ends.
pub struct Place {
    folder: tempfile::TempDir,
}

/// What the program left behind.
#[derive(Debug)]
pub struct Ran {
    pub status: ExitStatus,
    pub out: Vec<u8>,
    pub err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self { status: output.status, out: output.stdout, err: String::from_utf8(output.stderr).unwrap() }
    }
}

impl Ran {
    pub fn code(&self) -> i32 {
        self.status.code().unwrap_or_else(|| panic!("it did not end by itself: {self:?}"))
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.out).unwrap()
    }

    /// The object on standard output.
    pub fn json(&self) -> Value {
        serde_json::from_str(self.text()).unwrap_or_else(|e| panic!("{e}: {self:?}"))
    }

    /// Succeeded, or the story ends here.
    #[track_caller]
    pub fn well(self) -> Self {
        assert_eq!(self.code(), 0, "{self:?}");
        self
    }

    /// Ended with this code, and said so in words with this fault's code.
    #[track_caller]
    pub fn fault(&self, exit: i32, code: &str) -> &str {
        assert_eq!(self.code(), exit, "{self:?}");
        let line = self.err.lines().find(|l| l.starts_with(code)).unwrap_or_else(|| panic!("no {code} in {self:?}"));
        let sentence = line.strip_prefix(code).and_then(|l| l.strip_prefix(": ")).unwrap();
        let first = sentence.chars().next().unwrap();
        assert!(first.is_uppercase() || !first.is_alphabetic(), "not a sentence: {line}");
        assert!(sentence.matches(['.', '?']).count() >= 3, "what happened, what is safe, what to do: {line}");
        sentence
    }
}

impl Place {
    /// An empty folder.
    pub fn new() -> Self {
        parse_by_the_program();
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A folder with `p.assay`, which holds the two seeds.
    pub fn with_seeds() -> Self {
        let place = Self::new();
        place.run(["new", "p.assay", "--corpus", seeds().to_str().unwrap(), "--author", "Ana"]).well();
        place
    }

    /// The ids and texts of the sample documents A and B of [`Place::with_seeds`].
    pub fn seeds(&self) -> [(String, String); 2] {
        let mut all: Vec<(String, String)> = self
            .list("documents")
            .iter()
            .map(|document| {
                let id = text_of(document, "id").to_owned();
                let text = self.run(["text", "p.assay", &id]).well().text().to_owned();
                (id, text)
            })
            .collect();
        all.sort_by_key(|(_, text)| !text.contains('…'));
        all.try_into().unwrap()
    }

    /// What `analyse` finds in a document, in order.
    pub fn analysed(&self, what: &str, document: &str) -> Vec<Value> {
        let ran = self.run(["analyse", "p.assay", what, "--document", document, "--json"]).well();
        ran.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// A folder with `p.assay`, which holds these texts by their file names; they lie in `corpus`.
    pub fn with_texts(texts: &[(&str, &str)]) -> Self {
        let place = Self::new();
        for (name, text) in texts {
            place.put(&format!("corpus/{name}"), text);
        }
        place.run(["new", "p.assay", "--corpus", "corpus", "--author", "Ana"]).well();
        place
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn project(&self) -> PathBuf {
        self.path("p.assay")
    }

    /// Puts a file into the folder.
    pub fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// The program with these arguments, not started yet. It sees nothing of the person who runs the tests.
    pub fn command<const N: usize>(&self, arguments: [&str; N]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_assay"));
        command.args(arguments).current_dir(self.folder.path()).env_clear().env("HOME", self.folder.path());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub fn run<const N: usize>(&self, arguments: [&str; N]) -> Ran {
        self.command(arguments).output().unwrap().into()
    }

    /// `apply` on `p.assay` with these lines on standard input.
    pub fn apply(&self, lines: &str) -> Ran {
        feed(self.command(["apply", "p.assay", "-"]), lines).into()
    }

    /// `list` on `p.assay`.
    pub fn list(&self, kind: &str) -> Vec<Value> {
        let listed = self.run(["list", "p.assay", kind, "--json"]).well();
        listed.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Everything that can be listed, and the texts: what must be the same when nothing was changed.
    pub fn contents(&self) -> Vec<(String, Vec<Value>)> {
        let kinds = "documents sources names tags passages claims links judgements wanted briefs searches sets filters \
                     ownerships different_names declined hypotheses ach_items ach_cells assumptions indicators looked edits";
        kinds.split(' ').map(|kind| (kind.to_owned(), self.list(kind))).collect()
    }

    /// `check` finds nothing wrong.
    #[track_caller]
    pub fn check(&self) {
        let checked = self.run(["check", "p.assay", "--json"]);
        assert_eq!(checked.code(), 0, "{checked:?}");
        assert_eq!(checked.json()["findings"], serde_json::json!([]));
    }

    /// The names of everything in the folder.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<_> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// Runs a command with this on its standard input. A command that ends before it has read everything is no fault of it.
pub fn feed(mut command: Command, lines: &str) -> Output {
    let mut child: Child = command.stdin(Stdio::piped()).spawn().unwrap();
    drop(child.stdin.take().unwrap().write_all(lines.as_bytes()));
    child.wait_with_output().unwrap()
}

/// The field of an object, as text.
#[track_caller]
pub fn text_of<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_else(|| panic!("no text “{field}” in {value}"))
}

/// The one object whose field has this value.
#[track_caller]
pub fn one<'a>(list: &'a [Value], field: &str, wanted: &str) -> &'a Value {
    let mut found = list.iter().filter(|v| v[field] == wanted);
    let first = found.next().unwrap_or_else(|| panic!("no {field} “{wanted}” in {list:?}"));
    assert!(found.next().is_none(), "{field} “{wanted}” twice in {list:?}");
    first
}
