"""Made-up people: births of 1900 to 1903, so that no number is anybody's."""

import hmac
import time
from base64 import b32decode
from datetime import date, timedelta
from itertools import count
from uuid import UUID

import factory
from allauth.mfa.models import Authenticator
from django.test import Client
from factory.django import DjangoModelFactory

from tests.conftest import AT
from tests.orgs.factories import StaffFactory, staff_actor
from yimen.identity.actions import enrol_totp
from yimen.identity.models import Account, Agency, Party
from yimen.kernel.actor import Actor, Kind
from yimen.kernel.codes import checks
from yimen.kernel.secrecy import digest, seal

__all__ = [
    "PASSWORD",
    "SECRET",
    "AccountFactory",
    "AgencyFactory",
    "OrganisationPartyFactory",
    "PartyFactory",
    "applicant_actor",
    "one_time_code",
    "resident_number",
    "sign_in",
    "staff_account",
    "staff_actor",
    "uscc",
]

#: The password of every account of the suite.
PASSWORD = "correct horse battery"
#: The secret of every second factor of the suite.
SECRET = "JBSWY3DPEHPK3PXP"
_FIRST_BIRTH = date(1900, 1, 1)
_DAYS = 365 * 4
_sequence = count()


def resident_number(n: int) -> str:
    """The n-th valid identity number of a person who never was."""
    birth = _FIRST_BIRTH + timedelta(days=n % _DAYS)
    body = f"110101{birth:%Y%m%d}{n // _DAYS + 100:03d}"
    return body + checks.resident_check(body)


def uscc(n: int) -> str:
    """The n-th valid credit code of a company that never was."""
    organisation = f"TEST{n:04d}"  # S is no letter of credit codes
    organisation = organisation.replace("S", "X")
    body = f"91990100{organisation}{checks.org_check(organisation)}"
    return body + checks.uscc_check(body)


class PartyFactory(DjangoModelFactory):
    """A person whose number is valid."""

    class Meta:
        model = Party

    class Params:
        number = factory.LazyFunction(lambda: resident_number(next(_sequence)))
        phone = "13800138000"

    kind = Party.Kind.PERSON
    document = Party.Document.RESIDENT_ID
    name = factory.Sequence(lambda n: f"王测试{n}")
    number_sealed = factory.LazyAttribute(lambda o: seal(o.number))
    number_digest = factory.LazyAttribute(lambda o: digest(o.number))
    phone_sealed = factory.LazyAttribute(lambda o: seal(o.phone))
    created_at = AT


class OrganisationPartyFactory(PartyFactory):
    """A company whose credit code is valid."""

    class Params:
        number = factory.LazyFunction(lambda: uscc(next(_sequence)))

    kind = Party.Kind.ORGANISATION
    document = Party.Document.USCC
    name = factory.Sequence(lambda n: f"测试{n}有限公司")


class AccountFactory(DjangoModelFactory):
    """A resident's account; give `staff=` and `party=None` for an officer's."""

    class Meta:
        model = Account
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    party = factory.Maybe("staff", None, factory.SubFactory(PartyFactory))
    staff = None
    name = factory.LazyAttribute(lambda o: (o.staff or o.party).name if o.staff or o.party else "")

    @factory.post_generation
    def password(self, create, extracted, **kwargs):
        self.set_password(extracted or PASSWORD)
        if create:
            self.save()


class AgencyFactory(DjangoModelFactory):
    """A person who represents a company since the start of the year."""

    class Meta:
        model = Agency

    principal = factory.SubFactory(OrganisationPartyFactory)
    agent = factory.SubFactory(AccountFactory)
    role = Agency.Role.LEGAL_REPRESENTATIVE
    since = date(2026, 1, 1)


def applicant_actor(party: Party | None = None, *, account: Account | None = None) -> Actor:
    """A person who asks for himself, or for the party given."""
    account = account or AccountFactory(**({"party": party} if party else {}))
    party = party or account.party
    return Actor(
        kind=Kind.APPLICANT,
        account_id=account.pk,
        name=account.name,
        party_id=party.pk if party else None,
        party_ids=frozenset({party.pk} if party else ()),
    )


def staff_account(**fields: object) -> Account:
    """The account of a new officer; the fields are the officer's."""
    return AccountFactory(staff=StaffFactory(**fields), party=None)


def one_time_code(secret: str) -> str:
    """The code an authenticator app shows now for the secret (RFC 6238)."""
    counter = int(time.time()) // 30
    mac = hmac.digest(b32decode(secret), counter.to_bytes(8, "big"), "sha1")
    offset = mac[-1] & 15
    number = int.from_bytes(mac[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**6:06d}"


def sign_in(client: Client, account: Account, *, with_second_factor: bool | None = None) -> None:
    """Sign in past the pages; officers with their second factor shown unless said otherwise."""
    client.force_login(account)
    shown = bool(account.staff_id) if with_second_factor is None else with_second_factor
    if shown:
        if not Authenticator.objects.filter(user=account, type="totp").exists():
            enrol_totp(account, SECRET)
        _show_second_factor(client, account.pk)


def _show_second_factor(client: Client, account_id: UUID) -> None:
    session = client.session
    record = {"method": "mfa", "at": AT.timestamp(), "type": "totp"}
    session["account_authentication_methods"] = [record]
    session["account_authentication_methods_user"] = str(account_id)
    session.save()
