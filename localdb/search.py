"""One box over all records: any run of characters of any text, exactly, rare characters and marks included.

Text is folded (`folding.fold`), ASCII marks move to private-use characters (else the tokenizer drops them),
and every pair of neighbouring characters becomes a token, the last character alone too. A query is the phrase
of its pairs, so it finds what a plain substring scan of the folded text finds and nothing else. Numbers and
phones are kept in both directions besides: their beginning or end answers at once and comes first.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from msgspec import Struct

from localdb.connection import Tx
from localdb.folding import fold, number_key

_OWN = range(0x10FE00, 0x110000)
"""The end of the last private-use plane is ours; such a character of a text becomes two of ours."""
_MARKS: dict[int, int | str] = {code: _OWN[code] for code in range(128) if not chr(code).isalnum()}
_MARKS |= {
    code: chr(_OWN[0xFC + place // 256]) + chr(_OWN[256 + place % 256]) for place, code in enumerate(_OWN)
}
# three characters, so no pair of a text equals it; ours, so no character of a text begins it
_SEAM = chr(_OWN[0xFF])
_BREAK = _SEAM * 3
_ACROSS = re.compile(f"{_SEAM} {_SEAM}. ", re.DOTALL)
"""between the last character of a text and the first pair of the next, when they are spread as one"""
_GAP = chr(_OWN[0xFE])
_APART = re.compile(f"{_GAP} {_GAP}. ", re.DOTALL)
"""the same between two records that are spread as one"""
_MOVES = tuple(
    (chr(code), chr(_OWN[code])) for code in range(128) if chr(code).isprintable() and code in _MARKS
)
_SPACE = array("I", [ord(" ")])
_SHORTEST_NUMBER = 4
_LONG_NUMBER = 7
_MOST_DIGITS = 0.6
"""Share of digits from which a run of letters and digits is taken as a number."""


Entry: TypeAlias = tuple[str, set[str]]
"""what `search_text` and `search_numbers` hold of a record"""


class Hit(Struct, frozen=True):
    stem: str
    record_id: str


def index(tx: Tx, stem: str, record_id: str, fields: Iterable[str]) -> None:
    """Make a record findable by these texts and no others. Written again, it keeps its place in the order."""
    _put(tx, stem, record_id, _entry(fields))


def _put(tx: Tx, stem: str, record_id: str, entry: Entry) -> None:
    grams, keys = entry
    known = tx.one("SELECT row FROM search_rows WHERE record_id = ?", (record_id,))
    if known is None:
        made = tx.execute("INSERT INTO search_rows (stem, record_id) VALUES (?, ?)", (str(stem), record_id))
        row: int = made.lastrowid
        tx.execute("INSERT INTO search_text (rowid, grams) VALUES (?, ?)", (row, grams))
    else:
        row = known["row"]
        tx.execute("INSERT OR REPLACE INTO search_text (rowid, grams) VALUES (?, ?)", (row, grams))
        tx.execute("DELETE FROM search_numbers WHERE row = ?", (row,))
    tx.executemany("INSERT INTO search_numbers (key, row) VALUES (?, ?)", [(key, row) for key in keys])


def index_all(tx: Tx, found_by: Sequence[tuple[str, str, Entry]]) -> None:
    """As `index` for each (stem, record id, entry), in this order; no record may stand there twice."""
    ids = json.dumps([record_id for _, record_id, _ in found_by])
    known = tx.all(
        "SELECT record_id FROM search_rows WHERE record_id IN (SELECT value FROM json_each(?))", (ids,)
    )
    here = {row["record_id"] for row in known}
    last = tx.one("SELECT seq FROM sqlite_sequence WHERE name = 'search_rows'")
    first = (last["seq"] if last else 0) + 1
    new = [one for one in found_by if one[1] not in here]
    rows, texts, numbers = [], [], []
    for row, (stem, record_id, (grams, keys)) in enumerate(new, first):
        rows.append((row, str(stem), record_id))
        texts.append((row, grams))
        numbers += [(key, row) for key in keys]
    tx.executemany("INSERT INTO search_rows (row, stem, record_id) VALUES (?, ?, ?)", rows)
    tx.executemany("INSERT INTO search_text (rowid, grams) VALUES (?, ?)", texts)
    tx.executemany("INSERT INTO search_numbers (key, row) VALUES (?, ?)", numbers)
    for stem, record_id, entry in found_by:
        if record_id in here:
            _put(tx, stem, record_id, entry)


def find(tx: Tx, text: str, limit: int = 50) -> list[Hit]:
    """Records that hold `text`, newest first; numbers that begin or end with it before the others.

    A number of seven or more characters that fits a beginning or an end is taken as meant: then only those.
    """
    rows = _by_number(tx, text, limit) if _looks_like_number(fold(text)) else []
    settled = rows and len(number_key(text)) >= _LONG_NUMBER
    if not settled and len(rows) < limit and (phrase := _phrase(text)):
        sql = "SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rowid DESC LIMIT ?"
        rows = list(dict.fromkeys((*rows, *_found(tx, sql, (phrase, limit)))))[:limit]
    marks = ", ".join("?" * len(rows))
    hits = tx.all(f"SELECT row, stem, record_id FROM search_rows WHERE row IN ({marks})", rows)  # noqa: S608
    by_row = {hit["row"]: Hit(hit["stem"], hit["record_id"]) for hit in hits}
    return [by_row[row] for row in rows]


def matching_records(text: str) -> tuple[str, list[object]]:
    """SQL for the ids of the records that hold `text`, for use inside another query, and its parameters."""
    sql = (
        "SELECT record_id FROM search_rows WHERE row IN"
        " (SELECT rowid FROM search_text WHERE search_text MATCH ?)"
    )
    return sql, [_phrase(text)]


def _found(tx: Tx, sql: str, params: tuple[object, ...]) -> list[int]:
    return [row[0] for row in tx.all(sql, params)]


def _entry(fields: Iterable[str]) -> Entry:
    """What `search_text` and `search_numbers` hold of a record's texts."""
    texts: list[str] = []
    keys: set[str] = set()
    for text in dict.fromkeys(fields):
        if stripped := text.strip() if text else "":
            folded = fold(stripped)
            texts.append(folded if folded.isprintable() else folded.translate(_MARKS))
            if folded.isascii():
                keys |= _number_keys(folded)
    return _ACROSS.sub(f" {_BREAK} ", _pairs(_moved(_SEAM.join(texts)))), keys


def entries(records: Iterable[Iterable[str]]) -> list[Entry]:
    """The entry of each record's texts. Where all is printable the records are folded and spread as one long
    text: character by character the same, and Python takes its steps once a page instead of once a field.
    """
    found: list[Entry | None] = []
    together: list[str] = []
    for fields in records:
        texts = [stripped for text in dict.fromkeys(fields) if text and (stripped := text.strip())]
        plain = bool(texts) and "".join(texts).isprintable()
        if plain:
            together.append(_SEAM.join(texts))
        found.append(None if plain else _entry(texts))
    spread = iter(_spread(together))
    return [entry or next(spread) for entry in found]


def _spread(together: list[str]) -> list[Entry]:
    """Entries of records whose texts are printable and joined by seams."""
    folded = fold(_GAP.join(together))
    records = folded.split(_GAP)
    if not folded.replace(_SEAM, "").replace(_GAP, "").isprintable():
        return [_entry(record.split(_SEAM)) for record in together]
    grams = _APART.split(_ACROSS.sub(f" {_BREAK} ", _pairs(_moved(folded))))
    keys = [_keys_of(record.split(_SEAM)) for record in records]
    return list(zip(grams, keys, strict=True)) if together else []


def _keys_of(texts: Iterable[str]) -> set[str]:
    """Of folded texts."""
    keys: set[str] = set()
    for text in texts:
        if text.isascii():
            keys |= _number_keys(text)
    return keys


def _plain(text: str) -> str:
    return _marked(fold(text.strip()))


def _marked(folded: str) -> str:
    """ASCII marks moved out of the tokenizer's way."""
    if not folded.isprintable():
        return folded.translate(_MARKS)
    return _moved(folded)


def _moved(text: str) -> str:
    """As `_marked`, of what can be printed: the few marks there are, one after another, are faster."""
    for mark, moved in _MOVES:
        if mark in text:
            text = text.replace(mark, moved)
    return text


def _pairs(text: str) -> str:
    """Every pair of neighbours, then the last character alone, with spaces between."""
    if not text:
        return ""
    letters = array("I", text.encode("utf-32-le"))
    spread = _SPACE * (3 * len(text) - 2)
    spread[::3] = letters
    spread[1::3] = letters[1:]
    return spread.tobytes().decode("utf-32-le")


def _phrase(text: str) -> str:
    """The FTS5 query; nothing of the user's text can be read as its grammar. Empty for an empty text."""
    plain = _plain(text)
    if len(plain) == 1:
        return f'"{plain}"*'
    return '"' + " ".join(plain[place : place + 2] for place in range(len(plain) - 1)) + '"' if plain else ""


def _looks_like_number(folded: str) -> bool:
    return folded.isascii() and _numeric(number_key(folded))


def _numeric(key: str) -> bool:
    """Of a text's ASCII letters and digits: digits enough to be looked up as a number."""
    if len(key) < _SHORTEST_NUMBER:
        return False
    return key.isdigit() or sum(map(str.isdigit, key)) >= _MOST_DIGITS * len(key)


def _number_keys(exact: str) -> set[str]:
    """Of a folded ASCII text, as written, and without its dots and dashes when it has some: forward (f, F)
    and backward (r, R).
    """
    bare = exact if exact.isalnum() else number_key(exact)
    if not _numeric(bare):
        return set()
    keys = {f"f{exact}", f"r{exact[::-1]}"}
    return keys if exact == bare else keys | {f"F{bare}", f"R{bare[::-1]}"}


def _by_number(tx: Tx, text: str, limit: int) -> list[int]:
    """Short text must fit as written; a long number fits however either is punctuated."""
    exact, bare = fold(text.strip()), number_key(text)
    wanted = {f"f{exact}", f"r{exact[::-1]}"}
    if len(bare) >= _LONG_NUMBER:
        wanted |= {f"{way}{bare}" for way in "fF"} | {f"{way}{bare[::-1]}" for way in "rR"}
    rows: set[int] = set()
    for key in wanted:
        sql = "SELECT row FROM search_numbers WHERE key >= ? AND key < ? ORDER BY key LIMIT ?"
        rows.update(_found(tx, sql, (key, key + "\U0010ffff", limit * 20)))
    return sorted(rows, reverse=True)[:limit]
