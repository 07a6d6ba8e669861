"""The process of an item or a case in words: who does what, in how many days, in which order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from yimen.catalogue.models import ItemVersion
from yimen.process.queries import SKIPPED, ChartLink
from yimen.process.rules.blocks import Arm, Block, Fork, Jump, Part, Step, blocks_of
from yimen.process.rules.links import LinkLike, LinkSpec

#: Who acts at a link, by its kind; otherwise by the power it needs.
WHO: dict[str, Any] = {
    "advise": gettext_lazy("another office"),
    "site_visit": gettext_lazy("two officers on site"),
    "expert_review": gettext_lazy("experts"),
    "hearing": gettext_lazy("officer who holds the hearing"),
    "public_notice": gettext_lazy("the public may object"),
    "countersign": gettext_lazy("several officers"),
    "case.accept": gettext_lazy("reception window"),
    "case.examine": gettext_lazy("examining officer"),
    "case.decide": gettext_lazy("deciding officer"),
    "case.deliver": gettext_lazy("delivery window"),
}
FORKS: dict[str, Any] = {
    "one": gettext_lazy("One of these ways"),
    "all": gettext_lazy("At the same time"),
    "some": gettext_lazy("One or more of these"),
}
RULES: dict[str, Any] = {
    "all": gettext_lazy("%(seats)s give an opinion; all must agree"),
    "any": gettext_lazy("%(seats)s give an opinion; one in favour is enough"),
    "share": gettext_lazy("%(seats)s give an opinion; %(share)s%% must agree"),
}


@dataclass(frozen=True, slots=True)
class FlowItem:
    """A line of the chart: a step, a fork with arms, a part with items, a jump."""

    kind: str
    text: str
    who: str = ""
    days: str = ""
    note: str = ""
    state: str = ""  #: done | open | ahead; empty where nothing runs
    news: str = ""
    key: str = ""
    arms: "Sequence[FlowArm]" = ()
    items: "Sequence[FlowItem]" = ()


@dataclass(frozen=True, slots=True)
class FlowArm:
    """A branch and when it is taken."""

    label: str
    items: Sequence[FlowItem] = field(default_factory=list)


def flow_of(version: ItemVersion) -> list[FlowItem]:
    """The chart of an item version: as it was drawn, or its links one after another."""
    return flow(version.drawing, version.link_list, {})


def flow_of_case(
    version: ItemVersion, links: Sequence[ChartLink], *, told: bool = True
) -> list[FlowItem]:
    """The same with how far the case has come on it. `links`: process.queries.chart.

    Names of officers are told to officers only.
    """
    live = links if told else [replace(link, who="") for link in links]
    return flow(version.drawing, links, {link.key: link for link in live})


def flow(drawing: str, links: Iterable[LinkLike], live: Mapping[str, ChartLink]) -> list[FlowItem]:
    """The chart in the reader's language."""
    blocks = _drawn(drawing) if drawing else [Step(LinkSpec.of(link)) for link in links]
    return [_item(block, live) for block in blocks]


@lru_cache(maxsize=256)
def _drawn(xml: str) -> Sequence[Block]:
    return blocks_of(xml)


def _item(block: Block, live: Mapping[str, ChartLink]) -> FlowItem:
    if isinstance(block, Step):
        return _step(block.link, live.get(block.link.key))
    if isinstance(block, Fork):
        arms = [_arm(arm, block, live) for arm in block.arms]
        return FlowItem("fork", block.name or str(FORKS[block.word]), arms=arms)
    if isinstance(block, Part):
        return FlowItem("part", block.name, items=[_item(one, live) for one in block.items])
    assert isinstance(block, Jump)
    return FlowItem("jump", _("goes on at “%(step)s”") % {"step": block.to or _("the end")})


def _arm(arm: Arm, fork: Fork, live: Mapping[str, ChartLink]) -> FlowArm:
    label = arm.label
    if not label and fork.word != "all":
        label = _("otherwise") if arm.is_default else arm.condition
    return FlowArm(label, [_item(one, live) for one in arm.items])


def _step(link: LinkSpec, state: ChartLink | None) -> FlowItem:
    english = (get_language() or "").startswith("en")
    days = ngettext("within %(n)s working day", "within %(n)s working days", link.days or 0)
    seats = state.seats if state and state.rule else len(link.seats)
    rule = str(RULES[link.rule]) if link.rule in RULES else ""
    return FlowItem(
        "step",
        (english and link.name_en) or link.name,
        who=str(WHO.get(link.kind) or WHO.get(link.grant, "")),
        days=days % {"n": link.days} if link.days else "",
        note=rule % {"seats": seats, "share": link.share} if rule else "",
        state=_state(state),
        news=_news(state) if state else "",
        key=link.key,
    )


def _state(link: ChartLink | None) -> str:
    if link is None:
        return ""
    return "skipped" if link.outcome == SKIPPED else link.state


def _news(link: ChartLink) -> str:
    """Who has it or did it, and when; how many opinions are there."""
    said = [link.who] if link.who else []
    if link.state == "open" and link.seats:
        said.append(_("%(given)s of %(seats)s opinions") % vars_of(link))
    if link.state == "done" and link.closed_at:
        said.append(date_format(localtime(link.closed_at), "SHORT_DATETIME_FORMAT"))
    return " · ".join(said)


def vars_of(link: ChartLink) -> dict[str, int]:
    """How many opinions are given, and how many there are."""
    return {"given": link.given, "seats": link.seats}
