"""The closed list of "no": what a rule may answer instead of doing the deed.

A refusal is a value, never an exception. It carries a code, the place it belongs to and the
facts a sentence needs; `app.words` alone turns it into words.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field


class Severity(StrEnum):
    ERROR = "error"
    """Blocks the deed."""
    WARNING = "warning"
    """Does not block; the clerk confirms and it goes on record."""


class No(StrEnum):
    """Every reason a rule can refuse for. The value is the public code (CLI exit 3, logs, tests)."""

    # fields of a form
    REQUIRED = "required"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    PATTERN = "pattern"
    NOT_AN_OPTION = "not_an_option"
    NOT_A_NUMBER = "not_a_number"
    OUT_OF_RANGE = "out_of_range"
    NOT_A_DATE = "not_a_date"
    DATE_TOO_EARLY = "date_too_early"
    DATE_TOO_LATE = "date_too_late"
    CONTROL_CHARACTER = "control_character"
    DIGIT_IN_NAME = "digit_in_name"
    DUPLICATE_VALUE = "duplicate_value"
    TOO_FEW_ROWS = "too_few_rows"
    TOO_MANY_ROWS = "too_many_rows"
    UNKNOWN_FIELD = "unknown_field"
    CONTRADICTS = "contradicts"
    """does not fit an answer or a date given elsewhere on the form"""
    WRONG_TYPE = "wrong_type"
    # identifiers
    CHECK_DIGIT = "check_digit"
    WRONG_LENGTH = "wrong_length"
    BAD_CHARACTER = "bad_character"
    BAD_BIRTH_DATE = "bad_birth_date"
    UNKNOWN_IDENTIFIER = "unknown_identifier"
    # matters, materials, decisions
    UNKNOWN_MATTER = "unknown_matter"
    NOT_IN_FORCE = "not_in_force"
    NOT_AT_THIS_WINDOW = "not_at_this_window"
    STOPPED_BY_ANSWER = "stopped_by_answer"
    UNANSWERED_QUESTION = "unanswered_question"
    MATERIAL_MISSING = "material_missing"
    MATERIAL_UNCHECKED = "material_unchecked"
    UNKNOWN_MATERIAL = "unknown_material"
    COMMITMENT_NOT_ALLOWED = "commitment_not_allowed"
    TOLERANCE_NOT_ALLOWED = "tolerance_not_allowed"
    E_LICENCE_NOT_ALLOWED = "e_licence_not_allowed"
    SET_BY_PROVINCE = "set_by_province"
    """the rule is not known here: a warning that the province decides"""
    REASON_REQUIRED = "reason_required"
    UNKNOWN_REASON = "unknown_reason"
    DECISION_NOT_ALLOWED = "decision_not_allowed"
    NOTICE_ALREADY_GIVEN = "notice_already_given"
    SECOND_CHECK_REQUIRED = "second_check_required"
    SAME_PERSON = "same_person"
    OPINION_REQUIRED = "opinion_required"
    # fees, payments
    UNKNOWN_FEE = "unknown_fee"
    FACT_MISSING = "fact_missing"
    FEE_NOT_IN_FORCE = "fee_not_in_force"
    FEE_NOT_APPLICABLE = "fee_not_applicable"
    AMOUNT_DIFFERS = "amount_differs"
    NOTHING_TO_PAY = "nothing_to_pay"
    ALREADY_VOID = "already_void"
    ALREADY_CONFIRMED = "already_confirmed"
    RIGHT_LAPSED = "right_lapsed"
    CALENDAR_NOT_PACKAGED = "calendar_not_packaged"
    # records
    NO_SUCH_RECORD = "no_such_record"
    WRONG_STATE = "wrong_state"
    CHANGED_MEANWHILE = "changed_meanwhile"
    ALREADY_RATED = "already_rated"
    OPTION_OR_TEXT_REQUIRED = "option_or_text_required"
    EMPTY_QUERY = "empty_query"
    UNDELIVERED_WORK = "undelivered_work"
    """would take steps out of sight that the province never got"""
    # people
    BAD_CREDENTIALS = "bad_credentials"
    LOCKED_OUT = "locked_out"
    NOT_PERMITTED = "not_permitted"
    STAFF_DISABLED = "staff_disabled"
    WEAK_PASSWORD = "weak_password"
    ENROLMENT_CODE = "enrolment_code"
    # requests from a shell
    BAD_REQUEST = "bad_request"


class Refusal(Struct, frozen=True):
    """One "no". `where` is a path such as `values.applicants[0].certificate`, empty for the whole."""

    code: No
    where: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)
    severity: Severity = Severity.ERROR


class Refused(Struct, frozen=True):
    """The answer of a use-case that did nothing, with every reason found, in form order."""

    refusals: tuple[Refusal, ...]

    @classmethod
    def because(cls, code: No, where: str = "", **facts: str | int) -> Refused:
        return cls((Refusal(code, where, facts),))


def once(refusals: tuple[Refusal, ...]) -> tuple[Refusal, ...]:
    """Each reason at each place once, in the order found."""
    return tuple({(r.code, r.where): r for r in refusals}.values())


def errors(refusals: tuple[Refusal, ...]) -> tuple[Refusal, ...]:
    """Only those that block."""
    return tuple(r for r in refusals if r.severity is Severity.ERROR)
