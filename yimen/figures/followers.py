"""What follows the acts: the figures of the day, and who is told about scores."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.utils import translation

from yimen.figures.actions import count, forget
from yimen.figures.messages.telling import score_kinds, score_notice
from yimen.figures.queries import FOLLOWER
from yimen.figures.queries.told import Told, told_of
from yimen.figures.rules import OF_CARD, OF_CASE
from yimen.identity.models import Account
from yimen.journal.ports import EntryView, follower
from yimen.notify.actions import Letter, enqueue_all
from yimen.notify.actions.telling import TO_OFFICERS
from yimen.notify.ports import declare_kinds

declare_kinds(score_kinds())


@follower(FOLLOWER, kinds=OF_CASE | OF_CARD, reset=forget)
def count_acts(entries: Sequence[EntryView]) -> None:
    """Every act adds to the figures of its day once: they and the bookmark commit together."""
    count(entries)


def keep_messages() -> None:
    """Messages once sent cannot be unsent; their keys make telling them again harmless."""


@follower("figures.tell_scores", kinds={"score."}, reset=keep_messages)
def tell_scores(entries: Sequence[EntryView]) -> None:
    """Who is scored, who decides an appeal and who made it learn of each step."""
    told = [(entry, one) for entry in entries for one in told_of(entry)]
    people = {pk for _entry, one in told for pk in one.people}
    accounts = {one.staff_id: one for one in Account.objects.of_staff(people)}
    enqueue_all([letter for entry, one in told for letter in _letters(entry, one, accounts)])


def _letters(entry: EntryView, one: Told, accounts: dict[UUID | None, Account]) -> Iterator[Letter]:
    own = entry.actor.get("staff")
    for pk in sorted(one.people):
        account = accounts.get(pk)
        if account is None or str(pk) == own:
            continue
        with translation.override(account.language):
            title, body = score_notice(one.past, one.whose, one.month, one.until)
        values = {"event": title, "whose": one.whose, "month": f"{one.month:%Y-%m}"}
        yield Letter(
            account=account,
            key=f"{entry.id}:{one.about}",
            title=title,
            body=body,
            at=entry.at,
            kind=f"desk.{entry.kind}",
            subject=one.about,
            link=one.link,
            values=values,
            channels=TO_OFFICERS,
        )
