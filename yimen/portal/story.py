"""What happened to a case, told to the person it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from yimen.cases.models import Case, CaseMaterial, Opinion
from yimen.cases.queries import TimelineEntry, timeline
from yimen.kernel.actor import Actor
from yimen.process.queries import ChartLink, chart

HANDED_IN = frozenset(
    {"case.filed", "case.supplemented", "case.filed_for_prereview", "case.mended"}
)
DECISIONS = ("granted", "refused")


@dataclass(frozen=True, slots=True)
class Line:
    """One act with the papers that came with it."""

    at: datetime
    title: str
    text: str
    who: str
    icon_name: str
    files: Sequence[dict[str, str]] = ()


def lines(case: Case, actor: Actor) -> list[Line]:
    """The timeline, newest first; papers stand where they were handed in."""
    entries = timeline(case, actor)
    waiting = list(case.materials.select_related("blob").order_by("added_at", "id"))
    given: dict[int, list[CaseMaterial]] = {}
    for place in range(len(entries) - 1, -1, -1):
        if entries[place].kind in HANDED_IN:
            given[place] = [file for file in waiting if file.added_at <= entries[place].at]
            waiting = [file for file in waiting if file.added_at > entries[place].at]
    return [_line(entry, given.get(place, [])) for place, entry in enumerate(entries)]


def _line(entry: TimelineEntry, files: Sequence[CaseMaterial]) -> Line:
    return Line(
        at=entry.at,
        title=entry.title,
        text=entry.text,
        who=entry.who,
        icon_name=entry.icon_name,
        files=[
            {
                "name": file.blob.name,
                "link": reverse("portal:file_download", args=[file.pk]),
                "note": _("replaced later") if file.replaced_at else "",
            }
            for file in files
        ],
    )


def decision(case: Case) -> Opinion | None:
    """The decision with its reasons, and how to object where it burdens (art. 38)."""
    found = case.opinions.filter(conclusion__in=DECISIONS).order_by("-id")
    return found.first() if case.decided_at else None


def links(case: Case) -> list[ChartLink]:
    """The links of the process with where the case is now."""
    return chart(case.pk)
