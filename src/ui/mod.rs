//! The window's panels. Draws what `app` says is to be seen, and says what the person did.

pub mod text;
pub mod theme;
