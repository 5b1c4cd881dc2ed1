//! Keys to actions. Single keys act only while nothing is being typed and nothing lies over the window; a sheet lets through
//! what leaves it without loss. Letters and digits count by the key's place where the layout has no Latin letter there.

use super::text::field;
use crate::app::command::{Menu, Where};
use crate::app::competing::AchWish;
use crate::app::deciding::Verdict;
use crate::app::overlay::Overlay;
use crate::app::{Action, App, Command, Weighing};
use egui::{Context, Event, Key, Modifiers, Popup};

/// Takes this frame's keys that are commands.
pub fn listen(ctx: &Context, app: &App, wanted: &mut Vec<Action>) {
    let typing = field::is_typing(ctx);
    let mut latin = ctx.data(|data| data.get_temp(script())).unwrap_or(true);
    let choosing = super::read::is_choosing(ctx);
    // What is open on top is what Esc closes, and nothing below it.
    if Popup::is_any_open(ctx) && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        Popup::close_all(ctx);
    }
    ctx.input_mut(|input| {
        for event in &input.events {
            if let Event::Text(text) = event
                && let Some(letter) = text.chars().find(|c| c.is_alphabetic())
            {
                latin = is_latin(letter);
            }
        }
        input.events.retain(|event| {
            let Event::Key { key, physical_key, pressed: true, repeat, modifiers } = event else { return true };
            let meant = meant(placed(*key, *physical_key, latin), *physical_key, *modifiers);
            if let Some(overlay) = &app.overlay {
                let Some(Meant::Command(command)) = meant else { return true };
                let reaches = reaches_through_typing(command) && app.is_enabled(command);
                let through = if reaches { through_sheet(overlay, command) } else { Vec::new() };
                let kept = through.is_empty();
                wanted.extend(through);
                return kept;
            }
            if *key == Key::Escape
                && !typing
                && !choosing
                && let Some(newest) = app.notices.last()
                && app.edges.is_none()
                && app.being_placed().is_none()
                && app.finding.is_none()
            {
                wanted.push(Action::Dismiss(newest.id));
                return false;
            }
            if choosing && is_for_a_list(*key, *modifiers) {
                return true;
            }
            // While edges are moved the arrows are theirs.
            if app.edges.is_some() && matches!(key, Key::ArrowUp | Key::ArrowDown) {
                return true;
            }
            // A key that is held does its work once.
            if *repeat && !typing && meant.as_ref().is_some_and(|meant| is_once(meant, *modifiers)) {
                return false;
            }
            match meant {
                Some(Meant::Digit(n)) if !typing && app.place == crate::app::Place::Read && !app.table => {
                    wanted.push(Action::Digit(n));
                    false
                }
                Some(Meant::Digit(n)) if !typing && app.decides() => {
                    wanted.push(Action::Weigh(Weighing::Decide(Verdict::Digit(n))));
                    false
                }
                Some(Meant::Digit(n)) if !typing && app.rates() => {
                    wanted.push(Action::Ach(AchWish::Rate(n)));
                    false
                }
                Some(Meant::Command(command)) if !typing || reaches_through_typing(command) => {
                    if app.is_enabled(command) || app.is_refused(command) {
                        wanted.push(Action::Command(command));
                        return false;
                    }
                    true
                }
                _ => true,
            }
        });
    });
    ctx.data_mut(|data| data.insert_temp(script(), latin));
}

/// Where it is kept whether the letters typed last were Latin ones.
fn script() -> egui::Id {
    egui::Id::unique("the layout has Latin letters")
}

fn is_latin(letter: char) -> bool {
    matches!(letter, 'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}')
}

/// The key by its place where the layout has no Latin letter there. egui takes the place when the key has no name; a
/// layout without Latin letters may have a sign with a name there (in Hebrew the slash is at the place of Q).
fn placed(key: Key, physical: Option<Key>, latin: bool) -> Key {
    let is_letter = |key: Key| key.name().len() == 1 && key.name().starts_with(|c: char| c.is_ascii_uppercase());
    physical.filter(|place| !latin && is_letter(*place) && !is_letter(key)).unwrap_or(key)
}

/// What a command that is given over a sheet does: one that changes how things look leaves it, one that goes elsewhere
/// closes it first unless something was filled in, and the one that opened it closes it.
fn through_sheet(overlay: &Overlay, command: Command) -> Vec<Action> {
    let looks =
        matches!(command, Command::ZoomIn | Command::ZoomOut | Command::ZoomReset | Command::Theme | Command::Quit);
    if looks {
        return vec![Action::Command(command)];
    }
    if overlay.is_form() || command.menu() == Menu::Edit {
        return Vec::new();
    }
    let opened = matches!(
        (overlay, command),
        (Overlay::Palette { .. }, Command::Palette)
            | (Overlay::Help { .. }, Command::Help)
            | (Overlay::Settings, Command::Settings)
            | (Overlay::History, Command::History)
    );
    let then = (!opened).then_some(Action::Command(command));
    std::iter::once(Action::CloseOverlay).chain(then).collect()
}

/// What changes the project by a single key, which egui repeats while it is held.
fn is_once(meant: &Meant, modifiers: Modifiers) -> bool {
    match meant {
        Meant::Digit(_) => true,
        Meant::Command(command) => {
            let writes = matches!(command.at(), Where::Writable | Where::Reading | Where::Deciding);
            writes && !modifiers.command && !modifiers.alt
        }
    }
}

/// What a list of rows that has the focus does with keys.
fn is_for_a_list(key: Key, modifiers: Modifiers) -> bool {
    matches!(key, Key::ArrowDown | Key::ArrowUp | Key::Enter | Key::Escape) || (key == Key::A && modifiers.command)
}

enum Meant {
    Command(Command),
    Digit(u8),
}

/// A field has its own undo, and its letters; what needs Ctrl for something else goes through.
fn reaches_through_typing(command: Command) -> bool {
    let held =
        command.shortcut().is_some_and(|s| s.modifiers.command || s.modifiers.alt || is_function_key(s.logical_key));
    held && !matches!(command, Command::Undo | Command::Redo)
}

fn is_function_key(key: Key) -> bool {
    key.name().strip_prefix('F').is_some_and(|n| n.parse::<u8>().is_ok())
}

fn meant(key: Key, physical: Option<Key>, modifiers: Modifiers) -> Option<Meant> {
    const DIGITS: [Key; 9] =
        [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    if modifiers.is_none() {
        // By place: on a French layout the digits need Shift, their keys do not.
        let place = |key: Key| DIGITS.iter().position(|digit| *digit == key);
        let at = physical.and_then(place).or_else(|| place(key));
        if let Some(n) = at.and_then(|at| u8::try_from(at + 1).ok()) {
            return Some(Meant::Digit(n));
        }
    }
    let is = |command: &&Command| {
        command.shortcut().is_some_and(|s| {
            let exact = s.modifiers.command == modifiers.command
                && s.modifiers.shift == modifiers.shift
                && s.modifiers.alt == modifiers.alt;
            let digit = physical == Some(s.logical_key) && s.logical_key.name().parse::<u8>().is_ok();
            // “+” is a shifted key on many layouts.
            let plus = s.logical_key == Key::Plus
                && matches!(key, Key::Plus | Key::Equals)
                && modifiers.command
                && !modifiers.alt;
            (exact && (s.logical_key == key || digit)) || plus
        })
    };
    Command::ALL.iter().find(is).copied().map(Meant::Command)
}
