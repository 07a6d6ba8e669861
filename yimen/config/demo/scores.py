"""The scores of the demo city: last month is closed, and somebody speaks against a line of it."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from yimen.config.demo.cards import SUPERVISION
from yimen.config.demo.stories import XINYU, Stage
from yimen.figures.actions.appeals import appeal_line
from yimen.figures.actions.schemes import ship_schemes
from yimen.figures.actions.scoring import Entered, confirm_title, enter_mark, publish_month
from yimen.figures.models import Publication, Score, ScoreKind
from yimen.figures.queries.monthly import Subject
from yimen.figures.queries.titles import proposed
from yimen.identity.models import Account
from yimen.kernel.ids import new_id
from yimen.orgs.models import Organisation
from yimen.orgs.queries import calendar_for
from yimen.supervision.rules.rates import month_before

HOUSE = "xinyu/"
HOUR = timedelta(hours=1)
#: office → what was found there by hand last month
FOUND = {
    "xinyu/housing/": Entered(
        "openness", 2, "办事指南收费标准更新不及时，公开内容与现行标准不一致。"
    ),
    "xinyu/urban/": Entered("attitude", 3, "窗口人员态度生硬，经12345热线反映并查实。"),
}
#: who speaks against it
APPEALING = "xinyu/urban/"
KEEPERS = ("supervisor", "overseer")


def load_scores(staff: Mapping[str, Account], *, at: datetime) -> int:
    """Close the month that is over, with points by hand, an appeal and a title."""
    ship_schemes()
    stage = Stage(staff, calendar_for(XINYU), at)
    begins = timezone.make_aware(datetime.combine(timezone.localdate(at).replace(day=1), time()))
    moment = max(stage.moment(2, 0), begins + 2 * HOUR)
    month, _until = month_before(timezone.localdate(at))
    supervisor, overseer = (stage.officer(SUPERVISION, role, 0) for role in KEEPERS)
    offices = {one.path: one for one in Organisation.objects.inside(HOUSE)}
    for path, entered in FOUND.items():
        subject = Subject(ScoreKind.DEPARTMENT, offices[path].pk)
        enter_mark(subject, month, entered, key=new_id(), by=supervisor, at=moment - HOUR)
    published = publish_month(offices[HOUSE].pk, month, by=supervisor, at=moment)
    line = published.scores.get(kind=ScoreKind.DEPARTMENT, organisation=offices[APPEALING])
    unit, later = stage.officer(APPEALING, "approver", 0), max(stage.moment(1, 0), moment)
    (against,) = line.lines.filter(key="attitude")
    text = "当日系统切换，窗口已按预案解释并致歉，群众事后表示理解，恳请酌情减轻扣分。"
    appeal_line(against.pk, text, key=new_id(), by=unit, at=later)
    for score in _titled(published.pk):
        confirm_title(score, by=overseer, at=later)
    return published.scores.count()


def _titled(publication: UUID) -> list[UUID]:
    """The first proposed window; the others wait for somebody to confirm them."""
    wanted = proposed(Publication.objects.get(pk=publication))
    windows = Score.objects.filter(pk__in=wanted, kind=ScoreKind.WINDOW)
    return list(windows.order_by("-total", "organisation__path").values_list("pk", flat=True)[:1])
