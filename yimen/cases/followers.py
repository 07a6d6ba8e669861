"""What follows the acts: people are told, and due days are recomputed when a calendar changes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.utils import timezone, translation

from yimen.cases import tasks
from yimen.cases.messages import notice
from yimen.cases.models import Case, Urge
from yimen.cases.models.consulting import ANSWERS_FOR
from yimen.identity.models import Account
from yimen.journal.ports import EntryView, follower
from yimen.notify.actions import enqueue
from yimen.orgs.models import Staff

CHANNELS = ("in_app", "mail")

#: Acts the applicant did not do himself and should hear of; filing and withdrawing are receipts.
TOLD_APPLICANT = frozenset(
    {
        "case.filed",
        "case.supplement_requested",
        "case.declined",
        "case.accepted",
        "case.deemed_accepted",
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
    }
)
#: Acts that give somebody in the office work, or take it away: facts["staff"] says whom.
TOLD_STAFF = frozenset(
    {"case.supplemented", "case.returned", "case.withdrawn", "case.opinion_given"}
)
#: Acts by which another office has something to answer.
TOLD_OFFICE = frozenset({"case.opinion_asked", "case.opinion_awaited"})

#: Acts after which the days offices work in a place are others.
CALENDAR_CHANGES = frozenset({"calendar.loaded", "calendar.day_set", "calendar.day_unset"})


def keep_messages() -> None:
    """Messages once sent cannot be unsent; their keys make telling them again harmless."""


@follower("cases.tell_people", kinds=TOLD_APPLICANT | TOLD_STAFF, reset=keep_messages)
def tell_people(entries: Sequence[EntryView]) -> None:
    """Every act tells the right people once, in their language, in the app and by mail."""
    cases = Case.objects.with_names().in_bulk({entry.subject for entry in entries})
    for entry in entries:
        case = cases[entry.subject]
        if entry.kind in TOLD_APPLICANT:
            on = timezone.localdate(entry.at)
            applicants = Account.objects.acting_for(case.applicant_id, on=on)
            _tell(entry, case, applicants, is_officer=False)
        if entry.kind in TOLD_STAFF:
            staff = [UUID(str(pk)) for pk in _listed(entry.facts.get("staff"))]
            _tell(entry, case, Account.objects.of_staff(staff), is_officer=True)


@follower("cases.tell_asked", kinds=TOLD_OFFICE, reset=keep_messages)
def tell_asked(entries: Sequence[EntryView]) -> None:
    """An asked office hears of the question: those who examine or decide there that day."""
    cases = Case.objects.with_names().in_bulk({entry.subject for entry in entries})
    for entry in entries:
        office = UUID(str(entry.facts["organisation"]))
        accounts = Account.objects.of_staff(_answering(office, timezone.localdate(entry.at)))
        address = f"/desk/asked/{entry.facts['consultation']}/"
        _tell(entry, cases[entry.subject], accounts, is_officer=True, address=address)


@follower("cases.tell_urged", kinds={"case.urged"}, reset=keep_messages)
def tell_urged(entries: Sequence[EntryView]) -> None:
    """Whoever has the case in hand reads what the one who urged him wrote."""
    cases = Case.objects.with_names().in_bulk({entry.subject for entry in entries})
    texts = {str(urge.pk): urge.text for urge in Urge.objects.filter(case__in=cases)}
    for entry in entries:
        told = replace(entry, facts={**entry.facts, "text": texts[str(entry.facts["urge"])]})
        staff = [UUID(str(pk)) for pk in _listed(entry.facts.get("staff"))]
        _tell(told, cases[entry.subject], Account.objects.of_staff(staff), is_officer=True)


def _answering(office: UUID, on: date) -> set[UUID]:
    colleagues = Staff.objects.active().filter(organisation=office)
    return {
        pk for g in ANSWERS_FOR for pk in colleagues.holding(g, on=on).values_list("pk", flat=True)
    }


def _tell(
    entry: EntryView,
    case: Case,
    accounts: Iterable[Account],
    *,
    is_officer: bool,
    address: str = "",
) -> None:
    for account in accounts:
        with translation.override(account.language):
            heading, body = notice(case, entry.kind, entry.facts, is_officer=is_officer)
        enqueue(
            account.pk,
            key=f"{entry.id}:{account.pk}",
            subject=case.pk,
            title=heading,
            body=body,
            link=address or _address(case, is_officer=is_officer),
            channels=CHANNELS if account.email else CHANNELS[:1],
            at=entry.at,
        )


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


def keep_dues() -> None:
    """Due days are computed from facts and calendars; there is nothing of this follower's own."""


@follower("cases.refresh_dues", kinds=CALENDAR_CHANGES, reset=keep_dues)
def refresh_dues(entries: Sequence[EntryView]) -> None:
    """A late-announced holiday moves the due days of the open cases of its place."""
    for region in {str(entry.facts.get("region", "")) for entry in entries}:
        tasks.refresh_region.defer(region=region)
