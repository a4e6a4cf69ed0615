"""Payment records on disk, and the sums that tie out a day. All amounts in fen."""

from __future__ import annotations

from msgspec import Struct

from app.contract.kinds import Stem
from app.domain.payment import Channel, Payment, PaymentKind, PaymentStatus
from localdb import search
from localdb.connection import Tx
from localdb.delivery_words import DeliveryWord
from localdb.paging import Filter, Listing
from localdb.records import Shelf, at_ms, day_of

_SHELF = Shelf(
    "payments",
    Payment,
    {
        "number": lambda payment: payment.number,
        "at_ms": lambda payment: at_ms(payment.recorded_at),
        "day": lambda payment: day_of(payment.recorded_at),
        "status": lambda payment: payment.status.value,
        "visit_id": lambda payment: payment.visit_id,
        "clerk_id": lambda payment: payment.clerk_id,
        "outlet": lambda payment: payment.outlet,
        "window": lambda payment: payment.window,
        "case_id": lambda payment: payment.case_id,
        "kind": lambda payment: payment.kind.value,
        "channel": lambda payment: payment.channel.value,
        "payer_name": lambda payment: payment.payer_name,
        "total_fen": lambda payment: payment.total_fen,
        "reference": lambda payment: payment.reference,
        "refers_to": lambda payment: payment.refers_to,
    },
)


class PaymentRow(Struct, frozen=True):
    """What a list of payments shows. `recorded_on` is an ISO date."""

    id: str
    number: str
    payer_name: str
    kind: PaymentKind
    status: PaymentStatus
    channel: Channel
    total_fen: int
    reference: str
    recorded_on: str
    clerk_id: str
    delivery: DeliveryWord


class DayTotal(Struct, frozen=True):
    """One line of the day's sums. `pending` counts what of it still waits for its outside reference."""

    channel: Channel
    kind: PaymentKind
    count: int
    total_fen: int
    pending_count: int
    pending_fen: int


_LIST = Listing(
    "payments",
    PaymentRow,
    {
        "id": str,
        "number": str,
        "payer_name": str,
        "kind": PaymentKind,
        "status": PaymentStatus,
        "channel": Channel,
        "total_fen": int,
        "reference": str,
        "day": str,
        "clerk_id": str,
    },
)


def put(tx: Tx, *payments: Payment) -> None:
    """Write or replace them, without their search entries."""
    _SHELF.put(tx, *payments)


def words(payment: Payment) -> tuple[str, ...]:
    """What it is found by."""
    return (
        payment.number,
        payment.payer_name,
        payment.bill_title,
        payment.reference,
        payment.phone,
        *(line.right_number for line in payment.lines),
        *(line.holder for line in payment.lines),
    )


def save(tx: Tx, payment: Payment) -> None:
    """Write or replace the payment and its search entry."""
    put(tx, payment)
    search.index(tx, Stem.PAYMENTS, payment.id, words(payment))


def load(tx: Tx, payment_id: str) -> Payment | None:
    return _SHELF.get(tx, payment_id)


def by_number(tx: Tx, number: str) -> Payment | None:
    return _SHELF.by_number(tx, number)


def answers_to(tx: Tx, payment_id: str) -> list[Payment]:
    """The voids and refunds that refer to a payment, oldest first."""
    sql = "SELECT body FROM payments WHERE refers_to = ? ORDER BY at_ms, id"
    return [found for row in tx.all(sql, (payment_id,)) if (found := _SHELF.decoded(row))]


def of_case(tx: Tx, case_id: str) -> list[Payment]:
    """Every payment record of a case, oldest first."""
    sql = "SELECT body FROM payments WHERE case_id = ? ORDER BY at_ms, id"
    return [found for row in tx.all(sql, (case_id,)) if (found := _SHELF.decoded(row))]


def page(tx: Tx, wanted: Filter | None = None, after: str | None = None, limit: int = 50) -> list[PaymentRow]:
    """The newest payments first; `after` is the id of the last row of the page before."""
    return _LIST.page(tx, wanted, after, limit)


def pending_count(tx: Tx) -> int:
    """How many payments of any day still wait for their outside reference."""
    row = tx.one("SELECT count(*) FROM payments WHERE status = ?", (PaymentStatus.PENDING.value,))
    return int(row[0]) if row else 0


def day_totals(tx: Tx, day: str, *, outlet: str = "", window: str = "", clerk_id: str = "") -> list[DayTotal]:
    """Sums of the records made on a local day (ISO date), by channel and kind; empty words mean all.

    A voided payment stays in its line, the void is a line of its own: what came in is record - void - refund.
    """
    found = tx.all(
        """SELECT channel, kind, count(*), sum(total_fen), sum(status = 'pending'),
                sum(iif(status = 'pending', total_fen, 0))
            FROM payments
            WHERE day = :day AND :outlet IN ('', outlet) AND :window IN ('', "window")
                AND :clerk_id IN ('', clerk_id)
            GROUP BY channel, kind ORDER BY channel, kind""",
        {"day": day, "outlet": outlet, "window": window, "clerk_id": clerk_id},
    )
    return [DayTotal(Channel(row[0]), PaymentKind(row[1]), *row[2:6]) for row in found]
