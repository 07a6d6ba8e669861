"""Speaking against a line of a published score, and deciding that."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from yimen.figures import errors, permissions
from yimen.figures.actions.scoring import STREAM, Papers, stored, words
from yimen.figures.models import Score, ScoreAppeal, ScoreLine
from yimen.figures.queries.appeals import line_seen, makers_of
from yimen.figures.rules.scoring import read_scheme, total_of
from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotAllowed


@transaction.atomic
def appeal_line(
    line_id: UUID, text: str, papers: Papers = (), *, key: UUID, by: Actor, at: datetime
) -> ScoreAppeal:
    """The unit, or the officer himself, speaks against a line within the days for it."""
    line = _held(line_id, by)
    if not permissions.may_appeal(by, line):
        raise NotAllowed
    if done := ScoreAppeal.objects.filter(line=line).first():
        if done.pk == key and done.made_by_id == by.staff_id:
            return done
        raise errors.AlreadyAppealed
    until = line.score.publication.appeal_by
    if timezone.localdate(at) > until:
        raise errors.AppealTooLate(day=until)
    if line.points >= 0:
        raise errors.NothingTaken
    assert by.staff_id is not None
    appeal = ScoreAppeal.objects.create(
        pk=key,
        line=line,
        text=words(text, field="text"),
        files=stored(papers, by=by, at=at),
        made_by_id=by.staff_id,
        made_at=at,
    )
    write(STREAM, appeal.pk, "score.appealed", by=by, at=at, facts=_facts(line))
    return appeal


@transaction.atomic
def uphold_appeal(
    appeal_id: UUID, text: str, points: int, *, by: Actor, at: datetime
) -> ScoreAppeal:
    """The line is corrected to fewer points taken off, and the total with it."""
    appeal = _open(appeal_id, by)
    line = appeal.line
    if not 0 <= points < -line.points:
        raise errors.PointsOutOfBounds(field="points", least=0, most=-line.points - 1)
    appeal.points = line.points = -points
    line.save(update_fields=["points"])
    score = line.score
    sums = ScoreLine.objects.filter(score=score).aggregate(points=Sum("points"))["points"]
    score.total = total_of(read_scheme(score.scheme.content), [sums])
    score.save(update_fields=["total"])
    return _decide(appeal, ScoreAppeal.State.UPHELD, text, by=by, at=at)


@transaction.atomic
def dismiss_appeal(appeal_id: UUID, text: str, *, by: Actor, at: datetime) -> ScoreAppeal:
    """The line stands."""
    appeal = _open(appeal_id, by)
    appeal.points = appeal.line.points
    return _decide(appeal, ScoreAppeal.State.DISMISSED, text, by=by, at=at)


def _held(line_id: UUID, by: Actor) -> ScoreLine:
    """The line, with its score held until the transaction ends: totals are added up one by one."""
    line = line_seen(by, line_id)
    if line is None:
        raise errors.NoSuchScore
    Score.objects.select_for_update(of=("self",), no_key=True).get(pk=line.score_id)
    line.refresh_from_db(fields=["points"])
    return line


def _open(appeal_id: UUID, by: Actor) -> ScoreAppeal:
    appeal = ScoreAppeal.objects.filter(pk=appeal_id).first()
    if appeal is None:
        raise errors.NoSuchScore
    appeal.line = _held(appeal.line_id, by)
    appeal.refresh_from_db(fields=["state"])
    if not permissions.may_decide(by, appeal, makers_of(appeal)):
        raise NotAllowed
    if appeal.state != ScoreAppeal.State.OPEN:
        raise errors.AppealDecided
    return appeal


def _decide(
    appeal: ScoreAppeal, state: ScoreAppeal.State, text: str, *, by: Actor, at: datetime
) -> ScoreAppeal:
    appeal.state, appeal.decision = state, words(text, field="text")
    appeal.decided_by_id, appeal.decided_at = by.staff_id, at
    appeal.save(update_fields=["state", "decision", "points", "decided_by", "decided_at"])
    kind = f"score.appeal_{state.value}"
    write(STREAM, appeal.pk, kind, by=by, at=at, facts=_facts(appeal.line))
    return appeal


def _facts(line: ScoreLine) -> dict[str, object]:
    score = line.score
    return {
        "kind": score.kind,
        "organisation": str(score.organisation_id),
        "staff": str(score.staff_id or ""),
        "month": f"{score.month:%Y-%m}",
        "line": line.key,
        "points": line.points,
        "total": score.total,
    }
