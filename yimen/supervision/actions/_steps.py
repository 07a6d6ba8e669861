"""The beats every act on a card shares: lock, check, save, note the step, record.

step = begin(card_id, "explain", by=by, at=at, revision=revision, key=key)
if step.is_repeat:
    return step.card
return record(step, text=text, papers=papers)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone

from yimen.files.actions import store_upload
from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Stale
from yimen.kernel.ids import new_id
from yimen.kernel.workdays import WorkCalendar
from yimen.orgs.queries import calendar_for
from yimen.supervision import errors, permissions
from yimen.supervision.models import Card, CardStep
from yimen.supervision.queries.handlers import handlers_of
from yimen.supervision.rules.limits import MOST_PAPERS, days_for
from yimen.supervision.states import MOVES, OPEN, PAST, CardState, Level

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

STREAM = "card"
Papers = Sequence["UploadedFile[Any]"]


@dataclass(slots=True)
class Draft:
    """A card about to be made: the columns it is written with, in bulk."""

    id: UUID
    number: str | None
    rule_id: UUID
    code: str
    level: int
    watched: str
    key: str
    case_id: UUID | None
    organisation_id: UUID
    officer: UUID | None
    reached_at: datetime
    due_on: date | None
    facts: Mapping[str, Any]
    state: str = CardState.TO_ISSUE
    issued_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One act under way: the locked card, which move, by whom, when."""

    card: Card
    move: str
    by: Actor
    at: datetime
    key: UUID | None = None
    is_repeat: bool = False  # the same act was done before: nothing is left to do

    @property
    def today(self) -> date:
        """The day of the act in Shanghai."""
        return timezone.localdate(self.at)


def begin(
    card_id: UUID,
    move: str,
    *,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Step:
    """Lock the card, then check: repeated? drawn from a stale page? his to do, here and now?"""
    card = lock(card_id, by=by)
    if key and _is_done(key, card, move):
        return Step(card, move, by, at, key, is_repeat=True)
    if revision is not None and revision != card.revision:
        raise Stale
    on = timezone.localdate(at)
    permissions.check(by, card, move, handlers=handlers_of(card), on=on)
    return Step(card, move, by, at, key)


def lock(card_id: UUID, *, by: Actor) -> Card:
    """The card, held until the transaction ends; outside the actor's scope there is none."""
    rows = Card.objects.visible_to(by).select_for_update(of=("self",), no_key=True)
    card: Card | None = rows.select_related("organisation", "rule").filter(pk=card_id).first()
    if card is None:
        raise errors.NoSuchCard
    return card


def _is_done(key: UUID, card: Card, move: str) -> bool:
    """Whether the step with this key was taken; a key of something else is refused."""
    step = CardStep.objects.filter(pk=key).first()
    if step is not None and (step.card_id != card.pk or step.act != move):
        raise errors.KeyReused
    return step is not None


def words(text: str, *, field: str = "text") -> str:
    """What somebody wrote, which may not be empty."""
    if not text.strip():
        raise errors.WordsMissing(field=field)
    return text.strip()


def record(
    step: Step,
    *,
    text: str = "",
    papers: Papers = (),
    told: dict[str, Any] | None = None,
    **changes: Any,
) -> Card:
    """Save the move, keep the words and papers beside it, and write the one journal entry.

    `told` is kept with the step: a ground, a measure, an officer. Words stay out of the journal.
    """
    card, source, told = step.card, step.card.state, told or {}
    if len(papers) > MOST_PAPERS:
        raise errors.TooManyPapers(field="papers", most=MOST_PAPERS)
    _move(step, changes)
    files = [store_upload(paper, by=step.by, at=step.at).pk for paper in papers]
    CardStep.objects.create(
        pk=step.key or new_id(),
        card=card,
        act=step.move,
        by_id=step.by.staff_id,
        at=step.at,
        text=text,
        files=files,
        **told,
    )
    facts = {**facts_of(card), "from": str(source), "to": str(card.state), **told}
    write(STREAM, card.pk, f"card.{PAST[step.move]}", by=step.by, at=step.at, facts=facts)
    return card


def _move(step: Step, changes: dict[str, Any]) -> None:
    """Bring the card to where the move leads, with the day its next step is due."""
    card, target = step.card, MOVES[step.move].target
    calendar = calendar_for(card.organisation.region_id)
    changes |= {"state": target, "revision": card.revision + 1}
    changes["due_on"] = due_of(target, card.level, step.today, calendar)
    if target not in OPEN or (card.level == Level.WARNING and target == CardState.ISSUED):
        changes["closed_at"] = step.at
    for name, value in changes.items():
        setattr(card, name, value)
    card.save(update_fields=list(changes))


def due_of(state: str, level: int, day: date, calendar: WorkCalendar) -> date | None:
    """By when the next step after that day is due, on the calendar of the office's place."""
    days = days_for(str(state), is_warning=level == Level.WARNING)
    return calendar.add(day, days) if days is not None else None


def facts_of(card: "Card | Draft") -> dict[str, Any]:
    """What every entry of a card says: codes, ids and days."""
    facts = {
        "number": card.number,
        "rule": card.code,
        "level": card.level,
        "case": str(card.case_id) if card.case_id else "",
        "organisation": str(card.organisation_id),
        "due_on": card.due_on.isoformat() if card.due_on else "",
    }
    return {name: value for name, value in facts.items() if value}
