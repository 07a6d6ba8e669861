"""Papers an applicant may promise while applying, and those he owes afterwards."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from yimen.cases.models import Case
from yimen.cases.queries import (
    commitment_offers,
    commitments_of,
    narrowed,
    promised,
)
from yimen.cases.queries.commitments import material_of


def signed_with(case: Case) -> dict[str, str]:
    """What was promised with a draft, of the papers its guide asks for: how, by key."""
    return promised(case, narrowed(case).materials)


def signed_and_open(
    case: Case, files: Mapping[str, Any], signed: Mapping[str, str]
) -> dict[str, Any]:
    """What was signed with a draft, and how many papers may still be promised."""
    offers = commitment_offers(case, files.keys() | signed.keys())
    rows = case.commitments.order_by("pk") if signed else []
    return {
        "signed": [{"row": row, "name": material_of(case, row.material).name} for row in rows],
        "open": len({one.material.key for one in offers}),
        "link": reverse("portal:apply_commit", args=[case.pk]),
    }


def owed_cards(
    case: Case, today: date, errors: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """What was promised with a filed case, each with a place to hand it in while that is possible.

    Nothing is asked for a case without promises.
    """
    rows = commitments_of(case, today) if case.commitment_count else []
    return [
        {
            "view": row,
            "id": f"owed-{row.commitment.material}",
            "link": reverse("portal:owed_add", args=[case.number, row.commitment.material]),
            "error": (errors or {}).get(row.commitment.material, ""),
        }
        for row in rows
    ]
