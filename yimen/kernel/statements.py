"""Statements written out, for what every request asks.

Composing SQL in the ORM takes Python many times as long as PostgreSQL takes to answer by a key
(bench/results.md), and it is done anew for each query. The few statements that lie on the way of
every act are therefore written out where they are used, and read into models here. Everything else
is better left to the ORM.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

Row = Sequence[Any]


class Statement:
    """A SELECT that begins with the columns of some models, in their order.

    `Statement("select {c}, {o}, 1 from … c join … o …", c=Case, o=Organisation)` gives rows of a
    case, an organisation and whatever else was selected. A model joined outwardly may be None.
    """

    def __init__(self, text: str, **models: type[Model]) -> None:
        self.text = text
        self.models = models

    def all(self, **values: Any) -> list[Row]:
        """Every row."""
        with _cursor() as cursor:
            cursor.execute(self._sql, values)
            return [self._read(row) for row in cursor.fetchall()]

    def first(self, **values: Any) -> Row | None:
        """The first row, if there is one."""
        with _cursor() as cursor:
            cursor.execute(self._sql, values)
            row = cursor.fetchone()
        return row and self._read(row)

    @cached_property
    def _sql(self) -> str:
        return self.text.format(
            **{
                alias: ", ".join(f'{alias}."{f.column}"' for f in model._meta.concrete_fields)
                for alias, model in self.models.items()
            }
        )

    @cached_property
    def _pieces(self) -> list[tuple[slice, "_Reader"]]:
        pieces, start = [], 0
        for model in self.models.values():
            reader = _Reader(model)
            pieces.append((slice(start, start + len(reader.names)), reader))
            start += len(reader.names)
        return pieces

    def _read(self, row: Row) -> Row:
        if not self.models:
            return row
        read = [reader(row[place]) for place, reader in self._pieces]
        return (*read, *row[self._pieces[-1][0].stop :])


def _cursor() -> CursorWrapper:
    """A cursor that sends values beside the text, not in it, as Django's own does.

    So the server prepares a statement once a connection; otherwise it plans it anew each time,
    which takes longer than to run it.
    """
    connection.ensure_connection()
    plain: Any = ServerBindingCursor(connection.connection)  # type: ignore[call-arg]
    cursor: CursorWrapper = connection._prepare_cursor(plain)  # type: ignore[attr-defined]
    return cursor


class _Reader:
    """Makes one model of its columns, as the ORM would."""

    def __init__(self, model: type[Model]) -> None:
        fields = model._meta.concrete_fields
        self.model = model
        self.names = [field.attname for field in fields]
        self.key = fields.index(model._meta.pk)
        self.converters = [
            (place, converter)
            for place, field in enumerate(fields)
            for converter in field.get_db_converters(connection)
        ]

    def __call__(self, values: Row) -> Model | None:
        if values[self.key] is None:
            return None
        if self.converters:
            values = list(values)
            for place, convert in self.converters:
                values[place] = convert(values[place], None, connection)
        return self.model.from_db(DEFAULT_DB_ALIAS, self.names, values)
