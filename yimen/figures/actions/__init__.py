"""Counting what happened, and saying what the public may see of it."""

from yimen.figures.actions.counting import count, forget
from yimen.figures.actions.disclosing import set_disclosure

__all__ = ["count", "forget", "set_disclosure"]
