"""What people do about a card, one function for each arrow of states.MOVES."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from yimen.kernel.actor import Actor
from yimen.orgs.models import Staff
from yimen.orgs.queries import calendar_for
from yimen.supervision import errors
from yimen.supervision.actions._numbers import take_numbers
from yimen.supervision.actions._steps import Papers, Step, begin, record, words
from yimen.supervision.models import Card
from yimen.supervision.queries.handlers import handlers_of
from yimen.supervision.rules.limits import APPEAL
from yimen.supervision.states import Ground, Measure


@transaction.atomic
def issue_card(
    card_id: UUID,
    *,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Card:
    """A supervisor gives out a card of a rule by hand; it takes its number."""
    step = begin(card_id, "issue", by=by, at=at, revision=revision, key=key)
    if step.is_repeat:
        return step.card
    (number,) = take_numbers(step.today, 1)
    return record(step, number=number, issued_at=at)


@transaction.atomic
def drop_card(
    card_id: UUID,
    *,
    ground: str,
    text: str,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Card:
    """A supervisor does not give a card out, and says why."""
    step = begin(card_id, "drop", by=by, at=at, revision=revision, key=key)
    return _take_back(step, ground, text)


@transaction.atomic
def explain_card(
    card_id: UUID,
    *,
    text: str,
    papers: Papers = (),
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Card:
    """The unit says how it came about, with papers."""
    step = begin(card_id, "explain", by=by, at=at, revision=revision, key=key)
    return step.card if step.is_repeat else record(step, text=words(text), papers=papers)


@transaction.atomic
def uphold_card(
    card_id: UUID,
    *,
    text: str,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Card:
    """A supervisor finds that the card stands; from now the unit may appeal, and puts it right."""
    step = begin(card_id, "uphold", by=by, at=at, revision=revision, key=key)
    if step.is_repeat:
        return step.card
    until = calendar_for(step.card.organisation.region_id).add(step.today, APPEAL)
    return record(step, text=words(text), reviewed_by_id=by.staff_id, appeal_by=until)


@transaction.atomic
def withdraw_card(
    card_id: UUID,
    *,
    ground: str,
    text: str,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Card:
    """A supervisor takes a card back: it was not true, or the unit is excused."""
    step = begin(card_id, "withdraw", by=by, at=at, revision=revision, key=key)
    return _take_back(step, ground, text, reviewed_by_id=by.staff_id)


@transaction.atomic
def appeal_card(
    card_id: UUID,
    *,
    text: str,
    papers: Papers = (),
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Card:
    """The unit appeals; somebody else than who upheld the card hears it."""
    step = begin(card_id, "appeal", by=by, at=at, revision=revision, key=key)
    return step.card if step.is_repeat else record(step, text=words(text), papers=papers)


@transaction.atomic
def dismiss_appeal(
    card_id: UUID,
    *,
    text: str,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Card:
    """The card stands for good."""
    step = begin(card_id, "dismiss_appeal", by=by, at=at, revision=revision, key=key)
    return step.card if step.is_repeat else record(step, text=words(text))


@transaction.atomic
def allow_appeal(
    card_id: UUID,
    *,
    ground: str,
    text: str,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Card:
    """The card is taken back on appeal."""
    step = begin(card_id, "allow_appeal", by=by, at=at, revision=revision, key=key)
    return _take_back(step, ground, text)


@transaction.atomic
def rectify_card(
    card_id: UUID,
    *,
    text: str,
    papers: Papers = (),
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Card:
    """The unit says what it has put right, with papers."""
    step = begin(card_id, "rectify", by=by, at=at, revision=revision, key=key)
    return step.card if step.is_repeat else record(step, text=words(text), papers=papers)


@transaction.atomic
def hold_to_account(
    card_id: UUID,
    *,
    officer: Staff,
    measure: str,
    text: str,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Card:
    """An officer of the office answers for it; the measure is on record with the step."""
    step = begin(card_id, "hold_to_account", by=by, at=at, revision=revision, key=key)
    if step.is_repeat:
        return step.card
    if measure not in Measure.values:
        raise errors.UnknownMeasure(field="measure")
    works_there = officer.organisation_id == step.card.organisation_id
    if not works_there and officer.pk not in handlers_of(step.card):
        raise errors.NotAnswerable(field="officer", name=officer.name)
    told = {"officer": officer.pk, "measure": measure}
    return record(step, text=words(text), told=told)


def _take_back(step: Step, ground: str, text: str, **changes: Any) -> Card:
    if step.is_repeat:
        return step.card
    if ground not in Ground.values:
        raise errors.UnknownGround(field="ground")
    is_unwarranted = ground == Ground.UNTRUE
    told = {"ground": ground}
    return record(step, text=words(text), told=told, is_unwarranted=is_unwarranted, **changes)
