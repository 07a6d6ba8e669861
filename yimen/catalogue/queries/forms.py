"""What forms of an item have asked before."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from yimen.catalogue.models import ItemVersion, ServiceItem


def form_keys(item: ServiceItem) -> frozenset[str]:
    """Every key a field of any version of the item ever had: none is given to another field."""
    forms = ItemVersion.objects.filter(item=item).values_list("form", flat=True)
    return frozenset(key for rows in forms for _path, key in field_paths(rows))


def field_paths(rows: Iterable[Mapping[str, Any]], table: str = "") -> Iterator[tuple[str, str]]:
    """Each field of a form, and each column of a table in it, by its place and its key."""
    for row in rows:
        key = str(row["key"])
        yield f"{table}{key}", key
        yield from field_paths(row.get("columns") or (), f"{key}/")
