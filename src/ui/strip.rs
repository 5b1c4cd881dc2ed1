//! The key strip at the bottom: what the keys do here, and beside it what the newest notice says.

use super::Scene;
use super::theme::{Palette, size};
use super::widgets::kbd;
use crate::app::{Action, Command, List, Place};
use crate::say::reader as say;
use crate::say::{hypotheses, placing, search, strip as keys, words};
use egui::{Align, Layout, RichText, Sense, Stroke, StrokeKind, Ui, vec2};

/// A cap, what it does, and the command behind it.
type Entry = (&'static str, &'static str, Option<Command>);

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let (left, right): (&[Entry], &[Entry]) = match scene.app.place {
        _ if scene.app.project.is_none() => (&[], &[("F1", keys::GUIDE, Some(Command::Help))]),
        Place::Read if scene.app.edges.is_some() => (
            &[
                ("← →", say::BY_WORD, None),
                ("Shift", say::BY_LETTER, None),
                ("Tab", say::OTHER_EDGE, Some(Command::Edges)),
            ],
            &[("Esc", say::LEAVE_EDGES, None), ("Enter", say::KEEP_EDGES, None)],
        ),
        Place::Read if scene.app.being_placed().is_some() => (
            &[("↓", keys::NEXT_SENTENCE, Some(Command::Next))],
            &[("Esc", placing::LEAVE, None), ("Enter", placing::KEYS_HERE, None)],
        ),
        Place::Read if scene.app.searching.shown => (
            // While texts are looked through, Esc ends that first.
            &[
                ("Enter", search::KEYS_OPEN, None),
                ("Space", search::KEYS_CHOOSE, None),
                ("Ctrl+A", search::KEYS_ALL, None),
                ("1–9", keys::TAG, Some(Command::Tag)),
                ("T", keys::ANY_TAG, Some(Command::Tag)),
                ("N", search::KEYS_NAME, Some(Command::NameHere)),
            ],
            if scene.app.searching.is_looking() {
                &[("Esc", search::STOP, None), ("F3", search::KEYS_NEXT, None)]
            } else {
                &[("Esc", search::BACK, None), ("F3", search::KEYS_NEXT, None)]
            },
        ),
        Place::Read if scene.app.words.shown => (
            &[("↑ ↓", keys::MOVE, None), ("Enter", words::KEYS_SEARCH, None)],
            &[("Esc", words::KEYS_LEAVE, None), ("F1", keys::GUIDE, Some(Command::Help))],
        ),
        Place::Read if scene.app.shows_intake() => (&[], &[("F1", keys::GUIDE, Some(Command::Help))]),
        Place::Read if scene.app.table => (
            &[("↑ ↓", keys::MOVE, None), ("Shift", keys::REACH, None), ("Enter", keys::OPEN, None)],
            &[
                ("X", keys::DROP, Some(Command::Drop)),
                ("P", keys::PARK, Some(Command::Park)),
                ("K", keys::KEEP, Some(Command::Keep)),
            ],
        ),
        Place::Read => (
            &[
                ("1–9", keys::TAG, Some(Command::Tag)),
                ("T", keys::ANY_TAG, Some(Command::Tag)),
                ("C", keys::CLAIM, Some(Command::Claim)),
                ("Q", say::QUOTATION_KEY, Some(Command::CheckQuotation)),
                ("L", keys::LINK, Some(Command::Link)),
                ("M", keys::MEMO, Some(Command::Memo)),
                ("G", keys::GRADE, Some(Command::GradeSource)),
                ("B", keys::TO_BRIEF, Some(Command::ToBrief)),
            ],
            &[
                ("↓", keys::NEXT_SENTENCE, Some(Command::Next)),
                ("X", keys::DROP, Some(Command::Drop)),
                ("P", keys::PARK, Some(Command::Park)),
                ("K", keys::KEEP, Some(Command::Keep)),
            ],
        ),
        Place::Weigh if scene.app.list == List::Judgements => (
            &[
                ("Ctrl+J", keys::NEW_JUDGEMENT, Some(Command::NewJudgement)),
                ("Ctrl+Shift+N", keys::LOOKED_FOR, Some(Command::NewLooked)),
                ("B", keys::TO_BRIEF, Some(Command::ToBrief)),
            ],
            &[("Ctrl+Z", keys::UNDO, Some(Command::Undo))],
        ),
        Place::Weigh if scene.app.list == List::Wanted => (
            &[
                ("W", keys::WANTED, Some(Command::NewWanted)),
                ("Enter", keys::WANT_IT, None),
                ("Delete", keys::DISMISS, None),
            ],
            &[("Ctrl+Z", keys::UNDO, Some(Command::Undo))],
        ),
        Place::Weigh if scene.app.list == List::ToDecide => (
            &[
                ("Enter", keys::AS_PROPOSED, None),
                ("1–9", keys::DECIDE, None),
                ("0", keys::NO_LINK, None),
                ("Space", keys::LATER, None),
            ],
            &[("Ctrl+Z", keys::UNDO, Some(Command::Undo))],
        ),
        Place::Weigh if scene.app.list == List::Timeline => (
            &[
                ("Enter", keys::OPEN_PASSAGE, None),
                ("+ −", keys::ZOOM, None),
                ("← →", keys::GO_ALONG, None),
                ("0", keys::ALL_OF_IT, None),
            ],
            &[("Ctrl+Z", keys::UNDO, Some(Command::Undo))],
        ),
        Place::Weigh if scene.app.list == List::Matrix => (
            &[("Enter", keys::OPEN_PASSAGE, None), ("← →", keys::OTHER_COLUMNS, None)],
            &[("Ctrl+Z", keys::UNDO, Some(Command::Undo))],
        ),
        Place::Weigh if scene.app.list == List::Graph => (
            &[
                ("Enter", keys::OPEN_PASSAGE, None),
                ("← ↑ ↓ →", crate::say::graph::keys::GO, None),
                ("+ −", keys::ZOOM, None),
                ("0", keys::ALL_OF_IT, None),
                ("L", keys::LINK, Some(Command::Link)),
            ],
            &[("Ctrl+Z", keys::UNDO, Some(Command::Undo))],
        ),
        Place::Weigh if scene.app.list == List::Hypotheses => (
            &[
                ("1–5", hypotheses::KEY_RATE, None),
                ("0", hypotheses::KEY_NA, None),
                ("Backspace", hypotheses::KEY_CLEAR, None),
                ("← ↑ ↓ →", hypotheses::KEY_MOVE, None),
                ("A", hypotheses::KEY_ADD, Some(Command::HoldAgainst)),
                ("Ctrl+Shift+H", hypotheses::KEY_NEW, Some(Command::NewHypothesis)),
            ],
            &[("Ctrl+Z", keys::UNDO, Some(Command::Undo))],
        ),
        Place::Weigh if scene.app.list == List::Sources => (
            &[("G", keys::GRADE, Some(Command::GradeSource)), ("M", keys::MEMO, Some(Command::Memo))],
            &[("Ctrl+Z", keys::UNDO, Some(Command::Undo))],
        ),
        Place::Weigh if scene.app.list != List::Claims => {
            (&[("M", keys::MEMO, Some(Command::Memo))], &[("Ctrl+Z", keys::UNDO, Some(Command::Undo))])
        }
        Place::Weigh => (
            &[
                ("Enter", keys::OPEN_PASSAGE, None),
                ("L", keys::LINK, Some(Command::Link)),
                ("M", keys::MEMO, Some(Command::Memo)),
                ("B", keys::TO_BRIEF, Some(Command::ToBrief)),
            ],
            &[("Ctrl+Z", keys::UNDO, Some(Command::Undo))],
        ),
        Place::Write => (&[], &[("Ctrl+E", keys::EXPORT, Some(Command::Export))]),
    };
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        if scene.app.project.is_some() && scene.app.place == Place::Write {
            super::write::counts(ui, scene);
        }
        for entry in left {
            key(ui, scene, *entry);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 14.0;
            for entry in right {
                key(ui, scene, *entry);
            }
            if let Some((at, of, more)) = scene.app.hit_on_the_way() {
                key(ui, scene, ("F3", &search::hit_on_the_way(at, of, more), None));
            }
        });
    });
}

fn key(ui: &mut Ui, scene: &mut Scene<'_>, (cap, what, command): (&str, &str, Option<Command>)) {
    let palette = scene.palette;
    let enabled = command.is_none_or(|c| scene.app.is_enabled(c));
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        if ui.layout().prefer_right_to_left() {
            label(ui, scene, what, command);
            cap_of(ui, &palette, cap, enabled);
        } else {
            cap_of(ui, &palette, cap, enabled);
            label(ui, scene, what, command);
        }
    });
}

/// The cap of a key; one that does nothing here has no edge.
fn cap_of(ui: &mut Ui, palette: &Palette, cap: &str, enabled: bool) {
    if enabled {
        kbd(ui, palette, cap);
    } else {
        ui.label(RichText::new(cap).size(size::LABEL).color(palette.soft));
    }
}

fn label(ui: &mut Ui, scene: &mut Scene<'_>, what: &str, command: Option<Command>) {
    let text = RichText::new(what).size(12.0).color(scene.palette.soft);
    let sense = if command.is_some() { Sense::click() } else { Sense::hover() };
    let response = ui.add(egui::Label::new(text).selectable(false).sense(sense));
    if response.has_focus() {
        let ring = Stroke::new(1.5, scene.palette.accent);
        ui.painter().rect_stroke(response.rect.expand2(vec2(5.0, 3.0)), 6.0, ring, StrokeKind::Outside);
    }
    if let Some(command) = command {
        if response.clicked() {
            scene.wanted.push(Action::Command(command));
        }
        response.on_hover_text(command.help());
    }
}
