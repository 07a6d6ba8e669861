"""A drawing made ready to run: checked, stripped to what runs, and read by the engine."""

import hashlib
import json
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Self

from lxml import etree
from SpiffWorkflow.bpmn.parser import BpmnParser, ValidationException
from SpiffWorkflow.bpmn.parser.task_parsers import ConditionalGatewayParser, GatewayParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.serializer.config import DEFAULT_CONFIG
from SpiffWorkflow.bpmn.serializer.default.task_spec import (
    ConditionalGatewayConverter,
    ParallelGatewayConverter,
)
from SpiffWorkflow.bpmn.specs import BpmnProcessSpec

from yimen.kernel.expressions import names_in
from yimen.process.errors import BadDrawing
from yimen.process.rules.checks import choose_process
from yimen.process.rules.drawing import Drawing, Node, links_of
from yimen.process.rules.faults import Fault
from yimen.process.rules.joins import InclusiveJoin, ParallelJoin
from yimen.process.rules.links import LinkSpec
from yimen.process.rules.source import read_source
from yimen.process.rules.vocabulary import CHOOSING, PEOPLE, model

PROCESS = "process"
#: Before every id of the drawing, because the engine has tasks named Start and End of its own.
MARK = "_"
#: What a process knows of itself, beside what its owner tells it.
KNOWN = frozenset({"outcome", "outcomes"})

_CONVERTERS = {
    **DEFAULT_CONFIG,
    ParallelJoin: ParallelGatewayConverter,
    InclusiveJoin: ConditionalGatewayConverter,
}
_serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure(_CONVERTERS))


class _Parser(BpmnParser):
    """The engine's reader, with joins that count each arrival once."""

    OVERRIDE_PARSER_CLASSES = {
        model("parallelGateway"): (GatewayParser, ParallelJoin),
        model("inclusiveGateway"): (ConditionalGatewayParser, InclusiveJoin),
    }


@dataclass(frozen=True, slots=True)
class Plan:
    """What many runs of one drawing share; nothing in it changes while they run."""

    spec: BpmnProcessSpec
    parts: Mapping[str, BpmnProcessSpec]
    links: Mapping[str, LinkSpec]  #: in reading order

    @property
    def asks(self) -> frozenset[str]:
        """The facts its conditions ask their owner for: no others are kept with a process."""
        specs = [self.spec, *self.parts.values()]
        choices = [task for spec in specs for task in spec.task_specs.values()]
        rules = [rule for task in choices for rule, _to in getattr(task, "cond_task_specs", ())]
        asked = {name for rule in rules if rule for name in names_in(str(rule.args[0]))}
        return frozenset(name.partition(".")[0] for name in asked) - KNOWN

    @classmethod
    def from_json(cls, spec: Mapping[str, Any], links: Sequence[Mapping[str, Any]]) -> Self:
        """The plan of a stored definition."""
        spec = deepcopy(spec)  # the engine takes what it reads to pieces
        return cls(
            _serializer.from_dict(spec["main"]),
            {name: _serializer.from_dict(part) for name, part in spec["parts"].items()},
            {link["key"]: LinkSpec.from_json(link) for link in links},
        )

    def spec_json(self) -> dict[str, Any]:
        """The engine's specification as it is stored, once per definition."""
        return {
            "main": _serializer.to_dict(self.spec),
            "parts": {name: _serializer.to_dict(part) for name, part in self.parts.items()},
        }

    def links_json(self) -> list[dict[str, Any]]:
        """The links as they are stored."""
        return [link.to_json() for link in self.links.values()]


def plan_of(xml: str) -> Plan:
    """The plan of a BPMN file; BadDrawing names every element that keeps it from being run."""
    drawing, faults = choose_process(read_source(xml))
    if drawing is None or faults:
        raise BadDrawing(faults=[fault.to_json() for fault in faults])
    try:
        spec, parts = _parse(_runnable(drawing))
    except ValidationException as error:
        raise BadDrawing(faults=[_engine_fault(error, drawing).to_json()]) from error
    return Plan(spec, parts, {link.key: link for link in links_of(drawing)})


def digest_of(spec: Mapping[str, Any], links: Sequence[Mapping[str, Any]]) -> str:
    """Equal for definitions that run alike, whoever owns them and wherever they are drawn."""
    text = json.dumps([spec, links], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _parse(xml: bytes) -> tuple[BpmnProcessSpec, dict[str, BpmnProcessSpec]]:
    parser = _Parser()
    parser.add_bpmn_xml(etree.fromstring(xml))
    return parser.get_spec(PROCESS), parser.get_subprocess_specs(PROCESS)


def _engine_fault(error: ValidationException, drawing: Drawing) -> Fault:
    element = (error.id or "").removeprefix(MARK)
    node = drawing.nodes.get(element)
    if node is None:
        return Fault("engine", drawing.id, drawing.name, {"detail": str(error)})
    return Fault("engine", node.id, node.name, {"detail": str(error)})


def _runnable(drawing: Drawing) -> bytes:
    """The drawing again with only what runs: the engine never sees the stranger's file."""
    root = ET.Element(model("definitions"))
    process = ET.SubElement(root, model("process"), {"id": PROCESS, "isExecutable": "true"})
    _copy_scope(drawing, drawing.id, process)
    return ET.tostring(root)


def _copy_scope(drawing: Drawing, scope: str, into: ET.Element) -> None:
    for node in drawing.within(scope):
        attributes = {"id": MARK + node.id}
        if node.word in CHOOSING:
            attributes |= {"name": node.name, "default": MARK + node.default}
        word = "userTask" if node.word in PEOPLE else node.word
        copy = ET.SubElement(into, model(word), attributes)
        if node.element.find(model("terminateEventDefinition")) is not None:
            ET.SubElement(copy, model("terminateEventDefinition"))
        if node.word == "subProcess":
            _copy_scope(drawing, node.id, copy)
        _copy_paths(node, into)


def _copy_paths(node: Node, into: ET.Element) -> None:
    for flow in node.ways_out:
        path = {"id": MARK + flow.id, "sourceRef": MARK + flow.source}
        copy = ET.SubElement(into, model("sequenceFlow"), {**path, "targetRef": MARK + flow.target})
        if flow.condition:
            ET.SubElement(copy, model("conditionExpression")).text = flow.condition
