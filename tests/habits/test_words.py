"""Every word for people has its Chinese; the Chinese is calm; placeholders agree."""

from __future__ import annotations

import ast
import re
import string

from babel.messages.pofile import read_po

from tests.habits import tree

ROOMS = tree.ROOT / "resources" / "i18n" / "zh_CN"


def _catalogue() -> dict[str, str]:
    words: dict[str, str] = {}
    for room in sorted(ROOMS.glob("*.po")):
        with room.open("rb") as text:
            words.update(
                {
                    str(m.id if isinstance(m.id, str) else m.id[0]): str(
                        m.string if isinstance(m.string, str) else m.string[0]
                    )
                    for m in read_po(text)
                    if m.id
                }
            )
    return words


def _sources() -> set[str]:
    """Every literal handed to `_`, `N_` or `ngettext`."""
    found: set[str] = set()
    for path in tree.python("app"):
        for node in ast.walk(tree.parsed(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                wanted = node.args[:1] if node.func.id in ("_", "N_") else ()
                if node.func.id == "ngettext":
                    wanted = node.args[:1]
                for arg in wanted:
                    if isinstance(arg, ast.Constant) and isinstance(arg.value, str) and arg.value:
                        found.add(arg.value)
    return found


def test_every_source_has_its_chinese() -> None:
    catalogue = _catalogue()
    assert sorted(source for source in _sources() if not catalogue.get(source)) == []


def test_nothing_in_the_catalogue_is_left_over() -> None:
    assert sorted(set(_catalogue()) - _sources() - {"{place}: {words}"}) == []


def test_placeholders_agree() -> None:
    def names(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    odd = {source: words for source, words in _catalogue().items() if names(source) != names(words)}
    assert odd == {}


def test_the_chinese_does_not_shout() -> None:
    assert [words for words in _catalogue().values() if re.search(r"[!！]|失败|非法|error", words)] == []
