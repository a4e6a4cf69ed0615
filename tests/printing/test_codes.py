from __future__ import annotations

import pytest
import segno
from reportlab.graphics.barcode.code128 import Code128

from app.printing import codes, qr_symbol
from app.printing.ink import Modules

_EVERY_PAIR = "".join(f"{n:02d}" for n in range(100))


def _bits(modules: Modules, width: float, total: int) -> str:
    """The bars read as modules of one unit."""
    unit = width / total
    dark = [False] * total
    for x, _, wide, _ in modules.rectangles:
        for place in range(round(x / unit), round((x + wide) / unit)):
            dark[place] = True
    return "".join("1" if each else "0" for each in dark)


def _reference(digits: str) -> str:
    """ReportLab's own drawer: upper case are bars, lower case spaces, a to d one to four modules."""
    code = Code128(digits, quiet=0)
    code.validate()
    code.encode()
    code.decompose()
    return "".join(("1" if char.isupper() else "0") * (ord(char.upper()) - 64) for char in code.decomposed)


@pytest.mark.parametrize(
    "digits", ["4330106010001261121001", "00", "9876543210", "433010601000126112100171", _EVERY_PAIR]
)
def test_even_numbers_are_drawn_as_code_128_c(digits: str) -> None:
    expected = _reference(digits)
    drawn = codes.code128(digits, 0, 0, 500, 20)
    assert drawn is not None
    assert _bits(drawn, 500, len(expected)) == expected


def test_an_odd_number_carries_the_right_check_symbol() -> None:
    drawn = codes.code128("123", 0, 0, 68, 20)
    assert drawn is not None
    # start B, "1", change to C, "23", check (104 + 17 + 2 * 99 + 3 * 23) % 103 = 79, stop
    widths = "211214" + "123221" + "113141" + "312131" + "134111" + "2331112"
    assert sum(map(int, widths)) == 68
    expected = "".join(("1" if n % 2 == 0 else "0") * int(w) for n, w in enumerate(widths))
    assert _bits(drawn, 68, 68) == expected


@pytest.mark.parametrize("text", ["", "33-01", "１２３４", "—", "PAT01"])
def test_what_is_not_digits_gets_no_bar_code(text: str) -> None:
    assert codes.code128(text, 0, 0, 100, 20) is None


def test_the_qr_rectangles_are_exactly_the_dark_modules() -> None:
    url = "https://ip.example.gov.cn/q/8F2K33QP"
    matrix = segno.make(url, error="m", micro=False, boost_error=False).matrix
    side = len(matrix)
    drawn = codes.qr(url, 10, 20, side)
    dark = set()
    for x, y, wide, high in drawn.rectangles:
        assert high == pytest.approx(1)
        for column in range(round(x - 10), round(x - 10 + wide)):
            dark.add((round(y - 20), column))
    assert dark == {(y, x) for y, row in enumerate(matrix) for x, bit in enumerate(row) if bit}


_TEXTS = [
    *("https://ip.example.gov.cn/q/" + "8F2K33QP" * n for n in range(1, 30, 2)),
    *(str(10**n + 7) for n in range(1, 60, 4)),
    *("示例市知识产权窗口𬭎"[: n % 10 + 1] * n for n in range(1, 16)),
]


@pytest.mark.parametrize("text", _TEXTS, ids=range(len(_TEXTS)))
def test_the_mask_is_the_one_a_full_weighing_gives(text: str) -> None:
    """segno weighs all eight masks module by module; ours must find the same one."""
    weighed = segno.make(text, error="m", micro=False, boost_error=False)
    assert qr_symbol.matrix(text) == [list(row) for row in weighed.matrix]


def test_the_texts_above_need_every_mask_and_both_kinds_of_symbols() -> None:
    made = [segno.make(text, error="m", micro=False, boost_error=False) for text in _TEXTS]
    assert {code.mask for code in made} == set(range(8))
    assert min(code.version for code in made) == 1
    assert max(code.version for code in made) >= 10  # from 7 on a symbol says its version
