"""The page about cases says what the code does: chart and table are drawn from `states`."""

import inspect
import re
from pathlib import Path

import pytest

from yimen.cases import actions
from yimen.cases.states import ENDED, MOVES, PAST, State

PAGE = Path(__file__).resolve().parents[2] / "docs/apps/cases.md"


def chart() -> str:
    """Every arrow of MOVES as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", "    [*] --> draft"]
    lines += [
        f"    {source.value} --> {arrow.target.value}: {move}"
        for move, arrow in MOVES.items()
        for source in sorted(arrow.sources)
    ]
    lines += [f"    {state.value} --> [*]" for state in sorted(ENDED)]
    return "\n".join(lines)


def test_the_chart_in_the_docs_is_the_table_of_moves():
    drawn = re.search(r"```mermaid\n(.*?)\n```", PAGE.read_text(), re.DOTALL)

    assert drawn and drawn[1] == chart(), f"paste this into {PAGE.name}:\n{chart()}"


def test_every_move_has_an_action_a_past_and_a_line_in_the_docs():
    page = PAGE.read_text()
    named = set(
        re.findall(r"^\| `(\w+)` \| `([\w.]+)` \| (.*?) \| `case\.(\w+)` \|", page, re.MULTILINE)
    )

    expected = {(move, MOVES[move].grant, PAST[move]) for move in MOVES}
    assert {(move, grant, past) for move, grant, _who, past in named} == expected
    assert set(PAST) == set(MOVES)


@pytest.mark.parametrize("name", actions.__all__)
def test_every_action_takes_its_time_by_keyword_and_says_what_it_does(name):
    action = getattr(actions, name)
    parameters = inspect.signature(action).parameters

    assert parameters["at"].kind is inspect.Parameter.KEYWORD_ONLY
    assert action.__doc__
    assert re.search(rf"`{name}\b", PAGE.read_text())


def test_every_state_is_somewhere_an_arrow_leads():
    reached = {arrow.target for arrow in MOVES.values()} | {State.DRAFT}

    assert reached == set(State)
