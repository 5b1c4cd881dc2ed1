//! The analyst's hand on the window: keys as a keyboard sends them, drags over words, and a count of strokes.

use super::Window;
use egui::accesskit::{self, Role};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, pos2};
use egui_kittest::Node;
use egui_kittest::kittest::{By, NodeT as _, Queryable};

/// What a key types, when it types something.
fn typed(key: Key, modifiers: Modifiers) -> Option<String> {
    let name = match key {
        Key::Period => ".",
        key if key.name().chars().count() == 1 => key.name(),
        _ => return None,
    };
    match modifiers {
        Modifiers::NONE => Some(name.to_lowercase()),
        Modifiers::SHIFT => Some(name.to_owned()),
        _ => None,
    }
}

impl Window {
    /// How many things are called this.
    pub fn count(&self, name: &str) -> usize {
        self.harness.query_all_by_label(name).count()
    }

    /// What the field of this name holds.
    pub fn value(&self, name: &str) -> String {
        self.find_field(name).accesskit_node().value().unwrap_or_default()
    }

    /// One stroke on the keyboard of another layout, as the window system tells it: the key by what the layout has there
    /// and by its place, and the letter it types.
    pub fn stroke_of_layout(&mut self, key: Key, place: Key, modifiers: Modifiers, types: Option<&str>) {
        let stroke = |pressed| Event::Key { key, physical_key: Some(place), pressed, repeat: false, modifiers };
        let input = self.harness.input_mut();
        input.events.push(Event::ModifiersChanged(modifiers));
        input.events.push(stroke(true));
        input.events.extend(types.map(|text| Event::Text(text.to_owned())));
        self.harness.step();
        let input = self.harness.input_mut();
        input.events.extend([stroke(false), Event::ModifiersChanged(Modifiers::NONE)]);
        self.harness.step();
        self.strokes += 1;
        self.settle();
    }

    /// One letter into what has the keyboard, and so many frames in all until the next.
    pub fn letter_every(&mut self, frames: usize) {
        self.harness.input_mut().events.push(Event::Text("a".to_owned()));
        self.harness.run_steps(frames);
    }

    /// What assistive technology asks of the one thing of this kind and name: an action, with what it needs.
    pub fn ask(&mut self, role: Role, name: &str, action: accesskit::Action, data: Option<accesskit::ActionData>) {
        let (target_node, target_tree) = self.find_role(role, name).accesskit_node().locate();
        let request = accesskit::ActionRequest { action, target_node, target_tree, data };
        self.harness.input_mut().events.push(Event::AccessKitActionRequest(request));
        self.harness.step();
        self.settle();
    }

    /// The beginning and the end of some words on one line, as assistive technology counts them.
    pub fn text_positions(&self, words: &str) -> (accesskit::TextPosition, accesskit::TextPosition) {
        let runs = self.harness.get_all(By::new().role(Role::TextRun).include_labels());
        for run in runs {
            let node = run.accesskit_node();
            let text = node.data().value().unwrap_or_default().to_owned();
            let Some(at) = text.find(words) else { continue };
            let place = |byte: usize| {
                let mut begun = 0;
                let lengths = node.data().character_lengths();
                let before = lengths.iter().take_while(|length| {
                    let counts = begun < byte;
                    begun += usize::from(**length);
                    counts
                });
                accesskit::TextPosition { node: node.locate().0, character_index: before.count() }
            };
            return (place(at), place(at + words.len()));
        }
        panic!("{words:?} does not stand on one line in sight");
    }

    /// The lines of text in sight.
    pub fn lines_in_sight(&self) -> Vec<String> {
        let runs = self.harness.get_all(By::new().role(Role::TextRun).include_labels());
        runs.into_iter().map(|run| run.accesskit_node().data().value().unwrap_or_default().to_owned()).collect()
    }

    /// The lines of text in sight, and where they are drawn.
    pub fn runs(&self) -> Vec<(String, egui::Rect)> {
        let runs = self.harness.get_all(By::new().role(Role::TextRun).include_labels());
        let line = |run: egui_kittest::Node<'_>| {
            (run.accesskit_node().data().value().unwrap_or_default().to_owned(), run.rect())
        };
        runs.into_iter().map(line).collect()
    }

    /// True when the one thing of this kind and name says that it can be asked for an action.
    pub fn can_be_asked(&self, role: Role, name: &str, action: accesskit::Action) -> bool {
        self.find_role(role, name).accesskit_node().data().supports_action(action)
    }

    /// What goes to the clipboard when it is copied, as the window system asks for it.
    pub fn copied(&mut self) -> Option<String> {
        self.harness.input_mut().events.push(Event::Copy);
        self.harness.step();
        let commands = &self.harness.output().platform_output.commands;
        commands.iter().find_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        })
    }

    /// Where everything of a kind and name is.
    pub fn rects(&self, role: Role, name: &str) -> Vec<egui::Rect> {
        self.harness.query_all(By::new().role(role).label(name)).map(|node| node.rect()).collect()
    }

    /// How many corners of letters of documents' and people's words are painted inside a rectangle.
    pub fn painted_within(&self, rect: egui::Rect) -> usize {
        let corners = |shape: &egui::Shape| match shape {
            egui::Shape::Mesh(mesh) => mesh.vertices.iter().filter(|vertex| rect.contains(vertex.pos)).count(),
            _ => 0,
        };
        self.harness.output().shapes.iter().map(|clipped| corners(&clipped.shape)).sum()
    }

    /// The accessible name of what has the focus.
    pub fn focused(&self) -> Option<(Role, String)> {
        let id = self.harness.ctx.memory(egui::Memory::focused)?;
        let all = self.harness.query_all(By::new().predicate(|_| true).include_labels());
        let node = all.into_iter().find(|node| node.accesskit_node().locate().0 == id.accesskit_id())?;
        let node = node.accesskit_node();
        Some((node.role(), node.label().or_else(|| node.value()).unwrap_or_default()))
    }

    /// Drags one thing of this kind and name to the end of some words in the text, or with `before` to their beginning.
    pub fn drag_to_words(&mut self, role: Role, name: &str, words: &str, before: bool) {
        let from = self.find_role(role, name).rect().center();
        let (start, end) = self.place_of(words);
        self.drag_between(from, if before { start } else { end });
    }

    /// One stroke on the keyboard: the key goes down, types its letter into whatever has the focus, goes up.
    pub fn stroke(&mut self, modifiers: Modifiers, key: Key) {
        let stroke = |pressed| Event::Key { key, physical_key: Some(key), pressed, repeat: false, modifiers };
        let input = self.harness.input_mut();
        input.events.push(Event::ModifiersChanged(modifiers));
        input.events.push(stroke(true));
        input.events.extend(typed(key, modifiers).map(Event::Text));
        self.harness.step();
        let input = self.harness.input_mut();
        input.events.extend([stroke(false), Event::ModifiersChanged(Modifiers::NONE)]);
        self.harness.step();
        self.strokes += 1;
        self.settle();
    }

    /// A key that is held so long that it comes again and again.
    pub fn hold(&mut self, key: Key, times: usize) {
        for n in 0..times {
            let input = self.harness.input_mut();
            let modifiers = Modifiers::NONE;
            input.events.push(Event::Key { key, physical_key: Some(key), pressed: true, repeat: n > 0, modifiers });
            input.events.extend(typed(key, modifiers).map(Event::Text));
            self.harness.step();
            self.settle();
        }
        let modifiers = Modifiers::NONE;
        let up = Event::Key { key, physical_key: Some(key), pressed: false, repeat: false, modifiers };
        self.harness.input_mut().events.push(up);
        self.harness.step();
    }

    /// Scrolls an open menu to its end, and gives where the button whose name begins so stands from top to bottom.
    pub fn menu_reach(&mut self, name: &str) -> (f32, f32) {
        let begins = |node: &Node<'_>| node.accesskit_node().label().is_some_and(|label| label.starts_with(name));
        for _ in 0..8 {
            let found = self
                .harness
                .get_all_by_role(Role::Button)
                .rfind(begins)
                .map(|node| (node.rect(), node.rect().center()));
            let Some((rect, _)) = found else { panic!("{name:?} is not in the menu") };
            if rect.bottom() <= self.harness.ctx.content_rect().bottom() {
                return (rect.top(), rect.bottom());
            }
            let nodes: Vec<Node<'_>> = self.harness.get_all_by_role(Role::Button).filter(begins).collect();
            nodes.last().unwrap().scroll_down();
            drop(nodes);
            self.harness.run_ok();
        }
        panic!("{name:?} cannot be scrolled to")
    }

    /// One stroke without a modifier.
    pub fn key(&mut self, key: Key) {
        self.stroke(Modifiers::NONE, key);
    }

    /// Letters one after the other, into whatever has the focus.
    pub fn letters(&mut self, text: &str) {
        for letter in text.chars() {
            match Key::from_name(&letter.to_uppercase().to_string()) {
                Some(key) if letter.is_ascii_lowercase() => self.key(key),
                _ => {
                    self.harness.input_mut().events.push(Event::Text(letter.to_string()));
                    self.harness.step();
                    self.strokes += 1;
                }
            }
        }
        self.settle();
    }

    /// How many strokes, clicks among them, something takes, and what it gives.
    pub fn strokes_of<T>(&mut self, what: impl FnOnce(&mut Self) -> T) -> (usize, T) {
        let before = self.strokes;
        let given = what(self);
        (self.strokes - before, given)
    }

    /// A click with the mouse on the one thing of this kind and name.
    pub fn point(&mut self, role: Role, name: &str) {
        self.strokes += 1;
        let at = self.find_role(role, name).rect().center();
        self.drag_between(at, at);
    }

    /// A click with keys held down, on the one thing of this kind and name.
    pub fn point_with(&mut self, modifiers: Modifiers, role: Role, name: &str) {
        self.strokes += 1;
        let pos = self.find_role(role, name).rect().center();
        let press = |pressed| Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers };
        let input = self.harness.input_mut();
        input.events.extend([Event::ModifiersChanged(modifiers), Event::PointerMoved(pos), press(true), press(false)]);
        self.harness.step();
        self.harness.input_mut().events.push(Event::ModifiersChanged(Modifiers::NONE));
        self.harness.step();
        self.settle();
    }

    /// A click with the other button.
    pub fn point_secondary(&mut self, role: Role, name: &str) {
        self.find_role(role, name).click_secondary();
        self.harness.run_ok();
        self.settle();
    }

    /// Drags from the beginning of some words in the text to their end; they stand on one line.
    pub fn drag_over(&mut self, words: &str) {
        let (from, to) = self.place_of(words);
        self.drag_between(from, to);
    }

    /// Clicks into some words of the text.
    pub fn click_in_text(&mut self, words: &str) {
        let (from, to) = self.place_of(words);
        let middle = from + (to - from) / 2.0;
        self.drag_between(middle, middle);
    }

    /// Asks for the menu with the pointer on some words of the text.
    pub fn menu_in_text(&mut self, words: &str) {
        let (from, to) = self.place_of(words);
        let pos = from + (to - from) / 2.0;
        for pressed in [true, false] {
            let (button, modifiers) = (PointerButton::Secondary, Modifiers::NONE);
            let input = self.harness.input_mut();
            input.events.extend([Event::PointerMoved(pos), Event::PointerButton { pos, button, pressed, modifiers }]);
            self.harness.step();
        }
        self.settle();
    }

    /// Drags from one place to another, or clicks where they are one.
    pub fn drag_between(&mut self, from: Pos2, to: Pos2) {
        let press = |pos, pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.harness.input_mut().events.push(Event::PointerMoved(from));
        self.harness.step();
        self.harness.input_mut().events.push(press(from, true));
        self.harness.step();
        if from != to {
            for part in 1_u8..=8 {
                let at = from + (to - from) * (f32::from(part) / 8.0);
                self.harness.input_mut().events.push(Event::PointerMoved(at));
                self.harness.step();
            }
        }
        self.harness.input_mut().events.push(press(to, false));
        self.harness.step();
        self.settle();
    }

    /// Where words on one line begin and end, at half their height, as assistive technology is told.
    fn place_of(&self, words: &str) -> (Pos2, Pos2) {
        let runs: Vec<_> = self.harness.get_all(By::new().role(Role::TextRun).include_labels()).collect();
        for run in runs {
            let node = run.accesskit_node();
            let data = node.data();
            let text = data.value().unwrap_or_default();
            let Some(at) = text.find(words) else { continue };
            let (lengths, widths) = (data.character_lengths(), data.character_widths().unwrap_or_default());
            let places = data.character_positions().unwrap_or_default();
            let rect = run.rect();
            let x = |byte: usize| {
                let mut start = 0_usize;
                for ((length, place), width) in lengths.iter().zip(places).zip(widths) {
                    if start >= byte {
                        return rect.left() + place;
                    }
                    start += usize::from(*length);
                    if start >= text.len() {
                        return rect.left() + place + width;
                    }
                }
                rect.right()
            };
            let y = rect.center().y;
            return (pos2(x(at) + 0.5, y), pos2(x(at + words.len()) - 0.5, y));
        }
        panic!("{words:?} does not stand on one line in sight");
    }
}

impl Window {
    /// Keys pressed so fast that all are there before anything was saved.
    pub fn ahead(&mut self, keys: &[Key]) {
        for key in keys {
            let stroke = |pressed| Event::Key {
                key: *key,
                physical_key: Some(*key),
                pressed,
                repeat: false,
                modifiers: Modifiers::NONE,
            };
            let input = self.harness.input_mut();
            input.events.push(stroke(true));
            input.events.extend(typed(*key, Modifiers::NONE).map(Event::Text));
            input.events.push(stroke(false));
            self.harness.step();
        }
        self.settle();
    }

    /// Drags one row of a list to the upper edge of another.
    pub fn drag_rows(&mut self, row: &str, onto: &str) {
        let from = self.find_role(Role::ListBoxOption, row).rect().center();
        let to = self.find_role(Role::ListBoxOption, onto).rect();
        self.drag_between(from, pos2(from.x, to.top() + 2.0));
    }

    /// Drags a row onto another one, to so much of that one's height.
    pub fn drag_row(&mut self, name: &str, to: &str, height: f32) {
        let from = self.find_role(Role::ListBoxOption, name).rect().center();
        let to = self.find_role(Role::ListBoxOption, to).rect();
        self.drag_between(from, pos2(to.center().x, to.top() + to.height() * height));
    }
}
