"""Reading the catalogue."""

from yimen.catalogue.queries.codes import code_name, code_names
from yimen.catalogue.queries.keeping import (
    ItemPage,
    changes_of,
    findings_of,
    item_counts,
    item_list,
    open_version,
    version_history,
)
from yimen.catalogue.queries.offer import HEAVY, get_published, published_items, search_items

__all__ = [
    "HEAVY",
    "ItemPage",
    "changes_of",
    "code_name",
    "code_names",
    "findings_of",
    "get_published",
    "item_counts",
    "item_list",
    "open_version",
    "published_items",
    "search_items",
    "version_history",
]
