"""Receiving from another level's catalogue: packages, taken line by line, and receipts."""

import gzip
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import chain
from uuid import UUID

from django.db import transaction
from django.utils.translation import override
from procrastinate.contrib.django import app

from yimen.catalogue.actions._progress import progress_of
from yimen.catalogue.actions._telling import Telling
from yimen.catalogue.actions.exchanging import MOST_BYTES
from yimen.catalogue.actions.reporting import note_exchange, person_name, refused, take_receipt
from yimen.catalogue.errors import BadFile
from yimen.catalogue.messages.packages import refusal_text
from yimen.catalogue.models import Package, Partner
from yimen.catalogue.permissions import may_exchange
from yimen.catalogue.queries.exchange import CHINESE, shape
from yimen.catalogue.queries.packages import receipt, told_lines
from yimen.catalogue.rules.packages import (
    RECEIPT,
    BadPackage,
    Head,
    check_order,
    format_of,
    read_head,
    read_mark,
    read_package,
)
from yimen.kernel.actor import SYSTEM, Actor
from yimen.kernel.errors import NotAllowed

TAKE = "catalogue.take_package"

Lines = Iterable[bytes]
Progress = Callable[[int, int], None]


@transaction.atomic
def receive(
    lines: Lines, *, total: int = 0, progress: Progress | None = None, by: Actor, at: datetime
) -> Package:
    """Take a package, or the receipt of one of ours; what is refused is told, never half taken."""
    if not may_exchange(by):
        raise NotAllowed
    rest = iter(lines)
    package, head = _opened(rest, by=by, at=at)
    if head is None:
        return package
    return _take(package, head, rest, total, progress, by=by, at=at)


@transaction.atomic
def receive_at_desk(data: bytes, *, by: Actor, at: datetime) -> Package:
    """Take a receipt at once; give a package to a job, which tells how far it is."""
    if not may_exchange(by):
        raise NotAllowed
    if not data or len(data) > MOST_BYTES:
        raise BadFile(field="file")
    package, head = _opened(iter(data.splitlines()), by=by, at=at)
    if head is None:
        return package
    package.data, package.total = gzip.compress(data), max(data.count(b"\n") - 2, 0)
    package.save()
    app.configure_task(TAKE, queueing_lock=f"{TAKE}:{package.pk}").defer(package_id=str(package.pk))
    return package


def take_waiting(package_id: UUID, *, at: datetime) -> Package:
    """What the job does with a package that came in at the desk."""
    package = Package.objects.select_related("partner").get(pk=package_id)
    if not package.is_running:
        return package
    rest = iter(gzip.decompress(bytes(package.data)).splitlines())
    head = read_head(next(rest))
    with transaction.atomic(), progress_of(Package, package.pk) as progress:
        return _take(package, head, rest, package.total, progress, by=SYSTEM, at=at)


def _opened(lines: Iterator[bytes], *, by: Actor, at: datetime) -> tuple[Package, Head | None]:
    """The package that lines begin, with its head; a receipt is taken at once and has none."""
    first = next(lines, b"")
    try:
        if (answer := _whole_receipt(first, lines)) is not None:
            return take_receipt(answer, by=by, at=at), None
        return _begun(first, by=by, at=at)
    except BadPackage as error:
        raise refused(error) from error


def _whole_receipt(first: bytes, rest: Iterator[bytes]) -> bytes | None:
    """A receipt is one object over many lines; a package has its head in the first."""
    if first.strip() != b"{":
        return first if format_of(first) == RECEIPT else None
    whole = b"\n".join(chain([first], rest))
    if format_of(whole) != RECEIPT:
        raise BadPackage("no_package")
    return whole


def _begun(first: bytes, *, by: Actor, at: datetime) -> tuple[Package, Head]:
    head = read_head(first)
    partner = Partner.objects.filter(code=head.sender).first()
    if partner is None:
        raise BadPackage("unknown_sender", value=head.sender[:60])
    return Package(
        partner=partner,
        is_ours=False,
        state=Package.State.WAITING,
        since=str(head.since),
        mark=str(head.mark),
        by_name=person_name(by),
        created_at=at,
    ), head


def _take(
    package: Package,
    head: Head,
    lines: Lines,
    total: int,
    progress: Progress | None,
    *,
    by: Actor,
    at: datetime,
) -> Package:
    """Take what can be taken; a package that is refused as a whole leaves everything as it was."""
    partner = Partner.objects.select_for_update().get(pk=package.partner_id)
    package.partner, refusal = partner, None
    telling, made = Telling(partner, by=SYSTEM, at=at), shape()
    try:
        if head.receiver != partner.known_as:
            raise BadPackage("not_for_us", value=head.receiver[:60], ours=partner.known_as)
        check_order(head, read_mark(partner.taken_mark))
        with transaction.atomic():
            telling.take(read_package(lines, made), total=total, progress=progress)
    except BadPackage as error:
        with override(CHINESE):
            why = refusal_text(error.code, error.facts)
        refusal = {"code": error.code, "why": why}
        package.state, package.refusal = Package.State.REFUSED, why
    else:
        package.state, package.counts = Package.State.TAKEN, telling.counts()
        package.problems = told_lines(telling.problems, made)
        partner.taken_mark = str(head.mark)
        partner.save(update_fields=["taken_mark"])
    package.data, package.ended_at = b"", at
    package.answer = receipt(package, at, refused=refusal)
    package.save()
    kind = "refused" if refusal else "received"
    note_exchange(partner, kind, by=by, at=at, mark=package.mark, **package.counts)
    return package
