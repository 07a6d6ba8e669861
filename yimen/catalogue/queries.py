"""Reading the catalogue: what is offered, found by words and filters."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Length
from django.utils.translation import get_language

from yimen.catalogue.errors import NotOnOffer
from yimen.catalogue.models import Code, ItemVersion, ServiceItem
from yimen.catalogue.rules.content import LISTS, Change, changes
from yimen.catalogue.rules.quality import Finding, findings
from yimen.kernel.actor import Actor

#: Long texts no list shows; fetched only where a page asks for them.
HEAVY = [
    f"current__{name}" for name in (*LISTS, "remainder", "conditions", "limit_note", "visits_note")
]


def published_items() -> QuerySet[ServiceItem]:
    """Items on offer, each with its current version and the organisation that implements it."""
    return ServiceItem.objects.on_offer().select_related(
        "current", "organisation", "organisation__region"
    )


def get_published(code: str) -> ServiceItem:
    """The item on offer with this implementation or handling-item code."""
    item: ServiceItem | None = published_items().filter(code=code).first()
    if item is None:
        raise NotOnOffer(code=code)
    return item


def search_items(
    text: str = "",
    *,
    region: str | None = None,
    organisation: UUID | None = None,
    audience: str | None = None,
    theme: str | None = None,
    pace: str | None = None,
    item_type: str | None = None,
) -> QuerySet[ServiceItem]:
    """Items on offer that hold every word of the text, exact names first, then short ones.

    `region` is a prefix (a city covers its counties); the caller cuts the page.
    """
    items = published_items()
    for word in text.split():
        items = items.filter(_holds(word))
    wanted = {
        "organisation__region__code__startswith": region,
        "organisation_id": organisation,
        "current__audiences__contains": [audience] if audience else None,
        "current__themes__contains": [theme] if theme else None,
        "current__pace": pace,
        "current__item_type": item_type,
    }
    items = items.filter(**{lookup: value for lookup, value in wanted.items() if value})
    order = [_rank(text.strip()), Length("current__name")] if text.strip() else []
    return items.order_by(*order, "code")


def _holds(word: str) -> Q:
    return (
        Q(current__name__icontains=word)
        | Q(current__short_name__icontains=word)
        | Q(current__name_en__icontains=word)
        | Q(organisation__name__icontains=word)
        | Q(code__istartswith=word)
    )


def _rank(text: str) -> Case:
    """0 for the very name or code, 1 for names that begin so, 2 for the rest."""
    return Case(
        When(Q(current__name__iexact=text) | Q(current__short_name__iexact=text), then=0),
        When(code__iexact=text, then=0),
        When(current__name__istartswith=text, then=1),
        default=Value(2),
        output_field=IntegerField(),
    )


@dataclass(frozen=True, slots=True)
class ItemPage:
    """A page of a list of items; `after` is the key of the next page, empty on the last."""

    rows: list[Any]
    after: str


def item_list(
    actor: Actor, *, text: str = "", state: str = "", after: str = "", limit: int = 40
) -> ItemPage:
    """The items an editor or reviewer keeps, by code, with what is being prepared for each.

    `state` is a status of items, a state of the open version, or "new" (never published).
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
    rows = list(items.filter(_in_state(state), code__gt=after).order_by("code")[: limit + 1])
    return ItemPage(rows[:limit], rows[limit - 1].code if len(rows) > limit else "")


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


def findings_of(version: ItemVersion) -> list[Finding]:
    """What is to be put right in a version, blocking findings first."""
    return findings(version.content(), code=version.item.code)


def changes_of(version: ItemVersion) -> list[Change]:
    """Field by field, how a version differs from the published one (from nothing if none is)."""
    current = version.item.current
    return changes(current.content() if current else {}, version.content())


def code_names(table: str, scheme: str = "gb") -> dict[str, str]:
    """The names of a code table in the reader's language; a province's own lines go first."""
    rows = Code.objects.filter(table=table, scheme__in={"gb", scheme})
    english = (get_language() or "").startswith("en")
    names: dict[str, str] = {}
    for row in rows.order_by("position", "code"):
        if row.scheme == scheme or row.code not in names:
            names[row.code] = (english and row.name_en) or row.name
    return names


def code_name(table: str, code: str, scheme: str = "gb") -> str:
    """The name of one code; the code itself where the table does not know it."""
    return code_names(table, scheme).get(code, code)
