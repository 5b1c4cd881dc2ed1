//! What the palette offers: everything that has a name, made ready once while it is open, and the lines that answer best
//! to what is typed.

use super::App;
use super::command::Command;
use super::find::Found;
use super::fuzzy::{Ready, Typed};
use super::model::{By, Model};
use super::overlay::Overlay;
use super::view::speaker_words;
use crate::domain::fold::Folded;
use crate::domain::{Id, Words};
use crate::say::groups as say;
use std::ops::Range;

/// Most lines offered at once.
const LINES: usize = 50;
/// Most lines of one kind while others answer too.
const OF_A_KIND: usize = 12;
/// Most things remembered as used.
const USED: usize = 8;

/// A line of the palette.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The group it stands in; lines of a group stand together.
    pub group: Group,
    /// What it is.
    pub found: Found,
    /// Its words.
    pub words: Words,
    /// Letters that answer to what is typed, in bytes of the words.
    pub marks: Vec<Range<usize>>,
    /// What stands at its right: keys, a speaker, a count.
    pub aside: Words,
}

/// A kind of thing the palette offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// What was chosen lately, whatever it is.
    Used,
    /// Commands.
    Commands,
    /// Documents.
    Documents,
    /// Bookmarks.
    Bookmarks,
    /// Filters, sets and folders.
    Groups,
    /// Tags.
    Tags,
    /// Claims.
    Claims,
    /// Names.
    Names,
    /// Judgements.
    Judgements,
    /// Briefs.
    Briefs,
    /// Kept searches and rules.
    Searches,
}

/// Everything that can be found, as long as the palette is open.
#[derive(Default)]
pub struct Palette {
    /// The lines for what is typed.
    pub lines: Vec<Line>,
    all: Vec<(Group, Found, Ready)>,
    /// The state of the project `all` was made from.
    made: Option<(Id, u64)>,
    /// What was typed last, and what answered to it.
    last: Option<(Typed, Vec<u32>)>,
    used: Vec<Found>,
}

impl Palette {
    /// Remembers what was chosen, as long as the program runs.
    pub(super) fn use_up(&mut self, found: &Found) {
        self.used.retain(|used| !same(used, found));
        self.used.insert(0, found.clone());
        self.used.truncate(USED);
    }

    /// Lets go of everything but what was used.
    pub(super) fn close(&mut self) {
        (self.all, self.made, self.last, self.lines) = (Vec::new(), None, None, Vec::new());
    }

    /// How many things can be found.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// True before anything was made ready.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

/// The same thing, whatever it is called by now.
fn same(a: &Found, b: &Found) -> bool {
    match (a, b) {
        (Found::Command(a), Found::Command(b)) => a == b,
        (Found::Document(a, _), Found::Document(b, _))
        | (Found::Tag(a, _), Found::Tag(b, _))
        | (Found::Claim(a, _), Found::Claim(b, _))
        | (Found::Name(a, _), Found::Name(b, _))
        | (Found::Judgement(a, _), Found::Judgement(b, _))
        | (Found::Looked(a, _), Found::Looked(b, _))
        | (Found::Set(a, _), Found::Set(b, _))
        | (Found::Filter(a, _), Found::Filter(b, _))
        | (Found::Brief(a, _), Found::Brief(b, _))
        | (Found::Search(a, _), Found::Search(b, _)) => a == b,
        (Found::Folder(a, _), Found::Folder(b, _)) => a == b,
        (Found::Bookmark(a, at, _), Found::Bookmark(b, there, _)) => a == b && at == there,
        _ => false,
    }
}

impl App {
    /// Brings the palette's lines up to what is typed.
    pub(super) fn answer_palette(&mut self) {
        let Some(Overlay::Palette { query, .. }) = &self.overlay else { return };
        let typed = Typed::new(query);
        let state = self.project.as_ref().map(|p| (p.facts.secret, p.model.generation));
        let mut palette = std::mem::take(&mut self.palette);
        if palette.all.is_empty() || palette.made != state {
            palette.all = self.everything();
            (palette.made, palette.last) = (state, None);
        }
        palette.lines = if typed.is_empty() {
            palette.last = None;
            self.unasked(&palette)
        } else {
            let (lines, answered) = self.answers(&palette, &typed);
            palette.last = Some((typed, answered));
            lines
        };
        self.palette = palette;
    }

    /// Before anything is typed: what was used lately, then the commands.
    fn unasked(&self, palette: &Palette) -> Vec<Line> {
        let there = |found: &&Found| palette.all.iter().any(|(_, other, _)| same(found, other)) && self.can(found);
        let used = palette.used.iter().filter(there).map(|found| (Group::Used, found));
        let commands = palette.all.iter().filter(|(group, found, _)| *group == Group::Commands && self.can(found));
        let commands = commands.map(|(group, found, _)| (*group, found));
        used.chain(commands).map(|(group, found)| self.line(group, found.clone(), Vec::new())).take(LINES).collect()
    }

    fn can(&self, found: &Found) -> bool {
        !matches!(found, Found::Command(command) if !self.is_enabled(*command))
    }

    fn answers(&self, palette: &Palette, typed: &Typed) -> (Vec<Line>, Vec<u32>) {
        let before = palette.last.as_ref().filter(|(before, _)| typed.narrows(before)).map(|(_, answered)| answered);
        let count = u32::try_from(palette.all.len()).unwrap_or(u32::MAX);
        let (mut answered, mut scored) = (Vec::new(), Vec::new());
        let mut look = |at: u32| {
            let Some((_, found, ready)) = palette.all.get(at as usize) else { return };
            if let Some(score) = ready.answer(typed, None) {
                answered.push(at);
                let lately = palette.used.iter().position(|used| same(used, found));
                // Six places of the list of used things are worth about as much as a better beginning.
                let lately = lately.map_or(0, |at| 480_u32.saturating_sub(u32::try_from(at).unwrap_or(8) * 40));
                scored.push((std::cmp::Reverse(score + lately), at));
            }
        };
        match before {
            Some(answered) => answered.iter().copied().for_each(&mut look),
            None => (0..count).for_each(&mut look),
        }
        scored.sort_unstable();
        // The groups in the order of their best line; a group that answers alone has the whole list.
        let mut groups: Vec<(Group, Vec<u32>)> = Vec::new();
        for (_, at) in scored {
            let Some((group, found, _)) = palette.all.get(at as usize) else { continue };
            if !self.can(found) {
                continue;
            }
            match groups.iter_mut().find(|(g, _)| g == group) {
                Some((_, lines)) if lines.len() < LINES => lines.push(at),
                Some(_) => {}
                None => groups.push((*group, vec![at])),
            }
        }
        let most = if groups.len() > 1 { OF_A_KIND } else { LINES };
        let lines =
            groups.into_iter().flat_map(|(group, lines)| lines.into_iter().take(most).map(move |at| (group, at)));
        let lines = lines.take(LINES).filter_map(|(group, at)| {
            let (_, found, ready) = palette.all.get(at as usize)?;
            let mut marks = Vec::new();
            ready.answer(typed, Some(&mut marks));
            Some(self.line(group, found.clone(), marks))
        });
        (lines.collect(), answered)
    }

    /// A line, with the marks led back from the folded words to the words.
    fn line(&self, group: Group, found: Found, folded: Vec<Range<usize>>) -> Line {
        let model = self.model();
        let nothing = Words::default;
        let (words, aside) = match &found {
            Found::Command(c) => (self.command_name(*c), Words::new(c.keys(cfg!(target_os = "macos")))),
            Found::Document(id, words) => {
                let outlet = model.and_then(|m| m.names.get(&m.documents.get(id)?.outlet?));
                (words.clone(), outlet.map_or_else(nothing, |n| n.words.clone()))
            }
            Found::Tag(id, words) => {
                let count = model.map_or(0, |m| m.count(By::Tagged, *id));
                (words.clone(), Words::new(count.to_string()))
            }
            Found::Claim(id, words) => {
                let speaker = model.and_then(|m| speaker_words(m, m.claims.get(id)?));
                (words.clone(), speaker.cloned().unwrap_or_default())
            }
            Found::Name(id, words) => {
                let kind = model.and_then(|m| m.names.get(id)).map(|n| n.kind.label());
                (words.clone(), Words::new(kind.unwrap_or_default()))
            }
            Found::Bookmark(id, _, words) => {
                let document = model.and_then(|m| m.documents.get(id));
                (words.clone(), document.map_or_else(nothing, |d| d.heading().clone()))
            }
            Found::Judgement(_, words)
            | Found::Looked(_, words)
            | Found::Brief(_, words)
            | Found::Passage(_, words) => (words.clone(), nothing()),
            Found::Search(id, words) => {
                let tag = model.and_then(|m| m.tags.get(&m.saved.get(id)?.tag?));
                (words.clone(), tag.map_or_else(nothing, |tag| tag.name.words().clone()))
            }
            Found::Set(id, words) => (words.clone(), Words::new(self.groups.in_set(*id).to_string())),
            Found::Filter(id, words) => (words.clone(), Words::new(self.groups.let_through(*id).to_string())),
            Found::Folder(key, words) => {
                let count = self.groups.folders.named(key).map_or(0, |folder| folder.count);
                (words.clone(), Words::new(count.to_string()))
            }
            Found::NewTag(words) | Found::NewName(words) | Found::NewSet(words) => (words.clone(), nothing()),
        };
        let marks = if folded.is_empty() {
            Vec::new()
        } else {
            let whole = Folded::of(words.raw());
            folded.into_iter().map(|range| whole.canonical(range)).collect()
        };
        Line { group, found, words, marks, aside }
    }

    /// A command as it is offered; what it acts on is named where that is one word.
    pub fn command_name(&self, command: Command) -> Words {
        match self.word_here().filter(|_| command == Command::WordHere) {
            Some((_, written)) => crate::say::words::collocates_of(&written),
            None => Words::new(command.name()),
        }
    }

    /// Everything that has a name.
    fn everything(&self) -> Vec<(Group, Found, Ready)> {
        let mut all: Vec<(Group, Found, Ready)> = Vec::new();
        for command in Command::ALL.iter().copied().filter(|c| *c != Command::Palette) {
            let beside = format!("{} {}", command.help(), command.also());
            all.push((Group::Commands, Found::Command(command), Ready::new(command.name(), &beside)));
        }
        let Some(model) = self.model() else { return all };
        for d in model.shown_documents() {
            let heading = d.heading();
            let beside = if d.title.is_some() { d.file_name.raw() } else { "" };
            all.push((Group::Documents, Found::Document(d.id, heading.clone()), Ready::new(heading.raw(), beside)));
        }
        for (id, bookmark) in self.trail.all_bookmarks() {
            let Some(document) = model.documents.get(&id).filter(|d| model.is_shown(d)) else { continue };
            let found = Found::Bookmark(id, bookmark.byte, bookmark.words.clone());
            let beside = crate::say::palette::bookmark(document.heading().raw());
            all.push((Group::Bookmarks, found, Ready::new(bookmark.words.raw(), &beside)));
        }
        for filter in model.filters.values() {
            let words = filter.name.words();
            all.push((Group::Groups, Found::Filter(filter.id, words.clone()), Ready::new(words.raw(), say::FILTERS)));
        }
        for set in model.sets.values() {
            let words = set.name.words();
            all.push((Group::Groups, Found::Set(set.id, words.clone()), Ready::new(words.raw(), say::SETS)));
        }
        for folder in self.groups.folders.all() {
            let found = Found::Folder(folder.key.clone(), folder.key.clone());
            all.push((Group::Groups, found, Ready::new(folder.key.raw(), say::FOLDERS)));
        }
        for tag in model.tags.values() {
            let words = tag.name.words();
            let beside = tag.definition.as_ref().map_or("", Words::raw);
            all.push((Group::Tags, Found::Tag(tag.id, words.clone()), Ready::new(words.raw(), beside)));
        }
        for claim in model.claims.values().rev() {
            let speaker = speaker_words(model, claim).map_or("", Words::raw);
            let found = Found::Claim(claim.id, claim.words.clone());
            all.push((Group::Claims, found, Ready::new(claim.words.raw(), speaker)));
        }
        all.extend(names(model));
        for judgement in model.judgements.values() {
            let found = Found::Judgement(judgement.id, judgement.words.clone());
            all.push((Group::Judgements, found, Ready::new(judgement.words.raw(), "")));
        }
        for looked in model.looked.values() {
            let found = Found::Looked(looked.id, looked.words.clone());
            all.push((Group::Judgements, found, Ready::new(looked.words.raw(), crate::say::looked::LOOKED)));
        }
        for saved in model.saved.values() {
            let found = Found::Search(saved.id, saved.query.clone());
            all.push((Group::Searches, found, Ready::new(saved.query.raw(), crate::say::palette::SEARCHES)));
        }
        for brief in model.briefs.values() {
            let found = Found::Brief(brief.id, brief.title.clone());
            all.push((Group::Briefs, found, Ready::new(brief.title.raw(), "")));
        }
        all
    }
}

/// Names that are not another's by now, with every spelling they have.
fn names(model: &Model) -> impl Iterator<Item = (Group, Found, Ready)> {
    let mut spelled: std::collections::HashMap<Id, String> = std::collections::HashMap::new();
    let merged = model.names.values().filter(|name| name.merged_into.is_some()).map(|name| (name.id, &name.words));
    for (name, words) in model.spellings.values().map(|spelling| (spelling.name, &spelling.words)).chain(merged) {
        let all = spelled.entry(model.who(name)).or_default();
        all.push_str(words.raw());
        all.push(' ');
    }
    let own = model.names.values().filter(|name| model.who(name.id) == name.id);
    own.map(move |name| {
        let beside = spelled.get(&name.id).map_or("", String::as_str);
        (Group::Names, Found::Name(name.id, name.words.clone()), Ready::new(name.words.raw(), beside))
    })
}
