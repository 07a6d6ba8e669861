"""Moments that have come become cards: only what is due is read, however much is open."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from yimen.supervision.actions.making import Found, make_cards
from yimen.supervision.models import Rule

BATCH = 500

#: Moments of cases as they stand now: an act makes the older ones void until they are written anew,
#: and a case somebody acts on at this moment is looked at next time. Who has it in hand is who has
#: its task; a question that was answered meanwhile is not late. By the index of moments alone: with
#: a second key all that came at one midnight would be read and sorted for each batch.
DUE = """
    with due as (
        select moment.id
        from supervision_deadline moment
        join cases_case c on c.id = moment.case_id and c.revision = moment.revision
        where moment.at <= %(at)s
          and not exists (select from cases_consultation q
                          where moment.facts ? 'office' and q.case_id = moment.case_id
                            and q.id::text = moment.key
                            and q.answered_at <= moment.at)
        order by moment.at limit %(most)s
        for no key update of c skip locked
        for update of moment skip locked
    )
    delete from supervision_deadline moment using due, cases_case c
    where moment.id = due.id and c.id = moment.case_id
    returning moment.case_id, moment.rule_id, moment.key, moment.level, moment.at,
        moment.facts::text,
        coalesce((moment.facts ->> 'office')::uuid, c.organisation_id),
        case when not moment.facts ? 'office' then (
            select task.holder_id from process_task task
            where task.subject = moment.case_id and task.opened_at <= moment.at
              and task.closed_at is null
            order by task.opened_at desc, task.id desc limit 1
        ) end
"""


def sweep(*, at: datetime, batch: int = BATCH) -> int:
    """Make the cards of the moments that have come; return how many moments were taken."""
    total = 0
    while taken := _take(at, batch):
        total += taken
    return total


@transaction.atomic
def _take(at: datetime, batch: int) -> int:
    """A batch whole or not at all: whoever is killed in the middle leaves it to the next."""
    with connection.cursor() as cursor:
        cursor.execute(DUE, {"at": at, "most": batch})
        rows = cursor.fetchall()
    make_cards(_found(rows), at=at)
    return len(rows)


def _found(rows: Sequence[Sequence[Any]]) -> list[Found]:
    rules = Rule.objects.in_bulk({row[1] for row in rows}) if rows else {}
    return [
        Found(
            rule=rules[rule],
            level=level,
            case=case,
            key=key,
            organisation_id=office,
            officer=officer,
            reached_at=reached_at,
            facts=json.loads(facts),
        )
        for case, rule, key, level, reached_at, facts, office, officer in rows
    ]
