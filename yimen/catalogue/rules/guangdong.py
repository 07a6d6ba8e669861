"""Reading the items Guangdong publishes, one JSON object a line (collected 2021).

Some field names mislead: `handle_time` is the statutory limit, `handle_time_limit` the promised
one. “无” stands for nothing.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from yimen.catalogue.rules.content import digest, stored
from yimen.catalogue.rules.elements import Material, Place
from yimen.catalogue.rules.limits import Limit, UnreadableLimit, parse_limit
from yimen.catalogue.rules.records import Authority, ItemRecord, Problem
from yimen.kernel.codes import BadCode, ItemCode, parse_item_code

#: Fields that have a place in a version or item; all others go to the remainder as they are.
PLACED = frozenset(
    {
        "TASK_CODE",
        "TASK_NAME",
        "TASK_TYPE",
        "CATAID",
        "DEPT_NAME",
        "AREACODE",
        "AREA_CODE_TEXT",
        "ONLINECHECK",
        "matter_code",
        "matter_short",
        "matter_level",
        "visit_number",
        "handle_location",
        "handle_time",
        "handle_time_limit",
        "accept_standard",
        "consult_phone",
        "complain_phone",
        "courier_service",
        "theme_category",
        "service_object_name",
        "material_intro",
    }
)
#: The crawler's own row number says nothing about the item: kept, but not compared.
NOT_COMPARED = frozenset({"_id"})
NOTHING = frozenset({"", "无", "无。", "暂无"})
#: Numbers of the national exchange tables.
AUDIENCES = {
    "自然人": "1",
    "企业法人": "2",
    "事业法人": "3",
    "社会组织法人": "4",
    "非法人企业": "5",
    "行政机关": "6",
    "其他组织": "9",
}
LEVELS = {"国家级": "1", "省级": "2", "市级": "3", "县级": "4", "镇级": "5", "村级": "6"}
NO_COUNTER = "无线下办理窗口"
REGION = re.compile(
    r"(?P<province>.+?(?:省|自治区|市))(?P<city>.+?(?:市|自治州|盟|地区))?(?P<county>.+)?"
)

Read = tuple[ItemRecord | None, list[Problem]]


@dataclass(slots=True)
class _Line:
    """One line being read: its fields, and what could not be taken so far."""

    line: int
    fields: Mapping[str, Any]
    item: str = ""
    problems: list[Problem] = field(default_factory=list)

    def problem(self, name: str, code: str, *, is_fatal: bool = False, **facts: object) -> None:
        self.problems.append(Problem(self.line, self.item, name, code, facts, is_fatal))

    def text(self, name: str, *, room: int = 0, needed: bool = False) -> str:
        """The field as text, “无” as nothing; what is too long is not taken."""
        value = self.fields.get(name)
        text = "" if value is None else str(value).strip()
        text = "" if text in NOTHING else text
        if needed and not text:
            self.problem(name, "missing", is_fatal=True)
        if room and len(text) > room:
            self.problem(name, "too_long", is_fatal=needed, length=len(text), room=room)
            return ""
        return text

    def names(self, name: str, *, room: int) -> list[str]:
        """The field as a list of names, in order, doubles kept; “无” as none."""
        value = self.fields.get(name)
        if value is None or (isinstance(value, str) and value.strip() in NOTHING):
            return []
        if not isinstance(value, list) or any(len(str(one)) > room for one in value):
            self.problem(name, "not_a_list", value=str(value)[:60])
            return []
        return [text for one in value if (text := str(one).strip()) not in NOTHING]


def read(lines: Iterable[str | bytes]) -> Iterator[Read]:
    """Every line that is not blank, as a record or the reasons why it is none."""
    seen: dict[str, int] = {}
    for number, text in enumerate(lines, start=1):
        if text.strip():
            record, problems = read_line(number, text)
            if record is not None and (first := seen.setdefault(record.code, number)) != number:
                facts = {"first": first}
                problems.append(Problem(number, record.code, "TASK_CODE", "twice", facts, True))
            yield record, problems


def read_line(number: int, text: str | bytes) -> Read:
    """One line as a record; no record if something fatal is wrong with it."""
    try:
        fields = json.loads(text)
    except ValueError:
        fields = None
    if not isinstance(fields, dict):
        return None, [Problem(number, "", "", "not_json", {}, True)]
    line = _Line(number, fields, item=str(fields.get("TASK_CODE") or ""))
    record = _record(line)
    fatal = any(problem.is_fatal for problem in line.problems)
    return (None if fatal else record), line.problems


def _record(line: _Line) -> ItemRecord | None:
    code = _code(line)
    authority = _authority(line, code)
    if code is None or authority is None:
        return None
    content = stored(
        {
            **_names(line, code),
            **_limits(line),
            **_ways(line),
            "materials": [
                Material("", name, source="") for name in line.names("material_intro", room=500)
            ],
        }
    )
    local_code = line.text("matter_code", room=50)
    content["remainder"] = _remainder(line)
    compared = {k: v for k, v in content["remainder"].items() if k not in NOT_COMPARED}
    mark = digest({**content, "remainder": compared, "local_code": local_code})
    return ItemRecord(line.line, code.value, code.basic, local_code, authority, content, mark)


def _code(line: _Line) -> ItemCode | None:
    text = line.text("TASK_CODE", needed=True)
    if not text:
        return None
    try:
        code = parse_item_code(text)
    except BadCode as error:
        line.problem("TASK_CODE", "bad_code", is_fatal=True, value=text, why=error)
        return None
    if not code.department:
        line.problem("TASK_CODE", "basic_code", is_fatal=True, value=text)
        return None
    if not code.is_department_valid:
        line.problem("TASK_CODE", "odd_authority", value=code.department)
    return code


def _authority(line: _Line, code: ItemCode | None) -> Authority | None:
    name = line.text("DEPT_NAME", needed=True, room=200)
    regions = regions_of(line.text("AREACODE"), line.text("AREA_CODE_TEXT"))
    if not regions:
        line.problem("AREACODE", "unknown_region", is_fatal=True, value=line.text("AREACODE"))
    return Authority(code.department, name, regions) if code and name and regions else None


def regions_of(code: str, text: str) -> tuple[tuple[str, str], ...]:
    """The region and those above it: “广东省广州市” is 广州市 within 广东省."""
    names = REGION.fullmatch(text)
    if names is None or re.fullmatch(r"\d{6}", code) is None:
        return ()
    depth = 1 if code.endswith("0000") else 2 if code.endswith("00") else 3
    found = [name for name in names.groups() if name]
    if len(found) != depth:
        return ()
    return tuple((code[: 2 * n].ljust(12, "0"), found[n - 1]) for n in range(1, depth + 1))


def _names(line: _Line, code: ItemCode) -> dict[str, Any]:
    level = LEVELS.get(line.text("matter_level"), code.level)
    for name, value, code_says in (
        ("matter_level", level, code.level),
        ("TASK_TYPE", line.text("TASK_TYPE") or code.item_type, code.item_type),
        ("CATAID", line.text("CATAID") or code.basic, code.basic),
    ):
        if value != code_says:
            line.problem(name, "differs_from_code", value=value, code_says=code_says)
    return {
        "name": line.text("TASK_NAME", needed=True, room=1000),
        "short_name": line.text("matter_short", room=200),
        "item_type": code.item_type,
        "level": code.level,
        "audiences": _audiences(line),
        "themes": line.names("theme_category", room=40),
        "conditions": line.text("accept_standard"),
    }


def _audiences(line: _Line) -> list[str]:
    names = line.names("service_object_name", room=20)
    for name in names:
        if name not in AUDIENCES:
            line.problem("service_object_name", "unknown_audience", value=name)
    return sorted({AUDIENCES[name] for name in names if name in AUDIENCES})


def _limits(line: _Line) -> dict[str, Any]:
    legal, promised = _limit(line, "handle_time"), _limit(line, "handle_time_limit")
    if None not in {legal.days, promised.days} and legal.unit == promised.unit:
        assert legal.days is not None and promised.days is not None
        if promised.days > legal.days:
            line.problem(
                "handle_time_limit",
                "promised_over_legal",
                promised=promised.days,
                legal=legal.days,
            )
    return {
        "legal_days": legal.days,
        "legal_unit": legal.unit,
        "promised_days": promised.days,
        "promised_unit": promised.unit,
        "pace": "1" if promised.is_instant else "2",
    }


def _limit(line: _Line, name: str) -> Limit:
    text = line.text(name)
    try:
        return parse_limit(text)
    except UnreadableLimit:
        line.problem(name, "unreadable_limit", value=text)
        return Limit()


def _ways(line: _Line) -> dict[str, Any]:
    address = line.text("handle_location").removeprefix("办理地点：").strip()
    places = [] if address in {*NOTHING, NO_COUNTER} else [Place(address=address)]
    return {
        "places": places,
        "visits": _visits(line),
        "is_online": _is_online(line),
        "is_express": _is_express(line),
        "consult_phone": _phone(line, "consult_phone"),
        "complaint_phone": _phone(line, "complain_phone"),
    }


def _visits(line: _Line) -> int:
    text = line.text("visit_number") or "0"
    if re.fullmatch(r"\d{1,2}", text) is None:
        line.problem("visit_number", "unreadable_number", value=text)
        return 0
    return int(text)


def _is_online(line: _Line) -> bool:
    text = line.text("ONLINECHECK")
    if text not in {"0", "1"}:
        line.problem("ONLINECHECK", "unknown_choice", value=text)
    return text == "1"


def _is_express(line: _Line) -> bool:
    text = line.text("courier_service")
    if text not in {"是", "否", "不支持", ""}:
        line.problem("courier_service", "unknown_choice", value=text)
    return text == "是"


def _phone(line: _Line, name: str) -> str:
    text = line.text(name, room=500)
    if text and not any(character.isdigit() for character in text):
        line.problem(name, "unreadable_phone", value=text)
        return ""
    return text


def _remainder(line: _Line) -> dict[str, Any]:
    """What has no place, and what has one but could not be taken; nothing said is left out."""
    untaken = {problem.field for problem in line.problems if problem.code != "odd_authority"}
    return {
        name: value
        for name, value in line.fields.items()
        if value is not None and (name not in PLACED or name in untaken)
    }
