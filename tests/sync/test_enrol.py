"""Joining: the code serves one install, a lost reply is asked for again, wrong codes are refused by value."""

from __future__ import annotations

import uuid

import pytest

from app.domain.obstacles import Obstacle, Trouble
from app.domain.refusals import No, Refused
from app.sync.enrol import Enrolled, enrol
from tests.support.flaky_network import Fault, FlakyNetwork, Mode
from tests.sync.desks import SHORT, Ground


@pytest.fixture
def province(own_province: Ground) -> Ground:
    """It remembers who typed wrong codes."""
    return own_province


def join(line: FlakyNetwork, code: str, install: str | None = None) -> Enrolled | Refused:
    return enrol(line.url, code, install or str(uuid.uuid4()), app_v="0", limits=SHORT)


def test_a_code_brings_a_credential_and_a_key_that_stays_here(
    line: FlakyNetwork, codes: dict[str, str]
) -> None:
    joined = join(line, codes["01"])
    assert isinstance(joined, Enrolled)
    assert joined.reply.window == "01"
    assert joined.reply.token
    assert len(bytes.fromhex(joined.private_key)) == 32
    other = join(line, codes["02"])
    assert isinstance(other, Enrolled)
    assert other.private_key != joined.private_key


@pytest.mark.parametrize(
    "fault", [Mode.SWALLOW_REPLY, Mode.CUT_REPLY, Mode.LOGIN_PAGE, Mode.RESET, Mode.HANG_REPLY]
)
def test_a_lost_reply_is_asked_for_again(line: FlakyNetwork, codes: dict[str, str], fault: Mode) -> None:
    line.plan(Fault(fault))
    joined = join(line, codes["01"])
    assert isinstance(joined, Enrolled)
    assert joined.reply.token


def test_a_code_serves_once(line: FlakyNetwork, codes: dict[str, str]) -> None:
    assert isinstance(join(line, codes["01"]), Enrolled)
    refused = join(line, codes["01"])
    assert isinstance(refused, Refused)
    assert [(no.code, no.where) for no in refused.refusals] == [(No.ENROLMENT_CODE, "code")]


def test_too_many_wrong_codes_are_slowed(line: FlakyNetwork, codes: dict[str, str]) -> None:
    waits = []
    for _ in range(7):
        refused = join(line, "0000-0000-0000")
        assert isinstance(refused, Refused)
        waits.append(refused.refusals[0].facts["retry_after_s"])
    assert waits[0] == 0
    assert int(waits[-1]) > 0


def test_no_line_is_an_obstacle(line: FlakyNetwork, province: Ground) -> None:
    line.stand(Fault(Mode.RESET))
    with pytest.raises(Obstacle) as caught:
        join(line, "0000-0000-0000")
    assert caught.value.trouble is Trouble.OFFLINE
    line.stand(Fault(Mode.LOGIN_PAGE))
    with pytest.raises(Obstacle) as caught:
        join(line, "0000-0000-0000")
    assert caught.value.trouble is Trouble.NOT_THE_PROVINCE
