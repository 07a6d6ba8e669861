"""Cards that fell away after their month was closed: what they took is given back, later."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from yimen.figures.models import ScoreLine
from yimen.figures.queries.monthly import Subject, bounds
from yimen.figures.queries.schemes import Schemebook
from yimen.figures.rules.scoring import Line, LineRule, Ref, points_for, read_scheme
from yimen.figures.rules.scoring.measures import count_of_cards
from yimen.kernel.actor import SYSTEM
from yimen.supervision.models import Card
from yimen.supervision.states import CardState


def corrections(
    kind: str, month: date, offices: Collection[UUID], book: Schemebook
) -> dict[Subject, list[Line]]:
    """What cards that were withdrawn in this month had cost in months closed before."""
    begins, ends = bounds(month)
    gone = _withdrawn_until(ends, offices)
    fresh = [pk for pk, moment in gone.items() if moment >= begins]
    found: dict[Subject, list[Line]] = defaultdict(list)
    for line in _lines_with(kind, month, fresh, offices):
        for given in _given_back(line, gone, begins):
            score = line.score
            found[Subject(kind, score.organisation_id, score.staff_id)].append(given)
    return found


def _withdrawn_until(ends: datetime, offices: Collection[UUID]) -> dict[UUID, datetime]:
    rows = Card.objects.visible_to(SYSTEM).filter(
        state=CardState.WITHDRAWN, closed_at__lt=ends, organisation__in=offices
    )
    return {pk: moment for pk, moment in rows.values_list("pk", "closed_at") if moment}


def _lines_with(
    kind: str, month: date, cards: Collection[UUID], offices: Collection[UUID]
) -> Iterator[ScoreLine]:
    """The lines of closed months in which the cards were counted."""
    if not cards:
        return
    names = Q()
    for card in cards:
        names |= Q(refs__contains=[["card", str(card)]])
    rows = ScoreLine.objects.filter(
        names, score__kind=kind, score__month__lt=month, score__organisation__in=offices
    )
    yield from rows.filter(is_correction=False).select_related("score__scheme").order_by("pk")


def _given_back(line: ScoreLine, gone: dict[UUID, datetime], begins: datetime) -> Iterator[Line]:
    """The difference the cards of this month make, after those of months before."""
    rule = read_scheme(line.score.scheme.content).line(line.key)
    cards = [UUID(pk) for kind, pk in line.refs if kind == "card"]
    fresh = [card for card in cards if card in gone and gone[card] >= begins]
    if rule is None or not fresh:
        return
    before = sum(card not in gone or gone[card] >= begins for card in cards)
    points = _cost(rule, before - len(fresh)) - _cost(rule, before)
    points = min(points, -line.points)  # an appeal may have given some back already
    if points > 0:
        refs = (Ref("line", line.pk), *(Ref("card", card) for card in fresh))
        yield Line(line.key, line.dimension, len(fresh), points, refs, is_correction=True)


def _cost(rule: LineRule, cards: int) -> int:
    return points_for(rule, count_of_cards(rule.measure, cards))
