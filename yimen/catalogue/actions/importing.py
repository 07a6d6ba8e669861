"""Taking over whole lists: all of a file or nothing, and again without effect when repeated."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from uuid import UUID

from django.db import transaction

from yimen.catalogue.actions._authorities import Authorities
from yimen.catalogue.actions._taking import Taking
from yimen.catalogue.actions.drafting import submit_version
from yimen.catalogue.errors import NotReady
from yimen.catalogue.messages.imports import (
    COUNTS,
    KEPT_ASIDE,
    MORE_PROBLEMS,
    OUTCOMES,
    SUBMITTED,
    problem_line,
)
from yimen.catalogue.rules import guangdong
from yimen.catalogue.rules.records import ItemRecord, Problem
from yimen.kernel.actor import Actor, Kind
from yimen.kernel.errors import NotAllowed

Progress = Callable[[int, int], None]  #: lines done, lines in all
Lines = Iterable[tuple[ItemRecord | None, list[Problem]]]
BATCH = 500
MOST_PROBLEMS = 1000  #: that are told one by one; beyond them they are only counted


@dataclass(frozen=True, slots=True)
class Manner:
    """What becomes of what is read."""

    publish: bool = False  #: at once, which is the operator's; else drafts, for a second person
    hand_in: bool = False  #: drafts without blocking findings go to review
    dry_run: bool = False  #: only say what would happen


PUBLISHED = Manner(publish=True)


@dataclass(slots=True)
class ImportReport:
    """What an import did, or would do: how many items, and what it could not take and why."""

    is_dry_run: bool = False
    read_count: int = 0
    added_count: int = 0
    changed_count: int = 0  #: got a new version
    unchanged_count: int = 0
    authority_count: int = 0  #: organisations added
    submitted_count: int = 0  #: drafts handed to review
    problems: list[Problem] = field(default_factory=list)  #: at most `MOST_PROBLEMS`
    problem_count: int = 0
    fatal_count: int = 0
    kept_aside: Counter[str] = field(default_factory=Counter)  #: fields without a place, by name

    @property
    def is_refused(self) -> bool:
        """Whether a line was so wrong that nothing at all was taken."""
        return self.fatal_count > 0

    @property
    def is_done(self) -> bool:
        """Whether the items are on the list now."""
        return not (self.is_dry_run or self.is_refused)

    def tell(self, problems: Iterable[Problem]) -> None:
        """Note problems; those that stop the import are told before all others."""
        for one in problems:
            self.problem_count += 1
            self.fatal_count += one.is_fatal
            if len(self.problems) < MOST_PROBLEMS or one.is_fatal:
                self.problems.append(one)

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
        if self.submitted_count:
            lines.append(str(SUBMITTED) % {"count": self.submitted_count})
        if self.kept_aside:
            fields = ", ".join(f"{name} ({n})" for name, n in sorted(self.kept_aside.items()))
            lines.append(str(KEPT_ASIDE) % {"fields": fields})
        lines += [problem_line(one) for one in self.problems]
        if rest := self.problem_count - len(self.problems):
            lines.append(str(MORE_PROBLEMS) % {"count": rest})
        return "\n".join(lines)


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
            manner=Manner(publish=True, dry_run=dry_run),
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
    manner: Manner = PUBLISHED,
    progress: Progress | None = None,
    by: Actor,
    at: datetime,
) -> ImportReport:
    """Put every record on the list; one fatal problem, or a dry run, leaves all as it was."""
    if manner.publish and by.kind is not Kind.SYSTEM:
        raise NotAllowed
    report = ImportReport(is_dry_run=manner.dry_run)
    authorities = Authorities(by=by, at=at)
    taking = Taking(source, authorities, report.tell, manner.publish, by, at)
    for batch in _batches(lines):
        report.read_count += len(batch)
        report.tell(problem for _, problems in batch for problem in problems)
        records = [one for one, _ in batch if one is not None]
        for one in records:
            report.kept_aside.update((one.content.get("remainder") or {}).keys())
        if not report.is_refused:
            taking.take(records)
        if progress is not None:
            progress(report.read_count, total)
    report.authority_count = authorities.added_count
    report.added_count, report.changed_count = taking.added_count, taking.changed_count
    report.unchanged_count = taking.unchanged_count
    if manner.hand_in and not report.is_refused:
        report.submitted_count = _hand_in(taking.drafts, by=by, at=at)
    if not report.is_done:
        transaction.set_rollback(True)
    return report


def _hand_in(drafts: Iterable[UUID], *, by: Actor, at: datetime) -> int:
    """Hand every draft that is ready to a second person; the others wait for their editors."""
    count = 0
    for version_id in drafts:
        with suppress(NotReady):
            submit_version(version_id, by=by, at=at)
            count += 1
    return count


def _batches(lines: Lines) -> Iterator[list[tuple[ItemRecord | None, list[Problem]]]]:
    rest = iter(lines)
    while batch := list(islice(rest, BATCH)):
        yield batch
