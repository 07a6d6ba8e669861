"""The floor: the statements a request makes, taken down once, to be replayed without our code."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection
from django.test import Client
from psycopg import ClientCursor

from bench.lives import People, is_new_since, life

Group = list[str]  # statements of one transaction; one alone ran outside any
Tape = dict[str, Any]  # {"groups": [...], "ids": [...], "number": "..."}

UUIDS = re.compile(r"\b[0-9a-f]{8}-?[0-9a-f]{4}-?7[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}\b")


class Recorder:
    """Takes down each statement as it goes to the server, by transaction."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self.was_inside = False

    def __call__(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any
    ) -> Any:
        """Take down, then do."""
        inside = connection.in_atomic_block
        cursor = ClientCursor(connection.connection)
        texts = [cursor.mogrify(sql, one) for one in (params if many else [params])]
        if not (inside and self.was_inside and self.groups):
            self.groups.append([])
        self.groups[-1] += texts
        self.was_inside = inside
        return execute(sql, params, many, context)


@contextmanager
def recording() -> Iterator[Recorder]:
    """Every statement on this connection, until the end."""
    recorder = Recorder()
    with connection.execute_wrapper(recorder):
        yield recorder


def tape_of_page(path: str, session: str, data: dict[str, str] | None = None) -> Tape:
    """The statements of one page."""
    client = _browser(session)
    with recording() as recorder:
        answer = client.get(path) if data is None else client.post(path, data)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code}")
    return {"groups": recorder.groups, "ids": [], "number": ""}


def tape_of_life(people: People) -> Tape:
    """The statements of a whole life, and the ids that each replay makes anew."""
    since = int(time.time() * 1000)
    browsers = {who: _browser(key) for who, key in people.sessions.items()}
    requests, number, groups = life(people), "", []
    request: Any = next(requests)
    while request:
        with recording() as recorder:
            answer = browsers[request.who].post(request.path, request.data)
        if answer.status_code != 302:
            raise RuntimeError(f"{request.path}: {answer.status_code}")
        groups += recorder.groups
        location = answer.headers["Location"]
        number = number or (location.split("/")[2] if request.path.endswith("/check/") else "")
        try:
            request = requests.send(location)
        except StopIteration:
            request = None
    found = set(UUIDS.findall("".join(text for group in groups for text in group)))
    ids = sorted({UUID(text).hex for text in found if is_new_since(UUID(text), since)})
    return {"groups": groups, "ids": ids, "number": number}


def statements(tape: Tape) -> int:
    """How many statements a tape holds."""
    return sum(len(group) for group in tape["groups"])


def _browser(session: str) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.cookies["sessionid"] = session
    return client
