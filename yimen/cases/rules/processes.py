"""What must hold of an item's process so that its cases can be brought to an end."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from json import dumps, loads
from typing import Any

from yimen.catalogue.rules.elements import Link
from yimen.catalogue.rules.quality_terms import Finding
from yimen.process.errors import BadDrawing
from yimen.process.rules.bpmn import bpmn_from_links
from yimen.process.rules.checks import choose_process
from yimen.process.rules.drawing import links_of
from yimen.process.rules.faults import Fault
from yimen.process.rules.inspection import Setting, inspect
from yimen.process.rules.links import LinkSpec
from yimen.process.rules.source import read_source

Content = Mapping[str, Any]
NEEDED = frozenset({"accept", "decide", "issue"})  # kinds no lawful process can lack
WORKING_DAYS = "working_days"


def process_findings(content: Content) -> Iterator[Finding]:
    """What is to be put right in the process of an item version, each naming its element."""
    place = "drawing" if content.get("drawing") else "links"
    for fault in process_faults(content):
        yield Finding("process_trouble", fault.level, place, {"text": fault})


def process_faults(content: Content) -> list[Fault]:
    """The same as the process says it.

    A table of links that reaches no decision is not run (the standard links are), and its gaps
    are findings of the catalogue's own.
    """
    drawing, links = content.get("drawing") or "", content.get("links") or []
    if drawing or {link.get("kind") for link in links} >= NEEDED:
        return list(_faults(drawing, "" if drawing else dumps(links), setting_of(content)))
    return []


@lru_cache(maxsize=256)
def _faults(drawing: str, links: str, setting: Setting) -> tuple[Fault, ...]:
    return tuple(inspect(drawing or drawn(links), setting))


def drawn(links: str) -> str:
    """A table of links, as JSON, drawn."""
    return bpmn_from_links("handling", "办理", [Link.from_json(link) for link in loads(links)])


def setting_of(content: Content) -> Setting:
    """What the process of an item may take and may ask: its limits, its form, its situations."""
    form = {field["key"] for field in content.get("form") or []}
    questions = {f"situation.{row['key']}" for row in content.get("situations") or []}
    return Setting(
        promised=_working_days(content, "promised"),
        legal=_working_days(content, "legal"),
        facts=frozenset({*form, *questions, "situation"}),
    )


def _working_days(content: Content, which: str) -> int | None:
    """The limit, where it is counted as those of links are."""
    days: int | None = content.get(f"{which}_days")
    return days if content.get(f"{which}_unit") == WORKING_DAYS else None


def drawn_links(xml: str) -> list[LinkSpec]:
    """The links of a drawing in the order they are reached; none of what cannot be read."""
    try:
        drawing, _faults = choose_process(read_source(xml))
    except BadDrawing:
        return []
    return links_of(drawing) if drawing else []


def elements_of(xml: str) -> dict[str, Any]:
    """A drawing as a version holds it: beside it its links, for whoever reads only those."""
    links = [
        Link(
            *(link.key, link.kind, link.name, link.grant, link.days),
            name_en=link.name_en,
            rule=link.rule,
            voters=len(link.seats),
            share=link.share,
        )
        for link in drawn_links(xml)
    ]
    return {"drawing": xml, "links": links}
