//! The window without a project: the first minute, and the page of recent projects.

/// What the first page asks.
pub const SIGN: &str = "How should your work be signed?";
/// What is done with the answer.
pub const SIGN_WHY: &str = "The name stands beside every step of work in the history of your projects. Any name will do; it is \
     never taken from the system, and can be changed in Settings.";
/// The field.
pub const YOUR_NAME: &str = "Your name";
/// What stands in it while it is empty.
pub const YOUR_NAME_HINT: &str = "a name, initials, a number";
/// The button.
pub const GO_ON: &str = "Go on";
/// The button beside it.
pub const UNSIGNED: &str = "Leave it unsigned";
/// Heading of the second page.
pub const WHERE: &str = "Where to begin?";
/// The sample.
pub const SAMPLE: &str = "Look at the sample";
/// What it is.
pub const SAMPLE_WHAT: &str = "Two documents on ties of Minsk and Tehran with claims, links, a judgement and a short brief. Your own \
     copy: try anything.";
/// One's own folder.
pub const FOLDER: &str = "Open my folder";
/// What happens.
pub const FOLDER_WHAT: &str =
    "Makes a project of a folder of documents. Your files stay as they are; the project is one file beside them.";
/// Over the recent projects.
pub const RECENT: &str = "Recent projects";
/// Where they can be forgotten.
pub const RECENT_OFF: &str = "Projects you open are not remembered. Settings can change that.";
/// While there are none.
pub const RECENT_NONE: &str = "Projects you open will stand here.";
/// The new project.
pub const NEW_WHAT: &str = "An empty project; documents are imported into it later.";
/// The project that is there.
pub const OPEN_WHAT: &str = "A project file (.assay) you have.";
