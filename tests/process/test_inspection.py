"""Before a drawing is published all its ways are walked: nothing sticks, the law's order holds."""

import pytest

from tests.process.drawings import HEAD, body, drawing, flow, part, task
from yimen.process.rules.inspection import Setting, inspect

LAWFUL = "start > accept > examine > decide > issue > end"


def found(xml: str, setting: Setting | None = None) -> dict[str, str]:
    """The elements with something to put right, and what."""
    return {fault.element: fault.code for fault in inspect(xml, setting)}


@pytest.mark.parametrize(
    "xml",
    [
        drawing(LAWFUL),
        drawing("start > accept > decide > issue > end"),
        drawing(
            "start > accept > fork > examine1 > join > decide > issue > end",
            "fork > examine2 > join",
            gateways="fork:+ join:+",
        ),
        drawing(
            "start > accept > some > examine1 > join > decide > issue > end",
            "some > examine2 [outcome == 'a']", "examine2 > join",
            "some > examine3 [outcome == 'b']", "examine3 > join",
            gateways="some:o join:o",
        ),
        drawing(
            "start > accept > again > examine > pick > decide > issue > end",
            "pick > again [outcome == 'failed']",
            gateways="again:x pick:x",
        ),
        drawing(
            "start > accept > part > decide > issue > end",
            extra=part("part", "start1 > f > examine1 > end1", "f > examine2 > end2",
                       gateways="f:+"),
        ),
    ],
)  # fmt: skip
def test_a_lawful_drawing_has_nothing_to_put_right(xml: str) -> None:
    assert found(xml) == {}


@pytest.mark.parametrize(
    ("xml", "element", "code"),
    [
        (
            drawing("start > accept > pick > examine1 > join > decide > issue > end",
                    "pick > examine2 [outcome == 'x']", "examine2 > join",
                    gateways="pick:x join:+"),
            "join", "stuck",
        ),
        (
            drawing("start > accept > some > examine1 > join > decide > issue > end",
                    "some > examine2 [outcome == 'x']", "examine2 > join",
                    gateways="some:o join:+"),
            "join", "stuck",
        ),
        (
            drawing("start > accept > fork > examine1 > join > decide > issue > end",
                    "fork > examine2 > join", gateways="fork:+ join:x"),
            "decide", "twice",
        ),
        (drawing("start > examine > accept > decide > issue > end"), "examine", "before_accept"),
        (
            drawing("start > again > accept > pick > decide > issue > end",
                    "pick > again [outcome == 'x']", gateways="again:x pick:x"),
            "accept", "accept_again",
        ),
        (drawing("start > accept > issue > decide > end"), "issue", "issue_undecided"),
        (drawing("start > accept > decide > examine > issue > end"), "examine", "after_decision"),
        (drawing("start > accept > decide1 > decide2 > issue > end"), "decide2", "after_decision"),
        (drawing("start > accept > decide > issue1 > issue2 > end"), "issue2", "after_issue"),
        (
            drawing("start > accept > fork > examine > join > issue > end",
                    "fork > decide > join", gateways="fork:+ join:+"),
            "decide", "beside",
        ),
        (
            drawing("start > accept > pick > decide > issue > end1",
                    "pick > end2 [outcome == 'x']", gateways="pick:x"),
            "end2", "ends_undecided",
        ),
        (
            drawing("start > accept > decide > pick > issue > end1",
                    "pick > end2 [outcome == 'refused']", gateways="pick:x"),
            "end2", "ends_unissued",
        ),
    ],
)  # fmt: skip
def test_a_way_against_the_order_is_found_by_name(xml: str, element: str, code: str) -> None:
    assert found(xml).get(element) == code


def with_step(step: str) -> str:
    """accept, the step called `odd`, decide, issue."""
    inside = body("start > accept", "decide > issue > end")
    return (
        f"{HEAD}<process id='p' name='程序'>{inside}{step}"
        f"{flow('accept', 'odd')}{flow('odd', 'decide')}</process></definitions>"
    )


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (task("odd", kind="dance"), "unknown_kind"),
        (task("odd", kind="examine", grant="case.dance"), "unknown_grant"),
        (task("odd", kind="countersign"), "no_rule"),
        (task("odd", kind="public_notice"), "notice_without_days"),
        (
            task("odd", kind="public_notice", days="5").replace(
                "<y:link", '<y:link rule="all" voters="2"'
            ),
            "not_by_several",
        ),
    ],
)
def test_a_step_the_city_cannot_do_is_found_by_name(step: str, code: str) -> None:
    assert found(with_step(step)) == {"odd": code}


def test_a_decision_needs_a_post_that_decides() -> None:
    xml = drawing(LAWFUL, extra="").replace('grant="case.decide"', 'grant="case.examine"')

    assert found(xml) == {"decide": "wrong_grant"}


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        (None, set()),
        (frozenset({"area", "situation.kind"}), set()),
        (frozenset({"area"}), {("pick-examine", "unknown_fact", False)}),
    ],
)
def test_conditions_ask_for_what_the_item_knows(
    facts: frozenset[str] | None, codes: set[tuple[str, str, bool]]
) -> None:
    xml = drawing(
        "start > accept > pick > decide > issue > end",
        "pick > examine [area > 300 and situation.kind == 'new']",
        "examine > decide",
        gateways="pick:x",
    )
    faults = inspect(xml, Setting(facts=facts))

    assert {(f.element, f.code, f.is_blocking) for f in faults} == codes


def test_a_condition_about_a_step_that_is_not_there_keeps_it_from_being_published() -> None:
    xml = drawing(
        "start > accept > pick > decide > issue > end",
        "pick > examine [outcomes.visit == 'failed']",
        "examine > decide",
        gateways="pick:x",
    )

    assert {(f.element, f.code, f.is_blocking) for f in inspect(xml)} >= {
        ("pick-examine", "outcome_of_none", True)
    }


def limited(days: str) -> str:
    """Two branches, of one step and of two, with these limits."""
    xml = drawing(
        "start > accept > fork > examine1 > join > decide > issue > end",
        "fork > examine2 > examine3 > join",
        gateways="fork:+ join:+",
    )
    for number, limit in enumerate(days.split(), 1):
        step = f'name="examine{number}步"><extensionElements><y:link'
        xml = xml.replace(step, f'{step} days="{limit}"')
    return xml


@pytest.mark.parametrize(
    ("days", "promised", "legal", "code"),
    [
        ("5 3 4", 7, 20, None),
        ("5 3 4", 6, 20, ("examine3", "over_promise", False)),
        ("9 3 4", 8, 20, ("examine1", "over_promise", False)),
        ("5 9 14", 7, 20, ("examine3", "over_legal", True)),
        ("5 9 14", None, None, None),
    ],
)
def test_limits_add_up_along_the_longest_way(
    days: str, promised: int | None, legal: int | None, code: tuple[str, str, bool] | None
) -> None:
    faults = inspect(limited(days), Setting(promised=promised, legal=legal))

    assert [(f.element, f.code, f.is_blocking) for f in faults] == ([code] if code else [])


def test_many_branches_are_walked_in_no_time() -> None:
    arms = [f"fork > pick{n} > examine{n} > met{n} > join" for n in range(20)]
    around = [f"pick{n} > met{n} [outcome == 'x']" for n in range(20)]
    kinds = " ".join(f"pick{n}:x met{n}:x" for n in range(20))
    xml = drawing(
        "start > accept > fork", *arms, *around, "join > decide > issue > end",
        gateways=f"fork:+ join:+ {kinds}",
    )  # fmt: skip

    assert found(xml) == {}


def test_an_unreadable_file_is_a_finding_too() -> None:
    assert found("<html/>") == {"": "not_bpmn"}
    assert found('<!DOCTYPE d [<!ENTITY a "b">]><d/>') == {"": "doctype"}
