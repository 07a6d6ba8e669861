"""A month that is over is closed by somebody: who may do it is reminded."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone, translation

from yimen.figures.messages.telling import due_notice
from yimen.figures.queries.scores import unpublished
from yimen.identity.models import Account
from yimen.identity.queries import actor_of
from yimen.notify.actions import Letter, enqueue_all
from yimen.notify.actions.telling import TO_OFFICERS
from yimen.orgs.models import Staff
from yimen.orgs.queries import calendar_for
from yimen.supervision.rules.rates import month_before
from yimen.supervision.states import SUPERVISOR

#: Reminded on the first working day after the month, and twice more, each after so many.
EVERY, TIMES = 5, 3


def remind_to_publish(*, at: datetime) -> int:
    """Tell each supervisor of the month that is over and not closed; how many there were to tell.

    Done again on the same days it tells nobody twice.
    """
    today = timezone.localdate(at)
    officers = Staff.objects.filter(is_active=True).holding(SUPERVISOR, on=today)
    accounts = Account.objects.of_staff(officers.values_list("pk", flat=True))
    letters = [letter for account in accounts for letter in _letters(account, today, at)]
    enqueue_all(letters)
    return len(letters)


def _letters(account: Account, today: date, at: datetime) -> Iterator[Letter]:
    month = month_before(today)[0]
    actor = actor_of(account, on=today)
    last_day = today.replace(day=1) - timedelta(days=1)
    passed = calendar_for(actor.region).between(last_day, today)
    if not passed or not (offices := unpublished(actor, month)):
        return
    with translation.override(account.language):
        title, body = due_notice(month, offices)
    yield Letter(
        account=account,
        key=f"score.due:{month:%Y-%m}:{min((passed - 1) // EVERY, TIMES - 1)}",
        title=title,
        body=body,
        at=at,
        kind="desk.score.due",
        link=f"/desk/scores/?month={month:%Y-%m}#publish",
        values={"event": title, "whose": body, "month": f"{month:%Y-%m}"},
        channels=TO_OFFICERS,
    )
