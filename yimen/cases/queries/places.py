"""Places to choose from in a form."""

from typing import Any

from yimen.kernel.codes.regions import lineage
from yimen.orgs.models import Region


def region_choices(least: int, most: int) -> list[tuple[str, Any]]:
    """The places of these levels (1 province … 5 village), under the place around them."""
    places = list(Region.objects.filter(level__lte=most).order_by("code"))
    names = {place.code: place.name for place in places}
    groups: dict[str, list[tuple[str, str]]] = {}
    for place in places:
        if place.level >= least:
            around = [names[code] for code in lineage(place.code)[1:-1] if code in names]
            groups.setdefault("".join(around), []).append((place.code, place.name))
    return [row for title, rows in groups.items() for row in ([(title, rows)] if title else rows)]
