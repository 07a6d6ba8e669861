"""Reading who somebody is."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.utils import timezone
from django.utils.translation import get_language

from yimen.identity.models import Account, Agency, Party
from yimen.kernel.actor import STRANGER, Actor, Kind
from yimen.kernel.codes.reading import tidy
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
        party_id=_uuid(session.get(PARTY)),
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
    principals = frozenset(principal for (principal,) in _PRINCIPALS.all(agent=account.pk, on=on))
    own = frozenset({account.party_id} if account.party_id else ())
    return Actor(
        kind=Kind.APPLICANT,
        account_id=account.pk,
        name=account.name or account.username,
        party_id=party_id if party_id in principals else account.party_id,
        party_ids=own | principals,
        channel=channel,
        address=address,
        language=account.language,
    )


#: Those an account may act for on a day.
_PRINCIPALS = Statement("""
    select principal_id from identity_agency
    where agent_id = %(agent)s and revoked_at is null
        and since <= %(on)s and (until is null or until > %(on)s)
""")


def post_names(actor: Actor) -> list[str]:
    """The posts an officer acts from: his own, then those he stands in for."""
    return list(actor.post_names)


def _uuid(text: object) -> UUID | None:
    try:
        return UUID(str(text)) if text else None
    except ValueError:
        return None


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


def parties_of(actor: Actor) -> list[Party]:
    """Whom the actor may act for: himself first, then organisations by name."""
    found = [party for (party,) in _PARTIES.all(ids=list(actor.party_ids))]
    return sorted(found, key=lambda p: (p.kind != Party.Kind.PERSON, p.name))


_PARTIES = Statement(
    "select {party} from identity_party party where id = any(%(ids)s::uuid[])", party=Party
)


def agencies_of(party_id: UUID, *, on: date) -> list[Agency]:
    """Who acts for the organisation on a day, oldest first."""
    held = Agency.objects.in_force(on).filter(principal=party_id)
    return list(held.select_related("agent").order_by("since", "pk"))


def acting_for_each(party_ids: Collection[UUID], *, on: date) -> dict[UUID, list[Account]]:
    """The accounts that act for each of some applicants on a day, for notices; as `acting_for`."""
    found: dict[UUID, dict[UUID, Account]] = {party: {} for party in party_ids}
    for account in Account.objects.active().filter(party__in=party_ids):
        found[account.party_id][account.pk] = account
    held = Agency.objects.in_force(on).filter(principal__in=party_ids, agent__is_active=True)
    for agency in held.select_related("agent"):
        found[agency.principal_id][agency.agent_id] = agency.agent
    return {party: list(accounts.values()) for party, accounts in found.items()}


def officers_accounts(staff_ids: Iterable[UUID]) -> dict[UUID, Account]:
    """The accounts of officers, closed ones too, by officer."""
    return {a.staff_id: a for a in Account.objects.filter(staff__in=list(staff_ids)) if a.staff_id}


def has_second_factor(account: Account) -> bool:
    """Whether an authenticator app was set up for the account."""
    kind = Authenticator.Type.TOTP
    return bool(Authenticator.objects.filter(user=account, type=kind).exists())
