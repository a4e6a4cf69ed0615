"""English sources, Chinese catalogue (gettext). The language can change while the program runs.

`resources/i18n/zh_CN.mo` is compiled from `resources/i18n/zh_CN/*.po` by `make catalogue`; a test
refuses a stale or incomplete one.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable
from enum import StrEnum
from importlib.resources import files


class Language(StrEnum):
    ZH = "zh"
    EN = "en"


class _Current:
    """The language of this process. One desk speaks one language at a time."""

    def __init__(self) -> None:
        self.language = Language.ZH
        self._loaded: dict[Language, gettext.NullTranslations] = {}

    def translations(self) -> gettext.NullTranslations:
        if self.language not in self._loaded:
            self._loaded[self.language] = _load(self.language)
        return self._loaded[self.language]


def _load(language: Language) -> gettext.NullTranslations:
    if language is Language.EN:
        return gettext.NullTranslations()
    with files("resources").joinpath("i18n", "zh_CN.mo").open("rb") as compiled:
        return gettext.GNUTranslations(compiled)


_current = _Current()


def set_language(language: Language | str) -> None:
    """Every later `_` answers in this language; the desk then calls `retranslate()` of its pages."""
    _current.language = Language(language)


def language() -> Language:
    return _current.language


def _(message: str) -> str:
    """The message in the current language. Fill placeholders once, with `str.format` and names."""
    return _current.translations().gettext(message) if message else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    return _current.translations().ngettext(singular, plural, number)


def joined(parts: Iterable[str]) -> str:
    """Half sentences in one line, with the semicolon of the current language. Empty ones are left out."""
    return ("；" if _current.language is Language.ZH else "; ").join(part for part in parts if part)


def pick(zh: str, en: str) -> str:
    """The right half of a bilingual text of the data; Chinese where English is not given."""
    return zh if _current.language is Language.ZH or not en else en
