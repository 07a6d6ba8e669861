"""Which items on offer ask for the results of which others, read from what is published."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import connection

from yimen.catalogue.models import ItemVersion, ServiceItem
from yimen.catalogue.rules.elements import Material
from yimen.catalogue.rules.preconditions import Edge, Ring, rings
from yimen.catalogue.rules.quality_terms import ADVISORY, BLOCKING, Finding
from yimen.kernel.codes import BadCode, parse_item_code
from yimen.orgs.models import Organisation

MOST_OFFICES = 200
#: The condition in front is the one of the index `item_version_asks_for_results`.
EDGES = """
    SELECT DISTINCT item.basic_code, asked->>'result_of', asked->>'name',
                    COALESCE(asked->>'when', '') = ''
    FROM catalogue_itemversion version
    JOIN catalogue_serviceitem item ON item.current_id = version.id AND item.status = 'in_use'
    JOIN orgs_organisation office ON office.id = item.organisation_id
    CROSS JOIN jsonb_array_elements(version.materials) AS asked
    WHERE version.materials @? '$[*] ? (@.result_of != "")'
      AND asked->>'result_of' <> ''
      AND office.region_id LIKE %s
"""

#: For each basic code one item, of the highest office; names are read of that one only.
NAMES = """
    SELECT first.basic_code, version.name, version.name_en, first.code, first.office
    FROM unnest(%s::text[]) AS wanted (basic_code)
    CROSS JOIN LATERAL (
        SELECT item.basic_code, item.code, item.current_id, office.name AS office
        FROM catalogue_serviceitem item
        JOIN orgs_organisation office ON office.id = item.organisation_id
        WHERE item.basic_code = wanted.basic_code AND item.status = 'in_use'
          AND item.current_id IS NOT NULL AND office.region_id LIKE %s
        ORDER BY length(office.path), item.code
        LIMIT 1
    ) AS first
    JOIN catalogue_itemversion version ON version.id = first.current_id
"""


@dataclass(frozen=True, slots=True)
class Named:
    """An item of the graph as it is shown: by one of those who implement it."""

    basic: str
    name: str
    name_en: str
    code: str
    office: str


def precondition_edges(region: str = "") -> list[Edge]:
    """The edges between items on offer in a place (a prefix)."""
    with connection.cursor() as cursor:
        cursor.execute(EDGES, [f"{region}%"])
        rows = cursor.fetchall()
    return _edges(rows)


def edges_of(basic: str, materials: Iterable[Material]) -> list[Edge]:
    """The edges a version would add."""
    return _edges((basic, m.result_of, m.name, not m.when) for m in materials if m.result_of)


def _edges(rows: Iterable[tuple[str, str, str, bool]]) -> list[Edge]:
    """Rows of one pair become one edge; an item's own result makes none: that is a renewal."""
    found: dict[tuple[str, str], Edge] = {}
    for item, code, material, is_always in sorted(rows):
        needs = basic_of(code)
        if not needs or needs == item:
            continue
        edge = found.setdefault((item, needs), Edge(item, needs, (), False))
        names = edge.materials if material in edge.materials else (*edge.materials, material)
        found[item, needs] = replace(edge, materials=names, is_always=edge.is_always or is_always)
    return list(found.values())


def basic_of(code: str) -> str:
    """The basic code in a code of an item; nothing if it is none."""
    try:
        return parse_item_code(code).basic
    except BadCode:
        return ""


def named_items(basics: Collection[str], region: str = "") -> dict[str, Named]:
    """Each basic code with the name one of its items on offer in the place goes by."""
    with connection.cursor() as cursor:
        cursor.execute(NAMES, [sorted(basics), f"{region}%"])
        return {row[0]: Named(*row) for row in cursor.fetchall()}


def offices_with(basics: Collection[str], region: str = "") -> list[Organisation]:
    """Who implements these items in the place, as a filter offers them."""
    items = ServiceItem.objects.on_offer().filter(basic_code__in=basics)
    offices = Organisation.objects.in_region(region).filter(pk__in=items.values("organisation"))
    return list(offices.order_by("path")[:MOST_OFFICES])


def basics_of(organisation: UUID, basics: Collection[str]) -> set[str]:
    """Which of these items an organisation has on offer."""
    items = ServiceItem.objects.on_offer().filter(organisation=organisation)
    return set(items.filter(basic_code__in=basics).values_list("basic_code", flat=True))


def makers_of(version: ItemVersion, materials: Sequence[Material]) -> dict[str, Named]:
    """For each material that is the result of an item on offer here or above: that item, by key.

    Of several the nearest is taken: the same office's place, then the larger places around it.
    """
    wanted = {m.key: m.result_of for m in materials if m.result_of}
    if not wanted:
        return {}
    item = version.item
    here = item.organisation.region_id
    places = [here[:width].ljust(12, "0") for width in (12, 9, 6, 4, 2)]
    rows = ServiceItem.objects.on_offer().filter(
        basic_code__in={basic_of(code) for code in wanted.values()},
        organisation__region_id__in=places,
    )
    found: dict[str, list[tuple[int, Named]]] = defaultdict(list)
    for row in rows.values_list(
        "basic_code",
        "current__name",
        "current__name_en",
        "code",
        "organisation__name",
        "organisation__region_id",
    ):
        found[row[0]].append((places.index(row[5]), Named(*row[:5])))
    makers = {key: _nearest(found.get(basic_of(code), ()), code) for key, code in wanted.items()}
    return {key: maker for key, maker in makers.items() if maker and maker.code != item.code}


def _nearest(found: Iterable[tuple[int, Named]], code: str) -> Named | None:
    fitting = [(place, named) for place, named in found if named.code.startswith(code[:31])] or [
        (place, named) for place, named in found if len(code) == 12
    ]
    return min(fitting, key=lambda pair: (pair[0], pair[1].code))[1] if fitting else None


def ring_findings(versions: Iterable[ItemVersion]) -> dict[UUID, list[Finding]]:
    """For each version the rings it would close with what is on offer around it; codes that are
    none. The edges of a place are read once for all."""
    places: dict[str, list[Edge]] = {}
    found: dict[UUID, list[Finding]] = {}
    for version in versions:
        materials = [one for one in version.material_list if one.result_of]
        found[version.pk] = [_unreadable(one) for one in materials if not basic_of(one.result_of)]
        if own := edges_of(version.item.basic_code, materials):
            region = place_of(version.item.organisation.region_id)
            if region not in places:
                places[region] = precondition_edges(region)
            found[version.pk] += _closed(version, own, places[region], region)
    return found


def _closed(
    version: ItemVersion, own: Sequence[Edge], around: Sequence[Edge], region: str
) -> list[Finding]:
    basic = version.item.basic_code
    edges = [*(edge for edge in around if edge.item != basic), *own]
    closed = [ring for ring in rings(edges) if basic in ring.items]
    names = named_items({code for ring in closed for code in ring.items}, region) if closed else {}
    return [_finding(ring, basic, version.name, names) for ring in closed]


def place_of(region: str) -> str:
    """The place within which preconditions make rings: the prefecture."""
    return region[:4]


def ringed_items(items: Iterable[UUID]) -> set[UUID]:
    """The items on offer around these that stand in a ring of what is published now."""
    regions = ServiceItem.objects.filter(pk__in=list(items)).order_by("organisation__region_id")
    places = {place_of(one) for one in regions.values_list("organisation__region_id", flat=True)}
    found: set[UUID] = set()
    for place in places:
        codes = {code for ring in rings(precondition_edges(place)) for code in ring.items}
        within = ServiceItem.objects.on_offer().filter(organisation__region__code__startswith=place)
        if codes:
            found |= set(within.filter(basic_code__in=codes).values_list("pk", flat=True))
    return found


def _unreadable(material: Material) -> Finding:
    facts = {"name": material.name, "code": material.result_of}
    return Finding("result_of_unreadable", BLOCKING, "materials", facts)


def _finding(ring: Ring, basic: str, own: str, names: dict[str, Named]) -> Finding:
    start = ring.items.index(basic)
    items = (*ring.items[start:], *ring.items[:start], basic)
    words = [
        own if code == basic else names[code].name if code in names else code for code in items
    ]
    code = "preconditions_ring" if ring.is_always else "preconditions_ring_sometimes"
    level = BLOCKING if ring.is_always else ADVISORY
    return Finding(code, level, "materials", {"items": " → ".join(words)})
