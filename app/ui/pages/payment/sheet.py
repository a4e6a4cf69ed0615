"""A payment at work: rights and fees, payer, sum; priced live, kept on disk, then recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal

from app.domain import identifiers, numbering
from app.domain.case import Draft
from app.domain.refusals import Refused
from app.ui.keeping import DraftKeeper
from app.ui.pages.payment.checking import SheetChecks
from app.ui.pages.payment.sheet_line import (
    Judged,
    SheetLine,
    from_plain,
    judge,
    line_of_case,
    pay_line,
    rest_of,
    to_plain,
)
from app.ui.pages.payment.sheet_shape import SheetShape
from app.usecases.desk import Desk, new_id
from app.usecases.read_payments import Payable
from app.usecases.record_payment import PayLine, RecordPayment, record_payment
from app.words.catalogue import _, joined

if TYPE_CHECKING:
    from app.ui.page import Page
    from app.ui.pages.payment.payer_card import PayerCard

JUDGE_AFTER_MS = 120


class PaymentSheet(SheetShape):
    recorded = Signal(object)
    """the `Paid` of the deed"""

    def __init__(self, page: Page) -> None:
        super().__init__(page.desk)
        self._page = page
        desk = page.desk
        self._desk = Desk(rules=desk.rulebook, clock=desk.clock, public_url=desk.public_url)
        self._checks = SheetChecks(self.lines, lambda: self.payer, self.bring)
        self.keeper = DraftKeeper(page, self._worth_keeping)
        self._judged: tuple[Judged, ...] = ()
        self._checked = False
        self._draft = Draft(id=new_id(), kind="payment", matter="")
        self._case_id: str | None = None
        self._payable: Payable | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(JUDGE_AFTER_MS)
        self._timer.timeout.connect(self._judge)
        self._known: dict[str, object] = {}
        self.lines.edited.connect(self._on_edited)

    def furnish(self, payer: PayerCard) -> None:
        payer.edited.connect(self._on_edited)
        payer.retranslate()
        payer.load(self._known)

    def retranslate(self) -> None:
        for part in (self.lines, self.due):
            part.retranslate()
        if self.has_payer:
            self.payer.retranslate()
        self.fit()
        self._tell_before()
        self._judge()

    # opening

    def start(self, visit_id: str = "") -> None:
        """A fresh sheet."""
        self.open_draft(Draft(id=new_id(), kind="payment", matter="", visit_id=visit_id))

    def start_after(self, visit_id: str) -> None:
        """What was left out, for the same payer: a part paid in another way has a record of its own."""
        if not self.lines.left_out():
            self.start(visit_id)
            return
        self.open_draft(rest_of(self.draft(), visit_id))
        self.keeper.changed()

    def open_draft(self, draft: Draft) -> None:
        kept = draft.values.get("lines")
        rows = kept if isinstance(kept, list | tuple) else ()
        self._open(draft, tuple(from_plain(row) for row in rows), dict(draft.values))
        case_id = draft.extra.get("case_id")
        self._case_id = str(case_id) if case_id else None

    def open_case(self, found: Payable, line: str) -> None:
        """The fee of a case, with what is known of who pays. `line` is the matter's line of business."""
        case, visit = found.case, found.visit
        known: dict[str, object] = {"payer_name": case.applicant_name}
        for phone in (visit.phone if visit is not None else "", case.contact_phone):
            # the code of the e-bill goes to a mobile; a landline is left for the clerk to ask
            if phone and identifiers.check("mobile", phone, self._desk.clock.now().date()).ok:
                known.setdefault("phone", phone)
        draft = Draft(id=new_id(), kind="payment", matter=case.matter, visit_id=case.visit_id)
        self._open(draft, (line_of_case(case, line),), known)
        self._case_id, self._payable = case.id, found
        self._tell_before()

    def _open(self, draft: Draft, lines: tuple[SheetLine, ...], payer: dict[str, object]) -> None:
        self.keeper.keep_now()
        self.keeper.restart()
        self._draft, self._case_id, self._payable = draft, None, None
        self._checked = False
        self.lines.load(lines)
        self._known = payer
        if self.has_payer:
            self.payer.load(payer)
        self._tell_before()
        self._judge()

    def _tell_before(self) -> None:
        """What was paid for this case already stands above the lines: nobody pays twice unawares."""
        paid = self._payable.paid if self._payable else ()
        told = [
            _("{number} on {day}").format(number=numbering.grouped(p.number), day=p.paid_on) for p in paid
        ]
        self.before.say(
            _("Paid for this case before: {what}").format(what=joined(told)) if told else "", "warning"
        )

    # the draft

    def draft(self) -> Draft:
        """The sheet as it stands."""
        lines = self.lines.lines()
        kind = self.lines.editor.kinds.get(lines[0].fee)
        payer = self.payer.extra()
        about = str(payer["payer_name"]) or lines[0].number
        return Draft(
            id=self._draft.id,
            kind="payment",
            matter=lines[0].matter or (kind.matter if kind else ""),
            values={"lines": [to_plain(line) for line in lines], **payer},
            extra={"about": about, "case_id": self._case_id or ""},
            visit_id=self._draft.visit_id,
            note=self._draft.note,
        )

    def _worth_keeping(self) -> Draft | None:
        payer = self.payer.payer()
        typed = any(not line.blank for line in self.lines.lines()) or payer.payer_name or payer.reference
        return self.draft() if typed else None

    def _on_edited(self) -> None:
        self.keeper.changed()
        self._timer.start()

    # judging

    def _judge(self) -> None:
        """Price every line; show what follows."""
        self._timer.stop()
        kinds = self.lines.editor.kinds
        self._judged = judge(self._desk, self.lines.lines(), kinds)
        self.lines.show_judged(self._judged, checked=self._checked)
        self.due.show_judged(self._judged)
        if self._checked:
            self.problems.show_problems(self._checks.problems(self._judged))
            self.payer.show_refusals(self.payer.problems())
        else:
            self.problems.show_problems(())

    def check(self, *, back: bool = False) -> bool:
        """F7: everything at once, in form order; the cursor goes to the next place. True: all is well."""
        self._checked = True
        self._judge()
        self.problems.go(back=back)
        well = not self.problems.texts()
        if well:
            self._page.head.tell(_("All checked; F10 records the payment"))
        return well

    # recording

    def record(self) -> None:
        """F9 or F10: nothing leaves the sheet before the rules have seen every line."""
        self._checked = True
        self._judge()
        if self.problems.texts():
            self.problems.go()
            return
        self.keeper.keep_now()
        request = self._request()
        self._page.allow("payment.confirm", False, _("being saved …"))
        self._page.tasks.run(
            record_payment,
            request,
            on_done=self._on_recorded,
            on_refused=self._on_refused,
            on_obstacle=self._on_obstacle,
            owner=self,
        )

    def _request(self) -> RecordPayment:
        kinds, lines = self.lines.editor.kinds, self.lines.lines()
        wanted = [pay_line(self._desk, lines[at], kinds) for at in self._checks.paid_now()]
        told = self.payer.payer()
        return RecordPayment(
            id=self._draft.id,
            lines=tuple(line for line in wanted if isinstance(line, PayLine)),
            visit_id=self._draft.visit_id,
            case_id=self._case_id,
            expected_fen=self.due.due_fen,
            payer_name=told.payer_name,
            bill_title=told.bill_title,
            bill_uscc=told.bill_uscc,
            email=told.email,
            phone=told.phone,
            channel=told.channel,
            reference=told.reference,
            paid_on=told.paid_on,
        )

    def _on_recorded(self, paid: object) -> None:
        self.keeper.stop()
        self._page.allow("payment.confirm", True)
        self.recorded.emit(paid)

    def _on_refused(self, refused: Refused) -> None:
        """Nothing was recorded and nothing typed is lost: every reason, the cursor at the first."""
        self._page.allow("payment.confirm", True)
        self.problems.show_problems(self._checks.of_refused(refused))
        self.problems.go()

    def _on_obstacle(self, obstacle: Any) -> None:
        self._page.allow("payment.confirm", True)
        self._page.show_obstacle(obstacle)
