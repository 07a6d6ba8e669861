"""What runs in cases becomes moments still to come, and cards where a level was reached in time.

Everything here follows from the rows as they stand: done twice, late, or for all cases anew, it
leaves the same moments and the same cards.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from yimen.supervision.actions.making import RETRACTED, Found, make_cards, retract_cards
from yimen.supervision.models import Card, Deadline, Rule
from yimen.supervision.queries.rulebook import Rulebook, rulebook
from yimen.supervision.queries.terms import Running, running_in
from yimen.supervision.rules.cards import card_id
from yimen.supervision.rules.levels import Moment, Threshold, thresholds_of
from yimen.supervision.rules.terms import Term, moments_of
from yimen.supervision.states import TIMED, CardState

OFFICE = "office"  # in the facts of a moment: who is to act, where it is not the case's office

#: One at a time: two that write the moments of one case would each miss the other's.
TURN = "select pg_advisory_xact_lock(hashtext('supervision.watch'))"
INSERT = """
    insert into supervision_deadline
        (case_id, rule_id, key, level, at, revision, facts)
    select c, rule, key, level, at, revision, facts::jsonb
    from unnest(%(case)s::uuid[], %(rule)s::uuid[], %(key)s::text[], %(level)s::smallint[],
                %(at)s::timestamptz[], %(revision)s::int[], %(facts)s::text[])
         as coming(c, rule, key, level, at, revision, facts)
"""


@dataclass(slots=True)
class Outcome:
    """What some cases come to: moments to wait for, cards to make, cards to take back."""

    coming: list[Deadline] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    untrue: list[Card] = field(default_factory=list)


@transaction.atomic
def watch_cases(
    case_ids: Sequence[UUID],
    *,
    at: datetime,
    reason: str = "act",
    told: Mapping[str, object] | None = None,
) -> Outcome:
    """Write down anew the moments of some cases, and make and take back the cards they call for.

    `reason` and `told` say in the journal why a card turned out untrue: an act that was entered
    late, or a calendar that moved.
    """
    with connection.cursor() as cursor:
        cursor.execute(TURN)
    outcome = Outcome()
    judge = _Judge(case_ids, at)
    for running in running_in(case_ids):
        for term in running.terms:
            judge.judge(running, term, outcome)
    _rewrite(case_ids, outcome.coming)
    retract_cards(outcome.untrue, reason=reason, at=at, told=told)
    make_cards(outcome.found, at=at)
    return outcome


class _Judge:
    """Holds terms against the rules in force when they began, and the cards there are."""

    def __init__(self, case_ids: Sequence[UUID], at: datetime) -> None:
        self.at = at
        book = rulebook(*TIMED)
        self.books: dict[str, Rulebook] = {
            watched: Rulebook(rule for rule in book.rules if rule.watched == watched)
            for watched in TIMED
        }
        self.thresholds: dict[UUID, tuple[Threshold, ...]] = {}
        cards = Card.objects.filter(case__in=case_ids, watched__in=TIMED)
        self.cards = {card.pk: card for card in cards if RETRACTED not in card.facts}

    def judge(self, running: Running, term: Term, outcome: Outcome) -> None:
        """Sort the levels of one thing into what was reached, what may come, what is untrue."""
        for rule, moment in self._moments(running, term):
            card = self.cards.get(card_id(running.case.pk, rule.code, term.key, moment.level))
            if card is not None and not self._is_untrue(card, rule, term, moment):
                continue
            if card is not None:
                outcome.untrue.append(card)
            if term.done is None:
                outcome.coming.append(_deadline(running, term, rule, moment))
            elif moment.at <= term.done:
                outcome.found.append(_found(running, term, rule, moment))

    def _moments(self, running: Running, term: Term) -> Iterator[tuple[Rule, Moment]]:
        place = running.case.organisation.region_id
        item_type = running.case.version.item_type
        for rule in self.books[term.watched].at(term.start, region=place, item_type=item_type):
            for moment in moments_of(
                term, self._thresholds(rule), rule.precision, running.calendar
            ):
                yield rule, moment

    def _thresholds(self, rule: Rule) -> tuple[Threshold, ...]:
        if rule.pk not in self.thresholds:
            self.thresholds[rule.pk] = thresholds_of(rule.thresholds)
        return self.thresholds[rule.pk]

    def _is_untrue(self, card: Card, rule: Rule, term: Term, moment: Moment) -> bool:
        """Whether the level was not reached: the thing was done before, or it is still to come.

        What somebody withdrew stays so; a card of another version stays as it was measured.
        """
        if card.state == CardState.WITHDRAWN or card.rule_id != rule.pk:
            return False
        seen = max(card.made_at, self.at)
        return moment.at > (min(seen, term.done) if term.done else seen)


def _facts(term: Term, moment: Moment) -> dict[str, Any]:
    """What the card will say: numbers, days, and which link or procedure."""
    days = {"limit": moment.limit, "used": moment.used, "due": moment.due.isoformat()}
    office = {OFFICE: str(term.office)} if term.office else {}
    return {**days, "of": moment.of, **office, **term.facts}


def _deadline(running: Running, term: Term, rule: Rule, moment: Moment) -> Deadline:
    return Deadline(
        case_id=running.case.pk,
        rule_id=rule.pk,
        key=term.key,
        level=moment.level,
        at=moment.at,
        revision=running.case.revision,
        facts=_facts(term, moment),
    )


def _found(running: Running, term: Term, rule: Rule, moment: Moment) -> Found:
    office, officer = running.hands_at(moment.at)
    return Found(
        rule=rule,
        level=moment.level,
        case=running.case.pk,
        key=term.key,
        organisation_id=term.office or office,
        officer=None if term.office else officer,
        reached_at=moment.at,
        facts=_facts(term, moment),
    )


def _rewrite(case_ids: Sequence[UUID], coming: Sequence[Deadline]) -> None:
    """The moments of these cases are these, and no others."""
    Deadline.objects.filter(case__in=case_ids).delete()
    if not coming:
        return
    values: dict[str, list[Any]] = {
        "case": [row.case_id for row in coming],
        "rule": [row.rule_id for row in coming],
        "key": [row.key for row in coming],
        "level": [row.level for row in coming],
        "at": [row.at for row in coming],
        "revision": [row.revision for row in coming],
        "facts": [json.dumps(row.facts, ensure_ascii=False) for row in coming],
    }
    with connection.cursor() as cursor:
        cursor.execute(INSERT, values)
