"""Officers, residents and their accounts.

Accounts are made in bulk: hashing a password takes a third of a second, and all are the same.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.utils import timezone

from yimen.config.demo.city import FOUNDED
from yimen.config.demo.people import (
    Officer,
    Person,
    Role,
    enterprises,
    officers,
    persons,
    secret_of,
)
from yimen.identity.actions import authorise_agent, register_party
from yimen.identity.models import Account, Agency, Party
from yimen.journal.actions import write
from yimen.kernel.actor import SYSTEM
from yimen.orgs.actions import add_post, add_staff, appoint, appoint_deputy
from yimen.orgs.models import Organisation, Post, Staff

AWAY_SINCE, AWAY_FOR = timedelta(days=30), timedelta(days=365)
SECONDED = "A岗赴上级机关挂职一年"


def load_officers(
    offices: Mapping[str, Organisation], *, password: str, at: datetime
) -> dict[str, Account]:
    """Every officer in his post, with an account and a second factor, by sign-in name."""
    founded = at - FOUNDED
    posts: dict[tuple[str, str, str], Post] = {}
    staff: dict[str, Staff] = {}
    for officer in officers():
        office = offices[officer.office]
        key = (officer.office, officer.role.key, officer.reach_region)
        posts[key] = posts.get(key) or _post(office, officer, at=founded)
        staff[officer.username] = member = add_staff(
            number=officer.number,
            name=officer.name,
            organisation=office,
            phone=office.phone,
            by=SYSTEM,
            at=founded,
        )
        since = timezone.localdate(founded)
        appoint(member, posts[key], since, by=SYSTEM, at=founded)
    _appoint_deputies(staff, at=at)
    made = _open_accounts(
        [Account(username=name, name=s.name, staff=s) for name, s in staff.items()],
        password=password,
        at=founded,
    )
    seal = get_adapter().encrypt
    Authenticator.objects.bulk_create(
        Authenticator(
            user=account,
            type=Authenticator.Type.TOTP,
            data={"secret": seal(secret_of(account.username))},
        )
        for account in made.values()
    )
    return made


def _post(office: Organisation, officer: Officer, *, at: datetime) -> Post:
    role: Role = officer.role
    return add_post(
        office,
        role.name,
        role.grants,
        name_en=role.name_en,
        reach_path=role.reach_path,
        reach_region=officer.reach_region,
        by=SYSTEM,
        at=at,
    )


def _appoint_deputies(staff: Mapping[str, Staff], *, at: datetime) -> None:
    """Each deputy stands in for the approver of his office, now and for a good while."""
    first = timezone.localdate(at - AWAY_SINCE)
    by_post = {(o.office, o.role.key): staff[o.username] for o in officers()}
    for (office, key), deputy in by_post.items():
        holder = next(o.role.stands_in_for for o in officers() if o.role.key == key)
        if holder:
            appoint_deputy(
                by_post[office, holder],
                deputy,
                first,
                first + AWAY_FOR,
                reason=SECONDED,
                by=SYSTEM,
                at=at - AWAY_SINCE,
            )


def load_residents(*, password: str, at: datetime) -> dict[str, Account]:
    """Residents with accounts by sign-in name, and the enterprises they act for."""
    founded = at - FOUNDED
    made = _open_accounts(
        [
            Account(username=p.username, name=p.name, party=_person(p, at=founded))
            for p in persons().values()
        ],
        password=password,
        at=founded,
    )
    since = timezone.localdate(founded)
    for one in enterprises().values():
        kind, document = Party.Kind.ORGANISATION, Party.Document.USCC
        party = register_party(
            *(kind, one.name, document, one.number, one.phone, one.address), by=SYSTEM, at=founded
        )
        roles = [(one.representative, Agency.Role.LEGAL_REPRESENTATIVE)]
        roles += [(agent, Agency.Role.AGENT) for agent in one.agents]
        for username, role in roles:
            authorise_agent(party, made[username], role, since, None, by=SYSTEM, at=founded)
    return made


def give_mail_addresses() -> None:
    """Let residents be told by mail from now on."""
    for person in persons().values():
        Account.objects.filter(username=person.username).update(email=person.email)


def _person(person: Person, *, at: datetime) -> Party:
    kind, document = Party.Kind.PERSON, Party.Document.RESIDENT_ID
    return register_party(
        *(kind, person.name, document, person.number, person.phone, person.address),
        by=SYSTEM,
        at=at,
    )


def _open_accounts(
    accounts: Iterable[Account], *, password: str, at: datetime
) -> dict[str, Account]:
    """Accounts with the one hashed password, entered in the journal as if opened one by one."""
    made = list(accounts)
    for account in made:
        account.password = password
    Account.objects.bulk_create(made)
    for account in made:
        facts = {"staff": str(account.staff_id or ""), "party": str(account.party_id or "")}
        write("account", account.pk, "account.opened", by=SYSTEM, at=at, facts=facts)
    return {account.username: account for account in made}
