"""The box finds what a substring scan finds: all of it, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from operator import add
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.contract.kinds import Stem
from localdb import cases, entities, search
from localdb.connection import Database, Tx
from localdb.folding import fold
from localdb.search import _BREAK, _MARKS, Hit, _entry, _looks_like_number
from tests.localdb.desk import KEY, a_case, a_payment, new_id, one_of_each

RARE = "𬭎㛃𠮷龘䶮𬬱"
ALPHABET = "张三李有限公司科技杭州茶" + RARE + "·、（）()<>&\"'*-_%^:;.,/\\ \t\n\x00aAbBzZ0123ｚＺ１ß"
texts = st.text(ALPHABET, max_size=14) | st.text(st.characters(exclude_categories=("Cs",)), max_size=6)


@pytest.fixture(scope="module")
def indexing(tmp_path_factory: pytest.TempPathFactory) -> object:
    database = Database.open(tmp_path_factory.mktemp("search") / "desk.db", KEY, create=True)
    yield database
    database.close()


def scan(records: dict[str, list[str]], query: str) -> set[str]:
    """What the index is held against: a plain look through the folded texts."""
    wanted = fold(query.strip())
    return {
        record for record, fields in records.items() if any(wanted in fold(field.strip()) for field in fields)
    }


def rolled_back(work: Callable[[Tx], None]) -> Callable[[Tx], None]:
    def run(tx: Tx) -> None:
        tx.execute("SAVEPOINT trial")
        work(tx)
        tx.execute("ROLLBACK TO trial")

    return run


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    fields=st.lists(st.lists(texts, min_size=1, max_size=3), min_size=1, max_size=4),
    other=texts,
    places=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(1, 6)), max_size=8),
)
@example(fields=[["<b>A&T</b>"], ["zz", "z"], ["张三", "三李"]], other="zz", places=[(0, 0, 4), (1, 0, 1)])
@example(fields=[["\U0010fe2d-", "\U0010feff"], ["-"]], other="\U0010feff\U0010feff", places=[(0, 0, 1)])
@example(
    fields=[["\U0010fefc\U0010ff2d"], ["\U0010fe2d"], ["\U0010ffff"]],
    other="\U0010ff2d",
    places=[(0, 0, 1), (1, 0, 1)],
)
def test_recall_is_complete_and_no_hit_is_wrong(
    indexing: Database, fields: list[list[str]], other: str, places: list[tuple[int, int, int]]
) -> None:
    records = {new_id(): texts for texts in fields}
    flat = [text for texts in fields for text in texts]
    queries = [other] + [flat[which % len(flat)][start : start + length] for which, start, length in places]

    def work(tx: Tx) -> None:
        for record, given_texts in records.items():
            search.index(tx, Stem.CASES, record, given_texts)
        for query in queries:
            if not query.strip() or len(fold(query.strip())) > 6:
                continue
            found = {hit.record_id for hit in search.find(tx, query, 100)}
            assert found == scan(records, query), (query, fields)

    indexing.run(rolled_back(work))


def found(database: Database, query: str, limit: int = 50) -> list[str]:
    return [hit.record_id for hit in database.read(lambda tx: search.find(tx, query, limit))]


def index(database: Database, *texts: str) -> str:
    record = new_id()
    database.run(lambda tx: search.index(tx, Stem.CASES, record, texts))
    return record


@pytest.mark.parametrize(
    ("text", "queries"),
    [
        ("张三", ["张", "三", "张三"]),
        ("𬭎㛃", ["𬭎", "㛃", "𬭎㛃"]),
        ("阿布·买买提", ["·", "布·买", "阿布·买买提"]),
        ("<b>A&T</b>公司", ["<", "a&t", "<b>A&T</b>", "</b>公"]),
        ('"NOT" OR *', ['"not"', "*", "or *"]),
        ("ＡＢＣ１２３", ["abc", "ABC123", "１２"]),
    ],
)
def test_names_as_they_come(database: Database, text: str, queries: list[str]) -> None:
    record = index(database, "别的", text)
    index(database, "无关")
    for query in queries:
        assert found(database, query) == [record], query


def test_no_phrase_crosses_fields(database: Database) -> None:
    index(database, "张三", "李四")
    assert found(database, "三李") == []


def test_newest_first_and_no_more_than_asked(database: Database) -> None:
    records = [index(database, "有限公司") for _ in range(5)]
    assert found(database, "限公", 3) == records[:1:-1]


def test_written_again_it_is_found_by_the_new_text_only(database: Database) -> None:
    record = new_id()
    database.run(lambda tx: search.index(tx, Stem.CASES, record, ["旧名称", "13900001234"]))
    database.run(lambda tx: search.index(tx, Stem.CASES, record, ["新名称", "13700005678"]))
    assert found(database, "旧名") == found(database, "1390000") == found(database, "1234") == []
    assert found(database, "新名") == found(database, "5678") == [record]


def test_nothing_is_found_for_nothing(database: Database) -> None:
    index(database, "张三", "", "  ")
    assert found(database, "") == found(database, "   ") == []


def test_numbers_from_both_ends_come_first(database: Database) -> None:
    by_end = index(database, "13900004321")
    inside = index(database, "139432100001")
    by_start = index(database, "4321-77-88")
    assert found(database, "4321") == [by_start, by_end, inside]


@pytest.mark.parametrize("typed", ["2023112345678", "20231123456 7.8", "CN2023112345678", "2023112345.678"])
def test_a_long_number_fits_however_it_is_punctuated(database: Database, typed: str) -> None:
    record = index(database, "202311234567.8", "CN202311234567.8")
    assert found(database, typed) == [record]


def test_what_is_a_number() -> None:
    numbers = ("13900001234", "330106010001202611210001", "202311234567.8", "ZL202310000001.X", "0571-8888")
    words = ("A&T", "公司2026年", "123", "abcd1", "")
    assert all(_looks_like_number(text) for text in numbers)
    assert not any(_looks_like_number(text) for text in words)


def test_records_are_found_by_what_people_ask_for(database: Database) -> None:
    case = a_case(12)
    payment = a_payment(3)
    rest = one_of_each()

    def save(tx: Tx) -> None:
        from localdb import entities

        for stem, record in {**rest, Stem.CASES: case, Stem.PAYMENTS: payment}.items():
            entities.save(tx, stem, record)

    database.run(save)
    for query, stem, record in (
        (case.number, "cases", case),
        ("𬭎茶", "cases", case),
        ("1234", "cases", case),
        ("<b>a&t", "cases", case),
        ("pos-778899", "payments", payment),
        ("0001", "payments", payment),
        ("质押融资", "consultations", rest[Stem.CONSULTATIONS]),
    ):
        hits = database.read(lambda tx, q=query: search.find(tx, q, 10))
        assert Hit(stem, record.id) in hits, query


def test_ratings_are_not_found_by_their_words(database: Database) -> None:
    from msgspec.structs import replace

    from localdb import evaluations

    rating = replace(one_of_each()[Stem.EVALUATIONS], text="态度很差")
    database.run(lambda tx: evaluations.save(tx, rating))
    assert found(database, "态度") == []


def test_a_list_can_be_narrowed_by_text(database: Database, path: Path) -> None:
    from localdb.paging import Filter

    wanted = a_case(1, title="采茶机")
    database.run(lambda tx: [cases.save(tx, case) for case in (wanted, a_case(2, title="雨伞"))] and None)
    rows = database.read(lambda tx: cases.page(tx, Filter(text="采茶")))
    assert [row.id for row in rows] == [wanted.id]


@given(st.lists(texts | st.sampled_from(["\U0010feff", "\U0010ff00a", " 1"]), max_size=4))
def test_an_entry_is_the_pairs_of_each_text_and_nothing_across_two(fields: list[str]) -> None:
    """The fast way gives what the definition gives: an index on disk is never of two kinds."""
    plain = [fold(text.strip()).translate(_MARKS) for text in dict.fromkeys(fields) if text.strip()]
    pairs = [" ".join([*map(add, text, text[1:]), text[-1:]]) for text in plain]
    assert _entry(fields)[0] == f" {_BREAK} ".join(pairs)


@given(
    st.lists(
        st.lists(
            texts | st.sampled_from(["\U0010feff", "\U0010fefe", "A-1234", "１２３４", "\u3000", "行\n行"]),
            max_size=4,
        ),
        max_size=4,
    )
)
def test_many_entries_are_what_each_alone_would_be(records: list[list[str]]) -> None:
    assert search.entries(records) == [_entry(fields) for fields in records]


def test_many_at_once_are_found_as_one_by_one(database: Database) -> None:
    """In their order, newest first; one that was there keeps its place."""
    first, *more = (a_case(at, title="同一个名称") for at in range(1, 5))

    def work(tx: Tx) -> list[str]:
        cases.save(tx, first)
        entities.save_all(tx, [(Stem.CASES, case, None) for case in (more[0], first, *more[1:])])
        return [hit.record_id for hit in search.find(tx, "一个名")]

    found = database.run(work)
    assert found == [more[2].id, more[1].id, more[0].id, first.id]
    assert database.read(lambda tx: search.find(tx, first.number)) == [Hit(Stem.CASES, first.id)]
    assert database.read(lambda tx: [cases.load(tx, case.id) for case in more]) == more
