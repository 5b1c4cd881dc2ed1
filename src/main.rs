//! The `assay` program: arguments, then the command line or the window.

use std::process::ExitCode;

fn main() -> ExitCode {
    assay::cli::run(std::env::args_os().skip(1).collect())
}
