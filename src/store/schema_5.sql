-- Schema 5. Frozen: what changes it is a further migration.
-- The script of a word is a number: written out, the names of scripts were a fifth of the table of words and its index.
CREATE TEMP TABLE term_before AS SELECT * FROM term;
DROP TABLE term;
-- Every word there is, in how many rows. Scripts: 0 Latin, 1 Cyrillic, 2 Arabic, 3 Chinese characters, 4 others without
-- spaces, 5 all others; 6 is a row of Chinese characters that names are written with.
CREATE TABLE term (
    script INTEGER NOT NULL,
    term TEXT NOT NULL,
    name_key TEXT,
    bare_key TEXT,
    df INTEGER NOT NULL,
    PRIMARY KEY (script, term)
) STRICT, WITHOUT ROWID;
INSERT INTO term SELECT CASE script
    WHEN 'latin' THEN 0 WHEN 'cyrillic' THEN 1 WHEN 'arabic' THEN 2 WHEN 'han' THEN 3 WHEN 'unspaced' THEN 4 WHEN 'other' THEN 5 ELSE 6
END, term, name_key, bare_key, df FROM temp.term_before ORDER BY 1, 2;
DROP TABLE temp.term_before;
CREATE INDEX term_name_key ON term (name_key) WHERE name_key IS NOT NULL;
CREATE INDEX term_bare_key ON term (bare_key) WHERE bare_key IS NOT NULL;
