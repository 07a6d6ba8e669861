"""Counting what happened, and saying what the public may see of it."""

from yimen.figures.actions.counting import count, forget
from yimen.figures.actions.disclosing import set_disclosure
from yimen.figures.actions.logs import import_log

__all__ = ["count", "forget", "import_log", "set_disclosure"]
