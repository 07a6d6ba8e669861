"""What is to be reported to another level, and what went over."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import override

from yimen.catalogue.messages.imports import problem_text
from yimen.catalogue.models import BasicItem, Package, Partner, ServiceItem
from yimen.catalogue.queries.exchange import CHINESE, exported
from yimen.catalogue.queries.search import places_around
from yimen.catalogue.rules.exchange import to_line
from yimen.catalogue.rules.packages import RECEIPT, Head, Mark, basic_line, end_line, read_mark
from yimen.catalogue.rules.records import Problem
from yimen.catalogue.rules.shape import Shape, Table
from yimen.journal.queries import acted_on_since
from yimen.kernel.actor import Actor

#: After which acts an item, or a line of the directory, is told anew.
TOLD = (
    "item.published",
    "item.suspended",
    "item.resumed",
    "item.cancelled",
    "item.handed_over",
    "item.merged",
    "basic.added",
    "basic.changed",
)
BATCH = 500
_PLACE = re.compile(r"(\w+)(?:\[(\d+)\](?:\.(\w+))?)?")


@dataclass(frozen=True, slots=True)
class Changes:
    """What a partner is to be told, and up to where."""

    head: Head
    items: list[UUID]
    basics: list[UUID]

    @property
    def count(self) -> int:
        """How many lines that is."""
        return len(self.items) + len(self.basics)


def changes_for(partner: Partner, since: Mark | None = None) -> Changes:
    """What changed since a mark (else since the one up to which the partner has answered), and
    what the partner refused last time."""
    begin = since or read_mark(partner.sent_mark)
    done = acted_on_since(begin.xid, begin.entry, TOLD)
    head = Head(partner.known_as, partner.code, begin, Mark(done.xid, done.entry))
    told = _told_to(partner)
    items = list(told.filter(code__in=partner.owed).order_by("code").values_list("pk", flat=True))
    for some in _pieces(done.subjects.get("item", []), 20 * BATCH):
        items += told.filter(pk__in=some).order_by("code").values_list("pk", flat=True)
    is_below = partner.side == Partner.Side.BELOW
    basics = done.subjects.get("basic", []) if is_below else []
    return Changes(head, list(dict.fromkeys(items)), basics)


def _told_to(partner: Partner) -> QuerySet[ServiceItem]:
    """The items a partner is told of: upwards all that did not come from above; downwards those
    offered for the places around its region."""
    known = ServiceItem.objects.filter(current__isnull=False).exclude(source=partner.source)
    if partner.side == Partner.Side.ABOVE:
        above = Partner.objects.filter(side=Partner.Side.ABOVE).order_by("pk")
        return known.exclude(source__in=[one.source for one in above])
    return known.filter(organisation__region__in=places_around(partner.region))


def package_lines(
    changes: Changes, at: datetime, progress: Callable[[int, int], None] | None = None
) -> Iterator[str]:
    """The lines of a package, head and end included."""
    count = 0
    yield changes.head.to_line(at.isoformat())
    for line in _told(changes):
        yield line
        count += 1
        if progress is not None and count % BATCH == 0:
            progress(count, changes.count)
    yield end_line(count)


def _told(changes: Changes) -> Iterator[str]:
    for basic in BasicItem.objects.filter(pk__in=changes.basics).order_by("code"):
        yield basic_line(basic.code, basic.content())
    for some in _pieces(changes.items, BATCH):
        yield from map(to_line, exported(ServiceItem.objects.filter(pk__in=some)))


def _pieces(ids: list[UUID], size: int) -> Iterator[list[UUID]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))


def receipt(package: Package, at: datetime, *, refused: Mapping[str, object] | None) -> str:
    """What we answer: how much was taken, and each line that was not, with its field and why."""
    said = {
        "format": RECEIPT,
        "from": package.partner.known_as,
        "to": package.partner.code,
        "since": package.since,
        "mark": package.mark,
        "taken": package.partner.taken_mark,
        "at": at.isoformat(),
        "counts": package.counts,
        "lines": package.problems,
        "refusal": dict(refused) if refused else None,
    }
    return json.dumps(said, ensure_ascii=False, indent=1)


def told_lines(problems: Iterable[Problem], made: Shape) -> list[dict[str, Any]]:
    """The lines that were not taken, or not taken whole, in words that travel."""
    tables = {table.name: table for table in (made.items, *made.lists)}
    with override(CHINESE):
        return [
            {
                "line": one.line,
                "item": one.item,
                "field": one.field,
                "label": _label(one.field, tables),
                "why": problem_text(one),
                "is_refused": one.is_fatal,
            }
            for one in problems
        ]


def _label(field: str, tables: Mapping[str, Table]) -> str:
    """A field as people call it: materials[2].name is 申请材料 2 · 材料名称."""
    found = _PLACE.fullmatch(field)
    if found is None:
        return field
    name, row, part = found.groups()
    if name not in tables or not row:
        labels = {column.name: column.label for column in tables[""].columns}
        return labels.get(name) or (tables[name].label if name in tables else field)
    labels = {column.name: column.label for column in tables[name].columns}
    return " · ".join(filter(None, [f"{tables[name].label} {row}", labels.get(part, part or "")]))


def partners(actor: Actor) -> QuerySet[Partner]:
    """The catalogues of other levels, for those who keep one of ours."""
    return Partner.objects.filter(_seen_by(actor)).order_by("side", "code")


def packages(actor: Actor) -> QuerySet[Package]:
    """What went over, the newest first."""
    known = Package.objects.select_related("partner").defer("data", "answer")
    return known.filter(_seen_by(actor)).order_by("-created_at", "-pk")


def _seen_by(actor: Actor) -> Q:
    keeps = any(actor.holds(grant) for grant in ("item.edit", "item.review", "item.basic"))
    return Q() if keeps else Q(pk__in=[])
