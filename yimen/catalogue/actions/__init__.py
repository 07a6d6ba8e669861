"""What can happen to the catalogue."""

from yimen.catalogue.actions.codes import load_code_tables
from yimen.catalogue.actions.drafting import (
    add_item,
    discard_draft,
    draft_version,
    save_draft,
    submit_version,
)
from yimen.catalogue.actions.importing import ImportReport, import_guangdong, import_items
from yimen.catalogue.actions.listing import cancel_item, resume_item, suspend_item
from yimen.catalogue.actions.reviewing import publish_version, send_back_version

__all__ = [
    "ImportReport",
    "add_item",
    "cancel_item",
    "discard_draft",
    "draft_version",
    "import_guangdong",
    "import_items",
    "load_code_tables",
    "publish_version",
    "resume_item",
    "save_draft",
    "send_back_version",
    "submit_version",
    "suspend_item",
]
