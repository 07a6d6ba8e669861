"""What a good item says and must not say."""

from dataclasses import replace

import pytest

from yimen.catalogue.messages import finding_text
from yimen.catalogue.rules.citations import Cited
from yimen.catalogue.rules.content import stored
from yimen.catalogue.rules.elements import STANDARD_LINKS, Basis, Fee, Material, Question
from yimen.catalogue.rules.quality import Known, findings, is_catch_all
from yimen.catalogue.rules.rulings import Checkpoint

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
        "checkpoints": [Checkpoint("c1", "examine", "论证是否通过?", basis="水法")],
        "consult_phone": "020-12345678",
        "complaint_phone": "12345",
        "result_kind": "licence",
        "result_name": "取水许可证",
        "result_sample": "取水许可证样本见大厅一楼",
        "is_online": True,
        "is_pay_online": True,
        "visits": 0,
    }
)


def test_a_complete_item_has_no_findings():
    assert findings(GOOD, code=CODE) == []


def fee(**more):
    return [Fee("f1", "水资源费", **{"standard": "每立方米0.1元", "basis": "水法", **more})]


def link(n, **more):
    return replace(STANDARD_LINKS[n], **more)


#: code, field, whether it blocks, what trips it, and what nearly does
RULES = [
    ("name_missing", "name", True, {"name": " "}, {"name": "水"}),
    ("audience_missing", "audiences", True, {"audiences": []}, {"audiences": ["9"]}),
    ("basis_missing", "bases", True, {"bases": []}, {"bases": [Basis("水法")]}),
    (
        *("basis_missing", "bases", False, {"bases": [], "item_type": "21"}),
        {"bases": [Basis("水法")], "item_type": "21"},
    ),
    (
        *("basis_without_article", "bases", False, {"bases": [Basis("《水法》")]}),
        {"bases": [Basis("《水法》第四十八条")]},
    ),
    (
        *("promised_over_legal", "promised_days", True, {"promised_days": 46}),
        {"promised_days": 45},
    ),
    ("fee_without_basis", "fees", True, {"fees": fee(basis="")}, {"fees": fee()}),
    ("fee_without_standard", "fees", True, {"fees": fee(standard=" ")}, {"fees": fee()}),
    (
        *("reduction_without_reason", "fees", False, {"fees": fee(is_reducible=True)}),
        {"fees": fee(is_reducible=True, reduction="小微企业减半")},
    ),
    (
        *("catch_all_material", "materials", True, {"materials": [Material("m1", "其他材料")]}),
        {"materials": [Material("m1", "其他身份证件")]},
    ),
    (
        *("shared_material", "materials", False),
        {"materials": [Material("m1", "营业执照", "paper")]},
        {"materials": [Material("m1", "营业执照", "both")]},
    ),
    (
        *("follow_without_days", "materials", False),
        {"materials": [Material("m1", "健康证明", may_follow=True)]},
        {"materials": [Material("m1", "健康证明", may_follow=True, follow_days=5)]},
    ),
    (
        *("follow_without_days", "materials", False),
        {"materials": [Material("m1", "健康证明", may_follow=True)]},
        {"materials": [Material("m1", "授权书", may_follow=True, is_required=False)]},
    ),
    ("no_accept_link", "links", True, {"links": STANDARD_LINKS[1:]}, {}),
    ("no_decide_link", "links", True, {"links": STANDARD_LINKS[:2]}, {}),
    (
        *("permit_without_examine_link", "links", False),
        {"links": [STANDARD_LINKS[n] for n in (0, 2, 3)]},
        {"links": [STANDARD_LINKS[n] for n in (0, 2, 3)], "item_type": "07"},
    ),
    (
        *("permit_without_issue_link", "links", False, {"links": STANDARD_LINKS[:3]}),
        {"links": [*STANDARD_LINKS[:3], link(3, name="送达")]},
    ),
    (
        *("last_link_issues_nothing", "links", False),
        {"links": [STANDARD_LINKS[n] for n in (0, 1, 3, 2)]},
        {"links": [STANDARD_LINKS[n] for n in (0, 1, 3, 2)], "result_kind": "other"},
    ),
    (
        *("same_phone", "complaint_phone", False, {"complaint_phone": "020-12345678"}),
        {"complaint_phone": "020-12345679"},
    ),
    ("phone_missing", "consult_phone", False, {"consult_phone": ""}, {"consult_phone": "12329"}),
    (
        *("phone_without_area_code", "consult_phone", False, {"consult_phone": "83130000"}),
        {"consult_phone": "（020）83130000转8"},
    ),
    (
        *("visits_without_reason", "visits_note", False, {"visits": 1}),
        {"visits": 1, "visits_note": "采集指纹"},
    ),
    (
        *("no_way_to_apply", "is_express", True, {"is_online": False}),
        {"is_online": False, "is_express": True},
    ),
    (
        *("online_with_visits", "visits", False),
        {"online_depth": "4", "visits": 1, "visits_note": "核验"},
        {"online_depth": "3", "visits": 1, "visits_note": "核验"},
    ),
    (
        *("online_depth_but_not_online", "is_online", False),
        {"online_depth": "4", "is_online": False, "is_express": True},
        {"online_depth": "2", "is_online": False, "is_express": True},
    ),
    ("pay_online_without_fees", "is_pay_online", False, {"fees": []}, {}),
    (
        *("fees_not_paid_online", "is_pay_online", False, {"is_pay_online": False}),
        {"is_pay_online": False, "is_online": False, "is_express": True},
    ),
    (
        *("theme_for_others", "themes", False, {"themes": ["婚姻登记"]}),
        {"themes": ["婚姻登记"], "audiences": ["1", "2"]},
    ),
    (
        *("theme_for_others", "themes", False, {"themes": ["年检年审"], "audiences": ["1"]}),
        {"themes": ["年检年审", "医疗卫生"]},
    ),
    ("no_question", "questions", False, {"questions": []}, {"questions": [], "item_type": "07"}),
    (
        *("result_without_name", "result_name", False, {"result_name": ""}),
        {"result_name": "", "result_kind": "none"},
    ),
    (
        *("result_without_sample", "result_sample", False, {"result_sample": ""}),
        {"result_sample": "", "result_kind": "none"},
    ),
    (
        *("instant_with_days", "pace", False, {"pace": "1", "promised_days": 2}),
        {"pace": "1", "promised_days": 1},
    ),
    ("promised_at_once", "pace", False, {"promised_days": 0}, {"promised_days": 1}),
    ("type_differs_from_code", "item_type", False, {"item_type": "07"}, {}),
]


@pytest.mark.parametrize(("code", "field", "blocking", "trips", "nearly"), RULES)
def test_each_flaw_is_found_at_its_field_and_only_the_flaw(code, field, blocking, trips, nearly):
    found = {f.code: f for f in findings({**GOOD, **stored(trips)}, code=CODE)}
    near = {f.code for f in findings({**GOOD, **stored(nearly)}, code=CODE)}

    assert code in found
    assert (found[code].field, found[code].is_blocking) == (field, blocking)
    assert "%(" not in finding_text(found[code])
    assert code not in near


WATER = Cited("水法", 48)


@pytest.mark.parametrize(
    ("state", "code", "blocking"),
    [
        ("no_law", "law_unknown", False),
        ("no_article", "article_unknown", False),
        ("repealed", "law_repealed", True),
    ],
)
def test_a_citation_that_does_not_resolve_is_told(state, code, blocking):
    (finding,) = findings(GOOD, code=CODE, known=Known(cited={WATER: state}))

    assert (finding.code, finding.field, finding.is_blocking) == (code, "bases", blocking)
    assert "《水法》第四十八条" in finding_text(finding)
    assert findings(GOOD, code=CODE, known=Known(cited={WATER: "found"})) == []


PROOF = {"materials": [Material("m1", "健康证明", source="other", issuer="医疗机构")]}
LISTED = {"materials": [replace(PROOF["materials"][0], proof="health")]}


@pytest.mark.parametrize(
    ("change", "proofs", "expected"),
    [
        (PROOF, {"health": "listed"}, [("proof_outside_list", True)]),
        (PROOF, {}, [("proof_outside_list", False)]),  # nobody keeps a list yet
        (PROOF, None, []),  # not looked up
        (LISTED, {"health": "listed"}, []),
        (LISTED, {"other": "listed"}, [("proof_outside_list", True)]),
        (LISTED, {"health": "withdrawn"}, [("proof_withdrawn", True)]),
        ({"materials": [Material("m1", "健康证明")]}, {"x": "listed"}, []),  # his own words
        ({"materials": [Material("m1", "身份证明", source="government")]}, {"x": "listed"}, []),
    ],
)
def test_no_proof_is_demanded_outside_the_list(change, proofs, expected):
    found = findings({**GOOD, **stored(change)}, code=CODE, known=Known(proofs=proofs))

    assert [(finding.code, finding.is_blocking) for finding in found] == expected
    assert all("健康证明" in finding_text(finding) for finding in found)


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
