"""Whose work a card is about: they do not judge it."""

from uuid import UUID

from yimen.journal.queries import entries_of
from yimen.supervision.models import Card

#: What a supervisor does in a case is not handling it.
SUPERVISING = frozenset({"case.called_to_account", "case.urged"})


def handlers_of(card: Card) -> frozenset[UUID]:
    """Staff ids of who acted in the case, and of who had it in hand when the card was reached."""
    found = {card.officer} if card.officer else set()
    if card.case_id:
        found |= {
            UUID(staff)
            for entry in entries_of(card.case_id)
            if entry.kind not in SUPERVISING and (staff := entry.actor.get("staff"))
        }
    return frozenset(found)
