-- Schema 4. Frozen: what changes it is a further migration.
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
