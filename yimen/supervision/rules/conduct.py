"""What was done in a case, measured: pure functions over its record (domain.md §4.2).

A rule names in its thresholds what it looks at (`of`). Each such name is a measure here, taken when
one of its acts is done, over all acts up to that one: the same record gives the same findings,
whenever it is read. How much is too much, and how loudly that is said, stands in the rule.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yimen.cases.rules.hearing import HearingTimes, late
from yimen.supervision.rules.records import Deed, Record, day_in

DECISIONS = ("granted", "refused")
#: The special procedures art. 45 of the Licensing Law knows.
SPECIAL = frozenset(
    {"hearing", "tender", "auction", "inspection", "testing", "quarantine", "appraisal"}
    | {"expert_review"}
)
#: What a refusal must tell of (art. 38): review by the authority above, and the court.
REMEDIES = ("复议", "诉讼")
#: Words by which a paper is asked for.
PAPERS = ("证明", "执照", "证书", "许可证", "报告", "合同", "批文")
#: So many letters before such a word say which one is meant (房屋权属 证明).
BEFORE = 4
#: Reached when there are no more than so many; of all other units, when there are at least so many.
AT_MOST = frozenset({"minutes", "characters"})


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of something found; `key` tells it from others of its name in the case."""

    of: str
    value: int
    key: str = ""  #: empty: it grows over the whole case
    facts: Mapping[str, Any] = field(default_factory=dict)


Take = Callable[[Record], Iterator[Measure]]
TAKEN: dict[str, list[Take]] = {}  #: act → the measures taken when it is done


def measured(*acts: str) -> Callable[[Take], Take]:
    """Take this measure whenever one of the acts is done."""

    def register(take: Take) -> Take:
        for act in acts:
            TAKEN.setdefault(act, []).append(take)
        return take

    return register


def measures(record: Record) -> list[Measure]:
    """Everything that is measured at the last act of the record."""
    return [found for take in TAKEN.get(record.last.act, ()) for found in take(record)]


def level_of(thresholds: Iterable[Mapping[str, Any]], found: Measure) -> int | None:
    """The highest level a measure reaches."""
    levels = (row["level"] for row in thresholds if row["of"] == found.of and _reached(row, found))
    return max(levels, default=None)


def _reached(row: Mapping[str, Any], found: Measure) -> bool:
    if row["unit"] in AT_MOST:
        return found.value <= int(row["value"])
    return found.value >= int(row["value"])


# ---- special procedures and extensions


@measured("paused")
def _pauses(record: Record) -> Iterator[Measure]:
    """How often the clock was stopped, and for how long it was told to stand in all."""
    told = [_number(deed, "planned_days") for deed in record.of("paused")]
    yield Measure("pauses", len(told), facts={"count": len(told)})
    yield Measure("told_days", sum(told), facts={"days": sum(told)})


@measured("paused")
def _pause(record: Record) -> Iterator[Measure]:
    """Whether the law knows such a procedure, and the applicant was told why and how long."""
    facts, key = record.last.facts, _key(record)
    untold = not letters(facts.get("reason")) or not _number(record.last, "planned_days")
    yield Measure("pause_untold", int(untold), key)
    yield Measure("pause_unknown", int(facts.get("kind") not in SPECIAL), key)


@measured("extended")
def _extension(record: Record) -> Iterator[Measure]:
    """Whether the head approved it, why, and that it was one of at most ten days."""
    deed, key = record.last, _key(record)
    yield Measure("extension_unapproved", int(deed.staff not in record.heads), key)
    yield Measure("extension_reason", letters(deed.facts.get("reason")), key)
    days = _number(deed, "days")
    yield Measure("extension_days", days, key, {"days": days})
    count = sum(1 for _ in record.of("extended"))
    yield Measure("extensions", count, facts={"count": count})


# ---- asking for what is missing


@measured("supplement_requested")
def _rounds(record: Record) -> Iterator[Measure]:
    """How often something was said to be missing."""
    count = sum(1 for _ in record.of("supplement_requested"))
    yield Measure("rounds", count, facts={"count": count})


@measured("supplement_requested")
def _askable_before(record: Record) -> Iterator[Measure]:
    """What could have been asked for at once: it is as it was when the first notice was written."""
    first, *_others, last = [*record.of("supplement_requested"), record.last]
    if first is last:
        return
    asked = {key for d in record.of("supplement_requested") if d is not last for key in _asked(d)}
    before, now = _papers_up_to(record, first), _papers_up_to(record, last)
    late_ones = [k for k in _asked(last) if k not in asked and before.get(k) == now.get(k)]
    names = [record.guide.materials.get(key, key) for key in late_ones]
    facts = {"count": len(names), "materials": names}
    yield Measure("askable_before", len(names), _key(record), facts)


@measured("supplement_requested")
def _beyond_the_list(record: Record) -> Iterator[Measure]:
    """Papers the guide does not name: by their key, or in words that fit none it names."""
    listed = record.guide.materials
    strange = [key for key in _asked(record.last) if key not in listed]
    yield Measure("unlisted", len(strange), _key(record), {"count": len(strange)})
    unfit = sorted({w for text in record.paper.asked for w in _unfit(text, listed.values())})
    yield Measure("unlisted_words", len(unfit), _key(record), {"words": unfit})


def _unfit(text: str, names: Iterable[str]) -> Iterator[str]:
    """The words of a text that ask for a paper no name can mean: not one letter before it agrees.

    Rather too few than too many: an officer may call a listed paper by another name. Only the word
    is told, for what stands before it is free text.
    """
    for word in PAPERS:
        before, found, _after = text.partition(word)
        alike = [name.partition(word)[0] for name in names if word in name]
        which = set(before[-BEFORE:])
        if found and not any(not which or which & set(name) for name in alike):
            yield word


# ---- reasons and remedies


@measured("declined", "refused", "terminated", "supplement_requested")
def _reasons(record: Record) -> Iterator[Measure]:
    """How many letters the reasons have; a notice is as good as its poorest line."""
    text = record.last.facts.get("reason") or record.paper.text
    count = letters(text)
    yield Measure("reason", count, _key(record), {"act": record.last.act, "count": count})


@measured("refused")
def _remedies(record: Record) -> Iterator[Measure]:
    """Which ways to object the decision does not tell of."""
    untold = [way for way in REMEDIES if way not in record.paper.remedies]
    yield Measure("remedies_untold", len(untold), _key(record), {"untold": untold})


@measured("declined")
def _where_to_go(record: Record) -> Iterator[Measure]:
    """Who is sent away because it is another authority's is told whose (art. 32(2))."""
    facts = record.last.facts
    untold = facts.get("ground") == "not_ours" and not letters(facts.get("where_to_go"))
    yield Measure("way_untold", int(untold), _key(record))


# ---- charges


@measured("charged")
def _charge(record: Record) -> Iterator[Measure]:
    """Fen taken that no row of the guide allows, or fen above the row's standard (arts. 58, 59)."""
    facts, listed = record.last.facts, record.guide.fees
    fee, fen = str(facts.get("fee", "")), _number(record.last, "fen")
    told = {"charge": facts.get("charge"), "fen": fen}
    if fee not in listed:
        yield Measure("fee_unlisted", fen, _key(record), told)
        return
    standard = listed[fee]
    if standard is not None:
        over = max(fen - standard, 0)
        yield Measure("fee_over", over, _key(record), {**told, "over": over})


# ---- the course of the case


@measured(*DECISIONS)
def _skipped(record: Record) -> Iterator[Measure]:
    """Links of the process nobody has done, though it is decided; a law's own decision has none."""
    if record.last.facts.get("silence"):
        return
    done = {str(deed.facts.get("link")) for deed in record.opinions()}
    is_accepted = record.acceptance is not None
    names = [
        name
        for key, kind, name in record.guide.links
        if not (is_accepted if kind == "accept" else key in done)
    ]
    yield Measure("skipped", len(names), _key(record), {"count": len(names), "links": names})


@measured(*DECISIONS)
def _one_person(record: Record) -> Iterator[Measure]:
    """How many of acceptance, examination and decision one officer did by himself."""
    staff = record.last.staff
    if staff is None or not record.guide.is_promised:
        return
    accepted = record.acceptance is not None and record.acceptance.staff == staff
    examined = any(deed.staff == staff for deed in record.opinions())
    yield Measure("one_person", 1 + accepted + examined, _key(record))


@measured(*DECISIONS)
def _at_one_sitting(record: Record) -> Iterator[Measure]:
    """Minutes from acceptance to decision, where officers promise days for both."""
    accepted, decided = record.acceptance, record.last
    if not (accepted and accepted.staff and decided.staff and record.guide.is_promised):
        return
    if accepted.facts.get("deemed"):
        return  # accepted in law long before
    minutes = int((decided.at - accepted.at).total_seconds() // 60)
    yield Measure("sitting", minutes, _key(record), {"minutes": minutes + 1})  # told: less than


@measured(*DECISIONS, "result_made", "delivered")
def _outside(record: Record) -> Iterator[Measure]:
    """Days by which decision or result lie before the acceptance of what they are about."""
    accepted, deed = record.accepted_on, record.last
    own = deed.day if deed.act in DECISIONS else day_in(deed.facts, "valid_from")
    if accepted is None or own is None or own >= accepted:
        return
    facts = {"days": (accepted - own).days, "on": own.isoformat(), "since": accepted.isoformat()}
    yield Measure("before_acceptance", (accepted - own).days, facts=facts)


@measured("site_visited")
def _visit(record: Record) -> Iterator[Measure]:
    """How many of the two inspectors the law demands were missing (art. 34)."""
    count = record.paper.inspectors
    yield Measure("inspectors_missing", max(0, 2 - count), _key(record), {"count": count})


@measured("hearing_held", "hearing_recorded")
def _hearing(record: Record) -> Iterator[Measure]:
    """How many of its times a hearing did not keep (arts. 47, 48).

    One that had its course tells its days itself, and once: not again at a link drawn for it.
    """
    if record.last.act == "hearing_held" and any(record.of("hearing_recorded")):
        return
    told = record.last.facts if record.last.act == "hearing_recorded" else record.paper.days
    days = {name: day_in(told, name) for name in ("day", "announced_on", "told_on", "applied_on")}
    day, announced = days["day"], days["announced_on"]
    if day is None:
        return
    broken = len(_broken_times(day, announced, days, record)) if announced else 1
    yield Measure("hearing_times", broken, _key(record), {"count": broken})


def _broken_times(
    day: date, announced: date, days: Mapping[str, date | None], record: Record
) -> list[str]:
    times = HearingTimes(announced, day, days.get("told_on"), days.get("applied_on"))
    return [one.field for one in late(times, record.calendar)]


def letters(text: Any) -> int:
    """How many letters and digits a text has: a dash gives no reason."""
    return sum(letter.isalnum() for letter in str(text or ""))


def _key(record: Record) -> str:
    """What happens more than once in a case is told apart by the number of its act."""
    return str(record.last.seq)


def _number(deed: Deed, name: str) -> int:
    return int(deed.facts.get(name) or 0)


def _asked(deed: Deed) -> list[str]:
    return list(deed.facts.get("materials") or ())


def _papers_up_to(record: Record, until: Deed) -> dict[str, list[str]]:
    """The fingerprints of what lay there for each material when an act was done."""
    found: dict[str, list[str]] = {}
    for deed in record.of("filed", "supplemented"):
        if deed.seq < until.seq:
            found = {}
            for paper in deed.facts.get("materials") or ():
                found.setdefault(paper["material"], []).append(paper["sha256"])
    return {key: sorted(prints) for key, prints in found.items()}
