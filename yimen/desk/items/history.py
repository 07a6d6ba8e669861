"""What was done to an item."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.catalogue.messages import element_label
from yimen.journal.queries import entries_of

ACTS = {
    "item.added": gettext_lazy("Put on the list, first draft begun"),
    "item.drafted": gettext_lazy("New version begun"),
    "item.draft_saved": gettext_lazy("Draft changed"),
    "item.draft_discarded": gettext_lazy("Draft discarded"),
    "item.submitted": gettext_lazy("Handed in for review"),
    "item.sent_back": gettext_lazy("Sent back to its editors"),
    "item.published": gettext_lazy("Version published"),
    "item.suspended": gettext_lazy("Item suspended"),
    "item.resumed": gettext_lazy("Item in use again"),
    "item.cancelled": gettext_lazy("Item cancelled"),
}
ICONS = {
    "item.published": "done",
    "item.sent_back": "back",
    "item.submitted": "send",
    "item.suspended": "pause",
    "item.cancelled": "close",
}


@dataclass(frozen=True)
class Happening:
    """One line of the item's history."""

    at: datetime
    title: str
    who: str
    text: str
    icon_name: str


def history(item_id: UUID) -> list[Happening]:
    """What was done to an item, the newest first."""
    return [
        Happening(
            at=entry.at,
            title=str(ACTS.get(entry.kind, entry.kind)),
            who=str(entry.actor.get("name", "")),
            text=_told(entry.facts),
            icon_name=ICONS.get(entry.kind, "check"),
        )
        for entry in reversed(entries_of(item_id))
    ]


def _told(facts: Mapping[str, Any]) -> str:
    number = facts.get("number")
    version = _("Version %(number)s") % {"number": number} if number else ""
    fields = "、".join(element_label(str(name)) for name in facts.get("fields", []))
    return " · ".join(part for part in (version, fields, str(facts.get("reason", ""))) if part)
