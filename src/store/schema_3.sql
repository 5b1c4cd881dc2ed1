-- Schema 3. Frozen: what changes it is a further migration.
-- Documents of many formats: what a file is, why it has no text, what it lies in, which fields it filled in, and the
-- structure beside a text.
ALTER TABLE document ADD COLUMN format TEXT;
ALTER TABLE document ADD COLUMN trouble TEXT;
ALTER TABLE document ADD COLUMN part_of BLOB REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE document ADD COLUMN proposed TEXT;
CREATE INDEX document_part_of ON document (part_of);
CREATE TABLE structure (
    revision BLOB NOT NULL PRIMARY KEY REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED,
    body BLOB NOT NULL
) STRICT;
-- Searches that are kept, and what they tagged.
CREATE TABLE saved_search (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    query TEXT NOT NULL,
    tag BLOB REFERENCES tag (id) DEFERRABLE INITIALLY DEFERRED,
    around TEXT NOT NULL
) STRICT;
CREATE INDEX saved_search_tag ON saved_search (tag);
ALTER TABLE passage_tag ADD COLUMN rule BLOB REFERENCES saved_search (id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX passage_tag_rule ON passage_tag (rule);
-- The search index. All of it is made of the texts, has no history, and can be emptied and made again.
-- Folded words, and at the same places their stems or pairs of characters. A row is whole paragraphs; its rowid is the
-- number of its text times 2^20 and its own number from 0.
CREATE VIRTUAL TABLE search USING fts5 (w, s, content='', contentless_delete=1, tokenize='ascii');
CREATE TABLE search_text (
    n INTEGER NOT NULL PRIMARY KEY,
    revision BLOB NOT NULL UNIQUE CHECK (length(revision) = 16),
    language TEXT NOT NULL,
    next_byte INTEGER NOT NULL,
    next_row INTEGER NOT NULL
) STRICT;
CREATE INDEX search_text_language ON search_text (language);
CREATE TABLE search_row (
    id INTEGER NOT NULL PRIMARY KEY,
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL
) STRICT;
-- Every word there is, in how many rows. `run` is a row of Chinese characters that names are written with.
CREATE TABLE term (
    term TEXT NOT NULL,
    script TEXT NOT NULL,
    name_key TEXT,
    bare_key TEXT,
    df INTEGER NOT NULL,
    PRIMARY KEY (script, term)
) STRICT, WITHOUT ROWID;
CREATE INDEX term_name_key ON term (name_key) WHERE name_key IS NOT NULL;
CREATE INDEX term_bare_key ON term (bare_key) WHERE bare_key IS NOT NULL;
-- What is to be indexed anew, or taken out of the index; written with the edit that makes it so.
CREATE TABLE search_wanted (revision BLOB NOT NULL PRIMARY KEY CHECK (length(revision) = 16)) STRICT, WITHOUT ROWID;
INSERT INTO search_wanted SELECT revision FROM document WHERE revision IS NOT NULL;
-- Sketches of texts, by which copies of one text are found. All of it is made of the texts, has no history, and can be
-- emptied and made again.
-- A text, whichever revisions have it. A text too long to be compared has no sketch. `met` is 1 once it was laid against
-- all others.
CREATE TABLE near_text (
    n INTEGER NOT NULL PRIMARY KEY,
    text_sha256 BLOB NOT NULL UNIQUE CHECK (length(text_sha256) = 32),
    sketch BLOB,
    dateline TEXT,
    met INTEGER NOT NULL CHECK (met IN (0, 1))
) STRICT;
CREATE INDEX near_text_unmet ON near_text (n) WHERE met = 0;
CREATE TABLE near_revision (
    revision BLOB NOT NULL PRIMARY KEY CHECK (length(revision) = 16),
    n INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX near_revision_n ON near_revision (n);
-- Two texts that are copies of each other: the runs of words both have, and those either has.
CREATE TABLE near_pair (
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,
    common INTEGER NOT NULL,
    runs INTEGER NOT NULL,
    PRIMARY KEY (one, other),
    CHECK (one < other)
) STRICT, WITHOUT ROWID;
CREATE INDEX near_pair_other ON near_pair (other);
-- What is to be sketched, or whose sketch is to be taken out; written with the edit that makes it so.
CREATE TABLE near_wanted (revision BLOB NOT NULL PRIMARY KEY CHECK (length(revision) = 16)) STRICT, WITHOUT ROWID;
INSERT INTO near_wanted SELECT DISTINCT revision FROM document WHERE revision IS NOT NULL;
-- Where documents were taken from: below which file or folder, and since when a file is gone; the bytes of each of a
-- document's captures.
ALTER TABLE document_path ADD COLUMN root INTEGER;
ALTER TABLE document_path ADD COLUMN gone_ms INTEGER;
ALTER TABLE revision ADD COLUMN original BLOB CHECK (original IS NULL OR length(original) = 32);
-- Imports as they were asked for. They say where files lie on this computer, so they have no history.
CREATE TABLE import_run (
    batch BLOB NOT NULL PRIMARY KEY CHECK (length(batch) = 16),
    grp BLOB NOT NULL CHECK (length(grp) = 16),
    keep_limit INTEGER NOT NULL,
    finished INTEGER NOT NULL CHECK (finished IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE TABLE import_root (
    batch BLOB NOT NULL CHECK (length(batch) = 16),
    n INTEGER NOT NULL,
    path BLOB NOT NULL,
    is_folder INTEGER NOT NULL CHECK (is_folder IN (0, 1)),
    PRIMARY KEY (batch, n)
) STRICT, WITHOUT ROWID;
