"""The rows of the table of aims (docs/architecture.md) that can be measured today."""

from typing import Any

from bench import lag, site
from bench.city import City, as_plan, people_of, session_of
from bench.lives import ACTS
from bench.report import Report, share, times
from bench.spans import CLIENTS, READERS, Spans
from bench.tape import Tape, statements, tape_of_life, tape_of_page
from yimen.cases.models import Case
from yimen.journal.queries import verify

SAMPLE = 24
VERIFIED_WHOLE = 10_000
DRIVERS = 2


def measure(city: City, size: int, spans: Spans, report: Report, *, is_last: bool) -> None:
    """Everything at one size."""
    _verify(size, report)
    with site.running():
        _warm(city)
        _work_list(city, size, spans, report)
        _one_case(city, size, spans, report)
        _lives(city, size, spans, report)
        if is_last:
            _driven(size, spans, report)


def _verify(size: int, report: Report) -> None:
    """Whole journals of small bases; of large ones a sample of cases, for it takes long."""
    if size <= VERIFIED_WHOLE:
        found, what = verify(), "every journal"
    else:
        sample = Case.objects.order_by("query_code", "pk").values_list("pk", flat=True)[:500]
        found, what = [one for pk in sample for one in verify(pk)], "500 journals"
    if found:
        raise RuntimeError(f"the bulk does not verify: {found[:3]}")
    report.add(f"{what} verified", size, "no finding")


def _warm(city: City) -> None:
    """Every worker reads its templates and calendars once."""
    site.ask(2, lives=as_plan(people_of(city, CLIENTS)))


def _work_list(city: City, size: int, spans: Spans, report: Report) -> None:
    """Row 2: the work list of an examiner, and his department's: about full at every size."""
    session = session_of(city.departments[1].officers["examine"])
    for whose, path in (("an examiner", "/desk/"), ("a department", "/desk/?scope=house")):
        page = {"path": path, "session": session}
        _pages(f"work list of {whose}", [page], size, spans, report)


def _one_case(city: City, size: int, spans: Spans, report: Report) -> None:
    """Row 3: the sheet of a case by its number; the public query."""
    department = city.departments[1]
    session = session_of(department.officers["examine"])
    cases = Case.objects.filed().filter(organisation=department.office)
    found = list(cases.order_by("query_code", "pk")[:SAMPLE])
    sheets = [{"path": f"/desk/cases/{case.number}/", "session": session} for case in found]
    _pages("sheet of a case by number", sheets, size, spans, report)
    asked = [{"number": case.number, "code": case.query_code} for case in found]
    queries = [{"path": "/query/", "session": "", "data": data} for data in asked]
    _pages("public status query", queries, size, spans, report)


def _pages(what: str, pages: list[dict[str, Any]], size: int, spans: Spans, report: Report) -> None:
    tapes = [tape_of_page(**page) for page in pages]
    for clients in (1, READERS):
        seen = site.ask(spans.pages, clients=clients, pages=pages)["samples"]["page"]
        floor = site.replay(spans.pages / 2, clients, tapes)["samples"]["tape"]
        ratio = share(floor, 0.95) / share(seen, 0.95)
        report.add(
            f"{what}, {clients} client{'s' if clients > 1 else ''}",
            size,
            f"{times(seen)}",
            f"{times(floor)} ({statements(tapes[0])} statements)",
            f"{ratio:.0%}",
        )


def _lives(city: City, size: int, spans: Spans, report: Report) -> None:
    """Rows 1 and 6: whole lives over HTTP, and the followers at that rate."""
    groups = people_of(city, CLIENTS)
    since = lag.newest()
    with lag.Watch() as watch:
        result = site.ask(spans.lives, lives=as_plan(groups))
    caught_up = lag.settle()
    _add_followers("at the rate of the lives", size, since, watch.worst, caught_up, report)
    tapes = [tape_of_life(group) for group in groups]
    floor = site.replay(spans.lives / 2, CLIENTS, tapes)
    _add_lives(size, result, floor, tapes, report)


def _add_lives(
    size: int, result: site.Result, floor: site.Result, tapes: list[Tape], report: Report
) -> None:
    samples = result["samples"]
    rate = len(samples["life"]) / result["seconds"]
    most = len(floor["samples"]["tape"]) / floor["seconds"]
    report.add(
        f"whole lives over HTTP, {CLIENTS} clients",
        size,
        f"{rate:.1f} lives/s = {rate * len(ACTS):.0f} acts/s; life {times(samples['life'])}",
        f"{most:.0f} lives/s ({statements(tapes[0])} statements)",
        f"{rate / most:.0%}",
    )
    for act in (*ACTS, "request"):
        report.add(f"— {act}", size, times(samples[act]))


def _driven(size: int, spans: Spans, report: Report) -> None:
    """Row 6: the followers while acts are done directly, as fast as the machine does."""
    since = lag.newest()
    plans = [{"seconds": spans.driven, "department": n} for n in range(DRIVERS)]
    with lag.Watch() as watch:
        results = site.run("bench.drive", *plans)
    caught_up = lag.settle()
    rate = sum(result["acts"] / result["seconds"] for result in results)
    _add_followers(f"at {rate:.0f} direct acts/s", size, since, watch.worst, caught_up, report)


def _add_followers(
    what: str, size: int, since: int, worst: float, caught_up: float, report: Report
) -> None:
    told = lag.figures(since)
    equal = "equal" if told.acts == told.messages else "DIFFERENT"
    report.add(
        f"followers {what}",
        size,
        f"at most {worst:.2f} s behind, {caught_up:.1f} s to catch up; "
        f"{told.acts} acts, {told.messages} messages: {equal}",
    )
