"""Where the elements of a drawing lie, for files that do not say so."""

import xml.etree.ElementTree as ET
from collections import defaultdict

from yimen.process.rules.checks import choose_process
from yimen.process.rules.drawing import Drawing, Flow, Node
from yimen.process.rules.source import read_source
from yimen.process.rules.vocabulary import (
    BOUNDS,
    DIAGRAM,
    EVENTS,
    GATEWAYS,
    LINES,
    MODEL,
    OWN,
)

PREFIXES = {"bpmn": MODEL, "bpmndi": DIAGRAM, "dc": BOUNDS, "di": LINES, "yimen": OWN}
SIZES = {"task": (130, 80), "gateway": (50, 50), "event": (36, 36)}
COLUMN, ROW, EDGE = 190, 120, 60

Box = tuple[int, int, int, int]  # x, y, width, height


def with_diagram(xml: str) -> str:
    """The file with a diagram; as it is where it has one, or holds nothing to draw."""
    root = read_source(xml)
    if root.find(f"{{{DIAGRAM}}}BPMNDiagram/{{{DIAGRAM}}}BPMNPlane/{{{DIAGRAM}}}BPMNShape") is None:
        drawing, _faults = choose_process(root)
        if drawing is not None and drawing.nodes:
            for old in root.findall(f"{{{DIAGRAM}}}BPMNDiagram"):
                root.remove(old)
            _draw(root, drawing)
            for prefix, address in PREFIXES.items():
                ET.register_namespace(prefix, address)
            ET.indent(root)
            return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, "unicode")
    return xml


def _draw(root: ET.Element, drawing: Drawing) -> None:
    diagram = ET.SubElement(root, f"{{{DIAGRAM}}}BPMNDiagram", {"id": f"{drawing.id}.diagram"})
    facts = {"id": f"{drawing.id}.plane", "bpmnElement": drawing.id}
    plane = ET.SubElement(diagram, f"{{{DIAGRAM}}}BPMNPlane", facts)
    boxes: dict[str, Box] = {}
    _place(drawing, drawing.id, EDGE, EDGE, boxes)
    for ident, (x, y, width, height) in boxes.items():
        facts = {"id": f"{ident}.shape", "bpmnElement": ident}
        if drawing.nodes[ident].word == "subProcess":
            facts["isExpanded"] = "true"
        shape = ET.SubElement(plane, f"{{{DIAGRAM}}}BPMNShape", facts)
        sizes = {"x": x, "y": y, "width": width, "height": height}
        ET.SubElement(shape, f"{{{BOUNDS}}}Bounds", {k: str(v) for k, v in sizes.items()})
    for flow in drawing.flows:
        if flow.source in boxes and flow.target in boxes:
            _line(plane, flow, boxes)


def _place(drawing: Drawing, scope: str, left: int, top: int, boxes: dict[str, Box]) -> Box:
    """Lay the nodes of a scope out in columns; a part holds its own. The space they take."""
    nodes = drawing.within(scope)
    columns = _columns(nodes)
    rows = _rows(nodes, columns)
    inner: dict[str, tuple[int, int]] = {}
    for node in nodes:
        if node.word == "subProcess":
            box = _place(drawing, node.id, 0, 0, {})
            inner[node.id] = (box[2], box[3])
    widths: dict[int, int] = defaultdict(lambda: COLUMN)
    heights: dict[int, int] = defaultdict(lambda: ROW)
    for node in nodes:
        width, height = inner.get(node.id, (0, 0))
        widths[columns[node.id]] = max(widths[columns[node.id]], width + EDGE)
        heights[rows[node.id]] = max(heights[rows[node.id]], height + EDGE // 2)
    for node in nodes:
        width, height = inner.get(node.id) or _size(node)
        x = left + EDGE // 2 + sum(widths[n] for n in range(columns[node.id]))
        x += (widths[columns[node.id]] - EDGE - width) // 2
        y = top + EDGE // 2 + sum(heights[n] for n in range(rows[node.id]))
        y += (heights[rows[node.id]] - height) // 2
        boxes[node.id] = (x, y, width, height)
        if node.word == "subProcess":
            _place(drawing, node.id, x, y, boxes)
    right = sum(widths[n] for n in range(max(columns.values(), default=0) + 1))
    bottom = sum(heights[n] for n in range(max(rows.values(), default=0) + 1))
    return left, top, right + EDGE // 2, bottom + EDGE


def _size(node: Node) -> tuple[int, int]:
    if node.word in EVENTS:
        return SIZES["event"]
    return SIZES["gateway" if node.word in GATEWAYS else "task"]


def _columns(nodes: list[Node]) -> dict[str, int]:
    """The column of each node: behind all that lead to it; a way back counts for nothing."""
    known = {node.id: node for node in nodes}
    order: dict[str, int] = {}
    under_way: set[str] = set()

    def depth(ident: str) -> int:
        if ident not in order:
            under_way.add(ident)
            before = [f.source for f in known[ident].ways_in if f.source in known]
            deep = [depth(source) for source in before if source not in under_way]
            under_way.discard(ident)
            order[ident] = max(deep, default=-1) + 1
        return order[ident]

    for node in nodes:
        depth(node.id)
    return order


def _rows(nodes: list[Node], columns: dict[str, int]) -> dict[str, int]:
    """Each branch a row: a node takes that of what leads to it, or the next that is free."""
    taken: set[tuple[int, int]] = set()
    rows: dict[str, int] = {}
    for node in sorted(nodes, key=lambda n: columns[n.id]):
        led = [rows[f.source] for f in node.ways_in if f.source in rows]
        row = min(led, default=0)
        while (columns[node.id], row) in taken:
            row += 1
        taken.add((columns[node.id], row))
        rows[node.id] = row
    return rows


def _line(plane: ET.Element, flow: Flow, boxes: dict[str, Box]) -> None:
    facts = {"id": f"{flow.id}.line", "bpmnElement": flow.id}
    edge = ET.SubElement(plane, f"{{{DIAGRAM}}}BPMNEdge", facts)
    for x, y in _points(boxes[flow.source], boxes[flow.target]):
        ET.SubElement(edge, f"{{{LINES}}}waypoint", {"x": str(x), "y": str(y)})


def _points(source: Box, target: Box) -> list[tuple[int, int]]:
    start = (source[0] + source[2], source[1] + source[3] // 2)
    end = (target[0], target[1] + target[3] // 2)
    is_far = start[1] == end[1] and end[0] - start[0] > COLUMN
    if end[0] <= start[0] or is_far:  # back, or past what lies between: around below
        low = max(source[1] + source[3], target[1] + target[3], start[1] + 40, end[1] + 40) + 25
        first, last = source[0] + source[2] // 2, target[0] + target[2] // 2
        return [
            (first, source[1] + source[3]),
            (first, low),
            (last, low),
            (last, target[1] + target[3]),
        ]
    if start[1] == end[1]:
        return [start, end]
    turn = end[0] - 20 if source[2] > SIZES["gateway"][0] else start[0] + 20
    return [start, (turn, start[1]), (turn, end[1]), end]
