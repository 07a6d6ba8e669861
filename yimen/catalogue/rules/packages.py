"""Packages between catalogues of two levels: JSON lines with a head, an end, and a receipt back.

A package says what every item that changed since a mark is like now, not what was done to it. So
it may be taken twice, or made again with what came after, and the outcome is the same.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from yimen.catalogue.rules.basics import SHARED
from yimen.catalogue.rules.elements import Basis, Duty, Element, Material
from yimen.catalogue.rules.exchange import FORMAT, Known, read_item, said_in
from yimen.catalogue.rules.records import ItemRecord, Problem
from yimen.catalogue.rules.shape import Shape

HEAD, BASIC, END, RECEIPT = "yimen-package", "yimen-basic", "yimen-end", "yimen-receipt"
STATUSES = ("in_use", "suspended", "cancelled")
GREATEST = 32_767
#: What a line of the basic directory holds, and of which kind.
KINDS: dict[str, type | tuple[type, ...]] = {
    "name": str,
    "item_type": str,
    "levels": list,
    "bases": list,
    "conditions": str,
    "materials": list,
    "legal_days": (int, type(None)),
    "legal_unit": str,
    "promised_days": (int, type(None)),
    "promised_unit": str,
    "duties": list,
    "accountability": str,
    "is_listed": bool,
}
ROWS: dict[str, type[Element]] = {"bases": Basis, "materials": Material, "duties": Duty}
ROOM = {"name": 1000, "item_type": 10, "legal_unit": 20, "promised_unit": 20}


class BadPackage(ValueError):
    """A package that is refused as a whole: a code of a sentence, and its facts."""

    def __init__(self, code: str, **facts: object) -> None:
        """What is wrong; the sentence is in `messages.packages`."""
        super().__init__(code)
        self.code, self.facts = code, facts


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in the sender's journal: what was acted on before it has been told."""

    xid: int = 0
    entry: int = 0

    def __str__(self) -> str:
        return f"{self.xid}.{self.entry}"


def read_mark(text: object) -> Mark:
    """A mark as it is written; raises BadPackage."""
    xid, point, entry = str(text).partition(".")
    if not (point and xid.isdecimal() and entry.isdecimal() and len(str(text)) <= 40):
        raise BadPackage("bad_mark", value=str(text)[:40])
    return Mark(int(xid), int(entry))


@dataclass(frozen=True, slots=True)
class Head:
    """From whom to whom, and which stretch of the sender's journal."""

    sender: str
    receiver: str
    since: Mark
    mark: Mark

    def to_line(self, at: str) -> str:
        """The first line of a package."""
        said = {"from": self.sender, "to": self.receiver, "since": str(self.since)}
        return json.dumps({"format": HEAD, **said, "mark": str(self.mark), "at": at})


@dataclass(frozen=True, slots=True)
class Line:
    """A line understood: an item, a line of the basic directory, or what is wrong with it."""

    number: int
    code: str = ""
    record: ItemRecord | None = None
    basic: Mapping[str, Any] | None = None
    status: str = ""
    is_end: bool = False
    told: int = 0  #: of the end: how many lines went before
    problems: list[Problem] = field(default_factory=list)


def format_of(text: str | bytes) -> str:
    """What a file is, by its first line; empty where it is nothing of ours."""
    return str(said_in(text).get("format") or "")


def read_head(text: str | bytes) -> Head:
    """The first line of a package; raises BadPackage."""
    said = said_in(text)
    if said.get("format") != HEAD:
        raise BadPackage("no_package")
    since, mark = read_mark(said.get("since")), read_mark(said.get("mark"))
    if mark < since:
        raise BadPackage("bad_mark", value=str(mark))
    return Head(str(said.get("from")), str(said.get("to")), since, mark)


def check_order(head: Head, taken: Mark) -> None:
    """Refuse a package that leaves a gap after what was taken, or is older than it."""
    if head.since > taken:
        raise BadPackage("gap", since=str(head.since), taken=str(taken))
    if head.mark < taken:
        raise BadPackage("old", mark=str(head.mark), taken=str(taken))


def basic_line(code: str, content: Mapping[str, Any]) -> str:
    """A line of the basic directory as it travels."""
    return json.dumps({"format": BASIC, "code": code, "content": content}, ensure_ascii=False)


def end_line(count: int) -> str:
    """The last line: without it a file was cut off on its way."""
    return json.dumps({"format": END, "count": count})


def read_package(lines: Iterable[str | bytes], shape: Shape) -> Iterator[Line]:
    """Every line after the head; raises BadPackage where the file does not end as it should."""
    known: Known = {}
    seen: dict[str, int] = {}
    count = 0
    for number, text in enumerate(lines, start=2):
        if not text.strip():
            continue
        line = _line(number, text, shape, known)
        if line.is_end:
            if line.told != count:
                raise BadPackage("cut_off")
            return
        count += 1
        first = seen.setdefault(line.code, number) if line.code else number
        if first != number:
            line.problems.append(_problem(number, line.code, "code", "twice", first=first))
        yield line
    raise BadPackage("cut_off")


def _line(number: int, text: str | bytes, shape: Shape, known: Known) -> Line:
    said = said_in(text)
    form, code = said.get("format"), str(said.get("code") or "")
    if form == END:
        told = said.get("count")
        return Line(number, is_end=True, told=told if isinstance(told, int) else -1)
    if form == BASIC:
        content, problems = _basic(number, code, said.get("content"))
        return Line(number, code, basic=content, problems=problems)
    if form != FORMAT:
        return Line(number, code, problems=[_problem(number, code, "", "not_json")])
    status = str(said.get("status") or "in_use")
    record, problems = read_item(number, said, shape, known)
    if status not in STATUSES:
        choices = "、".join(STATUSES)
        facts = {"value": status[:60], "choices": choices}
        problems = [*problems, _problem(number, code, "status", "unknown_choice_of", **facts)]
    return Line(number, code, record=record, status=status, problems=list(problems))


def _basic(
    number: int, code: str, content: object
) -> tuple[Mapping[str, Any] | None, list[Problem]]:
    """The content of a line of the directory, every field checked."""
    if not isinstance(content, dict):
        return None, [_problem(number, code, "content", "not_json")]
    problems = [_problem(number, code, name, "unknown_field") for name in content.keys() - KINDS]
    for name in SHARED:
        if name not in content:
            problems.append(_problem(number, code, name, "missing"))
        elif not _fits(name, content[name]):
            value = str(content[name])[:60]
            problems.append(_problem(number, code, name, "wrong_kind", value=value))
    return content, problems


def _fits(name: str, value: Any) -> bool:
    rows = value
    if not isinstance(value, KINDS[name]) or (isinstance(value, bool) and name != "is_listed"):
        return False
    if isinstance(value, str):
        return len(value) <= ROOM.get(name, len(value)) and (bool(value) or name != "name")
    if isinstance(value, int):
        return 0 <= value <= GREATEST
    if name not in ROWS:
        return not isinstance(value, list) or all(isinstance(one, str) for one in value)
    return all(_is_row(ROWS[name], row) for row in rows)


def _is_row(kind: type[Element], row: Any) -> bool:
    try:
        kind.from_json(row)
    except (TypeError, ValueError, KeyError, AttributeError):
        return False
    return True


def _problem(number: int, item: str, name: str, code: str, **facts: object) -> Problem:
    return Problem(number, item, name, code, facts, True)
