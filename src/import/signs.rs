//! The signs of fonts that lay pictures where letters stand: the characters that mean the same.

/// Greek, mathematics and arrows as the font “Symbol” has them, from place 0x22 on; a blank where there is none.
const SYMBOL: [&str; 2] = [
    "∀#∃%&∍()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_ αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…  ↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑           〉∫",
];

/// The signs of “Wingdings” that forms and lists use.
const WINGDINGS: [(u32, char); 30] = [
    (0x22, '✂'),
    (0x28, '☎'),
    (0x2A, '✉'),
    (0x46, '☞'),
    (0x4A, '☺'),
    (0x4B, '😐'),
    (0x4C, '☹'),
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x70, '❐'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x9F, '•'),
    (0xA7, '▪'),
    (0xA8, '◻'),
    (0xD8, '➢'),
    (0xDC, '➲'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xE8, '➔'),
    (0xF0, '⇨'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

/// The character for a place in a font of signs, which may be counted from 0xF000; none when it is not known.
pub(super) fn sign(font: &str, place: u32) -> Option<char> {
    let place = if (0xF000..=0xF0FF).contains(&place) { place - 0xF000 } else { place };
    if place <= 0x20 {
        return (place == 0x20).then_some(' ');
    }
    if font.eq_ignore_ascii_case("wingdings") {
        return WINGDINGS.iter().find(|(at, _)| *at == place).map(|(_, sign)| *sign);
    }
    if !font.eq_ignore_ascii_case("symbol") {
        return None;
    }
    let [low, high] = SYMBOL;
    let found = match place {
        0x21 => Some('!'),
        0x22..=0x7E => low.chars().nth(place as usize - 0x22),
        0xA0.. => high.chars().nth(place as usize - 0xA0),
        _ => None,
    };
    found.filter(|sign| *sign != ' ')
}

#[cfg(test)]
mod tests {
    use super::sign;

    #[test]
    fn signs_stand_at_their_places() {
        for (place, expected) in [
            (0xF061, Some('α')),
            (0x70, Some('π')),
            (0x7E, Some('∼')),
            (0x5E, Some('⊥')),
            (0x60, None),
            (0xF0A0, Some('€')),
            (0xF0A7, Some('♣')),
            (0xB7, Some('•')),
            (0xBE, None),
            (0xD1, Some('∇')),
            (0xE5, Some('∑')),
            (0xF1, Some('〉')),
            (0xF2, Some('∫')),
            (0xFE, None),
            (0xF020, Some(' ')),
            (0xF094, None),
        ] {
            assert_eq!(sign("Symbol", place), expected, "{place:X}");
        }
        assert_eq!(
            [sign("Wingdings", 0xF0FE), sign("Wingdings", 0xA7), sign("Webdings", 0xF061)],
            [Some('☑'), Some('▪'), None]
        );
    }
}
