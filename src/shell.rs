//! The window.
use std::path::PathBuf;
use std::process::ExitCode;
/// Opens the window.
pub fn run(_project: Option<PathBuf>) -> ExitCode {
    ExitCode::from(2)
}
