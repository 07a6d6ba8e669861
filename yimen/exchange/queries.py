"""Who a system acts as, what it may see, and how it is doing."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.utils.crypto import constant_time_compare

from yimen.cases.errors import NoSuchCase
from yimen.cases.models import Case
from yimen.cases.queries import case_with_id
from yimen.exchange import errors
from yimen.exchange.models import Application, Client, Delivery, Use
from yimen.exchange.rules import TELLING, narrowed
from yimen.identity.models import Account
from yimen.identity.queries import actor_of
from yimen.kernel.actor import Actor, Grant, Kind
from yimen.kernel.ids import read_id
from yimen.kernel.secrecy import digest

CHANNEL = "api"


def client_with(client_id: str) -> Client | None:
    """The system of that id, unless it was shut out."""
    wanted = read_id(client_id)
    if wanted is None:
        return None
    found: Client | None = (
        Client.objects.select_related("organisation").filter(pk=wanted, is_active=True).first()
    )
    return found


def is_secret_of(client: Client, secret: str, *, at: datetime) -> bool:
    """Whether the system knows its secret, or the one before while that still holds."""
    given = digest(secret)
    is_old = client.old_until is not None and at < client.old_until
    return constant_time_compare(given, client.secret_digest) or (
        is_old and constant_time_compare(given, client.old_secret_digest)
    )


def reader_of(client: Client, *, address: str = "") -> Actor:
    """The system itself, for looking: its scopes within its organisation, and no officer."""
    office = client.organisation
    scopes = (scope for scope in client.scopes if scope.startswith("case."))
    return Actor(
        kind=Kind.STAFF,
        name=client.name,
        org_id=office.pk,
        org_path=office.path,
        region=office.region_id,
        grants=frozenset(Grant(scope, office.path) for scope in scopes),
        channel=CHANNEL,
        address=address,
        client_id=client.pk,
    )


def reporter_of(client: Client, *, address: str = "") -> Actor:
    """The system itself, for telling what it sees at the windows of its organisation's halls."""
    grants = frozenset(Grant(one, client.organisation.path) for one in client.scopes)
    reader = reader_of(client, address=address)
    return replace(reader, grants=frozenset(g for g in grants if g.name in TELLING))


def officer_through(client: Client, number: str, *, on: date, address: str = "") -> Actor:
    """An officer who acts in his department's own system: his grants, within its scopes.

    An administrative act is an officer's; a system only carries it (Administrative Licensing
    Law, arts. 3 and 60): nobody can do through a system what he might not do at the desk.
    """
    accounts = Account.objects.active().filter(
        staff__number=number,
        staff__is_active=True,
        staff__organisation__path__startswith=client.organisation.path,
    )
    account = accounts.select_related("staff__organisation").first()
    if account is None:
        raise errors.NoSuchOfficer(field="officer", number=number)
    actor = actor_of(account, on=on, channel=CHANNEL, address=address)
    grants = narrowed(actor.grants, client.scopes, client.organisation.path)
    return replace(actor, grants=grants, client_id=client.pk)


def applicant_through(client: Client, party_id: UUID, *, address: str = "") -> Actor:
    """A resident who applies through a system, which vouches for who he is."""
    return Actor(
        kind=Kind.APPLICANT,
        name=client.name,
        party_id=party_id,
        party_ids=frozenset({party_id}),
        channel=CHANNEL,
        address=address,
        client_id=client.pk,
    )


def application_of(client: Client, case_id: UUID, *, address: str = "") -> tuple[Case, Actor]:
    """A case this system wrote, and the resident who acts in it; of others it knows nothing."""
    found = Application.objects.select_related("case").filter(pk=case_id, client=client).first()
    if found is None:
        raise NoSuchCase
    actor = applicant_through(client, found.case.applicant_id, address=address)
    return case_with_id(case_id, actor), actor


def clients(actor: Actor) -> QuerySet[Client]:
    """The systems an officer looks after, by organisation and name."""
    found: QuerySet[Client] = Client.objects.visible_to(actor).select_related("organisation")
    return found.order_by("organisation__path", "name", "pk")


def uses_since(client: Client, since: datetime) -> int:
    """How often a system asked since a moment."""
    found = Use.objects.filter(client=client, minute__gte=since)
    return found.aggregate(all=Sum("count"))["all"] or 0


def deliveries(actor: Actor, *, client: Client | None = None) -> QuerySet[Delivery]:
    """What was told to the addresses an actor sees, newest first."""
    found: QuerySet[Delivery] = Delivery.objects.visible_to(actor).select_related("subscription")
    if client is not None:
        found = found.filter(subscription__client=client)
    return found.order_by("-id")
