"""What somebody looks for among the cards, as the address of the list says it."""

from collections.abc import Mapping
from dataclasses import dataclass

#: The filters that are also counts: those with which somebody has something to do.
TO_DO = ("to_issue", "issued", "explained", "upheld", "appealed", "final")
LATE, ALL = "late", "all"
STATES = (*TO_DO, "rectified", "accounted", "withdrawn")
LEVELS = ("1", "2", "3")


@dataclass(frozen=True, slots=True)
class CardFilter:
    """State ("" is all that waits), level, code of the rule, and the path of an office."""

    state: str = ""
    level: str = ""
    rule: str = ""
    office: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "CardFilter":
        """Of an address; what nobody knows is left out."""
        state, level = query.get("state", ""), query.get("level", "")
        return cls(
            state if state in (*STATES, LATE, ALL) else "",
            level if level in LEVELS else "",
            query.get("rule", "").strip()[:20],
            query.get("office", "").strip()[:255],
        )

    @property
    def query(self) -> dict[str, str]:
        """What the address says: only what narrows."""
        said = {
            "state": self.state,
            "level": self.level,
            "rule": self.rule,
            "office": self.office,
        }
        return {name: value for name, value in said.items() if value}
