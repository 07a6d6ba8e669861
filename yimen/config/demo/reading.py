"""The data files of the demo city, read into plain values. No database, no Django."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from yimen.cases.rules.processes import elements_of
from yimen.catalogue.rules.elements import (
    Basis,
    Fee,
    Link,
    Material,
    Place,
    Question,
)
from yimen.config.demo.forms import form_of
from yimen.config.demo.rulings import with_rulings
from yimen.config.demo.situations import usual_answers, with_situations
from yimen.process.rules.layout import with_diagram

DATA = Path(__file__).parent / "data"
LEVELS = {2: "2", 4: "3", 6: "4", 9: "5", 12: "6"}  # digits of the place → 行使层级

#: Elements of an item that are written in the file as they are stored.
PLAIN = (
    *("name", "name_en", "short_name", "audiences", "themes", "pace", "legal_days", "legal_unit"),
    *("promised_days", "promised_unit", "limit_note", "visits", "visits_note", "result_kind"),
    *("result_name", "result_sample", "validity_months", "conditions", "prereview_days"),
)


@dataclass(frozen=True, slots=True)
class Place12:
    """A place: its twelve digits and its names."""

    code: str
    name: str
    name_en: str

    @property
    def prefix(self) -> str:
        """The digits everything inside the place begins with."""
        widths = (2, 4, 6, 9, 12)
        return next(self.code[:w] for w in widths if not self.code[w:].strip("0"))


@dataclass(frozen=True, slots=True)
class Office:
    """An organisation of the city, with everything `add_organisation` asks for."""

    path: str
    name: str
    region: str
    details: dict[str, Any]

    @property
    def parent(self) -> str:
        """The path of the organisation it lies in; empty for the city itself."""
        return "/".join(self.path.split("/")[:-2]) + "/" if self.path.count("/") > 1 else ""

    @property
    def label(self) -> str:
        """The last part of its path."""
        return self.path.split("/")[-2]


@dataclass(frozen=True, slots=True)
class DemoItem:
    """An item on offer: who implements it, its code, and the elements of its first version."""

    organisation: str
    code: str
    elements: dict[str, Any] = field(hash=False)
    usual: dict[str, Any] = field(hash=False, default_factory=dict)  # about the situation

    @property
    def name(self) -> str:
        """The item's name."""
        return str(self.elements["name"])


def read(name: str) -> dict[str, Any]:
    """One data file."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


@cache
def regions() -> tuple[Place12, ...]:
    """The places, larger before smaller."""
    places = [Place12(*row) for row in read("regions.toml")["regions"]]
    return tuple(sorted(places, key=lambda place: len(place.prefix)))


@cache
def offices() -> dict[str, Office]:
    """The organisations by path, parents before children."""
    data = read("organisations.toml")
    found = {}
    for row in sorted(data["organisation"], key=lambda row: row["path"].count("/")):
        path, name, region = (row.pop(key) for key in ("path", "name", "region"))
        found[path] = Office(path, name, region, {"hours": data["hours"], **row})
    return found


@cache
def items() -> tuple[DemoItem, ...]:
    """The items of the city, in the order of the files."""
    rows = [row for path in sorted(DATA.glob("items/*.toml")) for row in _rows(path)]
    known = {(row["organisation"], row["basic"]): row for row in rows if "basic" in row}
    return tuple(_item({**known.get(tuple(row.get("same_as", ())), {}), **row}) for row in rows)


@cache
def drawings() -> dict[tuple[str, str], str]:
    """The drawn processes by office and item."""
    rows = read("processes/processes.toml")["process"]
    texts = {row["drawing"]: (DATA / "processes" / row["drawing"]).read_text() for row in rows}
    return {tuple(row["item"]): with_diagram(texts[row["drawing"]]) for row in rows}


def item_of(organisation: str, name: str) -> DemoItem:
    """The item of that name (or short name) an organisation implements."""
    return next(
        item
        for item in items()
        if item.organisation == organisation and name in {item.name, item.elements["short_name"]}
    )


def _rows(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["item"]
    return found


def _item(row: dict[str, Any]) -> DemoItem:
    office = offices()[row["organisation"]]
    level = LEVELS[len(next(r.prefix for r in regions() if r.code == office.region))]
    code = f"{office.details['uscc']}{level}{row['basic']}"
    elements = {name: row[name] for name in PLAIN if name in row}
    elements |= {
        "short_name": row.get("short_name", ""),
        "life_events": read("lists.toml")["life_events"].get(row["basic"], []),
        "conditions": row["conditions"].strip(),
        "item_type": row["basic"][2:4],
        "level": level,
        "is_online": True,
        "online_depth": "3" if row.get("visits") else "4",
        "is_express": True,
        "is_pay_online": bool(row.get("fees")),
        "consult_phone": office.details["phone"],
        "complaint_phone": office.details["complaint_phone"],
        "places": [_place(office)],
        "bases": [Basis(**basis) for basis in row["bases"]],
        "materials": [Material(key=f"m{n}", **m) for n, m in enumerate(row["materials"], 1)],
        "fees": [Fee(**fee) for fee in row.get("fees", ())],
        "questions": [Question(*pair) for pair in row["questions"]],
        "form": form_of(row["basic"], row.get("fields", ())),
    }
    drawing = drawings().get((row["organisation"], elements["short_name"] or elements["name"]))
    if drawing:
        elements |= elements_of(drawing)
    elif "links" in row:
        links = read("links.toml")[row["links"]]["links"]
        elements["links"] = [Link(**link) for link in links]
    elements = with_rulings(row["basic"], with_situations(row["basic"], elements))
    return DemoItem(row["organisation"], code, elements, usual_answers(row["basic"]))


def _place(office: Office) -> Place:
    """Where to go in person: police and towns themselves, others the hall of the place."""
    halls = [o for o in offices().values() if o.details["kind"] == "hall"]
    near = [hall for hall in halls if hall.region == office.region]
    where = near[0] if near and "police" not in office.path else office
    return Place(
        name=where.name,
        address=where.details["address"],
        hours=where.details["hours"],
        phone=where.details["phone"],
    )
