"""What makes a version the current one, whoever's hand does it: a reviewer's or the calendar's."""

from datetime import datetime

from django.db.models import Max

from yimen.catalogue.actions._moves import record
from yimen.catalogue.actions.indexing import index_items
from yimen.catalogue.errors import WrongState
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.rules.content import changes
from yimen.catalogue.states import ItemStatus, VersionState
from yimen.kernel.actor import Actor


def put_in_force(version: ItemVersion, *, by: Actor, at: datetime) -> ItemVersion:
    """Make a reviewed version what the item says from now on; running cases keep theirs."""
    item = version.item
    if item.status == ItemStatus.CANCELLED:
        raise WrongState(state=item.get_status_display())
    before = item.current.content() if item.current else {}
    version.number = next_number(version)
    version.state = VersionState.PUBLISHED
    version.published_at = at
    version.save(update_fields=["number", "state", "reviewed_by", "published_at"])
    item.current = version
    item.save(update_fields=["current"])
    index_items([item.pk])
    fields = [change.field for change in changes(before, version.content())]
    record(item, "published", by=by, at=at, version=version, fields=fields, **_why(version))
    return version


def next_number(version: ItemVersion) -> int:
    """Its number, unless an import has published others since it was begun."""
    others = version.item.versions.exclude(pk=version.pk)
    return max(version.number, (others.aggregate(last=Max("number"))["last"] or 0) + 1)


def _why(version: ItemVersion) -> dict[str, object]:
    facts: dict[str, object] = {"reason": version.reason}
    if version.is_correction:
        facts["is_correction"] = True
    if version.effective_on:
        facts["effective_on"] = version.effective_on.isoformat()
    return facts
