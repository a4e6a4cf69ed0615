"""Every refusal as a sentence: what, where, how to mend. The only place that knows these words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain.refusals import No, Refusal
from app.words.catalogue import _

Label = Callable[[str], str]
"""Path of a field, question or material -> its name in the current language."""


def sentence(refusal: Refusal, label: Label | None = None) -> str:
    """One calm sentence. With a `label` the place stands in front, as on the form."""
    facts = {name: _shown(value) for name, value in refusal.facts.items()}
    key = _variant(refusal)
    words = _fill(_(TEXTS[key] if key in TEXTS else TEXTS[refusal.code.value]), facts)
    place = label(refusal.where) if label and refusal.where else ""
    if refusal.code is No.FACT_MISSING and place not in ("", refusal.where):
        # On a form the name of the field says it; a bare path (from a shell) says less than the rules' name.
        return _fill(_(TEXTS["fact_missing"]), {"fact": place})
    return _("{place}: {words}").format(place=place, words=words) if place else words


def _shown(value: object) -> str:
    return str(value)


def _fill(template: str, facts: Mapping[str, str]) -> str:
    """Fill once; a fact the rule did not give stays out instead of breaking the sentence."""
    return template.format_map(_Blank(facts))


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def _variant(refusal: Refusal) -> str:
    """A finer sentence where the facts allow one."""
    code, facts = refusal.code, refusal.facts
    if code is No.REQUIRED and facts.get("part") == "kind":
        return "required.kind"
    if code is No.WRONG_LENGTH and int(facts.get("missing", 0)) > 0:
        return "wrong_length.short"
    if code is No.WRONG_LENGTH and int(facts.get("missing", 0)) < 0:
        return "wrong_length.long"
    if code is No.CHECK_DIGIT and "expected" in facts:
        return "check_digit.expected"
    if code is No.NOT_AT_THIS_WINDOW and "basis" in facts:
        return "not_at_this_window.set"
    if code is No.BAD_CHARACTER and "position" in facts:
        return "bad_character.position"
    return code.value


def N_(message: str) -> str:
    """Marks a source text for the catalogue."""
    return message


TEXTS: dict[str, str] = {
    "required": N_("Not filled in yet"),
    "required.kind": N_("The kind of certificate is not chosen yet"),
    "too_short": N_("Too short: at least {min} characters"),
    "too_long": N_("Too long: at most {max} characters, now {length}"),
    "pattern": N_("Does not look like a value of this kind; compare it with the document"),
    "not_an_option": N_("“{found}” is not among the choices; pick one from the list"),
    "not_a_number": N_("Only digits belong here"),
    "out_of_range": N_("Must be between {min} and {max}"),
    "not_a_date": N_("Not a date; type it like 20261121"),
    "date_too_early": N_("The date is too early; not before {min}"),
    "date_too_late": N_("The date is too late; not after {max}"),
    "control_character": N_("Contains an invisible control character; type the text again"),
    "digit_in_name": N_("A person's name has no digits; compare it with the ID"),
    "duplicate_value": N_("“{found}” stands here twice; remove one"),
    "too_few_rows": N_("At least {min} needed, now {length}"),
    "too_many_rows": N_("At most {max} allowed, now {length}"),
    "unknown_field": N_("This matter has no field “{found}”"),
    "contradicts": N_("Does not fit “{other}”; change one of the two"),
    "wrong_type": N_("The value has the wrong form; expected {expected}"),
    "check_digit": N_("The check digit does not fit; read the number again from the document"),
    "check_digit.expected": N_(
        "The check digit does not fit: “{found}” at the end should be “{expected}”. Read the number again"
    ),
    "wrong_length": N_("Wrong length: should have {expected} characters, has {length}"),
    "wrong_length.short": N_("{missing} characters too few: should have {expected}"),
    "wrong_length.long": N_("Too long: should have {expected} characters, has {length}"),
    "bad_character": N_("“{found}” cannot occur in this number"),
    "bad_character.position": N_("Character {position}, “{found}”, cannot occur there"),
    "bad_birth_date": N_("The birth date inside the number does not exist or lies in the future"),
    "unknown_identifier": N_("Not a number this desk knows"),
    "unknown_matter": N_("There is no matter “{found}”; search by name, code or initials"),
    "not_in_force": N_("Not in force on {on}"),
    "not_at_this_window": N_("Not handled at this window. Go to: {go}"),
    "not_at_this_window.set": N_("Not offered at this window, by: {basis}"),
    "stopped_by_answer": N_("Cannot go on here: {why}. Go to: {go}"),
    "unanswered_question": N_("Question not answered yet"),
    "material_missing": N_("Required paper missing; note it on the notice or mark how it is replaced"),
    "material_unchecked": N_("Paper not checked yet; mark it received or missing"),
    "unknown_material": N_("The list of this matter has no paper “{found}”"),
    "commitment_not_allowed": N_("A written commitment cannot replace this paper"),
    "tolerance_not_allowed": N_("This paper is a main document and cannot follow later"),
    "e_licence_not_allowed": N_("An electronic licence cannot replace this paper"),
    "set_by_province": N_("Whether this is allowed is set by the province; confirm it with the lead"),
    "reason_required": N_("Pick a coded reason"),
    "unknown_reason": N_("There is no reason code “{found}”"),
    "decision_not_allowed": N_("This decision does not fit the state of the papers"),
    "notice_already_given": N_("A one-time notice was already given ({number}); a second one needs the lead"),
    "second_check_required": N_("A second person has to confirm this first"),
    "same_person": N_("The second check must be made by someone else"),
    "opinion_required": N_("Write the opinion in words; a signature alone is not enough"),
    "unknown_fee": N_("There is no fee “{found}”"),
    "fact_missing": N_("Needed for the amount: {fact}"),
    "fee_not_in_force": N_("The fee list has no price for {on}"),
    "fee_not_applicable": N_("This fee does not apply: {why}"),
    "amount_differs": N_("The amount differs: by the rules {expected}, entered {found}"),
    "nothing_to_pay": N_("There is nothing to pay"),
    "already_void": N_("Already voided"),
    "already_confirmed": N_("Already confirmed, reference {reference}"),
    "right_lapsed": N_("The grace period ended on {ended}; the right has lapsed. It can only be restored"),
    "calendar_not_packaged": N_(
        "The holiday calendar of {year} is not packaged yet; the date cannot be given for certain"
    ),
    "no_such_record": N_("Nothing found under “{found}”"),
    "wrong_state": N_("Not possible in this state ({state})"),
    "changed_meanwhile": N_("Changed at another place at {at}. Look at both before you go on"),
    "already_rated": N_("Already rated; one rating a visit"),
    "option_or_text_required": N_("Pick at least one point or write a few words"),
    "empty_query": N_("Type something to search for"),
    "undelivered_work": N_(
        "Undelivered steps newer than this backup: {steps}, of {records} records ({numbers}). Nothing was "
        "changed. Send them first (onewindow sync --once), or go on with --set-aside-undelivered"
    ),
    "bad_credentials": N_("Staff number or password is wrong"),
    "locked_out": N_("Too many attempts. Try again in {wait_s} seconds"),
    "not_permitted": N_("Your role may not do this; ask the lead"),
    "staff_disabled": N_("This account is disabled; ask the lead"),
    "weak_password": N_("Password too weak: {why}"),
    "enrolment_code": N_("The enrolment code is wrong, used or expired; ask the province for a new one"),
    "bad_request": N_("The request cannot be read: {why}"),
}
