"""What every operation passes before it answers."""

import functools
from collections.abc import Callable
from contextlib import ExitStack
from typing import ParamSpec, TypeVar

from django.db import connections

from yimen.ui.views import refuse_writes

P = ParamSpec("P")
Answer = TypeVar("Answer")


def reads(operation: Callable[P, Answer]) -> Callable[P, Answer]:
    """An operation that reads cannot write: the database says no, as it does for pages."""

    @functools.wraps(operation)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Answer:
        with ExitStack() as stack:
            for connection in connections.all():
                stack.enter_context(connection.execute_wrapper(refuse_writes))
            return operation(*args, **kwargs)

    guarded.access = "reads"  # type: ignore[attr-defined]
    return guarded
