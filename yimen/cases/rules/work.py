"""What a work list is asked for: whose work, which of it, in which order."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Self

MINE, POST, HOUSE = "mine", "post", "house"
SCOPES = (POST, MINE, HOUSE)  #: what my posts may do; what is in my hands; all I may see
PREREVIEW = "prereview"  # beside the kinds of links: to accept, and not yet received in law
OVER, NEAR, URGED = "over", "near", "urged"
PRESSING = (NEAR, OVER, URGED)
DUE, OLDEST, NEWEST = "due", "oldest", "newest"
ORDERS = (DUE, OLDEST, NEWEST)
LONGEST = 60  # characters of a word that is looked for
#: Columns beside item, applicant and number, in the order they are shown.
COLUMNS = ("link", "time", "due", "holder", "filed", "channel", "office", "marks")
USUAL = ("link", "time", "holder", "marks")

#: What each part may be; the others are words.
KNOWN = {"scope": SCOPES, "due": ("", *PRESSING), "order": ORDERS}


@dataclass(frozen=True, slots=True)
class WorkFilter:
    """Filters, order and columns of a work list, as its address and a saved view say them."""

    scope: str = POST
    kind: str = ""  # of link: accept, examine … or prereview
    due: str = ""
    item: str = ""  # part of its name, or its code
    text: str = ""  # the applicant's name, or the end of the case number
    channel: str = ""
    order: str = DUE
    columns: str = ""  # with commas between them; empty: the usual ones

    @classmethod
    def read(cls, query: Mapping[str, object]) -> Self:
        """From an address; what is not known is left out."""
        given = {
            one.name: str(query[one.name]).replace("\0", "").strip()[:LONGEST]
            for one in fields(cls)
            if query.get(one.name)
        }
        known = {k: v for k, v in given.items() if k not in KNOWN or v in KNOWN[k]}
        return cls(**{**known, "columns": _in_order(known.get("columns", ""))})

    @property
    def query(self) -> dict[str, str]:
        """What differs from the plain list, for an address."""
        plain = type(self)()
        return {k: v for k, v in asdict(self).items() if v != getattr(plain, k)}

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns that are shown, in their order."""
        return tuple(self.columns.split(",")) if self.columns else USUAL

    @property
    def is_about_cases(self) -> bool:
        """Whether it asks what only the case knows."""
        return bool(self.item or self.text or self.channel or self.due == URGED)


def _in_order(columns: str) -> str:
    """The columns that are known, in their order; the usual ones need no word."""
    named = columns.split(",")
    chosen = tuple(one for one in COLUMNS if one in named)
    return "" if chosen == USUAL else ",".join(chosen)
