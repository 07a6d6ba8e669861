"""A drawing as a chart of blocks, and a layout for files that have none."""

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from tests.process.drawings import HEAD, drawing, part
from tests.process.test_miwg import MODELS, text_of
from yimen.process.errors import BadDrawing
from yimen.process.rules.blocks import Arm, Fork, Jump, Part, Step, blocks_of
from yimen.process.rules.inspection import inspect
from yimen.process.rules.layout import with_diagram
from yimen.process.rules.vocabulary import BOUNDS, DIAGRAM


def said(block: Any) -> Any:
    """A block as nested lists of keys, to compare."""
    if isinstance(block, Step):
        return block.link.key
    if isinstance(block, Fork):
        return (block.word, [said(arm) for arm in block.arms])
    if isinstance(block, Arm):
        return [said(one) for one in block.items]
    if isinstance(block, Part):
        return [said(one) for one in block.items]
    assert isinstance(block, Jump)
    return f"→{block.to}"


@pytest.mark.parametrize(
    ("xml", "chart"),
    [
        (drawing("start > accept > decide > end"), ["accept", "decide"]),
        (
            drawing(
                "start > accept > fork > examine1 > join > decide > end",
                "fork > examine2 > examine3 > join",
                gateways="fork:+ join:+",
            ),
            ["accept", ("all", [["examine1"], ["examine2", "examine3"]]), "decide"],
        ),
        (
            drawing(
                "start > accept > pick > met > decide > end",
                "pick > examine [outcome == 'x']",
                "examine > met",
                gateways="pick:x met:x",
            ),
            ["accept", ("one", [[], ["examine"]]), "decide"],
        ),
        (  # back to an earlier step
            drawing(
                "start > again > accept > pick > decide > end",
                "pick > again [outcome == 'x']",
                gateways="again:x pick:x",
            ),
            ["accept", ("one", [[], ["→accept步"]]), "decide"],
        ),
        (  # branches that never meet again
            drawing(
                "start > accept > pick > decide > end1",
                "pick > examine [outcome == 'x']",
                "examine > end2",
                gateways="pick:x",
            ),
            ["accept", ("one", [["decide"], ["examine"]])],
        ),
        (
            drawing("start > part > end", extra=part("part", "start1 > accept > end1")),
            [["accept"]],
        ),
    ],
)
def test_the_chart_shows_branches_inside_one_another(xml: str, chart: list[Any]) -> None:
    assert [said(block) for block in blocks_of(xml)] == chart


def test_a_drawing_that_cannot_run_still_shows_its_steps() -> None:
    assert [said(block) for block in blocks_of(drawing("start > accept > decide"))] == [
        "accept",
        "decide",
    ]


def boxes(xml: str) -> dict[str, tuple[float, ...]]:
    found = {}
    for shape in ET.fromstring(xml).iter(f"{{{DIAGRAM}}}BPMNShape"):
        bounds = shape.find(f"{{{BOUNDS}}}Bounds")
        assert bounds is not None
        found[shape.get("bpmnElement", "")] = tuple(
            float(bounds.get(name, "")) for name in ("x", "y", "width", "height")
        )
    return found


def test_a_file_without_a_diagram_gets_one_in_which_nothing_overlaps() -> None:
    xml = with_diagram(
        drawing(
            "start > accept > fork > examine1 > join > decide > end",
            "fork > examine2 > pick > join",
            "pick > examine3 [outcome == 'x']",
            "examine3 > examine2",
            gateways="fork:+ join:+ pick:x",
        )
    )
    placed = list(boxes(xml).values())

    assert len(placed) == 10
    for n, (x, y, width, height) in enumerate(placed):
        for left, top, wide, high in placed[n + 1 :]:
            apart = x + width <= left or left + wide <= x or y + height <= top or top + high <= y
            assert apart
    assert with_diagram(xml) == xml


@pytest.mark.shared_data
@pytest.mark.parametrize("name", MODELS)
def test_a_reference_model_is_imported_or_refused_by_name(name: str, shared_data: Path) -> None:
    """As the page does it: laid out where needed, charted, and every fault names its element."""
    text = text_of(shared_data, name)
    known = {element.get("id") for element in ET.fromstring(text).iter()}

    faults = inspect(with_diagram(text))
    blocks_of(text)

    assert faults
    assert all(fault.element in known and fault.element in str(fault) for fault in faults)


DEEP = HEAD + "<a>" * 10_000 + "</a>" * 10_000 + "</definitions>"
LAUGHS = (
    "<!DOCTYPE l ["
    + '<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + f"]>{HEAD}<process id='p' name='&a11;'/></definitions>"
)
OUTSIDE = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>{HEAD}&x;</definitions>'


@pytest.mark.parametrize(
    ("xml", "code"),
    [(DEEP, "deep"), (LAUGHS, "doctype"), (OUTSIDE, "doctype"), ("<a>" * 17_000_000, "huge")],
    ids=["ten thousand deep", "billion laughs", "outside", "fifty megabytes"],
)
def test_hostile_files_are_refused_before_they_are_read(xml: str, code: str) -> None:
    for reads in (with_diagram, blocks_of):
        with pytest.raises(BadDrawing):
            reads(xml)

    assert [fault.code for fault in inspect(xml)] == [code]
