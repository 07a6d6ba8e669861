"""What applies in a situation, asked through the API."""

import pytest

from tests.catalogue.factories import ItemFactory
from yimen.catalogue.rules.elements import Material, SituationQuestion

pytestmark = pytest.mark.django_db

KIND = SituationQuestion(
    "kind", "办哪一种？", "What?", options=(("new", "新办", "New"), ("renew", "延续", "Renew"))
)
AREAS = SituationQuestion(
    "areas", "经营什么？", options=(("hot", "热食", ""),), is_many=True,
    when="situation.kind == 'new'",
)  # fmt: skip
MATERIALS = (
    Material("m1", "申请书"),
    Material("m2", "平面图", when="situation.kind == 'new'"),
    Material("m3", "热食图纸", when="'hot' in situation.areas"),
)


@pytest.fixture
def address() -> str:
    item = ItemFactory(
        published=True,
        version__situations=[KIND.to_json(), AREAS.to_json()],
        version__materials=[material.to_json() for material in MATERIALS],
    )
    return f"/api/v1/items/{item.code}"


@pytest.mark.parametrize(
    ("query", "materials", "asked", "is_settled", "depends"),
    [
        ("", "m1 m2 m3", "kind", False, ["materials.m2", "materials.m3"]),
        ("?answer=kind:renew", "m1", "kind", True, []),
        ("?answer=kind:new", "m1 m2 m3", "kind areas", False, ["materials.m3"]),
        ("?answer=kind:new&answer=areas:", "m1 m2", "kind areas", True, []),
        ("?answer=kind:new&answer=areas:hot", "m1 m2 m3", "kind areas", True, []),
    ],
)
def test_answers_narrow_an_item(client, address, query, materials, asked, is_settled, depends):
    body = client.get(f"{address}/situation{query}").json()

    assert [material["key"] for material in body["materials"]] == materials.split()
    assert [question["key"] for question in body["asked"]] == asked.split()
    assert body["is_settled"] is is_settled
    assert body["depends"] == depends


@pytest.mark.parametrize("answer", ["kind:gift", "other:new", "kind:", "areas:cold"])
def test_an_answer_the_item_does_not_know_is_refused(client, address, answer):
    refusal = client.get(f"{address}/situation?answer={answer}")

    assert refusal.status_code == 422
    assert refusal.json()["type"].endswith("item.unknown_answer")


def test_what_is_no_answer_is_refused(client, address):
    assert client.get(f"{address}/situation?answer=kind").status_code == 422


def test_the_item_tells_its_questions_and_conditions(client, address):
    body = client.get(address).json()

    assert body["situations"][0]["options"][0] == {
        "value": "new", "label": "新办", "label_en": "New",
    }  # fmt: skip
    assert [material["when"] for material in body["materials"]] == [m.when for m in MATERIALS]
