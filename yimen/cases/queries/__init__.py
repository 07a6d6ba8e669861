"""Reading cases: always begun with what the actor may see."""

from yimen.cases.queries.clock import clock_of, facts_of, limits_of

__all__ = ["clock_of", "facts_of", "limits_of"]
