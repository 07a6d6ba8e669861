"""What an officer keeps to work with: views of his list, phrases for opinions. No act on a case."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yimen.cases.errors import beside as errors
from yimen.cases.models import Phrase, WorkView
from yimen.cases.permissions import may_keep_phrases
from yimen.cases.rules.phrases import unknown_places
from yimen.cases.rules.work import WorkFilter
from yimen.kernel.actor import Actor, Kind
from yimen.kernel.errors import NotAllowed
from yimen.orgs.models import Organisation, Staff

MOST_VIEWS = 8
MOST_PHRASES = 60  # of one officer, or of one house


@transaction.atomic
def save_view(name: str, query: Mapping[str, object], *, by: Actor, at: datetime) -> WorkView:
    """Keep filters and order of the work list under a name; the same name again replaces them."""
    staff, name = _keeper(by), name.strip()
    if not name:
        raise errors.NameMissing(field="name")
    views = WorkView.objects.filter(staff=staff)
    if not views.filter(name=name).exists() and views.count() >= MOST_VIEWS:
        raise errors.TooManyViews(field="name", most=MOST_VIEWS)
    kept = {"query": WorkFilter.read(query).query, "at": at}
    view, _is_new = WorkView.objects.update_or_create(staff=staff, name=name, defaults=kept)
    return view


@transaction.atomic
def forget_view(view_id: UUID, *, by: Actor, at: datetime) -> None:
    """Take a view of one's own off the list; already gone, and nothing changes."""
    WorkView.objects.filter(pk=view_id, staff=_keeper(by)).delete()


@transaction.atomic
def keep_phrase(
    title: str, text: str, *, house: UUID | None = None, by: Actor, at: datetime
) -> Phrase:
    """Keep a text for opinions: one's own, or a house's for all who work in it."""
    staff, title, text = _keeper(by), title.strip(), text.strip()
    if not title or not text:
        raise errors.NameMissing(field="text" if title else "title")
    if unknown := unknown_places(text):
        raise errors.UnknownPlace(field="text", place=unknown[0])
    owner: dict[str, object] = {"staff": staff}
    if house:
        owner = {"organisation": _house(house, by)}
    if Phrase.objects.filter(**owner).count() >= MOST_PHRASES:
        raise errors.TooManyPhrases(field="title", most=MOST_PHRASES)
    return Phrase.objects.create(title=title, text=text, at=at, **owner)


@transaction.atomic
def drop_phrase(phrase_id: UUID, *, by: Actor, at: datetime) -> None:
    """Take a phrase away that is one's own, or of a house one keeps the phrases of."""
    phrase = Phrase.objects.select_related("organisation").filter(pk=phrase_id).first()
    if phrase is None:
        return
    if phrase.staff_id is not None:
        is_his = phrase.staff_id == by.staff_id
    else:
        assert phrase.organisation is not None  # it is of somebody or of a house
        is_his = may_keep_phrases(by, phrase.organisation)
    if not is_his:
        raise errors.NoSuchPhrase
    phrase.delete()


def _keeper(by: Actor) -> Staff:
    if by.kind is not Kind.STAFF or by.staff_id is None:
        raise NotAllowed
    # Locked, so that two tabs do not both count one too few.
    return Staff.objects.select_for_update().get(pk=by.staff_id)


def _house(house_id: UUID, by: Actor) -> Organisation:
    house = Organisation.objects.filter(pk=house_id).first()
    if house is None or not may_keep_phrases(by, house):
        raise NotAllowed
    return house
