"""Making cards of what was found, and taking back those that turned out untrue; in bulk."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import timezone

from yimen.journal.actions.writing import write_many
from yimen.kernel.actor import SYSTEM
from yimen.orgs.models import Organisation
from yimen.orgs.queries import calendar_for
from yimen.supervision.actions._numbers import take_numbers
from yimen.supervision.actions._steps import STREAM, due_of, facts_of
from yimen.supervision.models import Card, CardStep, Rule
from yimen.supervision.rules.cards import card_id
from yimen.supervision.states import CardState, Level

#: In the facts of a card the platform took back itself: found true again, it is made again.
RETRACTED = "retracted"


@dataclass(frozen=True, slots=True)
class Found:
    """A level that was reached: by which rule, of which case (or office), in whose hands."""

    rule: Rule
    level: int
    case: UUID | None  # its id; none: the card is about the office, and `key` names the period
    key: str
    organisation_id: UUID
    officer: UUID | None  # staff id
    reached_at: datetime
    facts: Mapping[str, Any] = field(default_factory=dict)  # codes, ids, days; nothing personal

    @property
    def id(self) -> UUID:
        """The id of its card."""
        return card_id(self.case or self.organisation_id, self.rule.code, self.key, self.level)


_COLUMNS = (
    *("id", "rule_id", "code", "level", "watched", "key", "case_id", "organisation_id"),
    *("officer", "reached_at", "due_on"),
)
_MAKE = """
    insert into supervision_card
        (id, rule_id, code, level, watched, key, case_id, organisation_id, officer, reached_at,
         due_on, facts, state, made_at, is_unwarranted, revision)
    select id, rule, code, level, watched, key, case_id, organisation, officer, reached_at,
           due_on, facts::jsonb, 'to_issue', %(at)s, false, 0
    from unnest(%(id)s::uuid[], %(rule_id)s::uuid[], %(code)s::text[], %(level)s::smallint[],
                %(watched)s::text[], %(key)s::text[], %(case_id)s::uuid[],
                %(organisation_id)s::uuid[], %(officer)s::uuid[], %(reached_at)s::timestamptz[],
                %(due_on)s::date[], %(facts)s::text[])
         as found(id, rule, code, level, watched, key, case_id, organisation, officer,
                  reached_at, due_on, facts)
    order by id  -- two at once wait for each other, and make no double
    on conflict (id) do update set
        rule_id = excluded.rule_id, officer = excluded.officer, state = excluded.state,
        reached_at = excluded.reached_at, made_at = excluded.made_at, due_on = excluded.due_on,
        facts = excluded.facts, is_unwarranted = false, closed_at = null,
        revision = supervision_card.revision + 1
    where supervision_card.state = 'withdrawn' and supervision_card.facts ? 'retracted'
    returning id, number
"""
_ISSUE = """
    update supervision_card card set
        state = 'issued', number = found.number, issued_at = %(at)s, due_on = found.due,
        closed_at = case when card.level = 1 then %(at)s::timestamptz end
    from unnest(%(ids)s::uuid[], %(numbers)s::text[], %(dues)s::date[]) as found(id, number, due)
    where card.id = found.id
"""


@transaction.atomic
def make_cards(found: Sequence[Found], *, at: datetime) -> int:
    """Make a card of each level reached, once; warnings and automatic rules issue theirs at once.

    Returns how many are new. One that was taken back by `retract_cards` is made again.
    """
    once = {one.id: one for one in found}
    if not once:
        return 0
    dues = _Dues(once.values(), timezone.localdate(at))
    made = _insert({pk: _card(pk, one, dues) for pk, one in once.items()}, at=at)
    _tell("made", made, at=at)
    _issue([card for card in made if _is_issued_at_once(once[card.pk])], dues, at=at)
    return len(made)


@transaction.atomic
def retract_cards(
    cards: Iterable[Card],
    *,
    reason: str,
    at: datetime,
    told: Mapping[str, object] | None = None,
) -> int:
    """Take back cards that turned out untrue, whatever came of them; say why in the journal.

    `reason` is a code: calendar, act, rule. `told` says more: which entry caused it.
    """
    wanted = [card.pk for card in cards]
    rows = Card.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=wanted)
    held = list(rows.exclude(state=CardState.WITHDRAWN).order_by("pk"))
    sources = {card.pk: str(card.state) for card in held}
    for card in held:
        card.state, card.is_unwarranted = CardState.WITHDRAWN, True
        card.closed_at, card.due_on = at, None
        card.facts = {**card.facts, RETRACTED: reason}
        card.revision += 1
    changed = ["state", "is_unwarranted", "closed_at", "due_on", "facts", "revision"]
    Card.objects.bulk_update(held, changed)
    CardStep.objects.bulk_create(CardStep(card=card, act="retract", at=at) for card in held)
    facts = {"reason": reason, "to": str(CardState.WITHDRAWN), **(told or {})}
    acts = [(c.pk, {**facts_of(c), **facts, "from": sources[c.pk]}) for c in held]
    write_many(STREAM, "card.retracted", acts, by=SYSTEM, at=at)
    return len(held)


def _is_issued_at_once(found: Found) -> bool:
    return found.rule.is_automatic or found.level == Level.WARNING


class _Dues:
    """By when the next step is due, on the calendar of each office's place, read once."""

    def __init__(self, found: Iterable[Found], today: date) -> None:
        ids = {one.organisation_id for one in found}
        self.today = today
        rows = Organisation.objects.filter(pk__in=ids)
        self.places = dict(rows.values_list("pk", "region_id"))
        self.calendars = {code: calendar_for(code) for code in set(self.places.values())}

    def of(self, state: str, level: int, organisation: UUID) -> date | None:
        return due_of(state, level, self.today, self.calendars[self.places[organisation]])


def _card(pk: UUID, one: Found, dues: _Dues) -> Card:
    return Card(
        id=pk,
        rule=one.rule,
        code=one.rule.code,
        level=one.level,
        watched=one.rule.watched,
        key=one.key,
        case_id=one.case,
        organisation_id=one.organisation_id,
        officer=one.officer,
        state=CardState.TO_ISSUE,
        reached_at=one.reached_at,
        due_on=dues.of(CardState.TO_ISSUE, one.level, one.organisation_id),
        facts=dict(one.facts),
    )


def _insert(cards: Mapping[UUID, Card], *, at: datetime) -> list[Card]:
    """The cards that are new, or made again; in the order of their ids."""
    rows = [cards[pk] for pk in sorted(cards)]
    values: dict[str, Any] = {name: [getattr(c, name) for c in rows] for name in _COLUMNS}
    values["facts"] = [_json(card.facts) for card in rows]
    with connection.cursor() as cursor:
        cursor.execute(_MAKE, {**values, "at": at})
        numbers: dict[UUID, str | None] = dict(cursor.fetchall())
    made = [card for card in rows if card.pk in numbers]
    for card in made:
        card.number = numbers[card.pk]
    return made


def _issue(cards: Sequence[Card], dues: _Dues, *, at: datetime) -> None:
    """Give out cards, each under a number of its own; one made again keeps the one it had."""
    if not cards:
        return
    fresh = [card for card in cards if not card.number]
    numbers = take_numbers(dues.today, len(fresh)) if fresh else []
    for card, number in zip(fresh, numbers, strict=True):
        card.number = number
    for card in cards:
        card.state = CardState.ISSUED
        card.due_on = dues.of(card.state, card.level, card.organisation_id)
    values: dict[str, Any] = {
        "ids": [card.pk for card in cards],
        "numbers": [card.number for card in cards],
        "dues": [card.due_on for card in cards],
    }
    with connection.cursor() as cursor:
        cursor.execute(_ISSUE, {**values, "at": at})
    _tell("issued", cards, at=at)


def _tell(past: str, cards: Sequence[Card], *, at: datetime) -> None:
    acts = [(card.pk, {**facts_of(card), "to": str(card.state)}) for card in cards]
    write_many(STREAM, f"card.{past}", acts, by=SYSTEM, at=at)


def _json(value: object) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
