"""A table of links becomes a drawing that runs in that order."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yimen.catalogue.rules.elements import STANDARD_LINKS
from yimen.process.errors import BadDrawing
from yimen.process.rules.bpmn import bpmn_from_links
from yimen.process.rules.engine import Run
from yimen.process.rules.links import LinkSpec
from yimen.process.rules.plan import Plan, digest_of, plan_of
from yimen.process.rules.vocabulary import BOUNDS, DIAGRAM, LINES, MODEL

KEYS = st.from_regex(r"[a-z][a-z0-9_-]{0,20}", fullmatch=True)
NAMES = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=60
)


@st.composite
def links(draw: st.DrawFn) -> list[LinkSpec]:
    """A table of links as an editor of items may write it."""
    keys = draw(st.lists(KEYS, min_size=1, max_size=12, unique=True))
    return [
        LinkSpec(
            key,
            draw(st.sampled_from(["accept", "examine", "advise", "site-visit", "decide", "issue"])),
            draw(NAMES),
            draw(st.sampled_from(["case.accept", "case.examine", "case.decide", "case.deliver"])),
            draw(st.none() | st.integers(1, 365)),
        )
        for key in keys
    ]


@given(links())
@settings(max_examples=100, deadline=None)
def test_every_table_of_links_runs_to_its_end_in_order(table: list[LinkSpec]) -> None:
    plan = plan_of(bpmn_from_links("p", "程序", table))
    run, done = Run.begin(plan), []
    while not run.is_over:
        run = Run.thaw(plan, run.freeze())
        [token] = run.waiting()
        done.append(token.link)
        run.complete(token.id, "done", {})

    assert done == [link.key for link in table]
    assert list(plan.links.values()) == table


@given(links())
@settings(max_examples=30, deadline=None)
def test_a_plan_survives_being_stored(table: list[LinkSpec]) -> None:
    plan = plan_of(bpmn_from_links("p", "程序", table))
    spec, stored = plan.spec_json(), plan.links_json()
    again = Plan.from_json(spec, stored)

    assert again.links == plan.links
    assert digest_of(again.spec_json(), again.links_json()) == digest_of(spec, stored)


def test_equal_links_run_alike_whatever_their_process_is_called() -> None:
    first = plan_of(bpmn_from_links("p", "食品经营许可", STANDARD_LINKS))
    second = plan_of(bpmn_from_links("q", "出版物零售", STANDARD_LINKS))

    assert digest_of(first.spec_json(), first.links_json()) == digest_of(
        second.spec_json(), second.links_json()
    )


def test_the_drawing_shows_every_element_and_path() -> None:
    root = ET.fromstring(bpmn_from_links("p", "食品经营许可", STANDARD_LINKS))
    process = root.find(f"{{{MODEL}}}process")
    assert process is not None
    shown = {e.get("bpmnElement"): e for e in root.iter() if e.tag.startswith(f"{{{DIAGRAM}}}")}
    drawn = [e for e in process if e.tag != f"{{{MODEL}}}documentation"]

    assert {e.get("id") for e in drawn} <= set(shown)
    for element in drawn:
        shape = shown[element.get("id")]
        if element.tag == f"{{{MODEL}}}sequenceFlow":
            points = shape.findall(f"{{{LINES}}}waypoint")
            assert len(points) == 2 and points[0].get("x") != points[1].get("x")
        else:
            assert shape.find(f"{{{BOUNDS}}}Bounds") is not None


def test_the_drawing_says_who_does_each_link_and_in_how_many_days() -> None:
    xml = bpmn_from_links("p", "食品经营许可", STANDARD_LINKS)

    accept = 'kind="accept" grant="case.accept" days="5" nameEn="Acceptance"'
    assert f"<yimen:link {accept} />" in xml
    assert '<yimen:link kind="decide" grant="case.decide" nameEn="Decision" />' in xml
    assert xml.count("<bpmn:documentation>") == len(STANDARD_LINKS)


@pytest.mark.parametrize(
    ("table", "code", "element"),
    [
        ([LinkSpec("a", "accept", "受理", "nonsense")], "no_grant", "a"),
        ([LinkSpec("a", "Accept!", "受理", "case.accept")], "no_kind", "a"),
        ([LinkSpec("a", "accept", " ", "case.accept")], "no_name", "a"),
        ([LinkSpec("a", "accept", "受理", "case.accept", 0)], "bad_days", "a"),
        ([LinkSpec("a", "accept", "受理", "case.accept")] * 2, "id_twice", "a"),
        ([LinkSpec("k" * 61, "accept", "受理", "case.accept")], "id_long", "k" * 61),
    ],
)
def test_a_bad_link_is_refused_by_name(table: list[LinkSpec], code: str, element: str) -> None:
    with pytest.raises(BadDrawing) as refusal:
        plan_of(bpmn_from_links("p", "程序", table))

    assert (code, element) in {(f["code"], f["element"]) for f in refusal.value.faults}
