"""Results and channels of a consultation in words."""

from __future__ import annotations

from app.domain.consultation import ConsultationResult
from app.rulebook import Rulebook
from app.usecases.log_consultation import CHANNELS
from app.words.catalogue import _, pick
from app.words.refusals import N_

_RESULTS: dict[ConsultationResult, str] = {
    ConsultationResult.ANSWERED: N_("Answered"),
    ConsultationResult.CALL_BACK: N_("Call back"),
    ConsultationResult.TRANSFERRED: N_("Passed on"),
    ConsultationResult.OUTSIDE_SERVICE: N_("Outside public service"),
    ConsultationResult.GUIDED_TO_CASE: N_("Became a case"),
}
TONES: dict[ConsultationResult, str] = {
    ConsultationResult.ANSWERED: "ok",
    ConsultationResult.CALL_BACK: "warn",
    ConsultationResult.TRANSFERRED: "text2",
    ConsultationResult.OUTSIDE_SERVICE: "text2",
    ConsultationResult.GUIDED_TO_CASE: "ok",
}
RESULTS = tuple(_RESULTS)


def result_words(result: ConsultationResult) -> str:
    return _(_RESULTS[result])


def channel_choices(rules: Rulebook) -> list[tuple[object, str]]:
    """The channels a consultation can have, as the rules' own list calls them."""
    options = {str(o.value): o.words for o in rules.option_lists.get("consult_channel", ())}
    return [
        (name, pick(options[name].zh, options[name].en) if name in options else name) for name in CHANNELS
    ]


def channel_words(rules: Rulebook, channel: str) -> str:
    return next((words for name, words in channel_choices(rules) if name == channel), channel)


def category_words(rules: Rulebook, category: str) -> str:
    found = rules.consultation_categories.get(category)
    return pick(found.zh, found.en) if found else category


def duration(seconds: int) -> str:
    """`14 s`, `2 min 5 s`."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return _("{seconds} s").format(seconds=rest)
    return _("{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)
