"""QR and Code 128 as plain rectangles: sharp at any printer resolution and without a font of their own."""

from __future__ import annotations

from app.printing import qr_symbol
from app.printing.ink import Modules

# Code 128, ISO/IEC 15417 table 1: widths of bar, space, bar, space, bar, space for the values 0 to 105.
_WIDTHS = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 "
    "122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 "
    "322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 "
    "112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 "
    "331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 "
    "112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 "
    "124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 "
    "411311 113141 114131 311141 411131 211412 211214 211232"
)
_STRIDE = 7
_CODE_C_FROM_B = 99
_START_B = 104
_START_C = 105
_STOP = "2331112"


def _widths(value: int) -> str:
    return _WIDTHS[value * _STRIDE : value * _STRIDE + _STRIDE - 1]


def code128(digits: str, x: float, y: float, width: float, height: float) -> Modules | None:
    """A bar code of digits only, quiet zone not included; None when there is nothing it could say."""
    if not (digits.isascii() and digits.isdigit()):
        return None
    values = [_START_C]
    pairs = digits
    if len(digits) % 2:
        values = [_START_B, ord(digits[0]) - 32, _CODE_C_FROM_B]
        pairs = digits[1:]
    values += [int(pairs[i : i + 2]) for i in range(0, len(pairs), 2)]
    check = (values[0] + sum(place * value for place, value in enumerate(values[1:], 1))) % 103
    pattern = "".join(_widths(value) for value in [*values, check]) + _STOP
    module = width / sum(map(int, pattern))
    bars, at = [], x
    for place, count in enumerate(pattern):
        wide = int(count) * module
        if place % 2 == 0:
            bars.append((at, y, wide, height))
        at += wide
    return Modules(tuple(bars))


def qr(text: str, x: float, y: float, size: float) -> Modules:
    """A QR code, error correction M, quiet zone not included."""
    matrix = qr_symbol.matrix(text)
    module = size / len(matrix)
    rectangles = []
    for line, row in enumerate(matrix):
        start = 0
        for end, dark in enumerate([*row, 0]):
            if not dark:
                if end > start:
                    rectangles.append((x + start * module, y + line * module, (end - start) * module, module))
                start = end + 1
    return Modules(tuple(rectangles))
