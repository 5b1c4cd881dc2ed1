//! Closed vocabularies: enums whose members have a stable string (stored, exported, read by `apply`) and the words
//! people are shown.

/// Declares a closed vocabulary: variant, stored string, shown words.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $stored:literal, $shown:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub enum $name { $($(#[$vmeta])* #[doc = concat!("Shown as \u{201c}", $shown, "\u{201d}.")] $variant,)+ }

        impl $name {
            /// Every member, in the order it is offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable string that is stored and exported.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $stored),+ }
            }

            /// The words a person is shown.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $shown),+ }
            }
        }

        impl TryFrom<String> for $name {
            type Error = String;
            fn try_from(text: String) -> Result<Self, String> {
                text.parse()
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, String> {
                match text {
                    $($stored => Ok(Self::$variant),)+
                    _ => Err(format!(concat!("“{}” is not one of: ", $($stored, " "),+), text).trim_end().to_owned()),
                }
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.as_str().to_owned()
            }
        }
    };
}
pub(crate) use vocabulary;
