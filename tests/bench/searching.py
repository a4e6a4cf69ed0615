"""Search in 100,000 records: p95 against one pass in memory; nothing missing, nothing wrong."""

from __future__ import annotations

import uuid
from pathlib import Path
from random import Random

from app.contract.kinds import Stem
from localdb import search
from localdb.connection import Database, Tx
from localdb.folding import fold
from tests.bench.rows import Row, interleaved, p95
from tests.localdb.desk import KEY

RECORDS = 100_000
QUERIES = 300
WORDS = (
    "张王李赵陈杨黄吴刘周欧阳雨晨杭州云栖茶业科技有限公司研究院装置方法系统一种采摘检测图像识别轻型稀𬭎㛃𠮷龘"
)


def _texts(chance: Random) -> tuple[str, str]:
    return "".join(chance.choices(WORDS, k=chance.randint(2, 12))), "".join(
        chance.choices(WORDS, k=chance.randint(4, 20))
    )


def rows(folder: Path) -> list[Row]:
    chance = Random(7)
    records = {str(uuid.UUID(int=chance.getrandbits(128))): _texts(chance) for _ in range(RECORDS)}
    folded = [(record, "\x00".join(map(fold, texts))) for record, texts in records.items()]
    database = Database.open(folder / "desk.db", KEY, create=True)

    def write(tx: Tx) -> None:
        for record, texts in records.items():
            search.index(tx, Stem.CASES, record, texts)

    database.run(write)
    flat = [text for _record, text in folded]
    asked = []
    while len(asked) < QUERIES:
        text = chance.choice(flat).replace("\x00", "")
        length = chance.randint(1, 6)
        place = chance.randrange(max(1, len(text) - length))
        asked.append(text[place : place + length])
    first, second = iter(asked), iter(asked)

    def ours() -> None:
        query = next(first)
        database.read(lambda tx: search.find(tx, query, 50))

    def limit() -> None:
        query = next(second)
        assert sum(query in text for text in flat) >= 0

    try:
        ours_ms, limit_ms = interleaved(ours, limit, QUERIES)
        for query in asked[::6]:
            hits = database.read(lambda tx, query=query: search.find(tx, query, RECORDS))  # type: ignore[misc]
            found = {hit.record_id for hit in hits}
            truth = {record for record, text in folded if query in text}
            assert found == truth, f"{query}: {len(found ^ truth)} records missing or wrong"
    finally:
        database.close()
    return [
        Row(
            what=f"search p95, {RECORDS:,} records, recall 100 %",
            limit="one pass in memory, p95",
            ours_ms=p95(ours_ms),
            limit_ms=p95(limit_ms),
            goal=0.5,
        )
    ]
