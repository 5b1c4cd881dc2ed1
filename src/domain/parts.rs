//! What the parts of a text are that it is taken apart into.

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// What the text is headed by.
    Headline,
    /// A heading within.
    Heading,
    /// Words of an excerpt, set apart above.
    PullQuote,
    /// The writer's own words.
    Commentary,
    /// A citation.
    Citation,
    /// What a citation gives of the original; whether the citation says that it is translated.
    Excerpt {
        /// It has a title in another language than the text.
        translated: bool,
    },
    /// Where the endnotes begin.
    Endnotes,
}
