"""The sets of rules of time: complete, sound, loaded by command; what their cards say."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.urls import reverse
from django.utils import timezone, translation

from tests.cases.factories import a_case, an_office
from tests.desk.editing import officer
from tests.supervision.passing import follow
from yimen.config.cli import cli
from yimen.kernel.actor import SYSTEM
from yimen.supervision.actions.rulesets import load_time_rules, ship_time_rules
from yimen.supervision.actions.sweeping import sweep
from yimen.supervision.messages.cards import stated
from yimen.supervision.models import Card, Deadline, Rule
from yimen.supervision.rules.shipped import STANDARD, shipped_time, time_sets
from yimen.supervision.rules.thresholds import LIMITS, is_sound
from yimen.supervision.states import TIMED

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", time_sets())
def test_each_rule_is_sound_and_says_in_two_languages_what_each_level_means(name):
    for row in shipped_time(name):
        thresholds = row["thresholds"]
        assert is_sound(thresholds)
        assert row["watched"] in TIMED
        assert {one["of"] for one in thresholds} <= set(LIMITS)
        levels = {str(one["level"]) for one in thresholds}
        assert levels == row["texts"].keys()
        assert all(text["zh"] and text["en"] for text in row["texts"].values())
        assert row["basis"].startswith("《")


def test_the_standard_set_watches_everything_that_takes_time():
    assert {row["watched"] for row in shipped_time(STANDARD)} == set(TIMED)


def test_shipped_again_nothing_is_new():
    assert ship_time_rules() == len(shipped_time(STANDARD))
    assert ship_time_rules() == 0


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_sentence_of_each_card_is_whole(language):
    """Every rule and level, with the facts that moments carry."""
    ship_time_rules()
    case = a_case("accepted")
    facts = {"limit": 5, "used": 6, "due": "2026-05-27", "link": "审查", "kind": "hearing"}
    with translation.override(language):
        for rule in Rule.objects.all():
            for level in rule.texts:
                card = Card(rule=rule, level=int(level), case=case, facts=facts)
                card.organisation = case.organisation
                said = stated(card)
                assert "…" not in said
                assert "{" not in said
                assert "hearing" not in said or language == "en"


def test_a_set_is_loaded_into_a_place_by_command_and_again_changes_nothing():
    def run(*words: str):
        return CliRunner().invoke(cli, ["supervision", "rules", *words])

    loaded = run("load", "yulin", "--region", "610800000000", "--since", "2026-06-01")
    again = run("load", "yulin", "--region", "6108", "--since", "2026-07-01")

    rule = Rule.objects.get(region="6108")
    assert (loaded.exit_code, again.exit_code) == (0, 0), loaded.output
    assert "1 new" in loaded.output
    assert "1 as before" in again.output
    assert timezone.localdate(rule.valid_from).isoformat() == "2026-06-01"
    assert "T2 v1 6108 day 超时办理" in run("list").output
    assert "no region code" in run("load", "yulin", "--region", "61x").output
    assert "there are: standard" in run("load", "nowhere").output


def test_what_comes_stands_on_the_units_page_until_it_is_a_card(client):
    now = timezone.now()
    load_time_rules("standard", "", by=SYSTEM, at=now)
    office = an_office(version__promised_days=5, version__legal_days=10)
    case = a_case("in_review", office=office, at=now)
    follow()
    officer(client, office.organisation, "case.decide")
    sheet = reverse("desk:case_sheet", args=[case.number])

    coming = client.get(reverse("desk:card_unit")).content.decode()
    sweep(at=now + timedelta(days=30))
    carded = client.get(reverse("desk:card_unit")).content.decode()

    assert sheet in coming
    assert "超时办理" in coming
    assert Deadline.objects.count() == 0
    numbers = Card.objects.filter(case=case, level__gt=1).values_list("pk", flat=True)
    assert len(numbers) == 2
    assert all(reverse("desk:card_page", args=[pk]) in carded for pk in numbers)
