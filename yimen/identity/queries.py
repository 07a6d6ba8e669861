"""Reading who somebody is."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language

from yimen.identity.models import Account, Agency, Party
from yimen.identity.permissions import may_file_for
from yimen.identity.querysets import AgencyQuerySet
from yimen.identity.rules import is_same_name
from yimen.kernel.actor import STRANGER, Actor, Kind
from yimen.kernel.codes.reading import tidy
from yimen.kernel.ids import read_id
from yimen.kernel.secrecy import digest, mask_number, mask_phone, unseal
from yimen.kernel.statements import Statement
from yimen.orgs.models import Organisation, Staff
from yimen.orgs.queries import duty_of

#: The session key under which the party somebody acts for now is kept.
PARTY = "party"


def account_with(account_id: UUID) -> Account | None:
    """The account, an officer's with his house: what every request of somebody signed in reads."""
    row = _ACCOUNT.first(account=account_id)
    if row is None:
        return None
    account, staff, house = row
    if staff is not None:
        staff.organisation = house
        account.staff = staff
    found: Account = account
    return found


_ACCOUNT = Statement(
    """
    select {account}, {staff}, {house} from identity_account account
    left join orgs_staff staff on staff.id = account.staff_id
    left join orgs_organisation house on house.id = staff.organisation_id
    where account.id = %(account)s
    """,
    account=Account,
    staff=Staff,
    house=Organisation,
)


def actor_for(account: Any, *, session: Mapping[str, Any], address: str) -> Actor:
    """Who makes this request: an officer with today's grants, an applicant, or a stranger.

    It stands at the door of the request, so it is the one query that looks at the clock.
    """
    if not isinstance(account, Account):
        return replace(STRANGER, address=address, language=get_language() or "zh-hans")
    channel = "counter" if account.staff_id else "online"
    return actor_of(
        account,
        on=timezone.localdate(),
        party_id=read_id(session.get(PARTY)),
        channel=channel,
        address=address,
    )


def actor_of(
    account: Account,
    *,
    on: date,
    party_id: UUID | None = None,
    channel: str = "online",
    address: str = "",
) -> Actor:
    """Who acts when this account does on that day.

    An officer has the grants of the posts he holds that day and of those he stands in for. A
    resident acts for himself or, if he chose so and may, for an organisation.
    """
    if not account.is_active:
        return replace(STRANGER, address=address)
    if account.staff is not None:
        return _officer(account, account.staff, on=on, channel=channel, address=address)
    return _applicant(account, on=on, party_id=party_id, channel=channel, address=address)


def _officer(account: Account, staff: Staff, *, on: date, channel: str, address: str) -> Actor:
    if not staff.is_active:
        return replace(STRANGER, address=address)
    duty = duty_of(staff, on=on)
    return Actor(
        kind=Kind.STAFF,
        account_id=account.pk,
        name=staff.name,
        staff_id=staff.pk,
        post_id=duty.posts[0].pk if duty.posts else None,
        post_names=duty.post_names,
        org_id=staff.organisation_id,
        org_path=staff.organisation.path,
        region=staff.organisation.region_id,
        grants=duty.grants,
        stands_in_for=duty.stands_in_for,
        channel=channel,
        address=address,
        language=account.language,
    )


def _applicant(
    account: Account, *, on: date, party_id: UUID | None, channel: str, address: str
) -> Actor:
    principals, limited = _principals(account, on=on)
    own = frozenset({account.party_id} if account.party_id else ())
    return Actor(
        kind=Kind.APPLICANT,
        account_id=account.pk,
        name=account.name or account.username,
        party_id=party_id if party_id in principals | dict(limited).keys() else account.party_id,
        party_ids=own | principals,
        limited=limited,
        channel=channel,
        address=address,
        language=account.language,
    )


def station_actor(account: Account, party_id: UUID, *, by: Actor, on: date) -> Actor | None:
    """An officer as who he files for: for that resident alone, in what he consented to today."""
    _all, limited = _principals(account, on=on)
    matters = dict(limited).get(party_id)
    if matters is None or not may_file_for(by):
        return None
    return replace(
        by,
        kind=Kind.APPLICANT,
        party_id=party_id,
        limited=((party_id, matters),),
        grants=frozenset(),
        channel="station",
    )


Limited = tuple[tuple[UUID, frozenset[UUID]], ...]


def _principals(account: Account, *, on: date) -> tuple[frozenset[UUID], Limited]:
    """Those an account may act for on a day: in all matters, and in some only."""
    rows = _PRINCIPALS.all(agent=account.pk, on=on)
    whole = frozenset(principal for principal, items in rows if not items)
    some: dict[UUID, set[UUID]] = {}
    for principal, items in rows:
        if principal not in whole:
            some.setdefault(principal, set()).update(items)
    return whole, tuple((party, frozenset(items)) for party, items in some.items())


_PRINCIPALS = Statement("""
    select principal_id, items from identity_agency
    where agent_id = %(agent)s and revoked_at is null and not awaits_consent
        and since <= %(on)s and (until is null or until > %(on)s)
""")


def post_names(actor: Actor) -> list[str]:
    """The posts an officer acts from: his own, then those he stands in for."""
    return list(actor.post_names)


def document_number(party: Party) -> str:
    """The full number, for papers and exchange; people look at it through `reveal_number`."""
    return unseal(party.number_sealed)


def masked_number(party: Party) -> str:
    """The number as lists show it; an organisation's number is public."""
    number = document_number(party)
    return mask_number(number) if party.kind == Party.Kind.PERSON else number


def phone_number(party: Party) -> str:
    """The telephone number, to call or write to the person."""
    return unseal(party.phone_sealed) if party.phone_sealed else ""


def masked_phone(party: Party) -> str:
    """The telephone number as lists show it."""
    return mask_phone(phone_number(party))


def find_party(document: str, number: str) -> Party | None:
    """The person or organisation with this document, if known."""
    found: Party | None = Party.objects.filter(
        document=document, number_digest=digest(tidy(number))
    ).first()
    return found


def account_of(name: str, number: str) -> Account | None:
    """The open account of the person with this name and number: both must be right."""
    party = find_party(Party.Document.RESIDENT_ID, number)
    if party is None or not is_same_name(party.name, name):
        return None
    found: Account | None = Account.objects.active().filter(party=party).first()
    return found


def may_act_for(principal: Party, matter: UUID, *, name: str, number: str, on: date) -> bool:
    """Whether the person with this name and number may act for another in that matter."""
    account = account_of(name, number)
    return account is not None and actor_of(account, on=on).acts_for(principal.pk, matter)


def agencies_given(account: Account, *, on: date) -> AgencyQuerySet:
    """Who acts, or asks to act, for the person and for the organisations he represents."""
    houses = Agency.objects.in_force(on).filter(agent=account, role=LEGAL)
    principals = [*houses.values_list("principal", flat=True), account.party_id]
    return _standing(Agency.objects.filter(principal__in=principals), on).exclude(agent=account)


def agencies_held(account: Account, *, on: date) -> AgencyQuerySet:
    """For whom the account acts, or asked to act."""
    return _standing(Agency.objects.filter(agent=account), on)


def _standing(agencies: AgencyQuerySet, on: date) -> AgencyQuerySet:
    held = agencies.filter(Q(until=None) | Q(until__gt=on), revoked_at=None)
    return held.select_related("agent", "principal").order_by("-pk")


LEGAL = Agency.Role.LEGAL_REPRESENTATIVE


def parties_of(actor: Actor) -> list[Party]:
    """Whom the actor may act for: himself first, then other persons, then organisations."""
    ids = [*actor.party_ids, *(party for party, _matters in actor.limited)]
    found = _PARTIES.all(ids=ids, account=actor.account_id)
    found.sort(key=lambda row: (not row[1], row[0].kind != Party.Kind.PERSON, row[0].name))
    return [party for party, _is_own in found]


_PARTIES = Statement(
    """
    select {party}, exists (
        select from identity_account own
        where own.party_id = party.id and own.id = %(account)s::uuid
    ) from identity_party party where party.id = any(%(ids)s::uuid[])
    """,
    party=Party,
)


def party_with(party_id: UUID, actor: Actor) -> Party | None:
    """One of those the actor may act for."""
    found: Party | None = Party.objects.visible_to(actor).filter(pk=party_id).first()
    return found


def agencies_of(party_id: UUID, *, on: date) -> list[Agency]:
    """Who acts for the person or organisation on a day, oldest first."""
    held = Agency.objects.in_force(on).filter(principal=party_id)
    return list(held.select_related("agent").order_by("since", "pk"))


def acting_for_each(
    asked: Collection[tuple[UUID, UUID]], *, on: date
) -> dict[tuple[UUID, UUID], list[Account]]:
    """Who acts for each applicant in a matter on a day, by both, for notices."""
    parties = {party for party, _matter in asked}
    owners = Account.objects.active().filter(party__in=parties)
    own = {account.party_id: account for account in owners}
    held: dict[UUID, list[Agency]] = {}
    agencies = Agency.objects.in_force(on).filter(principal__in=parties, agent__is_active=True)
    for agency in agencies.exclude(role=Agency.Role.STATION).select_related("agent"):
        held.setdefault(agency.principal_id, []).append(agency)
    return {
        (party, matter): list(_told(own.get(party), held.get(party, ()), matter).values())
        for party, matter in asked
    }


def _told(own: Account | None, held: Iterable[Agency], matter: UUID) -> dict[UUID, Account]:
    agents = [one.agent for one in held if not one.items or matter in one.items]
    return {account.pk: account for account in [*([own] if own else []), *agents]}


def accounts_of_parties(party_ids: Iterable[UUID]) -> dict[UUID, Account]:
    """The open accounts of persons, by person."""
    found = Account.objects.active().filter(party__in=list(party_ids))
    return {account.party_id: account for account in found if account.party_id}


def officers_accounts(staff_ids: Iterable[UUID]) -> dict[UUID, Account]:
    """The accounts of officers, closed ones too, by officer."""
    return {a.staff_id: a for a in Account.objects.filter(staff__in=list(staff_ids)) if a.staff_id}


def has_second_factor(account: Account) -> bool:
    """Whether an authenticator app was set up for the account."""
    kind = Authenticator.Type.TOTP
    return bool(Authenticator.objects.filter(user=account, type=kind).exists())
