//! A question.
