"""The words the checks speak: findings, how grave they are, and what is known beside the item."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as made
from typing import Any

from yimen.catalogue.rules.citations import Cited

BLOCKING = "blocking"  #: against the law, or the item contradicts itself: it cannot be submitted
ADVISORY = "advisory"  #: shown beside the field, for the editor to judge


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to put right: a code, how grave, which field, and the facts for the sentence."""

    code: str
    level: str
    field: str
    facts: Mapping[str, object] = made(default_factory=dict)

    @property
    def is_blocking(self) -> bool:
        """Whether the draft cannot be submitted with it."""
        return self.level == BLOCKING


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the item; what is None was not looked up and is not judged.

    `cited` says of each citation: found, no_article, no_law, repealed. `proofs` says of each key
    on the proof list whether it is listed or withdrawn.
    """

    cited: Mapping[Cited, str] | None = None
    proofs: Mapping[str, str] | None = None


Content = Mapping[str, Any]
Check = Callable[[Content], Iterator[Finding]]
KnowingCheck = Callable[[Content, Known], Iterator[Finding]]
PERMIT = "01"
#: 依职权: penalties, compulsion, levies, inspections are exercised, not applied for (types 02 03
#: 04 06 of GB/T 39046 A.1, the same numbers in every province).
EX_OFFICIO = ("02", "03", "04", "06")


def rows(content: Content, name: str) -> list[dict[str, Any]]:
    """The rows of a list; none where the content does not speak of it."""
    return list(content.get(name) or [])


def said(row: Mapping[str, Any], name: str) -> str:
    """A text of a row without the blanks around it."""
    return str(row.get(name) or "").strip()
