"""The live picture: today so far, the last weeks, and the newest warnings and cards.

Nothing in it names a person: not an applicant, not an officer.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F

from yimen.figures.queries.tallying import FOLLOWER
from yimen.figures.queries.trends import (
    CardSums,
    Figures,
    Line,
    Span,
    by_day,
    by_organisation,
    by_region,
    cards_by_level,
)
from yimen.journal.queries import bookmark_of
from yimen.kernel.actor import Actor
from yimen.supervision.models import Card
from yimen.supervision.states import Level

DAYS = 14
MOST_LINES = 60  # of regions, of departments: what a screen has turned over in a few minutes
MOST_CARDS = 8


@dataclass(frozen=True, slots=True)
class CardLine:
    """A warning or card as the screen shows it."""

    id: UUID
    number: str  # of the case; none where it is about a whole office
    item_name: str
    organisation_name: str
    level: int
    code: str
    reached_at: datetime

    @property
    def level_name(self) -> str:
        """What the level is called."""
        return str(Level(self.level).label)


@dataclass(frozen=True, slots=True)
class Picture:
    """All that the live picture shows."""

    day: date
    today: Figures
    cards: dict[int, CardSums]  # of today, by level
    days: list[Line]  # every one of the last days, without gaps
    offices: list[Line]
    regions: list[Line]
    newest: list[CardLine]


def place() -> str:
    """How far the figures are: as long as this stays, no figure has changed."""
    xid, entry = bookmark_of(FOLLOWER)
    return f"{xid}.{entry}"


def live_picture(actor: Actor, today: date, *, region: str = "") -> Picture:
    """What happens today within the actor's reach."""
    day = Span(today, today, region)
    offices = by_organisation(actor, day)
    touched = {sums.level: sums for sums in cards_by_level(actor, day)}
    lately = _without_gaps(by_day(actor, Span(today - timedelta(DAYS - 1), today, region)), today)
    return Picture(
        day=today,
        today=lately[-1].figures,
        cards={level: touched.get(level, CardSums(level)) for level in Level.values},
        days=lately,
        offices=offices[:MOST_LINES],
        regions=by_region(actor, day)[:MOST_LINES],
        newest=newest_cards(actor, region=region),
    )


def newest_cards(actor: Actor, *, region: str = "", most: int = MOST_CARDS) -> list[CardLine]:
    """The warnings and cards noticed last, as far as they stand."""
    cards = Card.objects.visible_to(actor).standing()
    if region:
        cards = cards.filter(organisation__region__code__startswith=region)
    rows: Any = cards.order_by("-made_at", "-id").values(
        "id",
        "level",
        "code",
        "reached_at",
        case_number=F("case__number"),
        item_name=F("case__version__name"),
        organisation_name=F("organisation__name"),
    )
    return [_card_line(row) for row in rows[:most]]


def _card_line(row: dict[str, Any]) -> CardLine:
    number, item_name = row.pop("case_number") or "", row.pop("item_name") or ""
    return CardLine(**row, number=number, item_name=item_name)


def _without_gaps(lines: list[Line], today: date) -> list[Line]:
    known = {line.key: line for line in lines}
    days = [today - timedelta(ago) for ago in reversed(range(DAYS))]
    return [known.get(day, Line(day, str(day), Figures())) for day in days]
