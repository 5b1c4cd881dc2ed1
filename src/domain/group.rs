//! Groups of documents: sets an analyst puts together, and filters of the list that are kept under a name.

use super::document::Triage;
use super::{Id, Words};
use serde::{Deserialize, Serialize};

/// The name of a set or a filter: something is in it, on one line, at most 300 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct GroupName(Words);

impl GroupName {
    /// The name as words to draw.
    pub fn words(&self) -> &Words {
        &self.0
    }
}

impl TryFrom<String> for GroupName {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            Err("a set or a filter needs a name".to_owned())
        } else if trimmed.chars().count() > 300 {
            Err("the name of a set or a filter has at most 300 characters".to_owned())
        } else if trimmed.chars().any(char::is_control) {
            Err("the name of a set or a filter is one line without control characters".to_owned())
        } else {
            Ok(Self(Words::new(trimmed)))
        }
    }
}

impl From<GroupName> for String {
    fn from(name: GroupName) -> String {
        name.0.into_raw()
    }
}

/// A set of documents that was put together by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentSet {
    /// Identity.
    pub id: Id,
    /// Its name.
    pub name: GroupName,
}

/// That a document is in a set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentInSet {
    /// Identity.
    pub id: Id,
    /// The set.
    pub document_set: Id,
    /// The document.
    pub document: Id,
}

/// A filter of the list of documents under a name. What is empty lets every document through.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedFilter {
    /// Identity.
    pub id: Id,
    /// Its name.
    pub name: GroupName,
    /// Words of title, file name or outlet.
    pub words: Option<Words>,
    /// The state documents are in.
    pub triage: Option<Triage>,
    /// A tag that documents have, or one below it.
    pub tag: Option<Id>,
    /// A set that documents are in.
    pub document_set: Option<Id>,
    /// A folder that documents were taken from, or one below it: its path from the folder that was imported on.
    pub folder: Option<Words>,
}
