//! What the window says: its sentences and labels in one place, a file a panel, ready to be put into another language.
//! Names and helps of commands stand in their table, the labels of vocabularies beside their values, and the texts of
//! faults, which have a code, beside their errors. Days and times are written as `jiff` formats them where they are shown.

pub mod about;
pub mod altered;
pub mod cards;
pub mod copies;
pub mod documents;
pub mod elsewhere;
pub mod forms;
pub mod graph;
pub mod groups;
pub mod help;
pub mod history;
pub mod hypotheses;
pub mod imports;
pub mod keep;
pub mod labels;
pub mod looked;
pub mod notices;
pub mod origins;
pub mod pages;
pub mod palette;
pub mod paths;
pub mod placing;
pub mod read;
pub mod reader;
pub mod search;
pub mod settings;
pub mod shared;
pub mod start;
pub mod strip;
pub mod tags;
pub mod time;
pub mod top;
pub mod weigh;
pub mod words;
pub mod write;
