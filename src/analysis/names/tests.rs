//! What is asked of the lists, of names taken apart, of words and roles, of the register and of names looked for in texts.

use super::people::{Form, Kind};
use super::roles::Standing;
use super::words::{How, Slipped, Word};
use super::*;

#[test]
fn every_line_of_the_lists_is_read_and_a_wrong_one_is_named() {
    let built_in = [
        terms::slips_of_built_in().concat(),
        sounds::slips_of_built_in(),
        spelling::slips_of_built_in(),
        given::slips_of_built_in(),
        holders::slips_of_built_in(),
        parts::slips_of_built_in(),
    ];
    assert_eq!(built_in.concat(), []);
    let lists = "# mine\nhead boss | en boss, gaffer\nhed boss | en chief\nhead boss | english chief\nhead boss+none | en x\ncity here in nowhere | en Here";
    let (terms, slips) = terms::Terms::read(&[lists]);
    let lines: Vec<usize> = slips.concat().iter().map(|slip| slip.line).collect();
    assert_eq!(lines, [3, 4, 5, 6]);
    assert!(slips.concat().iter().all(|slip| !slip.what.is_empty()));
    let tokens = crate::domain::tokens::tokens("the gaffer spoke");
    assert_eq!(terms.find("the gaffer spoke", &tokens, |_| true).len(), 1);
}

#[test]
fn a_slip_in_a_word_for_an_office_is_told_and_another_word_is_not() {
    assert_eq!(slip_of("министрертва"), None, "two slips");
    assert_eq!(slip_of("представтель"), Some("представител"));
    assert_eq!(slip_of("premierministre"), None);
    for word in ["президентский", "резидент", "présidence", "президиум", "министерский", "министр"]
    {
        assert_eq!(slip_of(word), None, "{word}");
    }
}

fn how(one: &str, other: &str) -> Option<How> {
    let (one, other) = (Word::of(one), Word::of(other));
    let told = one.alike(&other).map(|alike| alike.how);
    assert_eq!(told.is_some(), other.alike(&one).is_some(), "depends on the order");
    told
}

#[test]
fn words_are_one_by_systems_sounds_and_slips() {
    assert_eq!(how("Лукашенко", "Lukashenko"), Some(How::System("BGN/PCGN")));
    assert_eq!(how("Путиным", "Путин"), Some(How::Same));
    assert_eq!(how("Кадырову", "Kadyrov"), Some(How::System("BGN/PCGN")));
    assert_eq!(how("Горбачёв", "Gorbatschow"), Some(How::System("the German press")));
    assert_eq!(how("Зеленський", "Zelenskyi"), Some(How::System("KMU 55 (2010)")));
    assert_eq!(how("Цзиньпин", "Jinping"), Some(How::System("pinyin and Palladius")));
    assert_eq!(how("Hsiao-p'ing", "Xiaoping"), Some(How::System("pinyin and Wade–Giles")));
    assert_eq!(how("Aliaksandr", "Александр"), Some(How::Given(false)));
    assert_eq!(how("Bill", "William"), Some(How::Given(true)));
    assert_eq!(how("پزشکیان", "Pezeshkian"), Some(How::Sounds));
    assert_eq!(how("Haftar", "حفتر"), Some(How::Sounds));
    assert_eq!(how("נתניהו", "Netanyahu"), Some(How::Sounds));
    assert_eq!(how("Μητσοτάκης", "Mitsotakis"), Some(How::System("ELOT 743")));
    assert_eq!(how("Qalibaf", "Ghalibaf"), Some(How::Sounds));
    assert_eq!(how("Pezeshkian", "Pizishkiyan"), Some(How::Near));
    assert_eq!(how("Патрушев", "Патршуев"), Some(How::Slip(Slipped::Swapped)));
    assert_eq!(how("Кузьменкова", "Кузьменикова"), Some(How::Near));
    assert_eq!(how("Климкин", "Климткин"), Some(How::Slip(Slipped::OneLetter)));
    assert_eq!(how("Puzhehan", "Pezeshkian"), Some(How::Consonants));
    // False friends.
    for [one, other] in [
        ["Raisi", "Rashidi"],
        ["Puzhehan", "Puzanov"],
        ["Lukashenko", "Tymoshenko"],
        ["Kerry", "Келли"],
        ["رضایی", "Raisi"],
        ["Medvedchuk", "Медведев"],
    ] {
        assert_eq!(how(one, other), None, "{one} / {other}");
    }
}

/// The parts of a name: those that are not whole with what they are, the surname in brackets.
fn apart(name: &str) -> String {
    let form = Form::of(name);
    let parts = form.parts.iter().enumerate().map(|(at, part)| {
        let word = if form.surname == Some(at) { format!("[{}]", part.word.raw) } else { part.word.raw.clone() };
        match part.kind {
            Kind::Plain => word,
            Kind::Initial => format!("{word}."),
            Kind::Patronymic => format!("{word}+"),
            Kind::Beside => format!("({word})"),
        }
    });
    parts.collect::<Vec<_>>().join(" ")
}

#[test]
fn names_are_taken_apart() {
    for (name, parts) in [
        ("Walesa, Lech", "[walesa] lech"),
        ("Герасимов Валерий Васильевич", "[герасимов] валерий васильевич+"),
        ("Мишустин М. В.", "[мишустин] м. в."),
        ("С.К. Тимошенко", "с. к. [тимошенко]"),
        ("генерал армии Герасимов", "[герасимов]"),
        ("Lieutenant General Pavel Orlov", "pavel [orlov]"),
        ("Iraqi President Salim Haddawi", "salim [haddawi]"),
        ("Ursula von der Leyen", "ursula [leyen]"),
        ("Ahmed al-Sharaa", "ahmed [sharaa]"),
        ("Mohamed ElBaradei", "mohamed [baradei]"),
        ("Ахмед аш-Шараа", "ахмед [шараа]"),
        ("أبو بكر البغدادي", "أبوبكر [البغدادي]"),
        ("جمال عبد الناصر", "جمال [عبدناصر]"),
        ("آیت‌الله خامنه‌ای", "[خامنهای]"),
        ("Mohammad Javad Zarif", "(mohammad) javad [zarif]"),
        ("Кирилл (Гундяев)", "[кирилл] (гундяев)"),
        ("Xi Jinping", "[xi] jinping"),
        ("Ban Ki-moon", "[ban] ki moon"),
        ("Ван И", "ван [и]"),
        ("Karimova Dilnoza", "[karimova] dilnoza"),
        ("Robert C. O'Brien", "robert c. [o'brien]"),
    ] {
        assert_eq!(apart(name), parts, "{name}");
    }
    assert_eq!(Form::of("Lieutenant General Pavel Orlov").titles, "Lieutenant General");
    assert!(Form::of("Donald Trump Jr.").junior);
}

fn standing(one: (&str, &str), other: (&str, &str)) -> Standing {
    let role = |(words, date): (&str, &str)| {
        let (since, until) = date.split_once("..").unwrap_or((date, date));
        let date = |text: &str| text.parse::<Date>().ok();
        let term = date_is_term(since, until);
        let span = Span::term(date(since).as_ref(), date(until).as_ref());
        vec![Role::of(words, span, term)]
    };
    roles::relation(&role(one), &role(other), [None, None]).standing
}

fn date_is_term(since: &str, until: &str) -> bool {
    since != until
}

#[test]
fn roles_are_compared_across_languages_and_times() {
    use Standing::{Agree, Career, Clash, Office, Posts, Unknown};
    for (one, other, told) in [
        (("President of Iraq", "2024-07.."), ("президент Ирака", "2025-01"), Office),
        (("президент Ирана", "2021-08..2024-05"), ("Iranian President", "2025-01"), Career),
        (("президент Ирана", "2021-08..2024-05"), ("Iranian President", "2031-01"), Clash),
        (("президент Ирана", "2013-08..2021-08"), ("former Iranian President", "2031-01"), Agree),
        (("министр обороны РФ", "2012..2024"), ("Russian defence minister", "2019"), Office),
        (("министр обороны РФ", "2012..2024"), ("министр иностранных дел России", "2019"), Posts),
        (("первый заместитель министра обороны РФ", "2012.."), ("министр обороны РФ", "2019"), Posts),
        (("глава МИД Украины", ""), ("Міністр закордонних справ України", ""), Office),
        (("глава Чечни", ""), ("президент России", ""), Career),
        (("رئيس مجلس الوزراء اللبناني", ""), ("Prime Minister of Lebanon", ""), Office),
        (("помощник президента Польши", ""), ("President of Poland", ""), Career),
        (("footballer", ""), ("Ambassador of Ukraine to Canada", ""), Clash),
        (("стоматолог, Полтава", ""), ("dentist in Poltava", ""), Agree),
        (("бухгалтер ТОО «Каспий Агро»", ""), ("chief accountant of Kaspiy Agro", ""), Agree),
        (("поэт", "1840..1861"), ("Ukrainian poet", "2022"), Clash),
        (("бывший офицер ФСБ, отравлен в 2006 году", ""), ("Russian officer", "2024"), Clash),
        (("", ""), ("President of Iraq", ""), Unknown),
    ] {
        assert_eq!(standing(one, other), told, "{one:?} / {other:?}");
        assert_eq!(standing(other, one), told, "{other:?} / {one:?}");
    }
}

fn person(words: &str, roles: &[&str]) -> Known {
    let role = |words: &&str| KnownRole { words: (*words).to_owned(), since: None, until: None };
    let (kind, roles) = (NameKind::Person, roles.iter().map(role).collect());
    Known { kind, words: words.to_owned(), spellings: Vec::new(), roles, seen: None }
}

#[test]
fn a_register_finds_without_comparing_all_with_all() {
    let mut names: Vec<Known> =
        (0..300).map(|n| person(&format!("Ida Holm{}", "abcdefghij".repeat(n % 3)), &[])).collect();
    names.push(person("Дэн Сяопин", &[]));
    names.push(person("Recep Tayyip Erdoğan", &["President of Turkey"]));
    let mut ministry = person("Министерство обороны Беларуси", &[]);
    ministry.kind = NameKind::Organisation;
    names.push(ministry.clone());
    let register = Register::of(names);
    let like = |known: &Known| register.like(&Profile::of(known)).into_iter().map(|(at, _)| at).collect::<Vec<_>>();
    assert_eq!(like(&person("Deng Xiaoping", &[])), [300]);
    assert_eq!(like(&person("Recep Tayip Edrogan", &["Turkish president"])), [301]);
    ministry.words = "Defence Ministry of Belarus".to_owned();
    assert_eq!(like(&ministry), [302]);
    assert_eq!(like(&person("Somebody Else", &[])), [0; 0]);
    assert_eq!(register.pairs(|| true), None, "given up");
}

#[test]
fn names_stand_in_texts_in_any_case_and_as_whole_words() {
    let spellings = [
        (0, "Мохаммад Мохбер"),
        (1, "Lukashenko"),
        (1, "Alexander Lukashenko"),
        (2, "علی خامنه‌ای"),
        (3, "FSB"),
        (4, "Hossein Amir-Abdollahian"),
        (5, "Ali"),
        (6, "Rice"),
        (7, "北约"),
    ];
    let gazetteer = Gazetteer::of(spellings).unwrap();
    let found = |text: &str| -> Vec<(usize, String)> {
        gazetteer.find(text).into_iter().map(|m| (m.names[0], text[m.bytes].to_owned())).collect()
    };
    let one = |name: usize, words: &str| (name, words.to_owned());
    assert_eq!(found("с Мохаммадом  Мохбером."), [one(0, "Мохаммадом  Мохбером")]);
    assert_eq!(
        found("Alexander\nLukashenko and Lukashenko’s Lukashenkos"),
        [one(1, "Alexander\nLukashenko"), one(1, "Lukashenko")]
    );
    assert_eq!(found("علي خامنه ای"), [one(2, "علي خامنه ای")]);
    assert_eq!(found("علی خامنه‌ای."), [one(2, "علی خامنه‌ای")]);
    assert_eq!(found("The FSB, not an fsb"), [one(3, "FSB")]);
    assert_eq!(found("Hossein Amir Abdollahian"), [one(4, "Hossein Amir Abdollahian")]);
    assert_eq!(found("Ali ate rice with Rice"), [one(6, "Rice")]);
    assert_eq!(found("加入北约后"), [one(7, "北约")]);
    assert_eq!(found("Élan “Lukashenko”…"), [one(1, "Lukashenko")]);
}
