"""The written notice about an act, for whoever sees the case."""

from collections.abc import Iterable

from yimen.cases.messages.notices import NOTICES, Paper, paper_of
from yimen.cases.models import Case
from yimen.cases.queries.situation import question_text
from yimen.journal.queries import entries_of


def notice_paper(case: Case, seq: int) -> Paper | None:
    """The notice about the case's act of that number; none about others."""
    entry = next((one for one in entries_of(case.pk) if one.seq == seq), None)
    if entry is None or entry.kind not in NOTICES:
        return None
    pk = entry.facts.get("supplement")
    asked = case.supplements.filter(pk=str(pk)).first() if pk else None
    return paper_of(case, entry, gap_lines(case, asked.gaps) if asked else ())


def gap_lines(case: Case, gaps: Iterable[dict[str, str]]) -> list[str]:
    """What is missing, each point with the name of its material, or with the question asked."""
    version = case.version
    names = {material.key: material.name for material in version.material_list}
    asked = {one.key: f"“{question_text(one)}”" for one in version.situation_list}
    return [
        f"{name}：{gap['what']}" if name else gap["what"]
        for gap in gaps
        for name in [names.get(gap.get("material", "")) or asked.get(gap.get("question", ""))]
    ]
