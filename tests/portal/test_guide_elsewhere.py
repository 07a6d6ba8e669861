"""The guide on paper, for machines, and inside the pages of others."""

import io
import json

import pypdf
import pytest
from django.urls import reverse

from tests.catalogue.factories import ItemFactory
from tests.portal.pages import soup
from yimen.catalogue.rules.elements import (
    Basis,
    Condition,
    Fee,
    Material,
    Place,
    SituationQuestion,
)
from yimen.catalogue.states import ItemStatus

FORMS = ("guide_pdf", "guide_data", "guide_embedded")


@pytest.fixture
def item(db):
    return ItemFactory(
        published=True,
        version__name="食品经营许可</script>",
        version__name_en="Food business licence",
        version__conditions="有与经营品种相适应的场所。\n有保证食品安全的规章制度。",
        version__legal_days=20,
        version__promised_days=7,
        version__materials=[
            Material("m1", "申请书", original=1, note="签字").to_json(),
            Material("m2", "健康证明", may_follow=True, follow_days=5).to_json(),
        ],
        version__fees=[Fee("f1", "检验费", "每批次", "发改〔2020〕12号", 12000).to_json()],
        version__bases=[Basis("食品安全法", "第三十五条", "国家实行许可制度。").to_json()],
        version__places=[Place("市民中心", "仰天岗 1 号", "工作日", "0790-6440000").to_json()],
    )


def address(item, form: str) -> str:
    return reverse(f"portal:{form}", args=[item.code])


def paper(response) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(response.content))


def text_of(response) -> str:
    return "".join(page.extract_text() for page in paper(response).pages)


def test_the_paper_holds_the_whole_guide_as_pdf_a(client, item):
    response = client.get(address(item, "guide_pdf"))

    assert response["Content-Type"] == "application/pdf"
    assert paper(response).metadata.title == "食品经营许可</script>"
    words = text_of(response)
    for said in (
        "有与经营品种相适应的场所",
        "健康证明",
        "可容缺后补",
        "检验费",
        "¥120.00",
        "第三十五条",
    ):
        assert said in words
    for said in ("仰天岗 1 号", "7 个工作日", "压缩 65%"):
        assert said in words
    marks = paper(response).xmp_metadata.rdf_root.toxml()
    assert "<pdfaid:part>2</pdfaid:part>" in marks
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in marks


def test_the_paper_speaks_english_too(client, item):
    client.cookies["django_language"] = "en"

    words = text_of(client.get(address(item, "guide_pdf")))

    assert "Food business licence" in words
    assert "7 working days" in words


def test_an_item_that_says_next_to_nothing_has_a_paper(client, db):
    item = ItemFactory(published=True, version__name="某事")

    assert "某事" in text_of(client.get(address(item, "guide_pdf")))


def test_a_long_guide_goes_over_several_numbered_pages(client, db):
    many = [Material(f"m{n}", f"第{n}份材料", note="说明" * 60).to_json() for n in range(60)]
    item = ItemFactory(published=True, version__materials=many)

    pages = paper(client.get(address(item, "guide_pdf"))).pages

    assert len(pages) > 3
    assert f"2 / {len(pages)}" in pages[1].extract_text()
    assert "来源" in pages[1].extract_text()  # the head of the table is repeated


def test_machines_read_the_guide_in_the_words_of_schema_org_and_cpsv(client, item):
    response = client.get(address(item, "guide_data"))

    data = json.loads(response.content)
    assert response["Content-Type"] == "application/ld+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert data["@type"] == ["GovernmentService", "cpsv:PublicService"]
    assert data["identifier"] == item.code
    assert {"@language": "en", "@value": "Food business licence"} in data["name"]
    assert data["cv:processingTime"] == "P7D"
    assert [one["name"] for one in data["cpsv:hasInput"]] == ["申请书", "健康证明"]
    assert data["cv:hasCost"][0]["cv:value"] == 120
    assert data["cv:hasLegalResource"] == [
        {"@type": "eli:LegalResource", "name": "食品安全法", "eli:number": "第三十五条"}
    ]
    assert data["provider"]["name"][0]["@value"] == item.organisation.name


def test_what_is_not_stated_is_left_out_of_the_data(client, db):
    item = ItemFactory(published=True, version__fees=[], version__places=[])

    data = json.loads(client.get(address(item, "guide_data")).content)

    assert "cv:hasCost" not in data
    assert data["isAccessibleForFree"] is True
    assert "" not in json.dumps(data).split('"')[1::2]


def test_the_page_carries_the_same_data_and_no_name_can_end_it(client, item):
    page = client.get(reverse("portal:item_guide", args=[item.code]))

    script = soup(page).find("script", type="application/ld+json")

    assert json.loads(script.string) == json.loads(client.get(address(item, "guide_data")).content)


def test_only_the_embedded_guide_may_stand_in_the_pages_of_others(client, item):
    embedded = client.get(address(item, "guide_embedded"))
    page = client.get(reverse("portal:item_guide", args=[item.code]))

    assert "X-Frame-Options" not in embedded
    assert "frame-ancestors *" in embedded["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert soup(embedded).find("form") is None
    link = soup(embedded).find("a", class_="btn-primary")
    assert link["href"].endswith(reverse("portal:item_guide", args=[item.code]))


@pytest.mark.parametrize("form", FORMS)
def test_what_is_not_on_offer_has_no_guide_in_any_form(client, item, form):
    assert client.get(address(item, form)).status_code == 200

    item.status = ItemStatus.CANCELLED
    item.save()

    assert client.get(address(item, form)).status_code == 404


@pytest.fixture
def narrowed(db):
    """An item that asks whether one applies anew or goes on."""
    kind = SituationQuestion("kind", "办哪一种？", options=(("new", "新办"), ("renew", "延续")))
    renewing = "situation.kind == 'renew'"
    return ItemFactory(
        published=True,
        version__situations=[kind.to_json()],
        version__materials=[
            Material("m1", "申请书").to_json(),
            Material("m2", "平面图", when="situation.kind == 'new'").to_json(),
            Material("m3", "原许可证", when=renewing).to_json(),
        ],
        version__terms=[Condition("c1", "期满前三十日提出", when=renewing).to_json()],
        version__fees=[Fee("f1", "工本费", "每证", amount_fen=2000, when=renewing).to_json()],
    )


def test_machines_read_what_holds_for_the_answers_in_the_address(client, narrowed):
    plain = json.loads(client.get(address(narrowed, "guide_data")).content)
    data = json.loads(client.get(address(narrowed, "guide_data") + "?s-kind=new").content)

    papers = {one["name"]: one["cv:isRequired"] for one in plain["cpsv:hasInput"]}
    assert papers == {"申请书": True, "平面图": False, "原许可证": False}
    assert plain["cpsv:hasInput"][2]["description"] == "仅限：延续"
    assert plain["isAccessibleForFree"] is False
    assert plain["cv:holdsRequirement"][0]["description"] == "仅限：延续"
    assert [one["name"] for one in data["cpsv:hasInput"]] == ["申请书", "平面图"]
    assert data["isAccessibleForFree"] is True
    assert data["url"] == data["@id"] + "?s-kind=new"
    assert data["availableChannel"][0]["serviceUrl"].endswith("/apply/?s-kind=new")
    assert not {"cv:hasCost", "cv:holdsRequirement"} & data.keys()


def test_the_embedded_guide_and_the_paper_are_narrowed_too(client, narrowed):
    embedded = soup(client.get(address(narrowed, "guide_embedded") + "?s-kind=renew"))
    words = text_of(client.get(address(narrowed, "guide_pdf") + "?s-kind=renew"))

    names = [row.get_text(strip=True) for row in embedded.select("tbody th")]
    assert names == ["申请书", "原许可证"]
    assert embedded.find("a", class_="btn-primary")["href"].endswith("?s-kind=renew")
    assert "原许可证" in words
    assert "平面图" not in words


def test_the_page_leads_to_its_other_forms_with_its_answers(client, narrowed):
    page = soup(client.get(reverse("portal:item_guide", args=[narrowed.code]) + "?s-kind=renew"))

    links = [a["href"] for a in page.select(".y-aside a") if "guide." in a["href"]]
    assert len(links) == 2
    assert all(link.endswith("?s-kind=renew") for link in links)
    assert "embedded/?s-kind=renew" in page.find(id="embed").string
    script = page.find("script", type="application/ld+json")
    assert [one["name"] for one in json.loads(script.string)["cpsv:hasInput"]][1] == "原许可证"
