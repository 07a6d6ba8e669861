"""The second person: publish now or on a day, call it off, or send back with a reason."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from yimen.catalogue.actions._moves import check_version, lock_version, person, record
from yimen.catalogue.actions._publishing import next_number, put_in_force
from yimen.catalogue.errors import DayPast, SecondPersonNeeded, WrongState
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.permissions import took_part
from yimen.catalogue.states import ItemStatus, VersionState
from yimen.kernel.actor import Actor


@transaction.atomic
def send_back_version(version_id: UUID, *, reason: str, by: Actor, at: datetime) -> ItemVersion:
    """Return a version to its editors, saying what to change."""
    version = lock_version(version_id)
    check_version(version, "send_back", by=by)
    version.state = VersionState.DRAFT
    version.save(update_fields=["state"])
    record(version.item, "sent_back", by=by, at=at, version=version, reason=reason)
    return version


@transaction.atomic
def publish_version(
    version_id: UUID, *, on: date | None = None, seen: str = "", by: Actor, at: datetime
) -> ItemVersion:
    """Make a reviewed version the current one: at once, or when the day `on` begins.

    `seen` is the fingerprint of what the reviewer read: if the version, or the one it is compared
    with, is another now, he has to look again.
    """
    today = timezone.localdate(at)
    version = lock_version(version_id)
    is_later = on is not None and on != today
    check_version(version, "schedule" if is_later else "publish", by=by, seen=seen)
    if took_part(by, version):
        raise SecondPersonNeeded
    version.reviewed_by = person(by)
    if not is_later:
        return put_in_force(version, by=by, at=at)
    assert on is not None
    if on < today:
        raise DayPast(field="on", day=on)
    return _schedule(version, on, by=by, at=at)


def _schedule(version: ItemVersion, on: date, *, by: Actor, at: datetime) -> ItemVersion:
    """From now on what it says stands fast; actions.days puts it in force on its day."""
    item = version.item
    if item.status == ItemStatus.CANCELLED:
        raise WrongState(state=item.get_status_display())
    version.number = next_number(version)
    version.state = VersionState.SCHEDULED
    version.effective_on = on
    version.save(update_fields=["number", "state", "reviewed_by", "effective_on"])
    record(item, "scheduled", by=by, at=at, version=version, effective_on=on.isoformat())
    return version


@transaction.atomic
def call_off_version(version_id: UUID, *, reason: str, by: Actor, at: datetime) -> ItemVersion:
    """A version that waits for its day becomes a draft again; nothing of it ever held."""
    version = lock_version(version_id)
    check_version(version, "call_off", by=by)
    reopen(version)
    record(version.item, "called_off", by=by, at=at, version=version, reason=reason)
    return version


def reopen(version: ItemVersion) -> None:
    """Turn a scheduled version back into a draft nobody has reviewed."""
    version.state = VersionState.DRAFT
    version.effective_on, version.reviewed_by = None, None
    version.save(update_fields=["state", "effective_on", "reviewed_by"])
