"""Time limits as guides print them."""

import pytest

from yimen.catalogue.rules.limits import Limit, UnreadableLimit, parse_limit


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("30(工作日)", Limit(30, "working_days")),
        ("7个工作日", Limit(7, "working_days")),
        ("91(自然日)", Limit(91, "natural_days")),
        ("15（自然日）", Limit(15, "natural_days")),
        (" 20 日历日", Limit(20, "natural_days")),
        ("3(月)", Limit(3, "months")),
        ("2个月", Limit(2, "months")),
        ("1年", Limit(12, "months")),
        ("无", Limit()),
        ("", Limit()),
        ("即办", Limit(0, is_instant=True)),
    ],
)
def test_a_printed_limit_is_read(text, limit):
    assert parse_limit(text) == limit


@pytest.mark.parametrize(
    "text", ["尽快", "工作日", "20日", "5天", "2(小时)", "5-10(工作日)", "20", "１０万年"]
)
def test_what_is_no_limit_is_refused(text):
    with pytest.raises(UnreadableLimit):
        parse_limit(text)
