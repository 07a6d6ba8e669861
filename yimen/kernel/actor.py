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
    only: frozenset[UUID] = frozenset()  #: the items a letter of authorisation lists; none: all
    letter: str = ""  #: the number of that letter

    def covers(self, *, path: str, region: str) -> bool:
        """Whether an object of this organisation and region may be looked at by the grant."""
        return path.startswith(self.path) and region.startswith(self.region)

    def reaches(self, *, path: str, region: str, item: UUID | None = None) -> bool:
        """Whether the grant is good for an object of this organisation, region and item."""
        listed = not self.only or item in self.only
        return listed and self.covers(path=path, region=region)


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
    #: persons he may act for in some matters only, with the ids of these
    limited: tuple[tuple[UUID, frozenset[UUID]], ...] = ()
    channel: str = "online"  #: online | counter | api | station | system
    address: str = ""  #: network address the act came from
    client_id: UUID | None = None  #: the system of another organisation that carries the act
    language: str = "zh-hans"

    def may(self, name: str, *, path: str, region: str = "", item: UUID | None = None) -> bool:
        """Whether a grant of that name reaches an object of this organisation and region."""
        if self.kind is Kind.SYSTEM:
            return True
        place = {"path": path, "region": region}
        return any(g.name == name and g.reaches(**place, item=item) for g in self.grants)

    def holds(self, name: str) -> bool:
        """Whether the actor has the grant anywhere at all (for menus, never for guards)."""
        return self.kind is Kind.SYSTEM or any(g.name == name for g in self.grants)

    def acts_for(self, party_id: UUID, matter: UUID) -> bool:
        """Whether an applicant may act for that person or organisation in that matter."""
        if party_id in self.party_ids:
            return True
        return any(party == party_id and matter in matters for party, matters in self.limited)

    def reach(self, prefix: str) -> frozenset[Grant]:
        """The grants whose name starts with the prefix (`case.`): the scope of reading."""
        return frozenset(g for g in self.grants if g.name.startswith(prefix))


SYSTEM = Actor(kind=Kind.SYSTEM, name="system", channel="system")
STRANGER = Actor(kind=Kind.STRANGER)
