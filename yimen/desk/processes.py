"""What the pages about drawn processes show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.cases.messages import CONCLUSIONS
from yimen.cases.rules.processes import drawn_links, process_faults
from yimen.catalogue.messages import CHOICES, LINK_KINDS, PARTS
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.rules.elements import STANDARD_LINKS
from yimen.process.queries import unheld_grants
from yimen.process.rules.bpmn import bpmn_from_links
from yimen.process.rules.faults import Fault
from yimen.process.rules.kinds import outcomes_of
from yimen.process.rules.layout import with_diagram
from yimen.process.rules.links import LinkSpec
from yimen.process.rules.trial import Trial

PROCESS_ID = "handling"
OUTCOMES: Mapping[str, Any] = {
    "accepted": gettext_lazy("accepted"),
    "granted": gettext_lazy("granted"),
    "refused": gettext_lazy("refused"),
    "concluded": gettext_lazy("delivered and concluded"),
    **CONCLUSIONS,
}


@dataclass(frozen=True)
class FaultView:
    """A thing to put right, and the element it lies in."""

    element: str
    name: str
    text: str
    is_blocking: bool


@dataclass(frozen=True)
class Table:
    """The links as a table, for who does not look at drawings."""

    heads: list[str]
    rows: list[list[str]]


def drawing_of(version: ItemVersion) -> str:
    """The version's drawing with a diagram; one made of its links where it has none."""
    if version.drawing:
        return with_diagram(version.drawing)
    name = version.short_name or version.name
    return bpmn_from_links(PROCESS_ID, name, version.link_list or STANDARD_LINKS)


def fault_views(version: ItemVersion, xml: str, *, on: date) -> list[FaultView]:
    """What is to be put right in a drawing if it were the version's; powers nobody has, too."""
    faults = process_faults({**version.content(), "drawing": xml})
    links = drawn_links(xml)
    office = version.item.organisation
    missing = unheld_grants({link.grant for link in links}, office, on=on)
    advice = [_unheld(link, office.name) for link in links if link.grant in missing]
    return [*(_view(fault) for fault in faults), *advice]


def _unheld(link: LinkSpec, office: str) -> FaultView:
    power = CHOICES["grant"].get(link.grant, link.grant)
    facts = {"organisation": office, "name": link.name, "power": power}
    text = _("Nobody in %(organisation)s holds the power for “%(name)s” now: %(power)s.") % facts
    return FaultView(link.key, link.name, text, is_blocking=False)


def _view(fault: Fault) -> FaultView:
    return FaultView(fault.element, fault.name, str(fault), fault.is_blocking)


def table_of(xml: str) -> Table:
    """The links of a drawing, in the order they are reached."""
    heads = [_("Step"), _("Kind"), _("Who"), _("Working days"), str(PARTS["rule"])]
    return Table(heads, [_row(link) for link in drawn_links(xml)])


def _row(link: LinkSpec) -> list[str]:
    several = str(CHOICES["rule"].get(link.rule, link.rule)) if link.rule else ""
    if link.seats:
        several = f"{several} · {len(link.seats)}"
        several += f" · {link.share}%" if link.share else ""
    kind, power = LINK_KINDS.get(link.kind, link.kind), CHOICES["grant"].get(link.grant, link.grant)
    return [link.name, str(kind), str(power), str(link.days or "—"), several or "—"]


@dataclass(frozen=True)
class Choice:
    """A way an open step may come out, and the trial with it."""

    label: str
    link: str


@dataclass(frozen=True)
class OpenStep:
    """A step that waits in a trial."""

    name: str
    who: str
    days: int | None
    choices: Sequence[Choice]


def open_steps(trial: Trial, address: Any) -> list[OpenStep]:
    """The steps that wait, each with the addresses of its outcomes."""
    return [
        OpenStep(
            link.name,
            str(CHOICES["grant"].get(link.grant, link.grant)),
            link.days,
            [
                Choice(str(OUTCOMES.get(outcome, outcome)), address(link.key, outcome))
                for outcome in outcomes_of(link.kind)
            ],
        )
        for link in trial.open
    ]
