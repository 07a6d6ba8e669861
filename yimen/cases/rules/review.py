"""Answering checkpoints (审查要点): each by yes, no, or not applicable; a no says why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yimen.catalogue.rules.rulings import Checkpoint

MET, NOT_MET, NOT_APPLICABLE = "met", "not_met", "not_applicable"
ANSWERS = (MET, NOT_MET, NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Point:
    """What an officer found at a checkpoint."""

    answer: str
    note: str = ""


Points = Mapping[str, Point]


def unanswered(asked: Iterable[Checkpoint], points: Points) -> list[Checkpoint]:
    """The checkpoints without an answer."""
    return [one for one in asked if one.key not in points or points[one.key].answer not in ANSWERS]


def unexplained(asked: Iterable[Checkpoint], points: Points) -> list[Checkpoint]:
    """The checkpoints that are not met and do not say what is wrong."""
    return [
        one
        for one in asked
        if points[one.key].answer == NOT_MET and not points[one.key].note.strip()
    ]


def unmet(asked: Iterable[Checkpoint], points: Points) -> list[Checkpoint]:
    """The checkpoints that are not met."""
    return [one for one in asked if points[one.key].answer == NOT_MET]
