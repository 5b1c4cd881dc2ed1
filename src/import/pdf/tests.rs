//! PDFs as they come, and as nobody should send them.
