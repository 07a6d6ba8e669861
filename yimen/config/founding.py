"""The beginning of a real site: its place, its first organisation, and who manages it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.db import connection, transaction
from django.utils import timezone

from yimen.identity.actions import NewOfficer, enrol_totp, reset_password, take_on_officer
from yimen.identity.models import Account
from yimen.kernel.actor import SYSTEM
from yimen.kernel.errors import DomainError
from yimen.kernel.ids import new_id
from yimen.orgs.actions import add_organisation, add_post, add_region, appoint
from yimen.orgs.models import Organisation, Region
from yimen.orgs.rules import HELD_TO_GIVE, MANAGING

POST, POST_EN = "系统管理岗", "Administrator"


class SiteStands(DomainError):
    """A site is begun once; the rest is done by its officers."""

    code = "config.site_stands"
    message = "This site has an organisation already: %(name)s. Nothing was changed."


class NoSuchOfficer(DomainError):
    """Only officers are helped from here; residents reset passwords by mail."""

    code = "config.no_such_officer"
    message = "No officer signs in as “%(username)s”."


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """What has to be said to begin a site."""

    region: str
    region_names: Mapping[str, str] = field(default_factory=dict)  #: by code, also those around it
    label: str
    organisation: str
    administrator: str
    number: str
    username: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class Keys:
    """What the administrator is handed, shown once: a password, and the secret of the codes."""

    account: Account
    password: str
    totp_url: str


@transaction.atomic
def found_site(said: Founding, *, at: datetime) -> Keys:
    """Make place, organisation, the managing post, and the administrator who holds it.

    The post reaches everything, so that he can set up whatever else the site needs.
    """
    with connection.cursor() as cursor:  # two beginnings at once: the second finds the first
        cursor.execute("lock table orgs_organisation in share row exclusive mode")
    if standing := Organisation.objects.order_by("path").first():
        raise SiteStands(name=standing.name)
    for code, name in said.region_names.items():
        if not Region.objects.filter(pk=code).exists():
            add_region(code, name, by=SYSTEM, at=at)
    house = add_organisation(
        label=said.label,
        name=said.organisation,
        region=said.region,
        kind=Organisation.Kind.GOVERNMENT,
        by=SYSTEM,
        at=at,
    )
    new = NewOfficer(
        number=said.number,
        name=said.administrator,
        organisation=house,
        username=said.username,
        email=said.email,
    )
    handed = take_on_officer(new, staff_id=new_id(), by=SYSTEM, at=at)
    grants = [MANAGING, *sorted(HELD_TO_GIVE)]
    post = add_post(house, POST, grants, name_en=POST_EN, reach_path="", by=SYSTEM, at=at)
    assert handed.account.staff is not None
    appoint(handed.account.staff, post, timezone.localdate(at), by=SYSTEM, at=at)
    return Keys(handed.account, handed.password, _new_factor(handed.account))


@transaction.atomic
def recover_officer(username: str, *, at: datetime) -> Keys:
    """New keys for an officer whom nobody else can help: a password, and a second factor."""
    account = Account.objects.filter(username=username, staff__isnull=False).first()
    if account is None:
        raise NoSuchOfficer(username=username)
    handed = reset_password(account.pk, reason="yimen site recover", by=SYSTEM, at=at)
    return Keys(handed.account, handed.password, _new_factor(handed.account))


def _new_factor(account: Account) -> str:
    secret = generate_totp_secret()
    enrol_totp(account, secret)
    return str(get_adapter().build_totp_url(account, secret))
