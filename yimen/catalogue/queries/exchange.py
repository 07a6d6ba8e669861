"""What items look like when they travel: the shape made from the elements, and the items."""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, fields, replace
from typing import IO, Any, get_origin, get_type_hints

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from yimen.catalogue.messages import CHOICES, LINK_KINDS, element_label, part_label
from yimen.catalogue.messages.exchange import ON_CODE, ON_ITEM, ON_MANY, ON_PARTS, ON_PATH
from yimen.catalogue.models import Code, ImportRun, ItemVersion, ServiceItem
from yimen.catalogue.rules.content import CONTENT, LISTS, stored
from yimen.catalogue.rules.elements import FIELD_KINDS, Basis, Material
from yimen.catalogue.rules.exchange import to_line
from yimen.catalogue.rules.shape import Column, Exported, Shape, Table
from yimen.catalogue.rules.workbook import write_template, write_workbook
from yimen.kernel.actor import Actor
from yimen.orgs.models import Region

CHINESE = "zh-hans"
BATCH = 250
GREATEST = 32_767  #: of a small whole number
MOST_FEN = 1_000_000_000_000
#: Whose choices are the lines of a code table.
CODED = {
    "item_type": "item_type",
    "level": "level",
    "audiences": "audience",
    "result_kind": "result_kind",
}

#: Parts whose choices are only the usual ones.
OPEN = frozenset({"grant"})


def shape() -> Shape:
    """All tables of the exchange; headings and choices are Chinese, as the contents are."""
    with override(CHINESE):
        head = (
            Column("code", element_label("code"), room=50, is_needed=True, note=_(ON_CODE)),
            Column("local_code", element_label("local_code"), room=50),
            Column("organisation", _("Path of the organisation"), room=255, note=_(ON_PATH)),
            Column("office_name", element_label("organisation"), room=200),
            Column("office_code", _("Credit code of the organisation"), room=18),
        )
        simple = tuple(_simple(name) for name in CONTENT if name not in LISTS)
        items = Table("", pgettext("sheet", "Items"), (*head, *simple))
        return Shape(items, tuple(_list(name) for name in LISTS))


def exported(items: QuerySet[ServiceItem]) -> Iterator[Exported]:
    """The items with everything they say now; what was never published, as it is drafted."""
    regions = {region.pk: region for region in Region.objects.all()}
    chosen = items.select_related("current", "organisation").order_by("code")
    pending = ItemVersion.objects.open()
    for item in chosen.iterator(chunk_size=BATCH):
        version = item.current or pending.filter(item=item).first()
        if version is not None:
            yield Exported(_head(item, regions), _travelling(version.content()))


def _travelling(content: Mapping[str, Any]) -> dict[str, Any]:
    """The content without the files of materials, which travel by name only."""
    said = stored(content)
    for row in said["materials"]:
        row["files"] = [{"kind": one["kind"], "name": one["name"]} for one in row["files"]]
    return said


def kept_items(actor: Actor) -> QuerySet[ServiceItem]:
    """The items an editor or reviewer may take away: those he keeps."""
    return ServiceItem.objects.visible_to(actor).kept_by(actor)


def example() -> Exported:
    """What the example row of the template says."""
    with override(CHINESE):
        content = {name: _default(name) for name in CONTENT}
        content |= {
            "name": "食品经营许可",
            "item_type": "01",
            "level": "3",
            "audiences": ["1", "2"],
            "themes": ["食品药品"],
            "legal_days": 20,
            "promised_days": 7,
            "result_kind": "licence",
            "result_name": "食品经营许可证",
            "conditions": "具有与经营的食品品种、数量相适应的场所。",
            "bases": [Basis("中华人民共和国食品安全法", "第三十五条").to_json()],
            "materials": [Material("m1", "食品经营许可申请书", original=1).to_json()],
        }
    return Exported({"organisation": "xinyu/market/"}, content)


def _head(item: ServiceItem, regions: Mapping[str, Region]) -> dict[str, Any]:
    office = item.organisation
    place = regions.get(office.region_id)
    above: list[tuple[str, str]] = []
    while place is not None:
        above.insert(0, (place.code, place.name))
        place = regions.get(place.parent_id) if place.parent_id else None
    return {
        "code": item.code,
        "local_code": item.local_code,
        "organisation": office.path,
        "office_name": office.name,
        "office_code": office.uscc,
        "regions": above,
        "status": item.status,
    }


def _simple(name: str) -> Column:
    """The column of an element that is one value."""
    made: Any = ItemVersion._meta.get_field(name)
    default = _default(name)
    choices = _codes(CODED[name]) if name in CODED else _words(made.choices)
    column = Column(name, element_label(name), default=default, choices=choices)
    if isinstance(made, ArrayField):
        room = made.base_field.max_length or 0
        column = replace(column, kind="many", room=room, note=_(ON_MANY))
    elif isinstance(made, models.JSONField):
        column = replace(column, kind="json", note=_(ON_PARTS))
    elif isinstance(made, models.BooleanField):
        column = replace(column, kind="yes_no")
    elif isinstance(made, models.IntegerField):
        column = replace(column, kind="maybe" if made.null else "whole", room=GREATEST)
    else:
        column = replace(column, room=made.max_length or 0, is_needed=name == "name")
    return _noted(column)


def _default(name: str) -> Any:
    """What an element says where nothing is said."""
    if name in LISTS:
        return []
    made: Any = ItemVersion._meta.get_field(name)
    return None if made.null else made.get_default() if made.has_default() else ""


def _list(name: str) -> Table:
    """The sheet of an element that is a list: a row for each of its rows."""
    kind = LISTS[name]
    hints = get_type_hints(kind)
    columns = [_part(name, one, hints[one.name]) for one in fields(kind)]
    code = Column("item", element_label("code"), room=50, is_needed=True, note=_(ON_ITEM))
    return Table(name, element_label(name), (code, *columns))


def _part(within: str, made: Field[Any], hint: Any) -> Column:
    """The column of a part of a row."""
    default = made.default if made.default is not MISSING else ""
    label = part_label(made.name, within)
    column = Column(made.name, label, default=default, choices=_choices(within, made.name))
    if hint is bool:
        column = replace(column, kind="yes_no")
    elif hint is int:
        column = replace(column, kind="whole", room=GREATEST)
    elif hint == int | None:
        column = replace(column, kind="maybe", room=MOST_FEN)
    elif hint is not str:
        empty: Any = {} if get_origin(hint) is dict else []
        column = replace(column, kind="json", default=empty, note=_(ON_PARTS))
    elif made.default is MISSING and made.name != "key":
        column = replace(column, is_needed=True)
    return _noted(column)


def _choices(within: str, name: str) -> dict[str, str]:
    """What a part may say, as stored and as shown."""
    if (within, name) == ("links", "kind"):
        return _words(LINK_KINDS.items())
    if (within, name) == ("form", "kind"):
        return _words((kind, CHOICES["kind"].get(kind, kind)) for kind in FIELD_KINDS)
    return _words(CHOICES[name].items()) if name in CHOICES and name not in OPEN else {}


def _words(pairs: Iterable[tuple[Any, Any]] | None) -> dict[str, str]:
    return {str(value): str(word) for value, word in pairs or () if value != ""}


def _codes(table: str) -> dict[str, str]:
    """The lines of a code table, those of all provinces; a number may have several names."""
    names: dict[str, list[str]] = {}
    for row in Code.objects.filter(table=table).order_by("code", "scheme"):
        names.setdefault(row.code, []).append(row.name)
    return {code: f"{code} {'／'.join(dict.fromkeys(found))}" for code, found in names.items()}


def _noted(column: Column) -> Column:
    """The column with what may stand in it, for the comment at its heading."""
    words = [column.note] if column.note else []
    if column.is_needed:
        words.insert(0, _("Must be filled in."))
    if column.kind in {"whole", "maybe"}:
        words.append(_("A whole number."))
    if column.choices:
        words.append(_("One of: %(choices)s") % {"choices": "、".join(column.choices.values())})
    elif column.room and column.kind == "text":
        words.append(_("At most %(room)s characters.") % {"room": column.room})
    return replace(column, note="\n".join(words)[:1000])


def items_file(items: QuerySet[ServiceItem], form: str) -> io.BytesIO:
    """The items as a file of the form asked for."""
    made = io.BytesIO()
    write_items(made, items, form)
    made.seek(0)
    return made


def write_items(target: IO[bytes], items: QuerySet[ServiceItem], form: str) -> None:
    """Write the items into a file of the form asked for, one after the other."""
    if form == ImportRun.Format.WORKBOOK:
        write_workbook(target, exported(items), shape())
    else:
        target.writelines(f"{to_line(item)}\n".encode() for item in exported(items))


def template_file() -> io.BytesIO:
    """The empty workbook, with an example row in its sheets."""
    made = io.BytesIO()
    write_template(made, example(), shape())
    made.seek(0)
    return made


def import_runs(actor: Actor) -> QuerySet[ImportRun]:
    """The files somebody brought in, the newest first."""
    mine = ImportRun.objects.filter(account_id=actor.account_id) if actor.account_id else None
    runs = ImportRun.objects.none() if mine is None else mine
    return runs.defer("data").order_by("-pk")
