//! Reasons, texts made to mislead and texts made to weigh down. The table of expressions is gone through in
//! `tests/it/dates.rs`.

use super::*;
use proptest::prelude::*;

/// What is found in an English text, as `words: value`, the value by the document's date where there is one.
fn english(text: &str) -> Vec<String> {
    shown(text, "en", None)
}

fn shown(text: &str, language: &str, written: Option<&str>) -> Vec<String> {
    let written: Option<Date> = written.map(|written| written.parse().unwrap());
    let found = expressions(text, Some(language), written.as_ref(), Lexicon::built_in());
    let value =
        |found: &Expression| found.reading.as_ref().or(found.edtf.as_ref()).map_or("-", Date::as_str).to_owned();
    found.iter().map(|found| format!("{}: {}", &text[found.bytes.clone()], value(found))).collect()
}

/// The only expression of a text.
fn one(text: &str, language: &str, written: Option<&str>) -> Expression {
    let written: Option<Date> = written.map(|written| written.parse().unwrap());
    let mut found = expressions(text, Some(language), written.as_ref(), Lexicon::built_in());
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.remove(0)
}

#[test]
fn every_reading_has_its_reason() {
    for (language, written, text, reason) in [
        ("en", None, "on 18 October 2023", "day, month and year are said"),
        (
            "en",
            Some("2023-10-18"),
            "in August",
            "the year is not said; the nearest August up to the document’s date, 18 October 2023",
        ),
        ("en", None, "in August", "the year is not said"),
        ("en", Some("2023"), "in August", "the year is not said, and the document’s date, 2023, does not tell it"),
        ("en", Some("2023-10-19"), "on Tuesday", "the nearest Tuesday up to the document’s date, 19 October 2023"),
        ("en", None, "yesterday", "it counts from when the text was written, and no date of the document is recorded"),
        (
            "en",
            Some("2023-10"),
            "yesterday",
            "it counts from when the text was written; the document’s date, October 2023, says no day",
        ),
        (
            "en",
            Some("2023-10-18"),
            "later this year",
            "the year of the document’s date, 18 October 2023; within it, after the text was written",
        ),
        ("en", None, "until 2026", "the year is said; up to then; whether the end is inside is not said"),
        ("en", None, "03/04/2023", "it can be 3 April 2023 or 4 March 2023"),
        ("en", None, "2010-12", "it can be December 2010 or the years 2010 to 2012"),
        ("en", None, "on 31 September 2023", "there is no such day: September has 30 days"),
        (
            "en",
            None,
            "Monday, 18 October 2023",
            "day, month and year are said; the text says Monday, but that day is a Wednesday",
        ),
        ("fa", None, "۲۵ مهر ۱۴۰۲", "25 Mehr 1402 of the Solar Hijri calendar"),
        (
            "ar",
            None,
            "2 ربيع الآخر 1445",
            "2 Rabi II 1445 of the Islamic calendar; it is counted, and may be a day or two off",
        ),
        ("fa", Some("2023-10-18"), "سال گذشته", "the year before that of the document’s date, 18 October 2023"),
    ] {
        assert_eq!(one(text, language, written).reason, reason, "{text}");
    }
    assert_eq!(one("at 14:30 on 18 October 2023", "en", None).clock, Some((14, 30)));
}

#[test]
fn what_only_looks_like_a_date_is_none() {
    for text in [
        "It may be so. May I? They may 5 times.",
        "A march of 3 miles; March on, march!",
        "He had 1999 votes, 2,024 tons and 1950 people.",
        "Bug 2023, RFC 2026, ISO 8601, version 2024, page 1987, room 2010, port 2049.",
        "v2023 x2023 2023x 20231017 2023.4 20.2023 1.2.2023.4 10.0.20.24 ::2023 #2023 $1999 €2010 +2024 2010%",
        "https://example.org/2023/10/17/news?id=2024&n=2023-10 and /usr/share/2023/x 2023_10 a-2023-b",
        "Tel. 0171 2023 1999, +98 21 1402 2023, 2023 1999 2010",
        "ISBN 978-2-1234-5680-3, ISBN 0-19-852663-6",
        "the first of the second kind, a third quarter of the pie, half of it",
        "in a second, at first, in part, by the end, at the end of the day, the day before",
        "every Monday, the first Sunday of the month",
        "a fall, the fall of Rome, a spring, summer",
        "\\today and @march and _may_",
        "1957\t\\def\\x",
        "}% 2043 \\fi 2044 {\\x}",
        "size\t2051\tnone\n2026\tkB\nrest\t1976",
        "Windows 2000 and Office 2003",
        "in 1024 steps, at 1200 rpm, over 1100 users, by 1500",
    ] {
        assert_eq!(english(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn what_stands_in_awkward_places_is_found() {
    for (text, found) in [
        ("(2023)", &["2023: 2023"][..]),
        ("In 2019, 2020 and 2021.", &["In 2019: 2019", "2020: 2020", "2021: 2021"]),
        ("2023’s war, the 2014–2015 talks", &["2023: 2023", "2014–2015: 2014/2015"]),
        ("May 2023. May 5. May Day.", &["May 2023: 2023-05", "May 5: XXXX-05-05"]),
        ("He was born on 3 March 1950 and died in 2001.", &["on 3 March 1950: 1950-03-03", "in 2001: 2001"]),
        ("It ran from 10 a.m. to 3 p.m.", &["from 10 a.m.: -", "3 p.m.: -"]),
        ("on the 5th of May, 2023,", &["on the 5th of May, 2023: 2023-05-05"]),
        ("December 2023 to February 2024", &["December 2023 to February 2024: 2023-12/2024-02"]),
        ("from December to February 2024", &["from December to February 2024: 2023-12/2024-02"]),
        ("28–30 April, 1 May", &["28–30 April: XXXX-04-28/XXXX-04-30", "1 May: XXXX-05-01"]),
        ("winter 2023/24", &["winter 2023/24: 2023-24"]),
        ("in the ’90s and the 1920s", &["in the ’90s: -", "1920s: 192X"]),
        ("«17 октября 2023 года» was its title", &["17 октября 2023 года: 2023-10-17"]),
        ("a line of more than forty letters that ends on 17\nOctober 2023", &["on 17\nOctober 2023: 2023-10-17"]),
        ("It ends in mid-May. Last year it did not.", &["in mid-May: XXXX-05", "Last year: -"]),
        ("Since February 24, 2022. On the night", &["Since February 24, 2022: 2022-02-24/.."]),
        ("(1874 – 1954), the Act of 1857", &["1874 – 1954: 1874/1954", "1857: 1857"]),
        ("(2002 February 15)", &["2002 February 15: 2002-02-15"]),
        ("At 6pm on Sunday", &["At 6pm: -", "on Sunday: -"]),
        ("short 17\nOctober 2023", &["October 2023: 2023-10"]),
    ] {
        assert_eq!(english(text), found, "{text}");
    }
}

#[test]
fn what_stands_in_awkward_places_of_other_languages_is_found() {
    for (language, text, found) in [
        ("ru", "переизбран в августе 2020-го.", &["в августе 2020-го: 2020-08"][..]),
        ("ru", "в 2014-м, указ № 2023, 2000 лет назад", &["в 2014-м: 2014"]),
        ("ru", "До 2030 года. Год спустя", &["До 2030 года: ../2030"]),
        ("uk", "О 10:30. Рік тому.", &["О 10:30: -", "Рік тому: -"]),
        ("fa", "۲۵/۷/۱۴۰۲ و 25/7/1402", &["۲۵/۷/۱۴۰۲: 2023-10-17", "25/7/1402: 2023-10-17"]),
        ("fa", "در سال‌های ۱۳۹۰ تا ۱۳۹۵", &["در سال‌های ۱۳۹۰ تا ۱۳۹۵: 2011-03-21/2017-03-20"]),
        ("fa", "قانون ۱۳۵۸ و ۱۴۰۲ نفر", &["۱۳۵۸: 1979-03-21/1980-03-20"]),
        ("ar", "أمس وغدا، في مارس؛ مارس الرئيس", &["أمس: -", "غدا: -", "في مارس: XXXX-03"]),
        ("ar", "الساعة 10:30 صباحا يوم الأحد", &["الساعة 10:30 صباحا: -", "يوم الأحد: -"]),
        ("de", "Vor 2000 Jahren; vor 2014; um 10.30 Uhr", &["vor 2014: ../2014", "um 10.30 Uhr: -"]),
        ("de", "vom 9. bis 11. Oktober 2023", &["vom 9. bis 11. Oktober 2023: 2023-10-09/2023-10-11"]),
        ("fr", "à 10h30, il a été élu; à 10 h", &["à 10h30: -", "à 10 h: -"]),
        ("fr", "depuis le début de l’année. En 2014", &["En 2014: 2014"]),
    ] {
        assert_eq!(shown(text, language, None), found, "{text}");
    }
    // A quotation in another script is read in all languages of that.
    assert_eq!(english("He said «в прошлом году» and “پارسال”."), ["в прошлом году: -", "پارسال: -"]);
}

#[test]
fn no_sign_that_touches_a_date_takes_its_year_from_it() {
    let worded = [
        ("en", "17 October 2020"),
        ("en", "October 17, 2020"),
        ("ru", "17 октября 2020"),
        ("uk", "17 жовтня 2020"),
        ("fa", "۱۷ اکتبر ۲۰۲۰"),
        ("ar", "17 أكتوبر 2020"),
        ("de", "17. Oktober 2020"),
        ("fr", "17 octobre 2020"),
    ];
    let figures = [("en", "17.10.2020"), ("en", "2020-10-17"), ("fr", "17/10/2020"), ("fa", "۱۳۹۹/۷/۲۶")];
    let before = [
        "", "(", "[", "“", "„", "«", "‹", "\"", "'", "‘", "*", "**", "†", "—", "–", "•", "|", "·", ">", ";", "؛", "،",
        "x,", "x;", "\u{200F}", "\u{202B}",
    ];
    let after = [
        "",
        ")",
        "]",
        "}",
        "”",
        "“",
        "»",
        "›",
        "\"",
        "'",
        "’",
        "*",
        "**",
        "†",
        "‡",
        "§",
        "¹",
        "²³",
        "[1]",
        "(1)",
        "(a)",
        "…",
        ".",
        ",",
        ";",
        ":",
        "!",
        "?",
        "—he",
        "–he",
        ".He",
        ",he",
        ":he",
        ";he",
        "؟",
        "؛",
        "،",
        "|",
        "<br>",
        "\u{200F}",
        "\u{202C}",
        "\n",
        "*.",
        "(accessed)",
        "He",
    ];
    let written: Date = "2023-11-20".parse().unwrap();
    for (language, date) in worded.into_iter().chain(figures) {
        let behind = after.iter().map(|after| ("", *after)).chain(after.iter().map(|after| ("(", *after)));
        for (before, after) in before.iter().map(|before| (*before, "")).chain(behind) {
            let text = format!("x {before}{date}{after} x");
            let found = expressions(&text, Some(language), Some(&written), Lexicon::built_in());
            let edtf: Vec<_> = found.iter().filter_map(|found| found.edtf.as_ref().map(Date::as_str)).collect();
            assert_eq!(edtf, ["2020-10-17"], "{text}");
        }
    }
}

#[test]
fn signs_that_make_a_quantity_or_a_code_of_it_still_do() {
    for (text, found) in [
        ("On 5 May 1500%", &["On 5 May: XXXX-05-05"][..]),
        ("On 5 May 1500.50 was paid", &["On 5 May: XXXX-05-05"]),
        ("in May 1500kg came", &["in May: XXXX-05"]),
        ("2020.pdf, f2020(x), 2020(4), x/2020/y, 2020*x", &[]),
        ("2.17 October 2020", &["October 2020: 2020-10"]),
        ("17–17 October 2020", &["17–17 October 2020: 2020-10-17"]),
        ("October 17–17, 2020", &["October 17–17, 2020: 2020-10-17"]),
    ] {
        assert_eq!(english(text), found, "{text}");
    }
}

#[test]
fn what_counts_from_the_document_s_date_crosses_years_and_months() {
    for (written, text, value) in [
        ("2023-01-01", "yesterday", "2022-12-31"),
        ("2023-01-15", "last month", "2022-12"),
        ("2023-12-31", "next week", "2024-01-01/2024-01-07"),
        ("2023-03-01", "in December", "2022-12"),
        ("2023-03-01", "on 29 February", "2020-02-29"),
        ("2023-01-10", "last quarter", "2022-10/2022-12"),
        ("2023-02-10", "this winter", "2022-24"),
        ("2023-10-17", "this August", "2023-08"),
        ("2023-08-17", "last August", "2022-08"),
        ("2023-10-17", "next spring", "2024-21"),
        ("2023-10-17", "in the ’90s", "199X"),
        ("2023-10-17", "by Tuesday", "../2023-10-17"),
        ("2023-10-17", "until next year", "../2024"),
        ("2023-10-17", "in the third quarter of last year", "2022-07/2022-09"),
        ("2023-10-17", "the past two weeks", "2023-10-03/2023-10-17"),
        ("2023-10-17", "three decades ago", "1993"),
        ("2023-10-17", "eight and a half months ago", "2023-01-30~/2023-02-05~"),
    ] {
        let found = one(text, "en", Some(written));
        assert_eq!(found.reading.as_ref().map(Date::as_str), Some(value), "{text} on {written}: {}", found.reason);
    }
}

#[test]
fn a_text_in_a_language_without_lists_gives_whole_dates_and_years_alone() {
    let text = "El 3 de mayo de 2023, ayer, en 2022; le 5 mai 2021; 17 October 2020; May 2019; in August.";
    assert_eq!(
        shown(text, "es", None),
        ["2023: 2023", "2022: 2022", "5 mai 2021: 2021-05-05", "17 October 2020: 2020-10-17", "May 2019: 2019-05"]
    );
}

#[test]
fn a_text_made_to_weigh_down_takes_no_longer_than_its_length_asks() {
    // That it ends at all is what is asked: what grows with the square of such a text would take days.
    let made = [
        "1".repeat(10_000_000),
        "1 ".repeat(100_000),
        "1/".repeat(100_000),
        "/".repeat(100_000),
        "12-".repeat(100_000),
        "May ".repeat(50_000),
        "from the ".repeat(50_000),
        "2023–".repeat(50_000),
        "in the early ".repeat(50_000),
        "\u{200E}".repeat(1_000_000) + "May 2023",
        "17 ".to_owned() + &" ".repeat(1_000_000) + "May 2023",
        "و".repeat(1_000_000),
    ];
    for text in &made {
        let found = expressions(text, Some("en"), None, Lexicon::built_in());
        assert!(found.len() <= text.len() / 4, "{}", found.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]
    #[test]
    fn what_is_found_stands_in_order_on_whole_characters(
        text in "((in|on|the|from|to|of|last|next|week|half a|two|hundred|years|ago|night of|18–17|May|march|Tuesday|3|17|2023|1402|1990s|года|в|мая|с|по|در|سال|مهر|٢٠٢٣|عام|و|Q3|quarter|10:30|p\\.m\\.)[ ,./:–-]{0,2}){0,14}",
        language in "(en|ru|fa|ar|de|fr|uk|es)", written in "(2023-10-17|2023-10|2023|XXXX-08)",
    ) {
        let written: Date = written.parse().unwrap();
        let mut last = 0;
        for found in expressions(&text, Some(&language), Some(&written), Lexicon::built_in()) {
            prop_assert!(found.bytes.start >= last && found.bytes.end > found.bytes.start);
            prop_assert!(text.get(found.bytes.clone()).is_some());
            prop_assert!(!found.reason.is_empty(), "{text}");
            last = found.bytes.end;
        }
    }

    #[test]
    fn a_whole_date_is_found_as_it_is_read_when_typed(days in 0_i64..80_000, calendar in 0_usize..3) {
        let (calendar, _) = Calendar::ALL[calendar];
        let day = crate::domain::calendar::later(jiff::civil::date(1900, 1, 1), days).unwrap();
        let (year, month, number) = calendar.of_gregorian(day).unwrap();
        let names = ["", "Muharram", "Safar", "Rabi al-Awwal", "Rabi al-Thani", "Jumada al-Ula", "Jumada al-Akhira", "Rajab",
            "Shaban", "Ramadan", "Shawwal", "Dhu al-Qada", "Dhu al-Hijja"];
        let name = if calendar == Calendar::Hijri { names[usize::from(month)] } else { calendar.months()[usize::from(month - 1)] };
        let written = format!("{number} {name} {year}");
        let about = if calendar.is_exact() { "" } else { "~" };
        let edtf: Date = format!("{day}{about}").parse().unwrap();
        prop_assert_eq!(Date::read(&written).unwrap(), edtf.clone());
        let found = one(&format!("It was {written}, a day."), "en", None);
        prop_assert_eq!(found.edtf, Some(edtf));
        prop_assert_eq!(found.calendar, calendar);
    }
}
