"""May this drawing be run? Every reason against it, each naming its element."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from yimen.kernel.expressions import trouble_with
from yimen.process.rules.countersign import MAX_SEATS, MIN_SEATS
from yimen.process.rules.drawing import (
    Drawing,
    Flow,
    Node,
    drawing_of,
    mark_of,
    name_of,
    number,
    processes_with_steps,
    seats_of,
    tidy,
)
from yimen.process.rules.faults import Fault
from yimen.process.rules.links import RULES
from yimen.process.rules.vocabulary import (
    CHOOSING,
    GATEWAYS,
    NODES,
    OWN,
    PEOPLE,
    REFUSED,
    REMARKS,
    SEVERAL,
    local,
    model,
)
from yimen.process.rules.walk import soundness

MAX_NODES = 200
MAX_ID, MAX_NAME, MAX_SEAT_NAME = 60, 100, 40
KIND = re.compile(r"[a-z][a-z0-9_-]{0,19}")
GRANT = re.compile(r"(?=.{3,40}$)[a-z]+(\.[a-z_]+)+")
DAYS = re.compile(r"[1-9][0-9]{0,3}")


def choose_process(root: ET.Element) -> tuple[Drawing | None, list[Fault]]:
    """The one process of the file that can be run, or why there is not one."""
    processes = processes_with_steps(root)
    to_run = [process for process in processes if process.get("isExecutable") == "true"]
    processes = to_run if len(to_run) == 1 else processes
    if not processes:
        return None, [Fault("no_process", root.get("id", ""), name_of(root))]
    if len(processes) > 1:
        second = processes[1]
        return None, [Fault("several_processes", second.get("id", ""), name_of(second))]
    drawing = drawing_of(processes[0])
    return drawing, faults_of(drawing)


def faults_of(drawing: Drawing) -> list[Fault]:
    """Everything that keeps the drawing from being run."""
    faults = [*_unknown(drawing.process), *_identity(drawing)]
    if not faults:
        faults = [*_loose_ends(drawing), *_size(drawing)]
    if not faults:
        for node in drawing.nodes.values():
            faults += _node(node)
        for scope in drawing.scopes:
            faults += _scope(drawing, scope)
    if not faults:
        faults = [fault for fault in soundness(drawing) if fault.is_blocking]
    return faults


def _fault(code: str, at: Node | Flow, **facts: str) -> Fault:
    return Fault(code, at.id, at.name, facts)


# --- what may be drawn at all -------------------------------------------------------------


def _unknown(parent: ET.Element) -> Iterator[Fault]:
    for element in parent:
        word = local(element.tag)
        if word == "subProcess" and element.get("triggeredByEvent") == "true":
            yield _refusal("part", element)
        elif word == SEVERAL and _is_by_several(parent):
            continue  # the rule of our own mark says how it is decided
        elif word in NODES:
            yield from _unknown(element)
        elif word and word != "sequenceFlow" and word not in REMARKS:
            is_own = word in REFUSED and not word.endswith("Characteristics")
            if not (word == "terminateEventDefinition" and local(parent.tag) == "endEvent"):
                yield _refusal(_code(word), element if is_own else _named(element, parent))


def _is_by_several(step: ET.Element) -> bool:
    """Whether people do the step, several of them by a rule: then it may be drawn as repeated."""
    mark = step.find(f"{model('extensionElements')}/{{{OWN}}}link")
    return local(step.tag) in PEOPLE and mark is not None and bool(mark.get("rule"))


def _code(word: str) -> str:
    if word.endswith(("EventDefinition", "eventDefinitionRef")):
        return "event"
    return REFUSED.get(word, "unknown")


def _named(element: ET.Element, parent: ET.Element) -> ET.Element:
    """An inner part such as an event definition is known by the element it stands in."""
    shown = ET.Element(element.tag, parent.attrib)
    if element.get("id") and local(parent.tag) in {"process", "subProcess"}:
        shown = ET.Element(element.tag, element.attrib)
    return shown


def _refusal(code: str, element: ET.Element) -> Fault:
    return Fault(
        code, element.get("id", ""), name_of(element), {"tag": local(element.tag) or element.tag}
    )


def _identity(drawing: Drawing) -> Iterator[Fault]:
    seen: set[str] = set()
    for element in drawing.process.iter():
        word, ident = local(element.tag), element.get("id", "")
        if word not in NODES and word != "sequenceFlow":
            continue
        if not ident:
            yield Fault("no_id", drawing.id, drawing.name, {"tag": word})
        elif ident in seen:
            yield Fault("id_twice", ident, name_of(element))
        elif len(ident) > MAX_ID:
            yield Fault("id_long", ident, name_of(element), {"limit": str(MAX_ID)})
        seen.add(ident)


def _loose_ends(drawing: Drawing) -> Iterator[Fault]:
    for flow in drawing.flows:
        source, target = drawing.nodes.get(flow.source), drawing.nodes.get(flow.target)
        if source is None or target is None or source.scope != target.scope:
            yield _fault("flow_loose", flow)


def _size(drawing: Drawing) -> Iterator[Fault]:
    if len(drawing.nodes) > MAX_NODES:
        yield Fault("many", drawing.id, drawing.name, {"limit": str(MAX_NODES)})


# --- one node ----------------------------------------------------------------------------


def _node(node: Node) -> Iterator[Fault]:
    if node.word in PEOPLE:
        yield from _people(node)
    if node.word in GATEWAYS:
        yield from _gateway(node)
    elif len(node.ways_out) > 1:
        yield _fault("splits", node)
    if node.word not in CHOOSING or len(node.ways_out) < 2:
        for flow in node.ways_out:
            if flow.condition:
                yield _fault("condition_ignored", flow, condition=flow.condition)
    targets = [flow.target for flow in node.ways_out]
    if len(targets) > len(set(targets)):
        yield _fault("flow_twice", node)


def _people(node: Node) -> Iterator[Fault]:
    if not tidy(node.element.get("name")):
        yield _fault("no_name", node)
    elif len(node.name) > MAX_NAME:
        yield _fault("name_long", node, limit=str(MAX_NAME))
    mark = mark_of(node)
    if mark is None:
        yield _fault("no_mark", node)
        return
    if not KIND.fullmatch(mark.get("kind", "")):
        yield _fault("no_kind", node, found=mark.get("kind", ""))
    if not GRANT.fullmatch(mark.get("grant", "")):
        yield _fault("no_grant", node, found=mark.get("grant", ""))
    if mark.get("days") and not DAYS.fullmatch(mark.get("days", "")):
        yield _fault("bad_days", node, found=mark.get("days", ""))
    yield from _several(node, mark)


def _several(node: Node, mark: ET.Element) -> Iterator[Fault]:
    """What makes one opinion of several must be a rule, for as many as there can be."""
    rule = mark.get("rule", "")
    if not rule:
        return
    if rule not in RULES:
        yield _fault("bad_rule", node, found=rule)
    if rule == "share" and not 1 <= (number(mark.get("share")) or 0) <= 100:
        yield _fault("bad_share", node, found=mark.get("share", ""))
    seats = seats_of(mark)
    if not MIN_SEATS <= len(seats) <= MAX_SEATS:
        yield _fault("bad_seats", node, least=str(MIN_SEATS), most=str(MAX_SEATS))
    for seat in seats:
        if seat.grant and not GRANT.fullmatch(seat.grant):
            yield _fault("no_grant", node, found=seat.grant)
        if len(seat.name) > MAX_SEAT_NAME:
            yield _fault("name_long", node, limit=str(MAX_SEAT_NAME))


def _gateway(node: Node) -> Iterator[Fault]:
    if node.word not in CHOOSING or len(node.ways_out) < 2:
        return
    if node.default not in {flow.id for flow in node.ways_out}:
        yield _fault("no_default", node)
    for flow in node.ways_out:
        if flow.id == node.default:
            if flow.condition:
                yield _fault("condition_ignored", flow, condition=flow.condition)
        elif not flow.condition:
            yield _fault("no_condition", flow, gateway=node.name)
        elif trouble := trouble_with(flow.condition):
            yield _fault(f"condition_{trouble}", flow, condition=flow.condition)


# --- a process or part as a whole ----------------------------------------------------------


def _scope(drawing: Drawing, scope: str) -> Iterator[Fault]:
    nodes = drawing.within(scope)
    name = drawing.nodes[scope].name if scope in drawing.nodes else drawing.name
    starts = [n for n in nodes if n.word == "startEvent"]
    ends = [n for n in nodes if n.word == "endEvent"]
    if not starts:
        yield Fault("no_start", scope, name)
    for extra in starts[1:]:
        yield _fault("several_starts", extra)
    if not ends:
        yield Fault("no_end", scope, name)
    if len(starts) != 1 or not ends:
        return
    reached = _reach(drawing, starts, forward=True)
    ending = _reach(drawing, ends, forward=False)
    for node in nodes:
        if node.id not in reached:
            yield _fault("unreachable", node)
        elif node.id not in ending:
            yield _fault("endless", node)


def _reach(drawing: Drawing, begin: list[Node], *, forward: bool) -> set[str]:
    reached = {node.id for node in begin}
    waiting = list(begin)
    while waiting:
        node = waiting.pop()
        for flow in node.ways_out if forward else node.ways_in:
            neighbour = flow.target if forward else flow.source
            if neighbour not in reached:
                reached.add(neighbour)
                waiting.append(drawing.nodes[neighbour])
    return reached
