"""Taking over the event log of an older system."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yimen.config.commands.records import _database

if TYPE_CHECKING:
    from yimen.figures.rules.logs.mapping import LogMapping

STEP = 10_000  #: rows between two lines of progress


@click.command("import-log")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--mapping",
    "mapping_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="TOML that says which column means what; see docs/apps/figures.md.",
)
def import_log(file: Path, mapping_file: Path) -> None:
    """Take over the event log FILE (CSV or XES, also .gz) and report what it tells.

    All or nothing: if rows are wrong they are named and nothing is kept (exit 1). The same file
    with the same mapping is taken once. No cases come of it; it is history to be read.
    """
    with _database(), _refusals():
        from django.utils import timezone

        from yimen.figures.actions import import_log as take
        from yimen.figures.messages.reports import report_lines
        from yimen.figures.queries.logs import levels_of
        from yimen.kernel.actor import SYSTEM

        mapping, now = _mapping(mapping_file, file), timezone.now()
        log, is_new = take(file, mapping, by=SYSTEM, at=now, progress=_progress())
        if not is_new:
            click.echo(f"Taken over already on {log.imported_at:%Y-%m-%d}; nothing was changed.")
        for line in report_lines(log, levels_of(log, at=now)):
            click.echo(line)


def _mapping(path: Path, file: Path) -> "LogMapping":
    from yimen.figures.rules.logs.mapping import BadMapping, read_mapping

    suffixes = [s.lstrip(".").lower() for s in file.suffixes if s.lower() != ".gz"]
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise BadMapping("toml", why="not UTF-8") from None
    return read_mapping(text, suffix=suffixes[-1] if suffixes else "")


@contextmanager
def _refusals() -> Iterator[None]:
    """What is refused is said plainly and in English, row by row."""
    from django.utils.translation import override

    from yimen.figures.errors import LogRefused
    from yimen.figures.messages.logs import sentence, trouble
    from yimen.figures.rules.logs.mapping import BadMapping
    from yimen.figures.rules.logs.reading import BadLog

    with override("en"):
        try:
            yield
        except (BadMapping, BadLog) as error:
            raise click.ClickException(trouble(error)) from None
        except LogRefused as error:
            for problem in error.problems:
                click.echo(sentence(problem))
            unnamed = int(str(error.facts["count"])) - len(error.problems)
            if unnamed:
                click.echo(f"… and {unnamed} more")
            raise click.ClickException(str(error)) from None


def _progress() -> Callable[[int, int], None]:
    rows = 0

    def show(done: int, total: int) -> None:
        nonlocal rows
        rows += 1
        if rows % STEP == 0:
            click.echo(f"{rows} rows, {100 * done // max(total, 1)} % of the file", err=True)

    return show
