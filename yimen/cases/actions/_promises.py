"""What filing, accepting and deciding do about promises; nothing where there are none."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from yimen.cases.actions._moves import Act
from yimen.cases.errors import after
from yimen.cases.models import Case, Commitment, LaterCheck
from yimen.cases.queries.commitments import distrusts, material_of, owed, owed_names, promised
from yimen.cases.queries.situation import narrowed
from yimen.cases.rules.commitments import (
    CHECK_DAYS,
    FOLLOWS,
    RECORD,
    REPLACES,
    not_promised,
)
from yimen.catalogue.rules.elements import Material


@dataclass(frozen=True, slots=True)
class Promises:
    """What an application promises: for the case row, and for the entry."""

    kept: Mapping[str, Any] = field(default_factory=dict)
    told: Mapping[str, object] = field(default_factory=dict)


def check_promises(
    case: Case, materials: Sequence[Material], given: Collection[str]
) -> Collection[str]:
    """A paper that may follow by a day is there, or was promised; the papers that were."""
    word = promised(case, materials)
    missing = not_promised(materials, given, word)
    if missing:
        names = "、".join(material.name for material in missing)
        raise after.CommitmentMissing(names=names, keys=[material.key for material in missing])
    return word


def settle_promises(case: Case, given: Collection[str]) -> Promises:
    """With the filing promises stand; those for papers given or not asked for are let go."""
    materials = narrowed(case).materials
    if not any(m.proof or m.can_follow for m in materials):
        return Promises()
    wanted = {m.key for m in materials} - set(given)
    case.commitments.exclude(material__in=wanted).delete()
    rows = list(case.commitments.order_by("pk"))
    told = [{"material": c.material, "kind": c.kind, "digest": c.digest} for c in rows]
    kept = {
        "commitment_count": len(rows),
        "distrust_count": distrusts(case.applicant_id).count(),
    }
    return Promises(kept, {"commitments": told} if told else {})


def start_terms(act: Act) -> dict[str, Any]:
    """With the acceptance the days to hand in what is owed begin; what the entry says of it."""
    case = act.case
    if not case.commitment_count:
        return {}
    rows = list(case.commitments.filter(kind=FOLLOWS, state="open").order_by("pk"))
    for row in rows:
        row.due_on = act.calendar.add(act.today, material_of(case, row.material).follow_days)
        row.save(update_fields=["due_on"])
    return _owing(case, rows)


def grant_owing(act: Act, *, with_owed: bool) -> dict[str, Any]:
    """Whether it may be granted while papers are owed; and who checks the words given, by when."""
    open_ones = owed(act.case)
    hard = [c for c in open_ones if material_of(act.case, c.material).follow_breach != RECORD]
    if hard:
        raise after.PapersOwed(names=owed_names(act.case, hard))
    if open_ones and not with_owed:
        names = owed_names(act.case, open_ones)
        raise after.OwedNotConfirmed(field="with_owed", names=names)
    if not act.case.commitment_count:
        return {}
    due = act.calendar.add(act.today, CHECK_DAYS)
    given = act.case.commitments.filter(kind=REPLACES, state="open")
    checks = [LaterCheck(case=act.case, kind="commitment", commitment=c, due_on=due) for c in given]
    LaterCheck.objects.bulk_create(checks)
    return {**_owing(act.case, open_ones), **({"checks": len(checks)} if checks else {})}


def _owing(case: Case, rows: Sequence[Commitment]) -> dict[str, Any]:
    """What the entry says of papers still to come."""
    owing = [
        {
            "material": row.material,
            "paper": material_of(case, row.material).name,
            "due": row.due_on.isoformat() if row.due_on else "",
        }
        for row in rows
    ]
    return {"owed": owing} if owing else {}


def let_go(case: Case) -> None:
    """After a refusal nothing is owed any more."""
    if case.commitment_count:
        case.commitments.filter(state="open").update(due_on=None)
