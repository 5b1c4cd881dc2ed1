//! Questions as they are typed, and what is said of those that are not understood.

use super::*;

fn shown(query: &Query) -> String {
    let list = |parts: &[Query], word: &str| parts.iter().map(shown).collect::<Vec<_>>().join(word);
    match query {
        Query::And(parts) => format!("({})", list(parts, " & ")),
        Query::Or(parts) => format!("({})", list(parts, " | ")),
        Query::Not(part) => format!("!{}", shown(part)),
        Query::Words(sought) => words(&sought.words),
        Query::Near { parts, within } => {
            let parts: Vec<String> = parts.iter().map(|part| words(&part.words)).collect();
            format!("[{}]{within}", parts.join(" "))
        }
        Query::Field(Field::Title(title)) => format!("title:{}", words(title)),
        Query::Field(Field::Source(name)) => format!("source:{}", words(name)),
        Query::Field(Field::Language(language)) => format!("lang:{language}"),
        Query::Field(Field::Tag(tag)) => format!("tag:{tag}"),
        Query::Field(Field::Set(set)) => format!("set:{set}"),
        Query::Field(Field::Date(days)) => format!("date:{days:?}"),
        Query::Field(Field::Lacks(lacked)) => format!("lacks:{lacked:?}"),
        Query::Field(Field::HasClaim) => "has:claim".to_owned(),
        Query::Expression(Expression { pattern, any_case, .. }) => {
            format!("<{pattern}>{}", if *any_case { "i" } else { "" })
        }
    }
}

fn words(words: &[Word]) -> String {
    let shown = words.iter().map(|word| match word.form {
        Form::Stemmed => word.word.clone(),
        Form::Exact => format!("={}", word.word),
        Form::Prefix => format!("{}…", word.word),
        Form::Pattern => format!("/{}/", word.word),
        Form::Fuzzy(n) => format!("{}~{n}", word.word),
    });
    shown.collect::<Vec<_>>().join("+")
}

#[test]
fn questions_are_read_as_they_are_meant() {
    for (typed, meant) in [
        ("war", "war"),
        ("  Война  и мир ", "(война & и & мир)"),
        ("a OR b c", "(a | (b & c))"),
        ("(a OR b) AND c NOT d", "((a | b) & c & !d)"),
        ("\"signed a treaty\" =Minsk", "(=signed+=a+=treaty & =minsk)"),
        ("«договор подписан» „x“ “y”", "(=договор+=подписан & =x & =y)"),
        ("treaty NEAR/5 \"in Minsk\" NEAR/5 war", "[treaty =in+=minsk war]5"),
        ("a NEAR b", "[a b]10"),
        ("treat* *istan col?ur pezesh~ pezesh~2", "(treat… & /*istan/ & /col?ur/ & pezesh~1 & pezesh~2)"),
        ("می\u{200C}رود ۱۴۰۲ كتابي", "(میرود & 1402 & کتابی)"),
        ("公开信 公* 北约NATO", "(=公+=开+=信 & =公 & =北+=约+=nato)"),
        ("don’t U.S.", "(=don+=t & =u+=s)"),
        ("title:\"joint drill\" source:BelTA lang:fa-IR tag:Denial set:\"To Read\" has:claim", {
            "(title:=joint+=drill & source:belta & lang:fa & tag:denial & set:to read & has:claim)"
        }),
        ("and or not near", "(and & or & not & near)"),
        ("=\"as it is\"", "=as+=it+=is"),
        ("/a b (c|d)/", "<a b (c|d)>"),
        ("/договор\\w*/i lang:ru (war /x\\/y/)", "(<договор\\w*>i & lang:ru & (war & <x\\/y>))"),
        ("and/or", "=and+=or"),
    ] {
        assert_eq!(typed.parse::<Query>().map(|q| shown(&q)), Ok(meant.to_owned()), "{typed}");
    }
}

#[test]
fn what_is_not_understood_is_pointed_at() {
    for (typed, at, what) in [
        ("", 0, "nothing"),
        ("  ", 0, "nothing"),
        ("мир AND", 10, "missing at the end"),
        ("OR war", 0, "missing before OR"),
        ("war AND OR peace", 8, "missing before OR"),
        ("(a b", 0, "not closed"),
        ("a )", 2, "closes nothing"),
        ("a () b", 3, "nothing in these brackets"),
        ("мир \"war", 7, "not closed"),
        ("a ... b", 2, "no letters"),
        ("a foo:b", 2, "no field foo:"),
        ("a has:wings", 6, "followed by claim"),
        ("date:yesterday", 5, "Write a date"),
        ("date:2024..2023", 5, "Write a date"),
        ("tag:", 4, "missing"),
        ("a NEAR/x b", 7, "a number of words"),
        ("a NEAR/3 (b c)", 9, "a word or a phrase"),
        ("NEAR/3 b", 0, "missing before"),
        ("a NEAR/3 b NEAR/4 c", 11, "one distance"),
        ("a* b", 0, "at least two letters"),
        ("公*开", 0, "spaces between"),
        ("war~9", 4, "1 or 2"),
        ("ab~1", 0, "too short"),
        ("a NOT NOT b", 6, "enough"),
        ("a »b", 2, "opens nothing"),
        ("мир /war", 7, "a second one must end it"),
        ("/war\\/", 0, "a second one must end it"),
        ("a //", 2, "nothing between"),
        ("/a/x", 3, "stands i"),
        ("/home/user", 6, "stands i"),
        ("мир /а(б/", 10, "unclosed group"),
        ("/a**b*{2,1}/", 6, "the start must be <= the end"),
        ("/*a/", 1, "missing expression"),
        ("/(?=a)b/", 1, "look-ahead"),
        ("/(a)\\1/", 4, "backreferences"),
        ("/x\\p{Klingon}/", 2, "property not found"),
        ("/^|$|\\b/", 1, "no letter"),
        ("/(?-u:\\xff)/", 6, "invalid UTF-8"),
        ("a OR /b/", 5, "by AND alone"),
        ("a (/b/ OR c)", 3, "by AND alone"),
        ("a NOT (b /c/)", 9, "by AND alone"),
        ("a NEAR/3 /b/", 9, "a word or a phrase"),
    ] {
        let error = typed.parse::<Query>().map(|q| shown(&q)).unwrap_err();
        assert_eq!((error.at, error.what.contains(what)), (at, true), "{typed}: {error:?}");
    }
    let groups = format!("/{}a{}/", "(".repeat(200), ")".repeat(200));
    assert!(groups.parse::<Query>().unwrap_err().what.contains("nested"));
    let deep = format!("{}a{}", "(".repeat(1_900), ")".repeat(1_900));
    assert!(deep.parse::<Query>().unwrap_err().what.contains("deep"));
    assert!("a ".repeat(3_000).parse::<Query>().unwrap_err().what.contains("longer"));
}

#[test]
fn a_date_falls_into_days_that_share_one_with_it() {
    let holds = |days: &str, date: &str| Days::read(days).unwrap().hold(&date.parse().unwrap());
    for (days, date, held) in [
        ("2023-10..2024", "2023-10-17", true),
        ("2023-10..2024", "2024-12", true),
        ("2023-10..2024", "2023", true),
        ("2023-10..2024", "2023-09-30", false),
        ("2023-10..2024", "XXXX-11", false),
        ("2023", "2022/2026", true),
        ("..2023", "2024/..", false),
        ("2025..", "2024/..", true),
    ] {
        assert_eq!(holds(days, date), held, "{days} {date}");
    }
}

#[test]
fn a_regular_expression_that_becomes_too_large_is_refused_when_it_is_made_ready() {
    // Given patterns of a few characters that would take gigabytes, when they are made ready, then they are refused.
    for typed in ["a /(\\w{1000}){1000}/", "a /((((x{99}){99}){99}){99}){99}/i", "a /[\\s\\S]{90000}/"] {
        let error = typed.parse::<Query>().unwrap().matchers().unwrap_err();
        assert_eq!((error.at, error.what.contains("too large")), (2, true), "{typed}: {error:?}");
    }
    // What people write is not.
    for typed in ["/\\w{2,50} \\p{Cyrillic}{1,40}/i", "/(\\d{1,2}[.\\/]){2}\\d{4}/", "/\\b(\\w+ ){0,12}договор/i"]
    {
        assert_eq!(typed.parse::<Query>().unwrap().matchers().unwrap().len(), 1, "{typed}");
    }
}
