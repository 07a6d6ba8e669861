"""Charges measured by the guide: none without a row of the list, none above it (arts. 58, 59).

No payment is taken on this platform yet; whoever takes them asks these functions.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yimen.supervision.rules.conduct import Measure


@dataclass(frozen=True, slots=True)
class Payment:
    """What was taken: under which row of the list, and how much."""

    key: str  #: of the payment
    fee: str  #: key of the fee in the guide's version
    fen: int


@dataclass(frozen=True, slots=True)
class Standard:
    """A row of the list of charges; the amount is none where the standard is a formula in words."""

    key: str
    fen: int | None = None


def measures_of_payment(payment: Payment, standards: Iterable[Standard]) -> Iterator[Measure]:
    """Fen taken that no row allows, and fen above the row's standard; one of them, or none."""
    rows = {row.key: row for row in standards}
    row = rows.get(payment.fee)
    if row is None:
        yield Measure("fee_unlisted", payment.fen, payment.key, {"fen": payment.fen})
    elif row.fen is not None and payment.fen > row.fen:
        over = payment.fen - row.fen
        yield Measure("fee_over", over, payment.key, {"fen": payment.fen, "over": over})
