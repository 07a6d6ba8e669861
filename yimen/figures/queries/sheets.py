"""One score as a sheet: each line with the cards and cases behind it, and the months before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from yimen.cases.models import Case
from yimen.catalogue.models import ItemVersion
from yimen.figures.models import Mark, ScoreAppeal, ScoreKind, ScoreLine
from yimen.figures.models import Score as ClosedScore
from yimen.figures.queries.monthly import Subject
from yimen.figures.queries.scores import Scored, offices_seen, ranking
from yimen.figures.rules.scoring import Dimension, Line, LineRule, Ref, of_dimension
from yimen.files.models import Blob
from yimen.kernel.actor import Actor
from yimen.orgs.models import Organisation, Staff
from yimen.supervision.models import Card

#: How many cards and cases a line shows.
SHOWN = 40


@dataclass(frozen=True, slots=True)
class LineView:
    """A line with its rule, and what stands behind it as far as the reader may see it."""

    line: Line
    rule: LineRule | None
    dimension: Dimension | None
    cards: Sequence[Card]
    cases: Sequence[Case]
    items: Sequence[ItemVersion]
    marks: Sequence[Mark]
    others: int  #: that are not shown
    row: ScoreLine | None = None
    appeal: ScoreAppeal | None = None


@dataclass(frozen=True, slots=True)
class MonthTotal:
    """The points of a month."""

    month: date
    total: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A score, dimension by dimension and line by line."""

    scored: Scored
    dimensions: Sequence[tuple[Dimension, int]]
    lines: Sequence[LineView]
    months: Sequence[MonthTotal]


def scored_one(actor: Actor, kind: str, subject_id: UUID, month: date) -> Scored | None:
    """The score of one office or officer, if the actor may see it."""
    if kind == ScoreKind.STAFF:
        office, staff = _office_of(actor, subject_id), subject_id
    else:
        office, staff = offices_seen(actor, kind).get(subject_id), None
    if office is None:
        return None
    found = ranking(kind, month, {office.pk: office}, staff=staff)
    return found[0] if found else None


def _office_of(actor: Actor, staff_id: UUID) -> Organisation | None:
    """The office of an officer whose score the actor may see: his own, or of one he is above."""
    staff = Staff.objects.filter(pk=staff_id).select_related("organisation__region").first()
    if staff is None:
        return None
    if staff.pk == actor.staff_id:
        return staff.organisation
    return offices_seen(actor, ScoreKind.STAFF).get(staff.organisation_id)


def sheet_of(actor: Actor, scored: Scored, month: date) -> Sheet:
    """Everything behind a score."""
    lines, terms = scored.score.lines, scored.by.terms
    rows = _rows(scored.closed)
    return Sheet(
        scored,
        [(one, of_dimension(one, lines)) for one in terms.dimensions],
        line_views(actor, scored, rows),
        _months(actor, scored, month),
    )


def _rows(closed: ClosedScore | None) -> list[ScoreLine]:
    if closed is None:
        return []
    rows = ScoreLine.objects.filter(score=closed).prefetch_related("appeals")
    return list(rows.order_by("seq"))


def line_views(actor: Actor, scored: Scored, rows: Sequence[ScoreLine]) -> list[LineView]:
    """The lines of a score with what is behind each."""
    terms, known = scored.by.terms, things_behind(actor, scored.score.lines)
    dimensions = {one.key: one for one in terms.dimensions}
    views = []
    for number, line in enumerate(scored.score.lines):
        row = rows[number] if rows else None
        things = [(ref.kind, known[ref]) for ref in line.refs if ref in known]
        views.append(
            LineView(
                line,
                terms.line(line.key),
                dimensions.get(line.dimension),
                **{name: _of(things, kind) for name, kind in KINDS.items()},
                others=sum(ref.kind != "line" for ref in line.refs) - len(things),
                row=row,
                appeal=next(iter(row.appeals.all()), None) if row else None,
            )
        )
    return views


#: What is shown of a line, and the kind of its references.
KINDS = {"cards": "card", "cases": "case", "items": "version", "marks": "mark"}


def _of(things: Iterable[tuple[str, Any]], kind: str) -> list[Any]:
    return [thing for found, thing in things if found == kind]


def things_behind(actor: Actor, lines: Iterable[Line]) -> dict[Ref, Any]:
    """The first things behind each line, as far as the actor may see them."""
    wanted: dict[str, list[UUID]] = {}
    for line in lines:
        for ref in line.refs[:SHOWN]:
            wanted.setdefault(ref.kind, []).append(ref.id)
    seen: dict[str, Any] = {
        "card": Card.objects.visible_to(actor).with_names(),
        "case": Case.objects.visible_to(actor).select_related("version").defer("form"),
        "version": ItemVersion.objects.select_related("item").only("name", "name_en", "item__code"),
        "mark": Mark.objects.visible_to(actor).select_related("made_by"),
    }
    return {
        Ref(kind, pk): thing
        for kind, ids in wanted.items()
        if kind in seen
        for pk, thing in seen[kind].in_bulk(ids).items()
    }


def _months(actor: Actor, scored: Scored, month: date) -> list[MonthTotal]:
    """The closed months of the last year up to this one, oldest first."""
    one = scored.subject
    rows = ClosedScore.objects.visible_to(actor).filter(
        kind=one.kind, organisation=one.organisation, staff=one.staff, month__lt=month
    )
    before = rows.order_by("-month").values_list("month", "total")[:11]
    found = [MonthTotal(*row) for row in before]
    return [*reversed(found), MonthTotal(month, scored.total)]


def marks_of(actor: Actor, subject: Subject, month: date) -> Sequence[Mark]:
    """What was entered by hand in a month, what was taken back too."""
    rows = Mark.objects.visible_to(actor).filter(
        kind=subject.kind, organisation=subject.organisation, staff=subject.staff, month=month
    )
    return list(rows.select_related("made_by", "withdrawn_by").order_by("made_at"))


def score_paper(actor: Actor, file_id: UUID) -> Blob | None:
    """A paper of a mark or an appeal, for those who see the score."""
    marks = Mark.objects.visible_to(actor).filter(files__contains=[file_id])
    scores = ClosedScore.objects.visible_to(actor).values("pk")
    appeals = ScoreAppeal.objects.filter(files__contains=[file_id], line__score__in=scores)
    if not (marks.exists() or appeals.exists()):
        return None
    return Blob.objects.filter(pk=file_id).first()


def papers_of(rows: Iterable[Mark | ScoreAppeal]) -> dict[UUID, list[Blob]]:
    """The papers of each of some marks or appeals."""
    found = list(rows)
    blobs = Blob.objects.in_bulk([file for row in found for file in row.files])
    return {row.pk: [blobs[file] for file in row.files if file in blobs] for row in found}
