"""Numbers of rights: patents, publications, trademarks, layout designs, international applications."""

from __future__ import annotations

import re
from datetime import date

from app.domain.identifiers import check_digits
from app.domain.identifiers.checked import Finding, bad_character, fit, wrong_check, wrong_length
from app.domain.refusals import No, Refusal, Severity

_PATENT_KINDS = {
    "1": "invention",
    "2": "utility_model",
    "3": "design",
    "8": "invention",
    "9": "utility_model",
}
_PCT_DIGITS = frozenset("89")
_FIRST_YEAR, _NEW_FORM_YEAR = 1985, 2003


def patent(text: str, today: date) -> Finding:
    """ZC 0006-2003: year, kind, 7 digits, check; before 2003-10: 2-digit year, kind, 5 digits, check."""
    plain = text.removeprefix("ZL").replace(".", "")
    if not plain:
        return Finding("", (Refusal(No.REQUIRED),))
    old = plain[0] in "089"
    length, kind_at = (9, 2) if old else (13, 4)
    problems = _characters(plain, length, kind_at)
    if len(plain) != length:
        problems.append(_length(plain, length))
    if problems:
        return Finding(plain, tuple(problems))
    shown = f"{plain[:-1]}.{plain[-1]}"
    expected = check_digits.patent(plain[:-1])
    if expected != plain[-1]:
        return Finding(shown, (wrong_check(plain, expected),))
    year = _year(plain, old)
    return Finding(
        shown,
        _year_problems(year, old, today),
        {
            "ip_kind": _PATENT_KINDS[plain[kind_at]],
            "year": year,
            "generation": _FIRST_YEAR if old else _NEW_FORM_YEAR,
            "pct": plain[kind_at] in _PCT_DIGITS,
        },
    )


def _characters(plain: str, length: int, kind_at: int) -> list[Refusal]:
    """The first character that cannot stand where it stands."""
    for index, character in enumerate(plain):
        last = index == length - 1
        if character not in ("0123456789X" if last else "0123456789"):
            return [bad_character(plain, index + 1, "0-9, X" if last else "0-9")]
        if index == kind_at and character not in _PATENT_KINDS:
            return [bad_character(plain, index + 1, "1, 2, 3, 8, 9")]
    return []


def _length(plain: str, length: int) -> Refusal:
    """Names the check character when nothing but that is missing."""
    problem = wrong_length(plain, length)
    if len(plain) != length - 1 or not plain.isdigit():
        return problem
    return Refusal(problem.code, "", {**problem.facts, "check": check_digits.patent(plain)})


def _year(plain: str, old: bool) -> int:
    if not old:
        return int(plain[:4])
    short = int(plain[:2])
    return short + (1900 if short >= _FIRST_YEAR - 1900 else 2000)


def _year_problems(year: int, old: bool, today: date) -> tuple[Refusal, ...]:
    first, last = (_FIRST_YEAR, _NEW_FORM_YEAR) if old else (_NEW_FORM_YEAR, today.year)
    if year < first:
        return (Refusal(No.DATE_TOO_EARLY, "", {"min": str(first), "found": year}),)
    if year > last:
        # The desk's own clock may be the wrong one.
        severity = Severity.ERROR if old else Severity.WARNING
        return (Refusal(No.DATE_TOO_LATE, "", {"max": str(last), "found": year}, severity),)
    return ()


_KIND_CODES = {"1": "A,A8,A9,B,B8,B9,C,C1-7", "2": "U,U8,U9,Y,Y1-7", "3": "S,S1-9,D"}
_PUBLICATION = re.compile(
    r"CN(?:1\d{6,8}(?:A[89]?|B[89]?|C[1-7]?)|2\d{6,8}(?:U[89]?|Y[1-7]?)|3\d{6,8}(?:S[1-9]?|D))",
    re.ASCII,
)


def publication(text: str, _today: date) -> Finding:
    """ZC 0007-2012: CN, 7 to 9 digits of which the first is the kind, kind code. No check digit."""
    plain = text.replace(".", "")
    if _PUBLICATION.fullmatch(plain):
        code = plain.lstrip("CN").lstrip("0123456789")
        return Finding(plain, (), {"ip_kind": _PATENT_KINDS[plain[2]], "kind_code": code})
    problems = fit(plain[:3], ("CN1", "CN2", "CN3"))
    if not problems:
        digits = re.match(r"[0-9]*", plain[2:])
        end = 2 + len(digits[0]) if digits else 2
        if not 9 <= end <= 11:
            problems = (wrong_length(plain[2:end], 9),)
        elif end == len(plain):
            problems = (wrong_length(plain, len(plain) + 1),)
        else:
            problems = (bad_character(plain, end + 1, _KIND_CODES[plain[2]]),)
    return Finding(plain, problems)


_TRADEMARK_FORMS = tuple(
    front + "9" * n + end for front in ("", "G") for n in range(1, 9) for end in ("", "A")
)
_MADRID_FORMS = tuple("G" + "9" * n + end for n in (6, 7, 8) for end in ("", "A"))


def trademark(text: str, _today: date) -> Finding:
    """1 to 8 digits, one number for application and registration; G before international ones; a letter
    after a divided one. No check digit: read it back."""
    plain = text.replace(".", "")
    problems = fit(plain, _TRADEMARK_FORMS)
    if problems:
        return Finding(plain, problems)
    return Finding(plain, (), {"international": plain.startswith("G"), "divided": plain[-1].isalpha()})


def madrid(text: str, _today: date) -> Finding:
    """6 to 8 digits, always kept with G."""
    plain = "G" + text.replace(".", "").removeprefix("G")
    problems = fit(plain, _MADRID_FORMS)
    return Finding(plain, problems, {} if problems else {"international": True})


def layout(text: str, today: date) -> Finding:
    """BS, 2-digit year, 5, 5 digits, check: the old patent scheme with kind 5. The check digit was found by
    computing, so it only warns."""
    plain = text.removeprefix("BS").replace(".", "")
    problems = fit(plain, ("99599999x",))
    if problems:
        return Finding(plain, problems)
    expected = check_digits.patent(plain[:-1])
    found: list[Refusal] = []
    if expected != plain[-1]:
        found.append(wrong_check(plain, expected, Severity.WARNING))
    year = 2000 + int(plain[:2])
    if year > today.year:
        found.append(Refusal(No.DATE_TOO_LATE, "", {"max": str(today.year), "found": year}, Severity.WARNING))
    gives: dict[str, str | int | bool] = {"ip_kind": "ic_layout", "year": year}
    return Finding(f"BS.{plain[:-1]}.{plain[-1]}", tuple(found), gives)


def pct(text: str, today: date) -> Finding:
    """PCT/CN2026/012345; slashes may be missing."""
    plain = text.replace("/", "").replace(".", "")
    problems = fit(plain, ("PCTAA9999999999",))
    if problems:
        return Finding(text, problems)
    year = int(plain[5:9])
    late = () if year <= today.year else (_late(year, today),)
    shown = f"PCT/{plain[3:9]}/{plain[9:]}"
    return Finding(shown, late, {"office": plain[3:5], "year": year})


def _late(year: int, today: date) -> Refusal:
    return Refusal(No.DATE_TOO_LATE, "", {"max": str(today.year), "found": year}, Severity.WARNING)


def hague(text: str, _today: date) -> Finding:
    """DM/ and 6 digits."""
    plain = "DM/" + text.removeprefix("DM").removeprefix("/")
    return Finding(plain, fit(plain, ("DM/999999",)))
