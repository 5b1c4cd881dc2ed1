//! What counts of words are worth: formulas, each with where it is from. Counts come as numbers of words; what divides by
//! nothing is 0.

/// Occurrences in a million words.
pub fn per_million(occurrences: u64, words: u64) -> f64 {
    if words == 0 { 0.0 } else { occurrences as f64 * 1e6 / words as f64 }
}

/// The log-likelihood ratio G² of a table of two by two (T. Dunning, “Accurate Methods for the Statistics of Surprise and
/// Coincidence”, Computational Linguistics 19, 1993): how surely two things go together, or keep apart, more than chance
/// would have it. Above 3.84 chance does so in 1 of 20 cases, above 6.63 in 1 of 100, above 10.83 in 1 of 1,000, above
/// 15.13 in 1 of 10,000.
pub fn association(both: u64, first: u64, second: u64, neither: u64) -> f64 {
    let cells = [both, first, second, neither].map(|n| n as f64);
    let [a, b, c, d] = cells;
    let (rows, columns) = ([a + b, c + d], [a + c, b + d]);
    let all = rows[0] + rows[1];
    let expected = [rows[0] * columns[0], rows[0] * columns[1], rows[1] * columns[0], rows[1] * columns[1]];
    let sum: f64 = cells.iter().zip(expected).map(|(cell, product)| surprise(*cell, product / all)).sum();
    (2.0 * sum).max(0.0)
}

/// The log-likelihood of a word's counts in two corpora of so many words (P. Rayson and R. Garside, “Comparing Corpora using
/// Frequency Profiling”, 2000): how surely it is not used alike in both. The same thresholds hold as for [`association`].
pub fn keyness(here: u64, words_here: u64, there: u64, words_there: u64) -> f64 {
    let (both, all) = ((here + there) as f64, (words_here + words_there) as f64);
    let expected = |words: u64| words as f64 * both / all;
    let sum = surprise(here as f64, expected(words_here)) + surprise(there as f64, expected(words_there));
    (2.0 * sum).max(0.0)
}

fn surprise(observed: f64, expected: f64) -> f64 {
    if observed > 0.0 && expected > 0.0 { observed * (observed / expected).ln() } else { 0.0 }
}

/// The log ratio (A. Hardie, “Log Ratio: an informal introduction”, 2014): by how many doublings a word is used more here
/// than there; 1 is twice as often, −1 half as often. A count of nothing is taken as one half.
pub fn log_ratio(here: u64, words_here: u64, there: u64, words_there: u64) -> f64 {
    if words_here == 0 || words_there == 0 {
        return 0.0;
    }
    let share = |count: u64, words: u64| if count == 0 { 0.5 } else { count as f64 } / words as f64;
    (share(here, words_here) / share(there, words_there)).log2()
}

/// How often two words would stand together by chance: `near` places beside the one, a word of `count` occurrences, among
/// `words` (S. Evert, “Corpora and collocations”, 2008, on surface cooccurrence).
pub fn expected(near: u64, count: u64, words: u64) -> f64 {
    if words == 0 { 0.0 } else { near as f64 * count as f64 / words as f64 }
}

/// Mutual information MI (K. Church and P. Hanks, “Word Association Norms, Mutual Information, and Lexicography”, 1990): by
/// how many doublings two words stand together more often than they would by chance. Above 3 is much; rare words come
/// out too high.
pub fn mutual_information(together: u64, expected: f64) -> f64 {
    if together == 0 || expected <= 0.0 { 0.0 } else { (together as f64 / expected).log2() }
}

/// The deviation of proportions DP (S. Th. Gries, “Dispersions and adjusted frequencies in corpora”, 2008), divided by the
/// most it can be (J. Lijffijt and S. Th. Gries, 2012): 0 for a word spread as the words of all documents are, 1 for one
/// that keeps to the smallest document alone. It is told the documents that have the word, one by one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Deviation {
    off: f64,
    told: f64,
}

impl Deviation {
    /// A document: its share of the word’s occurrences, and its share of all words.
    pub fn tell(&mut self, of_word: f64, of_all: f64) {
        self.off += (of_word - of_all).abs();
        self.told += of_all;
    }

    /// The figure, where the smallest document has such a share of all words.
    pub fn reckon(self, smallest: f64) -> f64 {
        // Documents without the word are off by their whole share.
        let deviation = (self.off + (1.0 - self.told)) / 2.0;
        if smallest >= 1.0 { 0.0 } else { (deviation / (1.0 - smallest)).clamp(0.0, 1.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: f64, expected: f64, by: f64) {
        assert!((value - expected).abs() < by, "{value} is not {expected}");
    }

    #[test]
    fn association_is_what_dunning_printed() {
        // Table 1 of his article: “the swiss”, “can be”, “previous year”, “mineral water”.
        near(association(110, 2_442, 111, 29_114), 270.72, 0.005);
        near(association(29, 13, 123, 31_612), 263.90, 0.005);
        near(association(31, 23, 139, 31_584), 256.84, 0.005);
        near(association(10, 0, 3, 31_764), 167.23, 0.005);
        // What is spread by chance alone, and nothing at all.
        near(association(10, 90, 100, 900), 0.0, 1e-9);
        near(association(0, 0, 0, 0), 0.0, 1e-9);
    }

    #[test]
    fn keyness_is_what_the_lancaster_wizard_answers() {
        // The example of its course: 52 in 50,000 words against 57 in 75,000.
        near(keyness(52, 50_000, 57, 75_000), 2.65, 0.005);
        // By hand: all 10 in one of two equal halves is 2 · 10 · ln 2.
        near(keyness(10, 1_000, 0, 1_000), 20.0 * std::f64::consts::LN_2, 1e-9);
        near(keyness(0, 0, 0, 0), 0.0, 1e-9);
    }

    #[test]
    fn the_log_ratio_counts_doublings() {
        near(log_ratio(40, 1_000, 10, 1_000), 2.0, 1e-9);
        near(log_ratio(10, 2_000, 10, 1_000), -1.0, 1e-9);
        near(log_ratio(8, 1_000, 0, 1_000), 4.0, 1e-9);
        near(log_ratio(8, 1_000, 0, 0), 0.0, 1e-9);
    }

    #[test]
    fn mutual_information_is_what_church_and_hanks_printed() {
        // Their table 1: “honorary doctor”, 12 times together in 15 million words, 111 and 621 times alone: 11.3.
        near(mutual_information(12, expected(111, 621, 15_000_000)), 11.3, 0.06);
        near(mutual_information(0, 1.0), 0.0, 1e-9);
        near(expected(4, 5, 0), 0.0, 1e-9);
    }

    #[test]
    fn the_deviation_of_proportions_is_what_gries_printed() {
        // His example: 50 letters in five parts; “a” stands 1, 2, 3, 4 and 5 times in them. DP is 0.18; 0.18/(1 − 0.18).
        let parts = [(1, 9), (2, 10), (3, 10), (4, 10), (5, 11)];
        near(deviation(&parts), 0.18 / (1.0 - 0.18), 1e-9);
        near(deviation(&[(2, 20), (4, 40), (1, 10)]), 0.0, 1e-9);
        near(deviation(&[(0, 30), (7, 10)]), 1.0, 1e-9);
        near(deviation(&[(7, 10)]), 0.0, 1e-9);
    }

    /// Of documents, each with how often a word stands in it and how many words it has.
    fn deviation(documents: &[(u32, u32)]) -> f64 {
        let all = |of: fn(&(u32, u32)) -> u32| f64::from(documents.iter().map(of).sum::<u32>());
        let (occurrences, words) = (all(|d| d.0), all(|d| d.1));
        let mut deviation = Deviation::default();
        for (count, of) in documents.iter().filter(|(count, _)| *count > 0) {
            deviation.tell(f64::from(*count) / occurrences, f64::from(*of) / words);
        }
        deviation.reckon(documents.iter().map(|(_, of)| f64::from(*of) / words).fold(1.0, f64::min))
    }

    #[test]
    fn a_million_words_are_the_measure() {
        near(per_million(5, 2_000_000), 2.5, 1e-9);
        near(per_million(5, 0), 0.0, 1e-9);
    }
}
