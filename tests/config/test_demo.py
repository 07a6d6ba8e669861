"""The demo city as it stands after loading, on an awkward day: a holiday, just after midnight."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.config.demo_city import built
from yimen.cases.models import Case
from yimen.cases.queries import clock_of
from yimen.cases.states import State
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.queries import published_items
from yimen.config.demo import accounts, all_accounts, load_demo
from yimen.config.demo.command import in_words
from yimen.config.demo.day import programme
from yimen.config.demo.people import officers
from yimen.config.demo.playing import Day, Means
from yimen.config.demo.reading import items, offices
from yimen.config.demo.staffing import give_mail_addresses
from yimen.identity.models import Account
from yimen.identity.permissions import may_enter_desk
from yimen.identity.queries import actor_of
from yimen.journal.models import Entry
from yimen.journal.queries import entries_of_many, verify, view_of
from yimen.orgs.models import CalendarYear, Organisation
from yimen.orgs.queries import calendar_for
from yimen.supervision.actions.conduct import judge_acts
from yimen.supervision.actions.sweeping import sweep
from yimen.supervision.followers import JUDGED, watch_time
from yimen.supervision.models import Card

#: Saturday, 2 May 2026, 0:40 in Shanghai: Labour Day, and the day has hardly begun.
LOADED = datetime(2026, 5, 1, 16, 40, tzinfo=UTC)
TODAY = timezone.localdate(LOADED)

# in one process, so that the city is built once
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]


@pytest.fixture(scope="module", autouse=True)
def city(django_db_setup, django_db_blocker, tmp_path_factory):
    """The city, built once for this file and rolled back after it."""
    with built(django_db_blocker, tmp_path_factory.mktemp("media"), at=LOADED):
        yield


def test_everything_of_the_files_is_there():
    assert Organisation.objects.count() == len(offices())
    assert published_items().count() == len(items())
    assert Account.objects.count() == len(all_accounts())
    assert set(CalendarYear.objects.values_list("year", flat=True)) >= set(range(2019, 2027))


def test_loading_again_changes_nothing():
    load_demo(lambda text: None)
    before = (Entry.objects.count(), Account.objects.count(), Case.objects.count())
    said: list[str] = []

    load_demo(said.append)

    assert (Entry.objects.count(), Account.objects.count(), Case.objects.count()) == before
    assert said == ["The demo city stands already."]


def test_residents_have_mail_only_after_they_were_told_of_the_past():
    at_first = Account.objects.exclude(email="").count()
    give_mail_addresses()

    assert at_first == 0
    assert Account.objects.get(username="resident").email


def test_every_item_was_reviewed_by_a_second_person():
    for version in ItemVersion.objects.all():
        assert version.reviewed_by
        assert version.reviewed_by not in version.editors


def test_cases_stand_in_every_state_of_the_law():
    assert set(Case.objects.values_list("state", flat=True)) == set(State.values)
    assert Case.objects.count() >= 30


def test_cases_are_on_time_due_soon_late_paused_extended_and_deemed_accepted():
    clocks = [clock_of(case, TODAY) for case in Case.objects.all()]
    running = [clock for clock in clocks if clock.current]
    assert any(clock.is_near for clock in running)
    assert any(clock.is_over for clock in running)
    assert any(not clock.is_near and not clock.is_over for clock in running)
    assert any(clock.legal and clock.legal.is_over for clock in running)
    assert any(clock.delivery and clock.delivery.is_over for clock in running)
    assert any(clock.is_paused for clock in clocks)
    assert any(clock.is_deemed for clock in clocks)
    assert Case.objects.filter(extension_days__gt=0).exists()


def test_no_case_was_examined_and_decided_by_the_same_person():
    entries = Entry.objects.filter(kind__in=["case.granted", "case.refused"])
    assert entries.exists()
    assert not any(entry.facts["same_person"] for entry in entries)


def test_nothing_happens_after_the_day_of_loading():
    assert not Case.objects.filter(acted_at__gt=LOADED).exists()


def test_the_journal_verifies():
    assert verify() == []


@pytest.mark.parametrize("account", accounts(), ids=lambda account: account.username)
def test_a_sample_account_signs_in(account, client):
    said = {"login": account.username, "password": account.password}
    client.post(reverse("account_login"), said)
    if account.code:
        client.post(reverse("mfa_authenticate"), {"code": account.code})

    known = Account.objects.get(username=account.username)
    assert client.session["_auth_user_id"] == str(known.pk)
    assert may_enter_desk(known, client.session) == bool(account.code)


def test_every_account_has_the_password_that_is_shown():
    hashes = dict(Account.objects.values_list("username", "password"))
    assert hashes.keys() == {account.username for account in all_accounts()}
    assert len(set(hashes.values())) == 1
    assert Account.objects.get(username="clerk").check_password(accounts()[0].password)


def test_officers_have_the_powers_of_their_posts_where_they_work():
    for officer in officers()[::9]:
        actor = actor_of(Account.objects.get(username=officer.username), on=TODAY)
        office = offices()[officer.office]
        for grant in officer.role.grants:
            assert actor.may(grant, path=office.path, region=office.region), officer


def test_the_deputy_may_decide_while_the_approver_is_away():
    deputy = actor_of(Account.objects.get(username="deputy"), on=TODAY)
    assert deputy.stands_in_for
    assert deputy.may("case.decide", path="xinyu/market/", region="360500000000")


def test_a_county_supervisor_sees_his_county_and_no_other():
    yushui = actor_of(Account.objects.get(username="yushui-supervisor"), on=TODAY)
    seen = {c.organisation.region_id[:6] for c in Case.objects.visible_to(yushui)}
    assert seen == {"360502"}


def test_the_resident_of_the_main_story_has_cases_to_look_at():
    resident = actor_of(Account.objects.get(username="resident"), on=TODAY)
    states = set(Case.objects.visible_to(resident).values_list("state", flat=True))
    assert states >= {State.ACCEPTED, State.SUPPLEMENTING, State.CONCLUDED}


def test_cards_stand_at_several_steps_and_judging_again_makes_no_more():
    standing = set(Card.objects.values_list("code", "state"))
    assert standing >= {("T6.1", "upheld"), ("P6.3", "explained"), ("P1", "issued")}
    before = Card.objects.count()

    acts = entries_of_many(Case.objects.values_list("pk", flat=True)).values()
    judge_acts([entry for one in acts for entry in one if entry.kind in JUDGED], at=LOADED)

    assert Card.objects.count() == before
    assert not Card.objects.filter(made_at__gt=LOADED).exists()


class Hand:
    """A clock that goes on only while one waits; meanwhile the worker's watch and sweep run."""

    def __init__(self):
        self.now, self.said = LOADED + timedelta(minutes=1), []
        self.read = Entry.objects.latest("id").id

    def clock(self):
        return self.now

    def wait(self, seconds):
        if seconds:
            self.now += timedelta(seconds=seconds)
            new = Entry.objects.filter(kind__startswith="case.", id__gt=self.read).order_by("id")
            if told := [view_of(entry) for entry in new]:
                self.read = told[-1].id
                watch_time(told)
            sweep(at=self.now)
        return False


def test_a_day_is_played_twice_and_cards_fall_at_the_moments_the_programme_names():
    hand, known = Hand(), set(Case.objects.values_list("pk", flat=True))
    for speed in (7200, 36000):
        day = Day(programme(), Means(hand.clock, hand.wait, hand.said.append), speed=speed)
        came = day.play()

        assert came.is_whole
        assert not came.left_out, [line for line in hand.said if "left out" in line]
        assert came.acts == len(day.programme.before) + len(day.programme.cues)
        ids = {case.pk for case in came.cases}
        assert not ids & known  # each time others
        known |= ids
        states = set(Case.objects.filter(pk__in=ids).values_list("state", flat=True))
        assert states >= {"concluded", "withdrawn", "declined", "paused", "accepted", "submitted"}
        for due in day.programme.cards:
            card = Card.objects.get(case=day.cases[due.case].pk, code=due.rule, level=due.level)
            assert abs(card.reached_at - day.pace.moment(due.at)) < timedelta(seconds=0.001), due
        upheld = Card.objects.get(case=day.cases["baths"].pk, code="T2", level=2)
        assert upheld.state == "upheld"
    assert sum("is a day off" in line for line in hand.said) == 1
    assert calendar_for("360502000000").is_workday(TODAY)


def test_a_stop_is_heeded_after_the_act_under_way():
    asked = iter([False, False])  # before two acts; then: stop
    hand = Hand()
    means = Means(hand.clock, lambda seconds: next(asked, True), hand.said.append)
    came = Day(programme(), means, speed=600).play()
    assert (came.acts, came.is_whole) == (2, False)
    assert in_words(came) == "Stopped before the day was over. Acts: 2; cases: 1; cards: none."
