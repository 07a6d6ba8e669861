"""A link of the handling (办理环节): the smallest thing a process is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, Self


class LinkLike(Protocol):
    """Whatever names a link: a `LinkSpec`, or the link element of an item version."""

    @property
    def key(self) -> str:
        """The link's name within its process; becomes the BPMN element id."""
        ...

    @property
    def kind(self) -> str:
        """What the link means for its subject: accept, examine, decide, issue …"""
        ...

    @property
    def name(self) -> str:
        """What people call it."""
        ...

    @property
    def grant(self) -> str:
        """Which power a post needs to do it."""
        ...

    @property
    def days(self) -> int | None:
        """Its own limit in working days, if it has one."""
        ...


@dataclass(frozen=True, slots=True)
class LinkSpec:
    """A link as it is run: what it means, who does it, in how many working days."""

    key: str
    kind: str
    name: str
    grant: str
    days: int | None = None

    @classmethod
    def of(cls, link: LinkLike) -> Self:
        """The same link without whatever else its owner keeps about it."""
        return cls(link.key, link.kind, link.name, link.grant, link.days)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The link of stored data."""
        return cls(data["key"], data["kind"], data["name"], data["grant"], data.get("days"))

    def to_json(self) -> dict[str, str | int | None]:
        """The link as it is stored."""
        return {
            "key": self.key,
            "kind": self.kind,
            "name": self.name,
            "grant": self.grant,
            "days": self.days,
        }
