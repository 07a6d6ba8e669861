"""What the pages about findings show: rows, and filters that are also counts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yimen.catalogue.messages import element_label, finding_text, rule_text
from yimen.catalogue.models import ItemFinding
from yimen.catalogue.queries import (
    DepartmentFindings,
    FindingFilter,
    findings_by_department,
    findings_by_level,
    findings_by_rule,
)
from yimen.catalogue.rules.quality_terms import ADVISORY, BLOCKING
from yimen.desk.items.drafts import PART_OF, draft_address
from yimen.desk.items.filters import Filter, address
from yimen.kernel.actor import Actor
from yimen.kernel.ids import read_id

LEVELS = ((BLOCKING, _("Must be put right")), (ADVISORY, _("Advice")))
LIST = "desk:finding_list"


@dataclass(frozen=True)
class FindingRow:
    """One finding, and where it is put right."""

    code: str
    item: str
    organisation: str
    label: str
    text: str
    is_blocking: bool
    link: str


def rows_of(findings: Iterable[ItemFinding]) -> list[FindingRow]:
    """The findings in words; a draft's lead to its field, a published version's to the item."""
    return [
        FindingRow(
            code=one.item.code,
            item=one.version.name,
            organisation=one.item.organisation.name,
            label=element_label(one.field),
            text=finding_text(one),
            is_blocking=one.level == BLOCKING,
            link=_address(one),
        )
        for one in findings
    ]


def _address(one: ItemFinding) -> str:
    if one.is_current or one.version.state != "draft":
        return reverse("desk:item_page", args=[one.item.code])
    part = PART_OF.get(one.field, "basics")
    return f"{draft_address(one.item.code, part)}#{one.field}"


@dataclass(frozen=True)
class Asked:
    """What the address of the list asks for."""

    rule: str = ""
    level: str = ""
    office: str = ""
    of: str = ""  # "drafts": of what is being prepared

    @classmethod
    def of_query(cls, query: QueryDict) -> "Asked":
        """What was asked; an organisation that is no id is nobody's."""
        return cls(*(query.get(name, "")[:60] for name in ("rule", "level", "office", "of")))

    @property
    def filter(self) -> FindingFilter:
        """The same for the catalogue."""
        return FindingFilter(
            code=self.rule,
            level=self.level,
            organisation=read_id(self.office),
            is_current=self.of != "drafts",
        )

    def address(self, after: str = "", **changed: str) -> str:
        """The address of the list with some of it asked otherwise."""
        asked = {"of": self.of, "level": self.level, "rule": self.rule, "office": self.office}
        return address(LIST, **{**asked, **changed, "after": after})


def level_filters(actor: Actor, asked: Asked) -> list[Filter]:
    """Blocking and advisory, each with its count."""
    counts = findings_by_level(actor, asked.filter)
    return [
        Filter(
            str(word),
            asked.address(level="" if asked.level == level else level),
            counts[level],
            asked.level == level,
        )
        for level, word in LEVELS
    ]


def rule_filters(actor: Actor, asked: Asked) -> list[Filter]:
    """The rules that are broken, most often first."""
    return [
        Filter(
            rule_text(code),
            asked.address(rule="" if asked.rule == code else code),
            count,
            asked.rule == code,
        )
        for code, count in findings_by_rule(actor, asked.filter)
    ]


@dataclass(frozen=True)
class Department:
    """An organisation with what its items have to put right."""

    counts: DepartmentFindings
    link: str
    is_current: bool


def departments(actor: Actor, asked: Asked) -> list[Department]:
    """The organisations, those with most to put right first."""
    found = []
    for one in findings_by_department(actor, asked.filter):
        office = str(one.organisation)
        is_current = asked.office == office
        link = asked.address(office="" if is_current else office)
        found.append(Department(one, link, is_current))
    return found
