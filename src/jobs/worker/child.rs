//! The worker process itself: it confines itself before it reads a byte, then parses one file after the other until its
//! parent closes the pipe.

use super::sandbox;
use super::wire::{Asked, Done, Frame, asked, send};
use crate::import;
use std::io::{self, BufWriter, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// A parser may nest this deep into the stack, in bytes.
const STACK: usize = 16 * 1024 * 1024;
/// What is said of a parser that panicked.
pub(super) const PANICKED: &str = "its parser failed";
/// How often it says that it is still at it, at the most.
const BEAT: Duration = Duration::from_millis(200);

/// What parses a file: from its name, its bytes, and what is to be called now and then while it is at it.
pub type Parser = fn(&str, &[u8], &mut dyn FnMut()) -> Result<import::Parsed, import::ParseError>;

/// Runs a worker until its parent is done with it.
pub fn run() -> ExitCode {
    serve(import::parse)
}

/// Runs a worker that parses in this way.
pub fn serve(parser: Parser) -> ExitCode {
    // Threads made from here on are confined as this one is.
    let confined = sandbox::confine();
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(move || work(confined, parser));
    let worked = thread.map_err(io::Error::other).and_then(|thread| match thread.join() {
        Ok(ended) => ended,
        Err(_panicked) => Err(io::Error::other("the worker panicked")),
    });
    if worked.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn work(mut confined: sandbox::Layers, parser: Parser) -> io::Result<()> {
    let mut from = io::stdin().lock();
    let mut to = BufWriter::new(io::stdout().lock());
    while let Some(Asked { name, time, bytes }) = asked(&mut from)? {
        confined.limits &= sandbox::allow_time(time);
        let parsed = parse(parser, &name, &bytes, &mut to);
        drop(bytes);
        match parsed {
            Ok(Ok(mut parsed)) => {
                let parts = std::mem::take(&mut parsed.parts);
                parsed.parts = parts.iter().map(|p| import::Part { name: p.name.clone(), bytes: Vec::new() }).collect();
                send(&mut to, &Frame::Parsed(Box::new(parsed)))?;
                for part in parts {
                    send(&mut to, &Frame::Part(part.bytes))?;
                }
            }
            Ok(Err(why)) => send(&mut to, &Frame::Failed(why.to_string()))?,
            // What a panic leaves behind is not used again: the parent sees the pipe close and starts another worker.
            Err(_panicked) => {
                return send(&mut to, &Frame::Failed(PANICKED.to_owned()))
                    .and_then(|()| Err(io::Error::other("a parser panicked")));
            }
        }
        send(&mut to, &Frame::Done(Done { confined }))?;
    }
    Ok(())
}

/// Parses a file and says now and then that it is at it.
fn parse(
    parser: Parser,
    name: &str,
    bytes: &[u8],
    to: &mut impl Write,
) -> std::thread::Result<Result<import::Parsed, import::ParseError>> {
    let mut last = Instant::now();
    let mut beat = || {
        if last.elapsed() >= BEAT {
            last = Instant::now();
            // When nobody listens any more, the next answer tells.
            drop(send(to, &Frame::Beat));
        }
    };
    catch_unwind(AssertUnwindSafe(|| parser(name, bytes, &mut beat)))
}
