"""The record of a case as the measures of conduct read it: small values, no database."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from yimen.kernel.workdays import WorkCalendar

ACCEPTANCES = frozenset({"accepted", "deemed_accepted"})
NO_CALENDAR = WorkCalendar()


@dataclass(frozen=True, slots=True)
class Deed:
    """One act of the record; `staff`: the officer who did it, none for applicant and system."""

    seq: int
    act: str
    at: datetime
    day: date
    staff: UUID | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Guide:
    """What the guide the applicant read says, as far as conduct is measured by it."""

    materials: Mapping[str, str] = field(default_factory=dict)  #: key → name
    links: tuple[tuple[str, str, str], ...] = ()  #: (key, kind, name) of those nobody may skip
    is_promised: bool = True  #: done by a promised day, not at once
    fees: Mapping[str, int | None] = field(default_factory=dict)  #: key → fen; none: a formula


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands in the papers of the office and not in the journal, which holds no words."""

    text: str = ""  #: the reasons; of a notice, its shortest line
    remedies: str = ""
    asked: tuple[str, ...] = ()  #: what a notice asks for in words, outside the list
    inspectors: int = 0
    days: Mapping[str, str] = field(default_factory=dict)  #: of a hearing


@dataclass(frozen=True, slots=True)
class Record:
    """All acts on a case up to the one that is looked at, which is the last."""

    deeds: tuple[Deed, ...]
    guide: Guide = Guide()
    papers: Mapping[str, Paper] = field(default_factory=dict)  #: by id of opinion or notice
    heads: Collection[UUID] = ()  #: who might approve an extension that day
    calendar: WorkCalendar = NO_CALENDAR

    @property
    def last(self) -> Deed:
        """The act that is looked at."""
        return self.deeds[-1]

    def of(self, *acts: str) -> Iterator[Deed]:
        """The acts of some kinds, oldest first."""
        return (deed for deed in self.deeds if deed.act in acts)

    @property
    def acceptance(self) -> Deed | None:
        """The act by which it was accepted."""
        return next(self.of(*ACCEPTANCES), None)

    @property
    def accepted_on(self) -> date | None:
        """The day of acceptance in law, which for a silent office lies before the act."""
        if self.acceptance is None:
            return None
        return day_in(self.acceptance.facts, "accepted_on") or self.acceptance.day

    def opinions(self) -> list[Deed]:
        """The opinions that stand: given at a link, and not taken back."""
        recalled = {deed.facts.get("opinion") for deed in self.of("recalled")}
        return [
            deed
            for deed in self.deeds
            if deed.facts.get("conclusion") and deed.facts.get("opinion") not in recalled
        ]

    @property
    def paper(self) -> Paper:
        """The paper of the act that is looked at."""
        facts = self.last.facts
        return self.papers.get(str(facts.get("opinion") or facts.get("supplement")), Paper())


def day_in(facts: Mapping[str, Any], name: str) -> date | None:
    """A day among the facts, if it is there."""
    return date.fromisoformat(str(facts[name])) if facts.get(name) else None
