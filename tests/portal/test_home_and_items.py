"""Finding a service: front page, list, suggestions, regions."""

import pytest
from django.urls import reverse

from tests.catalogue.factories import ItemFactory
from tests.orgs.factories import OrganisationFactory, RegionFactory
from tests.portal.pages import HTMX, same, soup, words

pytestmark = pytest.mark.django_db


def an_item(name: str = "食品经营许可", **fields: object):
    return ItemFactory(published=True, version__name=name, **fields)


def the_list(client, **wanted: object):
    return client.get(reverse("portal:item_list"), wanted)


def names(response) -> list[str]:
    return [item.current.name for item in response.context["found"].items]


def test_the_front_page_shows_what_is_offered_and_how_we_did_today(client):
    an_item(version__themes=["食品药品"])

    page = words(client.get("/"))

    for word in ("您要办什么事？", "食品经营许可", "个人办事", "1 项", "食品药品", "今日办件公示"):
        assert word in page


def test_the_front_page_of_an_empty_site_says_what_to_do(client):
    assert "这里还没有发布事项" in words(client.get("/"))


def test_the_front_page_takes_few_queries_however_much_is_offered(
    client, django_assert_max_num_queries
):
    for _ in range(15):
        an_item()
    client.get("/")  # figures of the day are remembered for a minute

    with django_assert_max_num_queries(8):
        client.get("/")


def test_the_list_finds_by_words(client):
    an_item("食品经营许可")
    an_item("居住证申领")

    assert names(the_list(client, text="居住证")) == ["居住证申领"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"audience": "2"}, "施工许可"),
        ({"theme": "户籍"}, "居住证"),
        ({"pace": "1"}, "居住证"),
    ],
)
def test_each_filter_narrows_and_says_how_many_it_leaves(client, wanted, found):
    an_item("居住证", version__audiences=["1"], version__themes=["户籍"], version__pace="1")
    an_item("施工许可", version__audiences=["2"], version__themes=["建设"])

    response = the_list(client, **wanted)

    assert names(response) == [found]
    facets = response.context["facets"]
    assert {facet.value: facet.count for facet in facets["audiences"]} in (
        {"1": 1, "2": 1},
        {"1": 1, "2": 0},
    )


def test_the_list_narrows_by_department(client):
    health = OrganisationFactory(name="卫健委")
    an_item("卫生许可", organisation=health)
    an_item("食品经营许可")

    response = the_list(client, organisation=health.pk)

    assert names(response) == ["卫生许可"]
    assert "卫健委" in soup(response).find("summary", attrs={"aria-current": "true"}).get_text()


@pytest.mark.parametrize(
    "nonsense",
    [
        {"organisation": "x"},
        {"audience": "'; drop"},
        {"pace": "9"},
        {"start": "-1"},
        {"start": "99999999"},
        {"text": "x" * 500},
    ],
)
def test_what_cannot_be_understood_in_the_address_is_left_out(client, nonsense):
    an_item()

    response = the_list(client, **nonsense)

    assert response.status_code == 200
    assert names(response) == ["食品经营许可"]


def test_an_empty_list_says_why_and_leads_on(client):
    page = words(the_list(client, text="没有这个"))

    assert "没有符合条件的事项" in page
    assert "显示全部事项" in page


def test_the_list_goes_page_by_page(client):
    for n in range(25):
        an_item(f"事项{n:02d}")

    first = the_list(client)
    second = the_list(client, start=20)

    assert len(names(first)) == 20
    assert len(names(second)) == 5
    assert soup(first).find("a", rel="next")
    assert soup(second).find("a", rel="prev")


def test_the_part_for_htmx_equals_the_page(client):
    an_item()
    address = reverse("portal:item_list") + "?text=食品"

    part = client.get(address, **HTMX)

    assert b"<html" not in part.content
    assert same(part, client.get(address), "results")


def test_the_list_takes_a_constant_number_of_queries(client, django_assert_max_num_queries):
    for n in range(20):
        an_item(f"事项{n:02d}")

    with django_assert_max_num_queries(8):
        the_list(client)


def test_suggestions_come_as_options_that_lead_to_the_guide(client):
    item = an_item("食品经营许可")

    page = soup(client.get(reverse("portal:item_suggest"), {"text": "食品"}, **HTMX))

    (option,) = page.find_all(role="option")
    assert option.a["href"] == reverse("portal:item_guide", args=[item.code])
    assert "承诺 7 个工作日" in option.get_text()


def test_no_words_no_suggestions(client):
    an_item()

    assert not soup(client.get(reverse("portal:item_suggest"), {"text": " "})).find_all("li")


class TestRegions:
    """Each region has its sub-portal."""

    @pytest.fixture(autouse=True)
    def _two_places(self):
        xinyu = RegionFactory(code="360500000000", name="新余市", level=2)
        nanchang = RegionFactory(code="360100000000", name="南昌市", level=2)
        an_item("新余的事项", organisation=OrganisationFactory(region=xinyu))
        an_item("南昌的事项", organisation=OrganisationFactory(region=nanchang))

    def choose(self, client, code: str, **more: str):
        return client.post(reverse("portal:region_list"), {"region": code, **more})

    def test_the_chosen_region_is_kept_and_narrows_everything(self, client):
        answer = self.choose(client, "360500000000", next="/items/")

        assert answer.url == "/items/"
        assert names(the_list(client)) == ["新余的事项"]
        assert "新余市" in soup(client.get("/")).header.get_text()
        assert "南昌的事项" not in words(client.get("/"))

    def test_the_whole_site_can_be_chosen_again(self, client):
        self.choose(client, "360500000000")
        self.choose(client, "")

        assert len(names(the_list(client))) == 2

    @pytest.mark.parametrize("code", ["x", "36", "999999999999", "3605 0000000"])
    def test_a_wrong_region_changes_nothing(self, client, code):
        self.choose(client, code)

        assert len(names(the_list(client))) == 2

    def test_one_is_never_sent_to_another_site(self, client):
        assert self.choose(client, "360500000000", next="https://evil.example/").url == "/"

    def test_the_page_of_regions_marks_the_chosen_one(self, client):
        self.choose(client, "360500000000")

        page = soup(client.get(reverse("portal:region_list")))

        assert page.find("button", attrs={"aria-pressed": "true"})["value"] == "360500000000"
