"""Many places at once, from a table of codes and names: all of it or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.codes import parse_region_code
from yimen.kernel.errors import DomainError, NotAllowed
from yimen.orgs import errors
from yimen.orgs.models import Region
from yimen.orgs.permissions import may_manage_region

BATCH = 2000
NAME_SIGNS = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the table."""

    line: int
    code: str
    name: str
    name_en: str = ""


@dataclass(slots=True)
class RegionReport:
    """What a table of places would change, or did."""

    added: int = 0
    renamed: list[tuple[str, str, str]] = field(default_factory=list)  #: code, before, after
    unchanged: int = 0
    problems: list[tuple[int, DomainError]] = field(default_factory=list)  #: line, what is wrong


@transaction.atomic
def import_regions(
    places: Iterable[Place], *, dry_run: bool = False, by: Actor, at: datetime
) -> RegionReport:
    """Add the places nobody knows yet and rename those now called otherwise.

    One wrong line, and nothing is taken. Each place lies in the nearest known place around it.
    """
    report = RegionReport()
    known = {region.code: region for region in Region.objects.select_for_update(of=("self",))}
    wanted = _read(places, report.problems)
    if not all(may_manage_region(by, code) for code in wanted):
        raise NotAllowed
    new = [code for code in wanted if code not in known]
    report.added = len(new)
    report.renamed = _renamed(wanted, known)
    report.unchanged = len(wanted) - len(new) - len(report.renamed)
    if dry_run or report.problems or not (new or report.renamed):
        return report
    _take(wanted, known, new)
    facts = {"added": report.added, "renamed": [list(names) for names in report.renamed]}
    subject = uuid5(NAMESPACE_URL, "regions")
    write("region", subject, "regions.imported", by=by, at=at, facts=facts)
    return report


def _read(
    places: Iterable[Place], problems: list[tuple[int, DomainError]]
) -> dict[str, tuple[Place, int]]:
    """The places by twelve-digit code, each with its level; what is wrong goes to `problems`."""
    found: dict[str, tuple[Place, int]] = {}
    for place in places:
        try:
            read = parse_region_code(place.code)
            if not 0 < len(place.name) <= NAME_SIGNS:
                raise errors.RegionNameInvalid(name=place.name)
            if read.value in found:
                raise errors.RegionTwice(code=read.value, line=found[read.value][0].line)
        except DomainError as error:
            problems.append((place.line, error))
        else:
            found[read.value] = (place, read.level)
    return found


def _renamed(
    wanted: Mapping[str, tuple[Place, int]], known: Mapping[str, Region]
) -> list[tuple[str, str, str]]:
    return [
        (code, known[code].name, place.name)
        for code, (place, _level) in wanted.items()
        if code in known and known[code].name != place.name
    ]


def _take(
    wanted: Mapping[str, tuple[Place, int]], known: dict[str, Region], new: list[str]
) -> None:
    """Make the new places, largest first; then put every known place where it now belongs."""
    changed = [known[code] for code in wanted if code in known]
    for region in changed:
        place = wanted[region.code][0]
        region.name, region.name_en = place.name, place.name_en or region.name_en
    made = [
        Region(code=code, name=wanted[code][0].name, name_en=wanted[code][0].name_en)
        for code in new
    ]
    for region in made:
        region.level = wanted[region.code][1]
    everything = {**known, **{region.code: region for region in made}}
    moved = [region for region in known.values() if _settle(region, everything)]
    for region in made:
        _settle(region, everything)
    Region.objects.bulk_create(sorted(made, key=lambda r: (r.level, r.code)), batch_size=BATCH)
    touched = list({region.code: region for region in [*changed, *moved]}.values())
    Region.objects.bulk_update(touched, ["name", "name_en", "parent"], batch_size=BATCH)


def _settle(region: Region, everything: Mapping[str, Region]) -> bool:
    """Put a place into the nearest place around it; whether that is another than before."""
    around = [code for code in parse_region_code(region.code).ancestors() if code in everything]
    before = region.parent_id
    region.parent_id = around[-1] if around else None
    return before != region.parent_id
