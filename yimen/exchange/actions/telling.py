"""Systems are told of acts: signed, at least once, tried again, and again on demand.

The form is that of Standard Webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature`.
"""

import base64
import hmac
import json
import logging
import secrets
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from time import monotonic
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
AT_ONCE = 16  # addresses that are spoken to side by side
LOOKED_AT = 200  # deliveries of one look
LOOK_AGAIN = 0.5  # seconds, for what became due while addresses are slow
ROUND = timedelta(seconds=5)  # in which new attempts begin: the worker can be stopped in between
SILENCE = timedelta(minutes=1)


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
    """Try what is due; how much. Each address is told one thing after another, all side by side.

    A slow address holds up nobody but itself; one that is silent is left alone for a minute.
    """
    began, tried = monotonic(), 0
    running: dict[Future[Answer], Delivery] = {}
    with ThreadPoolExecutor(AT_ONCE) as senders:
        while True:
            now = at + timedelta(seconds=monotonic() - began)
            if now < at + ROUND:
                for delivery in _ready(now, busy=running.values()):
                    running[senders.submit(post, *_signed(delivery, now))] = delivery
                    tried += 1
            if not running:
                return tried
            done, _rest = wait(running, timeout=LOOK_AGAIN, return_when=FIRST_COMPLETED)
            for answer in done:
                _settle(running.pop(answer), answer, now)


def _ready(now: datetime, *, busy: Collection[Delivery]) -> Iterator[Delivery]:
    """The next delivery for each address that is not being spoken to, taken in hand."""
    waiting = Delivery.objects.due(now).order_by("next_try_at", "pk")
    others = waiting.exclude(subscription__in=[one.subscription_id for one in busy])
    first: dict[UUID, UUID] = {}
    for delivery_id, address in others.values_list("pk", "subscription_id")[:LOOKED_AT]:
        first.setdefault(address, delivery_id)
    chosen = list(first.values())[: AT_ONCE - len(busy)]
    for delivery in waiting.filter(pk__in=chosen).select_related("subscription"):
        if _take_in_hand(delivery, now):
            yield delivery


def _take_in_hand(delivery: Delivery, now: datetime) -> bool:
    """Count the attempt, and keep others off until the next one is due."""
    if delivery.attempts >= MOST_ATTEMPTS:  # never settled: whoever tried died of it each time
        _give_up(delivery, delivery.last_error or "the worker died each time")
        return False
    waits = Delivery.objects.filter(
        pk=delivery.pk, state=Delivery.State.WAITING, attempts=delivery.attempts
    )
    next_try_at = now + wait_after(delivery.attempts)
    taken = waits.update(attempts=delivery.attempts + 1, next_try_at=next_try_at)
    delivery.attempts += 1
    return bool(taken)


def _settle(delivery: Delivery, answered: Future[Answer], now: datetime) -> None:
    """Note what came of it."""
    try:
        answer = answered.result()
    except Unreachable as problem:
        delivery.status, error = None, str(problem)
        _leave_alone(delivery.subscription_id, now + SILENCE)
    else:
        delivery.status, error = answer.status, answer.refusal
    if error and delivery.attempts >= MOST_ATTEMPTS:
        _give_up(delivery, error)
        return
    delivery.last_error = error[:300]
    if not error:
        delivery.state, delivery.sent_at = Delivery.State.SENT, now
    delivery.save(update_fields=["state", "status", "last_error", "sent_at"])


def _give_up(delivery: Delivery, error: str) -> None:
    delivery.state, delivery.last_error = Delivery.State.FAILED, error[:300]
    logger.error("webhook %s is given up: %s", delivery.pk, delivery.last_error)
    delivery.save(update_fields=["state", "status", "last_error"])


def _leave_alone(address: UUID, until: datetime) -> None:
    """What else a silent address would be told waits a little."""
    Delivery.objects.due(until).filter(subscription=address).update(next_try_at=until)


def _signed(delivery: Delivery, now: datetime) -> tuple[str, bytes, dict[str, str]]:
    """Where it goes, what is said, and by which the receiver knows us and the moment."""
    body = json.dumps({"id": str(delivery.pk), **delivery.body}, ensure_ascii=False).encode()
    moment = int(now.timestamp())
    signature = signature_of(delivery.subscription, str(delivery.pk), moment, body)
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Yimen",
        "webhook-id": str(delivery.pk),
        "webhook-timestamp": str(moment),
        "webhook-signature": signature,
    }
    return delivery.subscription.url, body, headers


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
