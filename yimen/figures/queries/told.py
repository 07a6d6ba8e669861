"""Whom an act on scores concerns, and where he reads of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from yimen.figures.models import Publication, Score, ScoreAppeal, ScoreKind
from yimen.journal.ports import EntryView
from yimen.kernel.actor import SYSTEM
from yimen.orgs.models import Organisation, Staff
from yimen.orgs.queries import officers_with
from yimen.supervision.states import KEEPER, UNIT


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that some officers are told."""

    past: str
    people: frozenset[UUID]  #: staff ids
    whose: str
    month: date
    link: str
    about: UUID  #: the score, the appeal, or the entry by hand
    until: date | None = None  #: the last day to speak against it


def told_of(entry: EntryView) -> Iterator[Told]:
    """What is told of an act, and to whom; nobody is told of his own."""
    past = entry.kind.removeprefix("score.")
    if past == "published":
        yield from _of_publication(entry)
    elif past in {"appealed", "appeal_upheld", "appeal_dismissed"}:
        yield from _of_appeal(entry, past)
    elif past in {"marked", "unmarked", "honoured"}:
        yield _of_subject(entry, past)


def _of_publication(entry: EntryView) -> Iterator[Told]:
    published = Publication.objects.visible_to(SYSTEM).get(pk=entry.subject)
    on = timezone.localdate(entry.at)
    rows = Score.objects.visible_to(SYSTEM).filter(publication=published)
    for score in rows.exclude(kind=ScoreKind.WINDOW).select_related("organisation", "staff"):
        people = _those_of(score.organisation, score.staff_id, on)
        link = _sheet(score.kind, score.staff_id or score.organisation_id, published.month)
        whose = _whose(score.organisation, score.staff)
        yield Told("published", people, whose, published.month, link, score.pk, published.appeal_by)


def _of_appeal(entry: EntryView, past: str) -> Iterator[Told]:
    related = ("line__score__organisation", "line__score__staff")
    rows = ScoreAppeal.objects.visible_to(SYSTEM).select_related(*related)
    appeal = rows.get(pk=entry.subject)
    score = appeal.line.score
    people = frozenset({appeal.made_by_id})
    if past == "appealed":
        on = timezone.localdate(entry.at)
        people = frozenset(officers_with(KEEPER, score.organisation, on=on)) - people
    link = f"/desk/scores/lines/{appeal.line_id}/"
    yield Told(past, people, _whose(score.organisation, score.staff), score.month, link, appeal.pk)


def _of_subject(entry: EntryView, past: str) -> Told:
    facts = {name: str(value) for name, value in entry.facts.items()}
    office = Organisation.objects.get(pk=facts["organisation"])
    staff = Staff.objects.get(pk=facts["staff"]) if facts.get("staff") else None
    month = date.fromisoformat(f"{facts['month']}-01")
    people = _those_of(office, staff.pk if staff else None, timezone.localdate(entry.at))
    link = _sheet(facts["kind"], staff.pk if staff else office.pk, month)
    return Told(past, people, _whose(office, staff), month, link, entry.subject)


def _those_of(office: Organisation, staff: UUID | None, on: date) -> frozenset[UUID]:
    return frozenset({staff}) if staff else frozenset(officers_with(UNIT, office, on=on))


def _whose(office: Organisation, staff: Staff | None) -> str:
    return f"{staff.name} {office.name}" if staff else office.name


def _sheet(kind: str, subject: UUID, month: date) -> str:
    return f"/desk/scores/{kind}/{subject}/?month={month:%Y-%m}"
