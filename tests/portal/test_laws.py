"""The texts of laws and the proof list on the portal, and the ways to them from the guide."""

import pytest

from tests.catalogue.factories import ItemFactory
from tests.conftest import AT
from tests.portal.pages import HTMX, same, soup, words
from yimen.catalogue.actions import add_proof, check_items, import_laws
from yimen.catalogue.models import Law
from yimen.catalogue.rules.elements import Material
from yimen.kernel.actor import SYSTEM

LAW = """# 中华人民共和国食品安全法

2021年4月29日 全国人民代表大会常务委员会通过

<!-- INFO END -->

## 第四章 食品生产经营

第三十五条 国家对食品生产经营实行许可制度。

销售食用农产品，不需要取得许可。

第三十六条 小作坊应当保证卫生。
"""


@pytest.fixture
def law(tmp_path, db):
    path = tmp_path / "食品安全法.md"
    path.write_text(LAW, encoding="utf-8")
    import_laws(path, by=SYSTEM, at=AT)
    return Law.objects.get()


@pytest.fixture
def item(law):
    made = ItemFactory(published=True)
    check_items([made.pk])
    return made


def test_the_guide_leads_to_the_article_and_shows_its_words(client, item, law):
    page = soup(client.get(f"/items/{item.code}/?view=full"))

    basis = page.find(id="bases").find_parent("section")
    address = basis.find("a", string="第三十五条")["href"]
    assert "销售食用农产品，不需要取得许可。" in basis.get_text()
    target = soup(client.get(address)).find(id=address.partition("#")[2])
    assert "国家对食品生产经营实行许可制度。" in target.get_text()
    assert address == f"/laws/{law.pk}/#a35"


def test_a_basis_whose_law_is_not_loaded_stays_plain(client, db):
    item = ItemFactory(published=True)

    basis = soup(client.get(f"/items/{item.code}/?view=full")).find(id="bases")

    assert "第三十五条" in basis.find_parent("section").get_text()
    assert basis.find_parent("section").find("a") is None


def test_a_law_names_the_services_that_rest_on_it(client, item, law):
    text = words(client.get(f"/laws/{law.pk}/"))

    assert "第四章 食品生产经营" in text and "现行有效" in text
    assert item.current.name in text


def test_laws_are_looked_for_by_title(client, law):
    found = client.get("/laws/?q=食品")

    assert law.title in words(found)
    assert law.title not in words(client.get("/laws/?q=桥梁"))
    assert law.title not in words(client.get("/laws/?kind=rule"))
    assert same(client.get("/laws/?q=食品", **HTMX), found, "results")


def test_odd_questions_are_no_errors(client, law):
    for query in ("start=-1", "start=x", "kind=x", "start=99999", f"q={'法' * 200}"):
        assert client.get(f"/laws/?{query}").status_code == 200
    assert client.get("/proofs/?start=9999999999").status_code == 200


@pytest.fixture
def proof(item):
    facts = {
        "name": "健康证明",
        "purpose": "核对健康",
        "basis": "《食品安全法》第三十五条",
        "demanded_by": "市场监督管理局",
        "issued_by": "医疗机构",
        "how_to_get": "当天体检",
        "may_commit": True,
        "commitment_note": "承诺不实的，撤销许可。",
        "check_method": "online",
    }
    return add_proof(item.organisation, "health", facts, by=SYSTEM, at=AT)


def test_the_list_of_proofs_says_why_and_what_instead(client, proof, law):
    found = client.get("/proofs/?q=健康")
    page = client.get("/proofs/health/")

    assert "健康证明" in words(found)
    assert same(client.get("/proofs/?q=健康", **HTMX), found, "results")
    for said in ("当天体检", "承诺不实的，撤销许可。", "在线核查", "市场监督管理局"):
        assert said in words(page)
    assert soup(page).find("a", href=f"/laws/{law.pk}/#a35")
    assert client.get("/proofs/none/").status_code == 404


def test_the_guide_says_that_a_commitment_is_enough(client, proof):
    asked = [Material("m1", "健康证明", source="other", proof="health").to_json()]
    item = ItemFactory(published=True, version__materials=asked)

    page = client.get(f"/items/{item.code}/")

    assert "可用承诺代替" in words(page)
    assert soup(page).find("a", href="/proofs/health/")
    assert item.current.name in words(client.get("/proofs/health/"))
