"""A process that lives lives by direct actions, without HTTP: {"seconds": …, "department": 0}."""

import json
import sys
import time

from django.utils import timezone

from bench.lives import ANSWERS
from yimen.config.boot import django_ready


def main() -> None:
    """Run the plan on standard input."""
    plan = json.load(sys.stdin)
    django_ready()
    until, acts = time.perf_counter() + plan["seconds"], 0
    started = time.perf_counter()
    people = _people(plan["department"])
    while time.perf_counter() < until:
        acts += _live(*people)
    json.dump({"seconds": time.perf_counter() - started, "acts": acts}, sys.stdout)


def _people(n: int):
    from bench.city import LINKS, actor
    from yimen.catalogue.models import ServiceItem
    from yimen.identity.models import Account

    now = timezone.now()
    item = ServiceItem.objects.get(organisation__path=f"city/d{n}/")
    resident = Account.objects.get(username=f"resident{n}")
    officers = {link: actor(Account.objects.get(username=f"d{n}-{link}"), now) for link in LINKS}
    return item.current_id, actor(resident, now), officers


def _live(version, resident, officers) -> int:
    from yimen.cases import actions

    now = timezone.now()
    case = actions.draft_case(version, resident.party_id, by=resident, at=now)
    actions.save_draft(case.pk, ANSWERS, by=resident, at=now)
    actions.file_case(case.pk, by=resident, at=now)
    steps = (
        (actions.accept_case, "accept", {}),
        (actions.examine_case, "examine", {"conclusion": "passed", "text": "符合条件"}),
        (actions.grant_case, "decide", {"reasons": "符合法定条件"}),
        (actions.deliver_result, "deliver", {"way": "electronic"}),
    )
    for action, link, facts in steps:
        action(case.pk, by=officers[link], at=timezone.now(), **facts)
    return 1 + len(steps)


if __name__ == "__main__":
    main()
