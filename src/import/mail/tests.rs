//! The stories of mail.

use super::{parse, parse_mbox};
use crate::import::{BlockKind, ParseError, Parsed, Remark};
use std::path::Path;

fn read(bytes: &[u8]) -> Parsed {
    parse(bytes, &mut || ()).unwrap()
}

fn quotes(parsed: &Parsed) -> Vec<&str> {
    let blocks = parsed.blocks.iter().filter(|block| block.kind == BlockKind::Quote);
    blocks.map(|b| &parsed.text[b.span.start as usize..b.span.end as usize]).collect()
}

fn names(parsed: &Parsed) -> Vec<&str> {
    parsed.parts.iter().map(|part| part.name.as_str()).collect()
}

#[test]
fn the_header_is_shown_as_it_is_decoded_and_the_body_as_it_was_typed() {
    let mail = "Received: from nowhere\r\nFROM: =?koi8-r?B?6dfBzg==?= <ivan@example.org>\r\nTo: a@example.org,\r\n\tb@example.org\r\n\
        Date: Tue, 14 Mar 2023 10:20:30 +0300\r\nSubject: =?utf-8?Q?=D0=94=D0=B0?= =?utf-8?Q?=2C_so?=\r\n\
        Content-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        =CF=F0=E8=E2=E5=F2!\r\n\r\n  indented\r\n> asked\r\n>> before\r\n\r\nEnd=\r\n ing\r\n";
    let parsed = read(mail.as_bytes());
    assert_eq!(
        parsed.text,
        "FROM: Иван <ivan@example.org>\nTo: a@example.org, b@example.org\nDate: Tue, 14 Mar 2023 10:20:30 +0300\n\
         Subject: Да, so\n\nПривет!\n\n  indented\n> asked\n>> before\n\nEnd ing\n"
    );
    assert_eq!(quotes(&parsed), ["> asked\n>> before"]);
    assert_eq!(parsed.meta.title.as_deref(), Some("Да, so"));
    assert_eq!(parsed.meta.author.as_deref(), Some("Иван <ivan@example.org>"));
    assert_eq!(parsed.meta.published.as_deref(), Some("2023-03-14T10:20:30+03:00"));
    assert_eq!(parsed.meta.outlet, None);
    assert_eq!(parsed.remarks, []);
}

#[test]
fn bodies_come_out_in_every_encoding_they_declare() {
    for (charset, bytes, expected) in [
        ("koi8-r", b"\xf0\xd2\xc9\xd7\xc5\xd4".as_slice(), "Привет"),
        ("windows-1251", b"\xcf\xf0\xe8\xe2\xe5\xf2", "Привет"),
        ("gb18030", b"\xc4\xe3\xba\xc3", "你好"),
        ("iso-2022-jp", b"\x1b$B$3$s\x1b(B", "こん"),
        ("big5", b"\xa7A\xa6n", "你好"),
        ("windows-1255", b"\xf9\xec\xe5\xed", "שלום"),
        ("utf-8", "سلام".as_bytes(), "سلام"),
        ("euc-kr", b"\xbe\xc8\xb3\xe7", "안녕"),
    ] {
        let head =
            format!("Subject: x\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n");
        let parsed = read(&[head.as_bytes(), bytes, b"\n"].concat());
        assert_eq!(parsed.text, format!("Subject: x\n\n{expected}\n"), "{charset}");
    }
}

#[test]
fn bytes_that_nothing_declares_are_read_as_what_they_look_like() {
    // Given a mail in KOI8-R that declares nothing, or ASCII, in its header and its body.
    let (words, _, _) = encoding_rs::KOI8_R.encode("Встреча переносится на вторник, просим прислать отчёт до пятницы.");
    for kind in ["", "Content-Type: text/plain; charset=us-ascii\n"] {
        let mail = [b"From: a@example.org\nSubject: ".as_slice(), &words, b"\n", kind.as_bytes(), b"\n", &words, b"\n"]
            .concat();
        let parsed = read(&mail);
        assert_eq!(parsed.text.matches("Встреча переносится на вторник").count(), 2, "{}", parsed.text);
    }
    // Where the body declares an encoding the header is in that.
    let mail = b"Subject: \xc4\xe0\nContent-Type: text/plain; charset=windows-1251\n\n\xcd\xe5\xf2\n";
    assert_eq!(read(mail).text, "Subject: Да\n\nНет\n");
    // A body that is UTF-8 and declares nothing is that; what is declared and wrong shows that it is.
    assert_eq!(read("Subject: x\n\nДа\n".as_bytes()).text, "Subject: x\n\nДа\n");
    let html = b"Subject: x\nContent-Type: text/html\n\n<meta charset=windows-1251><p>\xc4\xe0";
    assert_eq!(read(html).text, "Subject: x\n\nДа\n");
}

#[test]
fn flowed_lines_are_joined_within_one_depth_of_quoting() {
    let mail = "Subject: x\nContent-Type: text/plain; format=flowed\n\n\
        A line that \nflows on.\nFixed.\n> asked \n> again\n>> deeper \n> up\n From here\n-- \nName\n";
    let parsed = read(mail.as_bytes());
    let body = "A line that flows on.\nFixed.\n> asked again\n>> deeper \n> up\nFrom here\n-- \nName\n";
    assert_eq!(parsed.text, format!("Subject: x\n\n{body}"));
    let mail = "Subject: x\nContent-Type: text/plain; format=flowed; delsp=yes\n\n会议 \n改期\n";
    assert_eq!(read(mail.as_bytes()).text, "Subject: x\n\n会议改期\n");
}

#[test]
fn plain_words_come_before_html_ones_and_html_ones_before_none() {
    let parts = |plain: &str| {
        format!(
            "Subject: x\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n{plain}\n\
             --b\nContent-Type: text/html; charset=utf-8\n\n<html><head><title>T</title><style>p{{}}</style></head><body>\
             <p>Hyper&nbsp;text&#8230;<br>two\n lines <img src=\"http://192.0.2.1/p.gif\"><script src='//192.0.2.1/s'></script>\
             <!-- <img src=http://192.0.2.1/q> --><table><tr><td>a</td><td>b</td></tr></table></body></html>\n--b--\n"
        )
    };
    let both = read(parts("Plain.").as_bytes());
    assert_eq!(both.text, "Subject: x\n\nPlain.\n");
    let html = read(parts(" ").as_bytes());
    assert_eq!(html.text, "Subject: x\n\nHyper\u{A0}text…\ntwo lines\n\na\tb\n");
    // What the HTML would load and run is said either way.
    for parsed in [both, html] {
        assert_eq!(parsed.remarks, [Remark::Remote(2), Remark::Scripts(1)]);
        assert_eq!(parsed.parts, []);
    }
}

#[test]
fn attachments_are_parts_under_safe_names() {
    // Given files whose names climb, turn round, repeat, are encoded in two ways or missing, and a message.
    let part = |head: &str, body: &str| format!("--b\n{head}\n\n{body}\n");
    let file = |name: &str| part(&format!("Content-Disposition: attachment; filename{name}"), "x");
    let mail = "Subject: x\nContent-Type: multipart/mixed; boundary=\"b\"\n\n".to_owned()
        + &part("Content-Type: text/plain", "Body")
        + &file("=\"../../etc/passwd\"")
        + &file("=\"C:\\\\x\\\\PASSWD\"")
        + &file("=\"c__X_passwd\"")
        + &file("*=utf-8''%D0%9E%D1%82%D1%87%E2%80%AE%D1%91%D1%82.pdf")
        + &file("=\"=?koi8-r?B?79TexaM=?=.doc\"")
        + &file(&format!("=\"{}.txt\"", "я".repeat(300)))
        + &part("Content-Type: image/png\nContent-Transfer-Encoding: base64\nContent-ID: <i>", "iVBORw0KGgo=")
        + &part("Content-Type: message/rfc822", "From: c@example.org\nSubject: In/ner\n\nInside.")
        + "--b--\n";
    let parsed = read(mail.as_bytes());
    // Then no name leads anywhere or repeats another, and the bytes are those that were sent.
    let long = format!("{}.txt", "я".repeat(76));
    let expected = [
        "_.._etc_passwd",
        "C__x_PASSWD",
        "c__X_passwd (2)",
        "Отчёт.pdf",
        "Отчеё.doc",
        &long,
        "attachment 7.png",
        "In_ner.eml",
    ];
    assert_eq!(names(&parsed), expected);
    assert_eq!(parsed.parts[6].bytes, b"\x89PNG\r\n\x1a\n");
    assert_eq!(parsed.parts[7].bytes, b"From: c@example.org\nSubject: In/ner\n\nInside.");
    assert_eq!(parsed.text, "Subject: x\n\nBody\n");
    assert_eq!(parsed.remarks, [Remark::Attached(8)]);
    assert_eq!(read(&parsed.parts[7].bytes).text, "From: c@example.org\nSubject: In/ner\n\nInside.\n");
}

#[test]
fn a_header_cannot_make_lines_that_it_does_not_have() {
    let mail = "Subject: =?utf-8?Q?hello=0AFrom:_chief=E2=80=A8x?=\n\nBody\n";
    assert_eq!(read(mail.as_bytes()).text, "Subject: hello From: chief x\n\nBody\n");
}

#[test]
fn only_dates_that_exist_are_dates() {
    let published = |date: &str| read(format!("Date: {date}\nSubject: x\n\nb\n").as_bytes()).meta.published;
    assert_eq!(published("Fri, 28 Feb 2020 23:59:59 GMT").as_deref(), Some("2020-02-28T23:59:59Z"));
    assert_eq!(published("28 Feb 2020 23:59 -0130").as_deref(), Some("2020-02-28T23:59:00-01:30"));
    let long = format!("Fri, 28 Feb 2020 23:59:59 GMT {}", "(".repeat(100_000));
    for date in ["31 Feb 2020 10:00:00 +0000", "yesterday", "", "99 Xyz 99999 99:99:99", &long] {
        assert_eq!(published(date), None);
    }
}

#[test]
fn a_mailbox_is_its_messages() {
    // Given a mailbox with a quoted line, a sentence that begins as a message does, and a message with a blank subject.
    let mailbox = b"From a@example.org Tue Mar 14 10:20:30 2023\nSubject: =?utf-8?Q?=D0=94=D0=B0/../x?=\n\nBody\n\
        >From here\n>>From there\n\nFrom now on all is well.\nRe: nothing\n\n\
        From b@example.org Tue Mar 14 10:20:30 2023\r\nFrom: b@example.org\r\n\r\nSecond\r\n";
    let parsed = parse_mbox(mailbox, &mut || ()).unwrap();
    assert_eq!(names(&parsed), ["0001 Да_.._x.eml", "0002.eml"]);
    let first = "Subject: =?utf-8?Q?=D0=94=D0=B0/../x?=\n\nBody\nFrom here\n>From there\n\nFrom now on all is well.\nRe: nothing\n";
    assert_eq!(String::from_utf8_lossy(&parsed.parts[0].bytes), first);
    assert_eq!(parsed.parts[1].bytes, b"From: b@example.org\r\n\r\nSecond\r\n");
    assert_eq!(parsed.text, "");
    assert_eq!(parsed.remarks, [Remark::NoText, Remark::Attached(2)]);
    // A mailbox of more messages than are taken says how many were left.
    let many = b"From a Tue Mar 14 10:20:30 2023\nSubject: s\n\nb\n\n".repeat(10_003);
    let parsed = parse_mbox(&many, &mut || ()).unwrap();
    assert_eq!(parsed.parts.len(), 10_000);
    assert_eq!(parsed.parts[9_999].name, "10000 s.eml");
    assert!(matches!(parsed.remarks.last(), Some(Remark::LeftOut(what)) if what.ends_with(": 3")));
    assert!(matches!(parse_mbox(b"Subject: x\n\n", &mut || ()), Err(ParseError::Damaged(_))));
}

#[test]
fn made_mails_come_out_as_they_were_looked_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import/mail");
    let files = ["fa_utf8", "ja_iso2022", "ru_koi8r_raw", "ru_parts", "ru_windows1251", "zh_gb18030"];
    for name in files {
        let parsed = read(&std::fs::read(folder.join(format!("{name}.eml"))).unwrap());
        let golden = std::fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap();
        let parts: Vec<_> = parsed.parts.iter().map(|part| (&part.name, part.bytes.len())).collect();
        let shown =
            format!("{}----\n{:?}\n{:?}\n{:?}\n{parts:?}\n", parsed.text, parsed.blocks, parsed.meta, parsed.remarks);
        assert_eq!(shown, golden, "{name}");
    }
}
