"""A faulty code is refused with the fault named, in Chinese and in English."""

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import uscc as stdnum_uscc
from stdnum.iso7064 import mod_37_36 as stdnum_mod_37_36

from yimen.kernel import codes
from yimen.kernel.codes import BadCode, checks

TODAY = date(2026, 5, 20)
PATIENT = settings(deadline=None)
ITEM = "12441500196720244T3442199806003"


def resident(value: str):
    return codes.parse_resident_id(value, today=TODAY)


FAULTS = [
    (codes.parse_uscc, "", "empty", "Please enter the unified social credit code."),
    (
        codes.parse_uscc,
        "12441500196720244",
        "length",
        "The unified social credit code has 18 characters; 17 were entered.",
    ),
    (
        codes.parse_uscc,
        "1244150019672O244T",
        "characters",
        "“O” cannot stand at position 14 of the unified social credit code.",
    ),
    (
        codes.parse_uscc,
        "12441500196720245T",
        "check",
        "The check character of the unified social credit code does not match. "
        "Please compare it again.",
    ),
    (
        resident,
        "11010119000230991X",
        "check",
        "The check character of the resident identity number does not match. "
        "Please compare it again.",
    ),
    (
        resident,
        "110101190002300017"[:17] + checks.resident_check("11010119000230001"),
        "birth",
        "The resident identity number contains no possible date of birth (19000230).",
    ),
    (
        resident,
        "11010120270101001" + checks.resident_check("11010120270101001"),
        "future",
        "The date of birth in the resident identity number lies in the future (20270101).",
    ),
    (
        codes.parse_item_code,
        ITEM.replace("T3", "T9"),
        "level",
        "The level “9” in the item code does not exist (1 to 7).",
    ),
    (
        codes.parse_item_code,
        ITEM[:-3] + "00Y",
        "main_item",
        "The item code names a main item with sub-items; give the sub-item's code.",
    ),
    (
        codes.parse_case_number,
        ITEM + "202213010001",
        "day",
        "The case number contains no possible date (20221301).",
    ),
    (
        codes.parse_licence_id,
        "1.2.156.3005.3.x",
        "form",
        "The licence identifier must have the form "
        "1.2.156.3005.2.type.issuer.serial.version.check.",
    ),
    (
        codes.parse_region_code,
        "00",
        "region",
        "There is no province with the number 00 at the start of the region code.",
    ),
]


@pytest.mark.parametrize(("parse", "value", "reason", "sentence"), FAULTS)
def test_a_faulty_code_is_refused_with_its_fault(parse, value, reason, sentence):
    with pytest.raises(BadCode) as refused:
        parse(value)

    assert refused.value.reason == reason
    with translation.override("en"):
        assert str(refused.value) == sentence
    with translation.override("zh-hans"):
        assert str(refused.value) != sentence


def test_a_fault_does_not_repeat_an_identity_number():
    with pytest.raises(BadCode) as refused:
        resident("110101190001019917")

    assert "19000101" not in str(refused.value)
    assert "110101190001019917" not in repr(refused.value.facts)


@PATIENT
@given(st.text(alphabet=checks.USCC_ALPHABET, min_size=17, max_size=17))
def test_credit_code_check_characters_are_those_of_the_standard_library_of_numbers(body):
    assert checks.uscc_check(body) == stdnum_uscc.calc_check_digit(body)


@PATIENT
@given(st.text(alphabet=checks.ALPHANUMERICS, min_size=1, max_size=60))
def test_licence_check_characters_are_those_of_iso_7064(body):
    assert checks.mod_37_36(body) == stdnum_mod_37_36.calc_check_digit(body)


@PATIENT
@given(st.integers(0, 16), st.sampled_from(checks.DIGITS))
def test_one_wrong_digit_of_an_identity_number_is_always_found(position, digit):
    right = "110101190001019916"
    wrong = right[:position] + digit + right[position + 1 :]
    if wrong != right:
        with pytest.raises(BadCode):
            resident(wrong)


@pytest.mark.parametrize(
    ("value", "is_known"),
    [
        ("110101190001019916", True),
        ("81000019000101001" + checks.resident_check("81000019000101001"), True),
        ("83000019000101001" + checks.resident_check("83000019000101001"), True),
        ("91115619000101001" + checks.resident_check("91115619000101001"), True),
        ("19010119000101001" + checks.resident_check("19010119000101001"), False),
    ],
)
def test_the_region_of_an_identity_number_is_only_looked_at(value, is_known):
    assert resident(value).is_region_known is is_known


@pytest.mark.parametrize("seq", [0, 10000])
def test_a_day_has_numbers_from_1_to_9999(seq):
    with pytest.raises(BadCode) as refused:
        codes.make_case_number(ITEM, TODAY, seq)

    assert refused.value.reason == "sequence"


def test_months_and_days_of_a_case_number_are_two_digits():
    assert codes.make_case_number(ITEM, date(2026, 1, 2), 7) == ITEM + "202601020007"


def test_a_basic_code_is_not_enough_for_a_case_number():
    with pytest.raises(BadCode):
        codes.make_case_number("442199806003", TODAY, 1)


@pytest.mark.parametrize(
    ("value", "level", "prefix", "parent"),
    [
        ("44", 1, "44", ""),
        ("440100", 2, "4401", "440000000000"),
        ("440106000000", 3, "440106", "440100000000"),
        ("440106005", 4, "440106005", "440106000000"),
        ("440106005012", 5, "440106005012", "440106005000"),
        ("441900003000", 4, "441900003", "441900000000"),  # towns of a city without counties
    ],
)
def test_places_lie_in_places(value, level, prefix, parent):
    read = codes.parse_region_code(value)

    assert (read.level, read.prefix, read.parent) == (level, prefix, parent)


def test_a_place_comes_after_the_country_and_the_places_around_it():
    assert codes.lineage("440106000000") == ("", "440000000000", "440100000000", "440106000000")
    assert codes.lineage("") == ("",)


@pytest.mark.parametrize(
    ("value", "year", "month"),
    [("2609-330100-04-01-100001", 2026, 9), ("2018-440303-48-03-716387", 2018, None)],
)
def test_project_codes_carry_year_and_month_or_under_the_old_rules_the_year(value, year, month):
    read = codes.parse_project_code(value)

    assert (read.year, read.month) == (year, month)
