"""What is to be put right: in a version now, and in all items an officer keeps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from yimen.catalogue.models import ItemFinding, ItemVersion, Law, Proof
from yimen.catalogue.queries.basics import narrowing_findings
from yimen.catalogue.queries.laws import resolve
from yimen.catalogue.queries.preconditions import ring_findings
from yimen.catalogue.querysets import FindingQuerySet
from yimen.catalogue.rules.citations import cited_in_content
from yimen.catalogue.rules.quality import findings
from yimen.catalogue.rules.quality_terms import ADVISORY, BLOCKING, Content, Finding, Known
from yimen.kernel.actor import Actor

PAGE = 40


def known_about(contents: Iterable[Content]) -> Known:
    """What the checks of these contents need to know of laws and of the proof list."""
    proofs = dict(Proof.objects.values_list("key", "state"))
    if not Law.objects.exists():  # nothing is loaded, so nothing can be missing
        return Known(proofs=proofs)
    cited = {one.article for content in contents for _, one in cited_in_content(content)}
    states = {one: source.state for one, source in resolve(cited).items()}
    return Known(cited=states, proofs=proofs)


def findings_of(version: ItemVersion) -> list[Finding]:
    """What is to be put right in a version, blocking findings first."""
    return findings_in([version])[version.pk]


def findings_in(versions: Sequence[ItemVersion]) -> dict[UUID, list[Finding]]:
    """What is to be put right in each version, blocking findings first.

    What the checks need besides is read once for all.
    """
    contents = {version.pk: version.content() for version in versions}
    known = known_about(contents.values())
    closed, beyond = ring_findings(versions), narrowing_findings(versions)
    found = {
        version.pk: [
            *findings(contents[version.pk], code=version.item.code, known=known),
            *closed[version.pk],
            *beyond[version.pk],
        ]
        for version in versions
    }
    return {
        pk: sorted(rows, key=lambda finding: not finding.is_blocking) for pk, rows in found.items()
    }


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """Which findings are looked at; what is empty does not narrow."""

    code: str = ""
    level: str = ""
    organisation: UUID | None = None
    is_current: bool = True  # of what is published; else of what is being prepared

    def rows(self, actor: Actor, *, without: str = "") -> FindingQuerySet:
        """The findings within it; `without` names a part of the filter that is left aside."""
        wanted = {
            "code": self.code,
            "level": self.level,
            "item__organisation_id": self.organisation,
        }
        wanted.pop(without, None)
        rows: FindingQuerySet = ItemFinding.objects.kept_by(actor)
        narrowed = {name: value for name, value in wanted.items() if value}
        return rows.filter(is_current=self.is_current, **narrowed)


@dataclass(frozen=True, slots=True)
class FindingPage:
    """A page of findings; `after` is the key of the next page, empty on the last."""

    rows: list[ItemFinding]
    after: str


@dataclass(frozen=True, slots=True)
class DepartmentFindings:
    """How many findings the items of an organisation have."""

    organisation: UUID
    name: str
    item_count: int
    blocking: int
    advisory: int


def finding_page(
    actor: Actor, narrowed: FindingFilter, *, after: str = "", limit: int = PAGE
) -> FindingPage:
    """The findings of the items the actor keeps, by code, so that departments stand together."""
    rows = narrowed.rows(actor).select_related("item", "item__organisation", "version")
    rows = rows.defer(*(f"version__{name}" for name in _unshown()))
    code, _, position = after.rpartition(".")
    if code and position.isdecimal():
        later = Q(item__code__gt=code)
        rows = rows.filter(later | Q(item__code=code, position__gt=int(position)))
    found = list(rows.order_by("item__code", "position", "pk")[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    return FindingPage(found[:limit], f"{last.item.code}.{last.position}" if last else "")


def _unshown() -> list[str]:
    """Everything of a version but its name and number."""
    shown = {"id", "item", "number", "name", "name_en", "state"}
    return [one.name for one in ItemVersion._meta.concrete_fields if one.name not in shown]


def findings_by_rule(actor: Actor, narrowed: FindingFilter) -> list[tuple[str, int]]:
    """How often each rule is broken, most often first."""
    rows = narrowed.rows(actor, without="code").values_list("code").order_by("code")
    counted = rows.annotate(count=Count("pk"))
    return sorted(counted, key=lambda row: (-row[1], row[0]))


def findings_by_level(actor: Actor, narrowed: FindingFilter) -> dict[str, int]:
    """How many findings block, and how many are advice."""
    rows = narrowed.rows(actor, without="level").values_list("level").order_by("level")
    return {BLOCKING: 0, ADVISORY: 0} | dict(rows.annotate(count=Count("pk")))


def findings_by_department(actor: Actor, narrowed: FindingFilter) -> list[DepartmentFindings]:
    """The counts of each organisation, those with most to put right first."""
    rows: Any = narrowed.rows(actor, without="item__organisation_id")
    grouped = rows.values_list("item__organisation_id", "item__organisation__name").annotate(
        items=Count("item_id", distinct=True),
        blocking=Count("pk", filter=Q(level=BLOCKING)),
        advisory=Count("pk", filter=Q(level=ADVISORY)),
    )
    order = ("-blocking", "-advisory", "item__organisation__name", "item__organisation_id")
    return [DepartmentFindings(*row) for row in grouped.order_by(*order)]
