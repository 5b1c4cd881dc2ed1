-- Schema 3. Frozen: what changes it is a further migration.
-- Documents of many formats: what a file is, why it has no text, what it lies in, and the structure beside a text.
ALTER TABLE document ADD COLUMN format TEXT;
ALTER TABLE document ADD COLUMN trouble TEXT;
ALTER TABLE document ADD COLUMN part_of BLOB REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX document_part_of ON document (part_of);
CREATE TABLE structure (
    revision BLOB NOT NULL PRIMARY KEY REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED,
    body BLOB NOT NULL
) STRICT;
