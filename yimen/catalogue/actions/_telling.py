"""What another level tells, batch by batch: items and lines of the directory as they are now."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any

from yimen.catalogue.actions._authorities import Authorities
from yimen.catalogue.actions._moves import record
from yimen.catalogue.actions._taking import Taking
from yimen.catalogue.actions.basics import add_basic_item, change_basic_item
from yimen.catalogue.actions.indexing import index_items
from yimen.catalogue.errors import BadBasicCode
from yimen.catalogue.models import BasicItem, Partner, ServiceItem
from yimen.catalogue.rules.packages import Line
from yimen.catalogue.rules.records import ItemRecord, Problem
from yimen.catalogue.states import ItemStatus
from yimen.kernel.actor import Actor

BATCH = 500
REASON = "目录交换"  # what the version and the directory say of themselves
PAST = {
    ItemStatus.IN_USE: "resumed",
    ItemStatus.SUSPENDED: "suspended",
    ItemStatus.CANCELLED: "cancelled",
}


class Telling:
    """One package being taken; a line that cannot be taken does not hold up the others."""

    def __init__(self, partner: Partner, *, by: Actor, at: datetime) -> None:
        self.partner, self.problems = partner, list[Problem]()
        self._who: dict[str, Any] = {"by": by, "at": at}
        self._authorities = Authorities(**self._who)
        self._counted = Counter[str]()
        self._refused: set[int] = set()
        self._taking = Taking(
            partner.source, self._authorities, self._tell, publish=True, by=by, at=at
        )

    def counts(self) -> dict[str, int]:
        """How many lines there were, and what became of them."""
        names = ("lines", "added", "changed", "moved", "unchanged")
        return {name: self._counted[name] for name in names} | {"refused": len(self._refused)}

    def take(
        self, lines: Iterator[Line], *, total: int, progress: Callable[[int, int], None] | None
    ) -> None:
        """Take line after line."""
        while batch := list(islice(lines, BATCH)):
            self._counted["lines"] += len(batch)
            self._tell(one for line in batch for one in line.problems)
            for line in batch:
                if line.basic is not None and line.number not in self._refused:
                    self._take_basic(line)
            self._take_items([line for line in batch if line.record is not None])
            if progress is not None:
                progress(self._counted["lines"], max(total, self._counted["lines"]))

    def _tell(self, problems: Iterable[Problem]) -> None:
        for one in problems:
            self.problems.append(one)
            if one.is_fatal:
                self._refused.add(one.line)

    def _refuse(self, line: Line, field: str, code: str, **facts: object) -> None:
        self._tell([Problem(line.number, line.code, field, code, facts, True)])

    def _take_basic(self, line: Line) -> None:
        """A line of the directory, which binds only where it comes from above."""
        if self.partner.side != Partner.Side.ABOVE:
            self._refuse(line, "", "basic_from_below")
            return
        assert line.basic is not None
        known = BasicItem.objects.filter(code=line.code).first()
        try:
            if known is None:
                add_basic_item(line.code, line.basic, reason=REASON, **self._who)
                self._counted["added"] += 1
            else:
                number = known.number
                after = change_basic_item(known.pk, line.basic, reason=REASON, **self._who)
                self._counted["changed" if after.number > number else "unchanged"] += 1
        except BadBasicCode:
            self._refuse(line, "code", "bad_basic_code", value=line.code[:60])

    def _take_items(self, lines: Sequence[Line]) -> None:
        sound = [line for line in lines if line.number not in self._refused]
        before = self._items(sound)
        self._authorities.meet(_authority(line) for line in sound)
        allowed = [line for line in sound if self._may(line, before.get(line.code))]
        told = [_by_credit_code(line) for line in allowed if line.status != ItemStatus.CANCELLED]
        self._taking.take(told)
        after = self._items(allowed)
        for line in allowed:
            if line.number not in self._refused:
                self._count(line, before.get(line.code), after.get(line.code))

    def _items(self, lines: Sequence[Line]) -> dict[str, ServiceItem]:
        items = ServiceItem.objects.filter(code__in=[line.code for line in lines])
        items = items.select_related("organisation").order_by("pk")
        return {item.code: item for item in items}

    def _may(self, line: Line, item: ServiceItem | None) -> bool:
        """Whether the partner may tell us of this item at all; says why not."""
        if item is not None and item.source != self.partner.source:
            self._refuse(line, "code", "kept_here")
        elif item is not None and item.status == ItemStatus.CANCELLED != line.status:
            self._refuse(line, "status", "cancelled")
        elif item is None and (place := self._place(line)) is not None:
            if not place:
                self._refuse(line, "organisation", "unknown_office", value=_name(line))
            elif not place.startswith(self.partner.region):
                facts = {"value": _name(line), "partner": self.partner.name}
                self._refuse(line, "regions", "not_theirs", **facts)
        return line.number not in self._refused

    def _place(self, line: Line) -> str | None:
        """The region of the office of a new item; empty where nobody can say which office."""
        authority = _authority(line)
        if found := self._authorities.found(authority):
            return str(found.region_id)
        regions = authority.regions
        named = authority.uscc and regions and authority.name
        return regions[-1][0] if named and all(_is_region(code) for code, _ in regions) else ""

    def _count(self, line: Line, before: ServiceItem | None, after: ServiceItem | None) -> None:
        if after is None:  # cancelled before we ever heard of it
            self._counted["unchanged"] += 1
            return
        moved = after.status != line.status
        if moved:
            self._move(after, ItemStatus(line.status))
        if before is None:
            self._counted["added"] += 1
        elif before.current_id != after.current_id:
            self._counted["changed"] += 1
        else:
            self._counted["moved" if moved else "unchanged"] += 1

    def _move(self, item: ServiceItem, status: ItemStatus) -> None:
        item.status = status
        item.save(update_fields=["status"])
        index_items([item.pk])
        record(item, PAST[status], reason=REASON, source=self.partner.source, **self._who)


def _authority(line: Line) -> Any:
    """Offices are the same in both houses by their credit code; paths are each house's own."""
    assert line.record is not None
    authority = line.record.authority
    return replace(authority, path="") if authority.uscc else authority


def _by_credit_code(line: Line) -> ItemRecord:
    assert line.record is not None
    return replace(line.record, authority=_authority(line))


def _name(line: Line) -> str:
    authority = _authority(line)
    return str(authority.name or authority.uscc or authority.path)[:60]


def _is_region(code: str) -> bool:
    return len(code) == 12 and code.isdecimal()
