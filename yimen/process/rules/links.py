"""A link of the handling (办理环节): the smallest thing a process is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, Self

#: How several opinions become one: everybody's, anybody's, or a share of them.
RULES = ("all", "any", "share")


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
class Seat:
    """One of several who give an opinion at a link: what he is called, which power he needs."""

    name: str = ""
    grant: str = ""  #: empty: the link's own


@dataclass(frozen=True, slots=True)
class LinkSpec:
    """A link as it is run: what it means, who does it, in how many working days.

    With a `rule`, one person for each of the `seats` gives an opinion, and the rule makes of them
    what the link comes to (会签): all, any, or at least `share` per cent in favour.
    """

    key: str
    kind: str
    name: str
    grant: str
    days: int | None = None
    name_en: str = ""
    rule: str = ""
    share: int = 0
    seats: tuple[Seat, ...] = ()

    @classmethod
    def of(cls, link: LinkLike) -> Self:
        """The same link without whatever else its owner keeps about it."""
        rule = str(getattr(link, "rule", ""))
        seats = tuple(Seat() for _ in range(getattr(link, "voters", 0))) if rule else ()
        return cls(
            link.key,
            link.kind,
            link.name,
            link.grant,
            link.days,
            name_en=str(getattr(link, "name_en", "")),
            rule=rule,
            share=int(getattr(link, "share", 0)) if rule == "share" else 0,
            seats=seats,
        )

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The link of stored data."""
        return cls(
            data["key"],
            data["kind"],
            data["name"],
            data["grant"],
            data.get("days"),
            name_en=data.get("name_en", ""),
            rule=data.get("rule", ""),
            share=data.get("share", 0),
            seats=tuple(Seat(name, grant) for name, grant in data.get("seats", ())),
        )

    def to_json(self) -> dict[str, Any]:
        """The link as it is stored; what few links have is left out where there is none."""
        plain = {
            "key": self.key,
            "kind": self.kind,
            "name": self.name,
            "grant": self.grant,
            "days": self.days,
        }
        rare = {
            "name_en": self.name_en,
            "rule": self.rule,
            "share": self.share,
            "seats": [[seat.name, seat.grant] for seat in self.seats],
        }
        return plain | {name: value for name, value in rare.items() if value}
