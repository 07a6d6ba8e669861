"""Rows by the thousand: COPY, which neither spells out an INSERT nor reads it again."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault


def copy_rows(rows: Iterable[models.Model]) -> None:
    """Insert new rows of one model as they are."""
    made = list(rows)
    if not made:
        return
    meta = made[0]._meta
    fields = meta.concrete_fields
    columns = ", ".join(connection.ops.quote_name(field.column or "") for field in fields)
    table = connection.ops.quote_name(meta.db_table)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy {table} ({columns}) from stdin") as target,
    ):
        for row in made:
            target.write_row([_value(field, row) for field in fields])


def _value(field: Any, row: models.Model) -> Any:
    value = getattr(row, field.attname)
    if isinstance(value, DatabaseDefault):
        value = field.db_default
    return field.get_db_prep_save(value, connection)
