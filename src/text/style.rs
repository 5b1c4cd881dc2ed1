//! How a stretch of text is to look, and which way it runs.

/// Which family of typefaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// Documents' words: Noto Serif, Noto Naskh Arabic, Noto Serif Hebrew.
    Serif,
    /// The interface: Inter, Noto Sans and its Arabic and Hebrew.
    Interface,
}

/// How heavy the strokes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weight {
    /// 400.
    Regular,
    /// 500; Inter only, elsewhere the nearest there is.
    Medium,
    /// 600; Inter only, elsewhere bold.
    SemiBold,
    /// 700.
    Bold,
}

impl Weight {
    /// On the scale of OpenType.
    pub fn value(self) -> f32 {
        match self {
            Self::Regular => 400.0,
            Self::Medium => 500.0,
            Self::SemiBold => 600.0,
            Self::Bold => 700.0,
        }
    }
}

/// Which way a paragraph runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// As its first strong character does (UAX 9, P2 and P3).
    #[default]
    Own,
    /// Left to right, whatever it holds.
    LeftToRight,
    /// Right to left, whatever it holds.
    RightToLeft,
}

/// The look of a paragraph. Sizes are in points of the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Typeface.
    pub face: Face,
    /// Height of the letters' square, in points; Arabic letters of [`Face::Serif`] come 15 % larger.
    pub size: f32,
    /// Stroke.
    pub weight: Weight,
    /// Slanted. Scripts without an italic stay upright.
    pub italic: bool,
    /// Distance of baselines as a multiple of `size`.
    pub line_height: f32,
    /// Width to break lines at; `None` breaks only where the text does.
    pub wrap: Option<f32>,
    /// Shows characters that have no picture, or that turn the direction, as named tokens.
    pub invisibles: bool,
}

impl Style {
    /// A document's body at 17 points, leading 1.52.
    pub fn reading(wrap: f32) -> Self {
        Self {
            face: Face::Serif,
            size: 17.0,
            weight: Weight::Regular,
            italic: false,
            line_height: 1.52,
            wrap: Some(wrap),
            invisibles: false,
        }
    }

    /// One line of the interface at `size` points.
    pub fn interface(size: f32) -> Self {
        Self {
            face: Face::Interface,
            size,
            weight: Weight::Regular,
            italic: false,
            line_height: 1.45,
            wrap: None,
            invisibles: false,
        }
    }
}

/// How much larger Arabic letters are set among the serif faces.
pub(crate) const ARABIC_SCALE: f32 = 1.15;
/// Leading of a paragraph that is mostly in Arabic letters, as a multiple of their size.
pub(crate) const ARABIC_LEADING: f32 = 1.7;

/// True for letters, marks, digits and punctuation of the Arabic script.
pub(crate) fn is_arabic(c: char) -> bool {
    matches!(u32::from(c), 0x0600..=0x06FF | 0x0750..=0x077F | 0x0870..=0x08FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFC)
}

/// The direction of the first strong character outside isolates (UAX 9, P2), for text whose paragraph began elsewhere.
/// Letters alone are looked at, which differs from the standard only for signs nobody begins a paragraph with.
pub fn first_strong(text: &str) -> Option<Direction> {
    let mut depth = 0_u32;
    for c in text.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => depth += 1,
            '\u{2069}' => depth = depth.saturating_sub(1),
            '\u{200F}' | '\u{061C}' if depth == 0 => return Some(Direction::RightToLeft),
            '\u{200E}' if depth == 0 => return Some(Direction::LeftToRight),
            c if depth == 0 && c.is_alphabetic() => {
                let right = matches!(u32::from(c),
                    0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFC | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF);
                return Some(if right { Direction::RightToLeft } else { Direction::LeftToRight });
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_strong_character_outside_isolates_decides() {
        assert_eq!(first_strong("«سلام» Minsk"), Some(Direction::RightToLeft));
        assert_eq!(first_strong("2023: Минск"), Some(Direction::LeftToRight));
        assert_eq!(first_strong("\u{2068}Minsk\u{2069} שלום"), Some(Direction::RightToLeft));
        assert_eq!(first_strong("12 …"), None);
    }
}
