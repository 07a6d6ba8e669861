"""How many cases hang on an item: what an act on it does to them is told before it is done."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from yimen.cases.models import Case
from yimen.cases.states import State
from yimen.catalogue.models import ServiceItem
from yimen.orgs.models import Organisation


def items_of_house(house: Organisation) -> QuerySet[ServiceItem]:
    """What can be applied for at an organisation and below it, by name: for letters about it."""
    items: QuerySet[ServiceItem] = ServiceItem.objects.on_offer()
    below = items.filter(organisation__path__startswith=house.path)
    return below.select_related("current").order_by("current__name", "code")


@dataclass(frozen=True, slots=True)
class CasesOfItem:
    """Numbers only, over all organisations: who decides about the item must know them."""

    running: int
    drafts: int  #: applications begun and not handed in


def cases_of_item(item_id: UUID) -> CasesOfItem:
    """How many cases of the item are under way, and how many applications are being written."""
    cases = Case.objects.filter(item=item_id)
    return CasesOfItem(cases.open().count(), cases.filter(state=State.DRAFT).count())
