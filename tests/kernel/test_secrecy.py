"""Personal numbers are unreadable without the key, and masked for others."""

import pytest
from cryptography.fernet import InvalidToken

from yimen.kernel.money import to_fen, yuan
from yimen.kernel.secrecy import digest, mask_name, mask_number, mask_phone, seal, unseal

NUMBER = "110101190001019916"


def test_a_sealed_number_comes_back_and_shows_nothing():
    sealed = seal(NUMBER)

    assert unseal(sealed) == NUMBER
    assert NUMBER not in sealed
    assert seal(NUMBER) != sealed


def test_a_seal_of_another_site_cannot_be_opened(settings):
    sealed = seal(NUMBER)
    settings.SECRET_KEY = "another"

    with pytest.raises(InvalidToken):
        unseal(sealed)


def test_equal_numbers_have_equal_digests_that_differ_by_site(settings):
    here = digest(NUMBER)

    assert digest(NUMBER) == here
    assert len(here) == 64
    settings.SECRET_KEY = "another"
    assert digest(NUMBER) != here


@pytest.mark.parametrize(
    ("mask", "text", "expected"),
    [
        (mask_name, "张小三", "张*三"),
        (mask_name, "张三", "张*"),
        (mask_name, "张", "张*"),
        (mask_name, "买买提·艾力", "买****力"),
        (mask_number, NUMBER, "110***********9916"),
        (mask_number, "1234567", "*******"),
        (mask_phone, "13800138000", "138****8000"),
        (mask_phone, "", ""),
    ],
)
def test_others_see_a_mask(mask, text, expected):
    assert mask(text) == expected


@pytest.mark.parametrize(
    ("fen", "text"), [(128000, "¥1,280.00"), (5, "¥0.05"), (0, "¥0.00"), (-123456, "-¥1,234.56")]
)
def test_amounts_are_shown_in_yuan(fen, text):
    assert yuan(fen) == text


@pytest.mark.parametrize(
    ("text", "fen"), [("1,280", 128000), ("¥12.80", 1280), (" 0.05 ", 5), ("￥3", 300)]
)
def test_amounts_are_read_from_yuan(text, fen):
    assert to_fen(text) == fen


@pytest.mark.parametrize("text", ["", "12.345", "abc", "NaN", "Infinity"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        to_fen(text)
