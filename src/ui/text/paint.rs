//! From laid-out glyphs to meshes, one for each page of the atlas.

use egui::epaint::{Mesh, Shape, Vertex};
use egui::{Color32, Context, Painter, Pos2, Rect, pos2, vec2};

use super::atlas::{Atlas, Pen};
use crate::text::{Line, ParagraphLayout};

/// Meshes of text that are still being added to; painted all at once.
#[derive(Default)]
pub(super) struct TextMeshes(Vec<Mesh>);

impl TextMeshes {
    /// Hands the meshes to a painter.
    pub(super) fn paint(self, painter: &Painter) {
        painter.extend(self.0.into_iter().filter(|mesh| !mesh.is_empty()).map(Shape::mesh));
    }

    /// Adds the lines of a paragraph that lie within `clip`, its top left corner at `at`.
    pub(super) fn add(
        &mut self,
        ctx: &Context,
        atlas: &mut Atlas,
        layout: &ParagraphLayout,
        at: Pos2,
        clip: Rect,
        color: Color32,
    ) {
        let visible = |line: &&Line| at.y + line.bottom >= clip.top() - 4.0 && at.y + line.top <= clip.bottom() + 4.0;
        for line in layout.lines().iter().filter(visible) {
            self.add_line(ctx, atlas, layout, line, at, color);
        }
    }

    fn add_line(
        &mut self,
        ctx: &Context,
        atlas: &mut Atlas,
        layout: &ParagraphLayout,
        line: &Line,
        at: Pos2,
        color: Color32,
    ) {
        let scale = ctx.pixels_per_point();
        let frame = ctx.cumulative_pass_nr();
        let light = color.intensity() > 0.5;
        for run in layout.runs(line) {
            let Some(font) = atlas.font(run) else { continue };
            let pen = Pen { font, pixels: run.size * scale, light };
            for glyph in &run.glyphs {
                // Letters stand on whole pixels and begin on quarters.
                let y = ((at.y + glyph.y) * scale).round();
                let x = ((at.x + glyph.x) * scale * 4.0).round() / 4.0;
                let quarter = ((x - x.floor()) * 4.0) as u8;
                let Some(picture) = atlas.picture(ctx, pen, glyph.id, quarter, frame) else { continue };
                let min = pos2(x.floor() + picture.left as f32, y + picture.top as f32) / scale;
                let place = Rect::from_min_size(min, vec2(picture.width as f32, picture.height as f32) / scale);
                let tint = if picture.colored { Color32::WHITE } else { color };
                while self.0.len() <= picture.page {
                    let Some(texture) = atlas.texture(self.0.len()) else { return };
                    self.0.push(Mesh::with_texture(texture));
                }
                if let Some(mesh) = self.0.get_mut(picture.page) {
                    quad(mesh, place, picture.uv, tint);
                }
            }
        }
    }
}

fn quad(mesh: &mut Mesh, place: Rect, uv: Rect, color: Color32) {
    let Ok(first) = u32::try_from(mesh.vertices.len()) else { return };
    mesh.indices.extend([first, first + 1, first + 2, first + 2, first + 1, first + 3]);
    mesh.vertices.extend([
        Vertex { pos: place.left_top(), uv: uv.left_top(), color },
        Vertex { pos: place.right_top(), uv: uv.right_top(), color },
        Vertex { pos: place.left_bottom(), uv: uv.left_bottom(), color },
        Vertex { pos: place.right_bottom(), uv: uv.right_bottom(), color },
    ]);
}
