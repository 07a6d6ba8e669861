"""Who a person is: GB 11643-1999."""

from dataclasses import dataclass
from datetime import date

from yimen.kernel.codes import checks
from yimen.kernel.codes.errors import BadCode
from yimen.kernel.codes.reading import check_characters, check_length, tidy
from yimen.kernel.codes.regions import PROVINCES

KIND = "resident_id"


@dataclass(frozen=True, slots=True)
class ResidentId:
    """An identity number (公民身份号码) of eighteen characters in its parts."""

    value: str
    region: str  #: six digits as they were at first registration; old codes stay valid for life
    birth: date
    is_male: bool
    is_region_known: bool  #: the first two digits name a province, or a permit of residence


def parse_resident_id(value: str, *, today: date) -> ResidentId:
    """The identity number read and checked; fifteen digits of the first generation are completed.

    Residence permits of people from Hong Kong, Macao and Taiwan and permanent residence cards of
    foreigners have the same form. The region is only looked at: districts go, numbers stay.
    """
    text = tidy(value)
    check_length(KIND, text, 18, 15)
    check_characters(KIND, text[:17], checks.DIGITS)
    if len(text) == 15:
        text = text[:6] + "19" + text[6:]
        text += checks.resident_check(text)
    check_characters(KIND, text[17], "0123456789X", start=17)
    if checks.resident_check(text[:17]) != text[17]:
        raise BadCode(KIND, "check")
    birth = _birth(text[6:14], today)
    known = text[:2] in PROVINCES or text[:2] == "83" or text[0] == "9"
    return ResidentId(text, text[:6], birth, int(text[16]) % 2 == 1, known)


def _birth(digits: str, today: date) -> date:
    try:
        birth = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise BadCode(KIND, "birth", found=digits) from None
    if birth > today:
        raise BadCode(KIND, "future", found=digits)
    return birth
