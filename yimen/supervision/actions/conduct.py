"""Anomalies become cards: of acts as the journal tells of them, of offices by month and night."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from yimen.journal.ports import EntryView
from yimen.supervision.actions.making import Found, make_cards
from yimen.supervision.models import Rule
from yimen.supervision.queries.conduct import Looked, looked_at
from yimen.supervision.queries.offices import midnight, night_work, tallies
from yimen.supervision.queries.rulebook import Rulebook, rulebook
from yimen.supervision.rules.conduct import Measure, level_of, measures
from yimen.supervision.rules.rates import Remarkable, Tally, remarkable
from yimen.supervision.states import Watched

NIGHT = "night"  # the one measure of offices that is no rate


def judge_acts(entries: Sequence[EntryView], *, at: datetime) -> int:
    """Measure some acts on cases by the rules in force when each was done; make what cards follow.

    The same entries give the same cards, however often and in what batches they are read.
    """
    book = rulebook(Watched.ACT)
    if not book.rules:
        return 0
    first: dict[UUID, Found] = {}
    for looked in looked_at(entries):
        for one in _found(looked, book):
            first.setdefault(one.id, one)  # a level is reached once; a later act only stays over it
    return make_cards(list(first.values()), at=at)


def _found(looked: Looked, book: Rulebook) -> Iterator[Found]:
    entry, case = looked.entry, looked.case
    taken = measures(looked.record)
    if not taken:
        return
    place = {"region": case.organisation.region_id, "item_type": case.version.item_type}
    for rule in book.at(entry.at, **place):
        for measure in taken:
            level = level_of(rule.thresholds, measure)
            if level is not None:
                yield Found(
                    rule=rule,
                    level=level,
                    case=case.pk,
                    key=measure.key,
                    organisation_id=looked.organisation_id,
                    officer=looked.record.last.staff,
                    reached_at=entry.at,
                    facts=measure.facts,
                )


def judge_offices(since: date, until: date, *, at: datetime) -> int:
    """Compare the offices over a period that is over; make what cards follow.

    Each office is measured by the rules that were for its place when the period began.
    """
    book, counted = rulebook(Watched.OFFICE), tallies(since, until)
    found = [
        _of_office(rule, one, reached_at=midnight(until))
        for rule in book.rules
        for one in _remarkable(rule, counted, f"{since:%Y-%m}")
        if rule in book.at(midnight(since), region=one.tally.region, item_type=one.tally.item_type)
    ]
    return make_cards(_highest(found), at=at)


def _remarkable(rule: Rule, counted: Sequence[Tally], period: str) -> Iterator[Remarkable]:
    for threshold in rule.thresholds:
        if threshold["of"] != NIGHT:
            yield from remarkable(counted, threshold, period)


def _of_office(rule: Rule, one: Remarkable, *, reached_at: datetime) -> Found:
    measure = one.measure
    return Found(
        rule=rule,
        level=one.level,
        case=None,
        key=measure.key,
        organisation_id=one.tally.organisation,
        officer=None,
        reached_at=reached_at,
        facts=measure.facts,
    )


def _highest(found: Sequence[Found]) -> list[Found]:
    """Of one office, rule and key only the highest level."""
    ordered = sorted(found, key=lambda one: one.level)
    return list({(one.rule.code, one.organisation_id, one.key): one for one in ordered}.values())


def judge_night(night: date, *, at: datetime) -> int:
    """Look at what officers entered in a night that is over; make what cards follow."""
    book = rulebook(Watched.OFFICE)
    found: list[Found] = []
    for rule in book.rules:
        for threshold in rule.thresholds:
            if threshold["of"] == NIGHT:
                found += _of_night(rule, threshold, night, book)
    return make_cards(_highest(found), at=at)


def _of_night(
    rule: Rule, threshold: dict[str, Any], night: date, book: Rulebook
) -> Iterator[Found]:
    hours = {name: int(threshold[name]) for name in ("from", "until")}
    for work in night_work(night, hours["from"], hours["until"]):
        measure = Measure(NIGHT, work.count)
        if rule not in book.at(midnight(night), region=work.region):
            continue
        if level_of([threshold], measure) is not None:
            yield Found(
                rule=rule,
                level=int(threshold["level"]),
                case=None,
                key=night.isoformat(),
                organisation_id=work.organisation,
                officer=None,
                reached_at=midnight(night + timedelta(days=1)) + timedelta(hours=hours["until"]),
                facts={"period": night.isoformat(), "count": work.count, **hours},
            )
