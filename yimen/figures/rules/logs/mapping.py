"""The mapping: which column of a log means what, and how its moments are written."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

#: What an event says; the first three it must say.
EVENT = ("case", "activity", "time", "resource", "lifecycle")
NEEDED = EVENT[:3]
#: What is said of a whole case; the first four are moments.
CASE = ("start", "end", "deadline", "legal_deadline", "channel")
#: The names the standard (IEEE 1849) gives them in XES.
XES_NAMES = {
    "case": "concept:name",
    "activity": "concept:name",
    "time": "time:timestamp",
    "resource": "org:resource",
    "lifecycle": "lifecycle:transition",
}
KNOWN = frozenset(
    {"name", "format", "zone", "time_format", "delimiter", "encoding", "ends_with"}
    | {"event", "case"}
)
FORMATS = ("csv", "xes")


class BadMapping(ValueError):
    """The mapping cannot be followed; `code` says why, `facts` where."""

    def __init__(self, code: str, **facts: object) -> None:
        """Why; the sentence is in `messages`."""
        super().__init__(code)
        self.code, self.facts = code, facts


@dataclass(frozen=True, slots=True)
class LogMapping:
    """How one log is to be read."""

    format: str
    event: Mapping[str, str]  #: meaning → name of the column (XES: attribute of the event)
    case: Mapping[str, str]  #: meaning → name of the column (XES: attribute of the trace)
    name: str = ""
    zone: str = "Asia/Shanghai"  #: of moments that name none
    time_format: str = ""  #: as of strptime; empty: ISO 8601
    delimiter: str = ","
    encoding: str = "utf-8-sig"
    ends_with: tuple[str, ...] = ()  #: activities that end a case which has no end of its own

    def columns(self) -> dict[str, str]:
        """Every meaning with the name of its column."""
        return {**self.event, **self.case}


def read_mapping(text: str, *, suffix: str) -> LogMapping:
    """The mapping as written in TOML; the format follows from the file's name if not told."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadMapping("toml", why=str(error)) from None
    for key in said.keys() - KNOWN:
        raise BadMapping("unknown", key=key)
    form = str(said.pop("format", suffix)).lower()
    if form not in FORMATS:
        raise BadMapping("format", format=form)
    event = {**(XES_NAMES if form == "xes" else {}), **_names(said, "event", EVENT)}
    for key in set(NEEDED) - event.keys():
        raise BadMapping("needed", key=f"event.{key}")
    case = _names(said, "case", CASE)
    ends = tuple(_texts(said.pop("ends_with", [])))
    if "end" not in case and not ends:
        raise BadMapping("no_end")
    rest = {key: _text(key, value) for key, value in said.items()}
    mapping = LogMapping(form, event, case, ends_with=ends, **rest)
    _check(mapping)
    return mapping


def digest_of(file_digest: str, mapping: LogMapping) -> str:
    """What one reading of one file is known by: the same file read otherwise is another log."""
    told = json.dumps(asdict(mapping), sort_keys=True, ensure_ascii=False)
    return sha256(f"{file_digest}\n{told}".encode()).hexdigest()


def _names(said: dict[str, Any], part: str, known: tuple[str, ...]) -> dict[str, str]:
    names = said.pop(part, {})
    if not isinstance(names, dict):
        raise BadMapping("text", key=part)
    for key in names.keys() - set(known):
        raise BadMapping("unknown", key=f"{part}.{key}")
    return {key: _text(f"{part}.{key}", value) for key, value in names.items()}


def _text(key: str, value: object) -> str:
    if not isinstance(value, str) or not value:
        raise BadMapping("text", key=key)
    return value


def _texts(value: object) -> list[str]:
    if not isinstance(value, list):
        raise BadMapping("text", key="ends_with")
    return [_text("ends_with", one) for one in value]


def _check(mapping: LogMapping) -> None:
    try:
        ZoneInfo(mapping.zone)
    except (KeyError, ValueError, OSError):
        raise BadMapping("zone", zone=mapping.zone) from None
    try:
        "".encode(mapping.encoding)
    except LookupError:
        raise BadMapping("encoding", encoding=mapping.encoding) from None
    if len(mapping.delimiter) != 1:
        raise BadMapping("delimiter")
    if len(mapping.name) > 100:
        raise BadMapping("name")
