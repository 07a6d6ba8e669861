"""One published line of Guangdong, read field by field."""

import json

import pytest

from yimen.catalogue.messages import problem_text
from yimen.catalogue.rules.guangdong import read, read_line, regions_of

LINE = {
    "_id": {"$oid": "1"},
    "TASK_CODE": "11440100007482567N3440104012004",
    "TASK_NAME": "某项许可（变更）",
    "TASK_TYPE": "01",
    "CATAID": "440104012004",
    "DEPT_NAME": "广州市某局",
    "AREACODE": "440100",
    "AREA_CODE_TEXT": "广东省广州市",
    "ONLINECHECK": "1",
    "matter_code": "无",
    "matter_short": "变更",
    "matter_level": "市级",
    "visit_number": "1",
    "handle_location": "办理地点：某路1号",
    "handle_time": "20(工作日)",
    "handle_time_limit": "7(工作日)",
    "accept_standard": "符合条件。",
    "consult_phone": "020-1",
    "complain_phone": "无",
    "theme_category": ["设立变更"],
    "service_object_name": ["企业法人", "自然人"],
    "material_intro": ["申请表", "照片", "照片"],
    "courier_service": "是",
    "TASK_TAG": None,
}


def line(**changes):
    return read_line(7, json.dumps({**LINE, **changes}))


def test_every_field_finds_its_place():
    record, problems = line()

    assert problems == []
    assert (record.code, record.basic_code) == (LINE["TASK_CODE"], "440104012004")
    assert record.authority.uscc == "11440100007482567N"
    assert record.authority.regions == (("440000000000", "广东省"), ("440100000000", "广州市"))
    said = record.content
    assert (said["name"], said["short_name"], said["level"]) == ("某项许可（变更）", "变更", "3")
    assert (said["legal_days"], said["promised_days"], said["pace"]) == (20, 7, "2")
    assert (said["audiences"], said["themes"]) == (["1", "2"], ["设立变更"])
    assert [m["name"] for m in said["materials"]] == ["申请表", "照片", "照片"]
    assert (said["places"][0]["address"], said["visits"]) == ("某路1号", 1)
    assert (said["consult_phone"], said["complaint_phone"]) == ("020-1", "")
    assert said["remainder"] == {"_id": {"$oid": "1"}}
    assert said["is_express"] is True


def test_the_statutory_limit_is_the_one_called_handle_time():
    record, _ = line(handle_time="2个月", handle_time_limit="即办")

    said = record.content
    assert (said["legal_days"], said["legal_unit"]) == (2, "months")
    assert (said["promised_days"], said["pace"]) == (0, "1")


def test_nothing_is_said_where_the_guide_says_nothing():
    record, problems = line(
        handle_time="无", material_intro="无", handle_location="无线下办理窗口", matter_short="无"
    )

    said = record.content
    assert (said["legal_days"], said["materials"], said["places"]) == (None, [], [])
    assert (said["short_name"], problems) == ("", [])


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("handle_time", "尽快", "unreadable_limit"),
        ("handle_time_limit", "3(小时)", "unreadable_limit"),
        ("visit_number", "多次", "unreadable_number"),
        ("service_object_name", ["外星人"], "unknown_audience"),
        ("complain_phone", "无w", "unreadable_phone"),
        ("ONLINECHECK", "也许", "unknown_choice"),
        ("material_intro", "申请表", "not_a_list"),
        ("matter_short", "长" * 201, "too_long"),
        ("matter_level", "省级", "differs_from_code"),
        ("TASK_TYPE", "20", "differs_from_code"),
        ("CATAID", "440104012005", "differs_from_code"),
        ("handle_time_limit", "21(工作日)", "promised_over_legal"),
    ],
)
def test_what_cannot_be_taken_is_reported_and_kept_aside(field, value, code):
    record, (problem,) = line(**{field: value})

    assert (problem.line, problem.field, problem.code) == (7, field, code)
    assert not problem.is_fatal
    assert record.content["remainder"][field] == value
    assert "%(" not in problem_text(problem)


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"TASK_CODE": ""}, "TASK_CODE", "missing"),
        ({"TASK_CODE": "1144010000748"}, "TASK_CODE", "bad_code"),
        ({"TASK_CODE": "440104012004"}, "TASK_CODE", "basic_code"),
        ({"TASK_NAME": "无"}, "TASK_NAME", "missing"),
        ({"DEPT_NAME": None}, "DEPT_NAME", "missing"),
        ({"AREACODE": "4401"}, "AREACODE", "unknown_region"),
    ],
)
def test_a_line_without_identity_stops_the_import(changes, field, code):
    record, (problem,) = line(**changes)

    assert record is None
    assert (problem.field, problem.code, problem.is_fatal) == (field, code, True)
    assert "%(" not in problem_text(problem)


@pytest.mark.parametrize("text", ["{", "[]", "3", b"\xff\xfe{}"])
def test_what_is_no_json_object_is_told(text):
    record, (problem,) = read_line(1, text)

    assert record is None
    assert (problem.code, problem.is_fatal) == ("not_json", True)


def test_an_authority_without_credit_code_is_taken_and_mentioned():
    record, (problem,) = line(
        TASK_CODE="TE440000GD030003VV3442199374000", TASK_TYPE="21", CATAID="442199374000"
    )

    assert record.authority.uscc == "TE440000GD030003VV"
    assert (problem.code, problem.is_fatal) == ("odd_authority", False)


def test_the_same_code_twice_in_a_file_stops_the_import():
    text = json.dumps(LINE)

    (_, first), (_, second) = read([text, "", text])

    assert first == []
    assert (second[0].code, second[0].line, second[0].facts) == ("twice", 3, {"first": 1})


def test_the_digest_sees_what_is_said_and_not_the_crawlers_row_number():
    digests = [
        line(**changes)[0].digest
        for changes in ({}, {"_id": {"$oid": "2"}}, {"courier_service": "否"})
    ]

    assert digests[0] == digests[1] != digests[2]


@pytest.mark.parametrize(
    ("code", "text", "names"),
    [
        ("440000", "广东省", ["广东省"]),
        ("440100", "广东省广州市", ["广东省", "广州市"]),
        ("440106", "广东省广州市天河区", ["广东省", "广州市", "天河区"]),
        ("450000", "广西壮族自治区", ["广西壮族自治区"]),
        ("440100", "广东省", []),
        ("abc", "广东省", []),
    ],
)
def test_a_region_is_read_with_those_around_it(code, text, names):
    assert [name for _, name in regions_of(code, text)] == names
