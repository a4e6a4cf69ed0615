"""The first shape: records, journal, delivery, drafts, staff, settings, numbers."""

from __future__ import annotations

from typing import Any

_RECORD: dict[str, type] = {
    "id": str,
    "number": str,
    "at_ms": int,  # milliseconds since 1970 UTC: order of lists, whatever the offset of the stamp
    "day": str,  # local date of the stamp
    "status": str,
    "visit_id": str,
    "clerk_id": str,
    "outlet": str,
    "window": str,
}

_STEMS: dict[str, dict[str, type]] = {
    "visits": {"visitor_name": str, "organisation": str, "ticket": str, "certificate_key": str},
    "cases": {
        "matter": str,
        "applicant_name": str,
        "title": str,
        "right_number": str,
        "decision": str,
        "due_on": str,
        "offline": int,
    },
    "payments": {
        "case_id": str,
        "kind": str,
        "channel": str,
        "payer_name": str,
        "total_fen": int,
        "reference": str,
        "refers_to": str,
    },
    "consultations": {
        "case_id": str,
        "channel": str,
        "category": str,
        "person": str,
        "question": str,
        "due_on": str,
    },
    "inquiries": {"scope": str, "query_kind": str, "hits": int, "printed": int},
    "evaluations": {"case_id": str, "grade": str, "channel": str, "stage": str},
    "papers": {"kind": str, "about": str, "copies_printed": int, "pdf_sha256": str},
}

_INDEXES: tuple[tuple[str, str], ...] = (
    ("visits", "ticket"),
    ("visits", "certificate_key"),
    ("cases", "status"),
    ("cases", "day"),
    ("cases", "visit_id"),
    ("cases", "right_number"),
    ("payments", "day"),
    ("payments", "visit_id"),
    ("payments", "case_id"),
    ("payments", "refers_to"),
    ("payments", "status"),
    ("consultations", "visit_id"),
    ("evaluations", "visit_id"),
    ("papers", "about"),
    ("papers", "status"),
)

_NULLABLE = frozenset({"case_id", "refers_to"})

_JOURNAL = (
    """CREATE TABLE journal (
        seq INTEGER PRIMARY KEY,
        op_id TEXT NOT NULL UNIQUE,
        record_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        stem TEXT NOT NULL,
        base_version INTEGER NOT NULL,
        actor TEXT NOT NULL,
        actor_name TEXT NOT NULL,
        captured_at TEXT NOT NULL,
        mono_ms INTEGER NOT NULL,
        schema_v INTEGER NOT NULL,
        digest BLOB NOT NULL CHECK (length(digest) = 32),
        prev BLOB NOT NULL CHECK (length(prev) = 32),
        hash BLOB NOT NULL CHECK (length(hash) = 32)
    ) STRICT""",
    """CREATE TABLE journal_bodies (
        seq INTEGER PRIMARY KEY REFERENCES journal (seq),
        salt BLOB NOT NULL CHECK (length(salt) = 16),
        body TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE anchors (
        position INTEGER PRIMARY KEY,
        install TEXT NOT NULL,
        seq INTEGER NOT NULL,
        hash BLOB NOT NULL CHECK (length(hash) = 32),
        signature TEXT NOT NULL,
        at TEXT NOT NULL,
        UNIQUE (install, seq)
    ) STRICT""",
    "CREATE INDEX journal_record ON journal (record_id, seq)",
    # a DELETE trigger alone does not see INSERT OR REPLACE where recursive_triggers is off; this one does
    """CREATE TRIGGER journal_insert BEFORE INSERT ON journal
        WHEN new.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal)
          OR new.prev IS NOT coalesce((SELECT hash FROM journal WHERE seq = new.seq - 1), zeroblob(32))
          OR EXISTS (SELECT 1 FROM journal WHERE op_id = new.op_id)
        BEGIN SELECT RAISE(ABORT, 'journal: gap, replay or wrong predecessor'); END""",
    """CREATE TRIGGER journal_bodies_insert BEFORE INSERT ON journal_bodies
        WHEN EXISTS (SELECT 1 FROM journal_bodies WHERE seq = new.seq)
          OR new.seq IS NOT (SELECT max(seq) FROM journal)
        BEGIN SELECT RAISE(ABORT, 'journal_bodies: only for the newest entry'); END""",
    """CREATE TRIGGER anchors_insert BEFORE INSERT ON anchors
        WHEN EXISTS (SELECT 1 FROM anchors WHERE install = new.install AND seq = new.seq)
          OR EXISTS (SELECT 1 FROM anchors WHERE position = new.position)
        BEGIN SELECT RAISE(ABORT, 'anchors: already kept'); END""",
)

_SYNC = (
    """CREATE TABLE installs (
        position INTEGER PRIMARY KEY,
        install TEXT NOT NULL UNIQUE,
        parent TEXT,
        series TEXT NOT NULL,
        first_n INTEGER NOT NULL,
        why TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE device (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        token TEXT NOT NULL DEFAULT '',
        private_key TEXT NOT NULL DEFAULT '',
        enrolment TEXT NOT NULL DEFAULT '',
        epoch TEXT NOT NULL DEFAULT '',
        cursor INTEGER NOT NULL DEFAULT 0,
        acked_n INTEGER NOT NULL DEFAULT 0,
        feed_high INTEGER NOT NULL DEFAULT 0,
        last_contact_at TEXT NOT NULL DEFAULT '',
        restored INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    "INSERT INTO device (one) VALUES (1)",
    """CREATE TABLE op_delivery (
        seq INTEGER PRIMARY KEY REFERENCES journal (seq),
        record_id TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN
            ('new', 'sending', 'applied', 'duplicate', 'conflict', 'rejected', 'deferred')),
        attempts INTEGER NOT NULL DEFAULT 0,
        code TEXT NOT NULL DEFAULT '',
        field TEXT NOT NULL DEFAULT '',
        fields TEXT NOT NULL DEFAULT '[]',
        receipt TEXT NOT NULL DEFAULT '',
        version INTEGER NOT NULL DEFAULT 0,
        waiting_for TEXT NOT NULL DEFAULT '',
        answered_at TEXT NOT NULL DEFAULT '',
        closed_by INTEGER
    ) STRICT""",
    "CREATE INDEX op_delivery_record ON op_delivery (record_id, seq)",
    "CREATE INDEX op_delivery_unsent ON op_delivery (seq) WHERE state IN ('new', 'sending', 'deferred')",
    """CREATE INDEX op_delivery_needs_you ON op_delivery (record_id)
        WHERE state IN ('conflict', 'rejected') AND closed_by IS NULL""",
    "CREATE INDEX op_delivery_answered ON op_delivery (answered_at)",
    """CREATE TABLE record_sync (
        record_id TEXT PRIMARY KEY,
        stem TEXT NOT NULL,
        seen_version INTEGER NOT NULL DEFAULT 0,
        server_version INTEGER NOT NULL DEFAULT 0,
        body_version INTEGER NOT NULL DEFAULT 0,
        server_body TEXT NOT NULL DEFAULT '',
        behind INTEGER NOT NULL DEFAULT 0,
        deleted INTEGER NOT NULL DEFAULT 0,
        left_scope INTEGER NOT NULL DEFAULT 0,
        recheck INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
)

_DESK = (
    """CREATE TABLE paper_files (
        paper_id TEXT PRIMARY KEY,
        sha256 TEXT NOT NULL,
        pdf BLOB NOT NULL
    ) STRICT""",
    """CREATE TRIGGER paper_files_insert BEFORE INSERT ON paper_files
        WHEN EXISTS (SELECT 1 FROM paper_files WHERE paper_id = new.paper_id)
        BEGIN SELECT RAISE(ABORT, 'paper_files: the kept paper wins'); END""",
    """CREATE TABLE numbers (
        kind TEXT NOT NULL,
        series TEXT NOT NULL,
        day TEXT NOT NULL,
        last INTEGER NOT NULL CHECK (last BETWEEN 1 AND 9999),
        PRIMARY KEY (kind, series, day)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TRIGGER numbers_update BEFORE UPDATE ON numbers
        WHEN new.last IS NOT old.last + 1 OR new.kind IS NOT old.kind OR new.series IS NOT old.series
          OR new.day IS NOT old.day
        BEGIN SELECT RAISE(ABORT, 'numbers: only ever the next one'); END""",
    """CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT""",
    """CREATE TABLE staff (
        staff_id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        roles TEXT NOT NULL,
        disabled INTEGER NOT NULL DEFAULT 0,
        verifier TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE sign_in_failures (
        staff_id TEXT PRIMARY KEY,
        fails INTEGER NOT NULL,
        locked_until_ms INTEGER NOT NULL
    ) STRICT""",
)


def _append_only(table: str, deed: str) -> str:
    return (
        f"CREATE TRIGGER {table}_{deed.lower()} BEFORE {deed} ON {table}"
        f" BEGIN SELECT RAISE(ABORT, '{table}: append-only'); END"
    )


def apply(db: Any) -> None:
    """`db` is a `sqlite_utils.Database` inside the step's transaction."""
    for stem, own in _STEMS.items():
        columns = {**_RECORD, **own, "body": str}
        db[stem].create(columns, pk="id", not_null=set(columns) - _NULLABLE, strict=True)
        db[stem].create_index(["number"])
        db[stem].create_index(["at_ms", "id"])
    for stem, column in _INDEXES:
        db[stem].create_index([column])
    for statement in (*_JOURNAL, *_SYNC, *_DESK):
        db.execute(statement)
    for table in ("journal", "journal_bodies", "anchors", "paper_files"):
        for deed in ("UPDATE", "DELETE"):
            db.execute(_append_only(table, deed))
    db.execute(
        "CREATE TRIGGER numbers_delete BEFORE DELETE ON numbers"
        " BEGIN SELECT RAISE(ABORT, 'numbers: never given twice'); END"
    )
    db["drafts"].create(
        {
            "id": str,
            "kind": str,
            "matter": str,
            "staff_id": str,
            "parked": int,
            "saved_at": str,
            "body": str,
        },
        pk="id",
        not_null={"kind", "matter", "staff_id", "parked", "saved_at", "body"},
        strict=True,
    )
