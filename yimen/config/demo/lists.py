"""The lists around the items of the demo city: the basic directory, and powers ex officio."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from yimen.catalogue.actions import add_basic_item, add_item, publish_version, submit_version
from yimen.config.demo.city import OPENED
from yimen.config.demo.people import officers
from yimen.config.demo.reading import LEVELS, DemoItem, items, offices, read, regions
from yimen.identity.models import Account
from yimen.identity.queries import actor_of
from yimen.kernel.actor import Actor
from yimen.orgs.models import Organisation

REASON = "列入基本目录"
PHONES = {"consult": "phone", "complaint": "complaint_phone"}


def load_basics(accounts: Mapping[str, Account], *, at: datetime) -> int:
    """The basic directory: what the implementations of the city share, and what is owed."""
    keeper, known = _person(accounts, "keeper", at=at - OPENED), defaultdict(list)
    for item in items():
        known[item.code[19:]].append(item)
    for code, found in known.items():
        elements = _shared(found)
        add_basic_item(code, elements, reason=REASON, by=keeper, at=at - OPENED)
    return len(known)


def _shared(found: list[DemoItem]) -> dict[str, Any]:
    """What the first says; the levels of all, and the longest limits any of them keeps."""
    first, lists = found[0].elements, read("lists.toml")
    same = ("name", "item_type", "bases", "conditions", "legal_unit", "promised_unit")
    kind = first["item_type"]
    return {
        **{name: first[name] for name in same if name in first},
        **{name: _longest(found, name) for name in ("legal_days", "promised_days")},
        "levels": sorted({one.elements["level"] for one in found}),
        "materials": [{"name": m.name, "note": m.note} for m in first["materials"]],
        "duties": lists["duties"].get(kind, []),
        "accountability": lists["accountability"].get(kind, ""),
    }


def _longest(found: list[DemoItem], name: str) -> int | None:
    days = [one.elements.get(name) for one in found]
    return None if None in days else max(day for day in days if day is not None)


def load_powers(
    made: Mapping[str, Organisation], accounts: Mapping[str, Account], *, at: datetime
) -> int:
    """Powers nobody applies for: penalties, seizures, levies, inspections."""
    lists, at_work = read("lists.toml"), at - OPENED
    for row in lists["power"]:
        editor = _person(accounts, "editor", office=row["organisation"], at=at_work)
        reviewer = _person(accounts, "reviewer", office=row["organisation"], at=at_work)
        code, elements = _power(row)
        item = add_item(made[row["organisation"]], code, elements, by=editor, at=at_work)
        version = item.versions.get()
        submit_version(version.pk, by=editor, at=at_work + timedelta(hours=1))
        publish_version(version.pk, by=reviewer, at=at_work + timedelta(hours=4))
    return len(lists["power"])


def _power(row: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    office = offices()[row["organisation"]]
    level = LEVELS[len(next(r.prefix for r in regions() if r.code == office.region))]
    code = f"{office.details['uscc']}{level}{row['basic']}"
    same = ("name", "name_en", "audiences", "themes", "conditions", "bases")
    elements = {name: row[name] for name in same}
    phones = {f"{n}_phone": office.details[k] for n, k in PHONES.items()}
    return code, {**elements, **phones, "is_online": False, "form": []}


def _person(accounts: Mapping[str, Account], role: str, *, office: str = "", at: datetime) -> Actor:
    """The first officer of that role, in that office if one is named."""
    day = timezone.localdate(at)
    fitting = (o for o in officers() if o.role.key == role and office in ("", o.office))
    return actor_of(accounts[next(fitting).username], on=day)
