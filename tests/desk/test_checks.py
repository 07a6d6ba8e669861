"""Findings, changed laws and the proof list at the desk."""

from datetime import date

import pytest

from tests.catalogue.factories import ItemFactory, OfficeFactory
from tests.conftest import AT
from tests.desk.editing import draft_of, officer, page, words
from tests.portal.test_laws import LAW
from yimen.catalogue.actions import check_items, import_laws, repeal_law, save_draft
from yimen.catalogue.models import Law, Proof
from yimen.journal.queries import entries_of
from yimen.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db
FINDINGS = "/desk/catalogue/"


@pytest.fixture
def law(tmp_path):
    path = tmp_path / "食品安全法.md"
    path.write_text(LAW, encoding="utf-8")
    import_laws(path, by=SYSTEM, at=AT)
    return Law.objects.get()


def test_findings_of_my_items_stand_by_department_rule_and_level(client, office, item, editor):
    elsewhere = ItemFactory(
        published=True,
        organisation=OfficeFactory(path="xinyu/water/", name="新余市水利局"),
        version__name="取水许可",
    )
    check_items([item.pk, elsewhere.pk])

    text = words(page(client.get(FINDINGS)))
    only = words(page(client.get(f"{FINDINGS}?rule=no_question&level=advisory&office={office.pk}")))

    assert "请提供结果样本。" in text and office.name in text
    assert "取水许可" not in text
    rows = page(client.get(f"{FINDINGS}?rule=no_question")).find(id="rows")
    assert len(rows.select("tbody tr:not(.desk-group)")) == 1
    assert "请提供结果样本。" in only  # among the rules, with its count


def test_a_finding_of_a_draft_leads_to_its_field(client, item, editor):
    version = draft_of(item)
    save_draft(version.pk, {"promised_days": 99}, by=SYSTEM, at=AT)
    check_items([item.pk])

    rows = page(client.get(f"{FINDINGS}?of=drafts&level=blocking")).find(id="rows")

    assert rows.find("a")["href"].startswith(f"/desk/items/{item.code}/draft/basics/#")
    assert "promised_days" in rows.find("a")["href"]


@pytest.mark.parametrize("query", ["after=x", "after=1.x", "office=none", "rule=none", "of=none"])
def test_odd_questions_are_no_errors(client, item, editor, query):
    assert client.get(f"{FINDINGS}?{query}").status_code == 200


def test_the_list_of_findings_takes_few_queries(
    client, office, editor, django_assert_max_num_queries
):
    made = [ItemFactory(published=True, organisation=office) for _ in range(15)]
    check_items(one.pk for one in made)

    with django_assert_max_num_queries(20):
        page(client.get(FINDINGS))


def test_a_repealed_law_is_listed_with_my_items(client, item, editor, law):
    check_items([item.pk])
    assert law.title not in words(page(client.get(f"{FINDINGS}laws/")))

    repeal_law(law.title, on=date(2026, 1, 1), note="由新法取代", by=SYSTEM, at=AT)

    assert law.title in words(page(client.get(f"{FINDINGS}laws/")))
    text = words(page(client.get(f"{FINDINGS}laws/{law.pk}/")))
    assert item.current.name in text and "需核对" in text and "由新法取代" in text
    assert law.title in words(page(client.get(f"{FINDINGS}laws/?q=食品")))


def test_the_editor_reads_the_article_beside_its_basis(client, item, editor, law):
    version = draft_of(item)
    there = page(client.get(f"/desk/items/{item.code}/draft/basics/")).find(id="bases")
    assert "国家对食品生产经营实行许可制度。" in there.get_text()

    missing = [{"law": "食品安全法", "article": "第九百条"}]
    save_draft(version.pk, {"bases": missing}, by=SYSTEM, at=AT)
    there = page(client.get(f"/desk/items/{item.code}/draft/basics/")).find(id="bases")
    assert "未找到：该法律法规没有这一条。" in there.get_text()


PROOF = {
    "key": "health",
    "name": "健康证明",
    "purpose": "核对健康",
    "basis": "《食品安全法》第四十五条",
    "demanded_by": "市场监督管理局",
    "issued_by": "医疗机构",
    "how_to_get": "体检",
    "may_commit": "on",
    "commitment_note": "承诺不实的，撤销许可。",
    "check_method": "online",
    "why_no_commitment": "",
}


def test_an_editor_keeps_the_proof_list(client, office, editor):
    form = {**PROOF, "organisation": office.pk}
    assert client.post(f"{FINDINGS}proofs/add/", form).status_code == 302
    proof = Proof.objects.get()
    address = f"{FINDINGS}proofs/{proof.pk}/"
    assert "健康证明" in words(page(client.get(f"{FINDINGS}proofs/")))

    assert client.post(f"{address}save/", {**PROOF, "issued_by": "疾控中心"}).status_code == 302
    assert "疾控中心" in str(page(client.get(address)))
    assert page(client.post(f"{address}withdraw/", {}), 422).find(class_="y-errors")
    assert client.post(f"{address}withdraw/", {"reason": "可以共享"}).status_code == 302

    assert [one.kind for one in entries_of(proof.pk)] == [
        "proof.added",
        "proof.changed",
        "proof.withdrawn",
    ]
    assert page(client.get(address)).find("fieldset").has_attr("disabled")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"commitment_note": ""}, "commitment_note"),
        ({"check_method": "none"}, "check_method"),
        ({"may_commit": ""}, "why_no_commitment"),
        ({"key": "Health 1"}, "key"),
        ({"name": ""}, "name"),
    ],
)
def test_what_a_proof_must_say_is_asked_at_its_field(client, office, editor, change, field):
    form = {**PROOF, "organisation": office.pk, **change}

    answer = page(client.post(f"{FINDINGS}proofs/add/", form), 422)

    assert answer.find(class_="y-errors").find("a", href=f"#id_{field}")


def test_a_key_is_given_once(client, office, editor):
    form = {**PROOF, "organisation": office.pk}
    client.post(f"{FINDINGS}proofs/add/", form)

    assert "已经存在" in words(page(client.post(f"{FINDINGS}proofs/add/", form), 422))


def test_a_material_names_its_proof_in_the_editor(client, office, item, editor):
    client.post(f"{FINDINGS}proofs/add/", {**PROOF, "organisation": office.pk})
    draft_of(item)

    part = page(client.get(f"/desk/items/{item.code}/draft/materials/"))

    options = part.find("select", attrs={"name": "materials-0-proof"}).find_all("option")
    assert [one["value"] for one in options] == ["", "health"]


def test_an_officer_without_items_has_no_such_pages(client, office):
    officer(client, office, "case.accept")

    for path in ("", "laws/", "proofs/", "proofs/new/"):
        assert client.get(f"{FINDINGS}{path}").status_code == 404
