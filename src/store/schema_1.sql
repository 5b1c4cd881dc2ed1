-- Schema 1. Frozen: what changes it is a further migration.
CREATE TABLE import_batch (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    label TEXT NOT NULL,
    started_ms INTEGER NOT NULL,
    removed_at INTEGER
) STRICT;
CREATE TABLE document (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    batch BLOB NOT NULL REFERENCES import_batch (id) DEFERRABLE INITIALLY DEFERRED,
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    bytes INTEGER NOT NULL,
    kept INTEGER NOT NULL CHECK (kept IN (0, 1)),
    file_name TEXT NOT NULL,
    readiness TEXT NOT NULL,
    revision BLOB REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED,
    title TEXT,
    title_translated TEXT,
    author TEXT,
    outlet BLOB REFERENCES name (id) DEFERRABLE INITIALLY DEFERRED,
    published TEXT,
    url TEXT,
    accessed TEXT,
    language TEXT,
    triage TEXT NOT NULL,
    triage_reason TEXT,
    memo TEXT
) STRICT;
CREATE INDEX document_batch ON document (batch);
CREATE INDEX document_revision ON document (revision);
CREATE INDEX document_outlet ON document (outlet);
CREATE INDEX document_sha256 ON document (sha256);
CREATE TABLE revision (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    document BLOB NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    encoding TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    had_bom INTEGER NOT NULL CHECK (had_bom IN (0, 1)),
    newlines TEXT NOT NULL,
    replaced INTEGER NOT NULL,
    text_sha256 BLOB NOT NULL CHECK (length(text_sha256) = 32),
    text_bytes INTEGER NOT NULL,
    chars INTEGER NOT NULL,
    paragraphs INTEGER NOT NULL
) STRICT;
CREATE INDEX revision_document ON revision (document);
CREATE TABLE document_path (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    document BLOB NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    batch BLOB NOT NULL REFERENCES import_batch (id) DEFERRABLE INITIALLY DEFERRED,
    path TEXT NOT NULL,
    modified_ms INTEGER
) STRICT;
CREATE INDEX document_path_document ON document_path (document);
CREATE INDEX document_path_batch ON document_path (batch);
CREATE TABLE name (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    memo TEXT
) STRICT;
CREATE TABLE spelling (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name BLOB NOT NULL REFERENCES name (id) DEFERRABLE INITIALLY DEFERRED,
    words TEXT NOT NULL,
    scheme TEXT,
    note TEXT
) STRICT;
CREATE INDEX spelling_name ON spelling (name);
CREATE TABLE role (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name BLOB NOT NULL REFERENCES name (id) DEFERRABLE INITIALLY DEFERRED,
    words TEXT NOT NULL,
    since TEXT,
    until TEXT
) STRICT;
CREATE INDEX role_name ON role (name);
CREATE TABLE source_grade (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name BLOB NOT NULL REFERENCES name (id) DEFERRABLE INITIALLY DEFERRED,
    reliability TEXT NOT NULL,
    scope TEXT,
    reason TEXT,
    at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX source_grade_name ON source_grade (name);
CREATE TABLE tag (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    parent BLOB REFERENCES tag (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    color TEXT NOT NULL,
    definition TEXT,
    digit INTEGER,
    ordinal INTEGER NOT NULL
) STRICT;
CREATE INDEX tag_parent ON tag (parent);
CREATE TABLE passage (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    document BLOB NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    memo TEXT
) STRICT;
CREATE INDEX passage_document ON passage (document);
CREATE TABLE anchor (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    passage BLOB NOT NULL REFERENCES passage (id) DEFERRABLE INITIALLY DEFERRED,
    revision BLOB NOT NULL REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    state TEXT NOT NULL,
    score INTEGER,
    CHECK (start < "end")
) STRICT;
CREATE INDEX anchor_passage ON anchor (passage);
CREATE INDEX anchor_revision ON anchor (revision);
CREATE TABLE passage_tag (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    passage BLOB NOT NULL REFERENCES passage (id) DEFERRABLE INITIALLY DEFERRED,
    tag BLOB NOT NULL REFERENCES tag (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX passage_tag_passage ON passage_tag (passage);
CREATE INDEX passage_tag_tag ON passage_tag (tag);
CREATE TABLE translation (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    passage BLOB NOT NULL REFERENCES passage (id) DEFERRABLE INITIALLY DEFERRED,
    words TEXT NOT NULL,
    language TEXT,
    made_by TEXT,
    made_on TEXT
) STRICT;
CREATE INDEX translation_passage ON translation (passage);
CREATE TABLE claim (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    words TEXT NOT NULL,
    reworded INTEGER NOT NULL CHECK (reworded IN (0, 1)),
    speaker BLOB REFERENCES name (id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT,
    stance TEXT,
    firmness TEXT,
    hedge TEXT,
    form TEXT,
    translated INTEGER NOT NULL CHECK (translated IN (0, 1)),
    headline INTEGER NOT NULL CHECK (headline IN (0, 1)),
    pull_quote INTEGER NOT NULL CHECK (pull_quote IN (0, 1)),
    said_at TEXT,
    said_at_words TEXT,
    happens_at TEXT,
    happens_at_words TEXT,
    place TEXT,
    kind TEXT,
    content_grade INTEGER,
    memo TEXT,
    status TEXT NOT NULL
) STRICT;
CREATE INDEX claim_speaker ON claim (speaker);
CREATE TABLE evidence (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    claim BLOB NOT NULL REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
    passage BLOB REFERENCES passage (id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL,
    basis TEXT
) STRICT;
CREATE INDEX evidence_claim ON evidence (claim);
CREATE INDEX evidence_passage ON evidence (passage);
CREATE TABLE hop (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    claim BLOB NOT NULL REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    actor BLOB REFERENCES name (id) DEFERRABLE INITIALLY DEFERRED,
    medium TEXT NOT NULL,
    at TEXT,
    document BLOB REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    note TEXT
) STRICT;
CREATE INDEX hop_claim ON hop (claim);
CREATE INDEX hop_actor ON hop (actor);
CREATE INDEX hop_document ON hop (document);
CREATE TABLE claim_tag (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    claim BLOB NOT NULL REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
    tag BLOB NOT NULL REFERENCES tag (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX claim_tag_claim ON claim_tag (claim);
CREATE INDEX claim_tag_tag ON claim_tag (tag);
CREATE TABLE claim_link (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    from_claim BLOB NOT NULL REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
    to_claim BLOB NOT NULL REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    note TEXT,
    status TEXT NOT NULL,
    rule TEXT,
    CHECK (from_claim <> to_claim)
) STRICT;
CREATE INDEX claim_link_from_claim ON claim_link (from_claim);
CREATE INDEX claim_link_to_claim ON claim_link (to_claim);
CREATE TABLE passage_link (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    from_passage BLOB NOT NULL REFERENCES passage (id) DEFERRABLE INITIALLY DEFERRED,
    to_passage BLOB NOT NULL REFERENCES passage (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    note TEXT,
    status TEXT NOT NULL,
    rule TEXT,
    CHECK (from_passage <> to_passage)
) STRICT;
CREATE INDEX passage_link_from_passage ON passage_link (from_passage);
CREATE INDEX passage_link_to_passage ON passage_link (to_passage);
CREATE TABLE judgement (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    words TEXT NOT NULL,
    ladder TEXT,
    term TEXT,
    confidence TEXT,
    basis TEXT
) STRICT;
CREATE TABLE judgement_claim (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    judgement BLOB NOT NULL REFERENCES judgement (id) DEFERRABLE INITIALLY DEFERRED,
    claim BLOB NOT NULL REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX judgement_claim_judgement ON judgement_claim (judgement);
CREATE INDEX judgement_claim_claim ON judgement_claim (claim);
CREATE TABLE brief (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    title TEXT NOT NULL
) STRICT;
CREATE TABLE block (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    brief BLOB NOT NULL REFERENCES brief (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    words TEXT,
    passage BLOB REFERENCES passage (id) DEFERRABLE INITIALLY DEFERRED,
    claim BLOB REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
    document BLOB REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    judgement BLOB REFERENCES judgement (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX block_brief ON block (brief);
CREATE INDEX block_passage ON block (passage);
CREATE INDEX block_claim ON block (claim);
CREATE INDEX block_document ON block (document);
CREATE INDEX block_judgement ON block (judgement);
CREATE TABLE wanted (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    words TEXT NOT NULL,
    document BLOB REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    claim BLOB REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
    status TEXT NOT NULL
) STRICT;
CREATE INDEX wanted_document ON wanted (document);
CREATE INDEX wanted_claim ON wanted (claim);
CREATE TABLE original_chunk (
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    n INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (sha256, n)
) STRICT;
CREATE TABLE text_chunk (
    revision BLOB NOT NULL CHECK (length(revision) = 16),
    n INTEGER NOT NULL,
    start_byte INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    first_paragraph INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    paragraph_starts BLOB NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (revision, n)
) STRICT;
CREATE TABLE edit (
    seq INTEGER NOT NULL PRIMARY KEY,
    grp BLOB NOT NULL,
    label TEXT NOT NULL,
    author TEXT NOT NULL,
    session BLOB NOT NULL,
    utc_ms INTEGER NOT NULL,
    app_version TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    undoes BLOB,
    changes_digest BLOB NOT NULL,
    prev BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE INDEX edit_grp ON edit (grp);
CREATE TABLE change (
    edit INTEGER NOT NULL,
    n INTEGER NOT NULL,
    tbl TEXT NOT NULL,
    id BLOB NOT NULL,
    before TEXT,
    after TEXT,
    salt BLOB,
    before_hash BLOB,
    after_hash BLOB,
    PRIMARY KEY (edit, n)
) STRICT;
CREATE TABLE setting (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE view_state (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE draft (key TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL, at_ms INTEGER NOT NULL) STRICT;
CREATE TABLE export (
    id BLOB NOT NULL PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    product TEXT NOT NULL,
    format TEXT NOT NULL,
    app_version TEXT NOT NULL,
    sha256 BLOB NOT NULL,
    head BLOB NOT NULL
) STRICT;
