"""What a good item says and must not say."""

import pytest

from yimen.catalogue.messages import finding_text
from yimen.catalogue.rules.content import stored
from yimen.catalogue.rules.elements import STANDARD_LINKS, Basis, Fee, Material, Question
from yimen.catalogue.rules.quality import findings, is_catch_all

CODE = "11440000006939756B2440101007000"

GOOD = stored(
    {
        "name": "取水许可",
        "item_type": "01",
        "audiences": ["2"],
        "pace": "2",
        "legal_days": 45,
        "legal_unit": "working_days",
        "promised_days": 20,
        "promised_unit": "working_days",
        "bases": [Basis("中华人民共和国水法", "第四十八条")],
        "materials": [Material("m1", "取水许可申请书")],
        "fees": [Fee("f1", "水资源费", "每立方米0.1元", "水法第四十八条")],
        "questions": [Question("多久办结?", "二十个工作日。")],
        "links": STANDARD_LINKS,
        "consult_phone": "020-1",
        "complaint_phone": "020-2",
        "result_kind": "licence",
        "result_name": "取水许可证",
        "visits": 0,
    }
)


def test_a_complete_item_has_no_findings():
    assert findings(GOOD, code=CODE) == []


@pytest.mark.parametrize(
    ("change", "code", "field", "blocking"),
    [
        ({"name": " "}, "name_missing", "name", True),
        ({"audiences": []}, "audience_missing", "audiences", True),
        ({"bases": []}, "basis_missing", "bases", True),
        ({"bases": [], "item_type": "21"}, "basis_missing", "bases", False),
        ({"promised_days": 46}, "promised_over_legal", "promised_days", True),
        ({"fees": [Fee("f1", "费", "10元")]}, "fee_without_basis", "fees", True),
        ({"fees": [Fee("f1", "费", basis="法")]}, "fee_without_standard", "fees", True),
        ({"materials": [Material("m1", "其他材料")]}, "catch_all_material", "materials", True),
        ({"links": STANDARD_LINKS[1:]}, "no_accept_link", "links", True),
        ({"links": STANDARD_LINKS[:2]}, "no_decide_link", "links", True),
        ({"complaint_phone": "020-1"}, "same_phone", "complaint_phone", False),
        ({"consult_phone": ""}, "phone_missing", "consult_phone", False),
        ({"visits": 1}, "visits_without_reason", "visits_note", False),
        ({"questions": []}, "no_question", "questions", False),
        ({"result_name": ""}, "result_without_name", "result_name", False),
        ({"pace": "1"}, "instant_with_days", "pace", False),
        ({"item_type": "07"}, "type_differs_from_code", "item_type", False),
    ],
)
def test_a_flaw_is_found_at_its_field(change, code, field, blocking):
    found = {f.code: f for f in findings({**GOOD, **stored(change)}, code=CODE)}

    assert code in found
    assert (found[code].field, found[code].is_blocking) == (field, blocking)
    assert "%(" not in finding_text(found[code])


def test_limits_in_different_units_are_not_compared():
    content = {**GOOD, "legal_days": 2, "legal_unit": "months"}

    assert findings(content, code=CODE) == []


def test_an_authority_without_credit_code_is_only_mentioned():
    (finding,) = findings({**GOOD, "item_type": "21"}, code="TE440000GD030003VV2442199374000")

    assert (finding.code, finding.is_blocking) == ("authority_code_unusual", False)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("其他材料", True),
        ("其他相关材料", True),
        ("法律、法规规定的其他材料", True),
        ("法律法规规定应当提交的其他文件", True),
        ("审批机关要求提供的其他证明材料", True),
        ("省奖附件-其他佐证材料", True),
        ("其它业务相应材料（因其它原因的）。", True),
        ("其他身份证件", False),
        ("有效护照或者其他国际旅行证件", False),
        ("变更其他登记事项的证明材料", False),
        ("三年以上其他法律职业经历证明", False),
        ("法定代表人未担任其他社会团体法定代表人声明", False),
        ("营业执照", False),
    ],
)
def test_a_catch_all_clause_is_told_from_a_paper_with_a_name(name, expected):
    assert is_catch_all(name) is expected
