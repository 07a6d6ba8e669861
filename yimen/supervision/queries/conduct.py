"""Bringing together what the measures of conduct read: a constant number of statements a batch."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from yimen.cases.models import Case, Opinion, Supplement
from yimen.cases.queries.links import NEEDED
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.rules.elements import STANDARD_LINKS
from yimen.journal.ports import EntryView
from yimen.journal.queries import entries_of_many
from yimen.kernel.workdays import WorkCalendar
from yimen.orgs.models import Deputyship, Posting
from yimen.orgs.queries import calendar_for
from yimen.supervision.rules.conduct import letters
from yimen.supervision.rules.records import NO_CALENDAR, Deed, Guide, Paper, Record

EXTENDING = "case.extend"
BETWEEN_ENDS = NEEDED - {"accept"}  # links that are the decision, or come after it


@dataclass(frozen=True, slots=True)
class Looked:
    """An act to be measured: its entry, its case, and the record up to it."""

    entry: EntryView
    case: Case
    record: Record

    @property
    def organisation_id(self) -> UUID:
        """The office that had the case then; it may have been handed over since."""
        told = self.entry.facts.get("organisation")
        return UUID(str(told)) if told else self.case.organisation_id


def looked_at(entries: Sequence[EntryView]) -> Iterator[Looked]:
    """Each act with the record of its case up to it; acts on cases that are gone are left out."""
    cases = Case.objects.select_related("organisation").in_bulk({e.subject for e in entries})
    deeds = {pk: [_deed(one) for one in all_] for pk, all_ in entries_of_many(cases).items()}
    papers, heads = _papers(entries), _Heads(entries)
    for entry in entries:
        case = cases.get(entry.subject)
        if case is not None:
            record = Record(
                deeds=tuple(deed for deed in deeds[case.pk] if deed.seq <= entry.seq),
                guide=guide_of(case.version),
                papers=papers,
                heads=heads.of(entry, case),
                calendar=_calendar(entry, case),
            )
            yield Looked(entry, case, record)


def guide_of(version: ItemVersion) -> Guide:
    """What conduct is measured by; a drawing may lead past links, so only acceptance is sure."""
    links = version.link_list
    if not {link.kind for link in links} >= NEEDED:
        links = list(STANDARD_LINKS)
    return Guide(
        materials={material.key: material.name for material in version.material_list},
        links=tuple(
            (link.key, link.kind, link.name)
            for link in links
            if link.kind not in BETWEEN_ENDS
            and not link.when
            and (link.kind == "accept" or not version.drawing)
        ),
        is_promised=version.pace == ItemVersion.Pace.PROMISED,
        fees={fee.key: fee.amount_fen for fee in version.fee_list},
    )


def _deed(entry: EntryView) -> Deed:
    staff = entry.actor.get("staff")
    return Deed(
        seq=entry.seq,
        act=entry.kind.partition(".")[2],
        at=entry.at,
        day=timezone.localdate(entry.at),
        staff=UUID(staff) if staff else None,
        facts=entry.facts,
    )


def _papers(entries: Sequence[EntryView]) -> dict[str, Paper]:
    """The opinions and notices the acts name."""
    opinions = Opinion.objects.in_bulk(_named(entries, "opinion"))
    notices = Supplement.objects.in_bulk(_named(entries, "supplement"))
    return {
        **{str(pk): _of_opinion(opinion) for pk, opinion in opinions.items()},
        **{str(pk): _of_notice(notice) for pk, notice in notices.items()},
    }


def _named(entries: Sequence[EntryView], name: str) -> set[UUID]:
    return {UUID(str(entry.facts[name])) for entry in entries if entry.facts.get(name)}


def _of_opinion(opinion: Opinion) -> Paper:
    facts = opinion.facts
    days = ("day", "announced_on", "told_on", "applied_on")
    return Paper(
        text=opinion.text,
        remedies=opinion.remedies,
        inspectors=len({name.strip() for name in facts.get("inspectors") or () if name.strip()}),
        days={name: facts[name] for name in days if facts.get(name)},
    )


def _of_notice(notice: Supplement) -> Paper:
    lines = [str(gap.get("what", "")) for gap in notice.gaps]
    outside = [str(gap.get("what", "")) for gap in notice.gaps if not gap.get("material")]
    return Paper(text=min(lines, key=letters, default=""), asked=tuple(outside))


def _calendar(entry: EntryView, case: Case) -> WorkCalendar:
    """Only a hearing is measured in working days."""
    if entry.kind not in ("case.hearing_held", "case.hearing_recorded"):
        return NO_CALENDAR
    return calendar_for(case.organisation.region_id)


class _Heads:
    """Who might extend on the day of each extension: by a post of his, or as a deputy."""

    def __init__(self, entries: Sequence[EntryView]) -> None:
        extended = [entry for entry in entries if entry.kind == "case.extended"]
        staff = {UUID(pk) for entry in extended if (pk := entry.actor.get("staff"))}
        self.away = list(Deputyship.objects.filter(deputy__in=staff)) if staff else []
        holders = staff | {one.holder_id for one in self.away}
        self.held: Collection[Posting] = ()
        if holders:
            postings = Posting.objects.filter(staff__in=holders).select_related("post")
            self.held = list(postings.filter(post__grants__contains=[EXTENDING]))

    def of(self, entry: EntryView, case: Case) -> frozenset[UUID]:
        """The officers among those who extended anything, and had the power over this case."""
        if entry.kind != "case.extended":
            return frozenset()
        day = timezone.localdate(entry.at)
        own = {one.staff_id for one in self.held if _in_force(one, day) and _reaches(one, case)}
        deputies = {
            one.deputy_id for one in self.away if _in_force(one, day) and one.holder_id in own
        }
        return frozenset(own | deputies)


def _in_force(one: Any, day: date) -> bool:
    return bool(one.since <= day and (one.until is None or day < one.until))


def _reaches(posting: Posting, case: Case) -> bool:
    post, office = posting.post, case.organisation
    return office.path.startswith(post.reach_path) and office.region_id.startswith(
        post.reach_region
    )
