"""Which recording shows which act of a case, and what was found at windows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils import timezone

from yimen.cases.models import Case
from yimen.files.models import Blob
from yimen.journal.ports import EntryView
from yimen.journal.queries import entries_of
from yimen.kernel.actor import Actor
from yimen.kernel.ids import read_id
from yimen.orgs.models import Staff
from yimen.supervision.models import CameraPlace, Observation, Presence
from yimen.supervision.queries.cameras import places_of
from yimen.supervision.rules.footage import Span, around, is_at_counter, is_recorded
from yimen.supervision.rules.shipped import padding
from yimen.supervision.states import ObservationState

PAGE = 40
NEARBY = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class CounterAct:
    """An act in front of a window: who did it, the span to look at, and the cameras of it."""

    entry: EntryView
    officer: Staff | None
    span: Span
    recorded: Sequence[CameraPlace]  #: those that looked then
    off_hours: Sequence[CameraPlace]  #: those of the officer's windows that record at other hours


def counter_acts(case: Case) -> list[CounterAct]:
    """The acts of a case at a counter, oldest first, each with the windows of its officer.

    Where somebody serves at several windows each is named: the record does not say at which of
    them he sat.
    """
    entries = [e for e in entries_of(case.pk) if is_at_counter(e.kind, e.facts, e.actor)]
    people = Staff.objects.in_bulk({UUID(entry.actor["staff"]) for entry in entries})
    return [_act(entry, people) for entry in entries]


def counter_act(case: Case, seq: int) -> CounterAct | None:
    """The act of that number in the record of a case, if it happened at a counter."""
    return next((act for act in counter_acts(case) if act.entry.seq == seq), None)


def _act(entry: EntryView, people: dict[UUID, Staff]) -> CounterAct:
    staff = UUID(entry.actor["staff"])
    places = places_of([staff], timezone.localdate(entry.at))[staff]
    seen = {place.pk for place in places if is_recorded(entry.at, place.opens, place.closes)}
    return CounterAct(
        entry,
        people.get(staff),
        around(entry.at, padding()),
        [place for place in places if place.pk in seen],
        [place for place in places if place.pk not in seen],
    )


@dataclass(frozen=True, slots=True)
class ObservationPage:
    """Some findings, and where to go on."""

    rows: Sequence[Observation]
    next: str = ""


def observations(
    actor: Actor, state: str = "", *, after: str = "", limit: int = PAGE
) -> ObservationPage:
    """What was found at the windows this actor supervises, seen last first."""
    rows = _named(actor)
    if state in ObservationState.values:
        rows = rows.filter(state=state)
    last = rows.filter(pk=pk).first() if (pk := read_id(after)) else None
    if last is not None:
        earlier = rows.filter(since__lt=last.since)
        rows = earlier | rows.filter(since=last.since, pk__lt=last.pk)
    found = list(rows.order_by("-since", "-pk")[: limit + 1])
    more = str(found[limit - 1].pk) if len(found) > limit else ""
    return ObservationPage(found[:limit], more)


def observation_counts(actor: Actor) -> dict[str, int]:
    """How many findings stand where, of those this actor sees."""
    rows = Observation.objects.visible_to(actor).order_by().values("state").annotate(n=Count("pk"))
    return {row["state"]: row["n"] for row in rows}


def observation_seen(actor: Actor, observation_id: UUID) -> Observation | None:
    """One finding in scope."""
    return _named(actor).filter(pk=observation_id).first()


def _named(actor: Actor) -> QuerySet[Observation]:
    rows: QuerySet[Observation] = Observation.objects.visible_to(actor)
    return rows.select_related(
        *("place__camera", "place__organisation", "organisation", "officer", "case", "card"),
        *("presence", "decided_by"),
    )


def papers_of(observation: Observation) -> list[Blob]:
    """The files that were handed in with a finding, in their order."""
    found = Blob.objects.in_bulk(observation.files)
    return [found[pk] for pk in observation.files if pk in found]


def presences_around(place: CameraPlace, since: datetime, until: datetime) -> QuerySet[Presence]:
    """What detection reported of a window about that time, in order."""
    rows = Presence.objects.filter(place=place, since__lt=until + NEARBY, until__gt=since - NEARBY)
    return rows.order_by("since", "pk")
