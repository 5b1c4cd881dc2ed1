//! Texts to measure on: sentences in five scripts, as long and as many as are wanted, always the same.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const SENTENCES: [&str; 4] = [
    "He further clarified that the partnership between Belarus and Iran is not directed against any third party. ",
    "Встреча с первым вице-президентом Ирана Мохаммадом Мохбером прошла в Минске, сообщила пресс-служба. ",
    "رئیس‌جمهور ایران، مسعود پزشکیان (Masoud Pezeshkian)، در مینسک گفت: «همکاری ما علیه هیچ کشور ثالثی نیست.» ",
    "נשיא בלארוס, אלכסנדר לוקשנקו, אמר ב־2023 כי אין נושאים סגורים. ",
];

/// Chinese of some 3,000 different characters, so that every jump meets glyphs never drawn before.
fn chinese(seed: u32) -> String {
    (0..120_u32)
        .filter_map(|i| char::from_u32(0x4E00 + (seed.wrapping_mul(31) + i * 37) % 3_000))
        .chain("。".chars())
        .collect()
}

/// A text of at least so many bytes.
pub fn text(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 4_000);
    let mut n = 0_u32;
    while text.len() < bytes {
        for i in 0..1 + n % 7 {
            if n % 5 == 4 {
                text.push_str(&chinese(n + i));
            } else {
                text.push_str(SENTENCES[((n + i / 3) % 4) as usize]);
            }
        }
        text.push_str(if n.is_multiple_of(3) { "\n\n" } else { "\n" });
        n += 1;
    }
    text
}

/// A folder of small files, each different: one to eight kilobytes of one script and English, a hundred a folder.
pub fn small_files(folder: &Path, count: usize) -> PathBuf {
    for n in 0..count {
        let below = folder.join(format!("{:03}", n / 100));
        if n % 100 == 0 {
            std::fs::create_dir_all(&below).unwrap();
        }
        let mut text = format!("Report {n}\n\n");
        let bytes = 1_000 + (n * 7_919) % 7_000;
        let mut i = n;
        while text.len() < bytes {
            text.push_str(SENTENCES[if i.is_multiple_of(3) { 0 } else { n % 4 }]);
            if i % 4 == 3 {
                writeln!(text, "Item {i}.").unwrap();
            }
            i += 1;
        }
        std::fs::write(below.join(format!("{n:05}.txt")), text).unwrap();
    }
    folder.to_owned()
}
