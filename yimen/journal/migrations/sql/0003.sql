-- As stable as jsonb_build_array within it, and no more: only so is it taken into the statements that
-- call it, and costs half.
alter function journal_hash(journal_entry) stable;

-- Append one act of a kind on each of many subjects, in order, by statements over all of them. Their
-- heads are taken in the order of their ids: two that write about the same subjects take turns.
-- Acts come as [{"subject": …, "facts": {…}}, …]; where a subject comes twice, act by act.
create function journal_write_many(p_stream text, p_kind text, p_at timestamptz, p_actor jsonb,
                                   p_acts jsonb)
returns void language plpgsql as $$
declare
    here bigint := journal_xid();
    subjects uuid[] := array(select distinct (act ->> 'subject')::uuid as subject
                             from jsonb_array_elements(p_acts) act order by subject);
begin
    if cardinality(subjects) < jsonb_array_length(p_acts) then
        perform journal_write(p_stream, (act ->> 'subject')::uuid, p_kind, p_at, p_actor,
                              act -> 'facts')
        from jsonb_array_elements(p_acts) act;
        return;
    end if;
    insert into journal_head select subject, 0, '' from unnest(subjects) subject
    on conflict do nothing;
    perform from journal_head where subject = any(subjects) and seq > 0  -- 0: made just now
    order by subject for no key update;
    with told as (
        select row(nextval('journal_entry_id_seq'), here, p_stream, subject, seq + 1, p_kind, p_at,
                   clock_timestamp(), p_actor, facts, hash, ''::bytea)::journal_entry as e
        from (
            select head.subject, head.seq, head.hash, act.facts
            from rows from (jsonb_to_recordset(p_acts) as (subject uuid, facts jsonb))
                 with ordinality act(subject, facts, place)
            join journal_head head using (subject) order by place
        ) act
    ), written as (
        insert into journal_entry
        select (e).id, (e).xid, (e).stream, (e).subject, (e).seq, (e).kind, (e).at,
               (e).recorded_at, (e).actor, (e).facts, (e).prev, journal_hash(e)
        from told returning subject, seq, hash, recorded_at
    )
    update journal_head head set seq = e.seq, hash = e.hash,
        first_at = case when head.seq = 0 or head.first_at is not null
                        then least(head.first_at, e.recorded_at) end,
        last_at = greatest(head.last_at, e.recorded_at)
    from written e where head.subject = e.subject;
end $$;

-- The era begins here, so that no first writer keeps another waiting.
select journal_shift();
