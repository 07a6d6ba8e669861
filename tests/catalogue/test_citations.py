"""What a citation names, whatever way it is written."""

import pytest

from yimen.catalogue.rules.citations import Cited, cited_by, cited_in, cited_in_content
from yimen.catalogue.rules.numerals import article_label, in_chinese, number_of

FOOD = "食品安全法"


@pytest.mark.parametrize(
    ("law", "article", "expected"),
    [
        ("中华人民共和国食品安全法", "第三十五条", [Cited(FOOD, 35)]),
        ("《食品安全法》", "第35条", [Cited(FOOD, 35)]),
        ("《中华人民共和国食品安全法》", "第三十五条第二款", [Cited(FOOD, 35, paragraph=2)]),
        ("食品安全法", "第十条第二款第（三）项", [Cited(FOOD, 10, paragraph=2, point=3)]),
        ("食品安全法（2021年修正）", "第三十五条", [Cited(FOOD, 35, year=2021)]),
        ("《食品安全法》(2018修正)第三条", "", [Cited(FOOD, 3, year=2018)]),
        ("《食品安全法》第三十三条、第三十五条", "", [Cited(FOOD, 33), Cited(FOOD, 35)]),
        ("食品安全法第三条", "", [Cited(FOOD, 3)]),
        ("食品安全法", "第三条至第五条", [Cited(FOOD, 3), Cited(FOOD, 4), Cited(FOOD, 5)]),
        ("食品安全法", "第3-4条", [Cited(FOOD, 3), Cited(FOOD, 4)]),
        ("食品安全法", "", [Cited(FOOD)]),
        ("刑法", "第一百二十条之一", [Cited("刑法", 120, 1)]),
        ("食品安全法实施条例", "第十五条", [Cited("食品安全法实施条例", 15)]),
        ("中国（上海）自由贸易试验区条例", "第三条", [Cited("中国（上海）自由贸易试验区条例", 3)]),
        (
            "实施《中华人民共和国反外国制裁法》的规定",
            "第二条",
            [Cited("实施《中华人民共和国反外国制裁法》的规定", 2)],
        ),
        ("", "", []),
    ],
)
def test_a_basis_names_its_articles(law, article, expected):
    assert cited_by(law, article) == expected


def test_a_running_text_names_several_laws():
    text = "《市场主体登记管理条例》第十六条；《实施细则》第二十六条；发改价格规〔2016〕2559号"

    assert cited_in(text) == [
        Cited("市场主体登记管理条例", 16),
        Cited("市场主体登记管理条例实施细则", 26),
    ]
    assert cited_in("产权证明或者租赁合同") == []


def test_a_material_may_name_the_rules_of_the_law_the_item_rests_on():
    content = {
        "bases": [{"law": "市场主体登记管理条例", "article": "第三条"}],
        "materials": [{"basis": "《实施细则》第二十六条"}],
        "fees": [{"basis": "《价格法》第八条"}],
    }

    assert [(field, str(one)) for field, one in cited_in_content(content)] == [
        ("bases", "《市场主体登记管理条例》第三条"),
        ("materials", "《市场主体登记管理条例实施细则》第二十六条"),
        ("fees", "《价格法》第八条"),
    ]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        *[(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五"), (100, "一百")],
        *[(101, "一百零一"), (110, "一百一十"), (1000, "一千"), (1024, "一千零二十四")],
        *[(1260, "一千二百六十"), (1005, "一千零五")],
    ],
)
def test_numbers_are_read_and_written_as_laws_write_them(number, text):
    assert (number_of(text), in_chinese(number)) == (number, text)


def test_every_number_comes_back():
    assert all(number_of(in_chinese(number)) == number for number in range(1, 2000))
    assert (number_of("１２"), number_of("两千")) == (12, 2000)
    assert (article_label(120, 1), article_label(0)) == ("第一百二十条之一", "")
