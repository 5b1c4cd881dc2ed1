//! XML as it should be, and XML made to do harm.

use super::*;

fn read(text: &str, manner: Manner) -> Result<String, ParseError> {
    let mut xml = Xml::new(text, manner);
    let mut out = String::new();
    while let Some(node) = xml.next(&mut || {})? {
        match node {
            Node::Start(element) => out.push_str(&format!("({:?}:{} ", element.space, element.name())),
            Node::Words(words) => out.push_str(&words),
            Node::End => out.push(')'),
        }
    }
    Ok(out)
}

#[test]
fn names_are_matched_by_namespace_whatever_their_prefix() {
    let text = r#"<x:p xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><t xmlns="urn:else"/>
<x:t>a</x:t></x:p>"#;
    assert_eq!(read(text, Manner::Strict).unwrap(), "(Word:p (Other:t )\n(Word:t a))");
    // A prefix is in force within its element only.
    let text = r#"<a><b xmlns:w="http://www.w3.org/1999/xhtml"><w:i/></b><w:i/></a>"#;
    assert_eq!(read(text, Manner::Strict).unwrap(), "(None:a (None:b (Xhtml:i ))(Other:i ))");
}

#[test]
fn attributes_are_found_by_namespace_and_their_references_expanded() {
    let text = r#"<a id="1 &amp; &#x42B;" xml:space="preserve"/>"#;
    let mut xml = Xml::new(text, Manner::Strict);
    let Some(Node::Start(element)) = xml.next(&mut || {}).unwrap() else { panic!("no element") };
    assert_eq!(element.get(Space::None, "id"), Some("1 & Ы"));
    assert_eq!(element.get(Space::Xml, "space"), Some("preserve"));
    assert_eq!(element.get(Space::None, "space"), None);
}

#[test]
fn five_entities_are_known_to_xml_and_those_of_html_to_the_web() {
    assert_eq!(read("<a>&lt;&gt;&amp;&quot;&apos;&#65;</a>", Manner::Strict).unwrap(), "(None:a <>&\"'A)");
    assert!(read("<a>&nbsp;</a>", Manner::Strict).is_err());
    assert!(read("<a b='&nbsp;'/>", Manner::Strict).is_err());
    assert_eq!(read("<a>x&nbsp;y &none; & z</a>", Manner::Web).unwrap(), "(None:a x\u{a0}y &none; & z)");
}

#[test]
fn document_types_are_refused_and_what_they_define_is_never_expanded() {
    let laughs = "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
    let outside = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><a>&b;</a>";
    let plain = "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.1//EN\" \"http://www.w3.org/TR/xhtml11.dtd\"><a/>";
    for text in [laughs, outside] {
        assert!(read(text, Manner::Strict).is_err());
        assert!(read(text, Manner::Web).is_err());
    }
    assert!(read(plain, Manner::Strict).is_err());
    assert_eq!(read(plain, Manner::Web).unwrap(), "(None:a )");
}

#[test]
fn depth_attributes_namespaces_and_runs_of_words_have_their_most() {
    let what = |text: &str| match read(text, Manner::Strict) {
        Err(ParseError::TooMany { what, .. }) => what,
        other => panic!("{other:?}"),
    };
    assert_eq!(what(&"<a>".repeat(200_000)), "elements inside each other");
    let attributes: String = (0..80_000).map(|n| format!(" a{n}=''")).collect();
    assert_eq!(what(&format!("<a{attributes}/>")), "attributes on one element");
    assert_eq!(what(&format!("<a b='{}'/>", "x".repeat(MAX_ATTRIBUTE + 1))), "bytes in one attribute");
    assert_eq!(what(&format!("<a>{}</a>", "x".repeat(MAX_TEXT_NODE + 1))), "bytes in one run of text");
    // The run counts on across comments and references.
    let pieces = format!("{}<!-- -->&amp;", "x".repeat(MAX_TEXT_NODE / 4));
    assert_eq!(what(&format!("<a>{}</a>", pieces.repeat(4))), "bytes in one run of text");
    let spaces: String = (0..200).map(|n| format!(" xmlns:a{n}='u'")).collect();
    assert_eq!(what(&format!("<a{spaces}>").repeat(200)), "namespaces");
    assert!(read(&format!("{}{}", "<a>".repeat(256), "</a>".repeat(256)), Manner::Strict).is_ok());
}

#[test]
fn what_is_not_well_formed_is_refused() {
    for text in ["<a>", "<a></b>", "<a", "</a>", "<a b=c/>", "<a>&#xFFFFFFFF;</a>", "<a><![CDATA[x</a>"] {
        assert!(read(text, Manner::Strict).is_err(), "{text}");
    }
}

#[test]
fn skipping_and_gathering_end_where_the_element_ends() {
    let mut xml = Xml::new("<a><b>one <c>two</c> three</b><d/>four</a>", Manner::Strict);
    let mut beat = || {};
    xml.next(&mut beat).unwrap();
    xml.next(&mut beat).unwrap();
    assert_eq!(xml.text(&mut beat).unwrap(), "one two three");
    xml.next(&mut beat).unwrap();
    xml.skip(&mut beat).unwrap();
    assert!(matches!(xml.next(&mut beat).unwrap(), Some(Node::Words(words)) if words == "four"));
}

#[test]
fn encodings_come_from_the_mark_the_declaration_or_are_utf_8() {
    let utf_16: Vec<u8> = "\u{FEFF}<a>я</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(decoded(&utf_16), (Cow::Borrowed("<a>я</a>"), 0));
    assert_eq!(decoded(utf_16.get(2..).unwrap()).0, "<a>я</a>");
    let declared = b"<?xml version='1.0' encoding='windows-1251'?><a>\xFF</a>";
    assert!(decoded(declared).0.ends_with("<a>я</a>"));
    assert_eq!(decoded("\u{FEFF}<a>я</a>".as_bytes()).0, "<a>я</a>");
    assert_eq!(decoded(b"<a>\xFF</a>"), (Cow::Owned("<a>\u{FFFD}</a>".to_owned()), 1));
}

#[test]
fn what_is_broken_is_read_as_far_as_its_elements_match() {
    let broken = "<a><b>one<img src='x'></a>two</b> &none; <br/>three";
    assert!(read(broken, Manner::Web).is_err());
    assert_eq!(read(broken, Manner::Broken).unwrap(), "(None:a (None:b one(None:img )))two &none; (None:br )three");
    assert_eq!(read("<a><b>one", Manner::Broken).unwrap(), "(None:a (None:b one))");
    assert_eq!(read("<a>one<b", Manner::Broken).unwrap(), "(None:a one)");
    assert!(read(&"<a>".repeat(200_000), Manner::Broken).is_err());
}
