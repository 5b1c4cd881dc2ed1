//! Files are written whole or not at all.

use assay::domain::{Fault, Words};
use assay::export::{WriteError, file_name, write_file};
use std::path::Path;

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        folder.read_dir().unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn code(result: Result<(), WriteError>) -> &'static str {
    let error = result.unwrap_err();
    let fault = Fault::from(error);
    assert!(!fault.what.is_empty() && !fault.todo.is_empty());
    fault.code
}

#[test]
fn a_new_file_is_its_owners_and_an_old_one_is_replaced_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("brief.html");
    write_file(&path, b"one").unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"one");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o666)).unwrap();
        write_file(&path, b"two").unwrap();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    write_file(&path, b"three, and longer").unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"three, and longer");
    assert_eq!(names(folder.path()), ["brief.html"]);
}

#[test]
fn a_target_that_is_no_plain_file_is_refused_and_stays() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner");
    std::fs::create_dir(&inner).unwrap();
    assert_eq!(code(write_file(&inner, b"x")), "AS-EXP-12");
    assert_eq!(code(write_file(Path::new("/"), b"x")), "AS-EXP-11");
    #[cfg(unix)]
    {
        let kept = folder.path().join("kept.txt");
        std::fs::write(&kept, "kept").unwrap();
        let link = folder.path().join("link.txt");
        std::os::unix::fs::symlink(&kept, &link).unwrap();
        assert_eq!(code(write_file(&link, b"x")), "AS-EXP-12");
        let dangling = folder.path().join("dangling.txt");
        std::os::unix::fs::symlink(folder.path().join("nowhere"), &dangling).unwrap();
        assert_eq!(code(write_file(&dangling, b"x")), "AS-EXP-12");
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert_eq!(code(write_file(&pipe, b"x")), "AS-EXP-12");
        assert_eq!(code(write_file(Path::new("/dev/null"), b"x")), "AS-EXP-12");
        assert_eq!(std::fs::read(&kept).unwrap(), b"kept");
        assert_eq!(names(folder.path()), ["dangling.txt", "inner", "kept.txt", "link.txt", "pipe"]);
    }
}

#[test]
fn a_folder_that_cannot_take_the_file_is_named_plainly() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(code(write_file(&folder.path().join("none/brief.md"), b"x")), "AS-EXP-14");
    let file = folder.path().join("file");
    std::fs::write(&file, "kept").unwrap();
    assert_eq!(code(write_file(&file.join("brief.md"), b"x")), "AS-EXP-14");
    let mut permissions = file.metadata().unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&file, permissions).unwrap();
    assert_eq!(code(write_file(&file, b"x")), "AS-EXP-13");
    assert_eq!(std::fs::read(&file).unwrap(), b"kept");
    assert_eq!(names(folder.path()), ["file"]);
    // A file system that takes no new files.
    #[cfg(target_os = "linux")]
    assert!(matches!(code(write_file(Path::new("/proc/brief.md"), b"x")), "AS-EXP-14" | "AS-EXP-16"));
}

/// A write that fails half-way, as on a full disk: this test runs itself again where no file may grow beyond 4 KiB.
#[cfg(unix)]
#[test]
fn a_write_that_fails_half_way_leaves_the_old_file_and_nothing_else() {
    const TARGET: &str = "ASSAY_TEST_WRITE_TO";
    if let Some(target) = std::env::var_os(TARGET) {
        let error = write_file(Path::new(&target), &[b'x'; 1 << 20]).unwrap_err();
        assert!(matches!(error, WriteError::Full(_)), "{error:?}");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("brief.html");
    std::fs::write(&path, "old").unwrap();
    let test = "export::files::a_write_that_fails_half_way_leaves_the_old_file_and_nothing_else";
    let run = std::process::Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" --exact \"$1\" --nocapture"])
        .arg(std::env::current_exe().unwrap())
        .arg(test)
        .env(TARGET, &path)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success() && said.contains("1 passed"), "{said}\n{}", String::from_utf8_lossy(&run.stderr));
    assert_eq!(std::fs::read(&path).unwrap(), b"old");
    assert_eq!(names(folder.path()), ["brief.html"]);
}

#[test]
fn file_names_are_made_safe() {
    for (words, name) in [
        ("Minsk and Tehran", "Minsk and Tehran"),
        ("تحریم‌ها", "تحریمها"),
        ("Пресс-служба", "Пресс-служба"),
        ("../../etc/passwd", "etc passwd"),
        ("C:\\temp\\x", "C temp x"),
        (".hidden", "hidden"),
        ("-rf", "rf"),
        ("end. . ", "end"),
        ("CON", "_CON"),
        ("aux.txt", "_aux.txt"),
        ("lpt1", "_lpt1"),
        ("com¹", "_com¹"),
        ("console", "console"),
        ("invoice_\u{202E}fdp.exe", "invoice_ fdp.exe"),
        ("a\0b\nc\u{1b}d", "a b c d"),
        ("<a|b>:\"c\"?*", "a b c"),
        ("", "export"),
        ("...", "export"),
    ] {
        assert_eq!(file_name(&Words::new(words)), name, "{words:?}");
    }
    let long = file_name(&Words::new("й".repeat(300)));
    assert!(long.len() <= 100 && long.chars().all(|c| c == 'й'));
}
