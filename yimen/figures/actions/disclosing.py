"""What the public may see of an item's cases."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yimen.catalogue.models import ServiceItem
from yimen.figures.models import Disclosure
from yimen.figures.permissions import may_disclose
from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotAllowed


@transaction.atomic
def set_disclosure(
    item_id: UUID,
    *,
    is_public: bool = True,
    person: str = Disclosure.Person.FIRST,
    body: str = Disclosure.Body.ENDS,
    by: Actor,
    at: datetime,
) -> Disclosure:
    """Say whether an item's cases are shown to everybody, and how their applicants are named."""
    item = ServiceItem.objects.select_related("organisation").get(pk=item_id)
    if not may_disclose(by, item):
        raise NotAllowed
    said = {
        "is_public": is_public,
        "person": Disclosure.Person(person).value,
        "body": Disclosure.Body(body).value,
    }
    kept, _is_new = Disclosure.objects.update_or_create(item=item, defaults=said)
    facts = {"item": item.code, **said}
    write("disclosure", kept.pk, "disclosure.set", by=by, at=at, facts=facts)
    return kept
