"""What is on offer."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from yimen.catalogue.errors import NotOnOffer
from yimen.catalogue.models import ServiceItem
from yimen.catalogue.rules.content import LISTS

#: Long texts no list shows; fetched only where a page asks for them.
HEAVY = [
    f"current__{name}"
    for name in (*LISTS, "drawing", "remainder", "conditions", "limit_note", "visits_note")
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


def service_names(items: Collection[UUID]) -> dict[UUID, str]:
    """What these services are or were offered as: a name outlives the offer."""
    named = ServiceItem.objects.filter(pk__in=items, current__isnull=False)
    return dict(named.values_list("pk", "current__name"))
