"""Elements of an item as plain values."""

import pytest

from yimen.catalogue.rules.content import changes, digest, stored, with_keys, with_known_keys
from yimen.catalogue.rules.elements import (
    STANDARD_FORM,
    STANDARD_LINKS,
    Basis,
    Fee,
    FormField,
    Material,
)


@pytest.mark.parametrize(
    "element",
    [
        Basis("中华人民共和国食品安全法", "第三十五条"),
        Material("m1", "营业执照", copies=1, source="government", issuer="市场监督管理局"),
        Fee("f1", "工本费", "每证10元", "粤价〔2000〕1号", 1000),
        *STANDARD_LINKS,
        *STANDARD_FORM,
    ],
    ids=lambda element: type(element).__name__,
)
def test_an_element_comes_back_from_json_as_it_went(element):
    assert type(element).from_json(element.to_json()) == element


def test_what_stored_data_does_not_say_keeps_its_default():
    field = FormField.from_json({"key": "a", "label": "甲", "added_later": 1})

    assert field == FormField("a", "甲")


def test_an_unknown_element_is_a_mistake():
    with pytest.raises(KeyError, match="colour"):
        stored({"name": "取水许可", "colour": "red"})


def test_new_rows_get_keys_nobody_used_before():
    rows = with_keys([{"key": "m2"}, {}, {"key": ""}], prefix="m", used=["m1", "m4"])

    assert [row["key"] for row in rows] == ["m2", "m3", "m5"]


def test_rows_of_the_same_name_keep_their_keys_in_turn():
    before = [{"key": "m1", "name": "照片"}, {"key": "m2", "name": "照片"}]

    rows = with_known_keys([{"name": "申请表"}, {"name": "照片"}, {"name": "照片"}], before)

    assert [row["key"] for row in rows] == ["", "m1", "m2"]


def test_a_digest_sees_content_and_not_the_order_of_names():
    one = digest({"name": "取水许可", "materials": ["甲", "乙"]})

    assert one == digest({"materials": ["甲", "乙"], "name": "取水许可"})
    assert one != digest({"name": "取水许可", "materials": ["乙", "甲"]})


def test_changes_name_each_field_and_each_row():
    law, decree = Basis("水法", "第四十八条"), Basis("取水许可条例", "第四条")
    before = stored(
        {
            "name": "取水许可",
            "legal_days": 45,
            "materials": [Material("m1", "申请书"), Material("m2", "论证报告")],
            "bases": [law],
        }
    )
    after = stored(
        {
            "name": "取水许可",
            "legal_days": 30,
            "materials": [Material("m1", "申请书", copies=2), Material("m3", "承诺书")],
            "bases": [law, decree],
        }
    )

    limit, bases, materials = changes(before, after)

    assert (limit.field, limit.before, limit.after) == ("legal_days", 45, 30)
    assert (bases.added, bases.removed, bases.altered) == ((decree,), (), ())
    assert materials.added == (Material("m3", "承诺书"),)
    assert materials.removed == (Material("m2", "论证报告"),)
    assert materials.altered == ((Material("m1", "申请书"), Material("m1", "申请书", copies=2)),)


def test_doubled_rows_are_told_apart():
    twice = [Basis("水法", "第四条"), Basis("水法", "第四条")]

    (change,) = changes(stored({"bases": twice[:1]}), stored({"bases": twice}))

    assert change.added == (Basis("水法", "第四条"),)


def test_nothing_and_empty_are_the_same():
    assert changes({"name_en": "", "fees": []}, {"name_en": None}) == []
