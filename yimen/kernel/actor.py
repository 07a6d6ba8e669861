"""Who acts: built once per request, per API call, or SYSTEM in jobs. Never a request."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """The four kinds of actor the law and the house know."""

    SYSTEM = "system"  #: a job or follower; sees and may do everything its action allows
    STAFF = "staff"  #: an officer holding posts
    APPLICANT = "applicant"  #: a person, or an agent of an organisation
    STRANGER = "stranger"  #: nobody signed in


@dataclass(frozen=True, slots=True)
class Grant:
    """A power (`case.accept`) within an organisation subtree and a region prefix."""

    name: str
    path: str = ""  #: organisation path prefix; "" reaches all
    region: str = ""  #: region code prefix; "" reaches all

    def reaches(self, *, path: str, region: str) -> bool:
        """Whether an object of this organisation and region lies within the grant."""
        return path.startswith(self.path) and region.startswith(self.region)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts, for whom, from which post, through which channel, from which address."""

    kind: Kind
    account_id: UUID | None = None
    name: str = ""
    staff_id: UUID | None = None
    post_id: UUID | None = None
    post_names: tuple[str, ...] = ()  #: the posts an officer holds, then those he stands in for
    org_id: UUID | None = None  #: home organisation of an officer
    org_path: str = ""
    region: str = ""
    grants: frozenset[Grant] = field(default_factory=frozenset)
    stands_in_for: frozenset[UUID] = field(default_factory=frozenset)  #: staff ids he deputises for
    party_id: UUID | None = None  #: the person or organisation an applicant acts as now
    party_ids: frozenset[UUID] = field(default_factory=frozenset)  #: all he may act for
    channel: str = "online"  #: online | counter | api | system
    address: str = ""  #: network address the act came from
    language: str = "zh-hans"

    def may(self, name: str, *, path: str, region: str = "") -> bool:
        """Whether a grant of that name reaches an object of this organisation and region."""
        if self.kind is Kind.SYSTEM:
            return True
        return any(g.name == name and g.reaches(path=path, region=region) for g in self.grants)

    def holds(self, name: str) -> bool:
        """Whether the actor has the grant anywhere at all (for menus, never for guards)."""
        return self.kind is Kind.SYSTEM or any(g.name == name for g in self.grants)

    def reach(self, prefix: str) -> frozenset[Grant]:
        """The grants whose name starts with the prefix (`case.`): the scope of reading."""
        return frozenset(g for g in self.grants if g.name.startswith(prefix))


SYSTEM = Actor(kind=Kind.SYSTEM, name="system", channel="system")
STRANGER = Actor(kind=Kind.STRANGER)
