//! The schema's versions. `user_version` counts them; each is one frozen SQL text, and a file's tables are compared with
//! the ones we made before anything of it is trusted.

use super::StoreError;
use crate::domain::Sha256;
use rusqlite::Connection;
use std::path::Path;

/// `application_id`: “Assy” in ASCII.
pub(super) const APPLICATION_ID: i64 = 0x4173_7379;

const MIGRATIONS: &[&str] = &[
    include_str!("schema_1.sql"),
    include_str!("schema_2.sql"),
    include_str!("schema_3.sql"),
    include_str!("schema_4.sql"),
    include_str!("schema_5.sql"),
    include_str!("schema_6.sql"),
];

/// What [`fingerprint`] makes of the tables of each version. To make them only in order to compare them with a file's
/// takes longer than to answer a question.
const FINGERPRINTS: [&str; MIGRATIONS.len()] = [
    "aa42e26c5e7839de74b6a9dd965aeff242b077e9cf11a862011c6a8498d18c5a",
    "06bf1e2f2d55c7c6bd5c6dc354384a4b1c8d567e5a8c75c4b7c679be062aa864",
    "0d10385219e9366c227237900ed1254f9b0885bfe7115803ebda1c1cb45fd25d",
    "4edded4ef62588b9b70790b1c6f91210c669a7cccbd9f1535213196f5df550e4",
    "e12e4af3dcc914b3c85aaf9dbb19964d1431070482becacbf25b8bec886a593b",
    "43562911b7b418b594ecf9d4900fe0576e8a6e48e8ca8491376370eb265fd64e",
];

/// The newest schema we know.
pub(super) const VERSION: i64 = MIGRATIONS.len() as i64;

/// Makes the tables of a new project.
pub(super) fn create(conn: &Connection) -> Result<(), StoreError> {
    for sql in MIGRATIONS {
        conn.execute_batch(sql)?;
    }
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    conn.pragma_update(None, "user_version", VERSION)?;
    Ok(())
}

/// Brings the tables of an earlier schema up to date. The caller's transaction holds it.
pub(super) fn migrate(conn: &Connection, from: i64) -> Result<(), StoreError> {
    let done = usize::try_from(from).unwrap_or_default();
    for sql in MIGRATIONS.iter().skip(done) {
        conn.execute_batch(sql)?;
    }
    conn.pragma_update(None, "user_version", VERSION)?;
    Ok(())
}

/// Tells whether this is a project we can work on, and the version of its schema.
pub(super) fn recognise(conn: &Connection, path: &Path) -> Result<i64, StoreError> {
    let pragma = |name: &str| conn.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let application = pragma("application_id").map_err(|error| match StoreError::from(error) {
        StoreError::Damaged(_) => StoreError::NotAProject(path.to_owned()),
        other => other,
    })?;
    let version = pragma("user_version")?;
    if application != APPLICATION_ID {
        return Err(StoreError::OtherApplication(path.to_owned()));
    }
    if version > VERSION {
        return Err(StoreError::Newer { path: path.to_owned(), found: version, known: VERSION });
    }
    let strange = || StoreError::StrangeSchema(path.to_owned());
    let count = usize::try_from(version).map_err(|_negative| strange())?;
    let known = count.checked_sub(1).and_then(|before| FINGERPRINTS.get(before)).ok_or_else(strange)?;
    if fingerprint(conn)? != *known {
        return Err(strange());
    }
    Ok(version)
}

/// SHA-256 of the normalised SQL of all there is.
fn fingerprint(conn: &Connection) -> Result<String, StoreError> {
    Ok(Sha256::of(tables(conn)?.join("\n").as_bytes()).to_string())
}

/// The normalised SQL of everything in the file, in order of name. Only the indexes SQLite makes by itself have none.
fn tables(conn: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = conn.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.map(|sql| Ok(sql?.split_whitespace().collect::<Vec<_>>().join(" "))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fingerprint_is_that_of_what_the_migrations_make() {
        let conn = Connection::open_in_memory().unwrap();
        let made: Vec<String> = MIGRATIONS
            .iter()
            .map(|sql| {
                conn.execute_batch(sql).unwrap();
                fingerprint(&conn).unwrap()
            })
            .collect();
        assert_eq!(made, FINGERPRINTS);
    }
}
