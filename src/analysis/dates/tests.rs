//! Texts made to mislead and to weigh down. The table of expressions is gone through in `tests/it/dates.rs`.

use super::*;
