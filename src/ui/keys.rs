//! Keys to actions. Single keys act only while nothing is being typed and nothing lies over the window; letters and
//! digits count by the key's place where the layout has no Latin letter there.

use super::text::field;
use crate::app::{Action, App, Command};
use egui::{Context, Event, Key, Modifiers};

/// Takes this frame's keys that are commands.
pub fn listen(ctx: &Context, app: &App, wanted: &mut Vec<Action>) {
    let typing = field::is_typing(ctx);
    let covered = app.overlay.is_some();
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, physical_key, pressed: true, modifiers, .. } = event else { return true };
            if covered {
                return true;
            }
            match meant(*key, *physical_key, *modifiers) {
                Some(Meant::Digit(n)) if !typing && app.place == crate::app::Place::Read => {
                    wanted.push(Action::Digit(n));
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
}

enum Meant {
    Command(Command),
    Digit(u8),
}

/// A field has its own undo, and its letters; what needs Ctrl for something else goes through.
fn reaches_through_typing(command: Command) -> bool {
    let held = command.shortcut().is_some_and(|s| s.modifiers.command || s.logical_key == Key::F1);
    held && !matches!(command, Command::Undo | Command::Redo)
}

fn meant(key: Key, physical: Option<Key>, modifiers: Modifiers) -> Option<Meant> {
    const DIGITS: [Key; 9] =
        [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    if modifiers.is_none() {
        // By place: on a French layout the digits need Shift, their keys do not.
        let at = DIGITS.iter().position(|d| physical == Some(*d) || key == *d);
        if let Some(n) = at.and_then(|at| u8::try_from(at + 1).ok()) {
            return Some(Meant::Digit(n));
        }
    }
    let is = |command: &&Command| {
        command.shortcut().is_some_and(|s| {
            let exact = s.modifiers.command == modifiers.command && s.modifiers.shift == modifiers.shift;
            // “+” is a shifted key on many layouts.
            let plus = s.logical_key == Key::Plus && matches!(key, Key::Plus | Key::Equals) && modifiers.command;
            !modifiers.alt && ((exact && s.logical_key == key) || plus)
        })
    };
    Command::ALL.iter().find(is).copied().map(Meant::Command)
}
