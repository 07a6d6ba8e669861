"""Figures by day, what the public may see, and the history of older systems."""

from yimen.figures.models.history import Log, LogCase, LogEvent
from yimen.figures.models.tallies import CardTally, CaseTally, Disclosure

__all__ = ["CardTally", "CaseTally", "Disclosure", "Log", "LogCase", "LogEvent"]
