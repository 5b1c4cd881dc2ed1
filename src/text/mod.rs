//! Layout with no window: fonts, direction, shaping, lines and the geometry of selections. The reader paints what is
//! laid out here and the paper of an export is set with it, so both agree on every line.

mod apart;
pub mod caret;
pub mod fonts;
pub mod invisible;
pub mod paragraph;
pub mod row;
pub mod slices;
pub mod style;

pub use fonts::Fonts;
pub use paragraph::{Cluster, GlyphAt, GlyphRun, Line, ParagraphLayout, Rect};
pub use row::Columns;
pub use style::{Direction, Face, Style, Weight, first_strong};
