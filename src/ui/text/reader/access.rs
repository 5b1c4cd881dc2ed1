//! The reader as assistive technology and tests see it: a document, its paragraphs in sight, their lines as runs of text.

use egui::accesskit::{self, Role, TextDirection, TextPosition, TextSelection};
use egui::{Id, Rect, Response, Sense, Ui, UiBuilder, WidgetInfo, pos2};
use unicode_segmentation::UnicodeSegmentation;

use super::view::Shown;
use super::{Reader, ReaderEvent, ReaderState, Selection};
use crate::text::{Cluster, Line, ParagraphLayout};
use crate::ui::text::engine::TextEngine;

/// Describes the frame. Costs next to nothing while nobody listens.
pub(super) fn document(ui: &mut Ui, reader: &Reader<'_>, response: &Response, shown: &[Shown], state: &ReaderState) {
    let name = TextEngine::accessible_name(reader.name);
    response.widget_info(|| WidgetInfo::labeled(Role::Document, true, &name));
    if ui.ctx().accesskit_node_builder(response.id, |_| ()).is_none() {
        return;
    }
    ui.ctx().accesskit_node_builder(response.id, |node| node.add_action(accesskit::Action::SetTextSelection));
    for s in shown {
        paragraph(ui, response.id, s);
        // Whoever reads it aloud needs to know where another language begins.
        let start = s.placed.measured.bytes.start;
        if let Some(language) = reader.source.structure().and_then(|structure| structure.other_language(start)) {
            ui.ctx().accesskit_node_builder(paragraph_id(response.id, s), |node| node.set_language(language));
        }
    }
    if let Some(selection) = state.selection
        && let (Some(anchor), Some(focus)) =
            (position(response.id, shown, selection.anchor), position(response.id, shown, selection.head))
    {
        let selection = TextSelection { anchor, focus };
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_text_selection(selection));
    }
}

/// Answers what assistive technology asks for: a selection, or the cursor where one of no length is asked for.
pub(super) fn requests(
    ui: &Ui,
    response: &Response,
    shown: &[Shown],
    state: &mut ReaderState,
    events: &mut Vec<ReaderEvent>,
) {
    let asked: Vec<TextSelection> = ui.input(|input| {
        let own = |event: &egui::Event| match event {
            egui::Event::AccessKitActionRequest(accesskit::ActionRequest {
                action: accesskit::Action::SetTextSelection,
                target_node,
                data: Some(accesskit::ActionData::SetTextSelection(selection)),
                ..
            }) if *target_node == response.id.accesskit_id() => Some(*selection),
            _ => None,
        };
        input.events.iter().filter_map(own).collect()
    });
    for selection in asked {
        let byte = |position| byte_of(response.id, shown, position);
        let (Some(anchor), Some(head)) = (byte(selection.anchor), byte(selection.focus)) else { continue };
        response.request_focus();
        if anchor == head {
            state.selection = None;
            events.push(ReaderEvent::Place { byte: head });
        } else {
            state.selection = Some(Selection { anchor, head });
            events.push(ReaderEvent::Select { anchor, head });
        }
    }
}

/// The byte at a place as assistive technology counts.
fn byte_of(document: Id, shown: &[Shown], at: TextPosition) -> Option<u32> {
    shown.iter().find_map(|s| {
        let layout = s.placed.measured.layout.as_ref()?;
        let id = paragraph_id(document, s);
        let index = (0..layout.lines().len()).find(|i| id.with(*i).accesskit_id() == at.node)?;
        let line = layout.lines().get(index)?;
        let grapheme = graphemes(layout, line).get(at.character_index).map(|c| c.start);
        Some(s.placed.measured.bytes.start + grapheme.unwrap_or(line.bytes.end))
    })
}

fn paragraph(ui: &mut Ui, document: Id, shown: &Shown) {
    let measured = &shown.placed.measured;
    let Some(layout) = &measured.layout else { return };
    let rect = Rect::from_min_size(shown.at, egui::vec2(layout.width().max(1.0), measured.height.max(1.0)));
    let id = paragraph_id(document, shown);
    let label = UiBuilder::new()
        .scope_id(id)
        .max_rect(rect)
        .accessibility_parent(document)
        .accessibility_role(Role::Paragraph)
        .accessibility_label(layout.text());
    let child = ui.new_child(label);
    ui.ctx().accesskit_node_builder(id, |node| node.set_bounds(bounds(rect)));
    for (i, line) in layout.lines().iter().enumerate() {
        let rect =
            Rect::from_min_max(pos2(line.left, line.top), pos2(line.right, line.bottom)).translate(shown.at.to_vec2());
        let run = id.with(i);
        // Makes the paragraph its parent.
        child.interact(rect, run, Sense::empty());
        ui.ctx().accesskit_node_builder(run, |node| text_run(node, layout, line, rect));
    }
}

fn text_run(node: &mut accesskit::Node, layout: &ParagraphLayout, line: &Line, rect: Rect) {
    let text = layout.text().get(line.bytes.start as usize..line.bytes.end as usize).unwrap_or_default();
    node.set_role(Role::TextRun);
    node.set_text_direction(if layout.right_to_left() {
        TextDirection::RightToLeft
    } else {
        TextDirection::LeftToRight
    });
    node.set_bounds(bounds(rect));
    node.set_value(text);
    let graphemes = graphemes(layout, line);
    let ends = graphemes.iter().skip(1).map(|c| c.start).chain([line.bytes.end]);
    // A grapheme longer than 255 bytes is told as that many; nothing that can be read is.
    let lengths: Vec<u8> =
        graphemes.iter().zip(ends).map(|(c, end)| u8::try_from(end - c.start).unwrap_or(u8::MAX)).collect();
    let from_start = |c: &Cluster| if layout.right_to_left() { line.right - c.x1 } else { c.x0 - line.left };
    let places: Vec<f32> = graphemes.iter().map(from_start).collect();
    let widths: Vec<f32> = graphemes.iter().map(|c| c.x1 - c.x0).collect();
    let words = text.unicode_word_indices().map(|(at, _)| count_before(&graphemes, line.bytes.start, at));
    // AccessKit counts up to 255; words beyond that on one line go without.
    let words: Vec<u8> = words.map_while(|at| u8::try_from(at).ok()).collect();
    node.set_character_lengths(lengths);
    node.set_character_positions(places);
    node.set_character_widths(widths);
    node.set_word_starts(words);
}

/// The clusters of a line in reading order, one for each grapheme.
fn graphemes(layout: &ParagraphLayout, line: &Line) -> Vec<Cluster> {
    let mut clusters = layout.clusters(line).to_vec();
    clusters.sort_by_key(|cluster| cluster.start);
    clusters.dedup_by_key(|cluster| cluster.start);
    clusters
}

/// How many graphemes begin before byte `at` of the line.
fn count_before(graphemes: &[Cluster], line_start: u32, at: usize) -> usize {
    graphemes.partition_point(|c| (c.start.saturating_sub(line_start) as usize) < at)
}

/// A byte as assistive technology counts: a line, and graphemes on it. `None` out of sight.
fn position(document: Id, shown: &[Shown], byte: u32) -> Option<TextPosition> {
    let s = shown.iter().find(|s| s.placed.measured.bytes.contains(&byte) || s.placed.measured.bytes.end == byte)?;
    let layout = s.placed.measured.layout.as_ref()?;
    let local = byte - s.placed.measured.bytes.start;
    let index = layout.line_of(local);
    let line = layout.lines().get(index)?;
    let node = paragraph_id(document, s).with(index).accesskit_id();
    let at = (local - line.bytes.start) as usize;
    Some(TextPosition { node, character_index: count_before(&graphemes(layout, line), line.bytes.start, at) })
}

fn paragraph_id(document: Id, shown: &Shown) -> Id {
    document.with(("paragraph", shown.placed.block.paragraph, shown.placed.block.slice))
}

fn bounds(rect: Rect) -> accesskit::Rect {
    accesskit::Rect { x0: rect.left().into(), y0: rect.top().into(), x1: rect.right().into(), y1: rect.bottom().into() }
}
