"""Anybody can draw again and get the same cases."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from yimen.supervision.rules.drawing import digest_of, draw, lot

NUMBERS = st.dictionaries(
    st.sampled_from(["a/", "a/b/", "c/"]),
    st.lists(st.text("0123456789AY", min_size=8, max_size=12), unique=True, max_size=12),
)
SEEDS = st.text("0123456789-期双色球", max_size=20)


def test_a_lot_can_be_made_by_hand():
    assert lot("2026-051", "11A") == sha256(b"2026-051:11A").hexdigest()


@given(NUMBERS, SEEDS, st.integers(1, 5))
def test_of_each_office_those_with_the_smallest_lots_are_drawn(numbers, seed, each):
    drawn = draw(numbers, seed=seed, each=each)

    for office, found in numbers.items():
        left = set(found) - set(drawn[office])
        assert len(drawn[office]) == min(each, len(found))
        assert all(lot(seed, a) <= lot(seed, b) for a in drawn[office] for b in left)


@given(NUMBERS, SEEDS, st.randoms())
def test_in_whatever_order_the_cases_come_the_same_are_drawn(numbers, seed, chance):
    shuffled = {office: chance.sample(found, len(found)) for office, found in numbers.items()}

    assert draw(shuffled, seed=seed, each=3) == draw(numbers, seed=seed, each=3)


@given(st.sets(st.text("0123456789", min_size=4, max_size=12), min_size=1))
def test_one_case_more_or_less_breaks_the_seal(numbers):
    assert digest_of(numbers | {"x"}) != digest_of(numbers)
    assert digest_of(list(numbers)[1:]) != digest_of(numbers)


def test_an_office_may_give_more_or_fewer_cases_than_the_others_or_none():
    numbers = {"a/": ["1", "2", "3"], "b/": ["4", "5", "6"], "c/": ["7", "8"]}

    drawn = draw(numbers, seed="s", each=1, counts={"a/": 2, "b/": 0})

    assert {office: len(found) for office, found in drawn.items()} == {"a/": 2, "b/": 0, "c/": 1}
