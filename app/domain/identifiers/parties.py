"""Numbers of people and organisations."""

from __future__ import annotations

from datetime import date

from app.domain.identifiers import check_digits
from app.domain.identifiers.checked import CONFUSED, Finding, bad_character, fit, softened, wrong_check
from app.domain.refusals import No, Refusal, Severity

_PROVINCES = {
    f"{area}{number}"
    for area, numbers in (("1", "12345"), ("2", "123"), ("3", "1234567"), ("4", "123456"), ("5", "01234"))
    for number in numbers
} | {"61", "62", "63", "64", "65", "71", "81", "82", "83"}
_AUTHORITIES = {
    "1": "机构编制",
    "2": "外交",
    "3": "司法行政",
    "4": "文化",
    "5": "民政",
    "6": "旅游",
    "7": "宗教",
    "8": "工会",
    "9": "市场监管",
    "A": "军委",
    "N": "农业农村",
    "Y": "其他",
}
_PARTY_KINDS = {
    "91": "enterprise",
    "92": "individual_business",
    "93": "enterprise",
    "11": "government",
    "12": "institution",
    "13": "social_organisation",
    "51": "social_organisation",
}


def uscc(text: str, _today: date) -> Finding:
    """GB 32100-2015, 18 characters. The authority may be a letter: rural collectives begin with N."""
    for index, character in enumerate(text):
        if character not in check_digits.USCC_ALPHABET:
            problem = bad_character(text, index + 1, "0-9, A-Y")
            suggest = {key: CONFUSED[key] for key in "OISZ"}.get(character)
            facts = {**problem.facts, "suggest": suggest} if suggest else problem.facts
            return Finding(text, (Refusal(problem.code, "", facts), *_length_only(text)))
    problems = fit(text, ("*" * 18,))
    if problems:
        return Finding(text, problems)
    expected = check_digits.uscc(text[:-1])
    if expected != text[-1]:
        return Finding(text, (wrong_check(text, expected),))
    gives: dict[str, str | int | bool] = {
        "authority": _AUTHORITIES.get(text[0], ""),
        "region": text[2:8],
        "organisation": text[8:17],
    }
    if text[:2] in _PARTY_KINDS:
        gives["party_kind"] = _PARTY_KINDS[text[:2]]
    return Finding(text, tuple(_doubts(text)), gives)


def _length_only(text: str) -> tuple[Refusal, ...]:
    return tuple(p for p in fit("0" * len(text), ("9" * 18,)) if p.code is No.WRONG_LENGTH)


def _doubts(text: str) -> list[Refusal]:
    """Legacy codes break the inner rules, so these only warn."""
    found = []
    if text[0] not in _AUTHORITIES:
        found.append(bad_character(text, 1, "1-9, A, N, Y", Severity.WARNING))
    letter = next((index for index in range(2, 8) if not text[index].isdigit()), None)
    if letter is not None:
        found.append(bad_character(text, letter + 1, "0-9", Severity.WARNING))
    return found


def resident(text: str, today: date) -> Finding:
    """GB 11643-1999, 18 characters: region, birth date, serial (odd = male), check."""
    problems = fit(text, ("9" * 17 + "x",))
    if problems:
        return Finding(text, problems)
    found: list[Refusal] = []
    born = _birth(text, today)
    if born is None:
        found.append(Refusal(No.BAD_BIRTH_DATE, "", {"position": 7, "found": text[6:14]}))
    expected = check_digits.resident(text[:-1])
    if expected != text[-1]:
        found.append(wrong_check(text, expected))
    if text[:2] not in _PROVINCES and not text.startswith("9"):
        region: dict[str, str | int] = {"position": 1, "found": text[:6], "part": "region"}
        found.append(Refusal(No.PATTERN, "", region, Severity.WARNING))
    gives: dict[str, str | int | bool] = {
        "region": text[:6],
        "sex": "male" if int(text[16]) % 2 else "female",
    }
    if born:
        gives["birth_date"] = born.isoformat()
    return Finding(text, tuple(found), gives)


def _birth(text: str, today: date) -> date | None:
    try:
        born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return None
    return born if born <= today else None


def hmt_permit(text: str, today: date) -> Finding:
    """港澳台居民居住证: a GB 11643 number that begins with 810000, 820000 or 830000."""
    problems = fit(text, tuple(f"8{third}0000{'9' * 11}x" for third in "123"))
    return Finding(text, problems) if problems else resident(text, today)


def pr_card(text: str, today: date) -> Finding:
    """外国人永久居留身份证: new, 18 characters with check; old, 3 letters and 12 digits without."""
    problems = fit(text, ("9" + "9" * 16 + "x", "AAA" + "9" * 12))
    if problems:
        return Finding(text, problems)
    if text[0].isalpha():
        return Finding(text, (), {"nationality": text[:3]})
    if text[0] != "9":
        return Finding(text, (bad_character(text, 1, "9"),))
    return resident(text, today)


def hk_macao_permit(text: str, _today: date) -> Finding:
    """H or M and 8 digits (old cards 10); since 2024 C, a letter and 7 digits for foreign nationals."""
    forms = [front + "9" * count for front in "HM" for count in (8, 10)]
    return softened(Finding(text, fit(text, (*forms, "Ca" + "9" * 7))))


def taiwan_permit(text: str, _today: date) -> Finding:
    """8 digits; old cards 10 digits and a letter."""
    return softened(Finding(text, fit(text, ("9" * 8, "9" * 10 + "A"))))


def passport(text: str, _today: date) -> Finding:
    """Any country's: 5 to 15 letters and digits."""
    return softened(Finding(text, fit(text, tuple("*" * n for n in range(5, 16)))))


def agency_code(text: str, _today: date) -> Finding:
    """Patent agency: 5 digits, the first two the province."""
    problems = fit(text, ("99999",))
    return softened(Finding(text, problems, {} if problems else {"province": text[:2]}))


def agent_licence(text: str, _today: date) -> Finding:
    """Formats changed over the years: characters and length only."""
    return softened(Finding(text, fit(text.replace(".", "0"), tuple("*" * n for n in range(6, 21)))))


def other_paper(text: str, _today: date) -> Finding:
    """A foreign registration or a document without a known form: 2 to 40 characters."""
    if 2 <= len(text) <= 40:
        return Finding(text)
    problem = (
        Refusal(No.TOO_SHORT, "", {"min": 2}, Severity.WARNING)
        if len(text) < 2
        else Refusal(No.TOO_LONG, "", {"max": 40, "length": len(text)}, Severity.WARNING)
    )
    return Finding(text, (problem,))
