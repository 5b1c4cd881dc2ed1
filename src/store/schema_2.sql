-- Schema 2. Frozen: what changes it is a further migration.
-- Names that are one, names marked in the text, words left out of a quotation, marks inside a block's words.
ALTER TABLE name ADD COLUMN merged_into BLOB REFERENCES name (id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX name_merged_into ON name (merged_into);
ALTER TABLE block ADD COLUMN struck TEXT;
CREATE TABLE mention (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    passage BLOB NOT NULL REFERENCES passage (id) DEFERRABLE INITIALLY DEFERRED,
    name BLOB NOT NULL REFERENCES name (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX mention_passage ON mention (passage);
CREATE INDEX mention_name ON mention (name);
CREATE TABLE cite (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    block BLOB NOT NULL REFERENCES block (id) DEFERRABLE INITIALLY DEFERRED,
    label INTEGER NOT NULL CHECK (label > 0),
    passage BLOB REFERENCES passage (id) DEFERRABLE INITIALLY DEFERRED,
    claim BLOB REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
    document BLOB REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    judgement BLOB REFERENCES judgement (id) DEFERRABLE INITIALLY DEFERRED,
    note TEXT
) STRICT;
CREATE INDEX cite_block ON cite (block);
CREATE INDEX cite_passage ON cite (passage);
CREATE INDEX cite_claim ON cite (claim);
CREATE INDEX cite_document ON cite (document);
CREATE INDEX cite_judgement ON cite (judgement);
