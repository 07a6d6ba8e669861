"""Everything to put right in a drawing before it is published for an item.

`checks` says whether a drawing can be run at all; here is also asked what the law and the item
ask of it: kinds and powers that exist, the order of the law, known facts, limits that add up.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from xml.etree.ElementTree import Element as Mark

from yimen.kernel.expressions import names_in
from yimen.process.errors import BadDrawing
from yimen.process.rules.checks import choose_process
from yimen.process.rules.drawing import Drawing, Node, mark_of, seats_of
from yimen.process.rules.faults import ADVISORY, Fault
from yimen.process.rules.kinds import (
    ACCEPT,
    BY_SEVERAL,
    COUNTERSIGN,
    GRANT_OF,
    GRANTS,
    ISSUE,
    KINDS,
)
from yimen.process.rules.plan import KNOWN
from yimen.process.rules.source import read_source
from yimen.process.rules.vocabulary import PEOPLE
from yimen.process.rules.walk import Net, order

#: Their time does not count where the applicant was told of it (Licensing Law, art. 45), and the
#: first and last link have limits of their own (arts. 32 and 44).
UNCOUNTED = frozenset({ACCEPT, ISSUE, "hearing", "expert_review"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What the owner of a drawing knows: its limits in working days, and facts to ask for."""

    promised: int | None = None
    legal: int | None = None
    facts: frozenset[str] | None = None  #: none: not known, so nothing is said about them


def inspect(xml: str, setting: Setting | None = None) -> list[Fault]:
    """Everything to put right, what keeps the drawing from being published first."""
    try:
        drawing, found = choose_process(read_source(xml))
    except BadDrawing as refusal:
        return [_unreadable(fault) for fault in refusal.faults]
    if drawing is not None:
        found = [*found, *_marks(drawing)]
        if not any(fault.is_blocking for fault in found):
            setting = setting or Setting()
            found += [*order(drawing), *_facts(drawing, setting), *_limits(drawing, setting)]
    return sorted(found, key=lambda fault: not fault.is_blocking)


def _unreadable(fault: Mapping[str, str]) -> Fault:
    facts = {k: v for k, v in fault.items() if k not in {"code", "element", "name"}}
    return Fault(fault["code"], fault["element"], fault["name"], facts)


# --- each step ------------------------------------------------------------------------------


def _marks(drawing: Drawing) -> Iterator[Fault]:
    for node in drawing.nodes.values():
        mark = mark_of(node) if node.word in PEOPLE else None
        if mark is not None:
            yield from _powers(node, mark)
            yield from _kind(node, mark.get("kind", ""), mark.get("rule", ""))
            if mark.get("kind") == "public_notice" and not mark.get("days"):
                yield Fault("notice_without_days", node.id, node.name, level=ADVISORY)


def _powers(node: Node, mark: Mark) -> Iterator[Fault]:
    kind, grant = mark.get("kind", ""), mark.get("grant", "")
    if kind in GRANT_OF and grant and grant != GRANT_OF[kind]:
        yield _fault("wrong_grant", node, found=grant, needed=GRANT_OF[kind])
    for power in (grant, *(seat.grant for seat in seats_of(mark))):
        if power and power not in GRANTS:
            yield _fault("unknown_grant", node, found=power)


def _kind(node: Node, kind: str, rule: str) -> Iterator[Fault]:
    if kind and kind not in KINDS:
        yield _fault("unknown_kind", node, found=kind)
    elif kind == COUNTERSIGN and not rule:
        yield _fault("no_rule", node)
    elif rule and kind not in BY_SEVERAL:
        yield _fault("not_by_several", node)


# --- what conditions ask --------------------------------------------------------------------


def _facts(drawing: Drawing, setting: Setting) -> Iterator[Fault]:
    for flow in drawing.flows:
        for name in sorted(names_in(flow.condition)):
            top, _dot, rest = name.partition(".")
            facts = {"fact": name, "condition": flow.condition}
            if top == "outcomes" and rest.partition(".")[0] not in drawing.nodes:
                yield Fault("outcome_of_none", flow.id, flow.name, facts)
            elif top not in KNOWN and setting.facts is not None and name not in setting.facts:
                yield Fault("unknown_fact", flow.id, flow.name, facts, ADVISORY)


# --- limits ---------------------------------------------------------------------------------


def _limits(drawing: Drawing, setting: Setting) -> Iterator[Fault]:
    """The longest way to a decision may take no longer than promised, nor than the law allows."""
    last, days = longest(Net.of(drawing))
    if last is None:
        return
    facts = {"days": str(days)}
    if setting.legal is not None and days > setting.legal:
        yield Fault("over_legal", last.id, last.name, {**facts, "limit": str(setting.legal)})
    elif setting.promised is not None and days > setting.promised:
        facts["limit"] = str(setting.promised)
        yield Fault("over_promise", last.id, last.name, facts, ADVISORY)


def longest(net: Net) -> tuple[Node | None, int]:
    """The longest way in working days, a loop walked once, and the last step on it with a limit."""
    under_way: set[str] = set()

    @cache
    def onward(ident: str) -> tuple[int, str]:
        under_way.add(ident)
        ways = [onward(f.target) for f in net.ways_out[ident] if f.target not in under_way]
        under_way.discard(ident)
        days, last = max(ways, default=(0, ""))
        own = days_of(net.nodes[ident])
        return days + own, last or (ident if own else "")

    days, last = onward(net.start)
    return (net.nodes[last] if last else None), days


def days_of(node: Node) -> int:
    """The working days of a step that count towards the decision."""
    mark = mark_of(node) if node.word in PEOPLE else None
    if mark is None or mark.get("kind") in UNCOUNTED:
        return 0
    return int(mark.get("days") or 0)


def _fault(code: str, node: Node, **facts: str) -> Fault:
    return Fault(code, node.id, node.name, facts)
