"""Files brought in through the desk: looked through by a job, taken in when their owner says so."""

import io
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from procrastinate.contrib.django import app

from yimen.catalogue.actions._progress import progress_of
from yimen.catalogue.actions.importing import ImportReport, Lines, Manner, import_items
from yimen.catalogue.errors import BadFile, WrongRun
from yimen.catalogue.models import ImportRun
from yimen.catalogue.queries.exchange import CHINESE, shape
from yimen.catalogue.rules.exchange import read_lines, read_workbook
from yimen.catalogue.rules.records import Problem
from yimen.catalogue.rules.workbook import BadWorkbook, open_workbook
from yimen.identity.models import Account
from yimen.identity.queries import actor_of
from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotAllowed

RUN = "catalogue.run_import"
MOST_BYTES = 20 * 1024 * 1024
SHOWN_PROBLEMS = 300
ENDINGS = {".xlsx": ImportRun.Format.WORKBOOK, ".jsonl": ImportRun.Format.LINES}


@transaction.atomic
def begin_import(
    name: str, data: bytes, *, hand_in: bool = False, by: Actor, at: datetime
) -> ImportRun:
    """Take a file to be looked through; nothing of it is on the list yet."""
    form = ENDINGS.get(Path(name).suffix.lower())
    if not by.holds("item.edit") or by.account_id is None:
        raise NotAllowed
    if form is None or not data or len(data) > MOST_BYTES:
        raise BadFile(field="file")
    run = ImportRun.objects.create(
        account_id=by.account_id,
        name=name[-255:],
        form=form,
        data=data,
        hand_in=hand_in,
        created_at=at,
    )
    _record(run, "begun", by=by, at=at)
    _defer(run)
    return run


@transaction.atomic
def confirm_import(run_id: UUID, *, by: Actor, at: datetime) -> ImportRun:
    """Have a file that was looked through taken in, all of it or nothing."""
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    if run.account_id != by.account_id:
        raise NotAllowed
    if run.state != ImportRun.State.CHECKED:
        raise WrongRun(state=run.get_state_display())
    run.state, run.done_count = ImportRun.State.TAKING, 0
    run.save(update_fields=["state", "done_count"])
    _record(run, "confirmed", by=by, at=at)
    _defer(run)
    return run


def run_import(run_id: UUID, *, at: datetime) -> ImportRun:
    """What the job does: look the file through, or take it in, as its owner and with his grants.

    The owner's grants are those of this day: who lost them meanwhile brings nothing in. The row is
    not held while the job is at work, so that the page can be told how far it is.
    """
    run = ImportRun.objects.get(pk=run_id)
    if not run.is_running:
        return run
    account = Account.objects.select_related("staff__organisation").get(pk=run.account_id)
    actor = actor_of(account, on=timezone.localdate(at))
    is_dry = run.state == ImportRun.State.CHECKING
    manner = Manner(hand_in=run.hand_in, dry_run=is_dry)
    with transaction.atomic(), progress_of(ImportRun, run.pk) as progress:
        report = _import(run, manner, progress, by=actor, at=at)
        kept = ImportRun.objects.select_for_update().get(pk=run_id)
        if kept.state == run.state:  # else another worker was faster
            _keep(kept, report, by=actor, at=at)
    return kept


def _keep(run: ImportRun, report: ImportReport, *, by: Actor, at: datetime) -> None:
    """Write down how it ended."""
    states = ImportRun.State
    is_dry = run.state == states.CHECKING
    run.counts, run.problems = _counts(report), _problems(report)
    run.state = states.REFUSED if report.is_refused else states.CHECKED if is_dry else states.DONE
    if run.state != states.CHECKED:
        run.data, run.ended_at = b"", at
        _record(run, "refused" if report.is_refused else "done", by=by, at=at)
    run.save()


def _counts(report: ImportReport) -> dict[str, int]:
    names = ("read", "added", "changed", "unchanged", "submitted", "problem", "fatal")
    return {name: getattr(report, f"{name}_count") for name in names}


def _problems(report: ImportReport) -> list[dict[str, object]]:
    """The first problems, those that stop the import before all others; facts as plain words."""
    ordered = sorted(report.problems, key=lambda one: not one.is_fatal)[:SHOWN_PROBLEMS]
    with override(CHINESE):
        return [
            asdict(replace(one, facts={name: _plain(fact) for name, fact in one.facts.items()}))
            for one in ordered
        ]


def _plain(fact: object) -> object:
    return fact if isinstance(fact, (int, str)) else str(fact)


def _record(run: ImportRun, kind: str, *, by: Actor, at: datetime) -> None:
    facts = {"name": run.name, "counts": run.counts}
    write("import", run.pk, f"import.{kind}", by=by, at=at, facts=facts)


def _defer(run: ImportRun) -> None:
    """Give the file to a job, in the same transaction."""
    app.configure_task(RUN, queueing_lock=f"{RUN}:{run.pk}:{run.state}").defer(run_id=str(run.pk))


def import_file(
    path: Path,
    form: str,
    *,
    manner: Manner,
    progress: Callable[[int, int], None] | None = None,
    by: Actor,
    at: datetime,
) -> ImportReport:
    """Take over a file of the operator's, line by line where it has lines."""
    rest: dict[str, Any] = {"manner": manner, "progress": progress, "by": by, "at": at}
    rest["source"] = path.name[:40]
    if form == ImportRun.Format.WORKBOOK:
        lines, total = read_file(form, path.read_bytes())
        return import_items(lines, total=total, **rest)
    with path.open("rb") as file:
        total = sum(1 for line in file if line.strip())
        file.seek(0)
        return import_items(read_lines(file, shape()), total=total, **rest)


def read_file(form: str, data: bytes) -> tuple[Lines, int]:
    """The records of a file and how many there may be; raises BadWorkbook if it is none."""
    if form == ImportRun.Format.WORKBOOK:
        grids, made = open_workbook(data), shape()
        return read_workbook(grids, made), len(grids.get(made.items.label, ()))
    return read_lines(io.BytesIO(data), shape()), data.count(b"\n") + 1


def _import(
    run: ImportRun, manner: Manner, progress: Callable[[int, int], None], *, by: Actor, at: datetime
) -> ImportReport:
    try:
        lines, total = read_file(run.form, bytes(run.data))
    except BadWorkbook as error:
        report = ImportReport(is_dry_run=manner.dry_run)
        report.tell([Problem(0, "", run.name, error.code, {}, True)])
        return report
    source = run.name[:40]
    return import_items(
        lines, source=source, total=total, manner=manner, progress=progress, by=by, at=at
    )
