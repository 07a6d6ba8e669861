"""Writing into the journal, and following it."""

from yimen.journal.actions.following import (
    rebuild_follower,
    retry_set_aside,
    run_follower,
    run_followers,
)
from yimen.journal.actions.writing import make_months, write, write_many

__all__ = [
    "make_months",
    "rebuild_follower",
    "retry_set_aside",
    "run_follower",
    "run_followers",
    "write",
    "write_many",
]
