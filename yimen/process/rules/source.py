"""Reading a file that a stranger may have written: no entities, not huge, not deep."""

import xml.etree.ElementTree as ET
from xml.parsers import expat

from yimen.process.errors import BadDrawing
from yimen.process.rules.faults import Fault
from yimen.process.rules.vocabulary import model

MAX_CHARACTERS = 1_000_000
MAX_ELEMENTS = 20_000
MAX_DEPTH = 60


class _Refused(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


class _Inspection:
    """A first walk through the file that keeps nothing and stops at the first danger."""

    def __init__(self) -> None:
        self.depth = 0
        self.count = 0

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.count += 1
        if self.depth > MAX_DEPTH:
            raise _Refused(Fault("deep", facts={"limit": str(MAX_DEPTH)}))
        if self.count > MAX_ELEMENTS:
            raise _Refused(Fault("huge", facts={"limit": f"{MAX_ELEMENTS:,}"}))

    def closed(self, name: str) -> None:
        self.depth -= 1

    def declared(self, *_: object) -> None:
        """A document type declares entities, and entities reach for files or fill the memory."""
        raise _Refused(Fault("doctype"))


def read_source(xml: str) -> ET.Element:
    """The root element of a BPMN file, or BadDrawing with the reason it cannot be read."""
    try:
        return _read(xml)
    except _Refused as refused:
        raise BadDrawing(faults=[refused.fault.to_json()]) from None


def _read(xml: str) -> ET.Element:
    if len(xml) > MAX_CHARACTERS:
        raise _Refused(Fault("huge", facts={"limit": f"{MAX_CHARACTERS:,}"}))
    try:
        _inspect(xml)
        root = ET.fromstring(xml)
    except (expat.ExpatError, ET.ParseError, UnicodeError) as error:
        raise _Refused(Fault("not_xml", facts={"detail": str(error)})) from None
    if root.tag != model("definitions"):
        raise _Refused(Fault("not_bpmn", facts={"tag": root.tag}))
    return root


def _inspect(xml: str) -> None:
    inspection = _Inspection()
    parser = expat.ParserCreate()
    parser.StartElementHandler = inspection.opened
    parser.EndElementHandler = inspection.closed
    parser.StartDoctypeDeclHandler = inspection.declared
    parser.Parse(xml, True)
