"""Money as integer fen: written, read, and spoken in the capitals of the payment rules.

Capitals follow 支付结算办法 (annex, 正确填写票据和结算凭证的基本规定) in one fixed form: an optional 零 is
left out, an amount that ends at 角 takes no 整, and nothing is above 9 999 亿 yuan.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import product

from app.domain.refusals import No, Refused

LIMIT_FEN = 9_999_9999_9999_99
"""9999 亿 9999 万 9999 yuan 99 fen: the largest amount that four-digit groups up to 亿 can say."""

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("仟", "佰", "拾", "")
_GROUPS = ((10**8, "亿"), (10**4, "万"), (1, ""))
_NOUGHT = "零"
_OPTIONAL = "?"
"""Stands where the rules allow a 零 that the fixed form leaves out."""
_SAME = str.maketrans("圆圓員元貳貮弐弍參叄叅弎陸億萬正", "元元元元贰贰贰贰叁叁叁叁陆亿万整")
_SPOKEN = frozenset(_DIGITS + "仟佰拾亿万元角分整")
_CURRENCY = ("人民币", "人民幣", "RMB", "CNY", "¥", "￥")
_FIGURES = re.compile(r"(?P<yuan>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<cents>\d{1,2})0*)?", re.ASCII)


def yuan(fen: int) -> str:
    """168032 -> "1,680.32". A sign stays in front."""
    whole, cents = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole:,}.{cents:02d}"


def share(fen: int, percent: int) -> int:
    """That percentage of an amount, in fen, half up: the only place where fees are rounded."""
    return (fen * percent + 50) // 100


def capitals(fen: int) -> str:
    """The amount in capitals, e.g. 人民币壹仟陆佰捌拾元叁角贰分. ValueError outside 0..LIMIT_FEN."""
    return "人民币" + _spelled(fen).replace(_OPTIONAL, "")


def parse_capitals(text: str) -> int | Refused:
    """Capitals -> fen. Reads 元/圆, 整/正, traditional forms, the optional 零, with or without 人民币.

    BAD_CHARACTER names the first foreign character; PATTERN: the words do not make an amount.
    """
    plain = "".join(text.split())
    for currency in ("人民币", "人民幣"):
        plain = plain.removeprefix(currency)
    plain = plain.lstrip(":：").translate(_SAME)
    for position, character in enumerate(plain, start=1):
        if character not in _SPOKEN:
            return Refused.because(No.BAD_CHARACTER, position=position, found=character)
    fen = _heard(plain)
    if fen is None or plain not in _forms(fen):
        return Refused.because(No.PATTERN)
    return fen


def parse_yuan(text: str) -> int | Refused:
    """ "￥1,680.32 元" -> 168032. At most two decimals, never negative."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).replace("，", ",")
    for currency in _CURRENCY:
        plain = plain.removeprefix(unicodedata.normalize("NFKC", currency))
    plain = plain.removesuffix("元")
    negative = plain.startswith(("-", "−"))
    found = _FIGURES.fullmatch(plain[1:] if negative else plain)
    if found is None:
        return Refused.because(No.NOT_A_NUMBER, found=text.strip(), decimals=2)
    digits = found["yuan"].replace(",", "").lstrip("0") or "0"
    fen = int(digits[:16]) * 100 + int((found["cents"] or "0").ljust(2, "0"))
    if fen > LIMIT_FEN or (negative and fen > 0):
        return Refused.because(No.OUT_OF_RANGE, min="0.00", max=yuan(LIMIT_FEN))
    return fen


def _spelled(fen: int) -> str:
    """The words without 人民币, with `?` wherever a 零 may stand but need not."""
    if not 0 <= fen <= LIMIT_FEN:
        raise ValueError(f"amount outside 0..{LIMIT_FEN} fen: {fen}")
    whole, cents = divmod(fen, 100)
    jiao, last = divmod(cents, 10)
    words = _whole(whole) + "元" if whole else ""
    if not cents:
        return (words or "零元") + "整"
    if words and not jiao:
        words += _NOUGHT
    elif words and whole % 10 == 0:
        words += _OPTIONAL
    if jiao:
        words += _DIGITS[jiao] + "角"
    return words + (_DIGITS[last] + "分" if last else "")


def _whole(number: int) -> str:
    words = ""
    previous = 0
    """the last non-empty group, and whether an empty one lies between"""
    skipped = False
    for size, name in _GROUPS:
        group = number // size % 10_000
        if not group:
            skipped = bool(words)
            continue
        if words and (skipped or group < 1000):
            words += _NOUGHT
        elif words and previous % 10 == 0:
            words += _OPTIONAL
        words += _group(group) + name
        previous, skipped = group, False
    return words


def _group(group: int) -> str:
    words = ""
    for place, digit in zip(_PLACES, f"{group:04d}", strict=True):
        if digit != "0":
            words += _DIGITS[int(digit)] + place
        elif words and not words.endswith(_NOUGHT):
            words += _NOUGHT
    return words.rstrip(_NOUGHT)


def _forms(fen: int) -> set[str]:
    """Every way the rules allow to write the amount."""
    spelled = _spelled(fen)
    parts = spelled.split(_OPTIONAL)
    forms = set()
    for noughts in product(("", _NOUGHT), repeat=len(parts) - 1):
        form = "".join(part + nought for part, nought in zip(parts, (*noughts, ""), strict=True))
        forms.add(form)
        if form.endswith("角"):
            forms.add(form + "整")
    return forms


def _heard(words: str) -> int | None:
    """The amount such words would mean; whether they are well formed is for `_forms` to say."""
    total = section = digit = 0
    units = {"拾": 10, "佰": 100, "仟": 1000}
    groups = {"亿": 10**8, "万": 10**4, "元": 1}
    for character in words:
        if character in _DIGITS:
            digit = _DIGITS.index(character)
        elif character in units:
            section, digit = section + digit * units[character], 0
        elif character in groups:
            total, section, digit = total + (section + digit) * groups[character] * 100, 0, 0
        elif character in "角分":
            total, digit = total + digit * (10 if character == "角" else 1), 0
    return total if total <= LIMIT_FEN and not section and not digit else None
