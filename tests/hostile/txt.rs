//! Hostile plain text: bytes that are no text in any encoding, characters that hide or turn others round, lines without end.

use super::make::{File, Seed, file};

/// All of them.
pub fn txt(seed: &mut Seed) -> Vec<File> {
    let mut out = Vec::new();
    let mut put = |name: &str, bytes: Vec<u8>| out.push(file(format!("{name}.txt"), bytes));
    let mut line = |more: &[u8]| [seed.words().as_bytes(), b"\n", more].concat();
    let wide = |text: &[u8], order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        String::from_utf8(text.to_vec()).unwrap().encode_utf16().flat_map(order).collect()
    };
    put("plain", line("Порт не будет сдан.\n".as_bytes()));
    // In a text that is UTF-8 otherwise, what is no UTF-8 is damage and not another encoding.
    let within = |bytes: &[u8]| [bytes, " Порт не будет сдан и в этом году.\n".as_bytes()].concat();
    put("invalid_one", line(&within(b"caf\xC3 ")));
    put("overlong", line(&within(b"\xC0\xAE\xC0\xAE/ \xE0\x80\xAF")));
    put("surrogates", line(&within(b"\xED\xA0\x80\xED\xB0\x80")));
    put("beyond_unicode", line(&within(b"\xF4\x90\x80\x80")));
    let whole = line("Порт не будет сдан и в этом году, сказал он".as_bytes());
    put("cut_in_letter", whole[..whole.len() - 1].to_vec());
    put("utf16_le", [b"\xFF\xFE".to_vec(), wide(&line(b""), u16::to_le_bytes)].concat());
    put("utf16_be", [b"\xFE\xFF".to_vec(), wide(&line(b""), u16::to_be_bytes)].concat());
    put("utf16_no_mark", wide(&line(b""), u16::to_le_bytes));
    put("utf16_half", [b"\xFF\xFE".to_vec(), wide(&line(b""), u16::to_le_bytes), b"x".to_vec()].concat());
    put("utf16_lone", [b"\xFF\xFE".to_vec(), wide(&line(b""), u16::to_le_bytes), b"\x00\xD8x\0".to_vec()].concat());
    let utf32: Vec<u8> =
        String::from_utf8(line(b"")).unwrap().chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    put("utf32", [b"\xFF\xFE\0\0".to_vec(), utf32].concat());
    put("mark_alone", b"\xEF\xBB\xBF".to_vec());
    put("nothing", Vec::new());
    put("blank", b" \n\t\n \r\n".to_vec());
    put("zero_one", [line(b"").repeat(20), b"a\0b\n".to_vec()].concat());
    put("zeros", [line(b""), vec![0; 4096]].concat());
    put("controls", line(&b"\x01\x02\x03\x04\x05\x06 ".repeat(40)));
    put("escapes", line(b"\x1B]0;title\x07\x1B[2J\x1B[31mred\x1B[0m\n"));
    let twelve = "\u{61C}\u{200E}\u{200F}\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}";
    put("directions", line(format!("a{twelve}b\n").as_bytes()));
    put("storm", line(format!("a{}\n", "\u{301}".repeat(100_000)).as_bytes()));
    put("unseen", line("a\u{200B}b\u{AD}c\u{E0041}\u{FE0F}d\u{E000}\n".as_bytes()));
    put("line_ends", line(b"one\r\ntwo\rthree\nfour\n\rfive\x0B\x0C\n"));
    put("separators", line("one\u{2028}two\u{2029}three\u{85}four\n".as_bytes()));
    put("line_long", [line(b""), b"- ".repeat(1 << 19)].concat());
    put("lines_many", [line(b""), b"\n".repeat(300_000), line(b"")].concat());
    put("jis_escapes", line(b"\x1B$B%F%9%H\x1B(B \x1B$B%F%9%H\x1B(B\n"));
    put("cyrillic_1251", line(b"\xCF\xEE\xF0\xF2 \xED\xE5 \xE1\xF3\xE4\xE5\xF2 \xF1\xE4\xE0\xED \xE2 \xFD\xF2\xEE\xEC \xE3\xEE\xE4\xF3.\n"));
    put("program_named_text", [b"\x7FELF\x02\x01\x01\0".to_vec(), vec![0; 64]].concat());
    put("formula", line(b"=HYPERLINK(\"http://a.invalid\")\n@SUM(1)\n"));
    out
}
