"""Organisations and those who act for them."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from yimen.identity import errors
from yimen.identity.actions._known import Person, make_known
from yimen.identity.models import Account, Agency, Party
from yimen.identity.permissions import may_represent
from yimen.identity.rules import is_same_name
from yimen.journal.actions import write
from yimen.kernel.actor import Actor, Kind
from yimen.kernel.errors import NotAllowed

_ROLES = frozenset({Agency.Role.LEGAL_REPRESENTATIVE, Agency.Role.AGENT})
PERSONS_ROLES = frozenset({Agency.Role.AGENT})
LONGEST = timedelta(days=3 * 365)  # of an authorisation by a person


@transaction.atomic
def register_organisation(
    name: str,
    number: str,
    *,
    phone: str = "",
    address: str = "",
    by: Actor,
    at: datetime,
) -> Party:
    """Enter an organisation by its legal representative, as he declares it.

    Who comes first represents it; the others are authorised by him, or come to a counter.
    """
    if by.kind is not Kind.APPLICANT or by.account_id is None:
        raise NotAllowed
    said = Person(
        kind=Party.Kind.ORGANISATION, name=name, number=number, phone=phone, address=address
    )
    party, _ = make_known(said, by=by, at=at)
    today = timezone.localdate(at)
    is_claimed = Agency.objects.in_force(today).filter(principal=party).exists()
    if is_claimed or not is_same_name(party.name, name):
        raise errors.OrganisationClaimed(field="number")
    agency = Agency(
        principal=party,
        agent=Account.objects.get(pk=by.account_id),
        role=Agency.Role.LEGAL_REPRESENTATIVE,
        since=today,
    )
    keep_agency(agency, "agent_authorised", by=by, at=at)
    return party


@transaction.atomic
def authorise_agent(
    principal: Party,
    agent_account: Account,
    role: str,
    since: date,
    until: date | None,
    *,
    items: Iterable[UUID] = (),
    by: Actor,
    at: datetime,
) -> Agency:
    """Let a registered person act for oneself or one's organisation (Civil Code, art. 165).

    A term, and the items it is for; none means all matters. For a person the term is limited.
    """
    party = Party.objects.select_for_update(of=("self",)).get(pk=principal.pk)
    if not may_represent(by, party, on=timezone.localdate(at)):
        raise errors.MayNotAuthorise
    agency = Agency(
        principal=party, agent=agent_account, role=role, since=since, until=until, items=[*items]
    )
    check_agency(agency)
    return keep_agency(agency, "agent_authorised", by=by, at=at)


def check_agency(agency: Agency) -> None:
    """Raise unless the authorisation could hold, whoever gives it."""
    since, until, agent = agency.since, agency.until, agency.agent
    is_person = agency.principal.kind == Party.Kind.PERSON
    if until is not None and until <= since:
        raise errors.PeriodInvalid(field="until")
    if agency.role not in (PERSONS_ROLES if is_person else _ROLES):
        raise errors.AgentInvalid(field="principal")
    if not agent.is_active or agent.party_id is None or agent.party_id == agency.principal_id:
        raise errors.AgentInvalid(field="agent")
    if is_person and (until is None or until > since + LONGEST):
        raise errors.TermNeeded(field="until", years=LONGEST.days // 365)
    if Agency.objects.in_force(since).filter(principal=agency.principal, agent=agent).exists():
        raise errors.AlreadyAgent(name=agent.name)


def keep_agency(agency: Agency, kind: str, *, by: Actor, at: datetime) -> Agency:
    """Save it with the one journal entry of the act."""
    agency.save(force_insert=agency.pk is None)
    facts = {
        "agent": str(agency.agent_id),
        "role": agency.role,
        "since": agency.since.isoformat(),
        "until": agency.until.isoformat() if agency.until else "",
        "items": [str(item) for item in agency.items],
        "consent": agency.consent,
        "paper": agency.paper.sha256 if agency.paper else "",
    }
    write("party", agency.principal_id, f"party.{kind}", by=by, at=at, facts=facts)
    return agency


@transaction.atomic
def revoke_agency(agency_id: int, *, by: Actor, at: datetime) -> Agency:
    """End an authorisation at once; the agent may lay it down himself (Civil Code, art. 173)."""
    agency: Agency = Agency.objects.select_for_update(of=("self",)).get(pk=agency_id)
    is_agent = by.account_id == agency.agent_id
    if not is_agent and not may_represent(by, agency.principal, on=timezone.localdate(at)):
        raise errors.MayNotAuthorise
    if agency.revoked_at is None:
        agency.revoked_at = at
        agency.save(update_fields=["revoked_at"])
        facts = {"agent": str(agency.agent_id), "role": agency.role}
        write("party", agency.principal_id, "party.agent_revoked", by=by, at=at, facts=facts)
    return agency
