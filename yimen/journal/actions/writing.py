"""Writing entries."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from yimen.kernel.actor import Actor


def write(
    stream: str,
    subject: UUID,
    kind: str,
    *,
    by: Actor,
    at: datetime,
    facts: Mapping[str, object] | None = None,
) -> int:
    """Append one act to the journal within the caller's transaction; return the entry's id."""
    raise NotImplementedError
