"""Places, organisations and officers."""

import re
from datetime import datetime
from typing import TypedDict, Unpack
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.codes import BadCode, parse_region_code
from yimen.kernel.errors import NotAllowed
from yimen.orgs import errors
from yimen.orgs.models import Organisation, Region, Staff
from yimen.orgs.permissions import may_manage, may_manage_region

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
    by: Actor,
    at: datetime,
    **details: Unpack[Details],
) -> Organisation:
    """Add an organisation to the tree, below its parent."""
    if not _LABEL.fullmatch(label):
        raise errors.LabelInvalid(field="label")
    code = region.pk if isinstance(region, Region) else parse_region_code(region).value
    _check_uscc(details.get("uscc", ""))
    path = f"{parent.path if parent else ''}{label}/"
    if not by.may("org.manage", path=path, region=code):
        raise NotAllowed
    if Organisation.objects.filter(path=path).exists():
        raise errors.PathTaken(label=label, field="label")
    organisation = Organisation.objects.create(
        path=path, name=name, region_id=code, parent=parent, **details
    )
    facts = {"name": name, "path": path, "region": code, "uscc": organisation.uscc}
    write("org", organisation.pk, "org.added", by=by, at=at, facts=facts)
    return organisation


def _check_uscc(value: str) -> None:
    """Bodies without a credit code use pseudo-codes, so only the length is certain."""
    if value and len(value) != 18:
        raise BadCode("uscc", "length", expected=18, length=len(value), field="uscc")


@transaction.atomic
def close_organisation(organisation_id: UUID, *, by: Actor, at: datetime) -> Organisation:
    """Take an organisation out of office after it was abolished or merged."""
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation_id)
    if not may_manage(by, organisation):
        raise NotAllowed
    organisation.is_active = False
    organisation.save(update_fields=["is_active"])
    write("org", organisation.pk, "org.closed", by=by, at=at, facts={"name": organisation.name})
    return organisation


@transaction.atomic
def add_staff(
    *,
    number: str,
    name: str,
    organisation: Organisation,
    phone: str = "",
    by: Actor,
    at: datetime,
) -> Staff:
    """Take on an officer."""
    if not may_manage(by, organisation):
        raise NotAllowed
    if Staff.objects.filter(number=number).exists():
        raise errors.StaffNumberTaken(number=number, field="number")
    staff = Staff.objects.create(number=number, name=name, organisation=organisation, phone=phone)
    facts = {"number": number, "name": name, "organisation": str(organisation.pk)}
    write("staff", staff.pk, "staff.added", by=by, at=at, facts=facts)
    return staff


@transaction.atomic
def dismiss_staff(staff_id: UUID, *, reason: str, by: Actor, at: datetime) -> Staff:
    """Record that an officer left: from now on his posts and deputyships give nothing."""
    staff = Staff.objects.select_for_update(of=("self",)).get(pk=staff_id)
    if not may_manage(by, staff.organisation):
        raise NotAllowed
    staff.is_active = False
    staff.save(update_fields=["is_active"])
    write("staff", staff.pk, "staff.dismissed", by=by, at=at, facts={"reason": reason})
    return staff
