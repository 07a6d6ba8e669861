"""What some entries of the journal come to; of nothing else than them and what never changes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone

from yimen.cases.models import Case
from yimen.figures.rules import OF_CARD, OF_CASE, counted, counted_card
from yimen.journal.ports import EntryView
from yimen.supervision.models import Card

FOLLOWER = "figures.count"

#: day, organisation, type of item, measure; or day, organisation, rule, level, measure
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Sums:
    """How often what happened, of cases and of cards."""

    cases: Counter[Key] = field(default_factory=Counter)
    cards: Counter[Key] = field(default_factory=Counter)


def tallied(entries: Sequence[EntryView]) -> Sums:
    """What these acts add to the figures."""
    sums = Sums()
    of_cases = [entry for entry in entries if entry.kind in OF_CASE]
    offices, types = _of_cases(entry.subject for entry in of_cases)
    for entry in of_cases:
        on, channel = timezone.localdate(entry.at), entry.actor.get("channel", "")
        day, measures = counted(entry.kind, entry.facts, channel=channel, on=on)
        said = entry.facts.get("organisation")  # entries did not always say it
        office = UUID(str(said)) if said else offices[entry.subject]
        for measure in measures:
            sums.cases[day, office, types[entry.subject], measure] += 1
    _add_cards(sums, [entry for entry in entries if entry.kind in OF_CARD])
    return sums


def _of_cases(subjects: Iterable[UUID]) -> tuple[dict[UUID, UUID], dict[UUID, str]]:
    """The organisation that has each case now, and the type of its item, which never changes."""
    wanted = Case.objects.filter(pk__in=set(subjects))
    rows = list(wanted.values_list("pk", "organisation_id", "version__item_type"))
    return {pk: office for pk, office, _kind in rows}, {pk: kind for pk, _office, kind in rows}


def _add_cards(sums: Sums, entries: Sequence[EntryView]) -> None:
    """Office, rule and level of a card never change; nor, once it is withdrawn, its issue."""
    cards = Card.objects.in_bulk({entry.subject for entry in entries}) if entries else {}
    for entry in entries:
        card, day = cards[entry.subject], timezone.localdate(entry.at)
        measure = counted_card(entry.kind, was_issued=card.issued_at is not None)
        sums.cards[day, card.organisation_id, card.code, card.level, measure] += 1
