"""Places, calendars and authorities of the demo city."""

from datetime import datetime, timedelta

from yimen.config.demo.reading import offices, regions
from yimen.kernel.actor import SYSTEM
from yimen.orgs.actions import add_organisation, add_region, load_builtin_year
from yimen.orgs.models import Organisation

YEARS = range(2019, 2027)
FOUNDED = timedelta(days=500)  # before the day of loading
OPENED = timedelta(days=300)  # the items are on offer since


def load_calendars(*, at: datetime) -> None:
    """The State Council's notices of days off, so far as they are published."""
    for year in YEARS:
        load_builtin_year(year, by=SYSTEM, at=at - FOUNDED)


def load_places(*, at: datetime) -> None:
    """Province, city, counties, towns, villages."""
    for place in regions():
        add_region(place.code, place.name, name_en=place.name_en, by=SYSTEM, at=at - FOUNDED)


def load_offices(*, at: datetime) -> dict[str, Organisation]:
    """Governments, departments, halls and stations, by path."""
    made: dict[str, Organisation] = {}
    for path, office in offices().items():
        made[path] = add_organisation(
            label=office.label,
            name=office.name,
            region=office.region,
            parent=made.get(office.parent),
            by=SYSTEM,
            at=at - FOUNDED,
            **office.details,
        )
    return made
