//! The stories of RTF.
