"""Officers hear of what waits for them: questions, urgings, enquiries, acts on items."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

from django.utils import timezone

from yimen.cases.followers.letters import (
    about,
    accounts_of,
    cases_of,
    each,
    keep_messages,
    named,
    officers_of,
)
from yimen.cases.messages import (
    deputy_notice,
    enquiry_notice,
    item_act_notice,
    question_notice,
    recall_notice,
)
from yimen.cases.models import Urge
from yimen.cases.models.consulting import ANSWERS_FOR
from yimen.cases.queries.item_acts import told_of_act
from yimen.catalogue.models import ItemAct
from yimen.identity.models import Account
from yimen.journal.ports import EntryView, follower
from yimen.notify.actions import Letter, enqueue_all
from yimen.orgs.models import Staff

#: Acts by which another office has something to answer, or no longer.
TOLD_OFFICE = frozenset({"case.opinion_asked", "case.opinion_awaited", "case.question_recalled"})


@follower("cases.tell_asked", kinds=TOLD_OFFICE, reset=keep_messages)
def tell_asked(entries: Sequence[EntryView]) -> None:
    """An asked office hears of the question: those who examine or decide there that day."""
    cases = cases_of(entries)
    letters: list[Letter] = []
    for entry in entries:
        officers = Staff.objects.filter(organisation=UUID(str(entry.facts["organisation"])))
        answering = officers.holding(*ANSWERS_FOR, on=timezone.localdate(entry.at))
        accounts = Account.objects.of_staff(answering.values_list("pk", flat=True))
        words = recall_notice if entry.kind == "case.question_recalled" else question_notice
        say = partial(words, cases[entry.subject], entry.facts)
        letters += each(entry, accounts, say, link=f"/desk/asked/{entry.facts['consultation']}/")
    enqueue_all(letters)


@follower("cases.tell_item_acts", kinds={"item.act_proposed"}, reset=keep_messages)
def tell_item_acts(entries: Sequence[EntryView]) -> None:
    """An act on an item waits: its second persons hear of it, and the house it goes to."""
    acts = ItemAct.objects.select_related("item__organisation", "item__current", "receiver")
    found = acts.in_bulk({UUID(str(entry.facts["act"])) for entry in entries})
    letters: list[Letter] = []
    for entry in entries:
        act = found[UUID(str(entry.facts["act"]))]
        told, say = told_of_act(act, on=timezone.localdate(entry.at)), partial(item_act_notice, act)
        letters += each(entry, told, say, link=f"/desk/items/acts/{act.pk}/")
    enqueue_all(letters)


@follower("cases.tell_urged", kinds={"case.urged"}, reset=keep_messages)
def tell_urged(entries: Sequence[EntryView]) -> None:
    """Whoever has the case in hand reads what the one who urged him wrote."""
    cases, officers = cases_of(entries), officers_of(entries)
    letters: list[Letter] = []
    texts = {str(urge.pk): urge.text for urge in Urge.objects.filter(case__in=cases)}
    for entry in entries:
        told = replace(entry, facts={**entry.facts, "text": texts[str(entry.facts["urge"])]})
        accounts = named(entry, officers)
        letters += about(told, cases[entry.subject], accounts, is_officer=True)
    enqueue_all(letters)


@follower("cases.tell_deputies", kinds={"staff.deputy_appointed"}, reset=keep_messages)
def tell_deputies(entries: Sequence[EntryView]) -> None:
    """A deputy hears for whom he stands in, and when."""
    holders = Staff.objects.in_bulk({entry.subject for entry in entries})
    deputies = accounts_of({UUID(str(entry.facts["deputy"])) for entry in entries})
    letters: list[Letter] = []
    for entry in entries:
        deputy = deputies.get(UUID(str(entry.facts["deputy"])))
        say = partial(deputy_notice, holders[entry.subject].name, entry.facts)
        letters += each(entry, [deputy] if deputy else [], say, link="/desk/people/absence/")
    enqueue_all(letters)


@follower("cases.tell_answering", kinds={"enquiry.handed_on"}, reset=keep_messages)
def tell_answering(entries: Sequence[EntryView]) -> None:
    """An officer hears that he is to answer an enquiry."""
    officers = officers_of(entries)
    letters: list[Letter] = []
    for entry in entries:
        letters += each(entry, named(entry, officers), enquiry_notice, link="/desk/answering/")
    enqueue_all(letters)
