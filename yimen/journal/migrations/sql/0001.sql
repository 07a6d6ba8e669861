-- The journal: one append-only entry an act, chained by hash within its subject.

create table journal_entry (
    id bigint generated always as identity,
    xid bigint not null,                   -- transaction that wrote it: followers' order
    stream text not null,                  -- what the subject is: case, item, org …
    subject uuid not null,
    seq bigint not null,                   -- 1, 2, 3 … within the subject
    kind text not null,                    -- case.accepted
    at timestamptz not null,               -- when it happened
    recorded_at timestamptz not null,      -- when it was entered
    actor jsonb not null,
    facts jsonb not null,
    prev bytea not null,                   -- hash of the subject's entry before; empty for the first
    hash bytea not null,
    primary key (id, recorded_at)
) partition by range (recorded_at);
create index journal_entry_order on journal_entry (xid, id);
create index journal_entry_subject on journal_entry (subject, seq);

-- The newest entry of each subject, so that a removed newest entry is missed.
create table journal_head (
    subject uuid primary key,
    seq bigint not null,
    hash bytea not null
) with (fillfactor = 80);

create table journal_bookmark (
    follower text primary key,
    xid bigint not null default 0,
    entry bigint not null default 0,
    moved_at timestamptz not null default now()
);

create table journal_set_aside (
    id bigint generated always as identity primary key,
    follower text not null,
    entry bigint not null,
    subject uuid not null,
    kind text not null,
    error text not null,
    set_aside_at timestamptz not null default now(),
    unique (follower, entry)
);

create function journal_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'the journal is append-only: % refused', tg_op
        using errcode = 'insufficient_privilege';
end $$;

create trigger journal_entry_stays before update or delete on journal_entry
    for each row execute function journal_refuse();
create trigger journal_entry_not_emptied before truncate on journal_entry
    for each statement execute function journal_refuse();
create trigger journal_head_not_removed before delete on journal_head
    for each row execute function journal_refuse();

-- A month's partition; safe to call again. Entries of no month made ahead go to the last one.
create function journal_make_month(month date) returns void language plpgsql as $$
declare
    first date := date_trunc('month', month);
    name text := 'journal_entry_' || to_char(month, 'YYYYMM');
begin
    if to_regclass(name) is not null then
        return;
    end if;
    execute format('create table %I partition of journal_entry for values from (%L) to (%L)',
                   name, first::timestamp at time zone 'UTC',
                   (first + interval '1 month')::timestamp at time zone 'UTC');
    execute format('create trigger %I before truncate on %I for each statement '
                   'execute function journal_refuse()', name || '_not_emptied', name);
end $$;

create table journal_entry_other partition of journal_entry default;
create trigger journal_entry_other_not_emptied before truncate on journal_entry_other
    for each statement execute function journal_refuse();
select journal_make_month((date_trunc('month', now()) + make_interval(months => n))::date)
from generate_series(-1, 3) n;

-- What the hash covers: every column but the database's own id and transaction number.
create function journal_hash(prev bytea, stream text, subject uuid, seq bigint, kind text,
                             at timestamptz, recorded_at timestamptz, actor jsonb, facts jsonb)
returns bytea language sql immutable parallel safe as $$
    select sha256(prev || convert_to(jsonb_build_array(
        stream, subject, seq, kind, (extract(epoch from at) * 1000000)::bigint,
        (extract(epoch from recorded_at) * 1000000)::bigint, actor, facts)::text, 'UTF8'))
$$;

-- Append one act; the head's row lock makes writers to one subject take turns.
create function journal_write(p_stream text, p_subject uuid, p_kind text, p_at timestamptz,
                              p_actor jsonb, p_facts jsonb)
returns bigint language plpgsql as $$
declare
    head journal_head%rowtype;
    v_now timestamptz;
    v_hash bytea;
    v_id bigint;
begin
    select * into head from journal_head where subject = p_subject for update;
    if not found then
        insert into journal_head values (p_subject, 0, ''::bytea) on conflict do nothing;
        select * into strict head from journal_head where subject = p_subject for update;
    end if;
    v_now := clock_timestamp();
    v_hash := journal_hash(head.hash, p_stream, p_subject, head.seq + 1, p_kind, p_at, v_now,
                           p_actor, p_facts);
    insert into journal_entry (xid, stream, subject, seq, kind, at, recorded_at, actor, facts,
                               prev, hash)
    values (pg_current_xact_id()::text::bigint, p_stream, p_subject, head.seq + 1, p_kind, p_at,
            v_now, p_actor, p_facts, head.hash, v_hash)
    returning id into v_id;
    update journal_head set seq = head.seq + 1, hash = v_hash where subject = p_subject;
    return v_id;
end $$;

-- Findings: every entry that does not follow from the one before it, or from its own content.
create function journal_findings(p_subject uuid default null)
returns table (subject uuid, seq bigint, entry bigint, what text) language sql stable as $$
    with chained as (
        select e.*,
               coalesce(lag(e.hash) over w, ''::bytea) as expected_prev,
               coalesce(lag(e.seq) over w, 0) + 1 as expected_seq
        from journal_entry e
        where p_subject is null or e.subject = p_subject
        window w as (partition by e.subject order by e.seq, e.id)
    ), newest as (
        select distinct on (e.subject) e.subject, e.seq, e.hash, e.id
        from journal_entry e
        where p_subject is null or e.subject = p_subject
        order by e.subject, e.seq desc, e.id desc
    )
    select c.subject, c.seq, c.id, case
        when c.seq < c.expected_seq then 'inserted'
        when c.seq > c.expected_seq then 'removed_before'
        when c.hash <> journal_hash(c.prev, c.stream, c.subject, c.seq, c.kind, c.at,
                                    c.recorded_at, c.actor, c.facts) then 'altered'
        else 'chain_broken' end
    from chained c
    where c.seq <> c.expected_seq or c.prev <> c.expected_prev
       or c.hash <> journal_hash(c.prev, c.stream, c.subject, c.seq, c.kind, c.at,
                                 c.recorded_at, c.actor, c.facts)
    union all
    select coalesce(h.subject, n.subject), coalesce(n.seq, h.seq), n.id, case
        when h.subject is null then 'inserted_without_head'
        when n.subject is null or n.seq < h.seq then 'removed_newest'
        when n.seq > h.seq then 'inserted_newest'
        else 'head_differs' end
    from (select * from journal_head where p_subject is null
                or journal_head.subject = p_subject) h
    full join newest n on n.subject = h.subject
    where h.subject is null or n.subject is null or h.seq <> n.seq or h.hash <> n.hash
    order by 1, 2
$$;
