//! Closed vocabularies: enums whose members have a stable string (stored, exported, read by `apply`) and the words
//! people are shown.

use serde::de::Visitor;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

/// Declares a closed vocabulary: variant, stored string, shown words.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $stored:literal, $shown:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                from.deserialize_str($crate::domain::vocabulary::Member(std::marker::PhantomData))
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.as_str().to_owned()
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

    };
}
pub(crate) use vocabulary;

/// Reads a member of a vocabulary from its stored string, without keeping a copy of it.
pub(crate) struct Member<T>(pub(crate) PhantomData<T>);

impl<T: FromStr<Err = String>> Visitor<'_> for Member<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}
