//! The look: every color, size and typeface of the interface, for a light and a dark room. Nothing else in `ui` may
//! name a color.

use egui::epaint::text::{FontData, FontDefinitions, FontFamily};
use egui::style::ScrollStyle;
use egui::{Color32, CornerRadius, FontId, Margin, Shadow, Stroke, Style, TextStyle, Theme, Vec2, Visuals};
use std::sync::Arc;

use crate::app::settings::{Paper, Room};
use crate::say::tags::hue;
use crate::text::fonts;

const fn hex(rgb: u32) -> Color32 {
    let [_, r, g, b] = rgb.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

/// The colors of one theme, by what they are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Which theme this is.
    pub dark: bool,
    /// Behind documents' words.
    pub paper: Color32,
    /// Side panels, bars.
    pub panel: Color32,
    /// Cards, buttons, what lies on a panel.
    pub raise: Color32,
    /// Hairlines and borders.
    pub rule: Color32,
    /// Text.
    pub ink: Color32,
    /// Text of the second rank.
    pub soft: Color32,
    /// Outlines that are there to be noticed. Never text: it does not stand out enough.
    pub faint: Color32,
    /// What can be followed, the bar beside the sentence under the cursor, the focus.
    pub accent: Color32,
    /// Behind the sentence under the cursor.
    pub wash: Color32,
    /// Behind selected words; the wash, a step further from the paper.
    pub selection: Color32,
    /// What would embarrass us in print, and nothing else.
    pub alarm: Color32,
    /// Under a window or menu.
    pub shadow: Color32,
}

/// The palette of a light room.
pub const LIGHT: Palette = Palette {
    dark: false,
    paper: hex(0xFBF9F4),
    panel: hex(0xF4F1EA),
    raise: hex(0xFFFFFF),
    rule: hex(0xE3DED2),
    ink: hex(0x1F1D1A),
    soft: hex(0x655F55),
    faint: hex(0x817A6D),
    accent: hex(0x2F5D8A),
    wash: hex(0xEFEADB),
    selection: hex(0xE2DAC3),
    alarm: hex(0xA3352B),
    shadow: Color32::from_rgba_premultiplied(0, 0, 0, 18),
};

/// The palette of a dark room.
pub const DARK: Palette = Palette {
    dark: true,
    paper: hex(0x1C1B1A),
    panel: hex(0x232220),
    raise: hex(0x2A2826),
    rule: hex(0x37342F),
    ink: hex(0xD9D4C9),
    soft: hex(0xA9A397),
    faint: hex(0x898379),
    accent: hex(0x8FB4DA),
    wash: hex(0x2C2A25),
    selection: hex(0x3D3A31),
    alarm: hex(0xE0786B),
    shadow: Color32::from_rgba_premultiplied(0, 0, 0, 90),
};

/// White paper in a light room.
pub const WHITE: Palette = Palette {
    dark: false,
    paper: hex(0xFFFFFF),
    panel: hex(0xF5F5F5),
    raise: hex(0xFFFFFF),
    rule: hex(0xDDDDDD),
    ink: hex(0x1B1B1B),
    soft: hex(0x5E5E5E),
    faint: hex(0x7F7F7F),
    accent: hex(0x2F5D8A),
    wash: hex(0xECECEC),
    selection: hex(0xDCE1E6),
    alarm: hex(0xA3352B),
    shadow: Color32::from_rgba_premultiplied(0, 0, 0, 18),
};

/// Black paper in a dark room.
pub const BLACK: Palette = Palette {
    dark: true,
    paper: hex(0x121212),
    panel: hex(0x1A1A1A),
    raise: hex(0x222222),
    rule: hex(0x333333),
    ink: hex(0xDADADA),
    soft: hex(0xA3A3A3),
    faint: hex(0x818181),
    accent: hex(0x8FB4DA),
    wash: hex(0x262626),
    selection: hex(0x373737),
    alarm: hex(0xE0786B),
    shadow: Color32::from_rgba_premultiplied(0, 0, 0, 90),
};

/// Green paper in a light room.
pub const GREEN: Palette = Palette {
    dark: false,
    paper: hex(0xF2F6EE),
    panel: hex(0xE9EFE4),
    raise: hex(0xFAFCF8),
    rule: hex(0xD5DECC),
    ink: hex(0x1B1F19),
    soft: hex(0x566050),
    faint: hex(0x737E6B),
    accent: hex(0x2C5680),
    wash: hex(0xE1EAD8),
    selection: hex(0xD0DEC2),
    alarm: hex(0x9A3028),
    shadow: Color32::from_rgba_premultiplied(0, 0, 0, 18),
};

/// Green paper in a dark room.
pub const MOSS: Palette = Palette {
    dark: true,
    paper: hex(0x181C18),
    panel: hex(0x1F241F),
    raise: hex(0x262C26),
    rule: hex(0x333B33),
    ink: hex(0xD2D8CC),
    soft: hex(0xA5AF9E),
    faint: hex(0x858D7F),
    accent: hex(0x8FB4DA),
    wash: hex(0x272F26),
    selection: hex(0x374335),
    alarm: hex(0xE58375),
    shadow: Color32::from_rgba_premultiplied(0, 0, 0, 90),
};

/// Every palette there is.
pub const PALETTES: [Palette; 6] = [LIGHT, DARK, WHITE, BLACK, GREEN, MOSS];

/// The eight hues offered for tags, as stored, with their names and what a dark room shows instead.
const HUES: [(&str, [u8; 3], [u8; 3]); 8] = [
    (hue::RUST, [0xB4, 0x57, 0x3C], [0xD9, 0x8A, 0x70]),
    (hue::SEA_GREEN, [0x3F, 0x7D, 0x6E], [0x79, 0xB5, 0xA6]),
    (hue::OCHRE, [0x8A, 0x6D, 0x1F], [0xC9, 0xA9, 0x5A]),
    (hue::VIOLET, [0x5A, 0x5F, 0xA8], [0x9D, 0xA1, 0xDE]),
    (hue::PLUM, [0x93, 0x4E, 0x78], [0xCC, 0x8F, 0xB4]),
    (hue::MOSS, [0x5E, 0x7A, 0x35], [0xA3, 0xBD, 0x7B]),
    (hue::STEEL, [0x3B, 0x72, 0x93], [0x83, 0xB2, 0xD0]),
    (hue::UMBER, [0x7A, 0x5F, 0x4A], [0xBB, 0x9F, 0x88]),
];

/// The hues offered for tags: (name, color as stored).
pub fn hues() -> impl Iterator<Item = (&'static str, [u8; 3])> {
    HUES.iter().map(|&(name, stored, _)| (name, stored))
}

/// Space, in points, and other measures of the window.
pub mod measure {
    /// Height of the bar at the top.
    pub const TOP_BAR: f32 = 42.0;
    /// Height of the key strip at the bottom.
    pub const KEY_STRIP: f32 = 30.0;
    /// Width of the lists at the left.
    pub const LEFT_PANEL: f32 = 232.0;
    /// Width of the inspector.
    pub const RIGHT_PANEL: f32 = 318.0;
    /// Inner margin of panels and cards.
    pub const MARGIN: f32 = 14.0;
    /// Between neighbours that belong together.
    pub const GAP: f32 = 6.0;
    /// Corners of cards.
    pub const CARD_RADIUS: f32 = 9.0;
    /// Corners of buttons and rows.
    pub const BUTTON_RADIUS: f32 = 7.0;
}

/// Sizes of text, in points.
pub mod size {
    /// Interface text.
    pub const BODY: f32 = 13.0;
    /// Second lines, chips.
    pub const SMALL: f32 = 11.5;
    /// Labels over groups, numbers in the margin.
    pub const LABEL: f32 = 11.0;
    /// A document's title.
    pub const TITLE: f32 = 21.0;
    /// A quotation on a card.
    pub const QUOTE: f32 = 14.5;
    /// A document's body.
    pub const READING: f32 = 17.0;
}

impl Palette {
    /// The palette a window is drawn with at present.
    pub fn of(ctx: &egui::Context) -> Self {
        let tint = ctx.data(|data| data.get_temp::<Paper>(tint())).unwrap_or_default();
        Self::with(tint, ctx.theme() == Theme::Dark)
    }

    /// The palette of a paper in a light or a dark room.
    pub fn with(paper: Paper, dark: bool) -> Self {
        match (paper, dark) {
            (Paper::Warm, false) => LIGHT,
            (Paper::Warm, true) => DARK,
            (Paper::Plain, false) => WHITE,
            (Paper::Plain, true) => BLACK,
            (Paper::Green, false) => GREEN,
            (Paper::Green, true) => MOSS,
        }
    }

    /// What a tag's color may stand on.
    fn grounds(&self) -> [Color32; 3] {
        [self.paper, self.panel, self.raise]
    }

    /// A tag's color as this theme shows it: an offered hue has its counterpart, any other is darkened or lightened
    /// until it stands out from paper, panels and cards 3 to 1, as WCAG asks of signs.
    pub fn adjusted(&self, rgb: [u8; 3]) -> Color32 {
        let offered = HUES.iter().find(|(_, stored, _)| *stored == rgb);
        let [r, g, b] = offered.map_or(rgb, |(_, light, dark)| if self.dark { *dark } else { *light });
        let own = Color32::from_rgb(r, g, b);
        let steps = (0..=20_u8).map(|step| own.lerp_to_gamma(self.ink, f32::from(step) / 20.0));
        steps
            .into_iter()
            .find(|&c| self.grounds().into_iter().all(|ground| contrast(c, ground) >= 3.0))
            .unwrap_or(self.ink)
    }

    /// The sign of what is supported.
    pub fn supported(&self) -> Color32 {
        let [_, (_, sea_green, _), ..] = HUES;
        self.adjusted(sea_green)
    }

    /// The sign of claims that clash.
    pub fn clash(&self) -> Color32 {
        let [(_, rust, _), ..] = HUES;
        self.adjusted(rust)
    }

    /// Threads: lines that are many and are seen together, not one by one.
    pub fn thread(&self) -> Color32 {
        self.rule.lerp_to_gamma(self.faint, 0.4)
    }

    /// The same color, held back: what is beside the point while something else is pointed at.
    pub fn dimmed(&self, color: Color32) -> Color32 {
        color.lerp_to_gamma(self.paper, 0.68)
    }
}

/// Contrast of two opaque colors by WCAG 2: 1 to 21.
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(color: Color32) -> f32 {
    let linear = egui::Rgba::from(color);
    0.2126 * linear.r() + 0.7152 * linear.g() + 0.0722 * linear.b()
}

/// What of a window's look is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The tint of the paper.
    pub paper: Paper,
    /// The light of the room.
    pub room: Room,
    /// Nothing moves by itself.
    pub still: bool,
}

fn tint() -> egui::Id {
    egui::Id::unique("tint of the paper")
}

/// Gives a window the look that was chosen.
pub fn apply(ctx: &egui::Context, look: Look) {
    ctx.data_mut(|data| data.insert_temp(tint(), look.paper));
    for (theme, dark) in [(Theme::Light, false), (Theme::Dark, true)] {
        let mut style = style(&Palette::with(look.paper, dark));
        if look.still {
            style.animation_time = 0.0;
            style.scroll_animation = egui::style::ScrollAnimation::none();
            style.visuals.text_cursor.blink = false;
        }
        ctx.set_style_of(theme, style);
    }
    ctx.set_theme(match look.room {
        Room::System => egui::ThemePreference::System,
        Room::Light => egui::ThemePreference::Light,
        Room::Dark => egui::ThemePreference::Dark,
    });
    ctx.request_repaint();
}

/// Puts the fonts and both themes into a window. Call once, before the first frame.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(font_definitions());
    // Where the system does not say what it prefers, paper is white.
    ctx.options_mut(|options| options.fallback_theme = Theme::Light);
    ctx.set_style_of(Theme::Light, style(&LIGHT));
    ctx.set_style_of(Theme::Dark, style(&DARK));
}

/// The fonts of the interface: Inter, its medium and semi-bold weights as families of those names, Noto Sans and
/// its Arabic and Hebrew behind each. egui wants a monospaced family; figures in Inter are as wide as each other, so it serves.
pub fn font_definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in fonts::interface_files() {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let with_fallback =
        |name: &str| [name, "Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew"].map(str::to_owned).to_vec();
    fonts.families.insert(FontFamily::Proportional, with_fallback("Inter"));
    fonts.families.insert(FontFamily::Monospace, with_fallback("Inter"));
    for name in ["Inter Medium", "Inter SemiBold", "Noto Serif", "Noto Serif Bold"] {
        fonts.families.insert(FontFamily::Name(name.into()), with_fallback(name));
    }
    fonts
}

/// Inter in weight 600.
pub fn semi_bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("Inter SemiBold".into()))
}

/// Inter in weight 500.
pub fn medium(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("Inter Medium".into()))
}

/// The serif of briefs, for a field that stands among their words.
pub fn serif(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("Noto Serif".into()))
}

/// The same, bold, for a headline.
pub fn bold_serif(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("Noto Serif Bold".into()))
}

/// egui's style for a palette.
pub fn style(palette: &Palette) -> Style {
    let mut style = Style { visuals: visuals(palette), ..Style::default() };
    style.text_styles = [
        (TextStyle::Small, FontId::proportional(size::SMALL)),
        (TextStyle::Body, FontId::proportional(size::BODY)),
        (TextStyle::Button, FontId::proportional(size::BODY)),
        (TextStyle::Monospace, FontId::monospace(size::BODY)),
        (TextStyle::Heading, semi_bold(16.0)),
    ]
    .into();
    style.spacing.item_spacing = Vec2::new(8.0, measure::GAP);
    style.spacing.button_padding = Vec2::new(11.0, 4.0);
    style.spacing.interact_size = Vec2::new(28.0, 26.0);
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.window_margin = Margin::same(14);
    style.spacing.text_edit_width = 260.0;
    style.spacing.scroll = scroll_bars();
    style.animation_time = 0.08;
    style
}

/// Scroll bars: thin and as faint as a hairline, wider and darker under the pointer. They are a tint of the ink, so they are
/// as calm on every ground, and lie over the margin of what they scroll.
fn scroll_bars() -> ScrollStyle {
    ScrollStyle {
        bar_width: 8.0,
        floating_width: 3.0,
        handle_min_length: 24.0,
        dormant_background_opacity: 0.0,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.0,
        dormant_handle_opacity: 0.14,
        active_handle_opacity: 0.22,
        interact_handle_opacity: 0.45,
        ..ScrollStyle::floating()
    }
}

fn visuals(p: &Palette) -> Visuals {
    let mut v = if p.dark { Visuals::dark() } else { Visuals::light() };
    let radius = CornerRadius::same(7);
    v.override_text_color = None;
    v.weak_text_color = Some(p.soft);
    v.hyperlink_color = p.accent;
    v.faint_bg_color = p.panel;
    v.extreme_bg_color = p.paper;
    v.text_edit_bg_color = Some(p.paper);
    v.code_bg_color = p.wash;
    v.warn_fg_color = p.alarm;
    v.error_fg_color = p.alarm;
    v.panel_fill = p.panel;
    v.window_fill = p.raise;
    v.window_stroke = Stroke::new(1.0, p.rule);
    v.window_corner_radius = CornerRadius::same(9);
    v.menu_corner_radius = CornerRadius::same(9);
    v.window_shadow = Shadow { offset: [0, 6], blur: 24, spread: 0, color: p.shadow };
    v.popup_shadow = Shadow { offset: [0, 2], blur: 10, spread: 0, color: p.shadow };
    v.selection.bg_fill = p.selection;
    v.selection.stroke = Stroke::new(1.0, p.accent);
    v.text_cursor.stroke = Stroke::new(1.5, p.accent);
    for (widget, fill, edge, text) in [
        (&mut v.widgets.noninteractive, p.panel, p.rule, p.ink),
        (&mut v.widgets.inactive, p.raise, p.rule, p.ink),
        (&mut v.widgets.hovered, p.wash, p.faint, p.ink),
        (&mut v.widgets.active, p.wash, p.accent, p.ink),
        (&mut v.widgets.open, p.wash, p.rule, p.ink),
    ] {
        // Of boxes to tick and rails, which lie on a card; buttons have the weak fill.
        widget.bg_fill = if fill == p.raise { p.rule } else { fill };
        widget.weak_bg_fill = fill;
        widget.bg_stroke = Stroke::new(1.0, edge);
        widget.fg_stroke = Stroke::new(1.0, text);
        widget.corner_radius = radius;
        widget.expansion = 0.0;
    }
    v
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tag_color_stands_out_from_what_it_stands_on_in_every_palette() {
        let foreign = [[255, 255, 255], [0, 0, 0], [255, 255, 0], [28, 27, 26], [251, 249, 244], [0, 0, 255]];
        for palette in PALETTES {
            for rgb in hues().map(|(_, rgb)| rgb).chain(foreign) {
                let shown = palette.adjusted(rgb);
                for ground in [palette.paper, palette.panel, palette.raise] {
                    assert!(contrast(shown, ground) >= 3.0, "{rgb:?} as {shown:?} on {ground:?}");
                }
            }
        }
    }

    #[test]
    fn offered_hues_are_shown_as_they_were_drawn_up() {
        for (name, stored, dark) in HUES {
            let shown = |p: Palette| p.adjusted(stored).to_array();
            assert_eq!(shown(LIGHT)[..3], stored, "{name}");
            assert_eq!(shown(DARK)[..3], dark, "{name}");
        }
    }

    /// Every pair of text and ground in use. Selected words are in ink; the label of a choice that is made is in the accent
    /// color on the ground of a selection.
    #[test]
    fn text_can_be_read_on_every_ground_it_stands_on() {
        for p in PALETTES {
            for ground in [p.paper, p.panel, p.raise, p.wash, p.selection] {
                assert!(contrast(p.ink, ground) >= 7.0, "ink on {ground:?}");
                assert!(contrast(p.accent, ground) >= 4.5, "accent on {ground:?}");
            }
            for ground in [p.paper, p.panel, p.raise, p.wash, p.selection] {
                assert!(contrast(p.soft, ground) >= 4.5, "soft on {ground:?}");
                // Signs, such as the dash of an empty cell.
                assert!(contrast(p.faint, ground) >= 3.0, "faint on {ground:?}");
            }
            for ground in [p.paper, p.panel, p.raise, p.wash] {
                assert!(contrast(p.alarm, ground) >= 4.5, "alarm on {ground:?}");
            }
        }
    }

    #[test]
    fn the_widgets_of_egui_write_in_colors_that_can_be_read_too() {
        for p in PALETTES {
            let v = visuals(&p);
            let widgets = [&v.widgets.noninteractive, &v.widgets.inactive, &v.widgets.hovered, &v.widgets.active];
            for w in widgets {
                assert!(contrast(w.fg_stroke.color, w.bg_fill) >= 4.5);
            }
            assert!(contrast(v.selection.stroke.color, v.selection.bg_fill) >= 4.5);
            assert!(v.weak_text_color.is_some_and(|c| contrast(c, v.extreme_bg_color) >= 4.5));
        }
    }
}
