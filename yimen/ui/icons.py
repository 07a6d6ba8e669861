"""Icons as inline SVG: they take the colour and the size of the text around them."""

import functools
from pathlib import Path

FOLDER = Path(__file__).parent / "static" / "ui" / "icons"


@functools.cache
def drawing(name: str) -> str:
    """The drawing of that name, ready for a page; an unknown name is a mistake in a template."""
    path = FOLDER / f"{name}.svg"
    if not path.is_file():
        raise LookupError(f"no icon named {name!r} in {FOLDER}")
    return path.read_text(encoding="utf-8").strip()
