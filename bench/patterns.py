"""One real case of each stage, handled by real acts: what the bulk is cloned from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bench.city import City, Department, actor
from bench.lives import ANSWERS
from yimen.cases import actions
from yimen.cases.models import Case
from yimen.identity.models import Account

#: Parts in a thousand, and how many days back the clones reach. A tenth is open.
STAGES = {
    "submitted": (25, 4),
    "accepted": (40, 14),
    "in_review": (20, 14),
    "granted": (15, 10),
    "refused": (50, 1000),
    "concluded": (850, 1000),
}


@dataclass(frozen=True)
class Pattern:
    """A case to clone."""

    stage: str
    case: Case


def make_patterns(city: City, now: datetime) -> list[Pattern]:
    """A case of each stage in the first department, filed within the last days."""
    start = now - timedelta(days=6)
    return [
        Pattern(stage, live(city.departments[0], city.residents[0], stage, start))
        for stage in STAGES
    ]


def open_processes(city: City, now: datetime) -> None:
    """One filed case everywhere, so that every item has its process."""
    for department in city.departments[1:]:
        live(department, city.residents[0], "submitted", now - timedelta(days=1))


def live(department: Department, resident: Account, stage: str, start: datetime) -> Case:
    """A case brought to that stage by its people, one act after the other."""
    who, version = actor(resident, start), department.item.current
    case = actions.draft_case(version.pk, resident.party_id, by=who, at=start)
    actions.save_draft(case.pk, ANSWERS, by=who, at=start)
    case = actions.file_case(case.pk, by=who, at=start)
    for reached, action, link, facts in _acts(stage):
        start += timedelta(minutes=1)
        officer = actor(department.officers[link], start)
        case = action(case.pk, by=officer, at=start, **facts)
        if reached == stage:
            break
    return case


def _acts(stage: str) -> Iterator[tuple[str, object, str, dict[str, str]]]:
    if stage == "submitted":
        return
    yield "accepted", actions.accept_case, "accept", {}
    passed = {"conclusion": "passed", "text": "符合条件"}
    yield "in_review", actions.examine_case, "examine", passed
    if stage == "refused":
        facts = {"reasons": "不符合条件", "remedies": "可依法申请行政复议。"}
        yield "", actions.refuse_case, "decide", facts
    else:
        yield "granted", actions.grant_case, "decide", {"reasons": "符合法定条件"}
    yield "", actions.deliver_result, "deliver", {"way": "electronic"}
    yield stage, actions.conclude_case, "deliver", {}
