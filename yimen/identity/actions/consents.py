"""Authorisations that need a word: asked for, confirmed, recorded at a counter, at a station."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from yimen.files.actions import store_upload
from yimen.identity import errors
from yimen.identity.actions._known import Person, make_known_by_name
from yimen.identity.actions.agents import check_agency, keep_agency
from yimen.identity.models import Account, Agency
from yimen.identity.permissions import may_file_for, may_register, may_represent
from yimen.kernel.actor import Actor, Kind
from yimen.kernel.errors import NotAllowed

STATION_LASTS = timedelta(days=1)


@transaction.atomic
def ask_to_act(
    principal: Account, until: date, *, items: Iterable[UUID] = (), by: Actor, at: datetime
) -> Agency:
    """Ask a person to let one act for him; it holds from when he confirms in his own account."""
    if by.kind is not Kind.APPLICANT or by.account_id is None or principal.party is None:
        raise NotAllowed
    agent = Account.objects.select_for_update(of=("self",)).get(pk=by.account_id)
    since = timezone.localdate(at)
    asked = Agency.objects.filter(
        principal=principal.party, agent=agent, awaits_consent=True, revoked_at=None
    )
    if found := asked.first():
        return found
    agency = Agency(
        principal=principal.party,
        agent=agent,
        role=Agency.Role.AGENT,
        since=since,
        until=until,
        items=[*items],
        awaits_consent=True,
    )
    check_agency(agency)
    return keep_agency(agency, "agent_asked", by=by, at=at)


@transaction.atomic
def confirm_agency(agency_id: int, *, by: Actor, at: datetime) -> Agency:
    """Say yes to somebody who asked to act for one."""
    agency: Agency = Agency.objects.select_for_update(of=("self",)).get(pk=agency_id)
    if not may_represent(by, agency.principal, on=timezone.localdate(at)):
        raise errors.MayNotAuthorise
    if not agency.awaits_consent or agency.revoked_at is not None:
        return agency
    agency.awaits_consent, agency.since = False, timezone.localdate(at)
    check_agency(agency)
    return keep_agency(agency, "agent_authorised", by=by, at=at)


@transaction.atomic
def record_agency(
    said: Person,
    agent: Account,
    until: date,
    paper: "UploadedFile[Any] | None",
    *,
    items: Iterable[UUID] = (),
    by: Actor,
    at: datetime,
    key: UUID | None = None,
) -> Agency:
    """Record at a counter what a person consented to on paper; the scan is kept with it.

    Whom nobody knew yet becomes known by the document he shows; the same form counts once.
    """
    if by.kind is not Kind.STAFF or not may_register(by):
        raise NotAllowed
    if paper is None:
        raise errors.PaperMissing(field="paper")
    party = make_known_by_name(said, by=by, at=at)  # locked: a second click waits here
    if key and (found := Agency.objects.filter(key=key).first()):
        return found
    agency = Agency(
        principal=party,
        agent=agent,
        role=Agency.Role.AGENT,
        since=timezone.localdate(at),
        until=until,
        items=[*items],
        consent=Agency.Consent.PAPER,
        key=key,
    )
    check_agency(agency)
    agency.paper = store_upload(paper, by=by, at=at)
    return keep_agency(agency, "agent_recorded", by=by, at=at)


@transaction.atomic
def begin_for_resident(
    said: Person,
    item: UUID,
    paper: "UploadedFile[Any] | None",
    *,
    by: Actor,
    at: datetime,
) -> Agency:
    """Let a station officer file one item for the resident before him, this day (延伸办理)."""
    if not may_file_for(by) or by.account_id is None:
        raise NotAllowed
    if paper is None:
        raise errors.PaperMissing(field="paper")
    party = make_known_by_name(said, by=by, at=at)
    officer = Account.objects.select_for_update(of=("self",)).get(pk=by.account_id)
    today = timezone.localdate(at)
    held = Agency.objects.in_force(today).filter(principal=party, agent=officer)
    if found := held.filter(items=[item]).first():
        return found
    agency = Agency(
        principal=party,
        agent=officer,
        role=Agency.Role.STATION,
        since=today,
        until=today + STATION_LASTS,
        items=[item],
        consent=Agency.Consent.PAPER,
        paper=store_upload(paper, by=by, at=at),
    )
    return keep_agency(agency, "agent_recorded", by=by, at=at)
