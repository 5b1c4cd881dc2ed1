//! Answers of workers that were taken over by what they parsed: whatever is in them, they are refused or are sound.

use super::*;
use crate::domain::structure::{self, ElsewhereKind, Structure};
use proptest::prelude::*;
use serde_json::{Value, json};

/// What a frame with these bytes comes to, read and looked at as the parent does. Parts have no bytes here.
fn taken(frame: &[u8]) -> std::result::Result<Parsed, String> {
    let mut from = frame;
    let mut answer = Answer::default();
    let mut parts = 0;
    while !from.is_empty() {
        match receive(&mut from).map_err(|error| error.to_string())? {
            Frame::Parsed(parsed) => {
                parts = parsed.parts.len();
                answer.parsed(parsed)?;
            }
            Frame::Part(bytes) => answer.part(bytes)?,
            Frame::Beat | Frame::Failed(_) | Frame::Done(_) => {}
        }
    }
    for _ in 0..parts {
        answer.part(Vec::new())?;
    }
    Ok(answer.whole()?)
}

fn framed(body: &[u8]) -> Vec<u8> {
    [&[PARSED], (body.len() as u64).to_le_bytes().as_slice(), body].concat()
}

/// A record with one of its fields exchanged.
fn with(field: &str, value: Value) -> Vec<u8> {
    let meta = json!({"title": null, "author": null, "outlet": null, "published": null, "language": null, "url": null});
    let mut record = json!({"text": "words", "blocks": [], "meta": meta, "remarks": [], "elsewhere": [], "parts": []});
    record[field] = value;
    framed(&serde_json::to_vec(&record).unwrap())
}

#[test]
fn more_of_anything_than_there_may_be_is_refused() {
    let many = |one: Value, count: usize| Value::Array(vec![one; count]);
    let nested = |deep: usize| many(json!([0, 5, "quote"]), deep);
    let named = |length: usize| json!([[0, 5, {"section": "x".repeat(length)}]]);
    let left_out = |length: usize| json!([{"left_out": "x".repeat(length)}]);
    let elsewhere = json!({"to": "https://example.invalid/", "as": "image"});
    type Of<'a> = (&'a str, &'a dyn Fn(usize) -> Value, usize);
    let limits: [Of<'_>; 7] = [
        ("remarks", &|n| many(json!("macros"), n), MAX_REMARKS),
        ("remarks", &left_out, MAX_WORDS),
        ("elsewhere", &|n| many(elsewhere.clone(), n), Elsewhere::MOST),
        ("parts", &|n| many(json!({"name": "a"}), n), MAX_PARTS),
        ("blocks", &nested, MAX_BLOCK_DEPTH),
        ("blocks", &named, MAX_WORDS),
        ("text", &|n| json!("x".repeat(n)), MAX_CHARS),
    ];
    for (field, of, most) in limits {
        if let Err(why) = taken(&with(field, of(most))) {
            panic!("{most} of {field}: {why}");
        }
        assert!(taken(&with(field, of(most + 1))).is_err(), "{} of {field}", most + 1);
    }
}

#[test]
fn a_list_is_refused_before_it_grows_past_its_limit() {
    assert_eq!(serde_json::from_str::<AtMost<u8, 3>>("[1, 2, 3]").unwrap().0, [1, 2, 3]);
    // What stands behind the limit is not read, so that it could not be told that it is no list of numbers.
    let refused = serde_json::from_str::<AtMost<u8, 3>>("[1, 2, 3, 4, \"").unwrap_err().to_string();
    assert!(refused.starts_with("a list longer than 3"), "{refused}");
}

fn any_words() -> impl Strategy<Value = String> {
    proptest::string::string_regex("[a-zé漢😀\n\r\t ./]{0,24}").unwrap()
}

/// A record as a parser might give it, with blocks anywhere.
fn any_parsed() -> impl Strategy<Value = Parsed> {
    let kind = prop_oneof![
        (0..=255_u8).prop_map(BlockKind::Heading),
        (0..=255_u8).prop_map(BlockKind::Item),
        Just(BlockKind::Table),
        any_words().prop_map(BlockKind::Section),
        any_words().prop_map(BlockKind::Link),
    ];
    let block = (0..30_u32, 0..30_u32, kind).prop_map(|(start, end, kind)| Block { span: start..end, kind });
    let part = any_words().prop_map(|name| Part { name, bytes: Vec::new() });
    let elsewhere = any_words().prop_map(|to| Elsewhere { to, kind: ElsewhereKind::Link });
    let remark = prop_oneof![Just(Remark::Macros), any_words().prop_map(Remark::LeftOut)];
    let list = 0..4_usize;
    (
        any_words(),
        proptest::collection::vec(block, list.clone()),
        proptest::option::of(any_words()),
        proptest::collection::vec(remark, list.clone()),
        proptest::collection::vec(elsewhere, list.clone()),
        proptest::collection::vec(part, list),
    )
        .prop_map(|(text, blocks, title, remarks, elsewhere, parts)| {
            let meta = Meta { title, ..Meta::default() };
            Parsed { text, blocks, meta, remarks, elsewhere, parts }
        })
}

/// One way of breaking bytes, at a place from 0 to 1.
#[derive(Clone, Debug)]
enum Breakage {
    Byte(f64, u8),
    Cut(f64),
    Twice(f64, f64),
    Number(f64, &'static str),
    Length(u64),
}

fn any_breakage() -> impl Strategy<Value = Breakage> {
    let number = prop_oneof![Just("-1"), Just("4294967296"), Just("99999999999999999999"), Just("1e9"), Just("3.5")];
    prop_oneof![
        (0.0..1.0, any::<u8>()).prop_map(|(at, byte)| Breakage::Byte(at, byte)),
        (0.0..1.0).prop_map(Breakage::Cut),
        (0.0..1.0, 0.0..1.0).prop_map(|(from, to)| Breakage::Twice(from, to)),
        (0.0..1.0, number).prop_map(|(at, number)| Breakage::Number(at, number)),
        prop_oneof![0..400_u64, any::<u64>()].prop_map(Breakage::Length),
    ]
}

fn broken(mut frame: Vec<u8>, breakage: &Breakage) -> Vec<u8> {
    let at = |share: f64, of: usize| ((share * of as f64) as usize).min(of.saturating_sub(1));
    let count = frame.len();
    match breakage {
        Breakage::Byte(share, byte) if count > 0 => frame[at(*share, count)] = *byte,
        Breakage::Cut(share) => frame.truncate(at(*share, count)),
        Breakage::Twice(from, to) => {
            let (from, to) = (at(from.min(*to), count), at(from.max(*to), count));
            let again = frame[from..to].to_vec();
            frame.splice(to..to, again);
        }
        Breakage::Number(share, number) => {
            let from = at(*share, count);
            let digits = |byte: &u8| byte.is_ascii_digit();
            if let Some(start) = frame[from..].iter().position(digits).map(|start| from + start) {
                let end = frame[start..].iter().position(|byte| !digits(byte)).map_or(count, |end| start + end);
                frame.splice(start..end, number.bytes());
            }
        }
        Breakage::Length(length) if count >= 9 => frame[1..9].copy_from_slice(&length.to_le_bytes()),
        Breakage::Byte(..) | Breakage::Length(_) => {}
    }
    frame
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn a_broken_answer_is_refused_or_sound(
        parsed in any_parsed(),
        breakages in proptest::collection::vec(any_breakage(), 0..3),
        mend_length in any::<bool>(),
    ) {
        let mut frame = framed(&serde_json::to_vec(&parsed).unwrap());
        for breakage in &breakages {
            frame = broken(frame, breakage);
        }
        // Half of them announce as many bytes as come, so that what is in them is looked at.
        if mend_length && frame.len() >= 9 {
            let length = frame.len() as u64 - 9;
            frame[1..9].copy_from_slice(&length.to_le_bytes());
            frame[0] = PARSED;
        }
        if let Ok(parsed) = taken(&frame) {
            prop_assert!(!parsed.text.contains('\r'));
            for block in &parsed.blocks {
                let words = parsed.text.get(block.span.start as usize..block.span.end as usize);
                prop_assert!(words.is_some_and(|words| !words.is_empty()));
            }
            for part in &parsed.parts {
                let path = std::path::Path::new(&part.name);
                prop_assert!(path.components().all(|c| matches!(c, std::path::Component::Normal(_))), "{}", part.name);
            }
            // What the project keeps of it is read again whole.
            let kept = structure::to_json(&parsed.blocks, &parsed.meta, &parsed.remarks, &[], &parsed.elsewhere);
            prop_assert!(Structure::read(&kept, u32::try_from(parsed.text.len()).unwrap()).is_ok());
        }
    }
}
