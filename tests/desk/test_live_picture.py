"""The live picture: today's figures and cards within one's reach, and never a person's name."""

import pytest

from tests.cases.factories import a_case
from tests.desk.editing import officer
from tests.desk.test_cases import words
from tests.figures.conftest import catch_up
from tests.orgs.factories import OrganisationFactory
from tests.supervision.factories import a_card

pytestmark = pytest.mark.django_db
LIVE = "/desk/live/"


def look(client, **asked):
    return client.get(LIVE, {"part": 1}, **asked)


def test_it_shows_what_happened_today_and_the_newest_cards(client, bench, now):
    officer(client, bench.office.organisation, "case.read", "case.supervise")
    card = a_card("issued", bench=bench, at=now)
    catch_up()

    page = words(client.get(LIVE))

    for word in ("今日收件", "今日受理", "今日办结", "按时办结率", card.case.version.name):
        assert word in page


def test_no_person_is_named(client, bench, now):
    officer(client, bench.office.organisation, "case.read", "case.supervise")
    card = a_card("issued", bench=bench, at=now)
    catch_up()

    answer = look(client).content.decode()

    assert card.case.version.name in answer
    assert card.case.applicant.name not in answer


def test_cards_and_cases_of_others_are_not_shown(client, bench, now):
    officer(client, OrganisationFactory(), "case.read", "case.supervise")
    card = a_card("issued", bench=bench, at=now)
    catch_up()

    page = look(client).content.decode()

    assert card.case.version.name not in page
    assert bench.office.organisation.name not in page


def test_nothing_new_is_answered_by_one_word_and_an_act_by_a_picture(client, bench, now):
    officer(client, bench.office.organisation, "case.read", "case.supervise")
    a_case("submitted", office=bench.office, at=now)
    catch_up()
    mark = look(client)["ETag"]

    assert look(client, headers={"If-None-Match": mark}).status_code == 304
    a_case("submitted", office=bench.office, at=now)
    catch_up()
    assert look(client, headers={"If-None-Match": mark}).status_code == 200
