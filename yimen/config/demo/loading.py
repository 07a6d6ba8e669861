"""Building the demo city, step by step, through the acts everybody uses."""

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from yimen.config.demo.cameras import load_cameras
from yimen.config.demo.cards import load_cards
from yimen.config.demo.city import load_calendars, load_offices, load_places
from yimen.config.demo.inspections import load_inspections
from yimen.config.demo.lists import load_basics, load_powers
from yimen.config.demo.offers import load_items
from yimen.config.demo.people import PASSWORD
from yimen.config.demo.scores import load_scores
from yimen.config.demo.staffing import load_officers, load_residents
from yimen.config.demo.stories import load_cases
from yimen.orgs.models import Organisation

Say = Callable[[str], None]


@transaction.atomic
def build_city(progress: Say, *, at: datetime) -> None:
    """The whole city as of a moment; nothing where it stands already."""
    if Organisation.objects.filter(path="xinyu/").exists():
        progress("The demo city stands already.")
        return
    load_calendars(at=at)
    load_places(at=at)
    offices = load_offices(at=at)
    progress(f"  {len(offices)} authorities, halls and stations")
    password = make_password(PASSWORD)  # once for all: it takes a third of a second
    officers = load_officers(offices, password=password, at=at)
    progress(f"  {len(officers)} officers")
    residents = load_residents(password=password, at=at)
    progress(f"  {len(residents)} residents")
    basics = load_basics(officers, at=at)
    progress(f"  {basics} items in the basic directory")
    items = load_items(offices, officers, at=at)
    powers = load_powers(offices, officers, at=at)
    progress(f"  {powers} powers ex officio")
    progress(f"  {len(items)} items on offer")
    cases = load_cases(officers, residents, at=at)
    progress(f"  {len(cases)} cases")
    cards = load_cards(officers, at=at)
    progress(f"  {cards} warnings and cards")
    scores = load_scores(officers, at=at)
    progress(f"  {scores} scores of last month")
    cameras = load_cameras(offices, officers, at=at)
    progress(f"  {cameras} cameras at windows")
    inspected = load_inspections(officers, at=at)
    progress(f"  {inspected} cases drawn for inspection")
