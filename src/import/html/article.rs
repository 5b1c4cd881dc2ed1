//! Finds the article of a page: the part that holds most running text, apart from menus, boxes and comments. The measure
//! is the one readers in browsers use: long lines with commas speak for the part they are in, links against it.

use super::tags::Tag;
use super::token::Attributes;
use std::ops::Range;

/// Most parts kept in mind; a page with more has no article found.
const MOST_PARTS: usize = 200_000;
/// A line shorter than this, in characters, speaks for nothing.
const SHORT_LINE: usize = 25;
/// Text shorter than this, in characters, is no article.
const SHORT_ARTICLE: usize = 250;

/// Parts of names that speak for an article, against one, and that rule one out.
const FOR: [&str; 9] = ["article", "body", "content", "entry", "hentry", "main", "post", "story", "text"];
const AGAINST: [&str; 12] = [
    "comment", "contact", "foot", "masthead", "meta", "promo", "related", "scroll", "share", "shoutbox", "sidebar",
    "sponsor",
];
const NEVER: [&str; 22] = [
    "advert",
    "banner",
    "breadcrumb",
    "combx",
    "comment",
    "community",
    "cookie",
    "disqus",
    "footer",
    "gdpr",
    "menu",
    "navbar",
    "newsletter",
    "pager",
    "pagination",
    "popup",
    "related",
    "share",
    "sidebar",
    "skyscraper",
    "social",
    "sponsor",
];

/// A part of a page.
#[derive(Debug)]
struct Part {
    parent: Option<usize>,
    start: u32,
    end: u32,
    tag: Tag,
    /// Named as an article's, by its name, role or attribute.
    named: bool,
    never: bool,
    score: f32,
}

/// The parts of a page and its links, as stretches of the text.
#[derive(Debug, Default)]
pub(super) struct Outline {
    parts: Vec<Part>,
    open: Vec<usize>,
    links: Vec<(u32, u32)>,
    /// Where headings begin, and their levels.
    headings: Vec<(u32, u8)>,
}

/// What the stretches of a text are made of.
#[derive(Debug)]
struct Fabric {
    links: Sums,
    /// Lines of running text.
    prose: Sums,
    headings: Vec<(u32, u8)>,
}

impl Outline {
    /// A part begins here.
    pub(super) fn begin(&mut self, tag: Tag, attributes: &Attributes<'_>, at: u32) -> usize {
        let id = self.parts.len();
        if id >= MOST_PARTS {
            return id;
        }
        let names = ["class", "id", "role", "itemprop"].map(|name| attributes.get(name).unwrap_or_default());
        let named = matches!(tag, Tag::Article | Tag::Main)
            || names.iter().any(|n| matches!(n.trim(), "main" | "article" | "articleBody"));
        let names = names.join(" ").to_ascii_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| names.contains(word));
        let kin = matches!(tag, Tag::Html | Tag::Body | Tag::Article | Tag::Main);
        let parent = self.open.last().copied();
        let within = parent.and_then(|parent| self.parts.get(parent)).is_some_and(|parent| parent.never);
        let never = within
            || matches!(tag, Tag::Nav | Tag::Aside | Tag::Footer)
            || (!kin && has(&NEVER) && !has(&["article", "body", "content", "main"]));
        let mut score: f32 = match tag {
            Tag::Article | Tag::Main => 10.0,
            Tag::Div | Tag::Section => 5.0,
            Tag::Td | Tag::Blockquote => 3.0,
            Tag::Form | Tag::Ul | Tag::Ol | Tag::Dl => -3.0,
            _ => 0.0,
        };
        score += if has(&FOR) { 25.0 } else { 0.0 };
        score -= if has(&AGAINST) { 25.0 } else { 0.0 };
        self.parts.push(Part { parent, start: at, end: u32::MAX, tag, named, never, score });
        self.open.push(id);
        id
    }

    /// A part ends here, and what was begun in it.
    pub(super) fn end(&mut self, id: usize, at: u32) {
        while let Some(open) = self.open.last().copied().filter(|open| *open >= id) {
            self.open.pop();
            if let Some(part) = self.parts.get_mut(open) {
                part.end = at;
            }
        }
    }

    /// Words that lead somewhere.
    pub(super) fn link(&mut self, start: u32, end: u32) {
        if start < end {
            self.links.push((start, end));
        }
    }

    /// A heading begins.
    pub(super) fn heading(&mut self, at: u32, level: u8) {
        self.headings.push((at, level));
    }

    /// Where the article stands in the text, if there is one.
    pub(super) fn article(mut self, text: &str, beat: &mut dyn FnMut()) -> Option<Range<u32>> {
        if self.parts.is_empty() || self.parts.len() >= MOST_PARTS {
            return None;
        }
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        for part in &mut self.parts {
            part.end = part.end.min(length);
            part.start = part.start.min(part.end);
        }
        beat();
        let links = Sums::of(std::mem::take(&mut self.links));
        let prose = self.score_lines(text, &links);
        let fabric = Fabric { links, prose, headings: std::mem::take(&mut self.headings) };
        beat();
        let weighed = |part: &Part| part.score * (1.0 - fabric.links.share(part.start, part.end));
        let able = |part: &Part| part.score > 0.0 && part.start < part.end && !part.never;
        let (top, best) = self
            .parts
            .iter()
            .enumerate()
            .filter(|(_, part)| able(part) && !matches!(part.tag, Tag::Ul | Tag::Ol | Tag::Dl | Tag::Form))
            .map(|(id, part)| (id, weighed(part)))
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
        let top = self.widened(top, &fabric);
        let part = self.parts.get(top)?;
        let mut span = part.start..part.end;
        // Sections of one article may stand side by side: those that score like the best belong to it.
        if !part.named {
            for other in self.parts.iter().filter(|other| other.parent == part.parent && able(other)) {
                if weighed(other) >= (best * 0.2).max(10.0) {
                    span = span.start.min(other.start)..span.end.max(other.end);
                }
            }
        }
        self.trim(top, &mut span, &fabric);
        self.headed(text, &mut span, &fabric);
        let words = text.get(span.start as usize..span.end as usize)?;
        let start = span.start + u32::try_from(words.len() - words.trim_start().len()).ok()?;
        let end = start + u32::try_from(words.trim().len()).ok()?;
        let enough = words.trim().chars().nth(SHORT_ARTICLE).is_some();
        (enough && fabric.links.share(start, end) < 0.5).then_some(start..end)
    }

    /// Lets every line of running text speak for the parts it is in, and gives those lines.
    fn score_lines(&mut self, text: &str, links: &Sums) -> Sums {
        let mut prose = Vec::new();
        let mut next = 0;
        let mut inside: Vec<usize> = Vec::new();
        let mut at = 0_u32;
        for line in text.split_inclusive('\n') {
            let start = at;
            at = at.saturating_add(u32::try_from(line.len()).unwrap_or(u32::MAX));
            // Parts begin where the text stood before the line end that parts them from it.
            while let Some(part) = self.parts.get(next).filter(|part| part.start <= start) {
                while inside.last().and_then(|id| self.parts.get(*id)).is_some_and(|top| top.end <= part.start) {
                    inside.pop();
                }
                inside.push(next);
                next += 1;
            }
            while inside.last().and_then(|id| self.parts.get(*id)).is_some_and(|top| top.end <= start) {
                inside.pop();
            }
            let chars = line.trim().chars().count();
            if chars < SHORT_LINE || links.share(start, at) > 0.5 {
                continue;
            }
            let commas = line.matches([',', '，', '、', '،', '؛', ';']).count();
            let score = 1.0 + small(commas).min(20.0) + (small(chars) / 100.0).min(3.0);
            let Some(owner) = inside.last().copied() else { continue };
            if self.speak(owner, score, start, at) {
                prose.push((start, at));
            }
        }
        Sums::of(prose)
    }

    /// A line's score goes to its part, half of it to the one around, a little to those around that. False when it stands
    /// in a part that is never an article's.
    fn speak(&mut self, owner: usize, score: f32, start: u32, end: u32) -> bool {
        if self.parts.get(owner).is_none_or(|part| part.never) {
            return false;
        }
        let parent = |id: &usize| self.parts.get(*id).and_then(|part| part.parent);
        let chain: Vec<usize> = std::iter::successors(Some(owner), parent).take(6).collect();
        // A part with nothing but this line is a paragraph by another name.
        let alone = self
            .parts
            .get(owner)
            .is_some_and(|p| p.start + 2 >= start && p.end <= end && !matches!(p.tag, Tag::Body | Tag::Html));
        let skip = usize::from(alone && chain.len() > 1);
        for (level, id) in chain.into_iter().skip(skip).take(5).enumerate() {
            let share = match level {
                0 => 1.0,
                1 => 2.0,
                other => small(other) * 3.0,
            };
            if let Some(part) = self.parts.get_mut(id) {
                part.score += score / share;
            }
        }
        true
    }

    /// The part around the best one that is the whole article: named one, and not much more than the best, or with more
    /// running text than it, and little else.
    fn widened(&self, top: usize, fabric: &Fabric) -> usize {
        let Some(best) = self.parts.get(top) else { return top };
        let (mut found, mut held) = (top, fabric.prose.sum(best.start, best.end));
        let mut next = best.parent;
        while let Some((id, part)) = next.and_then(|id| Some((id, self.parts.get(id)?))) {
            let near = u64::from(part.end - part.start) <= 3 * u64::from(best.end - best.start);
            let named = part.named && near && fabric.links.share(part.start, part.end) < 0.5;
            let prose = fabric.prose.sum(part.start, part.end);
            let more = prose > held.saturating_add(held / 5);
            let pure = fabric.prose.share(part.start, part.end) > 0.6 && fabric.links.share(part.start, part.end) < 0.4;
            if named || (more && pure) {
                (found, held) = (id, prose);
            }
            next = part.parent;
        }
        found
    }

    /// Begins the article at its title, where that and what leads into it stand before the best part: a chapter whose
    /// sections are parts of their own.
    fn headed(&self, text: &str, span: &mut Range<u32>, fabric: &Fabric) {
        let has_title = fabric.headings.iter().any(|&(at, level)| level == 1 && span.contains(&at));
        let title = fabric.headings.iter().rev().find(|&&(at, level)| level == 1 && at < span.start);
        let Some(&(at, _)) = title.filter(|_| !has_title) else { return };
        let words = text.get(at as usize..span.start as usize).unwrap_or_default().trim_start_matches('\n');
        let begin = span.start.saturating_sub(u32::try_from(words.len()).unwrap_or(u32::MAX));
        let line = u32::try_from(words.split('\n').next().map_or(0, str::len)).unwrap_or(0);
        // The name of a site leads to its first page; and what lies further off than the article is long is another's.
        let leads = fabric.links.share(begin, begin + line) > 0.5;
        let far = span.start - begin > span.end - span.start;
        let boxed = self.parts.iter().any(|part| part.never && part.start <= begin && begin < part.end);
        if !(leads || far || boxed) {
            span.start = begin;
        }
    }

    /// Takes menus, boxes and comments off both ends.
    fn trim(&self, top: usize, span: &mut Range<u32>, fabric: &Fabric) {
        let whole = span.end - span.start;
        let boxed = |part: &Part| {
            let length = part.end - part.start;
            let first = fabric.headings.partition_point(|(at, _)| *at < part.start);
            let headed = fabric.headings.get(first).is_some_and(|(at, _)| *at < part.end);
            let menu = length > 0 && !headed && fabric.links.share(part.start, part.end) > 0.6;
            length < whole / 2 && (part.never || menu)
        };
        for part in self.parts.iter().skip(top + 1) {
            if part.start > span.start.saturating_add(2) {
                break;
            }
            if part.end > span.start && part.end <= span.end && boxed(part) {
                span.start = part.end;
            }
        }
        let mut inner: Vec<&Part> = self.parts.iter().skip(top + 1).filter(|part| part.end <= span.end).collect();
        inner.sort_by_key(|part| std::cmp::Reverse((part.end, part.end - part.start)));
        for part in inner {
            if part.end.saturating_add(2) < span.end {
                break;
            }
            if part.start > span.start && part.end <= span.end && boxed(part) {
                span.end = part.start;
            }
        }
    }
}

/// Stretches of a text in their order, with how much of it they are up to each.
#[derive(Debug)]
struct Sums {
    spans: Vec<(u32, u32)>,
    sums: Vec<u64>,
}

impl Sums {
    fn of(mut spans: Vec<(u32, u32)>) -> Self {
        spans.sort_unstable();
        let mut sums = Vec::with_capacity(spans.len() + 1);
        let mut sum = 0_u64;
        sums.push(sum);
        for (start, end) in &spans {
            sum += u64::from(end - start);
            sums.push(sum);
        }
        Self { spans, sums }
    }

    /// How many bytes of this stretch they are, those at its ends counted whole.
    fn sum(&self, start: u32, end: u32) -> u64 {
        let first = self.spans.partition_point(|(_, e)| *e <= start);
        let last = self.spans.partition_point(|(s, _)| *s < end).max(first);
        let sum = |at: usize| self.sums.get(at).copied().unwrap_or_default();
        sum(last).saturating_sub(sum(first))
    }

    /// How much of this stretch they are, from 0 to 1.
    fn share(&self, start: u32, end: u32) -> f32 {
        if start >= end {
            return 0.0;
        }
        let part = small(usize::try_from(self.sum(start, end)).unwrap_or(usize::MAX));
        (part / small((end - start) as usize)).min(1.0)
    }
}

/// A count as a number to reckon with; beyond two million it makes no difference.
fn small(count: usize) -> f32 {
    count.min(1 << 24) as f32
}
