//! Whether the file may still be written to: it is the one that was opened, under its one name and with our lock beside it,
//! and its disk confirmed all that was written.

use super::files::{has_second_name, identity};
use super::history::Head;
use super::lock::Sidecar;
use super::{Store, StoreError};
use rusqlite::config::DbConfig;

impl Store {
    /// An error when nothing may be written any more: the file at the path is no longer the one that was opened or has a
    /// second name, another window has come in, or the disk did not confirm a write. A lock that somebody took away is
    /// taken again.
    pub fn still_there(&mut self) -> Result<(), StoreError> {
        self.trusted()?;
        if identity(&self.path) != self.identity {
            return Err(StoreError::Gone(self.path.clone()));
        }
        if has_second_name(&self.path) {
            return Err(StoreError::SecondName(self.path.clone()));
        }
        self.hold_lock()
    }

    /// Holds the lock, again if need be. Another window may have taken and left it meanwhile; where it wrote, what this one
    /// knows of the project is no longer so.
    fn hold_lock(&mut self) -> Result<(), StoreError> {
        if !self.lock.is_in_place() {
            let ballast = self.lock.has_ballast();
            self.lock = Sidecar::take(&self.path, self.author.raw())?;
            if ballast {
                self.lock.load_ballast();
            }
            self.overtaken |= Head::read(&self.conn)?.hash != self.head.hash;
        }
        if self.overtaken { Err(StoreError::Overtaken(self.path.clone())) } else { Ok(()) }
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
