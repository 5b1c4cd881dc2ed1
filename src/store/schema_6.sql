-- Schema 6. Frozen: what changes it is a further migration.
-- What a source is, where it is at home, in which language it speaks, and who owns it.
ALTER TABLE name ADD COLUMN source_kind TEXT;
ALTER TABLE name ADD COLUMN country TEXT;
ALTER TABLE name ADD COLUMN language TEXT;
CREATE TABLE ownership (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name BLOB NOT NULL REFERENCES name (id) DEFERRABLE INITIALLY DEFERRED,
    owner BLOB NOT NULL REFERENCES name (id) DEFERRABLE INITIALLY DEFERRED,
    since TEXT,
    until TEXT,
    note TEXT,
    CHECK (name <> owner)
) STRICT;
CREATE INDEX ownership_name ON ownership (name);
CREATE INDEX ownership_owner ON ownership (owner);
-- Decisions: two names are not the same; a proposal is not wanted again.
CREATE TABLE different_names (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    one BLOB NOT NULL REFERENCES name (id) DEFERRABLE INITIALLY DEFERRED,
    other BLOB NOT NULL REFERENCES name (id) DEFERRABLE INITIALLY DEFERRED,
    note TEXT,
    CHECK (one <> other)
) STRICT;
CREATE INDEX different_names_one ON different_names (one);
CREATE INDEX different_names_other ON different_names (other);
CREATE TABLE declined (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    note TEXT
) STRICT;
CREATE INDEX declined_key ON declined (key);
-- Hypotheses, the matrix of claims held against them, what is assumed, what would show which comes true.
CREATE TABLE hypothesis (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    words TEXT NOT NULL,
    memo TEXT,
    ordinal INTEGER NOT NULL
) STRICT;
CREATE TABLE ach_item (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    claim BLOB NOT NULL REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
    credibility TEXT,
    relevance TEXT NOT NULL,
    memo TEXT,
    ordinal INTEGER NOT NULL
) STRICT;
CREATE INDEX ach_item_claim ON ach_item (claim);
CREATE TABLE ach_cell (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    hypothesis BLOB NOT NULL REFERENCES hypothesis (id) DEFERRABLE INITIALLY DEFERRED,
    item BLOB NOT NULL REFERENCES ach_item (id) DEFERRABLE INITIALLY DEFERRED,
    rating TEXT NOT NULL,
    note TEXT
) STRICT;
CREATE INDEX ach_cell_hypothesis ON ach_cell (hypothesis);
CREATE INDEX ach_cell_item ON ach_cell (item);
CREATE TABLE assumption (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    words TEXT NOT NULL,
    hypothesis BLOB REFERENCES hypothesis (id) DEFERRABLE INITIALLY DEFERRED,
    judgement BLOB REFERENCES judgement (id) DEFERRABLE INITIALLY DEFERRED,
    why TEXT,
    if_wrong TEXT,
    standing TEXT NOT NULL
) STRICT;
CREATE INDEX assumption_hypothesis ON assumption (hypothesis);
CREATE INDEX assumption_judgement ON assumption (judgement);
CREATE TABLE indicator (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    words TEXT NOT NULL,
    hypothesis BLOB NOT NULL REFERENCES hypothesis (id) DEFERRABLE INITIALLY DEFERRED,
    status TEXT NOT NULL,
    at TEXT,
    claim BLOB REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
    review_at TEXT,
    memo TEXT
) STRICT;
CREATE INDEX indicator_hypothesis ON indicator (hypothesis);
CREATE INDEX indicator_claim ON indicator (claim);
-- What was looked for, in which documents, what came of it, and the judgements that rest on it.
CREATE TABLE looked (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    words TEXT NOT NULL,
    query TEXT,
    at_ms INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    memo TEXT
) STRICT;
CREATE TABLE looked_in (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    looked BLOB NOT NULL REFERENCES looked (id) DEFERRABLE INITIALLY DEFERRED,
    document BLOB NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX looked_in_looked ON looked_in (looked);
CREATE INDEX looked_in_document ON looked_in (document);
CREATE TABLE judgement_looked (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    judgement BLOB NOT NULL REFERENCES judgement (id) DEFERRABLE INITIALLY DEFERRED,
    looked BLOB NOT NULL REFERENCES looked (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX judgement_looked_judgement ON judgement_looked (judgement);
CREATE INDEX judgement_looked_looked ON judgement_looked (looked);
