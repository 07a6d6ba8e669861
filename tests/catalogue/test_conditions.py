"""Conditions: met, not met, undecided; and the names one may ask for."""

import pytest

from yimen.catalogue.rules.conditions import met, unknown_names
from yimen.catalogue.rules.form_quality import form_troubles
from yimen.catalogue.rules.review_checks import review_findings
from yimen.catalogue.rules.situation_checks import troubles


@pytest.mark.parametrize(
    ("when", "facts", "unless_known", "until_known"),
    [
        ("", {}, True, True),
        ("  ", {}, True, True),
        ("area > 5", {"area": 6}, True, True),
        ("area > 5", {"area": 4}, False, False),
        ("area > 5", {}, True, False),
        ("area", {"area": 6}, True, False),
    ],
)
def test_what_the_facts_do_not_tell_is_said_by_the_caller(when, facts, unless_known, until_known):
    assert met(when, facts, undecided=True) is unless_known
    assert met(when, facts, undecided=False) is until_known


@pytest.mark.parametrize(
    ("expression", "unknown"),
    [
        ("area > 5 and situation.kind == 'new'", []),
        ("members.age > 5", []),
        ("volume > 5", ["volume"]),
        ("situation.other == 'x'", ["situation.other"]),
        ("situation == 'x'", ["situation"]),
        ("d(opens) > d(today)", ["opens"]),
    ],
)
def test_names_nobody_answers_are_found(expression, unknown):
    assert unknown_names(expression, {"area", "members"}, {"kind"}, today=True) == unknown


def test_the_day_is_a_fact_only_where_it_is_said_to_be():
    assert unknown_names("today > '2026'", set(), set(), today=False) == ["today"]


def test_forms_and_checkpoints_know_the_day_and_situations_do_not():
    day = "d(opens) >= d(today)"
    content = {
        "item_type": "05",
        "form": [
            {
                "key": "opens",
                "label": "开业日期",
                "kind": "date",
                "check": day,
                "check_text": "晚些",
            }
        ],
        "links": [{"key": "examine", "kind": "examine", "name": "审查"}],
        "checkpoints": [
            {"key": "p1", "link": "examine", "text": "尚未开业", "basis": "某法", "when": day}
        ],
    }
    assert [one.code for one in form_troubles(content)] == []
    assert [one.code for one in review_findings(content)] == []

    paper = {"key": "m1", "name": "证明", "when": day}
    found = [one.code for one in troubles({**content, "materials": [paper]})]
    assert found == ["condition_unknown_field"]
