//! The names of elements that mean something to a reader of text, and the families they belong to.

/// Names the elements, in one place for the type and for looking one up.
macro_rules! tags {
    ($($tag:ident $name:literal),* $(,)?) => {
        /// An element's name; names that change nothing about the text are all `Other`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Tag { $(#[doc = $name] $tag,)* #[doc = "any other"] Other }

        impl Tag {
            /// The element of this name in lower case.
            pub(super) fn of(name: &str) -> Self {
                match name { $($name => Self::$tag,)* _ => Self::Other }
            }
        }
    };
}

tags! {
    A "a", Address "address", Annotation "annotation", AnnotationXml "annotation-xml", Area "area", Article "article",
    Aside "aside", Audio "audio", Base "base", Blockquote "blockquote", Body "body", Br "br", Button "button",
    Canvas "canvas", Caption "caption", Center "center", Col "col", Datalist "datalist", Dd "dd", Defs "defs",
    Desc "desc", Details "details", Dialog "dialog", Dir "dir", Div "div", Dl "dl", Dt "dt", Embed "embed",
    Fieldset "fieldset", Figcaption "figcaption", Figure "figure", Footer "footer", Form "form", Frame "frame",
    H1 "h1", H2 "h2", H3 "h3", H4 "h4", H5 "h5", H6 "h6", Head "head", Header "header", Hgroup "hgroup", Hr "hr",
    Html "html", Iframe "iframe", Img "img", Input "input", Legend "legend", Li "li", Link "link", Listing "listing",
    Main "main", Math "math", Menu "menu", Meta "meta", Metadata "metadata", Nav "nav", Noembed "noembed",
    Noframes "noframes", Noscript "noscript", Object "object", Ol "ol", Optgroup "optgroup", Option "option", P "p",
    Param "param", Plaintext "plaintext", Pre "pre", Q "q", Script "script", Search "search", Section "section",
    Select "select", Source "source", Style "style", Summary "summary", Svg "svg", Table "table", Tbody "tbody",
    Td "td", Template "template", Textarea "textarea", Tfoot "tfoot", Th "th", Thead "thead", Time "time",
    Title "title", Tr "tr", Track "track", Ul "ul", Video "video", Wbr "wbr", Xmp "xmp",
}

/// How many names there are, `Other` among them.
pub(super) const TAGS: usize = Tag::Other as usize + 1;

impl Tag {
    /// True when nothing can stand in it, so that no end tag follows.
    pub(super) fn is_void(self) -> bool {
        matches!(
            self,
            Self::Area
                | Self::Base
                | Self::Br
                | Self::Col
                | Self::Embed
                | Self::Frame
                | Self::Hr
                | Self::Img
                | Self::Input
                | Self::Link
                | Self::Meta
                | Self::Param
                | Self::Source
                | Self::Track
                | Self::Wbr
        )
    }

    /// A heading's level, from 1.
    pub(super) fn heading(self) -> Option<u8> {
        let level = (self as u8).checked_sub(Self::H1 as u8)?;
        (level < 6).then_some(level + 1)
    }

    /// True for lists of items.
    pub(super) fn is_list(self) -> bool {
        matches!(self, Self::Ul | Self::Ol | Self::Menu | Self::Dir)
    }

    /// True for the cells of a table.
    pub(super) fn is_cell(self) -> bool {
        matches!(self, Self::Td | Self::Th)
    }

    /// True for what is set as typed.
    pub(super) fn is_pre(self) -> bool {
        matches!(self, Self::Pre | Self::Listing | Self::Xmp | Self::Plaintext)
    }

    /// True for what stands apart from its neighbours by blank lines.
    fn is_apart(self) -> bool {
        self.is_list()
            || self.is_pre()
            || self.heading().is_some()
            || matches!(
                self,
                Self::P
                    | Self::Blockquote
                    | Self::Dl
                    | Self::Table
                    | Self::Hr
                    | Self::Figure
                    | Self::Fieldset
                    | Self::Article
                    | Self::Section
                    | Self::Header
                    | Self::Footer
                    | Self::Main
                    | Self::Nav
                    | Self::Aside
                    | Self::Hgroup
            )
    }

    /// True for what begins and ends a line.
    fn is_line(self) -> bool {
        matches!(
            self,
            Self::Address
                | Self::Body
                | Self::Caption
                | Self::Center
                | Self::Dd
                | Self::Details
                | Self::Dialog
                | Self::Div
                | Self::Dt
                | Self::Figcaption
                | Self::Form
                | Self::Legend
                | Self::Li
                | Self::Optgroup
                | Self::Option
                | Self::Search
                | Self::Select
                | Self::Summary
                | Self::Textarea
                | Self::Tr
        )
    }

    /// What stands between it and its neighbours: 0 nothing, 1 a line end, 2 a blank line.
    pub(super) fn stands_apart(self) -> u8 {
        if self.is_apart() { 2 } else { u8::from(self.is_line()) }
    }

    /// True when its start tag ends an open paragraph.
    pub(super) fn ends_paragraph(self) -> bool {
        (self.is_apart() || self.is_line())
            && !matches!(self, Self::Caption | Self::Option | Self::Optgroup)
            && !matches!(self, Self::Select | Self::Textarea | Self::Tr | Self::Body | Self::Legend)
    }

    /// True when tags inside it do not close what is open around it.
    pub(super) fn is_boundary(self) -> bool {
        self.is_cell()
            || matches!(
                self,
                Self::Table | Self::Caption | Self::Object | Self::Button | Self::Template | Self::Html | Self::Svg
            )
    }

    /// True when what stands in it is shown by no browser.
    pub(super) fn is_unseen(self) -> bool {
        matches!(
            self,
            Self::Annotation
                | Self::AnnotationXml
                | Self::Audio
                | Self::Canvas
                | Self::Datalist
                | Self::Defs
                | Self::Desc
                | Self::Metadata
                | Self::Template
                | Self::Video
        )
    }

    /// True when its text is not markup up to its end tag.
    pub(super) fn is_raw(self) -> bool {
        matches!(self, Self::Script | Self::Style | Self::Iframe | Self::Noembed | Self::Noframes | Self::Xmp)
            || matches!(self, Self::Title | Self::Textarea)
    }

    /// True for the parts a page is put together from.
    pub(super) fn is_container(self) -> bool {
        self.is_list()
            || self.is_cell()
            || matches!(
                self,
                Self::Article
                    | Self::Aside
                    | Self::Blockquote
                    | Self::Body
                    | Self::Center
                    | Self::Div
                    | Self::Dl
                    | Self::Footer
                    | Self::Form
                    | Self::Header
                    | Self::Main
                    | Self::Nav
                    | Self::Section
                    | Self::Table
            )
    }
}
