//! The endnotes, as Word knows them: it numbers them itself, in lower-case Roman figures, in the order of their marks.
//!
//! Their heading stands where Word draws the line above the first, for LibreOffice begins a page with them and would leave
//! a heading of the text behind. LibreOffice also sets each number itself and takes away the character before it, so the
//! brackets are for those who know the namespace of Word 2013: the others show `i` in place of `[i]`.

use super::super::model::{Line, ours};
use super::body::{MAIN, paragraph};
use super::element::{Element, el};
use super::run::{Taken, line, styled};

/// The part that holds them. The first note has the identity 1; those below are what Word sets above them.
pub(super) fn part(notes: &[Line]) -> Element {
    let heading = paragraph("Heading2", false, line(&[ours("Endnotes")]));
    let sign = paragraph("EndnoteText", false, vec![el("w:r").with(el("w:continuationSeparator"))]);
    let above = [("-1", "separator", heading), ("0", "continuationSeparator", sign)]
        .map(|(id, kind, words)| el("w:endnote").set("w:type", kind).set("w:id", id).with(words));
    let notes = (1_u32..).zip(notes).map(|(number, words)| {
        let mut runs = vec![bracket("["), numbered().with(el("w:endnoteRef")), bracket("]")];
        runs.push(el("w:r").with(el("w:t").set("xml:space", "preserve").text(" ")));
        runs.extend(line(words));
        el("w:endnote").set("w:id", number.to_string()).with(paragraph("EndnoteText", false, runs))
    });
    el("w:endnotes")
        .set("xmlns:w", MAIN)
        .set("xmlns:mc", "http://schemas.openxmlformats.org/markup-compatibility/2006")
        .set("xmlns:w15", "http://schemas.microsoft.com/office/word/2012/wordml")
        .with_all(above)
        .with_all(notes)
}

fn numbered() -> Element {
    styled(Taken { style: Some("EndnoteReference"), ..Taken::default() }, false)
}

fn bracket(sign: &'static str) -> Element {
    let known = el("mc:Choice").set("Requires", "w15").with(el("w:t").text(sign));
    numbered().with(el("mc:AlternateContent").with(known).with(el("mc:Fallback")))
}
