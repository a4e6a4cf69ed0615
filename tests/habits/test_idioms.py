"""Idioms that keep hostile text harmless and tests honest."""

from __future__ import annotations

import ast
import re

from tests.habits import tree

RICH = {"setHtml", "insertHtml", "QErrorMessage", "QTextBrowser"}
PLAIN_HOME = "app/ui/widgets/plain.py"


def _calls(path: object) -> list[tuple[int, str, ast.Call]]:
    found = []
    for node in ast.walk(tree.parsed(path)):  # type: ignore[arg-type]
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            found.append((node.lineno, name, node))
    return found


def test_no_rich_text_and_no_bare_label() -> None:
    bad = []
    for path in tree.python("app"):
        for line, name, _ in _calls(path):
            if name in RICH or (name == "QLabel" and tree.place(path) != PLAIN_HOME):
                bad.append(f"{tree.place(path)}:{line} {name}")
    assert bad == []


def test_every_box_leaves_the_wheel_to_the_page() -> None:
    """A list or number box of Qt's own would change its value when somebody scrolls."""
    bare = {"QComboBox", "QFontComboBox", "QSpinBox", "QDoubleSpinBox", "QTabBar", "QDateEdit", "QSlider"}
    bad = [
        f"{tree.place(path)}:{line} {name}"
        for path in tree.python("app")
        for line, name, _ in _calls(path)
        if name in bare
    ]
    assert bad == []


def test_no_platypus_paragraph() -> None:
    bad = [
        tree.place(path)
        for path in tree.python("app")
        if re.search(r"reportlab\.platypus|import Paragraph", path.read_text("utf-8"))
    ]
    assert bad == []


def test_no_sql_built_from_values() -> None:
    """f-strings in execute() may hold only names the code itself chose; each place says so."""
    bad = []
    for path in tree.python("app", "localdb"):
        lines = path.read_text("utf-8").splitlines()
        for line, name, call in _calls(path):
            if name in ("execute", "executemany", "one", "all") and call.args:
                first = call.args[0]
                if (
                    isinstance(first, ast.JoinedStr)
                    and "noqa: S608" not in "\n".join(lines[line - 1 : getattr(call, "end_lineno", line)])
                    and any(isinstance(part, ast.FormattedValue) for part in first.values)
                ):
                    text = "".join(str(part.value) for part in first.values if isinstance(part, ast.Constant))
                    if re.search(r"(?i)\b(select|insert|update|delete)\b", text):
                        bad.append(f"{tree.place(path)}:{line}")
    assert bad == []


def test_tls_is_always_verified() -> None:
    bad = [tree.place(p) for p in tree.python("app", "localdb") if "verify=False" in p.read_text("utf-8")]
    assert bad == []


def test_no_eval() -> None:
    bad = [
        f"{tree.place(path)}:{line}"
        for path in tree.python("app", "localdb")
        for line, name, call in _calls(path)
        if name in ("eval", "exec") and isinstance(call.func, ast.Name)
    ]
    assert bad == []


def test_types_are_met_by_one_thread_at_a_time() -> None:
    """Two threads that teach msgspec one type together end the process: `app.domain.typed` is the door."""
    door = "app/domain/typed.py"
    bad = [
        f"{tree.place(path)}:{line} {name}"
        for path in tree.python("app", "localdb")
        for line, name, call in _calls(path)
        if tree.place(path) != door and ast.unparse(call.func).startswith("msgspec.")
        if name in ("convert", "Decoder") or (name == "decode" and call.keywords)
    ]
    assert bad == []


def test_no_bare_sleeps_in_tests() -> None:
    def sleeps(name: str, call: ast.Call) -> bool:
        owner = getattr(call.func.value, "id", "") if isinstance(call.func, ast.Attribute) else ""
        return (owner, name) in {("time", "sleep"), ("qtbot", "wait")}

    bad = [
        f"{tree.place(path)}:{line}"
        for path in tree.python("tests")
        for line, name, call in _calls(path)
        if sleeps(name, call)
    ]
    assert bad == []


def test_no_error_is_swallowed() -> None:
    bad = [
        f"{tree.place(path)}:{node.lineno}"
        for path in tree.python("app", "localdb")
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.ExceptHandler) and all(isinstance(part, ast.Pass) for part in node.body)
    ]
    assert bad == []


def test_tests_do_not_mock_our_own_code() -> None:
    bad = [
        tree.place(path)
        for path in tree.python("tests")
        if path.name != "test_idioms.py"
        and re.search(r"unittest\.mock|MagicMock|mocker\b", path.read_text("utf-8"))
    ]
    assert bad == []
