"""Reading time limits as guides print them: “30(工作日)”, “无”, “即办”, “3个月”."""

import re
from dataclasses import dataclass

UNITS = {
    "工作日": ("working_days", 1),
    "个工作日": ("working_days", 1),
    "自然日": ("natural_days", 1),
    "个自然日": ("natural_days", 1),
    "日历日": ("natural_days", 1),
    "月": ("months", 1),
    "个月": ("months", 1),
    "年": ("months", 12),
}
NONE = frozenset({"", "无", "暂无", "不限", "-", "/"})
INSTANT = frozenset({"即办", "即时办结", "当场办结", "当场", "马上办", "立即办理"})

SHAPE = re.compile(r"(?P<days>\d{1,4})[(（]?(?P<unit>" + "|".join(UNITS) + r")[)）]?")


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit; no days: there is none. At once is none with `is_instant`."""

    days: int | None = None
    unit: str = "working_days"
    is_instant: bool = False


class UnreadableLimit(ValueError):
    """The text is no time limit anybody knows."""


def parse_limit(text: str) -> Limit:
    """The limit a guide prints; raises where the text is not understood."""
    text = re.sub(r"\s", "", text)
    if text in NONE:
        return Limit()
    if text in INSTANT:
        return Limit(0, is_instant=True)
    shape = SHAPE.fullmatch(text)
    if shape is None:
        raise UnreadableLimit(text)
    unit, times = UNITS[shape["unit"]]
    return Limit(int(shape["days"]) * times, unit)
