"""Red-flag windows and models of service: who is proposed, and who has the title."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from django.db.models import Min, QuerySet

from yimen.figures.models import Publication, Score
from yimen.figures.rules.scoring import Honours, read_scheme
from yimen.kernel.actor import SYSTEM, Actor

#: Of so many published months a title can still be confirmed.
LATELY = 6


def proposed(publication: Publication) -> dict[UUID, str]:
    """The scores of a published month that earn a title by the rule of their scheme."""
    rows = Score.objects.visible_to(SYSTEM).filter(publication=publication)
    rows = rows.select_related("scheme").annotate(worst=Min("lines__points"))
    by_scheme: dict[UUID, list[Score]] = defaultdict(list)
    for row in rows.order_by("-total", "organisation__path", "staff__number"):
        by_scheme[row.scheme_id].append(row)
    found: dict[UUID, str] = {}
    for scores in by_scheme.values():
        honours = read_scheme(scores[0].scheme.content).honours
        if honours is not None:
            found |= {one.pk: honours.name for one in _first(scores, honours)}
    return found


def _first(scores: list[Score], honours: Honours) -> list[Score]:
    """The first so many, and whoever has as many points as the last: a person chooses of these."""
    fit = [one for one in scores if one.total >= honours.least and _is_spotless(one, honours)]
    if len(fit) <= honours.top:
        return fit
    least = fit[honours.top - 1].total
    return [one for one in fit if one.total >= least]


def _is_spotless(score: Score, honours: Honours) -> bool:
    worst = getattr(score, "worst", None)
    return not honours.spotless or worst is None or worst >= 0


def titles(actor: Actor, month: date | None = None) -> QuerySet[Score]:
    """Who has a title, newest month first; or of one month."""
    rows: QuerySet[Score] = Score.objects.honoured(actor)
    if month is not None:
        rows = rows.filter(month=month)
    return rows.select_related("organisation", "staff", "title_by", "scheme").order_by(
        "-month", "kind", "-total", "organisation__path"
    )


def titles_left(score: Score) -> int:
    """How many of its title can still be given in its month."""
    honours = read_scheme(score.scheme.content).honours
    given = Score.objects.visible_to(SYSTEM).filter(
        publication=score.publication_id, scheme=score.scheme_id
    )
    return honours.top - given.exclude(title="").count() if honours else 0


def to_confirm(actor: Actor) -> list[tuple[Score, str]]:
    """Scores of the last published months that earn a title nobody confirmed yet."""
    seen = Publication.objects.visible_to(actor).order_by("-month", "made_at")[:LATELY]
    wanted = {pk: title for one in seen for pk, title in proposed(one).items()}
    rows = Score.objects.visible_to(actor).filter(pk__in=wanted, title="")
    rows = rows.select_related(
        "organisation__region", "staff", "scheme", "publication__organisation"
    )
    ordered = rows.order_by("-month", "kind", "-total", "organisation__path")
    left = {(one.publication_id, one.scheme_id): titles_left(one) for one in ordered}
    return [(one, wanted[one.pk]) for one in ordered if left[one.publication_id, one.scheme_id] > 0]
