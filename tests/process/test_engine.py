"""Tokens: branches run side by side, join, choose, loop, and go back."""

import json
from itertools import permutations

import pytest

from tests.process.drawings import drawing, part
from yimen.process.errors import ConditionFailed, NotEarlier
from yimen.process.rules.engine import Run
from yimen.process.rules.plan import plan_of

BRANCHES = ["examine1", "examine2", "examine3"]
PARALLEL = drawing(
    "start > accept > fork > examine1 > join > decide > issue > end",
    "fork > examine2 > join",
    gateways="fork:+ join:+",
)
#: Three branches, so that some arrive, some go on, some are still to come.
THREE = drawing(
    "start > accept > fork > examine1 > join > decide > end",
    "fork > examine2 > join",
    "fork > examine3 > join",
    gateways="fork:+ join:+",
)
NESTED = drawing(
    "start > accept > fork > inner > examine1 > inner2 > examine4 > join > decide > end",
    "inner > examine2 > inner2",
    "fork > examine3 > join",
    gateways="fork:+ join:+ inner:+ inner2:+",
)
LOOP = drawing(
    "start > accept > fork > examine1 > join > decide > pick > issue > end",
    "fork > examine2 > join",
    "pick > accept [outcome == 'again']",
    gateways="fork:+ join:+ pick:x",
)
INCLUSIVE = drawing(
    "start > accept > some > examine1 > join > decide > pick > issue > end",
    "some > examine2 [large == true]",
    "some > examine3 [far == true]",
    "examine2 > join",
    "examine3 > join",
    "pick > accept [outcome == 'again']",
    gateways="some:o join:o pick:x",
)
PARTS = drawing(
    "start > accept > fork > part1 > join > decide > end",
    "fork > examine3 > join",
    gateways="fork:+ join:+",
    extra=part(
        "part1",
        "start1 > examine1 > f2 > examine2 > j2 > examine5 > end1",
        "f2 > examine4 > j2",
        gateways="f2:+ j2:+",
    ),
)


class Story:
    """A process told in steps; it is stored and fetched again before each."""

    def __init__(self, xml: str) -> None:
        self.plan = plan_of(xml)
        self.run = Run.begin(self.plan)

    def _fetch(self) -> None:
        self.run = Run.thaw(self.plan, json.loads(json.dumps(self.run.freeze())))

    def do(self, *links: str, outcome: str = "done", **data: object) -> "Story":
        for link in links:
            self._fetch()
            [token] = [t for t in self.run.waiting() if t.link == link]
            self.run.complete(token.id, outcome, data)
        return self

    def back(self, link: str) -> "Story":
        self._fetch()
        self.run.return_to(link)
        return self

    @property
    def waiting(self) -> list[str]:
        self._fetch()
        return sorted(token.link for token in self.run.waiting())


def test_branches_wait_side_by_side_and_join_when_both_are_through() -> None:
    story = Story(PARALLEL).do("accept")
    assert story.waiting == ["examine1", "examine2"]

    assert story.do("examine2").waiting == ["examine1"]
    assert story.do("examine1").waiting == ["decide"]


@pytest.mark.parametrize("order", list(permutations(BRANCHES[:2])))
@pytest.mark.parametrize("link", ["examine1", "examine2"])
def test_a_return_into_a_branch_leaves_the_other_as_it_is(
    order: tuple[str, ...], link: str
) -> None:
    story = Story(PARALLEL).do("accept", *order, "decide").back(link)

    assert story.waiting == [link]
    assert story.do(link).waiting == ["decide"]
    assert story.do("decide", "issue").run.is_over


def test_a_return_from_one_branch_within_it_leaves_the_other_waiting() -> None:
    story = Story(NESTED).do("accept", "examine1", "examine2").back("examine2")

    assert story.waiting == ["examine2", "examine3"]


def test_a_return_to_before_the_fork_takes_all_branches_back() -> None:
    story = Story(PARALLEL).do("accept", "examine1").back("accept")

    assert story.waiting == ["accept"]
    assert story.do("accept").waiting == ["examine1", "examine2"]


@pytest.mark.parametrize("order", list(permutations(BRANCHES)))
@pytest.mark.parametrize("pair", list(permutations(BRANCHES, 2)))
def test_one_return_after_another_takes_back_one_branch_after_another(
    order: tuple[str, ...], pair: tuple[str, str]
) -> None:
    story = Story(THREE).do("accept", *order).back(pair[0]).back(pair[1])
    assert story.waiting == sorted(pair)

    assert story.do(pair[1]).waiting == [pair[0]]
    assert story.do(pair[0]).waiting == ["decide"]
    assert story.back(pair[1]).do(pair[1], "decide").run.is_over


@pytest.mark.parametrize("link", ["examine1", "examine2", "examine3", "examine4"])
@pytest.mark.parametrize(
    "order",
    [
        ("examine1", "examine2", "examine4", "examine3"),
        ("examine3", "examine2", "examine1", "examine4"),
        ("examine2", "examine3", "examine1", "examine4"),
    ],
)
def test_a_return_out_of_nested_branches(order: tuple[str, ...], link: str) -> None:
    story = Story(NESTED).do("accept", *order).back(link)
    assert story.waiting == [link]

    story.do(link)
    if link in {"examine1", "examine2"}:
        assert story.waiting == ["examine4"]
        story.do("examine4")
    assert story.waiting == ["decide"]
    assert story.do("decide").run.is_over


def test_in_the_second_round_of_a_loop_the_join_waits_again() -> None:
    story = Story(LOOP).do("accept", "examine1", "examine2").do("decide", outcome="again")
    assert story.waiting == ["accept"]

    assert story.do("accept", "examine2").waiting == ["examine1"]
    assert story.back("examine2").waiting == ["examine1", "examine2"]
    assert story.do("examine1", "examine2").waiting == ["decide"]
    assert story.do("decide", "issue").run.is_over


def test_a_return_goes_to_the_last_round() -> None:
    story = Story(LOOP).do("accept", "examine1", "examine2").do("decide", outcome="again")
    story.do("accept", "examine1", "examine2").back("examine1")

    assert story.waiting == ["examine1"]
    assert story.do("examine1").waiting == ["decide"]


@pytest.mark.parametrize(
    ("large", "far", "expected"),
    [
        (False, False, ["examine1"]),
        (True, False, ["examine2"]),
        (False, True, ["examine3"]),
        (True, True, ["examine2", "examine3"]),
    ],
)
def test_an_inclusive_gateway_opens_what_its_conditions_ask(
    large: bool, far: bool, expected: list[str]
) -> None:
    story = Story(INCLUSIVE)
    for _ in range(2):  # the second round must wait as the first did
        story.do("accept", large=large, far=far)
        assert story.waiting == expected
        story.do(*expected[:-1])
        assert story.waiting == expected[-1:]
        story.do(expected[-1])
        assert story.waiting == ["decide"]
        assert story.back(expected[0]).waiting == expected[:1]
        story.do(expected[0]).do("decide", outcome="again")
    assert story.waiting == ["accept"]


@pytest.mark.parametrize(
    "order",
    [
        ("examine1", "examine2", "examine4", "examine5", "examine3"),
        ("examine3", "examine1", "examine4", "examine2", "examine5"),
    ],
)
@pytest.mark.parametrize("link", ["examine1", "examine2", "examine3", "examine4", "examine5"])
def test_a_return_into_a_part_runs_through_it_again(order: tuple[str, ...], link: str) -> None:
    again = {
        "examine1": ["examine1", "examine2", "examine4", "examine5"],
        "examine2": ["examine2", "examine5"],
        "examine4": ["examine4", "examine5"],
        "examine5": ["examine5"],
        "examine3": ["examine3"],
    }
    story = Story(PARTS).do("accept", *order).back(link)
    assert story.waiting == [link]

    assert story.do(*again[link]).waiting == ["decide"]
    assert story.do("decide").run.is_over


def test_the_first_condition_that_holds_chooses_the_path_and_the_default_if_none_does() -> None:
    xml = drawing(
        "start > examine > pick > decide > end",
        "pick > issue [outcomes.examine == 'failed']",
        "pick > advise [area in [100..500]]",
        "issue > end",
        "advise > end",
        gateways="pick:x",
    )

    assert Story(xml).do("examine", outcome="failed", area=200).waiting == ["issue"]
    assert Story(xml).do("examine", outcome="passed", area=200).waiting == ["advise"]
    assert Story(xml).do("examine", outcome="passed", area=20).waiting == ["decide"]


def test_a_condition_without_an_answer_changes_nothing() -> None:
    xml = drawing(
        "start > examine > pick > decide > end", "pick > end [area > 300]", gateways="pick:x"
    )
    with pytest.raises(ConditionFailed) as failure:
        Story(xml).do("examine")

    assert failure.value.facts["element"] == "pick"
    assert failure.value.facts["name"] == "pick口"


@pytest.mark.parametrize("link", ["decide", "examine1", "nowhere"])
def test_nothing_is_returned_to_a_link_that_was_not_done(link: str) -> None:
    with pytest.raises(NotEarlier):
        Story(PARALLEL).do("accept").back(link)


def test_a_terminating_end_ends_the_other_branches() -> None:
    xml = PARALLEL.replace(
        '<endEvent id="end"/>',
        '<endEvent id="end"/>' + ('<endEvent id="stop"><terminateEventDefinition/></endEvent>'),
    ).replace('targetRef="join"', 'targetRef="stop"', 1)
    story = Story(xml.replace('id="examine1-join"', 'id="examine1-stop"')).do("accept")

    assert story.do("examine1").run.is_over
    assert story.waiting == []


def test_the_links_are_listed_in_the_order_they_are_reached() -> None:
    assert list(plan_of(PARTS).links) == [
        "accept", "examine1", "examine2", "examine4", "examine5", "examine3", "decide"
    ]  # fmt: skip
    assert list(plan_of(LOOP).links) == ["accept", "examine1", "examine2", "decide", "issue"]
