//! The stories of mail.
