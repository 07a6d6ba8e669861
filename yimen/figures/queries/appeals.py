"""Lines of published scores, and what was said against them."""

from uuid import UUID

from django.db.models import QuerySet

from yimen.figures.models import Mark, Score, ScoreAppeal, ScoreLine
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


def appeals_seen(actor: Actor) -> QuerySet[ScoreAppeal]:
    """What was said against scores the actor may see, what is to be decided first."""
    seen = Score.objects.visible_to(actor).values("pk")
    rows = ScoreAppeal.objects.filter(line__score__in=seen)
    related = ("line__score__organisation", "line__score__staff", "line__score__scheme")
    return rows.select_related(*related, "made_by").order_by("decided_at", "made_at").reverse()
