//! The `assay` program: arguments, then the command line or the window.

fn main() {}
