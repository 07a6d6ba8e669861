"""Points by hand, closing a month, titles. What was published stays; later things come later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from yimen.figures import errors, permissions
from yimen.figures.models import Mark, Publication, Score, ScoreKind, ScoreLine
from yimen.figures.queries.monthly import Subject, bounds, closed_at
from yimen.figures.queries.schemes import Schemebook
from yimen.figures.queries.scores import Scored, live_scores, offices_left
from yimen.figures.queries.titles import proposed, titles_left
from yimen.figures.rules.scoring import LineRule
from yimen.files.actions import store_upload
from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotAllowed
from yimen.orgs.models import Organisation, Staff
from yimen.orgs.queries import calendar_for

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

STREAM = "score"
MOST_PAPERS = 10
Papers = Sequence["UploadedFile[Any]"]


@dataclass(frozen=True, slots=True)
class Entered:
    """What is entered by hand: for which line, how many points (a number above nought), why."""

    line: str
    points: int
    reason: str
    papers: Papers = ()


@transaction.atomic
def enter_mark(
    subject: Subject, month: date, entered: Entered, *, key: UUID, by: Actor, at: datetime
) -> Mark:
    """A supervisor enters what the platform cannot know, with his reason and papers."""
    office = Organisation.objects.get(pk=subject.organisation)
    if not permissions.may_mark(by, office, subject.staff):
        raise NotAllowed
    assert by.staff_id is not None
    if done := Mark.objects.visible_to(by).filter(pk=key, made_by=by.staff_id).first():
        return done
    _check_staff(subject)
    rule = _line_by_hand(subject.kind, month, office, entered)
    _check_open(office, month, at)
    mark = Mark.objects.create(
        pk=key,
        kind=subject.kind,
        organisation=office,
        staff_id=subject.staff,
        month=month,
        line=rule.key,
        points=entered.points if rule.is_bonus else -entered.points,
        reason=words(entered.reason, field="reason"),
        files=stored(entered.papers, by=by, at=at),
        made_by_id=by.staff_id,
        made_at=at,
    )
    write(STREAM, mark.pk, "score.marked", by=by, at=at, facts=_facts_of(mark))
    return mark


@transaction.atomic
def withdraw_mark(mark_id: UUID, *, by: Actor, at: datetime) -> Mark:
    """Take back what was entered by hand, as long as its month is open."""
    rows = Mark.objects.visible_to(by).select_for_update(of=("self",), no_key=True)
    mark: Mark | None = rows.select_related("organisation").filter(pk=mark_id).first()
    if mark is None:
        raise errors.NoSuchScore
    if not permissions.may_withdraw(by, mark):
        raise NotAllowed
    _check_open(mark.organisation, mark.month, at)
    mark.withdrawn_at, mark.withdrawn_by_id = at, by.staff_id
    mark.save(update_fields=["withdrawn_at", "withdrawn_by"])
    write(STREAM, mark.pk, "score.unmarked", by=by, at=at, facts=_facts_of(mark))
    return mark


def _check_staff(subject: Subject) -> None:
    if subject.kind == ScoreKind.STAFF:
        works = Staff.objects.filter(pk__in=[subject.staff], organisation=subject.organisation)
        if not works.exists():
            raise errors.NoSuchScore
    elif subject.staff is not None:
        raise errors.NoSuchScore


def _line_by_hand(kind: str, month: date, office: Organisation, entered: Entered) -> LineRule:
    by = Schemebook(kind).at(month, region=office.region_id)
    rule = by.terms.line(entered.line) if by else None
    if rule is None or not rule.is_by_hand:
        raise errors.NoSuchLine(field="line")
    if not rule.least <= entered.points <= rule.most:
        raise errors.PointsOutOfBounds(field="points", least=rule.least, most=rule.most)
    return rule


def _check_open(office: Organisation, month: date, at: datetime) -> None:
    if (office.pk, month) in closed_at([office.pk]):
        raise errors.MonthClosed
    if bounds(month)[0] > at:
        raise errors.MonthNotOver


def _facts_of(mark: Mark) -> dict[str, Any]:
    return {
        "kind": mark.kind,
        "organisation": str(mark.organisation_id),
        "staff": str(mark.staff_id or ""),
        "month": f"{mark.month:%Y-%m}",
        "line": mark.line,
        "points": mark.points,
    }


def words(text: str, *, field: str) -> str:
    """What somebody wrote, which may not be empty."""
    if not text.strip():
        raise errors.WordsMissing(field=field)
    return text.strip()


def stored(papers: Papers, *, by: Actor, at: datetime) -> list[UUID]:
    """Keep the papers that came with an act."""
    if len(papers) > MOST_PAPERS:
        raise errors.TooManyPapers(field="papers", most=MOST_PAPERS)
    return [store_upload(paper, by=by, at=at).pk for paper in papers]


# ---- closing a month


@transaction.atomic
def publish_month(house_id: UUID, month: date, *, by: Actor, at: datetime) -> Publication:
    """Close the scores of a house and all offices below it, and publish them with the bulletin.

    From now on they stay as they are: an appeal that is upheld corrects a line, a card that falls
    away later is given back in the month in which it did.
    """
    house = Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=house_id)
    if not permissions.may_publish(by, house):
        raise NotAllowed
    if bounds(month)[1] > at:
        raise errors.MonthNotOver
    offices = offices_left(by, month, below=house.path)
    if not offices:
        raise errors.MonthClosed
    assert by.staff_id is not None
    publication = Publication.objects.create(
        month=month,
        organisation=house,
        appeal_by=_appeal_by(house, month, at),
        made_by_id=by.staff_id,
        made_at=at,
    )
    count = sum(_close(publication, kind, month, offices) for kind in ScoreKind.values)
    facts = {"organisation": str(house.pk), "month": f"{month:%Y-%m}", "scores": count}
    facts["appeal_by"] = publication.appeal_by.isoformat()
    write(STREAM, publication.pk, "score.published", by=by, at=at, facts=facts)
    return publication


def _appeal_by(house: Organisation, month: date, at: datetime) -> date:
    by = Schemebook(ScoreKind.DEPARTMENT).at(month, region=house.region_id)
    if by is None:
        raise errors.NoScheme
    return calendar_for(house.region_id).add(timezone.localdate(at), by.terms.appeal_days)


def _close(
    publication: Publication, kind: str, month: date, offices: dict[UUID, Organisation]
) -> int:
    found = live_scores(kind, month, offices)
    scores = Score.objects.bulk_create(_score(publication, one) for one in found)
    ScoreLine.objects.bulk_create(
        line for score, one in zip(scores, found, strict=True) for line in _lines(score, one)
    )
    return len(scores)


def _score(publication: Publication, one: Scored) -> Score:
    return Score(
        publication=publication,
        scheme=one.by.scheme,
        kind=one.subject.kind,
        organisation=one.organisation,
        staff=one.staff,
        month=publication.month,
        total=one.total,
    )


def _lines(score: Score, one: Scored) -> list[ScoreLine]:
    return [
        ScoreLine(
            score=score,
            seq=seq,
            key=line.key,
            dimension=line.dimension,
            value=line.value,
            points=line.points,
            published=line.points,
            is_correction=line.is_correction,
            refs=[[ref.kind, str(ref.id)] for ref in line.refs],
        )
        for seq, line in enumerate(one.score.lines, 1)
    ]


# ---- titles


@transaction.atomic
def confirm_title(score_id: UUID, *, by: Actor, at: datetime) -> Score:
    """Somebody confirms the title a closed month proposes: 红旗窗口, 服务标兵."""
    rows = Score.objects.visible_to(by).select_for_update(of=("self",), no_key=True)
    related = ("publication__organisation", "scheme")
    score: Score | None = rows.select_related(*related).filter(pk=score_id).first()
    if score is None:
        raise errors.NoSuchScore
    if not permissions.may_honour(by, score.publication.organisation):
        raise NotAllowed
    if score.title:
        return score
    title = proposed(score.publication).get(score.pk)
    if title is None:
        raise errors.NotProposed
    _check_left(score)
    score.title, score.title_by_id, score.title_at = title, by.staff_id, at
    score.save(update_fields=["title", "title_by", "title_at"])
    facts = {"kind": score.kind, "title": title, "month": f"{score.month:%Y-%m}"}
    facts |= {"organisation": str(score.organisation_id), "staff": str(score.staff_id or "")}
    write(STREAM, score.pk, "score.honoured", by=by, at=at, facts=facts)
    return score


def _check_left(score: Score) -> None:
    """Of a closed month only so many titles are given; among equals a person chooses."""
    Publication.objects.select_for_update(no_key=True).get(pk=score.publication_id)
    if titles_left(score) <= 0:
        raise errors.TitlesGiven
