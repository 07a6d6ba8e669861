"""Making cards of what was found, and taking back those that turned out untrue; in bulk."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from yimen.journal.actions.writing import write_many
from yimen.kernel.actor import SYSTEM
from yimen.orgs.models import Organisation
from yimen.orgs.queries import calendar_for
from yimen.supervision.actions._numbers import take_numbers
from yimen.supervision.actions._steps import STREAM, Draft, due_of, facts_of
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


#: What a card is made with, as the database reads it.
_COLUMNS = {
    "id": "uuid",
    "number": "text",
    "rule_id": "uuid",
    "code": "text",
    "level": "smallint",
    "watched": "text",
    "key": "text",
    "case_id": "uuid",
    "organisation_id": "uuid",
    "officer": "uuid",
    "state": "text",
    "reached_at": "timestamptz",
    "issued_at": "timestamptz",
    "closed_at": "timestamptz",
    "due_on": "date",
    "facts": "jsonb",
}
_TYPED = ", ".join(f"{name} {kind}" for name, kind in _COLUMNS.items())
_MAKE = f"""
    insert into supervision_card ({", ".join(_COLUMNS)}, made_at, is_unwarranted, revision)
    select found.*, %(at)s, false, 0
    from jsonb_to_recordset(%(cards)s::jsonb) as found({_TYPED})
    order by id  -- two at once wait for each other, and make no double
    on conflict (id) do update set
        rule_id = excluded.rule_id, officer = excluded.officer, state = excluded.state,
        reached_at = excluded.reached_at, made_at = excluded.made_at, due_on = excluded.due_on,
        number = coalesce(supervision_card.number, excluded.number),
        issued_at = coalesce(excluded.issued_at, supervision_card.issued_at),
        closed_at = excluded.closed_at, facts = excluded.facts, is_unwarranted = false,
        revision = supervision_card.revision + 1
    where supervision_card.state = 'withdrawn' and supervision_card.facts ? 'retracted'
    returning id
"""
_THERE = """
    select id, number, state = 'withdrawn' and facts ? 'retracted' from supervision_card
    where id = any(%s)
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
    had = _numbers_had(once)
    cards = [_draft(pk, once[pk], had[pk], dues) for pk in sorted(had)]
    made = {card.id: _told(card) for card in cards}
    given = [card for card in cards if _is_issued_at_once(once[card.id])]
    _give_out(given, dues, at=at)
    new = _insert(cards, at=at)
    issued = {card.id: _told(card) for card in given}
    for kind, acts in (("card.made", made), ("card.issued", issued)):
        write_many(STREAM, kind, [act for act in acts.items() if act[0] in new], by=SYSTEM, at=at)
    return len(new)


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
        self.known: dict[tuple[str, int, str], date | None] = {}

    def of(self, state: str, level: int, organisation: UUID) -> date | None:
        key = (state, level, self.places[organisation])
        if key not in self.known:
            self.known[key] = due_of(state, level, self.today, self.calendars[key[2]])
        return self.known[key]


def _numbers_had(once: Mapping[UUID, Found]) -> dict[UUID, str | None]:
    """The cards that are to be made: not there yet, or taken back, with the number it had."""
    with connection.cursor() as cursor:
        cursor.execute(_THERE, [list(once)])
        there = {pk: (number, is_taken_back) for pk, number, is_taken_back in cursor.fetchall()}
    known = {pk: there.get(pk, (None, True)) for pk in once}
    return {pk: number for pk, (number, is_wanted) in known.items() if is_wanted}


def _draft(pk: UUID, one: Found, number: str | None, dues: _Dues) -> Draft:
    return Draft(
        id=pk,
        number=number,
        rule_id=one.rule.pk,
        code=one.rule.code,
        level=one.level,
        watched=one.rule.watched,
        key=one.key,
        case_id=one.case,
        organisation_id=one.organisation_id,
        officer=one.officer,
        reached_at=one.reached_at,
        due_on=dues.of(CardState.TO_ISSUE, one.level, one.organisation_id),
        facts=one.facts,
    )


def _give_out(cards: Sequence[Draft], dues: _Dues, *, at: datetime) -> None:
    """Issue cards, each under a number of its own; one made again keeps the one it had."""
    fresh = [card for card in cards if not card.number]
    for card, number in zip(fresh, take_numbers(dues.today, len(fresh)), strict=True):
        card.number = number
    for card in cards:
        card.state, card.issued_at = CardState.ISSUED, at
        card.closed_at = at if card.level == Level.WARNING else None
        card.due_on = dues.of(card.state, card.level, card.organisation_id)


def _insert(cards: Sequence[Draft], *, at: datetime) -> set[UUID]:
    """The ids of the cards that are new, or made again."""
    rows = [{name: getattr(card, name) for name in _COLUMNS} for card in cards]
    with connection.cursor() as cursor:
        cursor.execute(_MAKE, {"cards": json.dumps(rows, default=_plain), "at": at})
        return {pk for (pk,) in cursor.fetchall()}


def _plain(value: date | UUID) -> str:
    """Moments to the microsecond."""
    return value.isoformat() if isinstance(value, date) else str(value)


def _told(card: Draft) -> dict[str, Any]:
    return {**facts_of(card), "to": str(card.state)}
