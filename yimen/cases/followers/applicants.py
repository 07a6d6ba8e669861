"""Applicants, their agents, and officers whom an act names hear of it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

from django.utils import timezone

from yimen.cases.followers.letters import (
    about,
    applicants_of,
    cases_of,
    did_another,
    each,
    keep_messages,
    matter,
    named,
    officers_of,
)
from yimen.cases.messages.hearings import (
    HEARING_PERSON,
    HEARING_PERSON_TITLE,
    TOLD_PERSONS,
    person_notice,
    person_values,
)
from yimen.cases.messages.kinds import PERSON_PLACES, message_kinds
from yimen.cases.messages.papers import agency_notice
from yimen.cases.models import Hearing
from yimen.identity.models import Account, Party
from yimen.identity.queries import accounts_of_parties
from yimen.journal.ports import EntryView, follower
from yimen.notify.actions import Letter, enqueue_all
from yimen.notify.models import Channel
from yimen.notify.ports import MessageKind, declare_kinds

#: Acts the applicant did not do himself and should hear of; filing and withdrawing are receipts.
TOLD_APPLICANT = frozenset(
    {
        "case.filed",
        "case.sent_back",
        "case.prereview_passed",
        "case.originals_received",
        "case.filed_for_prereview",
        "case.lapsed",
        "case.applicant_reminded",
        "case.supplement_requested",
        "case.declined",
        "case.accepted",
        "case.deemed_accepted",
        "case.renewed_by_silence",
        "case.paused",
        "case.resumed",
        "case.extended",
        "case.due_moved",
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
    | {"case.hearing_right_told", "case.hearing_announced", "case.hearing_arranged"}
    | {"case.hearing_applied", "case.hearing_waived", "case.hearing_withdrawn"}
    | {"case.hearing_objection_answered", "case.hearing_recorded", "case.hearing_called_off"}
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
    | {"case.marked_green", "case.unmarked_green", "case.renewed_by_silence", "case.due_moved"}
    | {"case.hearing_applied", "case.hearing_waived", "case.hearing_withdrawn"}
    | {"case.hearing_objected", "case.hearing_due"}
)

#: What an agent does in the person's place, and tell_people does not tell already.
TOLD_PRINCIPAL = frozenset({"case.supplemented", "case.owed_handed_in"})


AUTHORISATIONS = frozenset(
    {"party.agent_asked", "party.agent_authorised", "party.agent_revoked", "party.agent_recorded"}
)


declare_kinds(message_kinds(TOLD_APPLICANT | TOLD_PRINCIPAL, TOLD_STAFF))
declare_kinds([MessageKind(HEARING_PERSON, HEARING_PERSON_TITLE, "asked", PERSON_PLACES)])


@follower("cases.tell_people", kinds=TOLD_APPLICANT | TOLD_STAFF, reset=keep_messages)
def tell_people(entries: Sequence[EntryView]) -> None:
    """Every act tells the right people once, in their language, over the ways they want."""
    cases = cases_of(entries)
    applicants = applicants_of(cases, (e for e in entries if e.kind in TOLD_APPLICANT))
    officers = officers_of(entry for entry in entries if entry.kind in TOLD_STAFF)
    letters: list[Letter] = []
    for entry in entries:
        case = cases[entry.subject]
        if entry.kind in TOLD_APPLICANT:
            told = applicants[timezone.localdate(entry.at)].get(matter(case), ())
            letters += about(entry, case, told, is_officer=False)
        if entry.kind in TOLD_STAFF:
            letters += about(entry, case, named(entry, officers), is_officer=True)
    enqueue_all(letters)


@follower("cases.tell_principal", kinds=TOLD_PRINCIPAL, reset=keep_messages)
def tell_principal(entries: Sequence[EntryView]) -> None:
    """A person hears of what another does for him; of what he does himself he needs no letter."""
    cases = cases_of(entries)
    letters: list[Letter] = []
    own = accounts_of_parties({case.applicant_id for case in cases.values()})
    for entry in entries:
        case = cases[entry.subject]
        account = own.get(case.applicant_id)
        if account and did_another(entry, case, account):
            letters += about(entry, case, [account], is_officer=False)
    enqueue_all(letters)


@follower("cases.tell_interested", kinds=TOLD_PERSONS, reset=keep_messages)
def tell_interested(entries: Sequence[EntryView]) -> None:
    """Interested persons with an account hear of their right to a hearing, its day and place."""
    cases = cases_of(entries)
    hearings = Hearing.objects.in_bulk({UUID(str(entry.facts["hearing"])) for entry in entries})
    letters: list[Letter] = []
    for entry in entries:
        case, hearing = cases[entry.subject], hearings[UUID(str(entry.facts["hearing"]))]
        told = Account.objects.filter(pk__in=hearing.accounts_told(entry.kind, entry.facts))
        say = partial(person_notice, case, entry.kind, entry.facts)
        link = "/hearings/" if hearing.is_announced else ""
        for letter in each(entry, told, say, link=link, is_officer=False):
            values = person_values(case, letter.title, letter.body)
            letters.append(replace(letter, kind=HEARING_PERSON, values=values))
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
        letters += each(entry, told, say, link="/account/agents/", is_officer=False)
    enqueue_all([replace(letter, channels=(Channel.IN_APP,)) for letter in letters])
