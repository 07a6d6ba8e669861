"""Which electronic licence: GB/T 36904-2018."""

from dataclasses import dataclass

from yimen.kernel.codes import checks
from yimen.kernel.codes.errors import BadCode
from yimen.kernel.codes.reading import check_characters, tidy

KIND = "licence_id"
ROOT = "1.2.156.3005.2"
FORM = f"{ROOT}.type.issuer.serial.version.check"


@dataclass(frozen=True, slots=True)
class LicenceId:
    """A licence identifier (电子证照标识) in its parts."""

    value: str
    type_code: str  #: eighteen characters of the definer and three digits
    issuer: str  #: the issuer's credit code, or a region
    serial: str
    version: str  #: three digits
    check: str

    @property
    def definer(self) -> str:
        """The authority that defined the type of licence."""
        return self.type_code[:18]


def parse_licence_id(value: str) -> LicenceId:
    """The licence identifier read and checked (ISO 7064 MOD 37,36 over the parts, dots removed)."""
    text = tidy(value)
    if not text:
        raise BadCode(KIND, "empty")
    parts = text.removeprefix(ROOT + ".").split(".")
    if not text.startswith(ROOT + ".") or len(parts) != 5:
        raise BadCode(KIND, "form", expected=FORM)
    type_code, issuer, serial, version, check = parts
    widths = len(type_code), len(issuer), len(version), len(check)
    if widths not in {(21, 18, 3, 1), (21, 12, 3, 1), (21, 6, 3, 1)} or not serial:
        raise BadCode(KIND, "form", expected=FORM)
    start = len(ROOT) + 1
    for part in parts:
        check_characters(KIND, part, checks.ALPHANUMERICS, start=start)
        start += len(part) + 1
    if checks.mod_37_36(type_code + issuer + serial + version) != check:
        raise BadCode(KIND, "check")
    return LicenceId(text, type_code, issuer, serial, version, check)


def make_licence_id(type_code: str, issuer: str, serial: str, version: int = 1) -> str:
    """The identifier of a licence, with its check character."""
    body = (type_code, issuer, serial, f"{version:03d}")
    value = ".".join((ROOT, *body, checks.mod_37_36("".join(body))))
    return parse_licence_id(value).value
