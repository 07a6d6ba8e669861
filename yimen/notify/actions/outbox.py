"""What becomes of messages after they left: reports of their carriers, and trying again."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotAllowed
from yimen.kernel.ids import read_id
from yimen.notify import errors
from yimen.notify.models import Message
from yimen.notify.permissions import may_watch
from yimen.notify.ports import Report, sms_gateway
from yimen.notify.queries import as_text, unreported


def note_reports(reports: Iterable[Report], *, at: datetime) -> int:
    """Note what a carrier says became of messages; how many were ours and not yet known."""
    return sum(_note(report, at) for report in reports)


def ask_for_reports(*, at: datetime) -> int:
    """Ask the carrier about what it took and has not reported; how many it knew of."""
    gateway, known = sms_gateway(), []
    for message in unreported(at):
        report = gateway.ask(as_text(message), message.reference, message.sent_at or at)
        known += [report] if report else []
    return note_reports(known, at=at)


def try_again(message_ids: Iterable[UUID], *, by: Actor, at: datetime) -> int:
    """Have messages that were given up tried anew; how many there were.

    One entry for all of them, on the message that was asked for first.
    """
    if not may_watch(by):
        raise NotAllowed
    wanted = list(message_ids)
    given_up = Message.objects.watched_by(by).given_up().filter(pk__in=wanted)
    count: int = given_up.update(
        state=Message.State.WAITING, attempts=0, next_try_at=at, reference=""
    )
    if not count:
        raise errors.NotGivenUp
    write("outbox", wanted[0], "message.tried_again", by=by, at=at, facts={"count": count})
    return count


def _note(report: Report, at: datetime) -> int:
    message_id = read_id(report.reference)
    if message_id is None:
        return 0
    sent = Message.objects.filter(pk=message_id, channel="sms", state=Message.State.SENT)
    if report.is_delivered:
        return int(sent.update(state=Message.State.DELIVERED, reported_at=at))
    error = f"not delivered: {report.reason}"[:2000]
    return int(sent.update(state=Message.State.FAILED, reported_at=at, last_error=error))
