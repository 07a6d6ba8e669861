"""Who is to hear that an act on an item waits: who may confirm it, and who receives the item."""

from datetime import date

from yimen.catalogue.models import ItemAct
from yimen.identity.models import Account
from yimen.orgs.models import Organisation, Posting
from yimen.orgs.queries import grants_of


def told_of_act(act: ItemAct, *, on: date) -> list[Account]:
    """Officers who may be the second person, and the editors of the house that receives.

    Not who proposed it.
    """
    houses = [act.item.organisation, *([act.receiver] if act.receiver else [])]
    postings = Posting.objects.in_force(on).filter(
        staff__is_active=True, post__grants__overlap=["item.review", "item.edit"]
    )
    told = {
        posting.staff_id
        for posting in postings.select_related("post")
        if _gives(posting, "item.review", houses)
        or (act.receiver and _gives(posting, "item.edit", [act.receiver]))
    }
    accounts = Account.objects.of_staff(told - {act.proposed_by})
    return sorted(accounts, key=lambda account: str(account.pk))


def _gives(posting: Posting, name: str, houses: list[Organisation]) -> bool:
    grants = [grant for grant in grants_of(posting.post) if grant.name == name]
    return all(
        any(grant.reaches(path=one.path, region=one.region_id) for grant in grants)
        for one in houses
    )
