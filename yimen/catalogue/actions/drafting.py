"""Adding items and writing their versions."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from yimen.catalogue.actions._moves import (
    check_version,
    lock_item,
    lock_version,
    person,
    record,
)
from yimen.catalogue.errors import (
    CodeOfCatalogue,
    CodeTaken,
    DraftExists,
    KeyGivenOnce,
    NotReady,
    WrongState,
)
from yimen.catalogue.models import ItemVersion, ServiceItem
from yimen.catalogue.permissions import may_edit
from yimen.catalogue.queries.basics import basic_of
from yimen.catalogue.queries.findings import findings_of
from yimen.catalogue.queries.forms import field_paths, form_keys
from yimen.catalogue.rules.basics import inherited
from yimen.catalogue.rules.content import stored, with_keys
from yimen.catalogue.rules.elements import STANDARD_FORM, STANDARD_LINKS
from yimen.catalogue.states import ItemStatus, VersionState
from yimen.kernel.actor import Actor
from yimen.kernel.codes import ItemCode, parse_item_code
from yimen.kernel.errors import NotAllowed
from yimen.orgs.models import Organisation

KEYED = {
    "situations": "q",
    "terms": "c",
    "materials": "m",
    "fees": "f",
    "links": "link",
    "checkpoints": "p",
    "rulings": "r",
}


@transaction.atomic
def add_item(
    organisation: Organisation,
    code: str,
    elements: Mapping[str, Any],
    *,
    local_code: str = "",
    by: Actor,
    at: datetime,
) -> ServiceItem:
    """Put an item an organisation implements on the list, with its first draft.

    What its basic item says the draft begins with.
    """
    if not may_edit(by, organisation):
        raise NotAllowed
    parsed = _checked_code(code)
    item = ServiceItem.objects.create(
        code=parsed.value,
        basic_code=parsed.basic,
        local_code=local_code,
        organisation=organisation,
    )
    basic = basic_of(parsed.basic)
    shared = inherited(basic.content()) if basic else {"item_type": parsed.item_type}
    given = {**shared, "level": parsed.level, **elements}
    version = _draft(item, given, reason="", by=by, at=at)
    record(item, "added", by=by, at=at, version=version, organisation=str(organisation.pk))
    return item


@transaction.atomic
def draft_version(
    item_id: UUID,
    elements: Mapping[str, Any] | None = None,
    *,
    reason: str,
    is_correction: bool = False,
    by: Actor,
    at: datetime,
) -> ItemVersion:
    """Begin a new version as a copy of the current one, with the elements given changed.

    A correction (更正) says that the current version was wrong from the beginning, not that the
    matter has changed since.
    """
    item = lock_item(item_id)
    if not may_edit(by, item.organisation):
        raise NotAllowed
    if item.status == ItemStatus.CANCELLED:
        raise WrongState(state=item.get_status_display())
    if pending := ItemVersion.objects.open().filter(item=item).first():
        raise DraftExists(number=pending.number)
    base = item.current.content() if item.current else {}
    version = _draft(item, {**base, **(elements or {})}, reason=reason, by=by, at=at)
    facts: dict[str, Any] = {"reason": reason}
    if is_correction:
        version.is_correction, facts = True, {**facts, "is_correction": True}
        version.save(update_fields=["is_correction"])
    record(item, "drafted", by=by, at=at, version=version, **facts)
    return version


@transaction.atomic
def save_draft(
    version_id: UUID,
    elements: Mapping[str, Any],
    *,
    reason: str | None = None,
    seen: str = "",
    by: Actor,
    at: datetime,
) -> ItemVersion:
    """Change elements of a draft; what is not given stays."""
    version = lock_version(version_id)
    check_version(version, "save", by=by, seen=seen)
    content = _keyed(version.item, stored(elements))
    _check_form_keys(version.item, content, [version])
    changed = sorted(name for name, value in content.items() if getattr(version, name) != value)
    for name, value in content.items():
        setattr(version, name, value)
    if reason is not None:
        version.reason = reason
    version.editors = _with(version.editors, person(by))
    version.save(update_fields=[*content, "reason", "editors"])
    record(version.item, "draft_saved", by=by, at=at, version=version, fields=changed)
    return version


@transaction.atomic
def submit_version(version_id: UUID, *, seen: str = "", by: Actor, at: datetime) -> ItemVersion:
    """Hand a draft to a second person for review; blocking findings stop it."""
    version = lock_version(version_id)
    check_version(version, "submit", by=by, seen=seen)
    found = findings_of(version)
    blocking = [finding for finding in found if finding.is_blocking]
    if blocking:
        raise NotReady(blocking)
    version.state = VersionState.IN_REVIEW
    version.save(update_fields=["state"])
    record(version.item, "submitted", by=by, at=at, version=version)
    return version


@transaction.atomic
def discard_draft(version_id: UUID, *, by: Actor, at: datetime) -> ServiceItem:
    """Give a draft up; the journal keeps that there was one."""
    version = lock_version(version_id)
    check_version(version, "discard", by=by)
    record(version.item, "draft_discarded", by=by, at=at, version=version)
    version.delete()
    return version.item


def _checked_code(code: str) -> ItemCode:
    parsed = parse_item_code(code)
    if not parsed.department:
        raise CodeOfCatalogue(field="code")
    if ServiceItem.objects.filter(code=parsed.value).exists():
        raise CodeTaken(field="code", code=parsed.value)
    return parsed


def _draft(
    item: ServiceItem, elements: Mapping[str, Any], *, reason: str, by: Actor, at: datetime
) -> ItemVersion:
    standard = {"links": STANDARD_LINKS, "form": STANDARD_FORM}
    content = _keyed(item, stored({**standard, **elements}))
    _check_form_keys(item, content, [])
    last = item.versions.aggregate(last=Max("number"))["last"] or 0
    return ItemVersion.objects.create(
        item=item,
        number=last + 1,
        reason=reason,
        drafted_by=person(by),
        editors=_with([], person(by)),
        created_at=at,
        **content,
    )


def _keyed(item: ServiceItem, content: dict[str, Any]) -> dict[str, Any]:
    """The content with a key for every row that needs one; no key ever means two things."""
    for name in KEYED.keys() & content.keys():
        before = item.versions.values_list(name, flat=True)
        used = {row["key"] for rows in before for row in rows}
        content[name] = with_keys(content[name], prefix=KEYED[name], used=used)
    return content


def _check_form_keys(
    item: ServiceItem, content: Mapping[str, Any], versions: Iterable[ItemVersion]
) -> None:
    """Refuse a key of the form that belonged to a field these versions and the current one lack."""
    if "form" not in content:
        return
    here = [*versions, *([item.current] if item.current else [])]
    given = {path for path, _key in field_paths(content["form"])}
    known = {path for version in here for path, _key in field_paths(version.form)}
    if new := given - known:
        taken = form_keys(item)
        for path in sorted(new):
            if (key := path.rpartition("/")[2]) in taken:
                raise KeyGivenOnce(field="form", key=key)


def _with(people: list[UUID], one: UUID | None) -> list[UUID]:
    return people if one is None or one in people else [*people, one]
