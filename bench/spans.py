"""How many ask, and for how long."""

from dataclasses import dataclass

CLIENTS, READERS = 16, 8


@dataclass(frozen=True)
class Spans:
    """Seconds of each measure."""

    lives: float
    pages: float
    driven: float
