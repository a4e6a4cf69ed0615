"""Search without an index of its own for single characters: it was half of what a record's entry cost.

A single character is answered from the pairs that begin with it. A file that has records already keeps what
it has: writing them all again would keep a desk waiting, and both kinds give the same answers.
"""

from __future__ import annotations

from typing import Any


def apply(db: Any) -> None:
    """`db` is a `sqlite_utils.Database` inside the step's transaction."""
    if db.execute("SELECT 1 FROM search_rows LIMIT 1").fetchone():
        return
    db.execute("DROP TABLE search_text")
    db.execute(
        """CREATE VIRTUAL TABLE search_text USING fts5(
            grams, content = '', contentless_delete = 1, tokenize = 'ascii')"""
    )
