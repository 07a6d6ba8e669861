"""Finding cases by words: what a plain reading of the words finds, by an index for each way."""

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from tests.cases.factories import Office, a_case, an_office
from tests.catalogue.factories import VersionFactory
from tests.conftest import AT
from tests.identity.factories import applicant_actor
from tests.orgs.factories import OrganisationFactory, staff_actor
from yimen.cases.models import Case
from yimen.cases.queries import work_list
from yimen.cases.queries.finding import case_list
from yimen.cases.queries.lists import FEW, matches
from yimen.cases.rules.work import WorkFilter
from yimen.catalogue.models import ItemVersion
from yimen.identity.models import Party
from yimen.kernel.actor import Actor

pytestmark = pytest.mark.django_db
TODAY = AT.date()
NAMES = ("王测试", "新余20260520公司", "A100%_甲", "0001")


@pytest.fixture
def offices() -> list[Office]:
    """Two offices of one house and one elsewhere; with an item, and somebody who asks, each."""
    house = OrganisationFactory()
    places = [OrganisationFactory(parent=house), OrganisationFactory(parent=house), None]
    called = ["食品经营许可", "户外广告设施设置审批", "户外广告设施设置审批"]
    return [
        an_office(organisation=place, version__name=name)
        for place, name in zip(places, called, strict=True)
    ]


@pytest.fixture
def clerk(offices) -> Actor:
    """An officer of the house, where four persons have asked; somebody asked elsewhere too."""
    one, two, elsewhere = offices
    for name, office in [*zip(NAMES, [one, two, one, two], strict=True), (NAMES[0], elsewhere)]:
        office.resident = applicant_actor()
        Party.objects.filter(pk=office.resident.party_id).update(name=name)
        a_case(office=office)
    return staff_actor("case.accept", organisation=one.organisation.parent)


def found_by(clerk: Actor, **wanted: str) -> set[str]:
    page = work_list(clerk, today=TODAY, wanted=WorkFilter(**wanted))
    return {row.case.number for row in page.rows}


def plainly(text: str) -> Q:
    bare = text.replace(" ", "").upper()
    is_number = len(bare) >= 4 and bare.isascii()
    return Q(applicant__name=text) | (Q(number__endswith=bare) if is_number else Q(pk__in=[]))


@pytest.mark.parametrize(
    "said",
    [
        *NAMES,
        *("王", "王测试先生", "没有此人", "%%%%", "____", "zzzz", "0520"),
        *(slice(-digits, None) for digits in (1, 3, 4, 6, 12, 99)),
        slice(0, -1),
    ],
    ids=str,
)
def test_words_find_what_a_plain_reading_of_them_finds(clerk, said):
    seen = Case.objects.visible_to(clerk)
    number = seen.order_by("pk")[0].number
    text = number[said] if isinstance(said, slice) else said
    spaced = f" {text[:3]} {text[3:]}" if isinstance(said, slice) else text

    for written in (text, text.lower(), spaced):
        expected = set(seen.filter(plainly(written)).values_list("number", flat=True))
        found = {row.case.number for row in case_list(clerk, today=TODAY, text=written).rows}
        assert found == expected == found_by(clerk, text=written)


@pytest.mark.parametrize("said", ["食品", "户外广告", "审批", "许可", "没有", "%", "code"])
@pytest.mark.parametrize("has_many", [False, True])
def test_an_item_is_found_by_a_part_of_its_name_or_its_code(offices, clerk, said, has_many):
    item = offices[0].item
    if has_many:  # more versions than a question names one by one
        one = item.current.number
        ItemVersion.objects.bulk_create(
            VersionFactory.build(item=item, number=one + n, published=True)
            for n in range(1, FEW + 2)
        )
    words = item.code if said == "code" else said
    plain = Q(version__name__icontains=words) | Q(item__code=words)
    seen = Case.objects.visible_to(clerk)

    assert found_by(clerk, item=words) == set(seen.filter(plain).values_list("number", flat=True))


def test_words_and_an_item_narrow_together(clerk):
    assert len(found_by(clerk, item="食品", text=NAMES[0])) == 1
    assert found_by(clerk, item="食品", text=NAMES[1]) == set()


def test_each_way_has_its_index(clerk):
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")

    assert "party_name" in Party.objects.filter(name=NAMES[0]).explain()
    plan = Case.objects.filter(matches(NAMES[0]) | matches("0520")).explain()
    assert "case_number_end" in plan
    assert "applicant" in plan
    assert "Seq Scan" not in plan


def test_words_cost_one_statement_more_however_many_cases_there_are(offices, clerk):
    def statements(**wanted: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            found_by(clerk, **wanted)
        return len(queries)

    plain = statements()
    for office in offices:
        a_case(office=office)
    assert statements() == plain
    assert statements(text=NAMES[0]) == statements(item="食品") == plain + 1
