"""Telling people."""

from yimen.notify.actions.choosing import choose_channels
from yimen.notify.actions.outbox import ask_for_reports, note_reports, try_again
from yimen.notify.actions.sending import deliver_due, send_message
from yimen.notify.actions.telling import Letter, enqueue_all, mark_read
from yimen.notify.actions.wording import Words, write_wording

__all__ = [
    "Letter",
    "Words",
    "ask_for_reports",
    "choose_channels",
    "deliver_due",
    "enqueue_all",
    "mark_read",
    "note_reports",
    "send_message",
    "try_again",
    "write_wording",
]
