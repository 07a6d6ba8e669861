"""Which scheme a month of an office is reckoned by."""

from dataclasses import dataclass
from datetime import date

from yimen.figures.models import Scheme
from yimen.figures.rules.scoring import Terms, read_scheme


@dataclass(frozen=True, slots=True)
class InForce:
    """A version of a scheme, and what it says."""

    scheme: Scheme
    terms: Terms


class Schemebook:
    """All schemes of a kind, read once and asked often."""

    def __init__(self, kind: str) -> None:
        rows = Scheme.objects.filter(kind=kind).order_by("valid_from", "code")
        self._all = [InForce(row, read_scheme(row.content)) for row in rows]

    def at(self, month: date, *, region: str = "") -> InForce | None:
        """The one in force on the first of the month: the nearest in place, then the newest."""
        fitting = [
            one
            for one in self._all
            if one.scheme.valid_from <= month and region.startswith(one.scheme.region)
        ]
        order = [(len(one.scheme.region), one.scheme.valid_from) for one in fitting]
        return max(zip(order, fitting, strict=True), key=lambda pair: pair[0])[1] if order else None
