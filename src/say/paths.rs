//! The path picker.

/// A title, what it means, and what the button says.
pub type Asked = (&'static str, &'static str, &'static str);

/// A new project.
pub const NEW_PROJECT: Asked =
    ("New project", "One file that will hold everything; it is all there is to keep.", "Make the project");
/// A project that is there.
pub const OPEN_PROJECT: Asked = ("Open a project", "A project file (.assay).", "Open");
/// A folder of one's own.
pub const FOLDER: Asked = (
    "Open my folder",
    "A folder of documents. Everything below it is read; nothing in it is changed.",
    "Use this folder",
);
/// Where its project is kept.
pub const PROJECT_OF_FOLDER: Asked = (
    "Where to keep the project",
    "One file, best beside the folder. What is read is copied into it.",
    "Make the project",
);
/// A copy of the project.
pub const COPY: Asked = ("Save a copy", "Where the copy is to be. Work goes on in it.", "Save");
/// Files or a folder to import.
pub const IMPORT: Asked =
    ("Import", "Files, or a folder with everything below it. Nothing in it is changed.", "Import");
/// The brief.
pub const BRIEF: Asked =
    ("Export the brief", "The ending of the name decides the format: .docx, .html or .md.", "Export");
/// The report.
pub const REPORT: Asked =
    ("Export the report", "The ending of the name decides the format: .docx, .html or .md.", "Export");
/// The wanted list.
pub const WANTED: Asked =
    ("Export the wanted list", "The ending of the name decides the format: .docx, .html or .md.", "Export");
/// The timeline.
pub const TIMELINE: Asked =
    ("Export the timeline", "The ending of the name decides: .svg or .png for a picture, .csv for a table.", "Export");
/// Who says what.
pub const MATRIX: Asked =
    ("Export who says what", "The ending of the name decides: .svg or .png for a picture, .csv for a table.", "Export");
/// A list of words.
pub const WORDS: Asked =
    ("Export the list of words", "A table for spreadsheets (.csv) with every word of the list.", "Export");
/// The graph.
pub const GRAPH: Asked =
    ("Export the graph", "The ending of the name decides: .svg or .png for a picture, .csv for a table.", "Export");
/// The matrix of hypotheses.
pub const HYPOTHESES: Asked = (
    "Export hypotheses",
    "A table for spreadsheets (.csv): claims down, hypotheses across, with ratings, weights and what the order rests on.",
    "Export",
);
/// What a search found.
pub const HITS: Asked = (
    "Export search hits",
    "A table for spreadsheets (.csv) with every place that was found: document, path, page, words around it, tags.",
    "Export",
);
/// The collocates of a word.
pub const COLLOCATES: Asked =
    ("Export the collocates", "A table for spreadsheets (.csv) with every collocate of the word.", "Export");

/// The field with the whole path.
pub const PATH: &str = "Path";
/// What stands in it while it is empty.
pub const PATH_HINT: &str = "a path; ~ is your own folder";
/// The field with the name of a file to save.
pub const FILE_NAME: &str = "File name";
/// What stands in it while it is empty.
pub const FILE_NAME_HINT: &str = "a name";
/// Over the places one may begin at.
pub const PLACES: &str = "Places";
/// The folder of the open project.
pub const THIS_PROJECT: &str = "This project";
/// The analyst's own folder.
pub const HOME: &str = "Home";
/// The button that makes a folder.
pub const NEW_FOLDER: &str = "New folder…";
/// The field for its name.
pub const NEW_FOLDER_NAME: &str = "Name of the new folder";
/// The button that takes it.
pub const MAKE_FOLDER: &str = "Make it";
/// The button that opens the system's own dialog.
pub const SYSTEM_DIALOG: &str = "System dialog…";
/// The button that goes one folder up.
pub const UP: &str = "Folder above";
/// The button that leaves the picker.
pub const LEAVE: &str = "Leave";
/// Instead of a name nobody has given.
pub const UNNAMED: &str = "unnamed";
/// Over the field for the analyst's name.
pub const SIGNED: &str = "How your work is signed (written into the project; any name):";
/// The field.
pub const YOUR_NAME: &str = "Your name";
/// While a folder is being read.
pub const LOOKING: &str = "Looking…";
/// A folder without anything that fits.
pub const NOTHING_FITS: &str = "Nothing here that fits.";
/// A folder in which nothing answers to what is typed.
pub const NOTHING_ANSWERS: &str = "Nothing here begins like that.";
/// Nothing stands at the path.
pub const NOT_THERE: &str = "There is nothing at this path. Look at its spelling, or choose below.";
/// The folder of the path is not there.
pub const NO_FOLDER: &str = "The folder is not there. Choose one below, or make it with New folder.";
/// A file was given for a folder.
pub const NOT_A_FOLDER: &str = "This is a file. A folder is wanted.";
/// A project of this name is there.
pub const TAKEN: &str =
    "There is a file of this name, and a project is never written over another. Choose another name.";
/// A file would be replaced.
pub const REPLACES: &str = "There is a file of this name. Press once more to replace it.";
/// The button then.
pub const REPLACE: &str = "Replace it";
/// Before the reason why a folder was not made.
pub const NO_FOLDER_MADE: &str = "The folder was not made:";

/// The button when so many are marked.
pub fn import_marked(count: usize) -> String {
    if count == 1 { "Import 1 marked".to_owned() } else { format!("Import {count} marked") }
}

/// The button that imports the folder that is shown.
pub const IMPORT_THIS: &str = "Import this folder";

/// A key, and what it does.
pub type Hint = (&'static str, &'static str);

/// The keys while something is opened.
pub const OPEN_KEYS: &[Hint] = &[("↑ ↓", "choose"), ("Enter", "open"), ("Tab", "complete"), ("Backspace", "up")];
/// The keys while files are imported.
pub const IMPORT_KEYS: &[Hint] =
    &[("↑ ↓", "choose"), ("Enter", "open or take"), ("Ctrl+Space", "mark"), ("Backspace", "up")];
/// The keys while something is saved.
pub const SAVE_KEYS: &[Hint] = &[("↑ ↓", "choose a folder"), ("Enter", "go in or save"), ("Esc", "leave")];

/// How large a file is.
pub fn bytes(count: u64) -> String {
    match count {
        0..1_000 => format!("{count} B"),
        1_000..1_000_000 => format!("{:.0} KB", count as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", count as f64 / 1e6),
        _ => format!("{:.1} GB", count as f64 / 1e9),
    }
}

/// Accessible name of the mark of what is imported together.
pub fn mark(name: &str) -> String {
    format!("Mark {name}")
}

/// Why a folder of that name is not made.
pub const NAME_WITHOUT_SLASH: &str = "a name without a slash is needed";

/// Names that are suggested for files.
pub mod names {
    /// A project that has no name yet.
    pub const UNTITLED: &str = "Untitled";
    /// The sample's file.
    pub const SAMPLE: &str = "Sample.assay";

    /// The file of a project.
    pub fn project(name: &str) -> String {
        format!("{name}.assay")
    }

    /// A copy of a project; this and what follows are named after it.
    pub fn copy(project: &str) -> String {
        format!("{project} copy.assay")
    }

    /// A brief.
    pub fn brief(project: &str) -> String {
        format!("{project}.html")
    }

    /// A report of all annotations.
    pub fn report(project: &str) -> String {
        format!("{project} report.html")
    }

    /// A list of what is wanted.
    pub fn wanted(project: &str) -> String {
        format!("{project} wanted.html")
    }

    /// The timeline.
    pub fn timeline(project: &str) -> String {
        format!("{project} timeline.svg")
    }

    /// Who says what.
    pub fn matrix(project: &str) -> String {
        format!("{project} who says what.svg")
    }

    /// The places a search found.
    pub fn hits(project: &str) -> String {
        format!("{project} hits.csv")
    }

    /// The graph.
    pub fn graph(project: &str) -> String {
        format!("{project} graph.svg")
    }

    /// The matrix of hypotheses.
    pub fn hypotheses(project: &str) -> String {
        format!("{project} hypotheses.csv")
    }

    /// A list of words, or the collocates of one.
    pub fn words(project: &str, collocates: bool) -> String {
        format!("{project} {}.csv", if collocates { "collocates" } else { "words" })
    }
}
