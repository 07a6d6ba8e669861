"""What the table of permissions needs of scores: a closed month, an appeal, points by hand."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from tests.cases.factories import a_pdf
from tests.orgs.factories import StaffFactory
from yimen.figures.actions.schemes import ship_schemes
from yimen.figures.models import (
    Mark,
    Publication,
    Scheme,
    Score,
    ScoreAppeal,
    ScoreKind,
    ScoreLine,
)
from yimen.files.actions import store_upload
from yimen.identity.models import Account
from yimen.kernel.actor import SYSTEM
from yimen.orgs.models import Organisation
from yimen.supervision.rules.rates import month_before

Rows = dict[str, dict[str, Any]]


def doors_of_scores(home: Organisation, people: dict[str, Account]) -> tuple[Rows, Rows]:
    """Addresses and bodies: a line without an appeal and one with, a mark, a title to confirm."""
    ship_schemes()
    somebody, today = StaffFactory(organisation=home), timezone.localdate()
    closed = Publication.objects.create(
        month=month_before(today)[0],
        organisation=home,
        appeal_by=today + timedelta(days=3),
        made_by=somebody,
        made_at=timezone.now(),
    )
    lines = [_line(closed, ScoreKind.DEPARTMENT, seq) for seq in (1, 2)]
    appeal = {"text": "停电所致", "made_by": somebody, "made_at": timezone.now()}
    ScoreAppeal.objects.create(line=lines[1], **appeal)
    mark = _mark(home, somebody.pk)
    of_home = {"kind": "department", "subject_id": home.pk}
    names: Rows = {
        "desk:score_sheet": of_home,
        "desk:score_sheet/staff": {"kind": "staff", "subject_id": people["clerk"].staff_id},
        "desk:mark_add": of_home,
        "desk:mark_withdraw": {"mark_id": mark.pk},
        "desk:score_line": {"line_id": lines[0].pk},
        "desk:score_appeal": {"line_id": lines[0].pk},
        "desk:score_decide": {"line_id": lines[1].pk},
        "desk:score_file": {"file_id": mark.files[0]},
        "desk:title_confirm": {"score_id": _score(closed, ScoreKind.WINDOW, 100).pk},
    }
    entered = {"line": "attitude", "points": 3, "reason": "投诉查实"}
    bodies: Rows = {
        "desk:mark_add": {**entered, "key": uuid4()},
        "desk:score_publish": {"organisation": home.pk},
        "desk:score_appeal": {"text": "停电所致", "key": uuid4()},
        "desk:score_decide": {"is_upheld": "no", "text": "理由不成立"},
    }
    return names, bodies


def _mark(home: Organisation, made_by: UUID) -> Mark:
    paper = store_upload(a_pdf(), by=SYSTEM, at=timezone.now())
    return Mark.objects.create(
        kind=ScoreKind.DEPARTMENT,
        organisation=home,
        month=timezone.localdate().replace(day=1),
        line="attitude",
        points=-2,
        reason="投诉查实",
        files=[paper.pk],
        made_by_id=made_by,
        made_at=timezone.now(),
    )


def _score(closed: Publication, kind: str, total: int) -> Score:
    scheme = Scheme.objects.get(kind=kind)
    known = Score.objects.filter(publication=closed, kind=kind).first()
    return known or Score.objects.create(
        publication=closed,
        scheme=scheme,
        kind=kind,
        organisation=closed.organisation,
        month=closed.month,
        total=total,
    )


def _line(closed: Publication, kind: str, seq: int) -> ScoreLine:
    key = ("yellow_time", "yellow_procedure")[seq - 1]
    said = {"dimension": "timeliness", "value": 1, "points": -5, "published": -5}
    return ScoreLine.objects.create(score=_score(closed, kind, 90), seq=seq, key=key, **said)
