"""Commands about what is offered: in, out, and the search."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yimen.config.boot import django_ready
from yimen.config.database import database_running

if TYPE_CHECKING:
    from yimen.catalogue.actions import ImportReport, Manner

STEP = 1000
TOLD = 100  #: refused lines that are printed; the receipt has all


@contextmanager
def _database() -> Iterator[None]:
    django_ready()
    with database_running(click.echo):
        yield


@click.group()
def catalogue() -> None:
    """The catalogue of items."""


@catalogue.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["guangdong", "xlsx", "jsonl"]),
    required=True,
    help="The list Guangdong publishes, or a workbook or JSON lines of Yimen's own shape.",
)
@click.option("--publish", is_flag=True, help="Publish at once; else drafts are made.")
@click.option("--hand-in", is_flag=True, help="Hand drafts that are ready to review.")
@click.option("--dry-run", is_flag=True, help="Read and report only; change nothing.")
def catalogue_import(file: Path, form: str, publish: bool, hand_in: bool, dry_run: bool) -> None:
    """Take over a list, all or nothing; repeating it changes nothing (exit 1: refused).

    The list of Guangdong is one of published items and is published at once.
    """
    with _database():
        from yimen.catalogue.actions import Manner

        report = _take(file, form, Manner(publish, hand_in, dry_run))
        _say(report)
        if report.is_refused:
            raise SystemExit(1)


def _take(file: Path, form: str, manner: "Manner") -> "ImportReport":
    from django.utils import timezone

    from yimen.catalogue import actions
    from yimen.catalogue.rules.workbook import BadWorkbook
    from yimen.kernel.actor import SYSTEM

    rest: dict[str, Any] = {"by": SYSTEM, "at": timezone.now(), "progress": _progress(form)}
    if form == "guangdong":
        return actions.import_guangdong(file, dry_run=manner.dry_run, **rest)
    try:
        return actions.import_file(file, form, manner=manner, **rest)
    except BadWorkbook as error:
        raise click.ClickException(f"{file} cannot be read: {error.code}.") from None


@catalogue.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(["xlsx", "jsonl"]), required=True)
@click.option("--all", "is_all", is_flag=True, help="Also what is not on offer.")
def catalogue_export(file: Path, form: str, is_all: bool) -> None:
    """Write the items on offer into FILE, with everything they say."""
    with _database():
        from yimen.catalogue.models import ServiceItem
        from yimen.catalogue.queries import published_items, write_items

        items = ServiceItem.objects.all() if is_all else published_items()
        with file.open("wb") as target:
            write_items(target, items, form)
        click.echo(f"{items.count()} items in {file}")


@catalogue.command("partner")
@click.argument("code")
@click.option("--name", required=True, help="What people call it.")
@click.option("--side", type=click.Choice(["above", "below"]), required=True)
@click.option("--region", required=True, help="The digits its items' regions begin with.")
@click.option("--known-as", required=True, help="Our own code, as both sides write it.")
def catalogue_partner(code: str, **said: str) -> None:
    """Agree with another level's catalogue, called CODE by both, to exchange packages."""
    with _database():
        from django.core.exceptions import ValidationError
        from django.utils import timezone

        from yimen.catalogue.actions import keep_partner
        from yimen.kernel.actor import SYSTEM

        try:
            keep_partner(code, **said, by=SYSTEM, at=timezone.now())
        except ValidationError as error:
            raise click.ClickException("; ".join(error.messages)) from None


@catalogue.command("report")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--to", "code", required=True, help="The code of the other catalogue.")
@click.option("--since", default="", help="Another mark than the last one it answered; 0.0: all.")
def catalogue_report(file: Path, code: str, since: str) -> None:
    """Write into FILE what changed since the other catalogue answered last."""
    with _database(), _refusals():
        from django.utils import timezone

        from yimen.catalogue.actions import report_changes
        from yimen.catalogue.rules.packages import read_mark
        from yimen.kernel.actor import SYSTEM

        mark = read_mark(since) if since else None
        who: dict[str, Any] = {"by": SYSTEM, "at": timezone.now()}
        with file.open("wb") as target:
            package = report_changes(code, target, since=mark, progress=_progress(code), **who)
        click.echo(f"{package.counts['items']} items, {package.counts['basics']} lines of the")
        click.echo(f"basic directory, up to mark {package.mark}, in {file}")


@catalogue.command("receive")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--receipt", type=click.Path(dir_okay=False, path_type=Path), help="Where to.")
def catalogue_receive(file: Path, receipt: Path | None) -> None:
    """Take a package of another catalogue, or its receipt for ours (exit 1: refused).

    Repeating it changes nothing. The answer to a package goes back to its sender.
    """
    with _database(), _refusals(), file.open("rb") as lines:
        from django.utils import timezone

        from yimen.catalogue.actions import receive
        from yimen.kernel.actor import SYSTEM

        total = sum(1 for _line in lines)
        lines.seek(0)
        who: dict[str, Any] = {"by": SYSTEM, "at": timezone.now()}
        package = receive(lines, total=max(total - 2, 0), progress=_progress(file.name), **who)
        if receipt and package.answer:
            receipt.write_text(package.answer, encoding="utf-8")
        click.echo(
            package.refusal or ", ".join(f"{n} {what}" for what, n in package.counts.items())
        )
        for one in package.problems[:TOLD]:
            click.echo(f"line {one['line']}, {one['item']}, {one['field']}: {one['why']}")
        if package.refusal:
            raise SystemExit(1)


@contextmanager
def _refusals() -> Iterator[None]:
    """What is refused is said plainly, not traced."""
    from yimen.catalogue.errors import PackageRefused
    from yimen.catalogue.rules.packages import BadPackage

    try:
        yield
    except (PackageRefused, BadPackage) as error:
        _say(error)
        raise SystemExit(1) from None


@catalogue.command("template")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def catalogue_template(file: Path) -> None:
    """Write an empty workbook into FILE, with explained headings and an example."""
    with _database():
        from yimen.catalogue.queries import template_file

        file.write_bytes(template_file().getvalue())


@catalogue.command("reindex")
def catalogue_reindex() -> None:
    """Make anew everything the search reads."""
    with _database():
        from yimen.catalogue.actions import reindex

        click.echo(f"{reindex()} items can be found.")


@catalogue.command("synonyms")
def catalogue_synonyms() -> None:
    """Add the words that mean the same which come with Yimen and are not known yet."""
    with _database():
        from django.utils import timezone

        from yimen.catalogue.actions import load_synonyms
        from yimen.kernel.actor import SYSTEM

        click.echo(f"{load_synonyms(by=SYSTEM, at=timezone.now())} groups added.")


def _say(thing: object) -> None:
    """What apps report speaks the reader's language; the terminal's is English."""
    from django.utils.translation import override

    with override("en"):
        click.echo(str(thing))


def _progress(what: str) -> Callable[[int, int], None]:
    told = 0

    def show(done: int, total: int) -> None:
        nonlocal told
        if done >= total or done - told >= STEP:
            told = done
            click.echo(f"{what}: {min(done, total)} of {total}", err=True)

    return show
