"""What forms of an item have asked before."""

from collections.abc import Iterable, Mapping
from typing import Any

from yimen.catalogue.models import ItemVersion, ServiceItem


def form_keys(item: ServiceItem) -> frozenset[str]:
    """Every key a field of any version of the item ever had: none is given to another field."""
    forms = ItemVersion.objects.filter(item=item).values_list("form", flat=True)
    return frozenset(key for rows in forms for key in _keys(rows))


def _keys(rows: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for row in rows:
        yield str(row["key"])
        yield from _keys(row.get("columns") or ())
