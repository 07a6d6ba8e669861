"""What follows the acts: people are told, and due days are recomputed when a calendar changes."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from django.conf import settings
from django.utils import timezone, translation

from yimen.cases import actions, tasks
from yimen.cases.actions.tallying import tally
from yimen.cases.messages import (
    deputy_notice,
    enquiry_notice,
    item_act_notice,
    notice,
    question_notice,
)
from yimen.cases.messages.kinds import message_kinds, message_values
from yimen.cases.messages.papers import agency_notice, done_for_you
from yimen.cases.models import ActTally, Case, Urge
from yimen.cases.models.consulting import ANSWERS_FOR
from yimen.cases.queries.answering import filed_under_a_mark
from yimen.cases.queries.instant import grants_at_once
from yimen.cases.queries.item_acts import told_of_act
from yimen.cases.queries.telling import APPLICANTS_ACTS
from yimen.catalogue.models import ItemAct
from yimen.identity.models import Account, Party
from yimen.identity.queries import accounts_of_parties, acting_for_each
from yimen.journal.ports import EntryView, follower
from yimen.notify.actions import Letter, enqueue_all
from yimen.notify.actions.telling import ALL, TO_OFFICERS
from yimen.notify.models import Channel
from yimen.notify.ports import declare_kinds
from yimen.orgs.models import Staff

#: Acts the applicant did not do himself and should hear of; filing and withdrawing are receipts.
TOLD_APPLICANT = frozenset(
    {
        "case.filed",
        "case.supplement_requested",
        "case.declined",
        "case.accepted",
        "case.deemed_accepted",
        "case.renewed_by_silence",
        "case.paused",
        "case.resumed",
        "case.extended",
        "case.granted",
        "case.refused",
        "case.result_made",
        "case.delivered",
        "case.withdrawn",
        "case.terminated",
        "case.handed_over",
        "case.owed_soon",
        "case.owed_today",
        "case.owed_late",
        "case.commitment_checked",
        "case.record_lifted",
        "case.result_corrected",
        "case.result_revoked",
        "case.result_recalled",
        "case.result_annulled",
        "case.result_expired",
        "case.result_replaced",
    }
)
#: Acts that give somebody in the office work, or take it away: facts["staff"] says whom.
TOLD_STAFF = frozenset(
    {
        "case.supplemented",
        "case.returned",
        "case.withdrawn",
        "case.opinion_given",
        "case.assigned",
        "case.signer_added",
        "case.signer_removed",
        "case.owed_handed_in",
    }
    | {"case.handed_back", "case.handed_on", "case.called_to_account", "case.account_given"}
    | {"case.marked_green", "case.unmarked_green", "case.renewed_by_silence"}
)
#: Acts by which another office has something to answer.
TOLD_OFFICE = frozenset({"case.opinion_asked", "case.opinion_awaited"})

#: What an agent does in the person's place, and tell_people does not tell already.
TOLD_PRINCIPAL = frozenset({"case.supplemented", "case.owed_handed_in"})
AUTHORISATIONS = frozenset(
    {"party.agent_asked", "party.agent_authorised", "party.agent_revoked", "party.agent_recorded"}
)

declare_kinds(message_kinds(TOLD_APPLICANT | TOLD_PRINCIPAL, TOLD_STAFF))

#: Acts after which the days offices work in a place are others.
CALENDAR_CHANGES = frozenset({"calendar.loaded", "calendar.day_set", "calendar.day_unset"})


def keep_messages() -> None:
    """Messages once sent cannot be unsent; their keys make telling them again harmless."""


@follower("cases.tell_people", kinds=TOLD_APPLICANT | TOLD_STAFF, reset=keep_messages)
def tell_people(entries: Sequence[EntryView]) -> None:
    """Every act tells the right people once, in their language, over the ways they want."""
    cases = _cases_of(entries)
    applicants = _applicants(cases, (e for e in entries if e.kind in TOLD_APPLICANT))
    officers = _officers(entry for entry in entries if entry.kind in TOLD_STAFF)
    letters: list[Letter] = []
    for entry in entries:
        case = cases[entry.subject]
        if entry.kind in TOLD_APPLICANT:
            told = applicants[timezone.localdate(entry.at)].get(_matter(case), ())
            letters += _about(entry, case, told, is_officer=False)
        if entry.kind in TOLD_STAFF:
            letters += _about(entry, case, _named(entry, officers), is_officer=True)
    enqueue_all(letters)


def _cases_of(entries: Sequence[EntryView]) -> dict[UUID, Case]:
    return Case.objects.with_names().in_bulk({entry.subject for entry in entries})


def _applicants(
    cases: Mapping[UUID, Case], entries: Iterable[EntryView]
) -> dict[date, dict[tuple[UUID, UUID], list[Account]]]:
    """Who acts for each applicant on the day of each act: two statements a day, not an act."""
    asked: dict[date, set[tuple[UUID, UUID]]] = defaultdict(set)
    for entry in entries:
        asked[timezone.localdate(entry.at)].add(_matter(cases[entry.subject]))
    return {day: acting_for_each(found, on=day) for day, found in asked.items()}


def _matter(case: Case) -> tuple[UUID, UUID]:
    """Whose it is and what it is about: agents may act in some matters only."""
    return case.applicant_id, case.item_id


def _officers(entries: Iterable[EntryView]) -> dict[UUID, Account]:
    """The accounts of all officers that some acts name, by officer."""
    return _accounts_of({pk for entry in entries for pk in _staff_of(entry)})


def _accounts_of(staff: Collection[UUID]) -> dict[UUID, Account]:
    found = Account.objects.of_staff(staff) if staff else ()
    return {account.staff_id: account for account in found if account.staff_id}


def _named(entry: EntryView, officers: Mapping[UUID, Account]) -> list[Account]:
    return [officers[pk] for pk in _staff_of(entry) if pk in officers]


def _staff_of(entry: EntryView) -> list[UUID]:
    return [UUID(str(pk)) for pk in _listed(entry.facts.get("staff"))]


@follower("cases.tell_principal", kinds=TOLD_PRINCIPAL, reset=keep_messages)
def tell_principal(entries: Sequence[EntryView]) -> None:
    """A person hears of what another does for him; of what he does himself he needs no letter."""
    cases = _cases_of(entries)
    letters: list[Letter] = []
    own = accounts_of_parties({case.applicant_id for case in cases.values()})
    for entry in entries:
        case = cases[entry.subject]
        account = own.get(case.applicant_id)
        if account and _did_another(entry, case, account):
            letters += _about(entry, case, [account], is_officer=False)
    enqueue_all(letters)


@follower("cases.tell_agents", kinds=AUTHORISATIONS, reset=keep_messages)
def tell_agents(entries: Sequence[EntryView]) -> None:
    """Both sides of an authorisation hear of it: asked, given, taken back."""
    principals = Party.objects.in_bulk({entry.subject for entry in entries})
    own = accounts_of_parties(principals)
    agents = Account.objects.in_bulk({UUID(str(entry.facts["agent"])) for entry in entries})
    letters: list[Letter] = []
    for entry in entries:
        agent = agents[UUID(str(entry.facts["agent"]))]
        principal = own.get(entry.subject)
        told = {agent, principal} if principal else {agent}
        say = partial(agency_notice, entry.kind, agent.name, principals[entry.subject].name)
        letters += _each(entry, told, say, link="/account/agents/", is_officer=False)
    enqueue_all([replace(letter, channels=(Channel.IN_APP,)) for letter in letters])


@follower("cases.tell_asked", kinds=TOLD_OFFICE, reset=keep_messages)
def tell_asked(entries: Sequence[EntryView]) -> None:
    """An asked office hears of the question: those who examine or decide there that day."""
    cases = _cases_of(entries)
    letters: list[Letter] = []
    for entry in entries:
        officers = Staff.objects.filter(organisation=UUID(str(entry.facts["organisation"])))
        answering = officers.holding(*ANSWERS_FOR, on=timezone.localdate(entry.at))
        accounts = Account.objects.of_staff(answering.values_list("pk", flat=True))
        say = partial(question_notice, cases[entry.subject], entry.facts)
        letters += _each(entry, accounts, say, link=f"/desk/asked/{entry.facts['consultation']}/")
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
        letters += _each(entry, told, say, link=f"/desk/items/acts/{act.pk}/")
    enqueue_all(letters)


@follower("cases.tell_urged", kinds={"case.urged"}, reset=keep_messages)
def tell_urged(entries: Sequence[EntryView]) -> None:
    """Whoever has the case in hand reads what the one who urged him wrote."""
    cases, officers = _cases_of(entries), _officers(entries)
    letters: list[Letter] = []
    texts = {str(urge.pk): urge.text for urge in Urge.objects.filter(case__in=cases)}
    for entry in entries:
        told = replace(entry, facts={**entry.facts, "text": texts[str(entry.facts["urge"])]})
        accounts = _named(entry, officers)
        letters += _about(told, cases[entry.subject], accounts, is_officer=True)
    enqueue_all(letters)


def _about(
    entry: EntryView, case: Case, accounts: Iterable[Account], *, is_officer: bool
) -> Iterator[Letter]:
    link = _address(case, is_officer=is_officer)
    for account in accounts:
        with translation.override(account.language):
            words = notice(case, entry.kind, entry.facts, is_officer=is_officer)
            if _did_another(entry, case, account):
                words = (words[0], f"{words[1]}\n{done_for_you(entry.actor.get('name', ''))}")
            values = message_values(case, entry.kind, entry.facts, is_officer=is_officer)
        values["link"] = f"{settings.PUBLIC_URL}{link}"
        letter = _letter(entry, account, words, link=link, is_officer=is_officer)
        yield replace(letter, values=values, is_urgent=_is_urgent(entry))


def _each(
    entry: EntryView,
    accounts: Iterable[Account],
    say: Callable[[], tuple[str, str]],
    *,
    link: str,
    is_officer: bool = True,
) -> Iterator[Letter]:
    """The same words to each of them, in his own language."""
    for account in accounts:
        with translation.override(account.language):
            words = say()
        yield _letter(entry, account, words, link=link, is_officer=is_officer)


def _did_another(entry: EntryView, case: Case, account: Account) -> bool:
    """Whether somebody else did what is the applicant's to do, and this is the applicant."""
    is_own = entry.actor.get("account") == str(account.pk)
    return entry.kind in APPLICANTS_ACTS and account.party_id == case.applicant_id and not is_own


def _letter(
    entry: EntryView,
    account: Account,
    words: tuple[str, str],
    *,
    link: str,
    is_officer: bool,
) -> Letter:
    title, body = words
    return Letter(
        account=account,
        key=f"{entry.id}:{account.pk}",
        title=title,
        body=body,
        at=entry.at,
        kind=f"desk.{entry.kind}" if is_officer else entry.kind,
        subject=entry.subject,
        link=link,
        channels=TO_OFFICERS if is_officer else ALL,
    )


def _is_urgent(entry: EntryView) -> bool:
    """What must be answered by tomorrow does not wait for the morning."""
    answer_by = str(entry.facts.get("answer_by", ""))
    tomorrow = timezone.localdate(entry.at) + timedelta(days=1)
    return bool(answer_by) and date.fromisoformat(answer_by) <= tomorrow


def _address(case: Case, *, is_officer: bool) -> str:
    """The page about the case; the addresses are fixed for good, for mails are kept for years."""
    return f"/desk/cases/{case.number}/" if is_officer else f"/cases/{case.number}/"


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def keep_cases() -> None:
    """Cases once handed over stay; doing it again is harmless."""


@follower("cases.follow_item", kinds={"item.handed_over", "item.merged"}, reset=keep_cases)
def follow_item(entries: Sequence[EntryView]) -> None:
    """Running cases go with an item to its new organisation, where the act says so."""
    for entry in entries:
        if entry.facts.get("moves_cases"):
            tasks.hand_over_cases.defer(
                item_id=str(entry.subject),
                organisation_id=str(entry.facts["organisation"]),
                reason=str(entry.facts.get("reason", "")),
            )


def keep_tasks() -> None:
    """Tasks once handed back stay; doing it again is harmless."""


@follower("cases.hand_back", kinds={"staff.deputy_ended"}, reset=keep_tasks)
def hand_back(entries: Sequence[EntryView]) -> None:
    """An officer takes over again: at once, not at the next sweep."""
    for entry in entries:
        deputy = str(entry.facts["deputy"])
        tasks.hand_back.defer(holder_id=str(entry.subject), deputy_id=deputy)


@follower("cases.tell_deputies", kinds={"staff.deputy_appointed"}, reset=keep_messages)
def tell_deputies(entries: Sequence[EntryView]) -> None:
    """A deputy hears for whom he stands in, and when."""
    holders = Staff.objects.in_bulk({entry.subject for entry in entries})
    deputies = _accounts_of({UUID(str(entry.facts["deputy"])) for entry in entries})
    letters: list[Letter] = []
    for entry in entries:
        deputy = deputies.get(UUID(str(entry.facts["deputy"])))
        say = partial(deputy_notice, holders[entry.subject].name, entry.facts)
        letters += _each(entry, [deputy] if deputy else [], say, link="/desk/people/absence/")
    enqueue_all(letters)


@follower("cases.tell_answering", kinds={"enquiry.handed_on"}, reset=keep_messages)
def tell_answering(entries: Sequence[EntryView]) -> None:
    """An officer hears that he is to answer an enquiry."""
    officers = _officers(entries)
    letters: list[Letter] = []
    for entry in entries:
        letters += _each(entry, _named(entry, officers), enquiry_notice, link="/desk/answering/")
    enqueue_all(letters)


def forget_tallies() -> None:
    """What officers did is counted anew from the journal."""
    ActTally.objects.all().delete()


@follower("cases.tally_acts", kinds={"case."}, reset=forget_tallies)
def tally_acts(entries: Sequence[EntryView]) -> None:
    """What each officer did on a day, and how much of it late, for the reports."""
    tally(entries)


@follower("cases.carry_marks", kinds={"case.filed"}, reset=keep_cases)
def carry_marks(entries: Sequence[EntryView]) -> None:
    """What an applicant with a mark files goes first as well."""
    marked = filed_under_a_mark(entry.subject for entry in entries)
    for entry in entries:
        if entry.subject in marked:
            actions.carry_mark_over(entry.subject, at=entry.at)


def keep_dues() -> None:
    """Due days are computed from facts and calendars; there is nothing of this follower's own."""


@follower("cases.refresh_dues", kinds=CALENDAR_CHANGES, reset=keep_dues)
def refresh_dues(entries: Sequence[EntryView]) -> None:
    """A late-announced holiday moves the due days of the open cases of its place."""
    causes = {str(entry.facts.get("region", "")): entry.id for entry in entries}
    for region, cause in causes.items():
        tasks.refresh_region.defer(region=region, cause=cause)


def keep_decisions() -> None:
    """Cases once decided stay; asking again finds nothing to do."""


@follower("cases.decide_at_once", kinds={"case.filed"}, reset=keep_decisions)
def decide_at_once(entries: Sequence[EntryView]) -> None:
    """Cases of items whose tables may grant at once are looked at as soon as they are filed."""
    for entry in entries:
        version = entry.facts.get("version")
        if version and grants_at_once(UUID(str(version))):
            tasks.decide_at_once.defer(case_id=str(entry.subject))
