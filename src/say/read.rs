//! Read: the document, and what is shown where there is none.

/// Heading over a document whose text could not be got.
pub const NO_TEXT: &str = "This document has no text";
/// What can be done about it.
pub const NO_TEXT_TODO: &str =
    "Its original is untouched. Open it in the program it belongs to; text you save from there can be imported.";
/// Lets a file that ended its parser be tried again.
pub const TRY_LONGER: &str = "Try for up to ten minutes";
/// What that does.
pub const TRY_LONGER_WHY: &str =
    "It is read again as safely as before, with ten times as long. You can go on working, or stop it at the top.";
/// Why that cannot be asked for now.
pub const TRY_LATER: &str = "Files are being read; after that it can be asked for.";
/// Heading over a document that holds only white space.
pub const NO_WORDS: &str = "There is nothing to read here";
/// Why.
pub const NO_WORDS_WHY: &str = "The document holds only white space.";
/// Heading while the first documents come in.
pub const IMPORTING: &str = "Importing";
/// Where they will appear.
pub const IMPORTING_WHERE: &str = "Documents appear in the list at the left as they come in.";
/// Heading of a project without documents.
pub const NO_DOCUMENT: &str = "No document yet";
/// What to do.
pub const NO_DOCUMENT_HINT: &str =
    "Import files or a folder of text: drop them on this window, or choose Import. Originals are kept as they are.";
/// The button beside it.
pub const IMPORT: &str = "Import…";
/// Heading while a project is read.
pub const OPENING: &str = "Opening…";
/// What happens.
pub const OPENING_WHAT: &str = "The project is being read.";
/// The program's name.
pub const ASSAY: &str = "Assay";
/// What it is for.
pub const PURPOSE: &str = "Weigh what documents say, and write only what can be proved.";
