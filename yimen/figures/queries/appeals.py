"""Lines of published scores, and what was said against them."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, QuerySet

from yimen.figures.models import Mark, Score, ScoreAppeal, ScoreLine
from yimen.figures.queries.monthly import Subject
from yimen.figures.queries.schemes import InForce
from yimen.figures.queries.scores import Scored, as_line
from yimen.figures.queries.sheets import LineView, line_views
from yimen.figures.rules.scoring import LineRule, read_scheme
from yimen.figures.rules.scoring import Score as Reckoned
from yimen.kernel.actor import Actor


def line_seen(actor: Actor, line_id: UUID) -> ScoreLine | None:
    """A line of a score the actor may see."""
    seen = Score.objects.visible_to(actor).values("pk")
    rows = ScoreLine.objects.filter(pk=line_id, score__in=seen)
    related = ("publication", "scheme", "organisation", "staff")
    return rows.select_related(*(f"score__{name}" for name in related)).first()


def makers_of(appeal: ScoreAppeal) -> frozenset[UUID]:
    """Who made what is appealed against, and who appeals: somebody else decides."""
    line = appeal.line
    marks = [pk for kind, pk in line.refs if kind == "mark"]
    entered = Mark.objects.filter(pk__in=marks).values_list("made_by_id", flat=True)
    return frozenset({line.score.publication.made_by_id, appeal.made_by_id, *entered})


def line_view(actor: Actor, line: ScoreLine) -> LineView:
    """A line with what is behind it."""
    score, stored = line.score, as_line(line)
    by = InForce(score.scheme, read_scheme(score.scheme.content))
    subject = Subject(score.kind, score.organisation_id, score.staff_id)
    only = Reckoned(score.total, (stored,))
    scored = Scored(subject, score.organisation, score.staff, only, by, score)
    (view,) = line_views(actor, scored, [line])
    return view


def appeals_seen(actor: Actor) -> QuerySet[ScoreAppeal]:
    """What was said against scores the actor may see, what is to be decided first."""
    related = ("line__score__organisation", "line__score__staff", "line__score__scheme")
    rows: QuerySet[ScoreAppeal] = ScoreAppeal.objects.visible_to(actor)
    rows = rows.select_related(*related, "made_by")
    return rows.order_by(F("decided_at").desc(nulls_first=True), "made_at")


def with_rules(rows: Iterable[ScoreAppeal]) -> list[tuple[ScoreAppeal, LineRule | None]]:
    """Each appeal with what its line is about."""
    return [(row, read_scheme(row.line.score.scheme.content).line(row.line.key)) for row in rows]
