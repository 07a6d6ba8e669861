"""Many cases from few: rows cloned by SQL with days moved, and journals chained like real ones."""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection, models, transaction

from bench.city import City
from bench.patterns import STAGES, Pattern
from yimen.cases.models import Case, Delivery, Opinion
from yimen.identity.models import Party
from yimen.journal.ports import followers
from yimen.process.models import Process, Task

#: Ordered by time like the ids our code makes (UUID version 7).
NEW_ID = """
    (lpad(to_hex((extract(epoch from {at}) * 1000)::bigint), 12, '0') || '7'
     || substr(md5(random()::text), 1, 3) || '8' || substr(md5(random()::text), 1, 15))::uuid
"""
PLAN = """
    create unlogged table bench_plan (
        n int, pattern uuid, days int, department int, resident int,
        id uuid, process uuid, number text
    )
"""
#: The newest hash of each clone: looked up here, not in every month of the journal.
CHAIN = """
    create unlogged table bench_head (
        subject uuid primary key, seq bigint, hash bytea, first_at timestamptz, last_at timestamptz
    )
"""
PLACES = """
    create unlogged table bench_place as
    select row_number() over (order by o.path) - 1 as n, o.id as organisation, i.id as item,
           i.current_id as version, i.code, d.id as definition
    from orgs_organisation o join catalogue_serviceitem i on i.organisation_id = o.id
    join process_definition d on d.key = i.current_id::text
"""
PEOPLE = "create unlogged table bench_person (n int primary key, party uuid)"
#: A person for every twenty cases: nobody has thousands, and few ask for the same twice.
MORE_PEOPLE = """
    with pattern as (
        select p.* from identity_party p join identity_account a on a.party_id = p.id limit 1
    ), drawn as (
        select n, gen_random_uuid() as id
        from generate_series(%(first)s, %(first)s + %(count)s - 1) n
    ), made as (
        insert into identity_party ({columns}) select {values} from pattern t, drawn
    )
    insert into bench_person select n, id from drawn
"""
DRAW = """
    insert into bench_plan
    select drawn.n, %(pattern)s, drawn.days, drawn.department, drawn.resident,
           {id}, gen_random_uuid(), null
    from (
        select n, floor(random() * %(reach)s)::int as days,
               floor(random() * %(departments)s)::int as department,
               floor(random() * (select count(*) from bench_person))::int as resident
        from generate_series(1, %(count)s) n
    ) drawn, cases_case t where t.id = %(pattern)s
"""
NUMBER = """
    update bench_plan p set number = numbered.number from (
        select q.id, l.code || to_char(t.filed_at - make_interval(days => q.days), 'YYYYMMDD')
               || lpad((%(first)s + row_number() over (
                   partition by l.code, (t.filed_at - make_interval(days => q.days))::date
                   order by q.id))::text, 4, '0') as number
        from bench_plan q join cases_case t on t.id = q.pattern
        join bench_place l on l.n = q.department
    ) numbered where numbered.id = p.id
"""
JOURNAL = """
    with pattern as materialized (
        select j.* from journal_entry j
        where j.subject in (select distinct pattern from bench_plan) and j.seq = %(seq)s
    ), made as (
        select row(nextval('journal_entry_id_seq'), journal_xid(), j.stream, p.id, j.seq, j.kind,
            j.at - make_interval(days => p.days), j.recorded_at - make_interval(days => p.days),
            j.actor,
            case when j.facts ? 'number' then j.facts || jsonb_build_object('number', p.number)
                 else j.facts end,
            coalesce(h.hash, ''), ''::bytea)::journal_entry as e
        from bench_plan p join pattern j on j.subject = p.pattern
        left join bench_head h on h.subject = p.id
        offset 0
    ), written as (
        insert into journal_entry
        select (e).id, (e).xid, (e).stream, (e).subject, (e).seq, (e).kind, (e).at,
               (e).recorded_at, (e).actor, (e).facts, (e).prev, journal_hash(e)
        from made
        returning subject, seq, hash, recorded_at, recorded_at
    )
    insert into bench_head select * from written
    on conflict (subject) do update
    set seq = excluded.seq, hash = excluded.hash, last_at = excluded.last_at
"""
HEADS = "insert into journal_head select * from bench_head"
BOOKMARKS = """
    insert into journal_bookmark (follower, xid, entry)
    select name, xid, id from unnest(%s::text[]) name,
           (select xid, id from journal_entry order by xid desc, id desc limit 1) newest
    on conflict (follower) do update set xid = excluded.xid, entry = excluded.entry
"""
TABLES = ("identity_party", "cases_case", "process_task", "journal_head")
CASES_OF_ONE = 20


def prepare(city: City) -> None:
    """The tables the clones are drawn with, and the journal's months of the last years."""
    with connection.cursor() as cursor:
        cursor.execute(CHAIN)
        cursor.execute(PLAN + ";" + PLACES + ";" + PEOPLE)
        cursor.execute(
            "select journal_make_month((now() - make_interval(months => n))::date)"
            " from generate_series(2, 36) n"
        )


def grow(patterns: Iterable[Pattern], city: City, *, count: int, first: int) -> None:
    """Add so many cases; `first` keeps the numbers of two growths apart."""
    with connection.cursor() as cursor:
        cursor.execute("truncate bench_plan, bench_head")
        _more_people(cursor, count // CASES_OF_ONE)
        for pattern in patterns:
            cursor.execute(
                DRAW.format(id=_id("t.filed_at", "drawn.days")), _draw(pattern, city, count)
            )
        cursor.execute("create index if not exists bench_plan_id on bench_plan (id)")
        cursor.execute("analyze bench_plan")
        cursor.execute(NUMBER, {"first": first})
    journal = [(JOURNAL, {"seq": seq}) for seq in range(1, 9)] + [(HEADS, {})]
    with ThreadPoolExecutor(2) as pool:  # on two cores the rows and the journal side by side
        list(pool.map(_run, [[(statement, {}) for statement in _clones()], journal]))
    with connection.cursor() as cursor:
        cursor.execute(BOOKMARKS, [sorted(followers)])
        for table in TABLES:  # not the journal: its many months take long, and no plan needs it
            cursor.execute(f"vacuum analyze {table}")


def _run(statements: Iterable[tuple[str, Mapping[str, object]]]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        # Foreign keys hold by construction; checking them row by row takes half of the time.
        cursor.execute("set local session_replication_role = replica")
        cursor.execute("set local synchronous_commit = off")
        for statement, values in statements:
            cursor.execute(statement, values)
    connection.close()  # the thread's own


def _more_people(cursor: Any, count: int) -> None:
    own = {"id": "drawn.id", "number_digest": "md5(drawn.id::text) || md5(drawn.n::text)"}
    columns = [field.column for field in Party._meta.concrete_fields]
    values = [own.get(column, f't."{column}"') for column in columns]
    cursor.execute("select count(*) from bench_person")
    (first,) = cursor.fetchone()
    cursor.execute(
        MORE_PEOPLE.format(columns=", ".join(columns), values=", ".join(values)),
        {"first": first, "count": count},
    )


def _draw(pattern: Pattern, city: City, count: int) -> dict[str, object]:
    share, reach = STAGES[pattern.stage]
    return {
        "pattern": pattern.case.pk,
        "reach": reach,
        "departments": len(city.departments),
        "count": count * share // 1000,
    }


def _id(moment: str, days: str) -> str:
    return NEW_ID.format(at=f"({moment} - make_interval(days => {days}))")


def _clones() -> list[str]:
    place = {"organisation_id": "l.organisation"}
    task_id = _id("t.opened_at", "p.days")
    return [
        _clone(
            Case,
            "t.id = p.pattern",
            {
                "id": "p.id",
                "number": "p.number",
                "item_id": "l.item",
                "version_id": "l.version",
                "applicant_id": "r.party",
                "filed_by_id": "null",
                **place,
            },
        ),
        _clone(
            Process,
            "t.subject = p.pattern",
            {"id": "p.process", "subject": "p.id", "definition_id": "l.definition", **place},
        ),
        _clone(
            Task,
            "t.subject = p.pattern",
            {"id": task_id, "process_id": "p.process", "subject": "p.id", **place},
        ),
        _clone(Opinion, "t.case_id = p.pattern", {"id": _id("t.at", "p.days"), "case_id": "p.id"}),
        _clone(Delivery, "t.case_id = p.pattern", {"case_id": "p.id"}),
    ]


def _clone(model: type[models.Model], on: str, changes: Mapping[str, str]) -> str:
    """Copy the pattern's rows for every case of the plan, its moments and days moved back."""
    columns, values = [], []
    for field in model._meta.concrete_fields:
        if isinstance(field, models.BigAutoField):
            continue
        columns.append(f'"{field.column}"')
        values.append(changes.get(field.column) or _moved(field))
    return f"""
        insert into {model._meta.db_table} ({", ".join(columns)})
        select {", ".join(values)} from bench_plan p join {model._meta.db_table} t on {on}
        join bench_place l on l.n = p.department
        join bench_person r on r.n = p.resident
    """


def _moved(field: models.Field) -> str:
    column = f't."{field.column}"'
    if isinstance(field, models.DateTimeField):
        return f"{column} - make_interval(days => p.days)"
    return f"{column} - p.days" if isinstance(field, models.DateField) else column
