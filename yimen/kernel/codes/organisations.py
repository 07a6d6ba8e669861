"""Who an organisation is: GB 32100-2015 and GB 11714."""

from dataclasses import dataclass

from yimen.kernel.codes import checks
from yimen.kernel.codes.errors import BadCode
from yimen.kernel.codes.reading import check_characters, check_length, tidy


@dataclass(frozen=True, slots=True)
class Uscc:
    """A unified social credit code (统一社会信用代码) in its parts."""

    value: str
    department: str  #: 登记管理部门: 1 establishment, 5 civil affairs, 9 market …
    category: str  #: 机构类别 within the department
    region: str  #: six digits
    organisation_code: str  #: GB 11714, nine characters


@dataclass(frozen=True, slots=True)
class OrgCode:
    """An organisation code (组织机构代码) of nine characters, without its hyphen."""

    value: str


def parse_uscc(value: str) -> Uscc:
    """The unified social credit code read and checked (GB 32100-2015)."""
    text = tidy(value)
    check_length("uscc", text, 18)
    check_characters("uscc", text[:2], checks.USCC_ALPHABET)
    check_characters("uscc", text[2:8], checks.DIGITS, start=2)
    check_characters("uscc", text[8:], checks.USCC_ALPHABET, start=8)
    if checks.uscc_check(text[:17]) != text[17]:
        raise BadCode("uscc", "check")
    return Uscc(text, text[0], text[1], text[2:8], text[8:17])


def parse_org_code(value: str) -> OrgCode:
    """The organisation code read and checked (GB 11714)."""
    text = tidy(value).replace("-", "")
    check_length("org_code", text, 9)
    check_characters("org_code", text[:8], checks.ALPHANUMERICS)
    if checks.org_check(text[:8]) != text[8]:
        raise BadCode("org_code", "check")
    return OrgCode(text)
