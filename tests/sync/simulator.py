"""Three desks, one province, hours of virtual time, everything that can go wrong, by seed.

The engine, the echo check and the comparison of three numbers are the real ones. Invariants:
I1 nothing lost, I2 once, I3 honest, I4 all alike after quiet, I5 order within a record, I6 an attempt
within 330 s while something is owed.
"""

from __future__ import annotations

import dataclasses
import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from app.contract.wire import Op, PushHeader, PushReply, Verdict
from app.sync import core, events
from app.sync.events import Event
from app.sync.failures import Failed, Failure, FailureKind
from app.sync.replies import check_echo
from app.sync.state import Errand
from tests.sync.model_desk import RULES, ModelDesk
from tests.sync.model_province import Books, ModelProvince

STORM_S = 5_400.0
QUIET_S = 3_600.0
PAGE = 7
LOST_REQUEST, LOST_REPLY, NEVER, TWIN, LOGIN, FOREIGN, BUSY, LARGE, LOCKED, GOOD = range(10)
_ANSWERS: dict[Errand, type[events.HelloAnswered | events.PushAnswered | events.FeedAnswered]] = {
    Errand.HELLO: events.HelloAnswered,
    Errand.PUSH: events.PushAnswered,
    Errand.PULL: events.FeedAnswered,
}


class Broken(AssertionError):
    """An invariant does not hold."""


@dataclass(frozen=True)
class Flaws:
    """Protections to leave out, to see that somebody notices."""

    province_forgets: bool = False
    cursor_first: bool = False
    any_echo: bool = False


class Simulator:
    def __init__(self, seed: int, flaws: Flaws | None = None) -> None:
        self.flaws = flaws or Flaws()
        self.rng = Random(seed)
        self.now = 0.0
        self.province = ModelProvince(forgets_what_it_did=self.flaws.province_forgets)
        self.desks = [
            ModelDesk(k, Random(seed * 10 + k), cursor_first=self.flaws.cursor_first) for k in range(3)
        ]
        self.shared = [self.desks[0].new_id() for _ in range(2)]
        self.captured: list[Op] = []
        self.by_id: dict[str, Op] = {}
        self.last_reply: PushReply | None = None
        self.tried_at = {desk.number: 0.0 for desk in self.desks}
        self.alarms: dict[int, int] = {}
        self._ticket = itertools.count()
        self._agenda: list[tuple[float, int, Callable[[], None]]] = []

    def run(self) -> None:
        rng = self.rng
        for desk in self.desks:
            self._at(0.0, lambda desk=desk: self._event(desk, events.Tick(now=self.now)))  # type: ignore[misc]
            for _ in range(40):
                self._at(rng.uniform(0, STORM_S), lambda desk=desk: self._capture(desk))  # type: ignore[misc]
            for _ in range(6):
                self._at(rng.uniform(0, STORM_S), lambda desk=desk: self._die(desk))  # type: ignore[misc]
                self._at(rng.uniform(0, STORM_S), lambda desk=desk: self._nudge(desk))  # type: ignore[misc]
        if rng.random() < 0.5:
            taken = rng.uniform(0, STORM_S / 2)
            self._at(
                taken, lambda: self._at(rng.uniform(taken, STORM_S), self._restore(self.province.back_up()))
            )
        while self._agenda and self._agenda[0][0] <= STORM_S + QUIET_S:
            self.now, _, deed = heapq.heappop(self._agenda)
            deed()
        self._check_end()

    def _at(self, when: float, deed: Callable[[], None]) -> None:
        heapq.heappush(self._agenda, (when, next(self._ticket), deed))

    def _restore(self, books: Books) -> Callable[[], None]:
        return lambda: self.province.restore(books)

    def _capture(self, desk: ModelDesk) -> None:
        if desk.down:
            return
        rng = self.rng
        mine = [op.record_id for op in desk.disk.journal if op.record_id not in self.shared]
        if rng.random() < 0.2:
            record, group = rng.choice(self.shared), rng.choice(["contact", "notes", "address"])
        elif mine and rng.random() < 0.4:
            record, group = rng.choice(mine), "decision"
        else:
            record, group = desk.new_id(), "intake"
        groups: dict[str, object] = {group: f"{desk.number}-{len(desk.disk.journal)}"}
        if rng.random() < 0.05:
            groups["spoilt"] = True
        op = desk.capture(record, groups)
        self.captured.append(op)
        self.by_id[op.op_id] = op
        self._event(desk, events.LocalCommit(now=self.now, queue=desk.queue()))

    def _nudge(self, desk: ModelDesk) -> None:
        kind = self.rng.randrange(4)
        if kind == 0:
            self._event(desk, events.SendNow(now=self.now))
        elif kind == 1:
            self._event(desk, events.NetworkChanged(now=self.now))
        else:
            self._event(desk, events.InFront(now=self.now, front=kind == 2))

    def _die(self, desk: ModelDesk) -> None:
        """`kill -9`, and a start some seconds later."""
        if desk.down:
            return
        desk.down = True
        desk.life += 1

        def start() -> None:
            desk.boot(self.now)
            self.tried_at[desk.number] = self.now
            self._event(desk, events.Tick(now=self.now))

        self._at(self.now + self.rng.uniform(1, 60), start)

    def _event(self, desk: ModelDesk, event: Event) -> None:
        if desk.down:
            return
        if desk.state.queue.unsent == 0:
            self.tried_at[desk.number] = self.now
        desk.state, commands = core.step(desk.state, event, desk.rng)
        self._check_promise(desk)
        for command in commands:
            match command:
                case events.Sleep(until=until):
                    self._tick_at(desk, until)
                case events.SayHello() | events.Push() | events.Pull():
                    if not isinstance(command, events.Pull):
                        self.tried_at[desk.number] = self.now
                    self._tick_at(desk, self.now + RULES.flight_limit_s)
                    self._send(desk, command)
                case events.Show(status=status):
                    if status.all_delivered and desk.queue().unsent:
                        raise Broken("I3: the screen says delivered and the disk does not")

    def _tick_at(self, desk: ModelDesk, when: float) -> None:
        """The alarm clock of a desk: only the last setting rings."""
        alarm = self.alarms[desk.number] = next(self._ticket)

        def tick() -> None:
            if self.alarms[desk.number] == alarm:
                self._event(desk, events.Tick(now=self.now))

        self._at(max(when, self.now), tick)

    def _fault(self) -> int:
        storm = self.now < STORM_S and self.rng.random() < 0.5
        return self.rng.randrange(GOOD) if storm else GOOD

    def _send(self, desk: ModelDesk, command: events.SayHello | events.Push | events.Pull) -> None:
        fault, rng = self._fault(), self.rng
        errand = desk.state.flying
        assert errand is not None
        ops = desk.unsent(command.max_ops) if isinstance(command, events.Push) else ()
        if isinstance(command, events.Push) and not ops:
            self._answer(desk, 0.01, events.PushAnswered(now=0.0, queue=desk.queue()))
            return
        failures = {
            LOST_REQUEST: Failure(FailureKind.OFFLINE),
            LOGIN: Failure(FailureKind.NOT_THE_PROVINCE, status=200),
            BUSY: Failure(FailureKind.BUSY, retry_after_s=rng.choice([0, 5, 60, 4_000]), status=503),
            LOCKED: Failure(FailureKind.UNAUTHORISED, status=401),
        }
        if fault == LARGE and len(ops) > 4:
            failures[LARGE] = Failure(FailureKind.TOO_LARGE, status=413)
        if fault in failures:
            failed = _ANSWERS[errand](now=0.0, failure=failures[fault])
            if isinstance(failed, events.PushAnswered):
                failed = dataclasses.replace(failed, sent=len(ops))
            self._answer(desk, rng.uniform(0.1, 5), failed)
            return
        self._at(self.now + rng.uniform(0.05, 3), lambda: self._arrive(desk, desk.life, command, ops, fault))

    def _arrive(
        self,
        desk: ModelDesk,
        life: int,
        command: events.SayHello | events.Push | events.Pull,
        ops: tuple[Op, ...],
        fault: int,
    ) -> None:
        """The request is at the province; what comes back is decided here, what is kept when it arrives."""
        reply: PushReply | None = None
        if isinstance(command, events.Push):
            header = desk.header(ops)
            reply = self.province.push(header, ops)
            if fault == TWIN:
                self._at(self.now + self.rng.uniform(0, 90), lambda: self._twin(header, ops))
        if fault == NEVER:
            return
        delay = 30.0 if fault == LOST_REPLY else self.rng.uniform(0.05, 3)
        if fault == FOREIGN and self.last_reply is not None and reply is not None:
            reply = self.last_reply
        self.last_reply = reply or self.last_reply
        landed = self._landing(desk, command, ops, reply, lost=fault == LOST_REPLY)

        def land() -> None:
            if desk.life == life and desk.state.flying is not None:
                if self.now < STORM_S and self.rng.random() < 0.03:
                    self._die(desk)
                else:
                    landed()

        self._at(self.now + delay, land)

    def _twin(self, header: PushHeader, ops: tuple[Op, ...]) -> None:
        self.province.push(header, ops)

    def _landing(
        self,
        desk: ModelDesk,
        command: events.SayHello | events.Push | events.Pull,
        ops: tuple[Op, ...],
        reply: PushReply | None,
        *,
        lost: bool,
    ) -> Callable[[], None]:
        books = self.province.books
        hello = (books.epoch, self.province.acked_n(desk.disk.install), books.seq)
        page = self.province.feed(desk.disk.cursor, PAGE) if isinstance(command, events.Pull) else None
        dies_inside = self.now < STORM_S and self.rng.random() < 0.05

        def land() -> None:
            errand = desk.state.flying
            assert errand is not None
            if lost:
                lost_reply = Failure(FailureKind.TIMEOUT, "read")
                self._event(desk, _ANSWERS[errand](now=self.now, failure=lost_reply))
            elif isinstance(command, events.Push):
                assert reply is not None
                self._event(desk, self._settled(desk, ops, reply))
            elif isinstance(command, events.Pull):
                assert page is not None
                items, end = page
                if end.epoch == desk.disk.epoch and not desk.apply(items, end, dies_inside=dies_inside):
                    self._die(desk)
                    return
                greet = end.epoch != desk.disk.epoch
                self._event(
                    desk,
                    events.FeedAnswered(
                        now=self.now, items=len(items), more=end.more, queue=desk.queue(), greet=greet
                    ),
                )
            else:
                desk.greet(*hello)
                self._event(desk, events.HelloAnswered(now=self.now, queue=desk.queue()))

        return land

    def _settled(self, desk: ModelDesk, ops: tuple[Op, ...], reply: PushReply) -> Event:
        try:
            if not self.flaws.any_echo:
                check_echo(reply, desk.header(ops), ops)
        except Failed as failed:
            return events.PushAnswered(now=self.now, failure=failed.failure)
        greet = reply.epoch != desk.disk.epoch
        if self.flaws.any_echo:
            # a desk that believes any 200: everything it sent is "delivered"
            for op in ops:
                desk.disk.delivery[op.op_id] = "delivered"
            settled = len(ops)
        else:
            settled = desk.settle(reply)
        if not greet and reply.epoch == self.province.books.epoch:
            self._check_honest(desk)
        return events.PushAnswered(
            now=self.now, sent=len(ops), settled=settled, queue=desk.queue(), greet=greet
        )

    def _answer(self, desk: ModelDesk, after: float, event: Event) -> None:
        life = desk.life

        def land() -> None:
            if desk.life == life and desk.state.flying is not None:
                at_now = {name: getattr(event, name) for name in event.__dataclass_fields__}
                self._event(desk, type(event)(**{**at_now, "now": self.now}))

        self._at(self.now + after, land)

    def _check_honest(self, desk: ModelDesk) -> None:
        done = self.province.books.answers
        for op_id, state in desk.disk.delivery.items():
            good = done.get(op_id)
            if state == "delivered" and (good is None or good.verdict is not Verdict.APPLIED):
                raise Broken(f"I3: desk {desk.number} claims {op_id}")

    def _check_promise(self, desk: ModelDesk) -> None:
        limit = RULES.watchdog_s + RULES.flight_limit_s + 1
        if desk.state.queue.unsent and self.now - self.tried_at[desk.number] > limit:
            raise Broken(f"I6: desk {desk.number} silent since {self.tried_at[desk.number]:.0f}")

    def _check_end(self) -> None:
        effects = self.province.books.effects
        if len({op_id for _, _, op_id, _ in effects}) != len(effects):
            raise Broken("I2: an op took effect twice")
        took = {op_id for _, _, op_id, _ in effects}
        owners = {op.op_id: desk for desk in self.desks for op in desk.disk.journal}
        for op in self.captured:
            state = owners[op.op_id].disk.delivery[op.op_id]
            if state == "unsent" or (op.op_id not in took and state != "parked"):
                raise Broken(f"I1: op {op.n} of desk {owners[op.op_id].number} is {state} and has no effect")
        self._check_order()
        truth = {key: (r.version, r.groups) for key, r in self.province.books.records.items() if r.version}
        for desk in self.desks:
            self._check_honest(desk)
            if desk.disk.base != truth:
                raise Broken(f"I4: desk {desk.number} holds another state than the province")

    def _check_order(self) -> None:
        """What stands is what the last effective op of its desk said, however the ops arrived."""
        books = self.province.books
        last: dict[tuple[str, str, str], int] = {}
        for install, n, op_id, record in books.effects:
            for group in self.by_id[op_id].groups:
                key = (record, group, install)
                last[key] = max(last.get(key, 0), n)
        for record_id, kept in books.records.items():
            for group, (_, install, n) in kept.changed.items():
                if last[record_id, group, install] != n:
                    raise Broken("I5: an earlier op of a record took effect over a later one")
