//! A whole copy of an open project in a new place.

use super::files::{beside, make_file, placed, put_in_place};
use super::{Store, StoreError};
use crate::domain::Id;
use std::path::{Path, PathBuf};

impl Store {
    /// Writes a whole copy of the project as it is now to a path where nothing is yet. Works even when the project's own
    /// file was deleted while it was open.
    pub fn copy_to(&self, path: &Path) -> Result<PathBuf, StoreError> {
        let path = placed(path)?;
        if std::fs::symlink_metadata(&path).is_ok() {
            return Err(StoreError::Exists(path));
        }
        let beside = path.with_file_name(format!(".{}.part", Id::new()));
        // SQLite is told a path as text.
        let Some(text) = beside.to_str() else {
            return Err(StoreError::Refused("the path of a copy must be Unicode text".to_owned()));
        };
        make_file(&beside, &path)?;
        let copied = self.conn.execute("VACUUM INTO ?1", [text]).map_err(StoreError::from);
        if let Err(error) = copied.and_then(|_| put_in_place(&beside, &path)) {
            drop(std::fs::remove_file(&beside));
            return Err(error);
        }
        Ok(path)
    }

    /// Takes away a copy that nobody can go on in, with what lies beside it.
    pub fn remove_copy(path: &Path) {
        for ending in ["", "-wal", "-shm", "-journal"] {
            // What cannot be removed says so by lying there.
            drop(std::fs::remove_file(beside(path, ending)));
        }
    }
}
