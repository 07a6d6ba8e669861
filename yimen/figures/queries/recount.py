"""Whether the figures are right: counted again from the cases and cards themselves.

All of it is read in one snapshot of the database. What the follower has not read yet in that
snapshot is added to its figures, so that they must agree at any moment, under load too.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import connection, transaction

from yimen.figures.models import CardTally, CaseTally
from yimen.figures.queries.tallying import FOLLOWER, Key, tallied
from yimen.figures.rules import OF_CARD, OF_CASE
from yimen.journal.models import Bookmark, Entry
from yimen.journal.queries import view_of

AT_ONCE = 1000
Tally = type[CaseTally] | type[CardTally]


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that is not what the cases and cards say."""

    key: Key  #: day, organisation, type of item or rule and level, measure
    kept: int
    recounted: int

    def __str__(self) -> str:
        return f"{' '.join(str(part) for part in self.key)}: {self.kept} kept, {self.recounted} are"


def audit() -> list[Difference]:
    """Every figure that differs from a recount; none, if all is well."""
    is_outermost = not connection.in_atomic_block  # else the snapshot is the caller's matter
    with transaction.atomic():
        if is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("set transaction isolation level repeatable read")
        kept = _kept(CaseTally) + _kept(CardTally)
        for entries in _batches(_unread()):
            sums = tallied([view_of(entry) for entry in entries])
            kept.update(sums.cases)
            kept.update(sums.cards)
        recounted = _recounted(_CASES) + _recounted(_CARDS)
    keys = sorted(kept.keys() | recounted.keys(), key=str)
    return [
        Difference(key, kept[key], recounted[key]) for key in keys if kept[key] != recounted[key]
    ]


def _kept(tally: Tally) -> Counter[Key]:
    found: Counter[Key] = Counter()
    for row in tally.objects.values_list(*tally.KEYS, *tally.MEASURES).iterator():
        key, numbers = row[: len(tally.KEYS)], row[len(tally.KEYS) :]
        for measure, number in zip(tally.MEASURES, numbers, strict=True):
            if number:
                found[*key, measure] = number
    return found


def _unread() -> Iterator[Entry]:
    """What lies in this snapshot and not yet in the figures; transactions still open do not."""
    mark = Bookmark.objects.filter(follower=FOLLOWER).values_list("xid", "entry").first() or (0, 0)
    return Entry.objects.raw(_UNREAD, [*mark, sorted(OF_CASE | OF_CARD)]).iterator()


_UNREAD = """
    select * from journal_entry where (xid, id) > (%s, %s) and kind = any(%s) order by xid, id
"""


def _batches(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    while batch := list(islice(entries, AT_ONCE)):
        yield batch


def _recounted(statement: str) -> Counter[Key]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return Counter({tuple(row[:-1]): row[-1] for row in cursor.fetchall()})


# Numbers and days are the cases' own. Two things a case no longer knows when it has gone on are
# read from the entry of the act: which due days it was judged by, and who had a case that was
# handed over since.
_CASES = (
    """
    with judged as (
        select subject, kind, facts->'dues' dues from journal_entry
        where kind in ('case.granted', 'case.refused', 'case.delivered')
    ),
    moved as (select distinct subject from journal_entry where kind = 'case.handed_over'),
    counted as (
        select c.id, (told.at at time zone 'Asia/Shanghai')::date as day, told.measure, v.item_type,
            case when m.subject is null then c.organisation_id else (
                select (facts->>'organisation')::uuid from journal_entry e
                where e.subject = c.id and e.kind = any(told.kinds) limit 1
            ) end as organisation
        from cases_case c
        join catalogue_itemversion v on v.id = c.version_id
        left join moved m on m.subject = c.id
        left join judged d on d.subject = c.id and d.kind <> 'case.delivered'
        left join judged g on g.subject = c.id and g.kind = 'case.delivered'
        cross join lateral (values
            ('filed', received(c), true, '{case.filed,case.originals_received}'::text[]),
            ('filed_online', received(c), c.channel in ('online', 'api'),
                '{case.filed,case.originals_received}'),
            ('accepted', c.accepted_at, true, '{case.accepted,case.deemed_accepted}'),
            ('deemed', c.accepted_at, c.is_deemed, '{case.accepted,case.deemed_accepted}'),
            ('declined', c.ended_at, c.state = 'declined', '{case.declined}'),
            ('withdrawn', c.ended_at, c.state = 'withdrawn', '{case.withdrawn}'),
            ('terminated', c.ended_at, c.state = 'terminated', '{case.terminated,case.lapsed}'),
            ('concluded', c.ended_at, c.state = 'concluded', '{case.concluded}'),
            ('decided', c.decided_at, true, '{case.granted,case.refused}'),
            ('refused', c.decided_at, d.kind = 'case.refused', '{case.refused}'),
            ('with_promise', c.decided_at, d.dues ? 'promised', '{case.granted,case.refused}'),
            ('late_promise', c.decided_at, on_day(c.decided_at) > (d.dues->>'promised')::date,
                '{case.granted,case.refused}'),
            ('early', c.decided_at, on_day(c.decided_at) < (d.dues->>'promised')::date,
                '{case.granted,case.refused}'),
            ('with_law', c.decided_at, d.dues ? 'legal', '{case.granted,case.refused}'),
            ('late_law', c.decided_at, on_day(c.decided_at) > (d.dues->>'legal')::date,
                '{case.granted,case.refused}'),
            ('delivered', c.delivered_at, true, '{case.delivered}'),
            ('with_delivery', c.delivered_at, g.dues ? 'delivery', '{case.delivered}'),
            ('late_delivery', c.delivered_at,
                on_day(c.delivered_at) > (g.dues->>'delivery')::date, '{case.delivered}')
        ) told(measure, at, holds, kinds)
        where told.at is not null and told.holds
    )
    select day, organisation, item_type, measure, count(*)
    from counted group by 1, 2, 3, 4
""".replace(
        "received(c)",
        "case when c.completed_at is not null then coalesce(c.originals_at, c.filed_at) end",
    )
    .replace("on_day(c.decided_at)", "(c.decided_at at time zone 'Asia/Shanghai')::date")
    .replace("on_day(c.delivered_at)", "(c.delivered_at at time zone 'Asia/Shanghai')::date")
)

_CARDS = """
    select (told.at at time zone 'Asia/Shanghai')::date, organisation_id, code, level,
           told.measure, count(*)
    from supervision_card card
    cross join lateral (values
        ('made', made_at, true),
        ('issued', issued_at, true),
        ('withdrawn', closed_at, state = 'withdrawn' and issued_at is not null),
        ('dropped', closed_at, state = 'withdrawn' and issued_at is null)
    ) told(measure, at, holds)
    where told.at is not null and told.holds
    group by 1, 2, 3, 4, 5
"""
