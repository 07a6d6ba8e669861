"""The marks of a change: they tell both texts whole, and little more than what changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.catalogue.rules.difference import GONE, NEW, Mark, marks

TEXTS = st.text("食品经营许可申请书一二三。\nab1 ", max_size=60)


@given(TEXTS, TEXTS)
def test_the_marks_hold_both_texts_whole(before, after):
    found = marks(before, after)

    assert "".join(mark.text for mark in found if mark.kind != NEW) == before
    assert "".join(mark.text for mark in found if mark.kind != GONE) == after


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("二十个工作日", "二十个工作日", "二十个工作日"),
        ("承诺期限为 20 个工作日", "承诺期限为 7 个工作日", "承诺期限为 -20-+7+ 个工作日"),
        ("应当提交申请书原件", "应当提交申请书", "应当提交申请书-原件-"),
        ("应当提交申请书", "应当提交申请书和身份证明", "应当提交申请书+和身份证明+"),
        ("有固定的场所", "持有卫生证", "-有固定的场所-+持有卫生证+"),
        ("第一条\n第二条\n", "第一条\n第三条\n", "第一条\n第-二-+三+条\n"),
        ("", "新的", "+新的+"),
    ],
)
def test_what_goes_and_what_comes_is_marked_by_words(before, after, said):
    signs = {GONE: "-", NEW: "+"}
    found = marks(before, after)

    assert "".join(f"{s}{m.text}{s}" for m in found for s in [signs.get(m.kind, "")]) == said


def test_a_single_character_between_two_changes_belongs_to_the_change():
    found = marks("甲方应当书面告知乙方理由", "甲方可以口头告诉乙方理由")

    assert found == [
        Mark("same", "甲方"),
        Mark("gone", "应当书面告知"),
        Mark("new", "可以口头告诉"),
        Mark("same", "乙方理由"),
    ]
