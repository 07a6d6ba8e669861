"""Reading figures: trends, the live picture, what the public may see, and whether all is right."""

from yimen.figures.queries.disclosure import (
    BY,
    PublicCase,
    disclosed_case,
    disclosed_offices,
    disclosed_page,
    disclosure_of,
    disclosure_preview,
    live_cases,
    name_samples,
)
from yimen.figures.queries.live import Picture, live_picture, place
from yimen.figures.queries.recount import Difference, audit
from yimen.figures.queries.tallying import FOLLOWER
from yimen.figures.queries.trends import (
    CardSums,
    Figures,
    Line,
    Span,
    by_day,
    by_month,
    by_organisation,
    by_region,
    cards_by_level,
    totals,
)

__all__ = [
    "BY",
    "FOLLOWER",
    "CardSums",
    "Difference",
    "Figures",
    "Line",
    "Picture",
    "PublicCase",
    "Span",
    "audit",
    "by_day",
    "by_month",
    "by_organisation",
    "by_region",
    "cards_by_level",
    "disclosed_case",
    "disclosed_offices",
    "disclosed_page",
    "disclosure_of",
    "disclosure_preview",
    "live_cases",
    "live_picture",
    "name_samples",
    "place",
    "totals",
]
