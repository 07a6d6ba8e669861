"""The one way into the journal."""

from yimen.journal.actions.writing import write

__all__ = ["write"]
