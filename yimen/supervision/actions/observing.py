"""What is found at a window: entered by a supervisor, or proposed by a system and confirmed.

A confirmed finding is a card by hand: a supervisor issues it, the unit explains and may appeal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from yimen.cases.models import Case
from yimen.files.actions import store_upload
from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotAllowed
from yimen.orgs.models import Organisation, Staff
from yimen.supervision import errors, permissions
from yimen.supervision.actions._steps import Papers, words
from yimen.supervision.actions.making import Found, make_cards
from yimen.supervision.models import (
    Camera,
    CameraPlace,
    Card,
    CardStep,
    Observation,
    Presence,
    Rule,
)
from yimen.supervision.queries.cameras import served_at
from yimen.supervision.queries.rulebook import rulebook
from yimen.supervision.rules.footage import Span, within_hours
from yimen.supervision.rules.limits import MOST_PAPERS
from yimen.supervision.rules.shipped import finding_kinds, least_absence
from yimen.supervision.states import ObservationState, Watched

STREAM = "observation"
REPORTING = "presence.report"
ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, how grave it is, whom it concerns, and the words for it."""

    kind: str
    level: int
    text: str
    organisation: Organisation
    officer: Staff | None = None
    case: Case | None = None


@transaction.atomic
def enter_observation(
    place: CameraPlace,
    span: Span,
    finding: Finding,
    *,
    papers: Papers = (),
    key: UUID,
    by: Actor,
    at: datetime,
) -> Observation:
    """A supervisor enters what he saw at a window; a form sent twice is one finding."""
    if known := Observation.objects.filter(pk=key, decided_by=by.staff_id).first():
        return known
    if not span.since < span.until <= at:
        raise errors.DaysTurned(field="until")
    one = Observation(pk=key, place=place, since=span.since, until=span.until, made_at=at)
    return _confirm(one, finding, papers, by=by, at=at)


@transaction.atomic
def confirm_observation(
    observation_id: UUID, finding: Finding, *, papers: Papers = (), by: Actor, at: datetime
) -> Observation:
    """A supervisor looked at what a system proposed, and finds it so."""
    return _confirm(_proposed(observation_id, by), finding, papers, by=by, at=at)


@transaction.atomic
def dismiss_observation(observation_id: UUID, *, text: str, by: Actor, at: datetime) -> Observation:
    """A supervisor looked at what a system proposed, and it is nothing; he says why."""
    one = _proposed(observation_id, by)
    one.text, one.state = words(text), ObservationState.DISMISSED
    one.decided_by_id, one.decided_at = by.staff_id, at
    one.save()
    write(STREAM, one.pk, "observation.dismissed", by=by, at=at, facts=_facts(one))
    return one


def _proposed(observation_id: UUID, by: Actor) -> Observation:
    rows = Observation.objects.select_for_update(of=("self",), no_key=True)
    one: Observation = rows.select_related("place__organisation").get(pk=observation_id)
    if not permissions.supervises(by, one.place.organisation):
        raise NotAllowed
    if one.state != ObservationState.PROPOSED:
        raise errors.ObservationDecided
    return one


def _confirm(
    one: Observation, finding: Finding, papers: Papers, *, by: Actor, at: datetime
) -> Observation:
    """Keep what was found, and make the card of it."""
    _check(one, finding, papers, by)
    one.kind, one.level, one.text = finding.kind, finding.level, words(finding.text)
    one.organisation, one.officer, one.case = finding.organisation, finding.officer, finding.case
    one.files = [store_upload(paper, by=by, at=at).pk for paper in papers]
    one.state, one.decided_by_id, one.decided_at = ObservationState.CONFIRMED, by.staff_id, at
    one.card_id = _make_card(one, _rule(one), by=by, at=at)
    one.save()
    write(STREAM, one.pk, "observation.confirmed", by=by, at=at, facts=_facts(one))
    return one


def _check(one: Observation, finding: Finding, papers: Papers, by: Actor) -> None:
    """His to enter, of a known kind, and about somebody who served there."""
    of_hall = permissions.supervises(by, one.place.organisation)
    if not permissions.supervises(by, finding.organisation) or not (of_hall or finding.case):
        raise NotAllowed
    if finding.kind not in finding_kinds():
        raise errors.UnknownFinding(field="kind")
    if len(papers) > MOST_PAPERS:
        raise errors.TooManyPapers(field="papers", most=MOST_PAPERS)
    served = served_at(one.place, timezone.localdate(one.since))
    if finding.officer is not None and finding.officer not in served.officers:
        raise errors.NotServedThere(field="officer")
    if finding.organisation not in served.offices:
        raise errors.NotServedThere(field="organisation")


def _rule(one: Observation) -> Rule:
    """The rule for what was found, at that place when it happened, if it knows the level."""
    code, office = finding_kinds()[one.kind].rule, one.organisation
    assert office is not None
    book = rulebook(Watched.WINDOW).at(one.since, region=office.region_id)
    rule = next((rule for rule in book if rule.code == code), None)
    if rule is None or one.level not in {row["level"] for row in rule.thresholds}:
        raise errors.UnknownFinding(field="level")
    return rule


def _make_card(one: Observation, rule: Rule, *, by: Actor, at: datetime) -> UUID:
    """The card, with the supervisor's words and papers as its first step."""
    assert one.organisation_id is not None and one.level is not None
    since, until = timezone.localtime(one.since), timezone.localtime(one.until)
    facts = {
        "window": one.place.window,
        "day": since.date().isoformat(),
        "clock": f"{since:%H:%M}–{until:%H:%M}",
        "observation": str(one.pk),
        "seen_by": str(by.staff_id or ""),
    }
    found = Found(
        rule=rule,
        level=one.level,
        case=one.case_id,
        key=str(one.pk),
        organisation_id=one.organisation_id,
        officer=one.officer_id,
        reached_at=one.since,
        facts=facts,
    )
    make_cards([found], at=at)
    card = Card.objects.get(pk=found.id)
    CardStep.objects.create(
        card=card, act="observe", by_id=by.staff_id, at=at, text=one.text, files=one.files
    )
    return card.pk


@dataclass(frozen=True, slots=True)
class Reported:
    """A span a detection system tells of: which camera, whether anybody was there."""

    key: str
    camera: str
    is_present: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a report."""

    taken: int
    known: int
    proposed: int


@transaction.atomic
def report_presence(spans: Sequence[Reported], *, by: Actor, at: datetime) -> Taken:
    """Keep what a detection system saw; long absences are proposed, never more than that.

    A span told again under its key changes nothing.
    """
    client = by.client_id
    assert client is not None
    keys = [one.key for one in spans]
    known = Presence.objects.filter(client=client, key__in=keys)
    done = set(known.values_list("key", flat=True))
    new = {one.key: one for one in spans if one.key not in done}
    rows = [_presence(one, client, by=by, at=at) for one in new.values()]
    Presence.objects.bulk_create(rows)
    proposals = [proposal for row in rows if (proposal := _proposal(row, at))]
    Observation.objects.bulk_create(proposals)
    for one in proposals:
        write(STREAM, one.pk, "observation.proposed", by=by, at=at, facts=_facts(one))
    return Taken(len(rows), len(spans) - len(rows), len(proposals))


def _presence(one: Reported, client: UUID, *, by: Actor, at: datetime) -> Presence:
    if not one.span.since < one.span.until <= at:
        raise errors.DaysTurned(field="until")
    camera = Camera.objects.filter(code=one.camera).first()
    day = timezone.localdate(one.span.since)
    places = CameraPlace.objects.on(day).filter(camera=camera).select_related("organisation")
    place = places.first()
    if place is None or not by.may(REPORTING, path=place.organisation.path):
        raise errors.NoSuchCamera(field="camera", camera=one.camera)
    return Presence(
        client=client,
        key=one.key,
        place=place,
        is_present=one.is_present,
        since=one.span.since,
        until=one.span.until,
        reported_at=at,
    )


def _proposal(row: Presence, at: datetime) -> Observation | None:
    """A finding for somebody to look at: nobody there, in the hours of the window, for long."""
    span = within_hours(Span(row.since, row.until), row.place.opens, row.place.closes)
    if row.is_present or span is None or span.length < least_absence():
        return None
    return Observation(
        place=row.place,
        kind=ABSENT,
        since=span.since,
        until=span.until,
        state=ObservationState.PROPOSED,
        presence=row,
        made_at=at,
    )


def _facts(one: Observation) -> dict[str, Any]:
    facts: dict[str, Any] = {"place": one.place_id, "kind": one.kind, "from": one.since}
    facts |= {"to": one.until}
    return facts | ({"card": one.card_id} if one.card_id else {})
