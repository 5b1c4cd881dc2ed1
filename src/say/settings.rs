//! The sheet of settings.

/// Its heading.
pub const TITLE: &str = "Settings";
/// What they are for.
pub const ALL_PROJECTS: &str = "For all projects on this computer. What you change is seen at once.";
/// Group: documents' words.
pub const WORDS: &str = "Documents’ words";
/// The typeface.
pub const TYPEFACE: &str = "Typeface";
/// With serifs.
pub const SERIF: &str = "Serif";
/// Without.
pub const SANS: &str = "Sans";
/// The size.
pub const SIZE: &str = "Size";
/// Baselines apart.
pub const LEADING: &str = "Leading";
/// The paper.
pub const PAPER: &str = "Paper";
/// Tints.
pub const TINTS: [&str; 3] = ["Warm", "Plain", "Green"];
/// Group: the window.
pub const WINDOW: &str = "Window";
/// The light of the room.
pub const ROOM: &str = "Theme";
/// The rooms.
pub const ROOMS: [&str; 3] = ["As the system", "Light", "Dark"];
/// Motion.
pub const STILL: &str = "Nothing moves by itself (no fading, no gliding)";
/// Group: what is kept.
pub const KEEPING: &str = "What is kept";
/// Recent projects.
pub const RECENTS: &str = "Remember which projects I opened";
/// The button beside it.
pub const FORGET: &str = "Forget them now";
/// Originals.
pub const ORIGINALS: &str = "Keep the original files in the project when importing (up to 50 MB each)";
/// Without them.
pub const ORIGINALS_OFF: &str = "Only the text is kept, and the path and hash of the file.";
/// Group: the analyst.
pub const YOU: &str = "You";
/// The name.
pub const SIGNED: &str = "Signed as";
/// From when.
pub const SIGNED_WHEN: &str = "From the next project you open. What is written is never changed.";
/// A sentence to judge the look by; nothing of it is from a document.
pub const SPECIMEN: &str = "A claim is one proposition somebody puts forward. — Утверждение принадлежит тому, кто его делает. — \
     هر ادعا گوینده‌ای دارد.";

/// Behind a size in points.
pub const POINTS: &str = " pt";
