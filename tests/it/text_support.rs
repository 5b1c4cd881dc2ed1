//! A document in memory and a window with nothing in it but a reader, for the tests of the text engine.

use assay::domain::{Id, Paragraphs, Span, Words};
use assay::text::Fonts;
use assay::ui::text::{Mark, MarkKind, Reader, ReaderEvent, ReaderSource, ReaderState, TextEngine, Tick};
use assay::ui::theme;
use egui::{Event, Modifiers, PointerButton, Pos2, RawInput, Rect, Vec2, pos2, vec2};
use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

/// The characters the tests write in Chinese.
pub const CHINESE: &[u8] = include_bytes!("../fonts/NotoSerifSC-subset.otf");

/// The engine all tests use: the same glyphs on every machine.
pub fn engine() -> TextEngine {
    TextEngine::new(Fonts::bundled(&[CHINESE]))
}

/// A text with its marks. `loaded` says which bytes are there.
pub struct Document {
    pub text: String,
    pub paragraphs: Paragraphs,
    pub marks: Vec<Mark>,
    pub ticks: Vec<Tick>,
    pub loaded: Range<u32>,
    /// Marks handed out since this was last set to 0.
    pub handed_out: Cell<usize>,
}

impl Document {
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let len = u32::try_from(text.len()).unwrap();
        Self {
            paragraphs: Paragraphs::of(&text),
            text,
            marks: Vec::new(),
            ticks: Vec::new(),
            loaded: 0..len,
            handed_out: Cell::new(0),
        }
    }

    /// Where some words stand, which must stand there once at least.
    pub fn find(&self, words: &str) -> Span {
        let start = self.text.find(words).unwrap_or_else(|| panic!("{words:?} is not in the text"));
        Span::new(u32::try_from(start).unwrap(), u32::try_from(start + words.len()).unwrap()).unwrap()
    }

    pub fn passage(&mut self, words: &str, name: &str, colors: &[[u8; 3]]) -> Id {
        let span = self.find(words);
        self.mark(span, name, MarkKind::Passage { colors: colors.to_vec() })
    }

    pub fn claim(&mut self, words: &str, name: &str, initial: &str) -> Id {
        let span = self.find(words);
        self.mark(span, name, MarkKind::Claim { initial: initial.to_owned() })
    }

    pub fn mark(&mut self, span: Span, name: &str, kind: MarkKind) -> Id {
        let id = Id::new();
        let color = match &kind {
            MarkKind::Passage { colors } => colors.first().copied(),
            MarkKind::Claim { .. } | MarkKind::Name => None,
        };
        self.ticks.push(Tick { byte: span.start(), color });
        self.marks.push(Mark { id, span, kind, pending: false, dimmed: false, name: name.to_owned() });
        id
    }
}

impl ReaderSource for Document {
    fn paragraphs(&self) -> &Paragraphs {
        &self.paragraphs
    }

    fn text(&self, bytes: Range<u32>) -> Option<Cow<'_, str>> {
        let there = self.loaded.start <= bytes.start && bytes.end <= self.loaded.end;
        let index = bytes.start as usize..bytes.end as usize;
        there.then(|| Cow::Borrowed(self.text.get(index).expect("asked for the middle of a character")))
    }

    fn boundary(&self, byte: u32) -> Option<u32> {
        let there = self.loaded.start <= byte && byte <= self.loaded.end;
        there.then(|| u32::try_from(self.text.floor_char_boundary(byte as usize)).unwrap())
    }

    fn marks(&self, bytes: Range<u32>, out: &mut Vec<Mark>) {
        let before = out.len();
        out.extend(self.marks.iter().filter(|m| m.span.start() < bytes.end && bytes.start < m.span.end()).cloned());
        self.handed_out.set(self.handed_out.get() + out.len() - before);
    }

    fn ticks(&self) -> &[Tick] {
        &self.ticks
    }
}

/// A window of 816 by 700 points that shows one document.
pub struct Window {
    pub ctx: egui::Context,
    pub engine: TextEngine,
    pub state: ReaderState,
    pub cursor: Option<Span>,
    pub size: Vec2,
    pub shapes: Vec<egui::epaint::ClippedShape>,
    pub copied: Option<String>,
    time: f64,
}

impl Window {
    pub fn new() -> Self {
        let ctx = egui::Context::default();
        theme::install(&ctx);
        Self {
            ctx,
            engine: engine(),
            state: ReaderState::new(),
            cursor: None,
            size: vec2(816.0, 700.0),
            shapes: Vec::new(),
            copied: None,
            time: 0.0,
        }
    }

    /// One frame, in which these things happen.
    pub fn frame(&mut self, document: &Document, events: Vec<Event>) -> Vec<ReaderEvent> {
        // Far enough apart that two clicks are never a double click unless a test says so.
        self.time += 1.0;
        self.frame_at(document, events, self.time)
    }

    pub fn frame_at(&mut self, document: &Document, mut events: Vec<Event>, time: f64) -> Vec<ReaderEvent> {
        self.time = time;
        let modifiers = events.iter().rev().find_map(|event| match event {
            Event::Key { modifiers, .. } | Event::PointerButton { modifiers, .. } => Some(*modifiers),
            _ => None,
        });
        events.insert(0, Event::ModifiersChanged(modifiers.unwrap_or_default()));
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, self.size)),
            time: Some(time),
            events,
            ..RawInput::default()
        };
        let mut said = Vec::new();
        let name = Words::new("A document");
        let output = self.ctx.clone().run_ui(input, |ui| {
            let reader = Reader { engine: &self.engine, source: document, name: &name, cursor: self.cursor };
            said.extend(reader.show(ui, &mut self.state).events);
        });
        for command in &output.platform_output.commands {
            if let egui::OutputCommand::CopyText(text) = command {
                self.copied = Some(text.clone());
            }
        }
        self.shapes = output.shapes.clone();
        output.drop_without_applying_deltas();
        said
    }

    /// Draws the pointer from one place to another with the button down; gives back what is then selected.
    pub fn drag(&mut self, document: &Document, from: Pos2, to: Pos2) -> Option<Span> {
        self.frame(document, vec![Event::PointerMoved(from), button(from, true, Modifiers::NONE)]);
        self.frame(document, vec![Event::PointerMoved(to), button(to, false, Modifiers::NONE)]);
        self.state.selection()
    }

    pub fn click(&mut self, document: &Document, at: Pos2) -> Vec<ReaderEvent> {
        let mut said = self.frame(document, vec![Event::PointerMoved(at), button(at, true, Modifiers::NONE)]);
        said.extend(self.frame_at(document, vec![button(at, false, Modifiers::NONE)], self.time + 0.05));
        said
    }

    pub fn key(&mut self, document: &Document, key: egui::Key, modifiers: Modifiers) -> Vec<ReaderEvent> {
        let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        let mut said = self.frame(document, vec![event(true), event(false)]);
        // What a key asks for may be seen only in the frame after.
        said.extend(self.frame(document, vec![]));
        said
    }

    /// The middle of the first stretch of some words.
    pub fn middle(&self, span: Span) -> Pos2 {
        self.state.rects(span).first().expect("the words are in sight").center()
    }

    /// Turns the wheel by so many points, downwards in the text, and lets the movement come to rest.
    pub fn wheel(&mut self, document: &Document, points: f32) {
        let middle = pos2(self.size.x / 2.0, self.size.y / 2.0);
        let wheel = Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, -points),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        };
        self.frame(document, vec![Event::PointerMoved(middle), wheel]);
        for _ in 0..6 {
            self.frame(document, vec![]);
        }
    }
}

pub fn button(pos: Pos2, pressed: bool, modifiers: Modifiers) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers }
}

/// A small generator of numbers, the same in every run.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap() % n
    }

    pub fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

const LATIN: &[&str] = &["Minsk", "the", "partnership", "é", "naïve", "of", "a", "Tehran", "office", "I"];
const CYRILLIC: &[&str] = &["Минск", "встреча", "и", "с", "ёлка", "Иран", "й\u{306}"];
const HEBREW: &[&str] = &["שלום", "טהרן", "את", "בּ", "מִינְסְק"];
const ARABIC: &[&str] = &["سلام", "تهران", "می‌شود", "لا", "در", "مَرْحَبًا", "ایران", "نیست"];
const FIGURES: &[&str] = &["2023", "17", "۲۵", "٣٫٥", "1,000", "-5", "50%", "3.14"];
const SIGNS: &[&str] = &["(", ")", "«", "»", ",", "،", ".", "؟", ":", "–", "\"", "[", "]", "…", "!", "/"];

/// A line of words of several scripts, figures and signs, as untidy as people's.
pub fn mixed_line(dice: &mut Dice, words: usize) -> String {
    let mut line = String::new();
    let mut script = dice.below(4);
    for _ in 0..words {
        if dice.below(3) == 0 {
            script = dice.below(4);
        }
        match dice.below(6) {
            0 => line.push_str(dice.of(FIGURES)),
            1 => line.push_str(dice.of(SIGNS)),
            _ => line.push_str(dice.of([LATIN, CYRILLIC, HEBREW, ARABIC][script])),
        }
        if dice.below(5) != 0 {
            line.push(' ');
        }
    }
    line.trim().to_owned()
}
