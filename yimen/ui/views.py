"""Every view reads or writes, and says which."""

import functools
import re
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.db import connections, transaction
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

View = Callable[..., HttpResponseBase]

_READING = re.compile(
    r"\s*(select|with|explain|savepoint|release\s+savepoint|rollback\s+to|set\s+local|show)\b",
    re.IGNORECASE,
)
_WRITING = re.compile(
    r"\b(insert\s+into|update\s+\S+\s+set|delete\s+from|for\s+(no\s+key\s+)?update)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"'(?:[^']|'')*'")


def _remembering() -> re.Pattern[str] | None:
    """Statements on the cache's own table: what a page remembers changes nothing."""
    tables = [
        re.escape(cache["LOCATION"])
        for cache in settings.CACHES.values()
        if cache["BACKEND"].endswith("DatabaseCache")
    ]
    if not tables:
        return None
    words = r"(insert\s+into|update|delete\s+from)"
    return re.compile(rf'\s*{words}\s+"?({"|".join(tables)})"?\s', re.IGNORECASE)


class WroteWhileReading(RuntimeError):
    """A page that reads tried to change the database: a mistake in our code."""


def refuse_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, ctx: Any) -> Any:
    """Let through nothing but reading, savepoints, and the cache."""
    if not _is_harmless(str(sql)):
        raise WroteWhileReading(f"a @reads view may not run: {str(sql)[:120]}")
    return execute(sql, params, many, ctx)


@functools.lru_cache(maxsize=1024)
def _is_harmless(sql: str) -> bool:
    """Values stand apart from the text, so that pages run the same few texts again and again."""
    bare = _QUOTED.sub("x", sql)
    return bool(_READING.match(bare) and not _WRITING.search(bare)) or _is_cache(bare)


def _is_cache(sql: str) -> bool:
    pattern = _remembering()
    return pattern is not None and pattern.match(sql) is not None


def reads(view: View) -> View:
    """A page that reads cannot write: GET and HEAD only, and the database says no."""

    @functools.wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> HttpResponseBase:
        with ExitStack() as stack:
            for connection in connections.all():
                stack.enter_context(connection.execute_wrapper(refuse_writes))
            response = view(*args, **kwargs)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response.render()
            return response

    guarded.access = "reads"  # type: ignore[attr-defined]
    return require_safe(guarded)


def writes(view: View) -> View:
    """An act: POST only, in one transaction that a refusal rolls back whole."""

    @functools.wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> HttpResponseBase:
        with transaction.atomic():
            return view(*args, **kwargs)

    guarded.access = "writes"  # type: ignore[attr-defined]
    return require_POST(guarded)


def acts(view: View) -> View:
    """Like `writes`, for a view that does one act and besides it only reads.

    The act is the transaction. One around it would make the act's own a savepoint, which costs two
    statements more, and would hold what the act locked while a refusal is drawn as a page.
    """
    view.access = "writes"  # type: ignore[attr-defined]
    return require_POST(view)


def doors(*, get: View, post: View) -> View:
    """One address that shows a page by GET and takes it back by POST; each half keeps its guard.

    As a whole it counts as writing: the stronger of the two.
    """

    def either(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        view = post if request.method == "POST" else get
        return view(request, *args, **kwargs)

    either.access = "writes"  # type: ignore[attr-defined]
    either.views = (get, post)  # type: ignore[attr-defined]
    return either
