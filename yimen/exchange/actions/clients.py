"""Systems are let in, get new secrets, and are shut out."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yimen.exchange import errors
from yimen.exchange.models import Client
from yimen.exchange.permissions import may_manage, may_register
from yimen.exchange.rules import MOST_PER_MINUTE, OLD_SECRET_FOR, SCOPES
from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotAllowed
from yimen.kernel.ids import new_id
from yimen.kernel.secrecy import digest
from yimen.orgs.models import Organisation

STREAM = "client"


@transaction.atomic
def register_client(
    name: str,
    organisation: Organisation,
    scopes: Iterable[str],
    *,
    per_minute: int = 120,
    client_id: UUID | None = None,
    by: Actor,
    at: datetime,
) -> tuple[Client, str]:
    """Let a system in; its secret is returned this once and kept only as a fingerprint.

    The same id again is the same system, and shows no secret.
    """
    if not may_register(by, organisation):
        raise NotAllowed
    wanted = sorted(set(scopes))
    _check(name, wanted, per_minute)
    secret = secrets.token_urlsafe(32)
    client, is_new = Client.objects.get_or_create(
        id=client_id or new_id(),
        defaults={
            "name": name.strip(),
            "organisation": organisation,
            "scopes": wanted,
            "secret_digest": digest(secret),
            "per_minute": per_minute,
            "registered_by_id": by.staff_id,
            "registered_at": at,
        },
    )
    if not is_new:
        return client, ""
    facts = {"organisation": organisation.pk, "scopes": wanted, "per_minute": per_minute}
    write(STREAM, client.pk, "client.registered", by=by, at=at, facts=facts)
    return client, secret


@transaction.atomic
def rotate_secret(client_id: UUID, *, by: Actor, at: datetime) -> tuple[Client, str]:
    """Give a system a new secret; the old one holds for a week, so that nothing stands still."""
    client = _locked(client_id, by)
    secret = secrets.token_urlsafe(32)
    client.old_secret_digest, client.old_until = client.secret_digest, at + OLD_SECRET_FOR
    client.secret_digest = digest(secret)
    client.save(update_fields=["secret_digest", "old_secret_digest", "old_until"])
    write(STREAM, client.pk, "client.secret_changed", by=by, at=at)
    return client, secret


@transaction.atomic
def revoke_client(client_id: UUID, *, reason: str, by: Actor, at: datetime) -> Client:
    """Shut a system out at once, its tokens with it."""
    client = _locked(client_id, by)
    client.is_active, client.revoked_at = False, at
    client.save(update_fields=["is_active", "revoked_at"])
    write(STREAM, client.pk, "client.revoked", by=by, at=at, facts={"reason": reason.strip()})
    return client


def _locked(client_id: UUID, by: Actor) -> Client:
    held = Client.objects.visible_to(by).select_for_update(of=("self",))
    client: Client = held.select_related("organisation").get(pk=client_id)
    if not may_manage(by, client):
        raise NotAllowed
    if not client.is_active:
        raise errors.Revoked
    return client


def _check(name: str, scopes: list[str], per_minute: int) -> None:
    if not name.strip():
        raise errors.NameMissing(field="name")
    if not scopes or set(scopes) - set(SCOPES):
        raise errors.BadScopes(field="scopes")
    if not 1 <= per_minute <= MOST_PER_MINUTE:
        raise errors.BadLimit(field="per_minute", most=MOST_PER_MINUTE)
