//! What stands under the matrix: who rated the cell in hand, what the order rests on, what is to be borne in mind,
//! assumptions and indicators.

use crate::app::overlay::Overlay;
use crate::app::overlay::hypotheses::{AssumptionDraft, IndicatorDraft};
use crate::app::weigh_view::hypotheses::Table;
use crate::app::{Action, Hand};
use crate::domain::hypothesis::Rating;
use crate::domain::{Date, Words};
use crate::say::hypotheses as say;
use crate::ui::Scene;
use crate::ui::text::LabelStyle;
use crate::ui::widgets::{note, quiet_button, section};
use egui::Ui;

/// Draws it. `cell` is the one in hand, a row and a column.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, table: &Table, cell: Option<(usize, usize)>) {
    let p = scene.palette;
    ui.add_space(10.0);
    if table.columns.len() == 1 {
        note(ui, &p, say::ONLY_ONE);
    }
    if table.rows.is_empty() {
        note(ui, &p, say::NO_ITEMS);
    }
    rated(ui, scene, table, cell);
    if table.rows.iter().any(|row| row.cells.iter().any(Option::is_some)) {
        head(ui, scene, say::RESTS_ON);
        if table.rests_on.is_empty() {
            note(ui, &p, say::STURDY);
        }
        for line in &table.rests_on {
            scene.engine.label(ui, line, LabelStyle::body());
        }
    }
    if !table.remarks.is_empty() && !table.rows.is_empty() {
        head(ui, scene, say::MIND);
        for line in &table.remarks {
            scene.engine.label(ui, line, LabelStyle::body().color(p.soft));
        }
    }
    assumptions(ui, scene);
    indicators(ui, scene);
    ui.add_space(16.0);
}

fn head(ui: &mut Ui, scene: &Scene<'_>, text: &str) {
    ui.add_space(14.0);
    section(ui, &scene.palette, text);
}

/// The cell in hand in words, and who rated it when, the latest first.
fn rated(ui: &mut Ui, scene: &mut Scene<'_>, table: &Table, cell: Option<(usize, usize)>) {
    let p = scene.palette;
    let Some((row, column)) = cell.and_then(|(row, column)| Some((table.rows.get(row)?, column))) else { return };
    let Some(of) = table.columns.get(column) else { return };
    let rating = row.cells.get(column).copied().flatten();
    note(ui, &p, &say::in_hand(&row.label, &of.label, rating.map_or(say::BLANK, Rating::label)));
    for step in scene.app.competing.steps.iter().rev().take(3) {
        let at = jiff::Timestamp::from_millisecond(step.at_ms)
            .map(|t| t.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %b %Y %H:%M").to_string());
        let line = step.author.with(&format!(", {}: ", at.unwrap_or_default())).joined(&step.label);
        scene.engine.label(ui, &line, LabelStyle::small().one_line().color(p.soft));
    }
}

/// What a hypothesis is called, with what is said of something of it.
fn about(of: &str, state: &str, more: &[Option<&Words>]) -> Words {
    let first = Words::new(say::of_state(of, state));
    Words::list(std::iter::once(&first).chain(more.iter().copied().flatten()), " · ")
}

fn assumptions(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let Some(model) = scene.app.model() else { return };
    let labels = scene.app.hypothesis_labels();
    head(ui, scene, say::ASSUMPTIONS);
    if model.assumptions.is_empty() {
        note(ui, &p, say::NO_ASSUMPTIONS);
    }
    for row in model.assumptions.values() {
        let of = labels.iter().find(|(id, _)| Some(*id) == row.hypothesis).map_or(say::OF_ALL, |(_, label)| label);
        let about = about(of, row.standing.label(), &[row.why.as_ref(), row.if_wrong.as_ref()]);
        entry(ui, scene, &row.words, &about, || Overlay::Assumption(AssumptionDraft::of(row)));
    }
    if scene.app.can_write() && quiet_button(ui, &p, say::ADD_ASSUMPTION).clicked() {
        let of = if let Hand::Hypothesis(id) = scene.app.hand { Some(id) } else { None };
        scene.wanted.push(Action::Overlay(Overlay::Assumption(AssumptionDraft::new(of))));
    }
}

fn indicators(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let Some(model) = scene.app.model() else { return };
    let labels = scene.app.hypothesis_labels();
    head(ui, scene, say::INDICATORS);
    if model.indicators.is_empty() {
        note(ui, &p, say::NO_INDICATORS);
    }
    for row in model.indicators.values() {
        let of = labels.iter().find(|(id, _)| *id == row.hypothesis).map_or("", |(_, label)| label);
        let [at, review] = [&row.at, &row.review_at].map(|date| date.as_ref().map(Date::shown));
        let dates = Words::filled(&say::dates(at.as_deref(), review.as_deref()));
        let claim = row.claim.and_then(|id| model.claims.get(&id)).map(|claim| claim.words.brief(60));
        let about = about(of, row.status.label(), &[dates.as_ref(), claim.as_ref()]);
        entry(ui, scene, &row.words, &about, || Overlay::Indicator(IndicatorDraft::of(row)));
    }
    let of = if let Hand::Hypothesis(id) = scene.app.hand { Some(id) } else { None };
    let of = of.or(labels.first().map(|(id, _)| *id));
    if let (true, Some(of)) = (scene.app.can_write(), of)
        && quiet_button(ui, &p, say::ADD_INDICATOR).clicked()
    {
        scene.wanted.push(Action::Overlay(Overlay::Indicator(IndicatorDraft::new(of))));
    }
}

/// Words that open a form, and under them what is said of them.
fn entry(ui: &mut Ui, scene: &mut Scene<'_>, words: &Words, about: &Words, form: impl FnOnce() -> Overlay) {
    let style = LabelStyle::body().lines(2);
    if !scene.app.can_write() {
        scene.engine.label(ui, words, style);
    } else if scene.engine.label(ui, words, style.clickable()).clicked() {
        scene.wanted.push(Action::Overlay(form()));
    }
    scene.engine.label(ui, about, LabelStyle::small().lines(2).color(scene.palette.soft));
    ui.add_space(4.0);
}
