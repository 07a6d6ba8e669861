-- Each subject's head also knows when its first and its newest entry were entered, so that reading
-- one subject asks the months it lived in, not all the months there ever were.

-- Unknown (a bulk that did not say): every month is asked.
alter table journal_head add column first_at timestamptz, add column last_at timestamptz;
update journal_head h set first_at = known.first_at, last_at = known.last_at
from (
    select subject, min(recorded_at) as first_at, max(recorded_at) as last_at
    from journal_entry group by subject
) known where known.subject = h.subject;

-- Every entry of a subject, oldest first. Planned for the very months: a plan for all of them takes
-- longer to make than to run, and longer with every month that passes.
create function journal_of(p_subject uuid) returns setof journal_entry
language plpgsql stable as $$
declare
    head journal_head;
begin
    select * into head from journal_head where subject = p_subject;
    return query execute
        'select * from journal_entry where subject = $1 and recorded_at between $2 and $3
         order by seq, id'
    using p_subject, coalesce(head.first_at, '-infinity'), coalesce(head.last_at, 'infinity');
end $$;

-- As before; besides, the head notes when.
create or replace function journal_write(p_stream text, p_subject uuid, p_kind text,
                                         p_at timestamptz, p_actor jsonb, p_facts jsonb)
returns bigint language plpgsql as $$
declare
    head journal_head;
    e journal_entry;
begin
    select * into head from journal_head where subject = p_subject for no key update;
    if not found then
        insert into journal_head values (p_subject, 0, '') on conflict do nothing;
        select * into strict head from journal_head where subject = p_subject for no key update;
    end if;
    e.id := nextval('journal_entry_id_seq');
    e.xid := journal_xid();
    e.stream := p_stream;
    e.subject := p_subject;
    e.seq := head.seq + 1;
    e.kind := p_kind;
    e.at := p_at;
    e.recorded_at := clock_timestamp();
    e.actor := p_actor;
    e.facts := p_facts;
    e.prev := head.hash;
    e.hash := journal_hash(e);
    insert into journal_entry values (e.*);
    update journal_head set seq = e.seq, hash = e.hash,
        -- what is unknown of earlier entries stays unknown; a server's clock may be set back
        first_at = case when head.seq = 0 or head.first_at is not null
                        then least(head.first_at, e.recorded_at) end,
        last_at = greatest(head.last_at, e.recorded_at)
    where subject = p_subject;
    return e.id;
end $$;
