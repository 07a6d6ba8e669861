"""Telling people."""

from yimen.notify.actions.sending import send_message
from yimen.notify.actions.telling import enqueue, mark_read

__all__ = ["enqueue", "mark_read", "send_message"]
