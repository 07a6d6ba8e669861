"""The pages a draft is written on, and what is to be put right on each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yimen.catalogue.messages import element_label, finding_text
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.queries import findings_of
from yimen.catalogue.rules.content import LISTS


@dataclass(frozen=True)
class Part:
    """A page of the draft and the elements written on it; findings lead to their page."""

    slug: str
    label: Any
    fields: tuple[str, ...] = ()


#: In the order of the tabs. A part is a page at draft/<slug>/; see docs/apps/desk.md.
PARTS: tuple[Part, ...] = (
    Part("basics", _("Basics")),  # and every element no other page has
    Part("materials", _("Conditions and materials"), ("conditions", "materials")),
    Part("situations", _("Situations"), ("situations", "terms")),
    Part("form", _("Application form"), ("form",)),
    Part("process", _("Process"), ("links", "drawing")),
    Part("review", _("Rules of review"), ("checkpoints", "rulings")),
    Part("fees", _("Fees and others"), ("fees", "places", "questions")),
    Part("findings", _("Findings")),
)
PART_OF = {field: part.slug for part in PARTS for field in part.fields}


@dataclass(frozen=True)
class FindingView:
    """One thing to put right, and where."""

    field: str
    label: str
    text: str
    is_blocking: bool
    part: str
    page: str

    @property
    def id(self) -> str:
        """The anchor of the field, or of the list's heading."""
        return self.field if self.field in LISTS else f"id_{self.field}"


@dataclass(frozen=True)
class Tab:
    """A page of the draft as the row of tabs shows it."""

    slug: str
    label: str
    link: str
    count: int  # what is to be put right there
    is_current: bool


def draft_address(code: str, part: str) -> str:
    """Where a part of the draft is written."""
    return reverse("desk:draft_part", args=[code, part])


def finding_views(version: ItemVersion) -> list[FindingView]:
    """What is to be put right, blocking findings first."""
    return [
        FindingView(
            one.field,
            element_label(one.field),
            finding_text(one),
            one.is_blocking,
            part := PART_OF.get(one.field, "basics"),
            draft_address(version.item.code, part),
        )
        for one in findings_of(version)
    ]


def tabs(code: str, current: str, findings: Sequence[FindingView]) -> list[Tab]:
    """The pages of a draft, each with how much is to be put right there."""
    return [
        Tab(
            part.slug,
            str(part.label),
            draft_address(code, part.slug),
            sum(part.slug in (one.part, "findings") for one in findings),
            part.slug == current,
        )
        for part in PARTS
    ]
