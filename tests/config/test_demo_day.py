"""The programme of a day of the demo city holds together. It is played in test_demo.py."""

import click
import pytest

from yimen.cases.models import Case
from yimen.cases.states import MOVES
from yimen.config.demo.command import play_day
from yimen.config.demo.day import STEPS, clock_of, programme
from yimen.config.demo.people import enterprises, officers, persons
from yimen.config.demo.reading import item_of

BESIDE = STEPS | {"file", "ask", "answer"}


def test_every_act_is_a_move_in_a_known_case_of_a_known_item():
    day = programme()
    for cue in (*day.before, *day.cues):
        assert cue.do in MOVES or cue.do in BESIDE, cue
    for row in day.cases.values():
        assert item_of(*row["item"])
        assert row["by"] in persons()
        assert row.get("for", "people") in enterprises()


def test_every_office_has_the_posts_its_acts_need():
    seats = {(one.office, one.role.key) for one in officers()}
    for row in programme().cases.values():
        for role in ("clerk", "examiner", "approver"):
            assert (row["item"][0], role) in seats


def test_the_day_lies_between_its_hours_and_has_fewer_filings_at_noon():
    day = programme()
    assert all(day.opens <= cue.at <= day.closes for cue in day.cues)
    filed = [cue.at for cue in day.cues if cue.do == "file"]
    hours = [sum(h <= at.total_seconds() / 3600 < h + 1 for at in filed) for h in range(8, 18)]
    assert hours[4] < min(hours[1:3])
    assert clock_of(day.opens) == "08:30"


@pytest.mark.django_db
def test_no_day_is_played_where_real_people_are_served():
    with pytest.raises(click.ClickException, match="not the demo city"):
        play_day(lambda text: None, speed=600, with_cards=True)
    assert not Case.objects.exists()
