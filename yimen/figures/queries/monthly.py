"""What happened to offices and officers in a month, as far as it is scored."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.utils import timezone

from yimen.cases.models import Case, Result
from yimen.cases.states import State
from yimen.figures.models import Mark, Score, ScoreKind
from yimen.figures.rules import ACCEPTED, DECIDED
from yimen.figures.rules.scoring import Accepted, CardFact, CaseFact, MonthFacts
from yimen.figures.rules.scoring import Mark as MarkFact
from yimen.journal.models import Entry
from yimen.kernel.actor import SYSTEM
from yimen.supervision.models import Card


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose score: an office's, or an officer's in his office."""

    kind: str
    organisation: UUID
    staff: UUID | None = None


@dataclass(slots=True)
class _Heap:
    cards: list[CardFact] = field(default_factory=list)
    cases: list[CaseFact] = field(default_factory=list)
    accepted: list[Accepted] = field(default_factory=list)
    marks: list[MarkFact] = field(default_factory=list)

    def facts(self) -> MonthFacts:
        return MonthFacts(*(tuple(getattr(self, name)) for name in self.__slots__))


def next_month(month: date) -> date:
    """The first day of the month after."""
    return (month + timedelta(days=31)).replace(day=1)


def bounds(month: date) -> tuple[datetime, datetime]:
    """When a month begins in Shanghai, and when the next one does."""
    zone = timezone.get_default_timezone()
    begins, ends = (datetime.combine(day, time.min, zone) for day in (month, next_month(month)))
    return begins, ends


def month_facts(
    kind: str, month: date, offices: Collection[UUID], *, staff: UUID | None = None
) -> dict[Subject, MonthFacts]:
    """What is scored of each of the offices, or of their officers, or of one of these."""
    heaps: dict[Subject, _Heap] = defaultdict(_Heap)
    of_staff = kind == ScoreKind.STAFF
    for office, officer, name, fact in _facts(kind, month, offices):
        if not of_staff:
            getattr(heaps[Subject(kind, office)], name).append(fact)
        elif officer is not None and staff in (None, officer):
            getattr(heaps[Subject(kind, office, officer)], name).append(fact)
    return {subject: one.facts() for subject, one in heaps.items()}


#: office, officer, list of the heap, fact
Told = tuple[UUID, UUID | None, str, CardFact | CaseFact | Accepted | MarkFact]


def _facts(kind: str, month: date, offices: Collection[UUID]) -> Iterator[Told]:
    for office, card in _cards(month, offices):
        yield office, card.officer, "cards", card
    yield from _deeds(month, offices)
    for mark in _marks(kind, month, offices):
        fact = MarkFact(mark.pk, mark.line, mark.points)
        yield mark.organisation_id, mark.staff_id, "marks", fact


def _cards(month: date, offices: Collection[UUID]) -> Iterator[tuple[UUID, CardFact]]:
    """Cards reached in the month that stand, and older ones issued after their month was closed."""
    begins, ends = bounds(month)
    reached = Q(reached_at__gte=begins, reached_at__lt=ends)
    late = Q(reached_at__lt=begins, issued_at__gte=begins, issued_at__lt=ends)
    rows = Card.objects.visible_to(SYSTEM).standing().filter(reached | late)
    rows = rows.filter(organisation__in=offices).order_by("reached_at", "pk")
    closed = closed_at(offices)
    for card in rows.only(
        "level", "watched", "code", "reached_at", "issued_at", "case", "officer", "organisation"
    ):
        its_month = timezone.localdate(card.reached_at).replace(day=1)
        closing = closed.get((card.organisation_id, its_month))
        came_late = bool(closing and card.issued_at and card.issued_at > closing)
        if came_late == (its_month != month):
            yield card.organisation_id, _card_fact(card)


def _card_fact(card: Card) -> CardFact:
    names = ("id", "level", "watched", "code")
    said = {name: getattr(card, name) for name in names}
    return CardFact(**said, at=card.reached_at, case=card.case_id, officer=card.officer)


def closed_at(offices: Collection[UUID]) -> dict[tuple[UUID, date], datetime]:
    """When which month of which office was closed."""
    rows = Score.objects.filter(organisation__in=offices).order_by()
    found = rows.values_list("organisation_id", "month", "publication__made_at").distinct()
    return {(office, month): moment for office, month, moment in found}


def _deeds(month: date, offices: Collection[UUID]) -> Iterator[Told]:
    """Decisions and acceptances, each of the officer who did it."""
    begins, ends = bounds(month)
    touched = Q(decided_at__gte=begins, decided_at__lt=ends)
    touched |= Q(accepted_at__gte=begins, accepted_at__lt=ends)
    cases: QuerySet[Case] = Case.objects.filter(touched, organisation__in=offices)
    rows: dict[UUID, dict[str, Any]] = {row["pk"]: row for row in _case_rows(cases)}
    # Nothing is written before it happened: months that are over are not looked into.
    entries = Entry.objects.filter(recorded_at__gte=begins, at__gte=begins, at__lt=ends)
    entries = entries.filter(subject__in=cases.values("pk"), kind__in=DECIDED | ACCEPTED)
    for subject, kind, at, staff, promised, accepted_on, deemed in _told(entries):
        row = rows[subject]
        office, officer = row["organisation_id"], _uuid(staff)
        if kind in DECIDED:
            yield office, officer, "cases", _decided(row, kind, at, promised)
        else:
            is_quick = timezone.localdate(row["filed_at"]).isoformat() == accepted_on and not deemed
            yield office, officer, "accepted", Accepted(subject, is_quick)


def _told(entries: QuerySet[Entry]) -> Iterable[Any]:
    """Of each entry what is counted, and nothing else of what it says."""
    return entries.order_by("at", "id").values_list(
        "subject",
        "kind",
        "at",
        KeyTextTransform("staff", "actor"),
        KeyTextTransform("promised", KeyTransform("dues", "facts")),
        KeyTextTransform("accepted_on", "facts"),
        KeyTextTransform("deemed", "facts"),
    )


def _case_rows(cases: QuerySet[Case]) -> Iterable[Any]:
    return cases.values(
        "pk",
        "organisation_id",
        "version_id",
        "filed_at",
        "state",
        "version__promised_days",
        "version__promised_unit",
        "version__legal_days",
        "version__legal_unit",
        has_contact=~Q(applicant__phone_sealed="") | Q(form__has_key="contact_phone"),
        has_result=Exists(Result.objects.filter(case=OuterRef("pk"))),
    )


def _decided(row: dict[str, Any], kind: str, at: datetime, promised: str | None) -> CaseFact:
    is_early = timezone.localdate(at) < date.fromisoformat(promised) if promised else None
    comparable = row["version__promised_unit"] == row["version__legal_unit"]
    # A licence is due of what was granted and is over; how to reach the applicant, of everything.
    has_licence = kind == "case.granted" and row["state"] == State.CONCLUDED
    missing = int(not row["has_contact"]) + int(has_licence and not row["has_result"])
    return CaseFact(
        row["pk"],
        row["version_id"],
        at,
        is_early=is_early,
        promised_days=row["version__promised_days"] if comparable else None,
        legal_days=row["version__legal_days"] if comparable else None,
        due=1 + int(has_licence),
        missing=missing,
    )


def _marks(kind: str, month: date, offices: Collection[UUID]) -> Iterable[Mark]:
    rows = Mark.objects.visible_to(SYSTEM).filter(kind=kind, month=month, withdrawn_at=None)
    return rows.filter(organisation__in=offices).order_by("made_at", "pk")


def _uuid(text: str | None) -> UUID | None:
    return UUID(text) if text else None
