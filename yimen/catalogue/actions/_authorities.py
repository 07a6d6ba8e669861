"""The organisations an imported list speaks of: found, or added below their government."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from yimen.catalogue.rules.records import Authority
from yimen.kernel.actor import Actor
from yimen.orgs.actions import add_organisation, add_region
from yimen.orgs.models import Organisation, Region

#: First digits of a credit code: 11 organs of state; others serve (事业单位 and so on).
ORGANS_OF_STATE = "11"


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
        self.meet([authority])
        return self._known.get(_key(authority))

    def meet(self, authorities: Iterable[Authority]) -> None:
        """Look up those not known yet, by path, else by credit code: two queries for all."""
        asked = {key: one for one in authorities if (key := _key(one)) not in self._known}
        by_path = _organisations("path", [one.path for one in asked.values()])
        by_uscc = _organisations("uscc", [one.uscc for one in asked.values()])
        for key, one in asked.items():
            if found := by_path.get(one.path) or by_uscc.get(one.uscc):
                self._known[key] = found

    def _add(self, authority: Authority) -> Organisation:
        parent = self._government(authority.regions)
        is_organ = authority.uscc.startswith(ORGANS_OF_STATE)
        kinds = Organisation.Kind
        self.added_count += 1
        key = _key(authority)
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


def _key(authority: Authority) -> str:
    return authority.path or authority.uscc


def _organisations(field: str, values: list[str]) -> dict[str, Organisation]:
    """The organisations with these values, by value; the oldest where several have one."""
    wanted = {value for value in values if value}
    if not wanted:
        return {}
    found = Organisation.objects.filter(**{f"{field}__in": wanted}).order_by("-pk")
    return {getattr(one, field): one for one in found}
