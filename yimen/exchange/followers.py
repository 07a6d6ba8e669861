"""What follows the acts on cases: the systems that asked for it are told."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone

from yimen.cases.models import Case
from yimen.cases.queries.telling import INTERNAL
from yimen.exchange.models import Application, Delivery, Subscription
from yimen.exchange.rules import APPLY
from yimen.journal.ports import EntryView, follower


def keep_deliveries() -> None:
    """What was told cannot be untold; telling it again under the same id is harmless."""


@follower("exchange.tell_systems", kinds={"case."}, reset=keep_deliveries)
def tell_systems(entries: Sequence[EntryView]) -> None:
    """Each act is put down once for every address whose system may know of it."""
    subscriptions = list(Subscription.objects.active().select_related("client__organisation"))
    if not subscriptions:
        return
    subjects = {entry.subject for entry in entries}
    cases = Case.objects.filed().select_related("organisation", "item").in_bulk(subjects)
    written = dict(Application.objects.filter(pk__in=cases).values_list("case_id", "client_id"))
    Delivery.objects.bulk_create(
        [
            Delivery(
                subscription=subscription,
                entry=entry.id,
                kind=entry.kind,
                body=_body(entry, cases[entry.subject]),
                next_try_at=entry.recorded_at,
                made_at=entry.recorded_at,
            )
            for entry in entries
            if entry.subject in cases
            for subscription in subscriptions
            if _concerns(subscription, entry, cases[entry.subject], written)
        ],
        ignore_conflicts=True,
    )


def _concerns(
    subscription: Subscription, entry: EntryView, case: Case, written: Mapping[UUID, UUID]
) -> bool:
    """Acts since it subscribed, of the kinds it wants, on cases within its scope."""
    if entry.recorded_at < subscription.made_at:
        return False
    if subscription.kinds and entry.kind not in subscription.kinds:
        return False
    client = subscription.client
    is_of_office = case.organisation.path.startswith(client.organisation.path)
    if is_of_office and any(scope.startswith("case.") for scope in client.scopes):
        return True
    is_its_own = APPLY in client.scopes and written.get(case.pk) == client.pk
    return is_its_own and entry.kind not in INTERNAL


def _body(entry: EntryView, case: Case) -> dict[str, Any]:
    """What happened to which case; who and why is asked for with a token."""
    return {
        "type": entry.kind,
        "at": timezone.localtime(entry.at).isoformat(),
        "case": {
            "id": str(case.pk),
            "number": case.number,
            "item": case.item.code,
            "state": str(entry.facts.get("to", case.state)),
        },
    }
