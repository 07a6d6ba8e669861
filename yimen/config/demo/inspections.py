"""Inspections of the demo city: one drawn, marked and partly put right, one whose seed waits."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from yimen.config.demo.stories import XINYU, Stage
from yimen.identity.models import Account
from yimen.kernel.ids import new_id
from yimen.orgs.models import Organisation
from yimen.orgs.queries import calendar_for
from yimen.supervision.actions import inspecting
from yimen.supervision.models import Inspection, InspectionPlan
from yimen.supervision.rules.drawing import Terms
from yimen.supervision.rules.marks import sheet_of

SUPERVISION = "xinyu/approval/"
SOURCE = "次日双色球开奖号码（红球由小到大，加号，蓝球）"
SEED = "03 08 15 21 26 33 + 11"
BEGINS, DRAWN, MARKED, MENDED = 120, 12, 10, 6
#: What was found in the cases that were marked, and the points it cost; the others wait.
FINDINGS = (
    ("reasons", 4, "决定书只写“符合条件”，没有写明适用的条款。"),
    ("delivery", 3, "送达回证没有写明收件人与申请人的关系。"),
)


def load_inspections(staff: Mapping[str, Account], *, at: datetime) -> int:
    """Last half-year's inspection, and the next, sealed; how many cases were drawn."""
    stage = Stage(staff, calendar_for(XINYU), at)
    house = Organisation.objects.get(path="xinyu/")
    plan = _sealed(stage, house, "上半年案卷评查", DRAWN + 1)
    inspecting.draw_cases(plan.pk, SEED, **_who(stage, "overseer", DRAWN))
    drawn = Inspection.objects.filter(plan=plan).exclude(organisation__path=SUPERVISION)
    for one, found in zip(drawn.order_by("lot"), FINDINGS, strict=False):
        _mark(stage, one, *found)
    _sealed(stage, house, "下半年案卷评查", 1)
    return drawn.count()


def _sealed(stage: Stage, house: Organisation, name: str, ago: int) -> InspectionPlan:
    terms = Terms(stage.day(BEGINS), stage.day(ago + 1), 1, SOURCE)
    who = _who(stage, "overseer", ago)
    return inspecting.plan_inspection(name, house, terms, key=new_id(), **who)


def _mark(stage: Stage, one: Inspection, criterion: str, cost: int, words: str) -> None:
    points = {row.key: row.points for row in sheet_of(one.plan.sheet)}
    points[criterion] -= cost
    who = _who(stage, "supervisor", MARKED)
    inspecting.mark_case(one.pk, points, findings=words, **who)
    if criterion == "delivery":
        _mend(stage, one.pk, one.organisation.path)


def _mend(stage: Stage, inspection: UUID, office: str) -> None:
    text = "已补注关系并请收件人签字；窗口送达回证模板增加“与申请人关系”一栏。"
    who: dict[str, Any] = {"by": stage.officer(office, "approver", MENDED)}
    inspecting.mend_findings(inspection, text, at=stage.moment(MENDED, 1), **who)


def _who(stage: Stage, role: str, ago: int) -> dict[str, Any]:
    return {"by": stage.officer(SUPERVISION, role, ago), "at": stage.moment(ago, 1)}
