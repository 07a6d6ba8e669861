"""The basic directory, and how implementations differ from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from yimen.catalogue.models import BasicItem, ItemVersion, ServiceItem
from yimen.catalogue.rules.narrowing import deviations
from yimen.catalogue.rules.quality_terms import Finding
from yimen.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Implementation:
    """An implementation with what it says otherwise than its basic item."""

    item: ServiceItem
    version: ItemVersion
    findings: list[Finding]


@dataclass(frozen=True, slots=True)
class BasicPage:
    """A page of the directory; `after` is the key of the next page, empty on the last."""

    rows: list[Any]
    after: str


def basic_list(text: str = "", *, after: str = "", limit: int = 40) -> BasicPage:
    """The directory by code; rows carry `item_count`, how many implementations are on the list."""
    listed = ServiceItem.objects.listed().filter(basic_code=OuterRef("code")).order_by()
    counts = listed.values("basic_code").annotate(n=Count("pk")).values("n")
    basics = BasicItem.objects.annotate(item_count=Coalesce(Subquery(counts), Value(0)))
    for word in text.split():
        basics = basics.filter(Q(name__icontains=word) | Q(code__istartswith=word))
    rows = list(basics.filter(code__gt=after).order_by("code")[: limit + 1])
    return BasicPage(rows[:limit], rows[limit - 1].code if len(rows) > limit else "")


def basic_of(code: str) -> BasicItem | None:
    """The line of the directory with that basic code, while it stands there."""
    found: BasicItem | None = BasicItem.objects.filter(code=code, is_listed=True).first()
    return found


def narrowing_findings(versions: Sequence[ItemVersion]) -> dict[UUID, list[Finding]]:
    """For each version where it goes beyond its basic item; nothing where there is none."""
    codes = {version.item.basic_code for version in versions}
    basics = BasicItem.objects.filter(code__in=codes, is_listed=True)
    shared = {basic.code: basic.content() for basic in basics}
    return {
        version.pk: deviations(
            version.content(), shared[version.item.basic_code], code=version.item.code
        )
        if version.item.basic_code in shared
        else []
        for version in versions
    }


def implementations(basic: BasicItem, actor: Actor) -> list[Implementation]:
    """The implementations on the list within the actor's reach, each with its differences."""
    items: QuerySet[ServiceItem] = ServiceItem.objects.listed().under(actor)
    items = items.filter(basic_code=basic.code).select_related("current", "organisation")
    found = []
    for item in items.order_by("organisation__path", "code"):
        assert item.current is not None  # it is listed
        said = item.current.content()
        findings = deviations(said, basic.content(), code=item.code)
        found.append(Implementation(item, item.current, findings))
    return found
