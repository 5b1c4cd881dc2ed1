//! Glyph pictures on textures: rasterised once at quarter-pixel steps, packed in rows on pages, evicted a page at a time.

use egui::{Color32, ColorImage, Context, Rect, TextureHandle, TextureId, TextureOptions, pos2};
use parley::FontData;
use std::collections::HashMap;
use swash::scale::image::{Content, Image};
use swash::scale::{Render, ScaleContext, Source, StrikeWith};
use swash::zeno::{Angle, Transform, Vector};
use swash::{CacheKey, FontRef};

use crate::text::GlyphRun;

/// Side of a page in pixels; every graphics card takes 2,048.
const SIDE: usize = 1024;
/// Pages held at most: 16 × 4 MiB on the card.
const MOST_PAGES: usize = 16;
/// Frames a page must have been idle before its glyphs may be thrown away.
const IDLE: u64 = 2;

/// What one picture is of.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    font: u32,
    glyph: u16,
    /// Size in pixels, in 1/64.
    size: u32,
    /// Quarter of a pixel the glyph begins at.
    quarter: u8,
    /// Light on dark: strokes are thickened, since they look thinner.
    light: bool,
}

/// What the glyphs of a run have in common.
#[derive(Clone, Copy)]
pub(super) struct Pen {
    /// From [`Atlas::font`].
    pub font: u32,
    /// Size in pixels of the screen.
    pub pixels: f32,
    /// Light on dark.
    pub light: bool,
}

/// Where a picture lies, and where it goes relative to the glyph's origin (pixels, y downwards).
#[derive(Clone, Copy, Debug)]
pub(super) struct Picture {
    pub page: usize,
    pub uv: Rect,
    pub left: i32,
    pub top: i32,
    pub width: u32,
    pub height: u32,
    /// Carries its own colors (an emoji): not to be tinted.
    pub colored: bool,
}

struct Page {
    texture: TextureHandle,
    /// Next free place on the row, its top, and its height so far.
    x: usize,
    y: usize,
    row: usize,
    last_used: u64,
}

/// A font as drawn from: file, index, design coordinates and what is to be synthesised.
struct Drawn {
    data: FontData,
    offset: u32,
    cache: CacheKey,
    coords: Vec<i16>,
    embolden: bool,
    skew: f32,
}

/// The glyphs of a window.
#[derive(Default)]
pub(super) struct Atlas {
    pages: Vec<Page>,
    pictures: HashMap<Key, Option<Picture>>,
    fonts: Vec<Drawn>,
    scaler: ScaleContext,
    image: Image,
}

impl Atlas {
    /// A number for the font of a run, to be asked for once a run.
    pub fn font(&mut self, run: &GlyphRun) -> Option<u32> {
        let same = |d: &Drawn| {
            d.data.data.id() == run.font.data.id()
                && d.data.index == run.font.index
                && d.embolden == run.embolden
                && d.skew == run.skew
                && d.coords == run.coords
        };
        if let Some(i) = self.fonts.iter().position(same) {
            return u32::try_from(i).ok();
        }
        let font = FontRef::from_index(run.font.data.as_ref(), run.font.index as usize)?;
        self.fonts.push(Drawn {
            offset: font.offset,
            cache: font.key,
            data: run.font.clone(),
            coords: run.coords.clone(),
            embolden: run.embolden,
            skew: run.skew,
        });
        u32::try_from(self.fonts.len() - 1).ok()
    }

    /// The picture of a glyph, drawn if need be; `None` when there is nothing to see (a space). `quarter` is 0 to 3,
    /// `frame` a number that grows.
    pub fn picture(&mut self, ctx: &Context, pen: Pen, glyph: u16, quarter: u8, frame: u64) -> Option<Picture> {
        // Sizes are far below the 2^24 that f32 counts exactly.
        let key = Key { font: pen.font, glyph, size: (pen.pixels * 64.0).round() as u32, quarter, light: pen.light };
        if let Some(known) = self.pictures.get(&key) {
            if let Some(page) = known.and_then(|picture| self.pages.get_mut(picture.page)) {
                page.last_used = frame;
            }
            return *known;
        }
        let made = self.draw(ctx, key, pen.pixels, frame);
        self.pictures.insert(key, made);
        made
    }

    /// The texture of a page.
    pub fn texture(&self, page: usize) -> Option<TextureId> {
        self.pages.get(page).map(|page| page.texture.id())
    }

    /// How many pages there are.
    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    fn draw(&mut self, ctx: &Context, key: Key, pixels: f32, frame: u64) -> Option<Picture> {
        let drawn = self.fonts.get(key.font as usize)?;
        let font = FontRef { data: drawn.data.data.as_ref(), offset: drawn.offset, key: drawn.cache };
        let mut scaler = self.scaler.builder(font).size(pixels).normalized_coords(&drawn.coords).build();
        let mut render =
            Render::new(&[Source::ColorOutline(0), Source::ColorBitmap(StrikeWith::BestFit), Source::Outline]);
        render.offset(Vector::new(f32::from(key.quarter) / 4.0, 0.0));
        if drawn.embolden {
            render.embolden(pixels * 0.02);
        }
        if drawn.skew != 0.0 {
            render.transform(Some(Transform::skew(Angle::from_degrees(drawn.skew), Angle::from_degrees(0.0))));
        }
        self.image.clear();
        if !render.render_into(&mut scaler, key.glyph, &mut self.image) {
            return None;
        }
        let placement = self.image.placement;
        let (width, height) = (placement.width as usize, placement.height as usize);
        if width == 0 || height == 0 || width > SIDE - 2 || height > SIDE - 2 {
            return None;
        }
        let colored = self.image.content == Content::Color;
        let texels: Vec<Color32> = if colored {
            self.image.data.chunks_exact(4).map(|p| Color32::from_rgba_unmultiplied(p[0], p[1], p[2], p[3])).collect()
        } else {
            self.image.data.iter().map(|&a| Color32::from_white_alpha(if key.light { thicker(a) } else { a })).collect()
        };
        if texels.len() != width * height {
            return None;
        }
        let (page, x, y) = self.place(ctx, width, height, frame)?;
        let texture = &mut self.pages.get_mut(page)?.texture;
        texture.set_partial([x, y], ColorImage::new([width, height], texels), TextureOptions::LINEAR);
        let side = SIDE as f32;
        Some(Picture {
            page,
            uv: Rect::from_min_max(
                pos2(x as f32 / side, y as f32 / side),
                pos2((x + width) as f32 / side, (y + height) as f32 / side),
            ),
            left: placement.left,
            top: -placement.top,
            width: placement.width,
            height: placement.height,
            colored,
        })
    }

    /// Room for a picture: on a page in use, else on a new page, else on the page idle for longest.
    fn place(&mut self, ctx: &Context, width: usize, height: usize, frame: u64) -> Option<(usize, usize, usize)> {
        for (i, page) in self.pages.iter_mut().enumerate() {
            if let Some((x, y)) = page.take(width, height) {
                page.last_used = frame;
                return Some((i, x, y));
            }
        }
        if self.pages.len() >= MOST_PAGES {
            let idle = self.pages.iter().enumerate().filter(|(_, page)| page.last_used + IDLE < frame);
            if let Some(oldest) = idle.min_by_key(|(_, page)| page.last_used).map(|(i, _)| i) {
                self.pictures.retain(|_, picture| picture.is_none_or(|p| p.page != oldest));
                let page = self.pages.get_mut(oldest)?;
                // What is left of old pictures would show at the edges of new ones.
                page.texture.set(blank(), TextureOptions::LINEAR);
                (page.x, page.y, page.row, page.last_used) = (1, 1, 0, frame);
                let (x, y) = page.take(width, height)?;
                return Some((oldest, x, y));
            }
        }
        let texture = ctx.load_texture("glyphs", blank(), TextureOptions::LINEAR);
        let mut page = Page { texture, x: 1, y: 1, row: 0, last_used: frame };
        let (x, y) = page.take(width, height)?;
        self.pages.push(page);
        Some((self.pages.len() - 1, x, y))
    }
}

impl Page {
    fn take(&mut self, width: usize, height: usize) -> Option<(usize, usize)> {
        // A clear pixel all round keeps neighbours out of each other's edges.
        if self.x + width + 1 > SIDE {
            (self.x, self.y, self.row) = (1, self.y + self.row + 1, 0);
        }
        if self.y + height + 1 > SIDE {
            return None;
        }
        let at = (self.x, self.y);
        self.x += width + 1;
        self.row = self.row.max(height);
        Some(at)
    }
}

fn blank() -> ColorImage {
    ColorImage::filled([SIDE, SIDE], Color32::TRANSPARENT)
}

/// egui's curve for light text on dark ground, so that our text and its own look alike.
fn thicker(alpha: u8) -> u8 {
    let a = u32::from(alpha);
    u8::try_from((2 * a * 255 - a * a) / 255).unwrap_or(u8::MAX)
}
