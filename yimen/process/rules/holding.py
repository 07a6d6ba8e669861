"""Whose hands a task may be in."""

from typing import Protocol
from uuid import UUID

from yimen.kernel.actor import Actor, Kind


def hands_of(actor: Actor) -> frozenset[UUID]:
    """The officer and those whose deputy he is (A/B posts): a task in any of them is in his."""
    own = frozenset({actor.staff_id}) if actor.staff_id else frozenset()
    return own | actor.stands_in_for


def is_free_for(actor: Actor, holder_id: UUID | None) -> bool:
    """Whether nobody holds the task, or it is in the actor's own hands; the clock needs none."""
    return holder_id is None or actor.kind is Kind.SYSTEM or holder_id in hands_of(actor)


class Seated(Protocol):
    """A task at a link; where several give an opinion, at one of its seats."""

    link: str
    seat: str


def seat_of(task: Seated) -> str:
    """Which of the open tasks of a case this is: its link, and its seat there."""
    return f"{task.link}#{task.seat}" if task.seat else task.link
