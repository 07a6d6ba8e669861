"""The `yimen` command: everything an operator does."""

import click

from yimen.config.commands import (
    catalogue,
    database,
    figures,
    laws,
    quality,
    records,
    serve,
    site,
    supervision,
    texts,
    tools,
)
from yimen.config.embedded import CannotStart


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Yimen: one integrated platform for government services.

    Start with `yimen up`. When something is wrong, ask `yimen doctor`.
    """


for command in (
    serve.up,
    serve.work,
    database.migrate,
    database.demo,
    database.doctor,
    site.site,
    site.regions,
    catalogue.catalogue,
    laws.laws,
    records.follow,
    records.journal,
    records.calendar,
    figures.figures,
    supervision.supervision,
    tools.code,
    tools.workdays,
    texts.messages,
    quality.lint_migrations,
):
    cli.add_command(command)


def main() -> None:
    """Run the command; a database that cannot start is said plainly, not traced."""
    try:
        cli()
    except CannotStart as problem:
        raise SystemExit(f"{problem}") from None


if __name__ == "__main__":
    main()
