//! A parser that goes wrong in the way the name of a file says.

use assay::import::{self, ParseError, Parsed};
use std::hint::black_box;
use std::io::Write as _;
use std::process::Command;
use std::time::{Duration, Instant};

/// Parses a file well, unless its name says otherwise.
pub fn parse(name: &str, bytes: &[u8], beat: &mut dyn FnMut()) -> Result<Parsed, ParseError> {
    match name.trim_end_matches(".html") {
        "hang" => rest(),
        "endless" => loop {
            beat();
            std::thread::sleep(Duration::from_millis(50));
        },
        "memory" => {
            let mut held = Vec::new();
            loop {
                held.push(black_box(vec![1_u8; 16 << 20]));
            }
        }
        "deep" => drop(black_box(deep(0))),
        "panic" => panic!("as its name says"),
        "abort" => std::process::abort(),
        "leave" => std::process::exit(0),
        // Signs of life, as quickly as the pipe takes them.
        "flood" => loop {
            say(&[b'.', 0, 0, 0, 0, 0, 0, 0, 0]);
        },
        "babble" => loop {
            say(b"HTTP/1.1 200 OK");
        },
        "partial" => {
            say(b"{\0\x10\0\0\0\0\0\0{\"text\":\"half");
            std::process::exit(0);
        }
        // It answers by itself, reads nothing more, and does not end when nothing more comes.
        "stays" => {
            answer(&import::parse(name, bytes, beat)?);
            rest();
        }
        "forks" => {
            let started = Command::new("/bin/sleep").arg("600").spawn();
            assert!(started.is_err(), "a worker started a program");
        }
        "works" => work(beat),
        _ => {}
    }
    import::parse(name, bytes, beat)
}

fn rest() -> ! {
    loop {
        std::thread::park();
    }
}

/// Calls itself until the stack is used up.
fn deep(n: u64) -> u64 {
    let here = black_box([n; 64]);
    if n == u64::MAX { 0 } else { deep(n + 1) ^ here[1] }
}

/// Computes on several threads at once and says that it is at it.
fn work(beat: &mut dyn FnMut()) {
    for _ in 0..4 {
        std::thread::spawn(|| {
            for n in 0_u64.. {
                black_box(n);
            }
        });
    }
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(600) {
        beat();
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Writes past what the worker writes.
fn say(bytes: &[u8]) {
    let mut out = std::io::stdout().lock();
    // Nobody who listens is the parent's way of ending this.
    if out.write_all(bytes).and_then(|()| out.flush()).is_err() {
        std::process::exit(1);
    }
}

fn answer(parsed: &Parsed) {
    let layers = br#"{"confined":{"limits":true,"files":true,"calls":true}}"#;
    for (kind, body) in [(b'{', serde_json::to_vec(parsed).unwrap()), (b'=', layers.to_vec())] {
        say(&[kind]);
        say(&(body.len() as u64).to_le_bytes());
        say(&body);
    }
}
