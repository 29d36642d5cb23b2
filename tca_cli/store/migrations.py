"""The tables of the record, step by step."""

# Steps are only ever added; PRAGMA user_version counts those an archive has taken.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE original (  -- the bytes of the files that were read
            digest     BLOB PRIMARY KEY,  -- SHA-256 of them
            size       INTEGER NOT NULL,  -- before compression
            compressed BLOB NOT NULL      -- zlib
        ) STRICT
        """,
        """
        CREATE TABLE article (
            id      TEXT PRIMARY KEY,
            version INTEGER NOT NULL  -- the latest
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE version (
            article_id  TEXT NOT NULL REFERENCES article,
            version     INTEGER NOT NULL,
            text_digest BLOB NOT NULL,  -- of headline and body, white space folded
            headline    TEXT NOT NULL,
            byline      TEXT,
            author_bio  TEXT,
            agency      TEXT,
            dateline    TEXT,
            place       TEXT,
            published   TEXT,           -- ISO 8601
            language    TEXT,
            keywords    TEXT NOT NULL,  -- a JSON array
            url         TEXT,
            body        TEXT NOT NULL,
            original    BLOB NOT NULL REFERENCES original,
            ingested    TEXT NOT NULL,  -- UTC, ISO 8601
            PRIMARY KEY (article_id, version)
        ) STRICT
        """,
        "CREATE INDEX version_by_text ON version (text_digest)",
        """
        CREATE TABLE author (
            article_id TEXT NOT NULL,
            version    INTEGER NOT NULL,
            position   INTEGER NOT NULL,
            name       TEXT NOT NULL,  -- as printed
            key        TEXT NOT NULL,  -- what all spellings of the name share
            PRIMARY KEY (article_id, version, position),
            FOREIGN KEY (article_id, version) REFERENCES version
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX author_by_key ON author (key)",
        """
        CREATE TABLE file (
            path     TEXT PRIMARY KEY,
            size     INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            original BLOB NOT NULL REFERENCES original
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE source (
            path       TEXT NOT NULL REFERENCES file,
            key        TEXT NOT NULL,  -- which article of the file; '' for the only one
            article_id TEXT NOT NULL,
            version    INTEGER NOT NULL,
            PRIMARY KEY (path, key),
            FOREIGN KEY (article_id, version) REFERENCES version
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX source_by_article ON source (article_id)",
        """
        CREATE TABLE unindexed (  -- noted with an article, cleared when it is indexed
            article_id TEXT PRIMARY KEY REFERENCES article,
            version    INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE index_file (  -- the index as it was written last
            name     TEXT PRIMARY KEY,
            size     INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            ctime_ns INTEGER NOT NULL,
            digest   BLOB NOT NULL  -- SHA-256
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE TABLE index_form (form TEXT NOT NULL) STRICT",
    ),
    (
        """
        CREATE TABLE container (  -- a file of files, each of which is in file
            path     TEXT PRIMARY KEY,
            size     INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            digest   BLOB NOT NULL  -- SHA-256
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE failure (  -- a file that could not be read, or a part of it
            path     TEXT NOT NULL,
            part     TEXT NOT NULL,     -- '' for the whole file
            reason   TEXT NOT NULL,
            size     INTEGER NOT NULL,  -- of the file as it was then
            mtime_ns INTEGER NOT NULL,
            program  TEXT NOT NULL,     -- the version of tca that tried
            failed   TEXT NOT NULL,     -- UTC, ISO 8601
            PRIMARY KEY (path, part)
        ) STRICT, WITHOUT ROWID
        """,
        # As the file has it, before corrections; and the place where it was read.
        "ALTER TABLE version ADD COLUMN whole_digest BLOB",  # SHA-256 of all fields
        "ALTER TABLE version ADD COLUMN place_path BLOB",  # as the system has it
        "ALTER TABLE version ADD COLUMN place_key TEXT",
        # Of an article that is in its file no more, though it was.
        "ALTER TABLE source ADD COLUMN is_gone INTEGER NOT NULL DEFAULT 0",
        """
        CREATE TABLE correction (  -- what a person knows better than the file
            article_id TEXT NOT NULL REFERENCES article,
            field      TEXT NOT NULL,
            value      TEXT NOT NULL,  -- JSON, as the article has it
            was        TEXT NOT NULL,  -- JSON, as the file has it
            corrected  TEXT NOT NULL,  -- UTC, ISO 8601
            PRIMARY KEY (article_id, field)
        ) STRICT, WITHOUT ROWID
        """,
    ),
    (
        # Of an article in the bin, since when: UTC, ISO 8601.
        "ALTER TABLE article ADD COLUMN removed TEXT",
        "CREATE VIEW kept AS SELECT id, version FROM article WHERE removed IS NULL",
        """
        CREATE TABLE purged (  -- texts that are not to come back by themselves
            text_digest BLOB PRIMARY KEY,
            article_id  TEXT NOT NULL,
            purged      TEXT NOT NULL  -- UTC, ISO 8601
        ) STRICT, WITHOUT ROWID
        """,
        # SHA-256 of all fields as they are kept, where their file has others.
        "ALTER TABLE version ADD COLUMN content_digest BLOB",
        # What an older program kept of a corrected article has one that is not known.
        """
        UPDATE version SET content_digest = x''
        WHERE article_id IN (SELECT article_id FROM correction)
            OR EXISTS (SELECT 1 FROM version AS other
                WHERE other.article_id = version.article_id
                AND other.version <> version.version
                AND other.whole_digest = version.whole_digest)
        """,
        """
        CREATE TABLE writing (  -- the last one that changed anything
            token  BLOB PRIMARY KEY,  -- of its own, which the seal has too
            digest BLOB NOT NULL      -- SHA-256 of the token
        ) STRICT, WITHOUT ROWID
        """,
    ),
)
