"""Row 4 of the aims: finding items among 300,000 implementations."""

import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection
from django.test import Client

from bench.report import Report, share, times
from bench.tape import Group, recording
from yimen.catalogue.queries import Filters, search_items

QUESTIONS = Path(__file__).resolve().parents[1] / "tests/catalogue/queries.toml"
COUNTY = Filters(region="440103", with_above=True)


def questions() -> list[str]:
    """The judged questions, by their words."""
    judged = tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))
    return [
        str(one["text"] if kind == "filters" else one[0])
        for kind, lines in judged.items()
        for one in lines
    ]


def measure(size: int, report: Report) -> None:
    """Every question, over the whole province and in one county; and as the page asks it."""
    texts = questions()
    search_items("取水许可")  # dictionaries are loaded before anybody asks
    for where, filters in (("the province", Filters()), ("a county", COUNTY)):
        ask = _asking(filters)
        _warm(ask, texts)
        taken = [_timed(ask, text) for text in texts]
        floor = _floor(ask, texts)
        ratio = f"{share(floor, 0.5) / share(taken, 0.5):.0%}"
        what = f"search in {where}, {len(texts)} questions"
        report.add(what, size, times(taken), f"{times(floor)} (same SQL)", ratio)
    client = Client(headers={"host": "localhost"})

    def suggest(text: str) -> Any:
        return client.get("/items/suggest/", {"text": text})

    _warm(suggest, texts[:20])
    report.add("suggestions as one types", size, times(_timed(suggest, text) for text in texts))

    def page(text: str) -> Any:
        return client.get("/items/", {"text": text})

    _warm(page, texts[:20])
    report.add("page of services found", size, times(_timed(page, text) for text in texts))


def _asking(filters: Filters) -> Callable[[str], Any]:
    return lambda text: search_items(text, filters)


def _warm(ask: Callable[[str], Any], texts: list[str]) -> None:
    for text in texts:
        ask(text)


def _timed(ask: Callable[[str], Any], text: str) -> float:
    started = time.perf_counter()
    ask(text)
    return time.perf_counter() - started


def _floor(ask: Callable[[str], Any], texts: list[str]) -> list[float]:
    """The same statements over bare psycopg."""
    tapes: list[list[Group]] = []
    for text in texts:
        with recording() as recorder:
            ask(text)
        tapes.append(recorder.groups)
    address = connection.get_connection_params()
    plain = {name: address[name] for name in ("dbname", "user", "host", "port") if name in address}
    with psycopg.connect(**plain, autocommit=True, prepare_threshold=None) as bare:
        return [_played(bare, groups) for groups in tapes]


def _played(bare: Any, groups: list[Group]) -> float:
    started = time.perf_counter()
    for group in groups:
        for statement in group:
            bare.execute(statement).fetchall()
    return time.perf_counter() - started
