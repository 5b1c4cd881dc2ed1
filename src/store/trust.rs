//! Whether the file may still be written to: it is the one that was opened, and its disk confirmed all that was written.

use super::files::identity;
use super::{Store, StoreError};
use rusqlite::config::DbConfig;

impl Store {
    /// An error when nothing may be written any more: the file at the path is no longer the one that was opened, or its
    /// disk did not confirm a write.
    pub fn still_there(&self) -> Result<(), StoreError> {
        self.trusted()?;
        if identity(&self.path) == self.identity { Ok(()) } else { Err(StoreError::Gone(self.path.clone())) }
    }

    /// An error once the disk did not confirm a write. A disk that confirms the next one may have lost the first all the
    /// same, so that it stays so until the project is closed.
    pub fn trusted(&self) -> Result<(), StoreError> {
        if self.unconfirmed.get() { Err(StoreError::Unconfirmed) } else { Ok(()) }
    }

    /// What came of a write, taken note of: after one that was not confirmed nothing is written any more, and closing
    /// leaves the log as it lies.
    pub fn heed<T>(&self, done: Result<T, StoreError>) -> Result<T, StoreError> {
        if matches!(done, Err(StoreError::Unconfirmed)) {
            self.unconfirmed.set(true);
            self.conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        }
        done
    }
}
