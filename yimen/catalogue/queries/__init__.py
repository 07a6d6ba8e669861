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
from yimen.catalogue.queries.offer import HEAVY, get_published, published_items
from yimen.catalogue.queries.search import (
    Filters,
    Found,
    ask,
    found_rows,
    offered_rows,
    search_items,
    suggest_items,
)

__all__ = [
    "HEAVY",
    "Filters",
    "Found",
    "ItemPage",
    "ask",
    "changes_of",
    "code_name",
    "code_names",
    "findings_of",
    "found_rows",
    "get_published",
    "item_counts",
    "item_list",
    "offered_rows",
    "open_version",
    "published_items",
    "search_items",
    "suggest_items",
    "version_history",
]
