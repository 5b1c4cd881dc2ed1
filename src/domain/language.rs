//! Languages as people name them and as they are kept: a tag of BCP 47.

/// Why a text is no language.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is not a language we know; write its tag, such as ru, en, zh or pt-BR, or its name, such as Russian or русский"
)]
pub struct BadLanguage(String);

/// The tag of a language that is given by its tag or by its English or own name: `Russian`, `русский` and `RU` are `ru`.
///
/// # Errors
/// When it is neither.
pub fn tag_of(text: &str) -> Result<String, BadLanguage> {
    let text = text.trim();
    let folded = super::fold(text);
    if let Some((tag, _)) = NAMES.iter().find(|(_, names)| names.split(' ').any(|name| super::fold(name) == folded)) {
        return Ok((*tag).to_owned());
    }
    let mut parts = text.split(['-', '_']);
    let first = parts.next().unwrap_or_default().to_ascii_lowercase();
    let letters = first.bytes().all(|b| b.is_ascii_lowercase());
    // Of three letters there are thousands; those of two are few.
    let known = letters && (first.len() == 3 || TWO.split(' ').any(|tag| tag == first));
    let mut tag = first;
    for part in parts {
        if !(1..=8).contains(&part.len()) || !part.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(BadLanguage(text.to_owned()));
        }
        tag.push('-');
        match part.len() {
            2 => tag.push_str(&part.to_ascii_uppercase()),
            4 if part.bytes().all(|b| b.is_ascii_alphabetic()) => {
                let (head, rest) = part.split_at(1);
                tag.push_str(&head.to_ascii_uppercase());
                tag.push_str(&rest.to_ascii_lowercase());
            }
            _ => tag.push_str(&part.to_ascii_lowercase()),
        }
    }
    if known { Ok(tag) } else { Err(BadLanguage(text.to_owned())) }
}

/// The English name of a language by its tag, where we have one: `ru` and `ru-BY` are Russian.
pub fn name_of(tag: &str) -> Option<&'static str> {
    let main = tag.split(['-', '_']).next().unwrap_or(tag);
    let (_, names) = NAMES.iter().find(|(known, _)| *known == main)?;
    names.split(' ').next()
}

/// The two-letter tags of ISO 639-1.
const TWO: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv \
    dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it \
    iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na \
    nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq \
    sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Tags with the English and the own names of their languages, a word each.
const NAMES: [(&str, &str); 66] = [
    ("af", "Afrikaans"),
    ("am", "Amharic አማርኛ"),
    ("ar", "Arabic العربية عربي"),
    ("az", "Azerbaijani Azeri azərbaycanca Azərbaycan"),
    ("be", "Belarusian Belarussian беларуская"),
    ("bg", "Bulgarian български"),
    ("bn", "Bengali Bangla বাংলা"),
    ("bs", "Bosnian bosanski"),
    ("ca", "Catalan català"),
    ("ckb", "Sorani سۆرانی"),
    ("cs", "Czech čeština česky"),
    ("da", "Danish dansk"),
    ("de", "German Deutsch"),
    ("el", "Greek ελληνικά"),
    ("en", "English"),
    ("es", "Spanish Castilian español castellano"),
    ("et", "Estonian eesti"),
    ("eu", "Basque euskara"),
    ("fa", "Persian Farsi فارسی"),
    ("fi", "Finnish suomi"),
    ("fr", "French français"),
    ("ga", "Irish Gaeilge"),
    ("gl", "Galician galego"),
    ("he", "Hebrew עברית"),
    ("hi", "Hindi हिन्दी"),
    ("hr", "Croatian hrvatski"),
    ("hu", "Hungarian magyar"),
    ("hy", "Armenian հայերեն"),
    ("id", "Indonesian Indonesia"),
    ("is", "Icelandic íslenska"),
    ("it", "Italian italiano"),
    ("ja", "Japanese 日本語"),
    ("ka", "Georgian ქართული"),
    ("kk", "Kazakh қазақша қазақ"),
    ("ko", "Korean 한국어 조선말"),
    ("ku", "Kurdish kurdî Kurmanji"),
    ("ky", "Kyrgyz Kirghiz кыргызча"),
    ("la", "Latin"),
    ("lt", "Lithuanian lietuvių"),
    ("lv", "Latvian latviešu"),
    ("mk", "Macedonian македонски"),
    ("mn", "Mongolian монгол"),
    ("nb", "Bokmål"),
    ("nl", "Dutch Flemish Nederlands"),
    ("nn", "Nynorsk"),
    ("no", "Norwegian norsk"),
    ("pl", "Polish polski"),
    ("ps", "Pashto پښتو"),
    ("pt", "Portuguese português"),
    ("ro", "Romanian Moldovan română"),
    ("ru", "Russian русский по-русски"),
    ("sk", "Slovak slovenčina slovensky"),
    ("sl", "Slovene Slovenian slovenščina"),
    ("so", "Somali Soomaali"),
    ("sq", "Albanian shqip"),
    ("sr", "Serbian српски srpski"),
    ("sv", "Swedish svenska"),
    ("sw", "Swahili Kiswahili"),
    ("tg", "Tajik тоҷикӣ"),
    ("th", "Thai ไทย"),
    ("tr", "Turkish Türkçe"),
    ("uk", "Ukrainian українська"),
    ("ur", "Urdu اردو"),
    ("uz", "Uzbek oʻzbekcha o‘zbek ўзбекча"),
    ("vi", "Vietnamese"),
    ("zh", "Chinese Mandarin 中文 汉语 漢語"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_tag_and_by_its_names() {
        for (text, tag) in [
            ("Russian", "ru"),
            (" русский ", "ru"),
            ("RU", "ru"),
            ("中文", "zh"),
            ("فارسی", "fa"),
            ("Français", "fr"),
            ("pt-br", "pt-BR"),
            ("zh_hans_cn", "zh-Hans-CN"),
            ("ckb", "ckb"),
            ("und", "und"),
        ] {
            assert_eq!(tag_of(text).as_deref(), Ok(tag), "{text}");
        }
        for text in ["", "Klingonese", "xx", "the Russian", "r", "ru-", "en US"] {
            let why = tag_of(text).unwrap_err().to_string();
            assert!(why.contains("is not a language we know; write its tag, such as ru"), "{text}: {why}");
        }
        for (tag, names) in NAMES {
            assert!(names.split(' ').all(|name| tag_of(name).as_deref() == Ok(tag)), "{tag}");
        }
    }
}
