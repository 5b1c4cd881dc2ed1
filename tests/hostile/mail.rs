//! Hostile mail: parts without number and without end, headers without end, names that are not the sender's, what spies.

use super::make::{File, Seed, Traps, file};
use std::fmt::Write;

/// All of them.
pub fn mail(seed: &mut Seed, traps: &Traps) -> Vec<File> {
    let mut out = Vec::new();
    let head = "From: Ana <ana@a.invalid>\r\nTo: ben@b.invalid\r\nSubject: Lease\r\nDate: Tue, 4 Mar 2025 10:00:00 +0000\r\n\
        Message-ID: <1@a.invalid>\r\nMIME-Version: 1.0\r\n";
    let mut put = |name: &str, bytes: Vec<u8>| out.push(file(format!("{name}.eml"), bytes));
    let text = |kind: &str, body: &str| format!("{head}Content-Type: {kind}\r\n\r\n{body}\r\n").into_bytes();
    let mut plain = || seed.words();
    put("plain", text("text/plain; charset=utf-8", &plain()));
    let mut nested = head.to_owned();
    for n in 0..5_000 {
        write!(nested, "Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n").unwrap();
    }
    put("multipart_deep", (nested + "Content-Type: text/plain\r\n\r\n" + &plain()).into_bytes());
    let parts = |n: usize, words: &str| {
        let mut all = format!("{head}Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\n{words}\r\n");
        all.push_str(&"--x\r\n\r\n\r\n".repeat(n));
        (all + "--x--\r\n").into_bytes()
    };
    put("parts_many", parts(500_000, &plain()));
    let chain = format!("{head}Content-Type: message/rfc822\r\n\r\n");
    put("mails_deep", (chain.repeat(3_000) + head + "\r\n" + &plain()).into_bytes());
    put("header_long", format!("{head}X-Long: {}\r\n\r\n{}\r\n", "x".repeat(3 << 20), plain()).into_bytes());
    put("fields_many", format!("{head}{}\r\n{}\r\n", "X-F: v\r\n".repeat(50_000), plain()).into_bytes());
    put("folds_many", format!("{head}X-F: v\r\n{}\r\n{}\r\n", " fold\r\n".repeat(50_000), plain()).into_bytes());
    let commented = head.replace("Ana", &("(".repeat(50_000) + &")".repeat(50_000)));
    put("comments_deep", format!("{commented}\r\n{}\r\n", plain()).into_bytes());
    put(
        "addresses_many",
        format!("{}\r\n{}\r\n", head.replace("ben@b.invalid", &"ben@b.invalid, ".repeat(20_000)), plain()).into_bytes(),
    );
    let encoded = |way: &str, body: &str| {
        format!("{head}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: {way}\r\n\r\n{body}\r\n")
            .into_bytes()
    };
    put("base64_bad", encoded("base64", &format!("!!!! {} ****", plain())));
    put("base64_cut", encoded("base64", "V29yZHMgb2YgYSBsZXR0ZXIgdGhhdCBlbmRzIGVhcmx5LiBBbmQgc"));
    put("quoted_bad", encoded("quoted-printable", &format!("{} =ZZ =4 = =C3=28 =", plain())));
    put("way_unknown", encoded("x-nobody", &plain()));
    put("charset_unknown", text("text/plain; charset=x-nobody", &format!("{} Порт", plain())));
    put("charset_lies", text("text/plain; charset=us-ascii", &format!("{} Порт не будет сдан", plain())));
    put("charset_utf7", text("text/plain; charset=utf-7", &format!("{} +BB8EPgRABEI-", plain())));
    put("charset_utf16", text("text/plain; charset=utf-16", &plain()));
    put(
        "sender_spoofed",
        format!("{}\r\n{}\r\n", head.replace("Ana <", "\"boss@bank.invalid\" <"), plain()).into_bytes(),
    );
    put(
        "subject_breaks",
        format!("{}\r\n{}\r\n", head.replace("Lease", "=?utf-8?Q?a=0D=0ABcc:_x=40y.invalid?="), plain()).into_bytes(),
    );
    put("receipt", format!("{head}Disposition-Notification-To: spy@a.invalid\r\n\r\n{}\r\n", plain()).into_bytes());
    put(
        "tracked",
        text("text/html; charset=utf-8", &format!("<p>{}</p><img width=1 src=http://{}/mail>", plain(), traps.beacon)),
    );
    put(
        "script",
        text("text/html", &format!("<p>{}</p><script>x()</script><p style='display:none'>unseen</p>", plain())),
    );
    let content = |file: &str| {
        format!(
            "Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"{file}\"\r\n\r\n{}\r\n",
            "attached words here"
        )
    };
    let multi = |words: &str, part: &str| {
        format!("{head}Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\n{words}\r\n--x\r\n{part}--x--\r\n")
            .into_bytes()
    };
    put("attached_up", multi(&plain(), &content("../../../tmp/x.txt")));
    put("attached_reversed", multi(&plain(), &content("x\u{202E}txt.exe").replace("attached words", "reversed words")));
    put(
        "attached_long",
        multi(&plain(), &content(&("n".repeat(5_000) + ".txt")).replace("attached words", "long words")),
    );
    let elsewhere = format!(
        "Content-Type: message/external-body; access-type=URL; URL=\"http://{}/body\"\r\n\r\nContent-Type: text/plain\r\n\r\n",
        traps.beacon
    );
    put("body_elsewhere", multi(&plain(), &elsewhere));
    put("encrypted", format!(
        "{head}Content-Type: multipart/encrypted; boundary=x; protocol=\"application/pgp-encrypted\"\r\n\r\n--x\r\n\
         Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--x\r\nContent-Type: application/octet-stream\r\n\r\n\
         -----BEGIN PGP MESSAGE-----\r\nabc\r\n-----END PGP MESSAGE-----\r\n--x--\r\n").into_bytes());
    put("boundary_none", text("multipart/mixed", &plain()));
    put("boundary_lost", text("multipart/mixed; boundary=never", &plain()));
    put("boundary_empty", text("multipart/mixed; boundary=\"\"", &plain()));
    let whole = multi(&plain(), &content("cut.txt"));
    put("cut", whole[..whole.len() - 20].to_vec());
    put(
        "date_long",
        format!("{}\r\n{}\r\n", head.replace("Tue, 4 Mar 2025 10:00:00 +0000", &"(((".repeat(30_000)), plain())
            .into_bytes(),
    );
    out
}
