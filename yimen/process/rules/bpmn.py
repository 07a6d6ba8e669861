"""From a table of links to a drawing: BPMN 2.0 that any editor opens."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass

from yimen.process.rules.links import LinkLike, LinkSpec
from yimen.process.rules.vocabulary import BOUNDS, DIAGRAM, LINES, MODEL, OWN, SEVERAL, model

PREFIXES = {"bpmn": MODEL, "bpmndi": DIAGRAM, "dc": BOUNDS, "di": LINES, "yimen": OWN}

for _prefix, _address in PREFIXES.items():
    ET.register_namespace(_prefix, _address)

#: Ids of what the table does not name. A dot keeps them apart from keys of links.
START, END = "start.event", "end.event"

MIDDLE = 120  # the line all shapes sit on
GAP = 50
EVENT = 36
WIDTH, HEIGHT = 140, 80


@dataclass(frozen=True, slots=True)
class Shape:
    """Where an element is drawn."""

    id: str
    x: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """Where the next path leaves it."""
        return self.x + self.width


def bpmn_from_links(process_id: str, name: str, links: Sequence[LinkLike]) -> str:
    """The drawing of links that follow one another, each done by people of one grant."""
    root = ET.Element(model("definitions"), {"id": f"{process_id}.file", "targetNamespace": OWN})
    process = ET.SubElement(
        root, model("process"), {"id": process_id, "name": name, "isExecutable": "true"}
    )
    ids = [START, *(link.key for link in links), END]
    ET.SubElement(process, model("startEvent"), {"id": START, "name": "开始"})
    for link in links:
        _task(process, link)
    ET.SubElement(process, model("endEvent"), {"id": END, "name": "结束"})
    flows = [(f"flow.{n}", ids[n - 1], ids[n]) for n in range(1, len(ids))]
    for flow, source, target in flows:
        ET.SubElement(
            process, model("sequenceFlow"), {"id": flow, "sourceRef": source, "targetRef": target}
        )
    _diagram(root, process_id, ids, flows)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode")


def _task(process: ET.Element, link: LinkLike) -> None:
    task = ET.SubElement(process, model("userTask"), {"id": link.key, "name": link.name})
    limit = "" if link.days is None else f"，时限{link.days}个工作日"
    documentation = ET.SubElement(task, model("documentation"))
    documentation.text = f"由具有“{link.grant}”权限的岗位办理{limit}。"
    spec = LinkSpec.of(link)
    said = {
        "kind": spec.kind,
        "grant": spec.grant,
        "days": "" if spec.days is None else str(spec.days),
        "nameEn": spec.name_en,
        "rule": spec.rule,
        "voters": str(len(spec.seats)) if spec.rule else "",
        "share": str(spec.share) if spec.share else "",
    }
    attributes = {name: value for name, value in said.items() if value}
    if spec.rule:
        ET.SubElement(task, model(SEVERAL), {"id": f"{link.key}.several"})
    ET.SubElement(ET.SubElement(task, model("extensionElements")), f"{{{OWN}}}link", attributes)


def _diagram(
    root: ET.Element, process_id: str, ids: Sequence[str], flows: Sequence[tuple[str, str, str]]
) -> None:
    diagram = ET.SubElement(root, f"{{{DIAGRAM}}}BPMNDiagram", {"id": f"{process_id}.diagram"})
    plane = ET.SubElement(
        diagram,
        f"{{{DIAGRAM}}}BPMNPlane",
        {"id": f"{process_id}.plane", "bpmnElement": process_id},
    )
    shapes = _shapes(ids)
    for shape in shapes.values():
        _draw_shape(plane, shape)
    for flow, source, target in flows:
        _draw_line(plane, flow, shapes[source].right, shapes[target].x)


def _shapes(ids: Sequence[str]) -> dict[str, Shape]:
    shapes: dict[str, Shape] = {}
    x = 2 * GAP
    for element in ids:
        is_event = element in (START, END)
        width, height = (EVENT, EVENT) if is_event else (WIDTH, HEIGHT)
        shapes[element] = Shape(element, x, width, height)
        x += width + GAP
    return shapes


def _draw_shape(plane: ET.Element, shape: Shape) -> None:
    drawn = ET.SubElement(
        plane, f"{{{DIAGRAM}}}BPMNShape", {"id": f"{shape.id}.shape", "bpmnElement": shape.id}
    )
    place = {
        "x": str(shape.x),
        "y": str(MIDDLE - shape.height // 2),
        "width": str(shape.width),
        "height": str(shape.height),
    }
    ET.SubElement(drawn, f"{{{BOUNDS}}}Bounds", place)


def _draw_line(plane: ET.Element, flow: str, start: int, end: int) -> None:
    drawn = ET.SubElement(
        plane, f"{{{DIAGRAM}}}BPMNEdge", {"id": f"{flow}.line", "bpmnElement": flow}
    )
    for x in (start, end):
        ET.SubElement(drawn, f"{{{LINES}}}waypoint", {"x": str(x), "y": str(MIDDLE)})
