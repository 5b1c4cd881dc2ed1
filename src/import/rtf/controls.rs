//! What each control word and symbol does to the state or to the text.

use super::charset::Page;
use super::reader::Reader;
use super::sheet::Paragraph;
use super::state::{Place, State};
use crate::import::ParseError;

/// Control words that stand for a character.
const CHARACTERS: &[(&[u8], char)] = &[
    (b"tab", '\t'),
    (b"emdash", '—'),
    (b"endash", '–'),
    (b"emspace", '\u{2003}'),
    (b"enspace", '\u{2002}'),
    (b"qmspace", '\u{2005}'),
    (b"bullet", '•'),
    (b"lquote", '‘'),
    (b"rquote", '’'),
    (b"ldblquote", '“'),
    (b"rdblquote", '”'),
    (b"ltrmark", '\u{200E}'),
    (b"rtlmark", '\u{200F}'),
    (b"zwj", '\u{200D}'),
    (b"zwnj", '\u{200C}'),
    (b"zwbo", '\u{200B}'),
    (b"zwnbo", '\u{2060}'),
];

/// True unless a control word has the number 0, which switches it off.
fn on(number: Option<i32>) -> bool {
    number != Some(0)
}

/// A level counted from 0 as one counted from 1.
fn level(number: Option<i32>) -> Option<u8> {
    u8::try_from(number.unwrap_or(0)).ok().filter(|n| *n < 9).map(|n| n + 1)
}

impl Reader {
    /// A control symbol.
    pub(super) fn symbol(&mut self, symbol: u8) -> Result<(), ParseError> {
        if symbol == b'*' {
            self.state.starred = true;
            return Ok(());
        }
        if self.skip > 0 {
            self.skip -= 1;
            return Ok(());
        }
        match symbol {
            b'~' => self.put_char('\u{A0}'),
            b'-' => self.put_char('\u{AD}'),
            b'_' => self.put_char('\u{2011}'),
            _ => Ok(()),
        }
    }

    /// A control word with its number.
    pub(super) fn word(&mut self, word: &[u8], number: Option<i32>) -> Result<(), ParseError> {
        let starred = std::mem::take(&mut self.state.starred);
        match self.state.place {
            Place::Skipped => return Ok(()),
            // Only the other half counts.
            Place::Ansi if word != b"ud" => return Ok(()),
            _ => {}
        }
        if let Some((_, c)) = CHARACTERS.iter().find(|(name, _)| *name == word) {
            if self.skip > 0 {
                self.skip -= 1;
                return Ok(());
            }
            return self.put_char(*c);
        }
        self.skip = 0;
        if word == b"u" {
            self.skip = self.state.fallback;
            // Numbers past 32,767 are written as negative ones.
            return self.unit(u32::from(u16::try_from(number.unwrap_or(0) & 0xFFFF).unwrap_or(0)));
        }
        if self.goes_elsewhere(word) {
            return Ok(());
        }
        if starred {
            self.enter(Place::Skipped);
            return Ok(());
        }
        if self.sets_coding(word, number) || self.sets_state(word, number) {
            return Ok(());
        }
        self.breaks(word)
    }

    /// Words that say the group is not, or not only, words of the document.
    fn goes_elsewhere(&mut self, word: &[u8]) -> bool {
        let place = match word {
            b"ud" => {
                self.unicode_half();
                return true;
            }
            b"upr" => Place::Ansi,
            b"fonttbl" => Place::Fonts,
            b"stylesheet" => Place::Styles,
            b"info" | b"shp" | b"shpinst" | b"do" | b"docvar" => Place::Around,
            b"title" if self.state.place == Place::Around => Place::Title,
            b"author" if self.state.place == Place::Around => Place::Author,
            b"creatim" => Place::Created,
            b"footnote" => Place::Note,
            b"shptxt" | b"dptxbxtext" => Place::Shape,
            b"field" => Place::Field,
            b"fldinst" => Place::Instruction,
            b"fldrslt" => Place::Result,
            b"object" => {
                self.counts.attached = self.counts.attached.saturating_add(1);
                Place::Around
            }
            b"result" => Place::Words,
            b"template" => {
                self.counts.remote = self.counts.remote.saturating_add(1);
                Place::Skipped
            }
            b"objautlink" | b"objlink" => {
                self.counts.remote = self.counts.remote.saturating_add(1);
                return true;
            }
            b"header" | b"headerl" | b"headerr" | b"headerf" | b"footer" | b"footerl" | b"footerr" | b"footerf" => {
                Place::Margin
            }
            b"annotation" => Place::Comment,
            b"colortbl"
            | b"pict"
            | b"objdata"
            | b"shprslt"
            | b"nonshppict"
            | b"nonesttables"
            | b"nesttableprops"
            | b"listtable"
            | b"listoverridetable"
            | b"revtbl"
            | b"rsidtbl"
            | b"generator"
            | b"themedata"
            | b"colorschememapping"
            | b"latentstyles"
            | b"datastore"
            | b"filetbl"
            | b"xe"
            | b"tc"
            | b"tcn"
            | b"rxe"
            | b"txe"
            | b"operator"
            | b"subject"
            | b"keywords"
            | b"comment"
            | b"doccomm"
            | b"company"
            | b"manager"
            | b"category"
            | b"hlinkbase"
            | b"revtim"
            | b"printim"
            | b"buptim"
            | b"ftnsep"
            | b"ftnsepc"
            | b"ftncn"
            | b"aftnsep"
            | b"aftnsepc"
            | b"aftncn"
            | b"private"
            | b"pntxta"
            | b"pntxtb"
            | b"falt"
            | b"panose"
            | b"sn"
            | b"sv"
            | b"formfield"
            | b"mmathPr"
            | b"xmlnstbl"
            | b"wgrffmtfilter"
            | b"pgptbl"
            | b"userprops"
            | b"fontemb"
            | b"fontfile"
            | b"bkmkstart"
            | b"bkmkend"
            | b"atnid"
            | b"atnauthor" => Place::Skipped,
            _ => return false,
        };
        self.enter(place);
        true
    }

    /// Words that say how bytes become characters.
    fn sets_coding(&mut self, word: &[u8], number: Option<i32>) -> bool {
        let value = number.unwrap_or(0);
        match word {
            b"ansicpg" => self.page = Page::numbered(value).unwrap_or(self.page),
            b"mac" => self.page = Page::numbered(10000).unwrap_or(self.page),
            b"pc" => self.page = Page::numbered(437).unwrap_or(self.page),
            b"pca" => self.page = Page::numbered(850).unwrap_or(self.page),
            b"deff" => self.font = number,
            b"deflang" => self.set_language(value),
            b"uc" => self.state.fallback = usize::try_from(value).unwrap_or(1).min(64),
            b"f" | b"af" if self.state.place == Place::Fonts => {
                self.defining = value;
            }
            b"f" | b"af" => self.state.font = number,
            b"fcharset" => self.mark_font(value),
            b"cpg" => {
                if let Some(font) = self.defined_font() {
                    font.page = Page::numbered(value);
                }
            }
            _ => return false,
        }
        true
    }

    /// Words that change what the words after them are.
    fn sets_state(&mut self, word: &[u8], number: Option<i32>) -> bool {
        let value = number.unwrap_or(0);
        let in_styles = self.state.place == Place::Styles;
        match word {
            b"s" if in_styles => self.style.number = value,
            b"outlinelevel" if in_styles => self.style.outline = level(number),
            b"plain" => self.state = State { font: None, hidden: false, deleted: false, ..self.state },
            b"pard" => self.state.paragraph = Paragraph::default(),
            b"v" => self.state.hidden = on(number),
            b"deleted" => self.state.deleted = on(number),
            b"s" => self.state.paragraph.style = number,
            b"outlinelevel" => self.state.paragraph.outline = level(number),
            b"ls" => self.state.paragraph.list = value,
            b"ilvl" => self.state.paragraph.depth = u8::try_from(value).unwrap_or(0).min(8),
            b"intbl" => self.state.paragraph.in_table = on(number),
            b"yr" => self.created = [value, 0, 0],
            b"mo" => self.created = [self.created[0], value, 0],
            b"dy" => self.created[2] = value,
            _ => return false,
        }
        true
    }

    /// Words that end lines, cells, rows, paragraphs and pages.
    fn breaks(&mut self, word: &[u8]) -> Result<(), ParseError> {
        let inside = self.words.len() > 1;
        let paragraph = self.state.paragraph;
        match word {
            _ if self.state.silent => Ok(()),
            b"par" | b"sect" => self.end_paragraph(paragraph),
            b"page" if !inside && !paragraph.in_table => {
                self.end_paragraph(paragraph)?;
                self.sheet.page_break()
            }
            b"line" | b"column" if paragraph.in_table => self.put(" "),
            b"line" | b"column" => self.put("\n"),
            b"cell" if inside => self.put("\t"),
            b"cell" => {
                if let Some(words) = self.words.last_mut() {
                    let end = words.text.trim_end_matches(' ').len();
                    words.text.truncate(end);
                }
                self.put("\t")
            }
            b"nestcell" | b"nestrow" => {
                if let Some(words) = self.words.last_mut() {
                    words.space();
                }
                Ok(())
            }
            b"row" if inside => self.put("\n"),
            b"row" => match self.words.last_mut() {
                Some(words) => self.sheet.row(words),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }
}
