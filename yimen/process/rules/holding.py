"""Whose hands a task may be in."""

from uuid import UUID

from yimen.kernel.actor import Actor, Kind


def hands_of(actor: Actor) -> frozenset[UUID]:
    """The officer and those whose deputy he is (A/B posts): a task in any of them is in his."""
    own = frozenset({actor.staff_id}) if actor.staff_id else frozenset()
    return own | actor.stands_in_for


def is_free_for(actor: Actor, holder_id: UUID | None) -> bool:
    """Whether nobody holds the task, or it is in the actor's own hands; the clock needs none."""
    return holder_id is None or actor.kind is Kind.SYSTEM or holder_id in hands_of(actor)
