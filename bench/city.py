"""A small city made by real acts: departments with an item each, officers, residents."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import override_settings
from django.utils import timezone

from bench.lives import People
from yimen.catalogue.actions import add_item, publish_version, submit_version
from yimen.catalogue.models import ServiceItem
from yimen.catalogue.rules.elements import Basis
from yimen.identity.actions import enrol_totp, open_account, register_party
from yimen.identity.models import Account, Party
from yimen.identity.queries import actor_of
from yimen.kernel.actor import SYSTEM, Actor
from yimen.kernel.codes import checks
from yimen.orgs.actions import (
    add_organisation,
    add_post,
    add_region,
    add_staff,
    appoint,
    load_builtin_year,
)
from yimen.orgs.models import Organisation

REGION = "360500000000"
DEPARTMENTS = 24
MANNED = 8  # departments whose officers sign in
CLIENTS = 16
LINKS = ("accept", "examine", "decide", "deliver")
FOUNDED = timedelta(days=1500)
SECRET = "JBSWY3DPEHPK3PXP"
PASSWORD = "correct horse battery"
FAST = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody signs in with these

ELEMENTS = {
    "name": "食品经营许可",
    "audiences": ["1", "2"],
    "legal_days": 20,
    "promised_days": 10,
    "result_kind": "licence",
    "result_name": "食品经营许可证",
    "conditions": "具有与经营的食品品种、数量相适应的场所。",
    "consult_phone": "0790-6440001",
    "complaint_phone": "0790-6440002",
    "bases": [Basis("中华人民共和国食品安全法", "第三十五条").to_json()],
    "materials": [],
}


@dataclass(frozen=True)
class Department:
    """An office with its item; officers by what they do, where there are any."""

    office: Organisation
    item: ServiceItem
    officers: dict[str, Account]


@dataclass(frozen=True)
class City:
    """All there is."""

    departments: list[Department]
    residents: list[Account]


@override_settings(PASSWORD_HASHERS=FAST)
def build_city(now: datetime) -> City:
    """The city as it was founded some years ago."""
    at = now - FOUNDED
    for year in range(2019, 2027):
        load_builtin_year(year, by=SYSTEM, at=at)
    add_region(REGION, "新余市", by=SYSTEM, at=at)
    city = add_organisation(label="city", name="新余市人民政府", region=REGION, by=SYSTEM, at=at)
    departments = [_department(n, city, at) for n in range(DEPARTMENTS)]
    return City(departments, [_resident(n, at) for n in range(CLIENTS)])


def _department(n: int, city: Organisation, at: datetime) -> Department:
    office = add_organisation(
        label=f"d{n}", name=f"新余市第{n}局", region=REGION, parent=city, by=SYSTEM, at=at
    )
    code = f"11360500014471000N3000131{n:06d}"
    item = add_item(office, code, ELEMENTS, by=SYSTEM, at=at)
    version = item.versions.get()
    submit_version(version.pk, by=SYSTEM, at=at)
    publish_version(version.pk, by=SYSTEM, at=at)
    officers = {link: _officer(office, link, at) for link in LINKS} if n < MANNED else {}
    item.refresh_from_db()
    return Department(office, item, officers)


def _officer(office: Organisation, link: str, at: datetime) -> Account:
    number = f"{office.path.split('/')[1]}-{link}"
    staff = add_staff(number=number, name=f"王{link}", organisation=office, by=SYSTEM, at=at)
    post = add_post(office, link, [f"case.{link}", "case.read"], by=SYSTEM, at=at)
    appoint(staff, post, timezone.localdate(at), by=SYSTEM, at=at)
    account = open_account(number, PASSWORD, staff=staff, by=SYSTEM, at=at)
    enrol_totp(account, SECRET)
    return account


def _resident(n: int, at: datetime) -> Account:
    body = f"110101{date(1900, 1, 1) + timedelta(days=n):%Y%m%d}100"
    number = body + checks.resident_check(body)
    party = register_party(
        *(Party.Kind.PERSON, f"王测试{n}", Party.Document.RESIDENT_ID, number, "13800138000"),
        by=SYSTEM,
        at=at,
    )
    return open_account(f"resident{n}", PASSWORD, party=party, by=SYSTEM, at=at)


def actor(account: Account, at: datetime) -> Actor:
    """The account as somebody who acts."""
    return actor_of(account, on=timezone.localdate(at))


def session_of(account: Account) -> str:
    """The key of a session in which the account is signed in, with its second factor shown."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    if account.staff_id:
        shown = {"method": "mfa", "at": timezone.now().timestamp(), "type": "totp"}
        session["account_authentication_methods"] = [shown]
        session["account_authentication_methods_user"] = str(account.pk)
    session.create()
    return str(session.session_key)


def people_of(city: City, clients: int) -> list[People]:
    """One group a client; each resident has his own client, offices share theirs."""
    manned = [department for department in city.departments if department.officers]
    sessions = [
        {link: session_of(account) for link, account in department.officers.items()}
        for department in manned
    ]
    groups = []
    for n in range(clients):
        resident, place = city.residents[n], n % len(manned)
        parts = {"resident": session_of(resident), **sessions[place]}
        groups.append(People(manned[place].item.code, str(resident.party_id), parts))
    return groups


def as_plan(groups: list[People]) -> list[dict[str, Any]]:
    """The groups as the process of clients reads them."""
    return [asdict(group) for group in groups]
