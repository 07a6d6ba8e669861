"""Scores of a month: closed ones as they were published, the others as they come to now."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from yimen.figures.models import Score as ClosedScore
from yimen.figures.models import ScoreKind, ScoreLine
from yimen.figures.queries.corrections import corrections
from yimen.figures.queries.monthly import Subject, month_facts
from yimen.figures.queries.schemes import InForce, Schemebook
from yimen.figures.rules.scoring import Line, MonthFacts, Ref, Score, read_scheme, reckon
from yimen.kernel.actor import Actor, Kind
from yimen.orgs.models import Organisation, Staff
from yimen.supervision.states import KEEPER, SUPERVISOR, UNIT

#: Who is scored as a department: whoever decides, not the governments and halls above them.
SCORED = (Organisation.Kind.DEPARTMENT, Organisation.Kind.SERVICE_BODY)


@dataclass(frozen=True, slots=True)
class Scored:
    """A score with whose it is, and by which scheme."""

    subject: Subject
    organisation: Organisation
    staff: Staff | None
    score: Score
    by: InForce
    closed: ClosedScore | None = None
    rank: int = 0

    @property
    def total(self) -> int:
        """The points."""
        return self.score.total


def offices_seen(actor: Actor, kind: str) -> dict[UUID, Organisation]:
    """The offices whose scores an officer may see; for officers, those he is above."""
    wanted = actor.reach("case.")
    if kind == ScoreKind.STAFF:
        wanted = actor.reach(SUPERVISOR) | actor.reach(KEEPER) | actor.reach(UNIT)
    rows: QuerySet[Organisation] = (
        Organisation.objects.all()
        if actor.kind is Kind.SYSTEM
        else Organisation.objects.within(wanted)
    )
    rows = rows.filter(is_active=True, kind__in=SCORED).select_related("region")
    return {one.pk: one for one in rows.order_by("path")}


def ranking(
    kind: str, month: date, offices: dict[UUID, Organisation], *, staff: UUID | None = None
) -> list[Scored]:
    """The scores of these offices or of their officers, best first; equals share a rank."""
    closed = _closed(kind, month, offices, staff)
    shut = {one.organisation_id for one, _lines in closed}
    left = {pk: office for pk, office in offices.items() if pk not in shut}
    found = [*_as_published(closed, offices), *live_scores(kind, month, left, staff=staff)]
    return _ranked(found)


def _ranked(found: Sequence[Scored]) -> list[Scored]:
    ordered = sorted(found, key=lambda one: (-one.total, one.organisation.path, _number(one.staff)))
    totals = [one.total for one in ordered]
    return [replace(one, rank=totals.index(one.total) + 1) for one in ordered]


def _number(staff: Staff | None) -> str:
    return staff.number if staff else ""


def _closed(
    kind: str, month: date, offices: Collection[UUID], staff: UUID | None
) -> list[tuple[ClosedScore, list[ScoreLine]]]:
    rows = ClosedScore.objects.filter(kind=kind, month=month, organisation__in=offices)
    if staff is not None:
        rows = rows.filter(staff=staff)
    scores = list(rows.select_related("scheme", "staff", "publication"))
    lines: dict[UUID, list[ScoreLine]] = defaultdict(list)
    for line in ScoreLine.objects.filter(score__in=scores).order_by("score", "seq"):
        lines[line.score_id].append(line)
    return [(one, lines[one.pk]) for one in scores]


def _as_published(
    closed: Sequence[tuple[ClosedScore, list[ScoreLine]]], offices: dict[UUID, Organisation]
) -> list[Scored]:
    return [
        Scored(
            Subject(one.kind, one.organisation_id, one.staff_id),
            offices[one.organisation_id],
            one.staff,
            Score(one.total, tuple(as_line(line) for line in lines)),
            InForce(one.scheme, read_scheme(one.scheme.content)),
            one,
        )
        for one, lines in closed
    ]


def as_line(row: ScoreLine) -> Line:
    """A stored line as it is reckoned with."""
    refs = tuple(Ref(kind, UUID(pk)) for kind, pk in row.refs)
    return Line(row.key, row.dimension, row.value, row.points, refs, row.is_correction)


def live_scores(
    kind: str, month: date, offices: dict[UUID, Organisation], *, staff: UUID | None = None
) -> list[Scored]:
    """What the scores of a month that is not closed come to now."""
    if not offices:
        return []
    book = Schemebook(kind)
    facts = month_facts(kind, month, offices.keys(), staff=staff)
    put_right = corrections(kind, month, offices.keys(), book)
    subjects = {*facts, *put_right}
    if kind == ScoreKind.DEPARTMENT:
        subjects |= {Subject(kind, pk) for pk in offices}
    if staff is not None:
        subjects |= {Subject(kind, pk, staff) for pk in offices}
    people = Staff.objects.in_bulk([one.staff for one in subjects if one.staff])
    found = []
    for subject in subjects:
        office = offices[subject.organisation]
        by = book.at(month, region=office.region_id)
        if by is not None:
            known = facts.get(subject, MonthFacts())
            score = reckon(by.terms, known, put_right.get(subject, ()))
            person = people.get(subject.staff) if subject.staff else None
            found.append(Scored(subject, office, person, score, by))
    return found


def houses_to_publish(actor: Actor) -> QuerySet[Organisation]:
    """The topmost houses the officer supervises."""
    within: QuerySet[Organisation] = Organisation.objects.within(actor.reach(SUPERVISOR))
    tops = within.filter(is_active=True).exclude(parent__in=within.values("pk"))
    return tops.order_by("path")


def offices_left(actor: Actor, month: date, *, below: str = "") -> dict[UUID, Organisation]:
    """The offices below a path whose scores of a month the officer may still close."""
    rows = Organisation.objects.within(actor.reach(SUPERVISOR)).filter(path__startswith=below)
    rows = rows.filter(is_active=True, kind__in=SCORED)
    done = ClosedScore.objects.filter(month=month).values("organisation")
    return {one.pk: one for one in rows.exclude(pk__in=done).select_related("region")}


def unpublished(actor: Actor, month: date) -> int:
    """How many offices wait for the officer to close a month in which a scheme was in force."""
    left, book = offices_left(actor, month), Schemebook(ScoreKind.DEPARTMENT)
    return sum(book.at(month, region=office.region_id) is not None for office in left.values())


def bulletin_scores(actor: Actor, month: date) -> list[Scored]:
    """The departments of a month as the bulletin ranks them: those the actor may see."""
    return ranking(ScoreKind.DEPARTMENT, month, offices_seen(actor, ScoreKind.DEPARTMENT))
