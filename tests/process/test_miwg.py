"""The reference models of the BPMN interchange working group: run, or refused with a reason."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.process.drawings import marked
from yimen.process.errors import BadDrawing
from yimen.process.rules.engine import Run
from yimen.process.rules.plan import Plan, plan_of

pytestmark = pytest.mark.shared_data

MODELS = [
    "A.1.0",
    "A.2.0",
    "A.2.1",
    "A.3.0",
    "A.4.0",
    "A.4.1",
    "B.1.0",
    "B.2.0",
    "C.1.0",
    "C.1.1",
    "C.2.0",
    "C.3.0",
    "C.4.0",
    "C.5.0",
    "C.6.0",
    "C.7.0",
    "C.8.0",
    "C.8.1",
    "C.9.0",
    "C.9.1",
    "C.9.2",
]
MACHINES = re.compile(
    r"(</?(?:\w+:)?)(?:serviceTask|sendTask|receiveTask|businessRuleTask|scriptTask|callActivity)\b"
)


def text_of(shared_data: Path, name: str) -> str:
    return (shared_data / "bpmn-miwg" / "Reference" / f"{name}.bpmn").read_text()


def by_people(xml: str) -> str:
    """The model with machines replaced by people, and people by examiners."""
    return marked(MACHINES.sub(r"\1userTask", xml))


def planned(xml: str) -> Plan | None:
    """The plan; or None if it was refused with reasons that each name an element of the file."""
    try:
        return plan_of(xml)
    except BadDrawing as refusal:
        known = {element.get("id") for element in ET.fromstring(xml).iter()}
        for fault, sentence in zip(refusal.faults, refusal.sentences(), strict=True):
            assert fault["element"] and fault["element"] in known
            assert fault["element"] in sentence
        return None


def test_all_models_are_tested(shared_data: Path) -> None:
    found = {path.stem for path in (shared_data / "bpmn-miwg" / "Reference").glob("*.bpmn")}

    assert found == set(MODELS)


@pytest.mark.parametrize("name", MODELS)
def test_a_model_as_published_is_refused_because_it_names_no_posts(
    name: str, shared_data: Path
) -> None:
    assert planned(text_of(shared_data, name)) is None


@pytest.mark.parametrize("name", MODELS)
def test_a_model_done_by_people_runs_to_its_end_or_is_refused(name: str, shared_data: Path) -> None:
    plan = planned(by_people(text_of(shared_data, name)))
    if plan is None:
        return
    run = Run.begin(plan)
    for _ in range(50):
        if run.is_over:
            break
        run = Run.thaw(plan, run.freeze())
        run.complete(run.waiting()[0].id, "done", {})

    assert run.is_over


def test_the_simplest_model_runs(shared_data: Path) -> None:
    plan = planned(by_people(text_of(shared_data, "A.1.0")))

    assert plan is not None
    assert [link.name for link in plan.links.values()] == ["Task 1", "Task 2", "Task 3"]
