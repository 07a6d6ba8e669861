"""What is said of a value that does not fit, in words people use."""

import pytest
from django import forms
from django.utils import translation


class Sample(forms.Form):
    """A form with the limits that forms here have."""

    name = forms.CharField(min_length=2, max_length=5)
    count = forms.IntegerField(min_value=1, max_value=9)
    price = forms.DecimalField(max_digits=4, decimal_places=2)


def said(**typed: str) -> dict[str, str]:
    form = Sample({"name": "三个字", "count": "3", "price": "1.5", **typed})
    return {field: str(texts[0]) for field, texts in form.errors.items()}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": "六个字不止的"}, {"name": "不能超过5个字，现在是6个。"}),
        ({"name": "一"}, {"name": "至少2个字，现在是1个。"}),
        ({"name": "三\0字"}, {"name": "含有无法识别的字符，请重新输入。"}),
        ({"name": ""}, {"name": "请填写此项。"}),
        ({"count": "0"}, {"count": "不能小于1。"}),
        ({"count": "10"}, {"count": "不能大于9。"}),
        ({"price": "1.234"}, {"price": "小数不能超过2位。"}),
        ({"price": "12345"}, {"price": "数字一共不能超过4位。"}),
    ],
)
def test_a_value_that_does_not_fit_is_told_in_the_words_of_people(typed, words):
    assert said(**typed) == words


def test_in_english_it_is_what_django_says():
    with translation.override("en"):
        assert said(count="0") == {"count": "Ensure this value is greater than or equal to 1."}
