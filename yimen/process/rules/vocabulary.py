"""The words of BPMN 2.0 that can be run here, and the namespace of what we add to them."""

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI"
BOUNDS = "http://www.omg.org/spec/DD/20100524/DC"
LINES = "http://www.omg.org/spec/DD/20100524/DI"
OWN = "https://yimen.example/bpmn"  #: <yimen:link kind grant days/> inside a task

#: Work of people. An editor that draws a plain task means the same.
PEOPLE = frozenset({"userTask", "manualTask", "task"})
#: Gateways whose paths are chosen by conditions.
CHOOSING = frozenset({"exclusiveGateway", "inclusiveGateway"})
GATEWAYS = CHOOSING | {"parallelGateway"}
EVENTS = frozenset({"startEvent", "endEvent", "intermediateThrowEvent"})
NODES = PEOPLE | GATEWAYS | EVENTS | {"subProcess"}

#: How a drawing shows that several do a step.
SEVERAL = "multiInstanceLoopCharacteristics"

#: What a drawing says to its readers only; running pays no attention to it.
REMARKS = frozenset(
    {
        "documentation",
        "extensionElements",
        "incoming",
        "outgoing",
        "laneSet",
        "textAnnotation",
        "association",
        "group",
        "dataObject",
        "dataObjectReference",
        "dataStoreReference",
        "dataInputAssociation",
        "dataOutputAssociation",
        "ioSpecification",
        "property",
        "dataInput",
        "dataOutput",
        "inputSet",
        "outputSet",
        "auditing",
        "monitoring",
        "rendering",
        "performer",
        "humanPerformer",
        "potentialOwner",
        "resourceRole",
        "supportedInterfaceRef",
        "correlationSubscription",
        "supports",
    }
)

#: Why an element that is not in NODES is refused; anything else is "unknown".
REFUSED = {
    "scriptTask": "script",
    "serviceTask": "machine",
    "sendTask": "machine",
    "receiveTask": "machine",
    "businessRuleTask": "machine",
    "complexGateway": "gateway",
    "eventBasedGateway": "gateway",
    "callActivity": "call",
    "transaction": "part",
    "adHocSubProcess": "part",
    "boundaryEvent": "event",
    "intermediateCatchEvent": "event",
    "implicitThrowEvent": "event",
    "multiInstanceLoopCharacteristics": "repeats",
    "standardLoopCharacteristics": "repeats",
}


def local(tag: str) -> str:
    """The BPMN word of a tag, or nothing if it is of another vocabulary."""
    prefix = f"{{{MODEL}}}"
    return tag[len(prefix) :] if tag.startswith(prefix) else ""


def model(word: str) -> str:
    """The tag of a BPMN word."""
    return f"{{{MODEL}}}{word}"
