"""The letters that followers write: to whom about a case, in each one's language, once."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone, translation

from yimen.cases.messages import notice
from yimen.cases.messages.kinds import message_values
from yimen.cases.messages.papers import done_for_you
from yimen.cases.models import Case
from yimen.cases.queries.telling import APPLICANTS_ACTS
from yimen.identity.models import Account
from yimen.identity.queries import acting_for_each
from yimen.journal.ports import EntryView
from yimen.notify.actions import Letter
from yimen.notify.actions.telling import ALL, TO_OFFICERS


def keep_messages() -> None:
    """Messages once sent cannot be unsent; their keys make telling them again harmless."""


def cases_of(entries: Sequence[EntryView]) -> dict[UUID, Case]:
    """The cases some acts are about, with all that letters name."""
    return Case.objects.with_names().in_bulk({entry.subject for entry in entries})


def applicants_of(
    cases: Mapping[UUID, Case], entries: Iterable[EntryView]
) -> dict[date, dict[tuple[UUID, UUID], list[Account]]]:
    """Who acts for each applicant on the day of each act: two statements a day, not an act."""
    asked: dict[date, set[tuple[UUID, UUID]]] = defaultdict(set)
    for entry in entries:
        asked[timezone.localdate(entry.at)].add(matter(cases[entry.subject]))
    return {day: acting_for_each(found, on=day) for day, found in asked.items()}


def matter(case: Case) -> tuple[UUID, UUID]:
    """Whose it is and what it is about: agents may act in some matters only."""
    return case.applicant_id, case.item_id


def officers_of(entries: Iterable[EntryView]) -> dict[UUID, Account]:
    """The accounts of all officers that some acts name, by officer."""
    return accounts_of({pk for entry in entries for pk in _staff_of(entry)})


def accounts_of(staff: Collection[UUID]) -> dict[UUID, Account]:
    """The accounts of officers, by officer; one who has none is left out."""
    found = Account.objects.of_staff(staff) if staff else ()
    return {account.staff_id: account for account in found if account.staff_id}


def named(entry: EntryView, officers: Mapping[UUID, Account]) -> list[Account]:
    """Those of the officers whom this act names."""
    return [officers[pk] for pk in _staff_of(entry) if pk in officers]


def _staff_of(entry: EntryView) -> list[UUID]:
    return [UUID(str(pk)) for pk in _listed(entry.facts.get("staff"))]


def about(
    entry: EntryView, case: Case, accounts: Iterable[Account], *, is_officer: bool
) -> Iterator[Letter]:
    """What happened to a case, to each of them in his own language."""
    link = _address(case, is_officer=is_officer)
    for account in accounts:
        with translation.override(account.language):
            words = notice(case, entry.kind, entry.facts, is_officer=is_officer)
            if did_another(entry, case, account):
                words = (words[0], f"{words[1]}\n{done_for_you(entry.actor.get('name', ''))}")
            values = message_values(case, entry.kind, entry.facts, is_officer=is_officer)
        letter = _letter(entry, account, words, link=link, is_officer=is_officer)
        yield replace(letter, values=values, is_urgent=_is_urgent(entry))


def each(
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


def did_another(entry: EntryView, case: Case, account: Account) -> bool:
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
