//! UI work of the reader: layout, painting and tessellation of a frame, with no window, on documents of 1, 20 and 100 MB
//! that carry 10,000 passages. Prints figures; the budgets stand in the design.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench prints what it measures and stops where it cannot"
)]

#[expect(dead_code, reason = "small files are for the other bench")]
#[path = "corpus/mod.rs"]
mod corpus;
#[path = "machine/mod.rs"]
mod machine;

use assay::domain::{Id, Paragraphs, Span, Words};
use assay::text::Fonts;
use assay::ui::text::{Mark, MarkKind, Reader, ReaderSource, ReaderState, TextEngine, Tick};
use assay::ui::theme;
use egui::{Event, Pos2, RawInput, Rect, pos2, vec2};
use machine::percentile;
use std::borrow::Cow;
use std::ops::Range;

struct Document {
    text: String,
    paragraphs: Paragraphs,
    marks: Vec<Mark>,
    ticks: Vec<Tick>,
}

impl Document {
    fn of(bytes: usize) -> Self {
        let text = corpus::text(bytes);
        let paragraphs = Paragraphs::of(&text);
        let step = paragraphs.len() as f64 / 10_000.0;
        let mut marks: Vec<Mark> = (0..10_000_u32)
            .map(|i| {
                let range = paragraphs.range((f64::from(i) * step) as usize);
                let start = range.start;
                let end = text.floor_char_boundary((start + 40 + i % 200).min(range.end - 1) as usize);
                let colors = vec![[0xB4, 0x57, 0x3C], [0x3F, 0x7D, 0x6E]][..1 + (i % 2) as usize].to_vec();
                let span = Span::new(start, (end as u32).max(start + 4)).unwrap();
                Mark {
                    id: Id::new(),
                    span,
                    kind: MarkKind::Passage { colors },
                    pending: false,
                    dimmed: false,
                    name: "passage: denial".to_owned(),
                }
            })
            .collect();
        marks.sort_by_key(|mark| mark.span.start());
        let ticks = marks.iter().map(|m| Tick { byte: m.span.start(), color: Some([0xB4, 0x57, 0x3C]) }).collect();
        Self { text, paragraphs, marks, ticks }
    }
}

impl ReaderSource for Document {
    fn paragraphs(&self) -> &Paragraphs {
        &self.paragraphs
    }

    fn text(&self, bytes: Range<u32>) -> Option<Cow<'_, str>> {
        self.text.get(bytes.start as usize..bytes.end as usize).map(Cow::Borrowed)
    }

    fn boundary(&self, byte: u32) -> Option<u32> {
        u32::try_from(self.text.floor_char_boundary(byte as usize)).ok()
    }

    fn marks(&self, bytes: Range<u32>, out: &mut Vec<Mark>) {
        // None is longer than 400 bytes.
        let first = self.marks.partition_point(|m| m.span.start() + 400 < bytes.start);
        out.extend(
            self.marks[first..]
                .iter()
                .take_while(|m| m.span.start() < bytes.end)
                .filter(|m| bytes.start < m.span.end())
                .cloned(),
        );
    }

    fn ticks(&self) -> &[Tick] {
        &self.ticks
    }
}

struct Window {
    ctx: egui::Context,
    engine: TextEngine,
    state: ReaderState,
    time: f64,
}

impl Window {
    /// One frame; milliseconds of processor time for layout, painting and tessellation.
    fn frame(&mut self, document: &Document, events: Vec<Event>) -> f64 {
        self.time += 1.0 / 60.0;
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, vec2(816.0, 700.0)));
        let input = RawInput { screen_rect, time: Some(self.time), events, ..RawInput::default() };
        let name = Words::new("bench");
        let from = machine::cpu();
        let mut output = self.ctx.clone().run_ui(input, |ui| {
            let reader = Reader { engine: &self.engine, source: document, name: &name, cursor: None };
            reader.show(ui, &mut self.state);
        });
        let primitives = self.ctx.tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point);
        let spent = (machine::cpu() - from).as_secs_f64() * 1_000.0;
        std::hint::black_box(primitives);
        output.drop_without_applying_deltas();
        spent
    }
}

fn main() {
    println!("The reader alone, processor time of a frame, on {}", machine::name());
    println!(
        "{:>8} {:>10} {:>22} {:>22} {:>23} {:>6} {:>12}",
        "text", "open ms", "wheel p50/p99 ms", "jump p50/p99 ms", "wheel, with AccessKit", "pages", "resident MB"
    );
    for megabytes in [1, 20, 100] {
        let document = Document::of(megabytes << 20);
        let ctx = egui::Context::default();
        theme::install(&ctx);
        let mut window =
            Window { ctx, engine: TextEngine::new(Fonts::with_system()), state: ReaderState::new(), time: 0.0 };
        let open = window.frame(&document, vec![]);
        // The wheel, without pause, from the middle on.
        window.state.reveal((document.text.len() / 3) as u32);
        let middle = Event::PointerMoved(pos2(400.0, 350.0));
        window.frame(&document, vec![middle]);
        let wheel = || Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, -120.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: egui::Modifiers::NONE,
        };
        let wheels: Vec<f64> = (0..2_000).map(|_| window.frame(&document, vec![wheel()])).collect();
        let mut jumps = Vec::new();
        for i in 0..200_u64 {
            let byte = i.wrapping_mul(0x9E37_79B9_7F4A_7C15) % document.text.len() as u64;
            window.state.reveal(document.text.floor_char_boundary(byte as usize) as u32);
            jumps.push(window.frame(&document, vec![]));
        }
        window.ctx.enable_accesskit();
        window.frame(&document, vec![]);
        let heard: Vec<f64> = (0..500).map(|_| window.frame(&document, vec![wheel()])).collect();
        println!(
            "{:>5} MB {:>10.2} {:>11.2} {:>10.2} {:>11.2} {:>10.2} {:>12.2} {:>10.2} {:>6} {:>12}",
            megabytes,
            open,
            percentile(&wheels, 0.5),
            percentile(&wheels, 0.99),
            percentile(&jumps, 0.5),
            percentile(&jumps, 0.99),
            percentile(&heard, 0.5),
            percentile(&heard, 0.99),
            window.engine.pages(),
            machine::resident(),
        );
    }
}
