"""A process is tried on a sample case in memory; what was never walked is known."""

import pytest

from tests.process.drawings import drawing
from yimen.process.errors import BadDrawing, ConditionFailed
from yimen.process.rules.trial import Trial, facts_asked

XML = drawing(
    "start > accept > pick > decide > issue > end",
    "pick > examine [area > 300]",
    "examine > decide",
    gateways="pick:x",
)


def test_it_is_walked_step_by_step_to_its_end() -> None:
    trial = Trial(XML, {"area": 500})
    assert [link.key for link in trial.open] == ["accept"]

    trial.walk([("accept", "accepted"), ("examine", "passed")])
    assert [link.key for link in trial.open] == ["decide"]
    assert {flow.id for flow in trial.not_walked([])} == {
        "pick-decide",
        "decide-issue",
        "issue-end",
    }

    trial.walk([("decide", "granted"), ("issue", "concluded")])
    assert trial.is_over
    assert [(flow.source, flow.target) for flow in trial.not_walked([])] == [("pick", "decide")]


def test_paths_walked_by_an_earlier_trial_count() -> None:
    first, second = Trial(XML, {"area": 500}), Trial(XML, {"area": 3})
    steps = [("accept", "accepted"), ("decide", "granted"), ("issue", "concluded")]
    first.walk([steps[0], ("examine", "passed"), *steps[1:]])
    second.walk(steps)

    assert second.not_walked(first.paths()) == []


def test_steps_that_do_not_fit_are_left_out() -> None:
    trial = Trial(XML, {"area": 3})
    trial.walk([("decide", "granted"), ("accept", "accepted"), ("nowhere", "x")])

    assert [one.link.key for one in trial.done] == ["accept"]


def test_it_says_which_facts_it_asks_for_and_fails_without_them() -> None:
    assert facts_asked(XML) == ["area"]
    with pytest.raises(ConditionFailed):
        Trial(XML, {}).walk([("accept", "accepted")])


def test_what_cannot_be_run_is_refused() -> None:
    with pytest.raises(BadDrawing):
        Trial(drawing("start > accept > decide"), {})
    with pytest.raises(BadDrawing):
        facts_asked("<html/>")
