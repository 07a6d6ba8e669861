"""What comes from outside is an identifier or a number, or it is none."""

import pytest

from yimen.kernel.ids import new_id, read_count, read_id


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("12", 12), ("007", 7), (3, 3)])
def test_a_whole_number_is_read(text, number):
    assert read_count(text) == number


@pytest.mark.parametrize("text", ["", "²", "٣", "-1", "1.0", " 1", "9" * 10, "x", None])
def test_anything_else_is_no_number(text):
    assert read_count(text) is None


def test_an_identifier_is_read_and_a_word_is_none():
    made = new_id()

    assert read_id(str(made)) == made
    assert read_id("word") is None
    assert read_id(None) is None
