"""Telephones, post codes, e-mail addresses, and the symbols of the classifications."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from app.domain.identifiers.checked import Finding, bad_character, fit, softened, wrong_length
from app.domain.refusals import No, Refusal

_MOBILE_FORMS = ("1m" + "9" * 9,)
_PHONES: Mapping[str, re.Pattern[str]] = {
    "mobile": re.compile(r"1[3-9]\d{9}", re.ASCII),
    "landline": re.compile(r"0\d{2,3}-?\d{7,8}(?:-\d{1,6})?", re.ASCII),
    "service": re.compile(r"(?:400|800)-?\d{3}-?\d{4}", re.ASCII),
    "hk_macao": re.compile(r"\+?85[23]-?\d{8}", re.ASCII),
    "taiwan": re.compile(r"\+?886-?9?\d{8}", re.ASCII),
    "abroad": re.compile(r"\+\d{1,3}-?\d{5,14}", re.ASCII),
}
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}", re.ASCII)
_EMAIL_CHARACTER = re.compile(r"[A-Za-z0-9._%+@-]", re.ASCII)


def mobile(text: str, _today: date) -> Finding:
    """11 digits, 13 to 19 in front; +86 is dropped. No test of carriers."""
    plain = _home(text).replace("-", "")
    return Finding(plain, fit(plain, _MOBILE_FORMS))


def phone(text: str, today: date) -> Finding:
    """Mobile, landline with area code, 400/800, Hong Kong, Macao, Taiwan, or with a country code."""
    plain = _home(text).replace("(", "").replace(")", "-" if "-" not in text else "")
    for form, pattern in _PHONES.items():
        if pattern.fullmatch(plain):
            return Finding(plain, (), {"form": form})
    if re.fullmatch(r"1[3-9]\d*", plain, re.ASCII):
        return mobile(plain, today)
    wrong = re.search(r"[^0-9+-]", plain)
    if wrong:
        return Finding(plain, (bad_character(plain, wrong.start() + 1, "0-9"),))
    if not plain:
        return Finding(plain, (Refusal(No.REQUIRED),))
    return Finding(plain, (Refusal(No.PATTERN, "", {"length": len(plain)}),))


def _home(text: str) -> str:
    return re.sub(r"^(?:\+|00)86-?(?=1|0|4|8)", "", text)


def postcode(text: str, _today: date) -> Finding:
    return softened(Finding(text, fit(text, ("999999",))))


def email(text: str, _today: date) -> Finding:
    """Form only, the domain in small letters; read it back."""
    name, at, domain = text.rpartition("@")
    plain = f"{name}{at}{domain.lower()}"
    if not plain:
        return Finding("", (Refusal(No.REQUIRED),))
    if len(plain) > 120:
        return Finding(plain, (Refusal(No.TOO_LONG, "", {"max": 120, "length": len(plain)}),))
    for index, character in enumerate(plain):
        if not _EMAIL_CHARACTER.fullmatch(character):
            return Finding(plain, (bad_character(plain, index + 1),))
    if _EMAIL.fullmatch(plain):
        return Finding(plain, (), {"domain": domain.lower()})
    return Finding(plain, (Refusal(No.PATTERN, "", {} if at else {"expected": "@"}),))


def nice_class(text: str, _today: date) -> Finding:
    """1 to 45, goods up to 34."""
    plain = text.removeprefix("CLASS")
    if not (plain.isascii() and plain.isdigit()) or len(plain) > 3:
        return Finding(plain, fit(plain, ("9", "99")))
    number = int(plain)
    if not 1 <= number <= 45:
        return Finding(plain, (Refusal(No.OUT_OF_RANGE, "", {"min": 1, "max": 45, "found": number}),))
    return Finding(str(number), (), {"class": number, "sort": "goods" if number <= 34 else "services"})


def nice_item(text: str, today: date) -> Finding:
    """Similar group 0901, item 090717, or C and 6 digits; the first two digits are the class."""
    problems = fit(text, ("9999", "999999", "C999999"))
    if problems:
        return Finding(text, problems)
    number = nice_class(text.removeprefix("C")[:2], today)
    if number.problems:
        return Finding(text, number.problems)
    return Finding(text, (), {**number.gives, "form": "group" if len(text) == 4 else "item"})


def locarno(text: str, _today: date) -> Finding:
    """Class 01 to 32 and subclass, 14-02."""
    plain = text.replace(".", "")
    problems = fit(plain, ("9999",))
    if problems:
        return Finding(text, problems)
    if not 1 <= int(plain[:2]) <= 32:
        return Finding(plain, (Refusal(No.OUT_OF_RANGE, "", {"min": 1, "max": 32, "found": plain[:2]}),))
    return Finding(f"{plain[:2]}-{plain[2:]}", (), {"class": int(plain[:2])})


_IPC = re.compile(r"([A-H]\d{2}[A-Z])(?:(\d{1,4})/(\d{2,6}))?(?:\((\d{4}\.\d{2})\))?", re.ASCII)


def ipc(text: str, _today: date) -> Finding:
    """At least the subclass: G06F, or G06F 17/11; a version in brackets is read off."""
    found = _IPC.fullmatch(text)
    if found is None:
        head = fit(text[:4], ("A99A",))
        if not head and text[0] not in "ABCDEFGH":
            head = (bad_character(text, 1, "A-H"),)
        if head and head[0].code is No.WRONG_LENGTH:
            head = (wrong_length(text, 4),)
        return Finding(text, head or (Refusal(No.PATTERN, "", {"length": len(text)}),))
    subclass, group, subgroup, version = found.groups()
    shown = f"{subclass}{group}/{subgroup}" if group else subclass
    gives: dict[str, str | int | bool] = {"section": subclass[0], "subclass": subclass}
    return Finding(shown, (), {**gives, "version": version} if version else gives)
