//! What fonts in the file say of their glyphs, for where the file itself does not say what characters they stand for.

use hayro_interpret::font::OutlineGlyph;
use std::collections::HashMap;
use swash::FontRef;

/// Most fonts that are kept in mind at once.
const MAX_FONTS: usize = 64;

/// The characters of the fonts that were asked, by font and glyph.
#[derive(Debug, Default)]
pub(super) struct Fonts(HashMap<u128, HashMap<u16, char>>);

impl Fonts {
    /// The character a font draws with this glyph; none when its font has no table of characters.
    pub(super) fn character(&mut self, glyph: &OutlineGlyph) -> Option<char> {
        let font = glyph.font_data()?;
        if self.0.len() >= MAX_FONTS && !self.0.contains_key(&font.cache_key) {
            self.0.clear();
        }
        let characters = self.0.entry(font.cache_key).or_insert_with(|| characters(font.data.as_ref().as_ref()));
        characters.get(&u16::try_from(glyph.glyph_id().to_u32()).ok()?).copied()
    }
}

/// The character of each glyph, the first where there are several. Every character is asked for, because a table that is
/// read through can be made to never end.
fn characters(font: &[u8]) -> HashMap<u16, char> {
    let Some(font) = FontRef::from_index(font, 0) else { return HashMap::new() };
    let table = font.charmap();
    let mut out = HashMap::new();
    for character in (' '..='\u{D7FF}').chain('\u{F900}'..='\u{FFEF}').filter(|c| !c.is_control()) {
        let glyph = table.map(character);
        if glyph != 0 {
            out.entry(glyph).or_insert(character);
        }
    }
    out
}
