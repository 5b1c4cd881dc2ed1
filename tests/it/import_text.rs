//! Bytes of many encodings and of none become canonical text, or a reason why not.

use assay::domain::Fault;
use assay::domain::document::{DecidedBy, Newlines};
use assay::import::{BinaryKind, Extraction, ImportError, MAX_TEXT_BYTES, Warning, decode};
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, IBM866, ISO_2022_JP, ISO_8859_2, ISO_8859_5, KOI8_R, KOI8_U,
    SHIFT_JIS, UTF_8, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256,
};

const RUSSIAN: &str = "Лукашенко и Раиси подписали дорожную карту всестороннего сотрудничества до 2026 года.";
const PERSIAN_ARABIC: &str =
    "التقى رئيس بيلاروسيا مع رئيس إيران في مينسك ووقعا على خريطة طريق للتعاون الشامل بين البلدين.";
const PERSIAN: &str = "رئیس‌جمهور ایران و رئیس‌جمهور بلاروس در مینسک دیدار کردند و سندی را امضا کردند.";
const CHINESE: &str = "白俄罗斯总统卢卡申科会见了伊朗第一副总统，双方讨论了两国之间的军事合作计划。";
const CHINESE_TRADITIONAL: &str = "白俄羅斯總統盧卡申科會見了伊朗第一副總統，雙方討論了兩國之間的軍事合作計劃。";
const JAPANESE: &str =
    "ベラルーシのルカシェンコ大統領はイランの第一副大統領と会談し、両国の軍事協力について話し合いました。";
const KOREAN: &str = "벨라루스의 루카셴코 대통령은 이란의 제1부통령을 만나 양국의 군사 협력 계획을 논의했다.";
const GREEK: &str = "Ο πρόεδρος της Λευκορωσίας συναντήθηκε με τον πρόεδρο του Ιράν στο Μινσκ.";
const HEBREW: &str = "נשיא בלארוס נפגש עם נשיא איראן במינסק וחתם על מפת דרכים לשיתוף פעולה מקיף.";
const POLISH: &str =
    "Prezydent Białorusi spotkał się z wiceprezydentem Iranu, żeby omówić współpracę wojskową między państwami.";
const FRENCH: &str =
    "Le président biélorusse a rencontré à Minsk le vice-président iranien, déjà reçu l’été précédent.";
const TURKISH: &str =
    "Belarus Cumhurbaşkanı, İran Cumhurbaşkanı Yardımcısı ile görüştü ve iş birliği anlaşmasını imzaladı.";

fn in_encoding(encoding: &'static Encoding, text: &str) -> Vec<u8> {
    let (bytes, used, lost) = encoding.encode(text);
    assert!(!lost && used == encoding, "the sample has to be writable in {}", encoding.name());
    bytes.into_owned()
}

fn utf16(text: &str, big_endian: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|u| if big_endian { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
}

fn utf32(text: &str, big_endian: bool) -> Vec<u8> {
    text.chars()
        .flat_map(|c| if big_endian { u32::from(c).to_be_bytes() } else { u32::from(c).to_le_bytes() })
        .collect()
}

fn read(bytes: &[u8]) -> Extraction {
    decode(bytes, None).unwrap()
}

#[test]
fn legacy_encodings_are_recognised_from_a_sentence() {
    for (encoding, text) in [
        (WINDOWS_1251, RUSSIAN),
        (KOI8_R, RUSSIAN),
        (IBM866, RUSSIAN),
        (ISO_8859_5, RUSSIAN),
        (WINDOWS_1256, PERSIAN_ARABIC),
        (GBK, CHINESE),
        (GB18030, CHINESE),
        (BIG5, CHINESE_TRADITIONAL),
        (SHIFT_JIS, JAPANESE),
        (EUC_JP, JAPANESE),
        (ISO_2022_JP, JAPANESE),
        (EUC_KR, KOREAN),
        (WINDOWS_1253, GREEK),
        (WINDOWS_1255, HEBREW),
        (WINDOWS_1250, POLISH),
        (ISO_8859_2, POLISH),
        (WINDOWS_1252, FRENCH),
        (WINDOWS_1254, TURKISH),
    ] {
        let found = read(&in_encoding(encoding, text));
        assert_eq!(found.text, text, "{}", encoding.name());
        assert_eq!(found.decided_by, DecidedBy::Detected);
        assert_eq!((found.replaced, found.warnings.as_slice(), found.had_bom), (0, &[][..], false));
        let same = [encoding.name()].contains(&found.encoding)
            // Supersets that read the same bytes alike.
            || (encoding == KOI8_R && found.encoding == KOI8_U.name())
            || (encoding == GB18030 && found.encoding == GBK.name());
        assert!(same, "{} was taken for {}", encoding.name(), found.encoding);
    }
}

#[test]
fn unicode_is_read_with_and_without_a_byte_order_mark() {
    for text in [RUSSIAN, PERSIAN, CHINESE, FRENCH, "a\nb"] {
        let found = read(text.as_bytes());
        assert_eq!((found.text.as_str(), found.encoding, found.decided_by), (text, "UTF-8", DecidedBy::Valid));
        let marked = format!("\u{FEFF}{text}");
        for (bytes, name) in [
            (marked.clone().into_bytes(), "UTF-8"),
            (utf16(&marked, false), "UTF-16LE"),
            (utf16(&marked, true), "UTF-16BE"),
            (utf32(&marked, false), "UTF-32LE"),
            (utf32(&marked, true), "UTF-32BE"),
        ] {
            let found = read(&bytes);
            assert_eq!((found.text.as_str(), found.encoding, found.decided_by), (text, name, DecidedBy::Mark));
            assert!(found.had_bom);
        }
    }
    for text in [RUSSIAN, PERSIAN, FRENCH, "第一行\n第二行：两国之间的军事合作计划\n"] {
        for (big_endian, name) in [(false, "UTF-16LE"), (true, "UTF-16BE")] {
            let found = read(&utf16(text, big_endian));
            assert_eq!((found.text.as_str(), found.encoding, found.decided_by), (text, name, DecidedBy::Detected));
        }
    }
}

#[test]
fn only_the_first_byte_order_mark_is_taken_off_and_nothing_else_is_touched() {
    let found = read("\u{FEFF}\u{FEFF}e\u{301}\u{A0}… \u{FEFF}  \n\n".as_bytes());
    assert_eq!(found.text, "\u{FEFF}e\u{301}\u{A0}… \u{FEFF}  \n\n");
}

#[test]
fn line_ends_become_lf_and_what_they_were_is_kept() {
    for (bytes, text, newlines) in [
        ("one", "one", Newlines::None),
        ("a\nb\n", "a\nb\n", Newlines::Lf),
        ("a\r\nb\r\n\r\n", "a\nb\n\n", Newlines::CrLf),
        ("a\rb\r\rc", "a\nb\n\nc", Newlines::Cr),
        ("a\r\nb\nc", "a\nb\nc", Newlines::Mixed),
        ("a\nb\r", "a\nb\n", Newlines::Mixed),
        ("a\r\r\nb", "a\n\nb", Newlines::Mixed),
        ("ё\r\n\u{2028}\u{85}x", "ё\n\u{2028}\u{85}x", Newlines::CrLf),
    ] {
        let found = read(bytes.as_bytes());
        assert_eq!((found.text.as_str(), found.newlines), (text, newlines), "{bytes:?}");
    }
    assert_eq!(read(&utf16("\u{FEFF}да\r\nнет\r\n", true)).newlines, Newlines::CrLf);
}

#[test]
fn damaged_utf8_stays_utf8_with_a_mark_at_each_damage() {
    let mut bytes = RUSSIAN.as_bytes().to_vec();
    bytes[20] = 0xFF;
    bytes.truncate(bytes.len() - 40);
    bytes.push(0xD0);
    let found = read(&bytes);
    assert_eq!((found.encoding, found.decided_by), ("UTF-8", DecidedBy::Detected));
    assert_eq!(found.text.matches('\u{FFFD}').count(), found.replaced as usize);
    assert!((2..=4).contains(&found.replaced), "{}", found.replaced);
    assert_eq!(found.warnings, [Warning::Replaced(found.replaced)]);
    assert!(found.text.starts_with("Лукашенко "));
    // An overlong slash is no slash.
    let overlong = [RUSSIAN.as_bytes(), b"\xC0\xAF"].concat();
    assert_eq!(read(&overlong).text, format!("{RUSSIAN}\u{FFFD}\u{FFFD}"));
    // A mark that stood in the original is not one that was put in.
    assert_eq!(read("a\u{FFFD}б".as_bytes()).replaced, 0);
    // Broken pairs and a cut-off unit.
    let mut broken = utf16("\u{FEFF}abc", false);
    broken.extend([0x00, 0xD8, 0x41, 0x00, 0x42]);
    let found = read(&broken);
    assert_eq!((found.text.as_str(), found.replaced), ("abc\u{FFFD}A\u{FFFD}", 2));
    let mut beyond = utf32("\u{FEFF}ab", false);
    beyond.extend([0xFF, 0xFF, 0xFF, 0xFF]);
    assert_eq!(read(&beyond).text, "ab\u{FFFD}");
}

#[test]
fn a_person_can_choose_the_encoding() {
    let bytes = in_encoding(KOI8_R, RUSSIAN);
    let wrong = decode(&bytes, Some("windows-1251")).unwrap();
    assert_eq!((wrong.encoding, wrong.decided_by), ("windows-1251", DecidedBy::Chosen));
    assert_ne!(wrong.text, RUSSIAN);
    assert_eq!(decode(&bytes, Some(" koi8-r ")).unwrap().text, RUSSIAN);
    // No letter of KOI8-R is anything in UTF-8.
    let letters = RUSSIAN.chars().filter(|c| !c.is_ascii()).count();
    assert_eq!(decode(&bytes, Some("utf-8")).unwrap().replaced as usize, letters);
    assert_eq!(decode(&utf32(FRENCH, true), Some("UTF-32BE")).unwrap().text, FRENCH);
    assert_eq!(decode(&utf16(CHINESE, false), Some("utf-16le")).unwrap().text, CHINESE);
    let error = decode(&bytes, Some("latin-klingon")).unwrap_err();
    assert!(matches!(&error, ImportError::UnknownEncoding(name) if name == "latin-klingon"));
    // Every encoding a person may name reads any bytes without failing.
    for encoding in [UTF_8, GBK, BIG5, SHIFT_JIS, EUC_KR, WINDOWS_1256] {
        let text = decode(&(0..=255).collect::<Vec<u8>>(), Some(encoding.name())).unwrap().text;
        assert!(text.contains("0123456789"), "{}", encoding.name());
    }
}

#[test]
fn what_is_not_text_is_told_apart() {
    for (bytes, name) in [
        (&b"%PDF-1.7\n1 0 obj"[..], "a PDF document"),
        (b"PK\x03\x04\x14\0\x06\0", "a ZIP archive (a .docx, .xlsx, .odt or .epub is one)"),
        (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "a PNG picture"),
        (b"\x7FELF\x02\x01\x01", "a program"),
        (b"SQLite format 3\0\x10\0", "an SQLite database"),
        (b"\x1F\x8B\x08\0\0\0\0\0", "a gzip archive"),
    ] {
        let error = decode(bytes, None).unwrap_err();
        assert!(matches!(&error, ImportError::Binary(BinaryKind::Known(found)) if *found == name), "{error}");
    }
    let zeros = |bytes: &[u8]| matches!(decode(bytes, None), Err(ImportError::Binary(BinaryKind::ZeroBytes)));
    assert!(zeros(b"text\0with\0zeros and more"));
    assert!(zeros(&[0; 4096]));
    assert!(zeros(&(0..20_000_u32).flat_map(u32::to_le_bytes).collect::<Vec<u8>>()));
    let controls = decode(b"\x01\x02\x03 abc \x05\x06", None).unwrap_err();
    assert!(matches!(controls, ImportError::Binary(BinaryKind::Controls)));
    // One lost zero in a long text is no reason to refuse it, only to say so.
    let long = format!("{}\0", RUSSIAN.repeat(20));
    assert_eq!(read(long.as_bytes()).warnings, [Warning::Controls(1)]);
    // Zeros that look like spaces in UTF-16, one way round or both.
    for short in ["few word \0", "да и нет\0 \0\0", " \0\0 "] {
        assert!(zeros(short.as_bytes()), "{short:?} is not UTF-16");
    }
    // A terminal's colors are text.
    assert_eq!(read(b"\x1B[31mred\x1B[0m").text, "\x1B[31mred\x1B[0m");
}

#[test]
fn nothing_and_next_to_nothing() {
    for bytes in [&b""[..], b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF", b"\xFF\xFE\0\0"] {
        assert!(matches!(decode(bytes, None), Err(ImportError::Empty)), "{bytes:?}");
    }
    let blank = read(b" \r\n\t\n");
    assert_eq!((blank.text.as_str(), blank.warnings.as_slice()), (" \n\t\n", &[Warning::Blank][..]));
    assert_eq!(read(b"a").text, "a");
    assert_eq!(read(b"\xE9").encoding, "windows-1252");
}

#[test]
fn unseen_marks_of_direction_are_counted() {
    let found = read("pay \u{202E}100\u{202C} now\u{200F}".as_bytes());
    assert_eq!(found.warnings, [Warning::DirectionMarks(3)]);
}

#[test]
fn a_large_file_of_one_line_is_read_in_any_encoding() {
    let line = RUSSIAN.repeat(20_000_000 / RUSSIAN.len() / 2 * 2);
    assert_eq!(read(line.as_bytes()).text.len(), line.len());
    let legacy = in_encoding(WINDOWS_1251, &line);
    let found = read(&legacy);
    assert_eq!((found.text == line, found.encoding), (true, "windows-1251"));
    // Every byte broken: each is one mark, and it still ends.
    let found = decode(&vec![0xFF; 2_000_000], Some("utf-8")).unwrap();
    assert_eq!(found.replaced, 2_000_000);
}

#[test]
fn the_seeds_are_read_as_they_are() {
    for (seed, bytes, chars) in [
        (&include_bytes!("../../seeds/000_84839096dc77e6c1.txt")[..], 5995, 5674),
        (include_bytes!("../../seeds/002_288d556eec8bee92.txt"), 3937, 3919),
    ] {
        let found = read(seed);
        assert_eq!((found.text.len(), found.text.chars().count()), (bytes, chars));
        assert_eq!((found.text.as_bytes(), found.newlines, found.had_bom), (seed, Newlines::Lf, false));
        assert_eq!(found.warnings, []);
    }
}

#[test]
fn every_refusal_says_what_is_safe_and_what_to_do() {
    let io = || std::io::Error::from(std::io::ErrorKind::PermissionDenied);
    let errors = [
        ImportError::Open(io()),
        ImportError::Read(io()),
        ImportError::NotAFile(assay::import::SpecialFile::Pipe),
        ImportError::TooLarge { limit: MAX_TEXT_BYTES },
        ImportError::NoMemory { bytes: 7 },
        ImportError::Changed,
        ImportError::Empty,
        ImportError::Binary(BinaryKind::ZeroBytes),
        ImportError::UnknownEncoding("x".to_owned()),
    ];
    let mut codes = std::collections::BTreeSet::new();
    for error in errors {
        let fault = Fault::from(error);
        assert!(codes.insert(fault.code) && fault.code.starts_with("AS-IMP-"));
        for part in [&fault.what, &fault.safe, &fault.todo] {
            assert!(part.ends_with('.') && part.chars().next().is_some_and(char::is_uppercase), "{part}");
        }
    }
    let fault = Fault::from(ImportError::Open(io()));
    assert_eq!(fault.what, "The file could not be opened.");
    assert_eq!(fault.causes, ["permission denied"]);
}
