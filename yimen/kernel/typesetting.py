"""Papers as PDF/A: a typst source says how one looks, plain data says what stands in it."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings


def pdf(source: Path, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """The paper as PDF/A-2b, dated `at`; the same data and moment give the same bytes.

    The source reads the data as `json(bytes(sys.inputs.data))`. Only the fonts that come with
    Yimen are used, so that a paper looks alike on every machine.
    """
    return bytes(
        typst.compile(
            str(source),
            font_paths=_fonts(),
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=["a-2b"],
            timestamp=at.replace(microsecond=0),
        )
    )


@cache
def _fonts() -> typst.Fonts:
    """Found once: looking through the fonts takes longer than setting a page."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(settings.FONTS)])
