"""What is wrong with a drawing, as codes and facts; `errors` has the sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from yimen.process.errors import sentence

ADVISORY = "advisory"
BLOCKING = "blocking"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to put right in a drawing, and the element it lies in."""

    code: str
    element: str = ""  #: id of the element; empty where the file itself is at fault
    name: str = ""  #: what the drawing calls it
    facts: Mapping[str, str] = field(default_factory=dict)
    level: str = BLOCKING  #: an advisory one keeps nobody from publishing

    @property
    def is_blocking(self) -> bool:
        """Whether a process with it cannot be published."""
        return self.level == BLOCKING

    def __str__(self) -> str:
        return sentence(self.code, self.to_json())

    def to_json(self) -> dict[str, str]:
        """The fault as an error carries it."""
        return {**self.facts, "code": self.code, "element": self.element, "name": self.name}
