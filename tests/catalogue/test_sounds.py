"""What an item is found by, and how a question is understood."""

import pytest

from yimen.catalogue.rules.asking import Question, understand
from yimen.catalogue.rules.marking import marked
from yimen.catalogue.rules.sounds import blurred, name_pieces, pieces, spelling

NAME = "食品经营许可"


@pytest.mark.parametrize(
    "piece", ["食", "食品", "经营", "可", "=食品经营许可", "@sipinjinyinxuke", "@xuke", "#jyxk"]
)
def test_a_name_is_found_by_writing_sound_and_first_letters(piece):
    assert piece in name_pieces([NAME])


def test_what_stands_between_words_does_not_count():
    assert name_pieces(["食品 经营（许可）"]) >= {"=食品经营许可", "#spjyxk"}
    assert pieces("ＫＴＶ Bar") == {"ktv", "bar"}


def test_sounds_people_do_not_tell_apart_are_one():
    assert spelling("旅行") == blurred("lüxing") == blurred("lvxin") == "luxin"
    assert spelling("社会") == blurred("sehui")


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("怎么办理取水许可", ["取水", "许可"]),
        ("我要办", ["我要", "办"]),
        ("食品jyxk", ["食品", "jyxk"]),
        ("", []),
        ("！？", []),
    ],
)
def test_a_question_is_cut_into_what_it_asks_for(text, units):
    assert ["".join(unit.ways[0]) for unit in understand(text).units] == units


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("11440000006939756B2440101007000", "11440000006939756B2440101007000"),
        ("11360500dem0001 6143", "11360500DEM00016143"),
        ("360500", "360500"),
        ("2024", ""),
        ("spjyxk", ""),
    ],
)
def test_a_code_is_told_from_words(text, code):
    assert understand(text).code == code


def test_words_that_mean_the_same_are_other_ways_to_ask():
    (unit,) = understand("开饭店", [["开饭店", "食品经营许可"]]).units

    assert unit.ways == (("开饭店",), ("食品经营许可",))
    words = understand("身份证丢了怎么办", [["身份证丢了", "居民身份证 补领"]]).units
    assert words[0].ways == (("身份证丢了",), ("居民身份证", "补领"))


def test_nothing_somebody_types_breaks_the_condition():
    for text in ("'; drop table x", "a'b\\c & | ! :*", "%_", "食品' | '经营", "\x00食品"):
        question = understand(text)
        if isinstance(question, Question) and question.units:
            assert question.heard().count("'") % 2 == 0
            assert "\\" not in question.written()


@pytest.mark.parametrize(
    ("terms", "hits"),
    [
        (["经营"], ["经营"]),
        (["经应"], ["经营"]),
        (["jingying"], ["经营"]),
        (["jyxk"], ["经营许可"]),
        (["经营", "许可"], ["经营许可"]),
        (["营许经"], ["营许"]),
        (["水"], []),
    ],
)
def test_what_was_looked_for_is_marked(terms, hits):
    pieces = marked(NAME, terms)

    assert "".join(text for text, _ in pieces) == NAME
    assert [text for text, is_hit in pieces if is_hit] == hits
