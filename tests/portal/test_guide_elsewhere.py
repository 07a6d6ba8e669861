"""The guide on paper, for machines, and inside the pages of others."""

import io
import json

import pypdf
import pytest
from django.urls import reverse

from tests.catalogue.factories import ItemFactory
from tests.portal.pages import soup
from yimen.catalogue.rules.elements import Basis, Fee, Material, Place
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
            Material("m2", "健康证明", may_follow=True).to_json(),
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
