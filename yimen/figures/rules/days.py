"""What an act adds to the figures of a day, read from nothing but its entry in the journal."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

#: Ways of handing in for which nobody came to a window.
ONLINE = frozenset({"online", "api"})

#: What is counted of cases. Those that say `with_` are the wholes of which `late_` is a part.
OF_CASES = (
    *("filed", "filed_online", "accepted", "deemed", "declined", "withdrawn", "terminated"),
    *("decided", "refused", "with_promise", "late_promise", "early", "with_law", "late_law"),
    *("delivered", "with_delivery", "late_delivery", "concluded"),
)
#: What is counted of cards: what stands against a unit is issued less withdrawn.
OF_CARDS = ("made", "issued", "withdrawn", "dropped")

#: The acts on a case that end as one figure of that name.
PLAIN = {
    "case.declined": "declined",
    "case.withdrawn": "withdrawn",
    "case.terminated": "terminated",
    "case.lapsed": "terminated",
    "case.concluded": "concluded",
}
#: Received in law: filed, or after a pre-review the originals brought (ADR 0070).
RECEIVED = frozenset({"case.filed", "case.originals_received"})
DECIDED = frozenset({"case.granted", "case.refused"})
ACCEPTED = frozenset({"case.accepted", "case.deemed_accepted"})
#: The acts by which a card stops standing, or will never stand.
TAKEN_BACK = frozenset({"card.dropped", "card.withdrawn", "card.appeal_allowed", "card.retracted"})
OF_CASE = frozenset({"case.delivered", *RECEIVED, *PLAIN, *DECIDED, *ACCEPTED})
OF_CARD = frozenset({"card.made", "card.issued", *TAKEN_BACK})


def counted(
    kind: str, facts: Mapping[str, Any], *, channel: str, on: date
) -> tuple[date, tuple[str, ...]]:
    """On which day the act on a case counts, and as what.

    It is the day of the act; silence that became acceptance counts on the day of receipt, from
    which the law says it was accepted (art. 32). In time is what the entry's own due days say.
    """
    dues = facts.get("dues") or {}
    if kind in PLAIN:
        return on, (PLAIN[kind],)
    if kind in RECEIVED:
        through = facts.get("channel", channel)  # the originals are seen at a counter
        return on, ("filed", "filed_online") if through in ONLINE else ("filed",)
    if kind in ACCEPTED:
        day = date.fromisoformat(facts["accepted_on"])
        return day, ("accepted", "deemed") if facts.get("deemed") else ("accepted",)
    if kind == "case.delivered":
        return on, ("delivered", *_judged("delivery", dues.get("delivery"), on))
    refused = ("refused",) if kind == "case.refused" else ()
    return on, ("decided", *refused, *_decided(dues, on))


def counted_card(kind: str, *, was_issued: bool) -> str:
    """As what an act on a card counts."""
    if kind in TAKEN_BACK:
        return "withdrawn" if was_issued else "dropped"
    return kind.removeprefix("card.")


def percent(part: int, whole: int) -> float | None:
    """A share to a tenth of a percent, cut off: only all is a hundred; of nothing there is none."""
    return (1000 * part // whole) / 10 if whole else None


def _decided(dues: Mapping[str, str], on: date) -> Iterator[str]:
    promised = dues.get("promised")
    yield from _judged("promise", promised, on)
    yield from _judged("law", dues.get("legal"), on)
    if promised and on < date.fromisoformat(promised):
        yield "early"


def _judged(limit: str, due: str | None, on: date) -> Iterator[str]:
    if due:
        yield f"with_{limit}"
        if on > date.fromisoformat(due):
            yield f"late_{limit}"
