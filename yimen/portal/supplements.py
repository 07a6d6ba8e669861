"""Answering a notice of what is missing: every gap in one list, with its upload card."""

from typing import Any

from yimen.cases.models import Case, Supplement
from yimen.cases.queries import narrowed, reusable
from yimen.kernel.actor import Actor
from yimen.portal.drafts import card, given_files


def open_notice(case: Case) -> Supplement | None:
    """The notice that waits for an answer."""
    notices = [n for n in case.supplements.all() if n.answered_at is None]
    return notices[0] if notices else None


def gap_cards(
    case: Case, actor: Actor, errors: dict[str, str] | None = None
) -> list[dict[str, Any]]:
    """An upload card for each paper the notice asks for; what the office has received stays."""
    notice = open_notice(case)
    if notice is None:
        return []
    files, earlier = given_files(case), reusable(case, actor)
    asked = {gap["material"]: gap["what"] for gap in notice.gaps if gap.get("material")}
    cards = []
    for material in narrowed(case).materials:
        if material.key not in asked:
            continue
        given = files.get(material.key, [])
        fresh = [file for file in given if file.supplement_id == notice.pk]
        one = card(
            case,
            material,
            fresh,
            wanted=asked[material.key],
            error=(errors or {}).get(material.key, ""),
            earlier=earlier.get(material.key, ()),
        )
        cards.append(one)
    return cards


def other_gaps(case: Case) -> list[str]:
    """What the notice asks for besides papers."""
    notice = open_notice(case)
    return [gap["what"] for gap in notice.gaps if not gap.get("material")] if notice else []
