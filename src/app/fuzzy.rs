//! How well words answer to letters typed in a hurry: whole before beginnings of words, beginnings before the inside, and
//! letters apart only where each begins a word or goes on with the one before. Everything here is folded text.

use std::ops::Range;

/// What is typed, made ready: folded, cut into terms that must all be answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    whole: String,
    terms: Vec<String>,
    letters: u64,
}

/// Text that is looked through, made ready.
#[derive(Clone, Debug)]
pub struct Ready {
    /// What is shown, and behind a line end what answers too but is not shown.
    text: String,
    /// How much of it is shown, in bytes.
    shown: usize,
    /// Where a capital stands inside a word, in bytes of the folded text.
    humps: Vec<u32>,
    letters: u64,
}

/// Steps a term may take before it is given up on a text made to be slow.
const STEPS: u32 = 400;

impl Typed {
    /// Folds what is typed.
    pub fn new(query: &str) -> Self {
        let whole = crate::domain::fold(query);
        let terms: Vec<String> = whole.split(' ').filter(|t| !t.is_empty()).map(str::to_owned).collect();
        let letters = letters(&whole);
        Self { whole, terms, letters }
    }

    /// True while nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// True when whatever answers to this answered to `before` as well, so that only that has to be looked through.
    pub fn narrows(&self, before: &Self) -> bool {
        // Letters left out inside a word are seen from the third letter on.
        let goes_on =
            |now: &String, then: &String| now == then || (then.chars().count() >= 3 && now.starts_with(then.as_str()));
        !before.is_empty()
            && self.terms.len() >= before.terms.len()
            && self.terms.iter().zip(&before.terms).all(|(now, then)| goes_on(now, then))
    }
}

impl Ready {
    /// Makes words ready, and what answers beside them without being shown.
    pub fn new(shown: &str, beside: &str) -> Self {
        let folded = crate::domain::fold(shown);
        let humps = humps(shown, &folded);
        let length = folded.len();
        let mut text = folded;
        if !beside.is_empty() {
            text.push('\n');
            text.push_str(&crate::domain::fold(beside));
        }
        let letters = letters(&text);
        Self { text, shown: length, humps, letters }
    }

    /// How well it answers; higher is better. With `marks`, also where, in bytes of the folded shown words.
    pub fn answer(&self, typed: &Typed, mut marks: Option<&mut Vec<Range<usize>>>) -> Option<u32> {
        if typed.letters & !self.letters != 0 {
            return None;
        }
        let mut total = 0;
        for term in &typed.terms {
            let (score, at) = self.term(term)?;
            total += score;
            if let Some(marks) = marks.as_deref_mut() {
                marks.extend(at.into_iter().filter(|range| range.end <= self.shown));
            }
        }
        if typed.terms.len() > 1 && self.text.contains(&typed.whole) {
            total += 300;
        }
        // Among equals the shorter one: more of it was typed.
        Some(total * 4 + 3_u32.saturating_sub(u32::try_from(self.shown / 24).unwrap_or(3)))
    }

    fn term(&self, term: &str) -> Option<(u32, Vec<Range<usize>>)> {
        let best = self.text.match_indices(term).take(64).map(|(at, found)| {
            let end = at + found.len();
            let score = match () {
                () if at == 0 && end == self.shown => 1_200,
                () if at == 0 => 1_000,
                () if self.begins(at) => 800,
                () => 300,
            };
            (self.weighed(score, at), at..end)
        });
        if let Some((score, at)) = best.max_by_key(|(score, at)| (*score, std::cmp::Reverse(at.start))) {
            return Some((score, vec![at]));
        }
        let mut steps = STEPS;
        let first = term.chars().next()?;
        for (at, _) in self.text.match_indices(first).filter(|(at, _)| self.begins(*at)) {
            let mut marks = Vec::new();
            if self.apart(term, at, &mut marks, &mut steps) {
                marks.reverse();
                let jumps = u32::try_from(marks.len()).unwrap_or(u32::MAX);
                let far = marks.last().map_or(0, |last| last.end - at) / 8;
                let score = 600_u32.saturating_sub(jumps * 20).saturating_sub(u32::try_from(far).unwrap_or(200));
                return Some((self.weighed(score.max(120), at), marks));
            }
        }
        self.inside_one_word(term)
    }

    /// What answers beside the shown words counts half.
    fn weighed(&self, score: u32, at: usize) -> u32 {
        let late = u32::try_from((at / 4).min(100)).unwrap_or(100);
        if at < self.shown { score.saturating_sub(late) } else { score / 2 }
    }

    /// True where a word begins, or a capital stands inside one, or figures follow letters.
    fn begins(&self, at: usize) -> bool {
        let before = self.text.get(..at).and_then(|t| t.chars().next_back());
        let here = self.text.get(at..).and_then(|t| t.chars().next());
        match (before, here) {
            (None, _) => true,
            (Some(b), Some(h)) if b.is_alphanumeric() => {
                b.is_numeric() != h.is_numeric() || self.humps.iter().any(|hump| *hump as usize == at)
            }
            _ => true,
        }
    }

    /// True when the term's letters stand from `at` on, each going on with the one before or beginning a word. The pieces
    /// come last first.
    fn apart(&self, term: &str, at: usize, marks: &mut Vec<Range<usize>>, steps: &mut u32) -> bool {
        *steps = steps.saturating_sub(1);
        let rest = self.text.get(at..).unwrap_or_default();
        // As many as go on with each other, then fewer.
        let run: Vec<usize> = term
            .char_indices()
            .zip(rest.chars())
            .take_while(|((_, a), b)| a == b)
            .map(|((i, a), _)| i + a.len_utf8())
            .collect();
        for length in run.into_iter().rev() {
            let end = at + length;
            let left = term.get(length..).unwrap_or_default();
            let Some(next) = left.chars().next() else {
                marks.push(at..end);
                return true;
            };
            let further = self.text.get(end..).unwrap_or_default();
            for (i, _) in further.match_indices(next).filter(|(i, _)| self.begins(end + i)) {
                if *steps == 0 {
                    return false;
                }
                if self.apart(left, end + i, marks, steps) {
                    marks.push(at..end);
                    return true;
                }
            }
        }
        false
    }

    /// Letters left out inside one word: “hstry” is History.
    fn inside_one_word(&self, term: &str) -> Option<(u32, Vec<Range<usize>>)> {
        if term.chars().count() < 3 {
            return None;
        }
        let mut start = 0;
        for word in self.text.split(|c: char| !c.is_alphanumeric()) {
            let at = start;
            // Every separator here is one character; its length is what stands between this word and the next.
            start += word.len();
            start += self.text.get(start..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8);
            let mut letters = word.char_indices();
            let first = term.chars().next();
            if word.chars().next() != first || word.len() > 48 {
                continue;
            }
            let found: Option<Vec<Range<usize>>> = term
                .chars()
                .map(|wanted| letters.find(|(_, c)| *c == wanted).map(|(i, c)| at + i..at + i + c.len_utf8()))
                .collect();
            if let Some(found) = found {
                let left_out = u32::try_from(word.len().saturating_sub(term.len())).unwrap_or(100);
                return Some((self.weighed(110_u32.saturating_sub(left_out * 2), at), found));
            }
        }
        None
    }
}

/// A bit for each letter that stands in a text; letters beyond a to z share bits.
fn letters(text: &str) -> u64 {
    let bit = |c: char| match c {
        'a'..='z' => u32::from(c) - u32::from('a'),
        '0'..='9' => 26 + u32::from(c) - u32::from('0'),
        other => 36 + u32::from(other) % 28,
    };
    text.chars().filter(|c| c.is_alphanumeric()).fold(0, |bits, c| bits | 1 << bit(c))
}

/// Where a capital follows a small letter. Only where folding kept every byte in its place, which names of files do.
fn humps(text: &str, folded: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    if text.len() != folded.len() || !text.is_ascii() {
        return Vec::new();
    }
    let pairs = bytes.iter().zip(bytes.iter().skip(1)).zip(1_u32..);
    pairs.filter(|((a, b), _)| a.is_ascii_lowercase() && b.is_ascii_uppercase()).map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(text: &str, query: &str) -> Option<u32> {
        Ready::new(text, "").answer(&Typed::new(query), None)
    }

    /// The letters that are marked, piece by piece.
    fn marked(text: &str, query: &str) -> Vec<String> {
        let (ready, mut marks) = (Ready::new(text, ""), Vec::new());
        ready.answer(&Typed::new(query), Some(&mut marks)).expect("it answers");
        marks.into_iter().map(|range| ready.text[range].to_owned()).collect()
    }

    #[test]
    fn better_answers_score_higher() {
        let order = [
            ("denial", "denial"),
            ("denial of service", "denial"),
            ("no denial", "denial"),
            ("Defence Expert Notes on Iran’s Affairs in Libya", "denial"),
            ("undenial", "denial"),
        ];
        let scores: Vec<_> = order.iter().map(|(text, query)| score(text, query)).collect();
        assert!(scores.iter().all(Option::is_some), "{scores:?}");
        assert!(scores.is_sorted_by(|a, b| a > b), "{scores:?}");
    }

    #[test]
    fn letters_apart_begin_words_or_go_on() {
        assert_eq!(marked("above the Water", "abw"), ["ab", "w"]);
        assert_eq!(marked("Export report…", "exre"), ["ex", "re"]);
        assert_eq!(marked("gradeSourceNow", "gsn"), ["g", "s", "n"]);
        assert_eq!(marked("History", "hstry"), ["h", "s", "t", "r", "y"]);
        assert_eq!(score("sanctions", "nts"), None);
        assert_eq!(score("the quick brown fox", "tcx"), None);
        // The first way is not the only one.
        assert_eq!(marked("main minsk iran notes", "min"), ["min"]);
        assert_eq!(marked("ab abc", "abc"), ["abc"]);
        assert_eq!(marked("to tomorrow more", "tmo"), ["t", "mo"]);
    }

    #[test]
    fn terms_are_answered_in_any_order_and_in_any_script() {
        assert!(score("Poland and Iraq Build Road", "iraq pol").is_some());
        assert!(score("Ещё одно ЗАЯВЛЕНИЕ Минска", "минск заяв").is_some());
        assert!(score("Ещё одно", "еще").is_some());
        assert!(score("گزارش وزارت دفاع", "وزارت").is_some());
        assert_eq!(score("Belarus", "belarus iran"), None);
    }

    #[test]
    fn what_narrows_never_loses_an_answer() {
        let texts = ["above the Water", "abbot worker", "History", "Export report", "tab the dog"];
        for query in ["abw", "hstry", "exre", "wa", "ab water"] {
            for cut in 1..query.len() {
                let (before, now) = (Typed::new(&query[..cut]), Typed::new(query));
                if now.narrows(&before) {
                    for text in texts {
                        let answers = |typed| Ready::new(text, "").answer(typed, None).is_some();
                        assert!(!answers(&now) || answers(&before), "{text}: {query} but not {}", &query[..cut]);
                    }
                }
            }
        }
    }

    #[test]
    fn a_text_made_to_be_slow_is_given_up() {
        let text = "a ".repeat(20_000);
        assert_eq!(score(&text, &format!("{}b", "a".repeat(40))), None);
        assert!(score(&format!("{text}b"), &format!("{}c", "a".repeat(40))).is_none());
    }
}
