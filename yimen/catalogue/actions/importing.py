"""Taking over whole lists: all of a file or nothing, and again without effect when repeated."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.db.models import Max

from yimen.catalogue.actions._authorities import Authorities
from yimen.catalogue.actions._moves import record
from yimen.catalogue.actions.indexing import index_versions
from yimen.catalogue.messages import COUNTS, KEPT_ASIDE, OUTCOMES, problem_line
from yimen.catalogue.models import ItemVersion, ServiceItem
from yimen.catalogue.rules import guangdong
from yimen.catalogue.rules.content import stored, with_keys, with_known_keys
from yimen.catalogue.rules.elements import STANDARD_FORM, STANDARD_LINKS
from yimen.catalogue.rules.records import ItemRecord, Problem
from yimen.catalogue.states import VersionState
from yimen.kernel.actor import Actor, Kind
from yimen.kernel.errors import NotAllowed

Progress = Callable[[int, int], None]  #: lines done, lines in all
Lines = Iterable[tuple[ItemRecord | None, list[Problem]]]
BATCH = 250
#: Lists name neither links nor form; an item that has none of its own gets the standard ones.
STANDARD = stored({"links": STANDARD_LINKS, "form": STANDARD_FORM})


@dataclass(slots=True)
class ImportReport:
    """What an import did, or would do: how many items, and what it could not take and why."""

    is_dry_run: bool = False
    read_count: int = 0
    added_count: int = 0
    changed_count: int = 0  #: got a new version
    unchanged_count: int = 0
    authority_count: int = 0  #: organisations added
    problems: list[Problem] = field(default_factory=list)
    kept_aside: Counter[str] = field(default_factory=Counter)  #: fields without a place, by name

    @property
    def is_refused(self) -> bool:
        """Whether a line was so wrong that nothing at all was taken."""
        return any(problem.is_fatal for problem in self.problems)

    @property
    def is_done(self) -> bool:
        """Whether the items are on the list now."""
        return not (self.is_dry_run or self.is_refused)

    def __str__(self) -> str:
        """The report in words: how it ended, the counts, and a line for each problem."""
        outcome = "refused" if self.is_refused else "dry_run" if self.is_dry_run else "done"
        counts = {
            "read": self.read_count,
            "added": self.added_count,
            "changed": self.changed_count,
            "unchanged": self.unchanged_count,
            "authorities": self.authority_count,
        }
        lines = [str(OUTCOMES[outcome]), str(COUNTS) % counts]
        if self.kept_aside:
            fields = ", ".join(f"{name} ({n})" for name, n in sorted(self.kept_aside.items()))
            lines.append(str(KEPT_ASIDE) % {"fields": fields})
        return "\n".join([*lines, *(problem_line(one) for one in self.problems)])


def import_guangdong(
    path: Path | str,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    by: Actor,
    at: datetime,
) -> ImportReport:
    """Take over the items Guangdong publishes, one JSON object a line; published at once."""
    with Path(path).open("rb") as lines:
        total = sum(1 for line in lines if line.strip())
        lines.seek(0)
        return import_items(
            guangdong.read(lines),
            source="guangdong",
            total=total,
            dry_run=dry_run,
            progress=progress,
            by=by,
            at=at,
        )


@transaction.atomic
def import_items(
    lines: Lines,
    *,
    source: str,
    total: int,
    dry_run: bool = False,
    progress: Progress | None = None,
    by: Actor,
    at: datetime,
) -> ImportReport:
    """Put every record on the list; one fatal problem, or a dry run, leaves all as it was."""
    if by.kind is not Kind.SYSTEM:
        raise NotAllowed
    report = ImportReport(is_dry_run=dry_run)
    authorities = Authorities(by=by, at=at)
    for batch in _batches(lines):
        report.read_count += len(batch)
        report.problems += [problem for _, problems in batch for problem in problems]
        records = [one for one, _ in batch if one is not None]
        for one in records:
            report.kept_aside.update(one.content["remainder"].keys())
        if not report.is_refused:
            _Taking(source, authorities, report, by, at).take(records)
        if progress is not None:
            progress(report.read_count, total)
    report.authority_count = authorities.added_count
    if not report.is_done:
        transaction.set_rollback(True)
    return report


def _batches(lines: Lines) -> Iterator[list[tuple[ItemRecord | None, list[Problem]]]]:
    rest = iter(lines)
    while batch := list(islice(rest, BATCH)):
        yield batch


@dataclass(frozen=True, slots=True)
class _Taking:
    """A batch of records becomes new items, new versions, or nothing where nothing changed."""

    source: str
    authorities: Authorities
    report: ImportReport
    by: Actor
    at: datetime

    def take(self, records: Sequence[ItemRecord]) -> None:
        digests = ServiceItem.objects.filter(code__in=[one.code for one in records])
        known = dict(digests.order_by("pk").values_list("code", "source_digest"))
        new = [self._new(one) for one in records if one.code not in known]
        other = {one.code: one for one in records if known.get(one.code, one.digest) != one.digest}
        changed = self._changed(other)
        # `current` is checked when the transaction ends, so items may go first.
        ServiceItem.objects.bulk_create(version.item for version in new)
        ItemVersion.objects.bulk_create([*new, *changed])
        ServiceItem.objects.bulk_update(
            [version.item for version in changed], ["current", "source_digest", "local_code"]
        )
        for version in (*new, *changed):
            facts = {"source": self.source, "reason": version.reason}
            record(version.item, "published", by=self.by, at=self.at, version=version, **facts)
        index_versions([*new, *changed])
        self.report.added_count += len(new)
        self.report.changed_count += len(changed)
        self.report.unchanged_count += len(records) - len(new) - len(changed)

    def _new(self, one: ItemRecord) -> ItemVersion:
        item = ServiceItem(
            code=one.code,
            basic_code=one.basic_code,
            local_code=one.local_code,
            organisation=self.authorities.of(one.authority),
            source=self.source,
            source_digest=one.digest,
        )
        return self._version(item, one, number=1)

    def _changed(self, records: Mapping[str, ItemRecord]) -> list[ItemVersion]:
        """A new version for each item that says something else now; held until all is done."""
        items = ServiceItem.objects.select_for_update(of=("self",)).select_related("current")
        items = items.filter(code__in=list(records)).order_by("code")
        numbers = ItemVersion.objects.filter(item__in=items.values("pk")).values_list("item")
        last = dict(numbers.annotate(last=Max("number")).order_by("item"))
        versions = []
        for item in items:
            one = records[item.code]
            item.source_digest, item.local_code = one.digest, one.local_code
            versions.append(self._version(item, one, number=last.get(item.pk, 0) + 1))
        return versions

    def _version(self, item: ServiceItem, one: ItemRecord, *, number: int) -> ItemVersion:
        """What the file does not speak of stays as the current version has it."""
        before = item.current.content() if item.current else {}
        materials = with_known_keys(one.content["materials"], before.get("materials", []))
        used = [row["key"] for row in before.get("materials", [])]
        content = {
            **STANDARD,
            **before,
            **one.content,
            "materials": with_keys(materials, prefix="m", used=used),
        }
        version = ItemVersion(
            item=item,
            number=number,
            state=VersionState.PUBLISHED,
            reason=f"导入清单 {self.source} 第 {one.line} 行",
            created_at=self.at,
            published_at=self.at,
            **content,
        )
        item.current = version
        return version
