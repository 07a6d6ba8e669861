"""A hall keeps its doors shut on some days; time limits run on."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotAllowed
from yimen.orgs import errors
from yimen.orgs.actions.posts import iso
from yimen.orgs.models import HALLS, Closure, Organisation
from yimen.orgs.permissions import may_close_hall

MOST_DAYS = 366


@transaction.atomic
def close_hall(
    hall: Organisation,
    first: date,
    last: date,
    *,
    reason: str,
    instead: str = "",
    by: Actor,
    at: datetime,
) -> Closure:
    """Say that a hall is closed from a day to a day, both counted, and where to go instead.

    Only statutory holidays are left out of time limits (Administrative Licensing Law, art. 82): a
    closed door moves none of them. The same again is the same.
    """
    if not may_close_hall(by, hall):
        raise NotAllowed
    if hall.kind not in HALLS:
        raise errors.NotAHall(name=hall.name, field="hall")
    if last < first or (last - first).days > MOST_DAYS:
        raise errors.PeriodInvalid(field="last")
    locked = Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=hall.pk)
    known = Closure.objects.filter(hall=locked, first__lte=last, last__gte=first).first()
    if known and (known.first, known.last) == (first, last):
        return known
    if known:
        raise errors.ClosedAlready(first=known.first, last=known.last, field="first")
    closure: Closure = Closure.objects.create(
        hall=hall, first=first, last=last, reason=reason, instead=instead, said_at=at
    )
    facts = {"first": iso(first), "last": iso(last), "reason": reason}
    write("org", hall.pk, "org.hall_closed", by=by, at=at, facts=facts)
    return closure


@transaction.atomic
def open_hall(closure_id: UUID, *, by: Actor, at: datetime) -> None:
    """Take back that a hall is closed."""
    rows = Closure.objects.select_for_update(of=("self",)).select_related("hall")
    closure = rows.get(pk=closure_id)
    if not may_close_hall(by, closure.hall):
        raise NotAllowed
    facts = {"first": iso(closure.first), "last": iso(closure.last)}
    write("org", closure.hall_id, "org.hall_opened", by=by, at=at, facts=facts)
    closure.delete()
