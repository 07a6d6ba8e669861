"""The second person: publish, or send back with a reason."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from yimen.catalogue.actions._moves import check_version, lock_version, person, record
from yimen.catalogue.errors import SecondPersonNeeded, WrongState
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.permissions import took_part
from yimen.catalogue.rules.content import changes
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
def publish_version(version_id: UUID, *, seen: str = "", by: Actor, at: datetime) -> ItemVersion:
    """Make a reviewed version the current one, at once; running cases keep theirs.

    `seen` is the fingerprint of what the reviewer read: if the version, or the one it is compared
    with, is another now, he has to look again.
    """
    version = lock_version(version_id)
    check_version(version, "publish", by=by, seen=seen)
    item = version.item
    if took_part(by, version):
        raise SecondPersonNeeded
    if item.status == ItemStatus.CANCELLED:
        raise WrongState(state=item.get_status_display())
    before = item.current.content() if item.current else {}
    last = item.versions.exclude(pk=version.pk).aggregate(last=Max("number"))["last"] or 0
    version.number = max(version.number, last + 1)
    version.state = VersionState.PUBLISHED
    version.reviewed_by = person(by)
    version.published_at = at
    version.save(update_fields=["number", "state", "reviewed_by", "published_at"])
    item.current = version
    item.save(update_fields=["current"])
    fields = [change.field for change in changes(before, version.content())]
    record(item, "published", by=by, at=at, version=version, fields=fields, reason=version.reason)
    return version
