"""What is on offer, found by words and filters."""

from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length

from yimen.catalogue.errors import NotOnOffer
from yimen.catalogue.models import ServiceItem
from yimen.catalogue.rules.content import LISTS

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
