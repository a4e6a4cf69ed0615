"""Search: character bigrams, numbers from both ends, the parties of a case."""

from __future__ import annotations

from typing import Any

_STATEMENTS = (
    """CREATE TABLE search_rows (
        row INTEGER PRIMARY KEY AUTOINCREMENT,
        stem TEXT NOT NULL,
        record_id TEXT NOT NULL UNIQUE
    ) STRICT""",
    """CREATE VIRTUAL TABLE search_text USING fts5(
        grams, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1')""",
    """CREATE TABLE search_numbers (
        key TEXT NOT NULL,
        row INTEGER NOT NULL,
        PRIMARY KEY (key, row)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX search_numbers_row ON search_numbers (row)",
    """CREATE TABLE case_parties (
        key TEXT NOT NULL,
        case_id TEXT NOT NULL,
        PRIMARY KEY (key, case_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX case_parties_case ON case_parties (case_id)",
    "CREATE INDEX cases_due ON cases (due_on) WHERE due_on <> ''",
)


REBUILD = True
"""Records that are there already get their search entries after the last step, by the code of that day."""


def apply(db: Any) -> None:
    """`db` is a `sqlite_utils.Database` inside the step's transaction."""
    for statement in _STATEMENTS:
        db.execute(statement)
