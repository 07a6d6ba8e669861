"""Systems are told of acts: signed, at least once, tried again, and again on demand.

The form is that of Standard Webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature`.
"""

import base64
import hmac
import json
import logging
import secrets
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import transaction

from yimen.exchange import errors
from yimen.exchange.models import Client, Delivery, Subscription
from yimen.exchange.permissions import may_manage
from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotAllowed
from yimen.kernel.http import Answer, Unreachable, post
from yimen.kernel.secrecy import seal, unseal
from yimen.notify.rules import MOST_ATTEMPTS, wait_after

logger = logging.getLogger(__name__)
AT_ONCE = 100


@transaction.atomic
def subscribe(
    client: Client, url: str, kinds: Iterable[str], *, by: Actor, at: datetime
) -> tuple[Subscription, str]:
    """Tell an address of a system about acts from now on; its secret is returned this once."""
    if not may_manage(by, client):
        raise NotAllowed
    if not client.is_active:
        raise errors.Revoked
    _check(url)
    secret = base64.b64encode(secrets.token_bytes(32)).decode()
    made = Subscription.objects.create(
        client=client,
        url=url,
        secret_sealed=seal(secret),
        kinds=sorted(set(kinds)),
        made_at=at,
    )
    facts = {"subscription": made.pk, "host": urlsplit(url).hostname, "kinds": made.kinds}
    write("client", client.pk, "client.subscribed", by=by, at=at, facts=facts)
    return made, f"whsec_{secret}"


@transaction.atomic
def unsubscribe(subscription_id: UUID, *, by: Actor, at: datetime) -> Subscription:
    """Tell an address nothing any more."""
    found = Subscription.objects.visible_to(by).select_related("client__organisation")
    subscription: Subscription = found.get(pk=subscription_id)
    if not may_manage(by, subscription.client):
        raise NotAllowed
    subscription.is_active = False
    subscription.save(update_fields=["is_active"])
    facts = {"subscription": subscription.pk}
    write("client", subscription.client_id, "client.unsubscribed", by=by, at=at, facts=facts)
    return subscription


def replay(delivery_id: UUID, *, by: Actor, at: datetime) -> Delivery:
    """Tell once more what was told, under the same id; the system itself or who looks after it."""
    again = Delivery.objects.visible_to(by).filter(pk=delivery_id)
    if not again.update(state=Delivery.State.WAITING, attempts=0, next_try_at=at):
        raise errors.NoSuchDelivery
    return again.get()


def deliver_due(*, at: datetime) -> int:
    """Try everything that is due; how much. One address that hangs costs ten seconds a round."""
    due = Delivery.objects.due(at).order_by("next_try_at", "pk").select_related("subscription")
    found = list(due[:AT_ONCE])
    silent: set[UUID] = set()  # addresses that did not answer: what else they are told can wait
    for delivery in found:
        if delivery.subscription_id not in silent and _take_in_hand(delivery, at):
            _settle(delivery, at)
            if delivery.status is None:
                silent.add(delivery.subscription_id)
    return len(found)


def _take_in_hand(delivery: Delivery, at: datetime) -> bool:
    """Count the attempt, and keep others off until the next one is due."""
    waits = Delivery.objects.filter(
        pk=delivery.pk, state=Delivery.State.WAITING, attempts=delivery.attempts
    )
    next_try_at = at + wait_after(delivery.attempts)
    taken = waits.update(attempts=delivery.attempts + 1, next_try_at=next_try_at)
    delivery.attempts += 1
    return bool(taken)


def _settle(delivery: Delivery, at: datetime) -> None:
    try:
        answer = _send(delivery, at)
    except Unreachable as problem:
        delivery.status, error = None, str(problem)
    else:
        delivery.status, error = answer.status, answer.refusal
    delivery.last_error = error[:300]
    if not error:
        delivery.state, delivery.sent_at = Delivery.State.SENT, at
    elif delivery.attempts >= MOST_ATTEMPTS:
        delivery.state = Delivery.State.FAILED
        logger.error("webhook %s is given up: %s", delivery.pk, delivery.last_error)
    delivery.save(update_fields=["state", "status", "last_error", "sent_at"])


def _send(delivery: Delivery, at: datetime) -> Answer:
    body = json.dumps({"id": str(delivery.pk), **delivery.body}, ensure_ascii=False).encode()
    moment = int(at.timestamp())
    signature = signature_of(delivery.subscription, str(delivery.pk), moment, body)
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Yimen",
        "webhook-id": str(delivery.pk),
        "webhook-timestamp": str(moment),
        "webhook-signature": signature,
    }
    return post(delivery.subscription.url, body, headers)


def signature_of(subscription: Subscription, name: str, moment: int, body: bytes) -> str:
    """By which the receiver knows that it was us, and when."""
    secret = base64.b64decode(unseal(subscription.secret_sealed))
    said = hmac.digest(secret, f"{name}.{moment}.".encode() + body, "sha256")
    return f"v1,{base64.b64encode(said).decode()}"


def _check(url: str) -> None:
    """Over a secure line; on this machine also without, where the site itself has none."""
    parts = urlsplit(url)
    is_here = parts.hostname in {"127.0.0.1", "localhost"} and not settings.IS_SECURE
    schemes = {"https", "http"} if is_here else {"https"}
    if not parts.hostname or parts.scheme not in schemes:
        raise errors.BadAddress(field="url")
