"""What was done to an item, by whom and why; its versions and acts as rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.catalogue.messages import element_label
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.states import ActKind
from yimen.journal.ports import EntryView
from yimen.journal.queries import entries_of

ACTS = {
    "item.added": gettext_lazy("Put on the list, first draft begun"),
    "item.drafted": gettext_lazy("New version begun"),
    "item.draft_saved": gettext_lazy("Draft changed"),
    "item.draft_discarded": gettext_lazy("Draft discarded"),
    "item.submitted": gettext_lazy("Handed in for review"),
    "item.sent_back": gettext_lazy("Sent back to its editors"),
    "item.scheduled": gettext_lazy("Version approved for a later day"),
    "item.called_off": gettext_lazy("Approved version called off"),
    "item.published": gettext_lazy("Version published"),
    "item.suspended": gettext_lazy("Item suspended"),
    "item.resumed": gettext_lazy("Item in use again"),
    "item.act_proposed": gettext_lazy("Proposed"),
    "item.act_withdrawn": gettext_lazy("Proposal withdrawn"),
    "item.act_refused": gettext_lazy("Proposal refused"),
    "item.act_confirmed": gettext_lazy("Confirmed for a later day"),
    "item.act_called_off": gettext_lazy("Confirmed act called off"),
    "item.cancelled": gettext_lazy("Item cancelled"),
    "item.handed_over": gettext_lazy("Item handed over"),
    "item.merged": gettext_lazy("Item merged into another"),
}
ICONS = {
    "item.published": "done",
    "item.sent_back": "back",
    "item.submitted": "send",
    "item.suspended": "pause",
    "item.cancelled": "close",
    "item.scheduled": "calendar",
    "item.handed_over": "arrow",
    "item.merged": "arrow",
}


@dataclass(frozen=True)
class Happening:
    """One line of the item's history."""

    at: datetime
    title: str
    who: str
    text: str
    icon_name: str


@dataclass(frozen=True)
class VersionRow:
    """A version with who wrote it and who let it pass."""

    version: ItemVersion
    written_by: str
    reviewed_by: str


def history(item_id: UUID, *, latest: int | None = None) -> list[Happening]:
    """What was done to an item, the newest first; all of it, or the latest acts."""
    entries = entries_of(item_id)
    return [
        Happening(
            at=entry.at,
            title=str(ACTS.get(entry.kind, entry.kind)),
            who=_name(entry),
            text=_told(entry.facts),
            icon_name=ICONS.get(entry.kind, "check"),
        )
        for entry in reversed(entries[-latest:] if latest else entries)
    ]


def version_rows(item_id: UUID, versions: Iterable[ItemVersion]) -> list[VersionRow]:
    """The versions with the names of the people who wrote and reviewed them."""
    entries = entries_of(item_id)
    return [
        VersionRow(
            one,
            _who(entries, one, {"item.added", "item.drafted"}),
            _who(entries, one, {"item.scheduled"}) or _who(entries, one, {"item.published"}),
        )
        for one in versions
    ]


def _who(entries: Sequence[EntryView], version: ItemVersion, kinds: set[str]) -> str:
    fitting = (e for e in reversed(entries) if e.kind in kinds)
    return next((_name(e) for e in fitting if e.facts.get("version") == str(version.pk)), "")


def _name(entry: EntryView) -> str:
    return str(entry.actor.get("name", ""))


def _told(facts: Mapping[str, Any]) -> str:
    number = facts.get("number")
    kind = facts.get("kind_of_act")
    fields = "、".join(element_label(str(name)) for name in facts.get("fields", []))
    day = facts.get("effective_on")
    parts = (
        _("Version %(number)s") % {"number": number} if number else "",
        str(ActKind(kind).label) if kind else "",
        _("correction") if facts.get("is_correction") else "",
        _("holds from %(day)s") % {"day": date.fromisoformat(day)} if day else "",
        str(facts.get("organisation_name", "")),
        str(facts.get("successor", "")),
        fields,
        str(facts.get("reason", "")),
    )
    return " · ".join(part for part in parts if part)
