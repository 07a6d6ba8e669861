"""Codes of the field, read and checked."""

from dataclasses import asdict
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Router

from yimen.api.errors import NoSuchKind
from yimen.api.guards import reads
from yimen.api.schemas.codes import CodeAnswer
from yimen.api.schemas.problems import Problem
from yimen.kernel.codes import KINDS, read_code

router = Router()


@router.get(
    "/{kind}/{value}",
    response={200: CodeAnswer, 404: Problem, 422: Problem},
    operation_id="code_check",
)
@reads
def code_check(request: HttpRequest, kind: str, value: Annotated[str, Path(max_length=100)]) -> Any:
    """What a code says, or the reason why it is no such code."""
    if kind not in KINDS:
        raise NoSuchKind(field="kind", kind=kind)
    parsed = read_code(kind, value, today=timezone.localdate())
    return {"kind": kind, "parts": asdict(parsed)}
