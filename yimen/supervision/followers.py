"""What follows the acts: each step of a card is told to those it concerns."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone, translation

from yimen.cases.followers import CALENDAR_CHANGES
from yimen.identity.models import Account
from yimen.journal.ports import EntryView, follower
from yimen.journal.queries import newest_among
from yimen.notify.actions import Letter, enqueue_all
from yimen.notify.actions.telling import TO_OFFICERS
from yimen.notify.models import Channel
from yimen.notify.ports import declare_kinds
from yimen.orgs.models import Organisation
from yimen.orgs.queries import officers_with
from yimen.supervision import tasks
from yimen.supervision.actions.conduct import judge_acts
from yimen.supervision.actions.watching import watch_cases
from yimen.supervision.messages.cards import card_kinds, card_notice, card_values
from yimen.supervision.models import Card, Deadline
from yimen.supervision.rules.conduct import TAKEN
from yimen.supervision.states import KEEPER, SUPERVISOR, UNIT, Level

#: What happened → the grants of those who are told; the officer who had the case in hand too.
TOLD: dict[str, tuple[tuple[str, ...], bool]] = {
    "made": ((SUPERVISOR,), False),
    "issued": ((UNIT,), True),
    "explained": ((SUPERVISOR,), False),
    "upheld": ((UNIT,), True),
    "withdrawn": ((UNIT,), True),
    "appealed": ((KEEPER,), False),
    "appeal_dismissed": ((UNIT, SUPERVISOR), True),
    "appeal_allowed": ((UNIT, SUPERVISOR), True),
    "rectified": ((SUPERVISOR,), False),
    "held_to_account": ((UNIT,), True),
    "retracted": ((UNIT,), True),
}

declare_kinds(card_kinds(frozenset(TOLD)))

CASES = "case"  # the stream of acts on cases
#: The acts at which something is measured.
JUDGED = frozenset(f"case.{act}" for act in TAKEN)


def keep_messages() -> None:
    """Messages once sent cannot be unsent; their keys make telling them again harmless."""


@follower("supervision.tell_cards", kinds={"card."}, reset=keep_messages)
def tell_cards(entries: Sequence[EntryView]) -> None:
    """Each step is told once to those it concerns, in their language; not to who took it."""
    known = [entry for entry in entries if _past(entry) in TOLD]
    cards = Card.objects.with_names().in_bulk({entry.subject for entry in known})
    offices = _Offices()
    told = {
        entry.id: _staff(entry, card, offices)
        for entry in known
        if (card := cards.get(entry.subject)) is not None
    }
    accounts = {
        account.staff_id: account
        for account in Account.objects.of_staff({pk for staff in told.values() for pk in staff})
    }
    letters: list[Letter] = []
    for entry in known:
        people = [accounts[pk] for pk in sorted(told.get(entry.id, ())) if pk in accounts]
        letters += _letters(entry, cards[entry.subject], people) if people else ()
    enqueue_all(letters)


def _past(entry: EntryView) -> str:
    return entry.kind.removeprefix("card.")


class _Offices:
    """Who holds a grant over an office on a day, asked once for a batch."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, UUID, date], frozenset[UUID]] = {}

    def holding(self, grant: str, office: Organisation, on: date) -> frozenset[UUID]:
        key = (grant, office.pk, on)
        if key not in self.found:
            self.found[key] = frozenset(officers_with(grant, office, on=on))
        return self.found[key]


def _staff(entry: EntryView, card: Card, offices: _Offices) -> set[UUID]:
    """Whom a step concerns. A warning goes to who has the case in hand, else to his office."""
    past, on = _past(entry), timezone.localdate(entry.at)
    if past == "made" and (card.rule.is_automatic or card.level == Level.WARNING):
        return set()
    grants, concerns_officer = TOLD[past]
    found = {UUID(str(pk)) for pk in [entry.facts.get("officer")] if pk}
    if concerns_officer and card.officer:
        found.add(card.officer)
    if card.level != Level.WARNING or not found:
        for grant in grants:
            found |= offices.holding(grant, card.organisation, on)
    return found - {UUID(staff) for staff in [entry.actor.get("staff")] if staff}


def _letters(entry: EntryView, card: Card, accounts: Sequence[Account]) -> Iterator[Letter]:
    link = f"/desk/supervision/cards/{card.pk}/"
    channels = (Channel.IN_APP,) if card.level == Level.WARNING else TO_OFFICERS
    for account in accounts:
        with translation.override(account.language):
            title, body = card_notice(card, _past(entry))
            values = card_values(card, _past(entry))
        yield Letter(
            account=account,
            key=f"{entry.id}:{account.pk}",
            title=title,
            body=body,
            at=entry.at,
            kind=f"desk.{entry.kind}",
            subject=card.pk,
            link=link,
            values=values,
            channels=channels,
        )


def keep_cards() -> None:
    """Cards have a life of their own; judged again, the same acts give the same cards."""


@follower("supervision.conduct", kinds=JUDGED, reset=keep_cards)
def watch_conduct(entries: Sequence[EntryView]) -> None:
    """What officers do in cases is measured as the journal tells of it."""
    judge_acts(entries, at=max(entry.recorded_at for entry in entries))


def forget_moments() -> None:
    """Moments are written anew from the cases; cards stay, and are found again."""
    Deadline.objects.all().delete()


@follower("supervision.time", kinds={"case.", *CALENDAR_CHANGES}, reset=forget_moments)
def watch_time(entries: Sequence[EntryView]) -> None:
    """What runs in a case is watched from act to act; a calendar that moved, case by case."""
    acts = newest_among([entry for entry in entries if entry.stream == CASES])
    if acts:
        touched = [entry.subject for entry in acts]
        watch_cases(touched, at=max(entry.recorded_at for entry in acts))
    for entry in entries:
        if entry.kind in CALENDAR_CHANGES:
            tasks.watch_region.defer(
                region=str(entry.facts.get("region", "")),
                year=int(str(entry.facts["year"])),
                cause=entry.id,
            )
