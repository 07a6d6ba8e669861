"""The organisations an imported list speaks of: found, or added below their government."""

from datetime import datetime
from typing import Any

from yimen.catalogue.rules.records import Authority
from yimen.kernel.actor import Actor
from yimen.orgs.actions import add_organisation, add_region
from yimen.orgs.models import Organisation, Region

#: First digits of a credit code: 11 organs of state; others serve (事业单位 and so on).
ORGANS_OF_STATE = "11"


def find_authority(authority: Authority) -> Organisation | None:
    """The organisation a file speaks of: by its path, else by its credit code."""
    for lookup, value in (("path", authority.path), ("uscc", authority.uscc)):
        found = Organisation.objects.filter(**{lookup: value}).order_by("pk") if value else None
        if found and (one := found.first()):
            return one
    return None


class Authorities:
    """Every authority of one import, each looked up once."""

    def __init__(self, *, by: Actor, at: datetime) -> None:
        self._who: dict[str, Any] = {"by": by, "at": at}
        self._known: dict[str, Organisation] = {}
        self.added_count = 0

    def of(self, authority: Authority) -> Organisation:
        """The organisation with the authority's path or code, added where it is missing."""
        return self.found(authority) or self._add(authority)

    def found(self, authority: Authority) -> Organisation | None:
        """The organisation with the authority's path or code, if there is one."""
        key = authority.path or authority.uscc
        if key not in self._known and (found := find_authority(authority)):
            self._known[key] = found
        return self._known.get(key)

    def _add(self, authority: Authority) -> Organisation:
        parent = self._government(authority.regions)
        is_organ = authority.uscc.startswith(ORGANS_OF_STATE)
        kinds = Organisation.Kind
        self.added_count += 1
        key = authority.path or authority.uscc
        self._known[key] = add_organisation(
            label=authority.uscc.lower(),
            name=authority.name,
            region=parent.region_id,
            parent=parent,
            uscc=authority.uscc,
            kind=kinds.DEPARTMENT if is_organ else kinds.SERVICE_BODY,
            **self._who,
        )
        return self._known[key]

    def _government(self, regions: tuple[tuple[str, str], ...]) -> Organisation:
        """The government of the last region, below those of the regions around it."""
        code, name = regions[-1]
        if code not in self._known:
            parent = self._government(regions[:-1]) if regions[:-1] else None
            kind = Organisation.Kind.GOVERNMENT
            found = Organisation.objects.filter(kind=kind, region_id=code).order_by("pk").first()
            self._known[code] = found or self._add_government(code, name, parent)
        return self._known[code]

    def _add_government(self, code: str, name: str, parent: Organisation | None) -> Organisation:
        if not Region.objects.filter(pk=code).exists():
            add_region(code, name, **self._who)
        self.added_count += 1
        return add_organisation(
            label=code[:6],
            name=f"{name}人民政府",
            region=code,
            parent=parent,
            kind=Organisation.Kind.GOVERNMENT,
            **self._who,
        )
