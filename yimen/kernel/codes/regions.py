"""Where a place is: GB/T 2260 and the twelve-digit statistical code."""

from dataclasses import dataclass

from yimen.kernel.codes import checks
from yimen.kernel.codes.errors import BadCode
from yimen.kernel.codes.reading import check_characters, check_length, tidy

KIND = "region_code"
_BY_AREA = {1: 5, 2: 3, 3: 7, 4: 6, 5: 4, 6: 6}  #: North China has five numbers from 11, …
PROVINCES = frozenset(
    {f"{area}{n}" for area, last in _BY_AREA.items() for n in range(1, last + 1)}
    | {"50", "71", "81", "82"}
)
#: How many leading digits name a province, city, county, township, village.
WIDTHS = (2, 4, 6, 9, 12)


@dataclass(frozen=True, slots=True)
class RegionCode:
    """A place's twelve digits; the digits that are not padding are its prefix."""

    value: str
    level: int  #: 1 province, 2 city, 3 county, 4 township, 5 village
    prefix: str  #: everything inside the place starts with it
    is_known: bool  #: the first two digits name a province; others are allowed, for drills

    def ancestors(self) -> tuple[str, ...]:
        """The twelve-digit codes of the places around it, largest first; a level may be missing."""
        codes = (self.value[:width].ljust(12, "0") for width in WIDTHS if width < len(self.prefix))
        return tuple(dict.fromkeys(codes))

    @property
    def parent(self) -> str:
        """The place around it; the towns of a city without counties lie in the city."""
        return self.ancestors()[-1] if self.level > 1 else ""


def lineage(code: str) -> tuple[str, ...]:
    """The country (empty), then the place's province, city … down to the place itself."""
    if not code:
        return ("",)
    text = code.ljust(12, "0")
    return "", *dict.fromkeys(text[:width].ljust(12, "0") for width in WIDTHS)


def prefix_of(code: str) -> str:
    """What the codes of everything inside a place begin with; nothing for the country (empty)."""
    return parse_region_code(code).prefix if code else ""


def parse_region_code(value: str) -> RegionCode:
    """The place's code read and padded to twelve digits; shorter codes of a level are welcome."""
    text = tidy(value)
    check_length(KIND, text, 12, 9, 6, 4, 2)
    check_characters(KIND, text, checks.DIGITS)
    if text[:2] == "00":
        raise BadCode(KIND, "region", found=text[:2])
    text = text.ljust(12, "0")
    level = next(n for n, width in enumerate(WIDTHS, 1) if not text[width:].strip("0"))
    return RegionCode(text, level, text[: WIDTHS[level - 1]], text[:2] in PROVINCES)
