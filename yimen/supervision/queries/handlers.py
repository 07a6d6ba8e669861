"""Whose work a card is about: they do not judge it."""

from uuid import UUID

from yimen.journal.queries import entries_of
from yimen.supervision.models import Card

#: What a supervisor does in a case is not handling it.
SUPERVISING = frozenset({"case.called_to_account", "case.urged"})


def handlers_of(card: Card) -> frozenset[UUID]:
    """Staff ids of who acted in the case, and of who had it in hand when the card was reached."""
    held = {card.officer} if card.officer else set()
    acted = who_acted_in(card.case_id) if card.case_id else frozenset()
    return acted | held


def who_acted_in(case_id: UUID) -> frozenset[UUID]:
    """Staff ids of who handled the case."""
    return frozenset(
        UUID(staff)
        for entry in entries_of(case_id)
        if entry.kind not in SUPERVISING and (staff := entry.actor.get("staff"))
    )
