"""Identifiers: time-ordered, so that rows made together lie together."""

from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A new UUIDv7 (RFC 9562): 48 bits of milliseconds, then chance."""
    return uuid7()


def read_id(text: object) -> UUID | None:
    """The identifier a text from outside is; none if it is no identifier at all."""
    try:
        return UUID(str(text))
    except ValueError:
        return None


def read_count(text: object) -> int | None:
    """The whole number a text from outside is, of nine digits at most; none if it is another."""
    said = str(text)
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else None


def first_id_at(at: datetime) -> UUID:
    """The least id made from a moment on: rows since then lie behind it."""
    return UUID(int=int(at.timestamp() * 1000) << 80)
