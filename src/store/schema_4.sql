-- Schema 4. Frozen: what changes it is a further migration.
-- The search index is made anew: forms of a word are found by the words there are, no longer in a column of their own.
DROP TABLE search;
DROP TABLE search_text;
DROP TABLE search_row;
DROP TABLE term;
-- Folded words, and beside them pairs of characters of scripts that set no space between words. A row is whole paragraphs.
CREATE VIRTUAL TABLE search USING fts5 (w, s, content='', contentless_delete=1, tokenize='ascii');
-- A text has so many rows at most, the first of which has its number, the others the next ones.
CREATE TABLE search_text (
    n INTEGER NOT NULL PRIMARY KEY,
    rows INTEGER NOT NULL,
    revision BLOB NOT NULL UNIQUE CHECK (length(revision) = 16),
    language TEXT NOT NULL,
    next_byte INTEGER NOT NULL,
    next_row INTEGER NOT NULL
) STRICT;
CREATE INDEX search_text_language ON search_text (language);
CREATE INDEX search_text_long ON search_text (n, rows) WHERE rows > 1;
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
DELETE FROM search_wanted;
INSERT INTO search_wanted SELECT DISTINCT revision FROM document WHERE revision IS NOT NULL;
-- Groups of documents: sets put together by hand, and filters of the list under a name.
CREATE TABLE document_set (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL
) STRICT;
CREATE TABLE document_in_set (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    document_set BLOB NOT NULL REFERENCES document_set (id) DEFERRABLE INITIALLY DEFERRED,
    document BLOB NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX document_in_set_document_set ON document_in_set (document_set);
CREATE INDEX document_in_set_document ON document_in_set (document);
CREATE TABLE saved_filter (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL,
    words TEXT,
    triage TEXT,
    tag BLOB REFERENCES tag (id) DEFERRABLE INITIALLY DEFERRED,
    document_set BLOB REFERENCES document_set (id) DEFERRABLE INITIALLY DEFERRED,
    folder TEXT
) STRICT;
CREATE INDEX saved_filter_tag ON saved_filter (tag);
CREATE INDEX saved_filter_document_set ON saved_filter (document_set);
