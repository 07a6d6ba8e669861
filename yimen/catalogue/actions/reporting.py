"""Reporting to another level's catalogue: what changed since a mark, and its answer."""

import gzip
import io
import json
from collections.abc import Callable
from datetime import datetime
from typing import IO

from django.db import transaction

from yimen.catalogue.errors import PackageRefused
from yimen.catalogue.messages.packages import refusal_text
from yimen.catalogue.models import Package, Partner
from yimen.catalogue.permissions import may_exchange
from yimen.catalogue.queries.packages import changes_for, package_lines
from yimen.catalogue.rules.packages import BadPackage, Mark, read_mark
from yimen.journal.actions import write
from yimen.kernel.actor import Actor, Kind
from yimen.kernel.errors import NotAllowed

MOST_AT_DESK = 2000  #: items; more are made by the operator's command


@transaction.atomic
def keep_partner(
    code: str, *, name: str, side: str, region: str, known_as: str, by: Actor, at: datetime
) -> Partner:
    """Agree with another level's catalogue to exchange packages, or change what was agreed."""
    if not may_exchange(by):
        raise NotAllowed
    said = {"name": name, "side": side, "region": region.rstrip("0"), "known_as": known_as}
    partner = Partner.objects.filter(code=code).first() or Partner(code=code)
    for field, value in said.items():
        setattr(partner, field, value)
    partner.full_clean(exclude=["owed"])  # an empty list is no mistake
    partner.save()
    note_exchange(partner, "kept", by=by, at=at, **said)
    return partner


@transaction.atomic
def report_changes(
    partner_code: str,
    target: IO[bytes],
    *,
    since: Mark | None = None,
    most: int = 0,
    progress: Callable[[int, int], None] | None = None,
    by: Actor,
    at: datetime,
) -> Package:
    """Write a package of what changed; nothing counts as told before the partner's receipt."""
    if not may_exchange(by):
        raise NotAllowed
    partner = Partner.objects.select_for_update().filter(code=partner_code).first()
    if partner is None:
        raise refused(BadPackage("unknown_sender", value=partner_code))
    changes = changes_for(partner, since)
    if most and changes.count > most:
        raise refused(BadPackage("too_many", count=changes.count, most=most))
    for line in package_lines(changes, at, progress):
        target.write(f"{line}\n".encode())
    package = Package.objects.create(
        partner=partner,
        is_ours=True,
        state=Package.State.SENT,
        since=str(changes.head.since),
        mark=str(changes.head.mark),
        counts={"items": len(changes.items), "basics": len(changes.basics)},
        by_name=person_name(by),
        created_at=at,
    )
    note_exchange(partner, "reported", by=by, at=at, mark=package.mark, **package.counts)
    return package


@transaction.atomic
def report_at_desk(partner_code: str, *, by: Actor, at: datetime) -> Package:
    """Make a package that is fetched from its page."""
    target = io.BytesIO()
    package = report_changes(partner_code, target, most=MOST_AT_DESK, by=by, at=at)
    package.data = gzip.compress(target.getvalue())
    package.save(update_fields=["data"])
    return package


def take_receipt(text: str | bytes, *, by: Actor, at: datetime) -> Package:
    """Keep what a partner answered: what it took is told, what it refused is told again."""
    said = json.loads(text)
    partner = Partner.objects.select_for_update().filter(code=str(said.get("from"))).first()
    if partner is None:
        raise BadPackage("unknown_sender", value=str(said.get("from"))[:60])
    if said.get("to") != partner.known_as:
        raise BadPackage("not_for_us", value=str(said.get("to"))[:60], ours=partner.known_as)
    mark, taken = read_mark(said.get("mark")), read_mark(said.get("taken"))
    sent = partner.packages.filter(is_ours=True, mark=str(mark)).order_by("-created_at")
    package: Package | None = sent.first()
    if package is None:
        raise BadPackage("not_sent", mark=str(mark))
    refusal = said.get("refusal") or {}
    package.state = Package.State.REFUSED if refusal else Package.State.ANSWERED
    package.refusal = str(refusal.get("why") or "")
    package.counts = {**package.counts, **(said.get("counts") or {})}
    package.problems, package.ended_at = list(said.get("lines") or []), at
    package.save()
    _count_as_told(partner, package, taken)
    note_exchange(partner, "answered", by=by, at=at, mark=str(mark), refused=bool(refusal))
    return package


def _count_as_told(partner: Partner, package: Package, taken: Mark) -> None:
    """The next report begins where the partner says it stands; an old receipt changes nothing."""
    told = read_mark(partner.sent_mark)
    if package.state == Package.State.REFUSED:
        partner.sent_mark = str(taken)
    elif taken >= told:
        partner.sent_mark = str(taken)
        refused = (one for one in package.problems if one.get("is_refused", True))
        partner.owed = sorted({str(one["item"]) for one in refused if one.get("item")})
    partner.save(update_fields=["sent_mark", "owed"])


def person_name(by: Actor) -> str:
    """Who made or brought a package; nobody where the operator's command did."""
    return "" if by.kind is Kind.SYSTEM else by.name


def refused(error: BadPackage) -> PackageRefused:
    """The refusal as an error people read."""
    return PackageRefused(field="file", why=refusal_text(error.code, error.facts))


def note_exchange(partner: Partner, kind: str, *, by: Actor, at: datetime, **facts: object) -> None:
    """One entry in the partner's journal."""
    told = {"partner": partner.code, **facts}
    write("partner", partner.pk, f"partner.{kind}", by=by, at=at, facts=told)
