"""The rules on the pages: everybody reads by what he is measured, few write what follows."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.desk.editing import officer
from tests.desk.test_cases import soup, words
from tests.orgs.factories import OrganisationFactory
from tests.supervision.factories import RuleFactory
from yimen.supervision.models import Rule

pytestmark = pytest.mark.django_db

KEEPER = ("case.read", "supervision.manage")


@pytest.fixture
def house():
    return OrganisationFactory(path="xinyu/")


@pytest.fixture
def rule():
    return RuleFactory(texts={"2": {"zh": "已用{used}日。", "en": "{used} days used."}})


def page_of(rule):
    return reverse("desk:rule_page", args=[rule.pk])


def new(rule):
    return reverse("desk:rule_new", args=[rule.pk])


def filled(client, rule):
    """What the form says before anything is changed."""
    form = soup(client.get(new(rule))).select_one("main form[method=post]")
    facts = {one["name"]: one.get("value", "") for one in form.select("input[type!=checkbox]")}
    facts |= {one["name"]: one.get_text() for one in form.select("textarea")}
    facts |= {one["name"]: "on" for one in form.select("input[type=checkbox][checked]")}
    for one in form.select("select"):
        chosen = one.select_one("option[selected]") or one.select_one("option")
        facts[one["name"]] = chosen["value"]
    return facts


def test_every_officer_reads_the_rules_in_force(client, house, rule):
    RuleFactory(name="旧规则", valid_to=timezone.now() - timedelta(days=1))
    officer(client, house, "case.accept")

    found = words(client.get(reverse("desk:rule_list")))

    assert f"{rule.code} {rule.name}" in found
    assert "旧规则" not in found
    page = words(client.get(page_of(rule)))
    assert "已用{used}日。" in page
    assert rule.basis in page


def test_who_keeps_the_rules_writes_the_next_version(client, house, rule):
    officer(client, house, *KEEPER)
    facts = {**filled(client, rule), "value_0": "3", "reason": "试点放宽"}
    facts |= {"level_1": "3", "of_1": "legal", "unit_1": "days", "value_1": "1"}

    response = client.post(new(rule), facts)

    made = Rule.objects.get(version=2)
    assert response.status_code == 302, words(response)
    assert response.url == page_of(made)
    assert made.thresholds == [
        {"level": 2, "of": "promise", "unit": "days", "value": 3},
        {"level": 3, "of": "legal", "unit": "days", "value": 1},
    ]
    assert made.texts == rule.texts
    assert timezone.localdate(made.valid_from) == timezone.localdate() + timedelta(days=1)
    found = words(client.get(page_of(made)))
    assert "试点放宽" in found
    assert new(made) in client.get(page_of(made)).content.decode()
    assert client.get(new(rule)).status_code == 404  # something follows it


@pytest.mark.parametrize(
    ("field", "value"), [("valid_from", "2020-01-01"), ("reason", ""), ("value_0", "9999")]
)
def test_a_wrong_version_comes_back_with_what_was_typed(client, house, rule, field, value):
    officer(client, house, *KEEPER)
    facts = {**filled(client, rule), "reason": "压缩时限", field: value}

    response = client.post(new(rule), facts)

    assert response.status_code == 422
    assert soup(response).select_one(f".y-field--bad [name={field}]")
    assert Rule.objects.count() == 1


def test_without_any_threshold_there_is_no_rule(client, house, rule):
    officer(client, house, *KEEPER)
    response = client.post(new(rule), {**filled(client, rule), "reason": "取消", "value_0": ""})
    assert response.status_code == 422
    assert "至少" in words(response)


def test_others_are_offered_no_next_version(client, house, rule):
    officer(client, house, "case.read", "case.supervise")
    assert new(rule) not in client.get(page_of(rule)).content.decode()
    assert client.get(new(rule)).status_code == 404


def test_all_rows_of_a_rule_are_written_at_once_and_more_can_be_asked_for(client, house, rule):
    officer(client, house, *KEEPER)
    facts = {**filled(client, rule), "reason": "细化门槛"}
    rows = [("1", "promise", -2), ("2", "promise", 1), ("1", "legal", -5), ("2", "legal", -2)]
    rows += [("3", "legal", 1)]

    more = client.post(new(rule), {**facts, "more": "1"})

    page = soup(more)
    assert more.status_code == 200
    assert page.select_one("[name=level_4]")
    assert page.select_one("[name=reason]").get_text(strip=True) == "细化门槛"
    assert Rule.objects.count() == 1
    facts["rows"] = page.select_one("[name=rows]")["value"]
    for n, (level, of, value) in enumerate(rows):
        facts |= {f"level_{n}": level, f"of_{n}": of, f"unit_{n}": "days", f"value_{n}": value}
    response = client.post(new(rule), facts)
    assert response.status_code == 302, words(response)
    said = [(str(x["level"]), x["of"], x["value"]) for x in Rule.objects.get(version=2).thresholds]
    assert said == rows


@pytest.mark.parametrize(
    ("row", "said"), [({"level_1": ""}, "选择等级"), ({"level_1": "2"}, "第1行")]
)
def test_a_row_that_does_not_hold_says_so_at_its_level(client, house, rule, row, said):
    officer(client, house, *KEEPER)
    typed = {"of_1": "promise", "unit_1": "days", "value_1": "4", "reason": "细化", **row}

    response = client.post(new(rule), {**filled(client, rule), **typed})

    assert response.status_code == 422
    field = soup(response).select_one(".y-field--bad:has([name=level_1])")
    assert said in field.get_text()
    assert soup(response).select_one("[name=value_1]")["value"] == "4"
    assert Rule.objects.count() == 1
