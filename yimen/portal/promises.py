"""Papers an applicant may promise while applying, and those he owes afterwards."""

from typing import Any

from django.urls import reverse

from yimen.cases.models import Case
from yimen.cases.queries import (
    CommitmentView,
    commitment_offers,
    commitments_of,
    narrowed,
    promised,
)
from yimen.cases.queries.commitments import material_of
from yimen.portal import drafts


def signed_and_open(case: Case) -> dict[str, Any]:
    """What was signed with a draft, and how many papers may still be promised."""
    signed = promised(case, narrowed(case).materials)
    files = drafts.given_files(case)
    offers = commitment_offers(case, files.keys() | signed.keys())
    rows = case.commitments.order_by("pk") if signed else []
    return {
        "signed": [{"row": row, "name": material_of(case, row.material).name} for row in rows],
        "open": len({one.material.key for one in offers}),
        "link": reverse("portal:apply_commit", args=[case.pk]),
    }


def owed_cards(case: Case, rows: list[CommitmentView], error: dict[str, str]) -> list[Any]:
    """What was promised with a case, each with a place to hand it in while that is possible."""
    return [
        {
            "view": row,
            "id": f"owed-{row.commitment.material}",
            "link": reverse("portal:owed_add", args=[case.number, row.commitment.material]),
            "error": error.get(row.commitment.material, ""),
        }
        for row in rows
    ]


def owed_block(case: Case, today: Any, error: dict[str, str] | None = None) -> list[Any]:
    """The promises of a filed case; nothing is asked for a case without."""
    if not case.commitment_count:
        return []
    return owed_cards(case, commitments_of(case, today), error or {})
