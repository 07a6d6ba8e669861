"""Preconditions: whose result is whose material; rings, long chains, and where they are drawn."""

from itertools import permutations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogue.factories import ItemFactory, OfficeFactory, RegionFactory, VersionFactory
from yimen.catalogue.queries import findings_of, makers_of, named_items, precondition_edges
from yimen.catalogue.rules.elements import Material
from yimen.catalogue.rules.preconditions import Edge, around, chains, knots, rings, spots

ITEMS = "abcdef"


def edges(*pairs):
    """`ba`: b needs the result of a; `ba?` only in some situations."""
    return [Edge(pair[0], pair[1], (), not pair.endswith("?")) for pair in pairs]


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        ([], []),
        (["ba", "cb"], []),
        (["ab", "ba"], [("ab", True)]),
        (["ab", "bc", "ca"], [("abc", True)]),
        (["ab", "bc", "ca?"], [("abc", False)]),
        (["ab", "ba?", "bc", "ca"], [("abc", True)]),
        (["ab", "ba", "cd", "dc?", "eb", "ed"], [("ab", True), ("cd", False)]),
        (["aa"], []),
    ],
)
def test_rings_are_found_and_those_nobody_can_leave_come_first(pairs, found):
    assert [("".join(ring.items), ring.is_always) for ring in rings(edges(*pairs))] == found


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        (["ba"], []),
        (["ba", "cb"], ["abc"]),
        (["ba", "cb", "ca", "dc"], ["abcd"]),
        (["cb", "ba", "ec", "fb"], ["abce", "abf"]),
        (["ab", "ba", "cb"], []),
    ],
)
def test_long_chains_are_told_from_their_start(pairs, found):
    assert ["".join(chain) for chain in chains(edges(*pairs))] == found


def test_a_neighbourhood_is_what_leads_to_an_item_and_on_from_it():
    near = around(edges("ba", "cb", "da", "ef"), ["b"])

    assert {(edge.item, edge.needs) for edge in near} == {("b", "a"), ("c", "b")}


GRAPHS = st.sets(st.sampled_from(list(permutations(ITEMS, 2)))).map(
    lambda pairs: [Edge(item, needs) for item, needs in sorted(pairs)]
)


def reached(graph, start):
    found, more = set(), {start}
    while more:
        found |= more
        more = {edge.needs for edge in graph if edge.item in more} - found
    return found


@settings(deadline=None)  # a busy machine is no failure
@given(GRAPHS)
def test_knots_are_exactly_what_reaches_one_another(graph):
    ways = {item: reached(graph, item) for item in ITEMS}
    oracle = {frozenset(o for o in ways[item] if item in ways[o]) for item in ITEMS}

    assert set(knots(graph)) == {knot for knot in oracle if len(knot) > 1}


@settings(deadline=None)  # a busy machine is no failure
@given(GRAPHS)
def test_every_ring_is_a_ring(graph):
    known = {(edge.item, edge.needs) for edge in graph}
    for ring in rings(graph):
        assert len(set(ring.items)) == len(ring.items)
        assert set(zip(ring.items, (*ring.items[1:], ring.items[0]), strict=True)) <= known


@settings(deadline=None)  # a busy machine is no failure
@given(GRAPHS)
def test_items_stand_after_what_they_need_and_never_on_one_another(graph):
    places = {spot.item: spot for spot in spots(graph)}
    tied = {item for knot in knots(graph) for item in knot}

    assert set(places) == {item for edge in graph for item in (edge.item, edge.needs)}
    assert len({(spot.column, spot.row) for spot in places.values()}) == len(places)
    for edge in graph:
        if not {edge.item, edge.needs} <= tied:
            assert places[edge.item].column > places[edge.needs].column


# What is published


def offered(name, *needs, organisation=None, code=None, **material):
    materials = [
        Material(f"m{n}", f"{name}所需证照{n}", result_of=of, **material).to_json()
        for n, of in enumerate(needs, 1)
    ]
    more = {"code": code} if code else {}
    organisation = organisation or OfficeFactory()
    return ItemFactory(
        published=True,
        organisation=organisation,
        version__name=name,
        version__materials=materials,
        **more,
    )


@pytest.mark.django_db
def test_the_graph_is_of_basic_codes_and_of_the_place():
    office = OfficeFactory()
    licence = offered("营业执照", organisation=office)
    fire = offered("消防检查", licence.basic_code, licence.code, organisation=office)
    elsewhere = OfficeFactory(region=RegionFactory(code="360300000000", name="萍乡市"))
    offered("外地事项", licence.basic_code, organisation=elsewhere)

    found = precondition_edges("3605")

    assert found == [
        Edge(fire.basic_code, licence.basic_code, ("消防检查所需证照1", "消防检查所需证照2"))
    ]
    assert len(precondition_edges()) == 2
    names = named_items([licence.basic_code, fire.basic_code], "3605")
    assert names[licence.basic_code].name == "营业执照"


@pytest.mark.django_db
def test_an_item_that_asks_for_its_own_result_is_a_renewal_and_no_ring():
    item = offered("许可证延续")
    own = Material("m1", "原证", result_of=item.basic_code, when="situation.kind == 'renew'")
    VersionFactory(item=item, number=2, materials=[own.to_json()])

    assert codes(item.versions.get(number=2)) & RINGS == set()


RINGS = {"preconditions_ring", "preconditions_ring_sometimes"}


def codes(version):
    return {finding.code for finding in findings_of(version)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("when", "code"),
    [("", "preconditions_ring"), ("situation.kind == 'new'", "preconditions_ring_sometimes")],
)
def test_an_edge_that_closes_a_ring_is_told_at_the_draft(when, code):
    office = OfficeFactory()
    first = offered("甲", organisation=office)
    second = offered("乙", first.basic_code, organisation=office)
    asked = Material("m1", "乙的结果", result_of=second.basic_code, when=when)
    draft = VersionFactory(item=first, number=2, name="甲", materials=[asked.to_json()])

    found = {finding.code: finding for finding in findings_of(draft)}

    assert found[code].facts["items"] == "甲 → 乙 → 甲"
    assert found[code].is_blocking is (not when)


@pytest.mark.django_db
def test_a_code_that_is_none_is_told():
    item = offered("甲")
    asked = Material("m1", "证照", result_of="不是编码")
    draft = VersionFactory(item=item, number=2, materials=[asked.to_json()])

    assert "result_of_unreadable" in codes(draft)


@pytest.mark.django_db
def test_the_nearest_maker_of_a_material_is_offered():
    city = OfficeFactory()
    county = OfficeFactory(region=RegionFactory(code="360502000000", name="渝水区"))
    basic = "000131998000"
    far = offered("市营业执照", organisation=city, code=f"11360500014471000N3{basic}")
    near = offered("区营业执照", organisation=county, code=f"11360502014471000N4{basic}")
    asking = offered("消防检查", basic, far.code, "000131999000", organisation=county)

    makers = makers_of(asking.current, asking.current.material_list)

    assert {key: maker.code for key, maker in makers.items()} == {"m1": near.code, "m2": far.code}


@pytest.mark.django_db
def test_the_graph_takes_one_query_however_many_items_there_are():
    office = OfficeFactory()
    licence = offered("营业执照", organisation=office)
    for number in range(30):
        offered(f"事项{number}", licence.basic_code, organisation=office)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert len(precondition_edges("3605")) == 30
        assert len(named_items([licence.basic_code], "3605")) == 1
    assert len(queries) == 2


@pytest.mark.django_db
def test_the_graph_is_read_through_its_index():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT id FROM catalogue_itemversion"
            """ WHERE materials @? '$[*] ? (@.result_of != "")'"""
        )
        plan = " ".join(row[0] for row in cursor.fetchall())
    assert "item_version_asks_for_results" in plan
