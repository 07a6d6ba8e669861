"""What editors and reviewers keep: items, what is being prepared, what is to be put right."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from yimen.catalogue.models import ItemVersion, ServiceItem
from yimen.catalogue.queries.offer import HEAVY
from yimen.catalogue.rules.content import Change, changes
from yimen.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class ItemPage:
    """A page of a list of items; `after` is the key of the next page, empty on the last."""

    rows: list[Any]
    after: str


#: By what elements of the published version the list is narrowed.
NARROWED = ("item_type", "level", "audiences", "themes", "life_events")


def item_list(
    actor: Actor,
    *,
    text: str = "",
    state: str = "",
    elements: Mapping[str, str] | None = None,
    after: str = "",
    limit: int = 40,
) -> ItemPage:
    """The items an editor or reviewer keeps, by code, with what is being prepared for each.

    `state` is a status of items, a state of the open version, or "new" (never published).
    `elements` narrows by what the item says now (`NARROWED`); of several themes one is enough.
    Rows carry `shown_name`, `open_state` and `open_id`.
    """
    pending = ItemVersion.objects.open().filter(item=OuterRef("pk")).order_by("pk")
    items = (
        ServiceItem.objects.kept_by(actor)
        .select_related("current", "organisation")
        .defer(*HEAVY)
        .annotate(
            open_id=Subquery(pending.values("pk")[:1]),
            open_state=Subquery(pending.values("state")[:1]),
            shown_name=Coalesce("current__name", Subquery(pending.values("name")[:1]), Value("")),
        )
    )
    for word in text.split():
        found = Q(shown_name__icontains=word) | Q(code__istartswith=word)
        items = items.filter(found | Q(organisation__name__icontains=word))
    for name, value in (elements or {}).items():
        items = items.filter(_says(name, value))
    rows = list(items.filter(_in_state(state), code__gt=after).order_by("code")[: limit + 1])
    return ItemPage(rows[:limit], rows[limit - 1].code if len(rows) > limit else "")


def _says(name: str, value: str) -> Q:
    lookup = f"current__{name}"
    return Q(**{f"{lookup}__contains": [value]} if name.endswith("s") else {lookup: value})


def _in_state(state: str) -> Q:
    if state == "new":
        return Q(current__isnull=True)
    if state in ItemVersion.State.values:
        return Q(open_state=state)
    return Q(status=state) if state in ServiceItem.Status.values else Q()


def item_counts(actor: Actor) -> dict[str, int]:
    """How many items the actor keeps, by status, by what is being prepared, never published."""
    kept = ServiceItem.objects.kept_by(actor)
    pending = ItemVersion.objects.open().filter(item__in=kept.values("pk"))
    counts = dict.fromkeys((*ItemVersion.State.values, *ServiceItem.Status.values), 0)
    for rows, name in ((kept, "status"), (pending, "state")):
        for row in rows.values(name).annotate(count=Count("pk")).order_by(name):
            counts[row[name]] = row["count"]
    return counts | {"new": kept.filter(current__isnull=True).count()}


def open_version(item: ServiceItem) -> ItemVersion | None:
    """The version being prepared or reviewed, if there is one."""
    version: ItemVersion | None = ItemVersion.objects.open().filter(item=item).first()
    return version


def version_history(item: ServiceItem) -> QuerySet[ItemVersion]:
    """All versions of an item, the newest first."""
    return ItemVersion.objects.filter(item=item).defer("remainder").order_by("-number")


def changes_of(version: ItemVersion) -> list[Change]:
    """Field by field, how a version differs from the published one (from nothing if none is)."""
    current = version.item.current
    return changes(current.content() if current else {}, version.content())
