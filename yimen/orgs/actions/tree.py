"""Places, organisations and officers."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TypedDict, Unpack
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.utils import timezone

from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.codes import BadCode, parse_region_code
from yimen.kernel.errors import NotAllowed, Stale
from yimen.kernel.ids import new_id
from yimen.orgs import errors
from yimen.orgs.models import CHANGEABLE, Organisation, Region, Staff
from yimen.orgs.permissions import may_command, may_manage, may_manage_region
from yimen.orgs.queries import lasting_grants

_LABEL = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Details(TypedDict, total=False):
    """What else is known of an organisation."""

    short_name: str
    name_en: str
    uscc: str
    kind: str
    address: str
    hours: str
    phone: str
    complaint_phone: str


@transaction.atomic
def add_region(code: str, name: str, *, name_en: str = "", by: Actor, at: datetime) -> Region:
    """Add a place; it lies in the nearest place around it that is known."""
    read = parse_region_code(code)
    if not may_manage_region(by, read.value):
        raise NotAllowed
    if Region.objects.filter(pk=read.value).exists():
        raise errors.RegionTaken(code=read.value, field="code")
    around = Region.objects.filter(pk__in=read.ancestors()).order_by("-level").first()
    region = Region.objects.create(
        code=read.value, name=name, name_en=name_en, level=read.level, parent=around
    )
    subject = uuid5(NAMESPACE_URL, f"region/{region.code}")
    facts = {"code": region.code, "name": name}
    write("region", subject, "region.added", by=by, at=at, facts=facts)
    return region


@transaction.atomic
def add_organisation(
    *,
    label: str,
    name: str,
    region: Region | str,
    parent: Organisation | None = None,
    organisation_id: UUID | None = None,
    by: Actor,
    at: datetime,
    **details: Unpack[Details],
) -> Organisation:
    """Add an organisation to the tree, below its parent; the same id again is the same."""
    if not _LABEL.fullmatch(label):
        raise errors.LabelInvalid(field="label")
    code = region.pk if isinstance(region, Region) else parse_region_code(region).value
    _check_uscc(details.get("uscc", ""))
    path = f"{parent.path if parent else ''}{label}/"
    if not by.may("org.manage", path=path, region=code):
        raise NotAllowed
    if parent:
        lock_house(parent)
    if found := Organisation.objects.filter(path=path).first():
        if found.pk == organisation_id:
            return found
        raise errors.PathTaken(label=label, field="label")
    organisation = Organisation.objects.create(
        id=organisation_id or new_id(),
        path=path,
        name=name,
        region_id=code,
        parent=parent,
        **details,
    )
    facts = {"name": name, "path": path, "region": code, "uscc": organisation.uscc}
    write("org", organisation.pk, "org.added", by=by, at=at, facts=facts)
    return organisation


def _check_uscc(value: str) -> None:
    """Bodies without a credit code use pseudo-codes, so only the length is certain."""
    if value and len(value) != 18:
        raise BadCode("uscc", "length", expected=18, length=len(value), field="uscc")


def lock_house(organisation: Organisation) -> Organisation:
    """The organisation's row, locked: additions to it come one after another, while in office."""
    locked = Organisation.objects.select_for_update(of=("self",), no_key=True)
    house: Organisation = locked.get(pk=organisation.pk)
    if not house.is_active:
        raise errors.OrganisationClosed(name=house.name)
    return house


@transaction.atomic
def change_organisation(
    organisation_id: UUID, changes: Mapping[str, str], *, seen: str = "", by: Actor, at: datetime
) -> Organisation:
    """Change what is known of an organisation; its place in the tree stays.

    `seen` is the fingerprint of what the page showed.
    """
    locked = Organisation.objects.select_for_update(of=("self",), no_key=True)
    organisation: Organisation = locked.get(pk=organisation_id)
    if not may_manage(by, organisation):
        raise NotAllowed
    if seen and seen != organisation.fingerprint():
        raise Stale
    _check_uscc(changes.get("uscc", ""))
    facts = {}
    for name in CHANGEABLE & changes.keys():
        before, value = getattr(organisation, name), changes[name]
        if before != value:
            setattr(organisation, name, value)
            facts[name] = [before, value]
    if facts:
        organisation.save(update_fields=list(facts))
        write("org", organisation.pk, "org.changed", by=by, at=at, facts={"changes": facts})
    return organisation


@transaction.atomic
def close_organisation(
    organisation_id: UUID, *, reason: str = "", by: Actor, at: datetime
) -> Organisation:
    """Take an organisation out of office after it was abolished or merged; what is below first."""
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation_id)
    if not may_manage(by, organisation):
        raise NotAllowed
    if not organisation.is_active:
        return organisation
    if organisation.children.filter(is_active=True).exists():
        raise errors.OrganisationInUse(name=organisation.name)
    organisation.is_active = False
    organisation.save(update_fields=["is_active"])
    facts = {"name": organisation.name, "reason": reason}
    write("org", organisation.pk, "org.closed", by=by, at=at, facts=facts)
    return organisation


@transaction.atomic
def add_staff(
    *,
    number: str,
    name: str,
    organisation: Organisation,
    phone: str = "",
    staff_id: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Staff:
    """Take on an officer; the same id again is the same officer."""
    if not may_manage(by, organisation):
        raise NotAllowed
    house = lock_house(organisation)
    if found := Staff.objects.filter(number=number).first():
        if found.pk == staff_id:
            return found
        raise errors.StaffNumberTaken(number=number, field="number")
    staff = Staff.objects.create(
        id=staff_id or new_id(), number=number, name=name, organisation=house, phone=phone
    )
    facts = {"number": number, "name": name, "organisation": str(organisation.pk)}
    write("staff", staff.pk, "staff.added", by=by, at=at, facts=facts)
    return staff


@transaction.atomic
def dismiss_staff(staff_id: UUID, *, reason: str, by: Actor, at: datetime) -> Staff:
    """Record that an officer left: from now on his posts and deputyships give nothing."""
    staff = Staff.objects.select_for_update(of=("self",)).get(pk=staff_id)
    check_commands(by, staff, at=at)
    if not staff.is_active:
        return staff
    staff.is_active = False
    staff.save(update_fields=["is_active"])
    write("staff", staff.pk, "staff.dismissed", by=by, at=at, facts={"reason": reason})
    return staff


def check_commands(by: Actor, staff: Staff, *, at: datetime) -> None:
    """Raise unless he decides about this officer: a colleague, within what he manages himself."""
    if staff.pk == by.staff_id:
        raise errors.NotOneself
    given = lasting_grants(staff, on=timezone.localdate(at))
    if not may_command(by, staff.organisation, given):
        raise errors.BeyondReach
