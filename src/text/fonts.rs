//! The fonts text is laid out with: those in `assets/fonts`, embedded, and behind them the system's.

use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache};
use parley::style::{FontFamilyName, GenericFamily};
use parley::{FontContext, LayoutContext};
use std::borrow::Cow;
use std::sync::Arc;

use super::style::Face;

macro_rules! font {
    ($name:literal) => {
        include_bytes!(concat!("../../assets/fonts/", $name)).as_slice()
    };
}

// Our own family names, so that a system's copy of the same family never mixes with ours.
const SERIF: &str = "Assay Serif";
const NASKH: &str = "Assay Naskh";
const SERIF_HEBREW: &str = "Assay Serif Hebrew";
const INTER: &str = "Assay Inter";
const SANS: &str = "Assay Sans";
const SANS_ARABIC: &str = "Assay Sans Arabic";
const SANS_HEBREW: &str = "Assay Sans Hebrew";

const EMBEDDED: [(&str, &[u8]); 13] = [
    (SERIF, font!("NotoSerif-Regular.ttf")),
    (SERIF, font!("NotoSerif-Bold.ttf")),
    (SERIF, font!("NotoSerif-Italic.ttf")),
    (NASKH, font!("NotoNaskhArabic-Regular.ttf")),
    (NASKH, font!("NotoNaskhArabic-Bold.ttf")),
    (SERIF_HEBREW, font!("NotoSerifHebrew-Regular.ttf")),
    (SERIF_HEBREW, font!("NotoSerifHebrew-Bold.ttf")),
    (INTER, font!("Inter-Regular.otf")),
    (INTER, font!("Inter-Medium.otf")),
    (INTER, font!("Inter-SemiBold.otf")),
    (SANS, font!("NotoSans-Regular.ttf")),
    (SANS_ARABIC, font!("NotoSansArabic-Regular.ttf")),
    (SANS_HEBREW, font!("NotoSansHebrew-Regular.ttf")),
];

/// The font store, with the scratch space of layout beside it. One for a window.
pub struct Fonts {
    pub(super) fonts: FontContext,
    pub(super) scratch: LayoutContext<()>,
    serif: Vec<FontFamilyName<'static>>,
    naskh: Vec<FontFamilyName<'static>>,
    interface: Vec<FontFamilyName<'static>>,
}

impl Fonts {
    /// The embedded fonts, and the system's for what they lack. Looks the system's fonts up: some 10 ms.
    pub fn with_system() -> Self {
        Self::new(true, &[])
    }

    /// The embedded fonts and those given (whole font files), the same on every machine. A file that is no font is
    /// passed over.
    pub fn bundled(extra: &[&'static [u8]]) -> Self {
        Self::new(false, extra)
    }

    fn new(system_fonts: bool, extra: &[&'static [u8]]) -> Self {
        let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts });
        for (family, bytes) in EMBEDDED {
            let name = FontInfoOverride { family_name: Some(family), ..Default::default() };
            collection.register_fonts(Blob::new(Arc::new(bytes)), Some(name));
        }
        let mut more = Vec::new();
        for bytes in extra {
            for (family, _) in collection.register_fonts(Blob::new(Arc::new(*bytes)), None) {
                more.extend(
                    collection.family_name(family).map(|name| FontFamilyName::Named(Cow::Owned(name.to_owned()))),
                );
            }
        }
        let list = |names: &[&'static str], last: &[GenericFamily]| -> Vec<FontFamilyName<'static>> {
            let ours = names.iter().map(|name| FontFamilyName::Named(Cow::Borrowed(*name)));
            ours.chain(more.iter().cloned()).chain(last.iter().map(|&g| g.into())).collect()
        };
        let serif_then_sans = [GenericFamily::Serif, GenericFamily::SansSerif];
        let sans_then_serif = [GenericFamily::SansSerif, GenericFamily::Serif];
        Self {
            serif: list(&[SERIF, NASKH, SERIF_HEBREW, SANS], &serif_then_sans),
            naskh: list(&[NASKH, SERIF, SERIF_HEBREW, SANS], &serif_then_sans),
            interface: list(&[INTER, SANS, SANS_ARABIC, SANS_HEBREW, SERIF], &sans_then_serif),
            fonts: FontContext { collection, source_cache: SourceCache::default() },
            scratch: LayoutContext::new(),
        }
    }

    /// The families of a face, best first; `arabic` puts the naskh before the serif.
    pub(super) fn families(&self, face: Face, arabic: bool) -> &[FontFamilyName<'static>] {
        match (face, arabic) {
            (Face::Serif, false) => &self.serif,
            (Face::Serif, true) => &self.naskh,
            (Face::Interface, _) => &self.interface,
        }
    }
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fonts").field("serif", &self.serif).field("interface", &self.interface).finish_non_exhaustive()
    }
}

/// The embedded font files the interface itself is drawn with: Inter in three weights, Noto Serif for the fields that stand
/// among a brief's words, and Noto Sans with its Arabic and Hebrew for what they lack.
pub fn interface_files() -> [(&'static str, &'static [u8]); 8] {
    [
        ("Inter", font!("Inter-Regular.otf")),
        ("Inter Medium", font!("Inter-Medium.otf")),
        ("Inter SemiBold", font!("Inter-SemiBold.otf")),
        ("Noto Serif", font!("NotoSerif-Regular.ttf")),
        ("Noto Serif Bold", font!("NotoSerif-Bold.ttf")),
        ("Noto Sans", font!("NotoSans-Regular.ttf")),
        ("Noto Sans Arabic", font!("NotoSansArabic-Regular.ttf")),
        ("Noto Sans Hebrew", font!("NotoSansHebrew-Regular.ttf")),
    ]
}
