//! Code pages of RTF: by number, by the character set of a font, and the languages Windows numbers.

use encoding_rs::Encoding;

/// How the bytes of a run become characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    /// One that the web knows too.
    Known(&'static Encoding),
    /// A code page of DOS: what the bytes from 0x80 stand for.
    Dos(&'static str),
    /// A font of signs: bytes are places in the font.
    Symbols,
}

const DOS_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
const DOS_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";
const DOS_852: &str = "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{ad}˝˛ˇ˘§÷¸°¨˙űŘř■\u{a0}";

impl Page {
    /// Windows' code page for western Europe, which RTF means when it says nothing.
    pub(super) const WESTERN: Self = Self::Known(encoding_rs::WINDOWS_1252);

    /// A code page by its number, if it is known here.
    pub(super) fn numbered(number: i32) -> Option<Self> {
        let label = match number {
            437 => return Some(Self::Dos(DOS_437)),
            850 => return Some(Self::Dos(DOS_850)),
            852 => return Some(Self::Dos(DOS_852)),
            42 => return Some(Self::Symbols),
            866 => "ibm866",
            874 => "windows-874",
            932 => "shift_jis",
            936 => "gbk",
            949 | 1361 => "euc-kr",
            950 => "big5",
            1250..=1258 => return Encoding::for_label(format!("windows-{number}").as_bytes()).map(Self::Known),
            10000 => "macintosh",
            10007 => "x-mac-cyrillic",
            20866 => "koi8-r",
            21866 => "koi8-u",
            54936 => "gb18030",
            65001 => "utf-8",
            _ => return None,
        };
        Encoding::for_label(label.as_bytes()).map(Self::Known)
    }

    /// The code page of a font's character set; nothing for the document's own.
    pub(super) fn of_charset(charset: i32) -> Option<Self> {
        Self::numbered(match charset {
            0 => 1252,
            2 => 42,
            77 => 10000,
            128 => 932,
            129 | 130 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            254 | 255 => 437,
            _ => return None,
        })
    }

    /// The characters of a run of bytes.
    pub(super) fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Known(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
            Self::Dos(upper) => bytes
                .iter()
                .filter_map(|b| match b.checked_sub(0x80) {
                    Some(at) => upper.chars().nth(usize::from(at)),
                    None => Some(char::from(*b)),
                })
                .collect(),
            Self::Symbols => bytes.iter().map(|b| sign(0xF000 + u32::from(*b))).collect(),
        }
    }
}

/// A place in a font of signs as a character. The two that programs put before list items have characters of their own.
pub(super) fn sign(place: u32) -> char {
    match place {
        0xF0B7 => '•',
        0xF0A7 => '▪',
        0xF000..=0xF020 => ' ',
        place => char::from_u32(place).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

/// The BCP 47 tag of a language that Windows numbers.
pub(super) fn language(number: i32) -> Option<&'static str> {
    // Chinese and Serbian differ by script; of other languages the country says little.
    let tag = match number {
        0x0804 | 0x1004 => "zh-Hans",
        0x0404 | 0x0C04 | 0x1404 => "zh-Hant",
        0x041A => "hr",
        0x081A => "sr-Latn",
        0x0C1A => "sr",
        _ => match number & 0x3FF {
            0x01 => "ar",
            0x02 => "bg",
            0x03 => "ca",
            0x05 => "cs",
            0x06 => "da",
            0x07 => "de",
            0x08 => "el",
            0x09 => "en",
            0x0A => "es",
            0x0B => "fi",
            0x0C => "fr",
            0x0D => "he",
            0x0E => "hu",
            0x0F => "is",
            0x10 => "it",
            0x11 => "ja",
            0x12 => "ko",
            0x13 => "nl",
            0x14 => "no",
            0x15 => "pl",
            0x16 => "pt",
            0x18 => "ro",
            0x19 => "ru",
            0x1B => "sk",
            0x1C => "sq",
            0x1D => "sv",
            0x1E => "th",
            0x1F => "tr",
            0x20 => "ur",
            0x21 => "id",
            0x22 => "uk",
            0x23 => "be",
            0x24 => "sl",
            0x25 => "et",
            0x26 => "lv",
            0x27 => "lt",
            0x28 => "tg",
            0x29 => "fa",
            0x2A => "vi",
            0x2B => "hy",
            0x2C => "az",
            0x37 => "ka",
            0x39 => "hi",
            0x3F => "kk",
            0x40 => "ky",
            0x43 => "uz",
            0x63 => "ps",
            _ => return None,
        },
    };
    Some(tag)
}
