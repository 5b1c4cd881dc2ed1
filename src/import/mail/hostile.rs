//! Mails made to hurt whoever reads them, each with what must come of it.

use super::parse;
use crate::import::{ParseError, Parsed, Remark};

/// What came of a mail, in a few words: its last line, the number of its parts, what is said of it.
fn outcome(mail: &[u8]) -> String {
    match parse(mail, &mut || ()) {
        Ok(Parsed { text, parts, remarks, .. }) => {
            let said: Vec<String> = remarks.iter().map(ToString::to_string).collect();
            let last: String = text.lines().last().unwrap_or_default().chars().take(40).collect();
            format!("ok: {last:?}, {} parts. {}", parts.len(), said.join(" ")).trim_end().to_owned()
        }
        Err(error @ (ParseError::Damaged(_) | ParseError::TooMany { .. })) => format!("refused: {error}"),
        Err(error) => format!("refused otherwise: {error}"),
    }
}

fn nested(depth: usize) -> Vec<u8> {
    let open = |n: usize| format!("Content-Type: multipart/mixed; boundary=b{n}e\n\n--b{n}e\n");
    let opened: String = (0..depth).map(open).collect();
    format!("Subject: deep\n{opened}\nThe innermost words.\n").into_bytes()
}

fn wide(parts: usize) -> Vec<u8> {
    let mut mail = b"Subject: wide\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nWords.\n".to_vec();
    mail.extend(b"--b\nContent-Type: image/png\n\nx\n".repeat(parts - 1));
    mail.extend(b"--b--\n");
    mail
}

/// One part with this header and body.
fn single(head: &str, body: &str) -> Vec<u8> {
    format!("Subject: s\n{head}\n\n{body}\n").into_bytes()
}

#[test]
fn hostile_mails_are_cut_to_the_limits_and_say_so() {
    let chain = b"Content-Type: message/rfc822\n\n".repeat(100_000);
    let digest = "Content-Type: multipart/digest; boundary=b";
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        (
            "20 levels",
            nested(20),
            "ok: \"The innermost words.\", 0 parts. Damaged: it ends before its parts do; what is there was read.",
        ),
        ("21 levels", nested(21), "ok: \"Subject: deep\", 0 parts. Left out: parts deeper than 20 levels."),
        ("5,000 levels", nested(5_000), "ok: \"Subject: deep\", 0 parts. Left out: parts deeper than 20 levels."),
        ("1,999 parts", wide(1_999), "ok: \"Words.\", 1998 parts. Files inside it: 1998."),
        (
            "500,000 parts",
            wide(500_000),
            "ok: \"Words.\", 1998 parts. Left out: parts after the first 2000. Files inside it: 1998.",
        ),
        (
            "a chain of messages",
            [b"Subject: chain\n".as_slice(), &chain].concat(),
            "ok: \"Subject: chain\", 1 parts. Left out: parts deeper than 20 levels. Files inside it: 1.",
        ),
        (
            "a header of 3 MB in one line",
            [b"Subject: long\nX: ".as_slice(), &b"a".repeat(3_000_000), b"\n\nWords.\n"].concat(),
            "ok: \"Words.\", 0 parts. Left out: the end of a header that is too long.",
        ),
        (
            "a header of 50,000 lines",
            [b"Subject: many\n".as_slice(), &b"X: a\n".repeat(50_000), b"\nWords.\n"].concat(),
            "ok: \"Words.\", 0 parts. Left out: the end of a header that is too long.",
        ),
        (
            "a header that never ends",
            [b"Subject: endless\n".as_slice(), &b"X: a\n".repeat(50_000)].concat(),
            "ok: \"Subject: endless\", 0 parts. Left out: the end of a header that is too long.",
        ),
        (
            "a part with a header of 3 MB",
            single(
                "Content-Type: multipart/mixed; boundary=b",
                &format!("--b\n\nWords.\n--b\nX: {}\n\nLost\n--b--", "a".repeat(3_000_000)),
            ),
            "ok: \"Words.\", 0 parts. Left out: parts after one whose header is too long.",
        ),
        (
            "comments in comments",
            single(&format!("From: {}a@example.org", "(".repeat(200_000)), "Words."),
            "ok: \"Words.\", 0 parts.",
        ),
        ("angles in angles", single(&format!("To: {}", "<a,".repeat(200_000)), "Words."), "ok: \"Words.\", 0 parts."),
        ("groups in groups", single(&format!("Cc: {}", "a:".repeat(200_000)), "Words."), "ok: \"Words.\", 0 parts."),
        (
            "encoded words that do not end",
            single(&format!("X-Other: {}", "=?utf-8?Q?a".repeat(2_000)), "Words."),
            "ok: \"Words.\", 0 parts.",
        ),
        (
            "parameters without end",
            single(&format!("Content-Type: text/plain{}", "; a*0*=b".repeat(20_000)), "Words."),
            "ok: \"Words.\", 0 parts.",
        ),
        (
            "base64 that is none",
            single("Content-Transfer-Encoding: base64", "!!!! not base64 !!!!"),
            "ok: \"!!!! not base64 !!!!\", 0 parts. Damaged: a part does not keep to its encoding and was read as it is.",
        ),
        (
            "quoted-printable that is none",
            single("Content-Transfer-Encoding: quoted-printable", "a=ZZb=\n="),
            "ok: \"a=ZZb\", 0 parts.",
        ),
        ("a charset nobody knows", single("Content-Type: text/plain; charset=x-nobody", "Дa"), "ok: \"Дa\", 0 parts."),
        (
            "a charset that lies",
            [b"Subject: s\nContent-Type: text/plain; charset=iso-2022-jp\n\n".as_slice(), b"a\xFF\xFEb\n"].concat(),
            "ok: \"a\u{FFFD}\u{FFFD}b\", 0 parts. Places that could not be decoded and show a replacement mark: 2.",
        ),
        (
            "a boundary that never comes",
            single("Content-Type: multipart/mixed; boundary=never", "Words."),
            "ok: \"Words.\", 0 parts.",
        ),
        (
            "an empty boundary",
            single("Content-Type: multipart/mixed; boundary=\"\"", "Words."),
            "ok: \"Words.\", 0 parts.",
        ),
        (
            "a multipart that breaks off",
            single("Content-Type: multipart/mixed; boundary=b", "--b\n\nWords."),
            "ok: \"Words.\", 0 parts. Damaged: it ends before its parts do; what is there was read.",
        ),
        (
            "a digest of bare parts",
            single(digest, "--b\n\nSubject: in\n\nx\n--b--"),
            "ok: \"Subject: s\", 1 parts. Files inside it: 1.",
        ),
        (
            "a request for a receipt",
            single("Disposition-Notification-To: spy@example.org", "Words."),
            "ok: \"Words.\", 0 parts. Left out: a request for a receipt.",
        ),
        (
            "a beacon",
            single("Content-Type: text/html", "Words.<img src=http://192.0.2.1/a><script>x</script>"),
            "ok: \"Words.\", 0 parts. References to files elsewhere, not fetched: 1. Scripts, not run: 1.",
        ),
        (
            "tags that do not end",
            single("Content-Type: text/html", &format!("Words.{}", "<a <!-- ".repeat(50_000))),
            "ok: \"Words.\", 0 parts. Damaged: a tag has more than 256 attributes; those beyond are not read; a comment, script \
             or tag is never ended; what follows it is no text.",
        ),
        (
            "an encrypted mail",
            single(
                "Content-Type: multipart/encrypted; boundary=b",
                "--b\nContent-Type: application/octet-stream\n\nx\n--b--",
            ),
            "ok: \"Subject: s\", 1 parts. Left out: the encrypted body. Files inside it: 1.",
        ),
        ("nothing", Vec::new(), "refused: the file is damaged: it has no header of a mail"),
        ("line ends alone", b"\n\n\n\n".to_vec(), "ok: \"\", 0 parts. It holds no text, only pictures or nothing."),
        ("zero bytes", vec![0; 10_000], "ok: \"\", 0 parts. It holds no text, only pictures or nothing."),
        ("a header alone", b"Subject: alone".to_vec(), "ok: \"Subject: alone\", 0 parts."),
    ];
    assert!(cases.len() >= 30, "{}", cases.len());
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(name, mail, expected)| {
            let came = outcome(mail);
            (came != *expected).then(|| format!("{name}: {came}"))
        })
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn a_mail_whose_parts_end_where_others_begin_is_read_all_the_same() {
    // The parser's own checks stop it here when they are built in.
    let mail = b"d\nContent-Type:multipart;boundary=b5\n\n--b5Content-Type:message/rfc822\n\n5\nContent-Type:message/rfc822\n\n\n--b5--";
    assert!(outcome(mail).starts_with("ok: "), "{}", outcome(mail));
}

#[test]
fn a_mail_longer_than_the_limit_is_refused() {
    let mail = vec![b'a'; super::MAX_BYTES + 1];
    assert!(matches!(parse(&mail, &mut || ()), Err(ParseError::TooMany { .. })));
    assert!(!parse(b"Subject: x\n\nb", &mut || ()).unwrap().remarks.contains(&Remark::NoText));
}
