"""Telling people."""

from yimen.notify.actions.telling import enqueue, mark_read, send_message

__all__ = ["enqueue", "mark_read", "send_message"]
